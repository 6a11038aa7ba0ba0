"""Items in groups up to a size, for whatever works on several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def runs(items: Iterable[Item], size: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """The items in order, in lists whose sizes add up to ``most`` at the most; a larger item stands alone.

    A full list is out before the next item is asked for.
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
