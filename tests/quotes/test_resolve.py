"""Pronouns and roles: which person speaks."""

from collections.abc import Callable

import pytest

from newsextract.quotes.descriptions import gender_of
from newsextract.records.record import Person, Quote

Quotes = Callable[[str], tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Santos met Peter Okello on Monday. “We agree,” she said.", "Maria Santos"),
        ("Maria Santos met Peter Okello on Monday. “We agree,” he said.", "Peter Okello"),
        ("Peter Okello runs the ferry. John Mensah owns it. “It floats,” he said.", "John Mensah"),
        ("“It floats,” Peter Okello said.\n“It is old,” he added.", "Peter Okello"),
        (
            "One of the drivers, who is called Peter Okello, spoke first. He said: “It floats.”",
            "Peter Okello",
        ),
        ("Lindsey Reed spoke first. “It floats,” Mr Reed said.\n“It is old,” he added.", "Lindsey Reed"),
        ("Peter Okello is 43. He runs the ferry. “It floats,” the 43-year-old said.", "Peter Okello"),
        ("Senator Maria Santos met John Mensah. “We agree,” the senator said.", "Maria Santos"),
        ("Peter Okello runs the ferry. “It floats,” the statement read.", None),
        ("Peter Okello runs the ferry. “It floats,” they said.", None),
        ("Peter Okello runs the ferry. “It floats,” a passenger said.", None),
        ("“It floats,” the passengers said. Peter Okello runs the ferry.", None),
        ("Senator Brixa Vaskel met Peter Okello. She was late. He called the ferry “a slow old tub”.", "Peter Okello"),
        ("Peter Okello met Senator Brixa Vaskel. He was late. She called the ferry “a slow old tub”.", "Brixa Vaskel"),
        ("The owner called him “a thief”.\nJudge Maria Santos met Peter Okello.", None),
        ("A judge called him “a thief”.\nJudge Maria Santos met Judge Ann Reed.", None),
        ("Judge Maria Santos spoke.\nA judge called him “a thief”.", None),
        (
            "Maria Santos met Peter Okello. He denied it all. “I have a bus to catch,” the prize-winner said.",
            "Peter Okello",
        ),
        (
            "Peter Okello opened the talks. He said he and John Mensah disagree. He also called the ferry “a wreck”.",
            "Peter Okello",
        ),
        (
            "Maria Santos met Peter Okello. Okello, she said, came late; he came, he said, for “a day on the water”.",
            "Peter Okello",
        ),
        ("Peter Okello opened the talks. “It is all John Mensah and his friends,” he said.", "Peter Okello"),
        ("Peter Okello runs the ferry. A passenger was at the quay. “It floats,” he said.", None),
        ("Sen. Maria Santos met Peter Okello. “It floats,” the senator said.", "Maria Santos"),
        ("Peter Okello runs the ferry. A driver was at the quay. “It floats,” the driver said.", None),
        ("Peter Okello met John Mensah at the port. “It floats,” the candidate said.", "Peter Okello"),
        # who was brought up since: a topic, an apposition, a byline, an object
        ("“It floats,” Peter Okello said.\nA clerk at the ministry of John Mensah left. “It is old,” he said.", None),
        ("“It floats,” Peter Okello said.\nJOHN MENSAH\nIt rained.\n“It is old,” he said.", "Peter Okello"),
        ("Peter Okello had no comment. When a reporter left by boat he said: “It floats.”", None),
        (
            "“It is old,” John Mensah said.\nFor Peter Okello, a baker, the day is over. “It floats,” he said.",
            "Peter Okello",
        ),
        (
            "“It is old,” Jon Mensah said.\nA sailor who gave his name as Tom Lin, a Dane, left. “It floats,” he said.",
            "Tom Lin",
        ),
        (
            "John Mensah left.\nA spokesman for the yard, Peter Okello, said it was late. “It floats,” he said.",
            "Peter Okello",
        ),
        (
            "A clerk in the yard, who gave only her first name, Maria, was blunt. “It floats,” she said.",
            "Maria",
        ),
        ("Peter Okello — he says “it floats” — runs the ferry.", "Peter Okello"),
        ("Peter Okello asked whether John Mensah had left. “It floats!”", "Peter Okello"),
        # what a person is called by: all of one person's title, a nationality, an age, a role that nobody is known by
        (
            "President Peter Okello left. Minister John Mensah came and spoke. “It floats,” the president said.",
            "Peter Okello",
        ),
        (
            "Minister Peter Okello met Minister Ann Reed. MP John Mensah spoke last. “It floats,” the minister said.",
            "Peter Okello",
        ),
        ("Justice Maria Santos heard Peter Okello. “It floats,” the judge said.", "Maria Santos"),
        ("Peter Okello met John Mensah. “It floats,” the Norwegian said.", "Peter Okello"),
        ("Peter Okello met John Mensah. “It floats,” the Norwegians said.", None),
        ("Peter Okello met John Mensah. “It floats,” the 43-year-old dean of sums said.", "Peter Okello"),
        ("Peter Okello met John Mensah. “It floats,” the plumber said.", "Peter Okello"),
        ("Peter Okello met an plumber at sea. “It floats,” the plumber said.", None),
        ("A senior Liberal met Peter Okello at sea. “It floats,” the Liberal said.", None),
        (
            "Governor says ferry is “a wreck”\nThe ferry sank on Monday.\nGovernor Peter Okello spoke at noon.",
            "Peter Okello",
        ),
        (
            "Ferry is old, governor says, and “a wreck”\nThe ferry sank.\nGovernor Peter Okello spoke at noon.",
            "Peter Okello",
        ),
        ("Governor Peter Okello spoke.\nThe ferry sank.\n“A wreck,” another governor said.", None),
        (
            "Peter Okello spoke at noon. The truce was announced by John Mensah, after what he called “a war”.",
            "John Mensah",
        ),
        ("Peter Okello met the committee. “It floats,” the Democrat committee said.", None),
    ],
)
def test_speaker_name(text: str, name: str | None, quotes: Quotes) -> None:
    speaker = quotes(text)[-1].speaker
    assert speaker is not None
    assert speaker.name == name


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
    ("text", "speaker", "name"),
    [
        ("“It is hard,” Poe told Ann Reed.", "Poe", "Edgar Poe"),
        ("“It is hard,” said Poe late last week.", "Poe", "Edgar Poe"),
        ("“It is hard,” said Poe friend Ann Reed MBE.", "Ann Reed", "Ann Reed"),
        ("“It is hard,” said former senator and Poe adviser Ann Reed.", "Ann Reed", "Ann Reed"),
        ("“It is hard,” Poe senior aides said.", "Poe senior aides", None),
        ("“It is hard,” said a senior Poe aide.", "a senior Poe aide", None),
        ("“It is hard,” said a lawyer representing Mr Poe.", "a lawyer", None),
        ("They left, with leader Edgar Poe saying his party was the “real opposition”.", "Edgar Poe", "Edgar Poe"),
        ("“It is hard,” said the newly elected mayor.", "the newly elected mayor", "Edgar Poe"),
        ("“It is hard,” said the minister last year.", "the minister", "Edgar Poe"),
    ],
)
def test_a_phrase_with_a_name_in_it(text: str, speaker: str, name: str | None, quotes: Quotes) -> None:
    found = quotes(f"Senator Edgar Poe met voters on Monday. Poe was late.\n{text}")[-1].speaker
    assert found is not None
    assert (found.text, found.name) == (speaker, name)


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
    ],
)
def test_gender(person: Person, gender: str | None) -> None:
    assert gender_of(person)[0] == gender
