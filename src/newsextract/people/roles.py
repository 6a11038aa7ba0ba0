"""The roles of a person: what the words around one of the names say that the person is, as a table of named rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsextract.people.address import Address, address
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import PREPOSITIONS
from newsextract.people.phrases import Phrases
from newsextract.rules.judgement import Judgement

# What stands between a name and an apposition.
_AFTER = re.compile(r"(?: \([^()\n]{1,20}\))?(?:, (?:aged )?\d{1,3})?(?:, | [-–—] |—)")
_AGED = re.compile(r"(?:, \d{1,3},| \(\d{1,3}\))? ")
_NEXT = re.compile(r"['’\"”]?(?:, (?:aged )?\d{1,3})?, ")
_COMMA = re.compile(r"\)?, (?:\d{1,2}-)?| [-–—] |—")  # between a role and a name, or "71-year-old" before the name
_PARTY = re.compile(r"[RDI]-\w")
_BYLINE_GAP = re.compile(r" |, | ?[•|/] ?| [-–—] |\s*\n\s*")
_CREDIT = re.compile(r"(?:^|\n)\W*(?:[Bb][Yy]:? )?$")
_LINE_END = re.compile(r"\W*(?:\n|$)")
_FILLERS = frozenset(
    {"otherwise", "known", "aka", "of", "from", "left", "right", "pictured", "centre", "center", "who"}
)
_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})
_NEW = frozenset({"a", "an", "another", "one"})
_BE = frozenset({"is", "was", "became", "becomes", "remains", "remained", "been", "remain", "become"})
_ADVERBS = frozenset({"now", "also", "currently", "once", "still", "later", "then", "formerly", "already", "both"})
_WILL = frozenset({"will", "has", "had", "to"})
MOST_PIECES = 4  # phrases between commas behind a name
MOST_SERVING = 5  # words from a name to the "as" of "took office as"
MOST_CREDIT = 6  # words of a role in a byline


Roles = tuple[str, ...] | None  # None: the rule does not apply


class Spot(NamedTuple):
    """One of the places of a name, with the titles before it, and where the role right before these begins."""

    phrases: Phrases
    place: Candidate
    address: Address
    before: int | None

    @classmethod
    def of(cls, phrases: Phrases, place: Candidate) -> Spot:
        """The spot of a place."""
        titles = address(phrases, place)
        return cls(phrases, place, titles, _start_before(phrases, titles.first))

    @property
    def span(self) -> tuple[int, int]:
        """The name's offsets."""
        words = self.phrases.words
        return words.starts[self.place.first], words.ends[self.place.last - 1]


ROLES: Judgement[Spot, tuple[str, ...]] = Judgement("people", "role", lambda spot: spot.span)


@ROLES.rule("right before the name")
def _right_before(spot: Spot) -> Roles:
    """ "Leafs centre Ann Reed", "board president Dr Reed", "Minister of Health Ann Reed"."""
    phrases, first, last = spot.phrases, spot.before, spot.address.first
    if first is None or _is_title(phrases, first, last) or _is_relative(spot, first):
        return None
    return tuple(_parted(phrases, first, last))


@ROLES.rule("before a comma and the name")
def _before_comma(spot: Spot) -> Roles:
    """ "The mayor of Leeds, Ann Reed, said no"."""
    phrases = spot.phrases
    last = spot.before or _past_late(phrases, spot.address.first)
    if not _COMMA.fullmatch(phrases.words.gap(last)):
        return None
    last -= phrases.words.gap(last).startswith(")")
    first = _phrase_start(phrases, last)
    if first is not None and phrases.words.folds[first - 1 - phrases.is_opened(first)] == "of":
        first = _owner_start(phrases, first)
    if first is None or not _is_whole(phrases, first, last) or not _is_apposed(spot, first):
        return None
    return tuple(_parted(phrases, first, last))


@ROLES.rule("before a word that names")
def _before_naming(spot: Spot) -> Roles:
    """ "a cyclist named Ann Reed", "the hunter, identified as Ann Reed"."""
    phrases, folds = spot.phrases, spot.phrases.words.folds
    last = _past_late(phrases, spot.address.first) - 1
    named = folds[last] in phrases.lexicon.naming_verbs
    if not named and " ".join(folds[last - 1 : last + 1]) not in phrases.lexicon.naming_verbs:
        return None
    last -= not named
    if phrases.words.gap(last) not in (" ", ", "):
        return None
    first = _phrase_start(phrases, last)
    if first is None or (named and folds[first - 1] not in _NEW):
        return None  # "the coach called Ann Reed"
    return tuple(_parted(phrases, first, last))


@ROLES.rule("an apposition")
def _apposed(spot: Spot) -> Roles:
    """ "Ann Reed, 52, of Leeds, a lawyer and a former judge, said no"."""
    return tuple(role for roles in _pieces(spot) for role in roles) or None


@ROLES.rule("in brackets")
def _in_brackets(spot: Spot) -> Roles:
    """ "Ann Reed (director of exams)"."""
    phrases, first = spot.phrases, spot.place.last
    if first >= len(phrases.words) or phrases.words.gap(first) != " (":
        return None
    last = phrases.behind(first)
    closed = phrases.words.text.startswith(")", phrases.words.ends[last - 1])
    return tuple(phrases.roles(first, last)) or None if closed else None


@ROLES.rule("a predicate")
def _predicate(spot: Spot) -> Roles:
    """ "Ann Reed is the mayor of Leeds", "Ann Reed, who served as mayor"."""
    words, at = spot.phrases.words, spot.place.last
    if at >= len(words):
        return None
    if words.folds[at] == "who" and words.gap(at) in (" ", ", "):
        if words.possessive[at]:
            return _said_from(spot.phrases, at + 1)
        at += 1
    elif not _AGED.fullmatch(words.gap(at)):
        return None
    return _told(spot.phrases, at)


@ROLES.rule("given by a verb before")
def _given(spot: Spot) -> Roles:
    """ "The club hired Ann Reed as coach", "named Ann Reed chief executive"."""
    phrases, words, at = spot.phrases, spot.phrases.words, spot.place.last
    near = words.folds[max(0, spot.address.first - 4) : spot.address.first]
    if phrases.lexicon.appointing_verbs.isdisjoint(near) or at >= len(words) or words.gap(at) != " ":
        return None
    return _said_from(phrases, at + (words.folds[at] == "as"))


@ROLES.rule("a byline")
def _byline(spot: Spot) -> Roles:
    """ "By Ann Reed, Health Correspondent" in a line, or in two."""
    phrases, words, first = spot.phrases, spot.phrases.words, spot.place.last
    start = words.starts[spot.address.first]
    if first >= len(words) or not _CREDIT.search(words.text[max(0, start - 8) : start]):
        return None
    if not _BYLINE_GAP.fullmatch(words.gap(first)) or not words.forms[first][0].isupper():
        return None
    last = first + 1
    while last < len(words) and last - first < MOST_CREDIT and words.gap(last) == " ":
        last += 1
    small = any(
        words.forms[at][0].islower() and words.forms[at] not in PREPOSITIONS for at in range(first + 1, last - 1)
    )
    if small or not _LINE_END.match(words.text, words.ends[last - 1]) or not phrases.is_role(last - 1):
        return None
    return (phrases.text(first, last),)


def _phrase_start(phrases: Phrases, last: int) -> int | None:
    """Where the role that ends before ``last`` begins, with what it is of; None if there is none."""
    if phrases.is_role(last - 1) or phrases.is_agent(last - 1):
        barred = phrases.words.shouted[last - 1] or phrases.words.folds[last - 1] in phrases.lexicon.no_roles
        return None if barred else phrases.start(last)
    head = phrases.complement(last)
    return None if head is None else phrases.start(head)


def _owner_start(phrases: Phrases, first: int) -> int:
    """Where "wife of the president" begins, if its "president" begins at the word."""
    of = first - 1 - phrases.is_opened(first)
    return phrases.start(of) if phrases.is_role(of - 1) and phrases.close(of) else first


def _start_before(phrases: Phrases, last: int) -> int | None:
    """Where the role right before the name, or its title, begins; None if there is none."""
    tags = phrases.tags
    agent = phrases.words.folds[last - 1].endswith(phrases.lexicon.agent_endings)
    if (tags[last - 1] in _NO_NOUNS and not agent) or not phrases.close(last):
        return None
    if tags[last - 1] == "VBN" and tags[last - 2].startswith("VB"):
        return None  # "has accused Ann Reed"
    return _phrase_start(phrases, last)


def _past_late(phrases: Phrases, last: int) -> int:
    """The place before "the late", "the Australian" and "71-year-old", if they follow a comma."""
    words, first = phrases.words, last
    while first > 0 and words.gap(first).startswith(" ") and _is_epithet(phrases, first - 1):
        first -= 1
    return first


def _is_epithet(phrases: Phrases, at: int) -> bool:
    fold = phrases.words.folds[at]
    return fold in ("the", "a", "late", "former", "year-old") or fold in phrases.lexicon.demonyms


def _is_title(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the words are a title and no more: "Mayor", "Prime Minister", "Detective Chief Inspector"."""
    lexicon, forms = phrases.lexicon, [phrases.form(at) for at in range(first, last)]
    if forms[-1] in lexicon.jobs | lexicon.parties or forms[0].islower():
        return False
    if len(forms) == 1:
        return lexicon.ends_title(forms[0]) or not phrases.opens_sentence(first)
    if tuple(forms) in lexicon.titles:
        return True
    return all(form.rpartition("-")[2] in lexicon.ranks | lexicon.title_words for form in forms)


def _is_relative(spot: Spot, first: int) -> bool:
    """Whether the name and its title open a clause: "a remark President Reed made"."""
    phrases, words, after = spot.phrases, spot.phrases.words, spot.place.last
    told = phrases.is_opened(first) and phrases.tags[first] == "NN" and words.forms[spot.address.first - 1][0].isupper()
    return told and after < len(words) and words.gap(after) == " " and phrases.is_verb(after)


def _parted(phrases: Phrases, first: int, last: int) -> Iterator[str]:
    """The role before a name, or the two: "former Jets coach and current Leafs coach"."""
    for at in range(first + 1, last - 1):
        if phrases.words.folds[at] == "and" and phrases.is_second(first, at + 1, last):
            yield phrases.before(first, at)
            first = at + 1
    yield phrases.before(first, last)


def _is_whole(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the phrase says whose or which role: it has an article or an owner, or it opens its sentence."""
    words = phrases.words
    if phrases.is_opened(first) or any(words.possessive[first : last - 1]):
        return True
    if words.folds[first] in ("former", "then", "current", "outgoing", "fellow"):
        return True
    return phrases.opens_sentence(first) or words.folds[first - 1] in phrases.lexicon.say_verbs


def _is_apposed(spot: Spot, first: int) -> bool:
    """Whether the name stands for the role before it, and does not open a clause: "To the mayor, Ann Reed said no"."""
    phrases, words, after = spot.phrases, spot.phrases.words, spot.place.last
    if after >= len(words) or words.gap(after) != " " or not _is_verb(phrases, after):
        return True
    start = first - phrases.is_opened(first)
    if phrases.opens_sentence(start) or words.gap(start) == ", ":
        return True
    return phrases.tags[start - 1] not in ("IN", "TO", "VBD", "VBZ", "VBP", "VB", "VBN", "VBG")


def _pieces(spot: Spot) -> Iterator[list[str]]:
    """The roles in each of the phrases between commas behind a name."""
    phrases, words = spot.phrases, spot.phrases.words
    first = _past_origin(phrases, spot.place.last)
    opened = _AFTER.match(words.text, words.ends[first - 1])
    if opened is None:
        return
    while first < len(words) and words.starts[first] < opened.end():
        first += 1
    for number in range(MOST_PIECES):
        first += first < len(words) and words.folds[first] == "and"
        if first >= len(words):
            return
        last = phrases.behind(first)
        if _is_clause(spot, first, last) or (number and _is_others(phrases, first, last)):
            return
        if roles := list(phrases.roles(first, last)):
            yield roles
        elif not _is_filler(phrases, first):
            return
        while last < len(words) and phrases.close(last) and last - first < 20:
            last += 1
        if last >= len(words) or not _NEXT.fullmatch(words.gap(last)):
            return
        first = last


def _past_origin(phrases: Phrases, first: int) -> int:
    """The place past "of Leeds" right behind a name."""
    words = phrases.words
    if first >= len(words) or words.folds[first] not in ("of", "from") or words.gap(first) != " ":
        return first
    first += 1
    while (
        first < len(words) and phrases.close(first) and (words.forms[first][0].isupper() or words.folds[first] == "the")
    ):
        first += 1
    return first


def _is_clause(spot: Spot, first: int, last: int) -> bool:
    """Whether a verb follows: "after the raid on Mr Reed, the officer said"."""
    phrases, words = spot.phrases, spot.phrases.words
    if last >= len(words) or not phrases.close(last):
        return False
    return _is_verb(phrases, last) and not phrases.opens_sentence(spot.address.first)


def _is_verb(phrases: Phrases, at: int) -> bool:
    return phrases.is_verb(at) or phrases.words.folds[at] in phrases.lexicon.say_verbs


def _is_others(phrases: Phrases, first: int, last: int) -> bool:
    """Whether a phrase belongs to the name that follows: "the mayor" in "Ann Reed, a lawyer, the mayor, Tom Bright"."""
    return last < len(phrases.words) and (last in phrases.people or phrases.form(last) in phrases.lexicon.apart)


def _is_filler(phrases: Phrases, first: int) -> bool:
    """Whether a phrase that is no role may stand before one: "of Leeds", "R-Ohio", "Texas"."""
    words = phrases.words
    return (
        words.folds[first] in _FILLERS
        or words.labels[first] == "GPE"
        or _PARTY.match(words.text, words.starts[first]) is not None
    )


def _told(phrases: Phrases, at: int) -> Roles:
    """The roles that a verb tells: "is", "was once", "served as", "was later named"."""
    folds = phrases.words.folds
    at += folds[at : at + 1] != [] and folds[at] in _WILL
    at = _past_adverbs(phrases, at)
    if at + 1 >= len(folds):
        return None
    if (verb := _served(phrases, at)) is not None:
        return _said_from(phrases, verb)
    if folds[at] not in _BE:
        return None
    at = _past_adverbs(phrases, at + 1)
    if at + 1 < len(folds) and folds[at] in phrases.lexicon.appointing_verbs:
        at += 1 + (folds[at + 1] == "as")
    return _said_from(phrases, at)


def _served(phrases: Phrases, at: int) -> int | None:
    """The place behind the "as" of "served as", "took office as", "was sworn in as"; None if there is none."""
    near = phrases.words.folds[at : at + MOST_SERVING]
    if "as" not in near or not all(map(phrases.close, range(at + 1, at + near.index("as") + 1))):
        return None
    verbs = near[: near.index("as")]
    return None if phrases.lexicon.serving_verbs.isdisjoint(verbs) else at + len(verbs) + 1


def _past_adverbs(phrases: Phrases, at: int) -> int:
    folds = phrases.words.folds
    while at < len(folds) and folds[at] in _ADVERBS:
        at += 1
    return at


def _said_from(phrases: Phrases, first: int) -> Roles:
    """The roles in the phrase that begins there."""
    words = phrases.words
    if first >= len(words) or not (phrases.close(first) or words.possessive[first - 1]):
        return None
    last = phrases.behind(first)
    return tuple(phrases.roles(first, last)) or None
