"""Tells ages that no unit gives away: NAME, 34, of; aged 9; she is 35; under the age of 21."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import APOSTROPHES

_OLDEST = 120
_FAR = 8  # pieces from a verb to its "at 49"
_BRACKETED = 6  # pieces in brackets behind a name
_OLDEST_NAMED = 106
_FEWEST_YEARS = 13  # of a parent: fewer are children
_STOPS = {",", ".", ";", ")", BREAK, ""}


class Ages:
    """Reads the ages of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: comparators, and the words near an age."""
        self._tokens, self._words = tokens, words
        self._list_behind = -1  # where the last age of "aged 4, 7 and 11" ends

    def mark(self, amount: Amount, floor: int) -> None:
        """Make the amount an age where it is one; nothing before ``floor`` may say it."""
        place = amount.first
        of_age = self._tokens.low(place - 1) == "of" and self._tokens.low(place - 2) in ("age", "ages")
        if amount.kind == "duration" and amount.unit == "year" and of_age:
            amount.kind = "age"
        elif self._may_be_age(amount) and (of_age or self._is_aged(amount)):
            amount.kind, amount.unit = "age", "year"
        else:
            return
        if self._tokens.low(place - 1) in self._words.near["aged"] or self._is_listed(amount):
            self._list_behind = amount.behind
        if of_age:
            self._bound(amount, place - 2, floor)

    def _may_be_age(self, amount: Amount) -> bool:
        whole = amount.value == int(amount.value) and 0 < amount.value <= _OLDEST
        return whole and amount.unit is None and amount.scale == 1 and amount.form in ("digits", "words")

    def _is_aged(self, amount: Amount) -> bool:
        """``aged 34``, ``mid-aged`` is none; ``Maria Lopez, 34,``; ``she is 35``; ``a girl of 9``; ``At 42, he``."""
        tokens, near, place = self._tokens, self._words.near, amount.first
        before, behind = tokens.low(place - 1), amount.behind
        counts = tokens.raw(behind).islower() and tokens.low(behind).endswith("s")  # the driver of 3 lorries
        of_person = before == "of" != tokens.low(behind) and tokens.low(place - 2) in near["age_nouns"] and not counts
        of_person = of_person and amount.value > 1 and not self._counts_children(amount)
        at = before == "at" and tokens.low(behind) == "," and tokens.low(behind + 1) in near["old_subjects"]
        at = at or (before == "at" and tokens.low(behind) in _STOPS and self._done_at_age(place - 1))
        group = before in near["age_groups"] and tokens.low(amount.number - 1) in near["age_bounds"]
        said = before in near["aged"] or of_person or at or group
        return said or self._is_listed(amount) or self._after_name(amount) or self._is_old(amount)

    def _done_at_age(self, place: int) -> bool:
        """``dies at 91``, ``died of a stroke at 49``: a verb, and nothing but words up to the "at"."""
        for before in range(place - 1, place - _FAR, -1):
            word = self._tokens.low(before)
            if word in self._words.near["done_at_age"]:
                return True
            if not word.isalpha():
                return False
        return False

    def _counts_children(self, amount: Amount) -> bool:
        """``a father of five``, ``the mother-of-two``."""
        return self._tokens.low(amount.first - 2) in self._words.near["parents"] and amount.value < _FEWEST_YEARS

    def _is_listed(self, amount: Amount) -> bool:
        """``aged 4, 7 and 11``; not ``aged 4, and 7 others``."""
        between = self._tokens.between(self._list_behind, amount.first)
        behind = self._tokens.low(amount.behind)
        return between in ([","], ["and"], ["or"]) and (behind in _STOPS or behind in ("and", "or", "years"))

    def _bound(self, amount: Amount, place: int, floor: int) -> None:
        """``under the age of 5``: the comparator stands before "the age of"."""
        place -= self._tokens.low(place - 1) == "the"
        found = self._words.compared_before.before(self._tokens, place)
        if found and found[0] and found[1] >= floor:
            amount.comparator = found[0]

    def _after_name(self, amount: Amount) -> bool:
        """``Maria Lopez, 34,``, ``John, 66.`` and ``the driver, 27,``, ``the governor, 58,``."""
        tokens, place = self._tokens, amount.first
        hyphened = tokens.glued(place - 2) and tokens.raw(place - 3) == "-" and tokens.glued(place - 3)
        name = tokens.raw(place - 4 if hyphened and tokens.raw(place - 2).islower() else place - 2)  # Min-jun, 44,
        if tokens.low(place - 2) == ")":
            name = self._before_bracket(place - 2)
        if amount.form != "digits" or tokens.low(place - 1) != "," or tokens.low(amount.behind) not in _STOPS:
            return False
        named = name[:1].isupper() and name[1:].islower() and name not in self._words.no["months"]
        return (
            (named or name in self._words.near["age_nouns"] or name in self._words.roles)
            and 3 < amount.value <= _OLDEST_NAMED
            and not tokens.is_literal(amount.behind + 1)
        )

    def _before_bracket(self, place: int) -> str:
        """The word before the brackets that close here: of ``Ana Cruz (D-Ohio), 61,`` the name."""
        for before in range(place - 1, max(0, place - _BRACKETED), -1):
            if self._tokens.low(before) == "(":
                return self._tokens.raw(before - 1)
        return ""

    def _is_old(self, amount: Amount) -> bool:
        """``she is 35``, ``who was 10.``, ``the twins turned 40``, ``will be 30 by``."""
        tokens, place, near = self._tokens, amount.first - 1, self._words.near
        place -= tokens.low(place) in near["old_adverbs"]
        verb = tokens.low(place)
        if verb in ("s", "m") and tokens.low(place - 1) in APOSTROPHES and tokens.glued(place):  # I'm 76, she's 9
            return tokens.low(place - 2) in near["old_subjects"] and tokens.low(amount.behind) in near["old_before"]
        subject = tokens.low(place - 2 if verb in ("be", "turn") else place - 1)
        if verb not in near["turning"] and (verb not in near["old_verbs"] or subject not in near["old_subjects"]):
            return False
        return tokens.low(amount.behind) in near["old_before"]
