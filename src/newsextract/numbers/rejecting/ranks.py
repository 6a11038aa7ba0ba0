"""Rules against ordinals that rank nothing: at first, every second, the 93rd Mechanized Brigade, on the 19th."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import BREAK, HYPHENS
from newsextract.rules.judgement import Judgement

NO_RANK: Judgement[Case, str | bool] = Judgement("numbers", "no rank", span=Case.offsets)

_LAST_DAY = 31
_FAR = 8  # pieces between "first" and its "then"
_NAMED = 3  # words of a body's name behind its ordinal
_OPENERS = ("", ".", BREAK, "“", '"', "‘")
_ENDS = {"", ".", ",", ";", "!", "?", ":", ")", "]", '"', "”", BREAK}


@NO_RANK.rule("at first")
def _adverb_before(case: Case) -> bool:
    """``at first``, ``every second``, ``per second``."""
    return case.before in case.words.sets["ordinal_after"]


@NO_RANK.rule("first of all")
def _adverb(case: Case) -> bool:
    """``first of all``, ``First, they said``, ``first thing in May``, ``first Covid, then war``."""
    tokens, behind = case.tokens, case.amount.behind
    if tokens.lows[behind : behind + 2] == ["of", "all"] or (case.behind == "thing" and case.before != "the"):
        return True
    opens = case.before in _OPENERS
    if opens and case.literal.lower() == "first" and case.has(behind, "first_before"):  # First they
        return True
    then = case.before in (",", ":", ";") and "then" in tokens.lows[behind : behind + _FAR]
    return (case.behind == "," and opens) or (then and case.literal.lower() == "first")


@NO_RANK.rule("people first")
def _adverb_at_end(case: Case) -> bool:
    """``ring somebody first.``, ``we are black first``; not ``she came first``."""
    first = case.literal.lower() == "first" and (case.behind in _ENDS or case.behind in ("so", "then"))
    return first and case.before.isalpha() and case.before not in case.words.sets["placed_first"]


@NO_RANK.rule("a second later")
def _time(case: Case) -> bool:
    """``a second faster``, ``a billionth of a second``: a time."""
    part = case.tokens.lows[case.amount.first - 2] == "of" and case.behind in _ENDS
    return case.before == "a" and (part or case.has(case.amount.behind, "seconds_before"))


@NO_RANK.rule("the first to do so")
def _doer(case: Case) -> bool:
    """``second-to-last``."""
    hyphen = case.behind in HYPHENS
    return hyphen and case.tokens.lows[case.amount.behind + 1] == "to"


@NO_RANK.rule("a day of the month")
def _day(case: Case) -> bool:
    """``on the 19th.``; not ``on the 19th floor``."""
    tokens, first = case.tokens, case.amount.first
    dated = tokens.lows[max(0, first - 2) : first] in (["on", "the"], ["by", "the"], ["until", "the"])
    return dated and tokens.is_literal(first) and case.amount.value <= _LAST_DAY and case.behind in _ENDS


@NO_RANK.rule("a street")
def _street(case: Case) -> bool:
    """``eastbound on 56th``, ``at 42nd and Broadway``."""
    behind = case.behind in _ENDS or case.behind in ("and", "&", "street", "near")
    return case.tokens.is_literal(case.amount.first) and behind and case.before in case.words.sets["on_street"]


@NO_RANK.rule("the rank of a body")
def _body(case: Case) -> bool:
    """``the 93rd Mechanized Brigade``, ``California's 4th District Court``, ``the 22nd congressional district``."""
    tokens, sets = case.tokens, case.words.sets
    for place in range(case.amount.behind, case.amount.behind + _NAMED):
        if tokens.raws[place] in sets["ranked_bodies"] or tokens.lows[place] in sets["ranked_places"]:
            return True
        if not tokens.raws[place].istitle() and tokens.lows[place] not in sets["ranked_between"]:
            return False
    return False


@NO_RANK.rule("the rank of a person")
def _person(case: Case) -> bool:
    """``Sgt. 1st Class Roe``, ``First Officer Roe``: a word of rank, then a name."""
    tokens, place = case.tokens, case.amount.behind
    name = tokens.raws[place + 1 + (tokens.lows[place + 1] == ".")]
    return tokens.raws[place] in case.words.sets["ranked_people"] and name.istitle()


@NO_RANK.rule("a rank in a name")
def _ranked_name(case: Case) -> bool:
    """``First Lady``, ``second-hand``."""
    place = case.amount.behind
    if case.behind in HYPHENS and case.tokens.lows[place + 1] == "class":  # first-class cricket
        return True
    place += case.behind in HYPHENS
    counted = case.has(place, "ordinal_either") and case.has(place + 1, "ordinal_counted")
    return case.has(place, "ordinal_before") and not counted
