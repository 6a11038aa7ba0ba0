"""The one reader of models/: finds the folder, reads word lists, tables and rows, checks them, caches them.

Three forms, told apart by the file's ending:

- ``.txt``: one entry a line; ``#`` starts a comment; empty lines are passed over.
- ``.toml``: tables.
- ``.jsonl``: one JSON object a line.

A user's folder of the same layout can be laid over models/rules for a while (``laid_over``). What is worked out from
rules is kept by ``cached``, which keeps it apart for each such folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import cache, lru_cache, partial, wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import tomli

from newsextract.rules.forms import fixed_levels
from newsextract.rules.likeness import likeliest
from newsextract.rules.merging import MergeError, first_entries, leaves, merged_rows, merged_table, merged_words

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_ENDINGS = (".txt", ".toml", ".jsonl")
_COMMENT = re.compile(r"#[^\r\n]*")
_EXAMPLES = "examples.jsonl"  # read by tests alone


class RulesError(ValueError):
    """A rules file that is missing or wrong: names the file, the line where known, and what is wrong."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        """``line`` counts from 1."""
        super().__init__(f"{path}{f':{line}' if line else ''}: {problem}")


@cache
def models_folder() -> Path:
    """The models/ folder: inside the installed package, or beside src/ in a checkout."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "models", here.parents[3] / "models"):
        if (folder / "news_en.toml").is_file():
            return folder
    raise RulesError(here.parents[1] / "models", "the rules are missing: reinstall newsextract")


class Overlay:
    """A user's folder of rules, and what was worked out with it laid over ours; read anew by each instance."""

    def __init__(self, folder: str | Path) -> None:
        """Check that each file of the folder has one of ours to be laid over. Raises RulesError."""
        self.folder = Path(folder)
        self.files: dict[str, Path] = {}
        """The folder's files by their paths below it."""
        self.first: int | None = None
        """How many entries of each file count, where not all do."""
        self.caches: dict[Callable[..., Any], Callable[..., Any]] = {}
        try:
            if not self.folder.is_dir():
                raise RulesError(self.folder, "no such folder: --rules takes one laid out as models/rules")
            for path in sorted(self.folder.rglob("*")):
                if path.is_file() and not path.name.startswith(".") and path.stem.upper() != "README":
                    self._add(path)
        except OSError as error:
            raise RulesError(self.folder, f"cannot be read ({(error.strerror or str(error)).lower()})") from error

    def part(self, name: str, first: int | None = None) -> Overlay:
        """One file of the folder alone, all of it or its first entries."""
        part = copy(self)
        part.files, part.first, part.caches = {name: self.files[name]}, first, {}
        return part

    def _add(self, path: Path) -> None:
        name = path.relative_to(self.folder).as_posix()
        known = known_files()
        if name not in known:
            kind = name.rpartition("/")[0]
            beside = [other for other in known if other.rpartition("/")[0] == kind]
            folders = sorted({f"{other.rpartition('/')[0]}/" for other in known})
            raise RulesError(path, f"there is no {name} in models/rules: {likeliest(name, known, beside or folders)}")
        if not name.endswith(_EXAMPLES):
            self.files[name] = path


_overlay: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


def overlay_of(folder: str | Path) -> Overlay:
    """The overlay of this folder: the one now laid over, with all that it has worked out, if that is of this folder.

    Raises RulesError.
    """
    overlay = _overlay.get()
    return overlay if overlay and overlay.folder.resolve() == Path(folder).resolve() else Overlay(folder)


@contextmanager
def laid_over(overlay: Overlay | None) -> Iterator[None]:
    """Lay a user's rules over ours in this thread, for as long as the context lasts; None: none."""
    token = _overlay.set(overlay)
    try:
        yield
    finally:
        _overlay.reset(token)


def cached(function: Callable[[*_Arguments], _Result], maxsize: int | None = None) -> Callable[[*_Arguments], _Result]:
    """Like functools.cache for what depends on rules: apart for each overlay, and forgotten with it."""
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


def work_out() -> None:
    """Work out all that is worked out from rules alone, in what is imported. Raises what any of it raises."""
    for look_up in _without_arguments:
        look_up()


def forget() -> None:
    """Read our rules anew when they are next needed: for tests that put others in their place."""
    for kept in _caches:
        kept.cache_clear()


@cache
def known_files() -> tuple[str, ...]:
    """The files of models/rules that a user's may be laid over, by their paths below it."""
    root = models_folder() / "rules"
    paths = sorted(path for path in root.rglob("*") if path.suffix in _ENDINGS)
    return tuple(path.relative_to(root).as_posix() for path in paths)


@cached
def words(name: str) -> tuple[str, ...]:
    """The entries of models/rules/NAME.txt in the file's order. Raises RulesError on a missing or doubled entry."""
    return _with_overlay(f"{name}.txt", _words, merged_words)


@cached
def word_set(name: str) -> frozenset[str]:
    """The entries of models/rules/NAME.txt as a set; long lists are read faster so. Raises RulesError as words does."""
    if _path_over(f"{name}.txt") is None:
        entries = list(filter(None, _lines(_path(f"{name}.txt"))))
        found = frozenset(entries)
        if len(found) == len(entries):
            return found
    return frozenset(words(name))


@cached
def table(name: str) -> dict[str, Any]:
    """models/rules/NAME.toml as a dict; shared by all callers, so not to be changed. Raises RulesError."""
    return _with_overlay(f"{name}.toml", _table, partial(merged_table, closed=fixed_levels(name)))


@cached
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The objects of models/rules/NAME.jsonl, one a line. Raises RulesError with the line's number."""
    ours = tuple(row for _, row in _rows(_path(f"{name}.jsonl")))
    path = _path_over(f"{name}.jsonl")
    if path is None:
        return ours
    for number, row in first_entries(_rows(path), _most()):
        with _told(path, number):
            ours = merged_rows(ours, [row])
    return ours


@cache
def pipeline_settings() -> dict[str, Any]:
    """models/news_en.toml: base model, component order, thresholds. Raises RulesError."""
    return _table(models_folder() / "news_en.toml")


def check_overlay() -> None:
    """Read each file of the folder now laid over, so that what is wrong in one is told. Raises RulesError."""
    readers: dict[str, Callable[[str], object]] = {".txt": words, ".toml": table, ".jsonl": rows}
    overlay = _overlay.get()
    for name in overlay.files if overlay else ():
        stem, dot, ending = name.rpartition(".")
        readers[dot + ending](stem)


def entries_of(path: Path) -> list[tuple[int | None, str]]:
    """Each entry of a user's file, as far as it can be read: its line where known, else a word to find it by."""
    if path.suffix == ".txt":
        return [(None, entry) for entry in _words(path)]
    if path.suffix == ".jsonl":
        return [(number, "") for number, _ in _rows(path)]
    return [(None, str(keys[-1])) for keys, _ in leaves(_table(path))]


def line_of(path: Path, word: str) -> int | None:
    """The line in which a word of a file first stands."""
    text = _read(path)
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    return text.count("\n", 0, found.start()) + 1 if found else None


def _with_overlay(name: str, read: Callable[[Path], _Result], merge: Callable[[_Result, _Result], _Result]) -> _Result:
    """Our file of that name, with the user's laid over it where there is one."""
    ours = read(_path(name))
    path = _path_over(name)
    if path is None:
        return ours
    with _told(path):
        return merge(ours, first_entries(read(path), _most()))


def _words(path: Path) -> tuple[str, ...]:
    lines = _lines(path)
    entries = tuple(filter(None, lines))
    if len(set(entries)) < len(entries):
        first: dict[str, int] = {}
        for number, entry in enumerate(lines, 1):
            if entry and first.setdefault(entry, number) != number:
                raise RulesError(path, f"{entry!r} stands in line {first[entry]} already", number)
    return entries


def _lines(path: Path) -> list[str]:
    """The lines of a list, without comments and blanks around."""
    return list(map(str.strip, _COMMENT.sub("", _read(path)).splitlines()))


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomli.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise RulesError(path, str(error)) from error


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    found = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RulesError(path, getattr(error, "msg", str(error)), number) from error
        if not isinstance(row, dict):
            raise RulesError(path, "not a JSON object", number)
        found.append((number, row))
    return found


@contextmanager
def _told(path: Path, line: int | None = None) -> Iterator[None]:
    """Turns a MergeError into a RulesError with the line, that of the first mention of the key if it is not given."""
    try:
        yield
    except MergeError as error:
        raise RulesError(path, str(error), line or line_of(path, error.key)) from error


def _path(name: str) -> Path:
    return models_folder() / "rules" / name


def _path_over(name: str) -> Path | None:
    """The user's file of that name, if there is one."""
    overlay = _overlay.get()
    return overlay.files.get(name) if overlay else None


def _most() -> int | None:
    """How many entries of a user's file count, where not all do."""
    overlay = _overlay.get()
    return overlay.first if overlay else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise RulesError(path, "not UTF-8") from error
