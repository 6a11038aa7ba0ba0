"""Tells what looks like a number and is none by the words around it:
labels, list markers, clock times, codes."""

from __future__ import annotations

import re

from newsextract.numbers.amount import HYPHENS, Amount
from newsextract.numbers.dates import Dates
from newsextract.numbers.labels import Labels
from newsextract.numbers.lexer import BREAK, CODE, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import APOSTROPHES
from newsextract.numbers.pronouns import is_pronoun_one

_CLOSERS = {".", ")", "]"}
_APOSTROPHES = APOSTROPHES | {"‘"}
_OF_CLOCK = {":", "m", "M"}  # in the code that a clock time is
_INDENT = 8  # characters that a list marker may be set in
_LONGEST = 15  # digits of a number that nothing groups
_POSTAL = 5  # digits of a postal code behind a state's two letters


class Filters:
    """The rules against, on one text. Each is named for what it throws out."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words`` holds the lists that the rules look into."""
        self._tokens, self._no, self._near = tokens, words.no, words.near
        self._words, self._dates, self._labels = words, Dates(tokens, words), Labels(tokens, words)
        self._code_behind = -1  # where the last rejected digits end

    def rejects(self, amount: Amount) -> bool:
        """Whether the amount is no number of the article's. Asked in text order."""
        if not self._rejects(amount):
            return False
        self._code_behind = amount.behind if self._tokens.is_literal(amount.number) else -1
        return True

    def _rejects(self, amount: Amount) -> bool:
        if amount.form == "year" or self._idiom(amount):
            return True
        if amount.form == "ordinal":
            return self._ranked_name(amount) or self._dates.is_date(amount)
        if self._in_word(amount) or self._goes_on(amount) or self._dates.is_date(amount):
            return True
        if self._lettered(amount):
            return True
        if amount.unit:
            return amount.value == 1 and self._tokens.low(amount.first - 1) == "no"  # no one day
        return (
            (is_pronoun_one(amount, self._tokens, self._words) and not self._is_share(amount))
            or self._dates.is_year(amount)
            or self._dates.is_old(amount)
            or self._labels.name(amount)
            or self._is_code(amount)
            or self._list_marker(amount)
            or self._clock(amount)
            or self._house(amount)
            or self._named_behind(amount)
        )

    def _is_share(self, amount: Amount) -> bool:
        """``one in every 20``: the one of a share."""
        return self._tokens.lows[amount.behind : amount.behind + 2] == ["in", "every"]

    def _named_behind(self, amount: Amount) -> bool:
        """``737 Max``, ``the 4100 block``, ``Web 2.0``."""
        after = self._tokens.raw(amount.behind)
        block = after == "block" and amount.value >= 100  # the 4100 block of Elm Street
        return amount.form == "digits" and (block or after in self._no["models"] or self._is_version(amount))

    def _is_version(self, amount: Amount) -> bool:
        """``Web 2.0``, ``Industry 4.0``: behind a name."""
        before = self._tokens.raw(amount.first - 1)
        return (
            re.fullmatch(r"[1-9]\.0", self._tokens.raw(amount.number)) is not None
            and before[:1].isupper()
            and len(before) > 2
        )

    def _idiom(self, amount: Amount) -> bool:
        """``the Group of 77``, ``ground zero``, ``second-in-command``: a phrase around the number."""
        for place in range(max(0, amount.number - 3), min(amount.number_behind, amount.number + 3)):
            found = self._words.idioms.at(self._tokens, place) or self._words.named.at(self._tokens, place)
            if found and found[1] >= amount.behind:
                return True
        return False

    def _goes_on(self, amount: Amount) -> bool:
        """``Boeing 737-800``, ``No. 22-1234``, ``pages 10-12``: digits tied to digits that were rejected."""
        tokens, first = self._tokens, amount.first
        tied = tokens.low(first - 1) in (*HYPHENS, "–", "/", "+") and tokens.glued(first) and tokens.glued(first - 1)
        return tied and first - 1 == self._code_behind and tokens.is_literal(first)

    def _in_word(self, amount: Amount) -> bool:
        """``G20``, ``AK-47``, ``3D``, ``1990s``, ``Covid-19``, ``007``, ``'90s``:
        digits that are part of a word."""
        tokens, first, literal = self._tokens, amount.first, self._tokens.raw(amount.number)
        zero = literal[0] == "0" and literal.isdecimal() and literal.strip("0")
        if amount.glued or (zero and amount.kind != "duration"):  # 2hr 03min
            return True
        before, behind = tokens.raw(first - 1), amount.behind
        glued = tokens.glued(behind) and tokens.glued(behind + 1)
        if tokens.raw(behind) in _APOSTROPHES and tokens.low(behind + 1) == "s" and glued and amount.tens:
            return True  # her 20's
        if tokens.raw(behind) == "_" and tokens.glued(behind):
            return True  # 1_____, a blank to fill in
        if not tokens.glued(first):
            return False
        if amount.form not in ("digits", "fraction"):
            return before in "_@#" or (before == "-" and tokens.low(first - 2) in self._no["name_prefixes"])
        if before == "/":
            return not (tokens.raw(first - 2) == ")" or tokens.is_literal(first - 2))
        if before[-1].isalnum() or before in "_#@\\&":
            return True
        if before in (*HYPHENS, "−") and tokens.glued(first - 1):
            return self._names(first - 2)
        if before in _APOSTROPHES:
            return len(literal) == 2 and not tokens.glued(first - 1)
        return before == "." and tokens.glued(first - 1) and tokens.raw(first - 2)[-1:].isalnum()

    def _names(self, place: int) -> bool:
        """Whether the word there makes a name of the digits hyphened to it: ``AK-47``, ``s-1``;
        not ``5kg-7kg``, ``1-in-100``."""
        prefix = self._tokens.raw(place)
        hyphen = self._tokens.raw(place - 1) in HYPHENS
        measured = self._tokens.glued(place) and self._tokens.is_literal(place - 1 - hyphen)
        short = len(prefix) < 3 and not measured
        return prefix[-1:].isalpha() and (not prefix.islower() or short or prefix in self._no["name_prefixes"])

    def _lettered(self, amount: Amount) -> bool:
        """``Class 3A``, ``Channel 5s``, ``32 W. Bridge St``: a letter that was read as a unit."""
        tokens, place = self._tokens, amount.number_behind
        if (
            not amount.unit
            or amount.behind != place + 1
            or len(tokens.raw(place)) != 1
            or not tokens.raw(place).isalpha()
        ):
            return False
        return (tokens.glued(place) and self._labels.name(amount)) or self._house(amount)

    def _is_code(self, amount: Amount) -> bool:
        """``id="672138506"``, ``IL 62704``, sixteen digits in a row: bare digits that count nothing."""
        tokens, first, literal = self._tokens, amount.first, self._tokens.raw(amount.number)
        if not literal.isdecimal() or amount.behind - first > 1:
            return False
        marked = tokens.low(first - 1) in ('"', "'") and tokens.low(first - 2) == "="
        state = len(literal) == _POSTAL and re.fullmatch("[A-Z]{2}", tokens.raw(first - 1)) is not None
        return marked or len(literal) > _LONGEST or (state and tokens.low(first - 2) == ",")

    def _list_marker(self, amount: Amount) -> bool:
        """``1.`` or ``2)`` where a line begins."""
        tokens, first = self._tokens, amount.first
        if amount.form != "digits" or amount.value >= 100 or amount.behind - first > 1 or len(tokens) < 3:
            return False
        start = tokens.starts[first]
        before = tokens.text[max(0, start - _INDENT) : start].rstrip(" \t(")
        begins = before[-1:] == "\n" or (not before and start < _INDENT)
        return begins and tokens.low(amount.behind) in _CLOSERS and tokens.glued(amount.behind)

    def _clock(self, amount: Amount) -> bool:
        """``1800 GMT``, ``two o'clock``, ``five p.m.``, ``3 to 11 p.m.``, ``UTC +2``."""
        tokens, place = self._tokens, amount.behind
        low, after = tokens.low(place), tokens.low(place + 1)
        till = (
            low in ("to", "until", "-", "–", "and")
            and after == CODE
            and not _OF_CLOCK.isdisjoint(tokens.raw(place + 1))
        )
        offset = amount.signed and tokens.low(amount.number - 2) in self._near["zones"]
        if (till and amount.value <= 12) or offset:
            return True
        morning = low == "in" and after == "the" and tokens.low(place + 2) in self._near["daytimes"]
        if (morning or (low == "local" and after == "time")) and amount.value < 24:
            return True  # 7.30 in the evening, 3.42 local time
        if low in self._near["zones"] or (low == "o" and after in _APOSTROPHES):
            return True
        dotted = low in ("a", "p") and after == "." and tokens.low(place + 2) == "m"
        return amount.value <= 12 and (dotted or (low in ("am", "pm") and amount.value == int(amount.value)))

    def _house(self, amount: Amount) -> bool:
        """``22 Baker Street``, ``358 El Brillo Way``, ``9 Rue Lepic``: the number of a house."""
        tokens, place = self._tokens, amount.number_behind
        if amount.form != "digits" or not tokens.raw(amount.number).isdecimal() or amount.value >= 10_000:
            return False
        if tokens.low(place) in ("-", "–") and tokens.is_literal(place + 1):
            place += 2  # 45-47 High Street
        if tokens.raw(place) in self._no["street_openers"] and tokens.raw(place + 1)[:1].isupper():
            return True
        for ahead in range(place, place + 5):
            raw = tokens.raw(ahead)
            if ahead > place and raw in self._no["streets"]:
                return True
            if not (raw[:1].isupper() or raw[:1].isdecimal() or raw in ("st", "nd", "rd", "th", ".")):
                return False
        return False

    def _ranked_name(self, amount: Amount) -> bool:
        """``21st century``, ``First Lady``, ``Second World War``, ``at first``, ``second-hand``."""
        tokens, place = self._tokens, amount.behind
        after = tokens.low(place + (tokens.low(place) in HYPHENS))
        if after == "of" and tokens.low(place + 1) == "all":
            return True
        if after == "," and tokens.low(amount.first - 1) in ("", ".", BREAK):
            return True  # First, they said
        if after == "to" and "from" in tokens.lows[max(0, amount.first - 2) : amount.first]:
            other = place + 1 + (tokens.low(place + 1) == "the")  # from the second to the fifth
            return tokens.low(other + 1 + tokens.is_literal(other)) in self._no["ordinal_before"]
        behind = tokens.low(place + 1 + (tokens.low(place) in HYPHENS))
        time = tokens.low(place - 1) == "second" and tokens.low(amount.first - 1) == "a"
        if tokens.low(amount.first - 1) in self._no["ordinal_after"] or (time and after in self._no["seconds_before"]):
            return True
        if after == "to":
            return amount.value == 1 or tokens.low(place) in HYPHENS  # the first to speak; second to Kenya counts
        counted = after in self._no["ordinal_either"] and behind in self._no["ordinal_counted"]
        return after in self._no["ordinal_before"] and not counted
