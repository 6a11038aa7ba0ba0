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
from functools import cache
from pathlib import Path
from typing import Any

from newsextract.rules.files import (
    RulesError,
    files_below,
    known_files,
    line_of,
    models_folder,
    our_path,
    read_rows,
    read_table,
    read_words,
)
from newsextract.rules.overlay import Overlay, cached, clear_caches, current, fill_caches, overlay_of, using_overlay

__all__ = [
    "Overlay",
    "RulesError",
    "cached",
    "check_overlay",
    "clear_caches",
    "files_below",
    "fill_caches",
    "known_files",
    "models_folder",
    "overlay_of",
    "pipeline_settings",
    "rows",
    "table",
    "using_overlay",
    "word_set",
    "words",
    "wrong_entry",
]


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
