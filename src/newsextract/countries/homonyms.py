"""Tells countries from what is spelled alike: persons, towns, states of the union, money, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.longer_names import in_longer_name, is_namesake
from newsextract.countries.surroundings import Surroundings
from newsextract.rules.judgement import Judgement

_PLACE_KINDS = frozenset({"name", "capital"})
_MONEY_OR_ROAD = re.compile(r"[$€£¥]|-\d{1,3}(?![\w,.-]*\d)")
_STATE_OF = re.compile(r"\b(?:state|State|university|University)\s+of\s+$")
_LETTER = re.compile(r"\w")
_DISTRICT = re.compile(r",? D\.?C\b")
_OWN_STATES = frozenset({"Georgia", "Washington"})


class Suspect(NamedTuple):
    """A hit and what the article says around it, in its line just ``before`` and just ``after`` it.

    ``towns`` are the surfaces that are a town's in all of this article, ``others`` those that keep other company.
    """

    hit: Hit
    around: Surroundings
    before: str
    after: str
    towns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


NO_COUNTRY: Judgement[Suspect, bool] = Judgement(
    "countries", "no country", span=lambda suspect: (suspect.hit.start, suspect.hit.end)
)


def homonyms(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits that mean something else than a country, as the article's own words show."""
    suspects = [Suspect(hit, around, around.before(hit.start), around.after(hit.end)) for hit in hits]
    rest = [suspect for suspect in suspects if not _in_person(suspect)]
    towns, others = _towns(rest), _others({suspect.hit.surface for suspect in rest}, around.text)
    known = (suspect._replace(towns=towns, others=others) for suspect in suspects)
    return {suspect.hit for suspect in known if NO_COUNTRY.first(suspect)}


@NO_COUNTRY.rule("in a person's name")
def _in_person(suspect: Suspect) -> bool:
    return suspect.around.people.over(suspect.hit.start, suspect.hit.end) is not None


@NO_COUNTRY.rule("money or a road")
def _money_or_road(suspect: Suspect) -> bool:
    """ "US$", "US $3 million", "US-24"; but "Mexico-86", "in the US $3 million"."""
    if not suspect.hit.surface.isupper():
        return False
    after = suspect.after if suspect.before.endswith("the ") else suspect.after.removeprefix(" ")
    return _MONEY_OR_ROAD.match(after) is not None


@NO_COUNTRY.rule("the pronoun in capitals")
def _pronoun(suspect: Suspect) -> bool:
    before, after = suspect.before, suspect.after
    if suspect.hit.surface != "US" or re.search("[a-z]", before + after):
        return False
    befores, afters = _pronoun_cues()
    return bool(befores.search(before) or afters.match(after))


@rules.cached
def _pronoun_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = ("|".join(rules.words(f"countries/us_pronoun_{side}")) for side in ("before", "after"))
    return re.compile(rf"\b(?:{before})\s+$"), re.compile(rf"\s+(?:{after})\b")


@NO_COUNTRY.rule("a state of the union")
def _state(suspect: Suspect) -> bool:
    """ "the state of Georgia", "Alaska and Washington", "Savannah, Georgia", "the Texas State House".

    But "Texas and Washington, D.C.".
    """
    if suspect.hit.surface == "State House":
        return _states_before().search(suspect.before) is not None
    if suspect.hit.surface not in _OWN_STATES or _DISTRICT.match(suspect.after):
        return False
    patterns = (_STATE_OF, _states_before(), _own_towns(suspect.hit.surface))
    return any(pattern.search(suspect.before) for pattern in patterns) or bool(_states_after().match(suspect.after))


@rules.cached
def _states() -> str:
    """The pattern of the states that are spelled out."""
    return "|".join(word for word in rules.words("countries/states") if word[-1].islower())


@rules.cached
def _states_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_states()}),?(?: and| or)? $")


@rules.cached
def _states_after() -> re.Pattern[str]:
    return re.compile(rf",?(?: and| or)? (?:{_states()})\b")


@rules.cached
def _own_towns(state: str) -> re.Pattern[str]:
    """What company.toml knows of the state, as its town before a comma: "Savannah, "."""
    towns = rules.table("countries/other_company")[state]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, towns))}), $")


@NO_COUNTRY.rule("a town or a street")
def _town_here(suspect: Suspect) -> bool:
    """ "Lebanon, Pa.", "Jamaica Avenue", "508 Cumberland St., Lebanon"; but "the New Zealand High Commission"."""
    before, after, kind = suspect.before, suspect.after, suspect.hit.kind
    if kind not in _PLACE_KINDS or _words_after("national_after").match(after):
        return False
    return bool(
        _state_after().match(after)
        or _local_before().search(before)
        or _words_after("local_after").match(after)
        or (kind == "capital" and _words_after("town_after").match(after))
    )


@rules.cached
def _state_after() -> re.Pattern[str]:
    return re.compile(rf"\s?[,(]\s?(?:{_any_of('states')})(?!\w)")


@rules.cached
def _local_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('local_before')})\s+$")


@rules.cached
def _words_after(name: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{_any_of(name)})(?!\w)")


def _any_of(name: str) -> str:
    """The pattern of the words of a list, the longer first."""
    return "|".join(re.escape(word) for word in sorted(rules.words(f"countries/{name}"), key=len, reverse=True))


@NO_COUNTRY.rule("a city behind Al-")
def _behind_al(suspect: Suspect) -> bool:
    """ "Remat Al-Riyadh", a firm."""
    return suspect.hit.kind == "capital" and suspect.before.endswith(("Al-", "al-", "El-"))


@NO_COUNTRY.rule("a namesake of the capital")
def _namesake(suspect: Suspect) -> bool:
    """ "St. Paris", "New Taipei", "Dynamo Kyiv"."""
    return suspect.hit.kind == "capital" and is_namesake(suspect.hit, suspect.around)


@NO_COUNTRY.rule("a capital in a longer name")
def _capital_in_name(suspect: Suspect) -> bool:
    """ "First Abu Dhabi Bank", "University of Canberra"; but "Delhi High Court"."""
    return suspect.hit.kind == "capital" and in_longer_name(suspect.hit, suspect.around)


@NO_COUNTRY.rule("the town of before")
def _town_again(suspect: Suspect) -> bool:
    """A later mention of a town, in an article that does not name the country otherwise."""
    return suspect.hit.surface in suspect.towns


def _towns(suspects: Sequence[Suspect]) -> frozenset[str]:
    hits = [suspect.hit for suspect in suspects]
    towns = {suspect.hit.surface for suspect in suspects if _town_here(suspect)} - _OWN_STATES
    named = {hit.alpha_2 for hit in hits if hit.surface not in towns}
    return frozenset(hit.surface for hit in hits if hit.alpha_2 not in named)


@NO_COUNTRY.rule("in other company")
def _in_other_company(suspect: Suspect) -> bool:
    """ "Georgia" among sheriffs and counties."""
    return suspect.hit.surface in suspect.others


def _others(surfaces: set[str], text: str) -> frozenset[str]:
    """Of the surfaces in company.toml those for whose other meaning the text has more words."""
    return frozenset(
        surface for surface in surfaces & rules.table("countries/company").keys() if _is_other(surface, text)
    )


def _is_other(surface: str, text: str) -> bool:
    for_country, for_other = (sum(_stands(cue, longer, text) for cue, longer in cues) for cues in _company(surface))
    return for_other > for_country - (surface in rules.words("countries/only_in_company"))


def _stands(cue: str, longer: Sequence[str], text: str) -> bool:
    """Whether the text has the cue as words of their own, and not only as part of a longer one."""
    place = text.find(cue)
    if place >= 0 and longer:
        for other in longer:
            text = text.replace(other, "")
        place = text.find(cue)
    while place >= 0:
        if not _LETTER.match(text[place - 1 : place]) and not _LETTER.match(text, place + len(cue)):
            return True
        place = text.find(cue, place + 1)
    return False


@rules.cached
def _company(surface: str) -> tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]]]:
    """The words that speak for the country, and those that speak for the other meaning, each with longer ones."""
    country, other = (rules.table(f"countries/{name}")[surface] for name in ("company", "other_company"))
    return _with_longer(country), _with_longer(other)


def _with_longer(cues: Sequence[str]) -> list[tuple[str, list[str]]]:
    return [(cue, [longer for longer in cues if f" {cue} " in f" {longer} " and longer != cue]) for cue in cues]
