"""A file of corrections: CSV as ``newsextract corrections`` writes it, or TOML with the same keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli

from newsextract.archive.corrections.corrections import (
    COLUMNS,
    ESCAPED,
    KINDS,
    ContradictionError,
    Correction,
    Decisions,
    checked,
    last_of_each_subject,
)
from newsextract.archive.store.database import ArchiveError
from newsextract.archive.store.rows import storable
from newsextract.output.formats.csv import text_of_cell

_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*correction[ \t]*\]\]", re.MULTILINE)
_LARGEST = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a file, which contradict each other nowhere."""

    path: Path
    lines: tuple[Correction, ...]


def read_corrections(path: Path) -> Corrections:
    """What a file corrects. Raises ArchiveError, with the line, for what is no correction or contradicts another."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ArchiveError(f"{path}: too large for a file of corrections: check what it is")
        text = path.read_bytes().decode("utf-8-sig")  # with the line ends that an article's id may have
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{path}: not UTF-8: save it as UTF-8") from error
    decisions, lines = Decisions(), []
    rows = _rows_of_toml if path.suffix.lower() == ".toml" else _rows_of_csv
    for number, row in rows(path, text):
        try:
            line = _correction(row)
            decisions.add(line)
        except ContradictionError as error:
            raise ArchiveError(f"{path}:{number}: {line}: {error}: remove one of the lines") from error
        except ValueError as error:
            raise ArchiveError(f"{path}:{number}: {error}") from error
        lines.append(line)
    return Corrections(path, tuple(last_of_each_subject(lines)))


def undone_and_added(new: Corrections, before: list[Correction]) -> tuple[list[Correction], list[Correction]]:
    """The corrections of an archive that those of a file contradict, and those of the file that it does not have."""
    decisions, gone = Decisions(new.lines), []
    by_subject = {line.subject: line for line in new.lines}
    for line in before:
        try:
            decisions.add(line)
            is_contradicted = by_subject.get(line.subject, line) != line
        except ContradictionError:
            is_contradicted = True
        if is_contradicted:
            gone.append(line)
    return gone, [line for line in new.lines if line not in before]


def _rows_of_csv(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each line's number and its values by column."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        if text and not {"kind", "name"} <= set(reader.fieldnames or ()):
            raise ArchiveError(f"{path}:1: no columns of corrections: the first line is {','.join(COLUMNS)}")
        for row in reader:
            if "" in row:
                raise ArchiveError(f"{path}:{reader.line_num}: more cells than the first line has")
            text_of = text_of_cell if row.pop(ESCAPED, None) else str
            yield reader.line_num, {column: text_of(cell or "") for column, cell in row.items()}
    except csv.Error as error:
        raise ArchiveError(f"{path}:{reader.line_num}: no CSV ({error})") from error


def _rows_of_toml(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        content = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{path}: {error}") from error
    tables = content.get("correction")
    if set(content) > {"correction"} or not isinstance(tables, list):
        raise ArchiveError(f"{path}: no corrections: write [[correction]] above each, then kind = ..., name = ...")
    numbers = [text.count("\n", 0, found.start()) + 1 for found in _HEAD.finditer(text)]
    for place, table in enumerate(tables):
        yield numbers[place] if len(numbers) == len(tables) else place + 1, table


def _correction(row: Mapping[str, Any]) -> Correction:
    """Raises ValueError."""
    texts = {column: storable(str(row.get(column, ""))) for column in COLUMNS}
    values = {  # an article's id may have blanks around it
        column: (text if column in ("article", "other_article") else text.strip()) if text.strip() else None
        for column, text in texts.items()
    }
    if unknown := sorted(set(row) - {*COLUMNS, "number"}):
        raise ValueError(f"unknown {unknown[0]!r}: there are {', '.join(COLUMNS)}")
    kind = next((one for one in KINDS if one == values["kind"]), None)
    if kind is None:
        raise ValueError(f"kind {values['kind'] or ''!r}: choose one of {', '.join(KINDS)}")
    start = values["start"]
    if start and not start.isdecimal():
        raise ValueError(f"start {start!r}: give the place in the article, as the number of characters before it")
    day = values["date"] or date.today().isoformat()
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"date {day!r}: give a day, as 2026-03-05") from None
    place = int(start) if start else None
    return checked(
        Correction(kind, values["name"] or "", values["article"], values["other"], values["other_article"], place, day)
    )
