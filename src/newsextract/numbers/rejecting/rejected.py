"""Rules against: what looks like a number and is none, by the pieces around it. A table for each form of number."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.rejecting.dates import date, year, year_of_old
from newsextract.numbers.rejecting.labels import label, lettered_label
from newsextract.numbers.text.tokens import APOSTROPHES, BREAK, HYPHENS
from newsextract.rules.judgement import Judgement

NO_NUMBER: Judgement[Case, str] = Judgement("numbers", "no number", span=Case.offsets)
NO_RANK: Judgement[Case, str] = Judgement("numbers", "no rank", span=Case.offsets)
NO_AMOUNT: Judgement[Case, str] = Judgement("numbers", "no amount", span=Case.offsets)
NO_COUNT: Judgement[Case, str] = Judgement("numbers", "no count", span=Case.offsets)

_CODE = "code"
_TWENTIES = re.compile(r"\d*0['’‘]s\b")
_CODED = re.compile(r"0\d*[1-9]\d*")
_MARKED = re.compile(r"=[\"']\Z")
_STATE = re.compile(r", [A-Z]{2} \Z")
_POSTAL = re.compile(r"\d{5}")
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t(]{0,8}(\d\d?)[.)\]](?!\d)")
_CLOCK = re.compile(r"\d.*[:mM].*")
_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}
_GROUP = 5  # pieces from a group's number to the comma behind it
_LONGEST = 15  # digits of a number that nothing groups
_SET_IN = 8  # characters that a list marker may be set in


def rejected(case: Case) -> str | None:
    """What the amount is instead of a number of the article; None where it is one."""
    verdict = NO_NUMBER.first(case)
    if case.amount.form == "ordinal":
        return verdict or NO_RANK.first(case)
    verdict = verdict or NO_AMOUNT.first(case)
    return verdict or (None if case.amount.unit else NO_COUNT.first(case))


@NO_NUMBER.rule("a year in words")
def _year_in_words(case: Case) -> str | None:
    """``nineteen ninety-eight``."""
    return "year" if case.amount.form == "year" else None


@NO_NUMBER.rule("a phrase")
def _phrase(case: Case) -> str | None:
    """``the Group of 77``, ``ground zero``, ``second-in-command``: a phrase around the number."""
    words, amount = case.words, case.amount
    for place in range(max(0, amount.number - 3), amount.number_behind):
        found = words.idioms.at(case.tokens, place) or words.named.at(case.tokens, place)
        if found and found[1] >= amount.behind:
            return "phrase"
    return None


NO_NUMBER.rule("a date")(date)


@NO_RANK.rule("at first")
def _adverb_before(case: Case) -> str | None:
    """``at first``, ``every second``, ``per second``."""
    return "adverb" if case.before in case.words.sets["ordinal_after"] else None


@NO_RANK.rule("first of all")
def _adverb(case: Case) -> str | None:
    """``first of all``, ``First, they said``."""
    behind = case.amount.behind
    if case.tokens.lows[behind : behind + 2] == ["of", "all"]:
        return "adverb"
    return "adverb" if case.behind == "," and case.before in ("", ".", BREAK) else None


@NO_RANK.rule("a second later")
def _time(case: Case) -> str | None:
    """``a second faster``: a time."""
    return "time" if case.before == "a" and case.has(case.amount.behind, "seconds_before") else None


@NO_RANK.rule("the first to do so")
def _doer(case: Case) -> str | None:
    """``the first to speak``, ``second-to-last``; ``second to Kenya`` counts."""
    hyphen = case.behind in HYPHENS
    if case.tokens.lows[case.amount.behind + hyphen] != "to" or _opens_range(case):
        return None
    return "doer" if hyphen or case.amount.value == 1 else None


@NO_RANK.rule("a rank in a name")
def _ranked_name(case: Case) -> str | None:
    """``21st century``, ``First Lady``, ``second-hand``, ``from the second to the fifth grade``."""
    place = case.amount.behind
    place += case.behind in HYPHENS
    if _opens_range(case):
        place += 1 + (case.tokens.lows[place + 1] == "the")
        place += 1 + case.tokens.is_literal(place)
    if not case.has(place, "ordinal_before"):
        return None
    counted = case.has(place, "ordinal_either") and case.has(place + 1, "ordinal_counted")
    return None if counted else "name"


def _opens_range(case: Case) -> bool:
    """``from the second to``."""
    first = case.amount.first
    return case.behind == "to" and "from" in case.tokens.lows[max(0, first - 2) : first]


@NO_AMOUNT.rule("letters behind it")
def _letters_behind(case: Case) -> str | None:
    """``3D``, ``5_``: something glued that is no unit."""
    end = case.tokens.ends[case.amount.number_behind - 1]
    return _CODE if case.amount.glued or case.tokens.text[end : end + 1] == "_" else None


@NO_AMOUNT.rule("a code with zeros")
def _zeros(case: Case) -> str | None:
    """``007``; not ``2hr 03min``."""
    coded = _CODED.fullmatch(case.literal)
    return _CODE if coded and case.amount.kind != "duration" else None


@NO_AMOUNT.rule("the twenties")
def _twenties(case: Case) -> str | None:
    """``her 20's``."""
    return "years" if _TWENTIES.match(case.tokens.text, case.start) else None


@NO_AMOUNT.rule("tied to what is before it")
def _tied(case: Case) -> str | None:
    """``G20``, ``AK-47``, ``Covid-19``, ``'90s``, ``high-five``: a part of a word."""
    tokens, first = case.tokens, case.amount.first
    before = tokens.raws[first - 1]
    if not tokens.glued(first):
        return None
    if before in (*HYPHENS, "−"):
        return _CODE if _makes_name(case, first - 2) else None
    if case.amount.form not in ("digits", "fraction"):
        return None
    if before in APOSTROPHES or before == "‘":
        return "years" if len(case.literal) == 2 and not tokens.glued(first - 1) else None
    if before == "/":
        return None if tokens.is_literal(first - 2) else _CODE
    return _CODE if before[-1].isalnum() or before in ".\\_" else None


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
def _goes_on(case: Case) -> str | None:
    """``Boeing 737-800``, ``No. 22-1234``, ``pages 10-12``."""
    tokens, last, first = case.tokens, case.last, case.amount.first
    if last is None or not case.verdict or not tokens.is_literal(last.number):
        return None
    tied = tokens.glued(first) and case.before in (*HYPHENS, "–", "/", "+")
    return _CODE if tied and last.behind == first - 1 else None


NO_AMOUNT.rule("a label with a letter")(lettered_label)


@NO_AMOUNT.rule("the number of a house")
def _house(case: Case) -> str | None:
    """``22 Baker Street``, ``358 El Brillo Way``, ``9 Rue Lepic``, ``32 W. Bridge St``."""
    start = case.offsets()[0]
    return "house" if case.words.houses.match(case.tokens.text, start) else None


@NO_AMOUNT.rule("no one")
def _none(case: Case) -> str | None:
    """``no one``, ``no one day``: not any."""
    return "none" if case.before == "no" and case.literal.lower() == "one" else None


NO_COUNT.rule("the pronoun one")(lambda case: "pronoun" if pronoun(case) else None)
NO_COUNT.rule("a year")(year)
NO_COUNT.rule("a year of old")(year_of_old)
NO_COUNT.rule("a label")(label)


@NO_COUNT.rule("a code")
def _code(case: Case) -> str | None:
    """``id="672138506"``, ``Delmo, IL 62704``, sixteen digits in a row."""
    before = case.tokens.text[max(0, case.start - 5) : case.start]
    postal = _POSTAL.fullmatch(case.literal) and _STATE.search(before)
    long = len(case.literal) > _LONGEST and case.literal.isdecimal()
    return _CODE if postal or long or _MARKED.search(before) else None


@NO_COUNT.rule("a mark of a list")
def _list_mark(case: Case) -> str | None:
    """``1.`` or ``2)`` where a line begins."""
    text, start = case.tokens.text, case.start
    line = text.rfind("\n", 0, start) + 1
    found = _ITEM.match(text, line) if start - line <= _SET_IN else None
    return "mark" if found and found.start(1) == start else None


@NO_COUNT.rule("a time of day")
def _clock(case: Case) -> str | None:
    """``1800 GMT``, ``two o'clock``, ``five p.m.``, ``3 to 11 p.m.``, ``UTC +2``, ``7.30 in the evening``."""
    tokens, behind, value = case.tokens, case.amount.behind, case.amount.value
    low, ahead = case.behind, tokens.lows[behind : behind + 3]
    is_zone = tokens.lows[case.amount.number - 1] in ("+", "-", "−", "–") and case.has(case.amount.number - 2, "zones")
    if low in case.words.sets["zones"] or is_zone:
        return "time"
    if ahead[::2] == ["o", "clock"] or "".join(ahead) in ("a.m", "p.m"):
        return "time"
    till = low in ("to", "until", "-", "–", "and") and _CLOCK.fullmatch(tokens.raws[behind + 1])
    if value <= 12 and (till or (low in ("am", "pm") and case.amount.is_whole)):
        return "time"
    local = ahead[:2] == ["local", "time"] or (ahead[:2] == ["in", "the"] and case.has(behind + 2, "daytimes"))
    return "time" if local and value < 24 else None


@NO_COUNT.rule("a name behind it")
def _named_behind(case: Case) -> str | None:
    """``737 Max``, ``the 4100 block``."""
    after = case.tokens.raws[case.amount.behind]
    return "name" if after in case.words.sets["models"] or (after == "block" and case.amount.value >= 100) else None


def pronoun(case: Case) -> bool:
    """``no one``, ``this one``, ``one another``, ``one cannot know``, ``a one-off``."""
    if case.literal.lower() != "one" or case.amount.number_behind > case.amount.number + 1:
        return False
    if case.behind == "of":
        return _before(case) in case.words.sets["one_never_of"]
    if case.behind == "another":
        return True
    return not _is_surely_number(case) and _is_pronoun(case)


def _before(case: Case) -> str:
    """The piece before the "one"."""
    return case.tokens.lows[case.amount.number - 1]


def _is_surely_number(case: Case) -> bool:
    """``only one``, ``one or two``, ``one in 200``, ``one in a million``, ``two men, one from Delmo``."""
    tokens, words, behind = case.tokens, case.words, case.amount.behind
    if _before(case) in words.sets["one_surely"] or is_one_of_group(case):
        return True
    if case.behind not in _JOINED:
        return False
    ahead = tokens.lows[behind + 1]
    return ahead in words.cardinal or ahead in ("a", "every") or tokens.is_literal(behind + 1)


def _is_pronoun(case: Case) -> bool:
    sets, after = case.words.sets, case.behind
    if after in HYPHENS:
        return case.has(case.amount.behind + 1, "one_hyphen")
    before = _before(case)
    if before in sets["one_after"] or after in sets["one_before"]:
        return True
    return after in _STOPS and before != "" and before not in sets["one_listed"]


def is_one_of_group(case: Case) -> bool:
    """``two men, one from Delmo``, ``six schools, one in each town``: the one of those just counted."""
    tokens, place = case.tokens, case.amount.number
    if case.before != "," or not case.has(place + 1, "one_apart"):
        return False
    for before in range(place - 2, max(-1, place - 2 - _GROUP), -1):
        if tokens.lows[before] in case.words.cardinal or tokens.is_literal(before):
            return before < place - 2
        if not tokens.lows[before].isalpha():
            return False
    return False
