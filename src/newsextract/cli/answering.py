"""What the commands about an archive share: their options, the format of an answer, where it goes, its messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer

from newsextract.batch.run.options import AUTO
from newsextract.cli.messages import SOME_FAILED, USAGE, end
from newsextract.cli.options import typed_option
from newsextract.cli.typed import one_format
from newsextract.extraction.options import flag, option, shown_options
from newsextract.output import OutputError, ending, format_of_ending, open_output, output_errors
from newsextract.output.formats import Format
from newsextract.output.streams import is_file, say
from newsextract.plural import counted

if TYPE_CHECKING:
    from newsextract.archive.asking.answers import PersonCount
    from newsextract.archive.asking.asking import Archive

SHOWN = ("table", "json", "jsonl", "csv", "xlsx")
_OTHERS = 3
ArchiveArgument = Annotated[str, typer.Argument(metavar="ARCHIVE.db", help="Made by newsextract FILES -o archive.db.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOptions:
    """How an answer is written."""

    format: str = option(
        AUTO,
        "FORMAT",
        "table, json, jsonl, csv, xlsx, or auto: a table on a terminal, JSON in a pipe.",
        "--format",
        "-f",
    )
    force: bool = flag("Replace a file that holds no records of newsextract.")
    quiet: bool = flag("Print only problems.", "--quiet", "-q")


_SHOWN = shown_options(AnswerOptions)
FormatOption = Annotated[str, typed_option(_SHOWN["format"], "format")]
ForceOption = Annotated[bool, typed_option(_SHOWN["force"], "force")]
QuietOption = Annotated[bool, typed_option(_SHOWN["quiet"], "quiet")]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes, and in which format."""

    archive: str
    output: str | None
    format: str
    force: bool
    """Whether the file may be one that newsextract has not written."""
    quiet: bool
    """Whether only problems are wanted on standard error."""

    @classmethod
    def of(cls, archive: str, output: str | None, how: AnswerOptions, known: Sequence[str] = SHOWN) -> Target:
        """What was asked for. The end for a format that is not known, or a name with another ending."""
        return cls(archive, output, _format_of(how.format, output, known), how.force, how.quiet)

    def note(self, message: str) -> None:
        """Print a line about the answer on standard error, unless only problems are wanted there."""
        if not self.quiet:
            say(message)

    @property
    def is_file(self) -> bool:
        """Whether the answer is kept, and so is to be whole where no limit is given."""
        return self.output is not None or is_file(sys.stdout)

    def made(self, what: str) -> None:
        """Say what is in the file now, if there is one."""
        if self.output:
            self.note(f"{self.output}: {what}")

    def write(self, answer: Any, other: Callable[[IO[str]], None]) -> None:
        """Write it; ``other`` writes it as text or a page. Raises OutputError."""
        from newsextract.archive.showing import written

        writers: dict[str, Callable[[IO[Any], Any], None]] = {
            "json": written.write_json,
            "jsonl": written.write_jsonl,
            "csv": written.write_csv,
            "xlsx": written.write_xlsx,
        }
        path = Path(self.output) if self.output else None
        with (
            open_output(path, [self.archive], cast(Format, self.format), force=self.force) as stream,
            output_errors(self.output or "standard output"),
        ):
            if self.format in writers:
                writers[self.format](stream, answer)
            else:
                other(stream)


def _format_of(asked: str, output: str | None, known: Sequence[str]) -> str:
    """What ``auto`` means: the file's ending, else a table on a terminal, JSON in a pipe. The end for other endings."""
    one_format(asked, AUTO, *SHOWN)
    try:
        format = format_of_ending(output, asked)
    except OutputError as error:
        end(USAGE, str(error))
    if asked != AUTO:
        return asked
    if output is None:
        return "table" if sys.stdout.isatty() else "json"
    if format is None or format not in known:
        endings = " ".join(ending(cast(Format, one)) for one in known)
        what = "it ends in none of" if format != "html" else "only a summary without --kind is a page: here use one of"
        end(USAGE, f"--output {output}: {what} {endings}")
    return format


@contextmanager
def archive_errors(archive: str) -> Iterator[None]:
    """Ends the command with one line if something goes wrong."""
    from newsextract.archive.store.database import sqlite_errors

    try:
        with sqlite_errors(Path(archive), to_read=True):
            yield
    except OutputError as error:
        from newsextract.archive.asking.bearers import NobodyError

        end(SOME_FAILED if isinstance(error, NobodyError) else USAGE, str(error))


@contextmanager
def opened(archive: str) -> Iterator[Archive]:
    """The archive, to be asked; ends the command with one line if something goes wrong."""
    from newsextract.archive.asking.asking import Archive

    with archive_errors(archive), Archive(archive) as asked:
        yield asked


def say_who_is_meant(name: str, bearers: Sequence[PersonCount], say: Callable[[str], None] = say) -> None:
    """Say who is meant by a name in one line, if several have it or it is spelled otherwise."""
    first, *others = bearers
    if others:
        more = [f"{one.name} ({one.articles:,})" for one in others[:_OTHERS]]
        if len(others) > _OTHERS:
            more.append(f"{len(others) - _OTHERS} more")
        articles = counted(first.articles, "article")
        say(f"{name}: {first.name} ({articles}) is meant; there are also {', '.join(more)}")
    elif first.name.casefold() != name.casefold():
        say(f"{name}: {first.name} is meant")
