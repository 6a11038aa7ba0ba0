"""Folders of rules whose entries have any form: each is taken, and breaks no article, or is told of by its file."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from newsextract import Article, RulesError, load, rules
from tests.laws import broken_laws
from tests.stress.texts import PHRASES, SAMPLES, entries, make_text, sign

_TEXTS = 12  # that a folder which is taken is tried on, besides one made of its own entries
_ODD: list[Any] = [
    "", " ", "a", "ab", "A B C", "!", "!x", "#", "(", "[a-", "\\", "x" * 300, "é", "ﬁ", "5", "-", "- -", "\u00a0", "\n",
    "\0", "'", '"', 0, 1, -1, 2.5, -0.5, 10**30, float("inf"), float("nan"), True, False, [], [[]], ["a"], [""], [5],
    [["a"]], {}, {"a": "b"}, {"a": {}}, [{}], [{"name": "x"}], [{"a": 5}],
]  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """One or two files, by their paths below the folder."""

    files: dict[str, str]


def case(seed: int, number: int) -> Folder:
    """The folder of that number."""
    dice = random.Random(f"rules {seed} {number}")
    names = [name for name in rules.known_files() if not name.endswith("examples.jsonl")]
    return Folder({name: _content(dice, name) for name in dice.sample(names, dice.choice([1, 1, 1, 2]))})


def _content(dice: random.Random, name: str) -> str:
    ours = (rules.models_folder() / "rules" / name).read_text("utf-8")
    if name.endswith(".txt"):
        content = _words(dice, ours)
    elif name.endswith(".jsonl"):
        content = _rows(dice, ours)
    else:
        content = _document(_table(dice, tomli.loads(ours)))
    if dice.random() < 0.05:  # the file itself is broken
        place = dice.randint(0, len(content))
        content = content[:place] + sign(dice) + content[place + dice.randint(0, 3) :]
    return content


def _words(dice: random.Random, ours: str) -> str:
    lines = [line for line in ours.splitlines() if line and not line.startswith("#")]
    return "".join(f"{_entry(dice, lines)}\n" for _ in range(dice.randint(1, 4)))


def _entry(dice: random.Random, lines: list[str]) -> str:
    line = dice.choice(lines)
    other = dice.choice([*PHRASES, *dice.choice(entries()), sign(dice), *(one for one in _ODD if isinstance(one, str))])
    return dice.choice([f"!{line}", f"{line} {other}", other, line[: len(line) // 2], line.upper(), f"{line}{other}"])


def _rows(dice: random.Random, ours: str) -> str:
    rows = [json.loads(line) for line in ours.splitlines() if line.strip()]
    made = []
    for _ in range(dice.randint(1, 3)):
        row = {name: _value(dice, value) if dice.random() < 0.3 else value for name, value in dice.choice(rows).items()}
        if dice.random() < 0.3:
            row[dice.choice([*rows[0], "other"])] = dice.choice(_ODD)
        made.append(json.dumps(row))
    return "\n".join(made) + "\n"


def _table(dice: random.Random, ours: dict[str, Any]) -> dict[str, Any]:
    """A part of our table with other values, or with a key more."""
    key = dice.choice([*ours])
    made = {key: _value(dice, ours[key])}
    if dice.random() < 0.2:
        made[dice.choice(["other", "ab", "é", "", "a b", "=", *PHRASES])] = _value(dice, ours[key])
    return made


def _value(dice: random.Random, ours: Any) -> Any:
    """Another value for one of ours, of the same type more often than not."""
    if ours is None or dice.random() < 0.3:
        return dice.choice(_ODD)
    if isinstance(ours, dict) and ours:
        return _table(dice, ours)
    if isinstance(ours, list):
        return [_value(dice, dice.choice(ours)) if ours else dice.choice(_ODD) for _ in range(dice.randint(0, 3))]
    if isinstance(ours, bool):
        return not ours
    if isinstance(ours, str):
        return _entry(dice, [ours or "a"])
    return dice.choice([0, -ours, ours + 1, ours / 2, ours * 10**20])


def _document(table: dict[str, Any]) -> str:
    """The table as TOML: each value inline."""
    return "".join(f"{_text(key)} = {_inline(value)}\n" for key, value in table.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    escaped = (char if char.isalnum() else f"\\U{ord(char):08x}" if ord(char) < 0xD800 else "?" for char in value)
    return '"' + "".join(escaped) + '"'


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each folder with which something is wrong, and what."""
    for number in numbers:
        folder = place / "mine"
        for name, content in case(seed, number).files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", errors="surrogatepass")
        yield from ((number, wrong) for wrong in _wrong(seed, number, folder))
        shutil.rmtree(folder)


def _wrong(seed: int, number: int, folder: Path) -> Iterator[str]:
    try:
        extractor = load(rules=folder, indirect=True)
    except RulesError as error:
        files = [str(path) for path in folder.rglob("*.*")]
        if not any(str(error).startswith(file) for file in files) or "\n" in str(error):
            yield f"does not name its file: {error}"
        return
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    texts = [*_texts(seed, number), _own_words(folder)]
    for text, result in zip(texts, extractor.results([Article("", text) for text in texts]), strict=True):
        if isinstance(result, Exception):
            yield f"taken, and then {type(result).__name__}: {result} of {text!r}"
        else:
            yield from (f"taken, and then {broken} of {text!r}" for broken in broken_laws(text, result))


def _texts(seed: int, number: int) -> list[str]:
    dice = random.Random(f"texts for rules {seed} {number}")
    return [*_samples(), *(make_text(dice) for _ in range(_TEXTS))]


@cache
def _samples() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))[:2]]


def _own_words(folder: Path) -> str:
    """What stands in the folder's files, as an article."""
    content = " ".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.*")))
    bare = "".join(char if char.isalnum() or char in " '-$.%" else " " for char in content)
    return f"Mr {bare} said 5 {bare} of {bare}. “{bare},” {bare} said."
