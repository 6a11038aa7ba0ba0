"""Files and standard input as streams of bytes, unpacked if gzipped; and what to say where that fails."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

from newsextract.reading.article import UnreadableError
from newsextract.reading.limits import Limits, raised
from newsextract.rules import RulesError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from _typeshed import WriteableBuffer

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# A name and password; where a mark in it ends the host early (":p/w@"), all up to the last at-sign.
_LOGIN = re.compile(r"(?<=://)(?:[^/?#]*@|[^/?#@\[]*:(?!\d*(?:[/?#]|\Z)).*@)", re.DOTALL)
_LIKE_ADDRESS = re.compile(r"www\.[\w-]+\.\w|(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)
WRITER_WITHIN = 10  # seconds
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
_PACKED_ENDING = ".gz"
_RATIO_FROM = 10_000_000  # bytes unpacked: a small file may repeat itself as often as it likes
Answer = TypeVar("Answer")
BROKEN = (UnreadableError, OSError, EOFError, zlib.error, MemoryError)
"""What reading an input may raise; EOFError and zlib.error: damaged gzip data."""


@contextmanager
def reader_errors() -> Iterator[None]:
    """Turns what a file makes a reader or its libraries raise, if it is none of BROKEN, into an UnreadableError: only
    this input fails. A RulesError passes, as that is no fault of the input."""
    try:
        yield
    except (*BROKEN, RulesError):
        raise
    except Exception as error:
        raise UnreadableError(
            f"cannot be read ({type(error).__name__}: {error}): download or create it again"
        ) from error


@contextmanager
def opened(path: str, limits: Limits) -> Iterator[io.BufferedReader]:
    """A file's bytes, unpacked if they are gzip whatever its name.

    Raises any of BROKEN: UnreadableError for a pipe that nobody writes to, and where it unpacks to more than the limits
    allow.
    """
    with opened_packed(path) as stream:
        yield unpacked(stream, limits)


@contextmanager
def opened_packed(path: str) -> Iterator[io.BufferedReader]:
    """A file's bytes as they are on the disk.

    Raises OSError, UnreadableError for a pipe that nobody writes to, and EOFError for a gzip file without a byte.
    """
    is_pipe = False
    with suppress(OSError):
        is_pipe = stat.S_ISFIFO(Path(path).stat().st_mode)
    with open(_open_pipe(path), "rb") if is_pipe else Path(path).open("rb") as stream:
        if path.lower().endswith(_PACKED_ENDING) and not stream.peek(1):
            raise EOFError("the file is empty")
        yield stream


def in_thread(function: Callable[[], Answer], name: str) -> Future[Answer]:
    """What the function answers, asked for in a thread that does not keep the process from ending."""
    from concurrent.futures import Future  # here, for few inputs need it

    answer: Future[Answer] = Future()

    def ask() -> None:
        try:
            answer.set_result(function())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True, name=name).start()
    return answer


def _open_pipe(path: str) -> int:
    """Its file descriptor, as soon as somebody opens it to write."""
    answer = in_thread(partial(os.open, path, os.O_RDONLY), "newsextract-pipe")
    try:
        return answer.result(WRITER_WITHIN)
    except TimeoutError:
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))  # lets the thread end
        os.close(answer.result())
        raise UnreadableError(
            f"a pipe that nobody has written to in {WRITER_WITHIN} seconds: write to it first, or leave it out"
        ) from None


def unpacked(stream: BinaryIO, limits: Limits) -> io.BufferedReader:
    """The same bytes, unpacked if they are gzip, in a stream that can peek."""
    buffered = cast(
        io.BufferedReader, stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    if buffered.peek(2)[:2] != GZIP:
        return buffered
    return io.BufferedReader(_Unpacked(buffered, limits))


def at_most(stream: BinaryIO, limits: Limits, read_before: int = 0, holds: str = "one article") -> bytes:
    """The rest of a stream that is held whole. Raises UnreadableError where it is over the limit."""
    data = stream.read(max(0, limits.page - read_before) + 1)
    if read_before + len(data) > limits.page:
        raise UnreadableError(f"more than {limits.page:,} bytes, too many for {holds}: {raised('page')}")
    return data


def refuse_bomb(unpacked: int, packed: int, limits: Limits) -> None:
    """Raises UnreadableError where ``packed`` bytes have become far too many unpacked ones."""
    if unpacked > _RATIO_FROM and unpacked > limits.ratio * packed:
        raise UnreadableError(
            f"unpacks to more than {limits.ratio} times its size, as a decompression bomb does: if it is none, "
            f"{raised('ratio')}"
        )


class _Unpacked(io.RawIOBase):
    """The content of gzip data, as long as it is within the limits."""

    def __init__(self, packed: io.BufferedReader, limits: Limits) -> None:
        import gzip

        self._packed = _Counted(packed)
        self._content = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._limits = limits
        self._bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._content.read(len(view))
        view[: len(data)] = data
        self._bytes += len(data)
        if self._bytes > self._limits.unpacked:
            raise UnreadableError(f"unpacks to more than {self._limits.unpacked:,} bytes: {raised('unpacked')}")
        refuse_bomb(self._bytes, self._packed.bytes, self._limits)
        return len(data)


class _Counted:
    """A stream for gzip that counts what is read of it, also of a pipe."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes += len(data)
        return data


def standard_input(limits: Limits) -> io.BufferedReader:
    """Its bytes, unpacked if they are gzip. Raises OSError where it is closed, and while reading any of BROKEN."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed: name a file")
    return unpacked(sys.stdin.buffer, limits)


def is_address(name: str) -> bool:
    """Whether a name is an address of the web, or of another net (``ftp://``), and no file's."""
    return _SCHEME.match(name) is not None


def without_login(name: str) -> str:
    """The name; if it is an address, without the name and password that it may hold (``https://ana:secret@host/``)."""
    return _LOGIN.sub("", name, 1) if is_address(name) else name


def missing(name: str, message: str) -> str:
    """The message about a name that means nothing: this, or that it looks like an address."""
    return f"no such file: for an address add https:// (https://{name})" if _LIKE_ADDRESS.match(name) else message


def is_folder(name: str) -> bool:
    """Whether a name is a folder's; False where that cannot be found out (it is too long, or access is denied)."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


def ending(path: str) -> str:
    """The ending that says what is in a file, in small letters: ".txt" of a.TXT and of a.txt.gz."""
    name = path.lower().removesuffix(_PACKED_ENDING)
    return Path(name).suffix


def reason(error: Exception) -> str:
    """One line on an input that raised one of BROKEN."""
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, MemoryError):
        return "too large for the memory of this machine"
    if isinstance(error, FileNotFoundError):
        return missing(str(error.filename), "no such file: check the name, or use - for standard input")
    if isinstance(error, PermissionError):
        return "not readable: check its permissions"
    if isinstance(error, OSError) and error.errno is not None:
        return (error.strerror or str(error)).lower()
    what = " ".join(str(error).split()).rstrip(".").lower() or type(error).__name__
    return f"damaged gzip data ({what}): pack or download the file again"
