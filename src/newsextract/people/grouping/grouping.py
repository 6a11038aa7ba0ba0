"""Which names of an article stand for one person: full names first, then the short ones in their light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from newsextract.people.candidates.candidates import Candidate
from newsextract.people.candidates.known import known_people
from newsextract.people.grouping.full_names import Parts, compatible, differ, parts_of
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import families_of

Folds = tuple[str, ...]

MOST_COMPARED = 40  # persons of one surname that a full name is held against: so grouping stays linear
MOST_FORMS = 8  # forms of one person that a new one is held against
CLOSE = 25  # words from a person's name to a bare surname that is said of the same person
FEW = 3  # bare surnames: so many and more are the person's who is named first


@dataclass(slots=True)
class Form:
    """One name as the article writes it: folded words, and its places in order.

    ``sex`` is what its titles or its given name tell: "m", "f" or "". ``titles``: the last words of those titles.
    """

    folds: Folds
    places: list[Candidate]
    sex: str = ""
    titles: frozenset[str] = frozenset()

    @property
    def first(self) -> int:
        """The first word of its first place."""
        return self.places[0].first


@dataclass(slots=True)
class Group:
    """The forms that stand for one person; ``also``: those by which the article says that the person is known too."""

    forms: list[Form] = field(default_factory=list)
    also: list[Form] = field(default_factory=list)

    @property
    def sex(self) -> str:
        """The sex that the titles of its forms tell, "" if they tell none or two."""
        found = {form.sex for form in self.forms[:MOST_FORMS]} - {""}
        return found.pop() if len(found) == 1 else ""


def grouped(
    forms: Sequence[Form],
    lexicon: Lexicon,
    same: Iterable[tuple[Candidate, Candidate]] = (),
    apart: Iterable[tuple[Folds, Folds]] = (),
) -> list[Group]:
    """The forms by person. Every form is in exactly one group.

    ``same``: places of one person's names, two by two. ``apart``: folded names of two persons each, whose relative the
    second is: the second takes its place first, as "Ann" of "Reed's wife, Ann" that of Ann Reed.
    """
    parts = {form.folds: parts_of(form.folds, lexicon) for form in forms}
    index = _Index(parts, lexicon, list(apart))
    for form in sorted(forms, key=lambda form: (-len(parts[form.folds].words), form.folds in index.owners, form.first)):
        (index.add_full if len(parts[form.folds].words) > 1 else index.add_short)(form)
    pairs = list(same)
    return _joined(index.groups, pairs) if pairs else index.groups


def _joined(groups: Sequence[Group], pairs: Iterable[tuple[Candidate, Candidate]]) -> list[Group]:
    """The groups, those of two places that are one person's made one."""
    held = {place.first: group for group in groups for form in group.forms for place in form.places}
    for one, other in pairs:
        first, second = held[one.first], held[other.first]
        if first is not second and not differ(first.sex, second.sex):
            held.update((place.first, first) for form in second.forms + second.also for place in form.places)
            first.also += second.forms + second.also
            second.forms, second.also = [], []
    return [group for group in groups if group.forms]


class _Index:
    """The groups made so far, found by surname, by given name and by any word."""

    def __init__(self, parts: dict[Folds, Parts], lexicon: Lexicon, apart: Sequence[tuple[Folds, Folds]]) -> None:
        self.parts = parts
        self.lexicon = lexicon
        self.groups: list[Group] = []
        self.by_last: dict[str, list[Group]] = {}
        self.by_first: dict[str, list[Group]] = {}
        self.by_middle: dict[str, list[Group]] = {}
        self.by_two: dict[str, list[Group]] = {}  # by first word and another, and by all letters
        self.by_family: dict[int, list[Group]] = {}  # of a given name's forms
        self.by_initials: dict[str, Group] = {}
        self.houses: set[str] = set()  # families' names that stand first
        self.known: dict[Folds, Group] = {}  # by the full name of those whom a list knows
        self.owners = {one for one, _ in apart}
        self.apart: dict[Folds, set[Folds]] = {}
        for one, other in (*apart, *((other, one) for one, other in apart)):
            self.apart.setdefault(one, set()).add(other)

    def add_full(self, form: Form) -> None:
        """Put a name of several words to the person it fits, or make one."""
        parts = self.parts[form.folds]
        first, *middle, last = parts.words
        group = self._put(form, self._same_full(form, parts))
        _enter(self.by_last, last, group)
        _enter(self.by_first, first, group)
        if self.lexicon.is_east_asian(form.folds):  # "Kim Yo-jong"
            self.houses.add(first)
        for word in middle:
            _enter(self.by_middle, word, group)
        for two in _twos(parts):
            _enter(self.by_two, two, group)
        if middle:
            self.by_initials.setdefault("".join(word[0] for word in form.folds), group)
        for family in families_of(parts.plain[0]):
            self.by_family.setdefault(family, []).append(group)

    def _put(self, form: Form, group: Group | None) -> Group:
        """The group, or a new one, with the form in it; where a list says whose name it is, that person's."""
        if known := known_people().get(form.folds):
            group = self.known.get(known.whole, group)
        if group is None:
            self.groups.append(group := Group())
        if known:
            self.known[known.whole] = group
        group.forms.append(form)
        return group

    def _same_full(self, form: Form, parts: Parts) -> Group | None:
        last = parts.words[-1]
        tables = (self.by_last, last), *((self.by_two, two) for two in _twos(parts)), (self.by_middle, last)
        likely = chain.from_iterable(table.get(word, ())[:MOST_COMPARED] for table, word in tables)
        fitting = (group for group in likely if self._fits(form, parts, group))
        return next(fitting, None)

    def _may_be(self, form: Form, groups: Iterable[Group]) -> list[Group]:
        """The groups that have no name of a relative of the form's."""
        others = self.apart.get(form.folds, set()) - {form.folds}
        return (
            [group for group in groups if others.isdisjoint(one.folds for one in group.forms)] if others else [*groups]
        )

    def _of_single(self, form: Form, groups: Iterable[Group], surname: bool = False) -> list[Group]:
        """The groups that a single name may join; ``surname``: it is one of theirs.

        "Reed Jr." joins a name with "Jr." before one with none, "Tom Jr." no other.
        """
        likely, suffix = self._may_be(form, groups), self.parts[form.folds].suffix
        if not suffix:
            return likely
        named = [({self.parts[one.folds].suffix for one in group.forms}, group) for group in likely]
        alike = [group for suffixes, group in named if suffix in suffixes]
        return alike or [group for suffixes, group in named if surname and suffixes == {""}]

    def _fits(self, form: Form, parts: Parts, group: Group) -> bool:
        others = [self.parts[other.folds] for other in group.forms[:MOST_FORMS]]
        if parts.suffix and any(other.words == parts.words and not other.suffix for other in others):
            return False  # "Donald Trump", and then "Donald Trump Jr."
        if not self._may_be(form, [group]):
            return False
        enough = any if all(len(name.rstrip(".")) == 1 for name in parts.plain[:-1]) else all
        return enough(compatible(parts, other) for other in others) and not differ(form.sex, group.sex)

    def add_short(self, form: Form) -> None:
        """Put a single name to the person it stands for, or make one."""
        parts = self.parts[form.folds]
        word = parts.words[0]
        likely: Iterator[Group | None] = (
            choose(form, self._of_single(form, table.get(word, ()), table is self.by_last))
            for choose, table in ((_bearer, self.by_last), (_likeliest, self.by_first), (_likeliest, self.by_middle))
        )
        if word in self.houses:  # "Kim" of "Kim Yo Jong" or "Ann Kim"
            likely = iter([_likeliest(form, self._of_single(form, self.by_first[word] + self.by_last.get(word, [])))])
        families = families_of(parts.plain[0])
        related = (_likeliest(form, self._of_single(form, self.by_family.get(one, ()))) for one in families)  # Bill
        found = next(filter(None, chain(likely, related)), None) or self.by_initials.get(word)  # "JFK"
        group = self._put(form, None if found is None or differ(form.sex, found.sex) else found)
        _enter(self.by_last, word, group)


def _twos(parts: Parts) -> list[str]:
    """What two full names of one given name have in common if they may be one person's."""
    first, *others = parts.words
    return [*(f"{first} {other}" for other in others), parts.letters]


def _enter(table: dict[str, list[Group]], word: str, group: Group) -> None:
    groups = table.setdefault(word, [])
    if not groups or groups[-1] is not group:
        groups.append(group)


def _bearer(form: Form, groups: Sequence[Group]) -> Group | None:
    """The person of a bare surname: of several whose sex fits, and who share a title with it if any do,
    the first named; where the surname stands alone but once or twice, one named right before, if any is.
    """
    fitting = _fitting(form, groups)
    titled = [one for one in fitting if any(form.titles & other.titles for other in one.forms[:MOST_FORMS])]
    fitting = titled or fitting
    few = len(form.places) < FEW
    near = [group for group in fitting if few and form.first - CLOSE <= _named_before(form, group)]
    return min(near or fitting, key=lambda group: min(other.first for other in group.forms[:MOST_FORMS]), default=None)


def _likeliest(form: Form, groups: Sequence[Group]) -> Group | None:
    """Of the groups whose sex fits the one named last before the form."""
    return max(_fitting(form, groups), key=lambda group: _named_before(form, group), default=None)


def _fitting(form: Form, groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if not differ(form.sex, group.sex)]


def _named_before(form: Form, group: Group) -> int:
    """The last place of a group's before the form's first, -1 if there is none."""
    near = (place.first for other in group.forms[:MOST_FORMS] for place in other.places if place.first < form.first)
    return max(near, default=-1)
