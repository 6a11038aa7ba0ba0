"""The words by which quotes are read, from models/rules/quotes and, for roles and bodies, models/rules/people."""

from __future__ import annotations

from newsextract import rules
from newsextract.rules.verb_forms import forms, verb_forms

SAYING = 2
JUDGING = 1


@rules.cached
def listed(name: str) -> frozenset[str]:
    """The entries of models/rules/quotes/NAME.txt."""
    return frozenset(rules.words(f"quotes/{name}"))


@rules.cached
def strength() -> dict[str, int]:
    """Each form of a verb, lower case, with SAYING (it carries a speaker's words) or JUDGING (a phrase of theirs)."""
    judging = dict.fromkeys(verb_forms("quotes/verbs_of_judging"), JUDGING)
    return judging | dict.fromkeys(verb_forms("quotes/verbs_of_saying"), SAYING)


@rules.cached
def reporting() -> dict[str, bool]:
    """Each form of a verb whose clause reports speech, lower case, with whether only a person or a body can be its
    subject.
    """
    by_people = dict.fromkeys(verb_forms("quotes/verbs_of_reporting_by_people"), True)
    return by_people | dict.fromkeys(verb_forms("quotes/verbs_of_reporting"), False)


@rules.cached
def descriptors() -> frozenset[str]:
    """The nouns by which news speaks again of a person just named."""
    return listed("descriptors")


@rules.cached
def roles() -> frozenset[str]:
    """The nouns for what a person is or does, singular, descriptors among them."""
    return descriptors().union(rules.words("people/role_nouns"))


@rules.cached
def speakers() -> frozenset[str]:
    """The nouns for people and bodies that speak, and their plurals."""
    singular = roles().union(listed("speakers"), rules.words("people/body_nouns"))
    return singular.union(f"{noun}s" for noun in singular)


@rules.cached
def long_titles() -> dict[str, str]:
    """A title's short form, lower case, without a full stop -> the noun: "sen" -> "senator"."""
    return dict(entry.split(" ", 1) for entry in rules.words("quotes/short_titles"))


@rules.cached
def phrasal_verbs() -> dict[str, set[str]]:
    """Each past form, -s and -ing form of a verb that is one of saying together with a second word -> such words."""
    found: dict[str, set[str]] = {}
    for entry in rules.words("quotes/phrasal_verbs"):
        *verb, second = entry.split()
        for form in (forms(verb[0], verb[1:]) - {verb[0]}).union(verb[1:]):  # "go on" is more often something else
            found.setdefault(form, set()).add(second)
    return found


@rules.cached
def cue_phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The first word of each cue phrase -> the words before and those after the speaker: "in NAME's view"."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase in rules.words("quotes/cue_phrases"):
        before, _, after = phrase.partition(" NAME")
        words = tuple(before.split())
        found.setdefault(words[0], []).append((words, tuple(after.removeprefix("'s").split())))
    return found
