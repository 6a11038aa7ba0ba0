"""Every entry of a list that says what its entries are for, run through the sentences that say so.

At the head of a .txt list, or right above the key of a .toml list, stand lines such as

    # example: {entry} Jordan spoke. -> people.name = Jordan & titles = {entry}

Left of the arrow is a sentence with an entry in it; right of it, what must come out: clauses parted by ";", each about
one find. ``KIND.FIELD = VALUE & FIELD = VALUE`` is met by a find whose fields have these values or, where a field is a
list, hold them (``quotes.speaker.name = Ana Duarte``); a clause after "no " is met by no find: ``no numbers``,
``no people.name = Jordan``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsextract import Record, load
from newsextract.rules import models_folder

_MARK = "# example:"


class Case(NamedTuple):
    place: str
    entry: str
    text: str
    wanted: str


def _examples(lines: Sequence[str]) -> list[str]:
    return [line.removeprefix(_MARK).strip() for line in lines if line.startswith(_MARK)]


def _head(text: str) -> list[str]:
    """The comment lines that a file begins with."""
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def _above(text: str, key: str) -> list[str]:
    """The comment lines right above a key."""
    above: list[str] = []
    for line in text.splitlines():
        if line.split("=")[0].strip().strip('"') == key:
            return above
        above = [*above, line] if line.startswith("#") else []
    return []


def _lists(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each list of a file: its name, its entries and its examples."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        yield (
            path.stem,
            [entry for line in text.splitlines() if (entry := line.split("#")[0].strip())],
            _examples(_head(text)),
        )
        return
    for key, value in tomllib.loads(text).items():
        for inner, entries in value.items() if isinstance(value, dict) else [(key, value)]:
            if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
                yield f"{path.stem} {key} {inner}", entries, _examples(_above(text, inner))


def _cases() -> Iterator[Case]:
    for path in sorted((models_folder() / "rules").rglob("*")):
        if path.suffix in (".txt", ".toml"):
            for name, entries, examples in _lists(path):
                for example in examples:
                    text, arrow, wanted = example.partition("->")
                    assert arrow, f"{path}: no -> in {example!r}"
                    for entry in entries:
                        filled = (part.strip().replace("{entry}", entry) for part in (text, wanted))
                        yield Case(f"{path.parent.name}/{name}", entry, *filled)


def _values(find: Any, field: str) -> list[Any]:
    """What stands in a field, ``mentions.text`` in that of any of a list's."""
    found = [find]
    for part in field.split("."):
        values = [each.get(part) for each in found if isinstance(each, dict)]
        found = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return found


def _fits(find: dict[str, Any], conditions: Sequence[str]) -> bool:
    for condition in conditions:
        field, _, wanted = (part.strip() for part in condition.partition(" = "))
        if wanted.casefold() not in (str(value).casefold() for value in _values(find, field)):
            return False
    return True


def meets(record: dict[str, Any], wanted: str) -> bool:
    """Whether a record meets all clauses."""
    for clause in map(str.strip, wanted.split(";")):
        kind, _, conditions = clause.removeprefix("no ").partition(".")
        found = any(_fits(find, conditions.split(" & ") if conditions else []) for find in record[kind])
        if found == clause.startswith("no "):
            return False
    return True


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """The record of each sentence, statements without marks among the quotes."""
    texts = list(dict.fromkeys(case.text for case in _cases()))
    return dict(zip(texts, load(indirect=True).pipe(texts), strict=True))


def test_each_entry_does_what_its_list_is_for(records: dict[str, Record]) -> None:
    wrong = [case for case in _cases() if not meets(records[case.text].to_dict(), case.wanted)]
    assert not wrong, "\n".join(f"{case.place}: {case.entry}: {case.text} -> {case.wanted}" for case in wrong[:150])


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        ("people.name = Ana Duarte & titles = Dr", True),
        ("people.name = Ana Duarte & titles = Mr", False),
        ("no people.titles = Mr; numbers.value = 5", True),
        ("numbers.value = 6", False),
        ("no countries", True),
        ("no numbers", False),
    ],
)
def test_what_must_come_out_is_checked(wanted: str, met: bool) -> None:
    person = {"name": "Ana Duarte", "titles": ["Dr"]}
    record = {"people": [person], "countries": [], "numbers": [{"value": 5}], "quotes": []}
    assert meets(record, wanted) is met
