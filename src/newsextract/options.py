"""What the command line does about options by itself: checks, completion, settings files; and how it tells and ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from newsextract.batch.request import AUTO, shard_of, worker_count
from newsextract.output import FORMATS
from newsextract.output.inert import inert_line
from newsextract.records import KINDS
from newsextract.settings import SettingsError, read_settings, setting_types

SOME_FAILED, USAGE, INTERRUPTED = 1, 2, 130

_NO_SETTINGS = ("files", "config", "version", "install_completion", "show_completion")


def check_format(value: str) -> str:
    """For --format: one of ours, or the end."""
    if value not in (AUTO, *FORMATS):
        end(USAGE, f"--format {value}: choose one of {AUTO}, {', '.join(FORMATS)}")
    return value


def check_kinds(value: str) -> str:
    """For --only: kinds, or the end."""
    for kind in value.split(","):
        if kind not in KINDS:
            end(USAGE, f"--only {value}: choose from {','.join(KINDS)}, separated by commas")
    return value


def check_workers(value: str) -> str:
    """For --workers: a number or auto, or the end."""
    try:
        worker_count(value)
    except ValueError:
        end(USAGE, f"--workers {value}: give a number from 1, or {AUTO} for one a core")
    return value


def check_shard(value: str | None) -> str | None:
    """For --shard: I/N, or the end."""
    try:
        shard_of(value or "1/1")
    except ValueError:
        end(USAGE, f"--shard {value}: give I/N, the part and how many there are, as 3/10")
    return value


def use_settings(context: typer.Context, value: str | None) -> str | None:
    """The settings file's values as defaults of the options; those that only do something and end have none."""
    if not context.resilient_parsing:
        options = [option for option in context.command.params if option.name not in _NO_SETTINGS]
        types = {option.opts[0].removeprefix("--"): setting_types(option) for option in options}
        try:
            settings = read_settings(value, types)
        except SettingsError as error:
            end(USAGE, str(error))
        context.default_map = {name.replace("-", "_"): setting for name, setting in settings.items()}
    return value


def complete_format(incomplete: str) -> list[str]:
    """The formats that begin so."""
    return [format for format in (AUTO, *FORMATS) if format.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """The lists of kinds that begin so."""
    chosen, comma, begun = incomplete.rpartition(",")
    return [chosen + comma + kind for kind in KINDS if kind.startswith(begun) and kind not in chosen.split(",")]


def show_log() -> None:
    """Have what newsextract logs told on standard error."""
    import logging

    class Inert(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return inert_line(f"newsextract: {record.getMessage()}")

    handler = logging.StreamHandler()
    handler.setFormatter(Inert())
    log = logging.getLogger("newsextract")
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def tell(id: str, message: str) -> None:
    """One line about an input on standard error."""
    print(inert_line(f"newsextract: {id}: {message}"), file=sys.stderr, flush=True)


def end(status: int, message: str) -> NoReturn:
    """One line on standard error, and the end."""
    print(inert_line(f"newsextract: {message}"), file=sys.stderr, flush=True)
    raise typer.Exit(status)
