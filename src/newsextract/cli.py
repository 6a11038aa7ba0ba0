"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; `newsextract schema` and `newsextract models` are told apart by the first
word, so that the main job needs no subcommand. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from newsextract.batch import run
from newsextract.output import FORMATS, OutputError, choose_format, make_writer, open_output
from newsextract.output.inert import inert_line
from newsextract.pipeline import ModelError, default_pipeline, installed_pipelines, load
from newsextract.reading import STDIN, Article, Failure, Fields, read
from newsextract.records import KINDS, Kind, json_schema
from newsextract.rules import Overlay, RulesError, laid_over
from newsextract.version import __version__

SOME_FAILED, USAGE, INTERRUPTED = 1, 2, 130

_EPILOG = (
    "Other commands: [bold]newsextract schema[/] prints the JSON schema of a record, [bold]newsextract models[/] "
    "lists the installed spaCy pipelines, [bold]newsextract evaluate[/] scores it on articles you annotated. "
    "A file of such a name is reached as ./schema."
)

RulesOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Words, tables and rows of your own, laid over ours: a folder laid out as models/rules."
    ),
]

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)
other_commands = typer.Typer(
    name="newsextract", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
)


def main() -> None:
    """The entry point of the `newsextract` script."""
    names = {command.name for command in other_commands.registered_commands}
    try:
        (other_commands if sys.argv[1:2] and sys.argv[1] in names else app)()
    finally:
        gc.freeze()  # or Python, as it ends, looks for garbage in all that spaCy holds: a tenth of a second


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
            help="Files, folders (at any depth), patterns in quotes, or - for standard input. Text, Markdown, HTML; "
            "JSON lines, CSV or parquet of many articles; gzipped or not.",
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
            help="table, json (one indented record, or an array of several), jsonl (one record a line), csv (a row "
            "a find), parquet, html (the article, marked), or auto: tables on a terminal, JSON lines in a pipe.",
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
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_PATH",
            envvar="NEWSEXTRACT_MODEL",
            help="An installed spaCy pipeline, or the path of one, with tagger, parser and NER.",
            show_default="our own",
        ),
    ] = None,
    glob: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN",
            help="Of folders, read the files that match, by name or by path below the folder: '*.txt', '2024/*'.",
            show_default="every file of a known type",
        ),
    ] = None,
    text_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The field or column that holds the text, in JSON lines, CSV and parquet.",
            show_default="text, body, content or the like",
        ),
    ] = None,
    id_field: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The field or column that holds the id.", show_default="id, url or the like"),
    ] = None,
    rules: RulesOption = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes to share the work among (one, for now).")
    ] = 1,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Nothing on standard error but what went wrong.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say on standard error how files were read: encodings guessed.")
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
    if verbose:
        _show_log()
    passed_over: Counter[str] = Counter()
    articles = read(
        inputs,
        glob=glob,
        fields=Fields(text_field, id_field),
        leave_out=output,
        on_passed_over=lambda path: passed_over.update([Path(path).suffix.lower() or "no ending"]),
    )
    try:
        with laid_over(Overlay(rules) if rules else None):
            failed = _extract(articles, inputs, format, output, kinds, model, rules, quiet)
    except KeyboardInterrupt:
        _end(INTERRUPTED, "interrupted")
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        failed = False
    except (ModelError, RulesError, OutputError) as error:
        _end(USAGE, str(error))
    if passed_over and not quiet:
        _tell_passed_over(passed_over)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _extract(
    articles: Iterator[Article | Failure],
    inputs: list[str],
    format: str,
    output: Path | None,
    kinds: list[Kind],
    model: str | None,
    rules: Path | None,
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

    chosen = choose_format(format, output)
    with open_output(output, inputs, chosen) as stream:
        writer = make_writer(chosen, stream)
        for article, record in run(articles, lambda: load(model, kinds, rules), on_failure, on_empty):
            writer.write(article, record)
        writer.close()
    return failures > 0


@other_commands.command("evaluate")
def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD.jsonl",
            help="Annotated articles, one a line: records with their text. A kind that is missing or null is not "
            "scored; a span whose text stands in the article once needs no start and end.",
        ),
    ],
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show N mistakes of each sort, in their context.")
    ] = 0,
    model: Annotated[
        str | None, typer.Option(metavar="NAME_OR_PATH", envvar="NEWSEXTRACT_MODEL", help="A spaCy pipeline.")
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Score the extractor on annotated articles: precision, recall and F1 of each kind.

    People and countries are judged mention by mention: start and end must be right, and the country. Numbers must
    overlap and have the right value, unit and comparator; quotes must share 0.8 of their words and have the right
    speaker. B³ tells how well the mentions of one person come together.
    """
    from newsextract.evaluation.gold import read_gold
    from newsextract.evaluation.report import write_report
    from newsextract.evaluation.scores import Scores

    rows = list(read_gold(gold))
    annotated = [row for row in rows if not isinstance(row, Failure)]
    for row in rows:
        if isinstance(row, Failure):
            _tell(row.id, row.message)
    kinds = [kind for kind in KINDS if any(kind in row.finds for row in annotated)]
    scores = Scores()
    try:
        if annotated:
            records = load(model, kinds, rules).pipe(Article(row.id, row.text) for row in annotated)
            for row, record in zip(annotated, records, strict=True):
                scores.add(row, record)
            write_report(scores, sys.stdout, errors)
    except (ModelError, RulesError) as error:
        _end(USAGE, str(error))
    if len(annotated) < len(rows) or not annotated:
        raise typer.Exit(SOME_FAILED)


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


def _tell_passed_over(counts: Counter[str]) -> None:
    files = counts.total()
    endings = ", ".join(f"{ending} {count:,}" for ending, count in counts.most_common(5))
    more = ", ..." if len(counts) > 5 else ""
    print(
        inert_line(
            f"newsextract: passed over {files:,} file{'s' if files > 1 else ''} of other types ({endings}{more})"
        ),
        file=sys.stderr,
    )


def _show_log() -> None:
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


def _tell(id: str, message: str) -> None:
    print(inert_line(f"newsextract: {id}: {message}"), file=sys.stderr, flush=True)


def _end(status: int, message: str) -> NoReturn:
    print(inert_line(f"newsextract: {message}"), file=sys.stderr, flush=True)
    raise typer.Exit(status)
