"""Lines of CSV -> rows; where quote marks or cells do not match, what is wrong, and where the next row begins.

After a mark that is not closed, the rows up to the next mark are read as part of its cell. That mark shows the error:
it closes in mid-cell, or makes an id or date of several lines. The row is reported, and its other lines are read again
one by one. But a text may have lines of its own, and any of them the right number of cells, so a line is taken for a
row only where its id and date look like those of the rows before.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_READ_AGAIN = 1 << 20
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)(?!\Z)")
_LINE_END = re.compile(r"[\r\n]")
_UNMATCHED = "its quote marks do not match: close each, and double those inside a text"
_WORD = re.compile(r"\w+")
_FORM = 4  # characters of a form that count
_START = 1000  # characters of a line that hold what stands before the text


class NoNextRowError(ValueError):
    """It is not clear where the next row begins."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """Lines that are no row, and one line that says why and what to do."""

    problem: str


class Lines:
    """The lines of a file, each with its end; those since ``start`` can be taken back."""

    def __init__(self, lines: Iterable[str], longest: int) -> None:
        """``lines`` may hold the returns that end lines on an old Mac. ``longest``: how many bytes a row may have."""
        self._longest = longest
        self._coming = chain.from_iterable(map(_LONE_RETURN.split, lines))
        self._back: deque[str] = deque()
        self._size = self._read = self._read_again = 0
        self.taken: list[str] = []
        self.before = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        """The next line. Raises csv.Error where a row is too long."""
        if not self.peek():
            raise StopIteration
        line = self._back.popleft()
        self.taken.append(line)
        self._size += len(line) if line.isascii() else len(line.encode(errors="replace"))
        if self._size > self._longest:
            raise csv.Error("too long a row")
        return line

    def peek(self) -> str:
        """The next line, which stays the next; empty at the end."""
        if not self._back:
            line = next(self._coming, "")
            if not line:
                return line
            self._read += len(line)
            self._back.append(line)
        return self._back[0]

    def start(self) -> None:
        """Begin a row: the lines taken are done with."""
        self.before += len(self.taken)
        self.taken, self._size = [], 0

    def take_back(self, keep: int) -> None:
        """Have the lines taken, except the first ones, come again. Raises NoNextRowError if that was too often."""
        back = self.taken[keep:]
        self._read_again += sum(map(len, back))
        if self._read_again > 2 * self._read + _READ_AGAIN:
            raise NoNextRowError
        self._back.extendleft(reversed(back))
        del self.taken[keep:]


def next_row(lines: Lines, delimiter: str) -> list[str] | None:
    """The cells of the row that begins at the next line; None at the end. Raises csv.Error."""
    lines.start()
    return next(csv.reader(lines, delimiter=delimiter, strict=True), None)


class Rows:
    """The rows of a file after that of the names. Iterating raises NoNextRowError."""

    def __init__(self, lines: Lines, delimiter: str, names: list[str], used: Mapping[str, str]) -> None:
        """``used`` names the columns of text, id and date, as far as there are such."""
        self._lines = lines
        self._delimiter = delimiter
        self._width = len(names)
        self._text = names.index(used["text"])
        self._forms: dict[int, set[str]] = {names.index(used[use]): set() for use in ("id", "date") if use in used}

    def __iter__(self) -> Iterator[list[str] | BadRow]:
        """Each row's cells, none for an empty line; what is no row as a BadRow."""
        while self._lines.peek():
            try:
                row = next_row(self._lines, self._delimiter) or []
            except csv.Error:
                yield self._of_tabs() or self._skipped(_UNMATCHED)
                continue
            problem = self._problem(row)
            if problem is None:
                self._learn(row)
                yield row
            elif len(self._lines.taken) == 1 and (
                len(row) > self._width or not any(self._forms.values()) or not self._lines.peek()
            ):
                yield BadRow(problem)
            else:
                yield self._skipped(problem)

    def _problem(self, row: list[str]) -> str | None:
        if any(_LINE_END.search(row[place]) for place in self._forms if place < len(row)):
            return _UNMATCHED
        cells = f"{len(row)} cell{'s' if len(row) > 1 else ''} for {self._width} name{'s' if self._width > 1 else ''}"
        if any(row[self._width :]):
            return f"{cells}: put a text that has {DELIMITERS[self._delimiter]} in quote marks"
        if any(row) and len(row) <= self._text:
            return f"{cells}, and none of them the text: put a text that has line ends in quote marks"
        if any(row) and len(row) < self._width and not _LINE_END.search(self._lines.taken[-1]):
            return f"{cells}, and no line end: the file ends too early: download it again, or end its last line"
        return None

    def _of_tabs(self) -> list[str] | None:
        """The cells of a line whose quote marks mean nothing, as in many a file of tabs."""
        cells = self._lines.taken[0].rstrip("\r\n").split("\t")
        if self._delimiter != "\t" or len(cells) != self._width:
            return None
        self._lines.take_back(1)
        self._learn(cells)
        return cells

    def _skipped(self, problem: str) -> BadRow:
        """The row that is skipped, with all lines up to the next that is surely a row."""
        if problem == _UNMATCHED or len(self._lines.taken) > 1:
            start = self._lines.taken[0][:_START]
            self._learn(next(csv.reader([start], delimiter=self._delimiter), [])[:-1])  # the cells before the mark
        self._lines.take_back(1)
        first = self._lines.before + 1
        while True:
            self._lines.start()
            if not self._lines.peek() or self._is_next_a_row():
                break
            self._lines.take_back(1)
        last = self._lines.before
        return BadRow(problem if first == last else f"{problem} (left out: lines {first} to {last} of the file)")

    def _is_next_a_row(self) -> bool:
        """Whether a row surely begins at the next line, which then stays the next."""
        if not any(self._forms.values()):
            raise NoNextRowError
        try:
            row = next_row(self._lines, self._delimiter) or []
        except csv.Error:
            return False
        if len(row) != self._width or any(
            forms and _form(row[place]) not in forms for place, forms in self._forms.items()
        ):
            return False
        self._lines.take_back(0)
        return True

    def _learn(self, row: list[str]) -> None:
        for place, forms in self._forms.items():
            if place < len(row) and row[place]:
                forms.add(_form(row[place]))


def _form(cell: str) -> str:
    """What a cell looks like: "9" for digits alone, "x-x-" for a date, "x://" for an address, "x x " for prose."""
    return "9" if cell.isdigit() else _WORD.sub("x", cell)[:_FORM]
