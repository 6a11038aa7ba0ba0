"""The manifests of a folder that an earlier newsextract began -> its ledger.

They are JSON lines. A run's first line has its number, what its records depend on besides their articles, and what it
reads. Each article has a line before its record takes its name, and records are said to be written, or removed, in
later ones. What counts of a record is what the run of the highest number said last, in whichever manifest.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsextract.batch.ledger.below import Below
from newsextract.batch.ledger.layout import digest, may_be_place
from newsextract.batch.ledger.ledger import as_made
from newsextract.batch.ledger.origins import Origin, place_of
from newsextract.output.lock import lock
from newsextract.reading import is_address

if TYPE_CHECKING:
    from newsextract.batch.ledger.folder import FolderLedger

_MAIN = "manifest.jsonl"
_OF_PART = re.compile(r"manifest\.\d+-of-\d+\.jsonl")
_OPTIONS = (b'"--only"', b'"--format"')  # in a line that begins a run
_RUN = re.compile(rb'\{"run": (\d{1,15}),')
_NUMBER = re.compile(r"~~(\d+)\.\w+$")  # of an id that came before in its file
_LINE = re.compile(r"/(line-(\d+))(~~\d+)?\.\w+$")  # an article of a file of many that has no id


@dataclass(slots=True)
class _Said:
    """What was said last of a record: the run, its line, whether it is written, and the hash of the one before."""

    run: int
    line: dict[str, Any]
    is_written: bool
    earlier: str


def manifests(below: Below) -> list[str]:
    """Those of the parts, then that of whole runs; none where that is no manifest of newsextract."""
    if not below.is_file(_MAIN):
        return []
    with below.open(_MAIN, "rb") as stream:
        first = stream.readline(4096)
    is_ours = first.startswith(b'{"run": ') and all(option in first for option in _OPTIONS)
    return [*filter(_OF_PART.fullmatch, below.names()), _MAIN] if is_ours else []


def is_held(below: Below) -> bool:
    """Whether an earlier newsextract is writing to the folder."""
    with below.open(_MAIN, "rb") as stream:
        return lock(stream) is False


def take_over(below: Below, ledger: FolderLedger) -> None:
    """Put into the ledger what these say of records that it does not know."""
    said, headers = _read(below)
    known = {path for (path,) in ledger.connection.execute("SELECT path FROM output")}
    for path, last in said.items():
        header = headers.get(last.run)
        if header and path not in known:
            _enter(ledger, path, last, header)


def _read(below: Below) -> tuple[dict[str, _Said], dict[int, dict[str, Any]]]:
    said: dict[str, _Said] = {}
    headers: dict[int, dict[str, Any]] = {}
    for name in reversed(manifests(below)):
        with below.open(name, "rb") as lines:
            for run, row in _rows(lines):
                if "parts" in row:
                    headers[run] = row
                elif _is_entry(row):
                    before = said.get(row["output"])
                    if before is None or run >= before.run:
                        earlier = before.line["record"] if before and before.is_written else before and before.earlier
                        said[row["output"]] = _Said(run, row, False, earlier or "")
                else:
                    _note(said, run, row)
    return said, headers


def _note(said: dict[str, _Said], run: int, row: dict[str, Any]) -> None:
    for path in _names(row.get("written")):
        if path in said and said[path].run == run:
            said[path].is_written = True
    for path in _names(row.get("removed")):
        if path in said and said[path].run <= run:
            del said[path]


def _rows(lines: Iterator[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for line in lines:
        if number := _RUN.match(line):
            with suppress(ValueError, RecursionError):  # cut short, or damaged
                yield int(number[1]), json.loads(line)


def _is_entry(row: dict[str, Any]) -> bool:
    strings = (row.get("id"), row.get("file") or "", row.get("output"), row.get("hash"), row.get("record", ""))
    return all(isinstance(one, str) for one in strings) and "key" in row and may_be_place(row["output"])


def _names(value: Any) -> Iterator[str]:
    return (name for name in (value if isinstance(value, list) else []) if isinstance(name, str))


def _enter(ledger: FolderLedger, path: str, said: _Said, header: dict[str, Any]) -> None:
    line, input, from_here = said.line, header.get("input"), header.get("input_from_here")
    made = {name: value for name, value in header.items() if name not in ("run", "input", "input_from_here", "parts")}
    run = ledger.run_from_here(as_made(made), input, from_here)
    origin = _origin(line, path, input)
    article = ledger.enter(origin, 0, run)
    values = (path, article, line["hash"], line.get("record", ""), None if said.is_written else said.earlier)
    ledger.connection.execute("INSERT INTO output VALUES (?, ?, ?, ?, ?)", values)


def _origin(line: dict[str, Any], path: str, input: str | None) -> Origin:
    file = line["file"]
    is_alone = line["key"] == digest(file or "")
    if file is not None and not is_address(file):
        file = os.path.join(input or "", file)  # noqa: PTH118 - it may be a million
    number, without_id = _NUMBER.search(path), _LINE.search(path)
    name = without_id[1] if without_id and line["id"].endswith(f":{without_id[2]}") else line["id"]
    several = None if is_alone and file is not None else (int(number[1]) if number else 1, name)
    return Origin(place_of(file, several), file, None if is_alone else 0, line["hash"])
