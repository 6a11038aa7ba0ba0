"""A page about an archive that needs no server: charts, sortable tables, search, the quotes of whoever is clicked.

The page has the first entries of every list, at most a few megabytes, and says that the archive has the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from newsextract.archive.asking.answers import (
    ArchiveArticle,
    ArchiveNumber,
    ArchiveQuote,
    PersonCount,
    Profile,
    periods,
)
from newsextract.archive.asking.asking import Archive, Narrowed
from newsextract.archive.asking.searching import numbers_by_sentence, places, quotes_by_sentence
from newsextract.output.inert import in_each_text, inert_line
from newsextract.output.readable import LEGEND, UNSURE, is_unsure
from newsextract.output.webpage import templates
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
    asked = where.get("person")
    bearers = archive.bearers(asked) if asked else ()
    first = [one for one in summary.people if one.id in {one.id for one in bearers[:1]}]
    people = list(dict.fromkeys((*first, *summary.people, *summary.quoted[:QUOTED])))
    found = archive.count_found(**where)
    shown = f"{len(people):,} of {found['people']:,}: those of most articles and of most quotes"
    months = periods(summary.months, _MOST_BARS)
    corrections = archive.corrections()
    profiles = {one.id: _profile(archive.profile(one, **where, limit=_QUOTES), one) for one in people}
    data = {"archive": archive.path.name, "people": profiles, "unsure": UNSURE, "legend": LEGEND}
    since, until = (summary.since or "")[:10], (summary.until or "")[:10]
    page = templates(Path(__file__).with_name("page")).get_template("report.html")
    pieces = page.generate(
        title=title,
        colours=_COLOURS,
        notes=[
            f"{since} to {until}" if since else "No article has a date",
            f"{summary.undated:,} without a date" if since and summary.undated else "",
            f"{counted(summary.copies, 'copy', 'copies')} left out" if summary.copies else "",
        ],
        figures=[
            counted(summary.articles, "article"),
            counted(summary.words, "word"),
            *(counted(count, ROWS[kind].one, kind) for kind, count in found.items()),  # type: ignore[index]
        ],
        months=months,
        labels=_labels([name for name, _ in months.counts]),
        people=people,
        people_note=shown if found["people"] > len(people) else "",
        countries=archive.countries(**where),
        pairs=summary.together[:PAIRS],
        series=archive.series(limit=SERIES, **where),
        sentences=lambda one: map(_sentence, numbers_by_sentence(archive.numbers_of(one, limit=NUMBERS, **where))),
        corrections=corrections[-CORRECTIONS:][::-1],
        corrections_before=len(corrections) - CORRECTIONS,
        archive=archive.path.name,
        data=in_each_text(data, inert_line),
    )
    stream.writelines(pieces)


def _labels(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of years, decades, or months where there are few, and their names; never so many that they touch."""
    if len(names) <= 12:
        yield from ((place, name) for place, name in enumerate(names) if place % (1 + len(names) // 7) == 0)
        return
    years = [(place, name.partition("-")[0]) for place, name in enumerate(names) if name[4:] in _BEGIN or not place]
    if 1 < len(years) <= 9 and years[1][0] < len(names) / 8:  # the first year's label would touch the next
        years = years[1:]
    yield from years[:: 1 + len(years) // 9]


def _sentence(numbers: Sequence[ArchiveNumber]) -> dict[str, Any]:
    """Numbers of one sentence: its pieces, of which some are numbers, with the article and its date."""
    sentence, end, pieces = inert_line(_cut(numbers[0].sentence)), 0, []
    for place in places(sentence, numbers):
        pieces += [(sentence[end : place[0]], False), (sentence[slice(*place)], True)]
        end = place[1]
    pieces.append((sentence[end:], False))
    return _where(numbers[0]) | {"pieces": pieces, "is_unsure": any(map(is_unsure, numbers))}


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
            for group in quotes_by_sentence(profile.quotes)
        ],
        "inside": [_where(article) for article in profile.inside[:_ARTICLES]],
    }


def _where(found: ArchiveQuote | ArchiveArticle | ArchiveNumber) -> dict[str, Any]:
    web = found.url if found.url and _ADDRESS.match(found.url) else None
    return {"title": _cut(found.title or found.article), "date": (found.date or "")[:10] or None, "url": web}


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
