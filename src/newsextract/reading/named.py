"""Which files some inputs name, also those that are no longer there."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from newsextract.reading.inputs import fits
from newsextract.reading.opening import is_address, without_login


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
