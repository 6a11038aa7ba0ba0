"""The roles of a person: what the words around one of the names say that the person is, as a table of named rules."""

from __future__ import annotations

import re
from operator import attrgetter

from newsextract.people.before_name import (
    are_listed,
    before_and,
    before_body,
    is_title,
    is_whole,
    listed_before,
    owner_start,
    parted,
    past_late,
    past_titles,
    phrase_start,
    start_before,
)
from newsextract.people.behind_name import AS, Roles, past_body, roles_between_commas, said_as, said_from, told
from newsextract.people.bylines import byline
from newsextract.people.phrases import Phrases
from newsextract.people.role_cues import IS, MOST_NAMING, RoleCue
from newsextract.people.role_words import ARTICLES
from newsextract.people.spots import Spot, is_apposed, is_followed, is_relative
from newsextract.rules.judgement import Judgement

_AGED = re.compile(r"(?:, \d{1,3},| \(\d{1,3}\))? ")
_BEFORE_WHO = re.compile(r" |,? \(\d{1,3}\),? |(?:, (?:aged )?\d{1,3})?, ")
# Between a role and a name, "71-year-old" or "ex-MP" before the name; a short form in brackets before it.
_COMMA = re.compile(r"\)?, (?:[^\W_]{1,4}-)?| [-–] | -- | ?— ?|\) ")
_BESIDE = re.compile(r" | [-–—] ")
_BRACKET = re.compile(r" \((?:[^\W_]{1,6}[-‐‑])?")  # before a role, or before its "co-"
_NEW = frozenset({"a", "an", "another", "one"})
_BOTH = frozenset({"both", "all", "the"})
_FOR = frozenset({"to", "for"})
_IF = frozenset({"if", "whether", "unless"})
MOST_ASIDE = 20  # words from a name to the "is" behind an aside
MOST_OF_TERM = 4  # words from a name's 's to the "as" of "'s second term as"
MOST_GIVING = 8  # words from "who" to the "as" of "who they named on Monday as"


ROLES: Judgement[Spot, tuple[str, ...]] = Judgement("people", "role", lambda spot: spot.span, attrgetter("cues"))


@ROLES.rule("right before the name", RoleCue.ROLE_BEFORE)
def _right_before(spot: Spot) -> Roles:
    """ "Leafs centre Ann Reed", "board president Dr Reed", "Minister of Health Ann Reed"."""
    phrases, first, last = spot.phrases, spot.before, spot.address.first
    if first is None or is_title(phrases, first, last) or is_relative(spot, first):
        return None
    return (*before_and(phrases, first), *parted(phrases, first, last))


@ROLES.rule("of several, before their names", RoleCue.LISTED | RoleCue.MANY_BEFORE)
def _of_several(spot: Spot) -> Roles:
    """ "Defence lawyers Ann Reed and Tom Bright", of either."""
    phrases = spot.phrases
    last = spot.address.listed[0]
    if (role := _titled_alike(spot, last)) is not None:
        return role
    if not phrases.are_roles(last - 1) or phrases.words.folds[last - 1][:-1] in phrases.lexicon.no_roles:
        return None
    first = phrases.start(last)
    if phrases.words.gap(last) == ", ":
        if not are_listed(phrases, first, last, spot.place.last):
            return None
    elif not _BESIDE.fullmatch(phrases.words.gap(last)) or (last == spot.address.first and is_followed(spot)):
        return None  # "the officials Reed has met"
    if phrases.words.folds[first - 1] == "and":
        return None  # "activists and officials": nobody says who is which
    first = phrases.past_count(first, last)
    return None if is_title(phrases, first, last) else (phrases.before(first, last),)


def _titled_alike(spot: Spot, last: int) -> Roles:
    """The titles of several that begin at the word with what stands before: "U.S. Sens. Ann Reed and Tom Bright"."""
    phrases = spot.phrases
    end = past_titles(phrases, last, spot.place.first)
    alone = spot.address.listed == (spot.address.first, spot.place.last)
    start = None if alone or end == last else start_before(phrases, end)
    if start is None or phrases.lexicon.departments.issuperset(phrases.words.folds[start:last]):
        return None  # "Foreign Ministers" are a title
    return (phrases.before(start, end),)


@ROLES.rule("of several, behind their names", RoleCue.LISTED)
def _of_several_behind(spot: Spot) -> Roles:
    """ "Ann Reed and Tom Bright, two BBC journalists, said no": of each of them."""
    phrases, words, folds = spot.phrases, spot.phrases.words, spot.phrases.words.folds
    at = first = spot.address.listed[1]
    alone = spot.address.listed == (spot.address.first, spot.place.last)
    if alone or words.gap(at) != ", ":
        return None
    while first < len(words) and (folds[first] in _BOTH or phrases.is_number(first)):
        first += 1
    last = phrases.behind(first)
    head = next((at for at in range(first, last) if phrases.are_roles(at)), None)
    if first == at or head is None or phrases.start(head + 1) not in (at, first) or words.gap(last) == " ":
        return None  # "the officials said"
    return (phrases.before(first, last),)


@ROLES.rule("before a comma and the name", RoleCue.APART_BEFORE)
def _before_comma(spot: Spot) -> Roles:
    """ "The mayor of Leeds, Ann Reed, said no"."""
    phrases = spot.phrases
    last = past_late(phrases, spot.before or spot.address.first)
    if not _COMMA.fullmatch(phrases.words.gap(last)):
        return None
    if phrases.words.gap(last) == ") ":
        return _before_letters(spot, last - 1)
    last -= phrases.words.gap(last).startswith(")")
    first = _whole_start(phrases, last)
    if first is None and (body := before_body(phrases, last)) is not None:
        first = phrase_start(phrases, body)
    if first is None or not is_whole(phrases, first, last) or not is_apposed(spot, first):
        return None
    if phrases.is_others(first, last):
        return None
    return (*listed_before(phrases, first), *parted(phrases, first, last))


def _before_letters(spot: Spot, at: int) -> Roles:
    """The role before its own short form in brackets, which is the word: "the chief executive (CEO) Ann Reed"."""
    phrases, words = spot.phrases, spot.phrases.words
    if not words.forms[at].isupper() or (first := _whole_start(phrases, at)) is None:
        return None
    return tuple(parted(phrases, first, at))


def _whole_start(phrases: Phrases, last: int) -> int | None:
    """Where the role that ends before the word begins, with whose it is: "wife of the president"; None if none does."""
    first = phrase_start(phrases, last)
    if first is None:
        return None
    words, of = phrases.words, first - 1 - phrases.is_opened(first)
    if words.folds[of] in _FOR and words.forms[of - 1][:1].isupper():
        post = phrase_start(phrases, of)  # "The Chief of Staff to the Governor"
        return first if post is None else post
    return owner_start(phrases, first) if words.folds[of] == "of" else first


@ROLES.rule("as what the person acts", RoleCue.APART_BEFORE | RoleCue.AS_AFTER)
def _as(spot: Spot) -> Roles:
    """ "As mayor of Leeds, Ann Reed voted for it", "Ann Reed, as mayor of Leeds, voted for it"."""
    phrases, last = spot.phrases, spot.address.first
    words, after = phrases.words, spot.place.last
    if words.gap(after) == ", " and words.folds[after] == "as":
        return said_from(phrases, after + 1)
    if words.gap(last) != ", " or (first := phrase_start(phrases, last)) is None:
        return None
    opener = first - 1 - phrases.is_opened(first)
    return tuple(parted(phrases, first, last)) if words.forms[opener] == "As" else None


@ROLES.rule("before a word that names", RoleCue.NAMING_BEFORE)
def _before_naming(spot: Spot) -> Roles:
    """ "a cyclist named Ann Reed", "the hunter, identified as Ann Reed"."""
    phrases, folds = spot.phrases, spot.phrases.words.folds
    last = past_late(phrases, spot.address.first) - 1
    named = folds[last] in phrases.lexicon.naming_verbs
    if not named and " ".join(folds[max(0, last - 1) : last + 1]) not in phrases.lexicon.naming_verbs:
        return None
    last -= not named
    first = phrase_start(phrases, last)
    if first is None or (named and folds[first - 1] not in _NEW):
        return None  # "the coach called Ann Reed"
    return tuple(parted(phrases, first, last))


@ROLES.rule("an apposition", RoleCue.APPOSED_AFTER)
def _apposed(spot: Spot) -> Roles:
    """ "Ann Reed, 52, of Leeds, a lawyer and a former judge, said no"."""
    phrases, first, last = spot.phrases, spot.address.first, spot.place.last
    found = roles_between_commas(phrases, first, last, told_before=lambda: _before_comma(spot) is not None)
    return tuple(role for roles in found for role in roles) or None


@ROLES.rule("right behind the name", RoleCue.OF_AFTER)
def _right_behind(spot: Spot) -> Roles:
    """ "It went to Ann Reed co-owner of the club"."""
    phrases, words, at = spot.phrases, spot.phrases.words, spot.place.last
    if words.folds[at + 1 : at + 2] != ["of"] or not phrases.close(at):
        return None
    return said_from(phrases, at) if phrases.tags[at] == "NN" else None


@ROLES.rule("in brackets", RoleCue.BRACKET_AFTER)
def _in_brackets(spot: Spot) -> Roles:
    """ "Ann Reed (director of exams)", "Ann Reed (director, Leeds Hospital)"."""
    phrases, first = spot.phrases, spot.place.last
    if not _BRACKET.fullmatch(phrases.words.gap(first)):
        return None
    last = phrases.behind(first)
    body = past_body(phrases, first, last)
    if not phrases.words.text.startswith(")", phrases.words.ends[(body or last) - 1]):
        return None
    return (phrases.before(first, body),) if body else tuple(phrases.roles(first, last)) or None


@ROLES.rule("a predicate", RoleCue.TELLING_AFTER | RoleCue.AS_AFTER)
def _predicate(spot: Spot) -> Roles:
    """ "Ann Reed is the mayor of Leeds", "Ann Reed, who served as mayor"."""
    words, at = spot.phrases.words, spot.place.last
    if at >= len(words) or words.folds[spot.address.first - 1] in _IF:
        return None
    if words.folds[at] == "who" and _BEFORE_WHO.fullmatch(words.gap(at)):
        if words.possessive[at]:
            return said_from(spot.phrases, at + 1)
        at += 1
    elif not _AGED.fullmatch(words.gap(at)) and not (words.gap(at) == words.gap(spot.address.first) == ", "):
        return None
    return told(spot.phrases, at)


@ROLES.rule("a predicate behind an aside", RoleCue.COMMA_AFTER)
def _predicate_late(spot: Spot) -> Roles:
    """ "Ann Reed, who moved to Leeds in May, is the mayor", "Ann Reed, a lawyer, was the mayor"."""
    phrases, words, first = spot.phrases, spot.phrases.words, spot.place.last
    if not words.gap(first).startswith(", ") or words.folds[spot.address.first - 1] in _IF:
        return None
    for at in range(first, min(first + MOST_ASIDE, len(words))):
        if at in phrases.people or words.folds[at] == "whose" or phrases.opens_sentence(at):
            return None
        if phrases.is_verb(at) and words.gap(at).endswith(", "):
            return told(phrases, at) if at > first else None  # "Tom, whose wife, Ann Reed, is ill, was the mayor"
    return None


@ROLES.rule("a predicate the other way round", RoleCue.IS_BEFORE)
def _inverted(spot: Spot) -> Roles:
    """ "The head of the mission is Ann Reed", "His first wife was the actress Ann Reed"."""
    phrases, folds = spot.phrases, spot.phrases.words.folds
    last = (spot.address.first if spot.before is None else spot.before) - 1
    while folds[last] in ARTICLES:
        last -= 1
    if folds[last] not in IS:
        return None
    first = last
    while not _opens_clause(phrases, first):
        first -= 1
    if phrases.behind(first) != last:
        return None
    return tuple(phrases.roles(first, last)) or None


def _opens_clause(phrases: Phrases, at: int) -> bool:
    """Whether the word begins a sentence or a clause of its own: behind a semicolon, a "that" or ", and"."""
    words = phrases.words
    if phrases.opens_sentence(at) or words.gap(at) == "; " or words.folds[at - 1] == "that":
        return True
    return words.folds[at - 1] in ("and", "but") and words.gap(at - 1) == ", "


@ROLES.rule("given by a verb before", RoleCue.GIVING_BEFORE | RoleCue.WHO_AFTER)
def _given(spot: Spot) -> Roles:
    """ "The club hired Ann Reed as coach", "named Ann Reed chief executive"."""
    phrases, words, at = spot.phrases, spot.phrases.words, spot.place.last
    if words.gap(at) == ", " and words.folds[at] in ("who", "whom"):
        near = words.folds[at + 2 : at + MOST_GIVING]
        given = "as" in near and not phrases.lexicon.appointing_verbs.isdisjoint(near[: near.index("as")])
        return said_from(phrases, at + 3 + near.index("as")) if given else None
    if words.gap(at) != " ":
        return None
    start = spot.address.first
    while start > spot.address.first - MOST_NAMING and phrases.close(start):
        start -= 1
    near = words.folds[start : spot.address.first]
    if phrases.lexicon.appointing_verbs.isdisjoint(near):
        return None
    return said_from(phrases, at + (words.folds[at] in AS))


@ROLES.rule("as what somebody has the person", RoleCue.AS_AFTER)
def _had_as(spot: Spot) -> Roles:
    """ "With Ann Reed as their coach, they won", "Ann Reed's years as mayor", "the election of Ann Reed as mayor"."""
    phrases, words, first, at = spot.phrases, spot.phrases.words, spot.address.first, spot.place.last
    near, before = words.folds[at : at + MOST_OF_TERM], words.folds[max(0, first - 2) : first]
    if "as" not in near or phrases.words.gap(at)[-1:] != " ":
        return None
    at += near.index("as")
    if words.folds[at - 1] in phrases.lexicon.terms_of_office:
        return said_from(phrases, at + 1)
    if at > spot.place.last:
        return None
    if before[-1:] == ["of"] and before[0] in phrases.lexicon.terms_of_office:
        return said_from(phrases, at + 1)
    return said_as(phrases, at + 1) if before[-1:] == ["with"] else None


ROLES.rule("a byline", RoleCue.CAPITAL_AFTER)(byline)
