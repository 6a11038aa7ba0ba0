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
from newsextract.records.record import Person


def forms(people: tuple[Person, ...]) -> list[list[str]]:
    return sorted(list(dict.fromkeys(mention.text for mention in person.mentions)) for person in people)


def people_of(extractor: Extractor, text: str) -> tuple[Person, ...]:
    people = extractor(text).people
    assert people is not None
    return people


@pytest.mark.parametrize("row", rules.rows("people/examples"), ids=lambda row: row["text"][:40])
def test_examples(extractor: Extractor, row: dict[str, Any]) -> None:
    assert forms(people_of(extractor, row["text"])) == sorted(row["people"])


@pytest.mark.parametrize(
    ("text", "name", "titles", "roles"),
    [
        ("Justice F. O. Riman adjourned the hearing.", "F. O. Riman", ("Justice",), ()),
        ("He left. Teacher Anna Weber stayed.", "Anna Weber", (), ("Teacher",)),
        ("The road was shut.\n\nFarmer Tom Reed said no.", "Tom Reed", (), ("Farmer",)),
        ("Was it shut? Farmer Tom Reed said no.", "Tom Reed", (), ("Farmer",)),
        ("“The road is shut!” Farmer Tom Reed said.", "Tom Reed", (), ("Farmer",)),
        ("The road was shut by Farmer Tom Reed.", "Tom Reed", (), ()),
        ("They say that Baker Weber stayed.", "Baker Weber", (), ()),
        ("On Monday coach Anna Weber stayed.", "Anna Weber", (), ("coach",)),
        ("Garda Liam Foley stayed.", "Liam Foley", ("Garda",), ()),
        ("Tory MP Ann Reed left the hall.", "Ann Reed", ("MP",), ("Tory MP",)),
        ("Mr. Brandt said he knew nothing.", "Brandt", ("Mr.",), ()),
        ("Sen. Amy Rowe said no. Ms Rowe left.", "Amy Rowe", ("Sen.", "Ms"), ()),
        ("Sen. Tom Rowe said no. Rep. Amy Rowe left. Rep. Rowe is a lawyer.", "Amy Rowe", ("Rep.",), ("lawyer",)),
        ("Sen. Tom Rowe said no. Rep. Amy Rowe left. Sen. Rowe is a lawyer.", "Tom Rowe", ("Sen.",), ("lawyer",)),
        (
            "Former Prime Minister John Harker said no.",
            "John Harker",
            ("Prime Minister",),
            ("Former Prime Minister",),
        ),
        ("Secretary of State Marco Lopez said no.", "Marco Lopez", ("Secretary of State",), ()),
        (
            "Group Chief Financial Officer Mary Obi said no.",
            "Mary Obi",
            (),
            ("Group Chief Financial Officer",),
        ),
        (
            "Tribal Affairs Minister Arun Dewan said no.",
            "Arun Dewan",
            ("Tribal Affairs Minister",),
            ("Tribal Affairs Minister",),
        ),
        (
            "Erik Haas, B&K's vice president of litigation, said no.",
            "Erik Haas",
            (),
            ("B&K's vice president of litigation",),
        ),
        (
            "Turkish Foreign Minister Hakan Demir said no.",
            "Hakan Demir",
            ("Foreign Minister",),
            ("Turkish Foreign Minister",),
        ),
        (
            "US State Department spokesman Tom Bright said no.",
            "Tom Bright",
            (),
            ("US State Department spokesman",),
        ),
        ("Anna Weber, a lawyer from Graz, said no.", "Anna Weber", (), ("lawyer from Graz",)),
        ("Anna Weber, 52, a lawyer from Graz, said no.", "Anna Weber", (), ("lawyer from Graz",)),
        ("The minister, Anna Weber, said no.", "Anna Weber", (), ("minister",)),
        (
            "John Kern, Donald Trump's special envoy to Peru, said no.",
            "John Kern",
            (),
            ("Donald Trump's special envoy to Peru",),
        ),
        ("The bank’s chairwoman, Anna Weber, said no.", "Anna Weber", (), ("bank’s chairwoman",)),
        ("Anna Weber, an Austrian-born engineer, said no.", "Anna Weber", (), ("Austrian-born engineer",)),
        ("The raid was planned by Anna Weber, the officer said.", "Anna Weber", (), ()),
        ("Anna Weber, accused by her party of fraud, said no.", "Anna Weber", (), ()),
        (
            "They met Leipzig's famous 18th century doctor Anna Weber.",
            "Anna Weber",
            (),
            ("Leipzig's famous 18th century doctor",),
        ),
        ("They met 19th century doctor Anna Weber.", "Anna Weber", (), ("19th century doctor",)),
        ("Vice-Admiral Anna Weber said no.", "Anna Weber", ("Vice-Admiral",), ()),
        ("His co-author Anna Weber said no.", "Anna Weber", (), ("co-author",)),
        (
            "Anna Weber, the party leader and a former finance minister, said no.",
            "Anna Weber",
            (),
            ("party leader", "former finance minister"),
        ),
        (
            "Anna Weber, a minister for trade and the arts, said no.",
            "Anna Weber",
            (),
            ("minister for trade and the arts",),
        ),
        ("Anna Weber, who left on Monday, said no.", "Anna Weber", (), ()),
        ("Anna Weber, Tom Bright and others said no.", "Anna Weber", (), ()),
    ],
)
def test_titles_and_roles(
    extractor: Extractor, text: str, name: str, titles: tuple[str, ...], roles: tuple[str, ...]
) -> None:
    (person,) = [person for person in people_of(extractor, text) if person.name == name]
    assert (person.titles, person.roles) == (titles, roles)


def test_most_mentioned_first_then_first_place(extractor: Extractor) -> None:
    text = "Laura Whitfield met Helen Okafor and Tom Bright. Okafor said Mr Bright was late. Okafor laughed."
    assert [person.name for person in people_of(extractor, text)] == [
        "Helen Okafor",
        "Tom Bright",
        "Laura Whitfield",
    ]


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
        assert person.name not in person.aliases
        assert {person.name, *person.aliases} == {" ".join(mention.text.split()) for mention in person.mentions}
        for mention in person.mentions:
            assert mention.text == text[mention.start : mention.end]
            assert mention.text.strip() == mention.text
    order = [(-len(person.mentions), person.mentions[0].start) for person in people]
    assert order == sorted(order)


def test_a_person_is_not_called_as_in_a_heading_in_capitals(extractor: Extractor) -> None:
    (person,) = people_of(extractor, "POLICE ARREST AMINA OTIENO\n\nAmina Otieno was arrested in Nairobi.")
    assert (person.name, person.aliases) == ("Amina Otieno", ("AMINA OTIENO",))
