"""The marked-off pieces of an article, from the pairs of marks of each paragraph: outermost ones, none empty; linear.

A mark without its partner makes the best of its paragraph: from the mark to its end, or from its start to the mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newsextract.quotes.lexicon import listed
from newsextract.quotes.marking.quotation_marks import Mark, closes, marks

_WORD = re.compile(r"[^\W\d_]{0,20}")
_APOSTROPHE = re.compile(r"(?:(?<=[sSxz])|(?<=in)|(?<=\b[no])). \w")  # the workers’ demands, runnin’ late, o’ tea
_ENDS = ".,?!…;—–-"
_SENTENCE_ENDS = (".", "?", "!")
_BEFORE_SENTENCE = ".?!:,\n"
_MOST_GAP = 20  # characters between two paragraphs
_MOST_PARAGRAPHS = 6  # from a mark that opens to one that closes, where no mark stands between


class Pair(NamedTuple):
    """Marked-off text: ``start``/``end`` inside the marks, ``outer_start``/``outer_end`` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    opened: bool = True  # the opening mark stands there
    runs_on: bool = False  # the paragraph ends inside the quote


class Piece(NamedTuple):
    """Marked-off matter, one pair per paragraph; ``start``/``end`` are inside the first and the last mark."""

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
    """The pieces in order: one runs on over paragraphs that each open again, or without marks to one that closes."""
    found: list[Piece] = []
    run: list[Pair] = []  # a quote that no mark has closed yet
    for number, (start, end) in enumerate(paragraphs):
        pairs = _paragraph_pairs(text, number, start, end)
        if run and pairs:
            apart = number - run[-1].paragraph
            if not pairs[0].opened and apart <= _MOST_PARAGRAPHS:
                between = range(run[-1].paragraph + 1, number)
                run += [Pair(*paragraphs[one], *paragraphs[one], one, runs_on=True) for one in between]
            elif apart > 1 or pairs[0].outer_start != start:
                found.append(Piece(tuple(run)))
                run = []
        if pairs and not run and not pairs[0].opened and text[pairs[0].end - 1] not in _ENDS:
            del pairs[0]
        for pair in pairs:
            run.append(pair)
            if not pair.runs_on:
                found.append(Piece(tuple(run)))
                run = []
    return [*found, Piece(tuple(run))] if run else found


def _paragraph_pairs(text: str, paragraph: int, start: int, end: int) -> list[Pair]:
    """The pairs of text[start:end] in order; of two that cross, single and double, the double one."""
    found = _matched(text, marks(text, start, end))
    if not found:
        return []
    doubles = _double_pairs(text, [mark for mark in found if not mark.single], paragraph, start, end)
    singles = _single_pairs(text, [mark for mark in found if mark.single], paragraph, end)
    starts = [-1, *(pair.outer_start for pair in doubles)]
    ends = [-1, *(pair.outer_end for pair in doubles)]
    apart = [pair for pair in singles if ends[bisect_left(starts, pair.outer_end) - 1] <= pair.outer_end]
    return [pair for pair in _outermost([*doubles, *apart]) if any(map(str.isalnum, text[pair.start : pair.end]))]


def _matched(text: str, found: list[Mark]) -> list[Mark]:
    """The marks, a single one as the partner that a paragraph's one double mark lacks: “No,' he said; ‘No,” he said."""
    doubles = [place for place, mark in enumerate(found) if not mark.single]
    if len(doubles) != 1:
        return found
    lone, partner = doubles[0], -1
    if closes(found[lone], None):
        partner = lone - 1 if lone and found[lone - 1].may_open and not found[lone - 1].may_close else -1
    elif lone + 1 < len(found):
        after = found[lone + 1]
        ended = text[after.start - 1] in _ENDS or text[after.end : after.end + 1] in _ENDS
        partner = lone + 1 if ended and after.may_close else -1
    return [mark._replace(single=mark.single and place != partner) for place, mark in enumerate(found)]


def _pair(text: str, opening: Mark | int, closing: Mark | int, paragraph: int) -> Pair:
    """A pair from two marks; an offset stands for a mark that is missing."""
    outer_start, start = (opening, opening) if isinstance(opening, int) else (opening.start, opening.end)
    end, outer_end = (closing, closing) if isinstance(closing, int) else (closing.start, closing.end)
    while start < end and text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Pair(start, max(start, end), outer_start, outer_end, paragraph, not isinstance(opening, int))


def _double_pairs(text: str, doubles: Sequence[Mark], paragraph: int, start: int, end: int) -> list[Pair]:
    """The outermost pairs of double marks, with what an unpaired mark can still give."""
    stack: list[Mark] = []
    found: list[Pair] = []
    for mark in doubles:
        if not closes(mark, stack[-1] if stack else None):
            stack.append(mark)
        elif stack:
            found.append(_pair(text, stack.pop(), mark, paragraph))
        elif not found and not text[max(0, mark.start - 1) : mark.start].isdigit():  # 6" are inches
            found.append(_pair(text, start, mark, paragraph))
    found = _outermost(found)
    if not stack:
        return found
    inner = [pair for pair in found if pair.outer_start > stack[0].start]
    return [*found[: len(found) - len(inner)], *_unclosed(text, stack, inner, paragraph, end)]


def _unclosed(text: str, stack: Sequence[Mark], inner: Sequence[Pair], paragraph: int, end: int) -> list[Pair]:
    """Where ``stack`` stays open: all of it, or the pairs inside if one ends as a quote does or two marks are open; a
    quote that opens again with a sentence ("... to go. “We will ...”) is one.
    """
    first, last = stack[0], stack[-1]
    if first is last and not any(text[pair.end - 1] in _ENDS for pair in inner):
        return [_pair(text, first, end, paragraph)._replace(runs_on=True)]
    kept = list(inner)
    if not kept or kept[-1].outer_start < last.start:
        kept.append(_pair(text, last, end, paragraph)._replace(runs_on=True))
    if text[first.end : kept[0].outer_start].rstrip()[-1:] not in _SENTENCE_ENDS:
        return kept
    whole = _pair(text, first, kept[0].end, paragraph)
    return [kept[0]._replace(start=whole.start, outer_start=first.start), *kept[1:]]


def _outermost(pairs: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.outer_start, -pair.outer_end)):
        if not kept or pair.outer_start >= kept[-1].outer_end:
            kept.append(pair)
    return kept


def _single_pairs(text: str, singles: Sequence[Mark], paragraph: int, end: int) -> list[Pair]:
    """Pairs of single marks; what may be an apostrophe, as after an s, closes only where no better mark follows. A
    mark that none closes may run on.
    """
    found: list[Pair] = []
    stack: list[Mark] = []
    doubtful: Mark | None = None
    for mark in singles:
        if _opens(mark, text):
            if doubtful:
                found.append(_pair(text, stack.pop(), doubtful, paragraph))
            if mark.leans != "open":
                stack.clear()
            stack.append(mark)
            doubtful = None
        elif stack and _APOSTROPHE.match(text, mark.start):
            doubtful = doubtful or mark
        elif stack and mark.may_close:
            found.append(_pair(text, stack.pop(), mark, paragraph))
            doubtful = None
    if doubtful:
        found.append(_pair(text, stack.pop(), doubtful, paragraph))
    elif stack and _goes_on_below(text, stack[0].start, end):
        found.append(_pair(text, stack[0], end, paragraph)._replace(runs_on=True))
    return found


def _goes_on_below(text: str, mark: int, end: int) -> bool:
    """Whether a mark that opens a sentence stands again at the head of the next paragraph."""
    before, below = text[max(0, mark - _MOST_GAP) : mark].rstrip(" "), text[end : end + _MOST_GAP].lstrip()
    return before[-1:] in _BEFORE_SENTENCE and below.startswith(text[mark])


def _opens(mark: Mark, text: str) -> bool:
    """Whether a single mark opens, and is no apostrophe ('em) nor one that closes though it leans the other way."""
    if mark.leans == "open":
        return mark.may_open or not mark.may_close
    word = _WORD.match(text, mark.end)[0]  # type: ignore[index]  # it matches anywhere
    return word.lower() not in listed("elisions") if word else mark.may_open and not mark.may_close
