"""Runs a command: what ended it is reported in one line, and becomes the exit status."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from newsextract.cli.interrupts import end_at_once, ending_of, raise_at_first
from newsextract.cli.messages import SOME_FAILED, USAGE, end
from newsextract.output import OutputError, cannot_write
from newsextract.output.inert import inert_line
from newsextract.output.streams import forget, say

if TYPE_CHECKING:
    from newsextract.archive.filling.taking import Taken
    from newsextract.batch.run.options import Request
    from newsextract.batch.sinks.keeping import KeptSink

_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO}


def run(app: typer.Typer) -> int:
    """Run the command; returns the exit status. A mistake in what was typed, or a failed output, is one line.

    Where the reader of standard output (head, less) has seen enough, the status is 0.
    """
    try:
        return _status_of(app)
    except BrokenPipeError:
        forget(sys.stdout)
        return 0
    except OSError as error:
        if _is_lost():
            say("the folder that you are in has been deleted: go to another one")
            return USAGE
        if error.filename is not None or error.errno not in _OF_WRITING:
            raise
        forget(sys.stdout)  # nothing else without a name is written to
        say(str(cannot_write("standard output", error)))
        return USAGE


def _is_lost() -> bool:
    """Whether the current folder is gone, so that no name without a slash in front means anything."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _status_of(app: typer.Typer) -> int:
    try:
        status = int(app(standalone_mode=False) or 0)
    except typer.Abort as abort:
        if isinstance(abort.__cause__, KeyboardInterrupt):
            return interrupted(abort.__cause__)
        raise abort.__cause__ or abort from None  # Typer takes any EOFError for Ctrl-D at a prompt, and there is none
    except SystemExit as end:  # by rich and typer, of which each has its way with a pipe that nobody reads
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    except Exception as error:
        if not isinstance(error, typer.BadParameter.__bases__):  # the only usage error that Typer exports
            raise
        say(_usage_message(error))
        status = USAGE
    sys.stdout.flush()
    return status


def _usage_message(error: Any) -> str:
    likely = getattr(error, "possibilities", None)
    message = error.message if likely else error.format_message()
    meant = f" (did you mean {' or '.join(likely)}?)" if likely else ""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "newsextract"
    return f"{message[0].lower()}{message[1:].rstrip('.')}{meant}; see {command} --help"


def interrupted(interrupt: KeyboardInterrupt) -> int:
    """The exit status of a run that Ctrl-C or a signal ended; one line says so on standard error."""
    status, how = ending_of(interrupt)
    say("; ".join([how, *map(str, interrupt.args)]))
    return status


def show_log(settings: Iterable[Path]) -> None:
    """Print what newsextract logs on standard error, and say first which files of settings were read."""
    import logging

    class Inert(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return inert_line(f"newsextract: {record.getMessage()}")

    handler = logging.StreamHandler()
    handler.setFormatter(Inert())
    log = logging.getLogger("newsextract")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    for path in settings:
        log.info("%s: settings read", path)


def carry_out(request: Request) -> None:
    """Do what was asked for; the end with the status of a failure where any input failed."""
    from newsextract.batch.run.request import Run
    from newsextract.batch.workers.engine import StoppedError
    from newsextract.extraction.pipeline import ModelError
    from newsextract.rules import RulesError

    @cache
    def taken() -> Taken:
        """The archives among the inputs; nothing is imported for them before there is one."""
        from newsextract.archive.filling.taking import Taken

        return Taken(request.inputs)

    def sink(*arguments: Any, corrections: str | None) -> KeptSink:
        """What fills an archive."""
        from newsextract.archive.corrections.files import read_corrections
        from newsextract.archive.filling.sink import ArchiveSink

        read = read_corrections(Path(corrections)) if corrections else None
        made: Callable[..., KeptSink] = ArchiveSink
        return made(*arguments, corrections=read, taken=taken())

    try:
        raise_at_first()
        failed = Run(replace(request, read_archive=lambda source: taken().finished(source))).carry_out(sink)
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
