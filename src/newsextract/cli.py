"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; `newsextract schema` and `newsextract models` are told apart by the first
word, so that the main job needs no subcommand. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated, NoReturn

import typer

from newsextract.batch.engine import StoppedError
from newsextract.batch.request import AUTO, Request, shard_of, worker_count
from newsextract.output import FORMATS, OutputError
from newsextract.output.inert import inert_line
from newsextract.pipeline import ModelError, default_pipeline, installed_pipelines
from newsextract.reading import STDIN
from newsextract.records import KINDS, json_schema
from newsextract.rules import RulesError
from newsextract.settings import SettingsError, read_settings, setting_types
from newsextract.version import __version__

SOME_FAILED, USAGE, INTERRUPTED = 1, 2, 130

_NO_SETTINGS = ("files", "config", "version", "install_completion", "show_completion")

_EPILOG = (
    "Other commands: [bold]newsextract schema[/] prints the JSON schema of a record, [bold]newsextract models[/] "
    "lists the installed spaCy pipelines. A file of such a name is reached as ./schema."
)

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)
other_commands = typer.Typer(
    name="newsextract", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
)


def main() -> None:
    """The entry point of the `newsextract` script."""
    names = {command.name for command in other_commands.registered_commands}
    (other_commands if sys.argv[1:2] and sys.argv[1] in names else app)()


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"newsextract {__version__}")
        raise typer.Exit


def _check_format(value: str) -> str:
    if value not in (AUTO, *FORMATS):
        _end(USAGE, f"--format {value}: choose one of {AUTO}, {', '.join(FORMATS)}")
    return value


def _check_kinds(value: str) -> str:
    for kind in value.split(","):
        if kind not in KINDS:
            _end(USAGE, f"--only {value}: choose from {','.join(KINDS)}, separated by commas")
    return value


def _check_workers(value: str) -> str:
    try:
        worker_count(value)
    except ValueError:
        _end(USAGE, f"--workers {value}: give a number from 1, or {AUTO} for one a core")
    return value


def _check_shard(value: str | None) -> str | None:
    try:
        shard_of(value or "1/1")
    except ValueError:
        _end(USAGE, f"--shard {value}: give I/N, the part and how many there are, as 3/10")
    return value


def _use_settings(context: typer.Context, value: str | None) -> str | None:
    """The settings file's values as defaults of the options; those that only do something and end have none."""
    if not context.resilient_parsing:
        options = [option for option in context.command.params if option.name not in _NO_SETTINGS]
        types = {option.opts[0].removeprefix("--"): setting_types(option) for option in options}
        try:
            settings = read_settings(value, types)
        except SettingsError as error:
            _end(USAGE, str(error))
        context.default_map = {name.replace("-", "_"): setting for name, setting in settings.items()}
    return value


def _complete_command_names(incomplete: str) -> list[str]:
    names = [command.name or "" for command in other_commands.registered_commands]
    return [name for name in names if incomplete and name.startswith(incomplete)]


def _complete_format(incomplete: str) -> list[str]:
    return [format for format in (AUTO, *FORMATS) if format.startswith(incomplete)]


def _complete_kinds(incomplete: str) -> list[str]:
    chosen, comma, begun = incomplete.rpartition(",")
    return [chosen + comma + kind for kind in KINDS if kind.startswith(begun) and kind not in chosen.split(",")]


@app.command(epilog=_EPILOG)
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Text files, folders (their .txt files, at any depth), .jsonl files with one "
            '{"id": ..., "text": ...} a line, or - for standard input.',
            show_default=False,
            autocompletion=_complete_command_names,
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            callback=_check_format,
            autocompletion=_complete_format,
            help="table, json (one indented record, or an array of several), jsonl (one record a line), or auto: "
            "tables on a terminal, JSON lines in a pipe.",
        ),
    ] = AUTO,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE_OR_FOLDER/",
            help="Write to this file, its format by its ending; or to a folder, one file a record, laid out as the "
            "input is. A run into a folder can be stopped at any time: the same command goes on where it stopped.",
        ),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            metavar="KINDS",
            callback=_check_kinds,
            autocompletion=_complete_kinds,
            help="What to look for, separated by commas. What nobody asked for is not computed.",
        ),
    ] = ",".join(KINDS),
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_PATH",
            envvar="NEWSEXTRACT_MODEL",
            help="An installed spaCy pipeline, or the path of one, with tagger, parser and NER.",
            show_default="our own",
        ),
    ] = None,
    workers: Annotated[
        str,
        typer.Option(
            metavar="N|auto", callback=_check_workers, help="Processes to share the work among; auto is one a core."
        ),
    ] = "1",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Share the work among the workers of the Dask scheduler there."),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(
            metavar="I/N", callback=_check_shard, help="Do part I of N: the jobs of an array together do all."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Do again what the output folder has already.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first input that fails.")] = False,
    config: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            is_eager=True,
            callback=_use_settings,
            help="Defaults for these options, by their long names.",
            show_default="newsextract.toml or [tool.newsextract] of pyproject.toml, here or in a folder above",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Nothing on standard error but what went wrong.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """Say who and what is in English news articles: people, countries, numbers and quoted statements."""
    inputs = files or ([] if sys.stdin is None or sys.stdin.isatty() else [STDIN])
    if not inputs:
        _end(USAGE, "no article: name a file, a folder or - for standard input (newsextract --help tells more)")
    processes = worker_count(workers)
    if scheduler and processes > 1:
        _end(USAGE, "--scheduler and --workers: choose one, a cluster has workers of its own")
    request = Request(
        inputs=inputs,
        kinds=tuple(kind for kind in KINDS if kind in only.split(",")),
        model=model,
        format=format,
        output=output,
        workers=processes,
        scheduler=scheduler,
        shard=shard_of(shard) if shard else None,
        force=force,
        fail_fast=fail_fast,
        quiet=quiet,
    )
    try:
        failed = request.carry_out()
    except KeyboardInterrupt:
        _end(INTERRUPTED, "interrupted")
    except BrokenPipeError:  # the reader (head, less) has seen enough
        _forget_standard_output()
        failed = False
    except StoppedError as error:
        _end(SOME_FAILED, str(error))
    except (ModelError, RulesError, OutputError) as error:
        _forget_standard_output()
        _end(USAGE, str(error))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _forget_standard_output() -> None:
    """What is still in its buffer cannot be written, and is not to be tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@other_commands.command("schema")
def schema() -> None:
    """Print the JSON schema of a record."""
    print(json.dumps(json_schema(), indent=2))


@other_commands.command("models")
def models() -> None:
    """List the pipelines that --model takes by name, after the default one, which comes with newsextract."""
    print(f"{default_pipeline()}  (default)")
    for name, version in sorted(installed_pipelines()):
        print(f"{name}-{version}")


def _tell(id: str, message: str) -> None:
    print(inert_line(f"newsextract: {id}: {message}"), file=sys.stderr, flush=True)


def _end(status: int, message: str) -> NoReturn:
    print(inert_line(f"newsextract: {message}"), file=sys.stderr, flush=True)
    raise typer.Exit(status)
