"""Files and standard input as streams of bytes, unpacked if gzipped; and what to say where that fails."""

from __future__ import annotations

import io
import os
import stat
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from newsextract.reading.article import UnreadableError

_WRITER_WITHIN = 10  # seconds
_GZIP = b"\x1f\x8b"
_PACKED_ENDING = ".gz"
BROKEN = (OSError, EOFError, zlib.error)  # what reading may raise; the last two: damaged gzip data


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """A file's bytes, unpacked if they are gzip whatever its name. Raises OSError, and while reading any of BROKEN;
    UnreadableError for a pipe that nobody writes to."""
    with open(_open_pipe(path), "rb") if _is_pipe(path) else Path(path).open("rb") as stream:
        yield unpacked(stream)


def _is_pipe(path: str) -> bool:
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except OSError:
        return False


def _open_pipe(path: str) -> int:
    """Its file descriptor, as soon as somebody opens it to write. A thread waits for that, and is let go in the end."""
    from concurrent.futures import Future  # here, for a pipe alone needs it

    answer: Future[int] = Future()

    def wait() -> None:
        try:
            answer.set_result(os.open(path, os.O_RDONLY))
        except OSError as error:
            answer.set_exception(error)

    threading.Thread(target=wait, daemon=True, name="newsextract-pipe").start()
    try:
        return answer.result(_WRITER_WITHIN)
    except TimeoutError:
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        os.close(answer.result())
        raise UnreadableError(
            f"a pipe that nobody has written to in {_WRITER_WITHIN} seconds: write to it first, or leave it out"
        ) from None


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The same bytes, unpacked if they are gzip, in a stream that can peek."""
    buffered = cast(
        io.BufferedReader, stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    import gzip

    return cast(io.BufferedReader, gzip.GzipFile(fileobj=buffered))


def ending(path: str) -> str:
    """The ending that tells what a file holds, in small letters: ".txt" of a.TXT and of a.txt.gz."""
    name = path.lower().removesuffix(_PACKED_ENDING)
    return Path(name).suffix


def reason(error: Exception) -> str:
    """One line on a file that could not be opened or read to its end."""
    if isinstance(error, FileNotFoundError):
        return "no such file: check the name, or use - for standard input"
    if isinstance(error, PermissionError):
        return "may not be read: check its permissions"
    if isinstance(error, OSError) and error.errno is not None:
        return (error.strerror or str(error)).lower()
    return f"damaged gzip data ({str(error).splitlines()[0].rstrip('.').lower()}): pack or fetch the file anew"
