"""Tells ages that no unit gives away: NAME, 34, of; aged 9; she is 35; under the age of 21. A table of rules."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.text.tokens import APOSTROPHES, BREAK
from newsextract.rules.judgement import Judgement

AGE: Judgement[Case, bool] = Judgement("numbers", "an age", span=Case.offsets)

_OLDEST = 120
_OLDEST_NAMED = 106
_FAR = 8  # pieces from a verb to its "at 49"
_BRACKETED = 6  # pieces in brackets behind a name
_FEWEST_YEARS = 13  # of a parent: fewer are children
_STOPS = {",", ".", ";", ")", BREAK, ""}


def with_age(case: Case) -> Amount:
    """The amount, an age where it is one."""
    amount = case.amount
    if amount.unit and not (amount.unit == "year" and _is_of_age(case)):
        return amount
    if not 0 < amount.value <= _OLDEST or not amount.is_whole or not AGE.first(case):
        return amount
    aged = amount._replace(kind="age", unit="year")
    if not _is_of_age(case):
        return aged
    place = amount.first - 2
    place -= case.tokens.lows[place - 1] == "the"
    found = case.words.compared_before.before(case.tokens, place)  # under the age of 5
    return aged._replace(comparator=found[0]) if found and found[0] else aged


@AGE.rule("the age of")
def _is_of_age(case: Case) -> bool:
    """``at the age of 19``."""
    return case.before == "of" and case.has(case.amount.first - 2, "aged")


@AGE.rule("aged")
def _is_aged(case: Case) -> bool:
    """``a boy aged 9``."""
    return case.before in case.words.sets["aged"]


@AGE.rule("listed behind an age")
def _is_listed(case: Case) -> bool:
    """``aged 4, 7 and 11``; not ``aged 4, and 7 others``."""
    last, amount = case.last, case.amount
    if last is None or last.kind != "age" or last.behind > last.number_behind:
        return False
    between = case.tokens.lows[last.behind : amount.first]
    return between in ([","], ["and"], ["or"]) and (case.behind in _STOPS or case.behind in ("and", "or"))


@AGE.rule("a girl of 9")
def _is_of_person(case: Case) -> bool:
    """``a girl of 9``; not ``a father of five``, ``the driver of 3 lorries``."""
    tokens, amount = case.tokens, case.amount
    person = tokens.raws[amount.first - 2] in case.words.sets["age_nouns"]
    if case.before != "of" or not person or case.behind == "of":
        return False
    children = case.has(amount.first - 2, "parents") and amount.value < _FEWEST_YEARS
    return not children and not tokens.is_plural(amount.behind)


@AGE.rule("at 42, he")
def _is_at_age(case: Case) -> bool:
    """``At 42, he``."""
    return case.before == "at" and case.behind == "," and case.has(case.amount.behind + 1, "old_subjects")


@AGE.rule("died at 91")
def _is_done_at_age(case: Case) -> bool:
    """``dies at 91``, ``died of a stroke at 49``: a verb, and nothing but words up to the "at"."""
    if case.before != "at" or case.behind not in _STOPS:
        return False
    place = case.amount.first - 2
    for before in range(place, max(-1, place - _FAR), -1):
        if case.has(before, "done_at_age"):
            return True
        if not case.tokens.lows[before].isalpha():
            return False
    return False


@AGE.rule("children under five")
def _is_of_group(case: Case) -> bool:
    """``children under five``, ``anyone over 70``."""
    return case.has(case.amount.number - 1, "age_bounds") and case.before in case.words.sets["age_groups"]


@AGE.rule("behind a name")
def _is_behind_name(case: Case) -> bool:
    """``Maria Lopez, 34,``, ``John McKay, 66.``, ``Ana Cruz (D-Ohio), 61,`` and ``the driver, 27,``."""
    tokens, place = case.tokens, case.amount.first
    name = tokens.raws[place - 2]
    if tokens.raws[place - 3] == "-":  # Min-jun, 44,
        name = tokens.raws[place - 4]
    if name == ")":
        name = _before_bracket(case, place - 2)
    if case.before != "," or case.behind not in _STOPS or not 3 < case.amount.value <= _OLDEST_NAMED:
        return False
    named = name[:1].isupper() and not name.isupper() and name not in case.words.sets["months"]
    return named or name in case.words.sets["age_nouns"]


def _before_bracket(case: Case, place: int) -> str:
    """The word before the brackets that close here: of ``Ana Cruz (D-Ohio), 61,`` the name."""
    inside = case.tokens.raws[max(0, place - _BRACKETED) : place]
    return case.tokens.raws[place - len(inside) + inside.index("(") - 1] if "(" in inside else ""


@AGE.rule("she is 35")
def _is_old(case: Case) -> bool:
    """``she is 35``, ``who was 10.``, ``the twins turned 40``, ``will be 30 by``, ``she's 9``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.first - 1
    place -= case.has(place, "old_adverbs")
    verb = tokens.lows[place]
    if not case.has(case.amount.behind, "old_before"):
        return False
    if tokens.lows[place - 1] in APOSTROPHES:
        return case.has(place - 2, "old_subjects")
    said = not sets["old_subjects"].isdisjoint(tokens.lows[max(0, place - 2) : place])  # she will be 30
    return verb in sets["turning"] or (verb in sets["old_verbs"] and said)
