"""Real worker processes with a fake pipeline: order, deaths, and the end of it all."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest

from newsextract.batch.run.runner import run
from newsextract.batch.workers.engine import StoppedError, WorkerDiedError
from newsextract.batch.workers.pool import Pool
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted, Extraction
from newsextract.extraction.options import Options
from newsextract.extraction.pipeline import ModelError
from newsextract.reading import Article, Failure
from newsextract.records.record import Record
from tests.batch.fake import FakeJob
from tests.process import children, is_running, wait_for

LONG = 40_000  # characters: a chunk of its own


def articles(*texts: str) -> list[Article]:
    return [Article(str(place), text) for place, text in enumerate(texts)]


def _record(result: Result) -> Record | bytes | None:
    return result.outcome.record if isinstance(result.outcome, Extracted) else None


def run_all(items: Iterable[Article | Failure], workers: int = 2) -> list[Result]:
    with closing(Pool(job := FakeJob(), workers)) as pool:
        return [result for results in run(items, job, pool) for result in results]


def test_results_come_in_input_order_whichever_is_done_first(tmp_path: Path) -> None:
    """Every fourth article is done after the next one, which is another worker's."""
    texts = []
    for place in range(0, 12, 4):
        texts += [f"wait for {tmp_path}/{place}", f"make {tmp_path}/{place}".ljust(LONG), "any", "any".ljust(LONG)]
    items: list[Article | Failure] = [*articles(*texts)]
    items.insert(5, Failure("x", "not read"))
    done = run_all(items)
    assert [result.article.id if result.article else "x" for result in done] == [
        item.id if isinstance(item, Article) else "x" for item in items
    ]
    assert done[5].outcome == Failure("x", "not read")
    assert len({record.model for result in done if isinstance(record := _record(result), Record)}) == 2


def test_only_failures_need_no_worker() -> None:
    failures = [Failure(str(number), "not read") for number in range(5)]
    assert [result.outcome for result in run_all(failures)] == failures


def test_an_article_that_kills_its_worker_costs_itself_alone() -> None:
    done = run_all(articles("one", "two", "die", "four", "fail", *["more"] * 50))
    failed = {result.article.id: result.outcome for result in done if isinstance(result.outcome, Failure)}  # type: ignore[union-attr]
    assert sorted(failed) == ["2", "4"]
    assert failed["2"].kind == "worker"
    assert "SIGKILL" in failed["2"].message
    assert failed["4"] == Failure("4", "could not be worked through (ValueError: as told)", "article")
    assert len(done) == 55


def test_a_worker_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    done = run_all(articles("one", f"die once {tmp_path / 'died'}", "three"))
    assert [type(result.outcome) for result in done] == [Extracted] * 3


def test_every_worker_killed_while_it_works() -> None:
    texts = ["sleep 0.2"] * 20
    with closing(Pool(job := FakeJob(), 2)) as pool:
        done = []
        for place, results in enumerate(run(articles(*(text.ljust(LONG) for text in texts)), job, pool)):
            done += results
            if place == 2:
                for pid in children(os.getpid()):
                    os.kill(pid, signal.SIGKILL)
    assert len(done) == 20
    assert all(isinstance(result.outcome, Extracted) for result in done)


def test_workers_that_never_start_end_the_run() -> None:
    with (
        closing(Pool(job := FakeJob(dies=True), 2)) as pool,
        pytest.raises(StoppedError, match="no worker could be started"),
    ):
        list(run(articles("one"), job, pool))


def test_a_future_tells_of_the_death() -> None:
    with closing(Pool(FakeJob(), 1)) as pool, pytest.raises(WorkerDiedError, match="SIGKILL"):
        pool.submit(articles("die")).result()


def test_a_job_that_does_not_load_is_told_as_itself() -> None:
    job = Extraction(Options(model="en_no_such_model", kinds=("people",)))
    with closing(Pool(job, 2)) as pool, pytest.raises(ModelError, match="pip install en_no_such_model"):
        list(run(articles("one"), job, pool))


def test_closing_ends_workers_in_the_middle_of_an_article(tmp_path: Path) -> None:
    begins, ends = tmp_path / "begins", tmp_path / "never"
    texts = ["one", f"make {begins}".ljust(LONG), f"wait for {ends}".ljust(LONG), f"wait for {ends}".ljust(LONG)]
    with closing(Pool(job := FakeJob(), 2)) as pool:
        results = run(articles(*texts), job, pool)
        next(results)
        wait_for(begins.exists)
        workers = children(os.getpid())
        results.close()
    assert not list(tmp_path.glob("no *"))
    assert workers
    assert not any(map(is_running, workers))


def test_reading_stays_a_bounded_way_ahead() -> None:
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        for read in count(1):
            yield Article(str(read), "x" * LONG)

    with closing(Pool(job := FakeJob(), 2)) as pool:
        results = run(endless(), job, pool)
        assert len(list(islice(results, 10))) == 10
        time.sleep(0.5)
        assert read < 10 + 500
        results.close()


def test_what_reading_raises_is_raised() -> None:
    def broken() -> Iterator[Article]:
        yield Article("1", "one")
        raise OSError("gone")

    with closing(Pool(job := FakeJob(), 2)) as pool, pytest.raises(OSError, match="gone"):
        list(run(broken(), job, pool))
