"""Makes a stranger's text harmless on a terminal: no escape sequence, no overwriting, no turned writing direction."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")


def inert_line(text: str) -> str:
    """The text on one line: each run of line ends and tabs a space, other control characters made visible."""
    return _CONTROL.sub(_visible, " ".join(re.split(r"[\t\n\v\f\r\u0085\u2028\u2029]+", text)))


def inert_text(text: str) -> str:
    """The text with its line ends and tabs, other control characters made visible."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in "\t\n\r\u2028\u2029" else _visible(found), text)


def inert_json(document: str) -> str:
    r"""A JSON document with the control characters that JSON lets stand (DEL, C1, bidi) as ``\uXXXX`` escapes."""
    return _CONTROL.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", document)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode pictures of control characters
    return "\u2421" if code == 0x7F else "\ufffd"
