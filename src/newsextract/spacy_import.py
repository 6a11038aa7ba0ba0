"""Imports spaCy without what newsextract never uses of it, which costs a third of the import."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")
_OPTIONAL = "pydantic.v1"  # confection goes without it where it is not there


def import_spacy() -> ModuleType:
    """The spacy module. ``spacy.cli`` is still importable afterwards, and ``spacy.info`` works as ever."""
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in _CLI}
        stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
        if _OPTIONAL not in sys.modules and "confection" not in sys.modules:
            stand_ins[_OPTIONAL] = None  # type: ignore[assignment]  # "not to be imported", for Python
        sys.modules.update(stand_ins)
        try:
            import spacy
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
        return spacy
    return sys.modules["spacy"]


@contextmanager
def no_entry_points() -> Iterator[None]:
    """While it lasts, spaCy finds the functions that are registered, and searches no installed package for more.

    Otherwise it imports every package that registers a component with it, whatever the pipeline is made of.
    """
    owners = [*import_spacy().registry.__mro__, import_module("srsly.msgpack")]
    registries = [value for owner in owners for value in vars(owner).values()]
    searching = [value for value in registries if getattr(value, "entry_points", False)]
    for each in searching:
        each.entry_points = False
    try:
        yield
    finally:
        for each in searching:
            each.entry_points = True


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
