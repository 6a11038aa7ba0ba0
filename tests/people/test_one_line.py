"""One line in one file, laid over ours, adds a title, a role noun, a noun of kin, a club or a metonym."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsextract import Extractor, PartialRecord, load


def _with_line(folder: Path, name: str, line: str, text: str) -> PartialRecord:
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    return load(only=["people", "countries"], rules=folder)(text)


def _people(record: PartialRecord) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(person.name, person.titles, person.roles) for person in record.people or ()]


@pytest.mark.parametrize(
    ("name", "line", "text", "before", "after"),
    [
        (
            "people/titles.jsonl",
            '{"title": "Archwarden"}',
            "Archwarden Brandt spoke.",
            [("Archwarden Brandt", (), ())],
            [("Brandt", ("Archwarden",), ())],
        ),
        (
            "people/titles.jsonl",
            '{"title": "Qdn", "short_for": "Quaestor", "courtesy": true}',
            "It was Qdn. Orlo Brandt again.",
            [("Orlo Brandt", (), ())],
            [("Orlo Brandt", ("Qdn.",), ())],
        ),
        (
            "people/role_nouns.txt",
            "beadle",
            "Orlo Qvist, a beadle in Leeds, spoke.",
            [("Orlo Qvist", (), ())],
            [("Orlo Qvist", (), ("beadle in Leeds",))],
        ),
        (
            "people/kin_nouns.txt",
            "stepcousin",
            "He came with his stepcousin, Chad, on Monday.",
            [],
            [("Chad", (), ("stepcousin",))],
        ),
        (
            "people/not_people.txt",
            "grasshopper anna",
            "They say that Grasshopper Anna won.",
            [("Grasshopper Anna", (), ())],
            [],
        ),
    ],
)
def test_people(
    extractor: Extractor, tmp_path: Path, name: str, line: str, text: str, before: list[object], after: list[object]
) -> None:
    assert _people(extractor(text)) == before
    record = _with_line(tmp_path, name, line, text)
    assert _people(record) == after
    assert {"Jordan", "Chad"}.isdisjoint(country.name for country in record.countries or ())


def test_a_metonym(tmp_path: Path) -> None:
    line, text = '{"alpha_2": "EC", "metonyms": ["Orvat Lodge"]}', "Orvat Lodge said no."
    record = _with_line(tmp_path, "countries/countries.jsonl", line, text)
    assert [(country.alpha_2, country.mentions[0].kind) for country in record.countries or ()] == [("EC", "metonym")]
    assert record.people == ()
