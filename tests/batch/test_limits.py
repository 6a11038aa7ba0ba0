"""One article cannot end a run: what is too large, takes too long, or crashes costs itself."""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from newsextract.batch.run.rows import RowReader
from newsextract.batch.run.runner import run
from newsextract.batch.workers.pool import Pool
from newsextract.batch.workers.work import Extracted
from newsextract.reading import (
    USUAL_LIMITS,
    Article,
    Failure,
    Fields,
    Limits,
    RawFile,
    Source,
    article_of,
    limits_of,
    read,
)
from newsextract.reading.article import UnreadableError
from tests.batch.fake import FakeJob
from tests.process import Command, children

NEWS = "Ana Duarte of France said she had 3 dogs.\n"


def lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


def ids(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [Path(json.loads(line)["id"]).name for line in done.stdout.splitlines()]


def bomb(size: int, line: str = "0" * 28) -> bytes:
    """Gzip data of one line again and again, without holding them."""
    packed = subprocess.run(f"yes '{line}' | head -c {size} | gzip", shell=True, capture_output=True, check=True)
    return packed.stdout


def test_what_is_too_large_costs_itself(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "long.txt").write_text("\n" * 6_000_000)
    (tmp_path / "page.html").write_text("<html>" + " " * 20_000_000)
    (tmp_path / "packed.txt.gz").write_bytes(bomb(60_000_000))
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"id": "one", "text": NEWS})
        + "\n"
        + json.dumps({"id": "long", "text": "x" * 20_000_000})
        + "\n"
        + json.dumps({"id": "three", "text": NEWS})
        + "\n"
    )
    (tmp_path / "rows.jsonl.gz").write_bytes(bomb(60_000_000))
    (tmp_path / "more.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"text": NEWS}).encode() + b"\n") + bomb(60_000_000, line=" " * 999)
    )
    (tmp_path / "z.txt").write_text(NEWS)
    done = command(str(tmp_path), "-f", "jsonl", "--only", "countries")
    assert done.returncode == 1
    assert ids(done) == ["a.txt", "more.jsonl.gz:1", "one", "three", "z.txt"]
    told = "\n".join(lines(done))
    assert "long.txt: a text of 6,000,000 characters, over 5,000,000: --limit text=6MB raises the limit" in told
    assert "page.html: more than 20,000,000 bytes, too many for one article: --limit page=SIZE raises" in told
    # Python 3.12 takes in so much at once that a page's limit may be reached before the ratio is.
    assert re.search(r"packed\.txt\.gz: (unpacks to more than 200 times its size|more than 20,000,000 bytes)", told)
    assert "rows.jsonl:2: a row of more than 20,000,000 bytes: --limit row=SIZE raises the limit" in told
    assert "rows.jsonl.gz: none of its first 100 rows is an article (row 1: not JSON" in told
    assert "more.jsonl.gz: unpacks to more than 200 times its size, as a decompression bomb does" in told


def test_the_limits_can_be_set(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    done = command(str(tmp_path / "a.txt"), "--limit", "text=20B")
    assert (done.returncode, lines(done)) == (
        1,
        [f"newsextract: {tmp_path}/a.txt: a text of 42 characters, over 20: --limit text=1MB raises the limit"],
    )
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "story", "text": NEWS}) + "\n" + json.dumps({"text": NEWS}))
    says = "a text of 42 characters, over 20: --limit text=1MB raises the limit"
    told = lines(command("rows.jsonl", "-o", "out/", "--limit", "text=20B"))
    assert told[:2] == [f"newsextract: rows.jsonl:1: story: {says}", f"newsextract: rows.jsonl:2: {says}"]
    failed = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert [row["id"] for row in failed] == ["rows.jsonl:1", "rows.jsonl:2"]
    wrong = command("-", "--limit", "txt=3", stdin=b"")
    assert wrong.returncode == 2
    assert lines(wrong) == ["newsextract: --limit txt=3: no limit 'txt': choose from text, page, row, unpacked, ratio"]


def test_an_endless_file_ends(command: Command, tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    done = command(str(tmp_path / "zero.txt"), "/dev/zero")
    assert done.returncode == 1
    assert [line.partition(": ")[2].partition(":")[0] for line in lines(done)] == [f"{tmp_path}/zero.txt", "/dev/zero"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("", Limits()),
        ("text=10MB", Limits(text=10_000_000)),
        ("text=1.5kb, row=2G", Limits(text=1500, row=2_000_000_000)),
        ("ratio=1000", Limits(ratio=1000)),
    ],
)
def test_limits_are_read(text: str, limits: Limits) -> None:
    assert limits_of(text) == limits


@pytest.mark.parametrize(
    "text", ["text", "text=", "text=0", "text=-1", "text=many", "=3", "text=1TB", f"page={2**63}", f"row={'9' * 400}GB"]
)
def test_limits_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"limit|size"):
        limits_of(text)


def test_no_memory_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_memory(*arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("newsextract.reading.documents.text.decode", no_memory)
    failure = article_of(RawFile(Source("a.txt"), b"One.", "documents.text"), USUAL_LIMITS)
    assert failure == Failure("a.txt", "too large for the memory of this machine")
    monkeypatch.setattr("newsextract.reading.tables.json_lines.text_lines", no_memory)
    (tmp_path / "a.jsonl").write_text("{}")
    assert [item.id for item in read(tmp_path) if isinstance(item, Failure)] == [str(tmp_path / "a.jsonl")]


@pytest.mark.parametrize("slots", [0, 1])
def test_an_article_that_takes_too_long_costs_itself(slots: int) -> None:
    articles, job = [Article(text, text) for text in ("one", "sleep 600", "three")], FakeJob()
    with closing(Pool(job, slots, seconds=3)) if slots else nullcontext() as pool:
        done = [result for results in run(articles, job, pool, 3) for result in results]
    assert [type(result.outcome) for result in done] == [Extracted, Failure, Extracted]
    assert done[1].outcome == Failure(
        "sleep 600", "took too long and was stopped: --timeout SECONDS gives it more time", "worker"
    )


def test_one_article_that_takes_too_long_is_told_in_one_line(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS * 20_000)
    (tmp_path / "short.txt").write_text(NEWS)
    (tmp_path / "b.json").write_text("[]\n")
    for output in ([], ["-o", "b.json"], ["-o", "a.db"]):
        done = command("a.txt", "--timeout", "0.01", *output)
        assert done.returncode == 1
        assert b"a.txt: took too long and was stopped: --timeout SECONDS gives it more time" in done.stderr
        assert len(lines(done)) == 1 + len(output) // 2
        assert not done.stdout
    assert (tmp_path / "b.json").read_text() == "[]\n"
    assert command("short.txt", "--timeout", "0", "--only", "countries").returncode == 0


def test_a_worker_that_is_stopped_is_replaced(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(NEWS * 100)
    words = [sys.executable, "-m", "newsextract", str(tmp_path), "--timeout", "15", "-f", "jsonl", "--only", "numbers"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        seen = [process.stdout.readline()]
        for pid in children(process.pid):
            os.kill(pid, signal.SIGSTOP)
        seen += process.stdout.readlines()
    assert process.returncode == 0
    assert [Path(json.loads(line)["id"]).stem for line in seen] == [f"{number:02}" for number in range(30)]


def test_a_run_of_many_has_a_worker_and_the_parent_loads_nothing(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(f"<html><body><p>{NEWS * 20}</p></body></html>")
    words = [sys.executable, "-m", "newsextract", str(tmp_path), "-f", "jsonl", "--only", "numbers"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        maps = Path(f"/proc/{process.pid}/maps").read_text()
        assert len(children(process.pid)) == 1
        process.stdout.read()
    assert "numpy" not in maps
    assert "lxml" not in maps


def test_a_reader_that_crashes_costs_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": str(number), "text": "x" * 30_000}) + "\n" for number in range(40)))
    with closing(RowReader(seconds=300)) as rows:
        items = rows(Source(str(path)), Fields(), USUAL_LIMITS)
        next(items)
        for pid in children(os.getpid()):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(UnreadableError, match=r"crashed the process that read it after row .*SIGKILL"):
            list(items)
        assert len(list(rows(Source(str(path)), Fields(), USUAL_LIMITS))) == 40


def test_a_reader_that_blocks_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": str(number), "text": "x" * 30_000}) + "\n" for number in range(40)))
    with closing(RowReader(seconds=5)) as rows:
        items = rows(Source(str(path)), Fields(), USUAL_LIMITS)
        next(items)
        readers = children(os.getpid())
        send(signal.SIGSTOP, readers)
        going_on = threading.Timer(300, send, (signal.SIGCONT, readers))
        going_on.daemon = True
        going_on.start()
        with pytest.raises(UnreadableError, match="took longer than 5 s: --timeout gives more time"):
            list(items)
        going_on.cancel()


def send(number: signal.Signals, processes: list[int]) -> None:
    for pid in processes:
        os.kill(pid, number)


def test_a_bomb_takes_no_memory(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(bomb(300_000_000, line=" " * 999))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (failure,) = (item for item in read(tmp_path / "a.jsonl.gz") if "bomb" in getattr(item, "message", ""))
    assert isinstance(failure, Failure)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_what_a_worker_logs_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Café society spent €5.".encode("cp1252"))
    (tmp_path / "b.txt").write_text(NEWS)
    done = command(str(tmp_path), "-v", "-f", "jsonl", "--only", "numbers")
    assert f"newsextract: {tmp_path}/a.txt: not UTF-8, read as cp1252 (a guess)" in lines(done)
