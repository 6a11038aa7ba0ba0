"""Finds where noun phrases begin and end, by tags and entities."""

from __future__ import annotations

import re

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, PROPER
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TIMES, TaggedText

_IN_PHRASE = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "ADD", "FW"}
_NEVER_FIRST = {"POS", "HYPH", "SYM", "CC"}
_BEFORE_PHRASE = DETERMINERS | {"POS", "HYPH", "VBN", "SYM"}
_BEFORE_STANDING = {"IN", "JJ", "CC", ",", ".", ""}
_SMALL = {"DT", "IN", "RB", "TO", "PDT"}
_VERBAL = ("VBN", "VBG", "JJ", "JJR")
_PAST = ("VBN", "VBD")
_PAIRED = {"NNP", "JJ", "NN"}
_ACTORS = {"ORG", "GPE", "PERSON"}
_OPENERS = ("", ".", ",", "\n", '"', "“")
_GERUND_ENDS = FINITE | {","}
_LONG = 8  # words of a phrase
_MEASURED = {"on", "at", "near", "for"}
_SPACE = re.compile(r"\s+")


class NounPhrases:
    """The noun phrases of one article. ``covered``: the places of the words of amounts, which are in none."""

    def __init__(self, tagged: TaggedText, covered: set[int], words: Lexicon) -> None:
        """``words``: nouns that the tagger takes for adjectives and verbs ("a £50 fine"), adjectives that it takes for
        verbs ("existing homes"), and days ("tonight").
        """
        self._tagged, self.covered = tagged, covered
        self._nominal, self._days, self._standing = (words.sets[name] for name in ("nominal", "days", "standing"))
        self._acts, self._bodies, self._no_nouns = (words.sets[name] for name in ("acts", "receivers", "no_nouns"))

    def text(self, first: int, behind: int) -> str:
        """The words from ``first`` up to before ``behind`` as the article has them, on one line; no article first."""
        tagged = self._tagged
        first += first + 1 < behind and tagged.lows[first] in ("a", "an", "the")
        return _SPACE.sub(" ", tagged.text[tagged.starts[first] : tagged.ends[behind - 1]]).strip()

    def heads(self, place: int) -> bool:
        """Whether a noun phrase can end here: in a noun that is no date, or in the number of a name ("S&P 500")."""
        tagged = self._tagged
        word, tag = tagged.words[place], tagged.tags[place]
        if tagged.labels[place] in TIMES or self._is_no_noun(place):
            return False
        if tag == "CD":
            return self._is_named(place)
        index = tag == "JJ" and word.isupper()  # the DAX
        return index or (tag in NOUNS and word[:1].isalpha()) or self._is_gerund(place)

    def _is_no_noun(self, place: int) -> bool:
        """``unbeaten on 88``, ``petrol retailing at $2``: tagged as a noun right before what it measures."""
        tagged = self._tagged
        if tagged.lows[place] not in self._no_nouns or tagged.tags[place] not in NOUNS:
            return False
        return tagged.tags[place + 1] in ("CD", "RB", "$") or tagged.lows[place + 1] in _MEASURED

    def _is_gerund(self, place: int) -> bool:
        """``Lending to firms rose``, not ``Trailing by a goal, Peru rose``."""
        tagged = self._tagged
        ends = (tag for tag in tagged.tags[place + 2 : place + _LONG] if tag in _GERUND_ENDS)
        opens = tagged.tags[place] == "VBG" and tagged.tags[place - 1] not in FINITE  # who were living in it
        return opens and tagged.tags[place + 1] in ("IN", "TO") and next(ends, ",") != ","

    def begins(self, end: int, floor: int) -> int:
        """The first word of the phrase that ends in ``end``, without its determiners; not before ``floor``."""
        tagged, place = self._tagged, end
        floor = max(floor, end - _LONG)
        while place - 1 >= floor:
            tied = self._tied(place - 1, floor)
            if tied == place and (place - 1 in self.covered or not self._goes_on_left(place - 1)):
                break
            place = min(tied, place - 1)
        while tagged.tags[place] in _NEVER_FIRST or (
            tagged.tags[place] in _PAST and tagged.tags[place - 1] not in DETERMINERS
        ):  # they printed samples, but our printed samples
            place += 1
        return place

    def _tied(self, place: int, floor: int) -> int:
        """Where a measure begins that ends here and is tied to the noun (``10-year`` note); else the next place."""
        first = self._left(place, floor, self.covered)
        tied = "HYPH" in self._tagged.tags[first + 1 : place + 1]
        tied |= self._tagged.tags[place + 1] == "HYPH" and self._tagged.ends[place] == self._tagged.starts[place + 1]
        return first + 1 if tied else place + 1

    def _left(self, place: int, floor: int, places: set[int]) -> int:
        """The nearest place to the left, this one among them, that is none of ``places``; not before ``floor``."""
        return next((at for at in range(place, floor - 1, -1) if at not in places), floor - 1)

    def before(self, first: int, floor: int) -> int:
        """The place before the phrase that begins in ``first``, its determiners and amounts skipped."""
        place = self._left(first - 1, floor, self.covered)  # to two firms
        places = range(place, floor - 1, -1)
        return next((at for at in places if self._tagged.tags[at] not in _BEFORE_PHRASE), floor - 1)

    def right(self, place: int) -> str | None:
        """The text of the phrase that begins here or behind an amount here, or None."""
        found = self.span(place)
        return self.text(found[0], found[1] + 1) if found else None

    def span(self, place: int, enough: int | None = None) -> tuple[int, int] | None:
        """The first and the last noun of the phrase that begins here or behind an amount here, before ``enough``."""
        enough = place + _LONG if enough is None else enough
        while place < enough and place in self.covered:  # a $5m five-year deal
            place += 1 + 2 * (self._tagged.tags[place + 1] == "HYPH")
        if place >= enough:
            return None
        place += self._tagged.tags[place] == "``"
        place += 2 * (self._tagged.tags[place : place + 2] == ["JJ", "``"])  # 10 different ‘stop orders’
        end, last, owned = place, -1, -1  # the last noun, and the last "'s" that follows one
        while end - place < _LONG:
            if end in self.covered:  # two of the town's five mayors
                if self._tagged.tags[end - 1] == "POS":
                    return self.span(end, enough)
                if last >= 0:
                    break
                end += 1  # two of the big four banks
                continue
            owned = end - 1 if self._tagged.tags[end - 1] == "POS" else owned
            step, is_noun = self._step(place, end, -1 if owned >= last else last)  # the town's most notorious crimes
            if not step:
                break
            end += step
            last = end - 1 if is_noun else last
        if last < place:
            return None
        quoted = "''" in self._tagged.tags[place:last]  # the “most important” parts
        return place - quoted, last

    def _step(self, first: int, place: int, last: int) -> tuple[int, bool]:
        """How many words a phrase goes on here, and whether it may end in them; ``last``: its last noun, or -1."""
        tagged, tag = self._tagged, self._tagged.tags[place]
        tied = tagged.words[place - 1] == "-" and tagged.lows[place] in self._nominal  # two co-accused
        if tied or (last < 0 and self._is_nominal(place)):
            return 1, True
        if self._is_no_noun(place):
            return 0, False
        if tag == "CC":
            past = tagged.tags[place + 1] == "VBD"  # new and used car sales
            return self._shares_head(place, first) * (1 + past), False
        if tag == ",":  # a long, hard road, a single, 30-second spot
            return int((place > first and last < 0) or self._is_in_state(place)), False
        if tag == "''":
            return int(tagged.tags[first - 1] == "``"), False
        if tag == "CD":  # new 737 Max jets, the Fortune 100
            named = last == place - 1 and self._is_named(place)
            of_many = last < 0 and place > first  # the big four banks
            of_many |= self._is_model(place)  # three AK-47 rifles, three 5G phones
            return int(named or of_many or tagged.tags[place + 1] in {*PROPER, "HYPH"}), named  # from three-point range
        if tag not in _IN_PHRASE:
            return int((last < 0 and self._opens_compound(place)) or self._is_degree(place)), False
        if tag in NOUNS:
            dated = tagged.labels[place] in TIMES and (tag in PROPER or tagged.lows[place] in self._days)
            return int(not dated), tag != "NN" or not self._opens_compound(place - 2)
        if tag == "HYPH":
            name = last >= 0 and tagged.labels[place] == tagged.labels[place + 1] != ""  # Seo Mi-rae
            return 1 + (name or tagged.tags[place + 1] in ("RB", "RP")), name  # gas-only options, warm-up matches
        tied = "HYPH" in (tagged.tags[place - 1], tagged.tags[place + 1])
        native = tagged.labels[last] == "GPE" and tag == "JJ"
        return int(last < 0 or tied or native or tag not in _VERBAL), False  # U.S. political news

    def _is_in_state(self, comma: int) -> bool:
        """``a Hull, Mass. man``, ``a Hull, England, man``: a comma beside the state of a town before a noun."""
        labels, tags = self._tagged.labels, self._tagged.tags
        end = comma
        while labels[end + 1] == "GPE":
            end += 1
        end += tags[end + 1] == ","
        return labels[comma - 1] == "GPE" and tags[end + 1] == "NN"

    def _opens_compound(self, place: int) -> bool:
        """Whether a small word here is tied to what follows: ``all-time greats``; not ``first-in-the-nation``."""
        tagged = self._tagged
        tied = tagged.tags[place + 1] == "HYPH" and tagged.ends[place] == tagged.starts[place + 1]
        return tied and tagged.tags[place] in _SMALL and tagged.tags[place - 1] != "HYPH"

    def _is_nominal(self, place: int) -> bool:
        """``a £50 fine``, ``its first close under``, ``the quickest Kenyan in``: tagged as what it is elsewhere."""
        tagged, behind = self._tagged, self._tagged.tags[place + 1]
        if behind in _IN_PHRASE or behind == "CC" or behind in DETERMINERS:
            return False  # gusts of 60 mph hit the coast
        return tagged.labels[place] == "NORP" or tagged.lows[place] in self._nominal

    def modifiers(self, behind: int, named: bool, barred: frozenset[str]) -> str:
        """The adjectives, with ``named`` names too, before the measure in ``behind``: ``the cheapest $90 phone``."""
        tagged, place = self._tagged, behind
        tags = {"JJ", "JJS", "VBN", "NNP"} if named else {"JJ", "JJS", "VBN"}
        while tagged.tags[place - 1] in tags and place - 1 not in self.covered:
            place -= 1
        if tagged.tags[place - 1] not in (*DETERMINERS, "POS") or tagged.lows[place] in barred:
            return ""
        return self.text(place, behind) if place < behind else ""

    def several(self, place: int) -> str | None:
        """The words of the amount that begins here, if one does that ends in a plural: ``six months``."""
        end = place
        while end in self.covered:
            end += 1
        return self.text(place, end) if end > place and self._tagged.tags[end - 1] == "NNS" else None

    def object(self, place: int) -> str | None:
        """Behind a noun of change that begins here: ``in prices``, ``of jobs``."""
        tagged, end = self._tagged, place
        while tagged.tags[end] in _IN_PHRASE:
            end += 1
        cut = tagged.lows[end] == "to" and tagged.lows[end - 1] in ("cut", "cuts")
        if tagged.lows[end] not in ("in", "of", "for") and not cut:
            return None
        end += 1
        while tagged.tags[end] in DETERMINERS:
            end += 1
        found = self.span(end)
        return self.text(found[0], found[1] + 1) if found and self.heads(found[1]) else None

    def _goes_on_left(self, place: int) -> bool:
        """Whether the word here belongs to the phrase that goes on behind it."""
        tagged, tag = self._tagged, self._tagged.tags[place]
        before, after = tagged.tags[place - 1], tagged.tags[place + 1]
        if tag == "VBG":
            tied = place - 1 in self.covered and tagged.tags[place - 2] == "HYPH"  # a one-week lending rate
            standing = tagged.lows[place] in self._standing and before in _BEFORE_STANDING and after not in PROPER
            return before in DETERMINERS or tied or standing  # sales of existing homes
        if tag == "RBS":  # the firm's most popular model
            return True
        if tagged.lows[place] in self._acts and self._is_actor(place - 1):  # the bank cut rates
            return False
        if tag == "VBN" and before in NOUNS:  # the drug reduced deaths
            return after == "HYPH"
        if tag == "CD":
            return self._is_named(place)
        if tag == "CC":
            return self._pairs(place)
        if tag in ("IN", "DT"):  # sister-in-law
            return "HYPH" in (after, before)
        return tag in _IN_PHRASE or (tagged.lows[place] in ("/", "&") and after in PROPER)

    def _is_actor(self, place: int) -> bool:
        """Whether a body or a person is named here, of whom a verb may follow."""
        return self._tagged.labels[place] in _ACTORS or self._tagged.lows[place] in self._bodies

    def _is_named(self, place: int) -> bool:
        """Digits that are part of a name: ``TA-35``, ``S&P 500``."""
        tagged = self._tagged
        return place not in self.covered and (tagged.tags[place - 1] in PROPER or self._is_model(place))

    def _is_model(self, place: int) -> bool:
        """``AK-47``, ``5G``; not ``one``, as in ``add four eggs one at a time``."""
        tagged, word = self._tagged, self._tagged.words[place]
        glued = tagged.words[place + 1].isupper() and tagged.ends[place] == tagged.starts[place + 1]
        return glued or (word[:1].isalpha() and not word.islower())

    def _pairs(self, place: int) -> bool:
        """``Kia and Hyundai rose``, ``sales and profits``: two nouns of a kind."""
        before, after = self._tagged.tags[place - 1], self._tagged.tags[place + 1]
        alike = before in PROPER if after in PROPER else before in NOUNS - PROPER and after in NOUNS - PROPER
        counted = place - 2 in self.covered and self._tagged.lows[place + 2] == "of"  # 32 customers and losses of
        return alike and not counted and self._tagged.labels[place - 1] not in TIMES

    def _is_degree(self, place: int) -> bool:
        """The adverb of an adjective: ``most modern labs``, ``well-known cooks``."""
        tags = [self._tagged.tags[place + ahead] for ahead in range(3)]
        return tags[0] in ("RB", "RBS", "RBR") and tags[1 + (tags[1] == "HYPH")] in ("JJ", "VBN", "VBG")

    def _shares_head(self, place: int, first: int) -> bool:
        """``Kia and Hyundai vehicles``, ``digital and physical sales``, ``black-and-white``: words for one noun."""
        before, after, head = (self._tagged.tags[at] for at in (place - 1, place + 1, place + 2))
        if before == "HYPH" == after:
            return True
        if place > first and before == "JJ" and after in ("JJ", *_PAST):  # new and used car sales
            return head in NOUNS
        return place > first and {before, after} <= _PAIRED and head in ("NNS", "NNPS")


def is_sized(tagged: TaggedText, place: int, words: Lexicon) -> bool:
    """Whether an adjective is tied to the number: ``a 10,000-strong crowd``, ``a 2-kilometre-long tunnel``."""
    return tagged.lows[place] in words.sets["sized"] and tagged.lows[place - 1] == "-"
