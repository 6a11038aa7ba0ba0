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
    NameCount,
    PairCount,
    PersonCount,
    Profile,
    Summary,
)
from newsextract.archive.periods import periods
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
        _people("People", summary.people, (_ARTICLES, _MENTIONS, _QUOTES)),
        _people("Most quoted", summary.quoted, (_QUOTES, _ARTICLES)),
        _countries(summary.countries),
        _pairs(summary.together),
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
        _named("Written", [called for called in profile.names if called.text != profile.name]),
        _named("Roles", profile.roles),
        _pairs(profile.companions, alone=True),
        _countries(profile.countries),
        _months(profile.months),
        _inside(profile.inside),
        _quotes(profile.quotes, alone=True),
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


def _people(title: str, people: Sequence[PersonCount], figures: Sequence[Column]) -> Iterator[RenderableType]:
    if people:
        listing = Listing(Column(title, "bold"), Column("Role"), *figures)
        for one in people:
            counts = [f"{getattr(one, figure.heading.lower()):,}" for figure in figures]
            listing.add(one.name, one.role or "", *counts)
        yield listing


def _countries(countries: Sequence[CountryCount]) -> Iterator[RenderableType]:
    if countries:
        listing = Listing(Column("Countries", "bold"), Column("ISO", brief=True), _ARTICLES, _MENTIONS)
        for one in countries:
            listing.add(one.name, f"{one.alpha_2} {one.alpha_3}", f"{one.articles:,}", f"{one.mentions:,}")
        yield listing


def _pairs(pairs: Sequence[PairCount], alone: bool = False) -> Iterator[RenderableType]:
    """Who stand together; ``alone``: each with one person, who need not be named."""
    if pairs:
        beside = [] if alone else [Column("with", "bold")]
        listing = Listing(Column("Together with" if alone else "Together", "bold"), *beside, _ARTICLES)
        for one in pairs:
            listing.add(*([one.other] if alone else [one.one, one.other]), f"{one.articles:,}")
        yield listing


def _named(title: str, named: Sequence[NameCount]) -> Iterator[RenderableType]:
    if named:
        listing = Listing(Column(title), _ARTICLES)
        for one in named:
            listing.add(one.text, f"{one.articles:,}")
        yield listing


def _inside(articles: Sequence[ArchiveArticle]) -> Iterator[RenderableType]:
    if articles:
        listing = Listing(Column("Article"), Column("Date", "dim", brief=True), _MENTIONS, _QUOTES)
        for one in articles:
            listing.add(_title(one), (one.date or "")[:10], f"{one.mentions:,}", f"{one.quotes:,}")
        yield listing


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


def _quotes(quotes: Sequence[ArchiveQuote], alone: bool = False) -> Iterator[RenderableType]:
    if quotes:
        yield from heading("Quotes")
        for group in by_sentence(quotes):
            yield from _quote(group, alone)


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
