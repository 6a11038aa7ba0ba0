"""The samples' records against samples/expected/, which were checked by hand.

Where the extractor is known to err, samples/expected/known_differences.json says so; the test fails on any
other difference, and also when one of those has gone, so that the list stays true.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract import Extractor

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
KNOWN: dict[str, list[str]] = json.loads((SAMPLES / "expected" / "known_differences.json").read_text("utf-8"))


def lines(record: dict[str, Any]) -> set[str]:
    """Each find of a record, and each mention, as one line."""
    found = set()
    for person in record["people"]:
        described = {key: person[key] for key in ("aliases", "titles", "roles")}
        found.add(f"person {person['name']}: {json.dumps(described, ensure_ascii=False)}")
        found |= {f"mention of {person['name']}: {_span(mention)}" for mention in person["mentions"]}
    for country in record["countries"]:
        found |= {f"country {country['alpha_2']}: {_span(mention)}" for mention in country["mentions"]}
    found |= {f"number {_span(number)}" for number in record["numbers"]}
    first: dict[int, int] = {}
    for quote in record["quotes"]:
        statement = first.setdefault(quote["statement"], quote["start"])  # told by its first piece, not by its number
        found.add(f"quote {_span(quote | {'statement': statement})}")
    return found


def _span(find: dict[str, Any]) -> str:
    rest = {key: value for key, value in find.items() if key not in ("text", "start", "end", "confidence")}
    return (
        f"{find['text']} [{find['start']}:{find['end']}] {json.dumps(rest, ensure_ascii=False) if rest else ''}".strip()
    )


@pytest.mark.parametrize("name", NAMES)
def test_samples_give_what_is_expected(extractor: Extractor, name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    expected = lines(json.loads((SAMPLES / "expected" / f"{name}.json").read_text("utf-8")))
    found = lines(extractor(text).to_dict())
    differences = [f"- {line}" for line in expected - found] + [f"+ {line}" for line in found - expected]
    assert sorted(differences) == sorted(KNOWN.get(name, []))


def test_there_are_six_samples_of_a_newspaper_articles_length() -> None:
    assert NAMES == ["business", "court", "disaster", "politics", "science", "sport"]
    for name in NAMES:
        assert 250 <= len((SAMPLES / f"{name}.txt").read_text("utf-8").split()) <= 600
