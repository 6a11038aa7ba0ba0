"""The word lists of models/rules/people, as written or folded, and the words that other rooms' tables give people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsextract import rules
from newsextract.people.knowledge.spelling import fold


def entries(name: str) -> frozenset[str]:
    """The entries of a list as written. Raises rules.RulesError."""
    return rules.word_set(f"people/{name}")


def folded(*names: str) -> frozenset[str]:
    """The entries of some lists, folded. Raises rules.RulesError."""
    return all_folded([word for name in names for word in rules.words(f"people/{name}")])


def all_folded(words: Sequence[str]) -> frozenset[str]:
    """The words folded, those without accents all at once."""
    plain = "\n".join(filter(str.isascii, words))
    return frozenset(fold(plain).splitlines()).union(fold(word) for word in words if not word.isascii())


def men() -> frozenset[str]:
    """Folded given names that men alone bear."""
    return entries("built/given_men") | folded("given_more_men")


def women() -> frozenset[str]:
    """Folded given names that women alone bear."""
    return entries("built/given_women") | folded("given_more_women")


def usual_names(name: str = "given_usual") -> dict[str, str]:
    """A folded given name -> "m" or "f", which its bearers mostly are."""
    return dict(entry.rsplit(" ", 1) for entry in rules.words(f"people/built/{name}"))


@rules.cached
def usual_sexes() -> dict[str, str]:
    """A folded given name -> "m" or "f": those of one sex alone, and what others mostly are."""
    alone = dict.fromkeys(men(), "m") | dict.fromkeys(women(), "f")
    return usual_names("given_rare") | usual_names() | alone


def plurals(nouns: Iterable[str]) -> frozenset[str]:
    """The nouns with an s."""
    return frozenset(f"{noun}s" for noun in nouns)


def of_countries(*fields: str) -> list[str]:
    """The words that stand in some fields of the table of countries."""
    found = (row.get(field, ()) for row in rules.rows("countries/countries") for field in fields)
    return [word for value in found for word in ((value,) if isinstance(value, str) else value)]


def demonyms() -> list[str]:
    """The adjectives of peoples that are one word, as written."""
    own = (*rules.words("people/demonyms"), *rules.words("people/demonyms_too"))
    return [*(word for word in of_countries("demonyms") if " " not in word), *own]


def role_nouns() -> frozenset[str]:
    """The nouns for what a person is or does, singular, and those for kin."""
    return entries("role_nouns") | entries("kin_nouns")


def roles() -> frozenset[str]:
    """Those nouns and all others for what a person is, which are no sign that a name stands beside them."""
    return role_nouns() | entries("role_nouns_more") | folded("party_members")
