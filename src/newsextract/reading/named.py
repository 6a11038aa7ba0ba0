"""What the user named (files, folders, patterns) -> the files to read, in order; and which files that would be."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from fnmatch import fnmatch, fnmatchcase
from functools import cache
from pathlib import Path

from newsextract.reading.article import Failure, Source
from newsextract.reading.content import is_known
from newsextract.reading.folders import Search, Walk
from newsextract.reading.opening import is_address, is_folder, missing, opened_packed, reason, without_login

_ANY_DEPTH = re.compile(r"(|.*?/)\*\*(?:/(.*))?", re.DOTALL)


def files(name: str, search: Search) -> Iterator[Source | Failure]:
    """The files that ``name`` means: itself, all of a folder at any depth, or those that its wildcards match, sorted.

    What is named itself is read whatever it is. What is found must be a file, and lie in the folder named, or in that
    where the pattern's wildcards begin, once its links are followed.
    """
    if is_folder(name):
        problems: list[OSError] = []
        yield from _files_of_folders([name], search, Walk(search, name, problems.append), problems)
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _files_of_pattern(name, search)
    else:
        yield Source(name)


def names_in(file: str, null: bool) -> list[str]:
    """The inputs that a file names ("-" for standard input), a line each, or with a NUL after each. Raises OSError, and
    UnreadableError for a pipe that nobody writes to.

    A line "-" is a file of that name: standard input is no article of a list.
    """
    with nullcontext(sys.stdin.buffer) if file == "-" else opened_packed(file) as stream:
        data = stream.read()
    names = data.split(b"\0") if null else (line.rstrip(b"\r") for line in data.split(b"\n"))
    return [os.path.join(os.curdir, "-") if name == b"-" else os.fsdecode(name) for name in names if name]  # noqa: PTH118


def _files_of_folders(
    tops: list[str], search: Search, walk: Walk, problems: list[OSError]
) -> Iterator[Source | Failure]:
    entered, found = set(), set()
    for top, _, names in walk.folders(tops):
        entered.add(top)
        for path, plain in names:
            if search.glob and not fits(path, top, search.glob):
                continue
            if not walk.allows(path, plain):
                continue
            if not search.glob and not is_known(path):
                search.on_skipped(path, "type")
                continue
            found.add(top)
            yield Source(path, top)
    what = f"no file in this folder matches --glob {search.glob}" if search.glob else "no article in this folder"
    for top in tops:
        if top in entered and top not in found and not problems:
            yield Failure(top, f"{what}: name the files, or another folder")
    for name, problem in {str(problem.filename): problem for problem in problems}.items():
        yield Failure(name, reason(problem))


def _files_of_pattern(pattern: str, search: Search) -> Iterator[Source | Failure]:
    search = replace(search, on_skipped=cache(search.on_skipped))  # once for what is found in two ways
    start = pattern
    while glob.has_magic(start):
        start = os.path.dirname(start)  # noqa: PTH120 - "" for the current folder
    problems: list[OSError] = []
    walk = Walk(search, start, problems.append)
    matches = _matches(pattern, lambda: Walk(search, start, problems.append))
    if not matches and not problems:
        yield Failure(pattern, missing(pattern, "nothing matches this pattern: check it"))
    if matches and start.rstrip(os.sep) not in {path.rstrip(os.sep) for path in matches}:
        walk.enter(start)  # what matches in it is read anyway: a link that leads back adds nothing
    allowed = [path for path in sorted(matches) if walk.allows(path)]
    folders = [path for path in allowed if os.path.isdir(path or os.curdir)]  # noqa: PTH112
    plain = {*allowed} - {*folders}
    yield from map(Source, sorted(plain))
    below = _files_of_folders(sorted(folders, key=os.path.islink), search, walk, problems)  # own paths first
    yield from (item for item in below if not (isinstance(item, Source) and item.file in plain))


def _matches(pattern: str, walk: Callable[[], Walk]) -> set[str]:
    """The paths that a pattern matches. ``**`` means folders at any depth that a walk enters, at the end the folder
    itself."""
    parts = _ANY_DEPTH.fullmatch(pattern)
    if not parts:
        return set(glob.glob(pattern))  # noqa: PTH207 - Path.glob takes no absolute pattern
    tops = glob.glob(parts[1]) if parts[1] else [""]  # noqa: PTH207
    if not parts[2]:
        return set(tops)
    folders = (folder.path for folder in walk().folders(tops))
    return {match for folder in folders for match in _matches(os.path.join(glob.escape(folder), parts[2]), walk)}  # noqa: PTH118


def fits(path: str, folder: str, pattern: str) -> bool:
    """Whether a folder's file matches ``--glob``: by name, or by path below the folder if the pattern has a slash."""
    below = Path(path).relative_to(folder)
    return fnmatch(below.as_posix() if "/" in pattern else below.name, pattern)


class Named:
    """Which files ``files`` looks at for some inputs, also those that are no longer there."""

    def __init__(self, names: Iterable[str], pattern: str | None) -> None:
        """``pattern`` is that of ``files``. What is a folder is found out here."""
        self._pattern = pattern
        self._patterns: list[tuple[str, ...]] = []
        self._folders, self._files = set[Path](), set[Path]()
        names = list(names)
        self._addresses = {without_login(name) for name in names if is_address(name)}
        for name in names:
            if is_address(name):
                continue
            path = Path(os.path.abspath(name))  # noqa: PTH100 - Path.resolve would follow links out of the tree
            if path.is_dir():
                self._folders.add(path)
            elif glob.has_magic(name) and not path.exists():
                self._patterns.append(_without_any_depth(path.parts))
            else:
                self._files.add(path)

    def __contains__(self, path: Path) -> bool:
        """Whether it, an absolute path, is named itself or would be found in what is named."""
        if path in self._files:
            return True
        for folder in (path, *path.parents):
            is_named = folder in self._folders or any(_fits_pattern(folder.parts, each) for each in self._patterns)
            if is_named and (path == folder or self._would_be_found(path, folder)):
                return True
        return False

    def has_address(self, address: str) -> bool:
        """Whether an address of the web, given without a login, is named."""
        return address in self._addresses

    def _would_be_found(self, path: Path, folder: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        return not hidden and (self._pattern is None or fits(str(path), str(folder), self._pattern))


def _without_any_depth(pattern: tuple[str, ...]) -> tuple[str, ...]:
    """The pattern without ``**`` at its end, which there means the folder itself."""
    return _without_any_depth(pattern[:-1]) if pattern and pattern[-1] == "**" else pattern


def _fits_pattern(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether ``glob.glob`` of the pattern would find a path of these parts."""
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _fits_pattern(parts, pattern[1:]) or (not parts[0].startswith(".") and _fits_pattern(parts[1:], pattern))
    if parts[0].startswith(".") and not pattern[0].startswith("."):
        return False
    return fnmatchcase(parts[0], pattern[0]) and _fits_pattern(parts[1:], pattern[1:])
