"""What the people room knows: the word lists of models/rules/people/, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsextract import rules
from newsextract.people import given_names, word_lists
from newsextract.people.east_asian import is_syllables, syllables
from newsextract.people.titles import forms_of_titles, title_sexes, titles, titles_with
from newsextract.people.word_lists import all_folded, entries, folded, of_countries, plurals, role_nouns
from newsextract.rules.verb_forms import told_forms, verb_forms

_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_FOLDS = frozenset(tens + ones for tens in _TENS for ones in _ONES if len(tens + ones) > 1)  # "v" is an initial


PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "to", "from", "with", "on", "under", "by", "representing"}
)  # what a role goes on with
# Of a title: that it is a job too; that it is no title alone; none behind another word; none at all.
JOBS = ("too", "only", "long", "never")


class Thresholds(NamedTuple):
    """The values of thresholds.toml, explained there."""

    accept: float
    sound_opens: float
    most_compared: int
    slip_letters: int


class Lexicon(NamedTuple):
    """The lists by name of their file; ``titles`` holds each title as a tuple of words without full stops."""

    given: frozenset[str]
    short: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    famous: frozenset[str]
    not_people: frozenset[str]
    surnames: frozenset[str]
    surnames_more: frozenset[str]
    common: frozenset[str]
    plain: frozenset[str]
    small_words: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    months: frozenset[str]
    capitals: frozenset[str]
    state_nouns: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_ends: frozenset[str]
    title_forms: frozenset[str]
    many_titles: frozenset[str]
    late_ends: frozenset[str]
    no_title_in: frozenset[str]
    title_parts: frozenset[str]
    title_words: frozenset[str]
    seats: frozenset[str]
    before_given: frozenset[str]
    given_of_women: frozenset[str]
    positions: frozenset[str]
    player_nouns: frozenset[str]
    writers: frozenset[str]
    title_stops: frozenset[str]
    role_titles: frozenset[str]
    offices: frozenset[tuple[str, ...]]
    apart: frozenset[str]
    ranks: frozenset[str]
    jobs: frozenset[str]
    only_jobs: frozenset[str]
    long_jobs: frozenset[str]
    parties: frozenset[str]
    styles: frozenset[str]
    role_participles: frozenset[str]
    role_tails: frozenset[str]
    role_modifiers: frozenset[str]
    role_stops: frozenset[str]
    abbreviations: frozenset[str]
    abbreviations_inside: frozenset[str]
    courtesy: frozenset[str]
    title_sex: dict[str, str]
    particles: frozenset[str]
    leading: frozenset[str]
    postnominals: frozenset[str]
    suffixes: frozenset[str]
    suffix_folds: frozenset[str]
    not_names: frozenset[str]
    names_too: frozenset[str]
    say_verbs: frozenset[str]
    person_verbs: frozenset[str]
    role_nouns: frozenset[str]
    roles: frozenset[str]
    many_roles: frozenset[str]
    no_roles: frozenset[str]
    agent_endings: tuple[str, ...]
    no_agents: frozenset[str]
    appointing_verbs: frozenset[str]
    serving_verbs: frozenset[str]
    terms_of_office: frozenset[str]
    phrase_tails: frozenset[str]
    naming_verbs: frozenset[str]
    role_forms: frozenset[str]
    org_words: frozenset[str]
    firm_form: re.Pattern[str]
    place_openers: frozenset[tuple[str, str]]
    places_of: frozenset[str]
    animals: frozenset[str]
    body_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    named_things: frozenset[str]
    listed_things: frozenset[str]
    houses: frozenset[str]
    keepers: frozenset[str]
    places_together: frozenset[str]
    founded_things: frozenset[str]
    heading_verbs: frozenset[str]
    kin_nouns: frozenset[str]
    numbered: frozenset[str]
    epithets: frozenset[str]
    place_words: frozenset[str]
    place_prepositions: frozenset[str]
    no_role: frozenset[str]
    loose_words: frozenset[str]
    demonyms: frozenset[str]
    languages: frozenset[str]
    peoples: frozenset[str]
    language_cues: frozenset[str]
    hyphen_prefixes: frozenset[str]
    hyphen_tails: frozenset[str]
    departments: frozenset[str]
    title_nouns: frozenset[str]
    other_words: frozenset[str]
    org_or_place_words: frozenset[str]
    east_asian: frozenset[str]
    syllables: frozenset[str]
    thresholds: Thresholds

    def is_given(self, fold: str) -> bool:
        """Whether a folded word is a given name of either sex, neither a particle nor as short as "Al"."""
        listed = fold in self.men or fold in self.women or fold in self.given
        return listed and len(fold) > 2 and fold not in self.particles

    def is_listed(self, fold: str) -> bool:
        """Whether a folded word is a given name or a surname."""
        return self.is_surname(fold) or self.is_given(fold)

    def is_surname(self, fold: str) -> bool:
        """Whether a folded word is a surname, or a name by which somebody is known the world over."""
        return fold in self.surnames or fold in self.surnames_more or fold in self.famous

    def sex(self, fold: str) -> str:
        """ "f" or "m" of a given name that is one sex's alone, otherwise ""."""
        if fold in self.particles:
            return ""
        return "f" if fold in self.women else "m" if fold in self.men else ""

    def is_small(self, word: str) -> bool:
        """Whether news writes the word small, as no name."""
        return word in self.common or word in self.not_names

    def is_no_first(self, fold: str) -> bool:
        """Whether a folded word begins no name with a nickname in marks: "American (Bob) ..."."""
        return fold in self.common

    def is_no_part(self, fold: str) -> bool:
        """Whether a folded word beside a name is more likely a place's, a people's or a body's."""
        return fold in self.places

    def ends_title(self, word: str) -> bool:
        """Whether the word, without its full stop, may be a title's last: "Minister", "Lt-General", "Colonels"."""
        return word in self.title_forms or ("-" in word and word.rpartition("-")[0] in self.title_parts)

    def is_whole_title(self, before: str, end: str) -> bool:
        """Whether a title may end so behind the word: "Executive" ends one behind "Chief" alone."""
        return end not in self.late_ends or (before, end) in self.titles

    def is_agent(self, word: str) -> bool:
        """Whether a small word is no common one, and ends like a noun for what a person does: "boilermaker"."""
        ends = word.endswith(self.agent_endings)
        return ends and word not in self.common and word not in self.no_agents

    def is_east_asian(self, folds: Sequence[str]) -> bool:
        """Whether a surname of the East stands before syllables of its given names: "Park Geun-hye"."""
        return folds[0] in self.east_asian and all(map(self.is_syllables, folds[1:]))

    def is_syllables(self, word: str) -> bool:
        """Whether the word is an East Asian given name of one or two syllables, hyphened or not: "geun-hye"."""
        return is_syllables(word, self.syllables)

    def is_suffix(self, word: str) -> bool:
        """Whether the word is "Jr", "III" or the like."""
        return bool(_ROMAN.fullmatch(word))


def _dotted(form: str) -> str:
    """The pattern of a firm's form with or without full stops: "SpA", "S.p.A."."""
    return "".join(rf"{letter}\.?" for letter in form)


def _firm_form() -> re.Pattern[str]:
    return re.compile(rf",? (?:{'|'.join(map(_dotted, rules.words('people/firm_forms')))})(?!\w)")


@rules.cached
def lexicon() -> Lexicon:
    """The lists, read on the first call. Raises rules.RulesError."""
    known_titles = titles()
    not_people = folded("not_people") | all_folded(of_countries("metonyms"))
    title_ends = frozenset(title[-1] for title in known_titles if "of" not in title)
    title_stops = entries("title_stops")
    title_words = entries("title_words") | title_stops
    names_too, common, particles = folded("names_too"), entries("common"), entries("particles")
    not_names = folded("not_names") | names_too
    given = given_names.of_either() | given_names.of_women() | given_names.of_men()
    courtesy = frozenset(title.split()[-1] for title in titles_with("courtesy"))
    said = entries("say_verbs") | told_forms("quotes/verbs_of_stating")
    abbreviations = entries("abbreviations").union(titles_with("short_for"))
    countries = all_folded(of_countries("name", "names"))
    places = entries("places").union(folded("places_more"), countries)
    demonyms = word_lists.demonyms()
    org_words = folded("org_words", "org_words_abroad", "org_openers", "firms")
    place_words, loose_words = folded("place_words"), folded("loose_words")
    org_or_place_words = org_words | place_words
    other_words = org_or_place_words | loose_words
    departments = folded("departments")
    kin = entries("kin_nouns")
    appointed = frozenset(form for form in told_forms("people/appointing_verbs") if not form.endswith("s"))
    apart = frozenset(title.split()[-1] for title in titles_with("apart"))
    jobs = {
        kind: frozenset(title.split()[-1] for title, job in titles_with("job").items() if job == kind) for kind in JOBS
    }
    roles = role_nouns() | entries("role_nouns_more") | folded("party_members")
    modifiers, prepositions = entries("role_modifiers"), entries("place_prepositions")
    return Lexicon(
        given=given_names.of_either(),
        short=entries("given_short") | abbreviations,
        women=given_names.of_women(),
        men=given_names.of_men(),
        famous=folded("famous"),
        not_people=not_people,
        surnames=entries("surnames"),
        surnames_more=folded("surnames_more"),
        common=common,
        plain=common - names_too - particles - given,
        small_words=frozenset(word for word in common | not_names if word.islower() and word.isalpha()) - particles,
        places=places,
        countries=countries,
        months=all_folded(rules.table("numbers/not_numbers")["months"]),
        capitals=all_folded(of_countries("capitals")),
        state_nouns=entries("state_nouns"),
        titles=known_titles,
        title_ends=title_ends,
        title_forms=forms_of_titles(title_ends),
        many_titles=plurals(end for end in title_ends - jobs["only"] - jobs["never"] if end.lower() not in kin).union(
            titles_with("several")
        ),
        no_title_in=countries | not_people,
        late_ends=title_ends.difference(title[-1] for title in known_titles if len(title) == 1),
        title_parts=title_ends | title_words,
        title_words=title_words,
        seats=frozenset(titles_with("seat")),
        before_given=frozenset(titles_with("given")),
        given_of_women=frozenset(titles_with("of_women")),
        positions=entries("positions"),
        player_nouns=entries("player_nouns"),
        writers=entries("writers"),
        title_stops=title_stops,
        role_titles=title_ends - apart,
        offices=frozenset(tuple(title.split()) for title in titles_with("office")),
        apart=apart,
        ranks=frozenset(titles_with("rank")),
        jobs=jobs["too"] | jobs["only"] | jobs["never"],
        only_jobs=jobs["only"] | jobs["never"],
        long_jobs=jobs["long"] | jobs["never"],
        parties=entries("party_members"),
        styles=entries("styles"),
        role_participles=entries("role_participles"),
        role_tails=entries("role_tails"),
        role_modifiers=modifiers,
        role_stops=entries("role_stops"),
        abbreviations=abbreviations,
        abbreviations_inside=entries("abbreviations_inside"),
        courtesy=courtesy,
        particles=particles,
        leading=entries("particles_leading"),
        title_sex=title_sexes(),
        postnominals=entries("postnominals"),
        suffixes=entries("suffixes"),
        suffix_folds=folded("suffixes") | _ROMAN_FOLDS,
        not_names=not_names,
        names_too=names_too,
        say_verbs=said,
        person_verbs=entries("person_verbs"),
        role_nouns=role_nouns(),
        roles=roles,
        many_roles=plurals(roles),
        no_roles=entries("no_roles"),
        agent_endings=tuple(sorted(entries("agent_endings"))),
        no_agents=entries("no_agents"),
        appointing_verbs=verb_forms("people/appointing_verbs"),
        serving_verbs=verb_forms("people/serving_verbs"),
        terms_of_office=entries("terms_of_office"),
        phrase_tails=appointed | PREPOSITIONS | {"and", "between"},
        naming_verbs=entries("naming_verbs"),
        role_forms=role_nouns() | plurals(role_nouns()),
        org_words=org_words,
        firm_form=_firm_form(),
        places_of=plurals(entries("place_nouns")),
        place_openers=frozenset((noun, "of") for noun in entries("place_nouns")),
        animals=entries("animals"),
        body_nouns=entries("body_nouns"),
        thing_nouns=entries("thing_nouns"),
        named_things=entries("named_things"),
        listed_things=entries("listed_things"),
        houses=entries("houses"),
        keepers=folded("keepers"),
        places_together=entries("places_together"),
        founded_things=entries("founded_things"),
        heading_verbs=folded("heading_verbs"),
        kin_nouns=kin | plurals(kin) | entries("kin_plurals"),
        numbered=frozenset(titles_with("numbered")),
        epithets=entries("epithets"),
        place_words=place_words,
        place_prepositions=prepositions,
        no_role=modifiers | said | prepositions,
        loose_words=loose_words,
        languages=frozenset(word.lower() for word in (*demonyms, *rules.words("people/languages"))),
        language_cues=entries("language_cues"),
        peoples=folded("peoples"),
        demonyms=all_folded(demonyms),
        hyphen_prefixes=entries("hyphen_prefixes"),
        hyphen_tails=entries("hyphen_tails"),
        departments=departments,
        title_nouns=role_nouns() | departments,
        org_or_place_words=org_or_place_words,
        other_words=other_words,
        east_asian=folded("surnames_east_asian"),
        syllables=syllables(),
        thresholds=Thresholds(**rules.table("people/thresholds")),
    )
