"""CPU time of a text and of one twice as long, for each of tests/growing.py: what is in line with the text doubles it.

    python tests/benchmarks/doubling.py [NAME ...] [--chars 50000] [--rounds 3]

The two take turns, so that a busy machine slows both; of each the fastest round counts. A text whose longer twin takes
more than 2.6 times as long is marked, and the exit status is 1. A line says also what a word costs beside one of prose.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsextract import Extractor, load
from tests.growing import TEXTS, Text, surname

MOST = 2.6


def prose(n: int) -> str:
    """News in which every second sentence names somebody new."""
    return "".join(
        f"Ann {surname(at)} of Kenya met {surname(at + 40)} on Monday and paid {at} dollars for what was left of it.\n"
        f"“It floats, and number {at} of them has not sunk,” {surname(at)} said.\n\n"
        for at in range(n)
    )


def seconds(extractor: Extractor, text: str) -> float:
    """What the text takes."""
    before = process_time()
    extractor(text)
    return process_time() - before


def cost(extractor: Extractor, text: Text, chars: int, rounds: int) -> tuple[float, float, float]:
    """The seconds of a text of so many characters and of one twice as long, and the microseconds of its word."""
    pieces = 1 + 1000 * chars // len(text(1000))
    short, long = text(pieces), text(2 * pieces)
    taken = [(seconds(extractor, short), seconds(extractor, long)) for _ in range(rounds)]
    few, many = map(min, zip(*taken, strict=True))
    return few, many, 1e6 * many / len(long.split() or [""])


def main() -> int:
    """Print a line for each text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--chars", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    extractor = load(any_language=True)
    extractor(prose(50))
    texts = {"prose": prose, **{name: TEXTS[name] for name in asked.names or TEXTS}}
    slow, of_prose = 0, 0.0
    for name, text in texts.items():
        few, many, word = cost(extractor, text, asked.chars, asked.rounds)
        of_prose = of_prose or word
        slow += many > MOST * few
        mark = "!" if many > MOST * few else " "
        print(f"{mark} {name:30} {few:7.2f} {many:7.2f} s {many / few:5.2f} a word {word / of_prose:6.1f}", flush=True)
    return min(1, slow)


if __name__ == "__main__":
    raise SystemExit(main())
