"""What goes through a run, some at a time: articles with the failures to read among them, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.batch.workers.work import Extracted, Extraction, Outcome, taken_over
from newsextract.reading import Article, Failure, Finished, Item, RawFile, failure_of

Chunk = Sequence[Item]

_SIZE_IN_TIME = 1_000_000  # characters for which an article gets its time once more


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an input: ``item`` is None where it could not even be opened."""

    item: Article | RawFile | None
    outcome: Outcome

    @property
    def article(self) -> Article | None:
        """The article, where it is known here."""
        if isinstance(self.item, Article):
            return self.item
        return self.outcome.article if isinstance(self.outcome, Extracted) else None


def articles_of(chunk: Chunk) -> list[Article | RawFile]:
    """What of a chunk is to be extracted: not what could not be opened, and not what has its record."""
    return [item for item in chunk if not isinstance(item, Failure | Finished)]


def results(chunk: Chunk, job: Extraction, outcomes: Sequence[Outcome]) -> list[Result]:
    """The outcomes of what was extracted, the records that were there and the failures, in the chunk's order."""
    coming = iter(outcomes)
    return [_result(item, job, coming) for item in chunk]


def _result(item: Item, job: Extraction, coming: Iterator[Outcome]) -> Result:
    if isinstance(item, Failure):
        return Result(None, item)
    return Result(item, taken_over(job, item) if isinstance(item, Finished) else next(coming))


def to_first_failure(results: Sequence[Result]) -> Sequence[Result]:
    """The results up to the first that is a Failure, with it; all where there is none."""
    for place, result in enumerate(results, 1):
        if isinstance(result.outcome, Failure):
            return results[:place]
    return results


def item_size(item: Item) -> int:
    """Its characters, or the bytes of a file that is not decoded yet."""
    match item:
        case Article():
            return len(item.text)
        case RawFile():
            return len(item.data)
    return len(item.message)


def size(chunk: Chunk) -> int:
    """The characters of all."""
    return sum(map(item_size, chunk))


def time_for(seconds: float | None, chunk: Chunk) -> float | None:
    """The seconds that a chunk may take: so many, and as many again for each million characters; None for no limit."""
    return seconds and seconds * (1 + size(chunk) // _SIZE_IN_TIME)


def took_too_long(item: Article | RawFile) -> Failure:
    """What is reported of an article that was stopped."""
    return failure_of(item, "took too long and was stopped: --timeout SECONDS gives it more time", "worker")
