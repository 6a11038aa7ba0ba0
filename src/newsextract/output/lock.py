"""Locks by which a run is told from one that was killed.

They are the file's own, by whatever name or link it was opened, and end when the stream is closed or the process ends.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from typing import IO, Any

_IN_DATABASE = 0x4000_0000 + 1024  # in the page at 1 GiB that SQLite keeps free for locks, after its own 512 bytes
_IN_OTHERS = 0x7FFF_FFFF  # where no file of ours has come so far: Windows lets nobody else read a byte that is locked


def lock(stream: IO[Any], shared: bool = False) -> bool | None:
    """Whether it is held now, alone or together with others.

    None where the system or the file system has no such locks: there nobody can be told apart.
    """
    if sys.platform == "win32":
        return None if shared else _is_held(lambda: _lock_byte(stream, _IN_OTHERS))
    import fcntl

    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    return _is_held(lambda: fcntl.flock(stream, kind | fcntl.LOCK_NB))


def lock_database(stream: IO[Any]) -> bool | None:
    """As ``lock``, for a file that SQLite uses meanwhile, with its own locks on other bytes of it.

    ``stream`` can be read and written. Where the system has only locks of a process (macOS), they end too when the
    process closes the file anywhere else.
    """
    return _is_held(lambda: _lock_byte(stream, _IN_DATABASE))


def _is_held(take: Callable[[], object]) -> bool | None:
    try:
        take()
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _lock_byte(stream: IO[Any], place: int) -> None:
    if sys.platform == "win32":
        import msvcrt
        import os

        before = os.lseek(stream.fileno(), 0, os.SEEK_CUR)
        os.lseek(stream.fileno(), place, os.SEEK_SET)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(stream.fileno(), before, os.SEEK_SET)
        return
    import fcntl

    if hasattr(fcntl, "F_OFD_SETLK"):  # Linux: of the open file, as flock's
        fcntl.fcntl(stream, fcntl.F_OFD_SETLK, struct.pack("hhqqi0q", fcntl.F_WRLCK, 0, place, 1, 0))
    else:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
