"""Records -> what people and programs read: one writer a file, all with the same two methods."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Literal, Protocol, TextIO, cast

from newsextract.reading import Article
from newsextract.records import Record

Format = Literal["table", "json", "jsonl"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl")
ENDINGS: dict[str, Format] = {".json": "json", ".jsonl": "jsonl", ".txt": "table"}
"""The format of an output file by its ending; in a folder each format has the first ending that means it."""


class OutputError(ValueError):
    """An output that cannot be written; the message names it and the remedy."""


def cannot_write(path: Path | str, error: OSError) -> OutputError:
    """The OutputError that tells of an OSError."""
    return OutputError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})")


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


def render(format: Format, article: Article, record: Record) -> str:
    """One record alone in a format, as a file of its own holds it."""
    stream = StringIO()
    writer = make_writer(format, stream)
    writer.write(article, record)
    writer.close()
    return stream.getvalue()


def choose_format(asked: str, output: str | None, folder: bool, on_terminal: bool) -> Format:
    """What ``asked`` means: "auto" goes by the output file's ending, else tables on a terminal, JSON lines off it.

    In a folder "auto" is json.
    """
    if asked != "auto":
        return cast(Format, asked)
    if folder:
        return "json"
    if output is None:
        return "table" if on_terminal else "jsonl"
    return ENDINGS.get(Path(output).suffix.lower(), "jsonl")


def ending(format: Format) -> str:
    """The ending of a file in this format."""
    return next(ending for ending, meant in ENDINGS.items() if meant == format)


def means_folder(output: str | None, inputs: Sequence[str]) -> bool:
    """Whether ``-o`` names a folder: it ends in a slash, or is one, or is for a folder's records and no file's name."""
    if output is None:
        return False
    return (
        output.endswith(("/", os.sep))
        or Path(output).is_dir()
        or (Path(output).suffix.lower() not in ENDINGS and any(Path(name).is_dir() for name in inputs))
    )


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
    if any(Path(name).exists() and output.exists() and output.samefile(name) for name in inputs):
        raise OutputError(f"{output}: an input too, and would be lost: give -o another name")
    aside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(output)
    except OSError as error:
        raise cannot_write(output, error) from error
    finally:
        aside.unlink(missing_ok=True)
