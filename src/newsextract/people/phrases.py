"""Noun phrases that say what a person is: where one that begins at a word ends, and which roles it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.people.lexicon import PREPOSITIONS
from newsextract.people.phrase_starts import NAME_TAGS, PhraseStarts
from newsextract.people.role_words import ARTICLES
from newsextract.people.rows import row_past

_ORDINAL = re.compile(r"(?<![^\s(])(?:\d{1,3}(?:(?:st|nd|rd|th)[ -])?|(?<![Ii]n )\d{4} )$")
_TIE = re.compile(r"([^\s(]+)[-‐‑]$")
_QUOTED = re.compile(r"[“\"‘'][A-Z\d][^“”\"\n]{1,40}[^“”\"\n.,!?—–][”\"’'] $")
_HYPHENS, _MARKS = frozenset("-‐‑"), frozenset("”\"’'")  # that end a tie, and what stands in marks
_PHRASE_END = re.compile(r"[,;:.!?()\[\]\n\r\"“”—–…/•|]|--| - ")
_LOOSE_TAGS = frozenset({"VBN", "VBD", "VBG", "JJ", "RB", "CD", "CC", "DT"})
_BEHIND_HEAD = frozenset({"VBN", "VBG", "CC"})
_SECOND = ARTICLES | {"former", "current", "now", "then"}
_ORIGINS = (["of"], ["in"], ["from"])
_WHEN = frozenset({"last", "next", "this", "yesterday", "today", "tomorrow", "earlier"})
_OF_TIME = frozenset({"on", "in", "at", "for", "since", "by", "with"})
AT_THE_TIME = ["at", "the", "time"]
LONGEST_PREFIX = 8  # letters of "19th " before a role
MOST_AFTER = 18  # words of a role behind a name


class Phrases(PhraseStarts):
    """Reads noun phrases off one article."""

    def _is_next_department(self, at: int) -> bool:
        """Whether one more department begins at the word: not "Minister of Justice, Health official Ann Reed"."""
        words = self.words
        if not self._is_listed(at - 1):
            return False
        first = at + (words.folds[at] == "and")
        own = not self.lexicon.departments.isdisjoint(words.folds[first : first + 2])
        return own and not (first + 1 < len(words) and self.is_role(first + 1))

    def before(self, first: int, last: int) -> str:
        """The text of a role, with what is tied to its first word: "co-" of "co-author", "19th ", “Fleabag” .

        Without the "other two" of "the other two lawyers".
        """
        first = self.past_count(first, last)
        start = self.words.starts[first]
        text = self.words.text[max(0, start - 60) : start]
        prefix = _ORDINAL.search(text[-LONGEST_PREFIX:])
        if prefix is None and not _HYPHENS.isdisjoint(text[-2:]):
            prefix = _TIE.search(text)
        tied = prefix[0] if prefix else ""
        text = text[: len(text) - len(tied)]
        quoted = None if _MARKS.isdisjoint(text[-3:]) else _QUOTED.search(text)
        return (quoted[0] if quoted else "") + tied + self.text(first, last)

    def past_count(self, first: int, last: int) -> int:
        """Where a role begins, past what says which or how many of several: "other", "two", not "two-time"."""
        start, folds = first, self.words.folds
        while folds[first] == "other" or (self.is_number(first) and any(map(self.are_roles, range(start, last)))):
            first += 1
        return first

    def is_number(self, at: int) -> bool:
        """Whether the word is a number and no name ("PBS"): "two", and "Two" where it opens a sentence."""
        if self.tags[at] != "CD" or not self.words.folds[at].isalpha():
            return False
        return self.words.forms[at].islower() or self.opens_sentence(at)

    def behind(self, first: int) -> int:
        """The end of the phrase that begins at ``first``: before a mark, a verb or a relative."""
        words, at, row = self.words, first, first
        for at in range(first, min(first + MOST_AFTER, len(words))):
            if (gap := words.gap(at)) == ", ":
                row = row_past(self, at) or row
            if at < row:
                continue
            if at > first and gap != " " and (past := self.past_work(at)) is not None:
                return past
            if words.folds[at] in self.lexicon.role_stops or self.is_verb(at):
                break
            if words.folds[at] == "and" and at + 1 in self.people and not self._goes_on_with(at + 1):
                break
            if words.folds[at] in _OF_TIME and self._is_of_time(at):
                break
            if at > first and words.labels[at] == "DATE" and words.forms[at] in _WHEN:
                break
            if at > first and gap != " " and not self._continues(at):
                break
        else:
            at = min(first + MOST_AFTER, len(words))
        while at > first + 1 and self._is_tail(at - 1):
            at -= 1
        return self._with_state(at)

    def _is_of_time(self, at: int) -> bool:
        """Whether a preposition opens a time: "at the time", "on Monday", "with effect from May"."""
        words = self.words
        if words.labels[at + 1 : at + 2] == ["DATE"] or words.folds[at : at + 3] == AT_THE_TIME:
            return True
        return "effect" in words.folds[at + 1 : at + 3]  # "with immediate effect"

    def _is_tail(self, at: int) -> bool:
        """Whether the word ends no phrase: "of", what opens a bracket, the "later" of "an aide and later a mayor"."""
        words = self.words
        of_verb = (
            self.tags[at] == "RB"
            and words.forms[at].islower()
            and (words.folds[at - 1] == "and" or self.tags[at + 1 : at + 2] == ["VBD"])
        )
        return of_verb or words.forms[at] in self.lexicon.phrase_tails or words.gap(at) == " ("

    def _goes_on_with(self, at: int) -> bool:
        """Whether a name behind "and" is a part of the phrase: "son of Ann and Tom", "a teacher and Reed aide"."""
        if self._is_parent(at - 2):
            return True
        while at in self.people:
            at += 1
        tied = self.close(at) or self.words.possessive[at - 1]
        return at < len(self.words) and tied and self.is_role(at) and at + 1 not in self.people

    def _is_parent(self, at: int) -> bool:
        """Whether the name that ends with the word is one of whom somebody is kin: "the son of Ann and Tom Reed"."""
        while at in self.people:
            at -= 1
        return self.words.folds[at] == "of" and self.words.folds[at - 1] in self.lexicon.kin_nouns

    def roles(self, first: int, last: int) -> Iterator[str]:
        """The roles in words [first, last): two where a second begins with its own article, or with "former"."""
        words = self.words
        cuts = [
            at for at in range(first + 1, last - 1) if words.folds[at] == "and" and self.is_second(first, at + 1, last)
        ]
        for start, stop in zip((first, *(at + 1 for at in cuts)), (*cuts, last), strict=True):
            if (role := self.role(start, stop)) is None:
                return  # "with her aunt and their son"
            yield role

    def role(self, first: int, last: int) -> str | None:
        """The role in words [first, last), without its article; None if its head is no role."""
        head = self._head(first, last)
        if head is None:
            return None
        start, end = head
        if self.words.folds[start] == "such":
            return None
        if start == first and self.tags[end - 1] not in NAME_TAGS:
            return None  # "accused by his party of fraud", but "an accused"
        if self.words.folds[end - 1] in self.lexicon.no_roles and self.words.folds[end : end + 1] not in _ORIGINS:
            return None
        last = last if self._goes_on(end, last) else end
        return None if self.is_others(start, last) else self.before(start, last)

    def is_others(self, first: int, last: int) -> bool:
        """Whether the words are another's role and name: "Chief of Staff Tom Bright", but "son of Tom Bright"."""
        begins = (at for at in range(first + 1, last) if at in self.people and at - 1 not in self.people)
        begins = (at for at in begins if not self._is_of_noun(at, last))
        before = (at - 1 - (self.form(at - 1) in self.lexicon.apart) for at in begins)
        return any(at >= first and self.tags[at] in NAME_TAGS and not self._is_before_name(at, first) for at in before)

    def _is_of_noun(self, at: int, last: int) -> bool:
        """Whether a noun for a person follows the name that begins at the word: "a longtime Reed ally"."""
        while at in self.people:
            at += 1
        return at < last and self.is_role(at)

    def _is_before_name(self, at: int, first: int) -> bool:
        """Whether the word may stand right before a name that a role is of: a role, a title, "Secretary of State"."""
        if self.is_role(at) or self.words.possessive[at]:
            return True
        head = self.complement(at + 1)
        return head is not None and self.start(head) > first

    def _goes_on(self, end: int, last: int) -> bool:
        """Whether what stands behind the head is a part of the role: "rabbi based in Leeds", no "elected in 2011"."""
        if self.words.folds[end : end + 1] == ["and"]:
            return "PRP" not in self.tags[end:last]  # "a friend and it is their business"
        return end == last or self.words.folds[end] in ("based", "turned") or self.is_preposition(end)

    def _head(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the role begins, and the place past its head."""
        words = self.words
        stop = next((at for at in range(first, last) if self.is_preposition(at) and not self._is_in_body(at)), last)
        start = self._own(first, stop)
        end = start
        while end < stop and (end == start or self._belongs(end - 1) or self._is_joint(end - 1)):
            end += 1
        new = words.folds[start - 1] in ("a", "an")
        while end > start and not self._is_role(end - 1, new) and self._is_loose(end - 1):
            end -= 1
        if not self._is_role(end - 1, new):
            end = self._late_head(start, stop, last, new)
        return (start, end) if end > start else None

    def _late_head(self, start: int, stop: int, last: int, new: bool) -> int:
        """The place past the first role that ends its noun phrase, whatever its words: "a grand and peculiar actor".

        ``start`` if there is none in words [start, stop) of a phrase that ends before ``last``.
        """
        owned = self.tags[start].startswith("NNP") and any(self.words.possessive[start:stop])
        opened = self.words.folds[start - 1] in ARTICLES  # not in "she is now winning the mayor's trust"
        for at in range(start, stop if owned or opened else start):
            ends = at + 1 == last or self.is_preposition(at + 1) or self.tags[at + 1] in _BEHIND_HEAD
            if ends and self._is_role(at, new):
                return at + 1
        return start

    def _is_in_body(self, at: int) -> bool:
        """Whether the word stands inside a body's name before its head: "a University of Leeds lawyer"."""
        entities = self.words.entities[max(0, at - 1) : at + 2]
        return self.words.labels[at] == "ORG" and len(set(entities)) == 1 and not self.is_role(at - 1)

    def _is_role(self, at: int, new: bool) -> bool:
        """Whether the word is a role; behind "a" also one that no list has."""
        return self.is_role(at) or (new and self.is_agent(at))

    def _is_loose(self, at: int) -> bool:
        """Whether the word may follow the head of a phrase: "elected" of "the man elected"."""
        return self.tags[at] in _LOOSE_TAGS or self.words.forms[at].endswith("ing")

    def _is_joint(self, at: int) -> bool:
        """Whether the word is the "and" of "founder and president", or of "film and theatre director"."""
        return self.words.folds[at] == "and" and (
            self.is_role(at - 1 - self.is_bracketed(at)) or self.tags[at - 1] == self.tags[at + 1] == "NN"
        )

    def is_second(self, first: int, at: int, last: int) -> bool:
        """Whether a second role begins there: "a former energy minister", or one of its own place behind another."""
        words = self.words
        if self.role(at, last) is None:
            return False
        if words.folds[at] in _SECOND:
            return True
        if not words.forms[at][:1].isupper():
            return False  # "founder and chief executive of the bank"
        if not self.is_role(at - 2):
            return words.forms[first][:1].isupper() and not PREPOSITIONS.isdisjoint(words.folds[first:at])
        whole = at - 1 - first > 2
        placed = not PREPOSITIONS.isdisjoint(words.folds[at:last])
        return (whole and placed) or (self.is_name(at) and at - 1 - first > 1)

    def _continues(self, at: int) -> bool:
        gap = self.words.gap(at)
        if self.close(at) or self.is_bracketed(at) or not _PHRASE_END.search(gap):
            return True
        return self.is_in_row(at) or self._is_next_department(at)

    def _with_state(self, last: int) -> int:
        """The end of a phrase with the state of the town that ends it: "Salem, Oregon"."""
        words = self.words
        if words.gap(last) != ", " or words.labels[last - 1 : last + 1] != ["GPE", "GPE"]:
            return last
        end = last + 1
        while words.entities[end : end + 1] == [words.entities[last]]:
            end += 1
        return end if words.gap(end)[:1] in (",", ".", ";") else last
