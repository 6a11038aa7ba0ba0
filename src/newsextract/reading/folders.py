"""The folders below one, each entered once, and what may be read in them.

A folder from a download may have what must not be read: a link out of it (to /etc/passwd), links in a circle, a pipe
that nobody writes to.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

Reason = Literal["type", "special", "link", "again", "output"]
"""Why something is skipped: a file of a type that is not read; a special file (pipe, device, socket); a link that
leads out of its folder; a link to a folder that is read already; a folder that this run writes to."""

_HIDDEN = (".", "~$")  # names that begin so: Word puts the second beside a document that is open
_BESIDE_DATABASES = ("-wal", "-shm", "-journal")  # endings of SQLite's own files while a database is written


@dataclass(frozen=True, slots=True)
class Search:
    """How folders and patterns are searched.

    Of a folder's files, ``glob`` takes those that match it: by name, or by path below the folder if it has a slash.
    Without one, those of a type that is read are taken. ``leave_out`` is a file or folder that is being written.
    ``on_skipped`` is called with what is not taken.
    """

    glob: str | None = None
    follow_links: bool = False
    leave_out: Path | None = None
    on_skipped: Callable[[str, Reason], None] = lambda path, reason: None


class Folder(NamedTuple):
    """A folder of a walk: which top it is below, its path ("" for the current folder), and its files, sorted.

    Each file has its path, and whether it is a plain one: no link, nothing special.
    """

    top: str
    path: str
    files: list[tuple[str, bool]]


class Walk:
    """Goes through folders, entering none twice. Of links it follows those that stay below ``bound``, or all."""

    def __init__(self, search: Search, bound: str, on_error: Callable[[OSError], None]) -> None:
        """``on_error`` is called for folders that cannot be read."""
        self._search, self._on_error = search, on_error
        self._bound = os.path.realpath(bound)
        self._entered: set[tuple[int, int]] = set()
        written = os.path.realpath(search.leave_out) if search.leave_out else ""
        self._written = "" if written and _lies_in(self._bound, written) else written

    def folders(self, tops: Iterable[str]) -> Iterator[Folder]:
        """Each folder from the top ones down, without hidden ones: by their own paths, then those reached by links."""
        links: deque[tuple[str, str]] = deque()
        for top in tops:
            yield from self._tree(top, top, links)
        while links:
            yield from self._tree(*links.popleft(), links)

    def enter(self, folder: str) -> bool:
        """Whether this is the first time. Raises OSError."""
        status = os.stat(folder or os.curdir)  # noqa: PTH116
        identity = status.st_dev, status.st_ino
        is_new = identity not in self._entered
        self._entered.add(identity)
        return is_new

    def allows(self, path: str, plain: bool = False) -> bool:
        """Whether a file or folder may be read; if not, ``on_skipped`` is called, except for the output file."""
        name = os.path.basename(path)  # noqa: PTH119 - each file comes here
        if plain and not (self._written and name.startswith(os.path.basename(self._written))):  # noqa: PTH119
            return True
        reason = self._reason_against(path)
        if reason == "output" and Path(self._written).is_dir():
            self._search.on_skipped(str(self._search.leave_out), reason)
        elif reason and reason != "output":
            self._search.on_skipped(path, reason)
        return reason is None

    def _reason_against(self, path: str) -> Reason | None:
        real = os.path.realpath(path)
        if self._written and (_lies_in(real, self._written) or real.removeprefix(self._written) in _BESIDE_DATABASES):
            return "output"
        if not self._search.follow_links and not _lies_in(real, self._bound):
            return "link"
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except OSError:
            return None  # opening it will fail with a message
        return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "special"

    def _tree(self, top: str, start: str, links: deque[tuple[str, str]]) -> Iterator[Folder]:
        ahead = ["" if Path(start) == Path() else str(Path(start))]  # no "./" in front of each path
        while ahead:
            folder = ahead.pop()
            try:
                if not self.enter(folder):
                    if os.path.islink(folder):  # noqa: PTH114
                        self._search.on_skipped(folder, "again")
                    continue
                with os.scandir(folder or os.curdir) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                self._on_error(error)
                continue
            files: list[tuple[str, bool]] = []
            below: list[str] = []
            for entry in entries:
                if entry.name.startswith(_HIDDEN):
                    continue
                path = os.path.join(folder, entry.name)  # noqa: PTH118 - each file comes here
                try:
                    is_folder = entry.is_dir()
                except OSError:  # a link to itself
                    is_folder = False
                if not is_folder:
                    files.append((path, entry.is_file(follow_symlinks=False)))
                elif not entry.is_symlink():
                    below += [path] if self.allows(path, plain=True) else []
                elif self.allows(path):
                    links.append((top, path))
            yield Folder(top, folder, files)
            ahead += reversed(below)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
