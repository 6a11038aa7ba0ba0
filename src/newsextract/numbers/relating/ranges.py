"""Makes two amounts one: the ends of a range (10 to 15, $62-$68, 9.8 ± 0.2 km), a score, odds (3-1, one in five)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.numbers.amounts.amount import Amount, Pair
from newsextract.numbers.text.tokens import BREAK, DASHES, Tokens

_TOLERANCES = ("±", "+ / -", "+ -", "plus or minus")
_LEVEL = 5  # times the rise: more is the level reached
_OPENERS = ("from", "between")
_BACK = 16  # pieces before "from" in which a verb can tell of a move
_FAR_BACK = 60  # pieces before a bracket: "cases rose in Delmo (20 to 35) and Leeds (12 to 14)"
_ODDS = ("in", "in every", "of every", "out of", "out of every", "- in -")
_WICKETS = 20  # of a side at cricket, in two innings
_TIED_SET = {6, 7}
_TENS = (10, 100, 1000)


def ranks(pair: Pair) -> Amount | None:
    """``between the fourth and the 9th``, ``from the first to the third``."""
    tokens, last, amount = pair.tokens, pair.last, pair.amount
    before = last.first - 1 - (tokens.lows[last.first - 1] == "the")
    words = (tokens.lows[before], pair.between.removesuffix(" the"))
    if words not in (("between", "and"), ("from", "to")) or {last.form, amount.form} != {"ordinal"}:
        return None
    return last._replace(first=before, upper=amount.value, behind=amount.behind)


def tolerance(pair: Pair) -> Amount | None:
    """``9.8 ± 0.2 km``: the range around a value."""
    if pair.between not in _TOLERANCES:
        return None
    middle, by = pair.last.value, pair.amount.value
    return merged(pair)._replace(value=middle - by, upper=middle + by)


def ends(pair: Pair) -> Amount | None:
    """``10 to 15``, ``between 5 and 7``, ``$62-$68``, ``8- to 16-metre``, ``from 450 up to 900``."""
    last, between = pair.last, pair.between
    joint = between.removeprefix("- ").removesuffix(" -") if len(between) > 1 else between  # an 18-to-24-month plan
    if not _joins_ends(pair, joint) or not _fits(pair):
        return None
    whole = merged(pair)
    whole = scored(whole, pair, dash=between == "- to -" or joint not in ("to", "or"))  # a 5-to-4 vote
    if pair.opener != "between":  # "from" stays outside
        return whole
    rough = pair.opens < last.first - 1
    return whole._replace(comparator="~" if rough else whole.comparator, first=pair.opens)


def is_move(pair: Pair) -> bool:
    """``rose from 12 to 19``, ``from $9bn to $6bn``, ``cases rose in Delmo (20 to 35)``: two levels, and no range."""
    if "to" not in pair.between.split()[-2:]:
        return False
    if pair.tokens.lows[pair.amount.behind] == "to":  # from 5 to 7 per cent to 3 to 5
        return False
    if pair.opener == "from":
        falls = pair.amount.value * _parts(pair) < pair.last.value and pair.last.unit == pair.amount.unit
        told = _tells_of_move(pair, pair.opens, _BACK)
        return falls if told is None else told
    bracketed = (pair.tokens.lows[pair.last.first - 1], pair.tokens.lows[pair.amount.behind]) == ("(", ")")
    bare = bracketed and pair.last.unit is None is pair.amount.unit
    return bare and _tells_of_move(pair, pair.last.first, _FAR_BACK) is True


def _tells_of_move(pair: Pair, place: int, far: int) -> bool | None:
    """Whether the nearest word before ``place`` that tells of a move or of a range tells of a move; None without."""
    sets, lows = pair.words.sets, pair.tokens.lows
    for before in range(place - 1, max(-1, place - far), -1):
        if lows[before] in sets["moving"]:
            return True
        if lows[before] in sets["ranging_over"]:
            return False
        if far == _BACK and lows[before] in (".", BREAK):
            return None
    return None


def _joins_ends(pair: Pair, joint: str) -> bool:
    """Whether the words between two amounts make them the ends of one range."""
    last, amount, opener = pair.last, pair.amount, pair.opener
    if not joint:
        return amount.signed and pair.tokens.glued(amount.first)
    if is_move(pair):
        return False
    if opener == "from" and _joins_behind_from(pair, joint):
        return True
    if pair.tokens.lows[max(0, last.first - 4) : last.first] == ["between", "the", "ages", "of"]:
        return joint == "and"
    if is_split(last, amount) and opener not in _OPENERS:
        return False
    if _is_break(pair, joint):
        return False
    if joint in ("to", "through"):
        return not _says_level(pair)
    return joint in DASHES or (joint == "and" and opener == "between") or (joint == "or" and _is_estimate(pair))


def _is_break(pair: Pair, joint: str) -> bool:
    """``rose 6.2 per cent – 17.8 per cent higher than in May``: the dash parts two rises."""
    spaced = joint in DASHES and pair.last.unit is not None and not pair.tokens.glued(pair.amount.first)
    return spaced and pair.tokens.lows[pair.amount.behind] in pair.words.change_noun


def _joins_behind_from(pair: Pair, joint: str) -> bool:
    """``from 450 up to 900``, ``from 4 points to about 12``, ``from 40 rooms to 60``."""
    head, _, word = joint.partition(" ")
    return word == "to" or (head == "to" and word in pair.words.sets["reached"])


def is_split(last: Amount, amount: Amount) -> bool:
    """``won 51% to 49%``, ``35 to 12 percent``: two shares, the larger first."""
    return amount.kind == "percent" and amount.value < last.value


def _says_level(pair: Pair) -> bool:
    """``rose 5 % to 7 %``: the size of the rise and the level reached; ``shrink by 40% to 50%`` has two sizes."""
    last, amount, place = pair.last, pair.amount, pair.last.first
    if amount.form == "fold":  # two- to threefold
        return False
    if pair.opener == "by" and last.unit:  # costs were raised by $2 million to $9 million
        return not last.value < amount.value <= 2 * last.value
    if pair.opener == "by" and amount.value > _LEVEL * last.value:
        place -= 1
    return pair.words.change_before.before(pair.tokens, place) is not None


def _fits(pair: Pair) -> bool:
    """Whether two ends can make one range: the same unit, or one that only the second (or first) names."""
    last, amount = pair.last, pair.amount
    if "vague" in (last.form, amount.form) or last.kind == "age" != amount.kind:
        return False
    if last.form == "fraction" and amount.kind == "money":  # up by a third to $149 billion
        return False
    if last.form == "fold" != amount.form:  # nearly tenfold to 500
        return False
    if last.unit is None:
        return True
    if amount.unit:
        which = last.money == "dollar" and amount.money in pair.words.shared["dollar"]  # $5 to $7 Canadian
        return _parts(pair) > 1 or last.unit == amount.unit or which
    falls = amount.value < last.value  # $40 million to 72 village schools
    if (
        not last.before and pair.opener != "from" and amount.value > _LEVEL * last.value
    ):  # over three weeks to 16.8 million
        return False
    return not pair.counts(amount) and not (last.before and (amount.form != last.form or falls))


def _parts(pair: Pair) -> int:
    """How many of the first's unit make one of the second's: ``from six months to 22 years``; else 1."""
    return pair.words.smaller.get(str(pair.amount.unit), {}).get(str(pair.last.unit), 1)


def _is_estimate(pair: Pair) -> bool:
    """``two or three``, ``10 or 15``: an estimate, not a choice, nor the end of a list."""
    place = pair.last.first - 1
    if pair.tokens.lows[place] == "," and pair.tokens.is_literal(place - 1):
        return False
    high = pair.amount.value / pair.amount.scale  # 3 or 4 million
    return pair.last.scale == 1 and 0 < pair.last.value < high <= pair.last.value * 2 + 1


def merged(pair: Pair) -> Amount:
    """Both amounts as one range, the first end in the unit and scale of the second."""
    last, amount = pair.last, pair.amount
    low, high = last.value / _parts(pair), amount.value
    if abs(low * amount.scale) <= abs(high):  # $10 to $15 billion
        low *= amount.scale
    whole = last._replace(value=low, upper=high, scale=max(last.scale, amount.scale), behind=amount.behind)
    if amount.unit and not last.per:
        whole = whole._replace(unit=amount.unit, per=amount.per, kind=amount.kind, money=amount.money)
    return whole if amount.comparator == "=" else whole._replace(comparator=amount.comparator)


def scored(whole: Amount, pair: Pair, dash: bool) -> Amount:
    """The range, or the ratio that it is: a score, a vote or odds. ``dash``: its ends are not joined by a word."""
    tokens, sets, low, high = pair.tokens, pair.words.sets, whole.value, pair.amount.value
    if whole.unit or pair.opener in ("from", "between"):
        return whole
    compared = pair.words.compared_before.before(tokens, whole.first)
    settled = high == 1 or tokens.lows[whole.first - 1] in sets["scored"]  # about four to one
    if (compared and not settled) or low != int(low):
        return whole  # some 7-8 innings, but passed 5-2
    around = tokens.lows[max(0, whole.first - 6) : whole.behind + 4]
    made = tokens.lows[max(0, whole.first - 2) : whole.first] == ["making", "it"]
    sport = made or not sets["scored"].isdisjoint(around)
    sides = tokens.raws[whole.first - 1].istitle() and tokens.raws[whole.behind].istitle()  # Ghana 1-3 Mali
    sides = sides or ({low, high} == _TIED_SET and tokens.lows[whole.behind] == "(")  # lost 6-7 (5)
    ratio = (low >= high or sport or sides) if dash else (high == 1 or low > high >= 0)
    return whole._replace(kind="ratio") if ratio else whole


def two_sides(pair: Pair) -> Amount | None:
    """``at 5/1``, ``7-6 (7/4)``, ``50/50``, ``217 votes to 210``: two sides, whatever stands around."""
    tokens, last, between = pair.tokens, pair.last, pair.between
    slashed = between in ("/", ":") and tokens.glued(pair.amount.first)
    unit, _, to = between.partition(" ")
    counted = to == "to" and unit in pair.words.sets["scored_units"] and tokens.lows[last.first - 1] != "from"
    if not (slashed or counted) or last.unit or pair.amount.unit:
        return None
    return last._replace(kind="ratio", upper=pair.amount.value, behind=pair.amount.behind)


def third_side(pair: Pair) -> Amount | None:
    """``18-9-4``: a record of wins, losses and draws, which is told by the first two."""
    last, amount = pair.last, pair.amount
    if pair.between not in ("-", ""):
        return None
    if not pair.tokens.glued(amount.first):
        return None
    return last._replace(kind="ratio", behind=amount.behind)


def odds(pair: Pair) -> Amount | None:
    """``one in five``, ``two out of three``, ``9 in 10``, ``1 over 3``, ``a 1-in-100-year flood``."""
    tokens, last, amount, between = pair.tokens, pair.last, pair.amount, pair.between
    over = between == "over" and tokens.lows[amount.behind] in ("", ".", "?")
    if not over and not (0 < last.value < amount.value and between in _ODDS):
        return None
    if last.unit or (amount.unit and between != "- in -"):
        return None
    if between == "in" and not (amount.value < 10 or last.value == 1 or amount.value in _TENS):
        return None
    return last._replace(kind="ratio", upper=amount.value, behind=amount.behind)


def tries(pair: Pair) -> Amount | None:
    """``went 0-for-9``, ``made 3 of 4 at the line``: what was hit, of what was tried."""
    last, amount, between = pair.last, pair.amount, pair.between
    digits = last.form == "digits" == amount.form
    tried = between == "of" and digits and pair.tokens.lows[last.first - 1] in pair.words.sets["trying"]
    tried |= between == "for" and pair.tokens.lows[last.first - 1] in pair.words.sets["batting"]
    whole = last.value <= amount.value or between == "- for -"  # matched 2-for-1
    if not (tried or between in ("- for -", "- of -")) or last.unit or amount.unit or not whole:
        return None
    return last._replace(kind="ratio", upper=amount.value, behind=amount.behind)


def without_tiebreaks(amounts: Iterable[Amount], tokens: Tokens) -> Iterator[Amount]:
    """The amounts without those in brackets behind a set that a tie-break won: ``7-6 (5)``, ``6-7 (10-8)``."""
    last: Amount | None = None
    for amount in amounts:
        inside = last is not None and tokens.lows[last.behind : amount.first] == ["("]
        if not (last and inside and tokens.lows[amount.behind] == ")" and {last.value, last.upper} == _TIED_SET):
            yield amount
        last = amount


def wickets(pair: Pair) -> Amount | None:
    """``278 for 6``, ``four for 39``: runs and wickets, in an article that speaks of cricket."""
    last, amount = pair.last, pair.amount
    if pair.between != "for" or pair.counts(amount) or min(last.value, amount.value) > _WICKETS:
        return None
    if last.unit or amount.unit or pair.words.sets["cricket"].isdisjoint(pair.tokens.lows):
        return None
    return last._replace(kind="ratio", upper=amount.value, behind=amount.behind)
