"""Persons whose surname is a country, a capital or a parliament's or palace's name too."""

from __future__ import annotations

import pytest

from newsextract import load
from newsextract.countries.gazetteer import countries
from newsextract.extraction.extractor import Extractor
from newsextract.records.record import PartialRecord
from tests.cases import check_each

GROUPS = ("names", "capitals", "metonyms")


@pytest.fixture(scope="module")
def both() -> Extractor[PartialRecord]:
    return load(only=["people", "countries"])


INTRODUCED = (
    "Ms Ana {0}, 34, a teacher from the north, met voters in the hall on Monday. {0} said the road was closed. {0} "
    "will stand again in May. “It is hard,” {0} said. Voters like {0}. {0}’s rivals do not."
)


def test_a_surname_that_is_a_places_is_the_persons_who_is_introduced(both: Extractor[PartialRecord]) -> None:
    """Of every country, capital and stand-in of one word with a given name in front."""

    def check(case: tuple[str, PartialRecord]) -> None:
        place, record = case
        named = {person.name: len(person.mentions) for person in record.people or ()}
        assert named.get(f"Ana {place}") == 6, named
        assert not record.countries, record.countries

    entries = {row["name"] for row in countries().values()}
    entries.update(entry for row in countries().values() for group in GROUPS for entry in row.get(group, ()))
    places = sorted(
        entry for entry in entries if entry.replace("-", "").replace("'", "").isalpha() and not entry.isupper()
    )
    places = [place for place in places if place.count("-") < 2]  # no towns of three words
    assert len(places) > 500
    check_each(zip(places, both.pipe([INTRODUCED.format(place) for place in places]), strict=True), check)


@pytest.mark.parametrize(
    ("text", "people", "places"),
    [
        (
            "Ann Washington, 40, spoke in Washington on Monday. Washington said it was late. Washington wore red.",
            ["Ann Washington", "Washington", "Washington"],
            ["Washington"],
        ),
        (
            "Michael Jordan won. Jordan beat his rivals. Jordan will play in Amman.",
            ["Michael Jordan", "Jordan", "Jordan"],
            ["Amman"],
        ),
        (
            "Ana England, a teacher, lives in England. She swims in England and said England was warm.",
            ["Ana England"],  # the place is spoken of
            ["England", "England", "England"],
        ),
        ("Steve Israel criticised the government of Israel.", ["Steve Israel"], ["Israel"]),
        ("South Sudan voted on Monday. Sudan did not.", [], ["South Sudan", "Sudan"]),
        ("Prime Minister Jordan spoke on Monday. Jordan said no.", ["Jordan", "Jordan"], []),
        ("President Chad spoke on Monday. Chad said it was late.", ["Chad", "Chad"], []),
    ],
)
def test_a_person_and_a_place_of_one_name(
    text: str, people: list[str], places: list[str], both: Extractor[PartialRecord]
) -> None:
    record = both(text)
    assert [mention.text for person in record.people or () for mention in person.mentions] == people
    assert [mention.text for country in record.countries or () for mention in country.mentions] == places
