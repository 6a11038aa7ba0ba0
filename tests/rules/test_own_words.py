"""A word of one's own is one line in one file, laid over ours by ``--rules``: each kind of CONTRIBUTING's table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsextract import Extractor, load
from tests.process import Command
from tests.rules.test_entries import meets


class Own(NamedTuple):
    """A line in a file, and what comes out of a sentence with it and not without it."""

    kind: str
    file: str
    line: str
    text: str
    wanted: str
    option: str = ""


OWN = [
    Own("title", "people/titles.jsonl", '{"title": "Archwarden"}',
        "They met Archwarden Orlo Qvist there.", "people.name = Orlo Qvist & titles = Archwarden"),
    Own("role noun", "people/role_nouns.txt", "yodelkin",
        "Orlo Qvist, a yodelkin in Leeds, spoke.", "people.roles = yodelkin in Leeds"),
    Own("kin noun", "people/kin_nouns.txt", "sproutling",
        "He came with his sproutling, Chad, on Monday.", "people.name = Chad & roles = sproutling"),
    Own("name that is no person", "people/not_people.txt", "Bob Tremblett",
        "They say that Bob Tremblett won.", "no people"),
    Own("person's name", "people/known_people.txt", "Qorlin Vale",
        "They went to Qorlin Vale.", "people.name = Qorlin Vale"),
    Own("verb of saying", "quotes/verbs.toml", 'saying = ["harrumphle"]',
        "Lena Quist harrumphled that the road is shut.", "quotes.kind = indirect & speaker.name = Lena Quist",
        "--indirect"),
    Own("verb of saying, beside a name", "quotes/verbs.toml", 'saying = ["harrumphle"]',
        "They think that Durdo harrumphles it.", "people.name = Durdo"),
    Own("short title, meant by its noun", "people/titles.jsonl", '{"title": "Qdn", "short_for": "Quaestor"}',
        "Qdn. Tarku Okello met Ann Reed. “We go on,” the quaestor of the town said.",
        "quotes.speaker.name = Tarku Okello"),
    Own("cue phrase", "quotes/cue_phrases.txt", "in the lore of NAME",
        "The road is “a slow old mess”, in the lore of Ann Reed.", "quotes.speaker.name = Ann Reed"),
    Own("unit", "numbers/units.toml", '[[unit]]\nname = "smootle"\nwords = ["smootle"]',
        "The bridge is 364 smootles long.", "numbers.value = 364 & unit = smootle"),
    Own("currency", "numbers/currencies_more.jsonl",
        '{"code": "QZD", "name": "qozdar", "names": ["qozdar", "qozdars"], "countries": []}',
        "It cost QZD 30 million, or a fine of 500 qozdars.",
        "numbers.value = 30000000 & unit = QZD; numbers.value = 500 & unit = QZD"),
    Own("currency's word", "numbers/money.toml", '[words]\nquidlet = "GBP"',
        "It cost 30 quidlet in May.", "numbers.value = 30 & unit = GBP"),
    Own("comparator", "numbers/comparators.toml", 'above = ["comfortably past"]',
        "It sold comfortably past 500 cars.", "numbers.text = comfortably past 500 & comparator = >"),
    Own("metonym", "countries/countries.jsonl", '{"alpha_2": "FR", "metonyms": ["Hotel Zorbel"]}',
        "It is clear that Hotel Zorbel wants peace.", "countries.alpha_2 = FR & mentions.kind = metonym"),
]  # fmt: skip


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.kind)
def test_one_line_in_one_file_is_enough(own: Own, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine" / own.file
    file.parent.mkdir(parents=True)
    file.write_text(own.line + "\n", encoding="utf-8")
    options = [own.option] if own.option else []

    def record(*more: str) -> dict[str, Any]:
        done = command("-", "--format", "jsonl", *options, *more, stdin=own.text.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    assert not meets(record(), own.wanted)
    assert meets(record("--rules", "mine"), own.wanted)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sunny Vale’s team won.", {"Sunny Vale": ["Sunny Vale"]}),
        ("They met in the sunny vale; Sunny Valley is far.", {}),
        ("They met Bo de la Court, the Quick of old.", {"Bo de la Court": ["Bo de la Court", "the Quick"]}),
        ("Prime Minister Sunny Vale left. SUNNY VALE WINS", {"Sunny Vale": ["Sunny Vale", "SUNNY VALE"]}),
        ("The Sunny Vale Foundation gave $5.", {}),
        ("In Sunny. Vale won.", {}),
        ("Tom Roe met Ana Roe. Nan left.", {"Tom Roe": ["Tom Roe"], "Ana Roe": ["Ana Roe", "Nan"]}),
        ("Bo de la Court left; Bo Court’s bag stayed.", {"Bo de la Court": ["Bo de la Court", "Bo Court"]}),
        ("They heard that bell quux left.", {"bell quux": ["bell quux"]}),
        ("They drove an Adam Opel there.", {"Adam Opel": ["Adam Opel"]}),
        ("Judge Reed Court ruled.", {"Judge Reed Court": ["Judge Reed Court"]}),
    ],
)  # fmt: skip
def test_full_names_of_ones_own_are_persons_with_their_aliases(
    known: Extractor, text: str, people: dict[str, list[str]]
) -> None:
    found = {person.name: [mention.text for mention in person.mentions] for person in known(text).people or ()}
    assert found == people


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """With names of our own, of which ours find none."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "people").mkdir()
    names = [
        "Sunny Vale",
        "Bo de la Court\tthe Quick\tBo Court",
        "Ana Roe\tNan",
        "bell quux",
        "Adam Opel",
        "Judge Reed Court",
    ]
    (folder / "people" / "known_people.txt").write_text("\n".join(names), encoding="utf-8")
    return load(rules=folder)
