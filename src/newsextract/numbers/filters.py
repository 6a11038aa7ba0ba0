"""Tells what looks like a number and is none, by the words around it: dates, years, labels, list markers, pronouns."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon

_HYPHENS = {"-", "–", "‐", "‑", "—"}
_CLOSERS = {".", ")", "]"}


class Filters:
    """The rules against, on one text. Each is named for what it throws out."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words`` holds the lists that the rules look into."""
        self._tokens, self._words, self._no = tokens, words, words.no
        self._date_ends = -1

    def rejects(self, amount: Amount) -> bool:
        """Whether the amount is no number of the article's."""
        if amount.form == "year":
            return True
        if amount.form == "ordinal":
            return self._ranked_name(amount) or self._date(amount)
        if self._in_word(amount) or self._date(amount):
            return True
        if amount.unit or amount.money:
            return self._vague_time(amount)
        return (
            self._pronoun_one(amount)
            or self._year(amount)
            or self._label(amount)
            or self._list_marker(amount)
            or self._clock(amount)
            or self._house(amount)
            or self._decade(amount)
        )

    def _in_word(self, amount: Amount) -> bool:
        """``G20``, ``AK-47``, ``3D``, ``1990s``, ``Covid-19``, ``49ers``: digits that are part of a word."""
        tokens, first = self._tokens, amount.first
        literal = tokens.raw(amount.number)
        if amount.glued or (
            len(literal) > 1 and literal[0] == "0" and literal.isdecimal() and literal != "00"
        ):
            return True
        if amount.form not in ("digits", "fraction") or not tokens.glued(first):
            return amount.form == "words" and tokens.glued(first) and tokens.raw(first - 1) in ("_", "@", "#")
        before = tokens.raw(first - 1)
        if before[-1].isalnum() or before in "_#@/\\=&":
            return before not in "/=" or not (before == "=" or tokens.raw(first - 2) in ")")
        if before in _HYPHENS and tokens.glued(first - 1):
            prefix = tokens.raw(first - 2)
            return prefix[-1:].isalpha() and (not prefix.islower() or prefix in self._no["name_prefixes"])
        return before == "." and tokens.glued(first - 1) and tokens.raw(first - 2)[-1:].isalnum()

    def _date(self, amount: Amount) -> bool:
        """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``."""
        if amount.unit or amount.scale > 1 or amount.value < 0 or amount.value > 2100:
            return False
        if self._month_before(amount) or self._month_behind(amount) or self._goes_on(amount):
            self._date_ends = amount.behind
            return True
        return False

    def _month_before(self, amount: Amount) -> bool:
        tokens, place = self._tokens, amount.first
        place -= tokens.low(place - 1) == "the"
        place -= tokens.low(place - 1) == "."
        month = tokens.raw(place - 1)
        if month not in self._no["months"] and not (
            month.capitalize() in self._no["months"]
            and month not in ("may", "march", "mar", "sep", "dec", "sept")
        ):
            return False
        return amount.value <= 31 or amount.value > 1000

    def _month_behind(self, amount: Amount) -> bool:
        tokens, place = self._tokens, amount.behind
        place += tokens.low(place) == "of"
        month = tokens.raw(place)
        return month in self._no["months"] and amount.value <= 31 and amount.value == int(amount.value)

    def _goes_on(self, amount: Amount) -> bool:
        """The rest of a date: ``May 4, 2019``, ``April 20-21``, ``May 4 and 5``."""
        tokens, gap = self._tokens, amount.first - self._date_ends
        if self._date_ends < 0 or gap > 1:
            return False
        between = tokens.low(amount.first - 1) if gap else ""
        if between in ("and", "to", "or", *_HYPHENS):
            return amount.value <= 31 and amount.value == int(amount.value)
        return between in (",", "") and amount.value > 1000 and "," not in tokens.raw(amount.number)

    def _vague_time(self, amount: Amount) -> bool:
        """``one day``, ``one year`` in the sense of once are durations all the same; ``the first half`` is not here."""
        return amount.form == "words" and amount.value == 1 and self._tokens.low(amount.first - 1) == "no"

    def _pronoun_one(self, amount: Amount) -> bool:
        """``no one``, ``this one``, ``one cannot know``; ``one of the combatants`` counts."""
        tokens, first, behind = self._tokens, amount.number, amount.behind
        if amount.form != "words" or amount.value != 1 or tokens.lows[first] != "one" or behind - first > 1:
            return False
        before, after = tokens.low(first - 1), tokens.low(behind)
        if after == "of":
            return before in ("no", "any", "every", "each")
        if after == "another":
            return True
        if before in self._no["one_surely"] or amount.comparator != "=":
            return False
        if after in _HYPHENS and tokens.glued(behind):
            return tokens.low(behind + 1) in self._no["one_hyphen"]
        ahead = tokens.low(behind + 1)
        if after in ("to", "or", "and", "in") and (
            ahead in self._words.cardinal or tokens.is_literal(behind + 1)
        ):
            return False
        if before in self._no["one_after"]:
            return (
                before
                not in (
                    "a",
                    "an",
                    "the",
                    "this",
                    "that",
                    "if",
                    "as",
                    "when",
                    "where",
                    "like",
                    "its",
                    "his",
                    "her",
                    "our",
                    "their",
                    "my",
                )
                or not after.isalpha()
                or after in self._no["one_before"]
            )
        if after in ("", BREAK, ".", ",", ";", "!", "?", ":", ")"):
            return len(tokens) > 2 and before not in ("zero", "two", "one", ",", "and", "")
        return after in self._no["one_before"]

    def _year(self, amount: Amount) -> bool:
        """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts."""
        tokens, raw = self._tokens, self._tokens.raw(amount.number)
        if (
            amount.form != "digits"
            or len(raw) != 4
            or not raw.isdecimal()
            or amount.signed
            or amount.scale > 1
        ):
            return False
        if not 1000 <= amount.value < 2100 or amount.number_behind - amount.number > 1:
            return False
        before, after = tokens.low(amount.first - 1), tokens.low(amount.behind)
        if before in self._no["counted_before"]:
            return False
        if after in self._no["counted_people"]:
            return before in self._no["year_before"] and before not in ("to", "for", "of", "and")
        if amount.value < 1500:
            return before in ("in", "since", "year", "until", "circa", "before") and not after.isalpha()
        return True

    def _label(self, amount: Amount) -> bool:
        """``page 5``, ``Route 66``, ``phase three``, ``No. 1``, ``S&P 500``."""
        tokens, place = self._tokens, amount.first
        if amount.scale > 1 or amount.comparator != "=" or amount.form not in ("digits", "words"):
            return False
        before = tokens.low(place - 1)
        if before == "." and tokens.low(place - 2) in (
            "no",
            "nos",
            "nr",
            "nrs",
            "pp",
            "vol",
            "sec",
            "art",
            "ch",
            "fig",
        ):
            return tokens.low(place - 2) != "no" or (
                tokens.raw(place - 2) in ("No", "no", "NO") and amount.form == "digits"
            )
        if before == "#" and tokens.glued(place):
            return True
        raw = tokens.raw(place - 1)
        if before in self._no["labels"] and (
            raw[0].isupper() or before not in self._no["labels_capitalised"]
        ):
            return not (
                raw[0].isupper() and tokens.low(place - 2) in ("", ".", BREAK) and amount.form == "words"
            )
        if raw in self._no["indexes"] and amount.form == "digits" and "." not in tokens.raw(amount.number):
            return "," not in tokens.raw(amount.number)
        return raw in ("P", "ASX", "TA") and tokens.low(place - 2) in ("&", "/") and amount.form == "digits"

    def _list_marker(self, amount: Amount) -> bool:
        """``1.`` or ``2)`` where a line begins."""
        tokens, first = self._tokens, amount.first
        if amount.form != "digits" or amount.value >= 100 or amount.behind - first > 1 or len(tokens) < 3:
            return False
        text, start = tokens.text, tokens.starts[first]
        line_begins = (
            start == 0 or text[:start].rstrip(" \t(")[-1:] in ("", "\n")
            if start < 8
            else text[start - 8 : start].rstrip(" \t(")[-1:] == "\n"
        )
        return line_begins and tokens.low(amount.behind) in _CLOSERS and tokens.glued(amount.behind)

    def _clock(self, amount: Amount) -> bool:
        """``1800 GMT``, ``two o'clock``, ``5 p.m.``."""
        tokens, place = self._tokens, amount.behind
        low = tokens.low(place)
        if low in ("gmt", "utc", "bst", "est", "edt", "cet", "noon"):
            return True
        if low == "o" and tokens.low(place + 1) in ("'", "’"):
            return True
        return amount.value <= 12 and (
            (low in ("am", "pm") and (amount.form == "words" or tokens.raw(place).isupper() or True)
            and amount.value == int(amount.value)) or (low in ("a", "p") and tokens.low(place + 1) == "." and tokens.low(place + 2) == "m")
        )  # fmt: skip

    def _house(self, amount: Amount) -> bool:
        """``22 Baker Street``, ``358 El Brillo Way``: the number of a house."""
        tokens, place = self._tokens, amount.behind
        if amount.form != "digits" or not tokens.raw(amount.number).isdecimal() or amount.value >= 10_000:
            return False
        for ahead in range(place, place + 5):
            raw = tokens.raw(ahead)
            if ahead > place and raw in self._no["streets"]:
                return True
            if (
                not raw[:1].isupper()
                and not tokens.is_literal(ahead)
                and raw not in ("st", "nd", "rd", "th", ".")
            ):
                return False
        return False

    def _decade(self, amount: Amount) -> bool:
        """``'90s``, ``his 30s``, ``the '99 season``."""
        tokens, first = self._tokens, amount.first
        if amount.form != "digits" or len(tokens.raw(amount.number)) != 2 or not tokens.glued(first):
            return False
        return tokens.raw(first - 1) in ("'", "’", "‘") and not tokens.glued(first - 1)

    def _ranked_name(self, amount: Amount) -> bool:
        """``21st century``, ``First Lady``, ``Second World War``, ``at first``, ``second-hand``."""
        tokens, place = self._tokens, amount.behind
        hyphen = tokens.low(place) in _HYPHENS
        after = tokens.low(place + hyphen)
        if after in self._no["ordinal_before"]:
            return True
        return tokens.low(amount.first - 1) in self._no["ordinal_after"]
