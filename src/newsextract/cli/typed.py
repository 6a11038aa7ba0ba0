"""What was typed means: each value alone, and one beside another. What means nothing ends the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import typer

from newsextract.batch.run.options import AUTO, Request
from newsextract.cli.messages import USAGE, end
from newsextract.extraction.options import NUMBER_KINDS, Options, chosen_numbers, shown_options
from newsextract.extraction.own_process import core_count
from newsextract.output import ending
from newsextract.output.formats import FORMATS
from newsextract.reading import STDIN, Limits, limits_of
from newsextract.reading.named import names_in
from newsextract.reading.opening import BROKEN, reason
from newsextract.records.kinds import KINDS, Kind, chosen_kinds
from newsextract.records.record import NumberKind

_LONGEST_TIME = 1e6  # seconds


@contextmanager
def _meant(name: str, value: object, remedy: str = "") -> Iterator[None]:
    """The end where the value of an option means nothing; without a remedy, the error says it."""
    try:
        yield
    except ValueError as error:
        end(USAGE, f"--{name} {value}: {remedy or error}")


def one_format(value: str, *known: str, hint: str = "") -> str:
    """The value of --format, one of those known."""
    if value not in known:
        end(USAGE, f"--format {value}: choose one of {', '.join(known)}{hint}")
    return value


def record_format(value: str) -> str:
    """What --format means, for records."""
    hint = f" (an archive is a file that ends in {ending('db')}: -o NAME{ending('db')})" if value == "db" else ""
    return one_format(value, AUTO, *FORMATS, hint=hint)


def table_or_json(value: str) -> str:
    """What --format of explain means: auto is a table on a terminal."""
    if one_format(value, AUTO, "table", "json") != AUTO:
        return value
    return "table" if sys.stdout.isatty() else "json"


def kinds(text: str) -> tuple[Kind, ...]:
    """What --only means."""
    with _meant("only", text, f"choose from {','.join(KINDS)}, separated by commas"):
        return chosen_kinds(name.strip() for name in text.split(","))


def numbers(text: str) -> tuple[NumberKind, ...]:
    """What --numbers means."""
    with _meant("numbers", text):
        return chosen_numbers(name.strip() for name in text.split(","))


def confidence(value: float) -> float:
    """What --min-confidence means."""
    if not 0 <= value <= 1:
        end(USAGE, f"--min-confidence {value:g}: give a number from 0 (all finds) to 1, as 0.9")
    return value


def limits(text: str) -> Limits:
    """What --limit means: NAME=SIZE, several with commas between."""
    with _meant("limit", text):
        return limits_of(text)


def seconds(value: float) -> float | None:
    """What --timeout means: None for no limit."""
    if not 0 <= value < _LONGEST_TIME:
        end(USAGE, f"--timeout {value:g}: give seconds, or 0 for no limit")
    return value or None


def worker_count(text: str) -> int:
    """What --workers means: a number, or "auto" for the cores that this process may use."""
    if text == AUTO:
        return core_count()
    with _meant("workers", text, f"give a number from 1, or {AUTO} for one per core"):
        count = int(text)
        if count < 1:
            raise ValueError(text)
    return count


def shard(text: str) -> tuple[int, int]:
    """What --shard I/N means."""
    number, _, count = text.partition("/")
    with _meant("shard", text, "give I/N, the part and how many there are, as 3/10"):
        part = int(number), int(count)
        if not 1 <= part[0] <= part[1]:
            raise ValueError(text)
    return part


_MEANINGS: dict[str, Callable[[Any], Any]] = {
    "format": record_format,
    "kinds": kinds,
    "numbers": numbers,
    "rules": Path,
    "min_confidence": confidence,
    "limit": limits,
    "workers": worker_count,
    "timeout": seconds,
    "shard": shard,
}


Declaring = TypeVar("Declaring")


def filled(declaring: type[Declaring], given: Mapping[str, Any]) -> Declaring:
    """The options that a class declares, with what was given of them."""
    names = shown_options(declaring)
    return declaring(**{name: value for name, value in given.items() if name in names and value is not None})


def options(given: Mapping[str, Any]) -> Options:
    """What an Extractor is to be loaded for, of what was given."""
    return filled(Options, _meanings(given))


def _meanings(given: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in given.items() if value is not None}
    return {name: _MEANINGS[name](value) if name in _MEANINGS else value for name, value in known.items()}


def request(context: typer.Context, files: Sequence[str], given: Mapping[str, Any]) -> Request:
    """The run that the main command is to carry out, its options checked against one another."""
    values = _meanings(given)
    wanted = filled(Options, values)
    if not _is_about(context, "numbers", "numbers", wanted.kinds):
        wanted = replace(wanted, numbers=NUMBER_KINDS)
    wanted = replace(wanted, indirect=wanted.indirect and _is_about(context, "indirect", "quotes", wanted.kinds))
    if not _is_typed(context, "format"):
        values["usual_format"] = values.pop("format", AUTO)
    values["scheduler"], values["workers"] = _engine(context, values.get("scheduler"), values.get("workers"))
    named = inputs(files, given["files_from"], given["null"])
    if given["id"] and STDIN not in named:
        end(USAGE, "--id: it names standard input, which is not read: name it with -")
    read_too = [given["files_from"], given["rules"], *map(str, context.obj or ())]
    return Request(
        named,
        options=wanted,
        read_too=[name for name in read_too if name and name != STDIN],
        replaces_any=given["force"] and _is_typed(context, "force"),
        **{name: value for name, value in values.items() if name in _OF_REQUEST},
    )


_OF_REQUEST = {one.name for one in fields(Request)}


def _is_typed(context: typer.Context, name: str) -> bool:
    """Whether an option was typed, and is not from a settings file or the environment."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _is_about(context: typer.Context, name: str, kind: Kind, kinds: Sequence[Kind]) -> bool:
    """Whether the kind that an option is about is looked for. The end where it is not, and the option was typed."""
    if kind not in kinds and _is_typed(context, name):
        end(USAGE, f"--{name}: it applies to {kind}, which --only {','.join(kinds)} leaves out: add {kind} to it")
    return kind in kinds


def _engine(context: typer.Context, scheduler: str | None, processes: int | None) -> tuple[str | None, int | None]:
    """A scheduler or several processes: the one typed where a settings file says the other. The end where both are."""
    if not scheduler or processes in (None, 1):
        return scheduler, processes
    typed = [_is_typed(context, name) for name in ("scheduler", "workers")]
    if all(typed):
        end(USAGE, "--scheduler and --workers: choose one, a cluster has its own workers")
    return (None, processes) if typed == [False, True] else (scheduler, 1)


def inputs(files: Sequence[str], files_from: str | None, null: bool) -> list[str]:
    """The inputs that are named, also in the file of --files-from, or what is piped in. The end where none is."""
    if files_from is None:
        if null:
            end(USAGE, "--null: it needs --files-from")
        return list(files) or _what_is_piped_in()
    if files_from == STDIN and STDIN in files:
        end(USAGE, "--files-from -: standard input cannot be both the list and an article: remove one of the two -")
    try:
        names = names_in(files_from, null)
    except BROKEN as error:
        end(USAGE, f"--files-from {files_from}: {reason(error)}")
    if not names:
        end(USAGE, f"--files-from {files_from}: it is empty: check how it was made")
    return [*files, *names]


def _what_is_piped_in() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        end(USAGE, "no article: name a file, a folder or - for standard input (see newsextract --help)")
    return [STDIN]
