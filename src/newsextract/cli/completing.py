"""What the shell's tab key offers for the value of an option: all that begins with what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.output.formats import FORMATS
from newsextract.records.kinds import KINDS


def formats(begun: str) -> list[str]:
    """The formats."""
    return [format for format in ("auto", *FORMATS) if format.startswith(begun)]


def kinds(begun: str) -> list[str]:
    """Lists of kinds."""
    return _lists(begun, KINDS)


def numbers(begun: str) -> list[str]:
    """Lists of kinds of number."""
    from newsextract.extraction.options import NUMBER_KINDS

    return _lists(begun, NUMBER_KINDS)


def pipelines(begun: str) -> list[str]:
    """The pipelines that are installed."""
    from newsextract.extraction.pipeline import installed_pipelines

    return sorted(name for name, _ in installed_pipelines() if name.startswith(begun))


def commands(begun: str) -> list[str]:
    """The other commands."""
    from newsextract.cli.commands import names

    return [name for name in names() if begun and name.startswith(begun)]


def _lists(typed: str, names: Iterable[str]) -> list[str]:
    chosen, comma, begun = typed.rpartition(",")
    return [chosen + comma + name for name in names if name.startswith(begun) and name not in chosen.split(",")]
