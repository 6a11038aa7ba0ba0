"""Records -> what people and programs read: one writer per format, all with the same two methods."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from newsextract.output.formats import ENDINGS, FORMATS, ROWS, Format
from newsextract.output.lock import lock
from newsextract.output.replacing import NOT_OURS, are_one, reason_to_stay

if TYPE_CHECKING:
    from newsextract.reading import Article
    from newsextract.records.record import Record

_LONGEST_STEM = 200  # bytes; file systems take 255, and what makes the name of a file aside comes on top


class OutputError(ValueError):
    """An output that cannot be written; the message names it and the remedy."""


_REMEDIES = {
    errno.ENOENT: "make the folder first",
    errno.EEXIST: "a file has that name, give -o another",
    errno.ENOTDIR: "a file stands where a folder must be, give -o another name",
    errno.EACCES: "choose a place where you may write",
    errno.EROFS: "choose a place where you may write",
    errno.ENAMETOOLONG: "give -o a shorter name",
    errno.ENOSPC: "make room, or choose another place",
    errno.EBADF: "it is closed: open it, or name a file with -o",
}


def cannot_write(path: Path | str, error: OSError) -> OutputError:
    """The OutputError for an OSError."""
    remedy = f": {_REMEDIES[error.errno]}" if error.errno in _REMEDIES else ""
    return OutputError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()}){remedy}")


@contextmanager
def output_errors(name: Path | str) -> Iterator[None]:
    """Turns an OSError in writing to ``name`` into an OutputError; that of a pipe without a reader stays as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_write(name, error) from error


class Writer(Protocol):
    """Takes records as they come; ``close`` writes the rest and leaves the stream open."""

    def write(self, article: Article, record: Record) -> None:
        """Write one record."""

    def close(self) -> None:
        """Write the rest; by default there is none."""
        return


def make_writer(format: Format, stream: Any) -> Writer:
    """The writer of a format onto a stream that ``open_output`` has opened for it; only its own module is imported."""
    place = ROWS[format].writer
    assert place, format
    module, _, name = place.partition(".")
    writer: Writer = getattr(import_module(f"newsextract.output.formats.{module}"), name)(stream)
    return writer


def render(format: Format, article: Article, record: Record) -> bytes:
    """One record alone in a format, as a file of its own holds it."""
    data = BytesIO()
    row = ROWS[format]
    stream = data if row.is_binary else TextIOWrapper(data, encoding=row.encoding, newline="")
    writer = make_writer(format, stream)
    writer.write(article, record)
    writer.close()
    stream.flush()
    return data.getvalue()


def choose_format(asked: str, output: str | None, folder: bool, brief: bool = False, usual: str = "auto") -> Format:
    """The format that the output file's ending says, else the one ``asked`` for, else the ``usual`` one.

    "auto" is tables on a terminal, else JSON lines, and json in a folder. ``brief`` means tables where no ending says
    another format. Raises OutputError where the ending is of another format than was asked for, or of none and none
    was asked for, or where brief is asked for with another format than tables.
    """
    if brief:
        format = "table" if asked == "auto" and (folder or output is None) else choose_format(asked, output, folder)
        if format != "table":
            raise OutputError(f"--brief: it applies to tables, not {format}: leave it out, or take -f table")
        return "brief"
    if not folder and (by_ending := format_of_ending(output, asked)):
        return by_ending
    if (chosen := usual if asked == "auto" else asked) != "auto":
        return cast(Format, chosen)
    if folder:
        return "json"
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    if suffix := Path(output).suffix.lower():
        endings = " ".join(ending(format) for format in FORMATS)
        raise OutputError(f"{output}: {suffix} is no ending of ours ({endings}): take one, or say which format with -f")
    return "jsonl"


def format_of_ending(output: str | None, asked: str = "auto") -> Format | None:
    """What an output file's ending says; None where it says nothing. Raises OutputError where another was asked."""
    format = ENDINGS.get(Path(output).suffix.lower()) if output else None
    if format and asked not in ("auto", format):
        what = "an archive" if format == "db" else format
        raise OutputError(
            f"--format {asked}: {output} is {what} by its ending: leave --format out, or give -o another name"
        )
    return format


def ending(format: Format) -> str:
    """The ending of a file in this format."""
    return ROWS[format].endings[0]


def means_folder(output: str | None, inputs: Sequence[str]) -> bool:
    """Whether ``-o`` names a folder: it ends in a slash, or is one, or has no ending and is for a folder's records.

    A device or a named pipe that is there is none.
    """
    if output is None:
        return False
    from newsextract.reading.opening import is_folder

    return (
        output.endswith(("/", os.sep))
        or is_folder(output)
        or (not Path(output).suffix and not _is_written_to(Path(output)) and any(map(is_folder, inputs)))
    )


def check_folder(output: str, inputs: Sequence[str], asked: str = "auto") -> None:
    """Raise OutputError where a folder's records would lie among its articles, or a file of this format may be meant.

    ``asked``: the format that was typed.
    """
    from newsextract.reading.opening import is_folder

    if asked != "auto" and not output.endswith(("/", os.sep)) and not is_folder(output):
        file = output + ending(cast(Format, asked))
        remedy = f"give -o {output}/ for a file per article, or -o {file} for one file"
        raise OutputError(f"{output}: a folder or a file? {remedy}")
    if any(is_folder(name) and are_one(Path(output), name) for name in inputs):
        raise OutputError(f"{output}: also an input: give -o another folder, inside it if you like")


def _open_file(path: Path, format: Format, is_file: bool) -> IO[Any]:
    row = ROWS[format]
    encoding = row.encoding if is_file else "utf-8"
    return path.open("wb") if row.is_binary else path.open("w", encoding=encoding, newline=row.newline)


def _standard_output(format: Format) -> IO[Any]:
    row = ROWS[format]
    if row.is_binary:
        if sys.stdout.isatty():
            raise OutputError(f"{format} is not for a terminal: name a file with -o")
        return sys.stdout.buffer
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline=row.newline)  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(errors="replace", newline=row.newline)  # type: ignore[union-attr]
    return sys.stdout


def _remove_parts(own: Path) -> None:
    """Remove the unfinished files of this output that no running process writes to."""
    beginning = own.name.removesuffix(".part").rpartition(".")[0]
    part = re.compile(rf"{re.escape(beginning)}\.\d+\.part")
    for path in filter(lambda path: part.fullmatch(path.name), own.parent.iterdir()):
        if path != own and not path.is_symlink() and path.is_file():
            with suppress(OSError), path.open("rb+") as stream:
                if lock(stream):
                    path.unlink()


@contextmanager
def open_output(
    output: Path | None,
    inputs: Sequence[str],
    format: Format,
    replaces: Callable[[], bool] = lambda: True,
    force: bool = False,
) -> Iterator[IO[Any]]:
    """Standard output, or a stream to a file beside ``output`` that gets its name once all is written.

    If there is a file of that name by then, ``replaces`` says whether it is replaced. What is not a file (a device, a
    named pipe) is written to directly. What killed runs have left beside the file is removed. Raises OutputError where
    the file cannot be written or must not be replaced: an input, a read-only file or, without ``force``, one that holds
    no records of newsextract.
    """
    if output is None:
        yield _standard_output(format)
        return
    with output_errors(output):
        reason = reason_to_stay(output, inputs)
        if reason and not (force and reason == NOT_OURS):
            otherwise = ", or type --force" if reason == NOT_OURS else ""
            raise OutputError(f"{output}: {reason}, and would be lost: give -o another name{otherwise}")
        aside = _name_aside(output)
        stream = _open_file(aside or output, format, aside is not None)
        if aside:
            lock(stream)
            _remove_parts(aside)
    try:
        yield stream
        with output_errors(output):
            stream.flush()
            if aside:
                os.fsync(stream.fileno())
            stream.close()
            if aside and (not output.exists() or replaces()):
                aside.replace(output.resolve())
    finally:
        with suppress(OSError):
            stream.close()
        if aside:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _is_written_to(output: Path) -> bool:
    """Whether ``output`` exists and is not a regular file: a device, a named pipe or a folder."""
    with suppress(OSError):
        return not stat.S_ISREG(output.stat().st_mode)
    return False


def _name_aside(output: Path) -> Path | None:
    """Where to write until all is written: beside the file, or where a link leads. None for what is not a file."""
    if _is_written_to(output):
        return None
    file = output.resolve()
    stem = file.name.encode(errors="ignore")[:_LONGEST_STEM].decode(errors="ignore")
    return file.with_name(f".{stem}.{os.getpid()}.part")
