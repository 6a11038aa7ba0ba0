"""Names that are a person's by what the article says of them, and what only looks like one: text -> people."""

from __future__ import annotations

import pytest

from newsextract import Extractor


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
