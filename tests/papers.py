"""What a stranger reads: the README, the pages of docs/, and the fenced blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAPERS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


class Block(NamedTuple):
    """A fenced block: its paper, the language behind the opening fence, and what is between the fences."""

    paper: str
    language: str
    code: str


def blocks(*languages: str) -> Iterator[Block]:
    """The blocks of these languages, or all, paper by paper."""
    for path in PAPERS:
        for language, code in re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            if not languages or language in languages:
                yield Block(path.name, language, code)


def renewed(text: str, part: str, maker: str, content: str) -> str:
    """A paper's text with the part that the script ``maker`` writes renewed. Raises ValueError without its markers."""
    opening, closing = f"<!-- {part}: written by {maker} -->\n", f"<!-- end of {part} -->\n"
    before, found, rest = text.partition(opening)
    _, ends, after = rest.partition(closing)
    if not found or not ends:
        raise ValueError(f"no marker of the {part}")
    return f"{before}{opening}\n{content}\n{closing}{after}"
