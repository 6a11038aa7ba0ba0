"""How the command line reports something in one line, and how it ends."""

from __future__ import annotations

from typing import NoReturn

import typer

from newsextract.output.streams import say

SOME_FAILED, USAGE = 1, 2


def report(id: str, message: str) -> None:
    """One line about an input on standard error."""
    say(f"{id}: {message}")


def end(status: int, message: str) -> NoReturn:
    """One line on standard error, and the end."""
    say(message)
    raise typer.Exit(status)
