"""The one reader of models/: finds the folder, reads word lists, tables and rows, checks them, caches them.

Three forms, by the file's ending:

- ``.txt``: one entry a line; ``#`` starts a comment; empty lines are skipped.
- ``.toml``: tables.
- ``.jsonl``: one JSON object a line.

A user's folder of the same layout can be laid over models/rules for a while (``using_overlay``). ``cached`` keeps what
is computed from rules, separately for each such folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from newsextract.rules.files import (
    RulesError,
    files_below,
    known_files,
    likeliest,
    line_of,
    models_folder,
    our_path,
    read_rows,
    read_table,
    read_words,
)

__all__ = ["RulesError", "files_below", "known_files", "models_folder"]  # of files.py, for other rooms

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


@cached
def words(name: str) -> tuple[str, ...]:
    """The entries of models/rules/NAME.txt in the file's order. Raises RulesError on a missing or doubled entry."""
    ours = read_words(our_path(f"{name}.txt"))
    if path := _path_over(f"{name}.txt"):
        from newsextract.rules.merging import merged_words

        with _rules_errors(path):
            return merged_words(name, ours, read_words(path))
    return ours


@cached
def word_set(name: str) -> frozenset[str]:
    """The entries of models/rules/NAME.txt as a set."""
    return frozenset(words(name))


@cached
def table(name: str) -> dict[str, Any]:
    """models/rules/NAME.toml as a dict; shared by all callers, so not to be changed. Raises RulesError."""
    ours = read_table(our_path(f"{name}.toml"))
    if path := _path_over(f"{name}.toml"):
        from newsextract.rules.merging import merged_table

        with _rules_errors(path):
            return merged_table(name, ours, read_table(path))
    return ours


@cached
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The objects of models/rules/NAME.jsonl, one a line. Raises RulesError with the line's number."""
    ours = tuple(row for _, row in read_rows(our_path(f"{name}.jsonl")))
    if path := _path_over(f"{name}.jsonl"):
        from newsextract.rules.merging import merged_rows

        for number, row in read_rows(path):
            with _rules_errors(path, number):
                ours = merged_rows(name, ours, row)
    return ours


@cache
def pipeline_settings() -> dict[str, Any]:
    """models/news_en.toml: base model, component order, thresholds. Raises RulesError."""
    return read_table(models_folder() / "news_en.toml")


def check_overlay() -> None:
    """Read each file of the folder now laid over. Raises RulesError for what is wrong in one."""
    readers: dict[str, Callable[[str], object]] = {".txt": words, ".toml": table, ".jsonl": rows}
    overlay = current()
    for name in overlay.files if overlay else ():
        if name.endswith("/rules.jsonl"):  # rule_rows.py reads them
            continue
        stem, dot, ending = name.rpartition(".")
        readers[dot + ending](stem)


def wrong_entry(name: str, entry: str, meaning: str) -> RulesError:
    """The error about an entry of models/rules/NAME.txt that is not what such an entry means."""
    path = _path_over(f"{name}.txt") or our_path(f"{name}.txt")
    return RulesError(path, f"{entry!r} should be {meaning}", line_of(path, entry))


@contextmanager
def _rules_errors(path: Path, line: int | None = None) -> Iterator[None]:
    """Turns a MergeError into a RulesError with the line, that of the first mention of the key if it is not given."""
    from newsextract.rules.merging import MergeError  # it imports pydantic, which only a user's folder needs

    try:
        yield
    except MergeError as error:
        raise RulesError(path, str(error), line or line_of(path, error.key)) from error


def _path_over(name: str) -> Path | None:
    """The user's file of that name, if there is one."""
    overlay = current()
    return overlay.files.get(name) if overlay else None
