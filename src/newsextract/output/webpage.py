"""Pages made of Jinja2 templates: each fetches nothing, and runs its own script and nothing else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newsextract import plural
from newsextract.output.inert import inert_line
from newsextract.output.readable import LEGEND, UNSURE, shortened
from newsextract.records.kinds import ROWS
from newsextract.version import __version__

_SHARED = Path(__file__).parent / "formats" / "page"


def templates(folder: Path = _SHARED) -> Environment:
    """The templates of a folder, which may extend ``base.html``.

    A text that a template shows is escaped, on one line and inert, unless it is Markup.
    """
    environment = Environment(
        loader=FileSystemLoader([folder, _SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: inert_line(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters |= {"commas": "{:,}".format, "shortened": shortened, "digest": _digest}
    environment.globals |= {
        "counted": plural.counted,
        "kind_rows": ROWS,
        "legend": LEGEND,
        "unsure": UNSURE,
        "version": __version__,
        "asset": lambda name: Markup((folder / name).read_text(encoding="utf-8")),
    }
    return environment


def _digest(content: Any) -> str:
    """What a page's policy says of a style or a script that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
