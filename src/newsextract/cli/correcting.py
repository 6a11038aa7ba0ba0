"""The commands that correct who is who in an archive: same, apart, nobody and corrections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsextract.cli.answering import SHOWN, ArchiveArgument, FormatOption, Target, format_of, tables, telling, told_who
from newsextract.cli.options import AUTO, output_option
from newsextract.cli.telling import USAGE, end, tell
from newsextract.plural import counted

if TYPE_CHECKING:
    from newsextract.archive.correcting import Corrected

_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.", show_default=False)]
_NAMES = "As newsextract summary --person finds them, or #ID, a person's number in the tables."


def same(
    archive: ArchiveArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME NAME...", help=_NAMES)],
    quiet: _Quiet = False,
) -> None:
    """Say that several names are one person's, who is called by the first; one name joins all who have it."""
    from newsextract.archive import correcting

    with telling(archive):
        _tell(archive, correcting.same(Path(archive), names), quiet)


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
    quiet: _Quiet = False,
) -> None:
    """Say that names are not one person's, or that of one name the person in some articles is another one."""
    from newsextract.archive import correcting

    if len(names) < 2 and not article:
        end(USAGE, "apart: from whom? give another name, or --article where the name is another person's")
    if len(names) > 2 and article:
        end(USAGE, "--article: it takes one name, or a second one for who it is there")
    with telling(archive):
        _tell(archive, correcting.apart(Path(archive), names, article or ()), quiet)


def nobody(
    archive: ArchiveArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help=_NAMES)],
    quiet: _Quiet = False,
) -> None:
    """Say that names are no person's: a film, a firm. They leave the lists of people, now and in later articles."""
    from newsextract.archive import correcting

    with telling(archive):
        _tell(archive, correcting.nobody(Path(archive), names), quiet)


def corrections(
    archive: ArchiveArgument,
    undo: Annotated[
        list[int] | None, typer.Option(metavar="N", help="Take correction N back; repeatable.", show_default=False)
    ] = None,
    quiet: _Quiet = False,
    format: FormatOption = AUTO,
    output: Annotated[str | None, output_option("FILE", "A file: .csv (for --corrections), .json or .txt.")] = None,
) -> None:
    """List what was corrected in an archive, or take it back."""
    from newsextract.archive import correcting

    if undo and (output or format != AUTO):
        end(USAGE, "--undo: it lists nothing: leave --format and --output out")
    with telling(archive):
        if undo:
            _tell(archive, correcting.undo(Path(archive), undo), quiet, "taken back")
            return
        found = correcting.corrections(Path(archive))
        Target(archive, output, format_of(format, output, SHOWN)).write(found, tables("write_corrections", found))
        if not found:
            tell(archive, "no corrections: newsextract same, apart and nobody make them")


def _tell(archive: str, done: Corrected, quiet: bool, how: str = "") -> None:
    for name, bearers in done.meant:
        told_who(name, bearers)
    if quiet:
        return
    for one in done.corrections:
        tell(archive, f"{one} (correction {one.number}{', ' * bool(how)}{how})")
    if not done.corrections:
        tell(archive, "corrected so already")
    else:
        where = f"{counted(done.articles, 'article')} changed" if done.articles else "changes nothing there now"
        tell(archive, where + ("" if how or done.articles else "; it is kept for later articles"))
