"""Who is who across articles: each person of each article is given to one person of the archive.

An article's person comes to who has that very name. Then, for the names of a block of articles (``blocks``):

1. two people of one name are parted where what the articles say cannot be true of one (``parting``);
2. whole names that are one person's in another spelling are joined (``names.likeness``), where what the articles say
   does not speak against it (``odds``);
3. a name of one word goes to the likeliest person of that name (``odds``), else stays a person of its own.

The queue of these steps is in the archive (``Pending``). Copies (``copies``) are evidence as all articles are, so the
result does not depend on which article is taken for a copy. Only names that sound like one of the block's are compared,
so that a thousand new articles cost the same in an archive of a million.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from newsextract.archive.corrections.shown import correct
from newsextract.archive.filling.blocks import NotedPersons, last_article, persons_before, take_back, take_block
from newsextract.archive.filling.copies import find_copies, remove
from newsextract.archive.identity.evidence import Evidence, EvidenceReader
from newsextract.archive.identity.names import Likeness
from newsextract.archive.identity.odds import Odds, parting_rule
from newsextract.archive.store.database import transaction, value
from newsextract.batch.sinks.sink import OnPhase, no_phase

_MOST_BEFORE = 200  # settled articles of a person with which new ones are compared
_MOST_AGAIN = 1_000  # articles of a single word that are looked at again for a new bearer
AT_A_TIME = 1_000  # persons in a transaction
_AT_ONCE = 1_000  # articles whose accounts are in memory at a time


class Step(IntEnum):
    """What is done with a person, in this order: each step with all of them before the next."""

    LEAVE = 0
    """No longer find the person by names that only removed articles had."""
    ENTER = 1
    """Find the person by the name."""
    PART = 2
    """Part two people of one name."""
    TOUCH = 3
    """Queue whoever is to be compared again, since the person's articles have changed."""
    JOIN = 4
    """Join other spellings of a whole name."""
    SHARE = 5
    """Move persons of one word to whoever is meant."""
    DESCRIBE = 6
    """Work out name and role again."""
    CORRECT = 7
    """Show everything as the corrections have it; when all else is done, for no person in particular."""


class Pending:
    """The steps that wait for some persons, and the articles that brought them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection

    def count(self) -> int:
        """How many persons wait for a step, each as often as it waits, or for their block."""
        steps = value(self._connection, "SELECT count(*) FROM settling WHERE step < ?", (Step.CORRECT,))
        return int(steps + value(self._connection, "SELECT count(*) FROM unsettled WHERE NOT is_taken"))

    def begin(self) -> bool:
        """Take up the next block of articles; whether there is any."""
        if not take_block(self._connection):
            return False
        self.follow()
        question = "INSERT INTO settling SELECT DISTINCT ?, 0, person_id FROM unsettled WHERE is_taken"
        for step in (Step.ENTER, Step.PART, Step.TOUCH, Step.DESCRIBE):
            self._connection.execute(question, (step,))
        return True

    def follow(self) -> None:
        """Queue working out what the corrections change."""
        self._connection.execute("INSERT OR IGNORE INTO settling VALUES (?, 0, 0)", (Step.CORRECT,))

    def correct(self) -> bool:
        """Follow the corrections; whether that was to be done."""
        waited = self._connection.execute("DELETE FROM settling WHERE step = ?", (Step.CORRECT,)).rowcount > 0
        if waited:
            correct(self._connection)
        return waited

    def take(self, most: int) -> tuple[Step, list[int]] | None:
        """The next step and the next persons, who are then no longer waiting for it; None where all is done."""
        rows = self._connection.execute(
            "SELECT step, rank, person_id FROM settling WHERE step = (SELECT min(step) FROM settling WHERE step < ?) "
            "ORDER BY rank, person_id LIMIT ?",
            (Step.CORRECT, most),
        ).fetchall()
        self._connection.executemany("DELETE FROM settling WHERE (step, rank, person_id) = (?, ?, ?)", rows)
        return (Step(rows[0][0]), [person for *_, person in rows]) if rows else None

    def add(self, step: Step, persons: Iterable[int]) -> None:
        """Queue persons for a step; where order counts, those of most articles first."""
        rank = "-articles - copies" if step in (Step.JOIN, Step.SHARE) else "0"
        self._connection.executemany(
            f"INSERT OR IGNORE INTO settling SELECT ?, {rank}, id FROM person WHERE id = ?",
            ((step, person) for person in persons),
        )

    def articles(self, person: int) -> list[int]:
        """The articles that brought the person, in order."""
        rows = self._connection.execute(
            "SELECT article_id FROM unsettled JOIN article_person USING (person_id, article_id) "
            "WHERE person_id = ? AND is_taken ORDER BY article_id",
            (person,),
        )
        return [article for (article,) in rows.fetchall()]


def is_all_settled(connection: sqlite3.Connection) -> bool:
    """Whether the last run came to its end."""
    waiting = (
        "SELECT EXISTS (SELECT 1 FROM uncompared) OR EXISTS (SELECT 1 FROM settling) "
        "OR EXISTS (SELECT 1 FROM unsettled WHERE NOT is_taken)"
    )
    return not value(connection, waiting)


def settle(path: Path, connection: sqlite3.Connection, on_phase: OnPhase = no_phase) -> None:
    """Find which articles are copies, and resolve the persons of the articles that are new since the last time.

    ``on_phase`` is told the progress. Raises ArchiveError.

    Each transaction takes one step with some persons, and the rest of the queue is in the archive: a run that was
    interrupted is resumed, with the same result.
    """
    find_copies(path, connection, on_phase)
    is_at_work, done = True, 0
    while is_at_work:
        on_phase("telling people apart", done, Pending(connection).count)
        with transaction(path, connection):
            settling = Settling(connection)
            is_at_work = settling.go_on()
            done += settling.done


def take_out(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Remove articles; what follows for persons is done when ``settle`` is next called."""
    if articles:
        pending = Pending(connection)
        before = [person for article in articles for person in persons_before(connection, article)]
        pending.add(Step.LEAVE, [*remove(connection, articles), *before])
        pending.follow()


class Settling:
    """Resolves one batch of persons, within a transaction of the caller's."""

    done = 0
    """With how many persons the step was taken."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection
        self._persons, self._pending = NotedPersons(connection), Pending(connection)
        self._evidence = EvidenceReader(connection, last_article(connection))
        self._odds = Odds(self._persons, self._evidence)
        self._steps: dict[Step, Callable[[int], None]] = {
            Step.LEAVE: self._persons.enter_again,
            Step.ENTER: lambda person: self._persons.enter(person, self._persons.name(person)),
            Step.PART: self._part,
            Step.TOUCH: self._touch,
            Step.JOIN: self._join,
            Step.SHARE: self._share,
            Step.DESCRIBE: self._describe,
        }

    def go_on(self) -> bool:
        """Take the next step with the next persons; whether there were any."""
        taken = self._pending.take(AT_A_TIME)
        if not taken:
            return self._pending.begin() or self._pending.correct()
        step, waiting = taken
        self.done = len(waiting)
        if step is Step.LEAVE:
            take_back(self._connection)
        for person in filter(self._persons.is_there, waiting):
            self._steps[step](person)
        if step is Step.PART:
            self._pending.add(Step.TOUCH, self._persons.changed)
        if step is not Step.DESCRIBE:
            self._pending.add(Step.DESCRIBE, self._persons.changed)
        return True

    def _touch(self, person: int) -> None:
        """Queue a person whose articles have changed, and the single words that may mean them."""
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
        """Move each new article of a person to the person of that name whom it does not contradict."""
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
        accounts = {person: self._evidence.of_articles(settled, person)}
        accounts.update((other, self._evidence.of_person(other)) for other in others)
        for start in range(0, len(new), _AT_ONCE):
            said = {article: self._evidence.of_article(article, person) for article in new[start : start + _AT_ONCE]}
            for article in sorted(said, key=lambda article: (not said[article].walks, article)):
                self._give(article, said[article], person, accounts)

    def _give(self, article: int, said: Evidence, person: int, accounts: dict[int, Evidence]) -> None:
        persons = self._persons
        free = [
            one
            for one, account in accounts.items()
            if parting_rule(said, account) is None and (one == person or not persons.is_in(one, article))
        ]
        meant = max(free, key=lambda one: self._evidence.support(said, accounts[one])) if free else None
        if meant is None:
            meant = persons.made(value(self._connection, "SELECT name FROM person WHERE id = ?", (person,)))
            accounts[meant] = Evidence()
        if meant != person:
            persons.move([article], person, meant)
            self._evidence.forget(person, meant)
        accounts[meant].add(said)

    def _join(self, person: int) -> None:
        """Join a person of a whole name to the others of that name; of two, the one of fewer articles goes.

        Where but one of several can be meant, each article is given to whom it means.
        """
        persons = self._persons
        if persons.name(person).is_bare or not persons.articles(person):  # it has the id of one who waited and went
            return
        if rivals := self._odds.rivals(person):
            self._give_out(person, rivals)
            self._evidence.forget(person, *rivals)
        for alike, other in self._odds.alike(person):
            if not persons.articles(person):
                return
            if persons.articles(other) and self._odds.are_one(person, other, alike):
                gone, stays = sorted((person, other), key=lambda one: (persons.articles(one), -one))
                persons.merge(gone, stays)
                self._evidence.forget(stays)

    def _share(self, person: int) -> None:
        """Move each article of a person of one word to the person who is meant there."""
        if self._persons.name(person).may_be_surname:
            self._give_out(person, self._odds.bearers(person))

    def _give_out(self, person: int, bearers: Mapping[int, Likeness]) -> None:
        """Give each article of a person to the one of the bearers that it means, if that can be decided."""
        persons = self._persons
        name = persons.name(person)
        articles = {*self._pending.articles(person), *persons.articles_of(person, _MOST_AGAIN)} if bearers else ()
        for article in sorted(articles):
            bearer = self._odds.likeliest(name, self._evidence.of_article(article, person), bearers)
            if bearer is not None:
                persons.move([article], person, bearer)
