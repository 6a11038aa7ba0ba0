"""Tells countries from what is spelled alike: persons, towns, states, streets, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings

_PLACE_KINDS = frozenset({"name", "capital"})
_JOINTS = frozenset("'’-–")
_MONEY_OR_ROAD = re.compile(r"[$€£¥]|-\d{1,3}(?![\w,.-]*\d)")
_STATE_OF = re.compile(r"\b(?:state|State|university|University)\s+of\s+$")
_NEXT_NAME = re.compile(r" ([A-ZÀ-Þ][\w-]+)")
_OWN_STATES = frozenset({"Georgia", "Washington"})
_OWN_STATE_AFTER = re.compile(rf", ({'|'.join(sorted(_OWN_STATES))})(?!\w)")


def homonyms(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits that mean something else than a country, as the article's own words show."""
    persons = _persons(hits, around)
    rest = [hit for hit in hits if hit not in persons]
    return persons | _towns(rest, around) | _by_company(rest, around) | {hit for hit in rest if _is_other(hit, around)}


def _is_other(hit: Hit, around: Surroundings) -> bool:
    """Money ("US$", "NZ$"), a road ("US-24"), the pronoun in capitals, a state among states, a titled or given name."""
    before, after = around.before(hit.start), around.after(hit.end)
    if hit.surface.isupper() and _MONEY_OR_ROAD.match(after):
        return True
    if hit.surface == "US":
        return _is_pronoun(before, after)
    if hit.surface in _OWN_STATES:
        state_before, state_after = _state_lists()
        beside = _STATE_OF.search(before) or state_before.search(before) or state_after.match(after)
        return bool(beside or _own_towns(hit.surface).search(before))
    if hit.surface not in rules.words("countries/person_names"):
        return False
    return bool(_title().search(before) or _kin().search(before)) or (hit.weak and _opens_name(before, after))


@rules.cached
def _title() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, rules.words("countries/titles")))
    return re.compile(rf"(?<!\w)(?:{titles}) $")


@rules.cached
def _kin() -> re.Pattern[str]:
    """A noun for kin before a name: "her son, ", "a daughter named "."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(rules.words('people/kin_nouns'))})(?:,| named| called)? $")


def _opens_name(before: str, after: str) -> bool:
    """Whether a capitalised word follows, and nothing before says that this is a place."""
    word = _NEXT_NAME.match(after)
    if word is None or word.group(1) in rules.words("countries/name_heads"):
        return False
    return before.rstrip().rpartition(" ")[2].lower() not in rules.words("countries/locatives")


@rules.cached
def _state_lists() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A state of the union, spelled out, beside the name: "Alaska, Hawaii and", ", Oregon"."""
    states = "|".join(word for word in rules.words("countries/states") if word[-1].islower())
    return re.compile(rf"\b(?:{states}),?(?: and| or)? $"), re.compile(rf",?(?: and| or)? (?:{states})\b")


@rules.cached
def _own_towns(state: str) -> re.Pattern[str]:
    """What company.toml knows of the state, as its town before a comma: "Savannah, "."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _others(state)))}), $")


def _others(surface: str) -> list[str]:
    words: list[str] = rules.table("countries/company")[surface]["other"]
    return words


def _is_pronoun(before: str, after: str) -> bool:
    if re.search("[a-z]", before + after):
        return False
    befores, afters = _pronoun_cues()
    return bool(befores.search(before) or afters.match(after))


@rules.cached
def _pronoun_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = rules.words("countries/us_pronoun")
    before = "|".join(cue for cue in cues if not cue.startswith("-"))
    after = "|".join(cue.removeprefix("- ") for cue in cues if cue.startswith("-"))
    return re.compile(rf"\b(?:{before})\s+$"), re.compile(rf"\s+(?:{after})\b")


def _persons(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Hits inside a person's name, and those that stand for a person whom the article names in full."""
    names = frozenset(rules.words("countries/person_names"))
    inside = {hit for hit in hits if _inside_person(hit, around, hit.surface in names)}
    known = {hit.surface: _is_surname(hit, around) for hit in inside if hit.surface in names}
    return inside | {hit for hit in hits if hit.surface in known and _may_be_person(hit, around, known[hit.surface])}


def _is_surname(hit: Hit, around: Surroundings) -> bool:
    """Whether the person's name around the hit ends with it."""
    name = around.people.over(hit.start, hit.end) or around.entities.over(hit.start, hit.end)
    return name is not None and name[1] == hit.end


def _inside_person(hit: Hit, around: Surroundings, namesake: bool) -> bool:
    """Inside a name that the people component or the model sees; not "Russia's", "Kenya-born", "Turks"."""
    person = around.people.over(hit.start, hit.end)
    entity = around.entities.over(hit.start, hit.end)
    if around.text[hit.end : hit.end + 1] in _JOINTS or (not namesake and hit.surface.endswith("s")):
        exact = person and person[:2] == (hit.start, hit.end)
        return bool(exact and namesake and person and person[2] != hit.surface)
    if person and person[:2] != (hit.start, hit.end):
        return True
    if person and namesake:
        return person[2] != hit.surface
    return bool(entity and entity[2] == "PERSON" and _ends_or_opens_name(hit, around, entity, namesake))


def _ends_or_opens_name(hit: Hit, around: Surroundings, entity: tuple[int, int, str], namesake: bool) -> bool:
    start, end, _ = entity
    words = around.text[start:end].split()
    if hit.start == start:  # "Jordan Henderson", but "German Chancellor Angela Merkel"
        return namesake and 1 < len(words) < (3 if hit.kind == "demonym" else 4)
    return namesake or (end == hit.end and len(words) == 2 and _may_be_surname(hit, words[0]))


def _may_be_surname(hit: Hit, first: str) -> bool:
    """An unusual surname ("Viorel Moldovan")."""
    return first.istitle() and hit.kind in ("name", "demonym")


def _may_be_person(hit: Hit, around: Surroundings, surname: bool) -> bool:
    """Whether the model sees a person here or, where the name is a known surname, is not sure of a place."""
    if _owns_state().match(around.after(hit.end)):
        return False
    entity = around.entities.over(hit.start, hit.end)
    if entity is None or entity[2] in ("ORG", "NORP"):
        return surname
    return entity[2] == "PERSON"


@rules.cached
def _owns_state() -> re.Pattern[str]:
    """What only a country has: "'s parliament"."""
    return re.compile(rf"['’]s? (?:{'|'.join(rules.words('countries/state_nouns'))})(?!\w)")


def _towns(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Towns and streets ("Lebanon, Pa.", "Jamaica Avenue"), and later mentions of the same town."""
    here = {hit for hit in hits if hit.kind in _PLACE_KINDS and _is_local(hit, around)}
    towns = {hit.surface for hit in here if hit.surface not in _OWN_STATES}
    named = {hit.alpha_2 for hit in hits if hit.surface not in towns}
    return here | {hit for hit in hits if hit.surface in towns and hit.alpha_2 not in named}


def _is_local(hit: Hit, around: Surroundings) -> bool:
    state, local_after, local_before = _local_cues()
    after = around.after(hit.end)
    if hit.surface not in _OWN_STATES and state.match(after):
        return True
    own = _OWN_STATE_AFTER.match(after)
    if own and hit.surface in _others(own[1]):
        return True
    return bool(local_after.match(after) or local_before.search(around.before(hit.start)))


@rules.cached
def _local_cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    states, after, before = (
        "|".join(re.escape(word) for word in sorted(rules.words(f"countries/{name}"), key=len, reverse=True))
        for name in ("states", "local_after", "local_before")
    )
    return (
        re.compile(rf"\s?[,(]\s?(?:{states})(?!\w)"),
        re.compile(rf" (?:{after})(?!\w)"),
        re.compile(rf"(?:{before})\s+$"),
    )


def _by_company(hits: Iterable[Hit], around: Surroundings) -> set[Hit]:
    """Hits whose surface keeps, in this article, the company of its other meaning, by company.toml."""
    hits = list(hits)
    other = {
        surface
        for surface in {hit.surface for hit in hits} & rules.table("countries/company").keys()
        if _is_in_other_company(surface, around)
    }
    return {hit for hit in hits if hit.surface in other}


def _is_in_other_company(surface: str, around: Surroundings) -> bool:
    otherwise, country, other = _company(surface)
    for_country, for_other = (len(set(cues.findall(around.text))) if cues else 0 for cues in (country, other))
    return for_other > for_country or (for_other == for_country and otherwise == "other")


@rules.cached
def _company(surface: str) -> tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]:
    """For a surface in company.toml its verdict on a tie, and the patterns of its two lists of words."""
    entry = rules.table("countries/company")[surface]
    return entry["otherwise"], _any_of(entry["country"]), _any_of(entry["other"])


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if words else None
