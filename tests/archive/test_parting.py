"""Two people of one name: what parts them, and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsextract import rules
from newsextract.archive.identity.evidence import Evidence, walks_of_life
from newsextract.archive.identity.names import parsed
from newsextract.archive.identity.odds import PARTING, parting_rule
from tests.archive.written import among, write

NAME = "Kim Reed"
ROWS = rules.rows("archive/parting_examples")


def account(said: dict[str, Any]) -> Evidence:
    """As a Witness would give it."""
    found = Evidence()
    found.names.add(parsed(said.get("name", NAME)))
    found.companions.update({hash(name): 1 for name in said.get("with", [])})
    found.countries.update(said.get("in", []))
    for title in said.get("titles", []):
        found.has_title(title)
    found.days.update(int(said["date"][:4]) * 365 for _ in [0] if "date" in said)
    for role in said.get("roles", []):
        found.has_role(role)
    return found


def article(said: dict[str, Any]) -> dict[str, Any]:
    kim = {"name": said.get("name", NAME), "titles": said.get("titles", []), "roles": said.get("roles", [])}
    return {"people": [kim, *said.get("with", [])], "in": said.get("in", []), "date": said.get("date")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']}: {row['one']} {row['other']}")
def test_a_rule_parts_its_examples_and_not_its_near_misses(row: dict[str, Any], tmp_path: Path) -> None:
    one, other = account(row["one"]), account(row["other"])
    decides = PARTING[row["rule"]]
    assert decides(one, other) is decides(other, one) is row["two"]
    assert parting_rule(one, other) == (row["rule"] if row["two"] else None)
    write(tmp_path / "a.db", [article(row["one"]), article(row["other"])])
    names = [said.get("name", NAME) for said in (row["one"], row["other"])]
    there = [f"{place} {name}" for place, name in enumerate(names)]
    assert among(tmp_path / "a.db", *names) == ([[one] for one in there] if row["two"] else [there])


def test_each_rule_has_an_example_and_a_near_miss() -> None:
    there = {(row["rule"], row["two"]) for row in ROWS}
    assert there == {(name, two) for name in PARTING for two in (True, False)}


def test_a_noun_tells_one_walk_of_life() -> None:
    listed = [noun for nouns in rules.table("archive/walks_of_life").values() for noun in nouns]
    assert len(listed) == len(set(listed)) == len(walks_of_life())


WALKS = rules.table("archive/walks_of_life")


@pytest.mark.parametrize("walk", WALKS)
def test_each_noun_of_a_walk_parts_from_another_walk(walk: str) -> None:
    other = account({"roles": ["the plumber" if walk != "trades" else "the bishop"]})
    for noun in WALKS[walk]:
        assert parting_rule(account({"roles": [f"a {noun} from Leeds"]}), other) == "two walks of life", noun
        assert parting_rule(account({"roles": [f"a former {noun}"]}), other) is None
