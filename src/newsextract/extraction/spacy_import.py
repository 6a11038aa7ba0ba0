"""Imports spaCy without its command line, which newsextract never uses: a fifth of the import.

For a process of our own alone. The library imports spaCy as anybody does.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")


def import_spacy_alone() -> None:
    """Import spaCy. ``spacy.cli`` can still be imported afterwards, and ``spacy.info`` works as ever."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _CLI}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in _CLI:
            sys.modules.pop(name, None)


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
