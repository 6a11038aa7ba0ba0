"""Marks amounts with the comparators around them, which go into the span, and makes two bounds one range."""

from __future__ import annotations

from newsextract.numbers.ages import Ages
from newsextract.numbers.amount import Amount
from newsextract.numbers.changes import Changes
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, HYPHENS

_ANDS = (["and"], [","], ["but"], [",", "but"], [",", "and"])
_MOST = 3  # comparators before one number: "as high as roughly"


class Marks:
    """Reads the marks of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: comparators, changes, ages."""
        self._tokens, self._words = tokens, words
        self._changes, self._ages = Changes(tokens, words), Ages(tokens, words)

    def mark_all(self, amounts: list[Amount]) -> list[Amount]:
        """Mark the amounts, given in text order; two bounds of one value ("over 10 and under 20") become
        one."""
        marked: list[Amount] = []
        for amount in amounts:
            last = marked[-1] if marked else None
            self._mark(amount, last.behind if last else 0)
            if last and amount.first - last.behind <= 3:
                if self._bounds(last, amount):
                    continue
                self._inherit(last, amount)
            marked.append(amount)
        return marked

    def _mark(self, amount: Amount, floor: int) -> None:
        """Set comparator, change and age; nothing before ``floor`` may be taken."""
        if amount.form == "ordinal":
            return
        self._compare_behind(amount)
        self._compare_before(amount, floor)
        if amount.kind == "ratio":
            return
        self._ages.mark(amount, floor)
        if amount.kind not in ("age", "duration"):
            self._changes.mark(amount, floor)

    def _compare_before(self, amount: Amount, floor: int) -> None:
        """``more than``, ``as high as roughly``: of several, the one next to the number counts."""
        if self._tops(amount, floor):
            amount.comparator, amount.first = ">", amount.first - 1
            return
        for count in range(_MOST):
            found = self._words.compared_before.before(self._tokens, amount.first)
            if found is None or found[0] is None or found[1] < floor or self._is_cause(amount):
                return
            if self._is_raised(found[1], amount):
                return
            if self._tokens.low(found[1] - 1) in HYPHENS and self._is_next(found[1] - 2):
                return  # a five-under 67
            if found[1] == amount.first - 1 and self._is_period(amount):
                return
            if not count and amount.comparator in ("=", "~"):
                amount.comparator = found[0]
            amount.first = found[1]

    def _tops(self, amount: Amount, floor: int) -> bool:
        """``could top $4 million``; not ``the top 10``."""
        place = amount.first - 1
        return (
            place > floor
            and self._tokens.low(place) == "top"
            and self._tokens.low(place - 1) in self._words.near["modals"]
        )

    def _is_cause(self, amount: Amount) -> bool:
        """``jailed over N5m fraud``: the amount says what the matter is about."""
        over = self._tokens.low(amount.first - 1) == "over"
        return over and amount.kind == "money" and self._tokens.low(amount.behind) in self._words.near["causes"]

    def _is_raised(self, place: int, amount: Amount) -> bool:
        """``ticked up to 4%``, ``was up to 4% from 3%``: a rise to a level, not ``up to``."""
        if self._tokens.lows[place : place + 2] != ["up", "to"]:
            return False
        verb = self._words.change_before.before(self._tokens, place + 1)
        ahead = amount.behind + 1
        compared = self._tokens.low(ahead - 1) == "from" and any(map(self._tokens.is_literal, (ahead, ahead + 1)))
        raised = verb is not None and verb[1] < place
        return compared or (raised and self._tokens.low(place - 1) not in self._words.near["ranging"])

    def _is_period(self, amount: Amount) -> bool:
        """``rose 12% over 10 years``: the time it took; not ``for over 10 years``, ``over 10 years ago``."""
        tokens, near, place = self._tokens, self._words.near, amount.first - 1
        if tokens.low(place) != "over" or amount.kind != "duration" or amount.form == "fraction":
            return False
        before, after = tokens.low(place - 1), tokens.low(amount.behind)
        whole = (
            amount.value == 1 or tokens.low(amount.behind - 1)[-1] == "s" or "-" in tokens.lows[place : amount.behind]
        )
        counted = after == "of" and before in ("", ".", BREAK)
        return whole and not counted and before not in near["longer_after"] and after not in near["longer_before"]

    def _compare_behind(self, amount: Amount) -> None:
        """``or more``, ``36+``, ``20-odd``."""
        tokens, place = self._tokens, amount.behind
        low = tokens.low(place)
        found = self._words.compared_behind.at(tokens, place)
        if found and tokens.low(found[1]) == "than":  # two months and more than 40 fires
            return
        if found is None and low == "-" and tokens.low(place + 1) in self._words.near["hyphened"]:
            found = self._words.compared_behind.at(tokens, place + 1)
        if found is None or self._is_next(found[1]) or self._adds(amount, low, found[1]):
            return
        if low in ("odd", "maximum") and amount.value < 10:
            return
        amount.comparator, amount.behind = found

    def _is_next(self, place: int) -> bool:
        """Whether the number that the comparator belongs to stands behind it: ``and below a half``."""
        tokens, words = self._tokens, self._words
        place += tokens.low(place) in ARTICLES
        low = tokens.low(place)
        return tokens.is_literal(place) or low in words.cardinal or low in words.fraction

    def _adds(self, amount: Amount, low: str, place: int) -> bool:
        """``5 plus 6``, ``$500 plus costs``: a sum, not an open end."""
        if low == "+":
            return not self._tokens.glued(place - 1) or (
                self._tokens.glued(place) and self._tokens.raw(place)[:1].isalnum()
            )
        return low == "plus"

    def _bounds(self, last: Amount, amount: Amount) -> bool:
        """``more than 10 and less than 20``: the two ends of one range, made one."""
        between = self._tokens.lows[last.behind : amount.first]
        if between not in _ANDS or last.upper is not None or amount.upper is not None:
            return False
        low, high = (last, amount) if last.comparator[0] == ">" else (amount, last)
        ends = low.comparator in (">", ">=") and high.comparator in ("<", "<=") and low.value < high.value
        if not ends or last.unit not in (None, amount.unit):
            return False
        last.value, last.upper, last.comparator = low.value, high.value, "="
        last.unit, last.kind, last.behind = amount.unit, amount.kind, amount.behind
        return True

    def _inherit(self, last: Amount, amount: Amount) -> None:
        """A conversion in brackets, "190 points, or 0.6%" and "rose 5 %,
        X by 2 %" share what marks the first."""
        between = self._tokens.lows[last.behind : amount.first]
        if not amount.unit or not (last.unit or last.form == "fraction") or last.kind in ("duration", "age"):
            return
        listed = between == ["and"] and (amount.kind == "percent" or amount.unit == "point")  # fell 1% and 35 points
        if listed or between in (["("], ["/"], [",", "or"], ["or"]):
            amount.change = amount.change or last.change
            if self._tokens.low(amount.behind) in (",", ")"):
                last.change = last.change or amount.change  # seven cents, or 4 per cent, higher
            if between in (["("], ["/"]) and amount.comparator == "=":
                amount.comparator = last.comparator
