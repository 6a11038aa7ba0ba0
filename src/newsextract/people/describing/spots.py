"""A place of a name with the titles before it: each title as written, and where the role before them may end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate, office_start
from newsextract.people.describing.noun_phrases import past_head, phrase_before, whole_start
from newsextract.people.describing.role_words import RoleWords

_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})

Place = tuple[int, int]  # the first word, and the place past the last


class Spot(NamedTuple):
    """One of the places of a name. ``first`` is the first word of the name with those of its titles that are no part of
    a role before them: of "Dr" in "board president Dr Reed". ``listed`` is where the list of names begins in which the
    name stands, and the place past it: if it stands in none ``first``, and the place past the name. ``role`` is what
    stands right before the name and its titles, or before a short name in brackets; None if no role does.
    """

    known: RoleWords
    place: Candidate
    titles: tuple[str, ...]
    first: int
    listed: Place
    role: Place | None

    @property
    def start(self) -> int:
        """Where the name begins, with its titles and the role right before them."""
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


def spot(known: RoleWords, place: Candidate, lists: Mapping[int, Place]) -> Spot:
    """The spot of a place; ``lists``: by first word of a name, the list in which it stands."""
    titles, last, first = list[str](), place.first, place.first
    while place.title < place.first and (start := _title_start(known, last, place)) is not None:
        titles += _as_written(known, start, last)
        opened = start - (known.words.folds[start - 1] == "the")  # "board chair the Rev."
        if first <= last + 1 and _stands_apart(known, start, last):
            first = opened
        last = opened
    listed = lists.get(place.first)
    if place.title == place.first:
        titles = (_shared(known, listed[0]) if listed else []) or _style(known, place.first)
    role = _role_before(known, first)
    return Spot(known, place, tuple(reversed(titles)), first, listed or (first, place.last), role)


def bare_spot(known: RoleWords, first: int, last: int) -> Spot:
    """The spot of a name in words [first, last), as if it stood in no list and its titles were no titles."""
    start = _titled(known, first)
    return Spot(known, Candidate(first, last, first), (), start, (start, last), _role_before(known, start))


def _role_before(known: RoleWords, first: int) -> Place | None:
    """The role right before the word, or before a short name in brackets; None if there is none."""
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
    """By first word of each name that stands in a list of names, where that begins, and the place past it.

    ``places`` are in order. The list begins before the titles of its first name.
    """
    runs: list[list[Candidate]] = []
    for place in places:
        if runs and _goes_on(known, runs[-1][-1].last, place.first):
            runs[-1].append(place)
        else:
            runs.append([place])
    lists = ((run, (_titled(known, run[0].first), run[-1].last)) for run in runs if len(run) > 1)
    return {one.first: listed for run, listed in lists for one in run}


def _titled(known: RoleWords, first: int) -> int:
    """Where a name begins with its titles."""
    while known.form(first - 1) in known.lexicon.title_parts and known.close(first):
        first -= 1
    return first


def _goes_on(known: RoleWords, last: int, first: int) -> bool:
    """Whether the name that begins at ``first`` is the next of a list after the one that ends before ``last``."""
    words = known.words
    last += 2 * (words.folds[last] == "of")  # "Ann Reed of Leeds and"
    at = last + (words.folds[last] == "and")
    before = first - (words.folds[first - 1] in known.lexicon.demonyms)  # "and Australian Tom Bright"
    titled = all(known.form(word) in known.lexicon.title_parts and known.close(word + 1) for word in range(at, before))
    return titled and (at > last or words.gaps[last] == ", ")


def _shared(known: RoleWords, first: int) -> list[str]:
    """The title in the plural before a list of names: "Pastors Ana Ruiz and Tom Bright" are both."""
    last = past_titles(known, first)
    shared = known.form(last - 1) in known.lexicon.many_titles and known.close(last)
    return [known.text(last - 1, last)] if shared else []


def past_titles(known: RoleWords, first: int) -> int:
    """The place past the titles of several that begin at the word; the word if there are none."""
    at = first
    while known.form(at) in known.lexicon.title_parts:
        at += 1
    return at if known.form(at - 1) in known.lexicon.many_titles else first


def _title_start(known: RoleWords, last: int, place: Candidate) -> int | None:
    """Where the title that ends before ``last`` begins; None if there is none."""
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
    """Whether the word before belongs to the same title: the "Chief" of "Chief Justice", but not that of a minister."""
    lexicon, before, form = known.lexicon, known.form(start - 1), known.form(start)
    if before in lexicon.title_stops or not known.close(start):
        return False
    if (before, form) in lexicon.titles:
        return True
    if start <= place.title or before in lexicon.apart or (form in lexicon.apart and before not in lexicon.title_words):
        return False  # "Dr" stands by itself
    office = before in lexicon.title_ends and before not in lexicon.title_words and before not in lexicon.ranks
    return not office or known.form(last - 1) not in lexicon.ranks | lexicon.seats  # "Minister", "General"


def _stands_apart(known: RoleWords, start: int, last: int) -> bool:
    """Whether a role may stand before the title: "board president Dr", "leader Rep.", but not "Tory MP"."""
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


def _as_written(known: RoleWords, start: int, last: int) -> list[str]:
    """The title, as written, and the style before it, the later first: "Judge", "His Honour". None for a job."""
    lexicon, words = known.lexicon, known.words
    if known.form(last - 1) in (lexicon.only_jobs if last - start == 1 else lexicon.long_jobs):
        return []
    tie = words.text[max(0, words.starts[start] - 5) : words.starts[start]].rpartition(" ")[2]
    title = (tie if tie.lower() in ("vice-", "co-") else "") + known.text(start, last)
    return [title, *_style(known, start)]


def _style(known: RoleWords, last: int) -> list[str]:
    """The style that ends before the word, if one does: "His Honour", "Her Royal Highness"."""
    forms = known.words.forms
    if forms[last - 1] not in known.lexicon.styles or not known.close(last):
        return []
    return [known.text(last - 2 - (forms[last - 2] in ("Royal", "Imperial")), last)]
