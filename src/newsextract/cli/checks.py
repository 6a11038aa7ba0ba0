"""What the command line takes for each option: the checks of values, and what the shell's tab key offers."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from newsextract.cli.options import AUTO
from newsextract.cli.telling import USAGE, end
from newsextract.cli.typed import kinds_of, numbers_of, shard_of, worker_count
from newsextract.extraction.options import NUMBER_KINDS
from newsextract.output import FORMATS, ending
from newsextract.reading import STDIN, limits_of
from newsextract.records.kinds import KINDS


def one_of(value: str, *formats: str) -> str:
    """The value of --format if it is one of these, or the end."""
    if value not in formats:
        end(USAGE, f"--format {value}: choose one of {', '.join(formats)}")
    return value


def check_format(value: str) -> str:
    """For --format: one of ours, or the end."""
    if value not in (AUTO, *FORMATS):
        hint = f" (an archive is a file that ends in {ending('db')}: -o NAME{ending('db')})" if value == "db" else ""
        end(USAGE, f"--format {value}: choose one of {AUTO}, {', '.join(FORMATS)}{hint}")
    return value


def check_explain_format(value: str) -> str:
    """For --format of explain: table or json; auto is a table on a terminal."""
    if one_of(value, AUTO, "table", "json") != AUTO:
        return value
    return "table" if sys.stdout.isatty() else "json"


def check_answer_format(value: str) -> str:
    """For --format of what is asked of an archive: auto, table, json or csv, or the end."""
    return one_of(value, AUTO, "table", "json", "csv")


def check_table_or_json(value: str) -> str:
    """For --format of evaluate: one of the two, or the end."""
    return one_of(value, "table", "json")


def check_kinds(value: str) -> str:
    """For --only: kinds, or the end."""
    try:
        kinds_of(value)
    except ValueError:
        end(USAGE, f"--only {value}: choose from {','.join(KINDS)}, separated by commas")
    return value


def check_numbers(value: str | None) -> str | None:
    """For --numbers: kinds of number, or the end."""
    try:
        numbers_of(value)
    except ValueError as error:
        end(USAGE, f"--numbers {value}: {error}")
    return value


def check_output(value: str | None) -> str | None:
    """For --output: a name, None for standard output (also ``-``), or the end."""
    if value == "":
        end(USAGE, "--output: empty: give a file, or a folder with a slash at its end")
    return None if value == STDIN else value


def check_workers(value: str | None) -> str | None:
    """For --workers: a number or auto, or the end."""
    try:
        worker_count(AUTO if value is None else value)
    except ValueError:
        end(USAGE, f"--workers {value}: give a number from 1, or {AUTO} for one per core")
    return value


def check_timeout(value: float) -> float:
    """For --timeout: seconds from 0, or the end."""
    if not 0 <= value < 1e6:
        end(USAGE, f"--timeout {value:g}: give seconds, or 0 for no limit")
    return value


def check_limit(value: str) -> str:
    """For --limit: NAME=SIZE, several with commas between; or the end."""
    try:
        limits_of(value)
    except ValueError as error:
        end(USAGE, f"--limit {value}: {error}")
    return value


def check_shard(value: str | None) -> str | None:
    """For --shard: I/N, or the end."""
    try:
        shard_of(value or "1/1")
    except ValueError:
        end(USAGE, f"--shard {value}: give I/N, the part and how many there are, as 3/10")
    return value


def complete_format(incomplete: str) -> list[str]:
    """The formats that begin so."""
    return [format for format in (AUTO, *FORMATS) if format.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """The lists of kinds that begin so."""
    return _lists(incomplete, KINDS)


def complete_numbers(incomplete: str) -> list[str]:
    """The lists of kinds of number that begin so."""
    return _lists(incomplete, NUMBER_KINDS)


def _lists(incomplete: str, names: Iterable[str]) -> list[str]:
    chosen, comma, begun = incomplete.rpartition(",")
    return [chosen + comma + name for name in names if name.startswith(begun) and name not in chosen.split(",")]


def complete_model(incomplete: str) -> list[str]:
    """The installed pipelines whose names begin so."""
    from newsextract.extraction.pipeline import installed_pipelines

    return sorted(name for name, _ in installed_pipelines() if name.startswith(incomplete))
