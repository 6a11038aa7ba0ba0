"""PDFs: the text of their pages in reading order, without running heads and page numbers.

A process of its own reads the file (``pdf_pages``), within limits of time and memory.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

from newsextract import rules
from newsextract.installed import lacks
from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.documents.pdf_pages import LINE_END_HYPHEN, LOCKED, MISSING, SECONDS

MEMORY = 1_000_000_000
"""The bytes that reading a PDF may take."""
_FIRST_YEAR = 1993  # of the format
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_FILE_NAME = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIVIDED = re.compile(rf"(\w*){LINE_END_HYPHEN}(\w*)")
_REMEDY = "save its text as .txt"


def article(source: Source, data: bytes) -> Article:
    """The article of a PDF, a blank line between two paragraphs.

    The title is the document's own property, else a first paragraph in the largest type; the date is that of its
    making, except of a browser's print. Raises UnreadableError, also if pdfminer is not installed.
    """
    found = _answer(data)
    if "error" in found:
        if found["error"] == MISSING:
            raise UnreadableError(lacks("pdf", "office"))
        is_locked = found["error"] == LOCKED
        raise UnreadableError(
            "a PDF with a password: save it without one" if is_locked else f"not a whole PDF: {_REMEDY}"
        )
    text = whole_words("\n\n".join(found["paragraphs"]))
    if not text:
        pages = "1 page" if found["pages"] == 1 else f"{found['pages']:,} pages"
        raise UnreadableError(f"no text in this PDF of {pages}, as in a scan: add its text by OCR, or {_REMEDY}")
    title = _title(found["title"]) or whole_words(found["heading"]) or None
    return Article(source.file, text + "\n", title, _date(found), source=source)


def _answer(data: bytes) -> Any:
    """What the process says. Raises UnreadableError where it says nothing."""
    command = [sys.executable, "-P", "-m", "newsextract.reading.documents.pdf_pages", str(MEMORY)]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"a PDF that takes more than {SECONDS} seconds to read: {_REMEDY}") from error
    except subprocess.CalledProcessError as error:
        raise UnreadableError(
            f"a PDF that is damaged, or takes more than {MEMORY:,} bytes of memory to read: {_REMEDY}"
        ) from error
    return json.loads(done.stdout)


def whole_words(text: str) -> str:
    """The text with each word whole that a line's end divides: with its hyphen, where it is written with one.

    So it is where the text has it so elsewhere, or where its parts are words and the whole is none. Of a text that
    divides no word that is known, one part is enough.
    """
    divided = _DIVIDED.findall(text)
    if not divided:
        return text
    here = {word.lower() for word in _WORD.findall(_DIVIDED.sub(" ", text))}
    known = rules.word_set("people/built/common") | here
    fewest = 2 if any((first + second).lower() in known for first, second in divided) else 1

    def whole(found: re.Match[str]) -> str:
        first, second = found.groups()
        with_hyphen, one_word = f"{first}-{second}", first + second
        if len(first) < 2 or not first.isalpha() or not second[:1].islower():
            return with_hyphen
        if one_word.lower() in known:
            return one_word
        words = sum(part in known or part.removesuffix("s") in known for part in (first.lower(), second.lower()))
        return with_hyphen if with_hyphen.lower() in here or words >= fewest else one_word

    return _DIVIDED.sub(whole, text)


def _title(title: str) -> str | None:
    """The title, if it is no file's name and not what a program writes where there is none."""
    table, small = rules.table("reading/pdf"), title.lower()
    is_none = (
        small in table["no_titles"]
        or small.startswith(tuple(table["before_file_names"]))
        or _FILE_NAME.search(title)
        or not re.search(r"[^\W\d_]{2}", title)
    )
    return None if is_none else " ".join(title.split())


def _date(found: dict[str, str]) -> str | None:
    browsers = tuple(rules.table("reading/pdf")["browsers"])
    made = _DATE.match(found["creationdate"])
    if not made or any(found[entry].lower().startswith(browsers) for entry in ("creator", "producer")):
        return None
    try:
        day = date(*map(int, made.groups()))
    except ValueError:
        return None
    return day.isoformat() if date(_FIRST_YEAR, 1, 1) <= day <= date.today() + timedelta(1) else None
