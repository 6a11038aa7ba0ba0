"""Finds whose age it is: whom a verb gives it, whom a pronoun or "the 23-year-old" stands for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newsextract.analysis.word_classes import VERBS
from newsextract.numbers.concepts.clauses import STOPS, Clauses
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.concepts.owners import Owners
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText
from newsextract.people.knowledge.titles import word_sexes

_FAR = 40  # words to the left that somebody may stand away
_SPOKEN = 100  # words from "the 23-year-old" back to the name
_SEXES = {"he": "m", "his": "m", "she": "f", "her": "f"}
_BESIDE_VERB = {"RB", "VB", "VBD", "VBZ", "VBP", "MD"}
_PARTED_BY = VERBS | {"IN"}  # between a sentence's start and whom it is about


class Bearers:
    """Whose the ages of one article are."""

    def __init__(
        self, tagged: TaggedText, phrases: NounPhrases, subjects: Subjects, words: Lexicon, owners: Owners
    ) -> None:
        """``owners``: the people of the article."""
        self._tagged, self._phrases, self._words = tagged, phrases, words
        self._subjects, self._owners = subjects, owners
        self._clauses = Clauses(tagged, phrases, words)

    def whose(self, start: int) -> str | None:
        """Whom a verb gives the age in ``start``: ``Jo Roe, one of three, turned 40``, ``a girl who was 11``.

        None for an "I", and for a pronoun that may stand for several.
        """
        tagged, lows, aged = self._tagged, self._tagged.lows, self._words.sets["aged"]
        place = self._clauses.verb(start - (lows[start - 1] in aged), max(0, start - _FAR))
        if lows[start - 1] == "at" and "who" in lows[max(0, start - 3) : start - 1]:  # who, at 71, is
            place = start - 2 - (lows[start - 2] == ",")
        if place is None:
            return self._subjects.of(start)
        verb = place
        while tagged.tags[place] in _BESIDE_VERB:
            place -= 1
        if tagged.tags[place] == "WP":
            return self._subjects.alone(place - 1 - (lows[place - 1] == ","), 0)
        if lows[place] == "they":
            return self._subjects.of(start)
        if tagged.tags[place] == "PRP":
            return self.meant(place)
        if lows[place] in aged and (owner := self.meant(place - 1)) != tagged.words[place - 1]:  # her age is 58
            return owner or self._subjects.of(start)
        apposed = self._apposed_to(place) if lows[place] == "," else None
        return apposed or self._subjects.of_verb(verb)

    def _apposed_to(self, comma: int) -> str | None:
        """The name that opens the sentence, where an apposition to it ends here: ``Jo Roe, one of three, turned``."""
        tagged, name = self._tagged, None
        for place in self._sentence(comma):
            if tagged.labels[place] == "PERSON" and tagged.lows[place + 1] == ",":
                name = place
        return None if name is None else self._subjects.alone(name, 0)

    def meant(self, pronoun: int) -> str | None:
        """Whom "he" or "she" stands for: the one person or noun for one of that sex before it in its sentence, else
        whom a sentence before is about, else the pronoun; None for another word.
        """
        tagged, sex = self._tagged, _SEXES.get(self._tagged.lows[pronoun])
        if sex is None:
            return None
        found: dict[str, tuple[str, bool]] = {}  # by last word: as named, and whether they are of that sex for sure
        for place in self._sentence(pronoun):
            known = self._sex(place)
            if self._is_somebody(place) and known in ("", sex) and (phrase := self._subjects.alone(place, 0)):
                found[tagged.lows[place]] = (phrase, known == sex)
        if not found:
            return self.spoken_of(pronoun, sex) or tagged.words[pronoun]
        those = [one for one in found.values() if one[1]] or [*found.values()]
        return those[0][0] if len(those) == 1 else None

    def _sentence(self, place: int) -> Iterator[int]:
        """The places before this one in its sentence, the nearest first."""
        lows = self._tagged.lows
        left = range(place - 1, max(-1, place - _FAR), -1)
        return takewhile(lambda at: lows[at] not in STOPS and bool(lows[at].strip()), left)

    def _is_somebody(self, place: int) -> bool:
        """Whether a person's name ends here, or a noun for somebody who has none."""
        tagged, sets, behind = self._tagged, self._words.sets, place + 1 + (self._tagged.lows[place + 1] == ",")
        if "PERSON" in (tagged.labels[place], tagged.labels[behind]):
            return tagged.labels[place] == "PERSON" != tagged.labels[place + 1]
        if not self._phrases.heads(place) or not {tagged.lows[place]} & (sets["age_nouns"] | sets["parents"]):
            return False
        before = self._phrases.before(self._phrases.begins(place, 0), 0)
        return not (tagged.lows[before] == "," and tagged.labels[before - 1] == "PERSON")

    def _sex(self, place: int) -> str:
        """ "m" or "f" of the name or noun that ends here; "" where that is not known."""
        sex = self._owners.sex_at(self._tagged.starts[place])
        return sex or word_sexes().get(self._tagged.lows[place], "")

    def spoken_of(self, start: int, sex: str = "") -> str | None:
        """The nearest name of a person before ``start`` that opens a sentence: whom "the 23-year-old" calls.

        ``sex``: "m" or "f", where it may be of no other.
        """
        tagged, first = self._tagged, None
        for place in range(start - 1, max(-2, start - _SPOKEN), -1):  # the last place is before the text
            if tagged.labels[place] == "PERSON":
                first = place
            elif tagged.tags[place] in _PARTED_BY:
                first = None
            elif first is not None and (tagged.lows[place] in STOPS or not tagged.lows[place].strip()):
                end = self._named_end(first)
                if not sex or self._sex(end) in ("", sex):
                    return self._subjects.alone(end, 0)
                first = None
        return None

    def _named_end(self, place: int) -> int:
        """The last word of the name that begins here."""
        while self._tagged.labels[place + 1] == "PERSON":
            place += 1
        return place
