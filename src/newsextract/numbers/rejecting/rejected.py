"""Rules against: what looks like a number and is none, by the pieces around it. A table for each form of number.

Most are rows of models/rules/numbers/rules.jsonl; here is what a row cannot say.
"""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case, rows_on
from newsextract.numbers.rejecting.dates import date, year
from newsextract.numbers.rejecting.labels import label
from newsextract.numbers.rejecting.pronoun import pronoun
from newsextract.numbers.text.tokens import APOSTROPHES, HYPHENS
from newsextract.rules.judgement import Judgement

NO_NUMBER: Judgement[Case, str | bool] = Judgement("numbers", "no number", Case.offsets, rows=rows_on("no number"))
NO_RANK: Judgement[Case, str | bool] = Judgement("numbers", "no rank", Case.offsets, rows=rows_on("no rank"))
NO_AMOUNT: Judgement[Case, str | bool] = Judgement("numbers", "no amount", Case.offsets, rows=rows_on("no amount"))
NO_COUNT: Judgement[Case, str | bool] = Judgement("numbers", "no count", Case.offsets, rows=rows_on("no count"))
NO_LENGTH: Judgement[Case, str | bool] = Judgement("numbers", "no length", Case.offsets, rows=rows_on("no length"))

_CODED = re.compile(r"0\d*[1-9]\d*")
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t(“\"]{0,8}(\d\d?)(?:[.)\]](?!\d)|[-–] |[ \t]*(?:\n|\Z))")
_SET_IN = 8  # characters that a list marker may be set in


def rejected(case: Case) -> str | bool | None:
    """What the amount is instead of a number: a name where the next may hang on it, else True; None of a number."""
    verdict = NO_NUMBER.first(case)
    if case.amount.form == "ordinal":
        return verdict or NO_RANK.first(case)
    verdict = verdict or NO_AMOUNT.first(case)
    if case.amount.form == "article":
        return verdict or NO_LENGTH.first(case)
    return verdict or (None if case.amount.unit else NO_COUNT.first(case))


@NO_NUMBER.rule("a phrase")
def _phrase(case: Case) -> bool:
    """``the Group of 77``, ``ground zero``, ``second-in-command``: a phrase around the number."""
    words, amount = case.words, case.amount
    last = case.tokens.lows[amount.number_end - 1]
    if (last not in words.idioms.words and last not in words.named.words) or _is_millions(case):  # as most are
        return False
    places = range(max(0, amount.number - 3), amount.number_end)
    found = (words.idioms.at(case.tokens, place) or words.named.at(case.tokens, place) for place in places)
    return any(phrase and phrase[1] >= amount.end for phrase in found)


def _is_millions(case: Case) -> bool:
    """``3M phones``, ``$3M``, ``rose to 3M``: no firm's name; but ``3M shares fell``."""
    amount, tokens = case.amount, case.tokens
    if amount.form != "digits" or amount.scale == 1:
        return False
    counted = tokens.is_plural(amount.end) and not case.has(amount.end + 1, "moving")
    moved = case.has(amount.start - 1 - (case.before in ("to", "by")), "moving")
    return counted or moved or amount.unit is not None or bool(case.words.compared_before.before(tokens, amount.start))


NO_NUMBER.rule("a date")(date)


@NO_AMOUNT.rule("letters after it")
def _letters_after(case: Case) -> bool:
    """``3D``, ``the 4-H hall``: something tied to it that is no unit."""
    place = case.amount.number_end
    letter = case.tokens.raws[place + 1]
    tied = case.tokens.lows[place] == "-" and len(letter) == 1 and letter.isupper() and case.tokens.glued(place + 1)
    return tied or case.amount.glued != ""


@NO_AMOUNT.rule("a code with zeros")
def _zeros(case: Case) -> bool:
    """``007``; not ``2hr 03min``."""
    coded = case.literal[0] == "0" and _CODED.fullmatch(case.literal) is not None
    return coded and case.amount.kind != "duration"


@NO_AMOUNT.rule("tied to what is before it")
def _tied(case: Case) -> bool:
    """``G20``, ``AK-47``, ``Covid-19``, ``'90s``, ``high-five``: a part of a word."""
    tokens, first = case.tokens, case.amount.start
    before = tokens.raws[first - 1]
    if not before or not tokens.glued(first):
        return False
    if before in (*HYPHENS, "−"):
        return _makes_name(case, first - 2)
    if case.amount.form not in ("digits", "fraction"):
        return False
    if before in APOSTROPHES or before == "‘":
        return len(case.literal) == 2 and not tokens.glued(first - 1)
    if before == "/":
        return not (tokens.is_literal(first - 2) or (case.last and case.last.unit and case.last.end == first - 1))
    return before[-1].isalnum() or before in ".\\_"


def _makes_name(case: Case, place: int) -> bool:
    """Whether the word there makes a name of what is hyphened to it: ``AK-47``, ``s-1``; not ``5kg-7kg``."""
    tokens, prefix = case.tokens, case.tokens.raws[place]
    if not prefix[-1:].isalpha():
        return False
    if prefix.lower() in case.words.sets["name_prefixes"]:
        return True
    if case.amount.form not in ("digits", "fraction"):
        return False
    hyphen = tokens.raws[place - 1] in HYPHENS
    measured = tokens.glued(place) and tokens.is_literal(place - 1 - hyphen)
    return not prefix.islower() or (len(prefix) < 3 and not measured)


@NO_AMOUNT.rule("tied to digits that are none")
def _goes_on(case: Case) -> bool:
    """``Boeing 737-800``, ``No. 22-1234``, ``pages 10-12``."""
    tied = bool(case.verdict) and case.tokens.glued(case.amount.start) and case.before in (*HYPHENS, "–", "/", "+")
    return tied and case.floor == case.amount.start - 1


@NO_AMOUNT.rule("the number of a house")
def _house(case: Case) -> bool:
    """``22 Baker Street``, ``9 Rue Lepic``, ``32 W. Bridge St``."""
    digits = case.amount.form == "digits"
    return digits and case.words.houses.match(case.tokens.text, case.offsets()[0]) is not None


NO_COUNT.rule("the pronoun one")(pronoun)
NO_COUNT.rule("a year")(year)
NO_COUNT.rule("a label")(label)


@NO_COUNT.rule("a mark of a list")
def _list_mark(case: Case) -> bool:
    """``1.``, ``2)`` or ``3-`` where a line begins, and ``4`` alone on one."""
    text, start = case.tokens.text, case.start
    line = text.rfind("\n", max(0, start - _SET_IN - 1), start) + 1
    found = _ITEM.match(text, line) if start - line <= _SET_IN else None
    return found is not None and found.start(1) == start
