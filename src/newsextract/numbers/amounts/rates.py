"""Reads what an amount is given for each of: 40 hours a week, $21 per square foot, 90 km/h, 5-a-day."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS, Tokens


def with_rate(amount: Amount, tokens: Tokens, words: Lexicon) -> Amount:
    """The amount with up to two rates behind its unit: ``$5 per person per day``; a percentage and an age have none."""
    if amount.unit is None or amount.kind in ("percent", "age"):
        return amount
    short = words.rate_short.get(tokens.low(amount.behind))
    if short and amount.kind == "money":
        return _rated(amount, short, amount.behind + 1, words)
    for _ in range(2):
        found = _rate(tokens, amount.behind, words)
        if found is None:
            return amount
        amount = _rated(amount, *found, words)
    return amount


def _rated(amount: Amount, per: str, behind: int, words: Lexicon) -> Amount:
    """The amount for each of ``per``; money goes by its English name."""
    unit = words.money_names.get(str(amount.unit), amount.unit)
    kind = "quantity" if amount.kind == "duration" else amount.kind
    return amount._replace(unit=f"{unit} per {per}", behind=behind, kind=kind)


def _rate(tokens: Tokens, place: int, words: Lexicon) -> tuple[str, int] | None:
    """What a rate that begins here is for each of, and the place behind it."""
    hyphen = tokens.low(place) in HYPHENS
    joiner = tokens.low(place + hyphen)
    if joiner not in words.sets["rate_joiners"]:
        return None
    start = place + hyphen + 1
    start += tokens.low(start) in HYPHENS
    found = words.rate_words.at(tokens, start) or words.piece_words.at(tokens, start)
    if found is None or words.rate_words.at(tokens, found[1]):  # every second day
        return None
    dated = joiner in ARTICLES and tokens.low(found[1]) in words.sets["later"]  # $5 billion a year earlier
    return None if dated else found
