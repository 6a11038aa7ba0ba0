"""Candidate names: runs of capitalised words, cut where a title, an adjective or the base model says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsextract.people.article import Kind, Words
from newsextract.people.lexicon import Lexicon
from newsextract.people.sound import sound

_NAME = (Kind.CAPITAL, Kind.INITIALS)
MOST_PARTICLES = 3


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to before ``last`` may be a name; ``run`` is the run of capitals around it.

    ``title`` is where the title right before it begins, in words, or ``first`` if it has none. ``loose`` says
    that a word as in "the Obama Administration" follows.
    """

    first: int
    last: int
    title: int
    run: tuple[int, int]
    loose: bool = False


def candidates(words: Words, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of an article in order; no two share a word."""
    return [candidate for first, last in _runs(words, lexicon) for candidate in _cut(words, lexicon, first, last)]


def _runs(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalised words, small particles between them and before them included."""
    kinds, tied = words.kinds, words.tied
    place, count = 0, len(words)
    while place < count:
        kind = kinds[place]
        opens = kind == Kind.PARTICLE and words.forms[place] in lexicon.leading
        if kind not in _NAME and not opens:
            place += 1
            continue
        first, last = place, place + 1 if kind in _NAME else place
        place += 1
        while place < count and tied[place] and place - last <= MOST_PARTICLES:
            if kinds[place] in _NAME:
                last = place + 1
            elif kinds[place] != Kind.PARTICLE:
                break
            place += 1
        if last > first:
            yield first, last
            place = last


def _cut(words: Words, lexicon: Lexicon, first: int, last: int) -> Iterator[Candidate]:
    """The candidates of one run."""
    run = (first, last)
    after_title = _title_end(words, lexicon, first, last)
    title = _title_start(words, lexicon, first, after_title)
    start = _without_demonyms(words, lexicon, after_title, last)
    if start != after_title:
        title = start
    if title > first and words.forms[title].rstrip(".") not in lexicon.seats:
        yield from (Candidate(a, b, a, run) for a, b in _segments(words, lexicon, first, title))
    for a, b in _segments(words, lexicon, start, last, title < start):
        end, loose = b - (b > a + 2 and words.forms[b - 1] in lexicon.postnominals), False
        while end > a + 1 and words.folds[end - 1] in lexicon.loose_words:
            end, loose = end - 1, True
        yield Candidate(a, end, title if a == start else a, run, loose)


def is_title(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word may be a title's last: one of the list, or a noun such as "Broker" with a capital."""
    form, fold = words.forms[place].rstrip("."), words.folds[place]
    return lexicon.ends_title(form) or fold in lexicon.role_nouns or fold in lexicon.departments


def _title_end(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place after the last title in the run that something follows; ``first`` if there is none."""
    for place in range(last - 2, first - 1, -1):
        if not is_title(words, lexicon, place) or lexicon.is_suffix(words.forms[place + 1]):
            continue
        if place > first and words.folds[place - 1] in lexicon.particles:
            continue
        if place > first and _is_given(words, lexicon, place - 1) and not _is_long_title(words, lexicon, place):
            continue  # "Martin Luther King", "Larry King Live"
        if place > first and _is_name_behind_title(words, lexicon, place):
            continue  # "Chief Justice Earl Warren"
        if " ".join(words.folds[place : place + 2]) in lexicon.countries:
            continue  # "Sri Lanka"
        if words.kinds[place + 1] != Kind.PARTICLE or words.forms[place + 1] in lexicon.leading:
            return place + 1
    return first


def _is_name_behind_title(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a title that is a given name as well stands behind a title."""
    if words.folds[place] not in lexicon.given or words.forms[place].rstrip(".") in lexicon.courtesy:
        return False
    return words.forms[place - 1] in lexicon.title_ends and not _is_long_title(words, lexicon, place)


def _is_long_title(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word ends a title of two: "Tan Sri"."""
    return (words.forms[place - 1], words.forms[place]) in lexicon.titles


def _is_given(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word is a given name there, neither a title itself nor a firm's or a place's."""
    form = words.forms[place]
    if form in lexicon.title_ends or form in lexicon.title_words or words.labels[place] in ("ORG", "GPE"):
        return False
    return words.folds[place] in lexicon.given


def _title_start(words: Words, lexicon: Lexicon, first: int, after: int) -> int:
    start = after
    while start > first and (
        is_title(words, lexicon, start - 1)
        or words.forms[start - 1] in lexicon.title_words
        or (start < after and _is_long_title(words, lexicon, start))
    ):
        start -= 1
    return start


def _without_demonyms(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place past adjectives of countries, and past the country of an office ("President of Ukraine Ana Ruiz")."""
    if first and words.forms[first - 1] == "of":
        for size in (3, 2, 1):
            if first + size < last and " ".join(words.folds[first : first + size]) in lexicon.countries:
                first += size
                break
    while first < last - 1 and words.folds[first].rstrip(".") in lexicon.demonyms:
        if words.folds[first] in lexicon.given and words.labels[first] != "NORP":
            break
        first += 1
    return first


def _segments(words: Words, lexicon: Lexicon, first: int, last: int, titled: bool = False) -> Iterator[tuple[int, int]]:
    """The run, whole if it reads as one full name, else cut where the base model's entities change."""
    pieces = [(first, last)] if _one_name(words, lexicon, first, last, titled) else _pieces(words, lexicon, first, last)
    for start, end in pieces:
        while start < end and words.kinds[end - 1] == Kind.PARTICLE:
            end -= 1
        while start < end and words.kinds[start] == Kind.PARTICLE and words.forms[start] not in lexicon.leading:
            start += 1
        if start < end:
            yield start, end


def _one_name(words: Words, lexicon: Lexicon, first: int, last: int, titled: bool) -> bool:
    if len(set(words.entities[first:last])) == 1:
        return True
    if not 1 < last - first <= lexicon.thresholds.most_words:
        return False
    folds = words.folds[first:last]
    if folds[0] in lexicon.east_asian and all(map(lexicon.syllables.fullmatch, folds[1:])):
        return True
    if any(word in lexicon.org_words or word in lexicon.place_words for word in folds):
        return False
    if titled and not any(word in lexicon.loose_words for word in folds):
        return True
    if folds[0] not in lexicon.given and words.kinds[first] != Kind.INITIALS:
        return False
    if "PERSON" in words.labels[first:last] or last - first == 2:
        return True
    return folds[-1] in lexicon.surnames and last - first == 3


def _pieces(words: Words, lexicon: Lexicon, first: int, last: int) -> list[tuple[int, int]]:
    """Stretches of one entity each; a word beside a person's joins it if it looks like a part of the name."""
    pieces: list[tuple[int, int]] = []
    for place in range(first, last):
        if pieces and _joins(words, lexicon, pieces[-1], place):
            pieces[-1] = (pieces[-1][0], place + 1)
        else:
            pieces.append((place, place + 1))
    return pieces


def _joins(words: Words, lexicon: Lexicon, piece: tuple[int, int], place: int) -> bool:
    here, before = words.labels[place], words.labels[piece[1] - 1]
    if words.entities[place] == words.entities[piece[1] - 1]:
        return True
    if words.kinds[piece[1] - 1] != Kind.CAPITAL or words.kinds[place] == Kind.PARTICLE:
        return True
    if all(len(form) == 1 for form in words.forms[piece[0] : piece[1]]):
        return True  # the initials of "T P Harris"
    if not words.gap(place).isspace():
        return True  # a nickname in marks, "Jr." after a comma, a spaced hyphen
    if words.folds[piece[1] - 1] in lexicon.particles or words.folds[place] in lexicon.particles:
        return True
    form, fold = words.forms[place], words.folds[place]
    if before == "PERSON" and here not in ("", "PERSON"):
        return piece[1] - piece[0] == 1 and _mislabelled(words, lexicon, place, place + 1)
    if before == "PERSON" and here == "":
        if lexicon.is_suffix(form) or words.kinds[place] == Kind.INITIALS:
            return True
        if fold in lexicon.org_words or fold in lexicon.place_words or fold in lexicon.loose_words:
            return False
        return fold in lexicon.surnames or "-" in form or piece[1] - piece[0] == 1
    if here == "PERSON" and before != "PERSON":
        if before and not _mislabelled(words, lexicon, piece[0], piece[1]):
            return False
        return piece[1] - piece[0] <= 2 and _may_open(words, lexicon, piece[0])
    return False


def _may_open(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a bare word before a person's name looks like the first part of it."""
    fold = words.folds[place]
    if fold in lexicon.given or words.kinds[place] == Kind.INITIALS:
        return True
    if fold in lexicon.places or fold in lexicon.org_words or fold in lexicon.place_words or fold in lexicon.demonyms:
        return False
    return fold in lexicon.surnames or sound(fold) > lexicon.thresholds.sound_opens


def _mislabelled(words: Words, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether an entity of one word beside a person's looks like a part of the name, whatever its label."""
    entity = words.entities[first]
    alone = last - first == 1 and entity not in words.entities[last : last + 1]
    return alone and not words.forms[first].isupper() and _may_open(words, lexicon, first)
