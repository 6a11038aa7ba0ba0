"""The settings file: defaults for the command line's options, by their long names.

`newsextract.toml`, or the table `[tool.newsextract]` of `pyproject.toml`, in the current folder or the nearest of its
parents that has one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli

_OWN_FILE, _SHARED_FILE, _TABLE = "newsextract.toml", "pyproject.toml", "tool.newsextract"
_NUMBERS = ("workers",)  # options that take a number, or a word in its place
_PATHS = {"output", "rules"}  # as seen from the file

Types = Mapping[str, tuple[type, ...]]
"""Which types a setting of a name may have."""


class SettingsError(ValueError):
    """A settings file that cannot be read or holds what is no option; names the file, the line if known, the remedy."""


def setting_types(option: Any) -> tuple[type, ...]:
    """The types of a setting that stands for an option of the command line (click's, or typer's own)."""
    if option.is_flag:
        return (bool,)
    if option.multiple:
        return (list, str)
    return (str, int) if option.name in _NUMBERS else (str,)


def read_settings(named: str | None, types: Types) -> dict[str, Any]:
    """The settings of the file named, else of the nearest; {} where there is none. Raises SettingsError."""
    if named is None:
        found = _nearest()
        return _checked(*found, types) if found else {}
    path = Path(named)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8") from error
    return _checked(path, text, types)


def _nearest() -> tuple[Path, str] | None:
    for folder in (here := Path.cwd(), *here.parents):
        for name in (_OWN_FILE, _SHARED_FILE):
            path = folder / name
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if name == _OWN_FILE or f"[{_TABLE}" in text:
                return path, text
    return None


def _checked(path: Path, text: str, types: Types) -> dict[str, Any]:
    try:
        document = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, or too deep
        raise SettingsError(f"{path}: {error}") from error
    if path.name == _SHARED_FILE:
        tool = document.get("tool", {})
        document = tool.get("newsextract", {}) if isinstance(tool, dict) else {}
        if not isinstance(document, dict):
            raise SettingsError(f"{path}: {_TABLE} is no table: write [{_TABLE}], and the settings below it")
    for key, message in _problems(document, types):
        raise SettingsError(f"{path}{_line_of(key, text)}: {message}")
    if path.parent.resolve() != Path.cwd():
        for key in _PATHS & document.keys():
            document[key] = os.path.join(path.parent, document[key])  # noqa: PTH118 - Path loses a slash at the end
    return document


def _problems(settings: dict[str, Any], types: Types) -> Iterator[tuple[str, str]]:
    for key, value in settings.items():
        if key not in types:
            yield key, f"no setting {key!r}: choose from {', '.join(types)}"
        elif type(value) not in types[key]:
            yield key, f"{key} = {value!r}: it takes {' or '.join(_NOUNS[wanted] for wanted in types[key])}"
        elif isinstance(value, str) and "\0" in value:
            yield key, f"{key} = {value!r}: no name holds a zero character"


_NOUNS = {bool: "true or false", int: "a whole number", str: "a string", list: "a list"}


def _line_of(key: str, text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return f":{number}"
    return ""
