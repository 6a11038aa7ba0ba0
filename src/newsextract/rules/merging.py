"""A user's words laid over ours: lists are added to, tables and rows merged, each addition checked against its peers.

``!word`` takes a word out, also in a list of a table or row. What a table or a row gives replaces a single value, is
added to a list, and is merged into a table. It must have the type of the value that it replaces or of those beside it,
and their form: whole numbers, numbers over 0, words that are not empty, one of a few words (as the kinds of unit are).
A new table or row must have whatever all those beside it have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsextract.rules.likeness import MergeError, check_key, check_keys, check_like, check_type, likeliest

__all__ = ["MergeError", "fixed_levels", "merged_rows", "merged_table", "merged_words"]

_OUT = "!"
# A key that nothing reads would be a mistake that nobody notices. These tables have any name; in all others the names
# on the first level are fixed.
OPEN = frozenset({"countries/company", "countries/other_company", "people/transliteration"})
# In these tables the keys have fixed names too, such as "up" and "down".
FIXED_INSIDE = frozenset({"numbers/changes", "numbers/comparators", "quotes/genders", "quotes/marks"}) | {
    "people/built/votes",
    "people/votes_by_hand",
}


def fixed_levels(name: str) -> int:
    """How many levels of models/rules/NAME.toml take no key more."""
    return 0 if name in OPEN else 2 if name in FIXED_INSIDE else 1


def merged_words(ours: Sequence[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Our entries without those taken out, then theirs. Raises MergeError on one to take out that is not there."""
    entries = dict.fromkeys(ours)
    for entry in theirs:
        if not entry.startswith(_OUT):
            entries.setdefault(entry)
            continue
        out = entry.removeprefix(_OUT).strip()
        if out not in entries:
            alike = [ours for ours in entries if ours.startswith(f"{out} ")][:1]
            raise MergeError(f"{out!r} is no entry to take out" + (f": is it {alike[0]!r}?" if alike else ""), entry)
        del entries[out]
    return tuple(entries)


def merged_table(ours: Mapping[str, Any], theirs: Mapping[str, Any], closed: int = 0) -> dict[str, Any]:
    """Our table with theirs laid over it, both unchanged. ``closed``: to so many levels no key is added.

    Raises MergeError.
    """
    merged = dict(ours)
    for key, value in theirs.items():
        if key not in ours:
            if closed:
                raise MergeError(f"there is no {key!r} here: {likeliest(key, ours)}", key)
            check_key(key, list(ours))
            check_keys(key, value, list(ours.values()))
            check_like(key, value, list(ours.values()))
            merged[key] = value
            continue
        check_type(key, value, [ours[key]])
        if isinstance(value, dict):
            merged[key] = merged_table(ours[key], value, max(0, closed - 1))
        elif isinstance(value, list):
            merged[key] = _merged_list(key, ours[key], value)
        else:
            beside = [other for other in ours.values() if type(other) is type(ours[key])]
            check_like(key, value, beside if len(beside) == len(ours) else [ours[key]])
            merged[key] = value
    return merged


def merged_rows(ours: Sequence[dict[str, Any]], theirs: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Our rows with theirs: one whose first field names a row of ours is laid over that, another added."""
    key = next(iter(ours[0]))
    rows = {row[key]: row for row in ours}
    peers: dict[str, list[Any]] = {}
    for row in ours:
        for name, value in row.items():
            peers.setdefault(name, []).append(value)
    for row in theirs:
        if not isinstance(row.get(key), str):
            raise MergeError(f"no {key!r}, by which rows are identified")
        for name, value in row.items():
            if name not in peers:
                raise MergeError(f"no row has {name!r}: {likeliest(name, peers)}")
            check_like(name, value, peers[name])
        if row[key] not in rows:
            check_keys(row[key], row, list(ours))
        rows[row[key]] = _merged_row(rows.get(row[key], {}), row)
    return tuple(rows.values())


def _merged_row(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    shared = {name: ours[name] for name in ours if name in theirs}
    return (
        ours
        | {name: value for name, value in theirs.items() if name not in ours}
        | merged_table(shared, {name: theirs[name] for name in shared})
    )


def _merged_list(key: str, ours: list[Any], theirs: list[Any]) -> list[Any]:
    if ours and all(isinstance(item, str) for item in ours):
        return list(merged_words(ours, _strings(key, theirs)))
    for item in theirs:
        check_keys(key, item, ours)
        check_like(key, item, ours)
    return [*ours, *theirs]


def _strings(key: str, items: list[Any]) -> list[str]:
    for item in items:
        check_like(key, item, ["a word"])
    return items
