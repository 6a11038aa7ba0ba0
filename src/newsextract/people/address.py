"""How a person is addressed: the titles right before a name, one by one, and where they begin."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.people.before_name import list_end, list_start
from newsextract.people.candidates import Candidate, office_start
from newsextract.people.lexicon import Lexicon
from newsextract.people.phrases import Phrases


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
    if place.title == place.first:
        listed = _listed(phrases, place.first, place.last)
        return Address(_shared(phrases, place, listed) or _style(phrases, place.first), place.first, listed)
    titles: list[str] = []
    last = first = place.first
    while (start := _start(phrases, last, place)) is not None:
        if titles and phrases.start(first) < start and not _is_of_country(phrases, start - 1):
            break  # the "Commander" of "Navy Commander Major General Reed" is a part of a role
        titles += _titles(phrases, start, last)
        opened = start - (phrases.words.forms[start - 1] == "the")  # "board chair the Rev."
        if first <= last + 1 and _stands_apart(phrases, start, last):
            first = opened
        last = opened
    return Address(tuple(reversed(titles)), first, _listed(phrases, first, place.last))


def _listed(phrases: Phrases, first: int, last: int) -> tuple[int, int]:
    return list_start(phrases, first), list_end(phrases, last)


def _shared(phrases: Phrases, place: Candidate, listed: tuple[int, int]) -> tuple[str, ...]:
    """The title in the plural before several names: "Pastors Ana Ruiz and Tom Bright" are both."""
    if listed == (place.first, place.last):
        return ()
    last = listed[0]
    while last < place.first and phrases.form(last) in phrases.lexicon.title_parts:
        last += 1
    if phrases.form(last - 1) not in phrases.lexicon.many_titles or not phrases.close(last):
        return ()
    start = last - 1
    while phrases.close(start) and _opens_title(phrases, start - 1):
        start -= 1
    return (phrases.text(start, last),)


def _opens_title(phrases: Phrases, at: int) -> bool:
    """Whether the word goes on a title backwards: the "Prime" or "Foreign" of ministers."""
    if phrases.words.folds[at] in phrases.lexicon.departments:
        return phrases.words.forms[at][:1].isupper()
    return phrases.form(at) in phrases.lexicon.title_words


def _is_of_country(phrases: Phrases, at: int) -> bool:
    """Whether the word before a title is a country's: the "Cambodian" of a prime minister."""
    return phrases.words.labels[at] in ("GPE", "NORP")


def _may_end(phrases: Phrases, last: int) -> bool:
    """Whether a title ends before the word, and nothing but a blank or its full stop parts the two."""
    form, lexicon = phrases.form(last - 1), phrases.lexicon
    close = phrases.words.gap(last) in (" ", ". ")
    whole = lexicon.is_whole_title(phrases.form(last - 2), form)
    return close and whole and lexicon.ends_title(form)


def _start(phrases: Phrases, last: int, place: Candidate) -> int | None:
    """Where the title that ends before ``last`` begins; None if there is none."""
    lexicon, words = phrases.lexicon, phrases.words
    if last == place.first and (office := office_start(words, place, lexicon)) is not None:
        while words.tied[office] and _widens(phrases.form(office - 1), lexicon):
            office -= 1
        return office
    if not _may_end(phrases, last):
        return None
    start = last - 1
    while _goes_on(phrases, start, last, place):
        start -= 1
    return start


def _widens(form: str, lexicon: Lexicon) -> bool:
    """Whether a word before an office is a part of it, wherever it stands: the "Prime" of a minister."""
    return form in lexicon.title_words and form not in lexicon.title_stops


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
    form = phrases.form(at)
    if before in lexicon.apart or (form in lexicon.apart and before not in lexicon.title_words):
        return True
    if end in lexicon.late_ends and end in lexicon.apart and (form, end) in lexicon.titles:
        return True  # "H E"
    if before not in lexicon.title_ends or before in lexicon.title_words or before in lexicon.ranks:
        return False  # no office
    return end in lexicon.ranks or end in lexicon.apart or end in lexicon.seats


def _stands_apart(phrases: Phrases, start: int, last: int) -> bool:
    """Whether a role may stand before the title: "board president Dr", "leader Rep.", but not "Tory MP"."""
    lexicon, gap = phrases.lexicon, phrases.words.gap
    if tuple(map(phrases.form, range(start, last))) in lexicon.offices:
        return False
    if phrases.form(last - 1) in lexicon.apart:
        return True
    before = phrases.form(start - 1)
    if before in lexicon.title_words or before in lexicon.apart:
        return False
    if phrases.form(last - 1) in lexicon.jobs:
        return False  # "They met a builder. Analyst Ann Reed said no"
    if gap(start) == " " and (head := phrases.complement(start)) is not None:
        return phrases.words.forms[head - 1][:1].isupper()
    if phrases.are_roles(start - 1):
        return True
    if not phrases.is_role(start - 1):
        return False
    end = phrases.form(last - 1)
    return end in lexicon.ranks or end in lexicon.abbreviations or _is_job(phrases, start - 1)


def _is_job(phrases: Phrases, at: int) -> bool:
    """Whether a noun ends a role: "candidate" of "the candidate Senator Reed", but "incumbent", "police"."""
    return phrases.tags[at] == "NN" and phrases.words.folds[at] not in phrases.lexicon.departments


def _titles(phrases: Phrases, start: int, last: int) -> list[str]:
    """The title, as written, and the style before it, the later first: "Judge", "His Honour". None for a job."""
    lexicon, words = phrases.lexicon, phrases.words
    form = phrases.form(last - 1)
    if form in (lexicon.only_jobs if last - start == 1 else lexicon.long_jobs):
        return []
    tie = words.text[max(0, words.starts[start] - 5) : words.starts[start]].rpartition(" ")[2]
    last = next((at for at in range(start + 1, last) if words.forms[at] == "for"), last)
    title = (tie if tie.lower() in ("vice-", "co-") else "") + phrases.text(start, last)
    return [title, *_style(phrases, start)]


def _style(phrases: Phrases, last: int) -> tuple[str, ...]:
    """The style that ends before the word, if one does: "His Honour", "Her Royal Highness"."""
    words = phrases.words
    if words.forms[last - 1] not in phrases.lexicon.styles or not phrases.close(last):
        return ()
    royal = words.forms[last - 2] in ("Royal", "Imperial")
    return (phrases.text(last - 2 - royal, last),)
