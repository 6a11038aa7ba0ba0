"""Recognises what newsextract has written, by how it begins: reading refuses it.

Records in rows are also recognised by their columns, in ``tables.rows``. What only an output needs, since it must not
replace another program's file, is in ``output.recognising``.
"""

from __future__ import annotations

import re
import shlex

from newsextract.reading.article import RecordsError
from newsextract.records.kinds import ROWS

MARK = " \t \t"
"""The mark of a saved answer: after the first bracket of JSON, at the end of the first line of a text.

It is invisible, harmless to programs, and no other program writes it. In CSV the mark is that only the last name has
quote marks.
"""
HEAD = 1 << 16
"""How many bytes are looked at: the first line of an answer may be long."""
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
_CSV_MARK = re.compile('\ufeff(?:[^"\\r\\n]*,)?"[^",\\r\\n]*"\\r?\\n')


def begins_as_record(head: bytes) -> bool:
    """Whether JSON that begins so is a record, or several: also one that has its article's text and can be read."""
    return _RECORD.match(head) is not None


def begins_as_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return _ARCHIVE.match(head) is not None


def begins_as_answer(head: bytes) -> bool:
    """Whether JSON or CSV that begins so is an answer about an archive, which was saved."""
    return head[1:].startswith(MARK.encode()) or _CSV_MARK.match(head.decode(errors="ignore")) is not None


def begins_as_table(head: bytes) -> bool:
    """Whether a text that begins so is tables of finds, or a saved answer."""
    first, end, _ = head.partition(b"\n")
    is_answer = end and first.removesuffix(b"\r").endswith(MARK.encode())
    paragraph = head.partition(b"\n\n")[0].decode(errors="ignore")
    return bool(is_answer) or _HEADLINE.search(paragraph) is not None


def begins_as_page(head: bytes) -> bool:
    """Whether a page that begins so is one of ours."""
    return _PAGE.match(head[:_PAGE_HEAD].decode(errors="ignore")) is not None


def refuse_archive(head: bytes, name: str) -> None:
    """Raises RecordsError for an archive, which begins so; ``name`` is the file's."""
    if begins_as_archive(head):
        if name == "-" or name.endswith(".gz"):
            name = "ARCHIVE.db"
        raise RecordsError(f"holds records, no articles: see them with newsextract summary {shlex.quote(name)}")


def refuse_answer(head: bytes, name: str) -> None:
    """Raises RecordsError for rows that begin as a saved answer; ``name`` is the file's."""
    if begins_as_answer(head):
        raise RecordsError(
            f"holds an answer about an archive, no articles: newsextract - < {shlex.quote(name)} reads it all the same"
        )


def refuse_ours(data: bytes) -> None:
    """Raises RecordsError for what newsextract has written for people to read."""
    head = data[:HEAD]
    if begins_as_table(head) or begins_as_page(head):
        raise RecordsError
