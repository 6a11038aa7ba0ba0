"""The words of an article as parts of roles: which one is a role, which a verb, what is tied to the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsextract.people.candidates.article import Words
from newsextract.people.knowledge.lexicon import PREPOSITIONS, Lexicon

_HYPHEN_TAIL = re.compile(r"[-‐‑]([^\W\d_]+) ")
# What ties a word to the one before it beside a blank: in "Scrum-half Reed", "and co-founder", "its 2012 nominee",
# "Formula 1 champion", "a bearded 31-year-old veteran", "Laguna 2nd District".
_TIED_GAP = re.compile(r"[-‐‑][^\W\d_]+ | [^\W\d_]{1,6}[-‐‑]|[-‐‑ ]?\d{1,4} | \d{1,3}(?:,\d{3})?[-‐‑]?")
_CLOSE = frozenset({" ", "", "&", " & ", "/"})
_RANK = re.compile(r"\. ?\d{1,3}(?!\d)")
_DAY = re.compile(r"\. \d{1,2} ")
_FIGURE = re.compile(r" ?\d+(?=[,.;:)]|$)")
_SENTENCE_END = re.compile(r"[.!?…:•][”’\"')]* |[\n\r]")
_QUOTES = ("“", "”", "«", "»", '"', "''")  # what a work's name stands in
_WORK = re.compile(r"(?:['’]s?)? (?:[“«\"]|'')[A-Z\d][^“”«»\"\n]{1,80}?(?:[”»\"]|'')")
_CLOSING = re.compile(r"[,.]?(?:[”»\"]|'')")
_BRACKETS = (" (", "(")  # "(NGO) Director", "JD(S) leader"
_ORDINAL = re.compile(r"(?<![^\s(])(?:\d{1,3}(?:(?:st|nd|rd|th)[ -])?|(?<![Ii]n )\d{4} )$")
_TIE = re.compile(r"([^\s(]+)[-‐‑]$")
_QUOTED = re.compile(r"[“\"‘'][A-Z\d][^“”\"\n]{1,40}[^“”\"\n.,!?—–][”\"’'] $")
_HYPHENS, _MARKS = frozenset("-‐‑"), frozenset("”\"’'")  # that end a tie, and what stands in marks
_LONGEST_PREFIX = 8  # letters of "19th " before a role
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its"})


class RoleWords(NamedTuple):
    """Reads single words of one article.

    ``tags`` are the Penn tags of its words, ``people`` the words inside the names of its people.
    """

    words: Words
    lexicon: Lexicon
    tags: Sequence[str]
    people: frozenset[int]

    def form(self, at: int) -> str:
        """The word as written, without an abbreviation's full stop."""
        return self.words.forms[at].rstrip(".")

    def text(self, first: int, last: int) -> str:
        """The article's text of some words, with the full stop, number or quotation mark that ends it."""
        text, start, end = self.words.text, self.words.starts[first], self.words.ends[last - 1]
        if tail := self._tail(last - 1):
            end += len(tail) + 1
        if self.form(last - 1) == "No" and (rank := self._rank(last - 1)):
            end = rank.end()
        elif text.startswith(".", end) and self._is_short(last - 1):
            end += 1
        elif figure := _FIGURE.match(text, end):
            end = figure.end()
        opened = sum(map(text[start:end].count, _QUOTES)) % 2
        closing = _CLOSING.match(text, end) if opened else None
        return text[start : closing.end() if closing else end]

    def before(self, first: int, last: int) -> str:
        """The text of a role, with what is tied to its first word: "co-" of "co-author", "19th ", “Fleabag” .

        Without the "other two" of "the other two lawyers".
        """
        first = self.past_count(first, last)
        start = self.words.starts[first]
        text = self.words.text[max(0, start - 60) : start]
        prefix = _ORDINAL.search(text[-_LONGEST_PREFIX:])
        if prefix is None and not _HYPHENS.isdisjoint(text[-2:]):
            prefix = _TIE.search(text)
        tied = prefix[0] if prefix else ""
        text = text[: len(text) - len(tied)]
        quoted = None if _MARKS.isdisjoint(text[-3:]) else _QUOTED.search(text)
        return (quoted[0] if quoted else "") + tied + self.text(first, last)

    def past_count(self, first: int, last: int) -> int:
        """Where a role begins, past what says which or how many of several: "other", "two"."""
        while self.words.folds[first] == "other" or self.is_number(first):
            first += 1
        return first

    def is_number(self, at: int) -> bool:
        """Whether the word is a number: "two", no "two-time", no name."""
        form = self.words.forms[at]
        return self.tags[at] == "CD" and form.isalpha() and (form.islower() or self.opens_sentence(at))

    def past_work(self, at: int) -> int | None:
        """The place past a work's name in marks that begins at the word: of "author of “Destiny and Grace”"."""
        words = self.words
        work = _WORK.match(words.text, words.ends[at - 1])
        if work is None:
            return None
        while at < len(words) and words.starts[at] < work.end():
            at += 1
        return at

    def close(self, at: int) -> bool:
        """Whether only a blank, an "&" or an abbreviation's full stop parts the word from the one before it."""
        gap = self.words.gap(at)
        if gap in _CLOSE:
            return True
        if gap == ". ":
            return self.form(at - 1) in self.lexicon.abbreviations
        if gap == ".":
            return self.words.forms[at].islower()  # "Leeds.com writer"
        if self.form(at - 1) == "No":
            return gap.endswith(" ")  # "world No. 2 Ann Reed"
        if _DAY.fullmatch(gap):
            return self.form(at - 1) in self.lexicon.abbreviations_inside  # "Nov. 26 election"
        return _TIED_GAP.fullmatch(gap) is not None

    def _is_short(self, at: int) -> bool:
        """Whether the word is an abbreviation that keeps its full stop."""
        form = self.form(at)
        return form in self.lexicon.abbreviations or form in self.lexicon.abbreviations_inside

    def is_role(self, at: int) -> bool:
        """Whether the word is a noun for what a person is or does, or the last of such a title."""
        fold = self.words.folds[at]
        if fold == "no":
            return self._rank(at) is not None
        if at in self.people:
            return False  # the "Cook" of "Labour MP Ann Cook and former minister Tom Bright"
        if fold in self.lexicon.roles or self.form(at) in self.lexicon.role_titles:
            return True
        if "-" not in fold:
            return False
        head = fold.partition("-" if self.is_tailed(at) else "-of-")[0]  # "governor-elect", "mum-of-two"
        parts = (head, fold.rpartition("-")[2], fold.replace("-", ""))  # "co-chair"
        return not self.lexicon.roles.isdisjoint(parts)

    def is_tailed(self, at: int) -> bool:
        """Whether a hyphen ties to the word what only a role has at its end: "governor-elect"."""
        return (self._tail(at) or self.words.folds[at].partition("-")[2]) in self.lexicon.role_tails

    def are_roles(self, at: int) -> bool:
        """Whether the word calls several people by what they are: "lawyers"."""
        return self.words.folds[at] in self.lexicon.many_roles and self.tags[at].startswith("NN")

    def is_agent(self, at: int) -> bool:
        """Whether the word, if no list has it, ends like a noun for what a person does: "boilermaker"."""
        fold = self.words.folds[at]
        return self.tags[at] == "NN" and any(map(self.lexicon.is_agent, (fold, fold.rpartition("-")[2])))

    def _tail(self, at: int) -> str:
        """What a hyphen ties to the word and is no part of it: the "half" of "Scrum-half"."""
        tail = _HYPHEN_TAIL.fullmatch(self.words.gap(at + 1))
        return tail[1] if tail else ""

    def _rank(self, at: int) -> re.Match[str] | None:
        """The figure of a rank: ". 2" of "world No. 2"."""
        return _RANK.match(self.words.text, self.words.ends[at])

    def opens_sentence(self, at: int) -> bool:
        """Whether the word begins a sentence or a line."""
        gap = self.words.gap(at)
        return gap != " " and _SENTENCE_END.search(gap) is not None

    def is_opened(self, first: int) -> bool:
        """Whether an article or "his" stands before the word."""
        return self.words.folds[first - 1] in self.lexicon.role_modifiers

    def is_verb(self, at: int) -> bool:
        """Whether the word is a finite verb: not the "retired" of "a retired teacher"."""
        return self.tags[at] in _VERB_TAGS

    def is_preposition(self, at: int) -> bool:
        """Whether the word is a preposition, one after which a role goes on or another."""
        fold = self.words.folds[at]
        return fold in PREPOSITIONS or (self.tags[at] == "IN" and "-" not in fold)  # "an in-state director"

    def is_bracketed(self, at: int) -> bool:
        """Whether a body's short name in brackets parts the word from the one before: "(NGO) Director"."""
        gap = self.words.gap
        return any(gap(at) in _BRACKETS and gap(at + 1) == ") " for at in (at - 1, at))
