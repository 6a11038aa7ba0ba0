"""The roles of a person: what the words around one of the names say that the person is, as a table of named rules."""

from __future__ import annotations

import re

from newsextract.people.describing.before_name import (
    are_listed,
    is_title,
    is_whole,
    past_epithets,
    past_titles,
    phrase_start,
    whole_start,
)
from newsextract.people.describing.behind_name import Roles, past_given, roles_between_commas, said_as, said_from, told
from newsextract.people.describing.phrases import Phrases
from newsextract.people.describing.spots import Spot, is_apposed, is_followed, is_relative
from newsextract.rules.judgement import Judgement

_AGED = re.compile(r"(?:, \d{1,3},| \(\d{1,3}\))? ")
_BEFORE_WHO = re.compile(r" |,? \(\d{1,3}\),? |(?:, (?:aged )?\d{1,3})?, ")
# Between a role and a name, "ex-MP" or "71-year-old" before the name; its short form in brackets behind the role.
_COMMA = re.compile(r"\) |\)?, (?:[^\W_]{1,4}-)?| [-–] | -- | ?— ?")
_DASH = re.compile(r" [-–—] ")
_BYLINE_GAP = re.compile(r" |, | ?[•|/] ?| [-–—] |\s*\n\s*")
_CREDIT = re.compile(r"(?:^|\n)\W*(?:[Bb][Yy]:? )?$")
_LINE_END = re.compile(r"\W*(?:\n|$)")
_BOTH = frozenset({"both", "all", "the"})
_NEW = frozenset({"a", "an", "another", "one"})
_IF = frozenset({"if", "whether", "unless"})
_MOST_ASIDE = 20  # words from a name to the "is" behind an aside
_MOST_OF_TERM = 4  # words from a name's 's to the "as" of "'s second term as"
_MOST_GIVING = 4  # words from a verb that gives a role to the name


ROLES: Judgement[Spot, tuple[str, ...]] = Judgement("people", "role", lambda spot: spot.span)


@ROLES.rule("right before the name")
def _right_before(spot: Spot) -> Roles:
    """ "Leafs centre Ann Reed", "board president Dr Reed", "Minister of Health Ann Reed"."""
    phrases, first, last = spot.phrases, spot.before, spot.address.first
    if first is None or is_title(phrases, first, last) or is_relative(spot, first):
        return None
    return _parted(phrases, first, last)


def _parted(phrases: Phrases, first: int, last: int) -> tuple[str, ...]:
    """The role before a name, or the two: "former Jets coach and current Leafs coach"."""
    return tuple(phrases.before(start, stop) for start, stop in phrases.parts(first, last))


@ROLES.rule("of several, before their names")
def _of_several(spot: Spot) -> Roles:
    """ "Defence lawyers Ann Reed and Tom Bright", of either."""
    phrases, words, last = spot.phrases, spot.phrases.words, spot.address.listed[0]
    if _is_listed(spot):
        last = past_titles(phrases, last, spot.place.first)  # "U.S. Sens. Ann Reed and Tom Bright"
    if not phrases.are_roles(last - 1) and last == spot.address.listed[0]:
        return None
    first = phrases.start(last)
    if words.gap(last) == ", ":
        if not are_listed(phrases, first, last, spot.place.last):
            return None
    elif not phrases.close(last) and not _DASH.fullmatch(words.gap(last)):
        return None
    elif last == spot.address.first and is_followed(spot):
        return None  # "the officials Reed has met"
    first = phrases.past_count(first, last)
    mixed = words.folds[first - 1] == "and"  # "activists and officials": nobody says who is which
    barred = words.folds[last - 1][:-1] in phrases.lexicon.no_roles  # "the girls"
    return None if mixed or barred or is_title(phrases, first, last) else (phrases.before(first, last),)


def _is_listed(spot: Spot) -> bool:
    """Whether the name stands in a list of names."""
    return spot.address.listed != (spot.address.first, spot.place.last)


@ROLES.rule("of several, behind their names")
def _of_several_behind(spot: Spot) -> Roles:
    """ "Ann Reed and Tom Bright, two BBC journalists, said no": of each of them."""
    phrases, words, at = spot.phrases, spot.phrases.words, spot.address.listed[1]
    if not _is_listed(spot) or words.gap(at) != ", ":
        return None
    first = at
    while words.folds[first] in _BOTH or phrases.is_number(first):
        first += 1
    last = phrases.behind(first)
    head = next((head for head in range(first, last) if phrases.are_roles(head)), None)
    if first == at or head is None or phrases.start(head + 1) not in (at, first) or words.gap(last) == " ":
        return None  # "the officials said"
    return (phrases.before(first, last),)


@ROLES.rule("before a comma and the name")
def _before_comma(spot: Spot) -> Roles:
    """ "The mayor of Leeds, Ann Reed, said no"."""
    phrases = spot.phrases
    last = past_epithets(phrases, spot.address.first if spot.before is None else spot.before)
    gap = phrases.words.gap(last)
    if gap == " " or not _COMMA.fullmatch(gap):
        return None
    last -= gap.startswith(")")
    first = whole_start(phrases, last)
    if first is None or phrases.is_others(first, last):
        return None
    letters = gap == ") " and phrases.words.forms[last].isupper()  # "the chief executive (CEO) Ann Reed"
    apposed = gap != ") " and is_whole(phrases, first, last) and is_apposed(spot, first)
    return _parted(phrases, first, last) if letters or apposed else None


@ROLES.rule("as what the person acts")
def _as(spot: Spot) -> Roles:
    """ "As mayor of Leeds, Ann Reed voted for it", "Ann Reed, as mayor of Leeds, voted for it"."""
    phrases, words, last, after = spot.phrases, spot.phrases.words, spot.address.first, spot.place.last
    if words.gap(after) == ", " and words.folds[after] == "as":
        return said_from(phrases, after + 1)
    if words.gap(last) != ", " or (first := phrase_start(phrases, last)) is None:
        return None
    opener = first - 1 - phrases.is_opened(first)
    return _parted(phrases, first, last) if words.forms[opener] == "As" else None


@ROLES.rule("before a word that names")
def _before_naming(spot: Spot) -> Roles:
    """ "a cyclist named Ann Reed", "the hunter, identified as Ann Reed"."""
    phrases, folds, verbs = spot.phrases, spot.phrases.words.folds, spot.phrases.lexicon.naming_verbs
    last = past_epithets(phrases, spot.address.first) - 1
    named = folds[last] in verbs
    if not named and f"{folds[last - 1]} {folds[last]}" not in verbs:
        return None
    last -= not named
    first = phrase_start(phrases, last)
    if first is None or (named and folds[first - 1] not in _NEW):
        return None  # "the coach called Ann Reed"
    return _parted(phrases, first, last)


@ROLES.rule("an apposition")
def _apposed(spot: Spot) -> Roles:
    """ "Ann Reed, 52, of Leeds, a lawyer and a former judge, said no"."""
    first = spot.address.first if spot.before is None else spot.before
    return tuple(roles_between_commas(spot.phrases, first, spot.place.last)) or None


@ROLES.rule("in brackets")
def _in_brackets(spot: Spot) -> Roles:
    """ "Ann Reed (director of exams)"."""
    phrases, first = spot.phrases, spot.place.last
    if phrases.words.gap(first) != " (":
        return None
    last = phrases.behind(first)
    closed = phrases.words.text.startswith(")", phrases.words.ends[last - 1])
    return (tuple(phrases.roles(first, last)) or None) if closed else None


@ROLES.rule("a predicate")
def _predicate(spot: Spot) -> Roles:
    """ "Ann Reed is the mayor of Leeds", "Ann Reed, who served as mayor"."""
    words, at = spot.phrases.words, spot.place.last
    if words.folds[spot.address.first - 1] in _IF:
        return None
    if words.folds[at] == "who" and _BEFORE_WHO.fullmatch(words.gap(at)):
        if words.possessive[at]:
            return said_from(spot.phrases, at + 1)
        at += 1
    elif not _AGED.fullmatch(words.gap(at)) and not (words.gap(at) == words.gap(spot.address.first) == ", "):
        return None
    return told(spot.phrases, at)


@ROLES.rule("a predicate behind an aside")
def _predicate_late(spot: Spot) -> Roles:
    """ "Ann Reed, who moved to Leeds in May, is the mayor", "Ann Reed, a lawyer, was the mayor"."""
    phrases, words, first = spot.phrases, spot.phrases.words, spot.place.last
    if not words.gap(first).startswith(", ") or words.folds[spot.address.first - 1] in _IF:
        return None
    for at in range(first, min(first + _MOST_ASIDE, len(words))):
        if at in phrases.people or words.folds[at] == "whose" or phrases.opens_sentence(at):
            return None
        if phrases.is_verb(at) and words.gap(at).endswith(", "):
            return told(phrases, at) if at > first else None  # "Tom, whose wife, Ann Reed, is ill, was the mayor"
    return None


@ROLES.rule("given by a verb before")
def _given(spot: Spot) -> Roles:
    """ "The club hired Ann Reed as coach", "named Ann Reed chief executive"."""
    phrases, words, first, at = spot.phrases, spot.phrases.words, spot.address.first, spot.place.last
    if words.gap(at) != " ":
        return None
    start = first
    while start > first - _MOST_GIVING and phrases.close(start):
        start -= 1
    given = not phrases.lexicon.appointing_verbs.isdisjoint(words.folds[start:first])
    return said_from(phrases, past_given(phrases, at)) if given else None


@ROLES.rule("as what somebody has the person")
def _had_as(spot: Spot) -> Roles:
    """ "With Ann Reed as their coach, they won", "Ann Reed's years as mayor"."""
    phrases, folds, first, at = spot.phrases, spot.phrases.words.folds, spot.address.first, spot.place.last
    near = folds[at : at + _MOST_OF_TERM]
    if "as" not in near:
        return None
    last, terms = at + near.index("as"), phrases.lexicon.terms_of_office
    had = folds[first - 1] == "with" or (folds[first - 1] == "of" and folds[first - 2] in terms)
    if folds[last - 1] in terms:
        return said_from(phrases, last + 1)
    return said_as(phrases, last + 1) if had and last == at else None


@ROLES.rule("a byline")
def _byline(spot: Spot) -> Roles:
    """ "By Ann Reed, Health Correspondent" in a line, or in two."""
    phrases, words, first = spot.phrases, spot.phrases.words, spot.place.last
    start = words.starts[spot.address.first]
    if not words.forms[first][:1].isupper() or not _BYLINE_GAP.fullmatch(words.gap(first)):
        return None
    if not _CREDIT.search(words.text[max(0, start - 8) : start]):
        return None
    last = first + 1
    while words.gap(last) == " ":
        last += 1
    verb = any(phrases.is_verb(at) or phrases.tags[at] == "DT" for at in range(first, last))
    role = (
        phrases.is_role(last - 1) or words.forms[last - 1] == "Staff"
    ) and not verb  # not "By Ann Reed More by this author"
    return (phrases.text(first, last),) if role and _LINE_END.match(words.text, words.ends[last - 1]) else None
