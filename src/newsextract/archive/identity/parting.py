"""Two people of one name: rules, each with a name, by which two accounts cannot be one person's.

models/rules/archive/parting_examples.jsonl has an example and a near miss of each, which a test runs.
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from newsextract.archive.identity.evidence import Evidence
from newsextract.archive.identity.names import contradict

_LIFETIME = 75 * 365  # days
_SEVERAL = 2


class Pair(NamedTuple):
    """Two accounts of one name."""

    one: Evidence
    other: Evidence


def parting_rule(one: Evidence, other: Evidence) -> str | None:
    """The name of the rule by which two accounts are two people's; None where they may be one's."""
    pair = Pair(one, other)
    return next((name for name, decides in PARTING.items() if decides(pair)), None)


def _initials_or_jr_and_sr(pair: Pair) -> bool:
    return any(contradict(one, other) for one in pair.one.names for other in pair.other.names)


def _a_man_and_a_woman(pair: Pair) -> bool:
    return _differ(pair.one.sexes, pair.other.sexes)


def _two_walks_of_life(pair: Pair) -> bool:
    return _differ(pair.one.walks, pair.other.walks) and not _share_companion_or_role(pair)


def _a_lifetime_between_them(pair: Pair) -> bool:
    if not pair.one.days or not pair.other.days or _share_companion_or_role(pair):
        return False
    earlier, later = sorted((pair.one.days, pair.other.days), key=min)
    return min(later) - max(earlier) > _LIFETIME


def _other_roles_among_others_elsewhere(pair: Pair) -> bool:
    return (
        _differ(pair.one.countries.keys(), pair.other.countries.keys())
        and bool(pair.one.roles and pair.other.roles)
        and min(len(pair.one.companions), len(pair.other.companions)) >= _SEVERAL
        and not _share_companion_or_role(pair)
    )


def _differ(one: Set[str], other: Set[str]) -> bool:
    """Whether both are known, and have nothing in common."""
    return bool(one and other) and one.isdisjoint(other)


def _share_companion_or_role(pair: Pair) -> bool:
    one, other = pair
    return not (one.companions.keys().isdisjoint(other.companions) and one.roles.keys().isdisjoint(other.roles))


PARTING = {
    "initials, or Jr and Sr": _initials_or_jr_and_sr,
    "a man and a woman": _a_man_and_a_woman,
    "two walks of life": _two_walks_of_life,
    "a lifetime between them": _a_lifetime_between_them,
    "other roles, among others, elsewhere": _other_roles_among_others_elsewhere,
}
"""The rules, in the order in which they are asked."""
