"""A file, an answer of the web, or standard input -> the articles in it, or a file of one article as its bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain, repeat
from typing import Any, BinaryIO, cast

from newsextract.reading.article import (
    STDIN,
    Article,
    Failure,
    Item,
    RawFile,
    Source,
    UnreadableError,
    failure_of,
)
from newsextract.reading.encodings import cut_lines, decode_lines
from newsextract.reading.limits import Limits, raised
from newsextract.reading.opening import (
    GZIP,
    ZIP,
    at_most,
    ending,
    is_address,
    opened,
    opened_packed,
    reader_errors,
    standard_input,
)
from newsextract.reading.ours import ARCHIVE_HEAD, begins_as_archive, refuse_archive, refuse_ours
from newsextract.reading.tables.rows import Fields

TEXT = "documents.text"
WORD = "documents.docx"
_PDF = "documents.pdf"
_PAGE = "html.pages"
_LINES = "tables.json_lines"
_JSON = "tables.json_values"
_CSV = "tables.csv"
_PARQUET = "tables.parquet"
_WARC = "warc"
# By a file's ending: the module that reads it, imported when the first such file comes.
ENDINGS = {
    ".txt": TEXT,
    ".md": "documents.markdown",
    ".markdown": "documents.markdown",
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".docx": WORD,
    ".pdf": _PDF,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".json": _JSON,
    ".csv": _CSV,
    ".tsv": _CSV,
    ".parquet": _PARQUET,
    ".warc": _WARC,
}
OF_MANY = (_LINES, _JSON, _CSV, _PARQUET, _WARC)
_PARQUET_BEGINS = b"PAR1"
_WARC_BEGINS = b"WARC/"
_NONE_OF = 100
_MAY_BE_MANY = (b"{", b"[", _WARC_BEGINS, _PARQUET_BEGINS, GZIP)  # how such data begins


def is_known(path: str) -> bool:
    """Whether a file of this name is read where a folder holds it."""
    return ending(path) in ENDINGS


def begins_as_many(stream: BinaryIO | None) -> bool:
    """Whether a stream that can peek may hold many articles. Waits for its first bytes. None: one that is closed."""
    return stream is not None and cast(io.BufferedReader, stream).peek(4).lstrip().startswith(_MAY_BE_MANY)


def holds_many(path: str) -> bool:
    """Whether a file of this name may be one of many articles."""
    return ending(path) not in ENDINGS or ENDINGS[ending(path)] in OF_MANY


def holds_archive(path: str) -> bool:
    """Whether a file is an archive of newsextract's, by how it begins."""
    if ending(path) in ENDINGS or not is_plain(path):
        return False
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - each file comes here
            return begins_as_archive(stream.read(ARCHIVE_HEAD))
    except OSError:
        return False  # reading it will fail with a message


def read_file(source: Source, fields: Fields, limits: Limits) -> Iterator[Item]:
    """What a file holds. Raises any of BROKEN."""
    name = ENDINGS.get(ending(source.file))
    with reader_errors():
        if name == _WARC:
            with opened_packed(source.file) as packed:  # each record by itself
                yield from reader(name).read(source, packed, limits)
        elif name is None or name in OF_MANY:
            with opened(source.file, limits) as stream:
                if name:
                    yield from _rows_of(source, reader(name).read(source, stream, fields, limits), limits)
                else:
                    yield from _read_by_beginning(source, stream, fields, limits)
        else:
            with opened_packed(source.file) as stream:
                data = at_most(stream, limits)
            refuse_ours(data)
            yield RawFile(source, data, name)


def read_address(address: str, source: Source, fields: Fields, limits: Limits) -> Iterator[Item]:
    """What an address of the web answers; ``source`` names it without the login that it may hold.

    Raises UnreadableError.
    """
    with reader_errors():
        answer = reader("web.fetching").fetched(address, source, limits)
        if answer.reader == _JSON:
            yield from _rows_of(source, reader(_JSON).read_data(source, answer.data, fields, limits), limits)
        else:
            yield answer


def read_standard_input(fields: Fields, limits: Limits) -> Iterator[Item]:
    """What comes on standard input. Raises as ``read_file`` does."""
    with reader_errors():
        yield from _read_by_beginning(Source(STDIN), standard_input(limits), fields, limits)


def called(item: Item, name: str | None) -> Item:
    """What standard input gave, under that name: itself, or its rows that have no id of their own."""
    if name is None:
        return item
    if isinstance(item, RawFile):
        return replace(item, name=item.name or name, url=item.url or (name if is_address(name) else None))
    own = item.id == STDIN or item.id.startswith(f"{STDIN}:")
    return replace(item, id=name + item.id.removeprefix(STDIN)) if own else item


def within(item: Article | Failure, limits: Limits) -> Article | Failure:
    """The item; a Failure where the article's text is over the limit."""
    if isinstance(item, Failure) or len(item.text) <= limits.text:
        return item
    size = len(item.text)
    return failure_of(item, f"a text of {size:,} characters, over {limits.text:,}: {raised('text', size)}")


def _rows_of(source: Source, items: Iterator[Article | Failure], limits: Limits) -> Iterator[Article | Failure]:
    """The items of a file of many. Raises UnreadableError where many come, and none of the first is an article."""
    failures: list[Failure] = []
    for item in map(within, items, repeat(limits)):
        if not isinstance(item, Failure):
            yield from failures
            yield item
            break
        failures.append(item)
        if len(failures) == _NONE_OF:
            first = failures[0]
            row = first.id.removeprefix(f"{source.file}:")
            raise UnreadableError(f"none of its first {_NONE_OF} rows is an article (row {row}: {first.message})")
    else:
        yield from failures
    yield from map(within, items, repeat(limits))


def _read_by_beginning(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Item]:
    """What a stream holds, by how it begins: JSON lines, other JSON, parquet, a page, Word, a PDF, else a text."""
    if stream.peek(4)[:4] == _PARQUET_BEGINS:
        yield from _rows_of(source, reader(_PARQUET).read(source, stream, fields, limits), limits)
        return
    if stream.peek(5)[:5] == _WARC_BEGINS:
        yield from reader(_WARC).read(source, stream, limits)
        return
    refuse_archive(stream.peek(ARCHIVE_HEAD), source.file)
    lines = cut_lines(stream, limits.row)
    first = next(lines, b"")
    if first.lstrip().startswith(b"{") and reader(_LINES).is_json_object(first):
        decoded = decode_lines(chain([first], lines), source.file)
        articles = reader(_LINES).articles_of_lines(source, decoded, fields, limits)
        yield from _rows_of(source, articles, limits)
        return
    data = first + at_most(stream, limits, len(first))
    begins = data.lstrip()[:1]
    if begins in (b"{", b"[") and reader(_JSON).is_json(data.decode(errors="replace")):
        yield from _rows_of(source, reader(_JSON).read_data(source, data, fields, limits), limits)
        return
    what = _PAGE if begins in (b"<", b"\xef") and reader(_PAGE).is_page(data) else TEXT
    if data.startswith(ZIP) and reader(WORD).DOCUMENT in data:
        what = WORD
    if data.startswith(b"%PDF-"):
        what = _PDF
    yield RawFile(source, data, what)


def reader(name: str) -> Any:
    """The module of that name below reading, imported when it is first asked for."""
    return import_module(f"newsextract.reading.{name}")


def is_plain(path: str) -> bool:
    """Whether another process can read a file by its name: not so a pipe's end (/dev/fd/63)."""
    is_file = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long
    return is_file and not path.startswith(("/dev/", "/proc/"))
