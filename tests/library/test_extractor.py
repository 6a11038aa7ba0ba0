"""An Extractor in a program: over threads, over processes, pickled."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from newsextract import Article, Extractor, ModelError, Record, RulesError, extract, load
from newsextract.batch.workers import process
from newsextract.extraction import extractor as extractor_module
from newsextract.rules import models_folder
from tests import forked
from tests.process import children

TEXTS = [
    f"{name} paid {number} euros in {place}. “We left,” said {name}.\n\nThen {name.split()[1]} flew home."
    for number, name in enumerate(("Ana Duarte", "Jonas Weber", "Maria Santos"), 2)
    for place in ("Kenya", "Peru", "Berlin", "Ottawa")
]


@pytest.fixture(scope="module")
def alone(extractor: Extractor) -> list[Record]:
    return list(extractor.pipe(TEXTS))


@pytest.fixture
def workers_here(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[int]]:
    """The ids of the worker processes that this one has, from which they are forked."""
    forked.prepare()
    monkeypatch.setattr(process, "subprocess", forked.Subprocess)
    before = {*children(os.getpid())}
    return lambda: {*children(os.getpid())} - before


def test_threads_may_share_one(extractor: Extractor, alone: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    ready, pipe, within = threading.Barrier(4), extractor.nlp.pipe, [0]

    def alone_within(*arguments: Any, **how: Any) -> Any:
        """In the middle of a batch, others that get their turn must wait: a pipeline has one memory zone."""
        for doc in pipe(*arguments, **how):
            within[0] += 1
            time.sleep(0.005)
            assert within == [1]
            within[0] -= 1
            yield doc

    monkeypatch.setattr(extractor.nlp, "pipe", alone_within)

    def run(shift: int) -> list[Record]:
        ready.wait()
        texts = [*TEXTS[shift:], *TEXTS[:shift]]
        records = list(extractor.pipe(texts)) if shift % 2 else [extractor(text) for text in texts]
        return [*records[-shift:], *records[:-shift]] if shift else records

    with ThreadPoolExecutor(4) as threads:
        for records in threads.map(run, range(4)):
            assert [found(record) for record in records] == [found(record) for record in alone]


def found(record: Record) -> dict[str, Any]:
    return record.to_dict() | {"id": ""}


def test_threads_load_the_model_of_extract_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def slowly(options: Any) -> Any:
        loaded.append(options)
        time.sleep(0.05)
        return lambda text: text

    monkeypatch.setattr(extractor_module, "loaded_extractors", {})
    monkeypatch.setattr(extractor_module, "load_for", slowly)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: extract(text, "people"), "abcd")) == [*"abcd"]
    assert len(loaded) == 1


def test_a_stream_may_be_read_from_inside_another(extractor: Extractor, alone: list[Record]) -> None:
    def articles() -> Iterator[str]:
        for text in TEXTS:
            assert extractor(text).people
            yield text

    assert list(extractor.pipe(articles())) == alone


@pytest.fixture
def zembla(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules of one's own, as seen from the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine" / "countries").mkdir(parents=True)
    (tmp_path / "mine" / "countries" / "countries.jsonl").write_text('{"alpha_2": "DE", "names": ["Zembla"]}')
    return Path("mine")


@pytest.mark.usefixtures("workers_here")
def test_it_pickles_with_its_rules_and_options(zembla: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ana Duarte flew to Zembla. Jonas Weber said the road was closed."
    first = load(only=["countries", "quotes"], rules=zembla, indirect=True, text=True, sentences=True)
    data = pickle.dumps(first)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")  # where it arrives, there is no "mine"
    again = pickle.loads(data)
    record = again(text)
    assert record == first(text)
    assert (record.people, record.text, record.quotes[0].kind) == (None, text, "indirect")
    assert [country.alpha_2 for country in record.countries] == ["DE"]
    assert list(first.pipe([text, text], workers=2)) == list(first.pipe([text, text]))


def test_a_model_in_a_folder_pickles_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(models_folder())
    data = pickle.dumps(load("trained", "people"))
    monkeypatch.chdir(tmp_path)
    assert pickle.loads(data)("Ana Duarte spoke.").people[0].name == "Ana Duarte"


def test_what_it_was_loaded_for_may_be_gone(
    zembla: Path, extractor: Extractor, workers_here: Callable[[], set[int]]
) -> None:
    own = load(only="countries", rules=zembla)
    data = pickle.dumps(own)
    zembla.rename("moved")
    with pytest.raises(RulesError, match="mine: no such folder"):
        pickle.loads(data)
    with pytest.raises(ModelError, match="mine: no such folder"):
        list(own.pipe(TEXTS, workers=2))
    assert workers_here() == set()


def test_workers_give_the_same_in_order(
    extractor: Extractor, alone: list[Record], workers_here: Callable[[], set[int]]
) -> None:
    articles = [Article(f"{place}.txt", text) for place, text in enumerate(TEXTS)]
    assert list(extractor.pipe(TEXTS, workers=2)) == alone
    assert list(extractor.pipe(articles, workers=2)) == list(extractor.pipe(articles))
    assert list(extractor.pipe([], workers=2)) == []
    assert workers_here() == set()


@pytest.mark.parametrize("workers", [0, -1])
def test_too_few_workers(extractor: Extractor, workers: int) -> None:
    with pytest.raises(ValueError, match=f"^{workers} workers can do no work: 1 is this process alone"):
        extractor.pipe(TEXTS, workers=workers)


def test_what_is_no_article_is_told_with_workers_too(
    extractor: Extractor, workers_here: Callable[[], set[int]]
) -> None:
    wrong: Any = [TEXTS[0], 3]
    with pytest.raises(TypeError, match="an article's text is a str, not int"):
        list(extractor.pipe(wrong, workers=2))
    assert workers_here() == set()


@pytest.mark.parametrize("close", ["close", "break", "raise"])
def test_workers_end_with_the_stream(extractor: Extractor, close: str, workers_here: Callable[[], set[int]]) -> None:
    def endless() -> Iterator[str]:
        while True:
            yield from TEXTS

    stream = extractor.pipe(endless(), workers=2)
    next(stream)
    assert workers_here()
    if close == "close":
        stream.close()
    elif close == "break":
        for _ in stream:
            break
        del stream
    else:
        with pytest.raises(KeyError):
            stream.throw(KeyError())
    assert workers_here() == set()


def test_an_article_that_fails_is_named(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = extractor.nlp.pipe
    articles = [Article(id, f"{id} Ana Duarte spoke.") for id in ("good", "bad", "late")]

    def failing(docs: Any, **how: Any) -> Any:
        for one in pipe(docs, **how):  # a Doc, or a Doc and its article
            if str(one).lstrip("(").startswith("bad"):
                raise ArithmeticError("as told")
            yield one

    monkeypatch.setattr(extractor.nlp, "pipe", failing)
    stream = extractor.pipe(articles)
    assert next(stream).id == "good"
    with pytest.raises(RuntimeError, match=r"^bad: could not be worked through \(ArithmeticError: as told\)$") as told:
        next(stream)
    assert isinstance(told.value.__cause__, ArithmeticError)
    assert next(stream, None) is None
    with pytest.raises(RuntimeError, match=r"^bad: "):
        extractor(articles[1])
    monkeypatch.setattr(extractor.nlp, "pipe", lambda docs, **how: 1 / 0)
    with pytest.raises(RuntimeError, match=r"^the article: could not be worked through \(ZeroDivisionError: "):
        extractor("Ana Duarte spoke.")


class Unreadable(str):
    """A text that no worker can take, for it cannot be made anew."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def test_an_article_that_fails_in_a_worker_is_named(extractor: Extractor, workers_here: Callable[[], set[int]]) -> None:
    stream = extractor.pipe([*TEXTS[:1], Unreadable("Ana Duarte spoke.")], workers=2)
    assert next(stream).id == "0"
    with pytest.raises(RuntimeError, match=r"^1: this article crashed its worker \(it ended with status 3\)"):
        next(stream)
    assert workers_here() == set()


PROGRAM = """
from newsextract import load

print([record.people[0].name for record in load(only="people").pipe({texts!r}, workers=2)])
"""


@pytest.mark.parametrize("how", ["script", "typed"])
def test_a_plain_script_and_a_session_have_workers_too(how: str, tmp_path: Path) -> None:
    """Neither has a ``__main__`` that a worker could import."""
    program = PROGRAM.format(texts=["Ana Duarte spoke.", "Jonas Weber left."])
    if how == "script":
        (tmp_path / "program.py").write_text(program)
        command: list[str] = [sys.executable, "program.py"]
    else:
        command = [sys.executable, "-i", "-q"]
    done = subprocess.run(command, input=program, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == "['Ana Duarte', 'Jonas Weber']\n"


def test_a_stream_left_open_does_not_keep_the_program(tmp_path: Path) -> None:
    program = """
from newsextract import load

stream = load(only="people").pipe(("Ana Duarte spoke." for _ in iter(int, 1)), workers=2)
print(next(stream).people[0].name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True, timeout=300
    )
    assert (done.stdout, done.stderr) == ("Ana Duarte\n", "")
