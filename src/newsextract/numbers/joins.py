"""Joins amounts: ranges, scores and odds, whole and small coin, feet and inches, a unit that two numbers share."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon

_DASHES = {"-", "–", "—", "‐", "‑", "~", "−"}
_LISTED = (["and"], ["or"], [","], ["-", "and"], ["-", "or"], [",", "and"])
_TO = {"to", "through"}
_SCORED = {
    "win", "won", "wins", "beat", "beats", "beating", "victory", "defeat", "lost", "loss", "lose", "draw", "drew", "lead", "led", "score", "scored",
    "vote", "voted", "record", "series", "defeated", "finished", "ended", "trail", "trailed", "triumph", "thrashed", "aggregate", "game", "set", "final",
    "decision", "ruling", "ruled", "down", "ahead", "tie", "tied", "level", "at", "drubbing", "rout", "successive", "home", "away", "up", "majority",
}  # fmt: skip


class Joins:
    """Joins the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: for coins and changes."""
        self._tokens, self._words = tokens, words

    def join(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts, with those that make one number made one."""
        joined: list[Amount] = []
        for amount in amounts:
            last = joined[-1] if joined else None
            if (
                last
                and amount.first - last.behind <= 4
                and amount.form != "ordinal"
                and last.form != "ordinal"
            ):
                if self._one(last, amount):
                    continue
                self._share_unit(last, amount)
            joined.append(amount)
        return joined

    def _one(self, last: Amount, amount: Amount) -> bool:
        """Whether the second went into the first."""
        if last.upper is not None:
            return False
        return self._range(last, amount) or self._small_part(last, amount) or self._odds(last, amount)

    def _between(self, last: Amount, amount: Amount) -> list[str]:
        return self._tokens.lows[last.behind : amount.first]

    def _range(self, last: Amount, amount: Amount) -> bool:
        """``10 to 15``, ``between 5 and 7``, ``$62-$68``, ``8- to 16-metre``; ``2-1`` is a score."""
        between = self._between(last, amount)
        if between[:1] == ["-"] and between[1:] in (["to"], ["or"]):
            between = between[1:]
        if (
            not between
            and amount.signed
            and self._tokens.low(amount.first) in _DASHES
            and self._tokens.glued(amount.first)
        ):
            between, amount.value = ["-"], abs(amount.value)  # the dash was read as a sign
        if len(between) != 1:
            return self._wide_range(last, amount, between)
        low, before = between[0], self._tokens.low(last.first - 1)
        dash = low in _DASHES
        if not (
            dash
            or low in _TO
            or (low == "and" and before in ("between", "both-"))
            or (low == "or" and self._near(last, amount))
        ):
            return False
        if dash and low == "—":
            return False
        if low in _TO and self._from_level(last, before):
            return False
        if not self._fits(last, amount):
            return False
        self._merge(last, amount)
        self._score(last, dash, before)
        if before in ("between", "from") and last.kind != "ratio":
            last.first -= 1
        return True

    def _wide_range(self, last: Amount, amount: Amount, between: list[str]) -> bool:
        """``from 450 sq ft up to 900 sq ft``, ``$75 in 2018 to $90``."""
        if between not in (["up", "to"], ["down", "to"]) or self._tokens.low(last.first - 1) != "from":
            return False
        if not self._fits(last, amount):
            return False
        self._merge(last, amount)
        last.first -= 1
        return True

    def _from_level(self, last: Amount, before: str) -> bool:
        """``rose 5 % to 7 %``: the first is the size of the rise, the second the level reached."""
        if before in ("from", "between"):
            return False
        place = last.first
        found = self._words.change_before.before(self._tokens, place)
        if found is None and before == "by":
            found = self._words.change_before.before(self._tokens, place - 1) if last.unit else None
        return found is not None

    def _fits(self, last: Amount, amount: Amount) -> bool:
        """Whether two ends can make one range: the same unit, or one that only the second (or first) names."""
        if (
            last.form == "vague"
            or amount.form == "vague"
            or (amount.kind == "age" and last.unit and last.unit != amount.unit)
        ):
            return False
        if last.unit and amount.unit and last.unit != amount.unit:
            rated = amount.unit.startswith(f"{last.unit} per")
            return rated or (
                last.money == "dollar" and amount.money is not None and amount.money.endswith("D")
            )
        if last.unit and not amount.unit:  # "$5 to 7 people" is none, "208 pounds to 193" is one
            return last.before or (
                self._tokens.low(last.behind) in (*_TO, *_DASHES) and not self._counted(amount)
            )
        return True

    def _counted(self, amount: Amount) -> bool:
        after = self._tokens.raw(amount.behind)
        return (
            after.isalpha() and after.islower() and after.endswith("s") and len(after) > 3
        ) or after == "people"

    def _near(self, last: Amount, amount: Amount) -> bool:
        """``two or three``, ``10 or 15``: an estimate, not a choice."""
        low, high = last.value, amount.value
        return (
            last.unit is None
            and 0 < low < high <= low * 2 + 1
            and last.scale <= 1
            and high < 1000
            and (last.form == amount.form)
        )

    def _merge(self, last: Amount, amount: Amount) -> None:
        low, high = last.value, amount.value
        if (
            amount.scale >= 100
            and last.scale == 1
            and amount.form != "ordinal"
            and abs(low * amount.scale) <= abs(high)
            and abs(low) < 1000
        ):
            low *= amount.scale
        last.value, last.upper, last.scale = low, high, max(last.scale, amount.scale)
        last.behind = amount.behind
        if amount.unit and (
            last.unit is None or amount.unit.startswith(f"{last.unit} per") or amount.money != "dollar"
        ):
            last.unit, last.kind, last.money = amount.unit, amount.kind, amount.money or last.money
        elif last.unit is None:
            last.kind = amount.kind
        if amount.comparator != "=":
            last.comparator = amount.comparator

    def _score(self, amount: Amount, dash: bool, before: str) -> None:
        """Make it a ratio where it is a score, a vote or odds."""
        low, high = amount.value, amount.upper
        if (
            amount.unit
            or high is None
            or amount.scale > 1
            or before in ("from", "between")
            or amount.form not in ("digits", "words")
        ):
            return
        whole = low == int(low) and high == int(high)
        if not whole or low < 0 or max(low, high) >= 1000:
            return
        around = set(self._tokens.lows[max(0, amount.first - 6) : amount.behind + 4])
        if (dash and (low >= high or around & _SCORED)) or (
            not dash and (high == 1 or (low > high and around & _SCORED))
        ):
            amount.kind = "ratio"

    def _small_part(self, last: Amount, amount: Amount) -> bool:
        """``3 dollars 50 cents``, ``5 feet 2 inches``, ``5ft 2in``."""
        between = self._between(last, amount)
        if (
            between not in ([], ["and"], [","], ["-"])
            or last.value != int(last.value)
            or last.form == "vague"
        ):
            return False
        if last.unit == "foot" and amount.unit == "inch" and amount.value < 12:
            last.value += amount.value / 12
        elif (
            last.kind == "money"
            and last.unit not in self._words.coins
            and amount.unit in self._words.coins
            and amount.value < 100
        ):
            if last.unit is None or between == [","] or " per " in last.unit:
                return False
            last.value += amount.value / Decimal(self._words.coins[amount.unit])
        else:
            return False
        last.behind = amount.behind
        return True

    def _spoken_cents(self, last: Amount, amount: Amount, between: list[str]) -> bool:
        """``fifteen dollars fifty``, ``15 dollars and 50.``: bare hundredths behind whole money."""
        if (
            between not in ([], ["and"])
            or last.kind != "money"
            or last.before
            or last.scale > 1
            or amount.unit
        ):
            return False
        if (
            last.unit in self._words.coins
            or last.value != int(last.value)
            or amount.value != int(amount.value)
        ):
            return False
        end = self._tokens.low(amount.behind)
        return 10 <= amount.value < 100 and end in ("", ".", ",", "?", "more") and amount.form == last.form

    def _odds(self, last: Amount, amount: Amount) -> bool:
        """``one in five``, ``two out of three``, ``9 in 10``."""
        between = self._between(last, amount)
        over = between == ["over"] and self._tokens.low(amount.behind) in ("", ".", "?")
        if not over and between not in (["in"], ["out", "of"], ["in", "every"], ["-", "in", "-"]):
            return False
        if (
            last.unit
            or amount.unit
            or not 0 < last.value < amount.value
            or amount.form not in ("digits", "words")
        ):
            return False
        if last.form not in ("digits", "words") or amount.comparator != "=":
            return False
        sure = (
            between != ["in"]
            or last.value == 1
            or amount.value in (10, 100, 1000)
            or (last.value < 10 and amount.value < 10 and last.form == amount.form == "words")
        )
        if not sure or self._tokens.low(amount.behind) == "-":
            return False
        last.value, last.behind, last.kind = last.value / amount.value, amount.behind, "ratio"
        return True

    def _share_unit(self, last: Amount, amount: Amount) -> None:
        """``5 and 6 %``, ``45 or 50 mg``, ``280 million of the 1.5 billion shekels``: one unit for two numbers."""
        between = self._between(last, amount)
        if (
            last.unit == "point"
            and between in (["to"], ["at"])
            and amount.unit is None
            and not self._counted(amount)
        ):
            amount.unit, amount.kind = "point", "quantity"  # an index rose 64 points to 4,577
            return
        if (
            last.unit
            or amount.unit is None
            or last.form in ("fraction", "vague")
            or amount.kind in ("age", "ratio")
        ):
            return
        if between == ["up"] and amount.unit == "point":
            last.unit, last.kind = "point", "quantity"
        elif between and between[0] == "of" and amount.kind == "money" and last.scale >= 1000:
            last.unit, last.kind, last.money = amount.unit, amount.kind, amount.money
        elif between in _LISTED and not amount.before and amount.form == last.form:
            if between == [","] and amount.kind != "percent":
                return
            last.unit, last.kind, last.money = amount.unit, amount.kind, amount.money
            if amount.scale >= 1000 and last.scale == 1 and amount.kind == "money":
                last.value, last.scale = last.value * amount.scale, amount.scale
