"""The pieces of a page -> its lines, column by column, as they are read.

A gutter is a vertical stripe that many neighbouring lines leave free. What crosses it (a headline, a picture's caption)
divides the page into bands: in a band with text on both sides, all that is left of the gutter comes before what is
right of it. Short cells at one height are the rows of a table, which is read row by row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from newsextract.reading.pdf.pieces import Piece

CELL_GAP = 2.5
"""The gap between two cells of a row, relative to the size of the type."""
_SAME_LINE = 0.5  # the overlap of two pieces on one line
_FEWEST_ROWS = 3  # of each column in a band
_DEEPEST = 5  # columns in a part of a part of ... a page
_MOST_KNOWN = 4  # of other pages
_MOST_GUTTERS = 12  # that are tried
_SLACK = 0.3  # by which a piece may stand out, relative to the size of the type
_INDENT = 2.5
_PROSE = 18  # characters of a column's line: cells have fewer
_NEAR = 0.6  # the gap to the next line, relative to the size of the type
_HEAD_ROWS = 4
_HEAD_GAP = 1.2  # below what stands in rows above columns, relative to the size of the type
_SHORT = 0.6  # of the length of the columns' lines
_INITIAL = 1.8  # times the size of the type
_ALIGNED = 0.8  # the share of rows that have one at their height in the other column, in a table


@dataclass(slots=True)
class Line(Piece):
    """A line of a column. ``is_row``: it has cells, separated by tabs."""

    is_row: bool = False


Column = list[Line]
"""The lines of a column, or of a part of the page that has no columns, from the top down."""


def columns(pieces: list[Piece], gutters: Counter[int]) -> list[Column]:
    """The columns of a page in the order in which they are read. ``gutters``: those of the document, which grow."""
    if not pieces:
        return []
    pieces = _with_initials(pieces)
    found: list[Column] = []
    for column in _ordered(pieces, type_size(pieces), gutters):
        line, above = column[0], found[-1][-1] if found else column[0]
        is_near = -_SLACK * line.size < line.top - above.bottom < _NEAR * line.size
        is_below = line.left < above.right and above.left < line.right and abs(line.size - above.size) < 0.1
        if found and is_near and is_below:
            found[-1] += column
        else:
            found.append(column)
    return found


def lines_of(pieces: Iterable[Piece]) -> Column:
    """The lines that the pieces make, from the top down."""
    rows: list[list[Piece]] = []  # the largest piece of each row first
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        for row in rows[-2:]:  # a small word may be a little higher or lower
            if row[0].overlap(piece) > _SAME_LINE:
                row.append(piece)
                if piece.size > row[0].size:
                    row[0], row[-1] = piece, row[0]
                break
        else:
            rows.append([piece])
    cells: list[list[Line]] = []
    for row in rows:
        first, *others = sorted(row, key=lambda piece: piece.left)
        of_row = [[first]]
        for piece in others:
            if piece.left - of_row[-1][-1].right > CELL_GAP * piece.size and len(first.text) > 3:  # no number of a list
                of_row.append([piece])
            else:
                of_row[-1].append(piece)
        cells.append([_line(cell, False) for cell in of_row])
    edges = [_edges(row) for row in cells]
    around = [set[tuple[bool, int]](), *edges, set[tuple[bool, int]]()]
    return [
        _line(row, bool(own & (above | below)))
        for row, above, own, below in zip(cells, around, edges, around[2:], strict=False)
    ]


def type_size(pieces: Iterable[Piece]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size])


def _line(row: Sequence[Piece], is_row: bool) -> Line:
    if len(row) == 1:  # as most are
        piece = row[0]
        return Line(piece.text, piece.left, piece.right, piece.top, piece.bottom, piece.size, piece.word)
    size = type_size(row)
    main = max(row, key=lambda piece: len(piece.text) if abs(piece.size - size) < 0.1 else 0)
    text = ("\t" if is_row else " ").join(piece.text for piece in row)
    right = max(piece.right for piece in row)
    return Line(text, row[0].left, right, main.top, main.bottom, size, row[0].word, is_row)


def _edges(row: list[Line]) -> set[tuple[bool, int]]:
    """Where its cells but the first begin and end: rows of a table share such a place, spread-out lines none."""
    if len(row) < 2:
        return set()
    slack = _SLACK * row[0].size
    places = [(is_end, round(edge / slack)) for cell in row[1:] for is_end, edge in enumerate((cell.left, cell.right))]
    return {(bool(is_end), near) for is_end, place in places for near in (place, place + 1)}


def _with_initials(pieces: list[Piece]) -> list[Piece]:
    """The pieces, a large letter that begins a text before the rest of its word."""
    size = type_size(pieces)
    found = pieces
    for initial in pieces:
        if len(initial.text) > 2 or not initial.text[-1].isupper() or initial.size < _INITIAL * size:
            continue
        beside = [
            piece
            for piece in pieces
            if 0 <= piece.left - initial.right + size / 2 < 2 * size and initial.top < piece.middle < initial.bottom
        ]
        if len(beside) > 1:  # it is as high as several lines
            rest = min(beside, key=lambda piece: piece.middle)
            whole = replace(rest, text=initial.text + rest.text, left=initial.left)
            found = [whole if piece is rest else piece for piece in found if piece is not initial]
    return found


def _ordered(pieces: list[Piece], size: float, gutters: Counter[int], depth: int = 0) -> list[Column]:
    """The columns of a part of a page.

    A gutter may end on the right where several pieces begin, or where other pages have one.
    """
    begins: Counter[int] = Counter(round(piece.left / (_SLACK * size)) for piece in pieces)
    places = {place * _SLACK * size for place, count in begins.most_common(_MOST_GUTTERS) if count >= 2}
    places |= {place * size for place, _ in gutters.most_common(_MOST_KNOWN)}
    first = min(piece.left for piece in pieces)
    cuts = [_Cut(pieces, x, size, gutters) for x in sorted(places) if x > first + size and depth < _DEEPEST]
    best = max(cuts, key=lambda cut: cut.score, default=None)
    if best is None or not best.score:
        return [lines_of(pieces)]
    gutters[round(best.x / size)] += 1
    return [column for zone in best.zones for column in _ordered(zone, size, gutters, depth + 1)]


class _Cut:
    """A page cut at a gutter: its ``zones`` in the order of reading; ``score`` is how many characters it separates."""

    def __init__(self, pieces: list[Piece], x: float, size: float, gutters: Counter[int]) -> None:
        self.x, self.size = x, size
        slack = 2 * _SLACK * size
        crossing = [piece for piece in pieces if piece.left < x - slack and piece.right > x - slack / 2]
        crossing.sort(key=lambda piece: piece.middle)
        heights = [piece.middle for piece in crossing]
        bands: list[tuple[list[Piece], list[Piece]]] = [([], []) for _ in range(len(heights) + 1)]
        for piece in pieces:
            if piece.left >= x - slack:
                bands[bisect_left(heights, piece.middle)][1].append(piece)
            elif piece.right <= x - slack / 2:
                bands[bisect_left(heights, piece.middle)][0].append(piece)
        is_known = gutters[round(x / size)] > 0
        self.score = 0
        self.zones: list[list[Piece]] = []
        wide: list[Piece] = []
        for (left, right), below in zip(bands, [*crossing, None], strict=True):
            head, left, right = self._without_head(left, right)
            wide += head
            if value := self._parted(left, right, is_known):
                self.score += value
                self.zones += [wide, left, right]
                wide = []
            else:
                wide += left + right
            if below:
                wide.append(below)
        self.zones = [zone for zone in [*self.zones, wide] if zone]

    def _without_head(self, left: list[Piece], right: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
        """What stands above both columns in short rows (names of authors, a place and a date), and the columns."""
        both = lines_of(left + right)
        for place in range(1, min(_HEAD_ROWS + 1, len(both))):
            end = max(line.bottom for line in both[:place])
            if both[place].top - end > _HEAD_GAP * self.size:
                rest = [[piece for piece in side if piece.middle > end] for side in (left, right)]
                head = [[piece for piece in side if piece.middle <= end] for side in (left, right)]
                if not all(rest) or not all(head) or max(map(_length, head)) > _SHORT * min(map(_length, rest)):
                    break
                if _alignment(lines_of(head[0]), lines_of(head[1]), self.size) < 1:  # headlines of the columns
                    break
                return head[0] + head[1], rest[0], rest[1]
        return [], left, right

    def _parted(self, left: list[Piece], right: list[Piece], is_known: bool) -> int:
        """How many characters the shorter of two columns has; 0 if they are no columns."""
        fewest = 1 if is_known else _FEWEST_ROWS
        of_left, of_right = lines_of(left), lines_of(right)
        if min(len(of_left), len(of_right)) < fewest:
            return 0
        parted = min(sum(len(line.text) for line in side) for side in (of_left, of_right))
        if is_known:
            return parted
        at_edge = sum(line.left < self.x + _INDENT * self.size for line in of_right)
        at_once = min(of_left[-1].bottom, of_right[-1].bottom) - max(of_left[0].top, of_right[0].top)
        if 2 * at_edge < len(of_right) or at_once <= self.size:
            return 0
        shorter = min(median(len(line.text) for line in side) for side in (of_left, of_right))
        is_table = shorter < _PROSE and _alignment(of_left, of_right, self.size) > _ALIGNED
        return 0 if is_table else parted


def _length(pieces: list[Piece]) -> float:
    """How many characters a line usually has."""
    return median(len(line.text) for line in lines_of(pieces))


def _alignment(left: Column, right: Column, size: float) -> float:
    """The share of the lines of the shorter column that have one of the other at their height."""
    fewer, more = sorted((left, right), key=len)
    bottoms = [line.bottom for line in more]
    found = 0
    for line in fewer:
        place = bisect_left(bottoms, line.bottom - _SLACK * size)
        found += place < len(bottoms) and bottoms[place] < line.bottom + _SLACK * size
    return found / len(fewer)
