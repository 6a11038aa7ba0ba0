"""Whatever happens to the inputs and to the runs: a finished run that prunes leaves the folder as a run into an empty
one would; one that does not leaves the records of articles that are gone or fail now beside these.

Random sequences of edits, options, parts, kills and runs. The engine is the real one with a stand-in for the pipeline;
some go through the real command too. NEWSEXTRACT_SEQUENCES=500 does more than the usual 25.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from newsextract.archive.filling.sink import ArchiveSink
from newsextract.batch.run.options import Request
from newsextract.batch.run.request import Run
from newsextract.extraction.options import Options
from newsextract.ledger import database, folder
from tests.batch.fake import echo_in_this_process
from tests.forked import Running
from tests.process import run_command

COUNT = int(os.environ.get("NEWSEXTRACT_SEQUENCES", "25"))
CHECKED = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True, "database": None}

TEXT_FILES = ("a.txt", "A.txt", "b.md", "deep/c.txt", "a.txt.json/d.txt", "a.txt.jsonl/deep/d.txt", "Deep/c.txt")
FILES_OF_MANY = ("m.jsonl", "deep/n.jsonl", "a.jsonl")
TEXTS = ("Ana went to France.", "Bo is in Peru.", "Cy met Di in Chad.", "", "fail")
UNREADABLE = bytes(range(256))
ROWS = tuple(json.dumps(row) for row in [{"id": id, "text": text} for id in ("x", "X", "y") for text in TEXTS[:3]])
ROWS += ('{"text": "Ed."}', '{"text": "Flo."}', '{"id": "x", "text": "fail"}', "{}", "[")
CONTENTS = st.sampled_from([*(text.encode() for text in TEXTS), UNREADABLE])
LINES = st.lists(st.sampled_from(ROWS), max_size=5)
INPUTS = ("news", "./news/", "../{here}/news", "{absolute}/news")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder with what is in it, but ledgers, failures, and what killed runs were writing."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if not path.name.startswith((".newsextract", "errors")) and path.relative_to(folder).parts[0] != ".aside"
    }


def articles(place: Path) -> dict[str, str]:
    """The article of each record, by its path, as the ledgers tell, that of a part last."""
    found: dict[str, str] = {}
    for path in sorted(place.glob(".newsextract*.db"), key=lambda path: len(path.name)):
        with closing(sqlite3.connect(path)) as ledger:
            found.update(ledger.execute("SELECT path, place FROM output JOIN source USING (article_id)"))
    return found


def failures(folder: Path) -> list[bytes]:
    return sorted(line for path in folder.glob("errors.jsonl") for line in path.read_bytes().splitlines())


class Resumed(RuleBasedStateMachine):
    """A folder of articles, and a folder of records that all runs share."""

    formats = ("json", "jsonl", "table", "csv")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="states-"))
        self.patch = pytest.MonkeyPatch()
        self.patch.chdir(self.place)
        self.news, self.out = self.place / "news", self.place / "out"
        self.history: dict[Path, list[bytes]] = {}
        self.fresh = 0
        self.input, self.options = (
            "news",
            Request([], options=Options(kinds=("countries", "quotes")), format="json", quiet=True),
        )
        self.set_up()

    def set_up(self) -> None:
        echo_in_this_process(self.patch)

    def into(self, output: Path) -> str:
        return f"{output}/"

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.place)

    # What happens to the inputs

    @initialize(texts=st.lists(CONTENTS, min_size=2, max_size=3), lines=LINES)
    def begin(self, texts: list[bytes], lines: list[str]) -> None:
        for name, text in zip(("a.txt", "deep/c.txt", "a.txt.json/d.txt"), texts, strict=False):
            self.put(self.news / name, text)
        self.put(self.news / "m.jsonl", "\n".join(lines).encode())

    def put(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.history.setdefault(path, []).append(content)

    @rule(name=st.sampled_from(TEXT_FILES), content=CONTENTS)
    def write(self, name: str, content: bytes) -> None:
        self.put(self.news / name, content)

    @rule(name=st.sampled_from(FILES_OF_MANY), lines=LINES)
    def write_lines(self, name: str, lines: list[str]) -> None:
        self.put(self.news / name, "\n".join(lines).encode())

    @rule(name=st.sampled_from(FILES_OF_MANY), seed=st.integers(0, 5))
    def reorder(self, name: str, seed: int) -> None:
        if (self.news / name).exists():
            lines = (self.news / name).read_bytes().splitlines()
            random.Random(seed).shuffle(lines)
            self.put(self.news / name, b"\n".join(lines))

    @rule(name=st.sampled_from(TEXT_FILES + FILES_OF_MANY), back=st.integers(2, 3))
    def restore(self, name: str, back: int) -> None:
        past = self.history.get(self.news / name, [])
        if len(past) >= back:
            self.put(self.news / name, past[-back])

    @rule(name=st.sampled_from(TEXT_FILES), to=st.sampled_from(TEXT_FILES))
    def rename(self, name: str, to: str) -> None:
        if (self.news / name).exists():
            content = (self.news / name).read_bytes()
            self.delete(name)
            self.put(self.news / to, content)

    @rule(name=st.sampled_from(TEXT_FILES + FILES_OF_MANY))
    def delete(self, name: str) -> None:
        (self.news / name).unlink(missing_ok=True)

    @rule()
    def empty(self) -> None:
        for path in self.news.rglob("*"):
            if path.is_file():
                path.unlink()

    # What is asked for

    @rule(name=st.sampled_from(INPUTS))
    def call_the_input(self, name: str) -> None:
        self.input = name.format(here=self.place.name, absolute=self.place)

    @rule(kinds=st.sampled_from([("countries",), ("countries", "quotes")]), indirect=st.booleans())
    def ask_for(self, kinds: tuple[Any, ...], indirect: bool) -> None:
        asked = Options(kinds=kinds, indirect=indirect and "quotes" in kinds)
        self.options = replace(self.options, options=asked)

    @rule(number=st.integers(0, 3))
    def ask_for_format(self, number: int) -> None:
        self.options = replace(self.options, format=self.formats[number % len(self.formats)])

    # Runs

    def run(self, output: Path, **options: Any) -> None:
        with redirect_stderr(io.StringIO()):
            asked = replace(self.options, inputs=[self.input], output=self.into(output), **options)
            Run(asked).carry_out(ArchiveSink)

    def run_and_kill(self, moment: int, torn: float, **options: Any) -> None:
        child = os.fork()
        if child == 0:
            try:
                self.die_at(moment, torn)
                self.run(self.out, **options)
            finally:
                os._exit(0)
        os.waitpid(child, 0)

    def die_at(self, moment: int, torn: float) -> None:
        die_at(moment, torn)

    def into_empty_folder(self, **options: Any) -> dict[str, bytes | None]:
        self.fresh += 1
        self.run(self.place / f"fresh{self.fresh}", **options)
        return tree(self.place / f"fresh{self.fresh}")

    def has_articles(self) -> bool:
        return any(path.is_file() for path in self.news.rglob("*"))

    @rule(force=st.booleans(), prune=st.booleans())
    def run_all(self, force: bool, prune: bool) -> None:
        before = tree(self.out)
        self.run(self.out, force=force, prune=prune)
        self.check(before, prune)

    @rule(count=st.integers(1, 3), prune=st.booleans())
    def run_all_parts(self, count: int, prune: bool) -> None:
        before = tree(self.out)
        for number in range(1, count + 1):
            self.run(self.out, shard=(number, count), prune=prune)
        self.check(before, prune, parts=count)

    def check(self, before: dict[str, bytes | None], prune: bool, parts: int = 1) -> None:
        assert not (self.out / ".aside").exists()
        now, wanted = tree(self.out), self.into_empty_folder()
        if self.has_articles():
            assert now == (wanted if prune else wanted | self.kept(before, wanted))
            if parts == 1:  # else they are the last part's alone
                assert failures(self.out) == failures(self.place / f"fresh{self.fresh}")
        else:  # a folder without articles may be one whose disk is not there
            assert now == {name: content for name, content in before.items() if not name.startswith(".aside")}

    def kept(self, before: dict[str, bytes | None], wanted: dict[str, bytes | None]) -> dict[str, bytes | None]:
        """The records that no article has now, in their folders: where none of those that are wanted must be."""
        of, here = articles(self.out), set(articles(self.place / f"fresh{self.fresh}").values())
        kept = {
            name: content
            for name, content in before.items()
            if content is not None and name in of and name not in wanted and of[name] not in here
            if all(wanted.get(str(folder)) is None for folder in Path(name).parents)
        }
        folders = {str(folder): None for name in kept for folder in Path(name).parents if str(folder) != "."}
        return folders | kept

    @rule(number=st.integers(1, 3), count=st.integers(2, 3))
    def run_part(self, number: int, count: int) -> None:
        shard = (min(number, count), count)
        self.run(self.out, shard=shard)
        wanted = self.into_empty_folder(shard=shard)
        now = tree(self.out)
        assert {name: now.get(name) for name in wanted} == wanted

    @rule(moment=st.integers(1, 60), torn=st.sampled_from([0, 0.1, 0.5, 0.9, 1]), force=st.booleans())
    def kill(self, moment: int, torn: float, force: bool) -> None:
        self.run_and_kill(moment, torn, force=force)

    @rule(moment=st.integers(1, 40), torn=st.sampled_from([0, 0.5, 1]), number=st.integers(1, 2))
    def kill_part(self, moment: int, torn: float, number: int) -> None:
        self.run_and_kill(moment, torn, shard=(number, 2))


def die_at(moment: int, torn: float) -> None:
    """Have this process end at its n-th change of the disk, as with -9: of the ledger, before it is whole."""
    left = moment

    def is_last() -> bool:
        nonlocal left
        left -= 1
        return left == 0

    def before_change(event: str, arguments: tuple[Any, ...]) -> None:
        is_change = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
        if (is_change or (event == "open" and arguments[1] in ("w", "wb", "a", "ab"))) and is_last():
            os._exit(9)

    @contextmanager
    def whole(connection: sqlite3.Connection) -> Iterator[None]:
        with really_whole(connection):
            yield
            if is_last():
                os._exit(9)

    really_whole = database.whole
    vars(folder)["whole"] = whole
    sys.addaudithook(before_change)


TestResumed = Resumed.TestCase
TestResumed.settings = settings(max_examples=COUNT, stateful_step_count=30, **CHECKED)  # type: ignore[arg-type]


class ReallyResumed(Resumed):
    """The same by the real command."""

    def set_up(self) -> None:
        """Nothing stands in for anything."""

    def command(
        self, output: Path, shard: tuple[int, int] | None = None, force: bool = False, prune: bool = False
    ) -> list[str]:
        options = ["--only", ",".join(self.options.options.kinds), "-f", self.options.format, "-q", "-o", f"{output}/"]
        options += ["--indirect"] * self.options.options.indirect + ["--force"] * force + ["--prune"] * prune
        options += ["--shard", "{}/{}".format(*shard)] if shard else []
        return [self.input, *options]

    def run(self, output: Path, **options: Any) -> None:
        done = run_command(self.command(output, **options), b"", self.place, {})
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr

    def run_and_kill(self, moment: int, torn: float, **options: Any) -> None:
        running = Running(self.command(self.out, **options), self.place)
        time.sleep(moment * LIKELY / 60)
        running.send_signal(signal.SIGKILL)
        running.end()


LIKELY = 0.3  # seconds that a run takes

TestReallyResumed = ReallyResumed.TestCase
TestReallyResumed.settings = settings(max_examples=max(2, COUNT // 25), stateful_step_count=10, **CHECKED)  # type: ignore[arg-type]
