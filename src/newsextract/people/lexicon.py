"""What the people room knows: the word lists of models/rules/people/, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsextract import rules
from newsextract.people.spelling import fold
from newsextract.rules.verb_forms import told_forms

_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
_ROMAN_FOLDS = frozenset(
    [
        "ii",
        "iii",
        "iv",
        "vi",
        "vii",
        "viii",
        "ix",
        "xi",
        "xii",
        "xiii",
        "xiv",
        "xv",
        "xvi",
        "xvii",
        "xviii",
        "xix",
        "xx",
        "xxi",
        "xxii",
        "xxiii",
    ]
)


LONG_PLURAL = 8  # letters from which on the plural of a title is one, and no "Kings Cross"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values of thresholds.toml, explained there."""

    accept: float
    sound_opens: float
    most_compared: int
    slip_letters: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists by name of their file; ``titles`` holds each title as a tuple of words without full stops."""

    given: frozenset[str]
    short: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    famous: frozenset[str]
    not_people: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    small: frozenset[str]
    no_first: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    state_nouns: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_ends: frozenset[str]
    title_forms: frozenset[str]
    title_plurals: frozenset[str]
    title_parts: frozenset[str]
    title_words: frozenset[str]
    seats: frozenset[str]
    title_stops: frozenset[str]
    role_titles: frozenset[str]
    role_modifiers: frozenset[str]
    role_stops: frozenset[str]
    abbreviations: frozenset[str]
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
    role_forms: frozenset[str]
    org_words: frozenset[str]
    firm_form: re.Pattern[str]
    place_openers: frozenset[tuple[str, str]]
    body_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    named_things: frozenset[str]
    heading_words: frozenset[str]
    kin_nouns: frozenset[str]
    bynames: re.Pattern[str]
    place_words: frozenset[str]
    place_prepositions: frozenset[str]
    no_role: frozenset[str]
    loose_words: frozenset[str]
    demonyms: frozenset[str]
    languages: frozenset[str]
    language_cues: frozenset[str]
    hyphen_prefixes: frozenset[str]
    hyphen_tails: frozenset[str]
    departments: frozenset[str]
    names: frozenset[str]
    title_nouns: frozenset[str]
    other_words: frozenset[str]
    no_part: frozenset[str]
    org_or_place_words: frozenset[str]
    east_asian: frozenset[str]
    syllables: re.Pattern[str]
    east_asian_name: re.Pattern[str]
    thresholds: Thresholds

    def ends_title(self, word: str) -> bool:
        """Whether the word, without its full stop, may be a title's last: "Minister", "Lt-General", "Colonels"."""
        head, _, tail = word.rpartition("-")
        return word in self.title_forms or (tail in self.title_ends and head in self.title_parts)

    def is_east_asian(self, folds: Sequence[str]) -> bool:
        """Whether a surname of the East stands before syllables of its given names: "Park Geun-hye"."""
        return self.east_asian_name.fullmatch(" ".join(folds)) is not None

    def is_suffix(self, word: str) -> bool:
        """Whether the word is "Jr", "III" or the like."""
        return word.rstrip(".") in self.suffixes or bool(_ROMAN.fullmatch(word))


def _syllables() -> str:
    """The pattern of an East Asian given name of one to three syllables, hyphened or not."""
    parts = rules.words("people/syllables_east_asian")
    heads = "|".join(part[:-1] for part in parts if part.endswith("-"))
    tails = "|".join(sorted((part[1:] for part in parts if part.startswith("-")), key=len, reverse=True))
    return rf"(?:(?:{heads})?(?:{tails})-?){{1,3}}"


def _dotted(form: str) -> str:
    """The pattern of a firm's form with or without full stops: "SpA", "S.p.A."."""
    return "".join(rf"{letter}\.?" for letter in form)


def _bynames() -> re.Pattern[str]:
    """Matches the "I" of "Queen Elizabeth I" and the "the" of "Catherine the Great"."""
    numbered = "|".join(_titles_with("numbered"))
    epithets = "|".join(rules.words("people/epithets"))
    return re.compile(rf"\b(?:{numbered}) [^\W\d_]+ I\b|(?<=[^\W\d_] )the(?= (?:{epithets})\b)")


def _titles_with(field: str) -> dict[str, Any]:
    """The titles whose row has a field, and what it says."""
    return {row["title"]: row[field] for row in rules.rows("people/titles") if field in row}


@rules.cached
def title_sexes() -> dict[str, str]:
    """A title, without its full stop -> "m" or "f", of those that tell."""
    return _titles_with("sex")


@rules.cached
def role_nouns() -> frozenset[str]:
    """The nouns for what a person is or does, singular, and those for kin."""
    return frozenset(rules.words("people/role_nouns")) | frozenset(rules.words("people/kin_nouns"))


@rules.cached
def lexicon() -> Lexicon:
    """The lists, read on the first call. Raises rules.RulesError."""

    def entries(name: str) -> frozenset[str]:
        return frozenset(rules.words(f"people/{name}"))

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold, rules.words(f"people/{name}")))

    titles = frozenset(tuple(row["title"].split()) for row in rules.rows("people/titles"))
    kin = entries("kin_nouns")
    said = entries("say_verbs") | told_forms("quotes/verbs_of_stating")
    courtesy = frozenset(title.split()[-1] for title in _titles_with("courtesy"))
    abbreviations = entries("abbreviations") | frozenset(_titles_with("short_for"))
    given = entries("given") | entries("given_more") | entries("given_women") | entries("given_men")
    particles = entries("particles")
    title_ends = frozenset(title[-1] for title in titles)
    title_plurals = frozenset(f"{title}s" for title in title_ends)
    countries = rules.rows("countries/countries")
    country_names = frozenset(fold(name) for row in countries for name in (row["name"], *row.get("names", ())))
    metonyms = frozenset(fold(name) for row in countries for name in row.get("metonyms", ()))
    demonyms = [word for row in countries for word in row.get("demonyms", ()) if " " not in word]
    demonyms += rules.words("people/demonyms")
    given = frozenset(name for name in given if len(name) > 2) - particles
    surnames = entries("surnames") | entries("surnames_more") | entries("famous")
    return Lexicon(
        given=given,
        short=entries("given_short") | abbreviations,
        women=entries("given_women") - particles,
        men=entries("given_men") - particles,
        famous=entries("famous"),
        not_people=folded("not_people") | metonyms,
        surnames=surnames,
        names=given | surnames,
        common=entries("common"),
        no_first=entries("common") | frozenset(map(fold, demonyms)),
        small=entries("common") | folded("not_names"),
        places=entries("places") | entries("places_more") | country_names,
        countries=country_names,
        state_nouns=frozenset(rules.words("people/state_nouns")),
        titles=titles,
        title_ends=title_ends,
        title_forms=title_ends | frozenset(form for form in title_plurals if len(form) >= LONG_PLURAL),
        title_plurals=title_plurals - courtesy,
        title_parts=title_ends | entries("title_words"),
        title_words=entries("title_words"),
        seats=frozenset(_titles_with("seat")),
        title_stops=entries("title_stops"),
        role_titles=title_ends - courtesy,
        role_modifiers=entries("role_modifiers"),
        role_stops=entries("role_stops"),
        abbreviations=abbreviations,
        courtesy=courtesy,
        particles=particles,
        leading=entries("particles_leading"),
        title_sex=title_sexes(),
        postnominals=entries("postnominals"),
        suffixes=entries("suffixes"),
        suffix_folds=frozenset({fold(word) for word in rules.words("people/suffixes")} | _ROMAN_FOLDS),
        not_names=folded("not_names"),
        names_too=folded("names_too"),
        say_verbs=said,
        person_verbs=entries("person_verbs"),
        role_nouns=role_nouns(),
        role_forms=frozenset(form for noun in role_nouns() for form in (noun, f"{noun}s")),
        org_words=folded("org_words"),
        firm_form=re.compile(rf",? (?:{'|'.join(map(_dotted, rules.words('people/firm_forms')))})(?!\w)"),
        place_openers=frozenset((noun, "of") for noun in entries("place_nouns")),
        body_nouns=entries("body_nouns"),
        thing_nouns=entries("thing_nouns"),
        named_things=entries("named_things"),
        heading_words=folded("heading_verbs") | entries("common"),
        kin_nouns=kin | frozenset(f"{noun}s" for noun in kin) | entries("kin_plurals"),
        bynames=_bynames(),
        place_words=folded("place_words"),
        place_prepositions=entries("place_prepositions"),
        no_role=entries("role_modifiers") | said | entries("place_prepositions"),
        loose_words=folded("loose_words"),
        languages=frozenset(word.lower() for word in (*demonyms, *rules.words("people/languages"))),
        language_cues=entries("language_cues"),
        demonyms=frozenset(map(fold, demonyms)),
        hyphen_prefixes=entries("hyphen_prefixes"),
        hyphen_tails=entries("hyphen_tails"),
        departments=folded("departments"),
        title_nouns=role_nouns() | folded("departments"),
        org_or_place_words=folded("org_words") | folded("place_words"),
        no_part=(
            folded("org_words")
            | folded("place_words")
            | folded("loose_words")
            | entries("places")
            | entries("places_more")
            | country_names
            | frozenset(map(fold, demonyms))
        ),
        other_words=folded("org_words") | folded("place_words") | folded("loose_words"),
        east_asian=entries("surnames_east_asian"),
        syllables=re.compile(_syllables()),
        east_asian_name=re.compile(rf"(?:{'|'.join(entries('surnames_east_asian'))})(?: {_syllables()})+"),
        thresholds=Thresholds(**rules.table("people/thresholds")),
    )
