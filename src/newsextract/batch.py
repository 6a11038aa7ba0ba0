"""Articles over the pipeline: records in input order; whatever fails is told and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from newsextract.pipeline import Extractor
from newsextract.reading import Article, Failure
from newsextract.records import Record


def run(
    inputs: Iterable[Article | Failure],
    load: Callable[[], Extractor],
    on_failure: Callable[[Failure], None],
    on_empty: Callable[[Article], None],
) -> Iterator[tuple[Article, Record]]:
    """Each article with its record, in order.

    ``load`` is called once there is an article. ``on_failure`` hears of each input that has no record, ``on_empty``
    of each article without any text (which has one).
    """
    articles = _articles(inputs, on_failure)
    first = next(articles, None)
    if first is None:
        return
    for article, result in load().attempt(chain([first], articles)):
        if isinstance(result, Exception):
            on_failure(Failure(article.id, f"could not be worked through ({type(result).__name__}: {result})"))
            continue
        if not article.text.strip():
            on_empty(article)
        yield article, result


def _articles(inputs: Iterable[Article | Failure], on_failure: Callable[[Failure], None]) -> Iterator[Article]:
    for item in inputs:
        if isinstance(item, Failure):
            on_failure(item)
        else:
            yield item
