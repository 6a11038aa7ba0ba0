"""What is done with a chunk of articles: the same in this process, in a worker beside it, and on a cluster.

A file of one article comes as its bytes, and is decoded here: whatever that costs, it costs a worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, cast

from newsextract.extraction.extractor import failed, load_for
from newsextract.extraction.options import Options
from newsextract.extraction.own_process import import_spacy_alone, without_garbage_collection
from newsextract.extraction.pipeline import ModelError
from newsextract.output import render
from newsextract.output.formats import Format
from newsextract.reading import USUAL_LIMITS, Article, Failure, Finished, Limits, RawFile, article_of, failure_of
from newsextract.records.record import Record
from newsextract.rules import RulesError


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of an article: its record, or (where the job says so) the record written out, and its words.

    ``article`` is what was read of a file that came as bytes, where the record still has to be written. ``language`` is
    that of the record. ``unsure``: how many finds were left out of it.
    """

    record: Record | bytes
    words: int
    article: Article | None = None
    language: str | None = None
    unsure: int = 0


Outcome = Extracted | Failure


class ChunkExtractor(Protocol):
    """The part of ``newsextract.Extractor`` that a job needs."""

    def results(self, batch: Sequence[Article]) -> Sequence[Record | Exception]:
        """A record or an exception an article, in order."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What to do with every article: what an Extractor is loaded for. With ``fingerprint``, only on the same data.

    ``format``: the one to write each record in, where the worker is to do that; None to send records back.

    ``guest``: it is done in processes of somebody else's, a cluster's workers, whose modules and garbage stay as they
    are.
    """

    options: Options
    format: Format | None = None
    fingerprint: str | None = None
    guest: bool = False
    limits: Limits = USUAL_LIMITS
    min_confidence: float = 0

    def load(self) -> ChunkExtractor:
        """The Extractor. Raises ModelError, also where this machine's model or rules differ from the fingerprint."""
        from newsextract.batch.workers.fingerprint import fingerprint

        try:
            made_with = self.fingerprint and fingerprint(self.options.model, self.options.rules).digest
            if made_with != self.fingerprint:
                raise ModelError("a worker has another version, model or rules: install the same on every machine")
            if self.guest:
                return load_for(self.options)
            with without_garbage_collection():
                import_spacy_alone()
            with without_garbage_collection():
                return load_for(self.options)
        except RulesError as error:  # does not pickle, for it takes more than its message
            raise ModelError(str(error)) from None


_one_at_a_time = threading.Lock()  # a cluster's worker may have threads; a pipeline has one memory zone


@cache
def extractor(job: Extraction) -> ChunkExtractor:
    """What ``job.load()`` gives, loaded once in this process."""
    return job.load()


def extracting(job: Extraction) -> Callable[[Sequence[Article | RawFile]], list[list[Outcome]]]:
    """The start of a worker ``Process``: what makes one answer of a chunk, its outcomes. Raises ModelError."""
    extractor(job)
    return lambda items: [work(job, items)]


def work(job: Extraction, items: Sequence[Article | RawFile]) -> list[Outcome]:
    """One outcome per item, in order; raises nothing but ModelError."""
    return extracted(job, items, [article_or_failure(job, item) for item in items])


def article_or_failure(job: Extraction, item: Article | RawFile) -> Article | Failure:
    """The article that the item is, or that its bytes hold."""
    return article_of(item, job.limits) if isinstance(item, RawFile) else item


def extracted(job: Extraction, items: Sequence[Article | RawFile], read: Sequence[Article | Failure]) -> list[Outcome]:
    """The outcome of each item; ``read``: what ``article_or_failure`` says of each."""
    articles = [item for item in read if isinstance(item, Article)]
    with _one_at_a_time:
        results = iter(extractor(job).results(articles) if articles else [])
    outcomes = []
    for item, given in zip(read, items, strict=True):
        outcome = item if isinstance(item, Failure) else _outcome(job, item, next(results), given is not item)
        outcomes.append(outcome)
    return outcomes


def taken_over(job: Extraction, article: Finished) -> Outcome:
    """The outcome of an article that has its record: what the job wants of it."""
    record = job.options.of_record(replace(article.record, id=article.id))
    return _outcome(job, article, cast(Record, record), False)


def _outcome(job: Extraction, article: Article, result: Record | Exception, read_here: bool) -> Outcome:
    try:
        if isinstance(result, Exception):
            raise result
        words = len(article.text.split())
        record, unsure = result, 0
        if job.min_confidence:
            record = result.sure(job.min_confidence)
            unsure = result.count() - record.count()
        if job.format:
            return Extracted(render(job.format, article, record), words, None, record.language, unsure)
        return Extracted(record, words, article if read_here else None, record.language, unsure)
    except Exception as error:
        return failure_of(article, failed(error), "article")
