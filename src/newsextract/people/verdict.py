"""The verdict on every name of an article: who is a person, by the votes of rules/people/votes.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from newsextract.people.article import Words
from newsextract.people.called import is_called
from newsextract.people.evidence import evidence, score
from newsextract.people.grouping import is_slip
from newsextract.people.lexicon import Lexicon
from newsextract.people.others import not_persons, own_initials
from newsextract.people.shape import Name
from newsextract.people.spelling import core, families_of, skeleton, slipped_ends, slips

# A name of the lists behind "Mr" or "Sister", or any before "Jr", needs no more votes, unless one of the doubtful signs
# speaks against it.
_LISTED = frozenset({"given", "surname", "given_and_surname"})
_DOUBTFUL = frozenset({"org_word", "place_word", "all_common", "holds_common", "small_elsewhere"})
KIN_SHARE = 0.3  # of a name's places behind "her son," or in "Al and Ann Lee" that make it a person's, be it Jordan
_PERSONAL = frozenset({"any_courtesy", "any_title", "any_age", "any_who_after"})
# The Petra of "Petra Quaig" is no news agency.
_BORNE = frozenset({"any_courtesy", "last_of_person", "first_of_person"})
_NOT_CALLED = frozenset({"org_word", "place_word", "small_elsewhere", "demonym", "listed_place", "acronym"})
_NOT_ACTING = _NOT_CALLED | {
    "all_common",
    "all_capitals",
    "any_quoted",
    "any_thing_before",
    "any_thing_after",
    "any_label_place",
}
_MAIL = re.compile(r"[a-z]+(?=@)")
_DEEDS = (
    "verb_after",
    "deed_after",
    "say_after",
    "who_after",
    "kin_before",
    "role_before",
    "role_after",
    "say_before",
)
FULL = 3  # words of a full name that has two surnames: "Ana Ruiz Campo", then "Ruiz Campo"
LEAST_ODDS = -4.0  # below them no name is asked whether the article calls it a person's
MOST_ARE = 0.65  # share of a name's places that the base model must call a person's, for its deeds to tell
LEAST_DEEDS = 2  # signs at those places that the name does what persons do, or is what they are

Names = Mapping[tuple[str, ...], Name]


class Judged(NamedTuple):
    """One name with its evidence and its score, the log odds of a person."""

    name: Name
    found: Mapping[str, float]
    score: float
    person: bool


def judge(words: Words, table: Names, lexicon: Lexicon, votes: Mapping[str, Mapping[str, float]]) -> list[Judged]:
    """All names of the article, judged: those of several words, then single words in their light."""
    small = small_words(words) - lexicon.particles - lexicon.names_too
    found = {folds: evidence(words, name, lexicon, small) for folds, name in table.items()}
    others = not_persons(table)
    several = [name for name in table.values() if len(name.folds) > 1]
    signs = [found[name.folds] | dict.fromkeys(alone_signs(name, found, lexicon), 1.0) for name in several]
    full = [_judged(*one, votes["several_words"], lexicon) for one in zip(several, signs, strict=True)]
    full = [_unless_overruled(one, others) for one in _with_variants(full, lexicon)]
    full = _without_words_before(full, lexicon)
    ties = _Ties(full, lexicon)
    single = [name for name in table.values() if len(name.folds) == 1]
    alone = [_judged(name, ties.signs(name, found[name.folds]), votes["one_word"], lexicon) for name in single]
    return full + [_unless_overruled(one, others) for one in alone]


def _unless_overruled(judged: Judged, others: frozenset[tuple[str, ...]]) -> Judged:
    """The name as judged, but no person where the article calls it a firm or a place, and nowhere a person."""
    overruled = judged.name.folds in others and judged.found.keys().isdisjoint(_PERSONAL)
    return judged._replace(person=False) if overruled else judged


def _without_words_before(full: list[Judged], lexicon: Lexicon) -> list[Judged]:
    """The names as judged, but none of a plain word and a name that others tell: "Stop Quaig" beside "Orlo Quaig"."""
    told = {part for one in full if lexicon.is_given(one.name.folds[0]) for part in one.name.folds}
    told |= lexicon.famous
    return [one._replace(person=False) if _is_word_before(one.name, told, lexicon) else one for one in full]


def _is_word_before(name: Name, told: Set[str], lexicon: Lexicon) -> bool:
    """Whether a name is a word that news writes small, and one name that is known."""
    first, *rest = name.folds
    return first in lexicon.plain and len(rest) == 1 and rest[0] in told


def _judged(name: Name, found: Mapping[str, float], votes: Mapping[str, float], lexicon: Lexicon) -> Judged:
    odds = score(found, votes)
    kin = found.get("kin_before", 0.0) >= KIN_SHARE or found.get("shares_surname", 0.0) >= KIN_SHARE
    if name.key in lexicon.not_people and not kin and found.keys().isdisjoint(_BORNE):
        return Judged(name, found, odds, False)
    if odds > lexicon.thresholds.accept or _is_sure(found, kin) or _acts(found, len(name.sightings)):
        return Judged(name, found, odds, True)
    return Judged(name, found, odds, odds > LEAST_ODDS and found.keys().isdisjoint(_NOT_CALLED) and is_called(name))


def _is_sure(found: Mapping[str, float], kin: bool) -> bool:
    """Whether a name needs no more votes: "Orlo Quaig Jr", "her son, Jordan", "Mr France", "France, 34,"."""
    if "initials_of_person" in found:
        return True
    if "junior" in found:
        return found.keys().isdisjoint(("org_word", "place_word"))
    if found.keys().isdisjoint(_LISTED):
        return False
    return kin or (not found.keys().isdisjoint(("any_courtesy", "any_age")) and found.keys().isdisjoint(_DOUBTFUL))


def _acts(found: Mapping[str, float], places: int) -> bool:
    """Whether a name, listed or not, does at several of its places what only persons do, and is nowhere else's."""
    if found.get("label_person", 0.0) < MOST_ARE or not found.keys().isdisjoint(_NOT_ACTING):
        return False
    return places * sum(found.get(sign, 0.0) for sign in _DEEDS) >= LEAST_DEEDS


def small_words(words: Words) -> frozenset[str]:
    """The words that the article writes with a small letter somewhere, but for addresses of mail."""
    return words.small.difference(_MAIL.findall(words.text)) if "@" in words.text else words.small


def surname(name: Name, lexicon: Lexicon) -> str:
    """The last word of a name that is no "Jr", or the family's name before given ones: "Kevin Ko Kam-wai"."""
    folds = name.folds
    if folds[-2] in lexicon.east_asian and folds[0] not in lexicon.east_asian and lexicon.is_east_asian(folds[-2:]):
        return folds[-2]
    if folds[-1] not in lexicon.suffix_folds:
        return folds[-1]
    return next((fold for fold in reversed(folds) if fold not in lexicon.suffix_folds), folds[0])


def alone_signs(name: Name, found: Mapping[tuple[str, ...], Mapping[str, float]], lexicon: Lexicon) -> Iterator[str]:
    """What the article says where the first or last word of a full name stands alone."""
    for which, word in (("surname", surname(name, lexicon)), ("first", name.folds[0])):
        alone = found.get((word,), {})
        if "any_label_person" in alone:
            yield which + "_person"
        if "any_say_after" in alone:
            yield which + "_says"


def _with_variants(full: list[Judged], lexicon: Lexicon) -> list[Judged]:
    """With another spelling of an accepted name accepted too, and the surnames alone: "Van der Meer", "Ruiz Campo"."""
    accepted = {_skeletons(one.name.folds) for one in full if one.person}
    surnames = [one.name.folds for one in full if one.name.folds[0] in lexicon.particles]
    lengths = {len(folds) for folds in surnames}  # few: a "name" may be thousands of words long
    accepted |= {folds[-length:] for folds in accepted for length in lengths}
    later = {folds[1:] for folds in accepted if len(folds) == FULL}
    return [one._replace(person=True) if not one.person and _is_variant(one, accepted, later) else one for one in full]


def _is_variant(one: Judged, accepted: Set[tuple[str, ...]], later: Set[tuple[str, ...]]) -> bool:
    """Whether a name is another spelling of an accepted one, or the two surnames of one and no place."""
    skeletons = _skeletons(one.name.folds)
    return skeletons in accepted or (skeletons in later and "any_label_place" not in one.found)


def _skeletons(folds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(skeleton, folds))


class _Ties:
    """Which words are part of full names, of persons or of others."""

    def __init__(self, full: list[Judged], lexicon: Lexicon) -> None:
        self.last: set[str] = set()
        self.spelled: set[str] = set()
        self.long: set[str] = set()
        self.lexicon = lexicon
        self.first: set[str] = set()
        self.middle: set[str] = set()
        self.families: frozenset[int] = frozenset()
        self.initials: set[str] = set()
        for judged in full:
            folds = judged.name.folds
            if judged.person:
                last = surname(judged.name, lexicon)
                self.last.update((last, core(last, lexicon.particles)))
                self.spelled.add(skeleton(last))
                if len(last) >= lexicon.thresholds.slip_letters:
                    self.long.add(skeleton(last))
                self.first.add(folds[0])
                self.families |= families_of(folds[0])
                self.middle.update(folds[1:-1])
                self.initials.update(map(own_initials, judged.name.sightings))

    def signs(self, name: Name, found: Mapping[str, float]) -> Mapping[str, float]:
        """What is known of a single word, and what the full names say of it."""
        word = name.folds[0]
        signs: list[str] = []
        if word in self.last or (len(word) > 4 and self._is_spelled(word)):
            signs.append("last_of_person")
        if word in self.first or not self.families.isdisjoint(families_of(word)):
            signs.append("first_of_person")
        if word in self.middle:
            signs.append("middle_of_person")
        if word in self.initials:
            signs.append("initials_of_person")
        return {**found, **dict.fromkeys(signs, 1.0)} if signs else found

    def _is_spelled(self, word: str) -> bool:
        """Whether the word is another spelling of a surname, or a slip of one: "Quaigeley" beside "Quaigley"."""
        if (bare := skeleton(word)) in self.spelled:
            return True
        if not self.long or not is_slip(word, self.lexicon):
            return False
        if word.endswith("s") and skeleton(word[:-1]) in self.spelled:
            return False  # "the Quaigs"
        near = {last for ends in slipped_ends(bare) for last in self._by_ends.get(ends, ())}
        return any(not slips(bare).isdisjoint(slips(last)) for last in near)

    @cached_property
    def _by_ends(self) -> dict[str, list[str]]:
        """The surnames that are long enough, by the ends of their slips."""
        found: dict[str, list[str]] = {}
        for last in self.long:
            for ends in slipped_ends(last):
                found.setdefault(ends, []).append(last)
        return found
