"""What the people room knows: the word lists of models/rules/people/, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from newsextract import rules
from newsextract.people.spelling import fold
from newsextract.rules.verb_forms import told_forms

_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
_PART = re.compile("[a-z]+-|-[a-z]+")  # of a syllable
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


MOST_SYLLABLES = 2  # of a given name of the East
LONGEST_SYLLABLE = 8  # letters
LONG_PLURAL = 8  # letters from which on the plural of a title is one, and no "Kings Cross"


class Thresholds(NamedTuple):
    """The values of thresholds.toml, explained there."""

    accept: float
    sound_opens: float
    most_compared: int
    slip_letters: int


class Lexicon(NamedTuple):
    """The lists by name of their file; ``titles`` holds each title as a tuple of words without full stops."""

    given: frozenset[str]
    given_more: frozenset[str]
    short: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    famous: frozenset[str]
    not_people: frozenset[str]
    surnames: frozenset[str]
    surnames_more: frozenset[str]
    common: frozenset[str]
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
    heading_verbs: frozenset[str]
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
    title_nouns: frozenset[str]
    other_words: frozenset[str]
    org_or_place_words: frozenset[str]
    east_asian: frozenset[str]
    syllables: frozenset[str]
    thresholds: Thresholds

    def is_given(self, fold: str) -> bool:
        """Whether a folded word is a given name of either sex, neither a particle nor as short as "Al"."""
        listed = fold in self.men or fold in self.women or fold in self.given or fold in self.given_more
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
        return fold in self.common or fold in self.demonyms

    def is_no_part(self, fold: str) -> bool:
        """Whether a folded word beside a name is more likely a place's, a people's or a body's."""
        return fold in self.other_words or fold in self.places or fold in self.demonyms

    def ends_title(self, word: str) -> bool:
        """Whether the word, without its full stop, may be a title's last: "Minister", "Lt-General", "Colonels"."""
        head, _, tail = word.rpartition("-")
        return word in self.title_forms or (tail in self.title_ends and head in self.title_parts)

    def is_east_asian(self, folds: Sequence[str]) -> bool:
        """Whether a surname of the East stands before syllables of its given names: "Park Geun-hye"."""
        return len(folds) > 1 and folds[0] in self.east_asian and all(map(self.is_syllables, folds[1:]))

    def is_syllables(self, word: str) -> bool:
        """Whether the word is an East Asian given name of one or two syllables, hyphened or not: "geun-hye"."""
        rests = {word}
        for _ in range(MOST_SYLLABLES):
            rests = {rest[end:].removeprefix("-") for rest in rests for end in self._syllable_ends(rest)}
            if "" in rests:
                return True
        return False

    def _syllable_ends(self, word: str) -> list[int]:
        """How many of a word's first letters may be one syllable."""
        return [end for end in range(1, min(len(word), LONGEST_SYLLABLE) + 1) if word[:end] in self.syllables]

    def is_suffix(self, word: str) -> bool:
        """Whether the word is "Jr", "III" or the like."""
        return word.rstrip(".") in self.suffixes or bool(_ROMAN.fullmatch(word))


def _syllables() -> frozenset[str]:
    """Each beginning and ending of the list put together, and each ending alone. Raises ValueError on another entry."""
    parts = rules.words("people/syllables_east_asian")
    for part in parts:
        if not _PART.fullmatch(part):
            raise ValueError(part)
    heads = ["", *(part[:-1] for part in parts if part.endswith("-"))]
    tails = [part[1:] for part in parts if part.startswith("-")]
    return frozenset(head + tail for head in heads for tail in tails)


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


def _entries(name: str) -> frozenset[str]:
    return rules.word_set(f"people/{name}")


def _folded(name: str) -> frozenset[str]:
    return _all_folded(rules.words(f"people/{name}"))


def _all_folded(words: Sequence[str]) -> frozenset[str]:
    """The words folded, those without accents all at once."""
    plain = "\n".join(filter(str.isascii, words))
    return frozenset(fold(plain).splitlines()).union(fold(word) for word in words if not word.isascii())


def _of_countries(*fields: str) -> list[str]:
    """The words that stand in some fields of the table of countries."""
    found = (row.get(field, ()) for row in rules.rows("countries/countries") for field in fields)
    return [word for value in found for word in ((value,) if isinstance(value, str) else value)]


def _demonyms() -> list[str]:
    """The adjectives of peoples that are one word, as written."""
    own = (*rules.words("people/demonyms"), *rules.words("people/demonyms_too"))
    return [*(word for word in _of_countries("demonyms") if " " not in word), *own]


def _plurals(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{noun}s" for noun in nouns)


def _firm_form() -> re.Pattern[str]:
    return re.compile(rf",? (?:{'|'.join(map(_dotted, rules.words('people/firm_forms')))})(?!\w)")


def _forms_of_titles(ends: frozenset[str]) -> frozenset[str]:
    """The last words of titles, and their plurals that are long enough."""
    return ends | {form for form in _plurals(ends) if len(form) >= LONG_PLURAL}


@rules.cached
def lexicon() -> Lexicon:
    """The lists, read on the first call. Raises rules.RulesError."""
    titles = frozenset(tuple(row["title"].split()) for row in rules.rows("people/titles"))
    title_ends = frozenset(title[-1] for title in titles)
    title_stops = _entries("title_stops")
    title_words = _entries("title_words") | title_stops
    names_too = _folded("names_too")
    courtesy = frozenset(title.split()[-1] for title in _titles_with("courtesy"))
    said = _entries("say_verbs") | told_forms("quotes/verbs_of_stating")
    abbreviations = _entries("abbreviations").union(_titles_with("short_for"))
    countries = _all_folded(_of_countries("name", "names"))
    places = _entries("places").union(_folded("places_more"), countries)
    demonyms = _demonyms()
    org_words = frozenset().union(*map(_folded, ("org_words", "org_words_abroad", "org_openers", "firms")))
    place_words, loose_words = _folded("place_words"), _folded("loose_words")
    org_or_place_words = org_words | place_words
    other_words = org_or_place_words | loose_words
    departments = _folded("departments")
    kin = _entries("kin_nouns")
    modifiers, prepositions = _entries("role_modifiers"), _entries("place_prepositions")
    return Lexicon(
        given=_entries("given"),
        given_more=_folded("given_more"),
        short=_entries("given_short") | abbreviations,
        women=_entries("given_women"),
        men=_entries("given_men"),
        famous=_folded("famous"),
        not_people=_folded("not_people") | _all_folded(_of_countries("metonyms")),
        surnames=_entries("surnames"),
        surnames_more=_folded("surnames_more"),
        common=_entries("common"),
        places=places,
        countries=countries,
        state_nouns=_entries("state_nouns"),
        titles=titles,
        title_ends=title_ends,
        title_forms=_forms_of_titles(title_ends),
        title_plurals=_plurals(title_ends) - courtesy,
        title_parts=title_ends | title_words,
        title_words=title_words,
        seats=frozenset(_titles_with("seat")),
        title_stops=title_stops,
        role_titles=title_ends - courtesy,
        role_modifiers=modifiers,
        role_stops=_entries("role_stops"),
        abbreviations=abbreviations,
        courtesy=courtesy,
        particles=_entries("particles"),
        leading=_entries("particles_leading"),
        title_sex=title_sexes(),
        postnominals=_entries("postnominals"),
        suffixes=_entries("suffixes"),
        suffix_folds=_folded("suffixes") | _ROMAN_FOLDS,
        not_names=_folded("not_names") | names_too,
        names_too=names_too,
        say_verbs=said,
        person_verbs=_entries("person_verbs"),
        role_nouns=role_nouns(),
        role_forms=role_nouns() | _plurals(role_nouns()),
        org_words=org_words,
        firm_form=_firm_form(),
        place_openers=frozenset((noun, "of") for noun in _entries("place_nouns")),
        body_nouns=_entries("body_nouns"),
        thing_nouns=_entries("thing_nouns"),
        named_things=_entries("named_things"),
        heading_verbs=_folded("heading_verbs"),
        kin_nouns=kin | _plurals(kin) | _entries("kin_plurals"),
        bynames=_bynames(),
        place_words=place_words,
        place_prepositions=prepositions,
        no_role=modifiers | said | prepositions,
        loose_words=loose_words,
        languages=frozenset(word.lower() for word in (*demonyms, *rules.words("people/languages"))),
        language_cues=_entries("language_cues"),
        demonyms=_all_folded(demonyms),
        hyphen_prefixes=_entries("hyphen_prefixes"),
        hyphen_tails=_entries("hyphen_tails"),
        departments=departments,
        title_nouns=role_nouns() | departments,
        org_or_place_words=org_or_place_words,
        other_words=other_words,
        east_asian=_folded("surnames_east_asian"),
        syllables=_syllables(),
        thresholds=Thresholds(**rules.table("people/thresholds")),
    )
