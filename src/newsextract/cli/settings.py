"""Settings files: defaults for the command line's options, by their long names.

Up to two are read. The user's own comes first: `newsextract.toml` in the folder where this system keeps a program's
settings. The one named with --config comes over it, or else the one found: `newsextract.toml`, or the table
`[tool.newsextract]` of `pyproject.toml`, in the current folder or the nearest of its parents that has one. A file that
is found may be a stranger's, for it may have come with a download: it sets only what FROM_FOLDERS holds.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

import tomli
import typer

from newsextract.batch.run.options import AUTO, Request
from newsextract.cli.messages import USAGE, end
from newsextract.cli.options import CommandOptions, long_name
from newsextract.cli.typed import worker_count
from newsextract.extraction.options import shown_options

_OPTIONS = {
    long_name(name, shown): (name, shown)
    for name, shown in (shown_options(Request) | shown_options(CommandOptions)).items()
    if shown.settings != "none"
}
"""The options that may be set, by their long names, with the parameters' names."""

FROM_FOLDERS = frozenset(name for name, (_, shown) in _OPTIONS.items() if shown.settings == "any")
"""What a file found in a folder may set: how records look, which messages are printed, how many workers run (at most
one per core), and whether the first failure ends the run.

Every other option says what is read, written, removed (`prune`), believed or connected to, or does work again
(`force`): those only come from the command line, the user's own file and --config.
"""

_OWN_FILE, _SHARED_FILE, _KEY = "newsextract.toml", "pyproject.toml", "newsextract"
_TABLE_HEAD = re.compile(rb"""^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*(["']?)newsextract\1[ \t]*[].]""", re.MULTILINE)
_PATHS = {"output", "rules"}  # as seen from the file
_TYPES: dict[type, tuple[type, ...]] = {bool: (bool,), str: (str,), float: (str, int, float)}
_NOUNS = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
_LARGEST = 64 * 1024  # bytes of a settings file
_LOOKED_AT = 1024 * 1024  # bytes of a pyproject.toml, which may be another program's and large


class SettingsError(ValueError):
    """A settings file that cannot be read or holds what it may not; names the file, the line if known, the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values by the options' long names, and the files that they are from, the one that counts most last."""

    values: Mapping[str, Any]
    files: tuple[Path, ...]


def use_settings(context: typer.Context, value: str | None) -> str | None:
    """The settings files' values as defaults of the options."""
    if not context.resilient_parsing:
        own = Path(typer.get_app_dir("newsextract"), _OWN_FILE)
        try:  # where the place of the user's own file depends on the current folder, there is none
            settings = read_settings(value, own if own.is_absolute() else None)
        except SettingsError as error:
            end(USAGE, str(error))
        context.default_map = {_OPTIONS[name][0]: setting for name, setting in settings.values.items()}
        context.obj = settings.files
    return value


def read_settings(named: str | None, own: Path | None = None) -> Settings:
    """The settings of the user's ``own`` file, where it is there, and over them those of the file named or found.

    Raises SettingsError.
    """
    layers: dict[Path, dict[str, Any]] = {}
    if own and (data := _found(own)) is not None:
        layers[own] = _checked(own, data)
    if named is not None:
        layers[Path(named)] = _checked(Path(named), _read_named(Path(named)))
    elif here := _here():
        for path in (folder / name for folder in (here, *here.parents) for name in (_OWN_FILE, _SHARED_FILE)):
            if (data := _found(path)) is not None:
                if not (own and path.resolve() == own.resolve()):
                    layers[path] = _checked(path, data, FROM_FOLDERS, own)
                break
    return Settings({name: value for layer in layers.values() for name, value in layer.items()}, tuple(layers))


def _here() -> Path | None:
    """The current folder, unless it has been deleted."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _found(path: Path) -> bytes | None:
    """What a file that nobody named holds; None where there is no such file, or a pyproject.toml has no table of ours.

    Raises SettingsError where it is not to be trusted. One that is no regular file is not opened: that may wait for
    ever.
    """
    data, problem = b"", "not a regular file"
    try:
        is_regular = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return None
    try:
        if is_regular:
            with path.open("rb") as stream:
                data, owner = stream.read(_LOOKED_AT), os.fstat(stream.fileno()).st_uid
            is_trusted = not hasattr(os, "geteuid") or owner in (0, os.geteuid())
            problem = _problem_of_size(data) if is_trusted else f"it belongs to another user, of uid {owner}"
    except OSError as error:
        problem = _cannot_be_read(error)
    if path.name == _SHARED_FILE and not _has_table(data):
        return None
    if problem:
        remedy = "remove it, or name your own with --config (/dev/null for none)"
        raise SettingsError(f"{path}: settings file not used ({problem}): {remedy}")
    return data


def _has_table(data: bytes) -> bool:
    """Whether a pyproject.toml has settings of ours; if it is no TOML, or cut off, by the head of the table."""
    if b"newsextract" not in data:
        return False
    try:
        return _KEY in _tools(tomli.loads(data.decode()))
    except (ValueError, RecursionError):
        return _TABLE_HEAD.search(data) is not None


def _tools(document: dict[str, Any]) -> dict[str, Any]:
    tools = document.get("tool")
    return tools if isinstance(tools, dict) else {}


def _read_named(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise SettingsError(f"{path}: {_cannot_be_read(error)}") from error
    if problem := _problem_of_size(data):
        raise SettingsError(f"{path}: {problem}: is it a settings file?")
    return data


def _cannot_be_read(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or str(error)).lower()})"


def _problem_of_size(data: bytes) -> str:
    return f"over {_LARGEST // 1024} KB" if len(data) > _LARGEST else ""


def _checked(path: Path, data: bytes, allowed: frozenset[str] | None = None, own: Path | None = None) -> dict[str, Any]:
    """The settings in ``data``; ``allowed`` names those that this file may have, where it may not have all."""
    try:
        settings = tomli.loads(data.decode())
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8: save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, or too deep
        raise SettingsError(f"{path}: {error}") from error
    if path.name == _SHARED_FILE:
        settings = _tools(settings).get(_KEY, {})
        if not isinstance(settings, dict):
            raise SettingsError(f"{path}: tool.{_KEY} is not a table: write [tool.{_KEY}], and the settings below it")
    for key, value in settings.items():
        if problem := _problem_of(key, value, allowed, own):
            raise SettingsError(f"{path}{_line_of(key, data, path.name == _SHARED_FILE)}: {problem}")
    folder = "" if path.parent.resolve() == _here() else path.parent
    for key in _PATHS & settings.keys():  # os.path, for Path loses a slash at the end
        settings[key] = os.path.join(folder, os.path.expanduser(settings[key]))  # noqa: PTH111, PTH118
    if allowed is not None and "workers" in settings:
        settings["workers"] = min(worker_count(str(settings["workers"])), worker_count(AUTO))
    return settings


def _problem_of(key: str, value: Any, allowed: frozenset[str] | None, own: Path | None) -> str | None:
    if key not in _OPTIONS:
        settable = [name for name in _OPTIONS if allowed is None or name in allowed]
        return f"unknown setting {shortened(key)}: choose from {', '.join(settable)}"
    if allowed is not None and key not in allowed:
        ways = [f"type --{key}", *([f"set it in {own}"] if own else []), "or in a file named with --config"]
        return f"{key} cannot be set by a file found in a folder: {', '.join(ways)}"
    types = (str, int) if key == "workers" else _TYPES[_OPTIONS[key][1].type]
    if type(value) not in types:
        return f"{key} = {shortened(value)}: it takes {' or '.join(_NOUNS[wanted] for wanted in types)}"
    if isinstance(value, str) and "\0" in value:
        return f"{key} = {shortened(value)}: a name cannot contain NUL"
    return None


def _line_of(key: str, data: bytes, in_table: bool) -> str:
    """The line of a key as ":7"; in a pyproject.toml below the head of our table."""
    head = _TABLE_HEAD.search(data) if in_table else None
    pattern = rf"""^[ \t]*\[?["']?{re.escape(key)}["']?[ \t]*[]=.]""".encode()
    found = re.compile(pattern, re.MULTILINE).search(data, head.start() if head else 0)
    return f":{data[: found.start()].count(10) + 1}" if found else ""
