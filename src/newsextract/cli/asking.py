"""The commands that ask an archive: summary, quotes and sql."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

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

LIMIT, _QUOTES = 10, 20


_Since = Annotated[str | None, option("DATE", "From this year, month or day on: 2026-03.")]
_Until = Annotated[str | None, option("DATE", "Up to and including this year, month or day.")]
_Country = Annotated[str | None, option("COUNTRY", "Only articles that mention it: UA, UKR or Ukraine.")]
_Copies = Annotated[
    bool, typer.Option("--copies", help="Count articles that are copies of others, too.", show_default=False)
]
_MinConfidence = Annotated[float, option("0..1", "Leave out finds that are less sure, as 0.9.", "--min-confidence")]


def summary(
    archive: ArchiveArgument,
    since: _Since = None,
    until: _Until = None,
    country: _Country = None,
    person: Annotated[
        str | None,
        option("NAME", "One person: roles, articles, companions, quotes."),
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
            help="At most N entries per list: 10, or all articles and quotes of a person.",
        ),
    ] = None,
    format: FormatOption = AUTO,
    output: Annotated[
        str | None,
        output_option("FILE", "report.html, a page; .json, .jsonl, .csv, .txt."),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say who and what an archive is about: people, who is quoted, countries, who with whom, by month."""
    where: Where = {"since": since, "until": until, "country": country, "copies": copies}
    where["min_confidence"] = confidence(min_confidence)
    if kind not in (None, *KINDS):
        end(USAGE, f"--kind {kind}: choose one of {', '.join(KINDS)}")
    chosen = format_of(format, output, SHOWN if person or kind else (*SHOWN, "html"))
    if chosen == "html" and limit:
        end(USAGE, "--limit: it applies to tables, and the page has its own length: leave it out")
    with archive_errors(archive), _opened(archive) as opened:
        name, to = _named(where), Target(archive, output, chosen, force, quiet)
        if kind:
            _one_list(opened, kind, person, where, limit or LIMIT, name, to)
        elif person:
            _profile(opened, person, where, limit, name, to)
        else:
            _summary(opened, where, limit or LIMIT, name, to)


def _named(where: Where) -> str:
    """What narrows the articles and their finds, in words."""
    from newsextract.archive.asking.choosing import country

    since, until, of, least = where["since"], where["until"], where["country"], where["min_confidence"]
    parts = (
        of and country(of)[1],
        since and f"since {since}",
        until and f"until {until}",
        f"confidence from {least:g}" if least else None,
    )
    return ", ".join(filter(None, parts))


def _one_list(opened: Archive, kind: Kind, person: str | None, where: Where, limit: int, name: str, to: Target) -> None:
    """One list of the summary, over the articles that have a person where one is named."""
    narrowed = cast("Narrowed", where)
    if person:
        bearers = _bearers(opened, person, to)
        narrowed, name = {**narrowed, "person": person}, ", ".join(filter(None, (bearers[0].name, name)))
    entries = opened.listed(kind, limit=limit, **narrowed)
    to.write(entries, tables("write_entries", kind, entries, ", ".join(filter(None, (opened.path.name, name)))))
    if not entries:
        so_sure = " of such confidence" if where["min_confidence"] else ""
        to.note(f"{opened.path}: no {kind}{so_sure} in such articles: {_what_there_is(opened)}")


def _bearers(opened: Archive, person: str, to: Target) -> tuple[PersonCount, ...]:
    """Those who bear the name; a note says who is meant."""
    bearers = opened.bearers(person)
    for line in who_is_meant(person, bearers):
        to.note(line)
    return bearers


def _profile(opened: Archive, person: str, where: Where, limit: int | None, name: str, to: Target) -> None:
    one, *others = _bearers(opened, person, to)
    profile = opened.profile(one, others, **where, limit=limit)
    to.write(profile, tables("write_profile", profile, ", ".join(filter(None, (profile.name, name)))))
    if not profile.articles:
        to.note(f"{opened.path}: {profile.name} is in no such article: {_what_there_is(opened)}")


def _summary(opened: Archive, where: Where, limit: int, name: str, to: Target) -> None:
    title = ", ".join(filter(None, (opened.path.name, name)))
    if to.format == "html":
        from newsextract.archive.showing.report import write_report

        to.write(None, lambda stream: write_report(stream, opened, where, title))
        return
    answer = opened.summary(**where, limit=limit)
    to.write(answer, tables("write_summary", answer, title))
    if not answer.articles:
        to.note(f"{opened.path}: no such article: {_what_there_is(opened)}")


def quotes(
    archive: ArchiveArgument,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]",
            help="Words of the quote, all of them: words, 'a phrase', begin*, this OR that.",
            show_default=False,
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        option("NAME", "Who said it, by any spelling or alias; or police.", "--person", "--speaker"),
    ] = None,
    country: _Country = None,
    since: _Since = None,
    until: _Until = None,
    copies: _Copies = False,
    min_confidence: _MinConfidence = 0,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help=f"Show at most N, newest first: {_QUOTES}, or all with --oneline.",
            show_default=False,
        ),
    ] = None,
    oneline: Annotated[
        bool,
        typer.Option(
            "--oneline", help="One quote per line: speaker, date, article, words; tabs between.", show_default=False
        ),
    ] = False,
    format: FormatOption = AUTO,
    output: Annotated[str | None, output_option("FILE", "A file: .json, .jsonl, .csv or .txt.")] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say who said what: quotes with their sentence, article and date, the newest first."""
    asked: dict[str, Any] = {"words": words or (), "speaker": speaker}
    asked |= {"country": country, "since": since, "until": until, "min_confidence": confidence(min_confidence)}
    chosen = format_of("table" if oneline and format == AUTO else format, output, SHOWN)
    if oneline and chosen != "table":
        end(USAGE, f"--oneline: it applies to text, not {chosen}: leave it out, or give -o a name that ends in .txt")
    shown = limit or (None if oneline else _QUOTES)
    to = Target(archive, output, chosen, force, quiet)
    with archive_errors(archive), _opened(archive) as opened:
        if speaker and (bearers := opened.speakers(speaker)):
            for line in who_is_meant(speaker, bearers):
                to.note(line)
            if len(bearers) == 1 and " " in bearers[0].name:
                asked["speaker"] = bearers[0].name  # a whole name is found at once
        elif speaker:
            to.note(f"{speaker}: no person has that name there: showing speakers described so")
        found = opened.quotes(**asked, copies=copies, limit=shown)
        count = opened.count_quotes(**asked, copies=copies)
        copied = 0 if copies else opened.count_copied(**asked)
        to.write(found, tables("write_lines" if oneline else "write_quotes", found))
        if count > len(found):
            to.note(f"the newest {len(found):,} of {count:,} quotes: --limit {count} gives all")
        elif not found:
            to.note(f"{archive}: no such quote: {_what_quotes_there_are(opened, words)}")
        if copied:
            to.note(f"{counted(copied, 'quote')} in copies of articles left out: --copies counts them")


def sql(
    archive: ArchiveArgument,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A SELECT of SQLite's; - reads it from standard input.")
    ],
    format: FormatOption = AUTO,
    output: Annotated[str | None, output_option("FILE", "A file: .json, .jsonl, .csv or .txt.")] = None,
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


def _what_quotes_there_are(opened: Archive, words: Sequence[str] | None) -> str:
    count = opened.count_quotes()
    if not count:
        return "the archive holds none, of nobody"
    has_no_star = words and "*" not in "".join(words)
    hint = ", and a word finds its other endings by a star: tariff*" if has_no_star else ""
    return f"the archive holds {count:,}{hint}"
