"""How likely it is that a name means somebody, and by which named rules two of one name are two people.

models/rules/archive/parting_examples.jsonl has an example and a near miss of each rule, which a test runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from math import exp, fsum, inf, log, log1p

from newsextract.archive.identity.evidence import Evidence, EvidenceReader, weights, years_apart
from newsextract.archive.identity.names import Likeness, Name, contradict, likeness, stands_for
from newsextract.archive.identity.persons import Persons

_ENOUGH = {Likeness.SAME: -inf, Likeness.SPELLED: -1.0, Likeness.NEAR: 1.2}
"""The least log odds, from what articles say, for two whole names so alike to be one person's."""
_SHORT = (Likeness.INITIAL, Likeness.LONGER)
"""Where one of two whole names is a short form, which others may bear."""
_LIKELY = 0.6
"""How likely it must be that a short form means somebody."""
_IN_OFFICE = 2.0  # years within which it says nothing that an article is older or newer than all others
_MOST_BEARERS = 50


class Odds:
    """Compares the persons of an archive as they are now. It changes none."""

    def __init__(self, persons: Persons, evidence: EvidenceReader) -> None:
        """``evidence`` reads what articles say of ``persons``."""
        self._persons, self._evidence = persons, evidence

    def alike(self, person: int) -> list[tuple[Likeness, int]]:
        """Others whose whole names are like the person's, the most alike first."""
        persons = self._persons
        name = persons.name(person)
        others = [other for other in persons.with_keys(name.found_by()) if other != person]
        found = [(likeness(name, persons.name(other)), other) for other in others]
        return sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])

    def rivals(self, person: int) -> dict[int, Likeness]:
        """Those of whom only one can have the person's name: George W. and George H. W. Bush, if it is George Bush."""
        are_two = self._persons.are_two
        alike = {other: alike for alike, other in self.alike(person) if alike not in _SHORT}
        may_be = [other for other in alike if not are_two(person, other)] if len(alike) > 1 else []
        return {one: alike[one] for one in may_be if any(are_two(one, other) for other in may_be)}

    def bearers(self, person: int) -> dict[int, Likeness]:
        """Those who may be meant by the person's name, which is one word."""
        persons = self._persons
        name = persons.name(person)
        others = persons.with_keys(name.borne_by(), _MOST_BEARERS)
        found = {other: stands_for(name, persons.name(other)) for other in others if other != person}
        return {other: alike for other, alike in found.items() if alike}

    def are_one(self, person: int, other: int, alike: Likeness) -> bool:
        """Whether two persons whose whole names are so alike are one."""
        accounts = [self._evidence.of_person(one) for one in (person, other)]
        if parting_rule(*accounts) or self._persons.share_an_article(person, other):
            return False
        if alike in _SHORT:
            names = {one: self._persons.name(one) for one in (person, other)}
            short, whole = sorted(names, key=lambda one: (not names[one].has_initial, len(names[one].words)))
            bearers = {one: like for like, one in self.alike(short) if like in _SHORT}
            return self.likeliest(self._persons.name(short), self._evidence.of_person(short), bearers) == whole
        fewer, more = sorted(accounts, key=lambda account: account.articles)
        if self._evidence.support(fewer, more) < _ENOUGH[alike]:
            return False
        return other not in self.rivals(person) and person not in self.rivals(other)

    def likeliest(self, name: Name, said: Evidence, bearers: Mapping[int, Likeness]) -> int | None:
        """Who of those that have such a name is meant; None where it is undecided, or likelier to be another."""
        weigh = weights()
        less = weigh if name.is_bare else {}
        accounts = {
            bearer: account
            for bearer in bearers.keys() - said.companions.keys()
            if said.is_royal <= (account := self._evidence.of_person(bearer)).is_royal
            and not parting_rule(said, account)
        }
        odds = {
            bearer: log(self._persons.articles(bearer))
            + self._evidence.support(said, account)
            + less.get(bearers[bearer].name, 0.0)
            + weigh["years"] * log1p(max(0.0, years_apart(said, account) - _IN_OFFICE))
            for bearer, account in accounts.items()
        }
        if not odds:
            return None
        nobody = weigh["nobody"] + weigh["bearer"] * log(len(bearers)) + weigh["ordinary"] * name.is_ordinary
        likeliest = max(odds, key=lambda bearer: (odds[bearer], -bearer))
        others = fsum(exp(one - odds[likeliest]) for one in (nobody, *odds.values()))
        return likeliest if 1 / others >= _LIKELY else None


_LIFETIME = 75 * 365  # days
_SEVERAL = 2


def parting_rule(one: Evidence, other: Evidence) -> str | None:
    """The name of the rule by which two accounts are two people's; None where they may be one's."""
    return next((name for name, decides in PARTING.items() if decides(one, other)), None)


def _a_lifetime_between_them(one: Evidence, other: Evidence) -> bool:
    if not one.days or not other.days or _share_companion_or_role(one, other):
        return False
    earlier, later = sorted((one.days, other.days), key=min)
    return min(later) - max(earlier) > _LIFETIME


def _other_roles_among_others_elsewhere(one: Evidence, other: Evidence) -> bool:
    return (
        _differ(one.countries.keys(), other.countries.keys())
        and bool(one.roles and other.roles)
        and min(len(one.companions), len(other.companions)) >= _SEVERAL
        and not _share_companion_or_role(one, other)
    )


def _differ(one: Set[str], other: Set[str]) -> bool:
    """Whether both are known, and have nothing in common."""
    return bool(one and other) and one.isdisjoint(other)


def _share_companion_or_role(one: Evidence, other: Evidence) -> bool:
    return not (one.companions.keys().isdisjoint(other.companions) and one.roles.keys().isdisjoint(other.roles))


PARTING: Mapping[str, Callable[[Evidence, Evidence], bool]] = {
    "initials, or Jr and Sr": lambda one, other: any(contradict(a, b) for a in one.names for b in other.names),
    "a man and a woman": lambda one, other: _differ(one.sexes, other.sexes),
    "two walks of life": lambda one, other: (
        _differ(one.walks, other.walks) and not _share_companion_or_role(one, other)
    ),
    "a lifetime between them": _a_lifetime_between_them,
    "other roles, among others, elsewhere": _other_roles_among_others_elsewhere,
}
"""The rules, in the order in which they are asked."""
