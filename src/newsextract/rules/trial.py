"""Which entry of a user's folder is at fault, where something cannot be computed from the rules.

Each list has a form of its own, and whatever reads it may fail on an entry that has another. The folder's files are
tried alone, then the first entries of the one that fails, by halves: the last of the fewest that fail is at fault.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

from newsextract.rules import FormError, Overlay, RulesError, line_of
from newsextract.rules.files import our_path, read_lines, read_table

Trial = Callable[[Overlay], object]
_LONGEST = 80  # characters of an entry that are shown


def at_fault(overlay: Overlay, error: Exception, trial: Trial) -> RulesError:
    """A RulesError that names the file, the entry and its line that make ``trial`` raise this error."""
    for name, path in overlay.files.items():
        raised = _raised(overlay.part(name), trial)
        if raised is not None:
            line, entry = _first_to_fail(overlay, name, trial)
            form = (
                str(raised) if isinstance(raised, FormError) else f"ours begins with {_entries(our_path(name))[0][1]!r}"
            )
            return RulesError(path, f"{entry!r} has not the form of its list: {form}", line)
    return RulesError(overlay.folder, f"an entry has not the form of its list ({error or type(error).__name__})")


def _first_to_fail(overlay: Overlay, name: str, trial: Trial) -> tuple[int | None, str]:
    """The line and the words of the first entry with which, after those before it, a file fails."""
    entries = _entries(overlay.files[name])
    counts = range(1, len(entries))  # all of them fail: that is known
    return entries[bisect_left(counts, True, key=lambda count: _raised(overlay.part(name, count), trial) is not None)]


def _entries(path: Path) -> list[tuple[int | None, str]]:
    """The entries of a list or of rows, or the keys of a table, each with its line."""
    if path.suffix == ".toml":
        return [(line_of(path, key), key) for key in read_table(path)]
    lines = [entry if len(entry) <= _LONGEST else f"{entry[:_LONGEST]}…" for entry in read_lines(path)]
    return [(number, entry) for number, entry in enumerate(lines, 1) if entry]


def _raised(part: Overlay, trial: Trial) -> Exception | None:
    try:
        trial(part)
    except RulesError:  # a part that does not fit alone, as a new row without all its fields
        return None
    except Exception as error:
        return error
    return None
