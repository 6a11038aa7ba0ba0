"""The console that tables are printed on."""

from __future__ import annotations

import sys
from typing import IO, Any

from rich.console import Console

_NARROWEST = 40  # columns: in none at all, as some terminals say they have, rich would print nothing
_WIDEST = 120  # longer lines of prose are hard to read, however wide the window


class PlainConsole(Console):
    """Rich's Console without markup, highlighting and emoji; a broken pipe raises, and does not end the program."""

    def __init__(self, stream: IO[str], **options: Any) -> None:
        """``stream`` stays open. FORCE_COLOR, for a pager, is about standard output, and not about files."""
        terminal = None if stream is sys.stdout else False
        super().__init__(file=stream, force_terminal=terminal, highlight=False, markup=False, emoji=False, **options)
        self.width = max(_NARROWEST, min(self.width, _WIDEST))

    def on_broken_pipe(self) -> None:
        """Raise it again: rich would end the program."""
        raise
