"""What our command's processes do to start sooner; the library changes nothing of this in a user's process."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_OBJECTS = 50_000
"""How many new objects Python waits for before it looks for garbage, while modules are imported: 700 by default."""
_RUNNING = 10_000
"""How many while articles are read, of which hardly any garbage is left."""
_CLI = ("spacy.cli", "spacy.cli.info")


def core_count() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_seldom() -> None:
    """Have Python look for garbage once in 50,000 new objects until ``kept_for_good`` ends: saves 0.02 s of a start."""
    gc.set_threshold(_OBJECTS)


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Have Python look for no garbage in what is imported or loaded in this context: saves a tenth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(_RUNNING)


def import_spacy_alone() -> None:
    """Import spaCy without its command line, a fifth of the import. ``spacy.cli`` can still be imported afterwards, and
    ``spacy.info`` works as ever."""
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
