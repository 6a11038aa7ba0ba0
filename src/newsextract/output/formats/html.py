"""A page to read: the articles with their finds marked in colour, and beside each a list that jumps to them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TextIO

from markupsafe import Markup

from newsextract import plural
from newsextract.analysis.paragraphs import paragraphs
from newsextract.output.formats.marks import Mark, marked_paragraphs
from newsextract.output.readable import Weighed, counted, description, is_unsure, measured_first, readable_value
from newsextract.output.webpage import templates
from newsextract.reading import STDIN, Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Country, Number, Person, Quote, Record

_IN_MEMORY = 1 << 22
_PIECE = 1 << 16
_LONGEST_EXCERPT = 200


class HtmlWriter:
    """Writes one self-contained page: nothing is fetched, and nothing of an article's text is taken for markup.

    The articles' markup waits in a temporary file, since the list of articles is before it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._body = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._templates = templates()
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
        template = self._templates.get_template("article.html")
        self._body.write(template.render(_context(f"a{len(self._names)}", article, record)))

    def close(self) -> None:
        """Write the page."""
        self._body.seek(0)
        pieces = self._templates.get_template("page.html").generate(
            title=self._title if len(self._names) == 1 else f"{len(self._names):,} articles",
            colours={kind: kind for kind in KINDS},
            kinds=[kind for kind in _ENTRIES if kind in self._kinds],
            has_unsure=self._has_unsure,
            names=self._names,
            articles=map(Markup, iter(partial(self._body.read, _PIECE), "")),
        )
        self._stream.writelines(pieces)
        self._body.close()
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class Entry:
    """A find as the side list shows it, and its places in the text, each with a note. ``doubt``: how unsure it is.

    Notes about the find itself are only in the list: a person with many roles may have many mentions.
    """

    name: str
    places: Sequence[tuple[int, int, str]]
    more: str = ""
    code: str = ""
    notes: str = ""
    said: str = ""
    doubt: str = ""


def _context(id: str, article: Article, record: Record) -> dict[str, Any]:
    """What the template of an article is given."""
    numbers = count(1)
    finds = {
        kind: [(f"{id}-{next(numbers)}", entry) for entry in entries(getattr(record, kind), record)]
        for kind, entries in _ENTRIES.items()
        if getattr(record, kind) is not None
    }
    marks = []
    for kind, listed in finds.items():
        for own, entry in listed:
            looks = f"{kind} unsure" if entry.doubt else kind
            for place, (start, end, more) in enumerate(entry.places, 1):
                note = " · ".join(filter(None, (more, entry.doubt)))
                marks.append(Mark(start, end, looks, f"{own}-{place}", f"{own}-what", note))
    places = paragraphs(article.text)
    body = list(map(Markup, marked_paragraphs(article.text, places, marks)))
    opening = article.text[slice(*places[0])].split() if places else []
    is_headline = bool(opening) and (record.title or "").split() == opening  # it is not to stand there twice
    about = [record.date or "", plural.counted(len(article.text.split()), "word")]
    about += [one for one in dict.fromkeys((record.id, record.url or STDIN)) if one not in (STDIN, _name(record))]
    return {
        "id": id,
        "headline": body[0] if is_headline else _name(record),
        "paragraphs": body[1:] if is_headline else body,
        "about": filter(None, about),
        "finds": finds,
    }


def _name(record: Record) -> str:
    return record.title or ("Standard input" if record.id == STDIN else record.id.replace("\\", "/").rpartition("/")[2])


def people(people: Iterable[Person], record: Record) -> Iterator[Entry]:
    """The people as entries of the page's list."""
    for person in people:
        also = f"also {', '.join(person.aliases)}" if person.aliases else ""
        places = [(mention.start, mention.end, "") for mention in person.mentions]
        yield Entry(person.name, places, description(person), notes=also, doubt=_doubt(person))


def countries(countries: Iterable[Country], record: Record) -> Iterator[Entry]:
    """The countries as entries of the page's list."""
    for country in countries:
        places = []
        for mention in country.mentions:
            within = f" in “{mention.within}”" if mention.within else ""
            places.append((mention.start, mention.end, f"{mention.kind}{within}"))
        yield Entry(country.name, places, code=f"{country.alpha_2} {country.alpha_3}", doubt=_doubt(country))


def quotes(quotes: Iterable[Quote], record: Record) -> Iterator[Entry]:
    """The quotes as entries of the page's list."""
    for quote in quotes:
        speaker = (quote.speaker.name or quote.speaker.text) if quote.speaker else "Speaker unknown"
        written = f"written “{quote.speaker.text}”" if quote.speaker and quote.speaker.text != speaker else ""
        notes = [quote.kind if quote.kind != "direct" else "", quote.cue.text if quote.cue else ""]
        places = [(quote.start, quote.end, " · ".join(filter(None, (written, *notes))))]
        said = quote.text[:_LONGEST_EXCERPT]
        yield Entry(speaker, places, notes=" · ".join(filter(None, notes)), said=said, doubt=_doubt(quote))


def numbers(numbers: Iterable[Number], record: Record) -> Iterator[Entry]:
    """The numbers as entries of the page's list."""
    for number in measured_first(numbers):
        places = [(number.start, number.end, number.kind)]
        yield Entry(readable_value(number), places, counted(number, record), doubt=_doubt(number))


_ENTRIES: dict[Kind, Callable[[Any, Record], Iterator[Entry]]] = {
    "people": people,
    "countries": countries,
    "quotes": quotes,
    "numbers": numbers,
}
"""The entries of the finds of each kind, in the page's order."""


def _doubt(find: Weighed) -> str:
    return f"confidence {find.confidence:.2f}" if is_unsure(find) else ""
