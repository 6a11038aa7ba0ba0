"""Tells what newsextract has written from an article, by how it begins. Records in rows are told in ``rows.py``."""

from __future__ import annotations

import re
import shlex

from newsextract.reading.article import RecordsError
from newsextract.records.kinds import ROWS

_HEAD = 8000
_COUNTED = "|".join(f"{row.one}|{row.name}" for row in ROWS.values())
_BEGINNINGS = {
    # "a.txt  12 words · 1 person · 2 quotes" (on several lines where it is long, or below a title), a blank line
    "table": rf"\S.{{0,4000}}?\s[\d,]+\s+words?(\s+·\s+[\d,]+\s+({_COUNTED}))+\s*(\n\n|\Z)",
    "html": r'.{0,4000}?<meta name=generator content="newsextract',
}
"""Of files in each format of ``output`` that a reader of one article would read."""
_ARCHIVE = re.compile(rb"SQLite format 3\0.{52}news", re.DOTALL)  # with the application id of ``archive``
ARCHIVE_HEAD = 72
"""How many bytes tell an archive."""
_OURS = [re.compile(beginning, re.DOTALL) for beginning in _BEGINNINGS.values()]
_RECORD = re.compile(rb'[\s\[]*\{\s*"schema_version":')


def begins_as_record(head: bytes) -> bool:
    """Whether JSON that begins so is a record, or several: also one that has its article's text and can be read."""
    return _RECORD.match(head) is not None


def begins_as_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return _ARCHIVE.match(head) is not None


def refuse_archive(head: bytes, name: str) -> None:
    """Raises RecordsError for an archive, which begins so; ``name`` is the file's."""
    if begins_as_archive(head):
        if name == "-" or name.endswith(".gz"):
            name = "ARCHIVE.db"
        raise RecordsError(f"holds records, no articles: see them with newsextract summary {shlex.quote(name)}")


def refuse_ours(data: bytes) -> None:
    """Raises RecordsError for what newsextract has written."""
    head = data[:_HEAD].decode(errors="ignore")
    if any(beginning.match(head) for beginning in _OURS):
        raise RecordsError
