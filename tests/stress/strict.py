"""The readers' columns made strict: what wraps round the end of an article raises IndexError."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from newsextract.analysis.columns import PADDING, Columns
from newsextract.numbers.text import Pieces, TaggedText
from newsextract.people.candidates.article import Words
from newsextract.quotes.narration import Narration

_COLUMNS = (list, tuple, str)


class Strict(list[Any]):
    """A column in which no slice begins or ends before the first word, and no index means a word from behind."""

    words: int

    def __getitem__(self, key: Any) -> Any:
        """As of a list."""
        _check(key, len(self) - self.words)
        return super().__getitem__(key)

    def copy(self) -> Any:
        """As strict."""
        column: Strict = _strict(self, self.words)
        return column


class StrictText(str):
    """A text of which no slice or character is counted from behind."""

    def __getitem__(self, key: Any) -> str:
        """As of a str."""
        _check(key, 0)
        return super().__getitem__(key)


def _check(key: Any, beyond: int) -> None:
    lowest, where = (0, [key.start, key.stop]) if isinstance(key, slice) else (-beyond, [key])
    if any(place is not None and place < lowest for place in where):
        raise IndexError(f"{key} counts from behind")


def _strict(column: Any, words: int) -> Any:
    if isinstance(column, str):
        return StrictText(column)
    made = Strict(column)
    made.words = words
    return made


def _words(column: Any, count: int) -> int:
    """How many of a column's are words: those of columns of words and of what belongs to them have PADDING more."""
    return count if len(column) == count + PADDING else len(column)


@contextmanager
def strict_columns() -> Iterator[None]:
    """While it lasts, whoever reads an article's words from behind fails."""
    with ExitStack() as stack:
        for kind in (Columns, TaggedText, Pieces):
            stack.enter_context(patch.object(kind, "__new__", _new(kind.__new__, kind._fields)))
        stack.enter_context(patch.object(Words, "__init__", _init(Words.__init__, frozen=True)))
        stack.enter_context(patch.object(Narration, "__init__", _init(Narration.__init__)))
        yield


def _new(new: Callable[..., Any], fields: tuple[str, ...]) -> Callable[..., Any]:
    def strict_new(cls: type, *args: Any, **kwargs: Any) -> Any:
        made = dict(zip(fields, args, strict=False)) | kwargs
        count = len(made["lows"]) - PADDING
        columns = {name: column for name, column in made.items() if isinstance(column, _COLUMNS)}
        return new(cls, **made | {name: _strict(column, _words(column, count)) for name, column in columns.items()})

    return strict_new


def _init(init: Callable[..., None], frozen: bool = False) -> Callable[..., None]:
    def strict_init(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        count = len(self.forms if frozen else self.words) - PADDING
        for name, column in vars(self).items():
            if isinstance(column, _COLUMNS):
                object.__setattr__(self, name, _strict(column, _words(column, count)))

    return strict_init
