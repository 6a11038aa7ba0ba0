"""Whether what an annotator wrote has the types that a record has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_NO_NUMBERS = (float("inf"), float("-inf"))  # JSON knows none, Python's does


def misfits(value: Any, hint: Any, where: str) -> Iterator[str]:
    """What in a value out of JSON is of another type than the record's ``hint`` says, a line each.

    A field may be missing or null, and an object may have fields that no record has. ``where`` names the value.
    """
    kinds = [kind for kind in _either(hint) if kind is not NoneType]
    if value is None:
        return
    if get_origin(kinds[0]) is tuple:
        yield from _misfits_of_list(value, get_args(kinds[0])[0], where)
    elif is_dataclass(kinds[0]):
        yield from _misfits_of_object(value, kinds[0], where)
    elif kinds == [str] or get_origin(kinds[0]) is Literal:
        if not isinstance(value, str):
            yield f"{where}: no string"
    elif isinstance(value, bool) or not isinstance(value, tuple(kinds)) or value in _NO_NUMBERS or value != value:
        yield f"{where}: no {'number' if float in kinds else 'whole number'}"


def _either(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (UnionType, Union) else (hint,)


def _misfits_of_list(value: Any, kind: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: not a list"
        return
    for place, item in enumerate(value):
        if item is None:
            yield f"{where}[{place}]: null"
        yield from misfits(item, kind, f"{where}[{place}]")


def _misfits_of_object(value: Any, kind: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: not an object"
        return
    for name, hint in get_type_hints(kind).items():
        yield from misfits(value.get(name), hint, f"{where}.{name}")
