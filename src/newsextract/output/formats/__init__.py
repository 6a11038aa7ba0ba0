"""The formats that records are written in, one row each: the one place that lists them.

A format's writer is in a module of this folder. It takes a stream, and has the two methods of ``output.Writer``.
"""

from __future__ import annotations

from dataclasses import dataclass
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


_ROWS = (
    FormatRow(name="table", writer="table.TableWriter", endings=(".txt",)),
    FormatRow(name="brief", writer="table.BriefTableWriter", endings=(".txt",), is_typed=False),
    FormatRow(name="json", writer="json.JsonWriter", endings=(".json",)),
    FormatRow(name="jsonl", writer="json.JsonLinesWriter", endings=(".jsonl", ".ndjson")),
    FormatRow(
        name="csv",
        writer="csv.CsvWriter",
        endings=(".csv",),
        encoding="utf-8-sig",  # by the mark Excel knows that it is UTF-8
        newline="",
        has_sentences=True,
    ),
    FormatRow(
        name="xlsx",
        writer="xlsx.XlsxWriter",
        endings=(".xlsx",),
        is_binary=True,
        has_sentences=True,
    ),
    FormatRow(name="parquet", writer="parquet.ParquetWriter", endings=(".parquet",), is_binary=True),
    FormatRow(name="html", writer="html.HtmlWriter", endings=(".html", ".htm")),
    FormatRow(name="db", endings=(".db", ".sqlite", ".sqlite3"), is_typed=False, has_sentences=True),
)

ROWS: dict[Format, FormatRow] = {row.name: row for row in _ROWS}
"""The row of each format."""

FORMATS: tuple[Format, ...] = tuple(row.name for row in _ROWS if row.is_typed)
"""What ``--format`` takes."""

ENDINGS: dict[str, Format] = {ending: row.name for row in reversed(_ROWS) for ending in row.endings}
"""The format of an output file by its ending."""
