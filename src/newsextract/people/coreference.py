"""Which names of an article stand for one person: full names first, then short ones by the full names found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from newsextract import rules
from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate, known_people
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import core, families_of, nicknames, skeleton
from newsextract.people.knowledge.titles import titles_with

Folds = tuple[str, ...]

_KNOWN_AS = re.compile(
    r"(?:,| [-–—])? (?:who (?:is|was) |and |\()?(?:(?:(?:\w+ly|also|better|best|otherwise|now) )*known(?: \w+ly)? as"
    r"|nicknamed|dubbed|n[eé]e?|born|aka|a\.k\.a\.|alias"
    r"|(?:whose|his|her) (?:real|birth|full) name (?:is|was)) [“\"‘']?"
)

MOST_COMPARED = 40  # persons of one surname with whom a full name is compared, so that grouping stays linear
MOST_FORMS = 8  # forms of one person with which a new one is compared
CLOSE = 25  # the most words from a person's name to a bare surname of the same person
FEW = 3  # a surname that stands alone at least so often is of the person named first


@dataclass(slots=True)
class Form:
    """One name as the article writes it: folded words, and its places in order.

    ``sex``: "m", "f" or "", by its titles or its given name. ``titles``: the last words of those titles.
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
    """The forms that stand for one person; ``also``: those of which the article says that they are the person's too."""

    forms: list[Form] = field(default_factory=list)
    also: list[Form] = field(default_factory=list)

    @property
    def sex(self) -> str:
        """The sex of its forms, "" if they have none or both."""
        found = {form.sex for form in self.forms[:MOST_FORMS]} - {""}
        return found.pop() if len(found) == 1 else ""


def name_forms(words: Words, places: Mapping[Folds, Sequence[Candidate]], lexicon: Lexicon) -> list[Form]:
    """The names as forms, each of the sex of its titles or its given name. A name that has titles of both sexes is one
    form of each: Mr and Mrs Clinton.
    """
    forms: list[Form] = []
    families = {folds[1:] for folds in places if not lexicon.leading.isdisjoint(folds[2:3])}  # "Aida Seif Al Dawla"
    for folds, unordered in places.items():
        found = sorted(unordered, key=attrgetter("first"))
        titles = {place.first: words.forms[place.first - 1] for place in found if place.title < place.first}
        by_sex: dict[str, list[Candidate]] = {}
        for place in found:
            title = titles.get(place.first, "").rstrip(".")
            by_sex.setdefault(titles_with("sex").get(title, ""), []).append(place)
        sexes = by_sex.keys() - {""}
        if found and len(sexes) < 2:
            given = lexicon.sex(folds[0]) if len(folds) > 1 and folds not in families else ""
            by_sex = {next(iter(sexes), given): found}
        for sex, own in by_sex.items():
            forms.append(Form(folds, own, sex, frozenset(titles[one.first] for one in own if one.first in titles)))
    return forms


def grouped(
    forms: Sequence[Form],
    lexicon: Lexicon,
    same: Iterable[tuple[Candidate, Candidate]] = (),
    apart: Iterable[tuple[Folds, Folds]] = (),
) -> list[Group]:
    """The forms by person. Every form is in exactly one group.

    ``same``: pairs of places that name one person. ``apart``: pairs of folded names, a person's and a relative's. The
    relative is grouped first: of "Reed's wife, Ann" Ann joins Ann Reed, and Reed is another.
    """
    parts = {form.folds: parts_of(form.folds, lexicon) for form in forms}
    index = _Groups(parts, lexicon, list(apart))
    for form in sorted(forms, key=lambda form: (-len(parts[form.folds].words), form.folds in index.owners, form.first)):
        (index.add_full if len(parts[form.folds].words) > 1 else index.add_short)(form)
    held = {place.first: group for group in index.groups for form in group.forms for place in form.places}
    for one, other in same:
        first, second = held[one.first], held[other.first]
        if first is not second and not differ(first.sex, second.sex):
            held.update((place.first, first) for form in second.forms + second.also for place in form.places)
            first.also += second.forms + second.also
            second.forms, second.also = [], []
    return [group for group in index.groups if group.forms]


class _Groups:
    """The groups made so far, by surname, given name and any other word."""

    def __init__(self, parts: dict[Folds, Parts], lexicon: Lexicon, apart: Sequence[tuple[Folds, Folds]]) -> None:
        self.parts = parts
        self.lexicon = lexicon
        self.groups: list[Group] = []
        # by last, first and middle word, by two (the first word and another, or all letters), and by the number of a
        # family of given names
        self.index: defaultdict[tuple[str, str | int], list[Group]] = defaultdict(list)
        self.by_initials: dict[str, Group] = {}
        self.first_surnames: set[str] = set()  # "Kim" of "Kim Yo-jong"
        self.known: dict[Folds, Group] = {}  # by the full name in the list of known people
        self.owners = {one for one, _ in apart}
        self.apart: defaultdict[Folds, set[Folds]] = defaultdict(set)
        for one, other in (*apart, *((other, one) for one, other in apart)):
            self.apart[one].add(other)

    def add_full(self, form: Form) -> None:
        """Put a name of several words to the person it fits, or make one."""
        parts = self.parts[form.folds]
        first, *middle, last = parts.words
        twos = [("two", two) for two in (*(f"{first} {other}" for other in parts.words[1:]), parts.letters)]
        keys = ("last", last), *twos, ("middle", last)
        likely = (group for key in keys for group in self.index[key][:MOST_COMPARED])
        group = self._put(form, next((group for group in likely if self._fits(form, parts, group)), None))
        self._enter(group, ("last", last), ("first", first), *(("middle", word) for word in middle), *twos)
        self._enter(group, *(("family", family) for family in families_of(parts.plain[0])))
        if self.lexicon.is_east_asian(form.folds):
            self.first_surnames.add(first)
        if middle:
            self.by_initials.setdefault("".join(word[0] for word in form.folds), group)

    def _enter(self, group: Group, *keys: tuple[str, str | int]) -> None:
        for groups in map(self.index.__getitem__, keys):
            if not groups or groups[-1] is not group:
                groups.append(group)

    def _put(self, form: Form, group: Group | None) -> Group:
        """The group, or a new one, with the form in it; that of the known person where the list has the name."""
        if known := known_people().get(form.folds):
            group = self.known.get(known.whole, group)
        if group is None:
            self.groups.append(group := Group())
        if known:
            self.known[known.whole] = group
        group.forms.append(form)
        return group

    def _may_be(self, form: Form, groups: Iterable[Group]) -> list[Group]:
        """The groups in which no name is a relative's of the form."""
        others = self.apart[form.folds] - {form.folds}
        return [group for group in groups if not others or others.isdisjoint(one.folds for one in group.forms)]

    def _of_single(self, form: Form, groups: Iterable[Group], surname: bool = False) -> list[Group]:
        """The groups that a single name may join; ``surname``: it is their surname.

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
        last, first, middle = (self.index[place, word] for place in ("last", "first", "middle"))
        families = [self.index["family", family] for family in families_of(parts.plain[0])]  # Bill
        if word in self.first_surnames:  # "Kim" of "Kim Yo Jong" or "Ann Kim"
            found, others = None, [first + last, *families]
        else:
            found = _person_of_surname(form, self._of_single(form, last, surname=True))
            others = [first, middle, *families]
        likely = (_likeliest(form, self._of_single(form, groups)) for groups in others)
        found = found or next(filter(None, likely), None) or self.by_initials.get(word)  # "JFK"
        group = self._put(form, None if found is None or differ(form.sex, found.sex) else found)
        self._enter(group, ("last", word))


def _person_of_surname(form: Form, groups: Sequence[Group]) -> Group | None:
    """The person of a bare surname: the first named whose sex fits, of those who share a title with it if any do.

    A surname that stands alone once or twice only is that of one named just before, if there is one.
    """
    fitting = [group for group in groups if not differ(form.sex, group.sex)]
    titled = [one for one in fitting if any(form.titles & other.titles for other in one.forms[:MOST_FORMS])]
    fitting = titled or fitting
    few = len(form.places) < FEW
    near = [group for group in fitting if few and form.first - CLOSE <= _named_before(form, group)]
    return min(near or fitting, key=lambda group: min(other.first for other in group.forms[:MOST_FORMS]), default=None)


def _likeliest(form: Form, groups: Sequence[Group]) -> Group | None:
    """The group that is named last before the form, of those whose sex fits."""
    fitting = [group for group in groups if not differ(form.sex, group.sex)]
    return max(fitting, key=lambda group: _named_before(form, group), default=None)


def _named_before(form: Form, group: Group) -> int:
    """The group's last place before the form's first, -1 if there is none."""
    near = (place.first for other in group.forms[:MOST_FORMS] for place in other.places if place.first < form.first)
    return max(near, default=-1)


def one_person(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs of places, in order, of which the article says that they are one person: "Ann Reed, known as Quaig"."""
    for one, other in pairwise(places):
        if _KNOWN_AS.fullmatch(words.text, words.ends[one.last - 1], words.starts[other.title]):
            yield one, other


def relatives(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Folds, Folds]]:
    """Pairs of folded names that the article calls relatives: "Reed's wife, Ann", "Tom Reed and his son Tom Jr."."""
    for one, other in pairwise(places):
        between = _relation().fullmatch(words.text, words.ends[one.last - 1], words.starts[other.title])
        if between and (not between[1] or words.gaps[other.last] != " "):  # no "Tom Reed's wife, Reed said"
            yield tuple(words.folds[one.first : one.last]), tuple(words.folds[other.first : other.last])


@rules.cached
def _relation() -> re.Pattern[str]:
    """The pattern of what stands between the two names."""
    nouns = "|".join(map(re.escape, rules.words("people/kin_nouns")))
    owner = r"['’]s?|,? and (?:his|her|their)|, (?:his|her|their)|,? whose"
    return re.compile(rf"(?:{owner})(?: [\w-]+){{0,3}} (?:{nouns})(,| [-–—])?(?: the late| former)? ")


class Parts(NamedTuple):
    """The words of a name that are compared."""

    words: tuple[str, ...]  # skeletons of the words that are neither particle nor suffix
    plain: tuple[str, ...]  # those words as folded
    suffix: str
    letters: str  # of all those words, sorted


def parts_of(folds: tuple[str, ...], lexicon: Lexicon) -> Parts:
    """The parts of a name, given as folded words."""
    suffix = ""
    rest = list(folds)
    if len(rest) > 1 and rest[-1] in lexicon.suffix_folds:
        suffix = rest.pop()
    named = [word for word in rest[:-1] if word not in lexicon.particles] + rest[-1:]  # "Edmund Delle" ends so
    if rest[0] in lexicon.men and rest[0] not in lexicon.leading and rest[0] not in named[:1]:  # "Ben Reed"
        named.insert(0, rest[0])
    plain = [core(word, lexicon.particles) for word in named]
    words = tuple(map(skeleton, plain))
    return Parts(words, tuple(plain), suffix, "".join(sorted("".join(words))))


def differ(one: str, other: str) -> bool:
    """Whether neither is "" and they are not the same."""
    return len({one, other} - {""}) > 1


def compatible(short: Parts, long: Parts) -> bool:
    """Whether two full names may be one person's; the second has as many words or more."""
    if differ(short.suffix, long.suffix):
        return False
    if short.letters == long.letters or set(short.words) <= set(long.words):
        return True
    if short.words[-1] != long.words[-1]:
        return False
    given, whole = short.plain[:-1], iter(long.plain[:-1])
    if given == ("".join(name[0] for name in long.plain[:-1]),):  # "JD"
        return True
    return all(any(stands_for(name, other) for other in whole) for name in given)  # each, in order, for one


def stands_for(name: str, whole: str) -> bool:
    """Whether a given name may be short for another: "J." for "John", "Bill" for "William"."""
    one, other = name.rstrip("."), whole.rstrip(".")
    if min(len(one.partition(".")[0]), len(other.partition(".")[0])) == 1:  # "J.D."
        return one[0] == other[0]
    return skeleton(name) == skeleton(whole) or nicknames(name, whole)
