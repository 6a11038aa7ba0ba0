"""Makes a stranger's text harmless on a terminal: no escape sequence, no overwriting, nothing hidden, nothing turned.

Besides control characters, what Unicode lets a screen leave out (Default_Ignorable_Code_Point) or take for a command
(category Cf) is made visible: it turns the writing direction, splits words invisibly, or hides text. What a text needs
to look right stays where it is needed, one at a time, for there its effect is visible.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

# All of category Cf but the number signs of Arabic and Kaithi, which are seen; fillers and selectors, which are not.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SYMBOL = "©®‼⁉™ℹ←-⯿〰〽㊗㊙\U0001f000-\U0001faff"
_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINING = "\u0620-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u180a\u1810-\u18aa"  # letters of Arabic to Mongolian
_NEEDED = (
    rf"(?:(?<=[{_SYMBOL}])|(?<=[{_SYMBOL}]\ufe0f))\u200d(?=[{_SYMBOL}])",  # a family of emoji
    rf"(?<=[{_JOINING}])\u200c(?=[{_JOINING}])",  # Persian's plural
    rf"(?<=[{_JOINING}])\u200d",  # half letters of India
    rf"(?<=[{_SYMBOL}])[\ufe0e\ufe0f]",  # a symbol as text, or in colour
    "(?<=[0-9#*])\ufe0f(?=\u20e3)",  # on a key
    rf"(?<=[{_IDEOGRAPH}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",  # another form of a Chinese character
    # The flags of England, Scotland and Wales: no other has tags.
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f",
)
_NEEDED_OR_HARMFUL = re.compile(f"{'|'.join(_NEEDED)}|({_HARMFUL.pattern})")
_ESCAPE = "u[0-9a-f]{4}|U[0-9a-f]{8}"
_ESCAPED = re.compile(rf"(?<!\\)(\\+)({_ESCAPE})")
_TO_ESCAPE = re.compile(rf"(?<!\\)(\\*)(?:{'|'.join(_NEEDED)}|({_HARMFUL.pattern})|(?<=\\)(?={_ESCAPE}))")
_KEPT_ENDS = "\t\n\r\u2028\u2029"
_LINE_ENDS = re.compile(r"[\t\n\v\f\r\u0085\u2028\u2029]+")


def inert_line(text: str) -> str:
    """The text on one line: each run of line ends and tabs a space, what could do harm made visible."""
    return _without_harm(_LINE_ENDS.sub(" ", text), _visible)


def inert_text(text: str) -> str:
    """The text with its line ends and tabs as they are, what could do harm made visible."""
    return _without_harm(text, lambda character: character if character in _KEPT_ENDS else _visible(character))


def inert_json(document: str) -> str:
    r"""A JSON document with the characters that JSON lets stand and that could do harm as ``\uXXXX`` escapes."""
    return _without_harm(document, lambda character: character if character == "\n" else json.dumps(character)[1:-1])


def escaped_text(text: str) -> str:
    r"""The text with its line ends and tabs as they are, what could do harm as ``\uXXXX`` or ``\UXXXXXXXX``.

    Backslashes in front of these, and of what looks like them, are doubled, so ``unescaped_text`` takes it back.
    """
    if "\\" not in text and not _HARMFUL.search(text):
        return text
    return _TO_ESCAPE.sub(_with_escape, text)


def unescaped_text(text: str) -> str:
    """The text of which ``escaped_text`` made this one."""
    return _ESCAPED.sub(_without_escape, text)


def _with_escape(found: re.Match[str]) -> str:
    backslashes, harmful = found[1], found[2]
    if harmful is None:
        return found[0] + backslashes if found.end() == found.end(1) else found[0]
    if harmful in _KEPT_ENDS:
        return found[0]
    code = ord(harmful)
    return backslashes * 2 + (f"\\u{code:04x}" if code < 0x1_0000 else f"\\U{code:08x}")


def _without_escape(found: re.Match[str]) -> str:
    backslashes, code = found[1], found[2]
    half = backslashes[: len(backslashes) // 2]
    return half + (chr(int(code[1:], 16)) if len(backslashes) % 2 else code)


def in_each_text(value: Any, changed: Callable[[str], str]) -> Any:
    """A JSON-ready value with each text in it changed, at any depth."""
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, dict):
        return {key: in_each_text(item, changed) for key, item in value.items()}
    return [in_each_text(item, changed) for item in value] if isinstance(value, list) else value


def _without_harm(text: str, shown: Callable[[str], str]) -> str:
    if not _HARMFUL.search(text):
        return text
    return _NEEDED_OR_HARMFUL.sub(lambda found: shown(found[1]) if found[1] else found[0], text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode pictures of control characters
    return {0x7F: "\u2421", 0xAD: "\u2010"}.get(code, "\ufffd")  # a soft hyphen as a hyphen
