"""Tells ages that no unit gives away: NAME, 34, of; aged 9; she is 35; under the age of 21. A table of rules."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.knowledge.cues import Cue
from newsextract.numbers.text.tokens import APOSTROPHES, BREAK
from newsextract.people.knowledge.given_names import is_given_name
from newsextract.rules.judgement import Judgement

AGE: Judgement[Case, bool] = Judgement("numbers", "an age", span=Case.offsets, cues=Case.cues)
BABY_AGE: Judgement[Case, bool] = Judgement("numbers", "a baby's age", span=Case.offsets)

_OF_BABIES = ("month", "week", "day")
_OLDEST = 120
_OLDEST_NAMED = 106
_FEWEST_NAMED = 3
_FAR = 8  # pieces from a verb to its "at 49"
_NEAR = 8  # pieces from a word for a child to its age
_FEW = 3  # pieces between an age and the next one's name
_BRACKETED = 6  # pieces in brackets behind a name
_FEWEST_YEARS = 13  # of a parent: fewer are children
_GROWN = 13  # under it "at 9" is a time of day as often
_STOPS = {",", ".", ";", ")", BREAK, ""}
_NAMED_ENDS = {*_STOPS, "–", "—"}
_LISTED = (",", "and", "or", "( now", ", now", "( then")


def with_age(case: Case) -> Amount:
    """The amount, an age where it is one."""
    amount = case.amount
    if amount.unit in _OF_BABIES:
        return amount._replace(kind="age") if BABY_AGE.first(case) else amount
    if amount.unit and not (amount.unit == "year" and _is_of_age(case)):
        return amount
    whole = amount.is_whole or _is_of_age(case)
    if not 0 < amount.value <= _OLDEST or not whole or not AGE.first(case):
        return amount
    aged = amount._replace(kind="age", unit="year")
    if not _is_of_age(case):
        return aged
    place = amount.first - 2
    place -= case.tokens.lows[place - 1] == "the"
    found = case.words.compared_before.before(case.tokens, place)  # under the age of 5
    return aged._replace(comparator=found[0], first=found[1]) if found and found[0] else aged


@BABY_AGE.rule("aged so many months")
def _is_aged_months(case: Case) -> bool:
    """``a girl aged 8 months``."""
    return case.before == "aged"


@BABY_AGE.rule("months behind a name")
def _is_months_behind_name(case: Case) -> bool:
    """``Natalia Roe, 8-months, escaped``; not ``In Delmo, 8 months, ...``: two words of a name."""
    place = case.amount.first - 1
    return case.before == "," == case.behind and _is_full_name(case, place - 1)


def _is_full_name(case: Case, place: int) -> bool:
    """Whether two words of a name end here."""
    return case.tokens.raws[place].istitle() and case.tokens.raws[place - 1].istitle()


@AGE.rule("the age of", Cue.OF_BEFORE | Cue.ADVERB_BEFORE)
def _is_of_age(case: Case) -> bool:
    """``at the age of 19``, ``at the age of only 39``."""
    place = case.amount.first - 1
    place -= case.has(place, "old_adverbs")
    return case.tokens.lows[place] == "of" and case.has(place - 1, "aged")


@AGE.rule("aged", Cue.AGED_BEFORE)
def _is_aged(case: Case) -> bool:
    """``a boy aged 9``, ``aged from 68 to 92``."""
    place = case.amount.first - 1 - (case.before == "from")
    return case.has(place, "aged")


@AGE.rule("or older")
def _is_grown(case: Case) -> bool:
    """``45 or older``, ``nine and younger``."""
    words = case.tokens.lows[case.amount.number_behind : case.amount.behind]
    return words[-1:] in (["older"], ["younger"])


@AGE.rule("older than so many")
def _is_older(case: Case) -> bool:
    """``are younger than 50``, ``older than 65``."""
    words = case.tokens.lows[max(0, case.amount.number - 2) : case.amount.number]
    return words[-1:] == ["than"] and words[0] in ("older", "younger")


@AGE.rule("listed behind an age")
def _is_listed(case: Case) -> bool:
    """``aged 4, 7 and 11``, ``aged 5 and 7 (now 11 and 13)``; not ``aged 4, and 7 others``."""
    last, amount = case.last, case.amount
    if last is None or last.kind != "age" or last.behind > last.number_behind:
        return False
    between = " ".join(case.tokens.lows[last.behind : amount.first])
    return between in _LISTED and (case.behind in _STOPS or case.behind in ("and", "or", "("))


@AGE.rule("a girl of 9", Cue.OF_BEFORE)
def _is_of_person(case: Case) -> bool:
    """``a girl of 9``; not ``a father of five``, ``the driver of 3 lorries``."""
    tokens, amount = case.tokens, case.amount
    person = tokens.raws[amount.first - 2] in case.words.sets["age_nouns"]
    if case.before != "of" or not person or case.behind == "of" or _heads_more(case):
        return False
    children = case.has(amount.first - 2, "parents") and amount.value < _FEWEST_YEARS
    return not children and not tokens.is_plural(amount.behind)


def _heads_more(case: Case) -> bool:
    """``a founder of two big firms``: a noun for who does something, and no end behind the number."""
    does = case.tokens.raws[case.amount.first - 2].endswith(tuple(case.words.sets["doer_ends"]))
    return does and case.behind.isalpha()


@AGE.rule("at 42, he", Cue.AT_BEFORE | Cue.ADVERB_BEFORE)
def _is_at_age(case: Case) -> bool:
    """``At 42, he``, ``Now 42, he``, ``At 71, Odile Roe``, ``At 57, Roe is``, ``At 35 he``."""
    tokens, after, opener = case.tokens, case.amount.behind + 1, case.tokens.raws[case.amount.first - 1]
    if opener == "At" and case.behind in ("he", "she"):
        return case.amount.value >= _GROWN
    if (case.before != "at" and opener != "Now") or case.behind != ",":
        return False
    if tokens.lows[max(0, case.amount.first - 3) : max(0, case.amount.first - 1)] == ["who", ","]:  # who, at 12, is
        return True
    named = opener in ("At", "Now") and tokens.raws[after].istitle()
    named = named and (tokens.raws[after + 1].istitle() or case.has(after + 1, "of_the_old"))
    return case.has(after, "old_subjects") or (named and case.amount.value >= _GROWN)


@AGE.rule("died at 91", Cue.AT_BEFORE)
def _is_done_at_age(case: Case) -> bool:
    """``dies at 91``, ``died of a stroke at 49``, ``came to Delmo at 17 and``: a verb, then only words."""
    grown = case.amount.value >= _GROWN
    if case.before != "at" or not (case.behind in _STOPS or (grown and case.behind in ("and", "with", "to", "but"))):
        return False
    place = case.amount.first - 2
    for before in range(place, max(-1, place - _FAR), -1):
        if case.has(before, "done_at_age") or (grown and case.has(before, "begun_at_age")):
            return True
        if not case.tokens.lows[before].isalpha():
            return False
    return False


@AGE.rule("children under five", Cue.GROUP_BEFORE)
def _is_of_group(case: Case) -> bool:
    """``children under five``, ``anyone over 70``."""
    return case.has(case.amount.number - 1, "age_bounds") and case.before in case.words.sets["age_groups"]


@AGE.rule("they are over 60", Cue.BEING_BEFORE)
def _is_bounded(case: Case) -> bool:
    """``if you are over 60,``, ``one doctor in three is over 60;``."""
    if case.before not in ("is", "are", "was", "were") or not case.has(case.amount.number - 1, "age_bounds"):
        return False
    place = case.amount.first - 2
    return case.behind in _STOPS and (case.has(place, "bounded_subjects") or _is_person(case, place))


def _is_person(case: Case, place: int) -> bool:
    """Whether a noun for a person, or for people, stands there."""
    low, nouns = case.tokens.lows[place], case.words.sets["age_nouns"]
    return low in nouns or low.removesuffix("s") in nouns or low in case.words.sets["age_groups"]


@AGE.rule("behind a name", Cue.COMMA_BEFORE | Cue.ADVERB_BEFORE)
def _is_behind_name(case: Case) -> bool:
    """``Maria Lopez, 34,``, ``Ana Cruz (D-Ohio), 61,`` and ``the driver, 27,``, ``Harold, then 8,``."""
    tokens, place = case.tokens, case.amount.first
    if case.behind not in _NAMED_ENDS and not _leads_to_another(case):
        return False
    place -= case.has(place - 1, "old_adverbs")
    listed = tokens.lows[place - 1] == ";" and case.last is not None and case.last.kind == "age"
    small = case.behind == ";" and _is_full_name(case, place - 2)  # Jo Roe, 2; Ann Poe, 8;
    small |= not case.words.sets["young"].isdisjoint(tokens.lows[max(0, place - _NEAR) : place])  # a son called Bo, 2
    least = 0 if small else _FEWEST_NAMED
    if not (tokens.lows[place - 1] == "," or listed) or not least < case.amount.value <= _OLDEST_NAMED:
        return False
    name = _named_before(case, place - 2)
    named = name[:1].isupper() and not name.isupper() and name not in case.words.sets["months"]
    sets = case.words.sets
    return named or name in sets["age_nouns"] or name in sets["parents"] or _is_doer(case, name)


def _leads_to_another(case: Case) -> bool:
    """``Ann Roe, 38 driver Jo Poe, 41``, ``Ann Roe, 38 and Jo Poe, 41``: a comma is left out before the next."""
    tokens, place = case.tokens, case.amount.behind
    while tokens.raws[place].islower() and place < case.amount.behind + _FEW:
        place += 1
    first = place
    while tokens.raws[place].istitle():
        place += 1
    listed = first < place and tokens.lows[place] == "," and tokens.raws[place + 1].isdigit()
    return listed and (case.has(first - 1, "age_nouns") or is_given_name(tokens.raws[case.amount.first - 3]))


def _named_before(case: Case, place: int) -> str:
    """The word to look at for a name that ends at ``place``: past brackets, ``Jr.``, a hyphenated end and children."""
    tokens, last = case.tokens, case.last
    if last is not None and last.number_behind == place + 1:  # the mother of two, 34,
        of = last.first - 1 - (tokens.raws[last.first - 1] == "-")
        parent = tokens.raws[of - 1 - (tokens.raws[of - 1] == "-")]
        return parent if tokens.lows[of] == "of" and parent.lower() in case.words.sets["parents"] else ""
    if tokens.raws[place - 1] == "-":  # Min-jun, 44,
        return tokens.raws[place - 2]
    if tokens.raws[place - 1] in ("Jr", "Sr"):
        return tokens.raws[place - 1]
    if tokens.raws[place] in ("II", "III", "IV"):
        return tokens.raws[place - 1]
    return _before_bracket(case, place) if tokens.raws[place] == ")" else tokens.raws[place]


def _is_doer(case: Case, name: str) -> bool:
    """``the Kenyan center, 22,``, ``the submariner, 79,``: a noun for who does something, between two commas."""
    does = name.endswith(tuple(case.words.sets["doer_ends"])) or name in case.words.sets["positions"]
    return does and case.behind == "," and _GROWN <= case.amount.value < 100


def _before_bracket(case: Case, place: int) -> str:
    """The word before the brackets that close here: of ``Ana Cruz (D-Ohio), 61,`` the name."""
    inside = case.tokens.raws[max(0, place - _BRACKETED) : place]
    return case.tokens.raws[place - len(inside) + inside.index("(") - 1] if "(" in inside else ""


@AGE.rule("in brackets, of a town", Cue.BRACKET_BEFORE)
def _is_bracketed(case: Case) -> bool:
    """``Gaylene Roe (71), of Delmo``."""
    tokens, behind = case.tokens, case.amount.behind
    if case.before != "(":
        return False
    return tokens.raws[case.amount.first - 2].istitle() and tokens.lows[behind : behind + 3] == [")", ",", "of"]


@AGE.rule("she is 35")
def _is_old(case: Case) -> bool:
    """``she is 35``, ``who was 10.``, ``the twins turned 40``, ``will be 30 by``, ``she's 9``, ``you're 17``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.first - 1
    place -= case.has(place, "old_adverbs")
    verb = tokens.lows[place]
    ends = tokens.opens_line(case.amount.behind)
    if not ends and not case.has(case.amount.behind, "old_before"):
        return False
    if tokens.lows[place - 1] in APOSTROPHES:
        more = verb == "re" and tokens.lows[max(0, place - 2)] in ("they", "you", "we")
        return more or case.has(place - 2, "old_subjects")
    said = not sets["old_subjects"].isdisjoint(tokens.lows[max(0, place - 2) : max(0, place)])  # she will be 30
    return verb in sets["turning"] or (verb in sets["old_verbs"] and said)


@AGE.rule("my cousin is 19", Cue.BEING_BEFORE | Cue.ADVERB_BEFORE)
def _is_of_subject(case: Case) -> bool:
    """``my son is 19.``, ``Ms Pike was 23 and``, ``their average age is 58``, ``since Roe was 16``, ``Ana was 9``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.first - 2
    place -= case.has(place + 1, "old_adverbs")
    if tokens.lows[place + 1] not in ("is", "was") or not case.has(case.amount.behind, "old_before"):
        return False
    if tokens.lows[place] in sets["age_nouns"] or tokens.lows[place] in sets["aged"]:
        return True
    if not sets["oldest"].isdisjoint(tokens.lows[max(0, place - _FAR) : place + 1]):
        return True
    titled = tokens.lows[place - 1 - (tokens.lows[place - 1] == ".")] in sets["courtesy"]
    since = not {"since", "when"}.isdisjoint(tokens.lows[max(0, place - 2) : max(0, place)])
    full = tokens.raws[place - 1] == "-" or _is_full_name(case, place)
    named = full and case.has(case.amount.first - 1, "old_adverbs")  # Orvath Roe is only 20
    named |= is_given_name(tokens.raws[place - full])
    return tokens.raws[place].istitle() and (titled or since or named or case.behind == "when")
