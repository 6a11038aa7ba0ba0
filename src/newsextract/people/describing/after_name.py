"""Roles after a name: in appositions, and given by a verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.people.describing.before_name import MentionInContext
from newsextract.people.describing.role_phrases import phrase_end, role, roles
from newsextract.people.describing.role_words import RoleWords
from newsextract.rules.judgement import Judgement

# What stands between a name and an apposition, and between one and the next.
_AFTER = re.compile(r"(?: \([^()\n]{1,20}\))?(?:, (?:aged )?\d{1,3})?(?:, | [-–] | -- | ?— ?)")
_NEXT = re.compile(r"['’\"”]?\.?(?:, (?:aged )?\d{1,3})?, ")
_QUOTES = frozenset("”\"’'")
_ORIGINS = frozenset({"of", "from"})
_OWNERS = frozenset({"his", "her", "their"})
_INSIDE = frozenset({"the", "of", "and", "in"})
_MOST_PHRASES = 4  # between commas after a name
_MOST_LAST = 12  # words of the last names of a list
_MOST_CAPITALS = 30  # words of a body's name with what it is of
_MOST_SERVING = 5  # words from a name to the "as" of "took office as"

Roles = tuple[str, ...] | None  # None: no role


class Phrase(NamedTuple):
    """Words [first, last) between two commas after a name."""

    mention: MentionInContext
    first: int
    last: int
    number: int  # of such phrases between it and the name


class Said(NamedTuple):
    """The roles in such a phrase, and the word after it; None: no phrase after it is of the same name."""

    roles: Sequence[str] = ()
    last: int | None = None


AFTER: Judgement[Phrase, Said] = Judgement("people", "words after a name", lambda phrase: phrase.mention.span)


def apposed(mention: MentionInContext) -> Iterator[str]:
    """The roles in the phrases between commas after a name."""
    known, words, start = mention.known, mention.known.words, mention.place.last
    while words.forms[start] in known.lexicon.postnominals and words.gaps[start] == " ":
        start += 1  # "Ann Reed MP"
    if words.folds[start] in _ORIGINS:
        start = _past_capitals(known, start + 1)  # "Ann Reed of Leeds"
    opened = None if words.gaps[start] == " " else _AFTER.match(words.text, words.ends[start - 1])
    if opened is None:
        return
    at = bisect_left(words.starts, opened.end())
    for number in range(_MOST_PHRASES):
        at = _past_adverbs(known, at + (number > 0 and words.folds[at] == "and"))
        found = AFTER.first(Phrase(mention, at, phrase_end(known, at), number)) or Said()
        yield from found.roles
        if found.last is None or not (_NEXT.fullmatch(words.gaps[found.last]) or words.folds[found.last] == "who"):
            return
        if found.last - 1 in known.people and words.folds[found.last] != "and":
            return  # "Ann Reed, an aide to Tom Bright, the mayor"
        at = found.last


@AFTER.rule("the next name, or the end")
def _next_name(phrase: Phrase) -> Said | None:
    """ "Ann Reed, Tom Bright", but not "Ann Reed, Bright's aunt"."""
    known, first = phrase.mention.known, phrase.first
    named = first in known.people and not known.words.possessive[known.people[first] - 1]
    return Said() if named or first >= len(known.words) else None


@AFTER.rule("the role of the next name")
def _of_next_name(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer, the mayor, Tom Bright", "Ann Reed, her aunt, Mary Obi"."""
    mention, known, folds = phrase.mention, phrase.mention.known, phrase.mention.known.words.folds
    listed = known.words.gaps[mention.start] == ", "
    follows = phrase.number or listed or folds[phrase.first] in _OWNERS
    return Said() if follows and _is_others(known, phrase.last) else None


@AFTER.rule("the subject of a verb")
def _subject(phrase: Phrase) -> Said | None:
    """ "After the raid on Ann Reed, the officer said"."""
    known = phrase.mention.known
    return Said() if _is_clause(known, phrase.first, phrase.last) and not _opens(known, phrase.mention.start) else None


@AFTER.rule("a place in a picture")
def _in_picture(phrase: Phrase) -> Said | None:
    """ "Ann Reed, center, a lawyer, left the court"."""
    known, first = phrase.mention.known, phrase.first
    alone = phrase.last == first + 1 and known.words.gaps[first] == ", " and known.words.gaps[phrase.last] == ", "
    return Said(last=phrase.last) if alone and known.words.folds[first] in known.lists["in_pictures"] else None


@AFTER.rule("a role")
def _role(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer", "Ann Reed, a lawyer and a former judge"."""
    found = tuple(roles(phrase.mention.known, phrase.first, phrase.last))
    return Said(found, phrase.last) if found else None


@AFTER.rule("a place, a party or letters")
def _filler(phrase: Phrase) -> Said | None:
    """ "Ann Reed, of Leeds, a lawyer", "Ann Reed, R-Ohio, the minority leader"."""
    known, form = phrase.mention.known, phrase.mention.known.words.forms[phrase.first]
    is_filler = form.isupper() or form in _ORIGINS or form[1:2] == "-"
    if not is_filler and known.words.labels[phrase.first] != "GPE":
        return None
    return Said(last=_past_capitals(known, phrase.last))


@AFTER.rule("a clause with who")
def _who(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer who served as mayor", "Ann Reed, 52 years young, who is the mayor"."""
    known, at = phrase.mention.known, phrase.last
    is_who = known.words.folds[at] == "who" and known.words.gaps[at] in (" ", ", ")
    return Said(predicated(known, at + 1) or ()) if is_who else None


def apposed_to_several(mention: MentionInContext) -> Roles:
    """The role in the phrase after the list of names in which a name stands."""
    (start, end), known = mention.listed, mention.known
    if not mention.is_listed:
        return None
    at = _past_adverbs(known, end)
    last = phrase_end(known, at)
    ended = known.words.gaps[end] == ", " and "and" in known.words.folds[max(start, end - _MOST_LAST) : end]
    if not ended or _is_others(known, last):
        return None  # "Reed, Bright, the lawyers and the judges"
    if _is_clause(known, at, last) and not _opens(known, start):
        return None
    found = role(known, at, last, several=True)
    return None if found is None else (found,)


def _opens(known: RoleWords, first: int) -> bool:
    """Whether a name opens its sentence, or stands after a quote or a verb of saying: then no subject follows it."""
    quoted = not _QUOTES.isdisjoint(known.words.gaps[first]) or known.words.folds[first - 1] in known.lexicon.say_verbs
    return quoted or known.opens_sentence(first)


def _is_others(known: RoleWords, last: int) -> bool:
    """Whether a phrase belongs to the name that follows: "the mayor" in "Ann Reed, a lawyer, the mayor, Tom Bright"."""
    named = last in known.people or known.form(last) in known.lexicon.apart
    return named and known.words.gaps[last] == ", "


def _is_clause(known: RoleWords, first: int, last: int) -> bool:
    """Whether a phrase is a verb's subject: "after the raid on Mr Reed, the officer said"; no "Head of News said"."""
    post = known.words.forms[first][:1].isupper() and known.is_role(first)
    return not post and known.close(last) and known.is_verb(last)


def _past_capitals(known: RoleWords, first: int) -> int:
    """The word after the capitals of a name that begins at the word, no person's: "Greater Manchester Police"."""
    words, most = known.words, first + _MOST_CAPITALS
    while first < most and known.close(first) and first not in known.people:
        if words.forms[first][:1].islower() and words.folds[first] not in _INSIDE:
            break
        first += 1
    return first


def _past_adverbs(known: RoleWords, at: int) -> int:
    return past(known.words.folds, at, known.lists["adverbs"])


def predicated(known: RoleWords, at: int) -> Roles:
    """The roles that a verb gives: "is", "was once", "served as", "was later named"."""
    folds = known.words.folds
    at = _past_adverbs(known, at + (folds[at] in known.lists["auxiliaries"]))
    near = folds[at : at + _MOST_SERVING]
    if "as" in near and not known.lexicon.serving_verbs.isdisjoint(near[: near.index("as")]):
        return said_as(known, at + near.index("as"))
    if folds[at] not in known.lists["copulas"]:
        return None
    at = _past_adverbs(known, at + 1)
    return said_as(known, at + 1) if folds[at] in known.lexicon.appointing_verbs else said(known, at)


def said_as(known: RoleWords, at: int) -> Roles:
    """The roles in the phrase at the word, or after its "as": "named as mayor", but not "left as police moved in"."""
    at += known.words.folds[at] in ("as", "to")
    last = phrase_end(known, at)
    return None if known.close(last) and known.is_verb(last) else said(known, at)


def said(known: RoleWords, first: int) -> Roles:
    """The roles in the phrase that begins at the word."""
    if not known.close(first) and not known.words.possessive[first - 1]:  # "who's the mayor"
        return None
    return tuple(roles(known, first, phrase_end(known, first))) or None
