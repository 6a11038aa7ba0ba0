"""Cheap stand-ins for the pipeline, whose articles say what becomes of them: in real processes, or in this one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsextract.batch.run import request
from newsextract.batch.run.request import Run
from newsextract.batch.workers.fingerprint import Fingerprint
from newsextract.batch.workers.work import Extraction, Outcome, work
from newsextract.extraction.options import Options
from newsextract.reading import Article
from newsextract.records.record import Mention, Person, Record
from tests.process import wait_for
from tests.records import NO_FINDS


class FakeExtractor:
    """An article's text is a command: sleep SECONDS, make FILE, wait for FILE, die, die once FILE, fail, or else."""

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        return [self._result(article) for article in batch]

    def _result(self, article: Article) -> Record | Exception:
        match article.text.split():
            case ["sleep", seconds]:
                time.sleep(float(seconds))
            case ["make", path]:
                Path(path).touch()
            case ["wait", "for", path]:
                _wait_for(Path(path))
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die", "once", path] if not Path(path).exists():
                Path(path).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case ["fail"]:
                return ValueError("as told")
        return Record(1, article.id, f"fake {os.getpid()}", None, None, **NO_FINDS)


def _wait_for(path: Path) -> None:
    """Until the file is there; where that takes too long, it is told by a file beside it."""
    try:
        wait_for(path.exists)
    except AssertionError:
        path.with_name(f"no {path.name}").touch()


ALL = Options()


@dataclass(frozen=True)
class FakeJob(Extraction):
    """Sends records back, or writes them out; ``dies``: it cannot even be loaded."""

    options: Options = ALL
    dies: bool = False

    def load(self) -> FakeExtractor:
        if self.dies:
            os._exit(3)
        print("what a library prints")  # must not get into the answers
        return FakeExtractor()


class Echo:
    """What it finds is what it read and was asked for. An article whose text is "fail" fails."""

    def __init__(self, asked: str) -> None:
        self._asked = asked

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        return [self._result(article) for article in batch]

    def _result(self, article: Article) -> Record | Exception:
        if article.text == "fail":
            return ValueError("as told")
        found = Person(f"{self._asked}: {article.text}", (), (), (), (Mention(article.text, 0, len(article.text)),))
        return Record(1, article.id, "echo", article.title, article.date, **{**NO_FINDS, "people": (found,)})


class EchoJob(Extraction):
    def load(self) -> Echo:
        return Echo(f"{','.join(self.options.kinds)} {self.options.indirect}")


class HereAndNow:
    """An engine that does a chunk at once, in this process."""

    slots = 1

    def __init__(self, job: EchoJob) -> None:
        self._job = job

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
        answer: Future[list[Outcome]] = Future()
        answer.set_result(work(self._job, articles))
        return answer

    def close(self) -> None:
        pass


@contextmanager
def _engine(self: Run, job: EchoJob) -> Iterator[HereAndNow]:
    yield HereAndNow(job)


def echo_in_this_process(patch: pytest.MonkeyPatch) -> None:
    """Have every request be carried out here, by ``Echo``, with nothing forced to the disk."""
    patch.setattr(request, "Extraction", EchoJob)
    patch.setattr(Run, "_engine", _engine)
    patch.setattr(Run, "_fingerprint", lambda self: Fingerprint("v", "m", "r"))
    patch.setattr(os, "fsync", lambda number: None)
