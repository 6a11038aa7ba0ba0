"""Locks that show whether a run still writes to a file, or was killed.

They belong to the file, whatever name or link it was opened by, and end when the stream is closed or the process ends.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

_IN_DATABASE = 0x4000_0000 + 1024  # in the page at 1 GiB that SQLite keeps free for locks, after its own 512 bytes
_IN_OTHERS = 0x7FFF_FFFF  # where no file of ours has come so far: Windows lets nobody else read a byte that is locked


def lock(stream: IO[Any]) -> bool | None:
    """Whether the lock is held now; None where the system or the file system has no such locks."""
    if sys.platform == "win32":
        return _is_held(lambda: lock_byte(stream, _IN_OTHERS))
    import fcntl

    return _is_held(lambda: fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB))


def lock_of_database(database: IO[bytes]) -> IO[bytes] | None:
    """A stream that holds a lock as long as it is open; None where somebody else has it. SQLite may use the file.

    It is ``database`` itself where the system locks one byte for an open file. Else (macOS: there SQLite ends all locks
    of its process) it is that of a file for temporary ones, named by the database's device and inode. Raises OSError.
    """
    held = _is_held(lambda: lock_byte(database, _IN_DATABASE))
    if held is not None:
        return database if held else None
    from tempfile import gettempdir  # here, for few systems need it

    status = os.fstat(database.fileno())
    path = Path(gettempdir(), f"newsextract-{status.st_dev:x}-{status.st_ino:x}.lock")
    stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), "r+b")
    if lock(stream) is not False:
        return stream
    stream.close()
    return None


def _is_held(take: Callable[[], object]) -> bool | None:
    try:
        take()
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def lock_byte(stream: IO[Any], place: int) -> None:
    """Raises OSError, BlockingIOError or PermissionError where somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        before = os.lseek(stream.fileno(), 0, os.SEEK_CUR)
        os.lseek(stream.fileno(), place, os.SEEK_SET)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(stream.fileno(), before, os.SEEK_SET)
    elif sys.platform == "linux":
        import fcntl

        fcntl.fcntl(stream, fcntl.F_OFD_SETLK, struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0))
    else:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
