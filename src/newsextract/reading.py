"""Files, folders, standard input and JSON lines -> articles, in order; what cannot be read comes as a Failure."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from newsextract.decoding import NotTextError, decode

STDIN = "-"
ARTICLE_SUFFIX = ".txt"
JSON_LINES_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: its file ("-" for standard input), the folder named by the user under which that
    file was found (None if the file itself was named), and its place in a file of many (a line's number, from 1)."""

    file: str
    root: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id (a file's path as given, or the id of a JSON line) and its text, line ends untouched.

    ``title`` and ``date`` are what the file says of itself, where it does. Two articles of the same id, text, title and
    date are equal, wherever they came from.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: its id (path, or path and line) and one line that says why and what to do.

    ``kind``: it could not be read (input), be worked through (article), be done without the worker's end (worker), or
    its record could not be written (output).
    """

    id: str
    message: str
    kind: Literal["input", "article", "worker", "output"] = "input"


def read(inputs: Iterable[str]) -> Iterator[Article | Failure]:
    """The articles of files, folders (their .txt files, at any depth, sorted), .jsonl files and ``-``, one at a time.

    A file of JSON lines is never held whole. Nothing is raised for bad input: it comes as a Failure in its place.
    """
    for name in inputs:
        if name == STDIN:
            yield from _read_stream(Source(STDIN), sys.stdin.buffer)
        elif Path(name).is_dir():
            yield from _read_folder(name)
        else:
            yield from _read_file(Source(name))


def _read_folder(folder: str) -> Iterator[Article | Failure]:
    problems: list[OSError] = []
    found = False
    for root, folders, files in os.walk(folder, onerror=problems.append):
        folders.sort()
        for file in sorted(files):
            if file.lower().endswith(ARTICLE_SUFFIX):
                found = True
                yield from _read_file(Source(str(Path(root, file)), folder))
    for problem in problems:
        yield Failure(str(problem.filename), _reason(problem))
    if not found and not problems:
        yield Failure(folder, f"no {ARTICLE_SUFFIX} file in this folder: name the files, or another folder")


def _read_file(source: Source) -> Iterator[Article | Failure]:
    path = source.file
    try:
        with Path(path).open("rb") as stream:
            if path.lower().endswith(JSON_LINES_SUFFIX):
                yield from _read_json_lines(source, stream)
            else:
                yield _article(source, stream.read())
    except OSError as error:
        yield Failure(path, _reason(error))


def _read_stream(source: Source, stream: BinaryIO) -> Iterator[Article | Failure]:
    """Standard input: JSON lines where the first line is a JSON object, else one article."""
    first = stream.readline()
    if _is_json_object(first):
        yield from _read_json_lines(source, chain([first], stream))
    else:
        yield _article(source, first + stream.read())


def _read_json_lines(source: Source, lines: Iterable[bytes]) -> Iterator[Article | Failure]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _article_of_line(replace(source, row=number), line)


def _article_of_line(source: Source, line: bytes) -> Article | Failure:
    place = f"{source.file}:{source.row}"
    try:
        row = json.loads(decode(line))
    except NotTextError as error:
        return Failure(place, str(error))
    except (ValueError, RecursionError) as error:
        return Failure(place, f"not JSON ({error}): each line must be an object with id and text")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Failure(place, 'no "text" string in this line: each line must be an object with id and text')
    id = row.get("id")
    return Article(place if id is None else str(id), row["text"], source=source)


def _article(source: Source, data: bytes) -> Article | Failure:
    try:
        return Article(source.file, decode(data), source=source)
    except NotTextError as error:
        return Failure(source.file, str(error))


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file: check the name, or use - for standard input"
    if isinstance(error, PermissionError):
        return "may not be read: check its permissions"
    return (error.strerror or str(error)).lower()
