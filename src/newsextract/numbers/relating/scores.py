"""Tells scores, votes and odds: won 3-1, a 5-4 vote, one in five, 278 for 6."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.relating.pair import Pair
from newsextract.numbers.text.tokens import Tokens

_ODDS = ("in", "out of", "in every", "of every", "out of every", "- in -")
_WICKETS = 10  # of a side at cricket
_TENS = (10, 100, 1000)


def scored(whole: Amount, pair: Pair, dash: bool) -> Amount:
    """The range, or the ratio that it is: a score, a vote or odds. ``dash``: its ends are not joined by a word."""
    tokens, sets, low, high = pair.tokens, pair.words.sets, whole.value, whole.upper
    if whole.unit or high is None or pair.opener in ("from", "between"):
        return whole
    if pair.words.compared_before.before(tokens, whole.first) or low != int(low):
        return whole  # some 7-8 innings
    around = tokens.lows[max(0, whole.first - 6) : whole.behind + 4]
    sport = not sets["scored"].isdisjoint(around)
    sides = tokens.raw(whole.first - 1).istitle() and tokens.raw(whole.behind).istitle()  # Ghana 1-3 Mali
    ratio = (low >= high or sport or sides) if dash else (high == 1 or (low > high and sport))
    return whole._replace(kind="ratio") if ratio else whole


def follows_score(before: Amount, amount: Amount, tokens: Tokens) -> bool:
    """``won 6-2 6-4 6-7``: a range right behind a score is one."""
    near = tokens.lows[before.behind : amount.first] in ([], [","], ["and"])
    return near and before.kind == "ratio" and amount.upper is not None


def two_sides(pair: Pair) -> Amount | None:
    """``at 5/1``, ``7-6 (7/4)``, ``50/50``: two sides, whatever stands around."""
    tokens, last, between = pair.tokens, pair.last, pair.between
    if between not in ("/", ":") or not tokens.glued(pair.amount.first) or last.unit or pair.amount.unit:
        return None
    return last._replace(kind="ratio", upper=pair.amount.value, behind=pair.amount.behind)


def odds(pair: Pair) -> Amount | None:
    """``one in five``, ``two out of three``, ``9 in 10``, ``1 over 3``, ``a 1-in-100-year flood``."""
    tokens, last, amount, between = pair.tokens, pair.last, pair.amount, pair.between
    over = between == "over" and tokens.low(amount.behind) in ("", ".", "?")
    if not over and (between not in _ODDS or not 0 < last.value < amount.value):
        return None
    if last.unit or (amount.unit and between != "- in -"):
        return None
    if between == "in" and not (amount.value < 10 or last.value == 1 or amount.value in _TENS):
        return None
    return last._replace(kind="ratio", value=last.value / max(amount.value, Decimal(1)), behind=amount.behind)


def wickets(pair: Pair) -> Amount | None:
    """``278 for 6``, ``four for 39``: runs and wickets, in an article that speaks of cricket."""
    last, amount = pair.last, pair.amount
    if pair.between != "for" or pair.counts(amount) or min(last.value, amount.value) > _WICKETS:
        return None
    if last.unit or amount.unit or pair.words.sets["cricket"].isdisjoint(pair.tokens.lows):
        return None
    return last._replace(kind="ratio", upper=amount.value, behind=amount.behind)
