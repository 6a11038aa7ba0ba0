"""Answers of an archive on a terminal: a headline, tables, bars month by month, quotes in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from newsextract.archive.answers import (
    ArchiveArticle,
    ArchiveQuote,
    CountryCount,
    MonthCount,
    Profile,
    Summary,
    periods,
)
from newsextract.archive.searching import by_sentence
from newsextract.output.console import PlainConsole
from newsextract.output.inert import inert_line
from newsextract.output.listing import Column, Listing, heading
from newsextract.plural import counted

_MOST_BARS = 24  # more months are shown by the year, more years by the decade
_LONGEST_BAR = 50
_EIGHTHS = " ▏▎▍▌▋▊▉"
_ARTICLES = Column("Articles", brief=True, right=True)
_MENTIONS = Column("Mentions", "dim", brief=True, right=True)
_QUOTES = Column("Quotes", brief=True, right=True)


def write_summary(stream: IO[str], summary: Summary, name: str) -> None:
    """Print a summary. ``name``: what of, a file's name and what narrows it."""
    counts = [
        counted(summary.articles, "article"),
        counted(summary.words, "word"),
        _dates(summary.since, summary.until),
    ]
    if summary.undated and summary.since:
        counts.append(f"{summary.undated:,} undated")
    parts = [
        _listing(
            [(one.name, one.role or "", one.articles, one.mentions, one.quotes) for one in summary.people],
            *(Column("People", "bold"), Column("Role"), _ARTICLES, _MENTIONS, _QUOTES),
        ),
        _listing(
            [(one.name, one.role or "", one.quotes, one.articles) for one in summary.quoted],
            *(Column("Most quoted", "bold"), Column("Role"), _QUOTES, _ARTICLES),
        ),
        _countries(summary.countries),
        _listing(
            [(pair.one, pair.other, pair.articles) for pair in summary.together],
            *(Column("Together", "bold"), Column("with", "bold"), _ARTICLES),
        ),
        _months(summary.months),
    ]
    _print(stream, _headline(name, counts), parts)


def write_profile(stream: IO[str], profile: Profile, name: str) -> None:
    """Print what is known of a person. ``name``: the person's, and what narrows it."""
    counts = [
        counted(profile.articles, "article"),
        counted(profile.mentions, "mention"),
        counted(profile.quoted, "quote"),
        _dates(profile.since, profile.until),
    ]
    parts = [
        _listing(
            [(called.text, called.articles) for called in profile.names if called.text != profile.name],
            *(Column("Written"), _ARTICLES),
        ),
        _listing([(called.text, called.articles) for called in profile.roles], Column("Roles"), _ARTICLES),
        _listing(
            [(pair.other, pair.articles) for pair in profile.companions], Column("Together with", "bold"), _ARTICLES
        ),
        _countries(profile.countries),
        _months(profile.months),
        _listing(
            [(_title(one), (one.date or "")[:10], one.mentions, one.quotes) for one in profile.inside],
            *(Column("Article"), Column("Date", "dim", brief=True), _MENTIONS, _QUOTES),
        ),
        _quotes(profile.quotes),
    ]
    _print(stream, _headline(name, counts), parts)


def write_quotes(stream: IO[str], quotes: Sequence[ArchiveQuote]) -> None:
    """Print quotes, each in its sentence under the speaker, with date and article."""
    console = PlainConsole(stream)
    for place, group in enumerate(by_sentence(quotes)):
        if place:
            console.print()
        for part in _quote(group):
            console.print(part)


def _print(stream: IO[str], headline: Text, parts: Iterable[Iterable[RenderableType]]) -> None:
    console = PlainConsole(stream)
    console.print(headline)
    for part in parts:
        for place, line in enumerate(part):
            if not place:
                console.print()
            console.print(line)


def _headline(name: str, counts: Iterable[str]) -> Text:
    return Text.assemble((inert_line(name), "bold"), ("  " + " · ".join(filter(None, counts)), "not bold dim"))


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


def _countries(countries: Sequence[CountryCount]) -> list[RenderableType]:
    rows = [(one.name, f"{one.alpha_2} {one.alpha_3}", one.articles, one.mentions) for one in countries]
    return _listing(rows, Column("Countries", "bold"), Column("ISO", brief=True), _ARTICLES, _MENTIONS)


def _title(found: ArchiveArticle | ArchiveQuote) -> str:
    return f"{found.title} ({found.article})" if found.title else found.article


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


def _quotes(quotes: Sequence[ArchiveQuote]) -> Iterator[RenderableType]:
    if quotes:
        yield from heading("Quotes")
        for group in by_sentence(quotes):
            yield from _quote(group, alone=True)


def _quote(quotes: Sequence[ArchiveQuote], alone: bool = False) -> Iterator[RenderableType]:
    """Quotes in their sentence, below the speaker (unless all are of one), the date and the article."""
    quote = quotes[0]
    where = " · ".join(filter(None, ((quote.date or "")[:10], _title(quote))))
    who = "" if alone else inert_line(quote.speaker or "Speaker unknown")
    style = "bold" if quote.speaker else "dim italic"
    yield Text.assemble((who, style), "  " if who else "", (inert_line(where), "dim"))
    texts = [inert_line(quote.text) for quote in quotes]
    yield Padding(_in_sentence(inert_line(quote.sentence).strip(), texts), (0, 0, 0, 2))


def _in_sentence(sentence: str, quotes: Sequence[str]) -> Text:
    """The sentence with the quotes in colour, or the quotes alone where the sentence is not known to hold them."""
    text, place = Text(), 0
    for quote in quotes:
        start = sentence.find(quote, place)
        if start < 0:
            return Text(" … ".join(quotes), style="green")
        text.append(sentence[place:start]).append(quote, "green")
        place = start + len(quote)
    return text.append(sentence[place:])
