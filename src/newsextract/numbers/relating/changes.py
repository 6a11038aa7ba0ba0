"""Tells the size of a rise or fall: up 3 %, fell by a third, a 5 % rise, Dow +0.2%. A table of rules."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.knowledge.cues import Cue
from newsextract.numbers.text.tokens import ARTICLES, BREAK, HYPHENS, MINUS
from newsextract.records.record import Change
from newsextract.rules.judgement import Judgement

CHANGE: Judgement[Case, Change] = Judgement("numbers", "rise or fall", span=Case.offsets, cues=Case.cues)

_FAR = 6  # pieces between a verb of rising and its number
_OBJECT = 20  # pieces between it and "by", with an object
_NOUN = 4  # pieces in which what one drops is named
_OWN = {"the", "its", "their", "his", "her", "our"}
_MEASURES = ("percent", "money", "quantity")


def _is_measure(case: Case) -> bool:
    return case.amount.kind in _MEASURES or (case.amount.form == "fraction" and case.amount.scale == 1)


def _noun_place(case: Case) -> int:
    """Where the noun behind the amount stands: ``a 5 % rise``, ``a 25-basis-point cut``."""
    return case.amount.behind + (case.behind == "-")


@CHANGE.rule("by its sign", Cue.SIGNED)
def _by_sign(case: Case) -> Change | None:
    """``Dow +0.2%``, ``FTSE -0.6%``."""
    sign = case.tokens.lows[case.amount.number - 1]
    if not case.amount.signed or case.amount.kind != "percent":
        return None
    return "up" if sign == "+" else "down" if sign in MINUS else None


@CHANGE.rule("more or less than", Cue.MORE_BEHIND)
def _than(case: Case) -> Change | None:
    """``a third less``, ``20 fewer cars``, ``300 more than a year ago``; not ``300 more people``, ``10 % or more``."""
    place = case.amount.behind
    change = case.words.change_than.get(case.behind)
    if _is_measure(case):
        return None if case.has(place + 1, "more_before") else change
    than = case.behind == "fewer" or "than" in case.tokens.lows[place + 1 : place + 3]
    return change if than else None


@CHANGE.rule("a noun behind it", Cue.MEASURE)
def _noun_behind(case: Case) -> Change | None:
    """``a 5 % rise``, ``2 per cent annual growth``, ``5 % higher``."""
    tokens, sets, nouns, place = case.tokens, case.words.sets, case.words.change_noun, _noun_place(case)
    if not _is_measure(case):
        return None
    low, following = tokens.lows[place], tokens.lows[place + 1]
    if low in nouns:
        return nouns[low]
    parted = low in sets["change_parted"] or not tokens.raws[place].isalpha()
    return None if parted else nouns.get(following)


@CHANGE.rule("a noun behind a share", Cue.SHARE)
def _share_behind(case: Case) -> Change | None:
    """``a 3 % gain``, ``a 25-basis-point cut``."""
    return case.words.change_share.get(case.tokens.lows[_noun_place(case)]) if case.amount.is_share else None


@CHANGE.rule("up or down behind it", Cue.SHARE)
def _particle_behind(case: Case) -> Change | None:
    """``sales are 5 % down``; not ``5% up front``."""
    place = _noun_place(case)
    low = case.tokens.lows[place]
    if low not in ("up", "down") or not case.amount.is_share or not case.has(place + 1, "moved_before"):
        return None
    return "up" if low == "up" else "down"


@CHANGE.rule("a noun before it", Cue.OF_BEFORE)
def _noun_before(case: Case) -> Change | None:
    """``a rise of 5 %``, ``an increase of 300``; ``a gain of 2 points``, not ``a gain of $5``."""
    if case.before != "of":
        return None
    noun = case.tokens.lows[_changing_noun(case)]
    share = case.words.change_share.get(noun) if case.amount.is_share else None
    return case.words.change_noun.get(noun) or share


def _changing_noun(case: Case) -> int:
    """Where the noun before "of" stands, also in ``a drop in the value of 6 %``: that before "in"."""
    lows, place = case.tokens.lows, case.amount.first - 2
    last = place - _NOUN
    while lows[place].isalpha() and lows[place] not in ("in", *case.words.change_noun) and place > last:
        place -= 1
    return place - 1 if lows[place] == "in" else case.amount.first - 2


@CHANGE.rule("a verb before it", Cue.MOVE_BEFORE)
def _verb(case: Case) -> Change | None:
    """``rose by 5 %``, ``up another 58 points``; not ``up from 2``."""
    tokens, words, amount = case.tokens, case.words, case.amount
    place = amount.first
    tied = not HYPHENS.isdisjoint((tokens.lows[amount.number_behind], case.behind))
    if case.before in ARTICLES and tied:
        return None  # dropped a 500-pound bomb, pulled up a 3km-long core
    for _ in range(_FAR):
        found = words.change_before.before(tokens, place)
        if found:
            (change, measures_only), start = found
            if place == amount.first and (_is_object(case) or _is_level(case, change)):
                return None
            return change if _counts(case, start, measures_only) else None
        average = tokens.lows[max(0, place - 2) : place] == ["average", "of"]  # will rise by an average of 13 %
        if not average and tokens.lows[place - 1] not in words.sets["change_between"]:
            return None
        place -= 1 + average
    return None


def _is_object(case: Case) -> bool:
    """``dropped two assault charges``, ``eight of ten games``: what one drops, and no fall; ``sank 5 km off Delmo``."""
    amount = case.amount
    if amount.kind == "quantity" and case.has(amount.behind, "apart"):
        return True
    counts = amount.kind == "cardinal" and amount.form != "fraction" and amount.comparator == "="
    if case.behind == "of" and (counts or amount.kind == "quantity"):
        return True
    behind = range(case.amount.behind, case.amount.behind + _NOUN)
    end = next((at for at in behind if case.tokens.is_plural(at)), None)
    return end is not None and case.has(end, "dropped")


def _is_level(case: Case, change: Change) -> bool:
    """``fell below 5 percent``, ``rose above $100``: what was reached, not by how much."""
    compared = " ".join(case.tokens.lows[case.amount.first : case.amount.number])
    return any(f"{compared} ".startswith(f"{level} ") for level in case.words.sets[f"levels_{change}"])


def _counts(case: Case, start: int, measures_only: bool) -> bool:
    """Whether the verb that begins at ``start`` can change such an amount: one gains many other things."""
    sets, amount, word = case.words.sets, case.amount, case.tokens.lows[start]
    if word in sets["margins"] and case.before == "by":  # she lost by 17 points
        return False
    if amount.unit == "point" and word.startswith("add") and not sets["tallies"].isdisjoint(case.tokens.lows):
        return False  # she added 15 points and nine rebounds
    if word in ("up", "down"):
        counts = not _is_measure(case) and case.has(start - 1, "counting_verbs")
        return not case.has(start - 1, "particle_verbs") and not counts
    coin = amount.unit in case.words.coins or word not in sets["coin_verbs"]
    return not measures_only or amount.is_share or (amount.kind == "money" and coin)


@CHANGE.rule("a verb with an object", Cue.BY_BEFORE | Cue.MOVE_BEFORE | Cue.BASIS | Cue.SHARE)
def _with_object(case: Case) -> Change | None:
    """``cut its costs by $5m``, ``raised rates by an additional 25 basis points``: the verb, its object, "by"."""
    tokens, place = case.tokens, case.amount.first - 1
    while case.has(place, "change_between") and tokens.lows[place] != "by":  # by an additional 2 %
        place -= 1
    by = tokens.lows[place] == "by" or case.amount.unit == "basis point"  # cut rates 50bp
    if not (by or _ends_object(case)) or not (_is_measure(case) or case.behind == "times"):
        return None
    place -= tokens.lows[place - 1] == ","  # fell for a third month, by 2 %
    for before in range(place - 1, max(-1, place - _OBJECT), -1):
        low = tokens.lows[before]
        change = case.words.change_by.get(low)
        if change and not case.has(before - 1, "ended"):  # ended up winning by 10 points
            return change
        if low in case.words.sets["margins"] or low in case.words.sets["new_clauses"]:
            return None
        if not low.isalpha() and low not in (*HYPHENS, ",", "'", "’"):
            return None
    return None


def _ends_object(case: Case) -> bool:
    """``will raise its dividend 5 %``: right behind a short object, with nothing that the share is of behind it."""
    last, amount, lows = case.amount.first - 1, case.amount, case.tokens.lows
    verb = next((at for at in range(last - 1, last - _NOUN, -1) if lows[at] in case.words.change_by), None)
    if verb is None or lows[verb] in ("up", "down") or amount.unit != "percent" or amount.first != amount.number:
        return False
    named = lows[verb + 1 + (lows[verb + 1] in _OWN) : last + 1]
    plain = named and all(low.isalpha() and low not in case.words.sets["no_object"] for low in named)
    ends = case.behind in ("", ".", ",", ";", BREAK) or case.has(amount.behind, "change_when")
    return bool(plain) and ends


@CHANGE.rule("the verb of the amount before", Cue.BY_BEFORE)
def _elided(case: Case) -> Change | None:
    """``rose by 5.81 per cent, banks by 1.15 per cent``."""
    last, amount = case.last, case.amount
    if last is None or case.before != "by" or amount.unit is None or last.unit != amount.unit:
        return None
    return last.change


@CHANGE.rule("once more, elsewhere or at another time", Cue.MEASURE)
def _again(case: Case) -> Change | None:
    """``fell 3% in May and 5% in June``, ``shed 3% in volume and 5% in value``, ``Acme lost 3% and Bexco 5%``."""
    last, amount, tokens = case.last, case.amount, case.tokens
    if last is None or last.unit != amount.unit:
        return None
    between = tokens.raws[last.behind : amount.first]
    plain = all(raw.lower() in case.words.sets["change_when"] or not raw.islower() for raw in between)
    if case.before != "and":
        ends = case.behind in ("", ".", ",", ";", BREAK)
        return last.change if plain and ends and between[:1] == ["and"] else None
    alike = case.has(amount.behind, "change_when") and case.behind == between[0] and len(between) <= _FAR
    alike = alike and {"as", *case.words.sets["new_clauses"]}.isdisjoint(between)
    return last.change if alike or (plain and case.has(amount.behind, "change_when")) else None
