"""What the user named (files, folders, patterns) -> the files to read, in order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path

from newsextract.reading.article import Failure, Source
from newsextract.reading.opening import reason

_MANIFEST = re.compile(r"manifest(\.\d+-of-\d+)?\.jsonl")
_MADE_BY_US = (b'"--only"', b'"--format"')  # names in the first line of an output folder's manifest


def files(
    name: str, pattern: str | None, readable: Callable[[str], bool], on_passed_over: Callable[[str], None]
) -> Iterator[Source | Failure]:
    """The files that ``name`` means: itself, all of a folder at any depth, or those that its wildcards match, sorted.

    Of a folder's files, ``pattern`` takes those that match it: by name, or by path below the folder if it has a slash.
    Without one, those of which ``readable`` is true are taken, and ``on_passed_over`` hears of the others. Hidden files
    and folders are left out, and a folder below it that an earlier run has filled with records.
    """
    if Path(name).is_dir():
        yield from _files_of_folder(name, pattern, readable, on_passed_over)
    elif glob.has_magic(name) and not Path(name).exists():
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        for match in matches:
            yield from files(match, pattern, readable, on_passed_over)
        if not matches:
            yield Failure(name, "nothing matches this pattern: check it")
    else:
        yield Source(name)


def _files_of_folder(
    folder: str, pattern: str | None, readable: Callable[[str], bool], on_passed_over: Callable[[str], None]
) -> Iterator[Source | Failure]:
    problems: list[OSError] = []
    found = False
    for path in _walk(folder, problems.append):
        if not (_matches(path, folder, pattern) if pattern else readable(path)):
            if not pattern:
                on_passed_over(path)
            continue
        found = True
        yield Source(path, folder)
    for problem in problems:
        yield Failure(str(problem.filename), reason(problem))
    if not found and not problems:
        what = f"no file in this folder matches --glob {pattern}" if pattern else "no article in this folder"
        yield Failure(folder, f"{what}: name the files, or another folder")


def _walk(folder: str, on_error: Callable[[OSError], None]) -> Iterator[str]:
    for root, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if root != folder and _holds_records(root, names):
            folders.clear()
            continue
        yield from (str(Path(root, name)) for name in sorted(names) if not name.startswith("."))


def _holds_records(folder: str, names: Iterable[str]) -> bool:
    for name in filter(_MANIFEST.fullmatch, names):
        try:
            with Path(folder, name).open("rb") as stream:
                line = stream.readline(4096)
        except OSError:
            continue
        if begins_manifest(line):
            return True
    return False


def begins_manifest(line: bytes) -> bool:
    """Whether the first line of a file is that of an output folder's manifest."""
    return all(made in line for made in _MADE_BY_US)


def _matches(path: str, folder: str, pattern: str) -> bool:
    below = Path(path).relative_to(folder)
    return fnmatch(below.as_posix() if "/" in pattern else below.name, pattern)


class Named:
    """Which files ``files`` looks at for some inputs: also such as are no longer there."""

    def __init__(self, names: Iterable[str], pattern: str | None) -> None:
        """``pattern`` is that of ``files``. What is a folder is found out here."""
        self._pattern = pattern
        self._patterns: list[tuple[str, ...]] = []
        self._folders, self._files = set[Path](), set[Path]()
        for name in names:
            path = Path(os.path.abspath(name))  # noqa: PTH100 - Path.resolve would follow links out of the tree
            if path.is_dir():
                self._folders.add(path)
            elif glob.has_magic(name) and not path.exists():
                self._patterns.append(path.parts)
            else:
                self._files.add(path)

    def __contains__(self, path: Path) -> bool:
        """Whether it, an absolute path, is named itself or would be found in what is named."""
        return path in self._files or any(
            self._would_be_found(path, found) for found in (path, *path.parents) if self._is_named(found)
        )

    def _is_named(self, path: Path) -> bool:
        return path in self._folders or any(_fits(path.parts, pattern) for pattern in self._patterns)

    def _would_be_found(self, path: Path, folder: Path) -> bool:
        if path == folder:
            return True
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        return not hidden and (self._pattern is None or _matches(str(path), str(folder), self._pattern))


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether ``glob.glob`` of the pattern would find a path of these parts."""
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _fits(parts, pattern[1:]) or (not parts[0].startswith(".") and _fits(parts[1:], pattern))
    if parts[0].startswith(".") and not pattern[0].startswith("."):
        return False
    return fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])
