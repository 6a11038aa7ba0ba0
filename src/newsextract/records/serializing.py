"""Dataclasses as JSON-ready dicts and lists, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NotRequired

if TYPE_CHECKING:
    from pydantic import ConfigDict, TypeAdapter, ValidationError

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which JSON and Python's strings can hold, and no file in UTF-8."""

_LONGEST_VALUE = 40  # characters of a wrong value that are shown


def plain(value: Any) -> Any:
    """A find, or a tuple of them, as JSON-ready dicts and lists, keys in the contract's order."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    names = _names(value.__class__)
    if names is None:
        return value
    found = {name: getattr(value, name) for name in names}
    for name, item in found.items():
        if item.__class__ not in _AS_THEY_ARE:
            found[name] = plain(item)
    return found


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@cache
def _names(of: type) -> tuple[str, ...] | None:
    """The names of a dataclass's fields; None of another type."""
    return tuple(field.name for field in fields(of)) if is_dataclass(of) else None


def with_parts(find: Any, change: Callable[[Any], Any]) -> Any:
    """A find, or a tuple of them, in which each dataclass is what ``change`` makes of it, inner ones first."""
    if isinstance(find, tuple):
        return tuple(with_parts(one, change) for one in find)
    names = _names(find.__class__)
    if names is None:
        return find
    values = ((name, getattr(find, name)) for name in names)
    parts = {name: with_parts(value, change) for name, value in values if value.__class__ not in _AS_THEY_ARE}
    return change(replace(find, **parts) if parts else find)


def checked(of: Any, value: Any, name: str) -> Any:
    """The ``of``, a type, that ``plain`` made the value of.

    Raises ValueError for what is none, in one line that names the first place that is wrong: "invalid NAME: ...".
    """
    from pydantic import ValidationError

    try:
        return _adapter(of).validate_python(value)
    except ValidationError as error:
        raise ValueError(f"invalid {name}: {first_problem(error, value)[1]}") from None


def form(config: ConfigDict, needed: Mapping[str, Any] = MappingProxyType({}), **optional: Any) -> Any:
    """The form of dicts for ``checked``: the types of the keys that one must have, and of those that it may have.

    A list of such is ``GenericAlias(list, form)``: type checkers do not take ``list[form]``.
    """
    from typing_extensions import TypedDict

    fields = {**needed, **{key: NotRequired[type] for key, type in optional.items()}}
    made = TypedDict("made", fields)  # type: ignore[misc]
    made.__pydantic_config__ = config  # type: ignore[attr-defined]
    return made


def each(type: Any, *keys: str) -> dict[str, Any]:
    """Several keys of a form that have one type."""
    return dict.fromkeys(keys, type)


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(of)


def first_problem(error: ValidationError, value: Any) -> tuple[str, str]:
    """The last key of the first place in a value that is wrong, and a line: "people[0].name: what is wrong (got 3)"."""
    first = error.errors(include_url=False, include_context=False)[0]
    problem = first["msg"][:1].lower() + first["msg"][1:]
    place = key = ""
    for step in first["loc"]:
        if step == "[key]":
            problem, value = f"as a key, {problem}", key
            break
        if isinstance(value, Mapping) and isinstance(step, str):
            place, key = f"{place}.{step}" if place else step, step
        elif isinstance(value, list | tuple) and isinstance(step, int):
            place += f"[{step}]"
        else:  # no place: which of the field's two types was tried
            problem = "input should be a number" if isinstance(step, str) and step in ("int", "float") else problem
            break
        try:
            value = value[step]
        except LookupError:
            return key, f"{place}: {problem}"
    shown = repr(value)
    shown = shown if len(shown) <= _LONGEST_VALUE else f"{shown[:_LONGEST_VALUE]} ..."
    return key, f"{place}{': ' if place else ''}{problem} (got {shown})"
