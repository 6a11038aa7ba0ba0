"""Candidate names: runs of capitalised words, cut where a title, an adjective or the base model says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsextract.people.article import Kind, Words
from newsextract.people.lexicon import Lexicon
from newsextract.people.posts import without_post
from newsextract.people.sound import sound
from newsextract.people.spelling import core

_NAME = (Kind.CAPITAL, Kind.INITIALS)
MOST_OFFICE = 8  # words of an office with what it is of


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to before ``last`` may be a name; ``run`` is the run of capitals around it.

    ``title`` is where the title right before it begins, in words, or ``first`` if it has none.
    """

    first: int
    last: int
    title: int
    run: tuple[int, int]


def candidates(words: Words, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of an article in order; no two share a word."""
    return [candidate for run in _runs(words, lexicon) for candidate in _of_run(words, lexicon, *run)]


def _of_run(words: Words, lexicon: Lexicon, first: int, last: int) -> Iterable[Candidate]:
    """The candidates of one run. Most runs are a single word, in which there is nothing to cut."""
    single = last - first == 1
    return [Candidate(first, last, first, (first, last))] if single else _cut(words, lexicon, first, last)


def _runs(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalised words, small particles between them and before them included."""
    kinds, tied, count = words.kinds, words.tied, len(words)
    past = 0  # what is read already
    for first in words.places():
        if first < past or (kinds[first] not in _NAME and words.forms[first] not in lexicon.leading):
            continue
        place, last = first, first
        while place == first or (place < count and tied[place]):
            if kinds[place] in _NAME:
                last = place + 1
            elif kinds[place] != Kind.PARTICLE:
                break
            place += 1
        past = place
        if last > first:
            yield first, last
            past = last


def _cut(words: Words, lexicon: Lexicon, first: int, last: int) -> Iterator[Candidate]:
    """The candidates of one run."""
    last = _without_beat(words, lexicon, first, last)
    first += _is_in_capital(words, lexicon, first, last)
    run = (first, last)
    after_title = _title_end(words, lexicon, first, last)
    title = _title_start(words, lexicon, first, after_title)
    start = _without_demonyms(words, lexicon, without_post(words, lexicon, after_title, last), last)
    if start != after_title:
        title = min(start, last)
    if first < title and (title >= len(words) or words.forms[title].rstrip(".") not in lexicon.seats):
        yield from (Candidate(a, b, a, run) for a, b in _segments(words, lexicon, first, title))
    for a, b in _segments(words, lexicon, start, last, title < start):
        end = b - _has_letters(words, lexicon, a, b)
        while end > a + 1 and _is_beyond(words, lexicon, end - 1):
            end -= 1
        if end > a + 1 and tuple(words.forms[a:end]) in lexicon.titles:
            continue  # "the Tan Sri"
        yield Candidate(a, end, title if a == start else a, run)


def _has_letters(words: Words, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether letters of honour end a name: "Ann Reed MP", "Reed OBE", but not "Bina KC"."""
    letters = words.forms[last - 1] in lexicon.postnominals
    return letters and (last > first + 2 or lexicon.is_surname(words.folds[first]))


def _is_beyond(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a name's last word is no part of it: "the Trump Administration", "Trump Chief of Staff"."""
    if words.folds[place] in lexicon.loose_words:
        return True
    office = words.forms[place] in lexicon.title_ends and words.forms[place - 1] not in lexicon.title_words
    return office and words.forms[place + 1 : place + 2] == ["of"]


def _is_in_capital(words: Words, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether a run begins with the city of "in Seoul Chung resigned", and a name follows."""
    if words.folds[first] not in lexicon.capitals or words.forms[first - 1].lower() not in lexicon.place_prepositions:
        return False
    return lexicon.is_listed(words.folds[first + 1]) and not lexicon.is_listed(words.folds[first])


def is_title(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word may be a title's last: one of the list, or a noun such as "Broker" with a capital."""
    form = words.forms[place].rstrip(".")
    ends = lexicon.ends_title(form) and lexicon.is_whole_title(words.forms[place - 1], form)
    told = ends or words.folds[place] in lexicon.title_nouns
    return told and not words.gap(place + 1).strip(" .")  # “Baby” Llorente


def office_start(words: Words, place: Candidate, lexicon: Lexicon) -> int | None:
    """Where the office that ends before a name begins: "Minister" of "Minister of Foreign Affairs Ana Ruiz"."""
    if words.folds[place.first - 1] not in lexicon.departments or words.gap(place.first - 1) != " ":
        return None
    for at in range(place.first - 2, max(0, place.first - MOST_OFFICE), -1):
        if words.forms[at] == "of" and words.forms[at - 1].rstrip(".") in lexicon.title_ends:
            return at - 1
    return None


def _title_end(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place after the last title in the run that something follows; ``first`` if there is none."""
    for place in range(last - 2, first - 1, -1):
        if not is_title(words, lexicon, place):
            continue
        if place > first and _goes_on(words, lexicon, first, place):
            continue
        alone = words.forms[place - 1] not in lexicon.title_words
        if alone and words.forms[place] in lexicon.before_given and not (place + 2 < last):
            continue  # "CP Radhakrishnan", "Don Johnson", but "CP Ann Reed", "Don Luis Ruiz", "Grand Duke Henri"
        if _is_given(words, lexicon, place) or lexicon.is_east_asian(words.folds[place:last]):
            continue  # "Son Heung-min"
        if " ".join(words.folds[place : place + 2]) in lexicon.no_title_in:
            continue  # "Sri Lanka", "Executive Yuan"
        if words.kinds[place + 1] != Kind.PARTICLE or words.forms[place + 1] in lexicon.leading:
            return place + 1
    return first


def _is_given(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a title is a given name here: "Sultan A. Brandt", and a man's before a woman's: "Shah Bano"."""
    title, after = words.forms[place].rstrip("."), words.folds[place + 1]
    if words.forms[place + 1] == "Al" and title not in lexicon.courtesy:
        return lexicon.is_given(words.folds[place])  # "Sultan Al Jaber"
    if words.kinds[place + 1] == Kind.INITIALS:
        return lexicon.is_given(words.folds[place]) and title not in lexicon.ranks
    return title in lexicon.given_of_women and after in lexicon.women


def _goes_on(words: Words, lexicon: Lexicon, first: int, place: int) -> bool:
    """Whether a title is a part of the name begun before it: "Martin Luther King", "Justice Earl Warren"."""
    if words.forms[first - 1] == "the":
        return False  # "the Amir Sheikh Quassim"
    before = words.folds[place - 1]
    if (words.forms[place - 1], words.forms[place]) in lexicon.titles:
        return False  # "Tan Sri"
    if words.forms[place - 1] in lexicon.title_ends:
        return lexicon.is_given(words.folds[place]) and words.forms[place].rstrip(".") not in lexicon.courtesy
    if words.forms[place - 1] in lexicon.title_words or words.labels[place - 1] in ("ORG", "GPE"):
        return False
    if words.labels[place - 1] == "NORP" and not lexicon.is_given(words.folds[place]):
        return False  # "German Chancellor Ann Reed", but "the German Sri Anand"
    if words.forms[place].isupper():
        return False  # "BJP MLA Ann Reed"
    inside = words.entities[place - 1] == words.entities[place + 1] and words.labels[place - 1] == "PERSON"
    return inside or lexicon.is_given(before)


def _title_start(words: Words, lexicon: Lexicon, first: int, after: int) -> int:
    start = after
    while start > first and (is_title(words, lexicon, start - 1) or words.forms[start - 1] in lexicon.title_words):
        start -= 1 + (start > 1 and tuple(words.forms[start - 2 : start]) in lexicon.titles)  # "Tan Sri"
    return start


def _without_demonyms(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place past adjectives of countries, and past the country of an office ("President of Ukraine Ana Ruiz")."""
    if words.forms[first - 1] == "of":
        for size in (3, 2, 1):
            if " ".join(words.folds[first : first + size]) in lexicon.countries:
                first += size
                break
    while first < last - 1 and core(words.folds[first].rstrip("."), lexicon.particles) in lexicon.demonyms:
        is_name = lexicon.is_given(words.folds[first]) and words.labels[first] != "NORP"
        if is_name and words.forms[first - 1] != "the":  # "the Scot Ann Reed"
            break
        first += 1
    return first


def _without_beat(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place past the name of a byline with what its bearer writes of: "Ann Reed Arts correspondent"."""
    if lexicon.writers.isdisjoint(words.folds[first + 2 : last + 1]):
        return last
    job = next((at for at in range(first + 2, last + 1) if _ends_byline(words, lexicon, at)), None)
    if job is None:
        return last
    return next((at for at in range(first + 2, job) if _is_beat(words, lexicon, at)), job)


def _ends_byline(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a noun for a writer ends its line."""
    return not lexicon.writers.isdisjoint(words.folds[place : place + 1]) and "\n" in words.gap(place + 1)


def _is_beat(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a word behind two of a name is no surname, but what somebody writes of, or a body: "Arts", "AP"."""
    return words.folds[place] in lexicon.departments or not lexicon.is_surname(words.folds[place])


def _segments(words: Words, lexicon: Lexicon, first: int, last: int, titled: bool = False) -> Iterator[tuple[int, int]]:
    """The run, whole if it reads as one full name, else cut where the base model's entities change."""
    whole = first < last and _one_name(words, lexicon, first, last, titled)
    for start, end in [(first, last)] if whole else _pieces(words, lexicon, first, last):
        inner = [at for at in range(start, end) if words.kinds[at] != Kind.PARTICLE]
        if inner:
            opens = words.forms[start] in lexicon.leading
            yield start if opens else inner[0], inner[-1] + 1


def _one_name(words: Words, lexicon: Lexicon, first: int, last: int, titled: bool) -> bool:
    folds = words.folds[first:last]
    if not lexicon.other_words.isdisjoint(folds):
        return False
    if titled or lexicon.is_east_asian(folds):
        return True
    return lexicon.is_given(folds[0]) and ("PERSON" in words.labels[first:last] or last - first == 2)


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
    if words.entities[place] == words.entities[place - 1] or _is_tied_in(words, lexicon, place):
        return True
    here, before = words.labels[place], words.labels[place - 1]
    if before == "PERSON":
        single = piece[1] - piece[0] == 1
        fold = words.folds[place]
        return single or lexicon.is_surname(fold)
    return here == "PERSON" and piece[1] - piece[0] <= 2 and _may_open(words, lexicon, piece[0])


def _is_tied_in(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word belongs to the one before it, whatever they are: initials, particles, "Jr.", a nickname."""
    if len(words.forms[place - 1]) == 1 or not words.gap(place).isspace():
        return True
    if not {words.kinds[place - 1], words.kinds[place]} <= {Kind.CAPITAL}:
        return True
    return not lexicon.particles.isdisjoint(words.folds[place - 1 : place + 1])


def _may_open(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a word beside a person's name, whatever its label, looks like a part of it."""
    fold = words.folds[place]
    return not lexicon.is_no_part(fold) and sound(fold) > lexicon.thresholds.sound_opens
