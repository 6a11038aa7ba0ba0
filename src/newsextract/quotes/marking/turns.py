"""The turns of a transcript: paragraphs that open with who speaks, in capitals ("TAPPER: Take a listen.")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold
from newsextract.quotes.lexicon import listed, roles
from newsextract.quotes.marking.marked import Marked, Post, without
from newsextract.records.record import Person

_TURN = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{0,30}):[ \t\u00a0]+(?=[^\s\d])")
_WORD = re.compile(r"[^\W\d_]+")
_DIRECTION = frozenset("([….*")  # how a line begins that nobody says in a transcript
_FEWEST = 3


def with_turns(marks: Marked, doc: Doc, people: Sequence[Person]) -> Marked:
    """What is marked off, with the turns of a transcript for posts where the text is one and has no post."""
    found = [] if marks.posts else turns(text_of(doc), paragraphs_of(doc), people)
    return Marked(found, without(found, marks.pieces)) if found else marks


def turns(text: str, paragraphs: Sequence[tuple[int, int]], people: Sequence[Person]) -> list[Post]:
    """The turns in order, each with the paragraphs below it that are its own.

    Three paragraphs or more open so, by two speakers or more of whom one comes back and one is known: a role, or the
    name or initials of one of the people. A line without an end mark ("READ MORE: Storm hits port") is no part of it.
    """
    ended = [(start, end) for start, end in paragraphs if not text[end - 1].isalnum()]
    labels = {start: label for start, end in ended if (label := _TURN.match(text, start, end))}
    if len(labels) < _FEWEST:
        return []
    known = _known(people)
    opened = {start: label for start, label in labels.items() if _may_speak(label["name"], known)}
    speakers = [_last_word(label["name"]) for label in opened.values()]
    if known.isdisjoint(speakers) or not 1 < len(set(speakers)) < len(speakers):
        return []
    found: list[Post] = []
    last = max(opened)
    before = -1  # the end of the paragraph before
    for start, end in paragraphs:
        if start in opened:
            found.append(Post(labels[start].end(), end, *labels[start].span("name")))
        elif found and found[-1].end == before and start < last and _goes_on(text, start, end) and start not in labels:
            found[-1] = found[-1]._replace(end=end)
        before = end
    return found


def initials(name: str) -> str:
    """The first letters of a name's words, small: "mos" of "Matt O'Sullivan"."""
    return "".join(word[0] for word in _WORD.findall(name)).lower()


def _known(people: Sequence[Person]) -> set[str]:
    """The last words, small, of labels that are somebody's: roles, and the people's names and initials."""
    names = [name for person in people for name in (person.name, *person.aliases)]
    words = {word for name in (*names, *listed("turn_takers"), *listed("turn_labels")) for word in fold(name).split()}
    return words.union(map(initials, names), roles())


def _may_speak(label: str, known: set[str]) -> bool:
    """Whether a label is somebody's, or ends in a word that news does not write small: "TAPPER", not "READ MORE"."""
    word = _last_word(label)
    return word in known or not lexicon().is_small(word)


def _last_word(label: str) -> str:
    return fold(label).split()[-1].rstrip(".")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a paragraph may be a turn's next: no line without an end mark, no stage direction."""
    return text[start] not in _DIRECTION and not text[end - 1].isalnum()
