"""Roles behind a name: between commas, and told by a verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsextract.people.phrases import AT_THE_TIME, Phrases

# What stands between a name and an apposition.
_AFTER = re.compile(r"(?: \([^()\n]{1,20}\))?(?:, (?:aged )?\d{1,3})?(?:, | [-–] | -- | ?— ?)")
_NEXT = re.compile(r"['’\"”]?\.?(?:, (?:aged )?\d{1,3})?, ")
_QUOTE_ENDS = (",” ", '," ', "”, ", '", ', ",’ ", "’, ")  # between a quote and its speaker
_PARTY = re.compile(r"[RDI]-\w")
ORIGINS = frozenset({"of", "from"})
_FILLERS = frozenset({"otherwise", "known", "aka", "of", "from", "left", "right", "pictured", "centre", "center"})
_OWNERS = frozenset({"his", "her", "their"})
_INSIDE = frozenset({"the", "of", "and", "in"})
_YEAR = re.compile(r" \d{4} ")
_BE = frozenset({"is", "was", "became", "becomes", "remains", "remained", "been", "remain", "become"})
_TIMES = frozenset({"now", "also", "currently", "once", "still", "later", "then", "formerly", "already", "previously"})
_ADVERBS = _TIMES | {"both", "perhaps", "arguably", "himself", "herself"}
AS = frozenset({"as", "to"})  # between a verb that gives a role and the role
_YOUNG = frozenset({"child", "boy", "girl", "teenager"})
_WILL = frozenset({"will", "has", "had", "to"})
TELLING = _WILL | _ADVERBS | _BE  # how what a verb tells begins, but for "served as"
MOST_PIECES = 4  # phrases between commas behind a name
MOST_OF_ROLE = 5  # words of another's role before the name
MOST_SERVING = 5  # words from a name to the "as" of "took office as"

Roles = tuple[str, ...] | None  # None: no role


def roles_between_commas(
    phrases: Phrases, first: int, last: int, *, told_before: Callable[[], bool]
) -> Iterator[list[str]]:
    """The roles in each of the phrases between commas behind a name, with its titles words [first, last).

    ``told_before``: whether a role and a comma stand before the name, so one behind it may be the next name's.
    """
    words, opens = phrases.words, phrases.opens_sentence(first) or phrases.words.gap(first) in _QUOTE_ENDS
    first = _past_origin(phrases, last)
    opened = _AFTER.match(words.text, words.ends[first - 1])
    if opened is None:
        return
    while first < len(words) and words.starts[first] < opened.end():
        first += 1
    if phrases.opens_sentence(first):
        return  # "their son Ned, 9. A neighbour, Ann Reed, heard it"
    for number in range(MOST_PIECES):
        first += number > 0 and first < len(words) and words.folds[first] == "and"
        if first >= len(words) or (first in phrases.people and not _owns(phrases, first)):
            return
        first = _past_adverbs(phrases, first)
        last = phrases.behind(first)
        owned = words.folds[first] in _OWNERS
        others = _is_others(phrases, last) and (number or owned or told_before())
        if others or (owned and _is_another(phrases, last)) or (not opens and _is_clause(phrases, first, last)):
            return
        if body := past_body(phrases, first, last):
            last = body
            yield [phrases.before(first, last)]
        elif roles := list(phrases.roles(first, last)):
            yield roles
        elif _is_filler(phrases, first, last):
            last = _past_capitals(phrases, last)
        elif words.folds[last : last + 1] != ["who"]:
            return
        if words.folds[last : last + 1] == ["who"] and words.gap(last) in (" ", ", "):
            yield list(told(phrases, last + 1) or ())
        if not _NEXT.fullmatch(words.gap(last)):
            return
        first = last


def past_body(phrases: Phrases, first: int, last: int) -> int | None:
    """The place past a body that ends a bare role between commas: "director, Leeds Hospital"; None if there is none."""
    words = phrases.words
    if words.gap(last) != ", " or not phrases.is_role(last - 1) or phrases.start(last) != first:
        return None
    end = _past_capitals(phrases, last + 1)
    after = words.text[words.ends[end - 1] : words.ends[end - 1] + 1]
    closed = after == ")" and words.forms[last][:1].isupper()
    return end if closed or (words.labels[last] == "ORG" and after in (",", ".")) else None


def _owns(phrases: Phrases, first: int) -> bool:
    """Whether the name that begins at the word has an 's: "Reed's aunt"."""
    while first + 1 in phrases.people:
        first += 1
    return phrases.words.possessive[first]


def _past_origin(phrases: Phrases, first: int) -> int:
    """The place past "MP" and "of Leeds" right behind a name."""
    words = phrases.words
    while words.gap(first) == " " and words.forms[first] in phrases.lexicon.postnominals:
        first += 1
    if first >= len(words) or words.folds[first] not in ORIGINS:
        return first
    return _past_capitals(phrases, first + 1)


def _past_capitals(phrases: Phrases, first: int) -> int:
    """The place past the words of a name that go on at the word: "Greater Manchester Police"."""
    words = phrases.words
    while phrases.close(first):
        if words.forms[first][:1].islower() and words.folds[first] not in _INSIDE:
            break
        first += 1
    return first


def _is_clause(phrases: Phrases, first: int, last: int) -> bool:
    """Whether a phrase is a verb's subject: "after the raid on Mr Reed, the officer said"; no "Head of News said"."""
    if not phrases.close(last) or not is_finite(phrases, last):
        return False
    post = phrases.words.forms[first][:1].isupper() and phrases.is_role(first)
    return not post or not phrases.people.isdisjoint(range(first, last))


def _is_others(phrases: Phrases, last: int) -> bool:
    """Whether a phrase belongs to the name that follows: "the mayor" in "Ann Reed, a lawyer, the mayor, Tom Bright"."""
    listed = phrases.words.gap(last) in (", ", ": ")
    return listed and (last in phrases.people or phrases.form(last) in phrases.lexicon.apart)


def _is_another(phrases: Phrases, at: int) -> bool:
    """Whether a role and a name follow a comma: "her husband, the banker Tom Bright, left"."""
    if phrases.words.gap(at) != ", ":
        return False
    at += phrases.words.folds[at] == "the"
    end = at + 1
    while end < min(at + MOST_OF_ROLE, len(phrases.words)) and end not in phrases.people:
        end += 1
    return end in phrases.people and phrases.close(end) and phrases.is_role(end - 1) and phrases.start(end) == at


def _is_filler(phrases: Phrases, first: int, last: int) -> bool:
    """Whether a phrase that is no role may stand before one: "of Leeds", "R-Ohio", "Texas"."""
    words = phrases.words
    if words.labels[first] == "GPE":
        return True
    if words.forms[first].isupper() and len(words.forms[first]) > 1:
        return True  # letters of honour
    if phrases.text(first, last).replace(".", "") in phrases.lexicon.postnominals:
        return True  # "PhD"
    return words.folds[first] in _FILLERS or _PARTY.match(words.text, words.starts[first]) is not None


def told(phrases: Phrases, at: int) -> Roles:
    """The roles that a verb tells: "is", "was once", "served as", "was later named"."""
    if (first := _told_from(phrases, at)) is None or not (roles := said_from(phrases, first)):
        return None
    if phrases.words.folds[first - 1] == "as" and said_as(phrases, first) is None:
        return None
    last = _past_years(phrases, phrases.behind(first))
    last += len(AT_THE_TIME) * (phrases.words.folds[last : last + 3] == AT_THE_TIME)
    more = told(phrases, last + 1) if phrases.words.folds[last : last + 1] == ["and"] else None
    return (*roles, *(more or ()))


def _past_years(phrases: Phrases, at: int) -> int:
    """The place past "since 2019" or "from 2010 to 2014"."""
    words = phrases.words
    while _YEAR.fullmatch(words.gap(at + 1)):
        at += 1
    return at


def _told_from(phrases: Phrases, at: int) -> int | None:
    """Where what the verb tells begins: behind "is", "was once", "served as", "was later named"."""
    folds = phrases.words.folds
    at += folds[at : at + 1] != [] and folds[at] in _WILL
    at = _past_adverbs(phrases, at)
    if at + 1 >= len(folds):
        return None
    if (verb := _served(phrases, at)) is not None:
        return verb
    if folds[at] not in _BE:
        return None
    at = _past_adverbs(phrases, at + 1)
    if at + 1 < len(folds) and folds[at] in phrases.lexicon.appointing_verbs:
        at += 1 + (folds[at + 1] in AS)
    return at


def _served(phrases: Phrases, at: int) -> int | None:
    """The place behind the "as" of "served as", "took office as", "was sworn in as"; None if there is none."""
    near = phrases.words.folds[at : at + MOST_SERVING]
    if "as" not in near:
        return None
    verbs = near[: near.index("as")]
    last = at + len(verbs) + 1
    if not phrases.people.isdisjoint(range(at, last)):
        return None  # "was mayor in 2010 and Ann Reed served as a judge"
    if "to" in (phrases.words.folds[at - 1], *verbs) or not _YOUNG.isdisjoint(phrases.words.folds[last : last + 2]):
        return None  # "hopes to serve as mayor", "started as a child"
    return None if phrases.lexicon.serving_verbs.isdisjoint(verbs) else last


def _past_adverbs(phrases: Phrases, at: int) -> int:
    folds = phrases.words.folds
    while at < len(folds) - 1 and folds[at] in _ADVERBS:
        at += 1
    return at


def said_from(phrases: Phrases, first: int) -> Roles:
    """The roles in the phrase that begins there."""
    words = phrases.words
    if not (phrases.close(first) or words.possessive[first - 1]):
        return None
    last = phrases.behind(first)
    return tuple(phrases.roles(first, last)) or None


def said_as(phrases: Phrases, first: int) -> Roles:
    """The roles behind an "as": "as mayor of Leeds", but not "Ann Reed left the hall as police moved in"."""
    last = phrases.behind(first)
    return None if phrases.close(last) and is_finite(phrases, last) else said_from(phrases, first)


def is_finite(phrases: Phrases, at: int) -> bool:
    """Whether the word is a verb with a subject, by its tag or by the list of verbs of saying."""
    return phrases.is_verb(at)
