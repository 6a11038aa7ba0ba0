"""An Extractor's articles over several processes, for a program that uses the library."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

from newsextract.batch.run.runner import run
from newsextract.batch.workers.pool import Pool
from newsextract.batch.workers.work import Extracted, Extraction
from newsextract.extraction.options import Options
from newsextract.reading import Article
from newsextract.records.record import Record


def shared(articles: Iterable[Article], options: Options, workers: int) -> Generator[Record, None, None]:
    """One record an article, in order. Raises RuntimeError for one that fails, ModelError and StoppedError."""
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
