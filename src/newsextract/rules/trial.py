"""Which entry of a user's folder is at fault, where something that is worked out from the rules cannot be.

Each list has a form of its own, and whatever reads it may stumble over an entry that has another. The folder's files
are tried alone, then the first entries of the one that fails, by halves: the last of the fewest that fail is at fault.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from newsextract.rules import Overlay, RulesError
from newsextract.rules.files import read_lines

Trial = Callable[[Overlay], object]


def at_fault(overlay: Overlay, error: Exception, trial: Trial) -> RulesError:
    """A RulesError that names the file, and the line if one entry alone is to blame for what ``trial`` raises."""
    problem = f"an entry has not the form of its list ({error or type(error).__name__})"
    for name, path in overlay.files.items():
        if _fails(overlay.part(name), trial):
            return RulesError(path, problem, _line_at_fault(overlay, name, trial))
    return RulesError(overlay.folder, problem)


def _line_at_fault(overlay: Overlay, name: str, trial: Trial) -> int | None:
    """None in a table, which is tried whole."""
    path = overlay.files[name]
    if path.suffix == ".toml":
        return None
    lines = [number for number, entry in enumerate(read_lines(path), 1) if entry]
    counts = range(1, len(lines))  # all of them fail: that is known
    return lines[bisect_left(counts, True, key=lambda count: _fails(overlay.part(name, count), trial))]


def _fails(part: Overlay, trial: Trial) -> bool:
    try:
        trial(part)
    except RulesError:  # a part that does not fit alone, as a new row without all its fields
        return False
    except Exception:
        return True
    return False
