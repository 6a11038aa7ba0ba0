"""Tells the size of a rise or fall: up 3 %, fell by a third, a 5 % rise, Dow +0.2%. A table of rules."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import ARTICLES, BREAK, HYPHENS, MINUS
from newsextract.records.record import Change
from newsextract.rules.judgement import Judgement

CHANGE: Judgement[Case, Change] = Judgement("numbers", "rise or fall", Case.offsets)

_FAR = 6  # pieces between a verb of rising and its number
_OBJECT = 20  # pieces between it and "by", with an object
_NOUN = 4  # pieces in which the noun before "of" is named
_MEASURES = ("percent", "money", "quantity")
_ENDS = ("", ".", ",", ";", BREAK)


def _is_measure(case: Case) -> bool:
    return case.amount.kind in _MEASURES or (case.amount.form == "fraction" and case.amount.scale == 1)


@CHANGE.rule("by its sign")
def _by_sign(case: Case) -> Change | None:
    """``Dow +0.2%``, ``FTSE -0.6%``."""
    if not case.amount.signed or case.amount.kind != "percent":
        return None
    sign = case.tokens.lows[case.amount.number - 1]
    return "up" if sign == "+" else "down" if sign in MINUS else None


@CHANGE.rule("more or less than")
def _than(case: Case) -> Change | None:
    """``a third less``, ``20 fewer cars``, ``300 more than a year ago``; not ``300 more people``."""
    change, place = case.words.change_than.get(case.after), case.amount.end
    if change is None or _is_measure(case):
        return change
    return change if case.after == "fewer" or "than" in case.tokens.lows[place + 1 : place + 3] else None


@CHANGE.rule("a word after it")
def _word_after(case: Case) -> Change | None:
    """``a 5 % rise``, ``2 per cent annual growth``, ``5 % higher``, ``a 25-point cut``, ``sales are 5 % down``."""
    if not _is_measure(case):
        return None
    tokens, words, place = case.tokens, case.words, case.amount.end + (case.after == "-")
    low = tokens.lows[place]
    if low in words.change_noun:
        return words.change_noun[low]
    if case.amount.is_share and low in words.change_share:
        return words.change_share[low]
    if case.amount.is_share and low in ("up", "down") and case.has(place + 1, "moved_before"):
        return "up" if low == "up" else "down"
    parted = low in words.sets["change_parted"] or not low.isalpha()
    return None if parted else words.change_noun.get(tokens.lows[place + 1])


@CHANGE.rule("a noun before it")
def _noun_before(case: Case) -> Change | None:
    """``a rise of 5 %``, ``an increase of 300``; ``a gain of 2 points``, not ``a gain of $5``."""
    if case.before != "of":
        return None
    noun = case.tokens.lows[_changing_noun(case)]
    share = case.words.change_share.get(noun) if case.amount.is_share else None
    return case.words.change_noun.get(noun) or share


def _changing_noun(case: Case) -> int:
    """Where the noun before "of" stands, also in ``a drop in the value of 6 %``: that before "in"."""
    lows, place = case.tokens.lows, case.amount.start - 2
    last = place - _NOUN
    while lows[place].isalpha() and lows[place] not in ("in", *case.words.change_noun) and place > last:
        place -= 1
    return place - 1 if lows[place] == "in" else case.amount.start - 2


@CHANGE.rule("a verb before it")
def _verb(case: Case) -> Change | None:
    """``rose by 5 %``, ``up another 58 points``; not ``up from 2``."""
    tokens, words, amount = case.tokens, case.words, case.amount
    place = amount.start
    if case.before in ARTICLES and not HYPHENS.isdisjoint((tokens.lows[amount.number_end], case.after)):
        return None  # dropped a 500-pound bomb, pulled up a 3km-long core
    for _ in range(_FAR):
        found = words.change_before.before(tokens, place)
        if found:
            (change, measures_only), start = found
            if place == amount.start and (_is_object(case) or _is_level(case, change)):
                return None
            return change if _counts(case, start, measures_only) else None
        average = tokens.lows[max(0, place - 2) : place] == ["average", "of"]  # will rise by an average of 13 %
        if not average and tokens.lows[place - 1] not in words.sets["change_between"]:
            return None
        place -= 1 + average
    return None


def _is_object(case: Case) -> bool:
    """``dropped two assault charges``, ``eight of ten games``: what one drops, and no fall."""
    amount = case.amount
    counts = amount.kind == "cardinal" and amount.form != "fraction" and amount.comparator == "="
    if case.after == "of" and (counts or amount.kind == "quantity"):
        return True
    after = range(case.amount.end, case.amount.end + _NOUN)
    end = next((at for at in after if case.tokens.is_plural(at)), None)
    return end is not None and case.has(end, "dropped")


def _is_level(case: Case, change: Change) -> bool:
    """``fell below 5 percent``, ``rose above $100``: what was reached, not by how much."""
    compared = " ".join(case.tokens.lows[case.amount.start : case.amount.number])
    levels = case.words.sets["levels_up" if change == "up" else "levels_down"]
    return any(f"{compared} ".startswith(f"{level} ") for level in levels)


def _counts(case: Case, start: int, measures_only: bool) -> bool:
    """Whether the verb that begins at ``start`` can change such an amount: one gains many other things."""
    sets, amount, word = case.words.sets, case.amount, case.tokens.lows[start]
    if word in sets["margins"] and case.before == "by":  # she lost by 17 points
        return False
    if amount.unit == "point" and word.startswith("add") and not sets["tallies"].isdisjoint(case.tokens.kinds):
        return False  # she added 15 points and nine rebounds
    if word in ("up", "down"):
        counts = not _is_measure(case) and case.has(start - 1, "counting_verbs")
        return not case.has(start - 1, "particle_verbs") and not counts
    coin = amount.unit in case.words.coins or word not in sets["coin_verbs"]
    return not measures_only or amount.is_share or (amount.kind == "money" and coin)


@CHANGE.rule("a verb with an object")
def _with_object(case: Case) -> Change | None:
    """``cut its costs by $5m``, ``raised rates by an additional 25 basis points``: the verb, its object, "by"."""
    tokens, place = case.tokens, case.amount.start - 1
    while case.has(place, "change_between") and tokens.lows[place] != "by":  # by an additional 2 %
        place -= 1
    by = tokens.lows[place] == "by" or case.amount.unit == "basis point"  # cut rates 50bp
    if not by or not (_is_measure(case) or case.after == "times"):
        return None
    place -= tokens.lows[place - 1] == ","  # fell for a third month, by 2 %
    for before in range(place - 1, max(-1, place - _OBJECT), -1):
        low = tokens.lows[before]
        change = case.words.change_by.get(low)
        if change:
            return change
        if low in case.words.sets["margins"] or low in case.words.sets["new_clauses"]:
            return None
        if not low.isalpha() and low not in (*HYPHENS, ",", "'", "’"):
            return None
    return None


@CHANGE.rule("once more, elsewhere or at another time")
def _again(case: Case) -> Change | None:
    """``fell 3% in May and 5% in June``, ``shed 3% in volume and 5% in value``, ``Acme lost 3% and Bexco 5%``.

    Also ``rose by 5.81 per cent, banks by 1.15 per cent``.
    """
    last, amount, tokens = case.last, case.amount, case.tokens
    if last is None or last.change is None or last.unit != amount.unit or not _is_measure(case):
        return None
    if case.before == "by":
        return last.change
    between = tokens.raws[last.end : amount.start]
    plain = all(raw.lower() in case.words.sets["change_when"] or not raw.islower() for raw in between)
    if case.before != "and":
        return last.change if plain and case.after in _ENDS and between[:1] == ["and"] else None
    alike = case.after == between[0] and len(between) <= _FAR
    return last.change if (alike or plain) and case.has(amount.end, "change_when") else None
