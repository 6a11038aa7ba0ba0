"""The other commands: evaluate, explain, merge, schema and models; those that ask an archive are in
``asking``, those that correct it in ``correcting``.

The first word after ``newsextract`` names them.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from newsextract.batch.run.options import AUTO, Request
from newsextract.cli import asking, correcting, typed
from newsextract.cli.answering import QuietOption
from newsextract.cli.messages import SOME_FAILED, USAGE, end, report
from newsextract.cli.options import HELP, RIGHT_IF, declared, format_option, output_option
from newsextract.cli.running import carry_out, interrupted
from newsextract.extraction.extractor import load_for
from newsextract.extraction.language import ENGLISH, is_not_read, language_of
from newsextract.extraction.options import Options
from newsextract.extraction.pipeline import ModelError, default_pipeline, installed_pipelines
from newsextract.installed import Remedies
from newsextract.reading import Failure, read
from newsextract.records.record import json_schema
from newsextract.rules import RulesError

other_commands = typer.Typer(
    name="newsextract",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings=HELP,
)

_LONGEST = 20  # letters of a command
_ALIKE = 0.75  # of 1: two letters changed of eight


def names() -> list[str]:
    """The words that these commands begin with."""
    return [command.name or "" for command in other_commands.registered_commands]


def is_unknown(word: str) -> bool:
    """Whether a word could only be a command, and is none: a few letters, and no file or folder that is there."""
    is_word = word.replace("-", "").isalpha() and len(word) <= _LONGEST
    return is_word and word not in names() and not os.path.lexists(word)


def meant(word: str) -> str | None:
    """The command that a word comes near to; None where it is one, or is the name of a file that is there."""
    if not is_unknown(word):
        return None
    from difflib import get_close_matches  # here, for few runs come so far

    return next(iter(get_close_matches(word, names(), n=1, cutoff=_ALIKE)), None)


@other_commands.command("evaluate", epilog=RIGHT_IF)
@declared(Options, only=("model", "rules"))
def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD.jsonl",
            help="Annotated articles, one per line: records with their text. A kind that is missing or null is not "
            "scored; a span whose text occurs once in the article needs no start and end.",
        ),
    ],
    *,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Show N mistakes of each sort, in context.")] = 0,
    format: Annotated[str, format_option("table (the default), or json (one object).")] = "table",
    **given: Any,
) -> None:
    """Score the extractor on annotated articles: precision, recall and F1 of each kind."""
    from newsextract.evaluation import score

    typed.one_format(format, "table", "json")
    try:
        asked = typed.options(given)
        failed = score(gold, asked.model, asked.rules, errors, format == "json", report)
    except KeyboardInterrupt as interrupt:
        raise typer.Exit(interrupted(interrupt)) from None
    except (ModelError, RulesError) as error:
        end(USAGE, str(error))
    if failed:
        raise typer.Exit(SOME_FAILED)


@other_commands.command("explain")
@declared(Options, only=("kinds", "indirect", "model", "rules"))
def explain(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="As for newsextract itself: files, folders, or - for standard input."),
    ],
    *,
    format: Annotated[str, format_option("table, json (a line per article), or auto.")] = AUTO,
    about: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only what touches these words of the article, with all that weighed."),
    ] = None,
    **given: Any,
) -> None:
    """Say which named rules decided on each find and each rejected candidate."""
    from newsextract.extraction.explaining import explain as explanations_of
    from newsextract.extraction.explaining import touching
    from newsextract.output import explanation

    if about is not None and not about.strip():
        end(USAGE, "--about: give words of the article")
    format = typed.table_or_json(format)
    failed, touched, remedies = False, False, Remedies()
    try:
        extractor = load_for(typed.options(given))
    except (ModelError, RulesError) as error:
        end(USAGE, str(error))
    for item in read(files):
        if isinstance(item, Failure):
            report(item.id, remedies.once(item.message))
            failed = True
        else:
            if (language := language_of(item.text)) != ENGLISH:
                report(item.id, is_not_read(language))
            explanations = explanations_of(extractor, item)
            explanations = touching(explanations, item.text, about) if about else explanations
            if explanations or not about:
                if format == "table":
                    explanation.write_table(sys.stdout, item.id, explanations, detailed=bool(about))
                else:
                    explanation.write_json(sys.stdout, item.id, explanations)
                touched = True
    if about and not (touched or failed):
        end(SOME_FAILED, f"--about {about}: no find and no candidate in {' '.join(files)} touches these words")
    if failed:
        raise typer.Exit(SOME_FAILED)


@other_commands.command("merge")
def merge(
    archives: Annotated[list[str], typer.Argument(metavar="ARCHIVE.db...", help="Archives, whatever made them.")],
    output: Annotated[str | None, output_option("NEW.db", "The archive to write.")],
    quiet: QuietOption = False,
) -> None:
    """Make one archive of several: short for newsextract ARCHIVE.db... -o NEW.db, where these are archives."""
    from newsextract.archive.store.database import opened
    from newsextract.output import OutputError, format_of_ending

    if output is None:
        end(USAGE, "--output: an archive is a file: name one, as all.db")
    if format_of_ending(output) != "db":
        end(USAGE, f"{output}: no name of an archive by its ending: give -o another, as {Path(output).stem}.db")
    try:
        for name in archives:
            opened(Path(name)).close()
    except OutputError as error:
        end(USAGE, str(error))
    carry_out(Request(archives, output=output, quiet=quiet))


for command in (
    *(asking.summary, asking.quotes, asking.numbers, asking.sql),
    *(correcting.same, correcting.apart, correcting.nobody, correcting.somebody, correcting.call),
    *(correcting.correct, correcting.corrections),
):
    other_commands.command(command.__name__)(command)


@other_commands.command("schema")
def schema() -> None:
    """Print the JSON schema of a record."""
    print(json.dumps(json_schema(), indent=2))


@other_commands.command("models")
def models() -> None:
    """List the pipelines that --model takes by name, after the default one, which comes with newsextract."""
    try:
        print(f"{default_pipeline()}  (default)")
    except ModelError as error:
        end(USAGE, str(error))
    for name, version in sorted(installed_pipelines()):
        print(f"{name}-{version}")
