"""Every entry of a list that says what its entries are for, run through the sentences that say so.

At the head of a .txt list, or right above the key of a .toml list, stand lines such as

    # example: {entry} Jordan spoke. -> people.name = Jordan & titles = {entry}

Left of the arrow is a sentence with an entry in it ("\\n" ends a line); right of it, what must come out: clauses parted
by ";", each about one find. ``KIND.FIELD = VALUE & FIELD = VALUE`` is met by a find whose fields have these values or,
where a field is a list, hold them (``quotes.speaker.name = Ana Duarte``); a clause after "no " is met by no find:
``no numbers``, ``no people.name = Jordan``. An entry must count in one of its sentences: without it, something else
comes out, or the same for other reasons, as ``newsextract explain`` tells them: most lists of people's only weigh,
beside the network's likelihood of a person.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsextract import Article, Extractor, Record, load
from newsextract.extraction.explaining import explain
from newsextract.rules import models_folder

_MARK = "# example:"
MOST_IDLE = 0.12  # of a room's entries, of which other lists have some too; 4 to 8 % are
TAKEN_OUT = 6  # entries of a list, spread over it, that are taken out to see whether they decide


class Case(NamedTuple):
    file: str
    keys: tuple[str, ...]
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


def _lists(path: Path) -> Iterator[tuple[tuple[str, ...], list[str], list[str]]]:
    """Each list of a file: its keys in a table, its entries and its examples."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        yield (
            (),
            [entry for line in text.splitlines() if (entry := line.split("#")[0].strip())],
            _examples(_head(text)),
        )
        return
    for key, value in tomllib.loads(text).items():
        lists = (
            {(key, inner): entries for inner, entries in value.items()} if isinstance(value, dict) else {(key,): value}
        )
        for keys, entries in lists.items():
            if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
                yield keys, entries, _examples(_above(text, keys[-1]))


def _cases() -> Iterator[Case]:
    for path in sorted((models_folder() / "rules").rglob("*")):
        if path.suffix in (".txt", ".toml"):
            for keys, entries, examples in _lists(path):
                for example in examples:
                    text, arrow, wanted = example.partition("->")
                    assert arrow, f"{path}: no -> in {example!r}"
                    for entry in entries:
                        lines = (part.strip().replace("\\n", "\n") for part in (text, wanted))
                        filled = (part.replace("{entry}", entry) for part in lines)
                        yield Case(f"{path.parent.name}/{path.name}", keys, entry, *filled)


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
def ours() -> Extractor:
    """The pipeline with our rules, which finds statements without marks too."""
    return load(indirect=True)


@pytest.fixture(scope="module")
def records(ours: Extractor) -> dict[str, Record]:
    """The record of each sentence."""
    texts = list(dict.fromkeys(case.text for case in _cases()))
    return dict(zip(texts, ours.pipe(texts), strict=True))


def test_each_entry_does_what_its_list_is_for(records: dict[str, Record]) -> None:
    wrong = [case for case in _cases() if not meets(records[case.text].to_dict(), case.wanted)]
    assert not wrong, "\n".join(f"{case.file}: {case.entry}: {case.text} -> {case.wanted}" for case in wrong[:150])


def _some_of_each_list() -> dict[tuple[str, tuple[str, ...], str], list[Case]]:
    """The cases of some entries of each list, by file, keys and entry."""
    lists: dict[tuple[str, tuple[str, ...]], dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in _cases():
        lists[case.file, case.keys][case.entry].append(case)
    return {
        (*place, entry): cases
        for place, entries in lists.items()
        for entry, cases in list(entries.items())[1 :: max(2, len(entries) // TAKEN_OUT)]  # a list is never emptied
    }


def _without(entries: Iterable[tuple[str, tuple[str, ...], str]], folder: Path) -> Path:
    """A folder of rules that takes these entries out of their lists."""
    files: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for file, keys, entry in entries:
        files[file][keys].append(f"!{entry}")
    for file, lists in files.items():
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        lines = [
            line
            for keys, words in sorted(lists.items(), key=lambda each: len(each[0]))  # a table's own keys come first
            for line in (
                words
                if not keys
                else [*(f"[{json.dumps(key)}]" for key in keys[:-1]), f"{json.dumps(keys[-1])} = {json.dumps(words)}"]
            )
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_without_an_entry_something_else_comes_out(ours: Extractor, tmp_path: Path) -> None:
    some = _some_of_each_list()
    texts = list(dict.fromkeys(case.text for cases in some.values() for case in cases))
    extractor = load(indirect=True, rules=_without(some, tmp_path))
    without = dict(zip(texts, extractor.pipe(texts), strict=True))
    idle: dict[str, list[str]] = defaultdict(list)
    for (file, keys, entry), cases in some.items():
        is_unmoved = all(meets(without[case.text].to_dict(), case.wanted) for case in cases)
        articles = [Article("a", case.text) for case in cases]
        if is_unmoved and all(explain(extractor, one) == explain(ours, one) for one in articles):
            idle[file.partition("/")[0]].append(f"{file} {' '.join(keys)}: {entry}")
    taken = Counter(file.partition("/")[0] for file, _, _ in some)
    over = {room: found for room, found in idle.items() if len(found) > MOST_IDLE * taken[room]}
    assert not over, f"{dict(taken)}\n" + "\n".join(line for found in over.values() for line in found)
