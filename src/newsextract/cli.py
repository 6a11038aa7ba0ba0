"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; `newsextract schema` and `newsextract models` are told apart by the first
word, so that the main job needs no subcommand. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from newsextract.batch import run
from newsextract.output import FORMATS, OutputError, choose_format, make_writer, open_output
from newsextract.output.inert import inert_line
from newsextract.pipeline import ModelError, default_pipeline, installed_pipelines, load
from newsextract.reading import STDIN, Article, Failure, read
from newsextract.records import KINDS, Kind, json_schema
from newsextract.rules import RulesError
from newsextract.version import __version__

SOME_FAILED, USAGE, INTERRUPTED = 1, 2, 130

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
    if value not in ("auto", *FORMATS):
        _end(USAGE, f"--format {value}: choose one of auto, {', '.join(FORMATS)}")
    return value


def _check_kinds(value: str) -> str:
    for kind in value.split(","):
        if kind not in KINDS:
            _end(USAGE, f"--only {value}: choose from {','.join(KINDS)}, separated by commas")
    return value


def _complete_command_names(incomplete: str) -> list[str]:
    names = [command.name or "" for command in other_commands.registered_commands]
    return [name for name in names if incomplete and name.startswith(incomplete)]


def _complete_format(incomplete: str) -> list[str]:
    return [format for format in ("auto", *FORMATS) if format.startswith(incomplete)]


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
    ] = "auto",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, its format by its ending."),
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
    indirect: Annotated[
        bool,
        typer.Option("--indirect", help="Among the quotes, statements reported without marks too: he said that ..."),
    ] = False,
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
        int, typer.Option(min=1, metavar="N", help="Processes to share the work among (one, for now).")
    ] = 1,
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
    kinds: list[Kind] = [kind for kind in KINDS if kind in only.split(",")]
    if indirect and "quotes" not in kinds:
        _end(USAGE, f"--indirect: it is about quotes, which --only {only} leaves out: add quotes to it")
    try:
        failed = _extract(inputs, format, output, kinds, indirect, model, quiet)
    except KeyboardInterrupt:
        _end(INTERRUPTED, "interrupted")
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        failed = False
    except (ModelError, RulesError, OutputError) as error:
        _end(USAGE, str(error))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _extract(
    inputs: list[str],
    format: str,
    output: Path | None,
    kinds: list[Kind],
    indirect: bool,
    model: str | None,
    quiet: bool,
) -> bool:
    """Whether any input failed."""
    failures = 0

    def on_failure(failure: Failure) -> None:
        nonlocal failures
        failures += 1
        _tell(failure.id, failure.message)

    def on_empty(article: Article) -> None:
        if not quiet:
            _tell(article.id, "empty: nothing to extract")

    with open_output(output, inputs) as stream:
        writer = make_writer(choose_format(format, output, stream.isatty()), stream)
        for article, record in run(read(inputs), lambda: load(model, kinds, indirect), on_failure, on_empty):
            writer.write(article, record)
        writer.close()
    return failures > 0


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
