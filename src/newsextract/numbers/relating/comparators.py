"""Puts the comparators around an amount into its span: more than 10, as high as roughly 5, 36+, 20-odd."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount, Case, Pair
from newsextract.numbers.text.tokens import ARTICLES, BREAK, HYPHENS
from newsextract.rules.judgement import Judgement

COMPARES_NOTHING: Judgement[Case, bool] = Judgement("numbers", "compares nothing", span=Case.offsets)

_ANDS = ("and", ",", "but", ", but", ", and")
_MILESTONE = 1000  # fewer are passed as laws are
_MOST = 3  # comparators before one number: "as high as roughly"


def with_comparator_before(case: Case) -> Amount:
    """The amount with ``more than``, ``as high as roughly`` before it: of several, the one next to it counts."""
    amount = case.amount
    if case.before == "top" and _is_verb(case, amount.first - 2):
        return amount._replace(comparator=">", first=amount.first - 1)
    told = amount.comparator not in ("=", "~")
    for _ in range(_MOST):
        found = case.words.compared_before.before(case.tokens, _over_further(case, amount.first))
        if found is None or found[0] is None or _is_in_last(case, found[1]):
            return amount
        compared = amount._replace(comparator=amount.comparator if told else found[0], first=found[1])
        if COMPARES_NOTHING.first(case._replace(amount=compared)):
            return amount
        amount, told = compared, True
    return amount


def _is_in_last(case: Case, place: int) -> bool:
    """Whether a place is in the amount before: ``$5 or so a year``; not ``within the first six months``."""
    return case.last is not None and case.last.first < place < case.last.behind


def _is_verb(case: Case, place: int) -> bool:
    """Whether the word there makes a verb of "top": ``could top $4 million``, ``to top 40C``; not ``to top 10``."""
    amount = case.amount
    large = amount.unit is not None or amount.value >= _MILESTONE
    return case.has(place, "modals") or (case.tokens.lows[place] == "to" and large)


def _over_further(case: Case, place: int) -> int:
    """The place of what stands between a comparator and its number, or this place: ``up to a further 40``."""
    if case.tokens.lows[place - 1] == "of" and case.has(place - 2, "dimensions"):  # up to a speed of 90 km/h
        whole = place - 2 - (case.tokens.lows[place - 3] in ARTICLES)
        return whole if case.tokens.lows[max(0, whole - 2) : whole] == ["up", "to"] else place
    before = place - case.has(place - 1, "compared_further")
    share = case.amount.kind in ("percent", "ratio") and case.tokens.lows[place - 2] in ("to", "about")
    passes = before < place or share  # about a 10 % fall
    return before - (passes and case.tokens.lows[before - 1] in ARTICLES)


@COMPARES_NOTHING.rule("what the matter is about")
def _is_cause(case: Case) -> bool:
    """``jailed over N5m fraud``, ``arrested over N480m bank heist``: the amount says what the matter is about."""
    over = case.tokens.lows[case.amount.first] == "over" and case.amount.kind == "money"
    return over and (case.has(case.amount.behind, "causes") or case.has(case.amount.behind + 1, "causes"))


@COMPARES_NOTHING.rule("handed over")
def _is_given_over(case: Case) -> bool:
    """``handed over £164,500``, ``resigned over $5m in fees``."""
    over = case.tokens.lows[case.amount.first] == "over" and case.amount.kind == "money"
    return over and case.before in case.words.sets["giving_over"]


@COMPARES_NOTHING.rule("a mark of a list, no sign")
def _is_bullet(case: Case) -> bool:
    """``~ Two players``, where a line begins; not ``~2 players``."""
    tokens, first = case.tokens, case.amount.first
    return tokens.lows[first] == "~" and tokens.lows[first - 1] in ("", BREAK) and not tokens.glued(first + 1)


@COMPARES_NOTHING.rule("chosen over others")
def _is_preferred(case: Case) -> bool:
    """``chosen over three others``, ``was picked first over two rivals``: those whom one was preferred to."""
    over = case.tokens.lows[case.amount.first] == "over" and case.amount.unit is None
    place = case.amount.first - 1
    place -= case.tokens.lows[place] == "first"
    return over and case.has(place, "choosing") and case.has(place - 1, "being")


@COMPARES_NOTHING.rule("under a plan")
def _is_by_agreement(case: Case) -> bool:
    """``new buses under $1.8b plan``, ``under one blanket ruling``; not ``children under one``."""
    if case.tokens.lows[case.amount.first] != "under":
        return False
    place, bare = case.amount.behind, case.amount.unit is None
    one = bare and case.amount.value == 1 and case.before not in case.words.sets["age_groups"]
    return one or (case.amount.kind == "money" and case.has(place, "agreements"))


@COMPARES_NOTHING.rule("within the law")
def _is_inside(case: Case) -> bool:
    """``within two of the lead``, ``past three men``: no unit behind ``within``, no motion before ``past``."""
    word = case.tokens.lows[case.amount.first]
    if word == "within":
        return case.amount.unit is None and not case.tokens.is_plural(case.amount.behind)
    if word in ("passed", "crossed"):
        return case.amount.kind != "money" and case.amount.value < _MILESTONE
    return word == "past" and (case.before not in case.words.sets["passing"] or case.amount.kind == "duration")


@COMPARES_NOTHING.rule("a rise to a level")
def _is_raised(case: Case) -> bool:
    """``ticked up to 4%``, ``was up to 4% from 3%``: a rise to a level, not ``up to``."""
    tokens, place, ahead = case.tokens, case.amount.first, case.amount.behind + 1
    if tokens.lows[place : place + 2] != ["up", "to"]:
        return False
    moved = case.last is not None and case.last.behind == place and case.last.is_share  # rose 12% up to $71
    if moved or case.before in case.words.sets["summing"]:  # that adds up to 185,000
        return True
    verb = case.words.change_before.before(tokens, place + 1)
    ahead += 2 * (tokens.lows[ahead + 1] == "from")  # up to 4 % in July from 3 %
    compared = tokens.lows[ahead - 1] == "from" and (tokens.is_literal(ahead) or tokens.is_literal(ahead + 1))
    return compared or (verb is not None and verb[1] < place)


@COMPARES_NOTHING.rule("a further number's")
def _is_of_another(case: Case) -> bool:
    """``a five-under 67``, ``Signal No. 4 over 10 provinces``: the comparator hangs on the number before it."""
    tokens, place = case.tokens, case.amount.first - 1
    if tokens.lows[place + 1] == "over" and tokens.is_literal(place):
        return True
    return tokens.lows[place] in HYPHENS and _is_number(case, place - 1)


@COMPARES_NOTHING.rule("more than then")
def _is_of_then(case: Case) -> bool:
    """``21 percent less than a year earlier``: the comparator is of the number before it."""
    return case.amount.form == "article" and 0 < case.amount.first == case.floor


@COMPARES_NOTHING.rule("the time it took")
def _is_period(case: Case) -> bool:
    """``rose 12% over 10 years``: the time it took; not ``for over 10 years``, ``over 10 years ago``."""
    if case.tokens.lows[case.amount.first] != "over":
        return False
    if case.amount.kind != "duration":
        return case.has(case.amount.behind, "periods")
    sets = case.words.sets
    whole = case.amount.value >= 1  # over a quarter of a century
    if case.before == "spent" and case.has(case.amount.first - 2, "spendable"):  # to be spent over six years
        return True
    return whole and case.before not in sets["longer_after"] and case.behind not in sets["longer_before"]


def with_comparator_behind(case: Case) -> Amount:
    """The amount with ``or more``, ``36+``, ``20-odd`` behind it."""
    tokens, amount = case.tokens, case.amount
    found = case.words.compared_behind.at(tokens, amount.behind)
    if found is None or tokens.lows[found[1]] == "than" or _is_number(case, found[1]):
        return amount  # two months and more than 40 fires, and below a half
    if tokens.lows[found[1] - 1 : found[1] + 1] == ["up", "to"]:  # 90 km/h and up to 110 km/h
        return amount
    if case.behind == "plus" and amount.unit:  # $500 plus costs
        return amount
    return amount._replace(comparator=found[0], behind=found[1])


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
    return last._replace(value=low.value, upper=high.value, comparator="=", unit=unit, kind=kind, behind=amount.behind)


def shared_marks(pair: Pair) -> tuple[Amount, Amount]:
    """Both amounts; of two that tell one thing ("190 points, or 0.6%") each with the change of either."""
    last, amount, between = pair.last, pair.amount, pair.between
    listed = between == "and" and amount.is_share  # fell 1% and 35 points
    if not amount.unit or not (listed or between in ("(", "/", ", or", "or")):
        return last, amount
    ends = pair.tokens.lows[amount.behind] in (",", ")")  # seven cents, or 4 per cent, higher
    first = last._replace(change=last.change or amount.change) if ends else last
    return first, amount._replace(change=amount.change or last.change)
