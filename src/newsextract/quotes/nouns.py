"""Nouns for people and for bodies that speak."""

from __future__ import annotations

from newsextract import rules
from newsextract.people.lexicon import role_nouns


@rules.cached
def descriptors() -> frozenset[str]:
    """The nouns by which news speaks again of a person just named."""
    return frozenset(rules.words("quotes/descriptors"))


@rules.cached
def roles() -> frozenset[str]:
    """The nouns for what a person is or does, singular, descriptors among them."""
    return descriptors() | role_nouns()


@rules.cached
def speakers() -> frozenset[str]:
    """The nouns for people and bodies that speak, singular."""
    return roles().union(rules.words("quotes/speakers"), rules.words("people/body_nouns"))


@rules.cached
def long_titles() -> dict[str, str]:
    """A title's short form, lower case, without a full stop -> the noun: "sen" -> "senator"."""
    return dict(entry.split(" ", 1) for entry in rules.words("quotes/short_titles"))
