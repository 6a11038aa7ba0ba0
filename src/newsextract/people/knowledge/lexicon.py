"""What the people room knows: the word lists of models/rules/people/, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsextract import rules
from newsextract.people.knowledge import given_names, word_lists
from newsextract.people.knowledge.titles import forms_of_titles, titles, titles_with
from newsextract.people.knowledge.word_lists import all_folded, entries, folded, of_countries, plurals, role_nouns
from newsextract.rules.verb_forms import told_forms, verb_forms

_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_FOLDS = frozenset(tens + ones for tens in _TENS for ones in _ONES if len(tens + ones) > 1)  # "v" is an initial
_PART = re.compile("[a-z]+-|-[a-z]+")  # of a syllable

PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "to", "from", "with", "on", "under", "by", "representing"}
)  # what a role goes on with
# Of a title: that it is a job too; that it is no title alone; none behind another word; none at all.
JOBS = ("too", "only", "long", "never")

# Lists that are read as they are written, and folded.
_AS_WRITTEN = {
    "words of names": ("common", "epithets", "particles", "postnominals", "suffixes", "surnames"),
    "hyphened": ("hyphen_prefixes", "hyphen_tails"),
    "of titles": ("abbreviations_inside", "positions", "styles", "title_stops"),
    "of roles": ("no_agents", "no_roles", "role_modifiers", "role_participles", "role_stops", "role_tails"),
    "of office": ("terms_of_office",),
    "beside names": ("naming_verbs", "person_verbs", "place_prepositions", "player_nouns"),
    "bodies": ("body_nouns",),
    "things": ("animals", "listed_things", "named_things", "thing_nouns"),
}
_FOLDED = ("departments", "famous", "heading_verbs", "loose_words", "names_too", "place_words")
# The titles whose row has a field.
_OF_TITLES = {
    "before_given": "given",
    "given_of_women": "of_women",
    "numbered": "numbered",
    "ranks": "rank",
    "seats": "seat",
}


class Thresholds(NamedTuple):
    """The values of thresholds.toml, explained there."""

    accept: float
    most_compared: int
    slip_letters: int


class Lexicon:
    """The lists by name of their file (``lexicon.animals`` is people/animals.txt), and what is made of several."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> frozenset[str]:
            """A list."""

    def __init__(self) -> None:
        """Read the lists. Raises rules.RulesError."""
        vars(self).update({name: entries(name) for names in _AS_WRITTEN.values() for name in names})
        vars(self).update({name: folded(name) for name in _FOLDED})
        vars(self).update({name: frozenset(titles_with(field)) for name, field in _OF_TITLES.items()})
        self.thresholds = Thresholds(**rules.table("people/thresholds"))
        self._read_names()
        self._read_places()
        self._read_titles()
        self._read_roles()

    def _read_names(self) -> None:
        self.given, self.women, self.men = given_names.of_either(), given_names.of_women(), given_names.of_men()
        self.surnames_more = folded("surnames_more") | self.famous
        self.east_asian = folded("surnames_east_asian")
        self.eastern_given = _eastern_given()
        self.leading = entries("particles_leading")
        self.suffix_folds = folded("suffixes") | _ROMAN_FOLDS
        self.not_people = folded("not_people") | all_folded(of_countries("metonyms"))
        self.not_names = folded("not_names") | self.names_too
        self.plain = self.common - self.names_too - self.particles - self.given - self.women - self.men
        small = (word for word in self.common | self.not_names if word.islower() and word.isalpha())
        self.small_words = frozenset(small) - self.particles
        self.org_words = folded("org_words", "org_words_abroad", "org_openers", "firms")
        self.org_or_place_words = self.org_words | self.place_words
        self.other_words = self.org_or_place_words | self.loose_words
        self.firm_form = _firm_form()

    def _read_places(self) -> None:
        demonyms = word_lists.demonyms()
        self.demonyms = all_folded(demonyms)
        self.countries = all_folded(of_countries("name", "names"))
        self.places = entries("places").union(folded("places_more"), self.countries)
        self.months = all_folded(rules.table("numbers/not_numbers")["months"])
        self.places_of = plurals(entries("place_nouns"))
        self.place_openers = frozenset((noun, "of") for noun in entries("place_nouns"))

    def _read_titles(self) -> None:
        ends_with = {kind: _ends(title for title, job in titles_with("job").items() if job == kind) for kind in JOBS}
        self.jobs = ends_with["too"] | ends_with["only"] | ends_with["never"]
        self.only_jobs = ends_with["only"] | ends_with["never"]
        self.long_jobs = ends_with["long"] | ends_with["never"]
        self.apart, self.courtesy = _ends(titles_with("apart")), _ends(titles_with("courtesy"))
        self.titles = titles()
        self.title_ends = frozenset(title[-1] for title in self.titles if "of" not in title)
        self.title_forms = forms_of_titles(self.title_ends)
        self.title_words = entries("title_words") | self.title_stops
        self.title_parts = self.title_ends | self.title_words
        self.role_titles = self.title_ends - self.apart
        self.late_ends = self.title_ends.difference(title[-1] for title in self.titles if len(title) == 1)
        kin = entries("kin_nouns")
        singular = (end for end in self.title_ends - self.only_jobs if end.lower() not in kin)
        self.many_titles = plurals(singular).union(titles_with("several"))
        self.title_nouns = role_nouns() | self.departments
        self.no_title_in = self.countries | self.not_people
        self.abbreviations = entries("abbreviations").union(titles_with("short_for"))
        self.short = entries("given_short") | self.abbreviations

    def _read_roles(self) -> None:
        kin = entries("kin_nouns")
        self.kin_nouns = kin | plurals(kin) | entries("kin_plurals")
        self.parties = entries("party_members")
        self.role_nouns = role_nouns()
        self.role_forms = self.role_nouns | plurals(self.role_nouns)
        self.roles = self.role_nouns | entries("role_nouns_more") | folded("party_members")
        self.many_roles = plurals(self.roles)
        self.say_verbs = entries("say_verbs") | told_forms("quotes/verbs_of_stating")
        self.appointing_verbs = verb_forms("people/appointing_verbs")
        self.serving_verbs = verb_forms("people/serving_verbs")
        appointed = frozenset(form for form in told_forms("people/appointing_verbs") if not form.endswith("s"))
        self.phrase_tails = appointed | PREPOSITIONS | {"and", "between"}
        self.no_role = self.role_modifiers | self.say_verbs | self.place_prepositions
        self.agent_endings = tuple(sorted(entries("agent_endings")))

    def is_given(self, fold: str) -> bool:
        """Whether a folded word is a given name of either sex, neither a particle nor as short as "Al"."""
        listed = fold in self.men or fold in self.women or fold in self.given
        return listed and len(fold) > 2 and fold not in self.particles

    def is_listed(self, fold: str) -> bool:
        """Whether a folded word is a given name or a surname."""
        return self.is_surname(fold) or self.is_given(fold)

    def is_surname(self, fold: str) -> bool:
        """Whether a folded word is a surname, or a name by which somebody is known the world over."""
        return fold in self.surnames or fold in self.surnames_more

    def sex(self, fold: str) -> str:
        """ "f" or "m" of a given name that is one sex's alone, otherwise ""."""
        if fold in self.particles:
            return ""
        return "f" if fold in self.women else "m" if fold in self.men else ""

    def is_small(self, word: str) -> bool:
        """Whether news writes the word small, as no name."""
        return word in self.common or word in self.not_names

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
        return folds[0] in self.east_asian and all(map(self.eastern_given.fullmatch, folds[1:]))

    def is_syllables(self, word: str) -> bool:
        """Whether the word is an East Asian given name of one or two syllables, hyphened or not: "geun-hye"."""
        return self.eastern_given.fullmatch(word) is not None

    def is_suffix(self, word: str) -> bool:
        """Whether the word is "Jr", "III" or the like."""
        return bool(_ROMAN.fullmatch(word))


def _ends(known: Iterable[str]) -> frozenset[str]:
    """The last words of titles."""
    return frozenset(title.split()[-1] for title in known)


def _eastern_given() -> re.Pattern[str]:
    """The pattern of a given name of one or two syllables. Raises ValueError on an entry that is no part of one."""
    parts = rules.words("people/syllables_east_asian")
    for part in parts:
        if not _PART.fullmatch(part):
            raise ValueError(part)
    heads = "|".join(part[:-1] for part in parts if part.endswith("-"))
    tails = "|".join(part[1:] for part in parts if part.startswith("-"))
    syllable = f"(?:{heads})?(?:{tails})"
    return re.compile(f"{syllable}(?:-?{syllable})?")


def _firm_form() -> re.Pattern[str]:
    """The pattern of a firm's form with or without full stops: "SpA", "S.p.A."."""
    forms = ("".join(rf"{letter}\.?" for letter in form) for form in rules.words("people/firm_forms"))
    return re.compile(rf",? (?:{'|'.join(forms)})(?!\w)")


@rules.cached
def lexicon() -> Lexicon:
    """The lists, read on the first call. Raises rules.RulesError."""
    return Lexicon()
