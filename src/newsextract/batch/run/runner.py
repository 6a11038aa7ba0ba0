"""Articles in, what became of each out: chunk by chunk, in this process or over an engine."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from newsextract.batch.workers.alone import work_within
from newsextract.batch.workers.engine import Engine
from newsextract.batch.workers.results import Result, articles_of, item_size, results
from newsextract.batch.workers.work import Extraction
from newsextract.extraction.extractor import batches
from newsextract.reading import Item


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
