"""Files, folders, patterns and standard input -> articles, in order; what cannot be read comes as a Failure."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, cast

from newsextract.reading.article import Article, Failure, RecordsError, Source, UnreadableError
from newsextract.reading.encodings import NotTextError, decode_lines
from newsextract.reading.folders import Reason, Search
from newsextract.reading.inputs import files
from newsextract.reading.opening import BROKEN, ending, opened, reason, unpacked
from newsextract.reading.rows import Fields

__all__ = [
    "ENDINGS",
    "STDIN",
    "Article",
    "Failure",
    "Fields",
    "Reason",
    "Source",
    "count",
    "holds_many",
    "read",
]

STDIN = "-"
TEXT = "text"
# By a file's ending: the module that reads it, imported when the first such file comes.
ENDINGS = {
    ".txt": TEXT,
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
_OF_MANY = ("json_lines", "csv", "parquet")
_PARQUET = b"PAR1"


def read(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    glob: str | None = None,
    fields: Fields | None = None,
    follow_links: bool = False,
    leave_out: Path | None = None,
    on_passed_over: Callable[[str, Reason], None] = lambda path, reason: None,
    on_records: Callable[[str], None] = lambda path: None,
    wanted: Callable[[Source], bool] = lambda source: True,
) -> Iterator[Article | Failure]:
    """The articles of files, folders, patterns (``news/*.txt``) and ``-`` (one or several), one at a time, in order.

    A folder gives the files at any depth whose ending is in ENDINGS, gzipped (``.gz``) or not, or, with ``glob``, those
    that match it; ``on_passed_over`` hears of each other file, and why it is not read. A link that leads out of the
    folder is followed with ``follow_links`` alone. A file named itself whose ending says nothing is told by how it
    begins, as standard input is. ``leave_out`` is a file or folder that is being written: it is passed over where a
    folder or pattern holds it. A file of records is passed over too, of which ``on_records`` hears (one that is named
    itself comes as a Failure). ``wanted`` is asked of each file before it is opened. ``fields`` names the fields or
    columns of files of many articles. Nothing is raised for bad input: it comes as a Failure in its place. No file of
    many articles is held whole.
    """
    fields = fields or Fields()
    search = Search(_is_known, glob, follow_links, leave_out, on_passed_over)
    for given in [inputs] if isinstance(inputs, str | os.PathLike) else inputs:
        name = os.fspath(given)
        if name == STDIN:
            source = Source(STDIN)
            yield from _guarded(source, _read_by_beginning(source, unpacked(sys.stdin.buffer), fields))
            continue
        for item in files(name, search):
            if isinstance(item, Failure):
                yield item
            elif wanted(item):
                yield from _guarded(item, _read_file(item, fields), None if item.file == name else on_records)


def holds_many(path: str) -> bool:
    """Whether a file of this name may be one of many articles."""
    return ending(path) not in ENDINGS or ENDINGS[ending(path)] in _OF_MANY


def count(
    inputs: Iterable[str], glob: str | None = None, follow_links: bool = False, leave_out: Path | None = None
) -> int | None:
    """How many articles ``read`` will give, by the files' names alone; None where only reading them tells.

    A file whose ending says nothing counts for one.
    """
    search = Search(_is_known, glob, follow_links, leave_out)
    total = 0
    for name in inputs:
        if name == STDIN:
            return None
        for item in files(name, search):
            if isinstance(item, Source) and ENDINGS.get(ending(item.file)) in _OF_MANY:
                return None
            total += 1
    return total


def _is_known(path: str) -> bool:
    return ending(path) in ENDINGS


def _guarded(
    source: Source, items: Iterator[Article | Failure], on_records: Callable[[str], None] | None = None
) -> Iterator[Article | Failure]:
    """The items; what breaks them off comes as a Failure of the file unless ``on_records`` hears of it."""
    try:
        yield from items
    except RecordsError as error:
        if on_records is None:
            yield Failure(source.file, str(error))
        else:
            on_records(source.file)
    except (NotTextError, UnreadableError) as error:
        yield Failure(source.file, str(error))
    except BROKEN as error:
        yield Failure(source.file, reason(error))


def _read_file(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    with opened(source.file) as stream:
        name = ENDINGS.get(ending(source.file))
        yield from _reader(name).read(source, stream, fields) if name else _read_by_beginning(source, stream, fields)


def _read_by_beginning(source: Source, stream: io.BufferedReader, fields: Fields) -> Iterator[Article | Failure]:
    """What no ending tells: JSON lines, parquet, a web page, else one article of text."""
    if stream.peek(4)[:4] == _PARQUET:
        yield from _reader("parquet").read(source, stream, fields)
        return
    first = stream.readline()
    if first.lstrip().startswith(b"{") and _reader("json_lines").is_json_object(first):
        lines = decode_lines(chain([first], stream), source.file)
        yield from _reader("json_lines").articles_of_lines(source, lines, fields)
        return
    data = first + stream.read()
    what = "html" if data.lstrip()[:1] in (b"<", b"\xef") and _reader("html").is_page(data) else TEXT
    yield from _reader(what).read(source, cast(io.BufferedReader, io.BytesIO(data)), fields)


def _reader(name: str) -> Any:
    return import_module(f"newsextract.reading.{name}")
