"""What goes through a run, some at a time: articles with the failures to read among them, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.batch.work import Outcome
from newsextract.reading import Article, Failure

Chunk = Sequence[Article | Failure]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an input: ``article`` is None where it could not even be read."""

    article: Article | None
    outcome: Outcome


def articles_of(chunk: Chunk) -> list[Article]:
    """The chunk without what could not be read."""
    return [item for item in chunk if isinstance(item, Article)]


def results(chunk: Chunk, outcomes: Sequence[Outcome]) -> list[Result]:
    """The outcomes of its articles and its failures, in the chunk's order."""
    coming = iter(outcomes)
    return [Result(None, item) if isinstance(item, Failure) else Result(item, next(coming)) for item in chunk]


def to_first_failure(results: Sequence[Result]) -> Sequence[Result]:
    """The results up to the first that is a Failure, with it; all where there is none."""
    for place, result in enumerate(results, 1):
        if isinstance(result.outcome, Failure):
            return results[:place]
    return results


def item_size(item: Article | Failure) -> int:
    """Its characters."""
    return len(item.text if isinstance(item, Article) else item.message)


def size(chunk: Chunk) -> int:
    """The characters of all."""
    return sum(map(item_size, chunk))
