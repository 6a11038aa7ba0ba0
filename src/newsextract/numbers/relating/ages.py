"""Tells ages that no unit gives away: NAME, 34, of; aged 9; she is 35; under the age of 21.

Many of the rules are rows of models/rules/numbers/rules.jsonl; here is what a row cannot say.
"""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount, Case, rows_on
from newsextract.numbers.text.tokens import APOSTROPHES, BREAK
from newsextract.rules.judgement import Judgement

AGE: Judgement[Case, bool] = Judgement("numbers", "an age", Case.offsets, rows=rows_on("an age"))

_OF_BABIES = ("month", "week", "day")
_OLDEST = 120
_OLDEST_NAMED = 106
_FEWEST_NAMED = 3
_MOST_TO_AGE = 8  # pieces from a word for a child to its age
_BRACKETED = 6  # pieces in brackets after a name
_STOPS = {",", ".", ";", ")", "–", "—", BREAK, ""}
_LISTED = (",", "and", "or", "( now", ", now", "( then")


def with_age(case: Case) -> Amount:
    """The amount, an age where it is one."""
    amount, of_age = case.amount, _is_of_age(case)
    if amount.unit in _OF_BABIES:
        return amount._replace(kind="age") if AGE.first(case) else amount
    if amount.unit and not (amount.unit == "year" and of_age):
        return amount
    if not 0 < amount.value <= _OLDEST or not (amount.is_whole or of_age) or not AGE.first(case):
        return amount
    aged = amount._replace(kind="age", unit="year")
    if not of_age:
        return aged
    place = amount.start - 2
    place -= case.tokens.lows[place - 1] == "the"
    found = case.words.compared_before.before(case.tokens, place)  # under the age of 5
    return aged._replace(comparator=found[0], start=found[1]) if found and found[0] else aged


@AGE.rule("the age of")
def _is_of_age(case: Case) -> bool:
    """``at the age of 19``, ``at the age of only 39``."""
    place = case.amount.start - 1
    place -= case.has(place, "old_adverbs")
    return case.tokens.lows[place] == "of" and case.has(place - 1, "aged")


@AGE.rule("or older")
def _is_compared(case: Case) -> bool:
    """``45 or older``, ``younger than 50``."""
    return not {"older", "younger"}.isdisjoint(case.tokens.lows[case.amount.start : case.amount.end])


@AGE.rule("listed after an age")
def _is_listed(case: Case) -> bool:
    """``aged 4, 7 and 11``, ``aged 5 and 7 (now 11 and 13)``; not ``aged 4, and 7 others``."""
    last, amount = case.last, case.amount
    if last is None or last.kind != "age" or last.end > last.number_end or amount.unit:
        return False
    between = " ".join(case.tokens.lows[last.end : amount.start])
    return between in _LISTED and (case.after in _STOPS or case.after in ("and", "or", "("))


@AGE.rule("after a name")
def _is_after_name(case: Case) -> bool:
    """``Maria Lopez, 34,``, ``Ana Cruz (D-Ohio), 61,`` and ``the driver, 27,``, ``Harold, then 8,``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.start
    place -= case.has(place - 1, "old_adverbs")
    listed = tokens.lows[place - 1] == ";" and case.last is not None and case.last.kind == "age"
    if case.after not in _STOPS or not (listed or tokens.lows[place - 1] == ","):
        return False
    full = tokens.raws[place - 2].istitle() and tokens.raws[place - 3].istitle()
    if case.amount.unit:
        return case.after == "," and full
    young = not sets["young"].isdisjoint(tokens.lows[max(0, place - _MOST_TO_AGE) : place])  # a son called Bo, 2
    if not (0 if young or (full and case.after == ";") else _FEWEST_NAMED) < case.amount.value <= _OLDEST_NAMED:
        return False
    name = _named_before(case, place - 2)
    named = name[:1].isupper() and not name.isupper() and name not in sets["months"]
    return named or name in sets["age_nouns"]


def _named_before(case: Case, place: int) -> str:
    """The word to look at for a name that ends at ``place``: past brackets, ``Jr.`` and a hyphenated end."""
    tokens = case.tokens
    if tokens.raws[place - 1] == "-":  # Min-jun, 44,
        return tokens.raws[place - 2]
    if tokens.raws[place - 1] in ("Jr", "Sr"):
        return tokens.raws[place - 1]
    if tokens.raws[place] != ")":
        return tokens.raws[place]
    inside = tokens.raws[max(0, place - _BRACKETED) : place]
    return tokens.raws[place - len(inside) + inside.index("(") - 1] if "(" in inside else ""


@AGE.rule("she is 35")
def _is_old(case: Case) -> bool:
    """``she is 35``, ``who was 10.``, ``the twins turned 40``, ``will be 30 by``, ``she's 9``, ``you're 17``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.start - 1
    place -= case.has(place, "old_adverbs")
    verb = tokens.lows[place]
    if case.amount.unit or not (case.has(case.amount.end, "old_before") or tokens.opens_line(case.amount.end)):
        return False
    if tokens.lows[place - 1] in APOSTROPHES:
        more = verb == "re" and tokens.lows[max(0, place - 2)] in ("they", "you", "we")
        return more or case.has(place - 2, "old_subjects")
    said = not sets["old_subjects"].isdisjoint(tokens.lows[max(0, place - 2) : max(0, place)])  # she will be 30
    return verb in sets["turning"] or (verb in sets["old_verbs"] and said)
