"""Makes articles out of samples/ by shuffling their paragraphs: as many as asked, each different, the same every time.

python tests/stress/make_articles.py 20000 FOLDER        N files in FOLDER
python tests/stress/make_articles.py 20000 articles.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"


def articles(count: int, paragraphs: int = 18) -> Iterator[str]:
    """``count`` texts, each a handful of paragraphs of several samples (about 33 words each)."""
    dice = random.Random(count)
    pool = [part for path in sorted(SAMPLES.glob("*.txt")) for part in path.read_text(encoding="utf-8").split("\n\n")]
    for number in range(count):
        yield "\n\n".join([f"Article {number}.", *dice.sample(pool, paragraphs)])


def write(count: int, target: Path) -> None:
    """As lines of a .jsonl, or as files, a hundred in a folder."""
    if target.suffix == ".jsonl":
        with target.open("w", encoding="utf-8") as stream:
            for number, text in enumerate(articles(count)):
                stream.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
        return
    for number, text in enumerate(articles(count)):
        path = target / f"{number // 100:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
