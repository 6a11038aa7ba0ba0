"""The commands that ask an archive: summary, quotes, numbers and sql."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from newsextract.batch.run.options import AUTO
from newsextract.cli.answering import SHOWN, AnswerOptions, ArchiveArgument, Target, opened, say_who_is_meant
from newsextract.cli.messages import USAGE, end
from newsextract.cli.options import declared, output_option, value_option
from newsextract.cli.typed import confidence, filled
from newsextract.extraction.options import flag, option
from newsextract.plural import counted
from newsextract.reading import STDIN
from newsextract.records.kinds import KINDS

if TYPE_CHECKING:
    from newsextract.archive.asking.answers import PersonCount
    from newsextract.archive.asking.asking import Archive, Narrowed, Where

LIMIT, _NEWEST = 10, 20
_HOW = "all of them: words, 'a phrase', begin*, this OR that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which articles are asked about, and which of their finds."""

    since: str | None = option(None, "DATE", "From this year, month or day on: 2026-03.")
    until: str | None = option(None, "DATE", "Up to and including this year, month or day.")
    country: str | None = option(None, "COUNTRY", "Only articles that mention it: UA, UKR or Ukraine.")
    copies: bool = flag("Count articles that are copies of others, too.")
    min_confidence: float = option(0, "0..1", "Leave out finds that are less sure, as 0.9.", type=float)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions(AnswerOptions):
    """How a list of finds is written."""

    limit: int | None = option(
        None,
        "N",
        f"Show at most N, newest first: {_NEWEST}, or all in a file and with --oneline.",
        type=int,
        at_least=1,
    )


_Output = Annotated[str | None, output_option("FILE", "A file: .json, .jsonl, .csv, .xlsx or .txt.")]
_Ids = Annotated[bool, typer.Option("--ids", help="Show ids, by which finds are corrected.", show_default=False)]


def _words(help: str) -> Any:
    return typer.Argument(metavar="[WORDS...]", help=help, show_default=False)


def _oneline(help: str) -> Any:
    return typer.Option("--oneline", help=help, show_default=False)


def _narrowed(given: dict[str, Any]) -> Where:
    """What narrows the articles, of what was given."""
    narrowing = filled(Narrowing, given)
    confidence(narrowing.min_confidence)
    return cast("Where", asdict(narrowing))


@declared(Narrowing, AnswerOptions)
def summary(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words("With --kind numbers: words of what is counted or its sentence.")] = None,
    *,
    person: Annotated[
        str | None, value_option("NAME", "One person, by name or #ID: roles, articles, companions, quotes.", "--person")
    ] = None,
    kind: Annotated[
        str | None,
        value_option(
            "KIND",
            "One list: people, countries, numbers (what is counted, with its values), quotes (who speaks).",
            "--kind",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="At most N entries per list: 10, or all articles and quotes of a person; all in a file.",
        ),
    ] = None,
    output: Annotated[
        str | None, output_option("FILE", "report.html, a page; .json, .jsonl, .csv, .xlsx, .txt.")
    ] = None,
    ids: _Ids = False,
    **given: Any,
) -> None:
    """Say who and what an archive is about: people, who is quoted, countries, who with whom, by month."""
    from newsextract.archive.asking.asking import ALL
    from newsextract.archive.showing import terminal
    from newsextract.archive.showing.report import write_report

    where, how = _narrowed(given), filled(AnswerOptions, given)
    if kind not in (None, *KINDS):
        end(USAGE, f"--kind {kind}: choose one of {', '.join(KINDS)}")
    if words and kind != "numbers":
        end(USAGE, f"{' '.join(words)}: words are looked for in numbers here: add --kind numbers, or ask with quotes")
    to = Target.of(archive, output, how, SHOWN if kind else (*SHOWN, "html"))
    if to.format == "html" and limit:
        end(USAGE, "--limit: it applies to tables, and the page has its own length: leave it out")
    with opened(archive) as asked:
        bearers = _bearers(asked, person, to) if person else ()
        title = _named(where, asked.path.name, *(one.name for one in bearers[:1]), *(words or ()))
        most = limit or (ALL if to.is_file else None)
        narrowed: Narrowed = {**where, "person": bearers[0].reference if bearers else None}
        if to.format == "html":
            to.write(None, lambda stream: write_report(stream, asked, narrowed, title))
            articles = counted(asked.summary(**narrowed, limit=1).articles, "article")
            to.made(f"a page about {articles}: open it in a browser")
            return
        if kind:
            entries = asked.listed(kind, words or (), limit=most or LIMIT, **narrowed)
            so_sure = " of such confidence" if where["min_confidence"] else ""
            found, none = len(entries), f"no {kind}{so_sure} in such articles"
            to.write(entries, lambda stream: terminal.write_entries(stream, kind, entries, title, ids))
            to.made(f"the list of {kind}: {counted(found, 'entry', 'entries')}")
        elif bearers:
            one, *others = bearers
            profile = asked.profile(one, others, **where, limit=most)
            found, none = profile.articles, f"{profile.name} is in no such article"
            to.write(profile, lambda stream: terminal.write_profile(stream, profile, _named(where, profile.name), ids))
            to.made(f"{profile.name}: {counted(found, 'article')}, {counted(len(profile.quotes), 'quote')}")
        else:
            answer = asked.summary(**where, limit=most or LIMIT)
            found, none = answer.articles, "no such article"
            to.write(answer, lambda stream: terminal.write_summary(stream, answer, title, ids))
            to.made(f"a summary of {counted(found, 'article')}")
        if not found:
            whole = asked.summary(limit=1)
            dates = f", {whole.since[:10]} to {whole.until[:10]}" if whole.since and whole.until else ""
            to.note(f"{asked.path}: {none}: the archive holds {whole.articles:,}{dates}")


def _named(where: Where, *names: str) -> str:
    """The title of an answer: the names, and what narrows the articles and their finds, in words."""
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


def _bearers(asked: Archive, person: str, to: Target) -> tuple[PersonCount, ...]:
    """The people of that name; a note says who is meant."""
    bearers = asked.bearers(person)
    say_who_is_meant(person, bearers, to.note)
    return bearers


@declared(Narrowing, ListOptions)
def quotes(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words(f"Words of the quote, {_HOW}")] = None,
    *,
    speaker: Annotated[
        str | None,
        value_option("NAME", "Who said it, by any spelling or alias, or #ID; or police.", "--person", "--speaker"),
    ] = None,
    oneline: Annotated[bool, _oneline("One quote per line: speaker, date, article, words; tabs between.")] = False,
    output: _Output = None,
    ids: _Ids = False,
    **given: Any,
) -> None:
    """Say who said what: quotes with their sentence, article and date, the newest first."""
    from newsextract.archive.showing import terminal

    search: dict[str, Any] = {"words": words or (), "speaker": speaker, **_narrowed(given)}
    to, limit = _target(archive, output, oneline, filled(ListOptions, given))
    with opened(archive) as asked:
        if speaker and (bearers := asked.speakers(speaker)):
            say_who_is_meant(speaker, bearers, to.note)
            search["speaker"] = bearers[0].reference
        elif speaker:
            to.note(f"{speaker}: no person has that name there: showing speakers described so")
        found = asked.quotes(**search, limit=limit)
        write = terminal.write_lines if oneline else terminal.write_quotes
        to.write(found, lambda stream: write(stream, found, ids))
        _note_found("quote", len(found), search, asked.count_quotes, to)


@declared(Narrowing, ListOptions)
def numbers(
    archive: ArchiveArgument,
    words: Annotated[list[str] | None, _words(f"Words of what the number counts or of its sentence, {_HOW}")] = None,
    *,
    unit: Annotated[
        str | None, value_option("UNIT", "Only numbers in it: percent, %, km, USD, dollars.", "--unit")
    ] = None,
    person: Annotated[
        str | None, value_option("NAME", "Only articles that have this person, by name or #ID.", "--person")
    ] = None,
    oneline: Annotated[
        bool, _oneline("One number per line: value, of what, date, article, sentence; tabs between.")
    ] = False,
    output: _Output = None,
    ids: _Ids = False,
    **given: Any,
) -> None:
    """Say how many of what: numbers with their value, sentence, article and date, the newest first."""
    from newsextract.archive.showing import terminal

    search: dict[str, Any] = {"words": words or (), "unit": unit, **_narrowed(given)}
    to, limit = _target(archive, output, oneline, filled(ListOptions, given))
    with opened(archive) as asked:
        if person:
            search["person"] = _bearers(asked, person, to)[0].reference
        found = asked.numbers(**search, limit=limit)
        write = terminal.write_lines if oneline else terminal.write_numbers
        to.write(found, lambda stream: write(stream, found, ids))
        _note_found("number", len(found), search, asked.count_numbers, to)


def _target(archive: str, output: str | None, oneline: bool, how: ListOptions) -> tuple[Target, int | None]:
    """Where finds go, and at most how many; None for all. The end where lines are asked for in another format."""
    to = Target.of(archive, output, replace(how, format="table") if oneline and how.format == AUTO else how)
    if oneline and to.format != "table":
        end(USAGE, f"--oneline: it applies to text, not {to.format}: leave it out, or give -o a name that ends in .txt")
    return to, how.limit or (None if oneline or to.is_file else _NEWEST)


def _note_found(noun: str, shown: int, search: dict[str, Any], count: Callable[..., int], to: Target) -> None:
    """Say how many finds are in the file, and how many more there are."""
    total = count(**search)
    copied = 0 if search["copies"] else count(**search, copied=True)
    to.made(counted(shown, noun))
    if total > shown:
        to.note(f"the newest {shown:,} of {total:,} {noun}s: --limit {total} gives all")
    elif not shown:
        has_no_star = search["words"] and "*" not in "".join(search["words"])
        hint = ", and a word finds its other endings by a star: tariff*" if has_no_star else ""
        held = f"the archive holds {everything:,}{hint}" if (everything := count()) else "the archive holds none"
        to.note(f"{to.archive}: no such {noun}: {held}")
    if copied:
        to.note(f"{counted(copied, noun)} in copies of articles left out: --copies counts them")


@declared(AnswerOptions)
def sql(
    archive: ArchiveArgument,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A SELECT of SQLite's; - reads it from standard input.")
    ],
    *,
    output: _Output = None,
    **given: Any,
) -> None:
    """Ask an archive in SQL. docs/archive.md lists its tables; nothing can be changed."""
    from newsextract.archive.showing import terminal

    to = Target.of(archive, output, filled(AnswerOptions, given))
    if query == STDIN:
        query = sys.stdin.read()
    with opened(archive) as asked:
        table = asked.sql(query)
        to.write(table, lambda stream: terminal.write_table(stream, table))
        to.made(counted(table.count, "row"))
        if not table.count:
            to.note("no rows")
