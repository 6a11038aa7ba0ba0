"""The console that answers are printed on, and rows in columns.

In a window too narrow for the longest words of all columns, one row stands below the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newsextract.output.inert import inert_line

_NARROWEST = 40  # columns: in none at all, as some terminals say they have, rich would print nothing
_WIDEST = 120  # longer lines of prose are hard to read, however wide the window
_HEADING = "bold cyan"
_GAP = 2  # columns of the window between two of a table
_LONGEST_WORD = 38  # what a line below a find holds in the narrowest window; longer words are broken anyway


class PlainConsole(Console):
    """Rich's Console without markup, highlighting and emoji; a broken pipe raises, and does not end the program."""

    def __init__(self, stream: IO[str], **options: Any) -> None:
        """``stream`` stays open. FORCE_COLOR, for a pager, is about standard output, and not about files."""
        terminal = None if stream is sys.stdout else False
        super().__init__(file=stream, force_terminal=terminal, highlight=False, markup=False, emoji=False, **options)
        self.width = max(_NARROWEST, min(self.width, _WIDEST))

    def on_broken_pipe(self) -> None:
        """Raise it again: rich would end the program."""
        raise


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how the cells below it look. In a list, ``brief`` ones are on the line of the first cell."""

    heading: str
    style: str = ""
    brief: bool = False
    right: bool = False


class Listing:
    """Rows of cells, for rich to print: as a table, or as a list where some word would be broken in a table."""

    def __init__(self, *columns: Column) -> None:
        """The first column's cells are the names of the rows."""
        self._columns = columns
        self._rows: list[list[Text]] = []

    def add(self, *cells: str | Text, mark: str = "") -> None:
        """One more row, with a mark after its name. Every cell is made inert, except a Text."""
        self._rows.append([cell if isinstance(cell, Text) else Text(inert_line(cell)) for cell in cells])
        if mark:
            self._rows[-1][0].append(f" {mark}", style="not bold dim")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = self._widths(options.max_width)
        yield from [self._table(widths)] if widths else self._list()

    def _widths(self, window: int) -> list[int] | None:
        """A width for each column, in which no word is broken; None where the window is too narrow."""
        plain = [[cell.plain for cell in row] for row in self._rows]
        cells = [[column.heading, *of_one] for column, *of_one in zip(self._columns, *plain, strict=True)]
        least = [
            max(min(_LONGEST_WORD, cell_len(word)) for cell in column for word in cell.split()) for column in cells
        ]
        most = [max(map(cell_len, column)) for column in cells]
        room = window - _GAP * (len(self._columns) - 1)
        if sum(least) > room:
            return None
        for level in range(room, 0, -1):  # the wide columns give up what the others need
            widths = [max(low, min(high, level)) for low, high in zip(least, most, strict=True)]
            if sum(widths) <= room:
                break
        texts = [place for place, column in enumerate(self._columns) if not column.brief]
        for left in range(room - sum(widths)):
            widths[texts[left % len(texts)]] += 1
        return widths

    def _table(self, widths: Sequence[int]) -> Table:
        table = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style=_HEADING, show_edge=False
        )
        for column, width in zip(self._columns, widths, strict=True):
            justify = "right" if column.right else "left"
            table.add_column(column.heading, width=width, justify=justify, style=column.style, overflow="fold")  # type: ignore[arg-type]
        for row in self._rows:
            table.add_row(*row)
        return table

    def _list(self) -> Iterator[Text | Rule | Padding]:
        first, *others = self._columns
        yield from heading(first.heading)
        for name, *cells in self._rows:
            beside = [f"{column.heading} {cell}" for column, cell in zip(others, cells, strict=True) if column.brief]
            name.stylize_before(first.style)
            yield Text.assemble(name, ("  " + " · ".join(beside) if beside else "", "dim"))
            for column, cell in zip(others, cells, strict=True):
                if cell and not column.brief:
                    said = (cell.plain, column.style)
                    yield Padding(Text.assemble((f"{column.heading}: ", "dim"), said), (0, 0, 0, 2))


def heading(title: str) -> Iterator[Text | Rule]:
    """A heading as a table's, over the whole window."""
    yield Text(title, style=_HEADING)
    yield Rule(style="", characters="─")
