"""Files, folders, standard input and JSON lines -> articles, in order; what cannot be read comes as a Failure."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from newsextract.decoding import NotTextError, decode

STDIN = "-"
ARTICLE_SUFFIX = ".txt"
JSON_LINES_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id (a file's path as given, or the id of a JSON line) and its text, line ends untouched."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: its id (path, or path and line) and one line that says why and what to do."""

    id: str
    message: str


def read(inputs: Iterable[str]) -> Iterator[Article | Failure]:
    """The articles of files, folders (their .txt files, at any depth, sorted), .jsonl files and ``-``, one at a time.

    A file of JSON lines is never held whole. Nothing is raised for bad input: it comes as a Failure in its place.
    """
    for name in inputs:
        if name == STDIN:
            yield from _read_stream(STDIN, sys.stdin.buffer)
        elif Path(name).is_dir():
            yield from _read_folder(name)
        else:
            yield from _read_file(name)


def _read_folder(folder: str) -> Iterator[Article | Failure]:
    problems: list[OSError] = []
    found = False
    for root, folders, files in os.walk(folder, onerror=problems.append):
        folders.sort()
        for file in sorted(files):
            if file.lower().endswith(ARTICLE_SUFFIX):
                found = True
                yield from _read_file(str(Path(root, file)))
    for problem in problems:
        yield Failure(str(problem.filename), _reason(problem))
    if not found and not problems:
        yield Failure(folder, f"no {ARTICLE_SUFFIX} file in this folder: name the files, or another folder")


def _read_file(path: str) -> Iterator[Article | Failure]:
    try:
        with Path(path).open("rb") as stream:
            if path.lower().endswith(JSON_LINES_SUFFIX):
                yield from _read_json_lines(path, stream)
            else:
                yield _article(path, stream.read())
    except OSError as error:
        yield Failure(path, _reason(error))


def _read_stream(id: str, stream: BinaryIO) -> Iterator[Article | Failure]:
    """Standard input: JSON lines where the first line is a JSON object, else one article."""
    first = stream.readline()
    if _is_json_object(first):
        yield from _read_json_lines(id, chain([first], stream))
    else:
        yield _article(id, first + stream.read())


def _read_json_lines(id: str, lines: Iterable[bytes]) -> Iterator[Article | Failure]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _article_of_line(f"{id}:{number}", line)


def _article_of_line(place: str, line: bytes) -> Article | Failure:
    try:
        row = json.loads(decode(line))
    except NotTextError as error:
        return Failure(place, str(error))
    except (ValueError, RecursionError) as error:
        return Failure(place, f"not JSON ({error}): each line must be an object with id and text")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Failure(place, 'no "text" string in this line: each line must be an object with id and text')
    id = row.get("id")
    return Article(place if id is None else str(id), row["text"])


def _article(id: str, data: bytes) -> Article | Failure:
    try:
        return Article(id, decode(data))
    except NotTextError as error:
        return Failure(id, str(error))


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
