"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; `newsextract schema` and the other commands are told apart by the first word, so
that the main job needs no subcommand. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsextract.batch.engine import StoppedError
from newsextract.batch.request import AUTO, Request, kinds_of, numbers_of, shard_of, worker_count
from newsextract.cli.commands import names, other_commands
from newsextract.cli.interrupts import end_at_once, raise_at_first
from newsextract.cli.options import (
    EXAMPLES,
    MANY,
    READING,
    SOME_FAILED,
    USAGE,
    ModelOption,
    RulesOption,
    about,
    check_format,
    check_kinds,
    check_limit,
    check_named,
    check_numbers,
    check_output,
    check_shard,
    check_timeout,
    check_workers,
    complete_format,
    complete_kinds,
    complete_numbers,
    end,
    interrupted,
    one_engine,
    run,
    show_log,
    switch,
    use_settings,
)
from newsextract.kinds import KINDS
from newsextract.options import NUMBER_KINDS, Options
from newsextract.output import OutputError
from newsextract.output.streams import forget
from newsextract.pipeline import ModelError
from newsextract.reading import STDIN, Fields, limits_of
from newsextract.rules import RulesError
from newsextract.version import __version__

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)


def main() -> None:
    """The entry point of the `newsextract` script."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal need not have all our signs
    sys.exit(run(other_commands if sys.argv[1:2] and sys.argv[1] in names() else app))


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"newsextract {__version__}")
        raise typer.Exit


def _complete_command_names(incomplete: str) -> list[str]:
    return [name for name in names() if incomplete and name.startswith(incomplete)]


def _what_is_piped_in() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        end(USAGE, "no article: name a file, a folder or - for standard input (newsextract --help tells more)")
    return [STDIN]


@app.command(epilog=EXAMPLES)
def extract(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Files, folders (at any depth), patterns in quotes, https://..., or - for standard input. Text, "
            "Markdown, HTML; JSON, JSON lines, CSV, parquet or WARC of many articles; gzipped or not.",
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
            callback=check_format,
            autocompletion=complete_format,
            help="table, json (one indented record, or an array of several), jsonl (one record a line), csv (a row "
            "a find), parquet, html (the article, marked), or auto: tables on a terminal, JSON lines in a pipe.",
        ),
    ] = AUTO,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            callback=check_output,
            help="Write to this file, its format by its ending; or to a folder, one file a record, laid out as the "
            "input is. A run into a folder can be stopped at any time: the same command goes on where it stopped. "
            "Records of inputs that are gone are taken away.",
        ),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            metavar="KINDS",
            callback=check_kinds,
            autocompletion=complete_kinds,
            help="Which of people, countries, numbers and quotes to look for, separated by commas. What nobody asked "
            "for is not computed.",
            show_default="all",
        ),
    ] = ",".join(KINDS),
    indirect: Annotated[
        bool,
        switch("--indirect", help="Among the quotes, statements reported without marks too: he said that ..."),
    ] = False,
    numbers: Annotated[
        str,
        typer.Option(
            metavar="KINDS",
            callback=check_numbers,
            autocompletion=complete_numbers,
            help="Which numbers to keep: cardinal, ordinal, percent, money, quantity, duration, age, ratio.",
            show_default="all",
        ),
    ] = ",".join(NUMBER_KINDS),
    brief: Annotated[bool, switch("--brief", help="Of tables, the headline and the first three of each kind.")] = False,
    text: Annotated[
        bool, switch("--text", help="The record has the article's text, which its offsets count in.")
    ] = False,
    sentences: Annotated[
        bool,
        switch(
            "--sentences",
            help="Each mention and number has the place of its sentence, each quote that of its paragraphs. A CSV file "
            "always has them.",
        ),
    ] = False,
    model: ModelOption = None,
    rules: RulesOption = None,
    glob: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN",
            callback=check_named,
            help="Of folders, read the files that match, by name or by path below the folder: '*.txt', '2024/*'.",
            show_default="every file of a known type",
            rich_help_panel=READING,
        ),
    ] = None,
    follow_links: Annotated[
        bool,
        switch(
            "--follow-links",
            help="Read what links inside a folder lead to outside of it too.",
            panel=READING,
        ),
    ] = False,
    any_language: Annotated[
        bool,
        switch(
            "--any-language",
            help="Look for finds in articles that are not in English too.",
            panel=READING,
        ),
    ] = False,
    text_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=check_named,
            help="The field or column that holds the text, in JSON lines, CSV and parquet.",
            show_default="text, body, content or the like",
            rich_help_panel=READING,
        ),
    ] = None,
    id_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=check_named,
            help="The field or column that holds the id.",
            show_default="id, url or the like",
            rich_help_panel=READING,
        ),
    ] = None,
    id: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=check_named,
            help="The id of what comes on standard input.",
            show_default="-",
            rich_help_panel=READING,
        ),
    ] = None,
    limit: Annotated[
        str,
        typer.Option(
            metavar="NAME=SIZE",
            callback=check_limit,
            help="Read larger inputs than is usual, or only smaller ones, as in text=10MB,page=50MB: an article's "
            "text (in characters), a file of one article (page), a row of a file of many (row), what a gzipped file "
            "unpacks to (unpacked), and how many times its size that is (ratio).",
            show_default="text=5MB,page=20MB,row=20MB,unpacked=20GB,ratio=200",
            rich_help_panel=READING,
        ),
    ] = "",
    workers: Annotated[
        str,
        typer.Option(
            metavar="N|auto",
            callback=check_workers,
            help="Processes to share the work among; auto is one a core.",
            rich_help_panel=MANY,
        ),
    ] = "1",
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            callback=check_timeout,
            help="Give up an article that takes longer, and go on with the others; a long one has this for each "
            "million characters. 0: never. (A single article has all the time there is.)",
            rich_help_panel=MANY,
        ),
    ] = 60,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            callback=check_named,
            help="Share the work among the workers of the Dask scheduler there.",
            rich_help_panel=MANY,
        ),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(
            metavar="I/N",
            callback=check_shard,
            help="Do part I of N: the jobs of an array together do all.",
            rich_help_panel=MANY,
        ),
    ] = None,
    force: Annotated[bool, switch("--force", help="Do again what the output folder has already.")] = False,
    fail_fast: Annotated[bool, switch("--fail-fast", help="Stop at the first input that fails.")] = False,
    config: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            is_eager=True,
            callback=use_settings,
            help="Defaults for these options, by their long names.",
            show_default="newsextract.toml or [tool.newsextract] of pyproject.toml, here or in a folder above, which "
            "set only how records look and how many workers run",
        ),
    ] = None,
    quiet: Annotated[bool, switch("--quiet", "-q", help="Nothing on standard error but what went wrong.")] = False,
    verbose: Annotated[
        bool, switch("--verbose", "-v", help="Say on standard error which settings were read, and encodings guessed.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=_print_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Say who and what is in English news articles: people, countries, numbers and quoted statements."""
    inputs = files or _what_is_piped_in()
    kinds = kinds_of(only)
    indirect = indirect and about(context, "indirect", "quotes", kinds)
    numbers_kept = numbers_of(numbers) if about(context, "numbers", "numbers", kinds) else NUMBER_KINDS
    if id and STDIN not in inputs:
        end(USAGE, "--id: it names standard input, which is not read: name it with -")
    scheduler, processes = one_engine(context, scheduler, worker_count(workers))
    if verbose:
        show_log(context.obj)
    request = Request(
        inputs=inputs,
        options=Options(
            model=model,
            kinds=kinds,
            rules=Path(rules) if rules else None,
            indirect=indirect,
            any_language=any_language,
            text=text,
            sentences=sentences,
            numbers=numbers_kept,
        ),
        glob=glob,
        follow_links=follow_links,
        fields=Fields(text_field, id_field),
        format=format,
        brief=brief,
        output=output,
        limits=limits_of(limit),
        workers=processes,
        timeout=timeout or None,
        scheduler=scheduler,
        shard=shard_of(shard) if shard else None,
        force=force,
        fail_fast=fail_fast,
        quiet=quiet,
        id=id,
    )
    try:
        raise_at_first()
        failed = request.carry_out()
    except KeyboardInterrupt as interrupt:
        raise typer.Exit(interrupted(interrupt)) from None
    except StoppedError as error:
        end(SOME_FAILED, str(error))
    except (ModelError, RulesError) as error:
        end(USAGE, str(error))
    except OutputError as error:
        forget(sys.stdout)  # of what may be in its buffer, some may be written already
        end(USAGE, str(error))
    finally:
        end_at_once()
    if failed:
        raise typer.Exit(SOME_FAILED)
