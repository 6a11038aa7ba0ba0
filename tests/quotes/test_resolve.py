"""Which person speaks; more cases are in examples.jsonl."""

from collections.abc import Callable

import pytest

from newsextract.quotes.descriptions import gender_of
from newsextract.records.record import Person, Quote

Quotes = Callable[[str], tuple[Quote, ...]]


@pytest.mark.parametrize("owner", ["Poe", "Mr Poe", "former Poe", "Edgar Poe’s", "Poe campaign"])
@pytest.mark.parametrize("role", ["aide", "senior aide", "foreign policy adviser", "deputy chief of staff"])
def test_a_phrase_that_ends_in_a_name_is_that_name(owner: str, role: str, quotes: Quotes) -> None:
    """Whoever stands before the role is whose it is."""
    said = f"{owner} {role} Ann Reed"
    told = [
        f"“It is hard,” {said} said.",
        f"“It is hard,” said {said} on Monday.",
        f"“It is hard,” said {said} Monday.",
        f"“It is hard,” said {owner} {role}, Ann Reed.",
        f"“It is hard,” the bill’s author, {said}, said.",
        f"{said} said it was “hard to say”.",
        f"{said}: “It is hard.”",
        f"It was “hard to say”, according to {said}.",
        f"“It is hard” — {said}",
    ]
    for text in told:
        speaker = quotes(f"Senator Edgar Poe met voters on Monday. Poe was late.\n{text}")[-1].speaker
        assert speaker is not None
        assert speaker.name == "Ann Reed", text


@pytest.mark.parametrize(
    ("person", "gender"),
    [
        (Person("Reed", (), ("Mrs",), (), ()), "f"),
        (Person("Reed", (), ("Mr.",), (), ()), "m"),
        (Person("Kim Reed", (), (), ("spokeswoman",), ()), "f"),
        (Person("Maria Santos", (), (), (), ()), "f"),
        (Person("Maria Santos", (), ("Mr",), (), ()), "m"),
        (Person("Peter Okello", (), (), (), ()), "m"),
        (Person("Santos", (), (), (), ()), None),
        (Person("Qxz Reed", (), (), (), ()), None),
        (Person("GRAÇA Reed", (), (), (), ()), "f"),
        (Person("James Reed", (), (), (), ()), "m"),
        (Person("Hillary Reed", (), (), (), ()), "f"),
        (Person("Aaden Reed", (), (), (), ()), "m"),
        (Person("Kim Reed", (), ("Chairman",), (), ()), "m"),
        (Person("Kim Reed", (), (), ("bishop",), ()), "m"),
        (Person("Kim Reed", (), ("Pastor",), (), ()), "m"),
        (Person("Maria Reed", (), (), ("actor",), ()), "f"),
        (Person("Maria Reed", (), (), ("calm dad",), ()), None),
    ],
)
def test_gender(person: Person, gender: str | None) -> None:
    assert gender_of(person)[0] == gender
