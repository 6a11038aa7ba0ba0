"""The formats that records are written in, one row each: the one place that lists them.

A format's writer is in a module of this folder. It takes a stream, and has the two methods of ``output.Writer``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Format = Literal["table", "brief", "json", "jsonl", "csv", "xlsx", "parquet", "html", "db"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRow:
    """All that is known about a format outside its writer."""

    name: Format
    writer: str | None = None
    """Its module in this folder, and the class there. None: ``archive`` writes it."""
    endings: tuple[str, ...]
    """Those of its files; a file in a folder has the first. One of several formats means the first of these formats."""
    is_typed: bool = True
    """Whether ``--format`` takes it; another option or the file's ending chooses the others."""
    is_binary: bool = False
    encoding: str = "utf-8"
    newline: str | None = None
    """The empty string where the writer writes its own line ends."""
    has_sentences: bool = False
    """Whether it has the sentence of each find, whether it was asked for or not."""
    begins: str | None = None
    """The function of ``output.recognising`` that recognises our files by how they begin: these may be replaced."""
    holds: str | None = None
    """The one that recognises them by what is in them, if the beginning is not enough."""


_ROWS = (
    FormatRow(name="table", writer="table.TableWriter", endings=(".txt",), begins="begins_as_table"),
    FormatRow(name="brief", writer="table.BriefTableWriter", endings=(".txt",), is_typed=False),
    FormatRow(name="json", writer="json.JsonWriter", endings=(".json",), begins="begins_as_json"),
    FormatRow(name="jsonl", writer="jsonl.JsonLinesWriter", endings=(".jsonl", ".ndjson"), begins="begins_as_json"),
    FormatRow(
        name="csv",
        writer="csv.CsvWriter",
        endings=(".csv",),
        encoding="utf-8-sig",  # by the mark Excel knows that it is UTF-8
        newline="",
        has_sentences=True,
        begins="begins_as_csv",
    ),
    FormatRow(
        name="xlsx",
        writer="xlsx.XlsxWriter",
        endings=(".xlsx",),
        is_binary=True,
        has_sentences=True,
        holds="holds_workbook",
    ),
    FormatRow(
        name="parquet", writer="parquet.ParquetWriter", endings=(".parquet",), is_binary=True, holds="holds_parquet"
    ),
    FormatRow(name="html", writer="html.HtmlWriter", endings=(".html", ".htm"), begins="begins_as_page"),
    FormatRow(name="db", endings=(".db", ".sqlite", ".sqlite3"), is_typed=False, has_sentences=True),
)

ROWS: dict[Format, FormatRow] = {row.name: row for row in _ROWS}
"""The row of each format."""

FORMATS: tuple[Format, ...] = tuple(row.name for row in _ROWS if row.is_typed)
"""What ``--format`` takes."""

ENDINGS: dict[str, Format] = {ending: row.name for row in reversed(_ROWS) for ending in row.endings}
"""The format of an output file by its ending."""


def is_ours(path: Path) -> bool:
    """Whether newsextract has written a file, in any format but an archive. Raises OSError."""
    from newsextract.output import recognising  # here, for --help and --version need no room that reads

    with path.open("rb") as file:
        head = file.read(recognising.HEAD)
        if any(getattr(recognising, row.begins)(head) for row in _ROWS if row.begins):
            return True
        for holds in (row.holds for row in _ROWS if row.holds):
            file.seek(0)
            if getattr(recognising, holds)(file):
                return True
    return False
