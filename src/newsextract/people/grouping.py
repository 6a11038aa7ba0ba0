"""Which names of an article stand for one person: full names first, then the short ones in their light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from newsextract.people.candidates import Candidate
from newsextract.people.full_names import Parts, compatible, differ, initials_of, parts_of, stands_for
from newsextract.people.lexicon import Lexicon
from newsextract.people.spelling import families_of, skeleton, slips

MOST_FORMS = 8  # forms of one person that a new one is held against
_BEFORE_FIRST = frozenset({"Sheikh", "Sheikha", "Shaikh", "Sir", "Dame", "Prince", "Princess", "Datuk", "Don", "Doña"})
CLOSE = 25  # words from a person's name to a bare surname that is said of the same person
LEAST_INITIALS = 3  # letters by which somebody is known: "JFK"
FEW = 3  # bare surnames: so many and more are the person's who is named first


@dataclass(slots=True)
class Form:
    """One name as the article writes it: folded words, and its places in order.

    ``sex`` is what its titles or its given name tell: "m", "f" or "". ``aside`` says that it stands behind a noun for
    kin or "late": "his father, Ann Reed Sr.". ``titles`` are the last words of its titles. ``surname`` is the one that
    it shares with the name behind it: of "Ned" in "Ned and Ann Reed".
    """

    folds: tuple[str, ...]
    places: list[Candidate]
    sex: str = ""
    aside: bool = False
    titles: frozenset[str] = frozenset()
    surname: str = ""

    @property
    def first(self) -> int:
        """The first word of its first place."""
        return self.places[0].first


@dataclass(slots=True)
class Group:
    """The forms that stand for one person."""

    forms: list[Form] = field(default_factory=list)

    def add(self, form: Form) -> None:
        """One more form of the same person."""
        self.forms.append(form)

    @property
    def sex(self) -> str:
        """The sex that the titles of its forms tell, "" if they tell none or two."""
        found = {form.sex for form in self.forms[:MOST_FORMS]} - {""}
        return found.pop() if len(found) == 1 else ""


def grouped(forms: Iterable[Form], lexicon: Lexicon, same: Iterable[tuple[Candidate, Candidate]] = ()) -> list[Group]:
    """The forms by person. Every form is in exactly one group. ``same``: places of one person's names, two by two."""
    parts = {form.folds: parts_of(form.folds, lexicon) for form in forms}
    order = sorted(forms, key=lambda form: (-len(parts[form.folds].words), form.first))
    index = _Index(parts, lexicon)
    for form in order:
        if len(parts[form.folds].words) > 1:
            index.add_full(form)
    for form in order:
        if len(parts[form.folds].words) <= 1:
            index.add_short(form)
    for one, other in same:
        index.join(one, other)
    return index.groups


class _Index:
    """The groups made so far, found by surname, by given name and by any word."""

    def __init__(self, parts: dict[tuple[str, ...], Parts], lexicon: Lexicon) -> None:
        self.parts = parts
        self.lexicon = lexicon
        self.thresholds = lexicon.thresholds
        self.groups: list[Group] = []
        self.by_last: dict[str, list[Group]] = {}
        self.houses: set[str] = set()  # families' names that stand first
        self.by_first: dict[str, list[Group]] = {}
        self.by_middle: dict[str, list[Group]] = {}
        self.by_slip: dict[tuple[str, str], Group] = {}
        self.by_last_slip: dict[str, list[Group]] = {}
        self.not_slipped: dict[str, list[tuple[Parts, Group]]] = {}  # not yet in by_slip, by the first given name
        self.last_not_slipped: list[tuple[str, Group]] = []  # not yet in by_last_slip
        self.by_family: dict[int, list[Group]] = {}
        self.by_initials: dict[str, Group] = {}

    def add_full(self, form: Form) -> None:
        """Put a name of several words to the person it fits, or make one."""
        parts = self.parts[form.folds]
        group = self._same_full(form, parts) or self._new()
        group.add(form)
        _enter(self.by_last, parts.words[-1], group)
        _enter(self.by_first, parts.words[0], group)
        if self.lexicon.is_east_asian(form.folds):  # "Kim Yo-jong"
            self.houses.add(parts.words[0])
        for word in parts.words[1:-1]:
            _enter(self.by_middle, word, group)
        for family in families_of(parts.plain[0]):
            self.by_family.setdefault(family, []).append(group)
        self.by_initials.setdefault(initials_of(form.folds), group)
        self.not_slipped.setdefault(parts.words[0], []).append((parts, group))
        self.last_not_slipped.append((parts.words[-1], group))

    def _same_full(self, form: Form, parts: Parts) -> Group | None:
        for table, word in (
            (self.by_last, parts.words[-1]),
            (self.by_first, parts.words[0]),
            (self.by_middle, parts.words[-1]),
        ):
            for group in table.get(word, ())[: self.thresholds.most_compared]:
                if self._fits(form, parts, group):
                    return group
        if (slipped := self._given_slipped(form, parts)) is not None:
            return slipped
        return self._surname_slipped(parts)

    def _given_slipped(self, form: Form, parts: Parts) -> Group | None:
        """The person of the surname whose given name lacks a letter, or has one more: "Gerado" of "Gerardo Roe"."""
        for group in self.by_last.get(parts.words[-1], ())[: self.thresholds.most_compared]:
            others = self.parts[group.forms[0].folds]
            short, long = sorted((parts.plain[0], others.plain[0]), key=len)
            slipped = short in slips(long) and not long.startswith(short)
            unknown = is_slip(short, self.lexicon) or is_slip(long, self.lexicon)
            if slipped and unknown and others.words[1:] == parts.words[1:] and not differ(form.sex, group.sex):
                return group
        return None

    def _surname_slipped(self, parts: Parts) -> Group | None:
        """The person of the given name whose surname differs by one letter: "Otis Quaigeley" of "Otis Quaigley"."""
        if parts.words[0] not in self.by_first:
            return None
        for others, group in self.not_slipped.pop(parts.words[0], ()):
            for key in self._slip_keys(others):
                self.by_slip.setdefault(key, group)
        near = next((self.by_slip[key] for key in self._slip_keys(parts) if key in self.by_slip), None)
        return near if near and self.parts[near.forms[0].folds].words[-1] != parts.words[-1] else None

    def _slip_keys(self, parts: Parts) -> Iterator[tuple[str, str]]:
        """What names that differ by one letter share: the given name and a long surname, or all given names and any."""
        *given, last = parts.words
        least = self.thresholds.slip_letters
        if len(last) >= least:
            yield from ((given[0], slip) for slip in slips(last))
        if len(given) > 1 and len(last) >= least - 1:
            yield from ((" ".join(given), slip) for slip in slips(last))

    def _fits(self, form: Form, parts: Parts, group: Group) -> bool:
        if differ(form.sex, group.sex) or any(self._is_kin(form, other) for other in group.forms[:MOST_FORMS]):
            return False
        others = [
            self.parts[other.folds] for other in group.forms[:MOST_FORMS] if len(self.parts[other.folds].words) > 1
        ]
        enough = any if all(len(name.rstrip(".")) == 1 for name in parts.plain[:-1]) else all
        return enough(compatible(parts, other) for other in others)

    def _is_kin(self, form: Form, other: Form) -> bool:
        """Whether the names differ by a "Jr" or "Sr", and the plain one is another's: kin, or known before the junior.

        "Senator Ann Reed ... his father, Ann Reed Sr.", "Donald Trump and Donald Trump Jr.".
        """
        parts, others = self.parts[form.folds], self.parts[other.folds]
        if parts.suffix == others.suffix:
            return False
        plain, suffixed = (other, form) if parts.suffix else (form, other)
        known = plain.folds[-1] in self.lexicon.famous and plain.places[0].first < suffixed.places[0].first
        return form.aside or other.aside or (known and parts.words == others.words)

    def add_short(self, form: Form) -> None:
        """Put a single name to the person it stands for, or make one."""
        parts = self.parts[form.folds]
        word = parts.words[0]
        if form.surname and word not in self.by_last:
            group = self._of_surname(form) or self._new()
            group.add(form)
            _enter(self.by_first, word, group)
            return
        tables = (self.by_last, self.by_first, self.by_middle)
        if not form.titles.isdisjoint(_BEFORE_FIRST):
            tables = (self.by_first, self.by_last, self.by_middle)  # "Sheikh Sabah"
        likely: Iterator[Group | None] = (
            _bearer(form, groups) if table is self.by_last else _likeliest(form, groups)
            for table in tables
            if (groups := table.get(word))
        )
        if word in self.houses:  # "Kim" of "Kim Yo Jong" or "Ann Kim"
            likely = iter([_likeliest(form, self.by_first[word] + self.by_last.get(word, []))])
        related = (_likeliest(form, self.by_family.get(one, ())) for one in families_of(parts.plain[0]))  # Bill
        found = next(filter(None, chain(likely, related)), None) or self._of_initials(form) or self._slipped(form, word)
        group = found or self._new()
        group.add(form)
        _enter(self.by_last, word, group)
        if len(form.folds) > 1:  # "Al Reed", whose "Al" is a particle
            self.last_not_slipped.append((word, group))

    def _of_initials(self, form: Form) -> Group | None:
        """The person of whose full name a single name is the letters: "JFK" beside "John F. Kennedy"."""
        (fold,) = form.folds[-1:]
        letters = len(fold) >= LEAST_INITIALS and not self.lexicon.is_given(fold)
        return self.by_initials.get(fold) if letters else None

    def _of_surname(self, form: Form) -> Group | None:
        """The person of the surname that a given name shares: Bill Clinton of "Bill and Hillary Clinton"."""
        (given,) = self.parts[form.folds].plain
        for group in self.by_last.get(skeleton(form.surname), ())[: self.thresholds.most_compared]:
            firsts = (self.parts[other.folds].plain[0] for other in group.forms[:MOST_FORMS])
            if any(stands_for(given, first) for first in firsts):
                return group
        return None

    def _slipped(self, form: Form, word: str) -> Group | None:
        """The one person of whose surname a single name is a slip: "Quaigeley" beside "Otis Quaigley"."""
        if not is_slip(form.folds[-1], self.lexicon):
            return None
        for last, group in self.last_not_slipped:
            for slip in slips(last) if len(last) >= self.thresholds.slip_letters else ():
                _enter(self.by_last_slip, slip, group)
        self.last_not_slipped.clear()
        groups = [group for slip in slips(word) for group in self.by_last_slip.get(slip, ())]
        one = groups and all(group is groups[0] for group in groups) and not differ(form.sex, groups[0].sex)
        return groups[0] if one else None

    def join(self, one: Candidate, other: Candidate) -> None:
        """Make one person of the two at these places."""
        first, second = (
            next(group for group in self.groups if any(place in form.places for form in group.forms))
            for place in (one, other)
        )
        same = self._surnames(first) == self._surnames(second)  # "now known as Ann Reed"
        if first is not second and (same or not differ(first.sex, second.sex)):
            self.groups.remove(second)
            for form in second.forms:
                first.add(form)

    def _surnames(self, group: Group) -> set[str]:
        return {self.parts[form.folds].words[-1] for form in group.forms[:MOST_FORMS]}

    def _new(self) -> Group:
        group = Group()
        self.groups.append(group)
        return group


def is_slip(fold: str, lexicon: Lexicon) -> bool:
    """Whether a folded word may be a slip of a surname: long, and no name or word that is known."""
    if len(fold) < lexicon.thresholds.slip_letters:
        return False
    return not (lexicon.is_small(fold) or lexicon.is_listed(fold) or fold in lexicon.demonyms)


def _enter(table: dict[str, list[Group]], word: str, group: Group) -> None:
    groups = table.setdefault(word, [])
    if not groups or groups[-1] is not group:
        groups.append(group)


def _bearer(form: Form, groups: Sequence[Group]) -> Group | None:
    """The person of a bare surname: of several whose sex fits one with its title, and the first named of these; where
    the surname stands alone but once or twice, one named right before, if any is.
    """
    fitting = _fitting(form, groups)
    fitting = [group for group in fitting if _share_title(form, group)] or fitting
    near = [group for group in fitting if len(form.places) < FEW and _is_spoken_of(form, group)]
    return min(near or fitting, key=lambda group: min(other.first for other in group.forms[:MOST_FORMS]), default=None)


def _is_spoken_of(form: Form, group: Group) -> bool:
    """Whether the person is named right before the form, and in no aside."""
    before = _named_before(form, group)
    return form.first - CLOSE <= before and not _is_aside(group)


def _likeliest(form: Form, groups: Sequence[Group]) -> Group | None:
    """Of the groups whose sex fits the one named last before the form."""
    return max(_fitting(form, groups), key=lambda group: _named_before(form, group), default=None)


def _fitting(form: Form, groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if not differ(form.sex, group.sex)]


def _is_aside(group: Group) -> bool:
    return any(form.aside for form in group.forms[:MOST_FORMS])


def _share_title(form: Form, group: Group) -> bool:
    return any(not form.titles.isdisjoint(other.titles) for other in group.forms[:MOST_FORMS])


def _named_before(form: Form, group: Group) -> int:
    """The last place of a group's before the form's first, -1 if there is none."""
    near = (place.first for other in group.forms[:MOST_FORMS] for place in other.places if place.first < form.first)
    return max(near, default=-1)
