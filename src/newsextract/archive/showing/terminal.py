"""Answers of an archive on a terminal: a headline, tables, bars month by month, quotes in their sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import IO, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from newsextract.archive.asking.answers import (
    ArchiveArticle,
    ArchiveNumber,
    ArchiveQuote,
    MonthCount,
    NumberCount,
    PersonCount,
    Profile,
    Summary,
    periods,
)
from newsextract.archive.asking.searching import numbers_by_sentence, places, quotes_by_sentence
from newsextract.archive.corrections.corrections import Correction
from newsextract.archive.store.querying import Table
from newsextract.output.inert import inert_line
from newsextract.output.listing import Column, Listing, PlainConsole, heading
from newsextract.output.readable import LEGEND, UNSURE, Weighed, is_unsure, readable_value, shortened
from newsextract.plural import counted

_MOST_BARS = 24  # more months are shown by the year, more years by the decade
_LONGEST_BAR = 50
_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_MOST_HEIGHTS = 12
_CLOSING = re.compile(r"[^\w\s]*")  # the marks that end a quote, with what stands at them


def write_summary(stream: IO[str], summary: Summary, name: str, ids: bool = False) -> None:
    """Print a summary. ``name``: the file's, and what narrows it; ``ids``: also print people's ids."""
    counts = [
        counted(summary.articles, "article"),
        counted(summary.words, "word"),
        _dates(summary.since, summary.until),
        f"{summary.undated:,} undated" if summary.undated and summary.since else "",
        _left_out(summary.copies),
    ]
    lists = (_list(kind, getattr(summary, kind), ids) for kind in ("people", "quoted", "countries", "together"))
    _print(stream, _headline(name, counts), *lists, _months(summary.months))


def write_entries(stream: IO[str], kind: str, entries: Sequence[Any], name: str, ids: bool = False) -> None:
    """Print one list of a summary, of a kind of find. ``name`` and ``ids`` as above."""
    _print(stream, _headline(name), _list("quoted" if kind == "quotes" else kind, entries, ids))


def write_table(stream: IO[str], table: Table) -> None:
    """Print the rows of a query."""
    rows = list(table)
    figures = [all(isinstance(row[place], int | float | None) for row in rows) for place in range(len(table.columns))]
    listing = Listing(*(Column(name, right=right) for name, right in zip(table.columns, figures, strict=True)))
    for row in rows:
        listing.add(*("" if value is None else str(value) for value in row))
    _print(stream, [listing] if rows else ())


def write_profile(stream: IO[str], profile: Profile, name: str, ids: bool = False) -> None:
    """Print what is known of a person. ``name``: the person's, and what narrows it; ``ids``: also print quotes' ids."""
    counts = [
        counted(profile.articles, "article"),
        counted(profile.mentions, "mention"),
        counted(profile.quoted, "quote"),
        _dates(profile.since, profile.until),
        inert_line(profile.wikidata or ""),
        _left_out(profile.copies),
    ]
    quotes = (part for group in quotes_by_sentence(profile.quotes) for part in _quote(group, ids, alone=True))
    _print(
        stream,
        _headline(name, counts),
        _list("names", [called for called in profile.names if called.text != profile.name]),
        *(_list(kind, getattr(profile, kind)) for kind in ("roles", "companions", "countries")),
        _months(profile.months),
        _list("inside", profile.inside),
        [*heading("Quotes"), *quotes] if profile.quotes else (),
        _legend(profile.quotes),
    )


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
    """Print a row for the numbers of one thing and unit in a sentence, the first with the sentence and its article."""
    listing = Listing(Column("Numbers", "bold"), Column("Of what"), Column("Sentence"))
    for group in numbers_by_sentence(numbers):
        where = inert_line(_when_and_where(group[0]))
        sentence = Text(inert_line(group[0].sentence).strip())
        for place in places(sentence.plain, group):
            sentence.stylize("green", *place)
        sentence.append(f"\n{where}", "dim")
        for (what, *_), of_one in groupby(group, lambda one: (_of_what(one), one.kind, one.unit, one.per)):
            values = (
                readable_value(one) + (f" {UNSURE}" if is_unsure(one) else "") + (f" ({one.id})" if ids else "")
                for one in of_one
            )
            listing.add(", ".join(values), what, sentence)
            sentence = Text()
    _print(stream, [listing] if numbers else (), _legend(numbers))


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
    _print(stream, *(_quote(group, ids) for group in quotes_by_sentence(quotes)), _legend(quotes))


def _print(stream: IO[str], *parts: Iterable[RenderableType]) -> None:
    """Print the parts that are not empty, with an empty line between two."""
    console, before = PlainConsole(stream), False
    for part in parts:
        for place, line in enumerate(part):
            if before and not place:
                console.print()
            console.print(line)
            before = True


def _headline(name: str, counts: Iterable[str] = ()) -> list[RenderableType]:
    said = " · ".join(filter(None, counts))
    return [Text.assemble((inert_line(name), "bold"), ("  " + said if said else "", "not bold dim"))]


def _left_out(copies: int) -> str:
    return f"{counted(copies, 'copy', 'copies')} left out" if copies else ""


def _dates(since: str | None, until: str | None) -> str:
    if not since or not until:
        return "no dates"
    return since[:10] if since[:10] == until[:10] else f"{since[:10]} to {until[:10]}"


def _title(found: ArchiveArticle | ArchiveQuote | ArchiveNumber) -> str:
    return f"{found.title} ({found.article})" if found.title else found.article


def _over_time(series: NumberCount) -> str:
    """The first and the last median, and bars for those from first to last; nothing of one period alone."""
    periods = series.over_time
    if len(periods) < 2:
        return ""
    medians = [one.median for one in periods[:: 1 + (len(periods) - 1) // _MOST_HEIGHTS]]
    least, most = min(medians), max(medians)
    steps = (round((median - least) / (most - least or 1) * (len(_HEIGHTS) - 1)) for median in medians)
    bars = "".join(_HEIGHTS[step] for step in steps)
    return f"{shortened(periods[0].median)} {bars} {shortened(periods[-1].median)}"


_Shown = tuple[Column, Callable[[Any], str | int | None]]
"""A column, and what an entry has in it."""
_ROLE: _Shown = Column("Role"), attrgetter("role")
_ARTICLES: _Shown = Column("Articles", brief=True, right=True), attrgetter("articles")
_MENTIONS: _Shown = Column("Mentions", "dim", brief=True, right=True), attrgetter("mentions")
_QUOTES: _Shown = Column("Quotes", brief=True, right=True), attrgetter("quotes")
_LISTS: dict[str, tuple[_Shown, ...]] = {
    "people": ((Column("People", "bold"), attrgetter("name")), _ROLE, _ARTICLES, _MENTIONS, _QUOTES),
    "quoted": ((Column("Most quoted", "bold"), attrgetter("name")), _ROLE, _QUOTES, _ARTICLES),
    "countries": (
        (Column("Countries", "bold"), attrgetter("name")),
        (Column("ISO", brief=True), lambda country: f"{country.alpha_2} {country.alpha_3}"),
        *(_ARTICLES, _MENTIONS),
    ),
    "together": (
        (Column("Appears", "bold"), attrgetter("one")),
        (Column("with", "bold"), attrgetter("other")),
        _ARTICLES,
    ),
    "names": ((Column("Written"), attrgetter("text")), _ARTICLES),
    "roles": ((Column("Roles"), attrgetter("text")), _ARTICLES),
    "companions": ((Column("Appears with", "bold"), attrgetter("other")), _ARTICLES),
    "inside": (
        (Column("Article"), _title),
        (Column("Date", "dim", brief=True), lambda article: (article.date or "")[:10]),
        *(_MENTIONS, _QUOTES),
    ),
    "numbers": (
        (Column("Counted", "bold"), attrgetter("concept")),
        (Column("Unit", brief=True), attrgetter("measure")),
        *(_ARTICLES, (Column("Numbers", "dim", brief=True, right=True), attrgetter("numbers"))),
        (Column("Least", brief=True, right=True), lambda series: shortened(series.least)),
        (Column("Median", brief=True, right=True), lambda series: shortened(series.median)),
        (Column("Most", brief=True, right=True), lambda series: shortened(series.most)),
        (Column("Medians over time", "cyan"), _over_time),
    ),
}
"""The columns of each list of an answer."""


def _list(kind: str, entries: Sequence[Any], ids: bool = False) -> list[RenderableType]:
    """The entries below their headings; nothing where there are none. ``ids``: with those of people."""
    shown = _LISTS[kind]
    if kind == "numbers" and not any(one.over_time for one in entries):
        shown = shown[:-1]
    listing = Listing(*(column for column, _ in shown))
    for entry in entries:
        first, *others = (cell_of(entry) for _, cell_of in shown)
        first = f"{first} {entry.reference}" if ids and isinstance(entry, PersonCount) else first
        listing.add(*(f"{cell:,}" if isinstance(cell, int) else cell or "" for cell in (first, *others)))
    return [listing] if entries else []


def _months(months: Sequence[MonthCount]) -> Iterator[RenderableType]:
    shown = periods(months, _MOST_BARS)
    if not shown.counts:
        return
    yield from heading(f"{shown.one.capitalize()}s" if shown.one != "century" else "Centuries")
    most = max(articles for _, articles in shown.counts)
    width = len(f"{most:,}")
    for name, articles in shown.counts:
        eighths = max(round(articles / most * _LONGEST_BAR * 8), articles > 0)
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        yield Text.assemble((name, "bold"), f"  {articles:>{width},}  ", (bar, "cyan"))


def _when_and_where(found: ArchiveQuote | ArchiveNumber) -> str:
    return " · ".join(filter(None, ((found.date or "")[:10], _title(found))))


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
