"""One part of the input of many: for job arrays, whose jobs know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.batch.layout import Layout, digest, name_in_file, name_key
from newsextract.reading import STDIN, Article, Failure, Item, RawFile, Source, holds_many


def of_shard(items: Iterable[Item], layout: Layout, number: int, count: int) -> Iterator[Item]:
    """Part ``number`` (from 1) of ``count``: every input is in exactly one, by a hash of its file's path and its id.

    Two articles whose records could be taken for one another on a disk are in the same part, which tells them apart.
    """
    return (item for item in items if _key(item, layout) % count == number - 1)


def may_hold(source: Source, layout: Layout, number: int, count: int) -> bool:
    """Whether any article of this file can be in that part; the others need not be opened."""
    return holds_many(source.file) or digest(layout.below(source.file) or STDIN) % count == number - 1


def key_of(article: Article | RawFile, file: str | None) -> int:
    """By which an article is given to a part. ``file``: the path of its file below what the inputs have in common."""
    is_of_many = article.source is not None and article.source.row is not None
    return key_in(file or STDIN, name_in_file(article) if is_of_many else None)


def key_in(file: str, name: str | None) -> int:
    """The same by the article's name in its file; None where it is alone there."""
    return digest(file if name is None else f"{file}\n{name_key(name)}")


def _key(item: Item, layout: Layout) -> int:
    if isinstance(item, Failure):
        return digest(layout.below(item.id) or STDIN)  # that of a file, if it is one's, as in may_hold
    return key_of(item, layout.below(item.source.file) if item.source else None)
