"""How much an unknown word looks like a person's name, by its letters."""

from __future__ import annotations

from functools import partial

from newsextract import rules

SURE = 4.0  # log odds from which on a word counts fully


@rules.cached
def _weights() -> dict[str, float]:
    return {group: float(weight) for group, weight in (row.split(" ") for row in rules.words("people/built/sounds"))}


def letter_groups(word: str) -> frozenset[str]:
    """All runs of two to four letters of the word, its ends marked "^" and "$"."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + size] for size in (2, 3, 4) for at in range(len(marked) - size + 1))


@partial(rules.cached, maxsize=20_000)
def sound(folded: str) -> float:
    """From -1 (like an English word or a place) to 1 (like a name); 0 if short or in other scripts."""
    if not 4 <= len(folded) <= 30:
        return 0.0
    weights = _weights()
    odds = weights["prior"] + sum(weights.get(group, 0.0) for group in letter_groups(folded))
    return max(-1.0, min(1.0, odds / SURE))
