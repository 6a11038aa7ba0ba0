"""Ranks with a cardinal: the world No. 5, No. 1 seed, number one in the world."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens

_LAST = 500
_NUMBER = ("No", "NO", "number", "Number", "#")


def is_ranked(amount: Amount, tokens: Tokens, words: Lexicon) -> bool:
    """``the world No. 5``, ``No. 1 seed``, ``Host No. 3 Delmo``; not ``train No. 5``, ``the No. 4 reactor``."""
    place = _opens(amount, tokens)
    if tokens.raws[place] not in _NUMBER or not 0 < amount.value <= _LAST:
        return False
    after = tokens.after(amount.end)
    if after in words.sets["numbered"]:
        return False
    before = tokens.lows[place - 1]
    named = tokens.raws[amount.end][:1].isupper() and not tokens.raws[place - 1][:1].isupper()  # not Train No. 5
    digits = tokens.lows[place] == "number" and before == "the" and amount.form == "digits"  # the number 5 is lucky
    charted = before == "at" and amount.form == "words"  # debuted at number four; not batting at No. 7
    return charted or (before in words.sets["ranked_as"] and not digits) or after in words.sets["rank_nouns"] or named


def as_rank(amount: Amount, tokens: Tokens) -> Amount:
    """The amount as an ordinal, with its ``No.``."""
    return amount._replace(form="ordinal", kind="ordinal", start=_opens(amount, tokens))


def _opens(amount: Amount, tokens: Tokens) -> int:
    """The place of what may be its ``No.``."""
    place = amount.start - 1
    return place - (tokens.lows[place] == ".")
