"""Statements reported without marks: he claimed that ...; the road is closed, he said; according to her, ...

Read off the parser's tree, precision before recall: a denied, asked, imagined or passive saying reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from newsextract.quotes.attributing.cues import Find, cue_phrase, is_finite
from newsextract.quotes.attributing.trailing import Clause, tag_line
from newsextract.quotes.narration.narration import MOST_SENTENCE, QUOTED, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.quotes.reported.that_clauses import (
    content_end,
    is_finite_clause,
    is_speaker,
    reports,
    that_clause,
    trimmed,
)
from newsextract.records.record import Quote

_MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj", "dep"))
_GOES_NOT_ON = frozenset(("VBG", "IN", "WRB"))
_LEAST = 3  # tokens of a content clause
_MOST_AFTER = 14  # tokens from a cue phrase in a sentence that it ends


class Reported(NamedTuple):
    """What is reported to have been said, tokens [first, last), and who said it by which cue."""

    first: int
    last: int
    find: Find


def reported(narration: Narration, blocks: Sequence[Quote] = ()) -> list[Reported]:
    """The reported statements in text order, none inside another, none with words in marks and none in a block."""
    found: list[Reported] = []
    spans = ((narration.token_at(block.start), narration.token_before(block.end)) for block in blocks)
    given = {place for span in spans for place in range(*span)}
    for first, last in _sentences(narration):
        ways = [way for find in (_clauses, _tagged, _by_cue_phrase) for way in find(narration, first, last)]
        end = first
        for statement in sorted(ways, key=lambda one: (one.first, -one.last)):
            if statement.first >= end and _is_said(narration, statement, given):
                found.append(statement)
                end = statement.last
    return found


def _sentences(narration: Narration) -> Iterator[tuple[int, int]]:
    """The parser's sentences, without what ends them; questions and endless ones are left out."""
    for sentence in narration.doc.sents:
        last = trimmed(narration, sentence.start, sentence.end)
        if "?" not in narration.words[last : sentence.end] and last - sentence.start <= MOST_SENTENCE:
            yield max(sentence.start, narration.floors[narration.paragraph_of(sentence.start)]), last


def _clauses(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """NAME said (that) ...: the clause that the parser makes the verb's object; and added that ...: the next one's."""
    inherited: dict[int, Phrase] = {}
    end = first
    for verb in range(first, last):
        clause = that_clause(narration, verb, first, last, inherited.get(verb)) if verb >= end else None
        if clause is not None:
            start, end, speaker = clause
            end, further = content_end(narration, start, end)
            if further is not None:
                inherited[further] = speaker
            yield _from_word(narration, start, end, Find(speaker, verb, verb + 1))


def _tagged(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """..., NAME said: a tag line after the whole clause, which says who spoke and nothing more."""
    for comma in range(first + _LEAST, last):
        clause = tag_line(narration, comma + 1, last) if narration.words[comma] == "," else None
        if clause and clause.speaker.first > comma and narration.tags[comma + 1] != "CC":
            speaks = is_speaker(narration, clause.speaker.head) and reports(narration, clause.verb)
            if speaks and _ends_there(narration, clause, last):
                yield _content(narration, first, comma, clause.find())
                return


def _content(narration: Narration, first: int, last: int, find: Find) -> Reported:
    """What stands before a tag line, without the "But" or "And" that opens its sentence."""
    return _from_word(narration, first + (narration.tags[first] == "CC"), trimmed(narration, first, last), find)


def _from_word(narration: Narration, first: int, last: int, find: Find) -> Reported:
    """A statement from its first word on: two spaces before it, or a line's end, are a token."""
    while narration.words[first].isspace():
        first += 1
    return Reported(first, last, find)


def _ends_there(narration: Narration, clause: Clause, last: int) -> bool:
    """Whether the content does not go on after a tag line; more of a speaker who follows the verb may."""
    comma = next((at for at in range(clause.verb + 1, last) if narration.words[at] == ","), last)
    if any(is_finite(narration, at) for at in range(clause.verb + 1, comma)):
        return False
    tag = narration.tags[comma + 1]
    closed = tag != "CC" if clause.inverted else tag in _GOES_NOT_ON
    return comma == last or (closed and narration.low[comma + 1] != "that")


def _by_cue_phrase(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """According to NAME, ...; ..., according to NAME."""
    for place in range(first, last):
        find = cue_phrase(narration, (place,))
        if not find or not find.speaker or not is_speaker(narration, find.speaker.head):
            continue
        if place <= first + 1:
            end = max(find.speaker.last, narration.doc[find.speaker.head].right_edge.i + 1)
            after = trimmed(narration, find.speaker.last, end)  # the parser may hang the comma on the speaker
            comma = next((at for at in range(after, last) if narration.words[at] == ","), last)
            yield _from_word(narration, min(comma + 1, last), last, find)
        elif last - place <= _MOST_AFTER:
            yield _content(narration, first, place, find)
        return


def _is_said(narration: Narration, statement: Reported, given: Set[int]) -> bool:
    """Whether the content is a whole clause without marks, whose head is a main verb with a subject; ``given``: tokens
    that are said already.
    """
    first, last = statement.first, statement.last
    words = narration.words[first:last]
    if len(words) < _LEAST or QUOTED in words or words[0] == "," or not given.isdisjoint(range(first, last)):
        return False
    return any(
        narration.deps[place] in _MAIN and is_finite_clause(narration, place)
        for place in range(first, last)
        if not first <= narration.heads[place] < last or narration.heads[place] == place
    )
