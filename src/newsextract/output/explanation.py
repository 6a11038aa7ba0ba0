"""Explanations as a table for a terminal, or as a line of JSON per article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from newsextract.extraction.explaining import Explanation
from newsextract.output.console import PlainConsole
from newsextract.output.inert import inert_json, inert_line
from newsextract.reading import STDIN

_LONGEST = 60  # characters of a quote that a table shows


def write_json(stream: TextIO, id: str, explanations: Sequence[Explanation]) -> None:
    """One line: the article's id and its explanations."""
    row = {"id": id, "explanations": [asdict(one) for one in explanations]}
    stream.write(inert_json(json.dumps(row, ensure_ascii=False)) + "\n")
    stream.flush()


def write_table(stream: TextIO, id: str, explanations: Sequence[Explanation]) -> None:
    """A table: what was found or rejected, and each rule on a line of its own."""
    console = PlainConsole(stream)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold cyan", show_edge=False)
    for heading, ratio in (("Kind", 2), ("Text", 5), ("", 2), ("Rules that decided", 7)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for one in explanations:
        style = "" if one.found else "dim"
        cells = (one.kind, _shortened(one.text), "found" if one.found else "rejected", "\n".join(one.rules))
        table.add_row(*(Text(cell, style=style) for cell in cells))
    console.print(Text("standard input" if id == STDIN else inert_line(id), style="bold"))
    console.print(table)


def _shortened(text: str) -> str:
    line = inert_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
