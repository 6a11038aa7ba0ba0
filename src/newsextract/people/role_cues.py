"""What stands beside the name of a person, as cues: bits that say which rules of roles are worth asking there.

A cue may promise too much, for the rule looks again, but where a rule applies its cue is there.
"""

from __future__ import annotations

from typing import NamedTuple

from newsextract import rules
from newsextract.people.address import Address
from newsextract.people.before_name import EPITHETS
from newsextract.people.behind_name import MOST_SERVING, ORIGINS, TELLING
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import lexicon
from newsextract.people.phrases import Phrases
from newsextract.rules.cue_index import cue_index

IS = frozenset({"is", "was", "remains"})
MOST_NAMING = 4  # words from a verb that gives a role to the name
_APPOSED = (",", " (", " -", " –", " —", "—")  # how what parts a name from an apposition begins
_ENDS_ROLE = (", ", ")", " -", " –", " —", "—")  # how what parts a role from the name behind it begins


class RoleCue:
    """Each is one bit. Plain numbers, for to reckon with an IntFlag is slow."""

    ROLE_BEFORE = 1
    LISTED = 1 << 1  # among other names
    MANY_BEFORE = 1 << 2  # "lawyers"
    APART_BEFORE = 1 << 3  # a comma or the like, be it before a role or "the late"
    NAMING_BEFORE = 1 << 4  # or "the late"
    IS_BEFORE = 1 << 5  # or a title
    GIVING_BEFORE = 1 << 6  # a verb that gives an office, at most some words before
    COMMA_AFTER = 1 << 7
    BRACKET_AFTER = 1 << 8
    APPOSED_AFTER = 1 << 9  # what may part an apposition from the name, or "of" or "MP"
    WHO_AFTER = 1 << 10  # or "whom"
    TELLING_AFTER = 1 << 11  # "who", "is", "was later"
    AS_AFTER = 1 << 12  # one of the words after, or behind a "who"
    OF_AFTER = 1 << 13  # the second word after
    CAPITAL_AFTER = 1 << 14


class BesideRoles(NamedTuple):
    """For the word before a name and the word after, as written and as folded, the cues that it gives, as bits."""

    before: dict[str, int]
    after: dict[str, int]

    def cues(self, phrases: Phrases, place: Candidate, address: Address, before: int | None) -> int:
        """The cues at a place of a name; ``before``: where the role right before begins, None if there is none."""
        return self._before(phrases, address, before) | self._after(phrases, place.last) | _listed(place, address)

    def _before(self, phrases: Phrases, address: Address, before: int | None) -> int:
        words, first = phrases.words, address.first
        found = self.before.get(words.folds[first - 1], 0) | self.before.get(phrases.form(first - 1), 0)
        if words.gap(first).startswith(_ENDS_ROLE):
            found |= RoleCue.APART_BEFORE
        if before is not None:
            found |= RoleCue.ROLE_BEFORE
            if words.gap(before).startswith(_ENDS_ROLE):
                found |= RoleCue.APART_BEFORE
            found |= self.before.get(words.folds[before - 1], 0) & RoleCue.APART_BEFORE
            if phrases.is_opened(before):
                before -= 1
            found |= self.before.get(words.folds[before - 1], 0) & RoleCue.IS_BEFORE
        if not phrases.lexicon.appointing_verbs.isdisjoint(words.folds[max(0, first - MOST_NAMING) : max(0, first)]):
            found |= RoleCue.GIVING_BEFORE
        return found

    def _after(self, phrases: Phrases, last: int) -> int:
        words, found = phrases.words, 0
        near = words.folds[last : last + MOST_SERVING + 1]
        if near:
            form = words.forms[last]
            found = self.after.get(near[0], 0) | self.after.get(form, 0)
            if form[:1].isupper():
                found |= RoleCue.CAPITAL_AFTER
            if "as" in near:
                found |= RoleCue.AS_AFTER
            if near[1:2] == ["of"]:
                found |= RoleCue.OF_AFTER
        if (gap := words.gap(last)) != " ":
            if gap.startswith(", "):
                found |= RoleCue.COMMA_AFTER
            elif gap.startswith(" ("):
                found |= RoleCue.BRACKET_AFTER
            if gap.startswith(_APPOSED):
                found |= RoleCue.APPOSED_AFTER
        return found


def _listed(place: Candidate, address: Address) -> int:
    return RoleCue.LISTED if address.listed != (address.first, place.last) else 0


@rules.cached
def beside_roles() -> BesideRoles:
    """The cues by what gives them. Raises rules.RulesError."""
    known = lexicon()
    epithets = EPITHETS | known.demonyms
    return BesideRoles(
        before=cue_index(
            {
                RoleCue.MANY_BEFORE: known.many_roles,
                RoleCue.APART_BEFORE: epithets,
                RoleCue.NAMING_BEFORE: epithets.union(verb.split()[-1] for verb in known.naming_verbs),
                RoleCue.IS_BEFORE: IS | known.title_parts,
            }
        ),
        after=cue_index(
            {
                RoleCue.APPOSED_AFTER: ORIGINS | known.postnominals,
                RoleCue.WHO_AFTER: ["who", "whom"],
                RoleCue.TELLING_AFTER: TELLING | {"who"},
            }
        ),
    )
