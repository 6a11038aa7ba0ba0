"""Imports spaCy without what newsextract never uses of it, which costs a third of the import."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")
_PYDANTIC = ("pydantic", "pydantic.v1")
_MADE_WITH_SCHEMAS = ("spacy", "thinc", "confection")


def import_spacy(schemas: bool = True) -> ModuleType:
    """The spacy module. ``spacy.cli`` is still importable afterwards, and ``spacy.info`` works as ever.

    ``schemas=False``: spaCy's schemas for configs and patterns stay plain and check nothing. For a process of our own
    in which no pipeline is loaded but ours. Where spaCy or pydantic is imported already, they are what they are.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_ins = {name: ModuleType(name) for name in _CLI}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    before = set(sys.modules)
    try:
        with _in_modules(stand_ins), _no_pydantic_v1() if schemas else _plain_schemas():
            import spacy
    except Exception:  # a spaCy that takes more of pydantic than is known here
        if schemas:
            raise
        for name in sys.modules.keys() - before:
            if name.partition(".")[0] in _MADE_WITH_SCHEMAS:
                del sys.modules[name]
        return import_spacy()
    return spacy


def _no_pydantic_v1() -> AbstractContextManager[None]:
    """Its import is skipped: confection looks for it, and goes without it where it is not there."""
    asked = "pydantic.v1" in sys.modules or "confection" in sys.modules
    return nullcontext() if asked else _in_modules({"pydantic.v1": None})


@contextmanager
def _plain_schemas() -> Iterator[None]:
    if any(name in sys.modules for name in (*_PYDANTIC, *_MADE_WITH_SCHEMAS)):
        yield
        return
    with _in_modules(dict.fromkeys(_PYDANTIC)):
        from newsextract.startup.plain_schemas import PlainSchemas
    with _in_modules({"pydantic": PlainSchemas()}):
        yield


@contextmanager
def _in_modules(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """While it lasts, these are what Python finds imported; None: a module that is not there."""
    sys.modules.update(modules)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in modules:
            sys.modules.pop(name, None)


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
