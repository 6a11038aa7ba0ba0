"""Reads the corpora: JSON lines of articles, with or without hand-made entity spans."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from article import UNSURE, Article
from tables import articles as made_up

SETTINGS = tomllib.loads((Path(__file__).parent / "recipe.toml").read_text(encoding="utf-8"))
LABELLED: list[str] = [*SETTINGS["corpora"]["gold_people"], *SETTINGS["corpora"]["silver"]]
"""The corpora that the whole pipeline labels."""
Anything = TypeVar("Anything")

_LONG_LINE = 80  # characters


def held_out(articles: Sequence[Anything]) -> list[Anything]:
    """Those of the first gold corpus that training never sees."""
    return random.Random(1).sample(articles, SETTINGS["hold_out"])


def kept(articles: Sequence[Anything]) -> list[Anything]:
    """The others of the first gold corpus, in their order."""
    held = {id(article) for article in held_out(articles)}
    return [article for article in articles if id(article) not in held]


def fold(article_id: str) -> int:
    """Which of the two halves of the gold an article is in: what is fitted on one is tried on the other."""
    return crc32(article_id.encode()) % 2


def folds(folder: Path, name: str) -> dict[str, int]:
    """The fold of each article of FOLDER/NAME.jsonl, by its id, where the corpus is cut into some."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return {row["id"]: row["fold"] for row in map(json.loads, lines) if "fold" in row}


def corpus(folder: Path, name: str) -> Iterator[Article]:
    """The articles of FOLDER/NAME.jsonl; labels are renamed by recipe.toml's ``[labels]``.

    The corpus "tables" is made up, with the names of the gold corpora.
    """
    if name == "tables":
        first, *others = (list(corpus(folder, gold)) for gold in SETTINGS["corpora"]["gold"])
        yield from made_up(
            [*kept(first), *chain.from_iterable(others)],
            SETTINGS["tables"],
            SETTINGS["seed"],
        )
        return
    articles = list(_rows(folder, name))
    count = SETTINGS["take"].get(name, len(articles))
    chosen = sorted(random.Random(SETTINGS["seed"]).sample(range(len(articles)), min(count, len(articles))))
    yield from (articles[place] for place in chosen)


def long_lines(text: str) -> set[str]:
    """The text's long lines: two articles that share one are hardly strangers."""
    return {line for line in map(str.strip, text.split("\n")) if len(line) >= _LONG_LINE}


def unread(folder: Path) -> set[str]:
    """The long lines of all articles that are scored on."""
    names = {*SETTINGS["corpora"]["unread"], *SETTINGS["corpora"]["people"]}
    return set().union(*(long_lines(article.text) for name in names for article in _rows(folder, name)))


def _rows(folder: Path, name: str) -> Iterator[Article]:
    labels: dict[str, str] = SETTINGS["labels"]
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            gold = None
            if "ents" in row:
                spans = ((e["start"], e["end"], labels.get(e["label"], e["label"])) for e in row["ents"])
                gold = tuple(sorted(spans))
            elif name in [*SETTINGS["corpora"]["gold_people"], *SETTINGS["corpora"]["weighed"]]:
                people = ((p["start"], p["end"], UNSURE if p.get("optional") else "PERSON") for p in row["people"])
                gold = tuple(sorted(people))
            yield Article(row.get("id", f"{name}-{number}"), row["text"], gold)
