"""What stands around a mention of a person: titles and the role before it, the list of names in which it stands, and
the roles after it, in appositions and given by a verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.people.candidates.candidates import Candidate, office_start
from newsextract.people.describing.role_phrases import (
    NAMES,
    RoleWords,
    noun_phrase,
    past_head,
    phrase_before,
    phrase_end,
    role,
    roles,
    whole_start,
)
from newsextract.rules.judgement import Judgement

_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})

_UNLISTED_TAGS = frozenset({"NN", "JJ", "RB"})  # "tight end", "all-time great", "running back"
_WHEN = frozenset({"DATE", "TIME"})

Place = tuple[int, int]  # words [first, last)

# What stands between a name and an apposition, and between one and the next.
_AFTER = re.compile(
    r"(?: \((?!(?:an?|the) )[^()\n]{1,20}\))?(?:, (?:aged )?\d{1,3})?(?: ?, | [-–] | -- | ?— ?| \((?=[^\W\d]))"
)
_NEXT = re.compile(r"['’\"”]?\.?(?:, (?:aged )?\d{1,3})? ?, ")
_QUOTES = frozenset("”\"’'")
_ORIGINS = frozenset({"of", "from"})
_OWNERS = frozenset({"his", "her", "their"})
_INSIDE = frozenset({"the", "of", "and", "in"})
_MOST_PHRASES = 4  # between commas after a name
_MOST_LAST = 12  # words of the last names of a list
_MOST_CAPITALS = 30  # words of a body's name with what it is of
_MOST_SERVING = 5  # words from a name to the "as" of "took office as"

Roles = tuple[str, ...] | None  # None: no role


class MentionInContext(NamedTuple):
    """A mention of a person, and what stands right before it."""

    words: RoleWords
    place: Candidate
    titles: tuple[str, ...]
    first: int  # the first word of the name with its titles, but not with titles that belong to a role before them
    listed: Place  # the list of names in which the name stands, else the name alone, from ``first`` on
    role: Place | None
    """The role right before the name and its titles, or before a short name in brackets: "(CEO) Ann Reed"."""

    @property
    def start(self) -> int:
        """The first word of the name with its titles and the role right before them."""
        return self.role[0] if self.role else self.first

    @property
    def span(self) -> Place:
        """The name's offsets."""
        words = self.words
        return words.starts[self.place.first], words.ends[self.place.last - 1]

    @property
    def is_listed(self) -> bool:
        """Whether the name stands in a list of names."""
        return self.listed != (self.first, self.place.last)


def mention_at(words: RoleWords, place: Candidate, lists: Mapping[int, Place]) -> MentionInContext:
    """The mention at a place; ``lists``: the lists of names, by the first word of each name in them."""
    lexicon = words.lexicon
    titles, last, first = list[str](), place.first, place.first  # the title before the name first
    while place.title < place.first and (start := _title_start(words, last, place)) is not None:
        if words.form(last - 1) not in (lexicon.only_jobs if last - start == 1 else lexicon.long_jobs):
            tie = words.text[max(0, words.starts[start] - 5) : words.starts[start]].rpartition(" ")[2]
            titles.append((tie if tie.lower() in ("vice-", "co-") else "") + words.written(start, last))
            titles += _style(words, start)
        opened = start - (words.folds[start - 1] == "the")  # "board chair the Rev."
        if first <= last + 1 and _may_follow_role(words, start, last):
            first = opened
        last = opened
    listed = lists.get(place.first)
    if place.title == place.first:
        end = past_titles(words, listed[0]) if listed else 0
        if end and words.form(end - 1) in lexicon.many_titles and words.close(end):
            titles = [words.written(end - 1, end)]  # "Pastors Ana Ruiz and Tom Bright" are both
        else:
            titles = _style(words, place.first)
    role = _role_before(words, first)
    if role is None and first == place.first < place.last - 1:
        role = _unlisted_before(words, first)
    return MentionInContext(words, place, tuple(reversed(titles)), first, listed or (first, place.last), role)


def bare_mention(words: RoleWords, first: int, last: int) -> MentionInContext:
    """The mention in words [first, last), as if it stood in no list and its titles were no titles."""
    start = _titled(words, first)
    return MentionInContext(words, Candidate(first, last, first), (), start, (start, last), _role_before(words, start))


def _role_before(words: RoleWords, first: int) -> Place | None:
    """The role right before the word, or before a short name in brackets."""
    letters = words.gaps[first] == ") " and words.forms[first - 1].isupper()  # "(CEO) Ann Reed"
    last = first - letters
    tag, fold = words.tags[last - 1], words.folds[last - 1]
    if not letters and (not words.close(last) or fold in words.lexicon.role_modifiers):
        return None  # "the mother of 12-year-old Ann Reed"
    if tag in _NO_NOUNS and "-" not in fold:
        return None
    if tag == "VBN" and words.tags[last - 2].startswith("VB"):
        return None  # "has accused Ann Reed"
    start = whole_start(words, last) if letters else phrase_before(words, last)
    return None if start is None else (start, last)


def _unlisted_before(words: RoleWords, last: int) -> Place | None:
    """A role right before a whole name whose noun is in no list, after a body or place: "Jets tight end"."""
    fold, tag = words.folds[last - 1], words.tags[last - 1]
    if not words.close(last) or not words.forms[last - 1].islower() or tag not in _UNLISTED_TAGS:
        return None
    if fold in words.lexicon.no_roles or words.labels[last - 1] in _WHEN or words.is_role(last - 1):
        return None  # "told Reuters yesterday Ann Reed would go"
    start = noun_phrase(words, last)
    named = words.forms[start][:1].isupper() and words.labels[start] in NAMES
    named = named and start < last - 1 - (tag == "RB")  # not "in London alone Ann Reed has ten shops"
    return (start, last) if named and not words.is_opened(start) and not any(words.possessive[start:last]) else None


def name_lists(words: RoleWords, places: Iterable[Candidate]) -> dict[int, Place]:
    """The lists of names ("Ann Reed, Tom Bright and Mayor Ana Ruiz"), by the first word of each name in them.

    ``places`` are in order. A list begins with the titles of its first name.
    """
    parts, runs = words.lexicon.title_parts, list[list[Candidate]]()
    for place in places:
        last = runs[-1][-1].last if runs else 0
        last += 2 * (words.folds[last] == "of")  # "Ann Reed of Leeds and"
        at = last + (words.folds[last] == "and")
        nation = words.folds[place.first - 1] in words.lexicon.demonyms  # "and Australian Tom Bright"
        titled = all(words.form(one) in parts and words.close(one + 1) for one in range(at, place.first - nation))
        if runs and titled and (at > last or words.gaps[last] == ", "):
            runs[-1].append(place)
        else:
            runs.append([place])
    lists = ((run, (_titled(words, run[0].first), run[-1].last)) for run in runs if len(run) > 1)
    return {one.first: listed for run, listed in lists for one in run}


def _titled(words: RoleWords, first: int) -> int:
    """The first word of a name with its titles."""
    while words.form(first - 1) in words.lexicon.title_parts and words.close(first):
        first -= 1
    return first


def past_titles(words: RoleWords, first: int) -> int:
    """The word after titles in the plural that begin at the word; the word itself if there are none."""
    at = first
    while words.form(at) in words.lexicon.title_parts:
        at += 1
    return at if words.form(at - 1) in words.lexicon.many_titles else first


def _title_start(words: RoleWords, last: int, place: Candidate) -> int | None:
    """The first word of the title that ends before ``last``; None if there is none."""
    lexicon = words.lexicon
    if last == place.first and (office := office_start(words, place, lexicon)) is not None:
        while words.form(office - 1) in lexicon.title_words - lexicon.title_stops:
            office -= 1  # the "Prime" of a minister
        return office
    if words.gaps[last] not in (" ", ". ") or not lexicon.ends_title(words.form(last - 1)):
        return None
    start = last - 1
    while _is_one_title(words, start, last, place):
        start -= 1
    return start


def _is_one_title(words: RoleWords, start: int, last: int, place: Candidate) -> bool:
    """Whether the word before ``start`` belongs to the same title: "Chief" to "Chief Justice"."""
    lexicon, before, form = words.lexicon, words.form(start - 1), words.form(start)
    if before in lexicon.title_stops or not words.close(start):
        return False
    if (before, form) in lexicon.titles:
        return True
    if start <= place.title or before in lexicon.apart or (form in lexicon.apart and before not in lexicon.title_words):
        return False  # "Dr" stands by itself
    office = before in lexicon.title_ends and before not in lexicon.title_words and before not in lexicon.ranks
    return not office or words.form(last - 1) not in lexicon.ranks | lexicon.seats  # "Minister", "General"


def _may_follow_role(words: RoleWords, start: int, last: int) -> bool:
    """Whether a role may stand before the title: "board president Dr", "leader Rep.", but no "Tory MP"."""
    lexicon, end = words.lexicon, words.form(last - 1)
    if end in lexicon.apart:
        return True
    if words.form(start - 1) in lexicon.title_words or end in lexicon.jobs:
        return False
    job = words.tags[start - 1] == "NN" and words.folds[start - 1] not in lexicon.departments  # no "police"
    if words.gaps[start] == " " and (head := past_head(words, start)) is not None:
        return words.forms[head - 1][:1].isupper()
    if words.are_roles(start - 1):
        return True
    return words.is_role(start - 1) and (end in lexicon.ranks or end in lexicon.abbreviations or job)


def _style(words: RoleWords, last: int) -> list[str]:
    """The style that ends before the word, if one does: "His Honour", "Her Royal Highness"."""
    forms = words.forms
    if forms[last - 1] not in words.lexicon.styles or not words.close(last):
        return []
    return [words.written(last - 2 - (forms[last - 2] in ("Royal", "Imperial")), last)]


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
    words, start = mention.words, mention.place.last
    while words.forms[start] in words.lexicon.postnominals and words.gaps[start] == " ":
        start += 1  # "Ann Reed MP"
    if words.folds[start] in _ORIGINS:
        start = _past_capitals(words, start + 1)  # "Ann Reed of Leeds"
    opened = None if words.gaps[start] == " " else _AFTER.match(words.text, words.ends[start - 1])
    if opened is None:
        return
    at = bisect_left(words.starts, opened.end())
    for number in range(_MOST_PHRASES):
        at = _past_adverbs(words, at + (number > 0 and words.folds[at] == "and"))
        found = AFTER.first(Phrase(mention, at, phrase_end(words, at), number)) or Said()
        yield from found.roles
        if found.last is None or not (_NEXT.fullmatch(words.gaps[found.last]) or words.folds[found.last] == "who"):
            return
        if found.last - 1 in words.people and words.folds[found.last] != "and":
            return  # "Ann Reed, an aide to Tom Bright, the mayor"
        at = found.last


@AFTER.rule("the next name, or the end")
def _next_name(phrase: Phrase) -> Said | None:
    """ "Ann Reed, Tom Bright", but not "Ann Reed, Bright's aunt"."""
    words, first = phrase.mention.words, phrase.first
    named = first in words.people and not words.possessive[words.people[first] - 1]
    return Said() if named or first >= len(words) else None


@AFTER.rule("the role of the next name")
def _of_next_name(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer, the mayor, Tom Bright", "Ann Reed, her aunt, Mary Obi"."""
    mention, words, folds = phrase.mention, phrase.mention.words, phrase.mention.words.folds
    listed = words.gaps[mention.start] == ", "
    follows = phrase.number or listed or folds[phrase.first] in _OWNERS
    return Said() if follows and _is_of_next_name(words, phrase.last) else None


@AFTER.rule("the subject of a verb")
def _subject(phrase: Phrase) -> Said | None:
    """ "After the raid on Ann Reed, the officer said"."""
    words = phrase.mention.words
    return Said() if _is_clause(words, phrase.first, phrase.last) and not _opens(words, phrase.mention.start) else None


@AFTER.rule("a place in a picture")
def _in_picture(phrase: Phrase) -> Said | None:
    """ "Ann Reed, center, a lawyer, left the court"."""
    words, first = phrase.mention.words, phrase.first
    alone = phrase.last == first + 1 and words.gaps[first] in (", ", " (")
    return Said(last=phrase.last) if alone and words.folds[first] in words.lists["in_pictures"] else None


@AFTER.rule("a role")
def _role(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer", "Ann Reed, a lawyer and a former judge"."""
    found = tuple(roles(phrase.mention.words, phrase.first, phrase.last))
    return Said(found, phrase.last) if found else None


@AFTER.rule("a place, a party or letters")
def _filler(phrase: Phrase) -> Said | None:
    """ "Ann Reed, of Leeds, a lawyer", "Ann Reed, R-Ohio, the minority leader"."""
    words, form = phrase.mention.words, phrase.mention.words.forms[phrase.first]
    is_filler = form.isupper() or form in _ORIGINS or form[1:2] == "-"
    if not is_filler and words.labels[phrase.first] != "GPE":
        return None
    return Said(last=_past_capitals(words, phrase.last))


@AFTER.rule("a clause with who")
def _who(phrase: Phrase) -> Said | None:
    """ "Ann Reed, a lawyer who served as mayor", "Ann Reed, 52 years young, who is the mayor"."""
    words, at = phrase.mention.words, phrase.last
    is_who = words.folds[at] == "who" and words.gaps[at] in (" ", ", ")
    return Said(predicated(words, at + 1) or ()) if is_who else None


def apposed_to_several(mention: MentionInContext) -> Roles:
    """The role in the phrase after the list of names in which a name stands."""
    (start, end), words = mention.listed, mention.words
    if not mention.is_listed:
        return None
    at = _past_adverbs(words, end)
    last = phrase_end(words, at)
    ended = words.gaps[end] == ", " and "and" in words.folds[max(start, end - _MOST_LAST) : end]
    if not ended or _is_of_next_name(words, last):
        return None  # "Reed, Bright, the lawyers and the judges"
    if _is_clause(words, at, last) and not _opens(words, start):
        return None
    found = role(words, at, last, several=True)
    return None if found is None else (found,)


def _opens(words: RoleWords, first: int) -> bool:
    """Whether a name opens its sentence, or stands after a quote or a verb of saying: then no subject follows it."""
    quoted = not _QUOTES.isdisjoint(words.gaps[first]) or words.folds[first - 1] in words.lexicon.say_verbs
    return quoted or words.opens_sentence(first)


def _is_of_next_name(words: RoleWords, last: int) -> bool:
    """Whether a phrase belongs to the name that follows: "the mayor" in "Ann Reed, a lawyer, the mayor, Tom Bright"."""
    named = last in words.people or words.form(last) in words.lexicon.apart
    return named and words.gaps[last] == ", "


def _is_clause(words: RoleWords, first: int, last: int) -> bool:
    """Whether a phrase is a verb's subject: "after the raid on Mr Reed, the officer said"; no "Head of News said"."""
    post = words.forms[first][:1].isupper() and words.is_role(first)
    return not post and words.close(last) and words.is_verb(last)


def _past_capitals(words: RoleWords, first: int) -> int:
    """The word after the capitals of a name that begins at the word, no person's: "Greater Manchester Police"."""
    most = first + _MOST_CAPITALS
    while first < most and words.close(first) and first not in words.people:
        if words.forms[first][:1].islower() and words.folds[first] not in _INSIDE:
            break
        first += 1
    return first


def _past_adverbs(words: RoleWords, at: int) -> int:
    return past(words.folds, at, words.lists["adverbs"])


def predicated(words: RoleWords, at: int) -> Roles:
    """The roles that a verb gives: "is", "was once", "served as", "was later named"."""
    folds = words.folds
    at = _past_adverbs(words, at + (folds[at] in words.lists["auxiliaries"]))
    near = folds[at : at + _MOST_SERVING]
    if "as" in near and not words.lexicon.serving_verbs.isdisjoint(near[: near.index("as")]):
        return said_as(words, at + near.index("as"))
    if folds[at] not in words.lists["copulas"]:
        return None
    at = _past_adverbs(words, at + 1)
    return said_as(words, at + 1) if folds[at] in words.lexicon.appointing_verbs else said(words, at)


def said_as(words: RoleWords, at: int) -> Roles:
    """The roles in the phrase at the word, or after its "as": "named as mayor", but not "left as police moved in"."""
    at += words.folds[at] in ("as", "to")
    last = phrase_end(words, at)
    return None if words.close(last) and words.is_verb(last) else said(words, at)


def said(words: RoleWords, first: int) -> Roles:
    """The roles in the phrase that begins at the word, and in those after it: "a lawyer, author and former mayor"."""
    if not words.close(first) and not words.possessive[first - 1]:  # "who's the mayor"
        return None
    found, last = list[str](), first
    while last == first or (_NEXT.fullmatch(words.gaps[last]) and last - 1 not in words.people):
        start = last + (last > first and words.folds[last] == "and")
        last = phrase_end(words, start)
        if found and (_is_clause(words, start, last) or _is_of_next_name(words, last)):
            break  # "is a lawyer, the mayor said"
        if not (one := tuple(roles(words, start, last))):
            break
        found += one
    return tuple(found) or None
