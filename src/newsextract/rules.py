"""The one reader of models/: finds the folder, reads word lists, tables and rows, checks them, caches them.

Three forms, told apart by the file's ending:

- ``.txt``: one entry a line; ``#`` starts a comment; empty lines are passed over.
- ``.toml``: tables.
- ``.jsonl``: one JSON object a line.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


class RulesError(ValueError):
    """A rules file that is missing or wrong: names the file, the line where known, and what is wrong."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        """``line`` counts from 1."""
        super().__init__(f"{path}{f':{line}' if line else ''}: {problem}")


@cache
def models_folder() -> Path:
    """The models/ folder: inside the installed package, or beside src/ in a checkout."""
    here = Path(__file__).resolve()
    for folder in (here.parent / "models", here.parents[2] / "models"):
        if (folder / "news_en.toml").is_file():
            return folder
    raise RulesError(here.parent / "models", "the rules are missing: reinstall newsextract")


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of models/rules/NAME.txt in the file's order. Raises RulesError on a missing or doubled entry."""
    path = _path(f"{name}.txt")
    lines = [line.split("#", 1)[0] if "#" in line else line for line in _read(path).splitlines()]
    entries = tuple(filter(None, map(str.strip, lines)))
    if len(set(entries)) < len(entries):
        first: dict[str, int] = {}
        for number, entry in enumerate(map(str.strip, lines), 1):
            if entry and first.setdefault(entry, number) != number:
                raise RulesError(path, f"{entry!r} stands in line {first[entry]} already", number)
    return entries


@cache
def table(name: str) -> dict[str, Any]:
    """models/rules/NAME.toml as a dict; shared by all callers, so not to be changed. Raises RulesError."""
    path = _path(f"{name}.toml")
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(path, str(error)) from error


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The objects of models/rules/NAME.jsonl, one a line. Raises RulesError with the line's number."""
    path = _path(f"{name}.jsonl")
    found = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise RulesError(path, error.msg, number) from error
        if not isinstance(row, dict):
            raise RulesError(path, "not a JSON object", number)
        found.append(row)
    return tuple(found)


@cache
def pipeline_settings() -> dict[str, Any]:
    """models/news_en.toml: base model, component order, thresholds."""
    path = models_folder() / "news_en.toml"
    return tomllib.loads(_read(path))


def _path(name: str) -> Path:
    return models_folder() / "rules" / name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise RulesError(path, "not UTF-8") from error
