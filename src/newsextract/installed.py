"""How newsextract was installed: what to type here to add the packages that some formats need."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_NAME = "newsextract"
_LACKS = " needs one more package"


def lacks(what: str, extra: str) -> str:
    """The message that something needs the packages of an extra, and what to type."""
    return f"{what}{_LACKS}: {how_to_add(extra)}"


class Remedies:
    """Gives each remedy once: many files may lack the same package."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def once(self, message: str) -> str:
        """The message; without its remedy if ``lacks`` made it and it was given before."""
        what, found, _ = message.partition(_LACKS)
        if message in self._given:
            return what + found
        if found:
            self._given.add(message)
        return message


@cache
def how_to_add(extra: str) -> str:
    """The command that adds an extra's packages to this installation: by pipx, uv or pip, from where it came."""
    prefix = Path(sys.prefix)
    source, editable = _source()
    if (prefix / "pipx_metadata.json").is_file() or _is_below(prefix, os.environ.get("PIPX_HOME")):
        return f"pipx inject {shlex.quote(prefix.name)} {shlex.join(_packages(extra))}"
    if (prefix / "uv-receipt.toml").is_file():
        withs = " ".join(f"--with {shlex.quote(package)}" for package in _packages(extra))
        return f"uv tool install {withs} {'--editable ' if editable else ''}{shlex.quote(source)}"
    return f"{_install(prefix)} {'-e ' if editable else ''}{shlex.quote(f'{source}[{extra}]')}"


def _is_below(path: Path, folder: str | None) -> bool:
    return bool(folder) and path.is_relative_to(Path(str(folder)).absolute())


def _source() -> tuple[str, bool]:
    """What was installed: our name, or the folder of a checkout, and whether it is an editable installation."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return _NAME, False
    if "dir_info" not in origin:
        return _NAME, False
    from urllib.parse import urlsplit  # here, for what is imported with it costs more than all of --help
    from urllib.request import url2pathname

    return url2pathname(urlsplit(origin["url"]).path), bool(origin["dir_info"].get("editable"))


def _packages(extra: str) -> list[str]:
    from importlib.metadata import PackageNotFoundError, requires

    try:
        wanted = [line.partition(";") for line in requires(_NAME) or ()]
    except PackageNotFoundError:
        return [f"{_NAME}[{extra}]"]
    return [package.strip() for package, _, when in wanted if re.search(rf"extra == ['\"]{extra}['\"]", when)]


def _install(prefix: Path) -> str:
    """The command that installs into this Python, also where the shell has another."""
    if not find_spec("pip"):
        return f"uv pip install --python {shlex.quote(sys.executable)}"
    is_other = sys.prefix != sys.base_prefix and os.environ.get("VIRTUAL_ENV") != str(prefix)
    return f"{shlex.quote(sys.executable)} -m pip install" if is_other else "pip install"
