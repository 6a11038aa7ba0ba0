"""The commands that correct an archive: who is who, how people are called, and what its finds are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from newsextract.batch.run.options import AUTO
from newsextract.cli.answering import (
    AnswerOptions,
    ArchiveArgument,
    ForceOption,
    FormatOption,
    QuietOption,
    Target,
    archive_errors,
    opened,
    say_who_is_meant,
)
from newsextract.cli.messages import USAGE, end, report
from newsextract.cli.options import output_option, value_option
from newsextract.plural import counted

if TYPE_CHECKING:
    from newsextract.archive.asking.correcting import Corrected, Corrector

_NAMES = "As newsextract summary --person finds them, or #ID, a person's number in the tables."


def same(
    archive: ArchiveArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME NAME...", help=_NAMES)],
    quiet: QuietOption = False,
) -> None:
    """Say that several names are one person's, who is called by the first; one name joins all who have it."""
    _correct(archive, quiet, lambda archived: archived.same(*names))


def apart(
    archive: ArchiveArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME NAME...", help=_NAMES)],
    article: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="The article in which the first name is another person (the second, if one is given); repeatable.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Say that names are not one person's, or that of one name the person in some articles is another one."""
    _correct(archive, quiet, lambda archived: archived.apart(*names, articles=article or ()))


def nobody(
    archive: ArchiveArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help=_NAMES)],
    quiet: QuietOption = False,
) -> None:
    """Say that names are no person's: a film, a firm. They leave the lists of people, now and in later articles."""
    _correct(archive, quiet, lambda archived: archived.nobody(*names))


def somebody(
    archive: ArchiveArgument,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="As they are in the articles.")],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The person's name, if it is another.")] = None,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="An article where they are; repeatable.", show_default=False)
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Say that words are a person, wherever they are or in some articles, now and in later ones."""
    _correct(archive, quiet, lambda archived: archived.somebody(words, name, articles=article or ()))


def call(
    archive: ArchiveArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_NAMES)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to show.")],
    quiet: QuietOption = False,
) -> None:
    """Say how a person is called: Roof, "Dylann Roof"."""
    _correct(archive, quiet, lambda archived: archived.call(name, new))


def correct(
    archive: ArchiveArgument,
    find: Annotated[
        str,
        typer.Argument(
            metavar="FIND", help="An id that --ids shows, or the words of a quote or number; a country; a person."
        ),
    ],
    none: Annotated[
        bool, typer.Option("--none", help="It is no quote, no number or no country.", show_default=False)
    ] = False,
    speaker: Annotated[
        str | None, value_option("NAME", "Who said the quote; none for nobody known.", "--speaker")
    ] = None,
    value: Annotated[
        str | None, value_option("N", "The value of the number: 1500; of a range: 10 to 15.", "--value")
    ] = None,
    unit: Annotated[str | None, value_option("UNIT", "Its unit: USD, kilometre; or none.", "--unit")] = None,
    concept: Annotated[str | None, value_option("WORDS", "What it counts or measures; or none.", "--concept")] = None,
    not_role: Annotated[
        str | None, value_option("ROLE", "A role or title that the person does not have.", "--not-role")
    ] = None,
    article: Annotated[str | None, value_option("ID", "The article where it is.", "--article")] = None,
    quiet: QuietOption = False,
) -> None:
    """Say what is right of a quote, a number, a country or a role."""
    given = {"speaker": speaker, "value": value, "unit": unit, "concept": concept, "not_role": not_role}
    change: Any = {kind: "" if new == "none" else new for kind, new in given.items() if new is not None}
    change |= {"none": none}
    _correct(archive, quiet, lambda archived: archived.correct(find, article=article, **change))


def corrections(
    archive: ArchiveArgument,
    undo: Annotated[
        list[str] | None,
        typer.Option(metavar="N", help="Take correction N back, or the last one; repeatable.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
    format: FormatOption = AUTO,
    output: Annotated[
        str | None, output_option("FILE", "A file: .csv (for --corrections), .json, .xlsx or .txt.")
    ] = None,
    force: ForceOption = False,
) -> None:
    """List what was corrected in an archive, or take it back."""
    from newsextract.archive.showing import terminal

    if undo and (output or format != AUTO):
        end(USAGE, "--undo: it lists nothing: leave --format and --output out")
    if undo:
        _correct(archive, quiet, lambda archived: archived.undo(*map(_number, undo)), "taken back")
        return
    with opened(archive) as asked:
        found = asked.corrections()
        to = Target.of(archive, output, AnswerOptions(format=format, force=force, quiet=quiet))
        to.write(found, lambda stream: terminal.write_corrections(stream, found))
        to.made(counted(len(found), "correction"))
        if not found:
            report(archive, "no corrections: newsextract same, apart, nobody, somebody, call and correct make them")


def _number(typed: str) -> int | Literal["last"]:
    """The number of a correction. The end for anything else."""
    if typed == "last":
        return "last"
    if not typed.isdecimal():
        end(USAGE, f"--undo {typed}: give the number of a correction, or last")
    return int(typed)


def _correct(archive: str, quiet: bool, correction: Callable[[Corrector], Corrected], how: str = "") -> None:
    """Correct the archive, and say who is meant and what has changed."""
    from newsextract.archive.asking.correcting import Corrector

    with archive_errors(archive):
        done = correction(Corrector(archive))
    for name, bearers in done.meant:
        say_who_is_meant(name, bearers)
    if done.problem:
        report(archive, done.problem)
    if quiet:
        return
    for one in done.corrections:
        report(archive, f"{one} (correction {one.number}{', ' * bool(how)}{how})")
    if not done.corrections:
        report(archive, "corrected so already")
    elif not done.articles:
        report(archive, "changes nothing there now" + ("" if how else "; it is kept for later articles"))
    else:
        known_for = ((one, filter(None, (one.role, counted(one.articles, "article")))) for one in done.persons)
        persons = ", ".join(f"{one.name} {one.reference} ({', '.join(known)})" for one, known in known_for)
        report(
            archive, f"{counted(done.articles, 'article')} changed{'; the archive now has ' * bool(persons)}{persons}"
        )
