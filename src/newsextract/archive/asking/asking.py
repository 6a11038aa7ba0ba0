"""``Archive``: the methods that the commands about an archive are made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from typing import TypedDict, Unpack

from newsextract.archive.asking import choosing, counting, searching
from newsextract.archive.asking.answers import (
    ArchiveNumber,
    ArchiveQuote,
    CountryCount,
    Entries,
    MonthCount,
    NumberCount,
    PairCount,
    PersonCount,
    Profile,
    Summary,
)
from newsextract.archive.asking.bearers import NobodyError, bearers
from newsextract.archive.asking.choosing import Choice
from newsextract.archive.asking.correcting import Corrector
from newsextract.archive.asking.counting import series
from newsextract.archive.asking.searching import NumberSearch, Search
from newsextract.archive.corrections.corrections import Correction, stored
from newsextract.archive.store.database import ArchiveError, opened, sqlite_errors, value
from newsextract.archive.store.querying import Table
from newsextract.archive.store.rows import storable
from newsextract.records.kinds import Kind

LIMIT = 10
ALL = 2**31 - 1
"""A limit that no list reaches."""


class Where(TypedDict, total=False):
    """What narrows the articles and their finds, as ``Archive``'s methods take it."""

    since: str | None
    until: str | None
    country: str | None
    copies: bool
    min_confidence: float | None


class Narrowed(Where, total=False):
    """The same, and a person."""

    person: str | int | None


class Archive(Corrector):
    """An SQLite archive that newsextract has written, open to be read. Use it as a context manager.

    The same arguments narrow all answers: ``since`` and ``until`` (both included; a year, a month or a day: 2026,
    2026-03, 2026-03-05), ``country`` (a name or code: articles that name it) and ``person`` (any spelling or alias:
    articles that have the person). If several persons have a name, the one in most articles is meant; ``bearers``
    lists them. Articles that are copies of others do not count, unless ``copies`` is true. Of what the articles have,
    only finds with a confidence of ``min_confidence`` or more count, and those whose confidence is not known. ``limit``
    is how many entries are returned, the first ones.

    It belongs to the thread that opened it. Every method raises ArchiveError, in one line, for a file that cannot be
    read, a person who is not there, and what is no date or country.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Raises ArchiveError where there is no such file, or it is no archive."""
        super().__init__(path)
        self._connection = opened(self.path)
        self._connection.execute("PRAGMA temp_store = memory")
        self._choice: Choice | None = None
        self._changes = 0
        self._looked: tuple[Choice, Sequence[str]] | None = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def summary(self, *, limit: int = LIMIT, **where: Unpack[Narrowed]) -> Summary:
        """What is in the archive: articles, the period, people, countries, who appears with whom, month by month."""
        with self._asked(**where) as choice:
            months, totals = counting.months(self._connection, choice)
            return Summary(
                **totals,
                copies=counting.left_out(self._connection),
                people=tuple(counting.people(self._connection, choice, "articles", limit)),
                quoted=tuple(counting.people(self._connection, choice, "quotes", limit)),
                countries=tuple(counting.countries(self._connection, choice, limit)),
                together=tuple(counting.pairs(self._connection, choice, limit)),
                months=tuple(months),
            )

    def people(
        self, *, by: counting.Order = "articles", limit: int = LIMIT, **where: Unpack[Narrowed]
    ) -> list[PersonCount]:
        """The persons with most articles or, with ``by="quotes"``, with most quotes."""
        with self._asked(**where) as choice:
            return counting.people(self._connection, choice, by, limit)

    def countries(self, *, limit: int | None = None, **where: Unpack[Narrowed]) -> list[CountryCount]:
        """The countries of most articles; by default all."""
        with self._asked(**where) as choice:
            return counting.countries(self._connection, choice, ALL if limit is None else limit)

    def series(
        self, words: str | Sequence[str] = (), *, limit: int = LIMIT, **where: Unpack[Narrowed]
    ) -> list[NumberCount]:
        """What is counted in most articles, each in its unit, and its values over time; of the numbers with ``words``,
        as ``numbers`` takes them, where some are given."""
        with self._errors():
            return series(self._connection, self._number_search(words, None, where), limit)

    def listed(
        self, kind: Kind, words: str | Sequence[str] = (), *, limit: int = LIMIT, **where: Unpack[Narrowed]
    ) -> Entries:
        """The list of a kind of find in a summary: of "quotes", who is quoted most; ``words`` are for "numbers"."""
        if kind == "countries":
            return self.countries(limit=limit, **where)
        if kind == "numbers":
            return self.series(words, limit=limit, **where)
        return self.people(by="quotes" if kind == "quotes" else "articles", limit=limit, **where)

    def sql(self, query: str) -> Table:
        """The rows of a query, to go through once; ``columns`` has their names. It can only read."""
        with self._errors():
            return Table(self._connection, query)

    def months(self, **where: Unpack[Narrowed]) -> list[MonthCount]:
        """Articles and words, month by month from the first to the last."""
        with self._asked(**where) as choice:
            return counting.months(self._connection, choice)[0]

    def together(
        self, person: str | int | None = None, *, limit: int = LIMIT, **where: Unpack[Where]
    ) -> list[PairCount]:
        """Who appears in most articles with a person; without one, who appears with whom in two articles or more."""
        one = self.bearers(person)[0] if person else None
        with self._asked(one.id if one else None, **where) as choice:
            if one:
                return counting.companions(self._connection, choice, one.id, one.name, limit)
            return counting.pairs(self._connection, choice, limit)

    def quotes(
        self,
        words: str | Sequence[str] = (),
        *,
        speaker: str | int | None = None,
        limit: int | None = 20,
        **where: Unpack[Where],
    ) -> list[ArchiveQuote]:
        """The newest quotes that have all the words; None for ``limit`` gives all.

        ``words`` are separate words in one str, or a list in which each item is a phrase; OR between two means either,
        ``*`` after the last letters any ending. Case and accents do not count. ``speaker`` is found by any spelling or
        alias, or else by the words that articles use for speakers who are no named persons: "police".
        """
        with self._errors():
            search = self._search(words, speaker, where)
            return searching.quotes(self._connection, search, ALL if limit is None else limit)

    def count_quotes(
        self,
        words: str | Sequence[str] = (),
        *,
        speaker: str | int | None = None,
        copied: bool = False,
        **where: Unpack[Where],
    ) -> int:
        """How many quotes ``quotes`` could give; or, with ``copied``, leaves out, since they are in copies."""
        with self._errors():
            search = self._search(words, speaker, where)
            return searching.count(self._connection, search, copied)

    def numbers(
        self,
        words: str | Sequence[str] = (),
        *,
        unit: str | None = None,
        limit: int | None = 20,
        **where: Unpack[Narrowed],
    ) -> list[ArchiveNumber]:
        """The newest numbers that have all the words in their sentence or in what they count; None for ``limit`` gives
        all.

        ``words`` are as those of ``quotes``. ``unit`` is a unit by any spelling, sign or code: percent, %, km, USD; of
        "dollars", all dollars are meant.
        """
        with self._errors():
            search = self._number_search(words, unit, where)
            return searching.numbers(self._connection, search, ALL if limit is None else limit)

    def numbers_of(
        self, series: NumberCount, *, limit: int | None = 20, **where: Unpack[Narrowed]
    ) -> list[ArchiveNumber]:
        """The newest numbers of a series."""
        with self._asked(**where) as choice:
            key = series.concept, series.kind, series.unit, series.per, series.change
            search = NumberSearch(series=key, choice=choice)
            return searching.numbers(self._connection, search, ALL if limit is None else limit)

    def count_numbers(
        self,
        words: str | Sequence[str] = (),
        *,
        unit: str | None = None,
        copied: bool = False,
        **where: Unpack[Narrowed],
    ) -> int:
        """How many numbers ``numbers`` could give; or, with ``copied``, leaves out, since they are in copies."""
        with self._errors():
            search = self._number_search(words, unit, where)
            return searching.count(self._connection, search, copied)

    def count_found(self, **where: Unpack[Narrowed]) -> dict[str, int]:
        """How many people, countries and quotes there are."""
        with self._asked(**where) as choice:
            return counting.found(self._connection, choice)

    def bearers(self, name: str | int) -> tuple[PersonCount, ...]:
        """Everyone who has a name, most articles first; or the person who has an id.

        Raises ArchiveError, with similar names, if nobody has it.
        """
        with self._errors():
            return bearers(self.path, self._connection, f"#{name}" if isinstance(name, int) else storable(name))

    def speakers(self, name: str | int) -> tuple[PersonCount, ...]:
        """Everyone who has a name; nobody if it is what articles call speakers who are no named persons.

        Raises ArchiveError, with similar names, if it is neither.
        """
        try:
            return self.bearers(name)
        except NobodyError:
            if isinstance(name, int):
                raise
            with self._errors():
                if not searching.is_known(self._connection, storable(name)):
                    raise
        return ()

    def person(self, name: str | int, *, limit: int | None = None, **where: Unpack[Where]) -> Profile:
        """A person across the archive, by any name or by ``id``.

        ``limit`` is for each list; by default all articles and quotes are returned.
        """
        one, *others = self.bearers(name)
        return self.profile(one, others, limit=limit, **where)

    def profile(
        self,
        one: PersonCount,
        others: Sequence[PersonCount] = (),
        *,
        limit: int | None = None,
        **where: Unpack[Narrowed],
    ) -> Profile:
        """What ``person`` returns, for a person out of another answer; with ``person``, in articles that have both."""
        with self._asked(one.id, **where) as choice:
            months, totals = counting.months(self._connection, choice)
            names, roles, inside = counting.inside(self._connection, choice, one.id)
            brief, long = (LIMIT, ALL) if limit is None else (limit, limit)
            search = Search(person=one.id, choice=choice)
            return Profile(
                id=one.id,
                name=one.name,
                articles=totals["articles"],
                copies=counting.left_out(self._connection),
                mentions=sum(article.mentions for article in inside),
                since=totals["since"],
                until=totals["until"],
                names=tuple(names[:brief]),
                roles=tuple(roles[:brief]),
                companions=tuple(counting.companions(self._connection, choice, one.id, one.name, brief)),
                countries=tuple(counting.countries(self._connection, choice, brief)),
                months=tuple(months),
                inside=tuple(inside if limit is None else inside[:limit]),
                quotes=tuple(searching.quotes(self._connection, search, long)),
                quoted=searching.count(self._connection, search),
                others=tuple(others),
                wikidata=value(self._connection, "SELECT wikidata FROM person WHERE id = ?", (one.id,)),
            )

    def corrections(self) -> list[Correction]:
        """The corrections of the archive, oldest first."""
        with self._errors():
            return stored(self._connection)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            with sqlite_errors(self.path, to_read=True):
                yield
        except OverflowError:  # of an integer for SQLite, and the only one that is a caller's is a limit
            raise ArchiveError("limit: too large a number: give a smaller one") from None
        except sqlite3.ProgrammingError:  # of ours, and not of the file
            raise ArchiveError(f"{self.path}: closed, or opened by another thread: open it where it is asked") from None

    @contextmanager
    def _asked(self, one: int | None = None, **where: Unpack[Narrowed]) -> Iterator[Choice]:
        """As ``_narrow``, and what goes wrong then is an ArchiveError."""
        with self._errors():
            yield self._narrow(**where, one=one)

    def _narrow(
        self,
        since: str | None = None,
        until: str | None = None,
        country: str | None = None,
        person: str | int | None = None,
        copies: bool = False,
        min_confidence: float | None = None,
        one: int | None = None,
    ) -> Choice:
        """What is asked about; if that is a part of the articles, it is then chosen. ``one``: the id of a person."""
        least = choosing.confidence(min_confidence)
        named = None if person in (None, "") else self.bearers(person)[0].id
        persons = tuple(sorted({id for id in (named, one) if id is not None}))
        alpha_2 = choosing.country(country)[0] if country else None
        choice = Choice(*choosing.dates(since, until), alpha_2, persons, copies, least)
        changes = value(self._connection, "PRAGMA data_version")
        before, self._choice = self._choice, None
        if (choice, changes) != (before, self._changes):
            if since or until:
                choosing.refuse_without_dates(self.path, self._connection)
            self._looked = None
            choosing.choose(self._connection, choice)
        self._choice, self._changes = choice, changes
        return choice

    def _search(self, words: str | Sequence[str], speaker: str | int | None, where: Where) -> Search:
        bearers = self.speakers(speaker) if speaker else ()
        person, unnamed = (bearers[0].id, None) if bearers else (None, storable(speaker) or None)
        return Search(_phrases(words), person, unnamed, self._narrow(**where))

    def _number_search(self, words: str | Sequence[str], unit: str | None, where: Narrowed) -> NumberSearch:
        units = searching.units(self._connection, storable(unit)) if unit else ()
        search = NumberSearch(_phrases(words), units, choice=self._narrow(**where))
        if search.words and (looked := (search.choice, search.words)) != self._looked:
            self._looked = None
            searching.look_for_words(self._connection, search)
            self._looked = looked
        return search


def _phrases(words: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(map(storable, words.split() if isinstance(words, str) else words))
