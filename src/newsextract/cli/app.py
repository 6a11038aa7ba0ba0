"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; a first word such as `schema` means one of the other commands, so that the main
one needs no word. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsextract.cli.messages import USAGE, end
from newsextract.cli.options import (
    AUTO,
    EXAMPLES,
    HELP,
    MANY,
    READING,
    SWITCHES,
    ModelOption,
    RulesOption,
    eager,
    offer_commands,
    offer_formats,
    offer_kinds,
    offer_numbers,
    option,
    output_option,
    switch,
)
from newsextract.cli.running import carry_out, run, show_log
from newsextract.output.formats import FORMATS
from newsextract.output.streams import say
from newsextract.records.kinds import KINDS
from newsextract.version import __version__

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)


def main() -> None:
    """The entry point of the `newsextract` script."""
    if sys.argv[1:2] == ["help"]:
        _ask_for_help()
    chosen = _chosen(next(iter(sys.argv[1:]), ""))
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal need not have all our signs
    sys.exit(run(chosen))


def _ask_for_help() -> None:
    """Have what was typed after "help", the name of another command or nothing, be followed by --help."""
    from newsextract.cli.commands import names

    of = sys.argv[2:3]
    if of and of[0] not in names():
        say(f"help {of[0]}: no such command: there are {', '.join(names())}")
        sys.exit(USAGE)
    sys.argv[1:] = [*of, "--help"]


def _chosen(word: str) -> typer.Typer:
    """What the first word calls: one of the other commands, or the main one."""
    if not word or word.startswith("-"):
        return app
    from newsextract.cli.commands import is_unknown, meant, names, other_commands

    if is_unknown(word):
        like = meant(word)
        remedy = f"did you mean `newsextract {like}`?" if like else "name what is to be read, or see newsextract --help"
        say(f"no file or command is called {word!r}: {remedy}")
        sys.exit(USAGE)
    return other_commands if word in names() else app


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"newsextract {__version__}")
        raise typer.Exit


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
            autocompletion=offer_commands,
        ),
    ] = None,
    format: Annotated[
        str,
        option(
            "FORMAT",
            f"{', '.join(FORMATS)}, auto.",
            "--format",
            "-f",
            offers=offer_formats,
        ),
    ] = AUTO,
    output: Annotated[
        str | None, output_option("FILE|FOLDER/", "A file, an archive (NAME.db), or a folder/ of files.")
    ] = None,
    only: Annotated[str, option("KINDS", f"Kinds to find: {','.join(KINDS)}.", offers=offer_kinds)] = ",".join(KINDS),
    indirect: Annotated[bool, switch("Also find quotes without marks: he said that ...", "--indirect")] = False,
    numbers: Annotated[
        str | None,
        option(
            "KINDS",
            "Kinds of number to keep, as percent,money.",
            offers=offer_numbers,
        ),
    ] = None,
    min_confidence: Annotated[
        float, option("0..1", "Leave out finds that are less sure than that.", "--min-confidence")
    ] = 0,
    brief: Annotated[bool, switch("Show tables of the first three finds of each kind.", "--brief")] = False,
    text: Annotated[bool, switch("Include the article's text in the record.", "--text")] = False,
    sentences: Annotated[bool, switch("Include the place of each find's sentence.", "--sentences")] = False,
    no_bylines: Annotated[
        bool,
        typer.Option(
            "--no-bylines/--bylines",
            metavar="",
            help="Leave out the people of bylines and photo credits.",
            show_default=False,
            rich_help_panel=SWITCHES,
        ),
    ] = False,
    model: ModelOption = None,
    rules: RulesOption = None,
    glob: Annotated[
        str | None, option("PATTERN", "In folders, read only matching names or paths: '2024/*.txt'.", panel=READING)
    ] = None,
    files_from: Annotated[
        str | None, option("FILE", "Read input paths from FILE, one per line; - is standard input.", panel=READING)
    ] = None,
    null: Annotated[bool, option("", "Paths in that list end with NUL.", "--null", "-0", panel=READING)] = False,
    follow_links: Annotated[bool, switch("Follow links that lead out of a folder.", "--follow-links")] = False,
    any_language: Annotated[bool, switch("Also read articles that are not in English.", "--any-language")] = False,
    text_field: Annotated[
        str | None, option("NAME", "The text column, if not text, body or similar.", panel=READING)
    ] = None,
    id_field: Annotated[str | None, option("NAME", "The id column, if not id, url or similar.", panel=READING)] = None,
    title_field: Annotated[
        str | None, option("NAME", "The title column, if not title, headline or similar.", panel=READING)
    ] = None,
    date_field: Annotated[
        str | None, option("NAME", "The date column, if not date, published or similar.", panel=READING)
    ] = None,
    id: Annotated[str | None, option("NAME", "The id for standard input.", panel=READING)] = None,
    limit: Annotated[
        str | None, option("NAME=SIZE", "Raise or lower input limits: text=10MB,page=50MB.", panel=READING)
    ] = None,
    workers: Annotated[
        str | None,
        option("N|auto", "Processes: N, or auto (one per core, used for files and folders).", panel=MANY),
    ] = None,
    timeout: Annotated[float, option("SECONDS", "Time limit per article, 60 unless set; 0 for none.", panel=MANY)] = 60,
    scheduler: Annotated[
        str | None, option("ADDRESS", "Use the workers of the Dask scheduler at ADDRESS.", panel=MANY)
    ] = None,
    shard: Annotated[str | None, option("I/N", "Do part I of N, as one job of an array.", panel=MANY)] = None,
    force: Annotated[bool, switch("Redo finished articles; replace also files of others.", "--force")] = False,
    prune: Annotated[bool, switch("Remove records of inputs that are gone or fail now.", "--prune")] = False,
    corrections: Annotated[
        str | None, option("FILE", "For an archive: who is who, from a CSV or TOML file.", panel=MANY)
    ] = None,
    fail_fast: Annotated[bool, switch("Stop at the first input that fails.", "--fail-fast")] = False,
    config: Annotated[
        str | None, eager("FILE", "Read defaults from FILE, not from the file found.", _use_settings, "--config")
    ] = None,
    quiet: Annotated[bool, switch("Print only problems.", "--quiet", "-q")] = False,
    verbose: Annotated[bool, switch("Also report settings read and encodings guessed.", "--verbose", "-v")] = False,
    version: Annotated[bool, eager("", "Print the version and exit.", _print_version, "--version", "-V")] = False,
) -> None:
    """Say who and what is in English news articles: people, countries, numbers and quoted statements."""
    from newsextract.batch.run.request import Request  # here, for --help and --version need none of this
    from newsextract.cli import typed
    from newsextract.extraction.options import NUMBER_KINDS, Options
    from newsextract.reading import STDIN, Fields

    asked, usual = (format, AUTO) if typed.is_typed(context, "format") else (AUTO, format)
    typed.record_format(format)
    kinds, number_kinds = typed.kinds(only), typed.numbers(numbers)
    if numbers is not None and not typed.is_about(context, "numbers", "numbers", kinds):
        number_kinds = NUMBER_KINDS
    scheduler, processes = typed.engine(context, scheduler, None if workers is None else typed.worker_count(workers))
    inputs = typed.inputs(files or [], files_from, null)
    if id and STDIN not in inputs:
        end(USAGE, "--id: it names standard input, which is not read: name it with -")
    if verbose:
        show_log(context.obj)
    options = Options(
        model=model,
        kinds=kinds,
        rules=Path(rules) if rules else None,
        indirect=indirect and typed.is_about(context, "indirect", "quotes", kinds),
        any_language=any_language,
        text=text,
        sentences=sentences,
        no_bylines=no_bylines,
        numbers=number_kinds,
    )
    carry_out(
        Request(
            inputs=inputs,
            options=options,
            glob=glob,
            follow_links=follow_links,
            fields=Fields(text_field, id_field, title_field, date_field),
            format=asked,
            usual_format=usual,
            brief=brief,
            min_confidence=typed.confidence(min_confidence),
            output=output,
            limits=typed.limits(limit),
            workers=processes,
            timeout=typed.seconds(timeout),
            scheduler=scheduler,
            shard=typed.shard(shard),
            force=force,
            prune=prune,
            fail_fast=fail_fast,
            quiet=quiet,
            id=id,
            corrections=corrections,
            read_too=[name for name in (files_from, rules, *map(str, context.obj or ())) if name and name != STDIN],
            replaces_any=force and typed.is_typed(context, "force"),
        )
    )
