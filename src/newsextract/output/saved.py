"""An answer that goes to a file is marked, so that newsextract recognises it: as its own, and as no article."""

from __future__ import annotations

import os
import stat
from typing import IO, Any, cast

from newsextract.reading.ours import MARK

_SAY_SO = ("html", "xlsx")


def saved(stream: IO[str], format: str) -> IO[str]:
    """The stream itself or, if it writes to a file, one that marks the answer of this format as ours.

    A page needs no mark, and neither does a workbook: they say in their head or properties that newsextract made them.
    """
    return cast("IO[str]", _Marked(stream, format)) if is_file(stream) and format not in _SAY_SO else stream


def is_file(stream: IO[Any]) -> bool:
    """Whether a stream writes to a file: not to a terminal, a pipe or a device."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


class _Marked:
    """A stream of text, of which the beginning gets the mark of ``reading.ours``."""

    def __init__(self, stream: IO[str], format: str) -> None:
        self._stream, self._format, self._is_marked = stream, format, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write it, with the mark where its place is in this text."""
        return self._stream.write(text if self._is_marked else self._with_mark(text))

    def _with_mark(self, text: str) -> str:
        if self._format == "table":
            self._is_marked = "\n" in text
            return text.replace("\n", f"{MARK}\n", 1)
        self._is_marked = True
        if self._format != "csv":
            return text[:1] + MARK + text[1:]
        names = text.rstrip("\r\n")
        others, comma, last = names.rpartition(",")
        return text if '"' in names else f'{others}{comma}"{last}"{text[len(names) :]}'
