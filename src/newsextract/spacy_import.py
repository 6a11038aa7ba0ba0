"""Imports spaCy without its command line, which newsextract never uses and which costs a third of the import."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> ModuleType:
    """The spacy module. ``spacy.cli`` is still importable afterwards, and ``spacy.info`` works as ever."""
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in _CLI}
        stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
        sys.modules.update(stand_ins)
        try:
            import spacy
        finally:
            for name in _CLI:
                sys.modules.pop(name, None)
        return spacy
    return sys.modules["spacy"]


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
