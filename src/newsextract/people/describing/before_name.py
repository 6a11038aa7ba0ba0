"""A mention with the titles and the role before it, and the list of names in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate, office_start
from newsextract.people.describing.role_phrases import past_head, phrase_before, whole_start
from newsextract.people.describing.role_words import RoleWords

_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})

Place = tuple[int, int]
"""Words [first, last)."""


class MentionInContext(NamedTuple):
    """A mention of a person, and what stands right before it."""

    known: RoleWords
    place: Candidate
    titles: tuple[str, ...]
    first: int
    """The first word of the name with its titles, but not with titles that belong to a role before them."""
    listed: Place
    """The list of names in which the name stands, else the name alone, from ``first`` on."""
    role: Place | None
    """The role right before the name and its titles, or before a short name in brackets: "(CEO) Ann Reed"."""

    @property
    def start(self) -> int:
        """The first word of the name with its titles and the role right before them."""
        return self.role[0] if self.role else self.first

    @property
    def span(self) -> Place:
        """The name's offsets."""
        words = self.known.words
        return words.starts[self.place.first], words.ends[self.place.last - 1]

    @property
    def is_listed(self) -> bool:
        """Whether the name stands in a list of names."""
        return self.listed != (self.first, self.place.last)


def mention_at(known: RoleWords, place: Candidate, lists: Mapping[int, Place]) -> MentionInContext:
    """The mention at a place; ``lists``: the lists of names, by the first word of each name in them."""
    lexicon, words = known.lexicon, known.words
    titles, last, first = list[str](), place.first, place.first  # the title before the name first
    while place.title < place.first and (start := _title_start(known, last, place)) is not None:
        if known.form(last - 1) not in (lexicon.only_jobs if last - start == 1 else lexicon.long_jobs):
            tie = words.text[max(0, words.starts[start] - 5) : words.starts[start]].rpartition(" ")[2]
            titles.append((tie if tie.lower() in ("vice-", "co-") else "") + known.text(start, last))
            titles += _style(known, start)
        opened = start - (words.folds[start - 1] == "the")  # "board chair the Rev."
        if first <= last + 1 and _may_follow_role(known, start, last):
            first = opened
        last = opened
    listed = lists.get(place.first)
    if place.title == place.first:
        past = past_titles(known, listed[0]) if listed else 0
        if past and known.form(past - 1) in lexicon.many_titles and known.close(past):
            titles = [known.text(past - 1, past)]  # "Pastors Ana Ruiz and Tom Bright" are both
        else:
            titles = _style(known, place.first)
    role = _role_before(known, first)
    return MentionInContext(known, place, tuple(reversed(titles)), first, listed or (first, place.last), role)


def bare_mention(known: RoleWords, first: int, last: int) -> MentionInContext:
    """The mention in words [first, last), as if it stood in no list and its titles were no titles."""
    start = _titled(known, first)
    return MentionInContext(known, Candidate(first, last, first), (), start, (start, last), _role_before(known, start))


def _role_before(known: RoleWords, first: int) -> Place | None:
    """The role right before the word, or before a short name in brackets."""
    words = known.words
    letters = words.gaps[first] == ") " and words.forms[first - 1].isupper()  # "(CEO) Ann Reed"
    last = first - letters
    tag, fold = words.tags[last - 1], words.folds[last - 1]
    if not letters and (not known.close(last) or fold in known.lexicon.role_modifiers):
        return None  # "the mother of 12-year-old Ann Reed"
    if tag in _NO_NOUNS and "-" not in fold:
        return None
    if tag == "VBN" and words.tags[last - 2].startswith("VB"):
        return None  # "has accused Ann Reed"
    start = whole_start(known, last) if letters else phrase_before(known, last)
    return None if start is None else (start, last)


def name_lists(known: RoleWords, places: Iterable[Candidate]) -> dict[int, Place]:
    """The lists of names ("Ann Reed, Tom Bright and Mayor Ana Ruiz"), by the first word of each name in them.

    ``places`` are in order. A list begins with the titles of its first name.
    """
    words, parts, runs = known.words, known.lexicon.title_parts, list[list[Candidate]]()
    for place in places:
        last = runs[-1][-1].last if runs else 0
        last += 2 * (words.folds[last] == "of")  # "Ann Reed of Leeds and"
        at = last + (words.folds[last] == "and")
        nation = words.folds[place.first - 1] in known.lexicon.demonyms  # "and Australian Tom Bright"
        titled = all(known.form(one) in parts and known.close(one + 1) for one in range(at, place.first - nation))
        if runs and titled and (at > last or words.gaps[last] == ", "):
            runs[-1].append(place)
        else:
            runs.append([place])
    lists = ((run, (_titled(known, run[0].first), run[-1].last)) for run in runs if len(run) > 1)
    return {one.first: listed for run, listed in lists for one in run}


def _titled(known: RoleWords, first: int) -> int:
    """The first word of a name with its titles."""
    while known.form(first - 1) in known.lexicon.title_parts and known.close(first):
        first -= 1
    return first


def past_titles(known: RoleWords, first: int) -> int:
    """The word after titles in the plural that begin at the word; the word itself if there are none."""
    at = first
    while known.form(at) in known.lexicon.title_parts:
        at += 1
    return at if known.form(at - 1) in known.lexicon.many_titles else first


def _title_start(known: RoleWords, last: int, place: Candidate) -> int | None:
    """The first word of the title that ends before ``last``; None if there is none."""
    lexicon, words = known.lexicon, known.words
    if last == place.first and (office := office_start(words, place, lexicon)) is not None:
        while known.form(office - 1) in lexicon.title_words - lexicon.title_stops:
            office -= 1  # the "Prime" of a minister
        return office
    if words.gaps[last] not in (" ", ". ") or not lexicon.ends_title(known.form(last - 1)):
        return None
    start = last - 1
    while _is_one_title(known, start, last, place):
        start -= 1
    return start


def _is_one_title(known: RoleWords, start: int, last: int, place: Candidate) -> bool:
    """Whether the word before ``start`` belongs to the same title: "Chief" to "Chief Justice"."""
    lexicon, before, form = known.lexicon, known.form(start - 1), known.form(start)
    if before in lexicon.title_stops or not known.close(start):
        return False
    if (before, form) in lexicon.titles:
        return True
    if start <= place.title or before in lexicon.apart or (form in lexicon.apart and before not in lexicon.title_words):
        return False  # "Dr" stands by itself
    office = before in lexicon.title_ends and before not in lexicon.title_words and before not in lexicon.ranks
    return not office or known.form(last - 1) not in lexicon.ranks | lexicon.seats  # "Minister", "General"


def _may_follow_role(known: RoleWords, start: int, last: int) -> bool:
    """Whether a role may stand before the title: "board president Dr", "leader Rep.", but no "Tory MP"."""
    lexicon, words, end = known.lexicon, known.words, known.form(last - 1)
    if end in lexicon.apart:
        return True
    if known.form(start - 1) in lexicon.title_words or end in lexicon.jobs:
        return False
    job = words.tags[start - 1] == "NN" and words.folds[start - 1] not in lexicon.departments  # no "police"
    if words.gaps[start] == " " and (head := past_head(known, start)) is not None:
        return words.forms[head - 1][:1].isupper()
    if known.are_roles(start - 1):
        return True
    return known.is_role(start - 1) and (end in lexicon.ranks or end in lexicon.abbreviations or job)


def _style(known: RoleWords, last: int) -> list[str]:
    """The style that ends before the word, if one does: "His Honour", "Her Royal Highness"."""
    forms = known.words.forms
    if forms[last - 1] not in known.lexicon.styles or not known.close(last):
        return []
    return [known.text(last - 2 - (forms[last - 2] in ("Royal", "Imperial")), last)]
