"""A user's folder of rules laid over ours for a while, and the caches of what is computed from either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from newsextract.rules.files import RulesError, files_below, known_files, likeliest

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_EXAMPLES = "examples.jsonl"  # read by tests alone


class Overlay:
    """A user's folder of rules, and what was computed with it laid over ours; each instance reads it anew."""

    def __init__(self, folder: str | Path) -> None:
        """Check that each file of the folder has one of ours to be laid over. Raises RulesError."""
        self.folder = Path(folder)
        self.files: dict[str, Path] = {}  # the folder's files by their paths below it
        self.caches: dict[Callable[..., Any], Callable[..., Any]] = {}
        try:
            if not self.folder.is_dir():
                raise RulesError(self.folder, "no such folder: --rules takes one laid out as models/rules")
            for path in files_below(self.folder):
                name = path.relative_to(self.folder).as_posix()
                if path.stem.upper() == "README":
                    continue
                if name not in (known := known_files()):
                    beside = [other for other in known if other.rpartition("/")[0] == name.rpartition("/")[0]]
                    hint = likeliest(name, known, beside or sorted({f"{other.rpartition('/')[0]}/" for other in known}))
                    raise RulesError(path, f"there is no {name} in models/rules: {hint}")
                if not name.endswith(_EXAMPLES):
                    self.files[name] = path
        except OSError as error:
            raise RulesError(self.folder, f"cannot be read ({(error.strerror or str(error)).lower()})") from error


_overlay: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


def current() -> Overlay | None:
    """The overlay that is laid over our rules in this thread, if there is one."""
    return _overlay.get()


def overlay_of(folder: str | Path) -> Overlay:
    """The overlay of this folder: the one now laid over, with its caches, if that is of this folder.

    Raises RulesError.
    """
    overlay = _overlay.get()
    return overlay if overlay and overlay.folder.resolve() == Path(folder).resolve() else Overlay(folder)


@contextmanager
def using_overlay(overlay: Overlay | None) -> Iterator[None]:
    """Lay a user's rules over ours in this thread, for as long as the context lasts; None: none."""
    token = _overlay.set(overlay)
    try:
        yield
    finally:
        _overlay.reset(token)


def cached(function: Callable[[*_Arguments], _Result], maxsize: int | None = None) -> Callable[[*_Arguments], _Result]:
    """Like functools.cache for what depends on rules: each overlay has a cache of its own, which ends with it."""
    ours = lru_cache(maxsize)(function)
    _caches.append(ours)

    @wraps(function)
    def look_up(*arguments: *_Arguments) -> _Result:
        overlay = _overlay.get()
        if overlay is None:
            return ours(*arguments)
        theirs = overlay.caches.get(function) or overlay.caches.setdefault(function, lru_cache(maxsize)(function))
        result: _Result = theirs(*arguments)
        return result

    if not function.__code__.co_argcount:
        _without_arguments.append(look_up)
    return look_up


_caches: list[Any] = []
_without_arguments: list[Callable[[], Any]] = []


def fill_caches() -> None:
    """Call each cached function without arguments, so that a mistake in the rules shows now. Raises what they raise."""
    for look_up in _without_arguments:
        look_up()


def clear_caches() -> None:
    """Clear the caches of our rules: for tests that change the files."""
    for kept in _caches:
        kept.cache_clear()
