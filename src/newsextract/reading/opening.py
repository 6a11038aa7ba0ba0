"""Files and standard input as streams of bytes, unpacked if gzipped; and what to say where that fails."""

from __future__ import annotations

import errno
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

_GZIP = b"\x1f\x8b"
_PACKED_ENDING = ".gz"
BROKEN = (OSError, EOFError, zlib.error)  # what reading may raise; the last two: damaged gzip data


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """A file's bytes, unpacked if they are gzip whatever its name. Raises OSError, and while reading any of BROKEN."""
    with Path(path).open("rb") as stream:
        yield unpacked(stream)


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The same bytes, unpacked if they are gzip, in a stream that can peek."""
    buffered = cast(
        io.BufferedReader, stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    import gzip

    return cast(io.BufferedReader, gzip.GzipFile(fileobj=buffered))


def standard_input() -> io.BufferedReader:
    """Its bytes, unpacked if they are gzip. Raises OSError where it is closed, and while reading any of BROKEN."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed: name a file")
    return unpacked(sys.stdin.buffer)


def is_folder(name: str) -> bool:
    """Whether a name is a folder's; False where that cannot be told (it is too long, or may not be looked at)."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


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
