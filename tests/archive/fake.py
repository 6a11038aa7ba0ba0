"""A stand-in for the pipeline whose articles are written as what is to be found in them."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsextract.batch.run import request
from newsextract.batch.workers.fingerprint import Fingerprint
from newsextract.batch.workers.work import Extraction
from newsextract.cli import running
from newsextract.cli.app import app
from newsextract.reading import Article
from newsextract.records.record import Country, CountryMention, Mention, Person, Quote, Record, Speaker
from tests.batch.fake import HereAndNow
from tests.records import NO_FINDS

Run = Callable[..., list[str]]
_PERSON = re.compile(r" ?(?:(?P<title>Mr|Mrs|Ms|Sir) )?(?P<name>[^,;.\n]+)(?:, (?P<role>[^;.\n]+))?(?:;|$)")


class Finder:
    """Finds in "Ana Duarte, a baker; Bo Lee" two people; in "in: FR PE" countries. "fail" fails.

    The longer a text, the surer it is.
    """

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        return [self._result(article) for article in batch]

    def _result(self, article: Article) -> Record | Exception:
        if article.text == "fail":
            return ValueError("as told")
        whole = (0, len(article.text))
        people: list[Person] = []
        quotes: list[Quote] = []
        for found in _PERSON.finditer(article.text.partition(" in: ")[0]):
            start, end = found.span("name")
            name = found["name"]
            roles, titles = (found["role"],) if found["role"] else (), (found["title"],) if found["title"] else ()
            speaker = Speaker(name, start, end, name, len(people))
            sure = round(1 - 1 / (end - start + 1), 2)
            quotes.append(Quote(name, start, end, "direct", len(people), speaker, None, whole, confidence=sure))
            people.append(Person(name, (), titles, roles, (Mention(name, start, end, whole),), confidence=sure))
        countries = []
        for found in re.finditer(r"\b[A-Z]{2}\b", article.text.partition(" in: ")[2]):
            mention = CountryMention(found[0], 0, 2, "name", None, whole)
            countries.append(Country(found[0], found[0], found[0] + "X", (mention,), confidence=0.9))
        finds = {**NO_FINDS, "people": tuple(people), "countries": tuple(countries), "quotes": tuple(quotes)}
        return Record(2, article.id, "fake", article.title, article.date, text=article.text, **finds)


class FinderJob(Extraction):
    def load(self) -> Finder:
        return Finder()


@contextmanager
def _engine(self: request.Run, job: FinderJob) -> Iterator[HereAndNow]:
    yield HereAndNow(job)  # type: ignore[arg-type] # it needs no more of a job than any has


def find_in_this_process(patch: pytest.MonkeyPatch) -> None:
    """Have every request be carried out here, by ``Finder``, with nothing forced to the disk."""
    patch.setattr(request, "Extraction", FinderJob)
    patch.setattr(request.Run, "_engine", _engine)
    patch.setattr(request.Run, "_fingerprint", lambda self: Fingerprint("v", "m", "r"))
    patch.setattr(os, "fsync", lambda number: None)


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, with that stand-in, writing to a.db; gives what it says on standard error."""
    find_in_this_process(monkeypatch)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, status: int | None = 0, stdin: bytes = b"", output: str = "a.db") -> list[str]:
        monkeypatch.setattr(sys, "argv", ["newsextract", *map(str, arguments), "-o", output])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        assert running.run(app) in ({0, 1, 2} if status is None else {status})
        said = capfd.readouterr()
        assert said.out == ""
        return [line.removeprefix("newsextract: ") for line in said.err.splitlines()]

    return run
