"""Joins amounts that make one number (ranges, scores, odds, feet and inches) and hands units on (5 and 6 %)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from newsextract.numbers.amounts.amount import APART, Amount, Pair
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text import BREAK, DASHES
from newsextract.rules.judgement import Judgement

_TOLERANCES = ("±", "+ / -", "+ -", "plus or minus")
_LEVEL = 4  # times the rise: more is the level reached
_OPENERS = ("from", "between")
_OF_AGES = ["between", "the", "ages", "of"]
_BACK = 24  # pieces before "from" in which a verb can say that something moved
_FAR_BACK = 60  # pieces before a bracket: "cases rose in Delmo (20 to 35) and Leeds (12 to 14)"
_ODDS = ("in", "in every", "of every", "out of", "out of every", "- in -")
_WICKETS = 20  # of a side at cricket, in two innings
_TIED_SET = {6, 7}
_ESTIMATE, _ROUND = 2, 5  # ends of an estimate: 2 or 3, 10 or 15
_TENS = (10, 100, 1000)
_LISTED = ("and", "or", ",", "- and", "- or", ", and", "and even", "or even")
_RECENT = 3  # amounts before one that can say its unit
_SETS: tuple[list[str], ...] = ([], [","], ["and"])  # between those of a match: won 6-2 6-4 6-7
_TIED = ("", "and", ",", ", and", "-")
_LISTED_KINDS = ("duration", "percent", "age")

ONE_NUMBER: Judgement[Pair, Amount] = Judgement("numbers", "one number", Pair.offsets)
NO_RANGE: Judgement[Pair, bool] = Judgement("numbers", "no range", Pair.offsets)


@ONE_NUMBER.rule("give or take")
def _tolerance(pair: Pair) -> Amount | None:
    """``9.8 ± 0.2 km``: the range around a value."""
    if pair.between not in _TOLERANCES:
        return None
    middle, by = pair.last.value, pair.amount.value
    return rising(merged(pair)._replace(value=middle - by, upper=middle + by))


@ONE_NUMBER.rule("a smaller unit")
def _smaller_unit(pair: Pair) -> Amount | None:
    """``5ft 2in``, ``6-foot-4``, ``2hr 39min 16sec``, ``10st 5lb``: the rest of the first in a smaller unit."""
    last, amount, between = pair.last, pair.amount, pair.between
    if between not in _TIED or not (last.is_whole or last.rest):
        return None
    inches = between == "-" or between == ""
    unit = amount.unit or ("inch" if inches else "")
    count = pair.words.smaller.get(str(last.unit), {}).get(unit)
    smaller = not last.rest or unit in pair.words.smaller.get(last.rest, {})
    if count is None or not smaller or amount.value >= count:
        return None
    if amount.kind == "duration" and between not in ("", "and"):
        return None
    return last._replace(value=last.value + amount.value / count, rest=unit, end=amount.end)


@ONE_NUMBER.rule("from one end to the other")
def _ends(pair: Pair) -> Amount | None:
    """``10 to 15``, ``between 5 and 7``, ``$62-$68``, ``8- to 16-metre``, ``from 450 up to 900``."""
    if not _may_be_ends(pair) or NO_RANGE.first(pair):
        return None
    last, whole = pair.last, merged(pair)
    dash = pair.between == "- to -" or pair.joint not in ("to", "or", "and")  # a 5-to-4 vote
    whole = rising(scored(whole, pair, dash))
    if pair.opener != "between":  # "from" stays outside
        return None if dash and is_falling(pair) and whole.kind != "ratio" else whole  # 3.12 - 3.00
    rough = pair.opens < last.start - 1
    return whole._replace(comparator="~" if rough else whole.comparator, start=pair.opens)


def rising(whole: Amount) -> Amount:
    """The range with its lower end first: ``between 60,000 and 20,000 years ago``; a ratio as it stands."""
    if whole.kind == "ratio" or whole.upper is None or whole.upper >= whole.value:
        return whole
    return whole._replace(value=whole.upper, upper=whole.value)


@NO_RANGE.rule("a move from one level to another")
def is_move(pair: Pair) -> bool:
    """``rose from 12 to 19``, ``from $9bn to $6bn``, ``cases rose in Delmo (20 to 35)``: two levels, and no range."""
    if "to" not in pair.between.split()[-2:] or pair.tokens.lows[pair.amount.end] == "to":
        return False  # from 5 to 7 per cent to 3 to 5
    if pair.opener == "from":
        falls = is_falling(pair) and pair.last.unit == pair.amount.unit
        is_move = _says_move(pair, pair.opens, _BACK)
        return falls or pair.leaves_level if is_move is None else is_move
    bracketed = (pair.tokens.lows[pair.last.start - 1], pair.tokens.lows[pair.amount.end]) == ("(", ")")
    bare = bracketed and pair.last.unit is None is pair.amount.unit
    return bare and _says_move(pair, pair.last.start, _FAR_BACK) is True


def _says_move(pair: Pair, place: int, far: int) -> bool | None:
    """Whether the nearest word before ``place`` that says a move or a range says a move; None without one."""
    sets, lows = pair.words.sets, pair.tokens.lows
    for before in range(place - 1, max(-1, place - far), -1):
        if lows[before] in sets["moving"]:
            return True
        if lows[before] in sets["ranging_over"]:
            return False
        if far == _BACK and lows[before] in (".", BREAK):
            return None
    return None


def _may_be_ends(pair: Pair) -> bool:
    """Whether the words between two amounts can join the ends of one range."""
    joint, of_ages = pair.joint, pair.tokens.lows[max(0, pair.last.start - 4) : pair.last.start] == _OF_AGES
    if not joint:
        return pair.amount.signed and pair.tokens.glued(pair.amount.start)
    if of_ages or joint == "and":
        return joint == "and" and (of_ages or pair.opener == "between")
    if joint in ("to", "through") or joint in DASHES or (joint == "or" and _is_estimate(pair)):
        return True
    return pair.opener == "from" and joint.partition(" ")[2] == "to" and not is_falling(pair)  # from 450 up to 900


def is_split(pair: Pair) -> bool:
    """``won 51% to 49%``, ``35 to 12 percent``, ``from a peak of $120bn to $5bn``: two levels, the larger first.

    Of other measures where the second has no unit, or something moves: ``slipped from a high of 3 tonnes to 2 tonnes``.
    """
    last, amount = pair.last, pair.amount
    level = last.unit and (amount.kind == "money" or not amount.unit or _says_move(pair, last.start, _BACK))
    return is_falling(pair) and bool(amount.kind == "percent" or level)


def is_falling(pair: Pair) -> bool:
    """Whether the second end is lower than the first, in one unit: not ``six months to 2 years``."""
    return pair.amount.value * _parts(pair) < pair.last.value


def _parts(pair: Pair) -> int:
    """How many of the first's unit make one of the second's: ``from six months to 22 years``; else 1."""
    return pair.words.smaller.get(str(pair.amount.unit), {}).get(str(pair.last.unit), 1)


def _is_estimate(pair: Pair) -> bool:
    """``two or three``, ``10 or 15``: an estimate, not a choice, nor the end of a list."""
    place = pair.last.start - 1
    if pair.tokens.lows[place] == "," and pair.tokens.is_literal(place - 1):
        return False
    low, high = pair.last.value, pair.amount.value / pair.amount.scale  # 3 or 4 million
    near = high - low <= _ESTIMATE or low % _ROUND == 0 == high % _ROUND  # three or six months is a choice
    return pair.last.scale == 1 and 0 < low < high <= low * 2 + 1 and near


def merged(pair: Pair) -> Amount:
    """Both amounts as one range, the first end in the unit and scale of the second."""
    last, amount = pair.last, pair.amount
    low, high = last.value / _parts(pair), amount.value
    if abs(low * amount.scale) <= abs(high):  # $10 to $15 billion
        low *= amount.scale
    whole = last._replace(value=low, upper=high, scale=max(last.scale, amount.scale), end=amount.end)
    if amount.unit and not last.per:
        whole = whole._replace(unit=amount.unit, per=amount.per, kind=amount.kind, money=amount.money)
    return whole if amount.comparator == "=" else whole._replace(comparator=amount.comparator)


def scored(whole: Amount, pair: Pair, dash: bool) -> Amount:
    """The range, or the ratio that it is: a score, a vote or odds. ``dash``: its ends are not joined by a word."""
    tokens, sets, low, high = pair.tokens, pair.words.sets, whole.value, pair.amount.value
    if whole.unit or (pair.opener in _OPENERS and not (dash and low >= high)):  # from 4-1 down
        return whole
    compared = pair.words.compared_before.before(tokens, whole.start)
    settled = high == 1 or (dash and low > high) or tokens.lows[whole.start - 1] in sets["scored"]  # about four to one
    if (compared and not settled) or (low != int(low) and not low > high == 1):
        return whole  # some 7-8 innings, but passed 5-2, 2.1 to one
    sport = not sets["scored"].isdisjoint(tokens.lows[max(0, whole.start - 6) : whole.end + 4])
    sides = tokens.raws[whole.start - 1].istitle() and tokens.raws[whole.end].istitle()  # Ghana 1-3 Mali
    sides = sides or ({low, high} == _TIED_SET and tokens.lows[whole.end] == "(")  # lost 6-7 (5)
    ratio = (low >= high or sport or sides) if dash else (high == 1 or low > high >= 0)
    return whole._replace(kind="ratio") if ratio else whole


@ONE_NUMBER.rule("two sides")
def _two_sides(pair: Pair) -> Amount | None:
    """``at 5/1``, ``50/50``, ``217 votes to 210``, ``one in five``, ``a 1-in-100-year flood``, ``went 0-for-9``."""
    last, amount = pair.last, pair.amount
    unit, _, to = pair.between.partition(" ")
    slashed = pair.between in ("/", ":") and pair.tokens.glued(amount.start)
    counted = to == "to" and unit in pair.words.sets["scored_units"]
    faces = slashed or (counted and pair.tokens.lows[last.start - 1] != "from")
    if last.unit or (amount.unit and pair.between != "- in -") or not (faces or _is_odds(pair)):
        return None
    return last._replace(kind="ratio", upper=amount.value, end=amount.end)


def _is_odds(pair: Pair) -> bool:
    """``one in five``, ``1 over 3``, and of what was tried: ``went 0-for-9``, ``3-of-4 shooting``, ``278 for 6``."""
    low, high, end, between = pair.last.value, pair.amount.value, pair.amount.end, pair.between
    if between == "for" and min(low, high) <= _WICKETS and not pair.tokens.is_plural(end):
        return not pair.words.sets["cricket"].isdisjoint(pair.tokens.lows)
    if between == "in" and not (high < 10 or low == 1 or high in _TENS):
        return False
    tried = between == "- for -" or (between == "- of -" and low <= high)  # also matched 2-for-1
    over = between == "over" and pair.tokens.lows[end] in ("", ".", "?")
    return tried or over or (between in _ODDS and 0 < low < high)


NO_RANGE.rule("two levels, the larger first")(
    lambda pair: pair.joint not in ("", "and") and pair.opener not in _OPENERS and is_split(pair)
)


@NO_RANGE.rule("a rise and the level reached")
def _says_level(pair: Pair) -> bool:
    """``rose 5 % to 7 %``: the size of the rise and the level reached; ``shrink by 40% to 50%`` has two sizes."""
    last, amount, place = pair.last, pair.amount, pair.last.start
    if pair.joint not in ("to", "through") or amount.form == "fold":  # two- to threefold
        return False
    if pair.opener == "by" and last.unit:  # costs were raised by $2 million to $9 million
        return not last.value < amount.value <= 2 * last.value
    far = pair.opener == "by" and amount.value > _LEVEL * last.value  # up in a day by 235 to 1,351
    return (far and not amount.unit) or pair.words.change_before.before(pair.tokens, place - far) is not None


NO_RANGE.rule("an age and another number")(lambda pair: pair.last.kind == "age" != pair.amount.kind)
NO_RANGE.rule("a fraction and money")(lambda pair: pair.last.form == "fraction" and pair.amount.kind == "money")
NO_RANGE.rule("tenfold and another number")(lambda pair: pair.last.form == "fold" != pair.amount.form)


@NO_RANGE.rule("two units")
def _are_apart(pair: Pair) -> bool:
    """``$5 to 7 %``; not ``from six months to 22 years``."""
    last, amount = pair.last, pair.amount
    return last.unit not in (None, amount.unit) and amount.unit is not None and _parts(pair) == 1


@NO_RANGE.rule("a unit's number and one far larger")
def _is_far_larger(pair: Pair) -> bool:
    """``over three weeks to 16.8 million``."""
    last, amount = pair.last, pair.amount
    bare = last.unit is not None and not (amount.unit or last.before) and pair.opener != "from"
    return bare and amount.value > _LEVEL * last.value


@ONE_NUMBER.rule("small coin")
def _small_coin(pair: Pair) -> Amount | None:
    """``3 dollars 50 cents``, ``15 dollars 50.``: hundredths after whole money."""
    last, amount = pair.last, pair.amount
    if last.kind != "money" or pair.between not in ("", "and") or not last.is_whole or amount.value >= 100:
        return None
    ends = pair.tokens.after(amount.end) in pair.words.sets["cents_before"]
    spoken = not amount.unit and amount.value >= 10 and not last.before and ends
    if last.unit in pair.words.coins or not (amount.unit in pair.words.coins or spoken):
        return None
    return last._replace(value=last.value + amount.value / Decimal(100), end=amount.end)


def joined(amounts: Iterable[Amount], tokens: Tokens) -> list[Amount]:
    """The amounts, given in text order, with those that make one number made one."""
    whole: list[Amount] = []
    for amount in amounts:
        if not whole:
            whole.append(amount)
            continue
        pair = Pair(tokens, whole[-1], amount)
        one = _one(pair, whole[-2] if len(whole) > 1 else None) if pair.between != APART else None
        if one:
            whole[-1] = one
            continue
        whole[-1] = _with_unit_after(pair)
        for place in range(len(whole) - 1, 0, -1):
            first, second = whole[place - 1 : place + 1]  # for 15, 12 and 10 years
            listed = tokens.lows[first.end : second.start] == [","]
            if not listed or first.kind != "cardinal" or second.kind not in _LISTED_KINDS:
                break
            whole[place - 1] = first._replace(unit=second.unit, kind=second.kind)
        whole.append(_with_unit_before(pair, whole[-_RECENT:]))
    return whole


def _one(pair: Pair, before: Amount | None) -> Amount | None:
    """The one number that two amounts make, or None; ``before``: the amount before them."""
    last, amount, lows = pair.last, pair.amount, pair.tokens.lows
    if last.upper is not None:  # 18-9-4: of wins, losses and draws the first two are kept
        third = pair.between in ("-", "") and pair.tokens.glued(amount.start)
        return last._replace(kind="ratio", end=amount.end) if third else None
    if "ordinal" in (last.form, amount.form):  # between the fourth and the 9th; "from third to second" is a move
        start = last.start - 1 - (lows[last.start - 1] == "the")
        ends = lows[start] == "between" and pair.between in ("and", "and the") and last.form == amount.form
        return rising(last._replace(start=start, upper=amount.value, end=amount.end)) if ends else None
    one = ONE_NUMBER.first(pair)
    if one is None or one.upper is None or before is None or before.kind != "ratio":
        return one
    return one._replace(kind="ratio") if lows[before.end : one.start] in _SETS else one


def _with_unit_after(pair: Pair) -> Amount:
    """``5 and 6 %``, ``30 million of the 4.2 billion pesos``: the first in the unit of the second."""
    last, amount, between = pair.last, pair.amount, pair.between
    if last.unit or last.kind == "ratio" or amount.unit is None:
        return last
    of = between.startswith("of") and amount.kind == "money" and last.scale >= 1000
    level = between == "up" and amount.unit == "point"  # 16369.03 up 58.06 points
    split = between in ("to", "- to -") and (is_split(pair) or is_move(pair))
    listed = between in _LISTED and (between != "," or amount.kind == "percent")
    listed = listed or (between in ("by", "x", "×", "- by -") and amount.kind == "quantity")
    listed = listed and not (between == ", and" and last.upper is not None)  # from 15 to 59, and 5 %
    if not (of or level or ((listed or split) and not amount.before and amount.form == last.form)):
        return last
    scale = amount.scale if last.scale == 1 else 1  # 5 and 6 million euros
    given = last._replace(unit=amount.unit, kind=amount.kind, money=amount.money)
    return given._replace(value=last.value * scale, upper=last.upper and last.upper * scale, scale=last.scale * scale)


def _with_unit_before(pair: Pair, recent: Sequence[Amount]) -> Amount:
    """The second amount in the unit that those before it tell; ``recent``: those, the last one last."""
    amount, lows = pair.amount, pair.tokens.lows
    if amount.unit or pair.tokens.is_plural(amount.end):
        return amount
    back = pair.between == "from" and lows[pair.last.start - 1] == "to"  # to 34.3 hours from 34.7
    if pair.last.unit and (back or is_move(pair)):  # from 15 percent to 14
        return amount._replace(unit=pair.last.unit, kind=pair.last.kind, money=pair.last.money)
    place = amount.start - 1
    if lows[place] not in ("to", "at"):
        return amount
    near = (one for one in recent if {".", BREAK}.isdisjoint(lows[one.end : place]))  # rose 64 points to 4,577
    return amount._replace(unit="point", kind="quantity") if any(one.unit == "point" for one in near) else amount
