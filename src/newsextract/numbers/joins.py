"""Joins amounts: ranges, scores and odds, whole and small coin, feet and inches."""

from __future__ import annotations

from functools import cached_property

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.sharing import Sharing, are_shares, is_counted
from newsextract.numbers.small_parts import add_small_part

_DASHES = frozenset("-–‐‑~−")
_TO = {"to", "through"}
_ODDS = (["in"], ["out", "of"], ["in", "every"], ["of", "every"], ["out", "of", "every"], ["-", "in", "-"])
_TOLERANCES = (["±"], ["+", "/", "-"], ["+", "-"], ["plus", "or", "minus"])
_LEVEL = 5  # times the rise: more is the level reached
_WICKETS = 10  # of a side at cricket
_NEAR = 4  # pieces between two amounts that can still make one


class Joins:
    """Joins the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: coins, verbs of change, words of sport."""
        self._tokens, self._words = tokens, words
        self._sharing = Sharing(tokens, words)

    def join(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts, with those that make one number made one."""
        joined: list[Amount] = []
        for amount in amounts:
            last = joined[-1] if joined else None
            if last and self._ranks(last, amount):
                continue
            if last and amount.first - last.behind <= _NEAR and "ordinal" not in (amount.form, last.form):
                if self._one(last, amount):
                    self._follow_score(joined)
                    continue
                self._sharing.share(joined, amount)
            self._sharing.hand_on(joined, amount)
            joined.append(amount)
        return joined

    def _follow_score(self, joined: list[Amount]) -> None:
        """``won 6-2 6-4 6-7``: a range right behind a score is one."""
        if len(joined) < 2:
            return
        before, last = joined[-2:]
        near = before.kind == "ratio" and self._between(before, last) in ([], [","], ["and"])
        if near and last.kind == "cardinal" and last.upper is not None and last.scale == 1:
            last.kind = "ratio"

    def _ranks(self, last: Amount, amount: Amount) -> bool:
        """``between the fourth and the 9th``, ``from the first to the third``: made one range of ranks."""
        tokens = self._tokens
        between = [low for low in tokens.between(last.behind, amount.first) if low != "the"]
        before = last.first - 1 - (tokens.low(last.first - 1) == "the")
        joins = (tokens.low(before), between) in (("between", ["and"]), ("from", ["to"]))
        if not joins or last.form != "ordinal" or amount.form != "ordinal" or last.upper is not None:
            return False
        last.first, last.upper, last.behind = before, amount.value, amount.behind
        return True

    def _one(self, last: Amount, amount: Amount) -> bool:
        """Whether the second went into the first."""
        if last.upper is not None:
            return False
        return (
            self._tolerance(last, amount)
            or self._range(last, amount)
            or self._against(last, amount)
            or add_small_part(last, amount, self._tokens, self._words)
            or self._odds(last, amount)
            or self._wickets(last, amount)
        )

    def _between(self, last: Amount, amount: Amount) -> list[str]:
        return self._tokens.lows[last.behind : amount.first]

    def _tolerance(self, last: Amount, amount: Amount) -> bool:
        """``9.8 ± 0.2 km``: the range around a value."""
        between = self._between(last, amount)
        if between not in _TOLERANCES or last.unit not in (None, amount.unit) or amount.value > last.value:
            return False
        middle = last.value
        self._merge(last, amount)
        last.value, last.upper = middle - amount.value, middle + amount.value
        return True

    def _range(self, last: Amount, amount: Amount) -> bool:
        """``10 to 15``, ``between 5 and 7``, ``$62-$68``, ``8- to 16-metre``, ``from 450 up to 900``."""
        between, hyphened = self._range_words(last, amount), self._between(last, amount) == ["-", "to", "-"]
        before, first = self._opener(last)
        if not self._joins_ends(last, amount, between, before) or not self._fits(last, amount):
            return False
        if amount.signed and not between:
            amount.value = abs(amount.value)  # the dash was read as a sign
        self._merge(last, amount)
        self._score(last, hyphened or between not in (["to"], ["or"]), before)  # a 5-to-4 vote
        if before in ("between", "from") and last.kind != "ratio":
            last.comparator = "~" if first < last.first - 1 else last.comparator
            last.first = first
        return True

    def _opener(self, last: Amount) -> tuple[str, int]:
        """The word before the amount and its place, past a comparator: ``between roughly 5 and 7``."""
        place = last.first - 1
        found = self._words.compared_before.before(self._tokens, last.first)
        if found and found[0] == "~" and self._tokens.low(found[1] - 1) in ("between", "from"):
            place = found[1] - 1
        return self._tokens.low(place), place

    def _range_words(self, last: Amount, amount: Amount) -> list[str]:
        between = self._between(last, amount)
        if between in (["-", "to", "-"], ["-", "or", "-"]):
            return between[1:2]  # an 18-to-24-month plan
        return between[1:] if between in (["-", "to"], ["-", "or"]) else between

    def _joins_ends(self, last: Amount, amount: Amount, between: list[str], before: str) -> bool:
        """Whether the words between two amounts make them the ends of one range."""
        if not between:
            return amount.signed and self._tokens.glued(amount.first)
        reached = between[:1] == ["to"] and between[1:2] and between[1] in self._words.near["reached"]
        if between in (["up", "to"], ["down", "to"]) or (reached and len(between) == 2):
            return before == "from"  # from 12 points to just 4
        if between[:1] == ["in"] and between[2:] == ["to"]:  # from $5 in 2018 to $7
            return before == "from" and between[1].isdecimal()
        if (
            before == "from"
            and between[1:] == ["to"]
            and is_counted(last, self._tokens)
            and not is_counted(amount, self._tokens)
        ):
            return True  # from 40 rooms to 60
        if len(between) != 1:
            return False
        low = between[0]
        if low == "and" and before == "of":  # between the ages of 17 and 20
            return (
                self._tokens.low(last.first - 2) == "ages"
                and "between" in self._tokens.lows[last.first - 4 : last.first]
            )
        if are_shares(last, amount) and before not in ("from", "between"):
            return False
        if low in _TO:
            return not self._says_level(last, amount, before)
        return low in _DASHES or (low == "and" and before == "between") or (low == "or" and _estimate(last, amount))

    def _says_level(self, last: Amount, amount: Amount, before: str) -> bool:
        """``rose 5 % to 7 %``: the first is the size of the rise, the second the level reached;
        ``shrink by 40% to 50%`` has two sizes."""
        place = last.first
        if before == "by" and last.unit == amount.unit and last.value < amount.value <= 2 * last.value:
            return False
        if last.unit == "point" and amount.value > _LEVEL * last.value:  # off 20 points to 3,245
            return True
        if before == "by" and last.unit and amount.unit:  # costs were raised by $2 million to $9 million
            return True
        if before == "by" and (last.unit or amount.value > _LEVEL * last.value):
            place -= 1
        return before not in ("from", "between") and self._words.change_before.before(self._tokens, place) is not None

    def _fits(self, last: Amount, amount: Amount) -> bool:
        """Whether two ends can make one range: the same unit,
        or one that only the second (or first) names."""
        if "vague" in (last.form, amount.form) or (last.kind == "age" and amount.kind == "duration"):
            return False
        if last.form == "fraction" and amount.kind == "money":
            return False  # up by a third to $149 billion
        if last.unit and amount.unit and last.unit != amount.unit:
            dollars = last.money == "dollar" and amount.money in self._words.shared["dollar"]
            if self._smaller(last, amount) and self._opener(last)[0] in ("from", "between"):
                return True
            rated = " per " in last.unit + amount.unit and self._base(amount) == self._base(last)
            return amount.kind != "age" and (dollars or rated)
        if last.unit and not amount.unit:  # "$5 to 7 people" is none, "180 pounds to 165" is one
            falls = amount.value < last.value and self._opener(last)[0] != "from"  # $40 million to 72 village schools
            return not is_counted(amount, self._tokens) and (
                not last.before or (amount.form == last.form and not falls)
            )
        return True

    def _smaller(self, last: Amount, amount: Amount) -> int:
        """How many of the first's unit make one of the second's: ``from six months to 22 years``; else 0."""
        return self._words.smaller.get(amount.unit or "", {}).get(last.unit or "", 0)

    def _base(self, amount: Amount) -> str:
        """The unit without its rate, money by its name: ``USD`` and ``dollar per week`` are of one base."""
        base = (amount.unit or "").partition(" per ")[0]
        return self._words.money_names.get(base, base)

    def _merge(self, last: Amount, amount: Amount) -> None:
        low, high = last.value / (self._smaller(last, amount) or 1), amount.value
        shares = amount.scale >= 100 and last.scale == 1 and abs(low) < 1000
        if shares and abs(low * amount.scale) <= abs(high):  # $10 to $15 billion
            low *= amount.scale
        last.value, last.upper, last.scale = low, high, max(last.scale, amount.scale)
        last.behind = amount.behind
        if amount.unit and " per " not in (last.unit or ""):
            last.unit, last.kind, last.money = amount.unit, amount.kind, amount.money or last.money
        if amount.comparator != "=":
            last.comparator = amount.comparator

    def _score(self, amount: Amount, dash: bool, before: str) -> None:
        """Make it a ratio where it is a score, a vote or odds: ``won 3-1``, ``a 5-4 vote``, ``10 to 1``."""
        low, high = amount.value, amount.upper
        if amount.unit or high is None or amount.scale > 1 or before in ("from", "between"):
            return
        if low < high and self._words.compared_before.before(self._tokens, amount.first):
            return  # some 7-8 innings
        if low != int(low) or high != int(high) or low < 0 or (dash and max(low, high) >= 1000):
            return
        around = self._tokens.lows[max(0, amount.first - 6) : amount.behind + 4]
        sport = not self._words.near["scored"].isdisjoint(around)
        if (low >= high or sport or self._between_sides(amount)) if dash else (high == 1 or (low > high and sport)):
            amount.kind = "ratio"

    def _between_sides(self, amount: Amount) -> bool:
        """``Ghana 1-3 Mali``: a result, with both names."""
        sides = (self._tokens.raw(amount.first - 1), self._tokens.raw(amount.behind))
        return all(side.istitle() and len(side) > 2 for side in sides)

    def _against(self, last: Amount, amount: Amount) -> bool:
        """``at 5/1``, ``7-6 (7/4)``, ``50/50``, ``217 votes to 210``: two sides, whatever stands around."""
        between, tokens = self._between(last, amount), self._tokens
        slashed = between in (["/"], [":"]) and tokens.glued(amount.first) and tokens.glued(amount.first - 1)
        verse = between == [":"] and tokens.raw(last.first - 1).istitle() and len(tokens.raw(last.first - 1)) > 1
        counted = between[1:] == ["to"] and between[0] in self._words.near["scored_units"]
        whole = all(a.unit is None and a.scale == 1 and a.value == int(a.value) for a in (last, amount))
        counted = counted and tokens.low(last.first - 1) != "from"
        if not (slashed or counted) or not whole or verse:  # Matthew 5:3
            return False
        self._merge(last, amount)
        last.kind = "ratio"
        return True

    def _odds(self, last: Amount, amount: Amount) -> bool:
        """``one in five``, ``two out of three``, ``9 in 10``, ``1 over 3``."""
        between, forms = self._between(last, amount), {last.form, amount.form}
        over = between == ["over"] and self._tokens.low(amount.behind) in ("", ".", "?")
        if (not over and between not in _ODDS) or self._tokens.low(amount.behind) == "-":
            return False
        if amount.unit == "year" and between == ["-", "in", "-"]:  # a 1-in-100-year flood
            amount.unit = None
        smaller = 0 < last.value < amount.value or (over and amount.value > 0)
        if last.unit or amount.unit or not smaller or not forms <= {"digits", "words"}:
            return False
        played = self._tokens.low(amount.behind) in self._words.near["played"]
        small = last.value < 10 and amount.value < 10 and (forms == {"words"} or (last.value > 1 and not played))
        if between == ["in"] and not (small or last.value == 1 or amount.value in (10, 100, 1000)):
            return False
        last.value, last.behind, last.kind = last.value / amount.value, amount.behind, "ratio"
        return True

    def _wickets(self, last: Amount, amount: Amount) -> bool:
        """``278 for 6``, ``four for 39``: runs and wickets, in an article that speaks of cricket."""
        if self._between(last, amount) != ["for"] or is_counted(amount, self._tokens):
            return False
        bare = all(a.kind == "cardinal" and a.unit is None and a.value == int(a.value) for a in (last, amount))
        if not bare or min(last.value, amount.value) > _WICKETS or not self._is_cricket:
            return False
        self._merge(last, amount)
        last.kind = "ratio"
        return True

    @cached_property
    def _is_cricket(self) -> bool:
        return not self._words.near["cricket"].isdisjoint(self._tokens.lows)


def _estimate(last: Amount, amount: Amount) -> bool:
    """``two or three``, ``10 or 15``: an estimate, not a choice."""
    low, high = last.value, amount.value
    close = 0 < low < high <= low * 2 + 1 and high < 1000
    return close and last.unit is None and last.scale == 1 and last.form == amount.form
