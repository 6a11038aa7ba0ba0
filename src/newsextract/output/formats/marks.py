"""Spans over a text -> marked-up paragraphs. Spans that cross each other are split, so that elements nest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from newsextract.output.inert import inert_line, inert_text


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: its place, its kind, an id of its own, that of its description, and a note."""

    start: int
    end: int
    kind: str
    id: str
    described_by: str
    more: str


def marked_paragraphs(text: str, paragraphs: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[str]:
    """Each paragraph's HTML, by (start, end) offsets in order, with its marks; what lies between them is left out."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end))[::-1]
    running: list[Mark] = []
    opened: set[str] = set()
    for start, end in paragraphs:
        here = [mark for mark in running if mark.end > start]
        while waiting and waiting[-1].start < end:
            here.append(waiting.pop())
        yield "".join(_paragraph(text, start, end, [mark for mark in here if mark.end > start], opened))
        running = [mark for mark in here if mark.end > end]


def _paragraph(text: str, start: int, end: int, marks: list[Mark], opened: set[str]) -> Iterator[str]:
    waiting = marks[::-1]
    stack: list[Mark] = []
    place = start
    while place < end:
        while waiting and waiting[-1].start <= place:
            stack.append(waiting.pop())
            yield _open(stack[-1], opened)
        next_place = min([end, *(mark.end for mark in stack), *(mark.start for mark in waiting[-1:])])
        yield escape(inert_text(text[place:next_place]))
        place = next_place
        lowest = next((depth for depth, mark in enumerate(stack) if mark.end <= place), len(stack))
        crossing = [mark for mark in stack[lowest:] if mark.end > place]
        yield "</mark>" * (len(stack) - lowest)
        stack[lowest:] = crossing
        if place < end:
            yield from (_open(mark, opened) for mark in crossing)
            continue
        yield "</mark>" * lowest


def _open(mark: Mark, opened: set[str]) -> str:
    """The start tag; only the first piece of a mark has its id and can be reached by the keyboard."""
    what = f'<mark class="{mark.kind}"'
    if mark.id in opened:
        return f'{what} data-of="{mark.id}">'
    opened.add(mark.id)
    more = f' data-more="{escape(inert_line(mark.more))}"' if mark.more else ""
    return f'{what} id="{mark.id}" tabindex="0" aria-describedby="{mark.described_by}"{more}>'
