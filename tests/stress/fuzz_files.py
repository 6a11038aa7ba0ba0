"""Files of every format: each article in them comes out or is told of in one line, here and by the command."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsextract import Article, Failure, read
from tests.stress.files import File, make_file

_TOGETHER = 250
_SECONDS = 2.0
_KNOWN = ("txt", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson", "csv", "tsv", "parquet", "docx", "pdf")


def case(seed: int, number: int) -> File:
    """The file of that number."""
    return make_file(random.Random(f"files {seed} {number}"), number)


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each file with which something is wrong, and what."""
    for first in range(0, len(numbers), _TOGETHER):
        folder = place / "in"
        folder.mkdir()
        items: dict[str, list[Article | Failure]] = {}
        for number in numbers[first : first + _TOGETHER]:
            file = case(seed, number)
            path = folder / file.name
            path.write_bytes(file.data)
            start = time.process_time()
            try:
                items[file.name] = list(read(path))
            except Exception as error:
                yield number, f"{type(error).__name__}: {error}"
                path.unlink()
                continue
            if (seconds := time.process_time() - start) > _SECONDS:
                yield number, f"takes {seconds:.1f} s for {len(file.data)} bytes"
            yield from ((number, wrong) for wrong in _wrong(file, path, items[file.name]))
        yield from by_the_command(place, {name: of_file for name, of_file in items.items() if _is_known(name)})
        shutil.rmtree(folder)


def _is_known(name: str) -> bool:
    return name.lower().removesuffix(".gz").rpartition(".")[2] in _KNOWN


def _wrong(file: File, path: Path, items: list[Article | Failure]) -> Iterator[str]:
    if not items and path.suffix.lower() not in (".jsonl", ".csv", ".tsv", ".parquet", ".gz"):
        yield "nothing came out, and nothing was told"
    for item in items:
        if not item.id or (isinstance(item, Failure) and (not item.message or len(item.message.splitlines()) != 1)):
            yield f"told as {item}"
        elif isinstance(item, Article) and not all(isinstance(part, str | None) for part in (item.title, item.date)):
            yield f"came out as {item}"
    if file.rows is not None:
        found = [(None if id is None else getattr(item, "id", ""), getattr(item, "text", item)) for item, (id, _) in
                 zip(items, file.rows, strict=False)]  # fmt: skip
        if len(items) != len(file.rows) or found != file.rows:
            yield f"{found} came out of {file.rows}"


def by_the_command(place: Path, items: dict[str, list[Article | Failure]]) -> Iterator[tuple[int, str]]:
    """The same files as a folder's: a record for each article, a line for each failure."""
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", "in", "-o", "out/", "--only", "countries", "-q"],
        cwd=place,
        capture_output=True,
        check=False,
    )
    told = [line for line in done.stderr.decode(errors="replace").splitlines() if " skipped " not in line]
    some = int(next(iter(items), "0").partition(".")[0])
    if done.returncode not in (0, 1) or not all(line.startswith("newsextract: ") for line in told):
        yield some, f"or one after it: status {done.returncode}, {told[-3:]}"
    errors = place / "out" / "errors.jsonl"
    rows = [json.loads(line) for line in errors.read_text("utf-8").splitlines()] if errors.exists() else []
    for row in rows:
        if row["kind"] != "input":
            yield int(Path(row["id"]).name.partition(".")[0]), f"told as {row}"
    wanted = sum(isinstance(item, Failure) for of_file in items.values() for item in of_file)
    if len(rows) != wanted or len(told) != wanted:
        yield some, f"or one after it: {len(told)} lines and {len(rows)} errors of {wanted}"
    records = [path for path in (place / "out").rglob("*.json") if path.is_file()]
    wanted = sum(isinstance(item, Article) for of_file in items.values() for item in of_file)
    if len(records) != wanted:
        yield some, f"or one after it: {len(records)} records of {wanted} articles"
    shutil.rmtree(place / "out")
