"""Records -> what people and programs read: one writer a file, all with the same two methods."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Literal, Protocol, cast

from newsextract.reading import Article
from newsextract.records import Record

Format = Literal["table", "json", "jsonl", "csv", "parquet", "html"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl", "csv", "parquet", "html")
BINARY: tuple[Format, ...] = ("parquet",)
_ENDINGS: dict[str, Format] = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}


class OutputError(ValueError):
    """An output that cannot be written; the message names it and the remedy."""


class Writer(Protocol):
    """Takes records as they come; ``close`` writes what is still owed and leaves the stream open."""

    def write(self, article: Article, record: Record) -> None:
        """Write one record."""

    def close(self) -> None:
        """Write what is still owed."""


def make_writer(format: Format, stream: Any) -> Writer:
    """The writer of a format onto a stream that ``open_output`` has opened for it; only its own module is imported."""
    module, name = _WRITERS[format]
    writer: Writer = getattr(import_module(f"newsextract.output.{module}"), name)(stream)
    return writer


_WRITERS: dict[Format, tuple[str, str]] = {
    "table": ("table", "TableWriter"),
    "json": ("json", "JsonWriter"),
    "jsonl": ("jsonl", "JsonLinesWriter"),
    "csv": ("csv", "CsvWriter"),
    "parquet": ("parquet", "ParquetWriter"),
    "html": ("html", "HtmlWriter"),
}


def choose_format(asked: str, output: Path | None) -> Format:
    """What ``asked`` means: "auto" goes by the output file's ending, else tables on a terminal, JSON lines off it."""
    if asked != "auto":
        return cast(Format, asked)
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return _ENDINGS.get(output.suffix.lower(), "jsonl")


def _open_file(path: Path, format: Format) -> IO[Any]:
    if format in BINARY:
        return path.open("wb")
    if format == "csv":  # the mark tells Excel that it is UTF-8
        return path.open("w", encoding="utf-8-sig", newline="")
    return path.open("w", encoding="utf-8")


def _standard_output(format: Format) -> IO[Any]:
    if format in BINARY:
        if sys.stdout.isatty():
            raise OutputError(f"{format} is not for a terminal: name a file with -o")
        return sys.stdout.buffer
    newline = "" if format == "csv" else None
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline=newline)  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(errors="replace", newline=newline)  # type: ignore[union-attr]
    return sys.stdout


@contextmanager
def open_output(output: Path | None, inputs: Sequence[str], format: Format) -> Iterator[IO[Any]]:
    """Standard output, or a stream beside ``output`` that takes its name once all is written.

    Raises OutputError where the file cannot be written or is one of the inputs.
    """
    if output is None:
        yield _standard_output(format)
        return
    if output.is_dir():
        raise OutputError(f"{output}: a folder, not a file: give -o a file's name")
    if any(Path(name).exists() and output.exists() and output.samefile(name) for name in inputs):
        raise OutputError(f"{output}: an input too, and would be lost: give -o another name")
    aside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with _open_file(aside, format) as stream:
            yield stream
        aside.replace(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({(error.strerror or str(error)).lower()})") from error
    finally:
        aside.unlink(missing_ok=True)
