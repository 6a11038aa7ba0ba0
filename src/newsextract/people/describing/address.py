"""How a person is addressed: the titles right before a name, one by one, and where they begin."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate, office_start
from newsextract.people.describing.before_name import list_end, list_start, past_titles
from newsextract.people.describing.phrases import Phrases


class Address(NamedTuple):
    """The titles before a name, as written; ``first`` is the first word of those that are no part of a role before
    them: of "Dr" in "board president Dr Reed". ``listed`` is where the list of names in which it stands begins, and
    the place past it: of a name alone ``first``, and the place past the name.
    """

    titles: tuple[str, ...]
    first: int
    listed: tuple[int, int]


def address(phrases: Phrases, place: Candidate) -> Address:
    """The titles right before a name: "Sen.", "Prime Minister", "Secretary of State", "Rt. Hon." and "Sir".

    Without what only says whose or since when ("Former"), and without jobs ("Photographer").
    """
    titles: list[str] = []
    last = first = place.first
    while place.title < place.first and (start := _start(phrases, last, place)) is not None:
        if titles and phrases.start(first) < start and phrases.words.labels[start - 1] not in ("GPE", "NORP"):
            break  # the "Commander" of "Navy Commander Major General Reed" is a part of a role
        titles += _titles(phrases, start, last)
        opened = start - (phrases.words.folds[start - 1] == "the")  # "board chair the Rev."
        if first <= last + 1 and _stands_apart(phrases, start, last):
            first = opened
        last = opened
    listed = list_start(phrases, first), list_end(phrases, place.last)
    if place.title == place.first:
        titles = _shared(phrases, place, listed) or _style(phrases, place.first)
    return Address(tuple(reversed(titles)), first, listed)


def _shared(phrases: Phrases, place: Candidate, listed: tuple[int, int]) -> list[str]:
    """The title in the plural before several names: "Pastors Ana Ruiz and Tom Bright" are both."""
    last = past_titles(phrases, listed[0], place.first)
    shared = listed != (place.first, place.last) and phrases.form(last - 1) in phrases.lexicon.many_titles
    return [phrases.text(last - 1, last)] if shared and phrases.close(last) else []


def _start(phrases: Phrases, last: int, place: Candidate) -> int | None:
    """Where the title that ends before ``last`` begins; None if there is none."""
    lexicon, words = phrases.lexicon, phrases.words
    if last == place.first and (office := office_start(words, place, lexicon)) is not None:
        while phrases.form(office - 1) in lexicon.title_words - lexicon.title_stops and words.tied[office]:
            office -= 1  # the "Prime" of a minister
        return office
    if words.gap(last) not in (" ", ". ") or not lexicon.ends_title(phrases.form(last - 1)):
        return None
    start = last - 1
    while _goes_on(phrases, start, last, place):
        start -= 1
    return start


def _goes_on(phrases: Phrases, start: int, last: int, place: Candidate) -> bool:
    """Whether the word before belongs to the same title: the "Chief" of "Chief Justice"."""
    lexicon, before = phrases.lexicon, phrases.form(start - 1)
    if before in lexicon.title_stops or not phrases.close(start):
        return False
    if (before, phrases.form(start)) in lexicon.titles:
        return True
    return start > place.title and not _is_own(phrases, start, phrases.form(last - 1))


def _is_own(phrases: Phrases, at: int, end: str) -> bool:
    """Whether a title that begins at the word is one of its own, whatever stands before: "Dr", a minister's "General".

    ``end`` is its last word.
    """
    lexicon, before = phrases.lexicon, phrases.form(at - 1)
    if before in lexicon.apart or (phrases.form(at) in lexicon.apart and before not in lexicon.title_words):
        return True
    if before not in lexicon.title_ends or before in lexicon.title_words or before in lexicon.ranks:
        return False  # no office
    return end in lexicon.ranks or end in lexicon.seats


def _stands_apart(phrases: Phrases, start: int, last: int) -> bool:
    """Whether a role may stand before the title: "board president Dr", "leader Rep.", but not "Tory MP"."""
    lexicon, words, end = phrases.lexicon, phrases.words, phrases.form(last - 1)
    if end in lexicon.apart:
        return True
    if phrases.form(start - 1) in lexicon.title_words or end in lexicon.jobs:
        return False
    if words.gap(start) == " " and (head := phrases.complement(start)) is not None:
        return words.forms[head - 1][:1].isupper()
    if phrases.are_roles(start - 1):
        return True
    if not phrases.is_role(start - 1):
        return False
    job = phrases.tags[start - 1] == "NN" and words.folds[start - 1] not in lexicon.departments  # no "police"
    return end in lexicon.ranks or end in lexicon.abbreviations or job


def _titles(phrases: Phrases, start: int, last: int) -> list[str]:
    """The title, as written, and the style before it, the later first: "Judge", "His Honour". None for a job."""
    lexicon, words = phrases.lexicon, phrases.words
    if phrases.form(last - 1) in (lexicon.only_jobs if last - start == 1 else lexicon.long_jobs):
        return []
    tie = words.text[max(0, words.starts[start] - 5) : words.starts[start]].rpartition(" ")[2]
    title = (tie if tie.lower() in ("vice-", "co-") else "") + phrases.text(start, last)
    return [title, *_style(phrases, start)]


def _style(phrases: Phrases, last: int) -> list[str]:
    """The style that ends before the word, if one does: "His Honour", "Her Royal Highness"."""
    forms = phrases.words.forms
    if forms[last - 1] not in phrases.lexicon.styles or not phrases.close(last):
        return []
    return [phrases.text(last - 2 - (forms[last - 2] in ("Royal", "Imperial")), last)]
