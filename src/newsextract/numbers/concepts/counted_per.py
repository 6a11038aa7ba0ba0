"""What a count is for each of, where what is counted stands between: ``620,000 new cases each week``."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.amounts.units import time_behind
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens

_COUNTED = ("cardinal", "quantity")


def counted_per(amount: Amount, concept: str | None, tokens: Tokens, words: Lexicon) -> str | None:
    """The time that stands right behind what an amount counts or is of, or None: ``22 tons of bread a day``."""
    if amount.kind not in _COUNTED or not concept:
        return None
    start = amount.offsets(tokens)[1] + 1
    start += 3 * tokens.text.startswith("of ", start)
    if not tokens.text.startswith(concept, start):
        return None
    place = tokens.behind(start + len(concept))
    found = time_behind(tokens, place, words)
    return found[0] if found else words.often.get(tokens.lows[place])
