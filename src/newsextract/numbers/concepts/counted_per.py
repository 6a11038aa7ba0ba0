"""What a count is for each of, where what is counted stands between: ``620,000 new cases each week``."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.amounts.units import time_behind
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens


def counted_per(amount: Amount, concept: str | None, tokens: Tokens, words: Lexicon) -> str | None:
    """The time that stands right behind what a bare number counts, or None."""
    start = amount.offsets(tokens)[1] + 1
    if amount.unit or amount.kind != "cardinal" or not concept or not tokens.text.startswith(concept, start):
        return None
    found = time_behind(tokens, tokens.behind(start + len(concept)), words)
    return found[0] if found else None
