"""Records -> what people and programs read: one writer a file, all with the same two methods."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol, TextIO, cast

from newsextract.reading import Article
from newsextract.records import Record

Format = Literal["table", "json", "jsonl"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl")


class OutputError(ValueError):
    """An output that cannot be written; the message names it and the remedy."""


class Writer(Protocol):
    """Takes records as they come; ``close`` writes what is still owed and leaves the stream open."""

    def write(self, article: Article, record: Record) -> None:
        """Write one record."""

    def close(self) -> None:
        """Write what is still owed."""


def make_writer(format: Format, stream: TextIO) -> Writer:
    """The writer of a format onto an open text stream; only its own module is imported."""
    if format == "table":
        from newsextract.output.table import TableWriter

        return TableWriter(stream)
    if format == "json":
        from newsextract.output.json import JsonWriter

        return JsonWriter(stream)
    from newsextract.output.jsonl import JsonLinesWriter

    return JsonLinesWriter(stream)


def choose_format(asked: str, output: Path | None, on_terminal: bool) -> Format:
    """What ``asked`` means: "auto" goes by the output file's ending, else tables on a terminal, JSON lines off it."""
    if asked != "auto":
        return cast(Format, asked)
    if output is None:
        return "table" if on_terminal else "jsonl"
    endings: dict[str, Format] = {".json": "json", ".txt": "table"}
    return endings.get(output.suffix.lower(), "jsonl")


@contextmanager
def open_output(output: Path | None, inputs: Sequence[str]) -> Iterator[TextIO]:
    """Standard output, or a stream beside ``output`` that takes its name once all is written.

    Raises OutputError where the file cannot be written or is one of the inputs.
    """
    if output is None:
        if not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        else:
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        yield sys.stdout
        return
    if output.is_dir():
        raise OutputError(f"{output}: a folder, not a file: give -o a file's name")
    if any(Path(name).exists() and output.exists() and output.samefile(name) for name in inputs):
        raise OutputError(f"{output}: an input too, and would be lost: give -o another name")
    aside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            yield stream
        aside.replace(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({(error.strerror or str(error)).lower()})") from error
    finally:
        aside.unlink(missing_ok=True)
