"""The commands that ask an archive: summary, quotes, numbers and sql."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsextract.cli.answering import (
    SHOWN,
    ArchiveArgument,
    ForceOption,
    FormatOption,
    QuietOption,
    Target,
    archive_errors,
    format_of,
    tables,
    who_is_meant,
)
from newsextract.cli.messages import USAGE, end
from newsextract.cli.options import AUTO, option, output_option
from newsextract.cli.typed import confidence
from newsextract.plural import counted
from newsextract.reading import STDIN
from newsextract.records.kinds import KINDS, Kind

if TYPE_CHECKING:
    from newsextract.archive.asking.answers import PersonCount
    from newsextract.archive.asking.asking import Archive, Narrowed, Where

LIMIT, _NEWEST = 10, 20


_Since = Annotated[str | None, option("DATE", "From this year, month or day on: 2026-03.")]
_Until = Annotated[str | None, option("DATE", "Up to and including this year, month or day.")]
_Country = Annotated[str | None, option("COUNTRY", "Only articles that mention it: UA, UKR or Ukraine.")]
_Copies = Annotated[
    bool, typer.Option("--copies", help="Count articles that are copies of others, too.", show_default=False)
]
_MinConfidence = Annotated[float, option("0..1", "Leave out finds that are less sure, as 0.9.", "--min-confidence")]
_HOW = "all of them: words, 'a phrase', begin*, this OR that."
_Limit = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help=f"Show at most N, newest first: {_NEWEST}, or all in a file and with --oneline.",
        show_default=False,
    ),
]
_Output = Annotated[str | None, output_option("FILE", "A file: .json, .jsonl, .csv, .xlsx or .txt.")]


def _words(help: str) -> Any:
    return typer.Argument(metavar="[WORDS...]", help=help, show_default=False)


def _oneline(help: str) -> Any:
    return typer.Option("--oneline", help=help, show_default=False)


def summary(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words("With --kind numbers: words of what is counted or its sentence.")] = None,
    since: _Since = None,
    until: _Until = None,
    country: _Country = None,
    person: Annotated[
        str | None,
        option("NAME", "One person, by name or #ID: roles, articles, companions, quotes."),
    ] = None,
    kind: Annotated[
        str | None,
        option("KIND", "One list: people, countries, numbers (what is counted, with its values), quotes (who speaks)."),
    ] = None,
    copies: _Copies = False,
    min_confidence: _MinConfidence = 0,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="At most N entries per list: 10, or all articles and quotes of a person; all in a file.",
        ),
    ] = None,
    format: FormatOption = AUTO,
    output: Annotated[
        str | None,
        output_option("FILE", "report.html, a page; .json, .jsonl, .csv, .xlsx, .txt."),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say who and what an archive is about: people, who is quoted, countries, who with whom, by month."""
    from newsextract.archive.asking.asking import ALL

    where: Where = {"since": since, "until": until, "country": country, "copies": copies}
    where["min_confidence"] = confidence(min_confidence)
    if kind not in (None, *KINDS):
        end(USAGE, f"--kind {kind}: choose one of {', '.join(KINDS)}")
    if words and kind != "numbers":
        end(USAGE, f"{' '.join(words)}: words are looked for in numbers here: add --kind numbers, or ask with quotes")
    chosen = format_of(format, output, SHOWN if kind else (*SHOWN, "html"))
    if chosen == "html" and limit:
        end(USAGE, "--limit: it applies to tables, and the page has its own length: leave it out")
    with archive_errors(archive), _opened(archive) as opened:
        to = Target(archive, output, chosen, force, quiet)
        bearers = _bearers(opened, person, to) if person else ()
        title = _named(where, opened.path.name, *(one.name for one in bearers[:1]), *(words or ()))
        most = limit or (ALL if to.is_file else None)
        if chosen == "html":
            _page(opened, bearers, where, title, to)
        elif kind:
            _one_list(opened, kind, words or (), bearers, where, most or LIMIT, title, to)
        elif bearers:
            _profile(opened, bearers, where, most, to)
        else:
            _summary(opened, where, most or LIMIT, title, to)


def _named(where: Where, *names: str) -> str:
    """Of what an answer is: the names, and what narrows the articles and their finds, in words."""
    from newsextract.archive.asking.choosing import country

    since, until, of, least = where["since"], where["until"], where["country"], where["min_confidence"]
    parts = (
        *names,
        of and country(of)[1],
        since and f"since {since}",
        until and f"until {until}",
        f"confidence from {least:g}" if least else None,
    )
    return ", ".join(filter(None, parts))


def _bearers(opened: Archive, person: str, to: Target) -> tuple[PersonCount, ...]:
    """Those who bear the name; a note says who is meant."""
    bearers = opened.bearers(person)
    for line in who_is_meant(person, bearers):
        to.note(line)
    return bearers


def _of(bearers: Sequence[PersonCount], where: Where) -> Narrowed:
    """What narrows the articles, with the first of the persons."""
    return {**where, "person": bearers[0].reference if bearers else None}


def _page(opened: Archive, bearers: Sequence[PersonCount], where: Where, title: str, to: Target) -> None:
    from newsextract.archive.showing.report import write_report

    narrowed = _of(bearers, where)
    articles = opened.summary(**narrowed, limit=1).articles
    to.write(None, lambda stream: write_report(stream, opened, narrowed, title))
    to.made(f"a page about {counted(articles, 'article')}: open it in a browser")


def _one_list(
    opened: Archive,
    kind: Kind,
    words: Sequence[str],
    bearers: Sequence[PersonCount],
    where: Where,
    limit: int,
    title: str,
    to: Target,
) -> None:
    """One list of the summary, over the articles that have a person where one is named."""
    entries = opened.listed(kind, words, limit=limit, **_of(bearers, where))
    to.write(entries, tables("write_entries", kind, entries, title))
    to.made(f"the list of {kind}: {counted(len(entries), 'entry', 'entries')}")
    if not entries:
        so_sure = " of such confidence" if where["min_confidence"] else ""
        to.note(f"{opened.path}: no {kind}{so_sure} in such articles: {_what_there_is(opened)}")


def _profile(opened: Archive, bearers: Sequence[PersonCount], where: Where, limit: int | None, to: Target) -> None:
    one, *others = bearers
    profile = opened.profile(one, others, **where, limit=limit)
    to.write(profile, tables("write_profile", profile, _named(where, profile.name)))
    to.made(f"{profile.name}: {counted(profile.articles, 'article')}, {counted(len(profile.quotes), 'quote')}")
    if not profile.articles:
        to.note(f"{opened.path}: {profile.name} is in no such article: {_what_there_is(opened)}")


def _summary(opened: Archive, where: Where, limit: int, title: str, to: Target) -> None:
    answer = opened.summary(**where, limit=limit)
    to.write(answer, tables("write_summary", answer, title))
    to.made(f"a summary of {counted(answer.articles, 'article')}")
    if not answer.articles:
        to.note(f"{opened.path}: no such article: {_what_there_is(opened)}")


def quotes(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words(f"Words of the quote, {_HOW}")] = None,
    speaker: Annotated[
        str | None,
        option("NAME", "Who said it, by any spelling or alias, or #ID; or police.", "--person", "--speaker"),
    ] = None,
    country: _Country = None,
    since: _Since = None,
    until: _Until = None,
    copies: _Copies = False,
    min_confidence: _MinConfidence = 0,
    limit: _Limit = None,
    oneline: Annotated[bool, _oneline("One quote per line: speaker, date, article, words; tabs between.")] = False,
    format: FormatOption = AUTO,
    output: _Output = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say who said what: quotes with their sentence, article and date, the newest first."""
    asked: dict[str, Any] = {"words": words or (), "speaker": speaker}
    asked |= {"country": country, "since": since, "until": until, "min_confidence": confidence(min_confidence)}
    to = _target(archive, output, format, oneline, force, quiet)
    with archive_errors(archive), _opened(archive) as opened:
        if speaker and (bearers := opened.speakers(speaker)):
            for line in who_is_meant(speaker, bearers):
                to.note(line)
            asked["speaker"] = bearers[0].reference
        elif speaker:
            to.note(f"{speaker}: no person has that name there: showing speakers described so")
        shown = _most(limit, oneline, to)
        found = opened.quotes(**asked, copies=copies, limit=shown)
        count = opened.count_quotes(**asked, copies=copies)
        copied = 0 if copies else opened.count_quotes(**asked, copied=True)
        to.write(found, tables("write_lines" if oneline else "write_quotes", found))
        _note_found("quote", len(found), count, copied, opened.count_quotes, words or (), to)


def numbers(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words(f"Words of what the number counts or of its sentence, {_HOW}")] = None,
    unit: Annotated[str | None, option("UNIT", "Only numbers in it: percent, %, km, USD, dollars.")] = None,
    person: Annotated[str | None, option("NAME", "Only articles that have this person, by name or #ID.")] = None,
    country: _Country = None,
    since: _Since = None,
    until: _Until = None,
    copies: _Copies = False,
    min_confidence: _MinConfidence = 0,
    limit: _Limit = None,
    oneline: Annotated[
        bool, _oneline("One number per line: value, of what, date, article, sentence; tabs between.")
    ] = False,
    format: FormatOption = AUTO,
    output: _Output = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say how many of what: numbers with their value, sentence, article and date, the newest first."""
    asked: dict[str, Any] = {"words": words or (), "unit": unit}
    asked |= {"country": country, "since": since, "until": until, "min_confidence": confidence(min_confidence)}
    to = _target(archive, output, format, oneline, force, quiet)
    with archive_errors(archive), _opened(archive) as opened:
        if person:
            asked["person"] = _bearers(opened, person, to)[0].reference
        found = opened.numbers(**asked, copies=copies, limit=_most(limit, oneline, to))
        count = opened.count_numbers(**asked, copies=copies)
        copied = 0 if copies else opened.count_numbers(**asked, copied=True)
        to.write(found, tables("write_lines" if oneline else "write_numbers", found))
        _note_found("number", len(found), count, copied, opened.count_numbers, words or (), to)


def _target(archive: str, output: str | None, format: str, oneline: bool, force: bool, quiet: bool) -> Target:
    """Where finds go. The end where they are to be lines of another format than text."""
    chosen = format_of("table" if oneline and format == AUTO else format, output, SHOWN)
    if oneline and chosen != "table":
        end(USAGE, f"--oneline: it applies to text, not {chosen}: leave it out, or give -o a name that ends in .txt")
    return Target(archive, output, chosen, force, quiet)


def _most(limit: int | None, oneline: bool, to: Target) -> int | None:
    """How many finds are shown; None for all."""
    return limit or (None if oneline or to.is_file else _NEWEST)


def _note_found(
    noun: str, shown: int, count: int, copied: int, count_all: Callable[[], int], words: Sequence[str], to: Target
) -> None:
    """Say how many finds are in the file, and how many more there are."""
    to.made(counted(shown, noun))
    if count > shown:
        to.note(f"the newest {shown:,} of {count:,} {noun}s: --limit {count} gives all")
    elif not shown:
        to.note(f"{to.archive}: no such {noun}: {_what_finds_there_are(count_all(), words)}")
    if copied:
        to.note(f"{counted(copied, noun)} in copies of articles left out: --copies counts them")


def sql(
    archive: ArchiveArgument,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A SELECT of SQLite's; - reads it from standard input.")
    ],
    format: FormatOption = AUTO,
    output: _Output = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Ask an archive in SQL. docs/archive.md lists its tables; nothing can be changed."""
    chosen = format_of(format, output, SHOWN)
    if query == STDIN:
        query = sys.stdin.read()
    with archive_errors(archive), _opened(archive) as opened:
        table = opened.sql(query)
        to = Target(archive, output, chosen, force, quiet)
        to.write(table, tables("write_table", table))
        to.made(counted(table.count, "row"))
        if not table.count:
            to.note("no rows")


def _opened(archive: str) -> Archive:
    from newsextract.archive.asking.asking import Archive

    return Archive(archive)


def _what_there_is(opened: Archive) -> str:
    """The articles that are there, for who has asked for others."""
    whole = opened.summary(limit=1)
    dates = f", {whole.since[:10]} to {whole.until[:10]}" if whole.since and whole.until else ""
    return f"the archive holds {whole.articles:,}{dates}"


def _what_finds_there_are(count: int, words: Sequence[str]) -> str:
    if not count:
        return "the archive holds none"
    has_no_star = words and "*" not in "".join(words)
    hint = ", and a word finds its other endings by a star: tariff*" if has_no_star else ""
    return f"the archive holds {count:,}{hint}"
