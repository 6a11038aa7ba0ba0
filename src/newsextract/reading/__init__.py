"""Files, folders, patterns and standard input -> articles, in order; what cannot be read comes as a Failure."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain, repeat
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsextract.reading.article import Article, Failure, Item, RawFile, RecordsError, Source, UnreadableError
from newsextract.reading.encodings import NotTextError, cut_lines, decode_lines
from newsextract.reading.folders import Reason, Search
from newsextract.reading.inputs import files
from newsextract.reading.limits import LIMIT_NAMES, USUAL_LIMITS, Limits, limits_of, raised
from newsextract.reading.opening import BROKEN, GZIP, ending, opened, opened_packed, reason, standard_input, unpacked
from newsextract.reading.ours import refuse_ours
from newsextract.reading.rows import Fields

__all__ = [
    "ENDINGS",
    "LIMIT_NAMES",
    "STDIN",
    "USUAL_LIMITS",
    "Article",
    "Failure",
    "Fields",
    "Item",
    "Limits",
    "RawFile",
    "Reason",
    "Source",
    "article_of",
    "begins_as_many",
    "count",
    "holds_many",
    "limits_of",
    "read",
    "read_file",
    "unread",
    "within",
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
_NONE_OF = 100
_NO_MEMORY = "too large for the memory of this machine"
_MAY_BE_MANY = (b"{", _PARQUET, GZIP)  # how such data begins


def read(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    glob: str | None = None,
    fields: Fields | None = None,
    limits: Limits | None = None,
    follow_links: bool = False,
) -> Iterator[Article | Failure]:
    """The articles of files, folders, patterns (``news/*.txt``) and ``-`` (one or several), one at a time, in order.

    A folder gives the files at any depth whose ending is in ENDINGS, gzipped (``.gz``) or not, or, with ``glob``, those
    that match it. A link that leads out of the folder is followed with ``follow_links`` alone. A file named itself
    whose ending says nothing is told by how it begins, as standard input is. A file of records is passed over (one that
    is named itself comes as a Failure). ``fields`` names the fields or columns of files of many articles; ``limits``
    says what is too large. Nothing is raised for bad input: it comes as a Failure in its place. No file of many
    articles is held whole.
    """
    limits = limits or USUAL_LIMITS
    for item in unread(inputs, glob=glob, fields=fields, limits=limits, follow_links=follow_links):
        yield article_of(item, limits) if isinstance(item, RawFile) else item


def unread(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    glob: str | None = None,
    fields: Fields | None = None,
    limits: Limits | None = None,
    follow_links: bool = False,
    leave_out: Path | None = None,
    on_passed_over: Callable[[str, Reason], None] = lambda path, reason: None,
    on_records: Callable[[str], None] = lambda path: None,
    wanted: Callable[[Source], bool] = lambda source: True,
    read_many: Callable[[Source, Fields, Limits], Iterator[Item]] | None = None,
) -> Iterator[Item]:
    """As ``read``, but files of one article come as they lie on the disk, for ``article_of`` to read.

    ``leave_out`` is a file or folder that is being written: it is passed over where a folder or pattern holds it.
    ``on_passed_over`` hears of what is found and not read, and why; ``on_records`` of each file of records. ``wanted``
    is asked of each file before it is opened. ``read_many`` reads the files that may hold many articles (``read_file``,
    where it is not given).
    """
    fields, limits = fields or Fields(), limits or USUAL_LIMITS
    search = Search(_is_known, glob, follow_links, leave_out, on_passed_over)
    for given in [inputs] if isinstance(inputs, str | os.PathLike) else inputs:
        name = os.fspath(given)
        if name == STDIN:
            source = Source(STDIN)
            yield from _guarded(source, _read_standard_input(source, fields, limits))
            continue
        for item in files(name, search):
            if isinstance(item, Failure):
                yield item
            elif wanted(item):
                read_it = read_many if read_many and holds_many(item.file) and _is_plain(item.file) else read_file
                yield from _guarded(item, read_it(item, fields, limits), None if item.file == name else on_records)


def article_of(file: RawFile, limits: Limits) -> Article | Failure:
    """The article in a file of one, or why there is none."""
    try:
        with unpacked(cast(BinaryIO, io.BytesIO(file.data)), limits) as stream:
            data = _at_most(stream, limits)
        refuse_ours(data)
        article: Article = _reader(file.reader).article(file.source, data)
        return within(article, limits)
    except (NotTextError, UnreadableError) as error:
        return Failure(file.id, str(error))
    except BROKEN as error:
        return Failure(file.id, reason(error))
    except MemoryError:
        return Failure(file.id, _NO_MEMORY)


def within(item: Article | Failure, limits: Limits) -> Article | Failure:
    """The item; a Failure where the article's text is over the limit."""
    if isinstance(item, Failure) or len(item.text) <= limits.text:
        return item
    size = len(item.text)
    return Failure(item.id, f"a text of {size:,} characters, over {limits.text:,}: {raised('text', size)}")


def begins_as_many(stream: BinaryIO | None) -> bool:
    """Whether a stream that can peek may hold many articles. Waits for its first bytes. None: one that is closed."""
    return stream is not None and cast(io.BufferedReader, stream).peek(4).lstrip().startswith(_MAY_BE_MANY)


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


def _guarded(source: Source, items: Iterator[Item], on_records: Callable[[str], None] | None = None) -> Iterator[Item]:
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
    except MemoryError:
        yield Failure(source.file, _NO_MEMORY)


def _read_standard_input(source: Source, fields: Fields, limits: Limits) -> Iterator[Item]:
    yield from _read_by_beginning(source, standard_input(limits), fields, limits)


def read_file(source: Source, fields: Fields, limits: Limits) -> Iterator[Item]:
    """What a file holds. Raises UnreadableError, NotTextError, or any of BROKEN."""
    name = ENDINGS.get(ending(source.file))
    if name in _OF_MANY:
        with opened(source.file, limits) as stream:
            yield from _rows_of(source, _reader(name).read(source, stream, fields, limits), limits)
    elif name:
        with opened_packed(source.file) as stream:
            data = _at_most(stream, limits)
        refuse_ours(data)
        yield RawFile(source, data, name)
    else:
        with opened(source.file, limits) as stream:
            yield from _read_by_beginning(source, stream, fields, limits)


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
    """What no ending tells: JSON lines, parquet, a web page, else one article of text."""
    if stream.peek(4)[:4] == _PARQUET:
        yield from _rows_of(source, _reader("parquet").read(source, stream, fields, limits), limits)
        return
    lines = cut_lines(stream, limits.row)
    first = next(lines, b"")
    if first.lstrip().startswith(b"{") and _reader("json_lines").is_json_object(first):
        decoded = decode_lines(chain([first], lines), source.file)
        articles = _reader("json_lines").articles_of_lines(source, decoded, fields, limits)
        yield from _rows_of(source, articles, limits)
        return
    data = first + _at_most(stream, limits, len(first))
    what = "html" if data.lstrip()[:1] in (b"<", b"\xef") and _reader("html").is_page(data) else TEXT
    yield RawFile(source, data, what)


def _at_most(stream: BinaryIO, limits: Limits, read_before: int = 0) -> bytes:
    """The rest of a stream that holds one article. Raises UnreadableError where it is over the limit."""
    data = stream.read(max(0, limits.page - read_before) + 1)
    if read_before + len(data) > limits.page:
        raise UnreadableError(f"more than {limits.page:,} bytes, too many for one article: {raised('page')}")
    return data


def _is_plain(path: str) -> bool:
    """Whether another process can read a file by its name: not so a pipe's end (/dev/fd/63)."""
    is_file = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long
    return is_file and not path.startswith(("/dev/", "/proc/"))


def _reader(name: str) -> Any:
    return import_module(f"newsextract.reading.{name}")
