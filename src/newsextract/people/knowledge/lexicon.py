"""What the people room knows: the word lists of models/rules/people/, each read when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from newsextract import rules
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import titles, titles_with
from newsextract.rules.verb_forms import finite_forms, forms_of

_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = frozenset(tens + ones for tens in _TENS for ones in _ONES if len(tens + ones) > 1)  # "v" is an initial
_LONG_PLURAL = 8  # letters from which on the plural of a title is one, and no "Kings Cross"


def folded(*names: str) -> frozenset[str]:
    """The entries of some lists of models/rules/people, folded. Raises rules.RulesError."""
    return _folded([word for name in names for word in rules.words(f"people/{name}")])


def _folded(words: Iterable[str]) -> frozenset[str]:
    plain = fold("\n".join(filter(str.isascii, words)))  # all at once: there are thousands
    return frozenset(plain.splitlines()).union(fold(word) for word in words if not word.isascii())


def _entries(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in rules.words(f"people/{name}"))


def _of_countries(*fields: str) -> list[str]:
    """The words in some fields of the table of countries."""
    found = (row.get(field, ()) for row in rules.rows("countries/countries") for field in fields)
    return [word for value in found for word in ((value,) if isinstance(value, str) else value)]


def _plurals(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{noun}s" for noun in nouns)


def _ends(titles: Iterable[str]) -> frozenset[str]:
    """The last words of titles."""
    return frozenset(title.split()[-1] for title in titles)


def _job_ends(*kinds: str) -> frozenset[str]:
    """The last words of the titles that are a job too, by what titles.jsonl says of the job."""
    return _ends(title for title, kind in titles_with("job").items() if kind in kinds)


def _mostly(name: str) -> dict[str, str]:
    """A folded given name -> "m" or "f", which its bearers mostly are."""
    return dict(entry.rsplit(" ", 1) for entry in rules.words(f"people/built/{name}"))


class _Words(cached_property[frozenset[str]]):
    """The words that ``make`` makes of the lists; without it the entries of the list with the attribute's name."""

    def __init__(self, make: Callable[[Lexicon], frozenset[str]] | None = None) -> None:
        super().__init__(make or (lambda _: rules.word_set(f"people/{self.attrname}")))


class Lexicon:
    """The lists, each read when it is first asked for: ``lexicon.epithets`` is people/epithets.txt."""

    # lists as they are
    body_nouns = _Words()
    common = _Words(lambda _: _entries("built/common"))
    epithets = _Words()
    families = _Words()
    firm_forms = _Words()
    given = _Words(lambda _: _entries("built/given"))
    hyphen_prefixes = _Words()
    hyphen_tails = _Words()
    listed_things = _Words()
    month_openers = _Words()
    named_as = _Words()
    named_things = _Words()
    no_agents = _Words()
    no_roles = _Words()
    particles = _Words()
    particles_tied = _Words()
    person_verbs = _Words()
    place_prepositions = _Words()
    postnominals = _Words()
    role_modifiers = _Words()
    role_openers = _Words()
    role_participles = _Words()
    role_prepositions = _Words()
    role_stops = _Words()
    role_tails = _Words()
    styles = _Words()
    suffixes = _Words()
    surnames = _Words(lambda _: _entries("built/surnames"))
    terms_of_office = _Words()
    thing_nouns = _Words()
    title_stops = _Words()
    works = _Words()
    # lists that are asked for folded words
    departments = _Words(lambda _: folded("departments"))
    famous = _Words(lambda _: folded("famous"))
    heading_verbs = _Words(lambda _: folded("heading_verbs"))
    loose_words = _Words(lambda _: folded("loose_words"))
    names_too = _Words(lambda _: folded("names_too"))
    place_words = _Words(lambda _: folded("place_words"))
    east_asian = _Words(lambda _: folded("surnames_east_asian"))
    # names
    men = _Words(lambda _: _entries("built/given_men") | folded("given_more_men"))
    women = _Words(lambda _: _entries("built/given_women") | folded("given_more_women"))
    given_names = _Words(lambda own: own.men.union(own.women, own.given, folded("given_more"), _mostly("given_usual")))
    surnames_more = _Words(lambda own: folded("surnames_more") | own.famous)
    leading = _Words(lambda _: _entries("particles_leading"))
    suffix_folds = _Words(lambda _: folded("suffixes") | _ROMAN)
    not_people = _Words(lambda _: folded("not_people") | _folded(_of_countries("metonyms")))
    not_names = _Words(lambda own: folded("not_names") | own.names_too)
    plain = _Words(lambda own: own.common - own.names_too - own.particles - own.given_names)
    # places, peoples, bodies
    employees = _Words(lambda _: folded("employees"))
    firm_heads = _Words(lambda _: frozenset(form[0] for form in rules.words("people/firm_forms")))
    org_words = _Words(lambda _: folded("org_words", "org_words_abroad", "org_openers", "firms"))
    org_or_place_words = _Words(lambda own: own.org_words | own.place_words)
    other_words = _Words(lambda own: own.org_or_place_words | own.loose_words)
    demonyms_written = _Words(
        lambda _: _entries("demonyms", "demonyms_too").union(
            word for word in _of_countries("demonyms") if " " not in word
        )
    )
    demonyms = _Words(lambda own: _folded(own.demonyms_written))
    countries = _Words(lambda _: _folded(_of_countries("name", "names")))
    places = _Words(lambda own: _entries("built/places") | folded("places_more") | own.countries)
    places_of = _Words(lambda _: _entries("place_nouns") | _plurals(_entries("place_nouns")))
    months = _Words(lambda _: _folded(rules.table("numbers/not_numbers")["months"]))
    # titles
    role_nouns = _Words(lambda _: _entries("role_nouns", "kin_nouns"))  # each a sign that a name stands beside it
    apart = _Words(lambda _: _ends(titles_with("apart")))
    courtesy = _Words(lambda _: _ends(titles_with("courtesy")))
    before_given = _Words(lambda _: frozenset(titles_with("given")))
    ranks = _Words(lambda _: frozenset(titles_with("rank")))
    seats = _Words(lambda _: frozenset(titles_with("seat")))
    jobs = _Words(lambda _: _job_ends("too", "only", "never"))
    only_jobs = _Words(lambda _: _job_ends("only", "never"))
    long_jobs = _Words(lambda _: _job_ends("long", "never"))
    title_ends = _Words(lambda own: frozenset(title[-1] for title in own.titles if "of" not in title))
    title_forms = _Words(
        lambda own: own.title_ends | {form for form in _plurals(own.title_ends) if len(form) >= _LONG_PLURAL}
    )
    title_words = _Words(lambda own: _entries("title_words") | own.title_stops)
    title_parts = _Words(lambda own: own.title_ends | own.title_words)
    role_titles = _Words(lambda own: own.title_ends - own.apart)
    late_ends = _Words(lambda own: own.title_ends.difference(title[-1] for title in own.titles if len(title) == 1))
    many_titles = _Words(
        lambda own: _plurals(
            end for end in own.title_ends - own.only_jobs if end.lower() not in _entries("kin_nouns")
        ).union(titles_with("several"))
    )
    no_title_in = _Words(lambda own: own.countries | own.not_people | own.famous)
    title_nouns = _Words(lambda own: own.role_nouns | own.departments)
    abbreviations = _Words(lambda _: _entries("abbreviations").union(titles_with("short_for")))
    abbreviations_with_stop = _Words(lambda own: own.abbreviations | _entries("abbreviations_inside"))
    short = _Words(lambda own: _entries("given_short") | own.abbreviations)
    # roles
    kin_nouns = _Words(lambda _: _entries("kin_nouns", "kin_plurals") | _plurals(_entries("kin_nouns")))
    parties = _Words(lambda _: _entries("party_members"))
    role_forms = _Words(lambda own: own.role_nouns | _plurals(own.role_nouns))
    roles = _Words(lambda own: own.role_nouns | _entries("role_nouns_more") | folded("party_members"))
    many_roles = _Words(lambda own: _plurals(own.roles))
    no_labels = _Words(lambda own: own.other_words.union(own.works, own.thing_nouns, own.listed_things, own.roles))
    say_verbs = _Words(
        lambda _: finite_forms(
            verb for kind in ("saying", "stating", "uttering") for verb in rules.table("quotes/verbs")[kind]
        )
    )
    appointing_verbs = _Words(lambda _: forms_of(rules.words("people/appointing_verbs")))
    serving_verbs = _Words(lambda _: forms_of(rules.words("people/serving_verbs")))
    phrase_tails = _Words(
        lambda own: (
            frozenset(form for form in finite_forms(rules.words("people/appointing_verbs")) if not form.endswith("s"))
            | own.role_prepositions
            | {"and", "between", "a", "an", "the"}
        )
    )
    no_role = _Words(lambda own: own.role_modifiers | own.say_verbs | own.place_prepositions)

    @cached_property
    def titles(self) -> frozenset[tuple[str, ...]]:
        """Each title as a tuple of words without full stops."""
        return titles()

    @cached_property
    def lists(self) -> dict[str, frozenset[str]]:
        """The lists of people/roles.toml by their names."""
        return {name: frozenset(entries) for name, entries in rules.table("people/roles").items()}

    @cached_property
    def firm_form(self) -> re.Pattern[str]:
        """The pattern of a firm's form with or without full stops: "SpA", "S.p.A."."""
        forms = ("".join(rf"{re.escape(letter)}\.?" for letter in form) for form in rules.words("people/firm_forms"))
        return re.compile(rf",? (?:{'|'.join(forms)})(?!\w)")

    @cached_property
    def eastern_given(self) -> re.Pattern[str]:
        """The pattern of an East Asian given name of one or two syllables, hyphened or not: "geun-hye"."""
        parts = rules.words("people/syllables_east_asian")
        heads = "|".join(part[:-1] for part in parts if part.endswith("-"))
        tails = "|".join(part[1:] for part in parts if part.startswith("-"))
        syllable = f"(?:{heads})?(?:{tails})"
        return re.compile(f"{syllable}(?:-?{syllable})?")

    @cached_property
    def stuck_words(self) -> re.Pattern[str]:
        """The pattern of what a page has stuck to a name's last letter: "Ana QuaigPhoto: Delmo Post"."""
        return re.compile(rf"(?<=[a-zß-ÿ])(?:{'|'.join(rules.words('people/stuck_words'))})$")

    def is_given(self, fold: str) -> bool:
        """Whether a folded word is a given name of either sex, neither a particle nor as short as "Al"."""
        return fold in self.given_names and len(fold) > 2 and fold not in self.particles

    def is_surname(self, fold: str) -> bool:
        """Whether a folded word is a surname, or a famous person's only name."""
        return fold in self.surnames or fold in self.surnames_more

    def is_listed(self, fold: str) -> bool:
        """Whether a folded word is a given name or a surname."""
        return self.is_surname(fold) or self.is_given(fold)

    def is_known(self, fold: str) -> bool:
        """Whether a folded word is on any list: of names, places, peoples or plain words."""
        return fold in self.places or fold in self.demonyms or self.is_listed(fold) or self.is_small(fold)

    def sex(self, fold: str) -> str:
        """The sex of a given name that men alone or women alone bear, "m" or "f"; "" for another."""
        if fold in self.particles:
            return ""
        return "f" if fold in self.women else "m" if fold in self.men else ""

    def is_small(self, word: str) -> bool:
        """Whether news writes the word with a small letter, as no name."""
        return word in self.common or word in self.not_names

    def ends_title(self, word: str) -> bool:
        """Whether the word, without its full stop, may end a title: "Minister", "Lt-General", "Colonels"."""
        return word in self.title_forms or ("-" in word and word.rpartition("-")[0] in self.title_parts)

    def names_role(self, form: str, fold: str) -> bool:
        """Whether a word, without its full stop, is a noun for what a person is or does, or ends such a title."""
        if fold in self.roles or form in self.role_titles:
            return True
        if "-" in fold:  # "co-chair", "governor-elect", "mum-of-two"
            head, _, tail = fold.partition("-")
            parts = {fold.rpartition("-")[2], fold.replace("-", "")}
            parts |= {head} if tail in self.role_tails or tail.startswith("of-") else set()
            return not parts.isdisjoint(self.roles)
        return False

    def is_agent(self, word: str) -> bool:
        """Whether a word that is not common ends like a noun for what a person does: "boilermaker"."""
        return (
            word.endswith(rules.words("people/agent_endings"))
            and word not in self.common
            and word not in self.no_agents
        )

    def is_east_asian(self, folds: Sequence[str]) -> bool:
        """Whether the words are an East Asian surname and syllables of given names: "Park Geun-hye"."""
        return folds[0] in self.east_asian and all(map(self.eastern_given.fullmatch, folds[1:]))


@rules.cached
def lexicon() -> Lexicon:
    """The lists. Raises rules.RulesError."""
    return Lexicon()


@rules.cached
def usual_sexes() -> dict[str, str]:
    """A folded given name -> "m" or "f": those of one sex alone, and what others mostly are."""
    alone = dict.fromkeys(lexicon().men, "m") | dict.fromkeys(lexicon().women, "f")
    return _mostly("given_rare") | _mostly("given_usual") | alone
