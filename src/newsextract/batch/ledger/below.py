"""What is below an output folder: opened, moved and removed without a link being followed on the way there.

Whoever can write in the folder might put a link there, and have a run write to, move or remove what it leads to. So
each part of a path is opened from the folder before it, as a folder and no link, and what is done is done to a name in
the last one: what somebody puts on the way meanwhile leads nowhere. Where a system opens nothing from a folder
(Windows), each part is looked at instead, which is the nearest to it.

The folder itself may be reached by links, for it is the one that was named.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from newsextract.output import OutputError

_CAN_OPEN_FROM = os.open in os.supports_dir_fd
_AS_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_JUNCTION = 0xA000_0003  # Windows' other links between folders
_WAYS = {"rb": os.O_RDONLY, "r+b": os.O_RDWR, "ab": os.O_RDWR | os.O_APPEND | os.O_CREAT}
_WAYS["xb"] = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_ANY = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | _NO_LINK


class LinkError(OutputError):
    """A link where a folder or file of ours must be."""

    def __init__(self, message: str, link: Path | None = None) -> None:
        """``message`` names the link too."""
        super().__init__(message)
        self.link = link


class _Opened(NamedTuple):
    """A folder that is open; where it cannot be, its path."""

    number: int | None
    path: Path

    def called(self, name: str) -> str:
        """What the system calls a name in it, beside ``number``."""
        return str(self.path / name) if self.number is None else name


class Below:
    """A folder that is open until it is closed. Paths are relative to it, with "/" between their parts.

    Any method raises OSError, and LinkError where a part of a path is a link.
    """

    def __init__(self, folder: Path) -> None:
        """Raises OSError."""
        self.folder = folder
        self._top = os.open(folder, _AS_FOLDER) if _CAN_OPEN_FROM else None

    def close(self) -> None:
        """Open nothing below it any more."""
        if self._top is not None:
            os.close(self._top)
            self._top = None

    def open(self, path: str, mode: Literal["rb", "r+b", "ab", "xb"]) -> BinaryIO:
        """The file, as ``open`` gives it in this mode. Raises OutputError where it is neither a file nor a link."""
        with self._at(path) as (folder, name):
            if folder.number is None:
                self._refuse_link(folder, name, "file")
            try:
                number = os.open(folder.called(name), _WAYS[mode] | _ANY, 0o666, dir_fd=folder.number)
            except OSError:
                self._refuse_link(folder, name, "file")
                raise
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise OutputError(f"{self.folder / path}: not a file, where newsextract needs one: remove it")
        return os.fdopen(number, "wb" if mode == "xb" else mode)

    def mode(self, path: str) -> int:
        """What is there, as stat.S_ISREG and its like take it."""
        with self._at(path) as (folder, name):
            self._refuse_link(folder, name, "file")
            return os.stat(folder.called(name), dir_fd=folder.number, follow_symlinks=False).st_mode

    def is_file(self, path: str) -> bool:
        """Whether it is one that can be reached."""
        with suppress(OSError, LinkError):
            return stat.S_ISREG(self.mode(path))
        return False

    def names(self, path: str = "") -> list[str]:
        """What is in a folder."""
        with self._folder(path) as folder:
            return os.listdir(folder.path if folder.number is None else folder.number)  # noqa: PTH208 - maybe a million

    def make_folder(self, path: str) -> None:
        """Make a folder that is not there, and those above it."""
        with self._folder(path, make=True):
            pass

    def move(self, path: str, to: str) -> None:
        """Give a file another path, in place of what is there, and make the folders above it."""
        with self._at(path) as (before, name), self._at(to, make=True) as (after, new):
            os.replace(before.called(name), after.called(new), src_dir_fd=before.number, dst_dir_fd=after.number)

    def remove(self, path: str) -> None:
        """Remove a file; of a link, the link."""
        with self._at(path) as (folder, name):
            os.unlink(folder.called(name), dir_fd=folder.number)

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty."""
        with self._at(path) as (folder, name):
            os.rmdir(folder.called(name), dir_fd=folder.number)

    @contextmanager
    def _at(self, path: str, make: bool = False) -> Iterator[tuple[_Opened, str]]:
        """The folder that a path is in, and its name there."""
        above, _, name = path.rpartition("/")
        with self._folder(above, make) as folder:
            yield folder, name

    @contextmanager
    def _folder(self, path: str, make: bool = False) -> Iterator[_Opened]:
        """A folder, opened part by part; ``make``: those that are not there are made."""
        folder = _Opened(None if self._top is None else os.dup(self._top), self.folder)
        try:
            for part in filter(None, path.split("/")):
                below = self._entered(folder, part, make)
                _close(folder)
                folder = below
            yield folder
        finally:
            _close(folder)

    def _entered(self, folder: _Opened, part: str, make: bool) -> _Opened:
        if folder.number is None:
            self._refuse_link(folder, part, "folder")
        try:
            return _entered(folder, part)
        except FileNotFoundError:
            if not make:
                raise
        except OSError:
            self._refuse_link(folder, part, "folder")
            raise
        with suppress(FileExistsError):  # somebody else has just made it
            os.mkdir(folder.called(part), dir_fd=folder.number)
        return self._entered(folder, part, make=False)

    def _refuse_link(self, folder: _Opened, name: str, needed: str) -> None:
        """Raise LinkError where a name in a folder is a link."""
        with suppress(OSError):
            status = os.stat(folder.called(name), dir_fd=folder.number, follow_symlinks=False)
            if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
                link = folder.path / name
                raise LinkError(f"{link}: a link where newsextract needs a {needed}: remove it", link)


def _entered(folder: _Opened, part: str) -> _Opened:
    """A folder in a folder. Raises OSError, also where it is a link."""
    path = folder.path / part
    if folder.number is not None:
        return _Opened(os.open(part, _AS_FOLDER | _NO_LINK, dir_fd=folder.number), path)
    os.scandir(path).close()
    return _Opened(None, path)


def _close(folder: _Opened) -> None:
    if folder.number is not None:
        os.close(folder.number)
