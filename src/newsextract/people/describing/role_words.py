"""The words of an article as parts of roles: which word is a role, which a verb, which is tied to the one before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newsextract import rules
from newsextract.analysis.word_classes import FINITE
from newsextract.people.candidates.article import Words
from newsextract.people.knowledge.lexicon import Lexicon

# What ties a word to the one before it as a blank does: in "Scrum-half Reed", "and co-founder", "its 2012 nominee",
# "Formula 1 champion", "a bearded 31-year-old veteran", "Laguna 2nd District".
_TIED_GAP = re.compile(r"\.|[-‐‑][^\W\d_]+ | [^\W\d_]{1,6}[-‐‑]|[-‐‑ ]?\d{1,4} | \d{1,3}(?:,\d{3})?[-‐‑]?")
_CLOSE = frozenset({" ", "", "&", " & ", "/"})
_BRACKETS = (" (", "(")  # "(NGO) Director", "JD(S) leader"
_SENTENCE_END = re.compile(r"[.!?…:•][”’\"')]* |[\n\r]")
# What belongs to a role though it is no word: the work, the number and the "co-" before it; after it "-half" and a
# number.
_WORK_BEFORE = r"(?:[“\"‘'][A-Z\d][^“”\"\n]{1,40}[^“”\"\n.,!?—–][”\"’'] )?"
_HEAD = re.compile(
    rf"{_WORK_BEFORE}(?:(?<![^\s(])(?:\d{{1,3}}(?:(?:st|nd|rd|th)[ -])?|(?<![Ii]n )\d{{4}} )|[^\s(]+[-‐‑])?$"
)
_TAIL = re.compile(r"(?:[-‐‑][^\W\d_]+(?= ))?(?: ?\d+(?=[,.;:)]|$))?")
_LONGEST_HEAD = 60  # letters
_QUOTES = ("“", "”", "«", "»", '"', "''")  # what a work's name stands in
_CLOSING = re.compile(r"[,.]?(?:[”»\"]|'')")


ListName = Literal[
    "adverbs", "articles", "auxiliaries", "before_dates", "before_times", "copulas", "epithets", "have_and_be",
    "in_pictures", "no_modifiers", "since", "times",
]  # fmt: skip


@rules.cached
def role_lists() -> Mapping[ListName, frozenset[str]]:
    """The lists of models/rules/people/roles.toml, explained there. Raises rules.RulesError."""
    lists: dict[Any, list[str]] = rules.table("people/roles")
    return {name: frozenset(entries) for name, entries in lists.items()}


@dataclass(frozen=True, slots=True)
class RoleWords:
    """One article's words."""

    words: Words
    lexicon: Lexicon
    lists: Mapping[ListName, frozenset[str]]
    people: Mapping[int, int]  # each word inside a person's name, with the word after the name

    def form(self, at: int) -> str:
        """The word as written, without the full stop of an abbreviation."""
        return self.words.forms[at].rstrip(".")

    def text(self, first: int, last: int) -> str:
        """The article's text of words [first, last), with the full stop, number or quotation mark that ends it."""
        text, start, end = self.words.text, self.words.starts[first], self.words.ends[last - 1]
        if tail := _TAIL.match(text, end):
            end = tail.end()
        if text.startswith(".", end) and self.form(last - 1) in self.lexicon.abbreviations_with_stop:
            end += 1
        opened = sum(map(text[start:end].count, _QUOTES)) % 2
        closing = _CLOSING.match(text, end) if opened else None
        return text[start : closing.end() if closing else end]

    def role_text(self, first: int, last: int) -> str:
        """The text of a role, with what is tied to its first word: "co-author", "19th president", “Fleabag” star."""
        start = self.words.starts[first]
        head = _HEAD.search(self.words.text, max(0, start - _LONGEST_HEAD), start)
        return (head[0] if head else "") + self.text(first, last)

    def close(self, at: int) -> bool:
        """Whether only a blank, an "&" or an abbreviation's full stop parts the word from the one before it."""
        gap = self.words.gaps[at]
        if gap in _CLOSE:
            return True
        if gap == ", ":  # "Minister of Education, Science and Technology"
            row = self.lexicon.departments.issuperset(self.words.folds[at - 1 : at + 1])
            return row and self.words.folds[at + 1] == "and"
        if gap == ". ":
            return self.form(at - 1) in self.lexicon.abbreviations
        return _TIED_GAP.fullmatch(gap) is not None

    def is_role(self, at: int) -> bool:
        """Whether the word is a noun for what a person is or does, or ends such a title."""
        if at in self.people:
            return False  # the "Cook" of "Labour MP Ann Cook and former minister Tom Bright"
        fold = self.words.folds[at]
        if fold in self.lexicon.roles or self.form(at) in self.lexicon.role_titles:
            return True
        if "-" in fold:  # "co-chair", "governor-elect", "mum-of-two"
            head, _, tail = fold.partition("-")
            parts = {fold.rpartition("-")[2], fold.replace("-", "")}
            parts |= {head} if tail in self.lexicon.role_tails or tail.startswith("of-") else set()
            return not parts.isdisjoint(self.lexicon.roles)
        return False

    def are_roles(self, at: int) -> bool:
        """Whether the word is such a noun in the plural: "lawyers"."""
        fold = self.words.folds[at]
        several = fold in self.lexicon.many_roles and fold[:-1] not in self.lexicon.no_roles  # not "the girls"
        return several and self.words.tags[at].startswith("NN")

    def is_agent(self, at: int) -> bool:
        """Whether the word is in no list, but ends like a noun for what a person does: "boilermaker"."""
        return self.words.tags[at] == "NN" and self.lexicon.is_agent(self.words.folds[at].replace("-", ""))

    def opens_sentence(self, at: int) -> bool:
        """Whether the word begins a sentence or a line."""
        gap = self.words.gaps[at]
        return gap != " " and _SENTENCE_END.search(gap) is not None

    def is_opened(self, first: int) -> bool:
        """Whether an article or "his" stands before the word."""
        return self.words.folds[first - 1] in self.lexicon.role_modifiers

    def is_verb(self, at: int) -> bool:
        """Whether the word is a finite verb: not the "retired" of "a retired teacher"."""
        return self.words.tags[at] in FINITE

    def is_preposition(self, at: int) -> bool:
        """Whether the word is a preposition inside a role: not the "in" of "an in-state director"."""
        fold = self.words.folds[at]
        return fold in self.lexicon.role_prepositions or (self.words.tags[at] == "IN" and "-" not in fold)

    def is_bracketed(self, at: int) -> bool:
        """Whether a body's short name in brackets parts the word from the one before: "(NGO) Director"."""
        gaps = self.words.gaps
        return any(gaps[at] in _BRACKETS and gaps[at + 1] == ") " for at in (at - 1, at))
