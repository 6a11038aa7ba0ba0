"""What the people room knows: the word lists of models/rules/people/, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsextract import rules
from newsextract.people.spelling import fold

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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values of thresholds.toml, explained there."""

    accept: float
    sound_opens: float
    most_words: int
    most_compared: int
    slip_letters: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists by name of their file; ``titles`` holds each title as a tuple of words without full stops."""

    given: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    not_people: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    places: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_ends: frozenset[str]
    title_words: frozenset[str]
    title_stops: frozenset[str]
    role_titles: frozenset[str]
    role_modifiers: frozenset[str]
    role_stops: frozenset[str]
    abbreviations: frozenset[str]
    courtesy: frozenset[str]
    title_sex: dict[str, str]
    particles: frozenset[str]
    leading: frozenset[str]
    suffixes: frozenset[str]
    suffix_folds: frozenset[str]
    not_names: frozenset[str]
    say_verbs: frozenset[str]
    person_verbs: frozenset[str]
    role_nouns: frozenset[str]
    role_plurals: frozenset[str]
    org_words: frozenset[str]
    firm_forms: frozenset[str]
    place_nouns: frozenset[str]
    body_nouns: frozenset[str]
    place_words: frozenset[str]
    loose_words: frozenset[str]
    demonyms: frozenset[str]
    languages: frozenset[str]
    language_cues: frozenset[str]
    hyphen_prefixes: frozenset[str]
    hyphen_tails: frozenset[str]
    departments: frozenset[str]
    east_asian: frozenset[str]
    syllables: re.Pattern[str]
    thresholds: Thresholds

    def is_suffix(self, word: str) -> bool:
        """Whether the word is "Jr", "III" or the like."""
        return word.rstrip(".") in self.suffixes or bool(_ROMAN.fullmatch(word))


def _syllables() -> re.Pattern[str]:
    """Matches an East Asian given name of one to three syllables, hyphened or not."""
    parts = rules.words("people/syllables_east_asian")
    heads = "|".join(part[:-1] for part in parts if part.endswith("-"))
    tails = "|".join(sorted((part[1:] for part in parts if part.startswith("-")), key=len, reverse=True))
    return re.compile(rf"(?:(?:{heads})?(?:{tails})-?){{1,3}}")


@rules.cached
def lexicon() -> Lexicon:
    """The lists, read on the first call. Raises rules.RulesError."""

    def entries(name: str) -> frozenset[str]:
        return frozenset(rules.words(f"people/{name}"))

    titles = frozenset(tuple(title.split()) for title in rules.words("people/titles"))
    given = entries("given") | entries("given_women") | entries("given_men")
    particles = entries("particles")
    title_ends = frozenset(title[-1] for title in titles)
    return Lexicon(
        given=frozenset(name for name in given if len(name) > 2) - particles,
        women=entries("given_women") - particles,
        men=entries("given_men") - particles,
        not_people=entries("not_people"),
        surnames=entries("surnames"),
        common=entries("common"),
        places=entries("places"),
        titles=titles,
        title_ends=title_ends,
        title_words=entries("title_words"),
        title_stops=entries("title_stops"),
        role_titles=title_ends - entries("courtesy"),
        role_modifiers=entries("role_modifiers"),
        role_stops=entries("role_stops"),
        abbreviations=entries("abbreviations"),
        courtesy=entries("courtesy"),
        particles=particles,
        leading=entries("particles_leading"),
        title_sex={title: sex for sex, titles in rules.table("people/title_sex").items() for title in titles},
        suffixes=entries("suffixes"),
        suffix_folds=frozenset({fold(word) for word in rules.words("people/suffixes")} | _ROMAN_FOLDS),
        not_names=entries("not_names"),
        say_verbs=entries("say_verbs"),
        person_verbs=entries("person_verbs"),
        role_nouns=entries("role_nouns"),
        role_plurals=frozenset(f"{noun}s" for noun in entries("role_nouns")),
        org_words=entries("org_words"),
        firm_forms=entries("firm_forms"),
        place_nouns=entries("place_nouns"),
        body_nouns=entries("body_nouns"),
        place_words=entries("place_words"),
        loose_words=entries("loose_words"),
        languages=frozenset(
            word.lower() for word in (*rules.words("people/demonyms"), *rules.words("people/languages"))
        ),
        language_cues=entries("language_cues"),
        demonyms=frozenset(fold(word) for word in rules.words("people/demonyms")),
        hyphen_prefixes=entries("hyphen_prefixes"),
        hyphen_tails=entries("hyphen_tails"),
        departments=entries("departments"),
        east_asian=entries("surnames_east_asian"),
        syllables=_syllables(),
        thresholds=Thresholds(**rules.table("people/thresholds")),
    )
