"""A newsroom's made-up articles, for tests and for the picture of the report: dated, with people who recur."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

PEOPLE = [  # name, role before the name or behind it, where, how often
    ("Ana Duarte", "the Portuguese transport minister", "Lisbon", "Portugal", 9),
    ("Jonas Weber", "the German chancellor", "Berlin", "Germany", 8),
    ("Kaja Tamm", "Estonia’s prime minister", "Tallinn", "Estonia", 7),
    ("Amina Odhiambo", "Kenya’s finance minister", "Nairobi", "Kenya", 6),
    ("Seo Min-jun", "head of the port union", "Seoul", "South Korea", 5),
    ("Pierre Lefèvre", "the French president", "Paris", "France", 5),
    ("Zofia Kowalska", "chief executive of the ferry line", "Warsaw", "Poland", 4),
    ("Rahul Mehta", "India’s trade minister", "Delhi", "India", 4),
    ("Lucía Ferrer", "mayor of Valencia", "Valencia", "Spain", 3),
    ("Oleksandr Marchenko", "Ukraine’s ambassador", "Kyiv", "Ukraine", 3),
    ("Thomas Okafor", "an economist at the University of Lagos", "Lagos", "Nigeria", 2),
    ("Ingrid Solberg", "captain of the Nordlys", "Oslo", "Norway", 2),
]
SAYINGS = {
    "ferries": ["The ferries will run again by spring", "No ferry leaves the port without a pilot"],
    "tariffs": ["These tariffs hurt those who can least afford them", "We will answer every tariff with our own"],
    "grain": ["The grain must reach the ports before the rain", "Nobody should have to buy grain at that price"],
    "energy": ["We have gas for two winters, not for three", "Energy is cheap only for those who own the wells"],
    "strike": ["The strike ends when the pay is right", "A strike in the harvest helps nobody"],
}
TITLES = {
    "ferries": "{place} waits for its ferries",
    "tariffs": "New tariffs divide {country}",
    "grain": "Grain prices worry {country}",
    "energy": "{country} counts its gas",
    "strike": "Port strike in {place} goes on",
}


def articles(count: int = 160, seed: int = 5) -> Iterator[dict[str, str]]:
    """So many of them, over two years and a half; the same each time."""
    chance = random.Random(seed)
    for number in range(count):
        first, second, third = chance.sample(_by_weight(), 3)
        while len({first, second, third}) < 3:
            first, second, third = chance.sample(_by_weight(), 3)
        topic = chance.choice(sorted(SAYINGS))
        said = chance.sample(SAYINGS[topic], 2)
        day = date(2024, 1, 8) + timedelta(days=int(900 * chance.random() ** 0.8))
        yield {
            "id": f"{topic}-{number}",
            "title": TITLES[topic].format(place=first[2], country=first[3]),
            "date": day.isoformat(),
            "url": f"https://news.example/{topic}/{number}",
            "text": "\n\n".join(_paragraphs(first, second, third, said, chance)),
        }


Person = tuple[str, str, str, str, int]


def _by_weight() -> list[Person]:
    return [person for person in PEOPLE for _ in range(person[4])]


def _paragraphs(one: Person, two: Person, three: Person, said: list[str], chance: random.Random) -> Iterator[str]:
    surnames = [person[0].split()[0 if person[0].startswith("Seo") else -1] for person in (one, two)]
    met = f"{one[0]}, {one[1]}, met {two[0]}, {two[1]}, in {one[2]} on Monday."
    yield f"{met} The talks took {chance.randint(2, 9)} hours."
    yield f"“{said[0]},” {surnames[0]} said. “We have told {two[3]} so.”"
    yield f"“{said[1]},” said {surnames[1]}, who leaves {one[3]} for {three[3]} this week."
    if chance.random() < 0.6:
        yield f"{three[0]}, {three[1]}, called it “a good beginning” and asked for ${chance.randint(2, 90)} million."


def write(path: Path, count: int = 160) -> None:
    """One file of them, an article per line."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles(count))
