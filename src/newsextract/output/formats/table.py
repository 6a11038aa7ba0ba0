"""Tables for a terminal: a headline, then people, countries, numbers, and quotes under their speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO

from rich.cells import cell_len
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from newsextract import plural
from newsextract.output import Writer
from newsextract.output.inert import inert_line
from newsextract.output.listing import Column, Listing, PlainConsole, heading
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
from newsextract.reading import STDIN, Article
from newsextract.records.kinds import KINDS, ROWS, Kind
from newsextract.records.record import Country, Number, Person, Quote, Record

_BETWEEN = "="  # a line of these between articles: what a pager finds by /^==
_OPENING_MARKS = "\"“„«'‘"  # each paragraph of a long quote begins with one


class TableWriter(Writer):
    """Writes each record as a headline and four tables; colour only where the stream is a terminal that has it."""

    most: int | None = None
    """How many finds of each kind are shown; None for all."""

    def __init__(self, stream: TextIO) -> None:
        self._console = PlainConsole(stream)
        self._written = False

    def write(self, article: Article, record: Record) -> None:
        """Print one record. Every piece of the article's own text is made inert first."""
        if self._written:
            self._console.print()
            self._console.print(Rule(characters=_BETWEEN, style="dim"))
        self._written = True
        for line in _headlines(article, record, self._console.width):
            self._console.print(line)
        has_unsure = False
        for kind in KINDS:
            finds = getattr(record, kind)
            finds = measured_first(finds) if finds and kind == "numbers" else finds
            if finds:
                self._console.print()
                shown = finds[: self.most]
                has_unsure |= any(map(is_unsure, shown))
                for part in _PARTS[kind](shown, record):
                    self._console.print(part)
        if has_unsure:
            self._console.print()
            self._console.print(Text(LEGEND, style="dim"))
        self._console.file.flush()


class BriefTableWriter(TableWriter):
    """Writes of each record the headline, and the first finds of each kind."""

    most = 3


def _headlines(article: Article, record: Record, width: int) -> Iterator[Text]:
    """The article's title, if it has one; its id, date and counts, where a line ends between two of them."""
    title = inert_line(record.title or "").strip()
    if title:
        yield Text(title, style="bold")
    counts = [inert_line(record.date)] if record.date else []
    counts.append(plural.counted(len(article.text.split()), "word"))
    for kind, row in ROWS.items():
        finds = getattr(record, kind)
        if finds is not None:
            counts.append(plural.counted(len(finds), row.one, kind))
    name = "standard input" if record.id == STDIN else inert_line(record.id).strip() or "article"
    line, place = Text(name, style="" if title else "bold"), cell_len(name)
    for number, count in enumerate(counts):
        before = " · " if number else "  "
        place += cell_len(before + count)
        if place > width:
            before, place = "\n", cell_len(count)
        line.append(before + count, style="not bold dim")
    yield line


def people(people: Sequence[Person], record: Record) -> Iterable[Listing]:
    """A row per person."""
    listing = Listing(
        Column("People", "bold"),
        Column("Role"),
        Column("Also written", "dim"),
        Column("Mentions", brief=True, right=True),
    )
    for person in people:
        cells = description(person), ", ".join(person.aliases), str(len(person.mentions))
        listing.add(person.name, *cells, mark=_mark(person))
    yield listing


def countries(countries: Sequence[Country], record: Record) -> Iterable[Listing]:
    """A row per country."""
    listing = Listing(
        Column("Countries", "bold"),
        Column("ISO", brief=True),
        Column("Written"),
        Column("Mentions", brief=True, right=True),
    )
    for country in countries:
        forms = Counter(inert_line(mention.text) for mention in country.mentions)
        written = ", ".join(f"{form} ×{n}" if n > 1 else form for form, n in forms.most_common())
        iso = f"{country.alpha_2} {country.alpha_3}"
        listing.add(country.name, iso, written, str(len(country.mentions)), mark=_mark(country))
    yield listing


def numbers(numbers: Sequence[Number], record: Record) -> Iterable[Listing]:
    """A row per number, with its words in the text where these differ from how it is shown."""
    listing = Listing(Column("Numbers", "bold"), Column("Of what"), Column("Written", "dim"))
    for number in numbers:
        value = readable_value(number)
        written = number.text if number.text != value else ""
        listing.add(value, counted(number, record), written, mark=_mark(number))
    yield listing


def quotes(quotes: Sequence[Quote], record: Record) -> Iterable[Text | Rule | Padding]:
    """A heading, then each speaker with what they said."""
    yield from heading("Quotes")
    for speaker, said in _by_speaker(quotes).items():
        yield Text(speaker or "Speaker unknown", style="bold" if speaker else "dim italic")
        for quote in said:
            yield Padding(_quote(quote), (0, 0, 0, 2))


_PARTS: dict[Kind, Callable[[Any, Record], Iterable[Any]]] = {
    "people": people,
    "countries": countries,
    "numbers": numbers,
    "quotes": quotes,
}
"""What rich prints of the finds of each kind."""


def _mark(find: Weighed) -> str:
    return UNSURE if is_unsure(find) else ""


def _by_speaker(quotes: Sequence[Quote]) -> dict[str, list[Quote]]:
    """The quotes of each speaker in the order of the text; speakers in the order of their first quote."""
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        speaker = (quote.speaker.name or quote.speaker.text) if quote.speaker else ""
        groups.setdefault(inert_line(speaker), []).append(quote)
    return groups


def _quote(quote: Quote) -> Text:
    paragraphs = (inert_line(paragraph).strip() for paragraph in quote.text.splitlines())
    lines = [paragraph.lstrip(_OPENING_MARKS) for paragraph in paragraphs if paragraph]
    words = "\n".join(lines)
    notes: list[str] = [quote.kind] if quote.kind != "direct" else []
    if quote.cue:
        notes.append(inert_line(quote.cue.text))
    return Text.assemble(
        (words if quote.kind == "indirect" else f"“{words}”", "green"),
        (f"  {', '.join(notes)}" if notes else "", "dim"),
        (f" {UNSURE}" if is_unsure(quote) else "", "dim"),
    )
