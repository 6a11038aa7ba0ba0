"""The marked-off pieces of an article, from the pairs of marks of each paragraph: outermost ones, none empty; linear.

A mark without its partner makes the best of its paragraph: from the mark to its end, or from its start to the mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.quotes.lexicon import SAYING, listed, strength
from newsextract.quotes.marking.quotation_marks import Mark, closes, marks

_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{1,30}):\s+")
_WORD = re.compile(r"[^\W\d_]{0,20}")
_APOSTROPHE = re.compile(r"(?:(?<=[sSxz])|(?<=in)|(?<=\b[no])). \w")  # the workers’ demands, runnin’ late, o’ tea
_YEAR = re.compile(r"\d\ds?\b(?![.,]\d|%)")
_ENDS = ".,?!…;—–-"
_SENTENCE_ENDS = (".", "?", "!")
_BEFORE_SENTENCE = (*_SENTENCE_ENDS, ":", ",")
_MOST_TAG_LINE = 400  # characters looked through for a cue
_MOST_QUOTE = 2000
_MOST_GAP = 20  # characters between two paragraphs
_MOST_PARAGRAPHS = 6  # from a mark that opens to one that closes, where no mark stands between
_NAME = r"(?:he|she|they|it|(?:[A-Z][\w.'’-]{0,30} ){0,3}[A-Z][\w.'’-]{0,30})"
_LEADING = re.compile(r"\b([a-z-]{1,30})[,:]\s")
_FOLLOWING = re.compile(rf",\s+(?:{_NAME} ([a-z-]{{1,30}})|([a-z-]{{1,30}}) {_NAME})\b")


class Pair(NamedTuple):
    """Marked-off text: ``start``/``end`` inside the marks, ``outer_start``/``outer_end`` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    opened: bool = True  # the opening mark stands there
    runs_on: bool = False  # the paragraph ends inside the quote
    label: tuple[int, int] | None = None  # the speaker's name before the words: "HOST: Who pays?"


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
            elif apart > 1 or pairs[0].outer_start != start or pairs[0].label:
                found.append(Piece(tuple(run)))
                run = []
        if pairs and not run and not (pairs[0].opened or _ends_quote(text, pairs[0])):
            del pairs[0]
        for pair in pairs:
            run.append(pair)
            if not pair.runs_on:
                found.append(Piece(tuple(run)))
                run = []
    return [*found, Piece(tuple(run))] if run else found


def _ends_quote(text: str, pair: Pair) -> bool:
    """Whether the words before a mark that nothing opened end as a quote does, or a comma stands behind it."""
    return text[pair.end - 1] in _ENDS or text[pair.outer_end : pair.outer_end + 1] == ","


def _paragraph_pairs(text: str, paragraph: int, start: int, end: int) -> list[Pair]:
    """The pairs of text[start:end] in order; of two that cross, single and double, the double one."""
    found = marks(text, start, end)
    if not found:
        return []
    doubles = _double_pairs(text, [mark for mark in found if not mark.single], paragraph, start, end)
    singles = _single_pairs(text, [mark for mark in found if mark.single], paragraph, start, end)
    starts = [-1, *(pair.outer_start for pair in doubles)]
    ends = [-1, *(pair.outer_end for pair in doubles)]

    apart = [pair for pair in singles if ends[bisect_left(starts, pair.outer_end) - 1] <= pair.outer_end]
    return [pair for pair in _outermost([*doubles, *apart]) if _is_said(text, pair)]


def _is_said(text: str, pair: Pair) -> bool:
    """Whether there is a word in it, and it is no stage direction between the paragraphs of a quote: "(CROSSTALK.)"""
    direction = pair.runs_on and text.startswith("(", pair.start) and text.endswith(")", pair.start, pair.end)
    return not direction and any(map(str.isalnum, text[pair.start : pair.end]))


def _pair(text: str, opening: Mark | int, closing: Mark | int, paragraph: int) -> Pair:
    """A pair from two marks; an offset stands for a mark that is missing."""
    outer_start, start = (opening, opening) if isinstance(opening, int) else (opening.start, opening.end)
    end, outer_end = (closing, closing) if isinstance(closing, int) else (closing.start, closing.end)
    while start < end and text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    label = _LABEL.match(text, start, end)
    named = label.span("name") if label else None
    start = label.end() if label else start
    return Pair(start, max(start, end), outer_start, outer_end, paragraph, not isinstance(opening, int), label=named)


def _double_pairs(text: str, doubles: Sequence[Mark], paragraph: int, start: int, end: int) -> list[Pair]:
    """The outermost pairs of double marks, with what an unpaired mark can still give."""
    stack: list[Mark] = []
    top: list[Pair] = []
    inner: list[Pair] = []  # closed pairs inside the bottom of the stack
    for mark in doubles:
        if not closes(mark, stack[-1] if stack else None):
            stack.append(mark)
        elif stack:
            pair = _pair(text, stack.pop(), mark, paragraph)
            if stack:
                inner.append(pair)
            else:
                top.append(pair)
                inner.clear()
        elif not top and not text[max(0, mark.start - 1) : mark.start].isdigit():  # 6" are inches
            top.append(_pair(text, _start_of_unopened(text, start, mark.start), mark, paragraph))
    return [*top, *_unclosed(text, stack, _outermost(inner), paragraph, end)] if stack else top


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
    stop = _end_of_unclosed(text, first.end, kept[0].outer_start)
    if stop is not None:
        return [_pair(text, first, stop, paragraph), *kept]
    again = text[first.end : kept[0].outer_start].rstrip()[-1:] in _SENTENCE_ENDS
    if not again:
        return kept
    whole = _pair(text, first, kept[0].end, paragraph)
    return [kept[0]._replace(start=whole.start, outer_start=first.start, label=whole.label), *kept[1:]]


def _start_of_unopened(text: str, start: int, end: int) -> int:
    """Where the quote that ends at ``end`` begins: after the last leading cue ("she added, "), else at ``start``."""
    return max((match.end() for match in _cues(_LEADING, text, max(start, end - _MOST_TAG_LINE), end)), default=start)


def _end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue closes it before ``end``: after its comma."""
    match = next(_cues(_FOLLOWING, text, start, min(end, start + _MOST_QUOTE)), None)
    return match.start() + 1 if match else None


def _cues(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The pattern's matches whose verb is one of saying."""
    return (
        match for match in pattern.finditer(text, start, end) if strength().get("".join(match.groups(""))) == SAYING
    )


def _outermost(pairs: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.outer_start, -pair.outer_end)):
        if not kept or pair.outer_start >= kept[-1].outer_end:
            kept.append(pair)
    return kept


def _single_pairs(text: str, singles: Sequence[Mark], paragraph: int, start: int, end: int) -> list[Pair]:
    """Pairs of single marks; what may be an apostrophe, as behind an s, closes only where no better mark follows."""
    found: list[Pair] = []
    stack: list[Mark] = []
    doubtful: Mark | None = None
    for mark in singles:
        if _opens(text, mark):
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
    elif stack and (stack[0].start == start or _goes_on_below(text, stack[0], end)):
        found.append(_pair(text, stack[0], end, paragraph)._replace(runs_on=True))
    return _outermost(found)


def _goes_on_below(text: str, mark: Mark, end: int) -> bool:
    """Whether a single mark that opens a sentence, which nothing closes, stands again at the head of the next
    paragraph.
    """
    before, below = text[max(0, mark.start - _MOST_GAP) : mark.start].rstrip(), text[end : end + _MOST_GAP].lstrip()
    return before.endswith(_BEFORE_SENTENCE) and below.startswith(text[mark.start])


def _opens(text: str, mark: Mark) -> bool:
    """Whether a single mark opens, and is no apostrophe ('em, the '90s) nor one that closes though it leans the other
    way.
    """
    if mark.leans == "open":
        return mark.may_open or not mark.may_close
    word = _WORD.match(text, mark.end)[0]  # type: ignore[index]  # it matches anywhere
    if word:
        return word.lower() not in listed("elisions")
    return mark.may_open and not mark.may_close and not _YEAR.match(text, mark.end)
