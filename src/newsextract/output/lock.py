"""A lock on an open file, by which a run is told from one that was killed."""

from __future__ import annotations

from typing import IO, Any


def lock(stream: IO[Any], shared: bool = False) -> bool | None:
    """Whether it is held now, alone or together with others, until the stream is closed or the process ends.

    None where the system or the file system has no locks: there nobody can be told apart.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        fcntl.flock(stream, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
