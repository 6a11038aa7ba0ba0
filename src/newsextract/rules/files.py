"""Reads one file of rules, by its form: a list of words, tables or rows; finds the folder that they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tomli

ENDINGS = (".txt", ".toml", ".jsonl")
_NO_ROW = 'not a JSON object in one line, as {"key": "value"} is'
_COMMENT = re.compile(r"#[^\r\n]*")


class RulesError(ValueError):
    """A rules file that is missing or wrong: names the file, the line where known, and what is wrong."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        super().__init__(f"{path}{f':{line}' if line else ''}: {problem}")


@cache
def models_folder() -> Path:
    """The models/ folder: inside the installed package, or beside src/ in a checkout."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "models", here.parents[3] / "models"):
        if (folder / "news_en.toml").is_file():
            return folder
    raise RulesError(here.parents[1] / "models", "the rules are missing: reinstall newsextract")


@cache
def known_files() -> tuple[str, ...]:
    """The files of models/rules that a user's may be laid over, by their paths below it."""
    root = models_folder() / "rules"
    paths = sorted(path for path in root.rglob("*") if path.suffix in ENDINGS)
    return tuple(path.relative_to(root).as_posix() for path in paths)


def files_below(folder: Path, above: tuple[Path, ...] = ()) -> Iterator[Path]:
    """The files at any depth, also where links lead; without hidden ones, such as the ..data of a mounted ConfigMap.

    ``above``: what the folder lies in, where a link in it may lead back to. Raises OSError, and RulesError for a link
    that leads to nothing.
    """
    above = (*above, folder.resolve())
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and path.resolve() not in above:
            yield from files_below(path, above)
        elif not path.exists():
            raise RulesError(path, "a link that leads to nothing: correct it, or take it out")


def our_path(name: str) -> Path:
    """Where our file of that name is, below models/rules."""
    return models_folder() / "rules" / name


def read_words(path: Path) -> tuple[str, ...]:
    """The entries of a list, in order. Raises RulesError on one that is doubled."""
    lines = read_lines(path)
    entries = tuple(filter(None, lines))
    if len(set(entries)) < len(entries):
        first: dict[str, int] = {}
        for number, entry in enumerate(lines, 1):
            if entry and first.setdefault(entry, number) != number:
                raise RulesError(path, f"{entry!r} is in line {first[entry]} already", number)
    return entries


def read_lines(path: Path) -> list[str]:
    """The lines of a list, without comments and blanks around."""
    return list(map(str.strip, _COMMENT.sub("", _read(path)).splitlines()))


def read_table(path: Path) -> dict[str, Any]:
    """What a .toml file holds. Raises RulesError."""
    try:
        return tomli.loads(_read(path))
    except tomli.TOMLDecodeError as error:
        raise RulesError(path, f"no TOML: {error.msg} (column {error.colno})", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise RulesError(path, f"no TOML: {error}") from error


def read_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a .jsonl file, each with the number of its line. Raises RulesError."""
    found = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RulesError(path, f"{_NO_ROW} ({getattr(error, 'msg', error)})", number) from error
        if not isinstance(row, dict):
            raise RulesError(path, _NO_ROW, number)
        found.append((number, row))
    return found


def line_of(path: Path, word: str) -> int | None:
    """The first line of a file that has a word."""
    text = _read(path)
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    return text.count("\n", 0, found.start()) + 1 if found else None


def likeliest(wrong: str, known: Iterable[str], else_: Sequence[str] = ()) -> str:
    """The hint "is it X?" with the known name most like the wrong one; if none is like it, all of them, or ``else_``.

    The endings of files are not compared.
    """
    from difflib import get_close_matches  # here, for a mistake alone needs it

    stems = {name.partition(".")[0]: name for name in known}
    alike = get_close_matches(wrong.partition(".")[0], stems, n=1)
    return f"is it {stems[alike[0]]!r}?" if alike else f"there are {', '.join(else_ or stems.values())}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise RulesError(path, "not UTF-8") from error
