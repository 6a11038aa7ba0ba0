"""Items in lists of limited size, for code that works on several items at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def runs(items: Iterable[Item], size: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """The items in order, in lists whose sizes sum to ``most`` or less; an item larger than that is alone in its list.

    A full list is yielded before the next item is read.
    """
    run: list[Item] = []
    total = 0
    for item in items:
        if run and total + size(item) > most:
            yield run
            run, total = [], 0
        run.append(item)
        total += size(item)
        if total >= most:
            yield run
            run, total = [], 0
    if run:
        yield run
