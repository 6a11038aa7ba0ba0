"""Statements reported without marks: he claimed that ...; the road is closed, he said; according to her, ...

Read off the parser's tree, precision before recall: a denied, asked, imagined or passive saying reports nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from newsextract.quotes.attributing.cues import Find, according, is_finite
from newsextract.quotes.attributing.trailing import tag_line
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
_MOST_AFTER = 14  # tokens after "according to" in a sentence that it ends


class Reported(NamedTuple):
    """What is reported to have been said, tokens [first, last), and who said it by which cue."""

    first: int
    last: int
    find: Find


def reported(narration: Narration, blocks: Sequence[Quote] = ()) -> list[Reported]:
    """The reported statements in text order, none inside another, none with words in marks and none in a block."""
    found: list[Reported] = []
    spans = [(-1, -1), *sorted((block.start, block.end) for block in blocks)]
    for first, last in _sentences(narration):
        ways = [way for find in (_clauses, _tagged, _according) for way in find(narration, first, last)]
        end = first
        for statement in sorted((_past_space(narration, way) for way in ways), key=lambda one: (one.first, -one.last)):
            apart = statement.first >= end and _is_said(narration, statement)
            if apart and not _overlaps(spans, narration.starts[statement.first], narration.ends[statement.last - 1]):
                found.append(statement)
                end = statement.last
    return found


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order and none over another, has a letter from ``start`` to ``end``."""
    return start < spans[bisect_left(spans, end, key=itemgetter(0)) - 1][1]


def _past_space(narration: Narration, statement: Reported) -> Reported:
    """The statement from its first word on: two spaces before it, or a line's end, are a token."""
    first = statement.first
    while narration.words[first].isspace():
        first += 1
    return statement._replace(first=first)


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
            yield Reported(start, end, Find(speaker, verb, verb + 1))


def _tagged(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """..., NAME said: a tag line behind the whole clause."""
    for comma in range(first + _LEAST, last):
        find = tag_line(narration, comma + 1, last) if narration.words[comma] == "," else None
        if find and find.speaker and _is_tag(narration, find.speaker, find.cue_first, comma, last):
            yield _content(narration, first, comma, find)
            return


def _content(narration: Narration, first: int, last: int, find: Find) -> Reported:
    """What stands before a tag line, without the "But" or "And" that opens its sentence."""
    return Reported(first + (narration.tags[first] == "CC"), trimmed(narration, first, last), find)


def _is_tag(narration: Narration, speaker: Phrase, verb: int, comma: int, last: int) -> bool:
    """Whether the words from the comma to the next one say who spoke and nothing more."""
    if speaker.first < comma or narration.tags[comma + 1] == "CC":
        return False
    if not is_speaker(narration, speaker.head) or not reports(narration, verb):
        return False
    end = next((place for place in range(verb + 1, last) if narration.words[place] == ","), last)
    more = any(is_finite(narration, place) for place in range(verb + 1, end))
    return not more and _ends_there(narration, end, last, speaker.first > verb)


def _ends_there(narration: Narration, comma: int, last: int, inverted: bool) -> bool:
    """Whether the content does not go on behind a tag line that ends at ``comma``; more of the speaker may follow."""
    tag = narration.tags[comma + 1]
    closed = tag != "CC" if inverted else tag in _GOES_NOT_ON
    return comma == last or (closed and narration.low[comma + 1] != "that")


def _according(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """According to NAME, ...; ..., according to NAME."""
    for place in range(first, last):
        find = according(narration, place)
        if not find or not find.speaker or not is_speaker(narration, find.speaker.head):
            continue
        if place <= first + 1:
            end = max(find.speaker.last, narration.doc[find.speaker.head].right_edge.i + 1)
            behind = trimmed(narration, find.speaker.last, end)  # the parser may hang the comma on the speaker
            comma = next((at for at in range(behind, last) if narration.words[at] == ","), last)
            yield Reported(min(comma + 1, last), last, find)
        elif last - place <= _MOST_AFTER:
            yield _content(narration, first, place, find)
        return


def _is_said(narration: Narration, statement: Reported) -> bool:
    """Whether the content is a whole clause without marks, whose head is a main verb with a subject."""
    first, last = statement.first, statement.last
    words = narration.words[first:last]
    if len(words) < _LEAST or QUOTED in words or words[0] == ",":
        return False
    return any(
        narration.deps[place] in _MAIN and is_finite_clause(narration, place)
        for place in range(first, last)
        if not first <= narration.heads[place] < last or narration.heads[place] == place
    )
