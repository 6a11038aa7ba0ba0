"""The words by which quotes are read, from models/rules/quotes and, for roles and bodies, models/rules/people."""

from __future__ import annotations

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.titles import written_out
from newsextract.rules.verb_forms import verb_forms

SAYING = 2
JUDGING = 1

CuePhrase = tuple[tuple[str, ...], tuple[str, ...]]
"""The words before and those after the speaker: "in NAME's view"."""


@rules.cached
def listed(name: str) -> frozenset[str]:
    """The entries of models/rules/quotes/NAME.txt."""
    return frozenset(rules.words(f"quotes/{name}"))


@rules.cached
def with_plurals(name: str) -> frozenset[str]:
    """The nouns of models/rules/quotes/NAME.txt and their plurals."""
    return listed(name).union(f"{noun}s" for noun in listed(name))


@rules.cached
def strength() -> dict[str, int]:
    """Each form of a verb, lower case, with SAYING (it carries a speaker's words) or JUDGING (a phrase of theirs)."""
    judging = dict.fromkeys(verb_forms("judging"), JUDGING)
    return judging | dict.fromkeys((*verb_forms("uttering"), *reporting()), SAYING)


@rules.cached
def reporting() -> dict[str, bool]:
    """Each form of a verb whose clause reports speech, with whether only a person or a body can be its subject."""
    return {form: kind == "saying" for kind in ("saying", "stating") for form in verb_forms(kind)}


@rules.cached
def roles() -> frozenset[str]:
    """The nouns for what a person is or does, singular, and those by which news speaks again of a person."""
    return listed("descriptors").union(rules.words("people/role_nouns"))


@rules.cached
def peoples() -> frozenset[str]:
    """The words for one of a people ("norwegian"), lower case."""
    return frozenset(word.lower() for word in lexicon().demonyms_written)


@rules.cached
def speakers() -> frozenset[str]:
    """The nouns for people and bodies that speak, and their plurals."""
    singular = roles().union(listed("speakers"), *map(rules.words, ("people/body_nouns", "people/kin_nouns")))
    return singular.union(f"{noun}s" for noun in singular)


@rules.cached
def plain_nouns() -> dict[str, str]:
    """A title's short form, lower case, or a rarer noun -> the noun that means the same: "sen" -> "senator"."""
    titles = {short: noun for short, noun in written_out().items() if " " not in noun}
    return titles | dict(entry.split(" ", 1) for entry in rules.words("quotes/same_nouns"))


@rules.cached
def phrasal_verbs() -> dict[str, set[str]]:
    """Each form of a verb that is one of saying with a second word -> such words."""
    found: dict[str, set[str]] = {}
    for phrase in rules.words("quotes/verb_phrases"):
        first, second = phrase.split()
        found.setdefault(first, set()).add(second)
    return found


@rules.cached
def cue_phrases() -> dict[str, list[CuePhrase]]:
    """The first word of each cue phrase -> such phrases."""
    found: dict[str, list[CuePhrase]] = {}
    for phrase in rules.words("quotes/cue_phrases"):
        before, _, after = phrase.partition(" NAME")
        words = tuple(before.split())
        found.setdefault(words[0], []).append((words, tuple(after.removeprefix("'s").split())))
    return found
