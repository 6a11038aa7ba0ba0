"""Quotes and numbers of an archive: those that hold words, of a person, of a unit, the newest first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from newsextract.archive.asking.answers import ArchiveNumber, ArchiveQuote
from newsextract.archive.asking.choosing import ALL, Choice
from newsextract.archive.store.database import ArchiveError, marks, value
from newsextract.archive.store.querying import phrase
from newsextract.output.inert import inert_line
from newsextract.output.readable import SURE

IS_SUMMED = (  # no sum of which it is not sure in which dollars it is
    f"NOT (number.kind = 'money' AND instr(number.text, '$') AND coalesce(number.confidence, 1) < {SURE})"
)

_OR = re.compile(r"(?:^|(?<=\s))(OR)(?=\s|$)")
_SENTENCE = "substr(article.text, sentence_start + 1, sentence_end - sentence_start)"
_QUOTE = (
    f"quote.text, quote.kind, coalesce(person.name, quote.speaker), quote.person_id, quote.cue, {_SENTENCE}, "
    "article.name, article.title, article.date, article.url, quote.confidence, 'q' || quote.id"
)
_SOURCE = (  # of a quote whose speaker stands in other paragraphs: where, and the whole text
    "iif(speaker_start < sentence_start OR speaker_start >= sentence_end, article.text, NULL), "
    "sentence_start, sentence_end, speaker_start, speaker_end"
)
_SOURCES = 5  # columns of these
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}[.!?])[”’\"')]* (?=[A-Z“‘\"'])")
_LONGEST_SOURCE = 300  # characters: of a longer paragraph the sentence that names the speaker is shown
_NUMBER = (
    "number.text, number.kind, number.value, upper, unit, per, comparator, change, concept, person.name, "
    f"number.person_id, {_SENTENCE}, article.name, article.title, article.date, article.url, number.confidence, "
    "'n' || number.article_id || ':' || number.start"
)
_COPIED = "IN (SELECT id FROM left_out)"
_OFFERED = 8  # units
Condition = tuple[str, tuple[object, ...]]
"""A condition in SQL, and its values."""


def _all(parts: Sequence[Condition]) -> Condition:
    return " AND ".join(part for part, _ in parts), tuple(value for _, values in parts for value in values)


@dataclass(frozen=True, slots=True)
class Search:
    """What quotes must have: these words, this speaker, and an article and a confidence of the choice."""

    words: Sequence[str] = ()
    person: int | None = None
    speaker: str | None = None
    """Words that the article calls a speaker by who is no named person."""
    choice: Choice = ALL

    @property
    def table(self) -> str:
        """The table of quotes, by the index that fits."""
        return "quote INDEXED BY quote_by_speaker" if self.speaker and not self.words else "quote"

    def conditions(self, articles: str | None = None) -> Condition:
        """What a quote must fulfil; ``articles``: the condition of other articles than the choice's.

        Where a confidence is asked for, the quote must have it, and so must the person who is asked for in its article.
        """
        parts: list[Condition] = []
        if self.words:
            found = "quote.id IN (SELECT rowid FROM quote_fts WHERE quote_fts MATCH ?)"
            parts.append((found, (matching(self.words),)))
        if self.person is not None:
            parts.append(("quote.person_id = ?", (self.person,)))
            if self.choice.least is not None:
                own = "(held.article_id, held.person_id) = (quote.article_id, quote.person_id)"
                held = f"SELECT 1 FROM article_person AS held WHERE {own} AND {self.choice.is_sure('held')}"
                parts.append((f"EXISTS ({held})", ()))
        if self.speaker is not None:
            escaped = re.sub(r"([%_\\])", r"\\\1", self.speaker)
            parts.append(("quote.person_id IS NULL AND quote.speaker LIKE ? ESCAPE '\\'", (f"%{escaped}%",)))
        parts.append((self.choice.is_sure("quote"), ()))
        return _all([*parts, (f"quote.article_id {articles or self.choice.are_articles}", ())])


@dataclass(frozen=True, slots=True)
class NumberSearch:
    """What numbers must have: these words in concept or sentence, one of these units, and what the choice says."""

    words: Sequence[str] = ()
    units: Sequence[str] = ()
    series: tuple[str, str, str | None, str | None, str | None] | None = None
    """Their concept, in any case, kind, unit, what it is per and change, where they are all of one series."""
    choice: Choice = ALL

    @property
    def table(self) -> str:
        """The numbers with their articles."""
        if self.series:
            return "number INDEXED BY number_by_concept CROSS JOIN article ON article.id = number.article_id"
        if self.words:
            return (
                "with_words CROSS JOIN number USING (article_id, start) "
                "CROSS JOIN article ON article.id = number.article_id"
            )
        return "article CROSS JOIN number ON number.article_id = article.id"

    def conditions(self, articles: str | None = None) -> Condition:
        """What a number must fulfil; ``articles``: the condition of other articles than the choice's."""
        parts: list[Condition] = [(f"article.id {articles or self.choice.are_articles}", ())]
        if self.units:
            parts.append((f"unit IN ({marks(self.units)})", tuple(self.units)))
        if self.series:
            is_of_series = "concept = ? COLLATE NOCASE AND (number.kind, unit, per, change) IS (?, ?, ?, ?)"
            parts.append((f"{is_of_series} AND {IS_SUMMED}", self.series))
        return _all([*parts, (self.choice.is_sure("number"), ())])


def count(connection: sqlite3.Connection, search: Search | NumberSearch, copied: bool = False) -> int:
    """How many finds there are of the kind; with ``copied``, how many are left out, since they are in copies."""
    where, values = search.conditions(_COPIED if copied else None)
    return int(value(connection, f"SELECT count(*) FROM {search.table} WHERE {where}", values))


def is_known(connection: sqlite3.Connection, speaker: str) -> bool:
    """Whether articles call a speaker so who is no named person."""
    where, values = Search(speaker=speaker).conditions("IS NOT NULL")
    query = f"SELECT 1 FROM quote INDEXED BY quote_by_speaker WHERE {where} LIMIT 1"
    return value(connection, query, values) is not None


def quotes(connection: sqlite3.Connection, search: Search, limit: int) -> list[ArchiveQuote]:
    """The newest of the quotes; those without a date last."""
    where, values = search.conditions()
    newest = "article.date DESC, article.id, quote.id"
    rows = connection.execute(
        f"WITH found AS MATERIALIZED (SELECT quote.id FROM {search.table} "
        f"JOIN article ON article.id = quote.article_id WHERE {where} ORDER BY {newest} LIMIT ?) "
        f"SELECT {_SOURCE}, {_QUOTE} FROM found CROSS JOIN quote ON quote.id = found.id "
        "JOIN article ON article.id = quote.article_id LEFT JOIN person ON person.id = quote.person_id "
        f"ORDER BY {newest}",
        (*values, limit),
    )
    return [_with_source(ArchiveQuote(*row[_SOURCES:]), *row[:_SOURCES]) for row in rows]


def _with_source(quote: ArchiveQuote, text: str | None, start: int, end: int, *speaker: int) -> ArchiveQuote:
    """The quote; before or after its own sentence that of its speaker, where ``text`` has one elsewhere."""
    if text is None:
        return quote
    (first, former), (latter, last) = sorted((_source(text, *speaker), (start, end)))
    if former > latter:
        return quote
    between = text[former:latter] if text[former:latter].isspace() else " … "
    return replace(quote, sentence=f"{text[first:former]}{between}{text[latter:last]}")


def _source(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph is that names a speaker at these offsets; of a long one, the sentence."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first > _LONGEST_SOURCE:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, first, last)]
        first = max((place for place in ends if place <= start), default=first)
        last = min((place - 1 for place in ends if place > end), default=last)
    return first, last


def numbers(connection: sqlite3.Connection, search: NumberSearch, limit: int) -> list[ArchiveNumber]:
    """The newest of the numbers; those without a date last."""
    where, values = search.conditions()
    newest = "article.date DESC, article.id, number.start"
    rows = connection.execute(
        f"WITH found AS MATERIALIZED (SELECT number.article_id, number.start FROM {search.table} WHERE {where} "
        f"ORDER BY {newest} LIMIT ?) SELECT {_NUMBER} FROM found CROSS JOIN number "
        "ON (number.article_id, number.start) = (found.article_id, found.start) "
        "JOIN article ON article.id = number.article_id LEFT JOIN person ON person.id = number.person_id "
        f"ORDER BY {newest}",
        (*values, limit),
    )
    return [ArchiveNumber(*row) for row in rows]


def quotes_by_sentence(quotes: Iterable[ArchiveQuote]) -> list[list[ArchiveQuote]]:
    """The quotes, in groups of those in one sentence with one speaker."""
    return [list(group) for _, group in groupby(quotes, lambda one: (one.article, one.sentence, one.speaker))]


def numbers_by_sentence(numbers: Iterable[ArchiveNumber]) -> list[list[ArchiveNumber]]:
    """The numbers, in groups of those in one sentence."""
    return [list(group) for _, group in groupby(numbers, lambda one: (one.article, one.sentence))]


def places(sentence: str, numbers: Iterable[ArchiveNumber]) -> Iterator[tuple[int, int]]:
    """Where in their sentence the numbers are, each where it stands alone: no 5 of "15", "5.5" or "5%"."""
    end = 0
    for number in numbers:
        alone = rf"(?<!\w)(?<!\d[.,]){re.escape(inert_line(number.text))}(?![\w%]|[.,]\d)"
        if found := re.compile(alone).search(sentence, end):
            end = found.end()
            yield found.span()


def look_for_words(connection: sqlite3.Connection, search: NumberSearch) -> None:
    """Fill the table ``with_words`` with the numbers that have the words, of the chosen articles and those left out.

    The archive's full-text search finds the articles; one of all their sentences with numbers finds these.
    """
    match = (matching(search.words),)
    asked = "article.id IN (SELECT id FROM chosen UNION ALL SELECT id FROM left_out)" if search.choice.is_part else "1"
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS with_words "
        "(article_id INTEGER, start INTEGER, PRIMARY KEY (article_id, start)) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM with_words")
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.sentence_fts "
        "USING fts5 (concept, sentence, content = '', tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO sentence_fts (sentence_fts) VALUES ('delete-all')")
    connection.execute(
        f"INSERT INTO sentence_fts (rowid, concept, sentence) SELECT (article.id << 32) + start, concept, {_SENTENCE} "
        "FROM article CROSS JOIN number ON number.article_id = article.id "
        f"WHERE article.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?) AND {asked}",
        match,
    )
    connection.execute(
        "INSERT INTO with_words SELECT rowid >> 32, rowid & 0xffffffff FROM sentence_fts WHERE sentence_fts MATCH ?",
        match,
    )
    connection.execute("INSERT INTO sentence_fts (sentence_fts) VALUES ('delete-all')")  # which frees its memory


def units(connection: sqlite3.Connection, typed: str) -> tuple[str, ...]:
    """The units that somebody calls so, as records have them: of "dollars" all dollars; none if nothing was typed.

    Raises ArchiveError, with the archive's most frequent units, where that is no unit of ours nor of the archive's.
    """
    if not typed:
        return ()
    named = _known(typed)
    if not named:
        counts = "SELECT unit FROM number WHERE unit IS NOT NULL GROUP BY unit ORDER BY count(*) DESC"
        there = [unit for (unit,) in connection.execute(counts)]
        named = [unit for unit in there if unit.lower() == typed.lower()]
        if not named:
            offered = f"the archive has {', '.join(there[:_OFFERED])}" if there else "the archive has none"
            raise ArchiveError(f"{typed}: not a unit: {offered}")
    return tuple(named)


def _known(typed: str) -> list[str]:
    """The units that a spelling, a sign or a code means."""
    from newsextract.numbers.knowledge.lexicon import lexicon
    from newsextract.numbers.text import lex

    known = lexicon()
    if typed.upper() in known.codes:
        return [typed.upper()]
    tokens = lex(typed)
    found = []
    for phrases in (known.unit_words, known.unit_symbols, known.money_words, known.money_before, known.money_after):
        at = phrases.at(tokens, 0) if typed.strip() else None
        if at and not tokens.raws[at[1]]:
            meant = at[0] if isinstance(at[0], str) else at[0].name
            found += known.shared.get(meant, [meant])
    return found


def matching(words: Iterable[str]) -> str | None:
    """The words for full-text search: all of them, or one of those with OR between them; None for no words.

    Each is a phrase, in which nothing else is syntax; after it ``*`` is any ending. Raises ArchiveError for one
    without a letter or digit, and for an OR that has no word on both sides.
    """
    parts = [
        part.strip() for word in words for part in (filter(str.strip, _OR.split(word)) if word.strip() else [word])
    ]
    if parts and ("OR", "OR") in pairwise(["OR", *parts, "OR"]):
        raise ArchiveError("OR: it needs a word on both sides, as in rate OR inflation")
    alternatives: list[list[str]] = []
    for before, part in pairwise(["", *parts]):
        if part == "OR":
            continue
        if not any(map(str.isalnum, part)):
            raise ArchiveError(f"{part!r}: no word to look for: give one with a letter or a digit")
        if before != "OR":
            alternatives.append([])
        alternatives[-1].append(phrase(part.rstrip("*")) + " *" * part.endswith("*"))
    return " AND ".join(f"({' OR '.join(either)})" for either in alternatives) or None
