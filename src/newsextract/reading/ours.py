"""Recognises what newsextract has written, by how it begins: reading refuses it, and an output may replace it.

Records in rows are recognised by their columns, in ``tables.rows``.
"""

from __future__ import annotations

import re
import shlex

from newsextract.reading.article import RecordsError
from newsextract.records.kinds import ROWS

HEAD = 1 << 16
"""How many bytes are looked at: an article's name may be long."""
_PAGE_HEAD = 8000
_WORDS = r"[\d,]+\s+words?"
_FINDS = rf"[\d,]+\s+(?:{'|'.join(f'{row.one}|{row.name}' for row in ROWS.values())})"
# "a.txt  12 words · 1 person · 2 quotes": a long one is broken between any two. A dot or the two blanks before the
# words tell it from counts of another program that stand line by line.
_HEADLINE = re.compile(rf"(?:\S\s+{_WORDS}\s+·\s+|(?:\S  | · ){_WORDS}\n){_FINDS}(?:(?:\s+·\s+|\n){_FINDS})*\s*\Z")
_PAGE = re.compile(r'.{0,4000}?<meta name=generator content="newsextract', re.DOTALL)
_ARCHIVE = re.compile(rb"SQLite format 3\0.{52}news", re.DOTALL)  # with the application id of ``archive``
ARCHIVE_HEAD = 72
"""How many bytes it takes to recognise an archive."""
_RECORD = re.compile(rb'[\s\[]*\{\s*"schema_version":')


def begins_as_record(head: bytes) -> bool:
    """Whether JSON that begins so is a record, or several: also one that has its article's text and can be read."""
    return _RECORD.match(head) is not None


def begins_as_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return _ARCHIVE.match(head) is not None


def begins_as_table(head: bytes) -> bool:
    """Whether a text that begins so is tables of finds."""
    return _HEADLINE.search(head.partition(b"\n\n")[0].decode(errors="ignore")) is not None


def begins_as_page(head: bytes) -> bool:
    """Whether a page that begins so is one of ours."""
    return _PAGE.match(head[:_PAGE_HEAD].decode(errors="ignore")) is not None


def refuse_archive(head: bytes, name: str) -> None:
    """Raises RecordsError for an archive, which begins so; ``name`` is the file's."""
    if begins_as_archive(head):
        if name == "-" or name.endswith(".gz"):
            name = "ARCHIVE.db"
        raise RecordsError(f"holds records, no articles: see them with newsextract summary {shlex.quote(name)}")


def refuse_ours(data: bytes) -> None:
    """Raises RecordsError for what newsextract has written for people to read."""
    head = data[:HEAD]
    if begins_as_table(head) or begins_as_page(head):
        raise RecordsError
