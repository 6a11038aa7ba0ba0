"""The largest input that is read: what is larger fails alone, and the run continues."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from reprlib import repr as shortened

_UNITS = {"": 1, "B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_LARGEST = 10**15
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?B?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes that are read and no larger ones; what is larger comes as a Failure.

    ``text``: the characters of an article's text. ``page``: the bytes of a file of one article (a page, a text), packed
    or unpacked. ``row``: the bytes of a row of a file of many. ``unpacked``: the bytes that a gzipped file of many may
    unpack to. ``ratio``: how many times its size on disk a gzipped file may unpack to, once it is over 10 MB.
    """

    text: int = 5_000_000
    page: int = 20_000_000
    row: int = 20_000_000
    unpacked: int = 20_000_000_000
    ratio: int = 200


USUAL_LIMITS = Limits()
LIMIT_NAMES = tuple(field.name for field in fields(Limits))


def limits_of(text: str) -> Limits:
    """What ``text=10MB,row=1GB`` means, the others as they are. Raises ValueError that says what is wrong."""
    limits = Limits()
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, size = (piece.strip() for piece in part.partition("="))
        if name not in LIMIT_NAMES:
            raise ValueError(f"no limit {name!r}: choose from {', '.join(LIMIT_NAMES)}")
        limits = replace(limits, **{name: _size(size)})
    return limits


def _size(text: str) -> int:
    found = _SIZE.fullmatch(text)
    if not found or not float(found[1]):
        raise ValueError(f"{text!r} is no size: give a number with KB, MB or GB, as 10MB")
    unit = found[2].upper()
    size = float(found[1]) * _UNITS[unit if unit in _UNITS else f"{unit}B"]
    if size > _LARGEST:
        raise ValueError(
            f"{shortened(text)} is a size that no machine holds: give at most {_LARGEST // _UNITS['GB']:,}GB"
        )
    return round(size)


def raised(name: str, needed: int | None = None) -> str:
    """The remedy for what is over a limit. ``needed``: how large it is, where that is known."""
    size = "SIZE" if needed is None else f"{-(-needed // 1_000_000)}MB"
    return f"--limit {name}={size} raises the limit"
