"""Candidate names: runs of capitalised words, cut where a title, an adjective or the network says so, and the names
that people/known_people.txt says are persons'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsextract import rules
from newsextract.people.candidates.article import Kind, Words, split
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import core, fold

_NAME = (Kind.CAPITAL, Kind.INITIALS)
_FEWEST_OF_TWO = 4  # words of two full names
_INITIALS = 2  # letters
_SYLLABLE = 3  # letters of a plain word that may be the end of a Burmese or Chinese name: "Win"
MOST_OFFICE = 8  # words of an office with what it is of
_INSIDE = frozenset({" ", "", "-", " - "})  # what parts two words of a known name


@dataclass(slots=True)
class Candidate:
    """Words [first, last), which may be a name."""

    first: int
    last: int
    title: int  # where the title right before the name begins; ``first`` if it has none


def candidates(words: Words, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of an article in order; no two share a word.

    A name that a list knows takes the place of what was cut out of it, unless it stands in a longer name.
    """
    found: list[Candidate] = []
    for first, last in _runs(words, lexicon):
        single = last - first == 1  # as most are: there is nothing to cut
        found += [Candidate(first, last, first)] if single else _cut(words, lexicon, first, last)
    known = {at: place for place in known_places(words) for at in range(*place)}
    if not known:
        return found
    within = ((one, {known[at] for at in range(one.first, one.last) if at in known}) for one in found)
    kept = [one for one, places in within if all(one.first <= first and end <= one.last for first, end in places)]
    held = {at for one in kept for at in range(one.first, one.last)}
    added = [place for place in dict.fromkeys(known.values()) if place[0] not in held]
    kept += [Candidate(first, last, _title_start(words, lexicon, 0, first)) for first, last in added]
    return sorted(kept, key=lambda one: one.first)


def _runs(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The longest runs of capitalised words, with small particles between and before them."""
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
    after_title = _title_end(words, lexicon, first, last)
    title = _title_start(words, lexicon, first, after_title)
    start = after_title
    if words.forms[start - 1] == "of":  # "President of Ukraine Ana Ruiz"
        sizes = (size for size in (3, 2, 1) if " ".join(words.folds[start : start + size]) in lexicon.countries)
        start += next(sizes, 0)
    while start < last - 1 and _is_before_name(words, lexicon, start, last):
        start += 1
    start = _person_start(words, lexicon, start, last)
    if start != after_title:
        title = min(start, last)
    if first < title and words.forms[title].rstrip(".") not in lexicon.seats:
        yield from (Candidate(a, b, a) for a, b in _segments(words, lexicon, first, title))
    for a, b in _segments(words, lexicon, start, last, title < start):
        end = b - (b > a + 2 and words.forms[b - 1] in lexicon.postnominals)  # "Ann Reed MP"
        while loose := _loose_tail(words, lexicon, a, end):  # "the Trump Administration"
            end -= loose
        if end > a + 1 and tuple(words.forms[a:end]) in lexicon.titles:
            continue  # "the Tan Sri"
        titled = title < a and words.forms[a - 1].rstrip(".") not in lexicon.apart
        if titled and words.forms[end] == "of" and lexicon.roles.issuperset(words.folds[a:end]):
            continue  # "the Chairman Head of the Union", but "Mr Cook of Leeds"
        yield Candidate(a, end, title if a == start else a)


def _loose_tail(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """How many words at the end of a name are none of it: 2 of "Trump White House", 1 of "Ann Reed Live"."""
    sizes = (size for size in (1, 2) if first < last - size)
    loose = next((size for size in sizes if " ".join(words.folds[last - size : last]) in lexicon.loose_words), 0)
    return loose or int(last > first + 2 and _is_label(words, lexicon, first, last - 1))


def _is_label(words: Words, lexicon: Lexicon, first: int, place: int) -> bool:
    """Whether a plain word stands after a given name and a surname: a heading's or a page's."""
    given, *middle, surname = words.folds[first:place]
    fold, name_of_thing = words.folds[place], words.gaps[place + 1].startswith("!")  # "Ann Reed Live!"
    if name_of_thing or fold not in lexicon.plain or lexicon.is_listed(fold) or fold in lexicon.no_labels:
        return False
    if len(fold) <= _SYLLABLE or not all(lexicon.is_listed(name) or len(name) <= _INITIALS for name in middle):
        return False
    if " ".join(words.folds[first : place + 1]) in lexicon.not_people:
        return False  # "Preston North End"
    return lexicon.is_given(given) and lexicon.is_surname(surname)


def shared_surname(words: Words, place: Candidate, lexicon: Lexicon) -> tuple[str, ...]:
    """The folded surname that a given name shares with the next name: "Bill and Hillary Clinton"; () if none."""
    (given, after), last = words.folds[place.first : place.first + 2], place.last
    if after != "and" or {words.gaps[last], words.gaps[last + 1], words.gaps[last + 2]} != {" "}:
        return ()
    named = lexicon.is_given(given) and lexicon.is_given(words.folds[last + 1])
    known = given in lexicon.places or given in lexicon.famous
    return (words.folds[last + 2],) if named and not known and words.kinds[last + 2] == Kind.CAPITAL else ()


def is_title(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word may end a title: one of the list, or a noun such as "Broker" with a capital."""
    form = words.forms[place].rstrip(".")
    ends = lexicon.ends_title(form)
    if form in lexicon.late_ends:  # "Executive" ends a title after "Chief" alone
        ends = (words.forms[place - 1], form) in lexicon.titles
    names = ends or words.folds[place] in lexicon.title_nouns
    return names and not words.gaps[place + 1].strip(" .")  # “Baby” Llorente


def office_start(words: Words, place: Candidate, lexicon: Lexicon) -> int | None:
    """The first word of an office of a department before a name: "Minister of Foreign Affairs Ana Ruiz"."""
    if words.folds[place.first - 1] not in lexicon.departments or words.gaps[place.first - 1] != " ":
        return None
    for at in range(place.first - 2, max(0, place.first - MOST_OFFICE), -1):
        if words.forms[at] == "of" and words.forms[at - 1].rstrip(".") in lexicon.title_ends:
            return at - 1
    return None


def _title_end(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The word after the run's last title that a name follows; ``first`` if there is none."""
    for place in range(last - 2, first - 1, -1):
        if not is_title(words, lexicon, place) or (place > first and _is_in_name(words, lexicon, first, place)):
            continue
        if place + 2 == last and _is_given_name(words, lexicon, place):
            continue
        if lexicon.is_east_asian(words.folds[place:last]):
            continue  # "Son Heung-min"
        if " ".join(words.folds[place : place + 2]) in lexicon.no_title_in:
            continue  # "Sri Lanka", "Executive Yuan", "Sheikh Hasina"
        return place + 1
    return first


def _is_given_name(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a title is the given name before a surname: "CP Radhakrishnan", "Don Johnson", "Hunter Biden".

    But "CP Ann Reed", "Don Luis Ruiz", "Grand Duke Henri", "Earl Reed" where the article has "the earl".
    """
    form, fold = words.forms[place], words.folds[place]
    if words.forms[place - 1] in lexicon.title_words:
        return False
    if form in lexicon.before_given:
        return not lexicon.is_given(fold) or fold not in words.small
    noun = lexicon.is_given(fold) and not lexicon.ends_title(form.capitalize())  # "Hunter", but not "PRINCE"
    return noun and words.labels[place] == "PERSON" and words.entities[place] == words.entities[place + 1]


def _is_in_name(words: Words, lexicon: Lexicon, first: int, place: int) -> bool:
    """Whether a title is a part of a name that begins before it: "Martin Luther King", "Justice Earl Warren"."""
    before, label = words.forms[place - 1], words.labels[place - 1]
    if words.forms[first - 1] == "the" or (before, words.forms[place]) in lexicon.titles:
        return False  # "the Amir Sheikh Quassim", "Tan Sri"
    if before in lexicon.title_ends:
        return lexicon.is_given(words.folds[place]) and words.forms[place].rstrip(".") not in lexicon.courtesy
    if before in lexicon.title_words or label in ("ORG", "GPE", "NORP") or words.forms[place].isupper():
        return False  # "German Chancellor Ann Reed", "BJP MLA Ann Reed"
    return label == "PERSON" and words.entities[place - 1] == words.entities[place + 1]


def _title_start(words: Words, lexicon: Lexicon, first: int, after: int) -> int:
    start = after
    while start > first and (is_title(words, lexicon, start - 1) or words.forms[start - 1] in lexicon.title_words):
        start -= 1 + (start > 1 and tuple(words.forms[start - 2 : start]) in lexicon.titles)  # "Tan Sri"
    return start


def _is_before_name(words: Words, lexicon: Lexicon, place: int, last: int) -> bool:
    """Whether the word is before a name and no part of it: a country's adjective, a verb of saying ("Said Ann Reed"), a
    role of several ("Twins Ann and Tom Reed"), or, before a full name, a plain word.
    """
    fold = words.folds[place]
    if core(fold.rstrip("."), lexicon.particles) in lexicon.demonyms:
        is_name = lexicon.is_given(fold) and words.labels[place] != "NORP"
        return not is_name or words.forms[place - 1] == "the"  # "the Scot Ann Reed"
    if fold in lexicon.say_verbs and words.gaps[place] != " ":
        return words.tags[place].startswith("VB") or words.gaps[last].startswith(":")
    plain = place + 2 < last and fold in lexicon.plain and not lexicon.is_surname(fold)
    return (plain or fold in lexicon.many_roles) and lexicon.is_given(words.folds[place + 1])


def _person_start(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """Where the person begins whom the network sees at the end of a run: at a given name after words that are none
    ("NFL Insider Ann Reed", "Will Ann Reed come?"); ``first`` if there is none such.
    """
    start = next((at for at in range(first, last - 1) if words.labels[at] == "PERSON"), first)
    if not lexicon.is_given(words.folds[start]) or words.entities[start] != words.entities[last - 1]:
        return first
    lead = ((words.labels[at] == "" and words.tags[at] != "MD", words.folds[at]) for at in range(first, start))
    named = (fold in lexicon.particles or (unlabelled and lexicon.is_given(fold)) for unlabelled, fold in lead)
    before = words.forms[start - 1]
    return first if any(named) or before in lexicon.title_ends or before in lexicon.short else start


def _segments(words: Words, lexicon: Lexicon, first: int, last: int, titled: bool = False) -> Iterator[tuple[int, int]]:
    """The run, whole if it reads as one full name, else cut where the network's entities change."""
    folds = words.folds[first:last]
    reads = first < last and (titled or lexicon.is_given(folds[0]) or lexicon.is_east_asian(folds))
    whole = (reads and lexicon.other_words.isdisjoint(folds)) or " ".join(folds) in lexicon.not_people
    for start, end in [(first, last)] if whole else _pieces(words, lexicon, first, last):
        inner = [at for at in range(start, end) if words.kinds[at] != Kind.PARTICLE]
        if inner:
            first_of, end_of = start if words.forms[start] in lexicon.leading else inner[0], inner[-1] + 1
            again = _second_name(words, lexicon, first_of, end_of)
            yield first_of, again or end_of
            if again:
                yield again, end_of


def _second_name(words: Words, lexicon: Lexicon, first: int, last: int) -> int | None:
    """Where a second full name begins in a run: one of the same surname ("Bo Lin Bo James Lin"), or another author's
    ("By Ann Reed Bo Lin"); not in "Omar Ali Hassan Ali", whose surname is a given name too.
    """
    folds = words.folds[first:last]
    if len(folds) < _FEWEST_OF_TWO:
        return None
    last_too = lexicon.is_given(folds[-1])
    ends = (at for at in range(1, len(folds) - 1) if folds[at - 1] == folds[-1])
    again = next((at for at in ends if not last_too or folds[at] == folds[0]), None)
    if again is None and words.folds[first - 1] == "by" and words.gaps[first] == " ":
        given = [lexicon.is_given(fold) for fold in folds]
        again = 2 if given[:3] == [True, False, True] and not given[-1] else None
    return None if again is None else first + again


def _pieces(words: Words, lexicon: Lexicon, first: int, last: int) -> list[tuple[int, int]]:
    """Words [first, last) cut into stretches of one entity each. What may be a part of the name before it joins it:
    initials, particles, "Jr.", a nickname, and a surname, or any second word, after a person's first.
    """
    pieces: list[tuple[int, int]] = []
    for place in range(first, last):
        begin = pieces[-1][0] if pieces else place
        tied = len(words.forms[place - 1]) == 1 or not words.gaps[place].isspace()
        if place > begin and (
            tied
            or words.entities[place] == words.entities[place - 1]
            or not {words.kinds[place - 1], words.kinds[place]} <= {Kind.CAPITAL}
            or (words.labels[place - 1] == "PERSON" and (place - begin == 1 or lexicon.is_surname(words.folds[place])))
        ):
            pieces[-1] = (begin, place + 1)
        else:
            pieces.append((place, place + 1))
    return pieces


class Known(NamedTuple):
    """A name or an alias of somebody whose full name, folded, is ``whole``; ``capitals``: which words have one."""

    whole: tuple[str, ...]
    capitals: tuple[bool, ...]


@rules.cached
def known_people() -> dict[tuple[str, ...], Known]:
    """Each name and alias of the list by its folded words. Raises RulesError on a line of another form, and on a name
    that an article has in other words, or as a part of one: 50 Cent, Ke$ha.
    """
    found: dict[tuple[str, ...], Known] = {}
    for line in rules.words("people/known_people"):
        names = []
        for name in line.split("\t"):
            words, _, ends, gaps = split(name)
            if not words:
                raise rules.wrong_entry("people/known_people", line, "a full name, then its aliases, each after a tab")
            if gaps[0] or not _INSIDE.issuperset(gaps[1:]) or name[ends[-1] :] not in ("", "."):
                meaning = (
                    "words of letters, blanks or hyphens between them and nothing else: others are not found whole"
                )
                raise rules.wrong_entry("people/known_people", line, meaning)
            names.append(words)
        folded = [tuple(map(fold, words)) for words in names]
        for words, folds in zip(names, folded, strict=True):
            found.setdefault(folds, Known(folded[0], tuple(word[0].isupper() for word in words)))
    return found


@rules.cached
def _sizes() -> dict[str, list[int]]:
    """The first words of the names, each with how many words such names have, the most first."""
    found: dict[str, set[int]] = {}
    for folds in known_people():
        found.setdefault(folds[0], set()).add(len(folds))
    return {head: sorted(sizes, reverse=True) for head, sizes in found.items()}


def known_places(words: Words) -> Iterator[tuple[int, int]]:
    """Where names of the list stand, as words [first, end), in order and apart: the longest that fits each place."""
    sizes, past = _sizes(), 0
    for at in [at for at, folded in enumerate(words.folds) if folded in sizes]:
        for end in [at + size for size in sizes[words.folds[at]] if at >= past]:
            known = known_people().get(tuple(words.folds[at:end]))
            if known is None or any(words.possessive[at : end - 1]) or Kind.CODE in words.kinds[at:end]:
                continue
            written = zip(words.forms[at:end], known.capitals, strict=True)
            if _INSIDE.issuperset(words.gaps[at + 1 : end]) and all(form[0].isupper() >= big for form, big in written):
                past = end
                yield at, end
                break
