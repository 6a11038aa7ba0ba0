"""What the values that were typed mean, each alone and one beside another."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from newsextract.cli.options import AUTO
from newsextract.cli.telling import USAGE, end
from newsextract.extraction.cores import core_count
from newsextract.extraction.options import NUMBER_KINDS, chosen_numbers
from newsextract.reading import STDIN
from newsextract.reading.inputs import names_in
from newsextract.reading.opening import reason
from newsextract.records.kinds import Kind, chosen_kinds
from newsextract.records.record import NumberKind


def kinds_of(text: str) -> tuple[Kind, ...]:
    """What --only means. Raises ValueError."""
    return chosen_kinds(name.strip() for name in text.split(","))


def numbers_of(text: str | None) -> tuple[NumberKind, ...]:
    """What --numbers means: all, where it is not there. Raises ValueError."""
    return NUMBER_KINDS if text is None else chosen_numbers(name.strip() for name in text.split(","))


def worker_count(text: str) -> int:
    """What --workers means: a number, or "auto" for the cores this process may use. Raises ValueError."""
    if text == AUTO:
        return core_count()
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def shard_of(text: str) -> tuple[int, int]:
    """What --shard I/N means. Raises ValueError."""
    number, _, count = text.partition("/")
    shard = int(number), int(count)
    if not 1 <= shard[0] <= shard[1]:
        raise ValueError(text)
    return shard


def is_typed(context: typer.Context, name: str) -> bool:
    """Whether an option was typed, and is not from a settings file or the environment."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def about(context: typer.Context, name: str, kind: Kind, kinds: Sequence[Kind]) -> bool:
    """Whether the kind that an option is about is looked for. The end where it is not, and the option was typed."""
    if kind not in kinds and is_typed(context, name):
        end(USAGE, f"--{name}: it applies to {kind}, which --only {','.join(kinds)} leaves out: add {kind} to it")
    return kind in kinds


def one_engine(context: typer.Context, scheduler: str | None, processes: int | None) -> tuple[str | None, int | None]:
    """A scheduler or several processes: the one typed where a settings file says the other. The end where both are."""
    if not scheduler or processes in (None, 1):
        return scheduler, processes
    typed = [is_typed(context, name) for name in ("scheduler", "workers")]
    if all(typed):
        end(USAGE, "--scheduler and --workers: choose one, a cluster has its own workers")
    return (None, processes) if typed == [False, True] else (scheduler, 1)


def inputs_of(files: Sequence[str], files_from: str | None, null: bool) -> list[str]:
    """The inputs that are named, also in the file of --files-from, or what is piped in. The end where none is."""
    if files_from is None:
        if null:
            end(USAGE, "--null: it needs --files-from")
        return list(files) or _what_is_piped_in()
    if files_from == STDIN and STDIN in files:
        end(USAGE, "--files-from -: standard input cannot be both the list and an article: remove one of the two -")
    try:
        names = names_in(files_from, null)
    except OSError as error:
        end(USAGE, f"--files-from {files_from}: {reason(error)}")
    if not names:
        end(USAGE, f"--files-from {files_from}: it is empty: check how it was made")
    return [*files, *names]


def _what_is_piped_in() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        end(USAGE, "no article: name a file, a folder or - for standard input (see newsextract --help)")
    return [STDIN]
