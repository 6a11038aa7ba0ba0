"""A user's own words laid over ours: lists are added to, tables and rows merged, each addition checked against its kin.

``!word`` takes a word out, in a list of a table or row too. What a table or a row gives replaces a single value, is
added to a list, and is merged into a table. Its type must be that of what stands there, or one of the values beside it;
a new row must have whatever all rows have, and nothing that none has.

A table takes new keys where its keys are words and what stands behind each is a value: ``[cardinal] nought = 0``. The
keys of a file and those of named lists of words (``before = ["in", "at"]``) are fixed: another one is a mistake. Where
the form tells it wrong, a comment above the table or at the file's head says so: ``# Keys: open``, ``# Keys: fixed``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_OUT = "!"
_NAMES = {dict: "a table", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
_HEADER = re.compile(r"\[(\w+)\]")
_KEYS = re.compile(r"# Keys: (open|fixed)\b")


class MergeError(ValueError):
    """An addition that does not fit; ``key`` is what it stands under, for the line to be found."""

    def __init__(self, problem: str, key: str = "") -> None:
        """``problem`` is one line."""
        super().__init__(problem)
        self.key = key


def likeliest(wrong: str, known: Iterable[str]) -> str:
    """ "is it X?" of the known name that is most like the wrong one; where none is, all that there are.

    The ending of a file's name counts for nothing.
    """
    from difflib import get_close_matches  # here, for a mistake alone needs it

    stems = {name.partition(".")[0]: name for name in known}
    alike = get_close_matches(wrong.partition(".")[0], stems, n=1)
    return f"is it {stems[alike[0]]!r}?" if alike else f"there are {', '.join(stems.values())}"


def marked_tables(text: str) -> dict[str, bool]:
    """Whether keys may be added, of the tables of a .toml file where a comment says so; "" is the file's own table."""
    marked: dict[str, bool] = {}
    said = None
    for line in text.splitlines():
        header, keys = _HEADER.match(line), _KEYS.match(line)
        if keys:
            said = keys[1] == "open"
        elif not line.startswith("#"):
            if said is not None:
                marked[header[1] if header else ""] = said
            said = None
    return marked


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


def merged_table(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], marked: Mapping[str, bool] | None = None, name: str = ""
) -> dict[str, Any]:
    """Our table with theirs laid over it, both unchanged. Raises MergeError.

    ``marked`` is what ``marked_tables`` found in our file; ``name`` is the table's, "" of a file's own.
    """
    marked = marked or {}
    takes_keys = marked.get(name, bool(name) and not any(map(_is_words, ours.values())))
    merged = dict(ours)
    for key, value in theirs.items():
        if key not in ours and not takes_keys:
            raise MergeError(f"there is no {key!r} here: {likeliest(key, ours)}", key)
        _check_type(key, value, [ours[key]] if key in ours else list(ours.values()))
        if key not in ours:
            _check_keys(key, value, list(ours.values()))
            merged[key] = value
        elif isinstance(value, dict):
            merged[key] = merged_table(ours[key], value, marked, key)
        elif isinstance(value, list):
            merged[key] = _merged_list(key, ours[key], value)
        else:
            merged[key] = value
    return merged


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def merged_rows(ours: Sequence[dict[str, Any]], theirs: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Our rows with theirs: one whose first field names a row of ours is laid over that, another added."""
    key = next(iter(ours[0]))
    rows = {row[key]: row for row in ours}
    kin = {name: value for row in ours for name, value in row.items()}
    for row in theirs:
        if not isinstance(row.get(key), str):
            raise MergeError(f"no {key!r}, which tells the rows apart")
        for name, value in row.items():
            if name not in kin:
                raise MergeError(f"no row has {name!r}: {likeliest(name, kin)}")
            _check_type(name, value, [kin[name]])
        if row[key] not in rows:
            _check_keys(row[key], row, list(ours))
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
    if _is_words(ours):
        for item in theirs:
            _check_type(key, item, [""])
        return list(merged_words(ours, theirs))
    for item in theirs:
        _check_type(key, item, ours)
        _check_keys(key, item, ours)
    return [*ours, *theirs]


def _check_type(key: str, value: Any, kin: Sequence[Any]) -> None:
    fitting = {_NAMES.get(type(other), type(other).__name__) for other in kin}
    name = _NAMES.get(type(value), type(value).__name__)
    if fitting and name not in fitting:
        raise MergeError(f"{key!r} is {name}, and should be {' or '.join(sorted(fitting))}", key)


def _check_keys(key: str, value: Any, kin: Sequence[Any]) -> None:
    """A new table among others of one kind has what all of them have, and nothing that none of them has."""
    tables = [other for other in kin if isinstance(other, dict)]
    if not isinstance(value, dict) or not tables:
        return
    known = dict.fromkeys(name for other in tables for name in other)
    for name in value:
        if name not in known and _is_record(tables):
            raise MergeError(f"{key!r} has {name!r}, which none has: {likeliest(name, known)}", name)
    lacking = set.intersection(*map(set, tables)) - set(value)
    if lacking:
        raise MergeError(f"{key!r} has no {min(lacking)!r}, which all others have", key)


def _is_record(tables: Sequence[dict[str, Any]]) -> bool:
    """Whether the tables have fixed fields, some of which all have, and are not each words of its own."""
    return bool(set.intersection(*map(set, tables)))
