"""Names in bylines and credits: which they are, and a record without them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import extract
from newsextract.people.classifying.bylines import byline_spans
from newsextract.records.adapting import without_mentions
from newsextract.records.record import Mention, Number, Person, Quote, Speaker
from tests.process import Command

BYLINES = [
    ("By Orlo Quaig\n\nIt rained.", ["Orlo Quaig"]),
    ("By Orlo Quaig and Ana Duarte, Health Correspondents\n\nIt rained.", ["Orlo Quaig", "Ana Duarte"]),
    ("It rained. (Additional reporting by Orlo Quaig; Editing by Ana Duarte)", ["Orlo Quaig", "Ana Duarte"]),
    ("Rain in Faro. Photo: Orlo Quaig/Reuters", ["Orlo Quaig"]),
    ("Rain in Faro. (Orlo Quaig/Blue Picture Agency)\nIt rained.", ["Orlo Quaig"]),
    ("Rain in Faro. (BPA Photo/Orlo Quaig)\nIt rained.", ["Orlo Quaig"]),
    ("Orlo Quaig / Blue Pictures\nIt rained.", ["Orlo Quaig"]),
]
NONE = [
    "A song written by Orlo Quaig, Ana Duarte and others was sung.",
    "It was a win by Orlo Quaig.",
    "Faro's Best Song written by Orlo Quaig.",
    "They lost (Orlo Quaig/Ana Duarte) in two sets.",
    "Orlo Quaig/Ana Duarte\nwon.",
    "The son of Orlo Quaig (Faro/Lagos) spoke.",
    "Orlo Quaig spoke of his and/or her work.",
]


def people_of(text: str) -> list[Person]:
    names = [name for name in ("Orlo Quaig", "Ana Duarte") if name in text]
    places = [(name, text.index(name)) for name in names]
    return [Person(name, (), (), (), (Mention(name, at, at + len(name)),)) for name, at in places]


@pytest.mark.parametrize(("text", "names"), [*BYLINES, *((text, []) for text in NONE)])
def test_names_in_bylines(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in sorted(byline_spans(text, people_of(text)))] == names


ARTICLE = (
    "By Orlo Quaig and Ana Duarte\n\nAna Duarte, 40, a baker of Faro, said: “We have 12 ovens.” Cy Young, 51, and "
    "Mr Young’s sister came. “We bake,” Cy Young said.\n\n(Bo Lee/Blue Pictures)\n"
)


def test_a_record_without_bylines() -> None:
    whole, record = extract(ARTICLE), extract(ARTICLE, no_bylines=True)
    assert {person.name for person in whole.people} == {"Orlo Quaig", "Ana Duarte", "Cy Young", "Bo Lee"}
    assert {person.name: len(person.mentions) for person in record.people} == {"Cy Young": 3, "Ana Duarte": 1}
    assert [mention.start for person in record.people for mention in person.mentions][-1] == ARTICLE.rindex("Ana Du")
    assert {
        number.value: record.people[number.person].name for number in record.numbers if number.person is not None
    } == {40: "Ana Duarte", 51: "Cy Young"}
    speakers = [quote.speaker for quote in record.quotes if quote.speaker]
    assert [one.name for one in speakers] == ["Ana Duarte", "Cy Young"]
    assert [record.people[one.person].name for one in speakers if one.person is not None] == ["Ana Duarte", "Cy Young"]


@pytest.mark.parametrize("how", ["typed", "set"])
def test_the_command_leaves_them_out(command: Command, tmp_path: Path, how: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    if how == "set":
        (tmp_path / "newsextract.toml").write_text("no-bylines = true\n")
    options = ["--no-bylines"] if how == "typed" else []
    for output in ("a.csv", "a.db"):
        assert command("a.txt", *options, "-o", output, "-q").stderr == b""
    assert "Quaig" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    asked = command("sql", "a.db", "SELECT name FROM person ORDER BY name", "-f", "csv")
    assert asked.stdout.split() == [b"name", b"Ana", b"Duarte", b"Cy", b"Young"]
    assert b"Quaig" in command("a.txt", "--bylines").stdout


# The law: what pointed to a person points to that person, or to nobody where the person is gone

SPANS = st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True)
PEOPLE = st.lists(SPANS, min_size=1, max_size=6)


@given(PEOPLE, st.data())
def test_links_are_to_the_same_people(places: list[list[int]], data: st.DataObject) -> None:
    people = [
        Person(
            f"P{number}", (), (), (), tuple(Mention("x", 100 * number + at, 100 * number + at + 1) for at in sorted(of))
        )
        for number, of in enumerate(places)
    ]
    spans = [(mention.start, mention.end) for person in people for mention in person.mentions]
    gone = frozenset(data.draw(st.lists(st.sampled_from(spans))))
    owners = data.draw(st.lists(st.none() | st.integers(0, len(people) - 1), max_size=5))
    finds = {"people": tuple(people), "countries": None, **linked(owners)}
    found = without_mentions(finds, people, gone)
    left = {person.name for person in found["people"]}
    assert left == {one.name for one in people if not {(m.start, m.end) for m in one.mentions} <= gone}
    assert not gone & {(m.start, m.end) for person in found["people"] for m in person.mentions}
    order = [(-len(person.mentions), person.mentions[0].start) for person in found["people"]]
    assert order == sorted(order)
    for links in ([one.person for one in found["numbers"]], [one.speaker.person for one in found["quotes"]]):
        names = [None if link is None else found["people"][link].name for link in links]
        assert names == [None if one is None or f"P{one}" not in left else f"P{one}" for one in owners]
    assert [one.speaker.name for one in found["quotes"]] == names
    assert found["countries"] is None
    assert without_mentions(finds, people, frozenset())["people"] == tuple(
        sorted(people, key=lambda one: (-len(one.mentions), one.mentions[0].start))
    )


def linked(owners: Sequence[int | None]) -> dict[str, Any]:
    speakers = [Speaker("x", 0, 1, None if one is None else f"P{one}", one) for one in owners]
    return {
        "numbers": tuple(Number("1", 0, 1, "age", 1, None, None, None, "=", None, None, one) for one in owners),
        "quotes": tuple(Quote("q", 0, 1, "direct", 0, speaker, None) for speaker in speakers),
    }
