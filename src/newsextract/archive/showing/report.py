"""A page about an archive that needs no server: charts, sortable tables, search, the quotes of whoever is clicked.

The page has the first entries of every list, at most a few megabytes, and says that the archive has the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import IO, Any

from newsextract.archive.asking import numbering
from newsextract.archive.asking.answers import (
    ArchiveArticle,
    ArchiveNumber,
    ArchiveQuote,
    CountryCount,
    MonthCount,
    NumberCount,
    PairCount,
    PersonCount,
    Profile,
    Summary,
    periods,
)
from newsextract.archive.asking.asking import Archive, Narrowed
from newsextract.archive.asking.searching import by_sentence
from newsextract.archive.corrections.corrections import Correction
from newsextract.output.inert import in_each_text, inert_line
from newsextract.output.readable import LEGEND, UNSURE, is_unsure, shortened
from newsextract.output.webpage import colours, escaped, head
from newsextract.plural import counted
from newsextract.records.kinds import ROWS, Kind

PEOPLE, QUOTED, PAIRS, CORRECTIONS, SERIES = 150, 50, 30, 50, 60
"""How many persons are on the page by articles, and by quotes; how many pairs, corrections, and things counted."""
NUMBERS = 6
"""How many sentences there are, at most, of each thing counted."""
_QUOTES, _ARTICLES, _LISTED = 20, 8, 8  # of each person
_MOST_BARS = 240  # twenty years of months
_BEGIN = ("-01", "", "s")  # what stands after the four digits of a month that opens its year, of a year, of a decade
_LONGEST = 420  # characters of a quote, and of its sentence
_ADDRESS = re.compile(r"https?://.{1,500}\Z")
_ITEM = re.compile(r"Q[1-9]\d*\Z")
_COLOURS: dict[str, Kind] = {"people": "people", "countries": "countries", "months": "numbers", "quotes": "quotes"}


def write_report(stream: IO[str], archive: Archive, where: Narrowed, title: str) -> None:
    """Write the page about the articles of ``where``, as the archive's methods take it; it opens at the person who is
    in all of them. Raises ArchiveError."""
    summary = archive.summary(**where, limit=PEOPLE)
    countries = archive.countries(**where)
    asked = where.get("person")
    bearers = archive.bearers(asked) if asked else ()
    first = [one for one in summary.people if one.id in {one.id for one in bearers[:1]}]
    people = list(dict.fromkeys((*first, *summary.people, *summary.quoted[:QUOTED])))
    found = archive.count_found(**where)
    style, script = colours(_COLOURS) + _asset("report.css"), _asset("report.js")
    stream.write(head(title, style, script))
    stream.write("<a class=skip href=#people>To the people</a>\n")
    stream.writelines(_header(title, summary, found))
    stream.write("<div class=columns>\n<main>\n")
    stream.writelines(_months(summary.months))
    stream.writelines(_people(people, found["people"]))
    stream.writelines(_countries(countries))
    stream.writelines(_pairs(summary.together[:PAIRS]))
    stream.writelines(
        _numbers(
            [(one, archive.numbers_of(one, limit=NUMBERS, **where)) for one in archive.series(limit=SERIES, **where)]
        )
    )
    stream.writelines(_corrections(archive.corrections()))
    stream.write("</main>\n<aside id=panel aria-live=polite aria-label=Person tabindex=-1></aside>\n</div>\n")
    stream.write(_footer(archive.path.name))
    profiles = {one.id: _profile(archive.profile(one, **where, limit=_QUOTES), one) for one in people}
    data = {"archive": archive.path.name, "people": profiles, "unsure": UNSURE, "legend": LEGEND}
    stream.write(f'<script type="application/json" id=data>{_as_data(data)}</script>\n')
    stream.write(f"<script>{script}</script>\n</body>\n</html>\n")


def _header(title: str, summary: Summary, found: Mapping[str, int]) -> Iterator[str]:
    since, until = (summary.since or "")[:10], (summary.until or "")[:10]
    notes = [f"{since} to {until}" if since else "No article has a date"]
    notes += [f"{summary.undated:,} without a date"] if since and summary.undated else []
    notes += [f"{counted(summary.copies, 'copy', 'copies')} left out"] if summary.copies else []
    yield f"<header class=top>\n<div>\n<h1>{escaped(title)}</h1>\n"
    yield f"<p class=about>{escaped(' · '.join(notes))}</p>\n</div>\n"
    figures = [counted(summary.articles, "article"), counted(summary.words, "word")]
    figures += [counted(count, ROWS[kind].one, kind) for kind, count in found.items()]  # type: ignore[index]
    parts = [figure.partition(" ") for figure in figures]
    yield f"<dl>{''.join(f'<div><dt>{noun}</dt><dd>{number}</dd></div>' for number, _, noun in parts)}</dl>\n"
    yield (
        "<div class=search hidden><label for=search>Search</label><input id=search type=search "
        'placeholder="a name, a country, words of a quote, what is counted" autocomplete=off spellcheck=false>'
        "<kbd>/</kbd></div>\n</header>\n<section id=hits hidden aria-live=polite></section>\n"
    )


def _months(months: Sequence[MonthCount]) -> Iterator[str]:
    """Bars, and the same as a table."""
    if not months:
        return
    shown = periods(months, _MOST_BARS)
    counts = shown.counts
    most, width = max(articles for _, articles in counts), 100 / len(counts)
    yield f"<section id=months class=months>\n{_heading('months', f'Articles by {shown.one}')}<div class=chart>"
    yield '<svg width="100%" height="150" role=img '
    yield f'aria-label="Articles by {shown.one}, {counts[0][0]} to {counts[-1][0]}, {most:,} at most">\n'
    for place, (name, articles) in enumerate(counts):
        height = 120 * articles / most
        left = place * width
        yield (
            f'<g><title>{name}: {counted(articles, "article")}</title><rect class=hover x="{left:.3f}%" y="0" '
            f'width="{width:.3f}%" height="124"/><rect class=bar x="{left + width * 0.12:.3f}%" y="{124 - height:.1f}" '
            f'width="{width * 0.76:.3f}%" height="{height:.1f}" rx="1"/></g>\n'
        )
    yield '<line x1="0" x2="100%" y1="124.5" y2="124.5"/>'
    for place, name in _labels([name for name, _ in counts]):
        yield f'<text x="{place * width:.3f}%" y="142">{name}</text>'
    yield f"</svg><p class=most>{most:,} in the fullest {shown.one}</p></div>\n"
    yield "<details><summary>As a table</summary>\n<ol class=figures>"
    yield "".join(f"<li><span>{name}</span> <b>{articles:,}</b></li>\n" for name, articles in counts)
    yield "</ol></details>\n</section>\n"


def _labels(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of years, decades, or months where there are few, and their names; never so many that they touch."""
    if len(names) <= 12:
        yield from ((place, name) for place, name in enumerate(names) if place % (1 + len(names) // 7) == 0)
        return
    years = [(place, name.partition("-")[0]) for place, name in enumerate(names) if name[4:] in _BEGIN or not place]
    if 1 < len(years) <= 9 and years[1][0] < len(names) / 8:  # the first year's label would touch the next
        years = years[1:]
    yield from years[:: 1 + len(years) // 9]


Row = tuple[Sequence[str], Sequence[float], str]
"""Cells of names, figures, and the text that search looks at."""


def _people(people: Sequence[PersonCount], count: int) -> Iterator[str]:
    rows: list[Row] = [
        (
            [_person(one.name, one.id, one.role)],
            [one.articles, one.mentions, one.quotes],
            f"{one.name} {one.role or ''}",
        )
        for one in people
    ]
    note = f"{len(people):,} of {count:,}: those of most articles and of most quotes" if count > len(people) else ""
    return _table("people", "People", ("Person", "Articles", "Mentions", "Quotes"), rows, note)


def _countries(countries: Sequence[CountryCount]) -> Iterator[str]:
    rows: list[Row] = []
    for one in countries:
        name = f"<b>{escaped(one.name)}</b> <small class=code>{escaped(one.alpha_2)}</small>"
        rows.append(([name], [one.articles, one.mentions], f"{one.name} {one.alpha_2} {one.alpha_3}"))
    return _table("countries", "Countries", ("Country", "Articles", "Mentions"), rows)


def _pairs(pairs: Sequence[PairCount]) -> Iterator[str]:
    rows: list[Row] = [
        ([_person(one.one, one.one_id), _person(one.other, one.other_id)], [one.articles], f"{one.one} {one.other}")
        for one in pairs
    ]
    return _table("together", "Who appears with whom", ("Person", "With", "Articles"), rows) if rows else iter(())


def _numbers(series: Sequence[tuple[NumberCount, Sequence[ArchiveNumber]]]) -> Iterator[str]:
    """What is counted in most articles, each with its newest numbers in their sentences, to be opened."""
    rows: list[Row] = []
    for one, numbers in series:
        said = "".join(map(_number, numbering.by_sentence(numbers)))
        small = f" <small class=code>{escaped(one.measure)}</small>" if one.measure else ""
        name = f"<details><summary><b>{escaped(one.concept)}</b>{small}</summary><ul>{said}</ul></details>"
        figures = one.articles, one.numbers, one.least, one.median, one.most
        rows.append(([name], figures, f"{one.concept} {one.measure}"))
    columns = ("Counted", "Articles", "Numbers", "Least", "Median", "Most")
    return _table("numbers", "Numbers", columns, rows) if rows else iter(())


def _number(numbers: Sequence[ArchiveNumber]) -> str:
    """Numbers of one sentence, with the article and its date."""
    sentence, end, parts = inert_line(_cut(numbers[0].sentence)), 0, []
    for place in numbering.places(sentence, numbers):
        parts += [escaped(sentence[end : place[0]]), f"<mark>{escaped(sentence[slice(*place)])}</mark>"]
        end = place[1]
    doubt = f' <abbr title="{LEGEND}">{UNSURE}</abbr>' if any(map(is_unsure, numbers)) else ""
    where = _where(numbers[0])
    title = escaped(where["title"] or "")
    if where["url"]:
        title = f'<a href="{escaped(where["url"])}" rel="noreferrer noopener" target=_blank>{title}</a>'
    cite = " · ".join(filter(None, (where["date"], title)))
    return f"<li><blockquote>{''.join(parts)}{escaped(sentence[end:])}{doubt}</blockquote><cite>{cite}</cite></li>"


def _corrections(corrections: Sequence[Correction]) -> Iterator[str]:
    """What somebody has decided about who is who, and when; the newest first."""
    if not corrections:
        return
    yield f"<section id=corrections class=corrections>\n{_heading('corrections', 'Corrections')}<ul>\n"
    for one in reversed(corrections[-CORRECTIONS:]):
        yield f"<li>{escaped(inert_line(str(one)))} <small>{escaped(one.date)}</small></li>\n"
    more = len(corrections) - CORRECTIONS
    yield f"</ul>\n{f'<p class=note>and {more:,} before</p>' if more > 0 else ''}</section>\n"


def _heading(kind: str, title: str) -> str:
    return f"<h2 id={kind}-heading>{title}</h2>\n"


def _table(kind: str, title: str, columns: Sequence[str], rows: Sequence[Row], note: str = "") -> Iterator[str]:
    """A table to sort, in which the first of the figures has a bar."""
    yield f'<section id={kind} class="{kind} listed">\n{_heading(kind, title)}'
    yield f"<p class=note>{note}</p>\n" if note else ""
    if not rows:
        yield "<p class=none>None found.</p>\n</section>\n"
        return
    names, most = len(rows[0][0]), max(figures[0] for _, figures, _ in rows)
    yield "<table>\n<thead><tr>"
    for place, column in enumerate(columns):
        kinds = f' class="{_kind_of(place - names)}"' if place >= names else ""
        by = " aria-sort=descending" if place == names else ""
        yield f"<th scope=col{kinds}{by}><button type=button>{column}</button></th>"
    yield "</tr></thead>\n<tbody>\n"
    for cells, figures, text in rows:
        yield f'<tr data-text="{escaped(text)}">' + "".join(f"<td>{cell}</td>" for cell in cells)
        for place, figure in enumerate(figures):
            bar = _share(figure / most) if not place else ""
            yield f'<td class="{_kind_of(place)}" data-value="{figure}">{bar}<span>{shortened(figure)}</span></td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</section>\n"


def _kind_of(place: int) -> str:
    return "figure" if place else "figure barred"


def _share(share: float) -> str:
    return f'<svg class=share height="9" aria-hidden=true><rect width="{100 * share:.1f}%" height="9" rx="1.5"/></svg>'


def _person(name: str, id: int, role: str | None = None) -> str:
    more = f" <small>{escaped(role)}</small>" if role else ""
    return f'<button type=button class=person data-person="{id}"><b>{escaped(name)}</b>{more}</button>'


def _footer(name: str) -> str:
    return (
        "<footer><p>The page holds the first of everything and needs no network. The rest is in the archive: "
        f"<code>newsextract summary {escaped(name)} --person NAME</code>, "
        f"<code>newsextract quotes {escaped(name)} WORDS</code>, "
        f"<code>newsextract numbers {escaped(name)} WORDS</code>.</p></footer>\n"
    )


def _profile(profile: Profile, one: PersonCount) -> dict[str, Any]:
    """What the page's panel shows of a person."""
    months = periods(profile.months, _MOST_BARS)
    return {
        "name": profile.name,
        "wikidata": profile.wikidata if profile.wikidata and _ITEM.match(profile.wikidata) else None,
        "role": one.role,
        "articles": profile.articles,
        "mentions": profile.mentions,
        "quoted": profile.quoted,
        "shown": len(profile.quotes),
        "names": [called.text for called in profile.names[:_LISTED] if called.text != profile.name],
        "roles": [called.text for called in profile.roles[:_LISTED]],
        "with": [[pair.other, pair.other_id, pair.articles] for pair in profile.companions[:_LISTED]],
        "countries": [[place.name, place.articles] for place in profile.countries[:_LISTED]],
        "months": {"one": months.one, "counts": months.counts},
        "quotes": [
            {"texts": [_cut(quote.text) for quote in group], "sentence": _cut(group[0].sentence)}
            | _where(group[0])
            | {"unsure": [place for place, quote in enumerate(group) if is_unsure(quote)]}
            for group in by_sentence(profile.quotes)
        ],
        "inside": [_where(article) for article in profile.inside[:_ARTICLES]],
    }


def _where(found: ArchiveQuote | ArchiveArticle | ArchiveNumber) -> dict[str, str | None]:
    web = found.url if found.url and _ADDRESS.match(found.url) else None
    return {"title": _cut(found.title or found.article), "date": (found.date or "")[:10] or None, "url": web}


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _as_data(value: Any) -> str:
    """JSON that no parser of HTML finds an end of script in."""
    return json.dumps(in_each_text(value, inert_line), ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )


def _asset(name: str) -> str:
    return files("newsextract.archive.showing").joinpath("page", name).read_text(encoding="utf-8")
