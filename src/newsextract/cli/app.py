"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; `newsextract schema` and the other commands are told apart by the first word, so
that the main job needs no subcommand. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsextract.cli.options import (
    AUTO,
    EXAMPLES,
    HELP,
    MANY,
    READING,
    ModelOption,
    RulesOption,
    option,
    switch,
)
from newsextract.cli.running import carry_out, run, show_log
from newsextract.cli.telling import USAGE, end
from newsextract.output.streams import say
from newsextract.records.kinds import KINDS
from newsextract.version import __version__

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)


def main() -> None:
    """The entry point of the `newsextract` script."""
    chosen = _chosen(next(iter(sys.argv[1:]), ""))
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal need not have all our signs
    sys.exit(run(chosen))


def _chosen(word: str) -> typer.Typer:
    """What the first word calls: one of the other commands, or the main one."""
    if not word or word.startswith("-"):
        return app
    from newsextract.cli.commands import meant, names, other_commands

    if like := meant(word):
        say(f"no file or command is called {word!r}: did you mean `newsextract {like}`?")
        sys.exit(USAGE)
    return other_commands if word in names() else app


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"newsextract {__version__}")
        raise typer.Exit


def _complete_command_names(incomplete: str) -> list[str]:
    from newsextract.cli.commands import names

    return [name for name in names() if incomplete and name.startswith(incomplete)]


def _use_settings(context: typer.Context, value: str | None) -> str | None:
    from newsextract.cli.settings import use_settings

    return use_settings(context, value)


@app.command(epilog=EXAMPLES, context_settings=HELP)
def extract(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Files, folders, 'patterns*', https://..., or - for standard input.",
            show_default=False,
            autocompletion=_complete_command_names,
        ),
    ] = None,
    format: Annotated[
        str,
        option(
            "--format",
            "-f",
            metavar="FORMAT",
            check="check_format",
            complete="complete_format",
            help="table, json, jsonl, csv, parquet, html or auto.",
        ),
    ] = AUTO,
    output: Annotated[
        str | None,
        option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            check="check_output",
            help="A file, an archive (NAME.db), or a folder/ of files.",
        ),
    ] = None,
    only: Annotated[
        str,
        option(
            metavar="KINDS",
            check="check_kinds",
            complete="complete_kinds",
            help=f"Kinds to find: {','.join(KINDS)}.",
        ),
    ] = ",".join(KINDS),
    indirect: Annotated[bool, switch("--indirect", help="Also find quotes without marks: he said that ...")] = False,
    numbers: Annotated[
        str | None,
        option(
            metavar="KINDS",
            check="check_numbers",
            complete="complete_numbers",
            help="Which of cardinal,ordinal,percent,money,quantity, duration,age,ratio to keep.",
        ),
    ] = None,
    brief: Annotated[bool, switch("--brief", help="Show tables of the first three finds of each kind.")] = False,
    text: Annotated[bool, switch("--text", help="Include the article's text in the record.")] = False,
    sentences: Annotated[bool, switch("--sentences", help="Include the place of each find's sentence.")] = False,
    model: ModelOption = None,
    rules: RulesOption = None,
    glob: Annotated[
        str | None,
        option(
            metavar="PATTERN",
            help="In folders, read only matching names or paths: '2024/*.txt'.",
            panel=READING,
        ),
    ] = None,
    files_from: Annotated[
        str | None,
        option(
            metavar="FILE",
            help="Read input paths from FILE, one per line; - is standard input.",
            panel=READING,
        ),
    ] = None,
    null: Annotated[
        bool, option("--null", "-0", metavar="", help="Paths in that list end with NUL.", panel=READING)
    ] = False,
    follow_links: Annotated[bool, switch("--follow-links", help="Follow links that lead out of a folder.")] = False,
    any_language: Annotated[bool, switch("--any-language", help="Also read articles that are not in English.")] = False,
    text_field: Annotated[
        str | None,
        option(
            metavar="NAME",
            help="The text column, if not text, body or similar.",
            panel=READING,
        ),
    ] = None,
    id_field: Annotated[
        str | None,
        option(
            metavar="NAME",
            help="The id column, if not id, url or similar.",
            panel=READING,
        ),
    ] = None,
    id: Annotated[
        str | None,
        option(metavar="NAME", help="The id for standard input.", panel=READING),
    ] = None,
    limit: Annotated[
        str,
        option(
            metavar="NAME=SIZE",
            check="check_limit",
            help="Raise or lower input limits: text=10MB,page=50MB.",
            panel=READING,
        ),
    ] = "",
    workers: Annotated[
        str | None,
        option(
            metavar="N|auto",
            check="check_workers",
            help="Processes: N, or auto (one per core, used for files and folders).",
            panel=MANY,
        ),
    ] = None,
    timeout: Annotated[
        float,
        option(
            metavar="SECONDS",
            check="check_timeout",
            help="Time limit per article, 60 unless set; 0 for none.",
            panel=MANY,
        ),
    ] = 60,
    scheduler: Annotated[
        str | None,
        option(
            metavar="ADDRESS",
            help="Use the workers of the Dask scheduler at ADDRESS.",
            panel=MANY,
        ),
    ] = None,
    shard: Annotated[
        str | None,
        option(metavar="I/N", check="check_shard", help="Do part I of N, as one job of an array.", panel=MANY),
    ] = None,
    force: Annotated[bool, switch("--force", help="Reprocess finished articles.")] = False,
    prune: Annotated[bool, switch("--prune", help="Remove records of inputs that are gone or fail now.")] = False,
    fail_fast: Annotated[bool, switch("--fail-fast", help="Stop at the first input that fails.")] = False,
    config: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            is_eager=True,
            callback=_use_settings,
            help="Read defaults from FILE, not from the file found.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, switch("--quiet", "-q", help="Print only problems.")] = False,
    verbose: Annotated[
        bool, switch("--verbose", "-v", help="Also report settings read and encodings guessed.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            metavar="",
            callback=_print_version,
            is_eager=True,
            help="Print the version and exit.",
            show_default=False,
        ),
    ] = False,
) -> None:
    """Say who and what is in English news articles: people, countries, numbers and quoted statements."""
    from newsextract.batch.request import Request  # here, for --help and --version need none of this
    from newsextract.cli.typed import (
        about,
        inputs_of,
        is_typed,
        kinds_of,
        numbers_of,
        one_engine,
        shard_of,
        worker_count,
    )
    from newsextract.extraction.options import Options
    from newsextract.reading import STDIN, Fields, limits_of

    inputs = inputs_of(files or [], files_from, null)
    kinds = kinds_of(only)
    asked, usual = (format, AUTO) if is_typed(context, "format") else (AUTO, format)
    about_numbers = numbers is not None and about(context, "numbers", "numbers", kinds)
    if id and STDIN not in inputs:
        end(USAGE, "--id: it names standard input, which is not read: name it with -")
    scheduler, processes = one_engine(context, scheduler, None if workers is None else worker_count(workers))
    if verbose:
        show_log(context.obj)
    options = Options(
        model=model,
        kinds=kinds,
        rules=Path(rules) if rules else None,
        indirect=indirect and about(context, "indirect", "quotes", kinds),
        any_language=any_language,
        text=text,
        sentences=sentences,
        numbers=numbers_of(numbers if about_numbers else None),
    )
    carry_out(
        Request(
            inputs=inputs,
            options=options,
            glob=glob,
            follow_links=follow_links,
            fields=Fields(text_field, id_field),
            format=asked,
            usual_format=usual,
            brief=brief,
            output=output,
            limits=limits_of(limit),
            workers=processes,
            timeout=timeout or None,
            scheduler=scheduler,
            shard=shard_of(shard) if shard else None,
            force=force,
            prune=prune,
            fail_fast=fail_fast,
            quiet=quiet,
            id=id,
        )
    )
