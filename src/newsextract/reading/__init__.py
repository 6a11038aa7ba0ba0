"""Files, folders, addresses and standard input -> articles, in order; what cannot be read comes as a Failure."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO, cast

from newsextract.reading.article import (
    STDIN,
    Article,
    Failure,
    Finished,
    Item,
    OtherFileError,
    RawFile,
    RecordsError,
    Source,
    failure_of,
)
from newsextract.reading.content import (
    ENDINGS,
    WORD,
    begins_as_many,
    called,
    holds_archive,
    holds_many,
    is_plain,
    read_address,
    read_file,
    read_standard_input,
    reader,
    within,
)
from newsextract.reading.folders import Reason, Search
from newsextract.reading.limits import LIMIT_NAMES, USUAL_LIMITS, Limits, limits_of
from newsextract.reading.named import files
from newsextract.reading.opening import (
    BROKEN,
    at_most,
    is_address,
    reader_errors,
    reason,
    unpacked,
    without_login,
)
from newsextract.reading.ours import refuse_ours
from newsextract.reading.tables.rows import Fields

__all__ = [
    "ENDINGS",
    "LIMIT_NAMES",
    "STDIN",
    "USUAL_LIMITS",
    "Article",
    "Failure",
    "Fields",
    "Finished",
    "Item",
    "Limits",
    "RawFile",
    "Reason",
    "Search",
    "Source",
    "article_of",
    "begins_as_many",
    "count",
    "failure_of",
    "holds_archive",
    "holds_many",
    "is_address",
    "limits_of",
    "read",
    "read_file",
    "size",
    "unread",
    "within",
]


def read(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    glob: str | None = None,
    fields: Fields | None = None,
    limits: Limits | None = None,
    follow_links: bool = False,
    stdin_id: str | None = None,
) -> Iterator[Article | Failure]:
    """The articles of files, folders, patterns (``news/*.txt``), addresses (``https://...``) and ``-``, in order.

    A folder gives the files at any depth whose ending is in ENDINGS, gzipped (``.gz``) or not, or, with ``glob``, those
    that match it. A link that leads out of the folder is only followed with ``follow_links``. The first bytes decide
    what is in a file that is named itself and has another ending, and in standard input. A file of records is skipped
    in a folder, and a Failure if it is named itself. ``fields`` names the fields or columns of files of many articles;
    ``limits`` says what is too large, ``stdin_id`` is the id of standard input. Nothing is raised for bad input: it
    comes as a Failure in its place. Files of many articles are read row by row, except JSON that is not of lines.
    """
    limits = limits or USUAL_LIMITS
    search = Search(glob, follow_links)
    for item in unread(inputs, search, fields=fields, limits=limits, stdin_id=stdin_id):
        yield article_of(item, limits) if isinstance(item, RawFile) else item


def unread(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    search: Search = Search(),  # noqa: B008 - it is frozen
    *,
    fields: Fields | None = None,
    limits: Limits | None = None,
    on_records: Callable[[str, RecordsError], None] = lambda path, error: None,
    wanted: Callable[[Source], bool] = lambda source: True,
    read_many: Callable[[Source, Fields, Limits], Iterator[Item]] | None = None,
    read_archive: Callable[[Source], Iterator[Item]] | None = None,
    stdin_id: str | None = None,
) -> Iterator[Item]:
    """As ``read``, but files of one article come as RawFiles, for ``article_of`` to read.

    ``on_records`` is called with each file of records. ``wanted`` decides before a file is opened, or standard input.
    ``read_many`` reads the files that may hold many articles (by default ``read_file``), ``read_archive`` archives,
    which otherwise are files of records.
    """
    fields, limits = fields or Fields(), limits or USUAL_LIMITS
    for given in [inputs] if isinstance(inputs, str | os.PathLike) else inputs:
        name = os.fspath(given)
        if name == STDIN:
            if wanted(source := Source(STDIN)):
                coming = _guarded(source, read_standard_input(fields, limits))
                yield from (called(item, stdin_id and without_login(stdin_id)) for item in coming)
            continue
        if is_address(name):
            if wanted(source := Source(without_login(name))):
                yield from _guarded(source, read_address(name, source, fields, limits))
            continue
        for item in files(name, search):
            if isinstance(item, Failure):
                yield item
            elif wanted(item):
                handlers = (on_records, lambda path: search.on_skipped(path, "type")) if item.file != name else ()
                if read_archive and holds_archive(item.file):
                    coming = read_archive(item)
                else:
                    read_it = read_many if read_many and holds_many(item.file) and is_plain(item.file) else read_file
                    coming = read_it(item, fields, limits)
                yield from _guarded(item, coming, *handlers)


def article_of(file: RawFile, limits: Limits) -> Article | Failure:
    """The article in a file of one, or why there is none."""
    try:
        with reader_errors():
            with unpacked(cast(BinaryIO, io.BytesIO(file.data)), limits) as stream:
                data = at_most(stream, limits)
            refuse_ours(data)
            if file.reader == WORD:
                reader(WORD).refuse_bomb(data, limits)
            article: Article = reader(file.reader).article(file.source, data)
            return within(replace(article, id=file.id, url=file.url or article.url), limits)
    except BROKEN as error:
        return failure_of(file, reason(error))


def count(
    inputs: Iterable[str], search: Search, rows: Callable[[Source], int | None] = lambda source: None
) -> int | None:
    """How many articles ``read`` will give; None where that is only known after reading.

    ``rows`` gives the number in a file of many, or None. An address counts for one.
    """
    total = 0
    for item in _found(inputs, search):
        held: int | None = None if item == STDIN else 1
        if isinstance(item, Source) and holds_many(item.file):
            held = rows(item) if is_plain(item.file) else None
        if held is None:
            return None
        total += held
    return total


def size(inputs: Iterable[str], search: Search, most: int) -> int:
    """The bytes of the files that ``read`` will read, counted up to ``most``; ``most`` also where it is not known."""
    total = 0
    for item in _found(inputs, search):
        if isinstance(item, Source):
            with suppress(OSError):  # it is gone by now: reading it will fail with a message
                total += os.path.getsize(item.file) if is_plain(item.file) else most  # noqa: PTH202
        if total >= most or isinstance(item, str):
            return most
    return total


def _found(inputs: Iterable[str], search: Search) -> Iterator[Source | Failure | str]:
    """The files of the inputs, or why there are none; of standard input and an address the name."""
    for name in inputs:
        if name == STDIN or is_address(name):
            yield name
        else:
            yield from files(name, search)


def _guarded(
    source: Source,
    items: Iterator[Item],
    on_records: Callable[[str, RecordsError], None] | None = None,
    on_other: Callable[[str], None] | None = None,
) -> Iterator[Item]:
    """The items, and a Failure of the file if an error ends them early. For a file of records ``on_records`` is called
    instead, for one that its ending misnames ``on_other``."""
    try:
        yield from items
    except (RecordsError, OtherFileError) as error:
        if isinstance(error, RecordsError) and on_records:
            on_records(source.file, error)
        elif isinstance(error, OtherFileError) and on_other:
            on_other(source.file)
        else:
            yield Failure(source.file, str(error))
    except BROKEN as error:
        yield Failure(source.file, reason(error))
