"""Rules against: what looks like a number and is none, by the pieces around it. A table for each form of number."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.knowledge.cues import SIGNS, Cue
from newsextract.numbers.rejecting.dates import date, is_year, year, year_of_old
from newsextract.numbers.rejecting.labels import label, lettered_label
from newsextract.numbers.rejecting.pronoun import pronoun
from newsextract.numbers.rejecting.ranks import NO_RANK
from newsextract.numbers.text.tokens import APOSTROPHES, ARTICLES, CODE, HYPHENS
from newsextract.rules.judgement import Judgement

NO_NUMBER: Judgement[Case, str | bool] = Judgement("numbers", "no number", span=Case.offsets)
NO_AMOUNT: Judgement[Case, str | bool] = Judgement("numbers", "no amount", span=Case.offsets, cues=Case.cues)
NO_COUNT: Judgement[Case, str | bool] = Judgement("numbers", "no count", span=Case.offsets, cues=Case.cues)

_TWENTIES = re.compile(r"\d*0['’‘]s\b")
_CODED = re.compile(r"0\d*[1-9]\d*")
_MARKED = re.compile(r"=[\"']\Z")
_STATE = re.compile(r", [A-Z]{2},? \Z")
_POSTAL = re.compile(r"\d{5}")
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t(“\"]{0,8}(\d\d?)(?:[.)\]](?!\d)|[-–] |[ \t]*(?:\n|\Z))")
_CLOCK = re.compile(r"\d.*[:mM].*")
_LONGEST = 15  # digits of a number that nothing groups
_TITLE = 5  # pieces from a title's opening mark to its number
_ROUNDS = (4, 8, 16, 32)
_HOURS = 12
_CLOCK_AFTER = ("at", "by", "until", "till", "before", "after", "around", "about", "since")
_PLATE = 12  # pieces between "registration" and the number of a plate
_CONTACT = 24  # pieces between "call" and a telephone number
_OFFICE = 5  # digits of an office's telephone number, at the least
_OPENING = frozenset("“‘\"'")
_SET_IN = 8  # characters that a list marker may be set in


def rejected(case: Case) -> str | bool | None:
    """What the amount is instead of a number: a name where the next may hang on it, else True; None of a number."""
    verdict = NO_NUMBER.first(case)
    if case.amount.form == "ordinal":
        return verdict or NO_RANK.first(case)
    verdict = verdict or NO_AMOUNT.first(case)
    return verdict or (None if case.amount.unit else NO_COUNT.first(case))


@NO_NUMBER.rule("a year in words")
def _year_in_words(case: Case) -> bool:
    """``nineteen ninety-eight``."""
    return case.amount.form == "year"


@NO_NUMBER.rule("a phrase")
def _phrase(case: Case) -> bool:
    """``the Group of 77``, ``ground zero``, ``second-in-command``: a phrase around the number."""
    words, amount = case.words, case.amount
    last = case.tokens.lows[amount.number_behind - 1]
    if last not in words.idioms.words and last not in words.named.words:  # as most are
        return False
    places = range(max(0, amount.number - 3), amount.number_behind)
    found = (words.idioms.at(case.tokens, place) or words.named.at(case.tokens, place) for place in places)
    return any(phrase and phrase[1] >= amount.behind for phrase in found)


NO_NUMBER.rule("a date")(date)


@NO_NUMBER.rule("a number in a title")
def _in_title(case: Case) -> bool:
    """``the film “12 Thin Men”``, ``the album 'Delmo 4'``: between the marks behind a word for a work."""
    raws, place = case.tokens.raws, case.amount.first - 1
    if _OPENING.isdisjoint(raws[max(0, place - _TITLE + 1) : place + 1]):
        return False
    for before in range(place, place - _TITLE, -1):
        if raws[before] in _OPENING:
            title = (*raws[before + 1 : case.amount.first], raws[case.amount.number_behind])
            return case.has(before - 1, "works") and all(word.istitle() or not word.isalpha() for word in title)
    return False


@NO_AMOUNT.rule("letters behind it", Cue.GLUED_BEHIND | Cue.HYPHEN_BEHIND)
def _letters_behind(case: Case) -> bool:
    """``3D``, ``5_``, ``the 4-H hall``: something glued that is no unit."""
    place = case.amount.number_behind
    letter = case.tokens.raws[place + 1]
    if case.tokens.lows[place] == "-" and len(letter) == 1 and letter.isupper() and case.tokens.glued(place + 1):
        return True
    end = case.tokens.end(case.amount.number_behind - 1)
    return case.amount.glued != "" or case.tokens.text[end : end + 1] == "_"


@NO_AMOUNT.rule("some day", Cue.DURATION)
def _some_day(case: Case) -> bool:
    """``she hopes to sail one day``, ``One day, he left``; not ``in one day``, ``one day after it``."""
    one_day = case.literal.lower() == "one" and case.tokens.lows[case.amount.number_behind] == "day"
    one_day = one_day and case.amount.kind == "duration"  # one day old
    measured = case.before in case.words.sets["day_after"] or case.behind in case.words.sets["day_before"]
    return one_day and not measured


@NO_AMOUNT.rule("a title", Cue.DURATION)
def _title(case: Case) -> bool:
    """``the movie 13 Hours by``: a unit of time with a capital that no headline asks for."""
    tokens, amount = case.tokens, case.amount
    if amount.kind != "duration" or not tokens.raws[amount.behind - 1].istitle():
        return False
    behind = tokens.raws[amount.behind : amount.behind + 2]
    return amount.form == "digits" and all(word.islower() for word in behind)


@NO_AMOUNT.rule("a war", Cue.DURATION)
def _war(case: Case) -> bool:
    """``the Six-Day War``, ``the Hundred Years' War``; not ``a 12-day war``."""
    tokens, place = case.tokens, case.amount.behind
    place += tokens.lows[place] in APOSTROPHES
    return tokens.raws[place - 1 - (place > case.amount.behind)].istitle() and tokens.raws[place] == "War"


@NO_AMOUNT.rule("a year before a name", Cue.DURATION)
def _year_before_name(case: Case) -> bool:
    """``the 2015 Millennium Goals``: a year, and a unit that begins a name."""
    unit = case.tokens.raws[case.amount.behind - 1]
    return is_year(case.literal) and unit.istitle() and case.before == "the"


@NO_AMOUNT.rule("a channel of that name", Cue.SHARE)
def _channel(case: Case) -> bool:
    """``the channel 100% Noticias``."""
    name = case.tokens.raws[case.amount.behind].istitle()
    return name and case.has(case.amount.first - 1, "named_so")


@NO_AMOUNT.rule("a code with zeros", Cue.ZERO_FIRST)
def _zeros(case: Case) -> bool:
    """``007``; not ``2hr 03min``."""
    return _CODED.fullmatch(case.literal) is not None and case.amount.kind != "duration"


@NO_AMOUNT.rule("the twenties", Cue.APOSTROPHE_BEHIND)
def _twenties(case: Case) -> bool:
    """``her 20's``."""
    return _TWENTIES.match(case.tokens.text, case.start) is not None


@NO_AMOUNT.rule("tied to what is before it", Cue.GLUED_BEFORE)
def _tied(case: Case) -> bool:
    """``G20``, ``AK-47``, ``Covid-19``, ``'90s``, ``high-five``: a part of a word."""
    tokens, first = case.tokens, case.amount.first
    before = tokens.raws[first - 1]
    if not tokens.glued(first):
        return False
    if before in (*HYPHENS, "−"):
        return _makes_name(case, first - 2)
    if case.amount.form not in ("digits", "fraction"):
        return False
    if before == "'" and tokens.raws[first - 2] == "\\":  # don\'92t, as RTF writes it
        return True
    if before in APOSTROPHES or before == "‘":
        return len(case.literal) == 2 and not tokens.glued(first - 1)
    if before == "/":
        return not (tokens.is_literal(first - 2) or (case.last and case.last.unit and case.last.behind == first - 1))
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


@NO_AMOUNT.rule("tied to digits that are none", Cue.GLUED_BEFORE)
def _goes_on(case: Case) -> bool:
    """``Boeing 737-800``, ``No. 22-1234``, ``pages 10-12``."""
    tied = case.before in (*HYPHENS, "–", "/", "+")
    return tied and bool(case.verdict) and case.floor == case.amount.first - 1


NO_AMOUNT.rule("a label with a letter", Cue.GLUED_BEHIND)(lettered_label)


@NO_AMOUNT.rule("the number of a house", Cue.DIGITS)
def _house(case: Case) -> bool:
    """``22 Baker Street``, ``9 Rue Lepic``, ``32 W. Bridge St``, ``her home at 12, Janpath``."""
    first, behind = case.amount.first, case.amount.behind
    if case.before == "at" and case.has(first - 2, "addressed") and case.behind == ",":
        return case.tokens.raws[behind + 1].istitle()
    return case.words.houses.match(case.tokens.text, case.offsets()[0]) is not None


@NO_AMOUNT.rule("no one", Cue.NO_BEFORE)
def _none(case: Case) -> bool:
    """``no one``, ``no one day``: not any."""
    return case.before == "no" and case.literal.lower() == "one"


NO_COUNT.rule("the pronoun one", Cue.ONE)(pronoun)
NO_COUNT.rule("a year", Cue.YEAR_LONG)(year)
NO_COUNT.rule("a year of old", Cue.ERA_BEFORE | Cue.ERA_BEHIND)(year_of_old)
NO_COUNT.rule("a label", Cue.LABEL_BEFORE | Cue.CAPITAL_BEFORE | Cue.LAW_BEHIND | Cue.NO_NUMBER_BEFORE)(label)


@NO_COUNT.rule("a part of a film")
def _sequel(case: Case) -> bool:
    """``the film “Sharkman 3: Oh No!”``, ``their Bagatelle 2: Monday``: capitals and a digit before a colon and a name.

    Without an opening mark a word in small letters stands before, and no score behind: ``beat Delmo 2: Roe 1``.
    """
    raws, place = case.tokens.raws, case.amount.first - 1
    if case.behind != ":":
        return False
    named = raws[place].istitle() and raws[case.amount.behind + 1].istitle() and case.literal.isdecimal()
    scored = any(map(case.tokens.is_literal, range(case.amount.behind, case.amount.behind + _TITLE)))
    if named and raws[place - 1].islower() and not scored:
        return True
    while raws[place].istitle():
        place -= 1
    return raws[place] in _OPENING


@NO_COUNT.rule("a code", Cue.QUOTE_BEFORE | Cue.LONG)
def _code(case: Case) -> bool:
    """``id="672138506"``, ``Delmo, IL 62704``, sixteen digits in a row."""
    before = case.tokens.text[max(0, case.start - 6) : case.start]
    postal = _POSTAL.fullmatch(case.literal) is not None and _STATE.search(before) is not None
    long = len(case.literal) > _LONGEST and case.literal.isdecimal()
    return postal or long or _MARKED.search(before) is not None


@NO_COUNT.rule("a mark of a list", Cue.DIGITS)
def _list_mark(case: Case) -> bool:
    """``1.``, ``2)`` or ``3-`` where a line begins, and ``4`` alone on one."""
    text, start = case.tokens.text, case.start
    line = text.rfind("\n", 0, start) + 1
    found = _ITEM.match(text, line) if start - line <= _SET_IN else None
    return found is not None and found.start(1) == start


@NO_COUNT.rule("a time of day", Cue.ZONE_BEFORE | Cue.CLOCK_BEHIND)
def _clock(case: Case) -> bool:
    """``1800 GMT``, ``two o'clock``, ``five p.m.``, ``3 to 11 p.m.``, ``UTC +2``, ``7.30 in the evening``."""
    tokens, behind, value = case.tokens, case.amount.behind, case.amount.value
    low, ahead = case.behind, tokens.lows[behind : behind + 3]
    is_zone = tokens.lows[case.amount.number - 1] in SIGNS and case.has(case.amount.number - 2, "zones")
    if low in case.words.sets["zones"] or is_zone:
        return True
    if ahead[::2] == ["o", "clock"] or "".join(ahead) in ("a.m", "p.m"):
        return True
    till = _CLOCK.fullmatch(tokens.raws[behind + 1])
    hours = till or _opens_hours(case) or (low in ("am", "pm") and case.amount.is_whole)
    if value <= 12 and hours:
        return True
    local = ahead[:2] == ["local", "time"] or (ahead[:2] == ["in", "the"] and case.has(behind + 2, "daytimes"))
    return local and value < 24


@NO_COUNT.rule("the hour that is past", Cue.HOUR_BEFORE)
def _past_hour(case: Case) -> bool:
    """``half past seven``, ``at a quarter to nine``; not ``rose from a quarter to nine tenths``."""
    tokens, place = case.tokens, case.amount.first - 2
    if case.amount.value > _HOURS:
        return False
    if case.before == "past":
        return tokens.lows[place] in ("half", "quarter")
    place -= tokens.lows[place - 1] in ARTICLES
    return "quarter" in tokens.lows[max(0, place) : case.amount.first] and tokens.lows[place - 1] in _CLOCK_AFTER


def _opens_hours(case: Case) -> bool:
    """``open Friday 10-6``: a weekday before two hours."""
    tokens, behind = case.tokens, case.amount.behind
    weekday = case.has(case.amount.first - 1, "weekdays") and case.behind in (*HYPHENS, "–")
    return weekday and tokens.is_literal(behind + 1)


@NO_COUNT.rule("a number to call", Cue.CALL_BEFORE | Cue.EMERGENCY)
def _to_call(case: Case) -> bool:
    """``call 101``, ``dial 999.``, ``328-TIPS (8477)``; not ``call 101 people``."""
    tokens = case.tokens
    called = case.before in case.words.sets["calling"] and not tokens.is_plural(case.amount.behind)
    called = called or (case.literal in case.words.sets["emergency"] and case.has(case.amount.behind, "called"))
    word = case.before == "(" and tokens.lows[case.amount.first - 2] == CODE
    return case.literal.isdecimal() and len(case.literal) > 2 and (called or word)


@NO_COUNT.rule("a number of a plate or office", Cue.CAPITAL_BEFORE | Cue.ON_BEFORE)
def _registered(case: Case) -> bool:
    """``registration number GG 0431 A``, ``call the office on 40272``, ``contact police on 131 444``."""
    sets, tokens, first = case.words.sets, case.tokens, case.amount.first
    if not case.literal.isdecimal():
        return False
    if tokens.raws[first - 1][:1].isupper():
        return not sets["plates"].isdisjoint(tokens.lows[max(0, first - _PLATE) : first])
    if case.before not in ("on", "at"):
        return False
    parted = case.behind == "-" and len(tokens.raws[case.amount.behind + 1]) == 4 == len(case.literal)  # 2990-6000
    parted |= case.literal in sets["emergency"]
    long = parted or len(case.literal) >= _OFFICE or case.amount.number_behind > case.amount.number + 1
    return long and not sets["calling"].isdisjoint(tokens.lows[max(0, first - _CONTACT) : first])


@NO_COUNT.rule("a three", Cue.SHOT_BEHIND)
def _shot(case: Case) -> bool:
    """``hit a three over him``, ``an early three from the corner``, ``nine fours and a six``."""
    place = case.amount.first - 1
    place -= case.has(place, "shot_kinds")
    shot = case.amount.value in (3, 4, 6) and case.tokens.lows[place] in ARTICLES
    return shot and case.has(case.amount.behind, "three_before")


@NO_COUNT.rule("a round of a cup", Cue.LAST_BEFORE)
def _round(case: Case) -> bool:
    """``reached the last eight``; not ``the last eight games``."""
    return case.before == "last" and case.amount.value in _ROUNDS and case.has(case.amount.behind, "round_before")


@NO_COUNT.rule("a name behind it", Cue.MODEL_BEHIND)
def _named_behind(case: Case) -> bool:
    """``737 Max``, ``the 4100 block``."""
    after = case.tokens.raws[case.amount.behind]
    return after in case.words.sets["models"] or (after == "block" and case.amount.value >= 100)
