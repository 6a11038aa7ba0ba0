"""Checks the annotated articles of the quality gate and writes gold.jsonl from them: `python tests/quality/build.py`.

Each article becomes a row as `newsextract evaluate` takes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.quality.annotation import AnnotationError, Article, Tag, read_articles, value_of
from tests.quality.checking import faults

GOLD = Path(__file__).resolve().parent / "gold.jsonl"

_COMPARATORS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_UNIT_OF_KIND = {"percent": "percent", "age": "year"}


def row_of(article: Article) -> dict[str, Any]:
    """The article as a row of gold: its text and everything that its tags say, in the record's form."""
    people = _people(article)
    place_of = {person.pop("id"): place for place, person in enumerate(people)}
    speakers = {tag.has["id"]: tag for tag in article.named("s")}
    statements: dict[str, int] = {}
    quotes = [
        _span(article, tag)
        | {
            "kind": tag.has.get("kind", "direct"),
            "statement": statements.setdefault(tag.has.get("st", f"alone {tag.start}"), len(statements)),
            "speaker": _speaker(article, tag, speakers, people, place_of),
        }
        for tag in article.named("q")
    ]
    numbers = [_number(article, tag, place_of) for tag in article.named("n")]
    return {
        "id": article.name,
        "text": article.text,
        "people": people,
        "countries": _countries(article),
        "numbers": numbers,
        "quotes": quotes,
    }


def _span(article: Article, tag: Tag) -> dict[str, Any]:
    span = {"text": article.words(tag), "start": tag.start, "end": tag.end}
    return span | {"optional": True} if tag.optional else span


def _people(article: Article) -> list[dict[str, Any]]:
    """Most mentioned first, each with the ``id`` of its tags."""
    mentions: dict[str, list[Tag]] = {}
    for tag in article.named("p"):
        mentions.setdefault(tag.has["id"], []).append(tag)
    rows = {row["id"]: row for row in article.roles}
    people = []
    for which, tags in mentions.items():
        forms = list(dict.fromkeys(article.words(tag) for tag in tags))
        name = max(forms, key=lambda form: (len(form.split()), len(form)))
        people.append(
            {
                "id": which,
                "name": name,
                "aliases": [form for form in forms if form != name],
                "titles": rows[which]["titles"],
                "roles": rows[which]["roles"],
                "mentions": [_span(article, tag) for tag in tags],
            }
        )
    return sorted(people, key=lambda person: -len(person["mentions"]))


def _countries(article: Article) -> list[dict[str, Any]]:
    mentions: dict[str, list[dict[str, Any]]] = {}
    for tag in article.named("c"):
        mention = _span(article, tag) | {"kind": tag.has.get("kind", "name")}
        mentions.setdefault(tag.has["iso"], []).append(mention)
    rows = [{"alpha_2": iso, "mentions": spans} for iso, spans in mentions.items()]
    return sorted(rows, key=lambda row: -len(row["mentions"]))


def _number(article: Article, tag: Tag, place_of: dict[str, int]) -> dict[str, Any]:
    has = tag.has
    kind = has.get("kind", "cardinal")
    concepts = [each or None for each in has.get("of", "").split("|")]
    return _span(article, tag) | {
        "kind": kind,
        "value": value_of(has["v"]),
        "upper": value_of(has["upper"]) if "upper" in has else None,
        "unit": has.get("unit") or _UNIT_OF_KIND.get(kind),
        "per": has.get("per"),
        "comparator": _COMPARATORS.get(has.get("cmp", "="), has.get("cmp", "=")),
        "change": has.get("change"),
        "concept": concepts[0] if len(concepts) == 1 else concepts,
        "person": place_of[has["p"]] if "p" in has else None,
    }


def _speaker(
    article: Article, tag: Tag, speakers: dict[str, Tag], people: list[dict[str, Any]], place_of: dict[str, int]
) -> dict[str, Any] | None:
    if "sp" not in tag.has:
        return None
    person = place_of[tag.has["p"]] if "p" in tag.has else None
    name = None if person is None else people[person]["name"]
    return _span(article, speakers[tag.has["sp"]]) | {"name": name, "person": person}


def gold_lines() -> str:
    """What gold.jsonl must hold. Raises AnnotationError if an article breaks a rule of annotation."""
    articles = list(read_articles())
    if found := [f"{article.name}: {fault}" for article in articles for fault in faults(article)]:
        raise AnnotationError("\n".join(found))
    return "".join(json.dumps(row_of(article), ensure_ascii=False) + "\n" for article in articles)


if __name__ == "__main__":
    try:
        GOLD.write_text(gold_lines(), encoding="utf-8")
    except AnnotationError as error:
        sys.exit(str(error))
