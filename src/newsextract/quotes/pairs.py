"""Marks -> pairs -> marked-off pieces of the article, quotes over several paragraphs joined.

A mark without its partner never costs more than its own paragraph: it makes the best of that paragraph
(from the opening mark to its end, or from its start to the closing mark) and is forgotten after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract import rules
from newsextract.quotes.marks import Mark, Pair, marks, role
from newsextract.quotes.strays import end_before_tag, end_of_unclosed, start_of_unopened

_MOST_UNMARKED_PARAGRAPHS = 6  # a quote opened in one paragraph and closed in a later one, no marks between
_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{1,30}):\s+")
_END = ".,?!…;—–-"


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked-off matter, one pair a paragraph; ``start``/``end`` are inside the first and the last mark."""

    pairs: tuple[Pair, ...]

    @property
    def start(self) -> int:
        """Offset of the first character inside the opening mark."""
        return self.pairs[0].start

    @property
    def end(self) -> int:
        """Offset after the last character inside the closing mark."""
        return self.pairs[-1].end


def pieces(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Piece]:
    """The marked-off pieces of the text in order, none inside another, none empty."""
    by_paragraph = [
        [pair for pair in _paragraph_pairs(text, number, *span) if not (pair.runs_on and _is_wordless(text, pair))]
        for number, span in enumerate(paragraphs)
    ]
    _join_unmarked(text, paragraphs, by_paragraph)
    found: list[Piece] = []
    run: list[Pair] = []
    for number, pairs in enumerate(by_paragraph):
        starts_open = bool(pairs) and pairs[0].outer_start == paragraphs[number][0] and pairs[0].opened
        if run and not starts_open:
            found.append(_closed_run(text, run))
            run = []
        for pair in pairs:
            if run and pair.label:
                found.append(_closed_run(text, run))
                run = []
            run.append(pair)
            if not pair.runs_on:
                found.append(Piece(tuple(run)))
                run = []
    if run:
        found.append(_closed_run(text, run))
    return [piece for piece in found if not _is_wordless(text, piece)]


def _is_wordless(text: str, marked: Pair | Piece) -> bool:
    """Whether no letter or digit stands inside: such a mark opens nothing."""
    return not any(map(str.isalnum, text[marked.start : marked.end]))


def _closed_run(text: str, run: list[Pair]) -> Piece:
    """A run whose closing mark never came."""
    return Piece((*run[:-1], replace(run[-1], runs_on=False)))


def _paragraph_pairs(text: str, number: int, start: int, end: int) -> list[Pair]:
    found = marks(text, start, end)
    if not found:
        return []
    doubles = _double_pairs(text, [mark for mark in found if not mark.single], number, start, end)
    singles = [mark for mark in found if mark.single]
    return _merged(doubles, _single_pairs(text, singles, number, start, end)) if singles else doubles


def _pair(text: str, opening: Mark | int, closing: Mark | int, number: int) -> Pair:
    """A pair from two marks; an offset stands for a mark that is missing."""
    outer_start = opening if isinstance(opening, int) else opening.start
    outer_end = closing if isinstance(closing, int) else closing.end
    start = opening if isinstance(opening, int) else opening.end
    end = closing if isinstance(closing, int) else closing.start
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    single = not isinstance(opening, int) and opening.single
    opened, closed = not isinstance(opening, int), not isinstance(closing, int)
    named = label.span("name") if label else None
    return Pair(start, max(start, end), outer_start, outer_end, number, single, opened, closed, label=named)


def _double_pairs(text: str, doubles: list[Mark], number: int, start: int, end: int) -> list[Pair]:
    """The outermost pairs of one paragraph, with what an unpaired mark can still give."""
    stack: list[Mark] = []
    top: list[Pair] = []
    inner: list[Pair] = []  # closed pairs inside the bottom of the stack
    for mark in doubles:
        if role(mark, stack[-1] if stack else None) == "open":
            stack.append(mark)
        elif stack:
            pair = _pair(text, stack.pop(), mark, number)
            if stack:
                inner.append(pair)
            else:
                top.append(pair)
                inner.clear()
        elif not top and not _is_inch(text, mark):
            top.append(_pair(text, start_of_unopened(text, start, mark.start), mark, number))
    if stack:
        top.extend(_unclosed(text, stack, inner, number, end))
    return top


def _is_inch(text: str, mark: Mark) -> bool:
    return mark.leans == "either" and text[mark.start - 1 : mark.start].isdigit()


def _unclosed(text: str, stack: list[Mark], inner: list[Pair], number: int, end: int) -> list[Pair]:
    """What a paragraph gives whose marks leave ``stack`` open: nested pairs stay inside only if they look
    nested.
    """
    first = stack[0]
    outside = [pair for pair in inner if pair.outer_start > first.start]
    stands_alone = any(text[pair.end - 1 : pair.end] in _END for pair in outside if pair.end > pair.start)
    if len(stack) > 1 or stands_alone:
        last = stack[-1]
        kept = [pair for pair in outside if pair.outer_end <= last.start or pair.outer_start > last.start]
        kept = _outermost(kept)
        tail = replace(_pair(text, last, end, number), runs_on=True)
        kept = kept if any(pair.outer_start > last.start for pair in kept) else [*kept, tail]
        stop = end_of_unclosed(text, first.end, max(first.end, kept[0].outer_start))
        return kept if stop is None else [_pair(text, first, stop, number), *kept]
    stop = end_before_tag(text, first.end, end)
    if stop is not None:
        return [replace(_pair(text, first, stop, number), closed=False)]
    return [replace(_pair(text, first, end, number), runs_on=True)]


def _outermost(pairs: list[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.outer_start, -pair.outer_end)):
        if not kept or pair.outer_start >= kept[-1].outer_end:
            kept.append(pair)
    return kept


def _single_pairs(text: str, singles: list[Mark], number: int, start: int, end: int) -> list[Pair]:
    """Pairs of single marks, those inside others left out; an apostrophe after a plural's s closes only where no
    better mark follows.
    """
    elisions = frozenset(rules.words("quotes/elisions"))
    found: list[Pair] = []
    stack: list[Mark] = []
    doubtful: Mark | None = None
    for mark in singles:
        if _opens_single(text, mark, elisions):
            if stack and doubtful is not None:
                found.append(_pair(text, stack.pop(), doubtful, number))
            if mark.leans != "open":
                stack.clear()
            stack.append(mark)
            doubtful = None
        elif stack and mark.may_close:
            if _maybe_possessive(text, mark):
                doubtful = doubtful or mark
            else:
                found.append(_pair(text, stack.pop(), mark, number))
                doubtful = None
    if stack and doubtful is not None:
        found.append(_pair(text, stack.pop(), doubtful, number))
    elif len(stack) == 1 and stack[0].leans == "open" and stack[0].start == start and not found:
        found.append(replace(_pair(text, stack[0], end, number), runs_on=True))
    return _outermost(found)


def _opens_single(text: str, mark: Mark, elisions: frozenset[str]) -> bool:
    if not mark.may_open or (mark.may_close and mark.leans == "close"):
        return False
    word = _word_at(text, mark.end)
    return not (word[:1].isdigit() and mark.leans != "open") and (mark.leans == "open" or word.lower() not in elisions)


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and end - start < 20 and text[end].isalnum():
        end += 1
    return text[start:end]


def _maybe_possessive(text: str, mark: Mark) -> bool:
    """``the workers’ demands``: after an s, before a space and a word."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before in "sSxz" and after[:1] == " " and after[1:].isalnum()


def _merged(doubles: list[Pair], singles: list[Pair]) -> list[Pair]:
    """Outer pairs win; where a single pair crosses a double one, the double one wins."""
    kept = list(doubles)
    spans = sorted((pair.outer_start, pair.outer_end) for pair in doubles)
    place = 0
    for pair in singles:
        while place < len(spans) and spans[place][1] <= pair.outer_start:
            place += 1
        if place == len(spans) or spans[place][0] >= pair.outer_end:
            kept.append(pair)
        elif pair.outer_start < spans[place][0] and pair.closed and pair.opened:
            last = place
            while last < len(spans) and spans[last][0] < pair.outer_end:
                last += 1
            if spans[last - 1][1] < pair.outer_end:
                kept.append(pair)
                place = last
    return _outermost(kept)


def _join_unmarked(text: str, paragraphs: Sequence[tuple[int, int]], by_paragraph: list[list[Pair]]) -> None:
    """Join a quote opened in one paragraph and closed in a later one when no mark stands between them."""
    opened: int | None = None
    for number, pairs in enumerate(by_paragraph):
        if not pairs:
            continue
        first = pairs[0]
        closes_alone = not first.opened and first.closed
        if opened is not None and closes_alone and number - opened <= _MOST_UNMARKED_PARAGRAPHS:
            for between in range(opened + 1, number):
                start, end = paragraphs[between]
                by_paragraph[between] = [Pair(start, end, start, end, between, runs_on=True)]
            pairs[0] = replace(first, opened=True)
        opened = number if pairs[-1].runs_on else None
