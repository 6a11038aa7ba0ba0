"""Where the command begins: what must be in place before any other module of ours is imported.

Little may be imported here: until ``main`` runs, Ctrl-C still ends in Python's own traceback.
"""

from __future__ import annotations

import atexit
import os
import sys

from newsextract.cli.interrupts import end_at_once, ending_of

FAILED = 1


def main() -> None:
    """The entry point of the `newsextract` script."""
    end_at_once()
    _open_what_is_closed()
    try:
        from newsextract.extraction.blas import ask_for_one_thread
        from newsextract.extraction.own_process import collect_garbage_seldom

        collect_garbage_seldom()
        ask_for_one_thread(os.environ)
        from newsextract.cli.app import main as command

        command()
    except SystemExit as end:
        _leave(end)
    except KeyboardInterrupt as interrupt:
        status, how = ending_of(interrupt)
        _end(how, status)
    except MemoryError:
        _end("out of memory: use fewer --workers, or a larger machine", FAILED)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        _end(
            f"unexpected error ({what}): please report it, with the command, the input and what "
            "`python -X dev -m newsextract ...` shows",
            FAILED,
        )


def _end(message: str, status: int) -> None:
    from newsextract.output.streams import forget, say

    try:
        sys.stdout.flush()
    except OSError:
        forget(sys.stdout)
    say(message)
    sys.exit(status)


def _leave(end: SystemExit) -> None:
    """End the process without freeing all of spaCy object by object: saves a twentieth of a short run."""
    if not isinstance(end.code, int):
        raise end
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            raise end from None
    atexit._run_exitfuncs()
    os._exit(end.code)


def _open_what_is_closed() -> None:
    """Put a file in place of each standard stream that was closed when we were started.

    Else the first file that is opened gets its number, and what is meant for the stream ends up in it. As the C library
    does for privileged programs, nothing can be written to the file in place of standard output, or read from that of
    standard input; so there is an error to report. Messages for a closed standard error go nowhere.
    """
    for number, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, flags), True)  # takes the lowest number that is free: this one
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115 - no path, and open to the end
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115
