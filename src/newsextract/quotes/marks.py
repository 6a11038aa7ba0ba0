"""The marked-off pieces of an article: its quotation marks, their pairs in each paragraph, and quotes over several.

A mark is read by where it stands first (after a space and before a word: it opens), by its shape second: so marks
turned the wrong way, straight marks, guillemets and low-high pairs are all read alike. From a mark without a partner a
piece reaches to the end of its paragraph, or to its start. The time that this takes is linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newsextract import rules
from newsextract.quotes.lexicon import listed

_NOT_OPENED = re.compile(r"[\s,;:)\]}]")
_NOT_CLOSED = re.compile(r"[\s(\[{]")
_POSSESSIVE = re.compile(r"s\b")
_WORD = re.compile(r"[^\W\d_]{0,20}")
_APOSTROPHE = re.compile(r"(?:(?<=[sSxz])|(?<=in)|(?<=\b[no])). \w")  # the workers’ demands, runnin’ late, o’ tea
_ENDS = ".,?!;…—–-"
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
    """Marked-off text, one pair per paragraph; ``start``/``end`` are inside the first and the last mark."""

    pairs: tuple[Pair, ...]

    @property
    def start(self) -> int:
        """Offset of the first character inside the opening mark."""
        return self.pairs[0].start

    @property
    def end(self) -> int:
        """Offset after the last character inside the closing mark."""
        return self.pairs[-1].end


class _Mark(NamedTuple):
    """One mark: its offsets, which way its glyph leans, which way its place lets it lean."""

    start: int
    end: int
    single: bool
    leans: str  # "open", "close" or "either"
    may_open: bool
    may_close: bool


def pieces(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces in order, none inside another; one runs on over paragraphs that each open with a mark, or over some
    without marks to one that closes it.
    """
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
    found = _marks(text, start, end)
    if not found:
        return []
    doubles = _double_pairs(text, [mark for mark in found if not mark.single], paragraph, start, end)
    singles = _single_pairs(text, [mark for mark in found if mark.single], paragraph, end)
    starts = [-1, *(pair.outer_start for pair in doubles)]
    ends = [-1, *(pair.outer_end for pair in doubles)]
    apart = [pair for pair in singles if ends[bisect_left(starts, pair.outer_end) - 1] <= pair.outer_end]
    return [pair for pair in _outermost([*doubles, *apart]) if any(map(str.isalnum, text[pair.start : pair.end]))]


@rules.cached
def _glyphs() -> tuple[dict[str, tuple[bool, str]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Each glyph with whether it is single and how it leans; patterns of a mark, of what one opens after, and of what
    one closes before.
    """
    table = rules.table("quotes/marks")
    glyphs = {
        glyph: (size == "single", leans)
        for size in ("double", "single")
        for leans in ("open", "close", "either")
        for glyph in table[f"{size}_{leans}"]
    }
    mark = "|".join(sorted(map(re.escape, glyphs), key=len, reverse=True))
    opens_after = re.compile(rf"[\s(\[{{<—–\-/…:;,=>]|{mark}")
    return glyphs, re.compile(mark), opens_after, re.compile(rf"[\s.,;:?!)\]}}—–\-/…<]|{mark}")


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of text[start:end], without apostrophes inside words, also where one became a double mark: Brazil"s."""
    glyphs, pattern, opens_after, closes_before = _glyphs()
    found = []
    for match in pattern.finditer(text, start, end):
        single, leans = glyphs[match[0]]
        here, after = match.span()
        left = text[here - 1] if here > start else " "
        right = text[after] if after < end else " "
        if left.isalnum() and right.isalnum() and (single or _POSSESSIVE.match(text, after)):
            continue
        opens = opens_after.match(left) is not None and not _NOT_OPENED.match(right)
        closes = closes_before.match(right) is not None and not _NOT_CLOSED.match(left)
        closes |= left == ","  # "...,"Reed said
        if after == end:
            leans = "either"  # at a paragraph's end it opens nothing
        found.append(_Mark(here, after, single, leans, opens, closes))
    return _with_partner(text, found)


def _with_partner(text: str, found: list[_Mark]) -> list[_Mark]:
    """The marks, where a paragraph's one double mark has a single one for its partner: “No,' he said; ‘No,” he said."""
    doubles = [place for place, mark in enumerate(found) if not mark.single]
    if len(doubles) != 1:
        return found
    lone, partner = doubles[0], -1
    if _closes(found[lone], None):
        partner = lone - 1 if lone and found[lone - 1].may_open and not found[lone - 1].may_close else -1
    elif lone + 1 < len(found):
        after = found[lone + 1]
        ended = text[after.start - 1] in _ENDS or text[after.end : after.end + 1] in _ENDS
        partner = lone + 1 if ended and after.may_close else -1
    return [mark._replace(single=mark.single and place != partner) for place, mark in enumerate(found)]


def _closes(mark: _Mark, opened: _Mark | None) -> bool:
    """Whether the mark closes, given the one that stands open before it: by shape where the two make a pair
    (“..., ”he said), else by place; where the place allows both or neither by its shape, and by turns if it has none.
    """
    if opened is not None and (opened.leans, mark.leans) == ("open", "close"):
        return True
    if mark.may_open != mark.may_close:
        return mark.may_close
    return opened is not None and mark.leans != "open"


def _pair(text: str, opening: _Mark | int, closing: _Mark | int, paragraph: int) -> Pair:
    """A pair from two marks; an offset stands for a mark that is missing, and one that closes nothing runs on."""
    outer_start, start = (opening, opening) if isinstance(opening, int) else (opening.start, opening.end)
    end, outer_end = (closing, closing) if isinstance(closing, int) else (closing.start, closing.end)
    while start < end and text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    opened, runs_on = not isinstance(opening, int), isinstance(closing, int)
    return Pair(start, max(start, end), outer_start, outer_end, paragraph, opened, runs_on)


def _double_pairs(text: str, doubles: Sequence[_Mark], paragraph: int, start: int, end: int) -> list[Pair]:
    """The outermost pairs of double marks; one without a partner makes a pair with an edge of the paragraph."""
    stack: list[_Mark] = []
    found: list[Pair] = []
    for mark in doubles:
        if not _closes(mark, stack[-1] if stack else None):
            stack.append(mark)
        elif stack:
            found.append(_pair(text, stack.pop(), mark, paragraph))
        elif not found and not text[max(0, mark.start - 1) : mark.start].isdigit():  # 6" are inches
            found.append(_pair(text, start, mark, paragraph))
    found = _outermost(found)
    if not stack:
        return found
    first, last = stack[0], stack[-1]
    kept = [pair for pair in found if pair.outer_start > first.start]
    before = found[: len(found) - len(kept)]
    if first is last and not any(text[pair.end - 1] in _ENDS for pair in kept):
        return [*before, _pair(text, first, end, paragraph)]  # those inside are terms
    if not kept or kept[-1].outer_start < last.start:
        kept.append(_pair(text, last, end, paragraph))
    if text[first.end : kept[0].outer_start].rstrip()[-1:] in _SENTENCE_ENDS:  # “It is late. “We go,” he said
        kept[0] = kept[0]._replace(start=_pair(text, first, kept[0].end, paragraph).start, outer_start=first.start)
    return [*before, *kept]


def _outermost(pairs: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.outer_start, -pair.outer_end)):
        if not kept or pair.outer_start >= kept[-1].outer_end:
            kept.append(pair)
    return kept


def _single_pairs(text: str, singles: Sequence[_Mark], paragraph: int, end: int) -> list[Pair]:
    """Pairs of single marks; what may be an apostrophe, as after an s, closes only where no better mark follows."""
    found: list[Pair] = []
    stack: list[_Mark] = []
    doubtful: _Mark | None = None
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
    elif stack:  # runs on if it opens a sentence, and a mark like it opens the next paragraph
        start = stack[0].start
        before, below = text[max(0, start - _MOST_GAP) : start].rstrip(" "), text[end : end + _MOST_GAP].lstrip()
        if before[-1:] in _BEFORE_SENTENCE and below.startswith(text[start]):
            found.append(_pair(text, stack[0], end, paragraph))
    return found


def _opens(mark: _Mark, text: str) -> bool:
    """Whether a single mark opens, and is no apostrophe ('em) nor one that closes though it leans the other way."""
    if mark.leans == "open":
        return mark.may_open or not mark.may_close
    word = _WORD.match(text, mark.end)[0]  # type: ignore[index]  # it matches anywhere
    return word.lower() not in listed("elisions") if word else mark.may_open and not mark.may_close
