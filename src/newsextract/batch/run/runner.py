"""Articles in, what became of each out: chunk by chunk, in this process or over an engine."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

from newsextract.batch.workers.alone import work_within
from newsextract.batch.workers.engine import Engine
from newsextract.batch.workers.results import Result, articles_of, item_size, results
from newsextract.batch.workers.work import Extracted, Extraction
from newsextract.extraction.extractor import batches
from newsextract.extraction.options import Options
from newsextract.reading import Article, Item
from newsextract.records.record import Record


def run(
    items: Iterable[Item], job: Extraction, engine: Engine | None = None, seconds: float | None = None
) -> Generator[list[Result], None, None]:
    """What became of each input, in order, some at a time as they come. Without an engine, in this process, where an
    article may take so many ``seconds``, as in the engines.

    Nothing is loaded where there is no article. Raises ModelError and StoppedError.
    """
    chunks = batches(items, item_size)
    if engine:
        from newsextract.batch.workers.schedule import in_order

        yield from in_order(chunks, job, engine)
        return
    for chunk in chunks:
        articles = articles_of(chunk)
        yield results(chunk, job, work_within(seconds, job, articles) if articles else [])


def shared(articles: Iterable[Article], options: Options, workers: int) -> Generator[Record, None, None]:
    """One record per article, in order, by several processes, for a program that uses the library.

    Raises RuntimeError for one that fails, ModelError and StoppedError.
    """
    from newsextract.batch.workers.pool import Pool  # here, for a run of one article needs none

    job, owner = Extraction(options), os.getpid()
    pool = Pool(job, workers)
    done = run(articles, job, pool)
    try:
        for result in (one for several in done for one in several):
            if not isinstance(result.outcome, Extracted):
                raise RuntimeError(f"{result.outcome.id}: {result.outcome.message}")
            assert isinstance(result.outcome.record, Record)  # the job has no format to write it in
            yield result.outcome.record
            if os.getpid() != owner:
                raise RuntimeError("this stream belongs to the process that was forked: start one of your own")
    finally:
        if os.getpid() == owner:  # the workers are not a child's to end
            done.close()
            pool.close()
