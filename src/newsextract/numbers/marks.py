"""Marks an amount with what stands around it: comparator, rise or fall, age. The comparator goes into the span."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon

_FAR = 6  # pieces between a verb of rising and its number
_CHANGED = {"percent", "money", "quantity"}


class Marks:
    """Reads the marks of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: comparators and changes."""
        self._tokens, self._words = tokens, words

    def mark_all(self, amounts: list[Amount]) -> list[Amount]:
        """Mark the amounts, given in text order; two bounds of one value ("over 10 and under 20") become one."""
        marked: list[Amount] = []
        for amount in amounts:
            last = marked[-1] if marked else None
            self.mark(amount, last.behind if last else 0)
            if last and amount.first - last.behind <= 3:
                if self._bounds(last, amount):
                    continue
                self._inherit(last, amount)
            marked.append(amount)
        return marked

    def _bounds(self, last: Amount, amount: Amount) -> bool:
        """``more than 10 and less than 20``: the two ends of one range, made one."""
        between = self._tokens.lows[last.behind : amount.first]
        if between not in (["and"], [","], ["but"], [",", "but"], [",", "and"]) or last.upper is not None:
            return False
        low, high = (last, amount) if last.comparator[0] == ">" else (amount, last)
        ends = low.comparator in (">", ">=") and high.comparator in ("<", "<=") and low.value < high.value
        if not ends or amount.upper is not None or (last.unit or amount.unit) != amount.unit:
            return False
        last.value, last.upper, last.comparator = low.value, high.value, "="
        last.unit, last.kind, last.behind = amount.unit, amount.kind, amount.behind
        return True

    def _inherit(self, last: Amount, amount: Amount) -> None:
        """A conversion in brackets, and "190 points, or 0.6%", share comparator and change."""
        between = self._tokens.lows[last.behind : amount.first]
        if not amount.unit or not last.unit or last.kind in ("duration", "age"):
            return
        if between in (["("], ["/"], [",", "or"], ["or"]):
            amount.change = amount.change or last.change
            if between in (["("], ["/"]) and amount.comparator == "=":
                amount.comparator = last.comparator

    def mark(self, amount: Amount, floor: int) -> None:
        """Set comparator, change and age; nothing before ``floor`` may be taken."""
        if amount.form == "ordinal" and amount.upper is None:
            return
        self._compare_behind(amount)
        self._compare_before(amount, floor)
        if amount.kind == "ratio" or amount.kind == "ordinal":
            return
        self._age(amount, floor)
        if amount.kind not in ("age", "duration"):
            self._change(amount, floor)

    def _compare_before(self, amount: Amount, floor: int) -> None:
        for count in range(3):
            found = self._words.compared_before.before(self._tokens, amount.first)
            if found is None or found[0] is None or found[1] < floor:
                return
            if (not count and amount.comparator in ("=", "~")) or (
                found[0] != "~" and amount.comparator == "~" and not count
            ):
                amount.comparator = found[0]
            amount.first = found[1]

    def _compare_behind(self, amount: Amount) -> None:
        tokens = self._tokens
        found = self._words.compared_behind.at(tokens, amount.behind)
        if found is None and tokens.low(amount.behind) == "-":
            found = self._words.compared_behind.at(tokens, amount.behind + 1)
            if found and tokens.low(amount.behind + 1) not in ("plus", "odd", "ish", "some"):
                found = None
        if found is None or (tokens.low(amount.behind) in ("+", "plus") and self._adds(amount, found[1])):
            return
        if tokens.low(amount.behind) in ("odd", "maximum") and amount.value < 10:
            return
        if tokens.is_literal(found[1]):
            return
        amount.comparator, amount.behind = found

    def _adds(self, amount: Amount, place: int) -> bool:
        """``5 plus 6``, ``$500 plus costs``: a sum, not an open end."""
        if self._tokens.low(place - 1) == "+":
            return (
                self._tokens.glued(place) and self._tokens.raw(place)[:1].isalnum()
            ) or not self._tokens.glued(place - 1)
        return self._tokens.low(place - 2) != "-"

    def _change(self, amount: Amount, floor: int) -> None:
        tokens = self._tokens
        measure = amount.kind in _CHANGED or amount.form == "fraction"
        if (
            amount.signed
            and amount.kind == "percent"
            and amount.upper is None
            and tokens.low(amount.number - 1) in ("+", "-", "−", "–")
        ):
            amount.change = "down" if amount.value < 0 else "up"
            return
        noun = self._change_noun(amount) if measure else None
        if noun:
            amount.change = noun  # type: ignore[assignment]
            return
        ranged = amount.upper is not None and tokens.low(amount.first) in ("from", "between")
        place = amount.first
        if tokens.low(place - 1) == "of" and measure and tokens.low(place - 2) in self._words.change_noun:
            amount.change = self._words.change_noun[tokens.lows[place - 2]]
            return
        if tokens.low(place) == "from" and not ranged:
            return
        for _ in range(_FAR):
            found = self._words.change_before.before(tokens, place)
            if found and found[1] >= floor:
                self._set_change(amount, found, measure)
                return
            if place <= floor or tokens.low(place - 1) not in self._words.change_between:
                return
            place -= 1

    def _set_change(self, amount: Amount, found: tuple[tuple[str, bool], int], measure: bool) -> None:
        (change, measures_only), start = found
        word, before = self._tokens.low(start), self._tokens.low(start - 1)
        points = (
            amount.kind == "percent"
            or amount.unit == "point"
            or (
                amount.kind == "money"
                and (amount.unit in self._words.coins or word not in ("cut", "added", "adds"))
            )
        )
        if measures_only and not points:
            return
        if word in ("up", "down") and before in (
            "set",
            "made",
            "make",
            "makes",
            "end",
            "ended",
            "calm",
            "shut",
            "turn",
            "sit",
            "pick",
            "line",
        ):
            return
        amount.change = change  # type: ignore[assignment]

    def _change_noun(self, amount: Amount) -> str | None:
        """``a 5 % rise``, ``a 60 basis point improvement``, ``2 per cent annual growth``."""
        tokens, nouns = self._tokens, self._words.change_noun
        place = amount.behind + (tokens.low(amount.behind) == "-")
        low = tokens.low(place)
        if low in nouns:
            return nouns[low]
        following = tokens.low(place + 1)
        if (
            low.isalpha()
            and tokens.raw(place).islower()
            and following in nouns
            and following not in ("higher", "lower")
        ):
            return (
                nouns[following]
                if low not in ("of", "to", "in", "and", "for", "on", "the", "a", "per")
                else None
            )
        return None

    def _age(self, amount: Amount, floor: int) -> None:
        """``aged 34``, ``NAME, 34,``, ``the age of 21``, ``she is 35``, ``(34)`` is none."""
        tokens, place = self._tokens, amount.first
        if (
            amount.kind == "duration"
            and amount.unit == "year"
            and tokens.low(place - 1) == "of"
            and tokens.low(place - 2) in ("age", "ages")
        ):
            amount.kind = "age"
            self._under_age(amount, place - 2, floor)
            return
        if (
            amount.unit
            or amount.scale > 1
            or amount.value != int(amount.value)
            or not 0 < amount.value < 121
            or amount.form == "fraction"
        ):
            return
        before = tokens.low(place - 1)
        if before == "of" and tokens.low(place - 2) in ("age", "ages"):
            self._set_age(amount)
            self._under_age(amount, place - 2, floor)
        elif (
            before in ("aged", "age", "ages")
            or (before == "-" and tokens.low(place - 2) in ("aged", "now"))
            or self._after_name(amount)
            or self._is_old(amount)
        ):
            self._set_age(amount)

    def _set_age(self, amount: Amount) -> None:
        amount.kind, amount.unit = "age", "year"

    def _under_age(self, amount: Amount, place: int, floor: int) -> None:
        """``under the age of 5``: the comparator stands before "the age of"."""
        place -= self._tokens.low(place - 1) == "the"
        found = self._words.compared_before.before(self._tokens, place)
        if found and found[0] and found[1] >= floor:
            amount.comparator = found[0]

    def _after_name(self, amount: Amount) -> bool:
        """``Maria Lopez, 34,`` and ``John, 66.``"""
        tokens, place = self._tokens, amount.first
        if (
            amount.form != "digits"
            or tokens.low(place - 1) != ","
            or tokens.low(amount.behind) not in (",", ".", ";", BREAK, ")", "")
        ):
            return False
        name = tokens.raw(place - 2)
        return (
            name[:1].isupper()
            and name[1:].islower()
            and not tokens.is_literal(amount.behind + 1)
            and name not in self._words.no["months"]
            and amount.value > 3
        )

    def _is_old(self, amount: Amount) -> bool:
        """``she is 35``, ``who was 10.``, ``he turned 40``, ``will be 30 by``."""
        tokens, place = self._tokens, amount.first
        verb, subject = tokens.low(place - 1), tokens.low(place - 2)
        if verb in ("be", "turn", "been"):
            subject = tokens.low(place - 3)
        if verb not in ("is", "was", "be", "turned", "turns", "turn", "am") or subject not in (
            "he",
            "she",
            "who",
            "i",
        ):
            return False
        return tokens.low(amount.behind) in (
            ".",
            ",",
            ";",
            "and",
            "when",
            "by",
            "in",
            "at",
            "on",
            "but",
            "",
            BREAK,
            "this",
            "next",
            "now",
            "then",
            "years",
            "last",
            "to",
        )
