"""The verdict on every name of an article: who is a person, by the votes of rules/people/votes.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from newsextract.people.article import Words
from newsextract.people.evidence import evidence, score
from newsextract.people.lexicon import Lexicon
from newsextract.people.others import not_persons
from newsextract.people.shape import Name
from newsextract.people.spelling import core, skeleton

# A name of the lists behind "Mr" or "Sister", or any before "Jr", needs no more votes, unless one of the doubtful signs
# speaks against it.
_LISTED = frozenset({"given", "surname", "given_and_surname", "given_first", "surname_last"})
_DOUBTFUL = frozenset({"org_word", "place_word", "listed_place", "all_common", "holds_common", "small_elsewhere"})
KIN_SHARE = 0.3  # of a name's places behind "her son," or in "Al and Ann Lee" that make it a person's, be it Jordan
_PERSONAL = frozenset({"any_courtesy", "any_title", "any_age", "any_who_after"})

Names = Mapping[tuple[str, ...], Name]


@dataclass(frozen=True, slots=True)
class Judged:
    """One name with its evidence and its score, the log odds of a person."""

    name: Name
    found: Mapping[str, float]
    score: float
    person: bool


def judge(words: Words, table: Names, lexicon: Lexicon, votes: Mapping[str, Mapping[str, float]]) -> list[Judged]:
    """All names of the article, judged: those of several words, then single words in their light."""
    small = small_words(words)
    alone = {folds[0]: evidence(words, name, lexicon, small) for folds, name in table.items() if len(folds) == 1}
    full = []
    for folds, name in table.items():
        if len(folds) > 1:
            found = evidence(words, name, lexicon, small)
            found.update((sign, 1.0) for sign in alone_signs(name, alone, lexicon))
            full.append(_judged(name, found, votes["several_words"], lexicon))
    full = _with_tails(_with_variants(full), lexicon)
    others = not_persons(words, table, lexicon)
    full = [replace(one, person=False) if _overruled(one, others) else one for one in full]
    ties = _Ties(full, lexicon)
    single = []
    for folds, name in table.items():
        if len(folds) == 1:
            found = alone[folds[0]]
            found.update((sign, 1.0) for sign in ties.signs(folds[0]))
            if "last_of_person" in found or "first_of_person" in found:
                found.update(("tied_but_" + sign, found[sign]) for sign in ("label_place", "quoted") if sign in found)
            one = _judged(name, found, votes["one_word"], lexicon)
            tied = "last_of_person" in found or "first_of_person" in found
            single.append(replace(one, person=False) if not tied and _overruled(one, others) else one)
    return full + single


def _overruled(judged: Judged, others: frozenset[tuple[str, ...]]) -> bool:
    """Whether the article calls the name a firm or a place, and nowhere a person."""
    return judged.name.folds in others and _PERSONAL.isdisjoint(judged.found)


def _judged(name: Name, found: Mapping[str, float], votes: Mapping[str, float], lexicon: Lexicon) -> Judged:
    odds = score(found, votes)
    courteous = "any_courtesy" in found
    listed = not _LISTED.isdisjoint(found)
    kin = max(found.get(sign, 0.0) for sign in ("kin_before", "shares_surname")) >= KIN_SHARE
    other = name.key in lexicon.not_people and not (courteous or kin or "last_of_person" in found)
    junior = "junior" in found and "org_word" not in found and "place_word" not in found
    sure = junior or (listed and (kin or ((courteous or "any_age" in found) and _DOUBTFUL.isdisjoint(found))))
    return Judged(name, found, odds, (odds > lexicon.thresholds.accept or sure) and not other)


def small_words(words: Words) -> frozenset[str]:
    """The words that the article writes with a small letter somewhere."""
    return frozenset(form for form in words.forms if form.islower())


def surname(name: Name, lexicon: Lexicon) -> str:
    """The last word of a name that is no "Jr"."""
    place = len(name.folds) - 1
    while place and (name.folds[place] in lexicon.suffix_folds):
        place -= 1
    return name.folds[place]


def alone_signs(name: Name, alone: Mapping[str, Mapping[str, float]], lexicon: Lexicon) -> Iterator[str]:
    """What the article says where the first or last word of a full name stands alone."""
    for which, word in (("surname", surname(name, lexicon)), ("first", name.folds[0])):
        found = alone.get(word)
        if found is not None:
            yield which + "_alone"
            if "any_courtesy" in found or "any_title" in found:
                yield which + "_titled"
            if "any_label_person" in found:
                yield which + "_person"
            if "any_say_after" in found:
                yield which + "_says"


def _with_variants(full: list[Judged]) -> list[Judged]:
    """A name that is another spelling of an accepted one is accepted too."""
    accepted = {_skeletons(one) for one in full if one.person}
    return [replace(one, person=one.person or _skeletons(one) in accepted) for one in full]


def _with_tails(full: list[Judged], lexicon: Lexicon) -> list[Judged]:
    """A surname with its particles ("Van der Meer") is accepted with the full name that ends in it."""
    surnames = {one.name.folds for one in full if one.name.folds[0] in lexicon.particles}
    lengths = {len(folds) for folds in surnames}  # few: a "name" may be thousands of words long
    tails = surnames & {
        folds[-length:]
        for folds in (one.name.folds for one in full if one.person)
        for length in lengths
        if 1 < length < len(folds)
    }
    return [replace(one, person=one.person or one.name.folds in tails) for one in full]


def _skeletons(judged: Judged) -> tuple[str, ...]:
    return tuple(map(skeleton, judged.name.folds))


class _Ties:
    """Which words are part of full names, of persons or of others."""

    def __init__(self, full: list[Judged], lexicon: Lexicon) -> None:
        self.last: set[str] = set()
        self.spelled: set[str] = set()
        self.first: set[str] = set()
        self.middle: set[str] = set()
        self.other: set[str] = set()
        for judged in full:
            folds = judged.name.folds
            if judged.person:
                last = surname(judged.name, lexicon)
                self.last.update((last, core(last, lexicon.particles)))
                self.spelled.add(skeleton(last))
                self.first.add(folds[0])
                self.middle.update(folds[1:-1])
            else:
                self.other.update(folds)

    def signs(self, word: str) -> Iterator[str]:
        if word in self.last or (len(word) > 4 and skeleton(word) in self.spelled):
            yield "last_of_person"
        if word in self.first:
            yield "first_of_person"
        if word in self.middle:
            yield "middle_of_person"
        if word in self.other:
            yield "part_of_other" if word not in self.last else "part_of_both"
