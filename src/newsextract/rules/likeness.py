"""Whether a value has the form of the others in its list or table, its peers: no list states its form.

A few values say little. Where many are all whole, over 0, of one length, or a choice of a few words, another must be
too: else whatever reads them would fail, at the latest on the article that needs it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

_NAMES = {dict: "a table", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
_SOME, _SEVERAL, _MANY = 3, 5, 20
_FEW = 6  # different words among many are all that there are


class MergeError(ValueError):
    """An addition that does not fit; ``key`` is its key, by which its line is found."""

    def __init__(self, problem: str, key: str = "") -> None:
        super().__init__(problem)
        self.key = key


def likeliest(wrong: str, known: Iterable[str], else_: Sequence[str] = ()) -> str:
    """ "is it X?" of the known name that is most like the wrong one; where none is, all that there are, or ``else_``.

    The ending of a file's name counts for nothing.
    """
    from difflib import get_close_matches  # here, for a mistake alone needs it

    stems = {name.partition(".")[0]: name for name in known}
    alike = get_close_matches(wrong.partition(".")[0], stems, n=1)
    return f"is it {stems[alike[0]]!r}?" if alike else f"there are {', '.join(else_ or stems.values())}"


def check_type(key: str, value: Any, peers: Sequence[Any]) -> None:
    """Raise MergeError where the value has none of the peers' types."""
    fitting = {_name(other) for other in peers}
    if fitting and _name(value) not in fitting:
        raise MergeError(f"{key!r} is {_name(value)}, and should be {' or '.join(sorted(fitting))}", key)


def check_like(key: str, value: Any, peers: Sequence[Any]) -> None:
    """Raise MergeError where the value, or what is in it, does not have the form of the peers."""
    check_type(key, value, peers)
    alike = [other for other in peers if _name(other) == _name(value)]
    if isinstance(value, str):
        _check_string(key, value, alike)
    elif isinstance(value, list):
        _check_list(key, value, alike)
    elif isinstance(value, dict):
        _check_table(key, value, alike)
    elif not isinstance(value, bool) and alike:
        _check_number(key, value, alike)


def check_key(key: str, peers: Sequence[str]) -> None:
    """Raise MergeError where a new key does not have the form of those beside it."""
    _check_string(key, key, peers)
    if len(peers) >= _SEVERAL and all(len(other) == 1 for other in peers) and len(key) != 1:
        raise MergeError(f"{key!r} is not one letter, as all others are", key)


def check_keys(key: str, value: Any, peers: Sequence[Any]) -> None:
    """Raise MergeError where a table lacks what all tables among the peers have."""
    tables = [other for other in peers if isinstance(other, dict)]
    lacking = _shared(tables) - set(value) if isinstance(value, dict) else set()
    if lacking:
        raise MergeError(f"{key!r} has no {min(lacking)!r}, which all others have", key)


def _name(value: Any) -> str:
    return _NAMES.get(type(value), type(value).__name__)


def _check_string(key: str, value: str, peers: Sequence[str]) -> None:
    if not value.strip() and all(other.strip() for other in peers):
        raise MergeError(f"{key!r} is empty" if key != value else "a key is empty", key)
    if len(peers) >= _MANY and len(words := dict.fromkeys(peers)) <= _FEW and value not in words:
        raise MergeError(f"{key!r} is {value!r}, and should be one of {', '.join(words)}", key)


def _check_list(key: str, value: list[Any], peers: Sequence[list[Any]]) -> None:
    lengths = set(map(len, peers))
    if len(peers) >= _SEVERAL and len(lengths) == 1 and len(value) not in lengths:
        raise MergeError(f"{key!r} holds {len(value)}, and should hold {lengths.pop()}, as all others do", key)
    items = [item for other in peers for item in other]
    for item in value if items else ():
        check_like(key, item, items)


def _check_table(key: str, value: dict[str, Any], peers: Sequence[dict[str, Any]]) -> None:
    known = {name for other in peers for name in other}
    for name, inner in value.items():
        if name not in known and len(peers) >= _SOME and _shared(peers):
            raise MergeError(f"{key!r} has {name!r}, which no other has: {likeliest(name, sorted(known))}", name)
        beside = [other[name] for other in peers if name in other]
        check_like(name, inner, beside or [item for other in peers for item in other.values()])
        if not beside and known:
            check_key(name, sorted(known))


def _shared(tables: Sequence[dict[str, Any]]) -> set[str]:
    return set.intersection(*map(set, tables)) if tables else set()


def _check_number(key: str, value: float, peers: Sequence[float]) -> None:
    if not math.isfinite(value):
        raise MergeError(f"{key!r} is {value}, and should be a number", key)
    if isinstance(value, float) and all(isinstance(other, int) for other in peers):
        raise MergeError(f"{key!r} is {value}, and should be a whole number", key)
    if len(peers) >= _SEVERAL and value <= 0 < min(peers):
        raise MergeError(f"{key!r} is {value}, and should be over 0", key)
