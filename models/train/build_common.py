"""Builds people/built/common.txt: the words that news in English writes small.

    python models/train/build_common.py ARTICLES.jsonl...

Words of three letters and more that at least ARTICLES articles (one {"text": ...} a line) write small, and
at most one in three of whose uses inside a sentence has a capital: "bishop" is among them, "mark" too.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import built

ARTICLES = 8
INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]{2,}\b")


def main() -> None:
    """Count, write."""
    articles: Counter[str] = Counter()
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in sys.argv[1:]:
        for line in Path(path).read_text("utf-8").splitlines():
            found = INSIDE.findall(json.loads(line)["text"])
            articles.update({word for word in found if word.islower()})
            small.update(word for word in found if word.islower())
            capital.update(word.lower() for word in found if not word.islower())
    found = [word for word in sorted(articles) if articles[word] >= ARTICLES and capital[word] * 2 <= small[word]]
    lines = ["# Words that news writes small; built by build_common.py", *found]
    built.write(built.RULES / "people/built/common.txt", "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
