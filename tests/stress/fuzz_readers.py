"""A file for each reader, changed in all ways: it costs itself alone, in a line, in little time and memory."""

from __future__ import annotations

import gzip
import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import pyarrow
from pyarrow import parquet

from newsextract import Article, Failure, read
from tests.stress.files import damaged

READERS: tuple[str, ...] = ("txt", "md", "html", "docx", "csv", "tsv", "json", "jsonl", "parquet", "warc")
ONLY: str | None = None
"""The one reader whose files are tried."""
_SAID = "“The bridge costs 5 million dollars,” said Ana Duarte, the mayor of Faro, on 2 May."
_TITLE, _DATE = "A bridge for Faro", "2026-05-02"
_SECONDS, _MEGABYTES = 2.0, 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ODD_BYTES = (0, 1, 0x7F, 0x80, 0xFE, 0xFF)


@dataclass(frozen=True)
class Case:
    """A file's name and bytes."""

    name: str
    data: bytes


def case(seed: int, number: int) -> Case:
    """The file of that number: the readers take turns."""
    dice = random.Random(f"readers {seed} {number}")
    ending = ONLY or READERS[number % len(READERS)]
    data = whole(ending)
    is_unpacked = ending == "docx" and dice.random() < 0.5
    data = _with_damaged_part(dice, data) if is_unpacked else _changed(dice, data)
    name = f"{number}{dice.choice([f'.{ending}'] * 9 + [''])}"
    if dice.random() < 0.2:
        data, name = gzip.compress(data, 1, mtime=0), f"{name}.gz"
        if dice.random() < 0.3:
            data = _changed(dice, data)
    return Case(name, data)


@cache
def whole(ending: str) -> bytes:
    """A file of that sort with which nothing is wrong."""
    rows = [{"id": f"r{number}", "title": _TITLE, "date": _DATE, "text": f"{number}. {_SAID}"} for number in range(3)]
    if ending == "docx":
        return _word()
    if ending == "parquet":
        stream = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(rows), stream, compression="zstd")
        return stream.getvalue()
    if ending == "warc":
        return b"".join(_record(number) for number in range(3))
    separator = {"csv": ",", "tsv": "\t"}.get(ending, "")
    lines = [separator.join(rows[0]), *(separator.join(f'"{value}"' for value in row.values()) for row in rows)]
    objects = ["{" + ", ".join(f'"{name}": "{value}"' for name, value in row.items()) + "}" for row in rows]
    texts = {
        "txt": f"{_TITLE}\n\n{_SAID}\n",
        "md": f"---\ntitle: {_TITLE}\ndate: {_DATE}\n---\n# {_TITLE}\n\n{_SAID} [More](b.md)\n\n|a|b|\n|-|-|\n|1|2|\n",
        "html": _page(_SAID),
        "json": f"[{', '.join(objects)}]",
        "jsonl": "\n".join(objects) + "\n",
    }
    return texts.get(ending, "\n".join(lines) + "\n").encode()


def _page(text: str) -> str:
    head = f'<meta charset="utf-8"><title>{_TITLE}</title><meta name="author" content="Rui Santos">'
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{_DATE}"}}</script>'
    body = "".join(f"<p>{text} {number} people came to see it, and all of them stayed.</p>" for number in range(4))
    return (
        f"<!doctype html><html><head>{head}{data}</head><body><article><h1>{_TITLE}</h1>{body}</article></body></html>"
    )


def _word() -> bytes:
    made = docx.Document()
    made.core_properties.title = _TITLE
    made.add_heading(_TITLE, 1)
    made.add_paragraph(_SAID)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Town", "Faro"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _record(number: int) -> bytes:
    page = _page(_SAID).encode()
    packed = gzip.compress(page, mtime=0) if number == 1 else page
    packing = "Content-Encoding: gzip\r\n" if number == 1 else ""
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{packing}Content-Length: {len(packed)}\r\n\r\n"
    )
    body = answer.encode() + packed
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _changed(dice: random.Random, data: bytes) -> bytes:
    """A byte or some in another way, or pieces cut, doubled, moved."""
    if dice.random() < 0.3:
        return damaged(dice, data)
    changed = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4])):
        place = dice.randrange(len(changed))
        value = dice.choice([dice.randrange(256), changed[place] ^ 1 << dice.randrange(8), *_ODD_BYTES])
        changed[place : place + dice.choice([1, 1, 1, 4])] = bytes([value])
    return bytes(changed)


def _with_damaged_part(dice: random.Random, data: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        changed = dice.choice(old.namelist())
        for part in old.namelist():
            held = old.read(part)
            new.writestr(part, _changed(dice, held) if part == changed else held)
    return stream.getvalue()


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each file with which something is wrong, and what."""
    for number in numbers:
        file = case(seed, number)
        path = place / file.name
        path.write_bytes(file.data)
        yield from ((number, f"{file.name}: {wrong}") for wrong in _wrong(path, len(file.data)))
        path.unlink()


def _wrong(path: Path, size: int) -> Iterator[str]:
    start, before = time.process_time(), _peak()
    try:
        items = list(read(path))
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    if (seconds := time.process_time() - start) > _SECONDS:
        yield f"takes {seconds:.1f} s for {size} bytes"
    if (more := _peak() - before) > _MEGABYTES:
        yield f"takes {more} MB for {size} bytes"
    for item in items:
        if isinstance(item, Failure) and (not item.message or _CONTROL.search(item.message)):
            yield f"told as {item}"
        elif isinstance(item, Article) and not all(isinstance(part, str | None) for part in (item.title, item.date)):
            yield f"came out as {item}"


def _peak() -> int:
    """The most megabytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
