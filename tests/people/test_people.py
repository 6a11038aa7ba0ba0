"""The people component on whole texts.

Rows of models/rules/people/examples.jsonl: {"text": ..., "people": [[form, ...], ...]}: each person of the
text as the list of the different forms of the name, in order of their first place; the people in any order.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsextract import rules
from newsextract.extraction.extractor import Extractor
from newsextract.people.describing.shown_name import shown_name
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold
from newsextract.records.record import PartialRecord, Person
from tests.cases import check_each


def forms(people: tuple[Person, ...]) -> list[list[str]]:
    return sorted(list(dict.fromkeys(mention.text for mention in person.mentions)) for person in people)


def people_of(extractor: Extractor, text: str) -> tuple[Person, ...]:
    people = extractor(text).people
    assert people is not None
    return people


def test_examples(extractor: Extractor[PartialRecord]) -> None:
    def check(case: tuple[dict[str, Any], PartialRecord]) -> None:
        row, record = case
        assert forms(record.people or ()) == sorted(row["people"])

    rows = rules.rows("people/examples")
    records = extractor.pipe([row["text"] for row in rows])
    check_each(zip(rows, records, strict=True), check)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday DI Ann Reed spoke to DCI Orlo Quaig.", ["Ann Reed", "Orlo Quaig"]),
        ("CP Radhakrishnan met Don Johnson.", ["CP Radhakrishnan", "Don Johnson"]),
        ("Det Con Lewis Oyelaran spoke.", ["Lewis Oyelaran"]),
        ("The Cambodian minister Samdech Techo Quin Sovan said so.", ["Quin Sovan"]),
        ("His Highness the Amir Sheikh Quassim Al-Harb said so.", ["Quassim Al-Harb"]),
        ("Then Pol Maj-General Pornsak Surasit, commander, came.", ["Pornsak Surasit"]),
        ("Village chief Salvacion “Baby” Llorente had ordered it.", ["Salvacion “Baby” Llorente"]),
        ("His coach, the Scot Hamish Rennick, was asked.", ["Hamish Rennick"]),
        ("An 18-year-old Iranian-German was found.", []),
        ("He is survived by his daughters Clíona and Róisín.", ["Clíona", "Róisín"]),
        ("A spokesman for state Sen. Wade Burkholder, R-Lycoming, said no.", ["Wade Burkholder"]),
    ],
)
def test_people_of(extractor: Extractor, text: str, names: list[str]) -> None:
    assert sorted(person.name for person in extractor(text).people) == names


def test_most_mentioned_first_then_first_place(extractor: Extractor) -> None:
    text = "Laura Whitfield met Helen Okafor and Tom Bright. Okafor said Mr Bright was late. Okafor laughed."
    assert [person.name for person in people_of(extractor, text)] == ["Helen Okafor", "Tom Bright", "Laura Whitfield"]


def test_name_is_the_fullest_form_and_aliases_the_others(extractor: Extractor) -> None:
    (person,) = people_of(extractor, "Mr Hartley said no. William Hartley was angry. William J. Hartley sued.")
    assert (person.name, person.aliases) == ("William J. Hartley", ("Hartley", "William Hartley"))


def test_crlf_and_emoji_keep_offsets_exact(extractor: Extractor) -> None:
    text = "😀 Helen Okafor spoke.\r\n\r\nOkafor said: “No.”\u0000 Zo\u0308e Brandt’s reply, e\u0301h."
    for person in people_of(extractor, text):
        for mention in person.mentions:
            assert mention.text == text[mention.start : mention.end]
    assert "Helen Okafor" in [person.name for person in people_of(extractor, text)]


PIECES = [
    "Helen", "Okafor", "Mr.", "Mr", "O'Neil", "’s", "'s", "-", "Al-", "van der", "Jr.", "III", "J.D.", " ",
    "  ", ", ", "“", "”", '"', "(", ")", "@", "said", "the", "President", "Зеленський", "张",
    "محمد", "\u0301",
    "\u0000", "😀", "/", "é", "TRUMP", "1", "34,", "of", "and", "who", "lawyer", ".", "\n", "\r\n",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_exact_spans(extractor: Extractor, text: str) -> None:
    people = people_of(extractor, text)
    spans = [(mention.start, mention.end) for person in people for mention in person.mentions]
    assert len(spans) == len(set(spans))
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))
    for person in people:
        assert person.mentions
        written = {" ".join(mention.text.split()) for mention in person.mentions}
        assert set(person.aliases) == written - {person.name}
        assert fold(person.name) in map(fold, written)
        for mention in person.mentions:
            assert mention.text == text[mention.start : mention.end]
            assert mention.text.strip() == mention.text
    order = [(-len(person.mentions), person.mentions[0].start) for person in people]
    assert order == sorted(order)


def test_a_person_is_not_called_as_in_a_heading_in_capitals(extractor: Extractor) -> None:
    (person,) = people_of(extractor, "POLICE ARREST AMINA OTIENO\n\nAmina Otieno was arrested in Nairobi.")
    assert (person.name, person.aliases) == ("Amina Otieno", ("AMINA OTIENO",))


@pytest.mark.parametrize(
    ("name", "forms", "shown"),
    [
        ("STEVE POE", [], "Steve Poe"),
        ("SHANE MACGOWAN", ["MacGowan"], "Shane MacGowan"),  # as the article writes it elsewhere
        ("ANA PENA", ["Peña"], "Ana Peña"),
        ("RONAN MCDONALD", [], "Ronan McDonald"),
        ("RONAN McDONALD", [], "Ronan McDonald"),
        ("ANN O'NEILL", [], "Ann O'Neill"),
        ("ANN O’NEILL", [], "Ann O’Neill"),
        ("OSCAR DE LA CRUZ", [], "Oscar de la Cruz"),
        ("VAN GOGH", [], "Van Gogh"),
        ("ABDEL FATTAH AL-SISI", [], "Abdel Fattah al-Sisi"),
        ("JEAN-LUC GODARD", [], "Jean-Luc Godard"),
        ("KIM JONG-UN", [], "Kim Jong-un"),
        ("XI JINPING", [], "Xi Jinping"),
        ("J.K. ROWLING", [], "J.K. Rowling"),
        ("JD VANCE", [], "JD Vance"),
        ("JFK", [], "JFK"),
        ("AWR Hawkins", [], "AWR Hawkins"),
        ("K.Y. YEUNG", [], "K.Y. Yeung"),
        ('Antonio "LA" Reid', [], 'Antonio "LA" Reid'),
        ("STEVE POE III", [], "Steve Poe III"),
        ("STEVE POE JR.", [], "Steve Poe Jr."),
        ("Emmanuel MACRON", [], "Emmanuel Macron"),
        ("Steve McDonald", ["STEVE MCDONALD"], "Steve McDonald"),
    ],
)
def test_a_name_in_capitals_is_shown_with_capitals_at_its_heads(name: str, forms: list[str], shown: str) -> None:
    assert shown_name(name, forms, lexicon()) == shown


def test_a_person_in_capitals_alone(extractor: Extractor) -> None:
    text = "By STEVE POE\n\nThe bridge at Delmo is shut. RONAN MCDONALD, a lawyer, said so on Monday."
    assert [(person.name, person.aliases, person.mentions[0].text) for person in people_of(extractor, text)] == [
        ("Steve Poe", ("STEVE POE",), "STEVE POE"),
        ("Ronan McDonald", ("RONAN MCDONALD",), "RONAN MCDONALD"),
    ]
