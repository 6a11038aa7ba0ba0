"""A user's words laid over ours: lists are added to, tables and rows merged, and what is added must have their form.

``!word`` takes a word out, also in a list of a table or row. What a table or a row gives replaces a single value, is
added to a list, and is merged into a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsextract.rules import forms
from newsextract.rules.files import likeliest

_OUT = "!"


class MergeError(ValueError):
    """An addition that does not fit; ``key`` is its key, by which its line is found."""

    def __init__(self, problem: str, key: str = "") -> None:
        super().__init__(problem)
        self.key = key


def merged_words(name: str, ours: Sequence[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Our entries of that list without those taken out, then theirs.

    Raises MergeError on an entry to take out that is not there, and on one of another form than its list's.
    """
    entries = dict.fromkeys(ours)
    for entry in theirs:
        if entry.startswith(_OUT):
            out = entry.removeprefix(_OUT).strip()
            if out not in entries:
                alike = [ours for ours in entries if ours.startswith(f"{out} ")][:1]
                raise MergeError(
                    f"{out!r} is no entry to take out" + (f": is it {alike[0]!r}?" if alike else ""), entry
                )
            del entries[out]
        elif problem := forms.wrong_entry(name, entry):
            raise MergeError(problem, entry)
        else:
            entries.setdefault(entry)
    return tuple(entries)


def merged_table(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Our table of that name with theirs laid over it, both unchanged. Raises MergeError."""
    if name not in forms.OPEN:
        _refuse_new_keys(ours, theirs)
        for key in theirs if name in forms.FIXED_INSIDE else ():
            if isinstance(theirs[key], Mapping):
                _refuse_new_keys(ours[key], theirs[key])
    _check(forms.TABLES.get(name, forms.Lists), theirs)
    merged: dict[str, Any] = _merged(ours, theirs)
    return merged


def merged_rows(name: str, ours: Sequence[Mapping[str, Any]], theirs: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Our rows with one of theirs: if its first field names a row of ours it is laid over that, else it is added.

    Raises MergeError.
    """
    key, form = next(iter(ours[0])), forms.ROWS[name]
    rows: dict[str, Any] = {row[key]: row for row in ours}
    if not isinstance(theirs.get(key), str):
        raise MergeError(f"no {key!r}, by which rows are identified")
    rows[theirs[key]] = _merged(rows.get(theirs[key], {}), theirs)
    _check(form, rows[theirs[key]])
    return tuple(rows.values())


def _refuse_new_keys(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    for key in theirs:
        if key not in ours:
            raise MergeError(f"there is no {key!r} here: {likeliest(key, ours)}", key)


def _check(form: Any, value: Any) -> None:
    if wrong := forms.wrong_place(form, value):
        raise MergeError(wrong[1], wrong[0])


def _merged(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {key: _merged(ours[key], value) if key in ours else value for key, value in theirs.items()}
    if isinstance(ours, list) and isinstance(theirs, list):
        are_words = all(isinstance(item, str) for item in (*ours, *theirs))
        return list(merged_words("", ours, theirs)) if are_words else [*ours, *theirs]
    return theirs
