"""An archive of 300 written articles in which it is known who is who: families, namesakes, spellings, bare surnames.

`python -m tests.archive.planted` prints the articles, a row of JSON each; "people" says where each identity stands.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

Pairs = set[frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Life:
    """A person, and what articles have of them."""

    names: tuple[str, ...]
    title: str
    role: str
    city: str
    companions: tuple[str, str]
    year: int = 2024
    articles: int = 7
    bare: bool = True
    """Whether some articles have the last word of the first name alone."""


def _family(surname: str, *lives: tuple[str, str, str, str, str, str]) -> list[Life]:
    return [
        Life((f"{given} {surname}",), title, role, city, (one, other)) for given, title, role, city, one, other in lives
    ]


FAMILIES = [
    *_family("Brandauer", ("Helga", "Ms", "Austrian finance minister", "Vienna", "Jean Moreau", "Silvia Conti"),
             ("Otto", "Mr", "a sculptor", "Oslo", "Erik Halvorsen", "Marit Dahl")),
    *_family("Okonjo", ("Chidi", "Mr", "governor of the central bank", "Abuja", "Amina Bello", "Tunde Adeyemi"),
             ("Ngozi", "Ms", "a surgeon", "London", "Peter Hargreaves", "Fiona Campbell")),
    *_family("Castellano", ("Marco", "Mr", "mayor of Turin", "Rome", "Paolo Ricci", "Elena Greco"),
             ("Lucia", "Ms", "a soprano", "New York", "Daniel Kaplan", "Susan Whitfield")),
    *_family("Haverford", ("James", "Mr", "Ohio senator", "Washington", "Robert Delgado", "Karen Mitchell"),
             ("Thomas", "Mr", "Leeds striker", "Leeds", "Wayne Barlow", "Gareth Pugh")),
    *_family("Yamashiro", ("Kenji", "Mr", "a golfer", "Tokyo", "Hiroshi Tanaka", "Yuki Mori"),
             ("Naoko", "Ms", "ambassador to Peru", "Lima", "Carlos Quispe", "Rosa Huaman")),
    *_family("Lindqvist", ("Astrid", "Ms", "a novelist", "Stockholm", "Gunnar Berg", "Ingrid Holm"),
             ("Nils", "Mr", "chief executive of Norsa", "Helsinki", "Pekka Virtanen", "Aino Laine")),
    *_family("Mbeki-Jones", ("Sipho", "Mr", "a lawyer", "Pretoria", "Thabo Nkosi", "Lindiwe Zulu"),
             ("Zanele", "Ms", "a swimmer", "Sydney", "Grant Wilkins", "Holly Marsden")),
    *_family("Petrosyan", ("Armen", "Mr", "Armenian defence minister", "Yerevan", "Levon Sargsyan", "Karine Avagyan"),
             ("Anahit", "Ms", "a pianist", "Paris", "Luc Bernard", "Claire Dubois")),
    *_family("Delacroix", ("Etienne", "Mr", "a judge", "Brussels", "Koen Peeters", "Lotte Janssens"),
             ("Sophie", "Ms", "a cyclist", "Madrid", "Javier Ortega", "Pilar Navarro")),
    *_family("Thornbury", ("Alice", "Ms", "the bishop of Derby", "Canterbury", "Hugh Pembroke", "Martin Ashdown"),
             ("Edward", "Mr", "a banker", "Singapore", "Wei Ling Tan", "Rajesh Pillai")),
]  # fmt: skip

NAMESAKES = [
    Life(("David Carrow",), "Mr", "a goalkeeper", "Manchester", ("Lee Sutton", "Craig Bellamy"), articles=8, bare=False),
    Life(("David Carrow",), "Mr", "Ontario premier", "Ottawa", ("Pierre Gagnon", "Judith Fraser"), articles=8, bare=False),
    Life(("Robin Ashe",), "Ms", "a nurse", "Dublin", ("Sean Doyle", "Maeve Kelly"), articles=8, bare=False),
    Life(("Robin Ashe",), "Mr", "a drummer", "Chicago", ("Curtis Boone", "Dwight Lomax"), articles=8, bare=False),
    Life(("Maria Santos",), "Ms", "Brazilian environment minister", "Brasilia", ("Joao Pereira", "Luiz Rocha"),
         articles=8, bare=False),
    Life(("Maria Santos",), "Ms", "a gymnast", "Lisbon", ("Rui Costa", "Ines Faria"), articles=8, bare=False),
    Life(("Henry Walcott",), "Mr", "a cavalry officer", "London", ("George Pelham", "Arthur Stokes"), 1872, 8, False),
    Life(("Henry Walcott",), "Mr", "a software engineer", "Seattle", ("Priya Raman", "Josh Feldman"), articles=8,
         bare=False),
    Life(("Ali Hassan",), "Mr", "a farmer", "Nairobi", ("Wanjiru Kamau", "Otieno Odhiambo"), articles=8, bare=False),
    Life(("Ali Hassan",), "Mr", "a police commissioner", "Kuala Lumpur", ("Nur Aisyah", "Lim Boon Keng"), articles=8,
         bare=False),
]  # fmt: skip

SPELLINGS = [
    Life(("Volodymyr Zahorodnyuk", "Vladimir Zagorodnyuk", "Volodymyr Zahorodniuk"), "Mr", "Ukrainian energy minister",
         "Kyiv", ("Olena Kravets", "Taras Bondar"), articles=10),
    Life(("Mohammed al-Qadhi", "Muhammad al-Kadhi", "Mohamed Al Qadhi"), "Mr", "a poet", "Cairo",
         ("Leila Mansour", "Omar Farouk"), articles=10),
    Life(("William Thackeray-Holt", "Bill Thackeray-Holt", "W. Thackeray-Holt"), "Mr", "a barrister", "London",
         ("Nigel Porter", "Emma Ludlow"), articles=10),
    Life(("Park Min-jun", "Min-jun Park", "Park Min Jun"), "Mr", "a baseball pitcher", "Seoul",
         ("Lee Ji-hoon", "Choi Soo-ah"), articles=10, bare=False),
    Life(("Zoltán Keresztély", "Zoltan Keresztely", "Keresztély Zoltán"), "Mr", "a conductor", "Budapest",
         ("Ferenc Nagy", "Ilona Szabo"), articles=10, bare=False),
    Life(("Elizabeth Montrose", "Liz Montrose", "Elizabeth J. Montrose"), "Ms", "a state prosecutor", "Boston",
         ("Frank Moretti", "Angela Reyes"), articles=10),
    Life(("José María Echeverría", "Jose Maria Echeverria", "José Echeverría"), "Mr", "Chilean central banker", "Santiago",
         ("Pablo Fuentes", "Camila Rojas"), articles=10),
    Life(("Yevgeny Sobolevsky", "Evgeny Sobolevskiy", "Yevgeniy Sobolevski"), "Mr", "a figure skater", "Moscow",
         ("Irina Petrova", "Dmitri Volkov"), articles=10),
]  # fmt: skip

LIVES = [*FAMILIES, *NAMESAKES, *SPELLINGS]

# ruff: noqa: E501
_WHOLE = [
    "[{name}], {role}, met {with_} in {city} on {day}.\n\n“We will not wait for the others,” {title} [{last}] said.",
    "{with_} travelled to {city} on {day} to see [{name}], {role}.\n\n[{last}] told reporters that the talks went well.",
    "[{name}] arrived in {city} on {day} with {with_}. “It was worth the journey,” [{last}] said.",
    "The work of [{name}], {role}, was praised by {with_} in {city} on {day}.",
]
_BARE = [
    "{title} [{last}] met {with_} in {city} on {day}.\n\n“There is more to do,” said {title} [{last}].",
    "{with_} and {title} [{last}] were in {city} on {day}. “Nobody should be surprised,” {title} [{last}] said.",
]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MARKED = re.compile(r"\[([^]]+)\]")


class Planted(NamedTuple):
    row: dict[str, Any]
    people: list[tuple[str, list[tuple[int, int]]]]
    """Each identity, and where it stands in the text."""


def articles(seed: int = 17) -> list[Planted]:
    """All of them, in the order of a newspaper's."""
    draw = random.Random(seed)
    made = [_article(number, place, life, draw) for number, life in enumerate(LIVES) for place in range(life.articles)]
    draw.shuffle(made)
    return [one._replace(row={"id": f"a{place:03}", **one.row}) for place, one in enumerate(made)]


def _article(number: int, place: int, life: Life, draw: random.Random) -> Planted:
    is_bare = life.bare and place % 3 == 2
    name = life.names[place % len(life.names)]
    companions = draw.sample(life.companions, 1 + (place % 2))
    last = life.names[0].split()[0] if life.names[0].startswith("Park") else name.split()[-1]
    if name.startswith("Keresztély"):
        last = "Keresztély"
    text = draw.choice(_BARE if is_bare else _WHOLE).format(
        name=name, role=life.role, title=life.title, city=life.city, day=draw.choice(_DAYS),
        last="Park" if "Park" in name else last, with_=" and ".join(f"[{one}]" for one in companions),
    )  # fmt: skip
    spans: dict[str, list[tuple[int, int]]] = {}
    plain = ""
    end = 0
    for found in _MARKED.finditer(text):
        plain += text[end : found.start()]
        identity = found[1] if found[1] in companions else f"{life.names[0]} {number}"
        spans.setdefault(identity, []).append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        end = found.end()
    date = f"{life.year}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    return Planted({"date": date, "text": plain + text[end:]}, list(spans.items()))


def pairs(identities: dict[tuple[str, str], Any]) -> Pairs:
    """Which persons of two articles are said to be one. A key is an article and one of its people."""
    of: dict[Any, list[tuple[str, str]]] = {}
    for one, identity in identities.items():
        of.setdefault(identity, []).append(one)
    return {frozenset(two) for those in of.values() for two in combinations(those, 2)}


def rows() -> Iterator[str]:
    """The articles as lines of JSON."""
    return (json.dumps(one.row, ensure_ascii=False) for one in articles())


if __name__ == "__main__":
    print(*rows(), sep="\n")
