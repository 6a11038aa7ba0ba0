"""Tells numbers that name one of many, by the word before or behind them: page 5, sections 302 and 307, s. 4(2),
18 U.S.C. 922."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon

_EITHER = (["or"], ["to"])
_PLATE = 6  # pieces from the word that announces a number plate
_LISTED = (["and"], ["or"], ["to"], ["through"], [","], ["&"], [",", "and"], ["-"], ["–"])


class Labels:
    """Reads the labels of one text; asked in text order, it knows where the last numbers behind one ended."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words`` holds the labels and the law books."""
        self._tokens, self._no, self._near, self._words = tokens, words.no, words.near, words
        self._behind = -1  # where the last labelled number ends
        self._listed = False  # whether its label is of many

    def name(self, amount: Amount) -> bool:
        """Whether the amount names one of many."""
        if self._is_part(amount):
            self._behind = amount.number_behind
            return True
        many = self._many(amount)
        if many is None:
            return False
        self._behind, self._listed = amount.number_behind, many
        return True

    def _many(self, amount: Amount) -> bool | None:
        """Whether the amount's label is of many; None if it has no label."""
        tokens, place = self._tokens, amount.first
        if amount.scale > 1 or amount.comparator != "=" or amount.form not in ("digits", "words"):
            return None
        raw, before, second = tokens.raw(place - 1), tokens.low(place - 1), tokens.low(place - 2)
        if before == "." and second in self._near["label_abbreviations"]:
            return False if second != "no" or amount.form == "digits" else None
        if before in self._near["numbers"] and second in self._no["labels"] and amount.form == "digits":
            return False  # train no 12345, ZIP code 90210
        if amount.form == "digits" and (self._on_plate(place) or self._has_clause(amount.number_behind)):
            return True
        if before in self._near["counted_from"] and second in ("on", "by", "at", "in"):
            return False  # on day two
        if before in ("#", "§") and (tokens.glued(place) or before == "§"):
            return before == "§"
        if amount.form == "digits" and (self._cites(amount.number_behind) or self._is_case(place)):
            return True
        if self._is_label(raw) and not self._is_score(amount, before):
            opens = raw[0].isupper() and second in ("", ".", BREAK) and amount.form == "words"
            return None if opens else before[-1] == "s"
        return False if raw in self._no["indexes"] and tokens.raw(amount.number).isdecimal() else None

    def _cites(self, place: int) -> int:
        """``18 U.S.C. § 922``, ``410 U.S. 113``: where the number behind the law book stands; 0 if there is none."""
        book = self._words.law_books.at(self._tokens, place)
        behind = book[1] + (self._tokens.low(book[1]) == "§") if book else 0
        return behind if self._tokens.is_literal(behind) else 0

    def _has_clause(self, place: int) -> bool:
        """``401(k)``, ``501(c)(3)``: a letter in brackets right behind the digits."""
        tokens = self._tokens
        letter = tokens.raw(place + 1)
        glued = tokens.glued(place) and tokens.glued(place + 1)
        return glued and tokens.raw(place) == "(" and len(letter) == 1 and letter.isalpha()

    def _on_plate(self, place: int) -> bool:
        """``number plate KBZ 123A``, ``registration MH 12 AB 1234``."""
        letters = self._tokens.raw(place - 1)
        near = self._tokens.lows[max(0, place - _PLATE) : place]
        return letters.isupper() and len(letters) <= 3 and not self._near["plates"].isdisjoint(near)

    def _is_case(self, place: int) -> bool:
        """``[2019] UKSC 12``: a number behind a year in brackets and a court."""
        tokens = self._tokens
        year = tokens.low(place - 2) == "]" and tokens.low(place - 4) == "[" and tokens.is_literal(place - 3)
        return year and tokens.raw(place - 1).isupper()

    def _is_label(self, raw: str) -> bool:
        """``page``, ``Route``; of many ``Interstates``; some only with a capital."""
        low, capital = raw.lower(), raw[:1].isupper()
        if capital and low[-1:] == "s" and (low[:-1] in self._no["labels"] or low[:-2] in self._no["labels"]):
            return True
        return low in self._no["labels"] and (capital or low not in self._no["labels_capitalised"])

    def _is_score(self, amount: Amount, label: str) -> bool:
        """``the Supreme Court 5-4``: two sides, behind a word that is also much else."""
        tokens, place = self._tokens, amount.number_behind
        sides = tokens.low(place) in ("-", "–") and tokens.is_literal(place + 1)
        score = label in self._no["labels_capitalised"] and label not in self._no["papers"]
        return score and sides and tokens.glued(place) and tokens.glued(place + 1)

    def _is_part(self, amount: Amount) -> bool:
        """``sections 302 and 307``, ``pages 5, 7 and 9``, ``s. 4(2)``, ``42 USC 1983``: what follows a labelled
        number."""
        if amount.form not in ("digits", "words") or self._behind < 0:
            return False
        tokens, first = self._tokens, amount.first
        between = tokens.between(self._behind, first)
        if tokens.low(first - 1) == "(" and between[-1:] == ["("] and (len(between) == 1 or between[0] in "()"):
            return True
        if self._cites(self._behind) == first or between == [":"]:
            return True
        return between in (_LISTED if self._listed else _EITHER)
