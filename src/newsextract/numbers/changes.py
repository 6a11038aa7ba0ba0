"""Tells the size of a rise or fall: up 3 %, fell by a third, a 5 % rise, from 4 to 6."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, MINUS, Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES
from newsextract.records import Change

_FAR = 6  # pieces between a verb of rising and its number
_MEASURES = {"percent", "money", "quantity"}


class Changes:
    """Reads the changes of the amounts of one text, in text order."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: verbs and nouns of change."""
        self._tokens, self._words = tokens, words
        self._last: Amount | None = None

    def mark(self, amount: Amount, floor: int) -> None:
        """Set the amount's change; nothing before ``floor`` may say it."""
        measure = amount.kind in _MEASURES or amount.form == "fraction"
        amount.change = (
            self._by_sign(amount)
            or (self._noun_behind(amount) if measure else self._count_behind(amount))
            or (self._share_behind(amount) if amount.kind == "percent" or amount.unit == "point" else None)
            or self._noun_before(amount)
            or self._verb(amount, floor, measure)
            or self._with_object(amount)
            or self._elided(amount)
        )
        self._last = amount

    def _by_sign(self, amount: Amount) -> Change | None:
        """``Dow +0.2%``, ``FTSE -0.6%``."""
        sign = self._tokens.low(amount.number - 1)
        if not amount.signed or amount.kind != "percent" or amount.upper is not None:
            return None
        return "down" if sign in MINUS else "up" if sign == "+" else None

    def _noun_behind(self, amount: Amount) -> Change | None:
        """``a 5 % rise``, ``a 60 basis point improvement``, ``2 per cent annual growth``, ``5 % higher``,
        ``a third less``."""
        tokens, nouns = self._tokens, self._words.change_noun
        place = amount.behind + (tokens.low(amount.behind) == "-" and tokens.glued(amount.behind))
        if tokens.low(place) in (",", ")") and tokens.low(place + 1) in self._words.near["comparative"]:
            place += tokens.low(amount.first - 1) in ("or", "(")  # seven cents, or 4 per cent, higher
        low, following = tokens.low(place), tokens.low(place + 1)
        if low in nouns and (tokens.raw(place).islower() or low not in self._words.near["comparative"]):
            return nouns[low]
        if low in self._words.change_than and following not in self._words.near["more_before"]:
            return self._words.change_than[low]
        if not low.isalpha() or not tokens.raw(place).islower() or low in self._words.near["change_parted"]:
            return None
        return nouns.get(following) if following not in self._words.near["comparative"] else None

    def _count_behind(self, amount: Amount) -> Change | None:
        """``20 fewer cars``, ``300 more than a year ago``; not ``300 more people``."""
        tokens, place = self._tokens, amount.behind
        low = tokens.low(place)
        than = low == "fewer" or "than" in tokens.lows[place + 1 : place + 3]
        return self._words.change_than.get(low) if than else None

    def _share_behind(self, amount: Amount) -> Change | None:
        """``a 3 % gain``, ``a 25-basis-point cut``, ``sales are 5 % down``."""
        tokens, near = self._tokens, self._words.near
        place = amount.behind + (tokens.low(amount.behind) == "-" and tokens.glued(amount.behind))
        low = tokens.low(place)
        if low not in ("up", "down") or tokens.low(place + 1) not in near["moved_before"]:
            return self._words.change_share.get(low)
        return None if tokens.low(amount.first - 1) in near["deposited"] else "up" if low == "up" else "down"

    def _noun_before(self, amount: Amount) -> Change | None:
        """``a rise of 5 %``, ``an increase of 300``; ``a gain of 2 points``, not ``a gain of $5``."""
        noun, words = self._tokens.low(amount.first - 2), self._words
        if self._tokens.low(amount.first - 1) != "of":
            return None
        share = amount.kind == "percent" or amount.unit == "point"
        return words.change_noun.get(noun) or (words.change_share.get(noun) if share else None)

    def _verb(self, amount: Amount, floor: int, measure: bool) -> Change | None:
        """``rose by 5 %``, ``up another 58 points``, ``fell from 6 to 4``; not ``up from 2``."""
        tokens, place = self._tokens, amount.first
        if tokens.low(place - 1) == "from" and amount.upper is None:
            return None
        if tokens.low(place - 1) in ARTICLES and tokens.low(amount.number_behind) in HYPHENS:
            return None  # jumped a six-lane road, dropped a 500-pound bomb
        for _ in range(_FAR):
            found = self._words.change_before.before(tokens, place)
            if found and found[1] >= floor:
                (change, measures_only), start = found
                if place == amount.first and (self._falls_on_object(amount) or self._is_level(amount, change)):
                    return None
                return change if self._counts(amount, start, measures_only) else None
            if place <= floor or tokens.low(place - 1) not in self._words.change_between:
                return None
            place -= 1
        return None

    def _is_level(self, amount: Amount, change: Change) -> bool:
        """``fell below 5 percent``, ``rose above $100``: what was reached, not by how much."""
        levels = self._words.near[f"levels_{change}"]
        return any(low in levels for low in self._tokens.lows[amount.first : amount.number])

    def _falls_on_object(self, amount: Amount) -> bool:
        """``dropped half a metre of rain``: an object of the verb, not how far something dropped."""
        measured = amount.kind == "quantity" and amount.unit != "point"
        behind = self._tokens.low(amount.behind)
        return (measured and behind == "of") or (amount.kind == "money" and behind == "worth")

    def _counts(self, amount: Amount, start: int, measures_only: bool) -> bool:
        """Whether the verb that begins at ``start`` can change such an amount:
        one gains many other things."""
        word, before = self._tokens.low(start), self._tokens.low(start - 1)
        if word in self._words.near["margins"] and self._tokens.low(amount.first - 1) == "by":
            return False
        counts = amount.kind not in _MEASURES and amount.form != "fraction"
        particle = before in self._words.near["particle_verbs"] or (
            counts and before in self._words.near["counting_verbs"]
        )
        if word in ("up", "down") and particle:
            return False
        coin = amount.unit in self._words.coins or word not in self._words.near["coin_verbs"]
        return (
            not measures_only or amount.kind == "percent" or amount.unit == "point" or (amount.kind == "money" and coin)
        )

    def _with_object(self, amount: Amount) -> Change | None:
        """``cut its costs by $5m``, ``raised rates by 25 basis points``: the verb, its object, "by"."""
        tokens, place = self._tokens, amount.first - 1
        by = tokens.low(place) == "by" or amount.unit == "basis point"  # cut rates 50bp
        if not by or not (amount.unit or amount.form == "fraction"):
            return None
        comma = tokens.low(place - 1) == ","  # fell for a third month, by 2 %
        floor = self._last.behind if self._last else 0
        for before in range(place - 1 - comma, max(floor - 1, place - _FAR - 4), -1):
            change = self._words.change_by.get(tokens.lows[before])
            if change and tokens.low(before - 1) in self._words.near["ended"]:
                continue
            if change or not (tokens.lows[before].isalpha() or tokens.lows[before] in HYPHENS):
                return change
        return None

    def _elided(self, amount: Amount) -> Change | None:
        """``rose by 5.81 per cent, banks by 1.15 per cent``: the verb is that of the amount before."""
        last, tokens = self._last, self._tokens
        if last is None or last.change is None or tokens.low(amount.first - 1) != "by" or not amount.unit:
            return None
        gap = tokens.lows[last.behind : amount.first]
        near = len(gap) < 12 and "." not in gap and BREAK not in gap
        return last.change if near and last.unit == amount.unit else None
