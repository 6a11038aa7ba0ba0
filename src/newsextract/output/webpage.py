"""What every page of ours begins with: it fetches nothing, and runs its own script and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape

from newsextract.output.inert import inert_line
from newsextract.records.kinds import ROWS, Kind
from newsextract.version import __version__


def head(title: str, style: str, script: str) -> str:
    """All up to the body, which must end with the same ``script``."""
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    return (
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name=generator content="newsextract {__version__}">\n'
        '<meta name=viewport content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)} · newsextract</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def escaped(text: str) -> str:
    """A text of an article on one line, in which nothing is markup."""
    return escape(inert_line(text))


def colours(kinds: Mapping[str, Kind]) -> str:
    """The style of a page's variables: by name the colour of each kind, on a light ground and on a dark one."""
    light, dark = (
        " ".join(f"--{name}: {ROWS[kind].colours[ground]};" for name, kind in kinds.items()) for ground in (0, 1)
    )
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
