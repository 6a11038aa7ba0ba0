"""Who is who across articles: each person of each article is given to one person of the archive.

An article's person comes to who has that very name. Then, for the names that came since the last time:

1. two people of one name are parted where what the articles say cannot be true of one (``parting``);
2. whole names that are one person's in another spelling are joined (``names.likeness``), where what the articles say
   does not speak against it;
3. a name of one word goes to the bearer whom the archive's context allows, else stays its own.

Copies (``copies``) bear witness as all articles do, so who is who does not hang on which article is taken for one.
Only names that sound like one of the new ones are looked at, so that a thousand new articles cost the same in an
archive of a million.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum, inf, log, log1p
from pathlib import Path

from newsextract.archive.filling.copies import find_copies
from newsextract.archive.filling.pending import Pending, Step
from newsextract.archive.identity.evidence import Evidence, Witness, weights, years_apart
from newsextract.archive.identity.names import Likeness, Name, likeness, stands_for
from newsextract.archive.identity.parting import parts
from newsextract.archive.identity.persons import Persons
from newsextract.archive.store.database import transaction
from newsextract.archive.store.rows import remove
from newsextract.batch.sinks import OnPhase, no_phase

_ENOUGH = {Likeness.SAME: -inf, Likeness.SPELLED: -1.0, Likeness.NEAR: 1.2}
"""The log odds by which articles must speak for it that two whole names so alike are one person's."""
_SHORT = (Likeness.INITIAL, Likeness.LONGER)
"""Where one of two whole names is a short form, which others may bear."""
_LIKELY = 0.6
"""How likely it must be that a short form means somebody."""
_IN_OFFICE = 2.0  # years within which it says nothing that an article is older or newer than all others
_MOST_BEARERS = 50
_MOST_BEFORE = 200  # settled articles of a person that new ones are held against
_MOST_AGAIN = 1_000  # articles of a single word that are looked at again for a new bearer
_AT_A_TIME = 1_000  # persons in a transaction
_AT_ONCE = 1_000  # articles whose accounts are in memory at a time


def settle(path: Path, connection: sqlite3.Connection, on_phase: OnPhase = no_phase) -> None:
    """Tell which articles are copies, and give the persons that came since the last time to whom they are.

    ``on_phase`` hears how far it is. Raises ArchiveError.

    Each transaction does a step with some of them, and what is then left to do stands in the archive: a run that was
    cut short is gone on with, to the same end.
    """
    find_copies(path, connection, on_phase)
    is_at_work, done = True, 0
    while is_at_work:
        on_phase("telling people apart", done, lambda: _how_many_wait(connection))
        with transaction(path, connection):
            settling = Settling(connection)
            is_at_work = settling.go_on()
            done += settling.done


def _how_many_wait(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM settling WHERE step < ?", (Step.CORRECT,)).fetchone()[0])


def is_all_settled(connection: sqlite3.Connection) -> bool:
    """Whether the last run came to its end."""
    waiting = (
        "SELECT EXISTS (SELECT 1 FROM uncompared) OR EXISTS (SELECT 1 FROM settling) "
        "OR EXISTS (SELECT 1 FROM unsettled WHERE NOT is_taken)"
    )
    return not connection.execute(waiting).fetchone()[0]


def follow_corrections(connection: sqlite3.Connection) -> None:
    """Have the archive's corrections followed when ``settle`` is next called."""
    Pending(connection).follow()


def take_out(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Take articles out; all that follows from it for persons is done when ``settle`` is next called."""
    if articles:
        Pending(connection).add(Step.LEAVE, remove(connection, articles))
        follow_corrections(connection)


class Settling:
    """A step in which some persons are told apart, within a transaction of the caller's."""

    done = 0
    """With how many persons the step was taken."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._persons, self._witness, self._pending = Persons(connection), Witness(connection), Pending(connection)
        self._steps: dict[Step, Callable[[int], None]] = {
            Step.LEAVE: self._persons.enter_again,
            Step.ENTER: lambda person: self._persons.enter(person, self._persons.name(person)),
            Step.PART: self._part,
            Step.TOUCH: self._touch,
            Step.JOIN: self._join,
            Step.SHARE: self._share_out,
            Step.DESCRIBE: self._describe,
        }

    def go_on(self) -> bool:
        """Take the next step with the next persons; whether there were any."""
        taken = self._pending.take(_AT_A_TIME)
        if not taken:
            return self._pending.begin() or self._pending.correct()
        step, waiting = taken
        self.done = len(waiting)
        for person in filter(self._persons.is_there, waiting):
            self._steps[step](person)
        if step is Step.PART:
            self._pending.add(Step.TOUCH, self._persons.changed)
        if step is not Step.DESCRIBE:
            self._pending.add(Step.DESCRIBE, self._persons.changed)
        return True

    def _touch(self, person: int) -> None:
        """Have the person looked at, who has other articles now, and single words by which they may be meant."""
        persons = self._persons
        name = persons.name(person)
        for one in (person, *(() if name.is_bare else persons.with_keys(name.meant_by()))):
            if not persons.name(one).is_bare:
                self._pending.add(Step.JOIN, [one])
            if persons.name(one).may_be_surname:
                self._pending.add(Step.SHARE, [one])

    def _describe(self, person: int) -> None:
        if self._persons.articles(person):
            self._persons.describe(person)
        else:
            self._persons.take_away(person)

    def _part(self, person: int) -> None:
        """Give each new article of a person to the one of that name of whom it can be true."""
        persons = self._persons
        name = persons.name(person)
        if name.is_bare:
            return
        others = [one for one in persons.with_keys(name.found_by()) if one != person and persons.name(one) == name]
        if not others and persons.articles(person) == 1:
            return
        new = self._pending.articles(person)
        those = set(new)
        settled = [article for article in persons.articles_of(person, len(new) + _MOST_BEFORE) if article not in those]
        accounts = {person: self._witness.of_articles(settled, person)}
        accounts.update((other, self._witness.of_person(other)) for other in others)
        for start in range(0, len(new), _AT_ONCE):
            said = {article: self._witness.of_article(article, person) for article in new[start : start + _AT_ONCE]}
            for article in sorted(said, key=lambda article: (not said[article].walks, article)):
                self._give(article, said[article], person, accounts)

    def _give(self, article: int, said: Evidence, person: int, accounts: dict[int, Evidence]) -> None:
        persons = self._persons
        free = [
            one
            for one, account in accounts.items()
            if parts(said, account) is None and (one == person or not persons.is_in(one, article))
        ]
        meant = max(free, key=lambda one: self._witness.support(said, accounts[one])) if free else None
        if meant is None:
            meant = persons.namesake(person)
            accounts[meant] = Evidence()
        if meant != person:
            persons.move([article], person, meant)
            self._witness.forget(person)
            self._witness.forget(meant)
        accounts[meant].add(said)

    def _join(self, person: int) -> None:
        """Join a person of a whole name to the others of that name; of two, the one of fewer articles goes.

        Where but one of several can be meant, each article is given to whom it means.
        """
        persons = self._persons
        if not persons.articles(person):
            return
        if rivals := self._rivals(person):
            self._give_out(person, rivals)
            for one in (person, *rivals):
                self._witness.forget(one)
        for alike, other in self._alike(person):
            if not persons.articles(person):
                return
            if persons.articles(other) and self._are_one(person, other, alike):
                self._merge(*sorted((person, other), key=lambda one: (persons.articles(one), -one)))

    def _alike(self, person: int) -> list[tuple[Likeness, int]]:
        """Others whose whole names are like the person's, the most alike first."""
        persons = self._persons
        name = persons.name(person)
        others = [one for one in persons.with_keys(name.found_by()) if one != person]
        found = [(likeness(name, persons.name(other)), other) for other in others]
        return sorted((one for one in found if one[0]), key=lambda one: -one[0])

    def _rivals(self, person: int) -> dict[int, Likeness]:
        """Those of whom but one can have the person's name: George W. and George H. W. Bush, if it is George Bush."""
        are_two = self._persons.are_two
        alike = {other: alike for alike, other in self._alike(person) if alike not in _SHORT}
        may_be = [one for one in alike if not are_two(person, one)] if len(alike) > 1 else []
        return {one: alike[one] for one in may_be if any(are_two(one, other) for other in may_be)}

    def _are_one(self, person: int, other: int, alike: Likeness) -> bool:
        one, two = self._witness.of_person(person), self._witness.of_person(other)
        if parts(one, two) or self._persons.are_together(person, other):
            return False
        if alike in _SHORT:
            short, whole = sorted((person, other), key=lambda one: _fullness(self._persons.name(one)))
            bearers = {one: like for like, one in self._alike(short) if like in _SHORT}
            return self._likeliest(self._persons.name(short), self._witness.of_person(short), bearers) == whole
        fewer, more = sorted((one, two), key=lambda account: account.articles)
        if self._witness.support(fewer, more) < _ENOUGH[alike]:
            return False
        return other not in self._rivals(person) and person not in self._rivals(other)

    def _merge(self, gone: int, stays: int) -> None:
        self._persons.merge(gone, stays)
        self._witness.forget(stays)

    def _share_out(self, person: int) -> None:
        """Give each article's bearer of one word to the person who is meant there."""
        persons = self._persons
        name = persons.name(person)
        found = {
            other: stands_for(name, persons.name(other))
            for other in persons.with_keys(name.borne_by(), _MOST_BEARERS)
            if other != person
        }
        self._give_out(person, {other: alike for other, alike in found.items() if alike})

    def _give_out(self, person: int, bearers: Mapping[int, Likeness]) -> None:
        """Give each article of a person to whom of the bearers it means, if that can be told."""
        persons = self._persons
        name = persons.name(person)
        articles = {*self._pending.articles(person), *persons.articles_of(person, _MOST_AGAIN)} if bearers else ()
        for article in sorted(articles):
            bearer = self._likeliest(name, self._witness.of_article(article, person), bearers)
            if bearer is not None:
                persons.move([article], person, bearer)

    def _likeliest(self, name: Name, said: Evidence, bearers: Mapping[int, Likeness]) -> int | None:
        """Who of those that have such a name is meant; None where nobody can tell, or it is likelier to be another."""
        weigh = weights()
        less = weigh if name.is_bare else {}
        accounts = {
            bearer: account
            for bearer in bearers.keys() - said.companions.keys()
            if said.is_royal <= (account := self._witness.of_person(bearer)).is_royal and not parts(said, account)
        }
        odds = {
            bearer: log(self._persons.articles(bearer))
            + self._witness.support(said, account)
            + less.get(bearers[bearer].name, 0.0)
            + weigh["years"] * log1p(max(0.0, years_apart(said, account) - _IN_OFFICE))
            for bearer, account in accounts.items()
        }
        if not odds:
            return None
        nobody = weigh["nobody"] + weigh["bearer"] * log(len(bearers)) + weigh["ordinary"] * name.is_ordinary
        first = max(odds, key=lambda bearer: (odds[bearer], -bearer))
        others = fsum(exp(one - odds[first]) for one in (nobody, *odds.values()))
        return first if 1 / others >= _LIKELY else None


def _fullness(name: Name) -> tuple[bool, int]:
    return not name.has_initial, len(name.words)
