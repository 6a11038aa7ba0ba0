"""One part of the input of many: for job arrays, whose jobs know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.batch.layout import digest, name_in_file, name_key
from newsextract.reading import Failure, Item, Source, holds_many


def of_shard(items: Iterable[Item], number: int, count: int) -> Iterator[Item]:
    """Part ``number`` (from 1) of ``count``: every input is in exactly one, by a hash of its source and id.

    Two articles whose records could be taken for one another on a disk are in the same part, which tells them apart.
    """
    return (item for item in items if digest(_key(item)) % count == number - 1)


def may_hold(source: Source, number: int, count: int) -> bool:
    """Whether any article of this file can be in that part; the others need not be opened."""
    return holds_many(source.file) or digest(source.file) % count == number - 1


def _key(item: Item) -> str:
    if isinstance(item, Failure):
        return item.id
    source = item.source or Source(item.id)
    return source.file if source.row is None else f"{source.file}\n{name_key(name_in_file(item))}"
