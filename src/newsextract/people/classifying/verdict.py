"""The verdict on every name of an article: who is a person, by the votes of rules/people/votes.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from itertools import product
from typing import NamedTuple

from newsextract.people.candidates.article import Words
from newsextract.people.classifying.evidence import Votes, evidence, weighed
from newsextract.people.classifying.others import not_persons, own_initials
from newsextract.people.classifying.shape import Name
from newsextract.people.grouping.grouping import is_slip
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import core, families_of, skeleton, slipped_ends, slips
from newsextract.rules.judgement import Decision, is_traced, note

_MAIL = re.compile(r"[a-z]+(?=@)")
# The Petra of "Petra Quaig" is no news agency.
_BORNE = frozenset({"courtesy", "kin_before", "last_of_person", "first_of_person"})
_PERSONAL = frozenset({"courtesy", "title", "who_after"})
_OF_THINGS, _DOUBTFUL = frozenset({"org_word", "place_word"}), frozenset({"all_common", "small_elsewhere", "unlisted"})
_TELLING, _OF_LISTED = ("age", "credited"), ("courtesy", "kin_before")
LEAST_TITLED = -2.0  # log odds of the base model for a name that has a title
LEAST_ODDS = -4.0  # of one with an age; or of two surnames that stand for the person who has a full name with both
FULL = 3  # words of a full name that has two surnames: "Ana Ruiz Campo", then "Ruiz Campo"

Names = Mapping[tuple[str, ...], Name]


class Judged(NamedTuple):
    """One name with its evidence and its score, the log odds of a person."""

    name: Name
    found: Mapping[str, float]
    score: float
    person: bool


def judge(words: Words, table: Names, lexicon: Lexicon, votes: Votes) -> list[Judged]:
    """All names of the article, judged: those of several words, then single words in their light."""
    small = small_words(words) - lexicon.particles - lexicon.names_too - {"the"}
    others = not_persons(table)
    found = {folds: evidence(words, name, lexicon, small) for folds, name in table.items()}
    for folds in others & found.keys():
        found[folds]["called_other"] = 1.0
    several = [name for name in table.values() if len(name.folds) > 1]
    for name in several:
        found[name.folds] |= dict.fromkeys(alone_signs(name, found, lexicon), 1.0)
    full = _with_variants([_judged(name, found[name.folds], votes, lexicon) for name in several], lexicon)
    full = _without_words_before(full, lexicon)
    ties = _Ties(full, lexicon)
    single = [name for name in table.values() if len(name.folds) == 1]
    for name in single:
        found[name.folds] |= dict.fromkeys(ties.signs(name), 1.0)
    return full + [_judged(name, found[name.folds], votes, lexicon) for name in single]


def _judged(name: Name, found: Mapping[str, float], votes: Votes, lexicon: Lexicon) -> Judged:
    """The name with its log odds, and what each sign adds to them for whoever asks why."""
    told = list(weighed(found, votes, len(name.folds) == 1))
    odds = sum(added for _, added in told)
    likely, sure, overruled = odds > lexicon.thresholds.accept, _is_sure(found), _is_overruled(found)
    if is_traced():
        rules = [(f"{sign.replace('_', ' ')} {added:+.1f}", added) for sign, added in sorted(told, key=_by_size)]
        rules += [("sure by its signs", True)] if sure and not (likely or overruled) else []
        rules += [("overruled by its signs", False)] if overruled and (likely or sure) else []
        for span, rule in product((sighting.span for sighting in name.sightings), rules):
            note(Decision("people", "log odds", rule[0], *span, rule[1]))
    return Judged(name, found, odds, (likely or sure) and not overruled)


def _by_size(told: tuple[str, float]) -> float:
    return -abs(told[1])


def _is_sure(found: Mapping[str, float]) -> bool:
    """Whether a name needs no votes: "By Orlo Quaig", "Bill and Hillary Clinton", "Mr France", "Colonel Quaig"."""
    if not found.keys().isdisjoint(_OF_THINGS):
        return "shares_surname" in found
    signs = [*(["title"] if found["odds"] > LEAST_TITLED else ()), *(_TELLING if found["odds"] > LEAST_ODDS else ())]
    signs += _OF_LISTED if found.keys().isdisjoint(_DOUBTFUL) else ()
    return not found.keys().isdisjoint(("shares_surname", *signs))


def _is_overruled(found: Mapping[str, float]) -> bool:
    """Whether a list or the article calls a name another thing's, and nothing makes it a person's all the same."""
    listed = "listed_as_other" in found and found.keys().isdisjoint(_BORNE)
    return listed or ("called_other" in found and found.keys().isdisjoint(_PERSONAL))


def _without_words_before(full: list[Judged], lexicon: Lexicon) -> list[Judged]:
    """The names as judged, but none of a plain word and a name that others tell: "Stop Quaig" beside "Orlo Quaig"."""
    told = {part for one in full if lexicon.is_given(one.name.folds[0]) for part in one.name.folds}
    told |= lexicon.famous
    return [one._replace(person=False) if _is_word_before(one.name, told, lexicon) else one for one in full]


def _is_word_before(name: Name, told: Set[str], lexicon: Lexicon) -> bool:
    """Whether a name is a word that news writes small, and one name that is known."""
    first, *rest = name.folds
    return first in lexicon.plain and len(rest) == 1 and rest[0] in told


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
        alone = found.get((word,), {"odds": 0.0})
        if alone["odds"] > 0:
            yield which + "_person"
        if "say_after" in alone:
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
    """Whether a name is another spelling of an accepted one, or the two surnames of one and maybe a person's."""
    skeletons = _skeletons(one.name.folds)
    return skeletons in accepted or (skeletons in later and one.score > LEAST_ODDS)


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

    def signs(self, name: Name) -> Iterator[str]:
        """What the full names say of a single word."""
        word = name.folds[0]
        if word in self.last or word in self.initials or (len(word) > 4 and self._is_spelled(word)):
            yield "last_of_person"
        if word in self.first or not self.families.isdisjoint(families_of(word)):
            yield "first_of_person"
        if word in self.middle:
            yield "middle_of_person"

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
