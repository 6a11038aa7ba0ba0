"""Who and which find is meant by what somebody types: a name by any spelling or alias, without regard to case, accents
and titles; a find by its id or its words."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsextract.archive.asking.answers import PersonCount
from newsextract.archive.corrections.corrections import Correction, FindKind, stored
from newsextract.archive.identity.names import Likeness, Name, likeness, parsed, stands_for
from newsextract.archive.identity.persons import namesakes
from newsextract.archive.store.database import ArchiveError, marks, value
from newsextract.archive.store.querying import phrase
from newsextract.archive.store.rows import storable
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import plain_words, stands_in, titles_with, without_titles
from newsextract.plural import counted

_COLUMNS = "id, name, role, articles, mentions, quotes"
_MOST_ARTICLES = 500  # that are looked into for an alias which is no name of the person's
_COMPARED, _OFFERED, _NEAR = 5000, 3, 75  # persons compared, names offered, and how near (of 100) these are at least
_SHORTEST = 4  # letters: shorter words that only sound alike, as "saw" and Shaw, are two
_SPELLED_ALIKE = 65  # of 100: "Qadhafi" and Gaddafi come to 71, "guns" and Coons to 44
_NUMBER = re.compile(r"#\d+")
_FINDS_OFFERED = 4  # of the same words
People = tuple[PersonCount, ...]


class NobodyError(ArchiveError):
    """A name that nobody in the archive has; the message offers similar ones."""


def bearers(path: Path, connection: sqlite3.Connection, name: str) -> People:
    """Those who have the name, most articles first; of "#12" the person of that id. Raises NobodyError, with similar
    names."""
    if _NUMBER.fullmatch(name):
        one = select_persons(connection, "WHERE cast(id AS TEXT) = ?", (name[1:],))
        if not one:
            raise NobodyError(f"{path}: no person has the number {name[1:]!r} there: person.id has them")
        return one
    if not any(map(str.isalnum, name)):
        raise ArchiveError(f"{name!r}: no name: give one that is in the archive")
    exact = select_persons(connection, "WHERE name = ?", (name,)) if " " in name.strip() else ()
    found = exact or _by_name(connection, name) or _after_titles(connection, name)
    if not any(fold(one.name) == fold(name) for one in found):
        for line in stored(connection):
            if line.kind == "nobody" and line.article is None and parsed(line.name) == parsed(name):
                raise NobodyError(
                    f"{path}: correction {line.number} says that {line.name} is no person: "
                    f"newsextract corrections {path} --undo {line.number} takes it back"
                )
    if found:
        return found
    near = _nearest(connection, without_titles(name)[1])
    offered = " or ".join(f"{one.name} ({counted(one.articles, 'article')})" for one in near)
    remedy = f"did you mean {offered}?" if near else "newsextract summary lists the most frequent people"
    raise NobodyError(f"{path}: nobody is called {name!r} there: {remedy}")


def _nearest(connection: sqlite3.Connection, name: str) -> list[PersonCount]:
    """Those whose names are spelled most like it, among who sounds so and the persons of most articles."""
    from rapidfuzz.process import extract

    first = select_persons(
        connection, "WHERE id IN (SELECT id FROM person ORDER BY articles DESC LIMIT ?)", (_COMPARED,)
    )
    found = list(dict.fromkeys((*_sounding(connection, name), *first)))
    near = extract(fold(name), [fold(one.name) for one in found], scorer=_nearness, limit=_OFFERED, score_cutoff=_NEAR)
    return [found[place] for _, _, place in near]


def _nearness(asked: str, name: str, **options: object) -> float:
    """From 0 to 100: a word is near a name if it is near one of its words, a whole name if they share words."""
    from rapidfuzz.fuzz import ratio, token_set_ratio

    if " " in asked:
        return token_set_ratio(asked, name)
    return max(ratio(asked, word) for word in (name, *name.split()))


def _by_name(connection: sqlite3.Connection, name: str) -> People:
    """Those who are called so; else those whom an article calls so besides another name."""
    if called := _called(connection, name):
        return called
    wanted = fold(name)
    rows = connection.execute(
        "SELECT DISTINCT person_id, text FROM person_mention WHERE article_id IN "
        "(SELECT rowid FROM article_fts WHERE article_fts MATCH ? LIMIT ?)",
        (phrase(name), _MOST_ARTICLES),
    )
    found = {person for person, text in rows if fold(text) == wanted}
    return select_persons(connection, f"WHERE id IN ({marks(found)})", found)


def _after_titles(connection: sqlite3.Connection, name: str) -> People:
    """Those who have the name after the titles, first those who have one of the titles, as title or role.

    Where a title is a given name too (Dean, Earl, but not a king's), nobody else is meant.
    """
    titles, bare = without_titles(name)
    if bare == name:
        return ()
    found = _by_name(connection, bare)
    titled = [one for one in found if _has_one(connection, one.id, titles)]
    royal = {plain_words(title) for title in titles_with("numbered")}
    if any(lexicon().is_given(" ".join(title)) and title not in royal for title in titles):
        return tuple(titled)
    return tuple(sorted(found, key=lambda one: one not in titled))


def _has_one(connection: sqlite3.Connection, person: int, titles: Sequence[tuple[str, ...]]) -> bool:
    rows = connection.execute("SELECT DISTINCT titles, roles FROM article_person WHERE person_id = ?", (person,))
    called = {plain_words(phrase) for row in rows for phrases in row for phrase in json.loads(phrases)}
    return any(stands_in(title, phrase) for title in titles for phrase in called)


def select_persons(connection: sqlite3.Connection, where: str, values: Iterable[object]) -> People:
    """The persons for whom the condition holds, those of most articles first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM person {where} ORDER BY articles DESC, name, id", tuple(values))
    return tuple(PersonCount(*row) for row in rows)


def _sounding(connection: sqlite3.Connection, name: str) -> People:
    words = parsed(name)
    keys = {*words.known_by(), *(() if words.is_bare else words.found_by())}
    keys.update(words.borne_by() if words.may_be_surname else ())
    where = f"WHERE id IN (SELECT person_id FROM person_key WHERE key IN ({marks(keys)}))"
    return select_persons(connection, where, keys)


def _called(connection: sqlite3.Connection, name: str) -> People:
    """Those who are called so, by all of their name or, where it is a word, a part of it; else by another spelling."""
    asked, wanted = parsed(name), fold(name)
    same, alike = [], []
    for one in _sounding(connection, name):
        names = {one.name}
        if fold(one.name) != wanted:
            question = "SELECT DISTINCT name, aliases FROM article_person WHERE person_id = ?"
            for called, aliases in connection.execute(question, (one.id,)):
                names |= {called, *json.loads(aliases)}
        folded = [fold(other) for other in names]
        if wanted in (folded if not asked.is_bare else {word for other in folded for word in (other, *other.split())}):
            same.append(one)
        elif any(_is_alike(asked, parsed(other)) for other in names):
            alike.append(one)
    return tuple(same or alike)


def _is_alike(asked: Name, other: Name) -> bool:
    """Whether a word is the given name or surname of a whole name, or a whole name another spelling of one.

    A word that only sounds like one of these must be spelled like it too.
    """
    from rapidfuzz.fuzz import ratio

    if other.is_bare:
        return False
    if not (asked.may_be_surname and (stands := stands_for(asked, other))):
        return not asked.is_bare and likeness(asked, other) >= Likeness.NEAR
    count, wanted = len(asked.words), " ".join(asked.words)
    ends = [" ".join(other.words[-count:]), " ".join(other.words[:count])]
    return stands is Likeness.LETTERS or any(
        min(len(wanted), len(end)) >= _SHORTEST and ratio(wanted, end) >= _SPELLED_ALIKE for end in ends
    )


class Find(NamedTuple):
    """A quote or a number, as corrections name it."""

    table: str
    id: str
    text: str
    start: int
    article: str

    def correction(self, kind: FindKind, other: str | None = None) -> Correction:
        """What says that this is none, or ``other`` is right of it."""
        return Correction(kind, self.text, self.article, storable(other) if other else None, None, self.start)


class Named(NamedTuple):
    """Somebody as corrections name them."""

    person: PersonCount
    name: str
    article: str | None
    meant: tuple[str, People]
    """The name as it was typed, and who has it."""


_FINDS = {
    "quote": ("'q' || quote.id", re.compile(r"q\d+"), "quote.text LIKE '%' || :escaped || '%' ESCAPE '\\'"),
    "number": ("'n' || article_id || ':' || start", re.compile(r"n\d+:\d+"), "number.text = :typed COLLATE NOCASE"),
}
"""How the id of a find is made and written, and how it is found by words."""
_OF_ARTICLE = "JOIN article ON article.id = article_id WHERE article.name ="


@dataclass(frozen=True, slots=True)
class Meant:
    """Who and what is meant, in an archive that is open."""

    path: Path
    connection: sqlite3.Connection

    def find(self, typed: str, article: str | None, *tables: str) -> Find:
        """The one find of an id, or of these words. Raises ArchiveError where there is none, or there are several."""
        found: list[Find] = []
        escaped = re.sub(r"([%_\\])", r"\\\1", typed)
        for table in tables:
            id, written, by_words = _FINDS[table]
            condition = f"{id} = :typed" if written.fullmatch(typed) else by_words
            rows = self.connection.execute(
                f"SELECT '{table}', {id}, {table}.text, start, article.name FROM {table} {_OF_ARTICLE} "
                f"coalesce(:article, article.name) AND {condition} ORDER BY article_id, start",
                {"article": article, "escaped": escaped, "typed": typed},
            )
            found += [Find(*row) for row in rows]
        if len(found) == 1:
            return found[0]
        if not found:
            where = f" in {article}" if article else ""
            remedy = f"newsextract {tables[0]}s --ids shows their ids"
            raise ArchiveError(f"{self.path}: no {' or '.join(tables)} is {typed!r}{where}: {remedy}")
        offered = "; ".join(f"{one.id} “{one.text}” ({one.article})" for one in found[:_FINDS_OFFERED])
        more = f" and {len(found) - _FINDS_OFFERED:,} more" if len(found) > _FINDS_OFFERED else ""
        raise ArchiveError(f"{self.path}: {typed!r} is in several: give one by its id: {offered}{more}")

    def is_country(self, typed: str, article: str | None) -> bool:
        """Whether articles name a country so, or that one does."""
        question = (
            f"SELECT 1 FROM country_mention AS held {_OF_ARTICLE} coalesce(?2, article.name) "
            "AND ?1 COLLATE NOCASE IN (held.text, country, alpha_2, alpha_3)"
        )
        return value(self.connection, question, (typed, article)) is not None

    def refuse_unknown(self, article: str) -> None:
        """Raise NobodyError where there is no such article."""
        if not value(self.connection, "SELECT 1 FROM article WHERE name = ?", (article,)):
            remedy = "newsextract summary --person lists them"
            raise NobodyError(f"{self.path}: no article is called {article!r} there: {remedy}")

    def named(self, typed: str, may_be_bare: bool = False) -> Named:
        """Whoever has a name, or the number of a person ("#12"); of several, all who have that very name.

        They are named as articles do, if that is what was typed, else by the usual name; a word alone may be that name
        only if ``may_be_bare``.
        """
        found = bearers(self.path, self.connection, typed)
        exact = [one for one in found if fold(one.name) == fold(typed)]
        person = (exact or found)[0]
        name = person.name
        if not exact:
            wanted = {parsed(typed), parsed(without_titles(typed)[1])}
            rows = self.connection.execute(
                "SELECT name FROM article_person WHERE person_id = ? GROUP BY name ORDER BY count(*) DESC, name",
                (person.id,),
            ).fetchall()
            called = (name for (name,) in rows if parsed(name) in wanted)
            name = next((name for name in called if may_be_bare or not parsed(name).is_bare), name)
        several = len(namesakes(self.connection, name)) > 1
        article = self._article_of(person.id, name) if several and not exact else None
        return Named(person, name, article, (typed, (person,) if exact else found))

    def _article_of(self, person: int, name: str, other_than: Sequence[str] = ()) -> str | None:
        """An article in which the person has the name."""
        rows = self.connection.execute(
            "SELECT article.name, held.name FROM article_person AS held JOIN article ON article.id = article_id "
            "WHERE person_id = ? ORDER BY mentions DESC, article_id",
            (person,),
        )
        there = (article for article, called in rows if parsed(called) == parsed(name))
        return next((article for article in there if article not in other_than), None)

    def _names_in(self, article: str) -> list[tuple[int, str]]:
        """The persons of an article, and how it calls them."""
        question = f"SELECT person_id, held.name FROM article_person AS held {_OF_ARTICLE} ?"
        return self.connection.execute(question, (article,)).fetchall()

    def name_in(self, article: str, people: People) -> str:
        """How an article calls the first of these people whom it has."""
        there = dict(self._names_in(article))
        name = next((there[one.id] for one in people if one.id in there), None)
        if name is None:
            remedy = f"newsextract somebody {self.path} WORDS --article {article} says where"
            raise ArchiveError(f"{self.path}: {people[0].name} is not in {article}: {remedy}")
        return name

    def elsewhere(self, named: Sequence[Named], article: str, articles: Sequence[str]) -> Iterator[Correction]:
        """That whoever has a name in an article is another than elsewhere, and who it is instead."""
        first, *others = named
        self.refuse_unknown(article)
        known = {first.person.id, *namesakes(self.connection, first.name)}
        here = sorted(
            self._names_in(article), key=lambda row: (parsed(row[1]) != parsed(first.name), row[0] != first.person.id)
        )
        person, name = next(
            (row for row in here if row[0] in known or parsed(row[1]) == parsed(first.name)), (None, "")
        )
        if person is None:
            remedy = "newsextract summary --person lists its articles"
            raise NobodyError(f"{self.path}: {first.name} is not in {article}: {remedy}")
        rest = self._article_of(person, name, articles) if len(known) > 1 else None
        if parsed(name) != parsed(first.name) or rest or len(known) < 2:
            yield Correction("apart", first.name, rest, name, article)
        for other in others:
            yield Correction("same", other.name, other.article, name, article)
