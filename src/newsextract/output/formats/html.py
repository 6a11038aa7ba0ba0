"""A page to read: the articles with their finds marked in colour, and beside each a list that jumps to them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from newsextract import plural
from newsextract.analysis.paragraphs import paragraphs
from newsextract.output.formats.marks import Mark, marked_paragraphs
from newsextract.output.inert import inert_line
from newsextract.output.readable import (
    LEGEND,
    UNSURE,
    Weighed,
    counted,
    description,
    is_unsure,
    measured_first,
    readable_value,
)
from newsextract.output.webpage import colours, escaped, head
from newsextract.reading import STDIN, Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Country, Number, Person, Quote, Record

_IN_MEMORY = 1 << 22
_LONGEST_EXCERPT = 200


class HtmlWriter:
    """Writes one self-contained page: nothing is fetched, and nothing of an article's text is taken for markup.

    The articles' markup waits in a temporary file, since the list of articles is before it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._body = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._names: list[str] = []
        self._title = ""
        self._kinds: set[str] = set()  # looked for
        self._has_unsure = False

    def write(self, article: Article, record: Record) -> None:
        """Take one article with its record."""
        self._names.append(_name(record))
        self._title = record.title or (record.id if record.id != STDIN else _name(record))
        self._kinds |= {kind for kind in KINDS if getattr(record, kind) is not None}
        self._has_unsure |= any(is_unsure(find) for kind in KINDS for find in getattr(record, kind) or ())
        self._body.writelines(_article(f"a{len(self._names)}", article, record))

    def close(self) -> None:
        """Write the page."""
        title = self._title if len(self._names) == 1 else f"{len(self._names):,} articles"
        self._stream.write(_head(title, self._kinds, LEGEND if self._has_unsure else ""))
        if len(self._names) > 1:
            self._stream.writelines(_navigation(self._names))
        self._stream.write("<main>\n")
        self._body.seek(0)
        shutil.copyfileobj(self._body, self._stream)
        self._body.close()
        self._stream.write(f"</main>\n<div id=tip role=tooltip hidden></div>\n<script>{_asset('page.js')}</script>\n")
        self._stream.write("</body>\n</html>\n")
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A find as the side list shows it, and its places in the text, each with a note. ``doubt``: how unsure it is.

    Notes about the find itself are only in the list: a person with many roles may have many mentions.
    """

    what: str
    places: Sequence[tuple[int, int, str]]
    notes: str = ""
    said: str = ""
    doubt: str = ""


def _article(id: str, article: Article, record: Record) -> Iterator[str]:
    finds = {
        kind: list(entries(getattr(record, kind), record))
        for kind, entries in _ENTRIES.items()
        if getattr(record, kind) is not None
    }
    marks: list[Mark] = []
    lists, number = [], 0
    for kind, entries in finds.items():
        items = []
        for entry in entries:
            number += 1
            items.append(_item(f"{id}-{number}", entry))
            for place, (start, end, more) in enumerate(entry.places, 1):
                own = f"{id}-{number}"
                note = inert_line(" · ".join(filter(None, (more, entry.doubt))))
                looks = f"{kind} unsure" if entry.doubt else kind
                marks.append(Mark(start, end, looks, f"{own}-{place}", f"{own}-what", note))
        lists.append(_section(kind, items))
    headline, *body = _with_headline(article, record, marks)
    yield f'<article id="{id}" aria-labelledby="{id}-name">\n<header>\n'
    yield f'<h1 id="{id}-name">{headline}</h1>\n'
    yield f"<p class=about>{' · '.join(map(escaped, _about(article, record)))}</p>\n"
    yield f'<a class=to-list href="#{id}-list">To the list of finds</a>\n</header>\n'
    yield "<div class=columns>\n<div class=text>\n"
    for paragraph in body:
        yield f"<p>{paragraph}</p>\n"
    yield f'</div>\n<aside id="{id}-list" aria-label="Finds" tabindex=-1>\n{"".join(lists)}</aside>\n'
    yield "</div>\n</article>\n"


def _with_headline(article: Article, record: Record, marks: Sequence[Mark]) -> Iterator[str]:
    """The headline and the paragraphs, marked. A title that opens the text too is that first paragraph alone."""
    places = paragraphs(article.text)
    opening = article.text[slice(*places[0])] if places else ""
    if not opening or (record.title or "").split() != opening.split():
        yield escaped(_name(record))
    yield from marked_paragraphs(article.text, places, marks)


def _name(record: Record) -> str:
    return record.title or ("Standard input" if record.id == STDIN else record.id.replace("\\", "/").rpartition("/")[2])


def _about(article: Article, record: Record) -> Iterator[str]:
    if record.date:
        yield record.date
    yield plural.counted(len(article.text.split()), "word")
    for name in dict.fromkeys((record.id, record.url or STDIN)):
        if name not in (STDIN, _name(record)):
            yield name


def people(people: Iterable[Person], record: Record) -> Iterator[_Entry]:
    """The people as entries of the page's list."""
    for person in people:
        also = f"also {', '.join(person.aliases)}" if person.aliases else ""
        places = [(mention.start, mention.end, "") for mention in person.mentions]
        yield _Entry(_what(person.name, description(person)), places, also, doubt=_doubt(person))


def countries(countries: Iterable[Country], record: Record) -> Iterator[_Entry]:
    """The countries as entries of the page's list."""
    for country in countries:
        places = []
        for mention in country.mentions:
            within = f" in “{mention.within}”" if mention.within else ""
            places.append((mention.start, mention.end, f"{mention.kind}{within}"))
        codes = f"<small class=code>{country.alpha_2} {country.alpha_3}</small>"
        yield _Entry(f"<b>{escaped(country.name)}</b> {codes}", places, doubt=_doubt(country))


def quotes(quotes: Iterable[Quote], record: Record) -> Iterator[_Entry]:
    """The quotes as entries of the page's list."""
    for quote in quotes:
        speaker = (quote.speaker.name or quote.speaker.text) if quote.speaker else "Speaker unknown"
        written = f"written “{quote.speaker.text}”" if quote.speaker and quote.speaker.text != speaker else ""
        notes = [quote.kind if quote.kind != "direct" else "", quote.cue.text if quote.cue else ""]
        places = [(quote.start, quote.end, " · ".join(filter(None, (written, *notes))))]
        said = quote.text[:_LONGEST_EXCERPT]
        yield _Entry(_what(speaker, ""), places, " · ".join(filter(None, notes)), said, _doubt(quote))


def numbers(numbers: Iterable[Number], record: Record) -> Iterator[_Entry]:
    """The numbers as entries of the page's list."""
    for number in measured_first(numbers):
        what = _what(readable_value(number), counted(number, record))
        yield _Entry(what, [(number.start, number.end, number.kind)], doubt=_doubt(number))


_ENTRIES: dict[Kind, Callable[[Any, Record], Iterator[_Entry]]] = {
    "people": people,
    "countries": countries,
    "quotes": quotes,
    "numbers": numbers,
}
"""The entries of the finds of each kind, in the page's order."""


def _doubt(find: Weighed) -> str:
    return f"confidence {find.confidence:.2f}" if is_unsure(find) else ""


def _what(name: str, more: str) -> str:
    return f"<b>{escaped(name)}</b>" + (f" <small>{escaped(more)}</small>" if more else "")


def _item(id: str, entry: _Entry) -> str:
    count = len(entry.places)
    times = f"<span class=count>{count}</span>" if count > 1 else ""
    said = f"<span class=said>{escaped(entry.said)}</span>" if entry.said else ""
    notes = f"<small class=notes>{escaped(entry.notes)}</small>" if entry.notes else ""
    doubt = f' <abbr title="{entry.doubt}">{UNSURE}</abbr>' if entry.doubt else ""
    what = f'<span class=what id="{id}-what">{entry.what}{doubt}</span>'
    return f'<li id="{id}" data-count={count}><a href="#{id}-1">{what}{times}{notes}{said}</a></li>\n'


def _section(kind: str, items: list[str]) -> str:
    finds = f"<ol>\n{''.join(items)}</ol>" if items else "<p class=none>None found.</p>"
    return f"<section class={kind}>\n<h2>{kind.capitalize()} <span>{len(items)}</span></h2>\n{finds}\n</section>\n"


def _head(title: str, kinds: set[str], legend: str) -> str:
    """All before the articles, with a box to hide each of the kinds."""
    explained = f"<small>{legend}</small>\n" if legend else ""
    boxes = "".join(
        f'<label class={kind}><input type=checkbox id="show-{kind}" value={kind} checked>'
        f"<span>{kind.capitalize()}</span></label>\n"
        for kind in _ENTRIES
        if kind in kinds
    )
    return (
        f"{head(title, _style() + _asset('page.css'), _asset('page.js'))}<a class=skip href=#a1>To the article</a>\n"
        f"<div class=legend><fieldset><legend>Show</legend>\n{boxes}{explained}</fieldset></div>\n"
    )


def _style() -> str:
    """The style of each kind: its colour, and what its box hides."""
    own = []
    for kind in KINDS:
        shown = f"body:has(#show-{kind}:not(:checked))"
        own.append(
            f".{kind} {{ --own: var(--{kind}); }}\n{shown} section.{kind} {{ display: none; }}\n"
            f"{shown} mark.{kind} {{ background: none; text-decoration: none; cursor: inherit; }}\n"
        )
    return colours({kind: kind for kind in KINDS}) + "".join(own)


def _navigation(names: list[str]) -> Iterator[str]:
    yield f'<nav aria-label="Articles"><details open><summary>{len(names):,} articles</summary>\n<ol>\n'
    for number, name in enumerate(names, 1):
        yield f'<li><a href="#a{number}">{escaped(name)}</a></li>\n'
    yield "</ol></details></nav>\n"


def _asset(name: str) -> str:
    return Path(__file__).with_name("page").joinpath(name).read_text(encoding="utf-8")
