"""Which entry of a user's folder is at fault, where something that is worked out from the rules cannot be.

Each list has a form of its own, and whatever reads it may stumble over an entry that has another. The folder's files
are tried alone, then the first entries of the one that fails, by halves: the last of the fewest that fail is at fault.
"""

from __future__ import annotations

from collections.abc import Callable

from newsextract.rules import Overlay, RulesError, entries_of, line_of

Trial = Callable[[Overlay], object]


def at_fault(overlay: Overlay, error: Exception, trial: Trial) -> RulesError:
    """A RulesError that names the file, and the line if one entry alone is to blame for what ``trial`` raises."""
    problem = f"an entry has not the form of its list ({error or type(error).__name__})"
    for name, path in overlay.files.items():
        if _fails(overlay.part(name), trial):
            return RulesError(path, problem, _line_at_fault(overlay, name, trial))
    return RulesError(overlay.folder, problem)


def _line_at_fault(overlay: Overlay, name: str, trial: Trial) -> int | None:
    """None where it is not one entry alone, or its line is not known."""
    entries = entries_of(overlay.files[name])
    works, fails = 0, len(entries)
    while fails - works > 1:
        middle = (works + fails) // 2
        if _fails(overlay.part(name, middle), trial):
            fails = middle
        else:
            works = middle
    line, word = entries[fails - 1]
    return line or line_of(overlay.files[name], word)


def _fails(part: Overlay, trial: Trial) -> bool:
    try:
        trial(part)
    except RulesError:  # a part that does not fit alone, as a new row without all its fields
        return False
    except Exception:
        return True
    return False
