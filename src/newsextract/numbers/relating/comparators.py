"""Puts the comparators around an amount into its span: more than 10, as high as roughly 5, 36+, 20-odd."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount, Case, Pair, rows_on
from newsextract.numbers.text.tokens import ARTICLES
from newsextract.rules.judgement import Judgement

# Asked of an amount with a comparator right before it. Most of its rules are rows of models/rules/numbers/rules.jsonl.
COMPARES_NOTHING: Judgement[Case, bool] = Judgement(
    "numbers", "compares nothing", Case.offsets, rows=rows_on("compares nothing")
)

_ANDS = ("and", ",", "but", ", but", ", and")
_MOST = 3  # comparators before one number: "as high as roughly"


def with_comparator_before(case: Case) -> Amount:
    """The amount with ``more than``, ``as high as roughly`` before it: of several, the one next to it counts."""
    amount = case.amount
    is_compared = amount.comparator not in ("=", "~")
    for _ in range(_MOST):
        found = case.words.compared_before.before(case.tokens, _over_further(case, amount.start))
        if found is None or found[0] is None or _is_of_last(case, found[1]):
            return amount
        plain = found[1] == amount.start - 1 or case.tokens.lows[found[1] : amount.start] == ["up", "to"]
        if plain and COMPARES_NOTHING.first(case._replace(amount=amount)):
            return amount
        amount = amount._replace(comparator=amount.comparator if is_compared else found[0], start=found[1])
        is_compared = True
    return amount


def _is_of_last(case: Case, place: int) -> bool:
    """Whether a comparator there is the last amount's: ``$5 or so a year``, ``21 percent less than a year earlier``."""
    if case.last is None:
        return False
    article = case.amount.form == "article" and case.before != "within"
    return case.last.start < place < case.last.end + article


def _over_further(case: Case, place: int) -> int:
    """The place of what stands between a comparator and its number, or this place: ``up to a further 40``."""
    lows = case.tokens.lows
    if lows[place - 1] == "of" and case.has(place - 2, "dimensions"):  # up to a speed of 90 km/h
        whole = place - 2 - (lows[place - 3] in ARTICLES)
        return whole if lows[max(0, whole - 2) : whole] == ["up", "to"] else place
    before = place - case.has(place - 1, "compared_further")
    whole = before - (lows[before - 1] in ARTICLES)
    found = case.words.compared_before.before(case.tokens, whole)
    if whole == before or before < place or found is None:
        return whole
    sets, phrase = case.words.sets, " ".join(lows[found[1] : whole])
    share = case.amount.kind in ("percent", "ratio") and phrase in sets["compared_over_share"]  # about a 10 % fall
    measured = case.amount.unit is not None and case.amount.kind != "age" and phrase in sets["compared_over"]
    return whole if share or measured else place


@COMPARES_NOTHING.rule("a rise to a level")
def _is_raised(case: Case) -> bool:
    """``ticked up to 4%``, ``shot up to 46%``: a verb whose "up" it is."""
    place = case.amount.start - 1
    verb = case.words.change_before.before(case.tokens, place) if case.before == "to" else None
    return verb is not None and verb[1] < place - 1 and case.tokens.lows[place - 1] == "up"


def with_comparator_after(case: Case) -> Amount:
    """The amount with ``or more``, ``36+``, ``20-odd`` after it."""
    tokens, amount = case.tokens, case.amount
    found = case.words.compared_after.at(tokens, amount.end)
    if found is None or tokens.lows[found[1]] == "than" or _is_number(case, found[1]):
        return amount  # two months and more than 40 fires, and below a half
    if tokens.lows[found[1] - 1 : found[1] + 1] == ["up", "to"]:  # 90 km/h and up to 110 km/h
        return amount
    if case.after == "plus" and amount.unit:  # $500 plus costs
        return amount
    return amount._replace(comparator=found[0], end=found[1])


def _is_number(case: Case, place: int) -> bool:
    """Whether a number stands at ``place``, to which a comparator would belong, money before it or not."""
    sign = case.words.money_before.at(case.tokens, place)
    place = sign[1] if sign else place + (case.tokens.lows[place] in ARTICLES)
    low = case.tokens.lows[place]
    return case.tokens.is_literal(place) or low in case.words.cardinal or low in case.words.fraction


def bounded(pair: Pair) -> Amount | None:
    """``more than 10 and less than 20``: the two ends of one range, made one; None of other amounts."""
    last, amount = pair.last, pair.amount
    if pair.between not in _ANDS:
        return None
    low, high = (last, amount) if last.comparator[0] == ">" else (amount, last)
    if high.comparator not in ("<", "<=") or low.value >= high.value:
        return None
    unit, kind = amount.unit, amount.kind
    return last._replace(value=low.value, upper=high.value, comparator="=", unit=unit, kind=kind, end=amount.end)


def shared_marks(pair: Pair) -> tuple[Amount, Amount]:
    """Both amounts; of two that say one thing ("190 points, or 0.6%") each with the change of either."""
    last, amount, between = pair.last, pair.amount, pair.between
    listed = between == "and" and amount.is_share  # fell 1% and 35 points
    if not amount.unit or not (listed or between in ("(", "/", ", or", "or")):
        return last, amount
    ends = pair.tokens.lows[amount.end] in (",", ")")  # seven cents, or 4 per cent, higher
    first = last._replace(change=last.change or amount.change) if ends else last
    return first, amount._replace(change=amount.change or last.change)
