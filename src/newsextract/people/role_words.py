"""The words of an article as parts of roles: which one is a role, which a verb, what is tied to the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsextract.people.article import Words
from newsextract.people.lexicon import PREPOSITIONS, Lexicon

_HYPHEN_TAIL = re.compile(r"[-‐‑]([^\W\d_]+) ")
# What ties a word to the one before it beside a blank: in "Scrum-half Reed", "and co-founder", "its 2012 nominee",
# "Formula 1 champion".
_TIED_GAP = re.compile(r"[-‐‑][^\W\d_]+ | [^\W\d_]{1,6}[-‐‑]|[-‐‑ ]?\d{1,4} ")
_HYPHENS = ("-", "‐", "‑")
_CLOSE = frozenset({" ", "", "&", " & ", "/"})
_RANK = re.compile(r"\. ?\d{1,3}(?!\d)")
_DAY = re.compile(r"\. \d{1,2} ")
_COUNTED = re.compile(r" \d{1,3}(?:,\d{3})?[-‐‑]?")
_FIGURE = re.compile(r" ?\d+(?=[,.;:)]|$)")
_SENTENCE_END = re.compile(r"[.!?…:•][”’\"')]* |[\n\r]")
_CLOSINGS = {"“": "”", "«": "»", "''": "''", '"': '"'}  # what a work's name stands in
_CLOSING = tuple(_CLOSINGS.values())
_OPENS_WORK = re.compile(rf"(?:['’]s?)? ({'|'.join(_CLOSINGS)})")
_BRACKETS = (" (", "(")  # "(NGO) Director", "JD(S) leader"
_ADJECTIVES = frozenset({"JJ", "JJS", "VBN"})
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
COUNTED = ORDINAL_ENDS | {"year-old", "m", "metre", "metres", "meter", "meters", "km", "mile"}
MOST_OF_WORK = 12  # words of a work's name
ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its"})


def _past_closing(text: str, start: int, end: int) -> int:
    """The end of a role that goes on at ``end`` with the mark, or a comma and the mark, that closes a work's name."""
    past = end + text.startswith((",", "."), end)
    if not text.startswith(_CLOSING, past):
        return end
    for opening, closing in _CLOSINGS.items():
        opened = text.count(opening, start, end) - (text.count(closing, start, end) if closing != opening else 0)
        if opened % 2:
            return past + len(closing) if text.startswith(closing, past) else end
    return end


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
        """The article's text of some words, with the full stop of an abbreviation, or the number, that ends it."""
        text, end = self.words.text, self.words.ends[last - 1]
        if tail := self._tail(last - 1):
            end += len(tail) + 1
        if self.form(last - 1) == "No" and (rank := self._rank(last - 1)) is not None:
            end = rank.end()
        elif text[end : end + 1] == "." and self._is_short(last - 1):
            end += 1
        elif figure := _FIGURE.match(text, end):
            end = figure.end()
        return text[self.words.starts[first] : _past_closing(text, self.words.starts[first], end)]

    def past_work(self, at: int) -> int | None:
        """The place past a work's name in marks that begins at the word: of "author of “Destiny and Grace”"."""
        words = self.words
        mark = _OPENS_WORK.fullmatch(words.gap(at)) if at < len(words) else None
        if mark is None or not words.forms[at][:1].isupper():
            return None
        closing = words.text.find(_CLOSINGS[mark[1]], words.ends[at])
        ends = range(at + 1, min(at + MOST_OF_WORK, len(words)) + 1)
        return next((end for end in ends if closing in (words.ends[end - 1], words.ends[end - 1] + 1)), None)

    def close(self, at: int) -> bool:
        """Whether only a blank, an "&" or an abbreviation's full stop parts the word from the one before it."""
        gap = self.words.gap(at)
        if gap in _CLOSE:
            return True
        if gap == ". ":
            return self.form(at - 1) in self.lexicon.abbreviations
        if gap == ".":
            short = self.form(at - 1) in self.lexicon.abbreviations  # "a Ph.D. student"
            return short or self.words.forms[at].islower()  # "Leeds.com writer"
        if (before := self.form(at - 1)) == "No":
            return gap.endswith(" ")
        if before in self.lexicon.abbreviations_inside and _DAY.fullmatch(gap):
            return True  # "Nov. 26 election"
        if _COUNTED.fullmatch(gap) and self.words.folds[at] in COUNTED:
            return True  # "Laguna 2nd District", "a bearded 31-year-old veteran"
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
        named = at in self.people  # the "Cook" of "Labour MP Ann Cook and former minister Tom Bright"
        if not named and (fold in self.lexicon.roles or self.form(at) in self.lexicon.role_titles):
            return True
        if self.is_pair(at):
            return True
        tied = self.words.gap(at + 1).startswith(_HYPHENS) or ("-" in fold and (not named or self.is_tailed(at)))
        return tied and self._is_tied_role(at)

    def _is_tied_role(self, at: int) -> bool:
        """Whether a part of a word with hyphens is a role, or what a hyphen ties to the word: "co-chair", "half"."""
        fold = self.words.folds[at]
        nouns = {fold.rpartition("-")[2], fold.partition("-of-")[0], fold.replace("-", "")} if "-" in fold else set()
        if self.is_tailed(at):
            nouns.add(fold.partition("-")[0])
        if tail := self._tail(at).lower():
            nouns |= {tail, f"{fold}-{tail}"}
        return not self.lexicon.roles.isdisjoint(nouns)

    def is_pair(self, at: int) -> bool:
        """Whether the word and the one before it are a role together: "running back"."""
        return at > 0 and " ".join(self.words.folds[at - 1 : at + 1]) in self.lexicon.roles

    def is_tailed(self, at: int) -> bool:
        """Whether a hyphen ties to the word what only a role has at its end: "governor-elect"."""
        return (self._tail(at) or self.words.folds[at].partition("-")[2]) in self.lexicon.role_tails

    def are_roles(self, at: int) -> bool:
        """Whether the word calls several people by what they are: "lawyers"."""
        return self.words.folds[at] in self.lexicon.many_roles and self.tags[at].startswith("NN")

    def is_agent(self, at: int) -> bool:
        """Whether the word, if no list has it, ends like a noun for what a person does: "boilermaker"."""
        fold = self.words.folds[at]
        if self.tags[at] != "NN":
            return False
        return any(map(self.lexicon.is_agent, (fold, fold.rpartition("-")[2])))

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
        before = self.words.folds[max(0, first - 1) : first]
        return before == ["whose"] or not self.lexicon.role_modifiers.isdisjoint(before)

    def is_verb(self, at: int) -> bool:
        """Whether the word is a finite verb: not the "retired" of "a retired teacher", the "do" of "Rio do Norte"."""
        return self.tags[at] in _VERB_TAGS and not self.is_turned(at) and not self.words.labels[at]

    def is_turned(self, at: int) -> bool:
        """Whether the word ties what somebody was to what they are: "a rebel turned president"."""
        if self.words.folds[at] != "turned" or not self.close(at) or not self.close(at + 1):
            return False
        return self.is_role(at - 1) and any(map(self.is_role, range(at + 1, min(at + 3, len(self.words)))))

    def is_preposition(self, at: int) -> bool:
        """Whether the word is a preposition, one after which a role goes on or another."""
        fold = self.words.folds[at]
        return fold in PREPOSITIONS or (self.tags[at] == "IN" and "-" not in fold)  # "an in-state director"

    def is_participle(self, at: int) -> bool:
        """Whether a word that may be a verb of saying describes: "retired"."""
        fold = self.words.folds[at]
        return fold in self.lexicon.say_verbs and not self.tags[at].startswith("VBD")

    def is_inside(self, at: int) -> bool:
        """Whether a word that may be no part of a noun phrase has an article, an owner or an adjective before it."""
        noun = self.tags[at - 1] == "NN"
        before = max(0, at - 1 - noun)
        while not noun and before > 0 and self.tags[before] in ("JJ", "JJS"):
            before -= 1
        opened = self.words.folds[before] in ARTICLES or (self.words.possessive[before] and not noun)
        return opened and self.words.gap(at)[0] in " '’"

    def is_bracketed(self, at: int) -> bool:
        """Whether a body's short name in brackets parts the word from the one before: "(NGO) Director"."""
        gap = self.words.gap
        return any(gap(at) in _BRACKETS and gap(at + 1) == ") " for at in (at - 1, at))

    def is_in_row(self, at: int) -> bool:
        """Whether a comma parts the word from an adjective before it in one phrase: "the brusque, stubborn mayor"."""
        if self.words.gap(at) != ", " or not self._describes(at):
            return False
        before = at - 1
        while self._describes(before) and not self.is_opened(before) and self.words.gap(before) in (" ", ", "):
            before -= 1
        return self._describes(before)

    def _describes(self, at: int) -> bool:
        return self.tags[at] in _ADJECTIVES and self.words.forms[at].islower()

    def is_name(self, at: int) -> bool:
        """Whether the word has a capital and is no part of a title."""
        return self.words.forms[at][:1].isupper() and self.form(at) not in self.lexicon.title_parts
