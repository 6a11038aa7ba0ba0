"""Answers of an archive on a terminal: a headline, tables, bars month by month, quotes in their sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from newsextract.archive.asking.answers import (
    ArchiveArticle,
    ArchiveNumber,
    ArchiveQuote,
    CountryCount,
    MonthCount,
    NumberCount,
    PersonCount,
    Profile,
    Summary,
    Values,
    periods,
)
from newsextract.archive.asking.searching import numbers_by_sentence, places, quotes_by_sentence
from newsextract.archive.corrections.corrections import Correction
from newsextract.archive.store.querying import Table
from newsextract.output.console import PlainConsole
from newsextract.output.inert import inert_line
from newsextract.output.listing import Column, Listing, heading
from newsextract.output.readable import LEGEND, UNSURE, Weighed, is_unsure, readable_value, shortened
from newsextract.plural import counted

_MOST_BARS = 24  # more months are shown by the year, more years by the decade
_LONGEST_BAR = 50
_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_MOST_HEIGHTS = 12
_ARTICLES = Column("Articles", brief=True, right=True)
_MENTIONS = Column("Mentions", "dim", brief=True, right=True)
_QUOTES = Column("Quotes", brief=True, right=True)
_CLOSING = re.compile(r"[^\w\s]*")  # the marks that end a quote, with what stands at them


def write_summary(stream: IO[str], summary: Summary, name: str, ids: bool = False) -> None:
    """Print a summary. ``name``: what of, a file's name and what narrows it; ``ids``: with those of people."""
    counts = [
        counted(summary.articles, "article"),
        counted(summary.words, "word"),
        _dates(summary.since, summary.until),
    ]
    if summary.undated and summary.since:
        counts.append(f"{summary.undated:,} undated")
    counts.append(_left_out(summary.copies))
    parts = [
        _people(summary.people, ids),
        _quoted(summary.quoted, ids),
        _countries(summary.countries),
        _listing(
            [(pair.one, pair.other, pair.articles) for pair in summary.together],
            *(Column("Appears", "bold"), Column("with", "bold"), _ARTICLES),
        ),
        _months(summary.months),
    ]
    _print(stream, _headline(name, counts), parts)


def write_entries(stream: IO[str], kind: str, entries: Sequence[Any], name: str, ids: bool = False) -> None:
    """Print one list of a summary, of a kind of find. ``name``: what of, a file's name and what narrows it."""
    _print(stream, _headline(name, ()), [_LISTED[kind](entries, ids)])


def write_table(stream: IO[str], table: Table) -> None:
    """Print the rows of a query."""
    rows = list(table)
    figures = [all(isinstance(row[place], int | float | None) for row in rows) for place in range(len(table.columns))]
    listing = Listing(*(Column(name, right=right) for name, right in zip(table.columns, figures, strict=True)))
    for row in rows:
        listing.add(*("" if value is None else str(value) for value in row))
    if rows:
        PlainConsole(stream).print(listing)


def write_profile(stream: IO[str], profile: Profile, name: str, ids: bool = False) -> None:
    """Print what is known of a person. ``name``: the person's, and what narrows it; ``ids``: with those of quotes."""
    counts = [
        counted(profile.articles, "article"),
        counted(profile.mentions, "mention"),
        counted(profile.quoted, "quote"),
        _dates(profile.since, profile.until),
        inert_line(profile.wikidata or ""),
        _left_out(profile.copies),
    ]
    parts = [
        _listing(
            [(called.text, called.articles) for called in profile.names if called.text != profile.name],
            *(Column("Written"), _ARTICLES),
        ),
        _listing([(called.text, called.articles) for called in profile.roles], Column("Roles"), _ARTICLES),
        _listing(
            [(pair.other, pair.articles) for pair in profile.companions], Column("Appears with", "bold"), _ARTICLES
        ),
        _countries(profile.countries),
        _months(profile.months),
        _listing(
            [(_title(one), (one.date or "")[:10], one.mentions, one.quotes) for one in profile.inside],
            *(Column("Article"), Column("Date", "dim", brief=True), _MENTIONS, _QUOTES),
        ),
        _quotes(profile.quotes, ids),
        _legend(profile.quotes),
    ]
    _print(stream, _headline(name, counts), parts)


def write_lines(stream: IO[str], finds: Sequence[ArchiveQuote] | Sequence[ArchiveNumber], ids: bool = False) -> None:
    """Print one find per line, with tabs between: of a quote the speaker, date, article and words; of a number the
    value, what it counts, date, article and sentence; ``ids``: the id of each at the end."""
    for find in finds:
        where = (find.date or "")[:10], find.article
        if isinstance(find, ArchiveQuote):
            cells: tuple[str, ...] = find.speaker or "", *where, find.text
        else:
            cells = readable_value(find), _of_what(find), *where, find.sentence
        stream.write("\t".join(map(inert_line, (*cells, find.id) if ids else cells)) + "\n")


def write_numbers(stream: IO[str], numbers: Sequence[ArchiveNumber], ids: bool = False) -> None:
    """Print a row for the numbers of one thing in a sentence; the first row of a sentence has it, with its article."""
    listing = Listing(Column("Numbers", "bold"), Column("Of what"), Column("Sentence"))
    for group in numbers_by_sentence(numbers):
        where = inert_line(_when_and_where(group[0]))
        sentence = _with_numbers(inert_line(group[0].sentence).strip(), group).append(f"\n{where}", "dim")
        for what, of_one in groupby(group, _of_what):
            values = (
                readable_value(one) + (f" {UNSURE}" if is_unsure(one) else "") + (f" ({one.id})" if ids else "")
                for one in of_one
            )
            listing.add(", ".join(values), what, sentence)
            sentence = Text()
    if numbers:
        console = PlainConsole(stream)
        console.print(listing)
        for line in _legend(numbers):
            console.print()
            console.print(line)


def write_corrections(stream: IO[str], corrections: Sequence[Correction]) -> None:
    """Print what was corrected, and when."""
    listing = Listing(
        Column("Correction", "bold"), Column("Date", "dim", brief=True), Column("No.", brief=True, right=True)
    )
    for one in corrections:
        listing.add(str(one), one.date, str(one.number))
    PlainConsole(stream).print(listing if corrections else "")


def write_quotes(stream: IO[str], quotes: Sequence[ArchiveQuote], ids: bool = False) -> None:
    """Print quotes, each in its sentence under the speaker, with date and article; ``ids``: and with its id."""
    console = PlainConsole(stream)
    for place, group in enumerate(quotes_by_sentence(quotes)):
        if place:
            console.print()
        for part in _quote(group, ids):
            console.print(part)
    for line in _legend(quotes):
        console.print()
        console.print(line)


def _print(stream: IO[str], headline: Text, parts: Iterable[Iterable[RenderableType]]) -> None:
    console = PlainConsole(stream)
    console.print(headline)
    for part in parts:
        for place, line in enumerate(part):
            if not place:
                console.print()
            console.print(line)


def _headline(name: str, counts: Iterable[str]) -> Text:
    said = " · ".join(filter(None, counts))
    return Text.assemble((inert_line(name), "bold"), ("  " + said if said else "", "not bold dim"))


def _left_out(copies: int) -> str:
    return f"{counted(copies, 'copy', 'copies')} left out" if copies else ""


def _dates(since: str | None, until: str | None) -> str:
    if not since or not until:
        return "no dates"
    return since[:10] if since[:10] == until[:10] else f"{since[:10]} to {until[:10]}"


def _listing(rows: Sequence[Sequence[str | int]], *columns: Column) -> list[RenderableType]:
    """The rows below their headings; nothing where there are none."""
    listing = Listing(*columns)
    for row in rows:
        listing.add(*(f"{cell:,}" if isinstance(cell, int) else cell for cell in row))
    return [listing] if rows else []


def _countries(countries: Sequence[CountryCount], ids: bool = False) -> list[RenderableType]:
    rows = [(one.name, f"{one.alpha_2} {one.alpha_3}", one.articles, one.mentions) for one in countries]
    return _listing(rows, Column("Countries", "bold"), Column("ISO", brief=True), _ARTICLES, _MENTIONS)


def _name(person: PersonCount, ids: bool) -> str:
    return f"{person.name} {person.reference}" if ids else person.name


def _people(people: Sequence[PersonCount], ids: bool) -> list[RenderableType]:
    return _listing(
        [(_name(one, ids), one.role or "", one.articles, one.mentions, one.quotes) for one in people],
        *(Column("People", "bold"), Column("Role"), _ARTICLES, _MENTIONS, _QUOTES),
    )


def _quoted(people: Sequence[PersonCount], ids: bool) -> list[RenderableType]:
    return _listing(
        [(_name(one, ids), one.role or "", one.quotes, one.articles) for one in people],
        *(Column("Most quoted", "bold"), Column("Role"), _QUOTES, _ARTICLES),
    )


def _numbers(series: Sequence[NumberCount], ids: bool) -> list[RenderableType]:
    columns = [Column("Counted", "bold"), Column("Unit", brief=True), _ARTICLES, Column("Numbers", "dim", True, True)]
    columns += [Column(name, brief=True, right=True) for name in ("Least", "Median", "Most")]
    rows: list[list[str | int]] = [
        [one.concept, one.measure, one.articles, one.numbers, *map(shortened, (one.least, one.median, one.most))]
        for one in series
    ]
    if any(one.over_time for one in series):
        columns.append(Column("Medians over time", "cyan"))
        rows = [[*row, _over_time(one.over_time)] for row, one in zip(rows, series, strict=True)]
    return _listing(rows, *columns)


def _over_time(periods: Sequence[Values]) -> str:
    """The first and the last median, and bars for those from first to last; nothing of one period alone."""
    if len(periods) < 2:
        return ""
    medians = [one.median for one in periods[:: 1 + (len(periods) - 1) // _MOST_HEIGHTS]]
    least, most = min(medians), max(medians)
    steps = (round((median - least) / (most - least or 1) * (len(_HEIGHTS) - 1)) for median in medians)
    bars = "".join(_HEIGHTS[step] for step in steps)
    return f"{shortened(periods[0].median)} {bars} {shortened(periods[-1].median)}"


_LISTED: dict[str, Callable[[Any, bool], list[RenderableType]]] = {
    "people": _people,
    "countries": _countries,
    "numbers": _numbers,
    "quotes": _quoted,
}
"""The list of each kind of find."""


def _title(found: ArchiveArticle | ArchiveQuote | ArchiveNumber) -> str:
    return f"{found.title} ({found.article})" if found.title else found.article


def _when_and_where(found: ArchiveQuote | ArchiveNumber) -> str:
    return " · ".join(filter(None, ((found.date or "")[:10], _title(found))))


def _months(months: Sequence[MonthCount]) -> Iterator[RenderableType]:
    shown = periods(months, _MOST_BARS)
    if not shown.counts:
        return
    yield from heading(f"{shown.one.capitalize()}s" if shown.one != "century" else "Centuries")
    most = max(articles for _, articles in shown.counts)
    width = len(f"{most:,}")
    for name, articles in shown.counts:
        yield Text.assemble((name, "bold"), f"  {articles:>{width},}  ", (_bar(articles / most), "cyan"))


def _bar(share: float) -> str:
    eighths = max(round(share * _LONGEST_BAR * 8), share > 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _quotes(quotes: Sequence[ArchiveQuote], ids: bool) -> Iterator[RenderableType]:
    if quotes:
        yield from heading("Quotes")
        for group in quotes_by_sentence(quotes):
            yield from _quote(group, ids, alone=True)


def _legend(finds: Iterable[Weighed]) -> list[RenderableType]:
    """What the mark of finds means, where one has it."""
    return [Text(LEGEND, style="dim")] if any(map(is_unsure, finds)) else []


def _of_what(number: ArchiveNumber) -> str:
    """What a number counts or measures, or whose it is."""
    return number.owner or number.concept or ""


def _quote(quotes: Sequence[ArchiveQuote], ids: bool, alone: bool = False) -> Iterator[RenderableType]:
    """Quotes in their sentence, below the speaker (unless all are of one), the date and the article."""
    quote = quotes[0]
    where = _when_and_where(quote)
    who = "" if alone else inert_line(quote.speaker or "Speaker unknown")
    style = "bold" if quote.speaker else "dim italic"
    where += f" · {', '.join(one.id for one in quotes)}" if ids else ""
    yield Text.assemble((who, style), "  " if who else "", (inert_line(where), "dim"))
    yield Padding(_in_sentence(inert_line(quote.sentence).strip(), quotes), (0, 0, 0, 2))


def _with_numbers(sentence: str, numbers: Sequence[ArchiveNumber]) -> Text:
    """The sentence with the numbers in colour."""
    text = Text(sentence)
    for place in places(sentence, numbers):
        text.stylize("green", *place)
    return text


def _in_sentence(sentence: str, quotes: Sequence[ArchiveQuote]) -> Text:
    """The sentence with the quotes in colour, or the quotes alone where the sentence is not known to hold them.

    The mark of one that is unsure stands behind the sentence's own marks.
    """
    text, place = Text(), 0
    for quote in quotes:
        words = inert_line(quote.text)
        start = sentence.find(words, place)
        if start < 0:
            return Text(" … ", "green").join(
                Text.assemble((inert_line(one.text), "green"), _mark(one)) for one in quotes
            )
        text.append(sentence[place:start]).append(words, "green")
        place = start + len(words)
        if is_unsure(quote) and (closing := _CLOSING.match(sentence, place)):
            text.append(closing[0]).append(*_mark(quote))
            place = closing.end()
    return text.append(sentence[place:])


def _mark(quote: ArchiveQuote) -> tuple[str, str]:
    return f" {UNSURE}" if is_unsure(quote) else "", "dim"
