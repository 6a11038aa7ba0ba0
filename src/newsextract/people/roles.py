"""Titles before a name, and roles in title phrases and appositions: what an article says a person is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsextract.people.article import Words
from newsextract.people.candidates import Candidate, office_start
from newsextract.people.lexicon import Lexicon

_AGE = re.compile(r", \d{1,3}(?=, )")
_POSSESSIVE = re.compile(r"['’]s? ")
_PHRASE_END = re.compile(r"[,;:.!?()\[\]\n\r\"“”—–…]|--| - ")
_SENTENCE_END = re.compile(r"[”’\"')]*(?:[.!?…][”’\"')]* |[.!?…]?[”’\"')]* ?[\n\r])")
_ORDINAL = re.compile(r"(?<![^\s(])(\d{1,3}(?:st|nd|rd|th)[ -])$")
_TIE = re.compile(r"(\S+)[-‐‑]$")
_HYPHEN_TAIL = re.compile(r"[-‐‑][^\W\d_]+ ")
_SECOND = frozenset({"a", "an", "the", "his", "her", "their", "former"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "POS", "HYPH", "CD", "VBN"})
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREPOSITIONS = frozenset({"of", "for", "at", "in", "to", "from", "with", "on", "and", "under", "by"})
MOST_BEFORE = 8  # words of a role before a name
LONGEST_PREFIX = 8  # letters of "19th " or "former-" before a role
MOST_AFTER = 16  # words of an apposition


class Reader(NamedTuple):
    """Reads titles and roles off one article.

    ``tags`` are the Penn tags of its words, ``people`` the words inside the names of its people.
    """

    words: Words
    lexicon: Lexicon
    tags: list[str]
    people: frozenset[int]

    def title(self, place: Candidate) -> str | None:
        """The title right before a name, as written: "Sen.", "Prime Minister", "Secretary of State".

        Without what only says whose or since when ("Former"). None for one shared by several ("Presidents").
        """
        first = place.first
        if place.title == first:
            return None
        if (office := office_start(self.words, place, self.lexicon)) is not None:
            while self.words.tied[office] and self._opens_office(office - 1):
                office -= 1
            return self._text(office, first)
        last = self._form(first - 1)
        if not self.lexicon.ends_title(last) or last in self.lexicon.title_plurals:
            return None
        start = first - 1
        while start > place.title and self._form(start - 1) not in self.lexicon.title_stops:
            start -= 1
        tie = self._prefix(start)
        return (tie if tie.lower() in ("vice-", "co-") else "") + self._text(start, first)

    def _opens_office(self, at: int) -> bool:
        """Whether the word is a title's and says more than whose it is: the "Deputy" of a minister."""
        return self._form(at) in self.lexicon.title_words - self.lexicon.title_stops

    def roles(self, place: Candidate) -> Iterator[str]:
        """What the words before and after a name call the person."""
        before = self._before(place.first)
        if before:
            yield before
        yield from self._after(place)

    def _form(self, at: int) -> str:
        return self.words.forms[at].rstrip(".")

    def _text(self, first: int, last: int) -> str:
        """The article's text of some words, with the full stop of an abbreviation that ends it."""
        end = self.words.ends[last - 1]
        abbreviated = self._form(last - 1) in self.lexicon.abbreviations
        end += abbreviated and self.words.text[end : end + 1] == "."
        return self.words.text[self.words.starts[first] : end]

    def _close(self, at: int) -> bool:
        """Whether only a blank, an "&" or an abbreviation's full stop parts the word from the one before it."""
        gap = self.words.gap(at)
        if gap == ". ":
            return self._form(at - 1) in self.lexicon.abbreviations
        return gap in (" ", "&", " & ") or _HYPHEN_TAIL.fullmatch(gap) is not None

    def _is_role(self, at: int) -> bool:
        fold = self.words.folds[at]
        nouns = {fold, fold.rpartition("-")[2]}
        return self._form(at) in self.lexicon.role_titles or not self.lexicon.role_nouns.isdisjoint(nouns)

    def _before(self, last: int) -> str | None:
        """The phrase that ends in a role and stands right before the name at ``last``, or a comma before it."""
        if not self._is_role(last - 1) or self.words.shouted[last - 1]:
            return None
        comma = self.words.gap(last) == ", "
        if not comma and not self._close(last):
            return None
        start = last - 1
        while last - start < MOST_BEFORE and self._belongs(start - 1):
            start -= 1
        if re.search(r"[\d-]", self.words.gap(start)):
            start = last - 1
        opened = not self.lexicon.role_modifiers.isdisjoint(self.words.folds[start - 1 : start])
        if comma and not opened and not any(self.words.possessive[start : last - 1]):
            return None
        start = self._own(start, last)
        if start == last - 1 and self.words.forms[start][0].isupper() and not self._opens_sentence(start):
            return None
        return self._prefix(start) + self._text(start, last)

    def _opens_sentence(self, at: int) -> bool:
        """Whether a role, no title, has its capital from the sentence that it begins: "Teacher Ann Reed"."""
        if self.lexicon.ends_title(self._form(at)):
            return False
        return _SENTENCE_END.match(self.words.gap(at)) is not None

    def _prefix(self, at: int) -> str:
        """What a hyphen ties to the head of a word, or a number before it: "co-" of "co-author", "19th "."""
        start = self.words.starts[at]
        before = self.words.text[max(0, start - LONGEST_PREFIX) : start]
        if ordinal := _ORDINAL.search(before):
            return ordinal[1]
        tie = _TIE.search(before)
        return tie[0] if tie else ""

    def _belongs(self, at: int) -> bool:
        """Whether the word can stand before the next one within a role."""
        owned = self.words.possessive[at] and _POSSESSIVE.fullmatch(self.words.gap(at + 1))
        if not owned and not self._close(at + 1):
            return False
        fold, tag = self.words.folds[at], self.tags[at]
        if fold in self.lexicon.no_role or (self.words.labels[at] == "DATE" and tag == "NNP"):
            return False  # "On Monday coach Ann Reed"
        if tag in ("NNS", "VBN") and self.words.folds[at + 1] in self.lexicon.demonyms:
            return False  # a heading run into the sentence: "Struggle with rebels Syrian president"
        if self.words.labels[at] in ("ORG", "NORP", "GPE"):
            return True
        return tag in _NOUN_TAGS or fold.capitalize() in self.lexicon.title_words

    def _own(self, first: int, last: int) -> int:
        """Where a role begins, past "the" and past a person whose it is ("Donald Trump's special envoy")."""
        for at in range(last - 2, first - 1, -1):
            if self.words.possessive[at] and at in self.people:
                return at + 1
        while first < last - 1 and self.words.folds[first] in self.lexicon.role_modifiers:
            first += 1
        return first

    def _after(self, place: Candidate) -> Iterator[str]:
        """The appositions behind a name: ", a lawyer from Lagos," ", the founder and a former judge,"."""
        words, end = self.words, self.words.ends[place.last - 1]
        age = _AGE.match(words.text, end)
        end = age.end() if age else end
        first = place.last
        if words.text[end : words.starts[first] if first < len(words) else None] != ", ":
            return
        last = self._phrase_end(first)
        if last < len(words) and words.folds[last] in self.lexicon.say_verbs and self._close(last):
            return  # who says it: "after the raid on Mr Weber, the officer said"
        cuts = [at for at in range(first + 1, last - 1) if words.folds[at] == "and" and self._is_second(at + 1, last)]
        for start, stop in zip((first, *(at + 1 for at in cuts)), (*cuts, last), strict=True):
            if (role := self._apposition(start, stop)) is not None:
                yield role

    def _is_second(self, at: int, last: int) -> bool:
        """Whether a second role begins there: "a former energy minister"."""
        return self.words.folds[at] in _SECOND and self._apposition(at, last) is not None

    def _apposition(self, first: int, last: int) -> str | None:
        """The role in words [first, last), without its article; None if its head is no role."""
        head = next((at for at in range(first, last) if self.words.forms[at] in _PREPOSITIONS), last)
        start = self._own(first, head)
        if start >= head or not self._is_role(head - 1) or not all(map(self._belongs, range(start, head - 1))):
            return None
        if start == first and self.tags[head - 1] == "VBN":
            return None  # "accused by his party of fraud", but "an accused"
        return self._prefix(start) + self._text(start, last)

    def _phrase_end(self, first: int) -> int:
        """The end of the phrase that begins at ``first``: before a mark, a verb or a relative."""
        words, at = self.words, first
        for at in range(first, min(first + MOST_AFTER, len(words))):
            if words.folds[at] in self.lexicon.role_stops or self.tags[at] in _VERB_TAGS:
                break
            if at > first and not self._continues(at):
                break
        else:
            at = min(first + MOST_AFTER, len(words))
        while words.forms[at - 1] in _PREPOSITIONS:
            at -= 1
        return at

    def _continues(self, at: int) -> bool:
        return self._close(at) or not _PHRASE_END.search(self.words.gap(at))
