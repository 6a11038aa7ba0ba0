"""Finds where noun phrases begin and end, by tags and entities. No parser."""

from __future__ import annotations

import re

from newsextract.numbers.sentence import TaggedText

NOUNS = {"NN", "NNS", "NNP", "NNPS"}
PROPER = {"NNP", "NNPS"}
DETERMINERS = {"DT", "PRP$", "PDT", "WP$"}
TIMES = {"DATE", "TIME"}
_IN_PHRASE = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "ADD", "FW"}
_NEVER_FIRST = {"POS", "HYPH", "SYM", "CC"}
_LONG = 8  # words of a phrase
_SPACE = re.compile(r"\s+")


class NounPhrases:
    """The noun phrases of one article. ``covered``: the places of the words of amounts, which are in none."""

    def __init__(self, tagged: TaggedText, covered: set[int]) -> None:
        """``tagged``: the article."""
        self._tagged, self.covered = tagged, covered

    def text(self, first: int, behind: int) -> str:
        """The words from ``first`` up to before ``behind`` as the article has them, on one line; no article first."""
        tagged = self._tagged
        first += tagged.low(first) in ("a", "an", "the") and first < behind - 1
        return _SPACE.sub(" ", tagged.text[tagged.starts[first] : tagged.ends[behind - 1]])

    def heads(self, place: int) -> bool:
        """Whether a noun phrase can end here: in a noun that is no date, or in the number of a name ("S&P 500")."""
        tagged = self._tagged
        if tagged.label(place) in TIMES:
            return False
        word, tag = tagged.word(place), tagged.tag(place)
        noun = (tag in NOUNS and word[0].isalpha()) or self._is_gerund(place)
        noun = noun or (tag == "JJ" and len(word) > 2 and word.isupper())  # the DAX
        return noun or (tagged.tag(place) == "CD" and self._is_named(place))

    def _is_gerund(self, place: int) -> bool:
        """``Lending to firms rose``, not ``Trailing by a goal, Peru rose``."""
        tagged = self._tagged
        if tagged.tag(place) != "VBG" or tagged.tag(place + 1) not in ("IN", "TO"):
            return False
        begins = tagged.tag(place - 1) in ("DT", "PRP$") or tagged.low(place - 1) in ("", ".", ",", "\n", '"', "“")
        ends = ("VBD", "VBP", "VBZ", "MD", ",")
        return begins and next((tag for tag in tagged.tags[place + 2 : place + _LONG] if tag in ends), ",") != ","

    def begins(self, end: int, floor: int) -> int:
        """The first word of the phrase that ends in ``end``, without its determiners; not before ``floor``."""
        tagged, place = self._tagged, end
        floor = max(floor, end - _LONG)
        while place - 1 >= floor:
            tied = self._tied(place - 1, floor)
            if tied == place and not (place - 1 not in self.covered and self._goes_on_left(place - 1)):
                break
            place = min(tied, place - 1)
        while place < end and (tagged.tag(place) in _NEVER_FIRST or self._is_verb(place)):
            place += 1
        return place

    def _tied(self, place: int, floor: int) -> int:
        """Where a measure begins that ends here and is tied to the noun (``10-year`` note); else the next place."""
        first, hyphen = place, False
        while first >= floor and first in self.covered:
            hyphen = hyphen or self._tagged.tag(first) == "HYPH"
            first -= 1
        return first + 1 if hyphen else place + 1

    def _is_verb(self, place: int) -> bool:
        """``they printed samples``, but ``our printed samples``."""
        return self._tagged.tag(place) in ("VBN", "VBD") and self._tagged.tag(place - 1) not in DETERMINERS

    def before(self, first: int, floor: int) -> int:
        """The place before the phrase that begins in ``first``, its determiners and amounts passed over."""
        place = first - 1
        while place >= floor and place in self.covered:  # to two firms
            place -= 1
        while place >= floor and self._tagged.tag(place) in (*DETERMINERS, "POS", "HYPH", "VBN", "SYM"):
            place -= 1
        return place

    def right(self, place: int) -> str | None:
        """The text of the phrase that begins here or behind an amount here, or None."""
        found = self.span(place)
        return self.text(found[0], found[1] + 1) if found else None

    def span(self, place: int, enough: int | None = None) -> tuple[int, int] | None:
        """The first and the last noun of the phrase that begins here or behind an amount here, or None.

        ``enough``: the place at which to give up looking for its beginning.
        """
        enough = place + _LONG if enough is None else enough
        while place in self.covered and place < enough:  # a $5m five-year deal
            place += 1 + 2 * (self._tagged.tag(place + 1) == "HYPH" and place + 1 not in self.covered)
        if place >= enough:
            return None
        tagged, end, last = self._tagged, place, -1
        while end - place < _LONG:
            if end in self.covered:
                if tagged.tag(end - 1) != "POS":
                    break
                return self.span(end, enough)  # two of the town's five mayors
            tag = tagged.tag(end)
            if (tag == "CC" and self._shares_head(end, place)) or (last < 0 and self._is_degree(end)):
                end += 1
                continue
            named = tag == "CD" and last == end - 1 and self._is_named(end)  # the Fortune 100
            if tag == "CD" and tagged.tag(end + 1) in PROPER and tagged.label(end) not in TIMES:  # new 737 Max jets
                end += 1
                continue
            if not (tag in _IN_PHRASE or named) or (tag in PROPER and tagged.label(end) in TIMES):
                break
            if tag in NOUNS or named:
                last = end
            elif tag == "HYPH" and last == end - 1 and tagged.label(end) == tagged.label(end + 1) != "":
                end = last = end + 1  # Seo Mi-rae
            elif tag == "HYPH" and tagged.tag(end + 1) == "RB":  # gas-only options
                end += 1
            elif (
                last >= 0
                and tag in ("VBN", "VBG", "JJ", "JJR")
                and "HYPH" not in (tagged.tag(end - 1), tagged.tag(end + 1))
            ):
                break
            end += 1
        return (place, last) if last >= place else None

    def modifiers(self, behind: int, named: bool, barred: frozenset[str]) -> str:
        """The adjectives between an article and the measure that begins in ``behind``: ``the cheapest $90 phone``; with
        ``named`` names too: ``a Samsung 55-inch television``. None of the ``barred``; "" where there are none."""
        tagged, place = self._tagged, behind
        tags = {"JJ", "JJS", "VBN", "NNP"} if named else {"JJ", "JJS", "VBN"}
        while tagged.tag(place - 1) in tags and place - 1 not in self.covered and tagged.label(place - 1) not in TIMES:
            place -= 1
        if place == behind or tagged.tag(place - 1) not in (*DETERMINERS, "POS") or tagged.low(place) in barred:
            return ""
        return self.text(place, behind)

    def object(self, place: int) -> str | None:
        """Behind a noun of change that begins here: ``in prices``, ``of jobs``."""
        tagged, end = self._tagged, place
        while tagged.tag(end) in _IN_PHRASE and end - place < _LONG:
            end += 1
        if tagged.low(end) not in ("in", "of", "for"):
            return None
        end += 1
        while tagged.tag(end) in DETERMINERS:
            end += 1
        found = self.span(end)
        return self.text(found[0], found[1] + 1) if found and self.heads(found[1]) else None

    def _goes_on_left(self, place: int) -> bool:
        """Whether the word here belongs to the phrase that goes on behind it."""
        tagged, tag = self._tagged, self._tagged.tag(place)
        if tag == "VBG":
            return tagged.tag(place - 1) in DETERMINERS
        if tag == "VBN" and tagged.tag(place - 1) in NOUNS:  # the drug reduced deaths
            return tagged.tag(place + 1) == "HYPH"
        if tag == "CD":
            return self._is_named(place)
        if tag == "CC":
            return self._pairs(place)
        if tag in ("IN", "DT") and "HYPH" in (tagged.tag(place + 1), tagged.tag(place - 1)):  # sister-in-law
            return True
        slash = tagged.low(place) in ("/", "&") and tagged.tag(place - 1) in PROPER and tagged.tag(place + 1) in PROPER
        return slash or tag in _IN_PHRASE

    def _is_named(self, place: int) -> bool:
        """Digits that are part of a name: ``TA-35``, ``S&P 500``."""
        tagged = self._tagged
        return place not in self.covered and (tagged.tag(place - 1) in PROPER or tagged.word(place)[0].isalpha())

    def _pairs(self, place: int) -> bool:
        """``Kia and Hyundai rose``, ``sales and profits``: two nouns of a kind."""
        tagged, before, after = self._tagged, self._tagged.tag(place - 1), self._tagged.tag(place + 1)
        alike = before in PROPER if after in PROPER else before in NOUNS - PROPER and after in NOUNS - PROPER
        return before in NOUNS and alike and place - 1 not in self.covered and tagged.label(place - 1) not in TIMES

    def _is_degree(self, place: int) -> bool:
        """The adverb of an adjective: ``most modern labs``, ``well-known cooks``."""
        tags = [self._tagged.tag(place + ahead) for ahead in range(3)]
        return tags[0] in ("RB", "RBS", "RBR") and tags[1 + (tags[1] == "HYPH")] in ("JJ", "VBN", "VBG")

    def _shares_head(self, place: int, first: int) -> bool:
        """``Kia and Hyundai vehicles``, ``digital and physical sales``, ``black-and-white``: words for one noun."""
        tagged = self._tagged
        before, after, head = (tagged.tag(p) for p in (place - 1, place + 1, place + 2))
        if before == "HYPH" == after:
            return True
        return (
            place > first and before in ("NNP", "JJ", "NN") and after in ("NNP", "JJ", "NN") and head in ("NNS", "NNPS")
        )
