"""Articles over the pipeline, in this process, several, or a cluster's; whatever fails is told and stops nothing else.

An article's way: reading -> chunks -> an engine's workers -> results in input order -> a sink. Files of one article
are decoded by the workers, files of many are read by a process of their own (``rows``). Only what a run uses is
imported.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from newsextract.batch.alone import work_within
from newsextract.batch.engine import Engine
from newsextract.batch.results import Result, articles_of, item_size, results
from newsextract.batch.work import Extraction
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
        from newsextract.batch.schedule import in_order

        yield from in_order(chunks, job, engine)
        return
    for chunk in chunks:
        articles = articles_of(chunk)
        yield results(chunk, job, work_within(seconds, job, articles) if articles else [])
