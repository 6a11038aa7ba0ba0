"""Roles behind a name: between commas, and told by a verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from newsextract.people.describing.phrases import Phrases

# What stands between a name and an apposition.
_AFTER = re.compile(r"(?: \([^()\n]{1,20}\))?(?:, (?:aged )?\d{1,3})?(?:, | [-–] | -- | ?— ?)")
_NEXT = re.compile(r"['’\"”]?\.?(?:, (?:aged )?\d{1,3})?, ")
_QUOTE_ENDS = (",” ", '," ', "”, ", '", ', ",’ ", "’, ")  # between a quote and its speaker
_PARTY = re.compile(r"[RDI]-\w")
_ORIGINS = frozenset({"of", "from"})
_FILLERS = frozenset({"otherwise", "known", "aka", "of", "from", "left", "right", "pictured", "centre", "center"})
_OWNERS = frozenset({"his", "her", "their"})
_INSIDE = frozenset({"the", "of", "and", "in"})
_BE = frozenset({"is", "was", "became", "becomes", "remains", "remained", "been", "remain", "become"})
_ADVERBS = frozenset(
    {"now", "also", "currently", "once", "still", "later", "then", "formerly", "already", "previously", "both"}
    | {"perhaps", "arguably", "himself", "herself"}
)
_WILL = frozenset({"will", "has", "had", "to"})
AS = frozenset({"as", "to"})  # between a verb that gives a role and the role
_MOST_PIECES = 4  # phrases between commas behind a name
_MOST_SERVING = 5  # words from a name to the "as" of "took office as"

Roles = tuple[str, ...] | None  # None: no role


def roles_between_commas(phrases: Phrases, first: int, last: int) -> Iterator[str]:
    """The roles in the phrases between commas behind a name, with its titles words [first, last)."""
    words, past = phrases.words, _past_origin(phrases, last)
    if words.gap(past) == " ":
        return
    opens, listed = phrases.opens_sentence(first) or words.gap(first) in _QUOTE_ENDS, words.gap(first) == ", "
    opened = _AFTER.match(words.text, words.ends[past - 1])
    first = bisect_left(words.starts, opened.end()) if opened else len(words)
    for number in range(_MOST_PIECES):
        first = _past_adverbs(phrases, first + (number > 0 and words.folds[first] == "and"))
        if first >= len(words) or (first in phrases.people and not _owns(phrases, first)):
            return
        last = phrases.behind(first)
        if _is_others(phrases, last) and (number or listed or words.folds[first] in _OWNERS):
            return
        if not opens and _is_clause(phrases, first, last):
            return
        roles = list(phrases.roles(first, last))
        yield from roles
        if not roles and _is_filler(phrases, first):
            last = _past_capitals(phrases, last)
        elif not roles and words.folds[last] != "who":
            return
        if words.folds[last] == "who" and words.gap(last) in (" ", ", "):
            yield from told(phrases, last + 1) or ()
        if not _NEXT.fullmatch(words.gap(last)):
            return
        first = last


def _past_origin(phrases: Phrases, first: int) -> int:
    """The place past "MP" and "of Leeds" right behind a name."""
    while phrases.words.forms[first] in phrases.lexicon.postnominals and phrases.words.gap(first) == " ":
        first += 1
    return _past_capitals(phrases, first + 1) if phrases.words.folds[first] in _ORIGINS else first


def _is_others(phrases: Phrases, last: int) -> bool:
    """Whether a phrase belongs to the name that follows: "the mayor" in "Ann Reed, a lawyer, the mayor, Tom Bright"."""
    named = last in phrases.people or phrases.form(last) in phrases.lexicon.apart
    return named and phrases.words.gap(last) == ", "


def _is_clause(phrases: Phrases, first: int, last: int) -> bool:
    """Whether a phrase is a verb's subject: "after the raid on Mr Reed, the officer said"; no "Head of News said"."""
    post = phrases.words.forms[first][:1].isupper() and phrases.is_role(first)
    return not post and phrases.close(last) and phrases.is_verb(last)


def _is_filler(phrases: Phrases, first: int) -> bool:
    """Whether a phrase that begins so, if it is no role, may stand before one: "of Leeds", "R-Ohio", "Texas"."""
    form = phrases.words.forms[first]
    letters = (form.isupper() and len(form) > 1) or _PARTY.match(phrases.words.text, phrases.words.starts[first])
    return bool(letters) or phrases.words.labels[first] == "GPE" or phrases.words.folds[first] in _FILLERS


def _owns(phrases: Phrases, first: int) -> bool:
    """Whether the name that begins at the word has an 's: "Reed's aunt"."""
    while first + 1 in phrases.people:
        first += 1
    return phrases.words.possessive[first]


def _past_capitals(phrases: Phrases, first: int) -> int:
    """The place past the words of a name that go on at the word: "Greater Manchester Police"."""
    words = phrases.words
    while phrases.close(first) and (words.folds[first] in _INSIDE or not words.forms[first][:1].islower()):
        first += 1
    return first


def told(phrases: Phrases, at: int) -> Roles:
    """The roles that a verb tells: "is", "was once", "served as", "was later named"."""
    folds = phrases.words.folds
    at = _past_adverbs(phrases, at + (folds[at] in _WILL))
    near = folds[at - 1 : at + _MOST_SERVING]
    if "as" in near[1:]:
        verbs = near[: near.index("as", 1)]
        last = at + len(verbs)
        served = "to" not in verbs and phrases.people.isdisjoint(range(at, last))  # no "hopes to serve as"
        if served and not phrases.lexicon.serving_verbs.isdisjoint(verbs[1:]):
            return said_as(phrases, last)
    if folds[at] not in _BE:
        return None
    at = _past_adverbs(phrases, at + 1)
    return said_from(phrases, past_given(phrases, at + 1) if folds[at] in phrases.lexicon.appointing_verbs else at)


def past_given(phrases: Phrases, at: int) -> int:
    """Where the role that a verb before the word gives begins: past the "as" of "named as mayor"."""
    return at + (phrases.words.folds[at] in AS)


def _past_adverbs(phrases: Phrases, at: int) -> int:
    while phrases.words.folds[at] in _ADVERBS:
        at += 1
    return at


def said_from(phrases: Phrases, first: int) -> Roles:
    """The roles in the phrase that begins there."""
    if not phrases.close(first) and not phrases.words.possessive[first - 1]:  # "who's the mayor"
        return None
    return tuple(phrases.roles(first, phrases.behind(first))) or None


def said_as(phrases: Phrases, first: int) -> Roles:
    """The roles behind an "as": "as mayor of Leeds", but not "Ann Reed left the hall as police moved in"."""
    last = phrases.behind(first)
    return None if phrases.close(last) and phrases.is_verb(last) else said_from(phrases, first)
