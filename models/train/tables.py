"""Makes articles of tables: lines of tables.txt with the names of the gold corpora and of names.toml."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from article import Article

_ORGANISATIONS = {"O": "ORG", "C": "clubs", "F": "firms", "M": "media", "W": "movements"}
_SLOT = re.compile(r"\{(\w+)\}")


def kinds() -> list[list[str]]:
    """The kinds of tables.txt, each a list of lines."""
    text = (Path(__file__).parent / "tables.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [block.splitlines() for block in "\n".join(lines).strip().split("\n\n")]


def articles(gold: Iterable[Article], count: int, seed: int) -> list[Article]:
    """That many articles of three tables each; every name in them is annotated."""
    names: dict[str, list[str]] = {"PERSON": [], "GPE": [], "ORG": []}
    for article in gold:
        for start, end, label in article.gold or ():
            text = article.text[start:end]
            if label in names and text[:1].isupper() and "\n" not in text and len(text) < 40:
                names[label].append(text)
    full = sorted({name for name in names["PERSON"] if 2 <= len(name.split()) <= 4})
    pools = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    pools |= {"PERSON": full, "GPE": sorted(set(names["GPE"])), "ORG": sorted(set(names["ORG"]))}
    source = random.Random(seed)
    tables = kinds()
    return [_article(f"tables-{number}", source.sample(tables, 3), pools, source) for number in range(count)]


def _article(id: str, chosen: list[list[str]], pools: dict[str, list[str]], source: random.Random) -> Article:
    lines = []
    for kind in chosen:
        for line in kind:
            lines += [line.removeprefix("*")] * (source.randint(1, 5) if line.startswith("*") else 1)
    text, spans = "", []
    for line in lines:
        place = 0
        for slot in _SLOT.finditer(line):
            text += line[place : slot.start()]
            filled, label = _fill(slot[1], pools, source)
            if label:
                spans.append((len(text), len(text) + len(filled), label))
            text += filled
            place = slot.end()
        text += line[place:] + "\n"
    return Article(id, text, tuple(spans))


def _fill(slot: str, pools: dict[str, list[str]], source: random.Random) -> tuple[str, str | None]:
    if slot in "PSIU":
        name = source.choice(pools["PERSON"])
        surname = name.split()[-1]
        forms = {"P": name, "S": surname, "I": f"{name[0]}. {surname}", "U": surname.upper()}
        return forms[slot], "PERSON"
    if slot in "GV":
        name = source.choice(pools["GPE"])
        return name.upper() if slot == "V" else name, "GPE"
    if slot in _ORGANISATIONS:
        return source.choice(pools[_ORGANISATIONS[slot]]), "ORG"
    digits = {"n": (0, 9), "nn": (10, 99), "nnn": (100, 999), "y": (1990, 2026)}[slot]
    return str(source.randint(*digits)), None
