"""Tables for a terminal: a headline, then people, countries, numbers, and quotes under their speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pkgutil import resolve_name
from typing import Any, TextIO

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsextract.kinds import KINDS, ROWS
from newsextract.output.console import PlainConsole
from newsextract.output.inert import inert_line
from newsextract.output.readable import description, readable_value
from newsextract.reading import STDIN, Article
from newsextract.records import Country, Number, Person, Quote, Record

_OPENING_MARKS = "\"“„«'‘"  # each paragraph of a long quote begins with one


class TableWriter:
    """Writes each record as a headline and four tables; colour only where the stream is a terminal that has it."""

    def __init__(self, stream: TextIO) -> None:
        """``stream`` stays open."""
        self._console = PlainConsole(stream)
        self._written = False

    def write(self, article: Article, record: Record) -> None:
        """Print one record. Every piece of the article's own text is made inert first."""
        if self._written:
            self._console.print()
        self._written = True
        self._console.print(_headline(article, record))
        for kind in KINDS:
            finds = getattr(record, kind)
            if finds:
                self._console.print()
                for part in resolve_name(ROWS[kind].table)(finds):
                    self._console.print(part)
        self._console.file.flush()

    def close(self) -> None:
        """Nothing is owed."""


def _headline(article: Article, record: Record) -> Text:
    counts = [_count(len(article.text.split()), "word", "words")]
    for kind, row in ROWS.items():
        finds = getattr(record, kind)
        if finds is not None:
            counts.append(_count(len(finds), row.one, kind))
    title = "standard input" if record.id == STDIN else inert_line(record.id) or "article"
    return Text.assemble((title, "bold"), "  ", (" · ".join(counts), "dim"))


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _table(*columns: tuple[str, dict[str, Any]]) -> Table:
    """A table as wide as the console, of columns given as (heading, rich's options)."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold cyan", show_edge=False)
    for heading, options in columns:
        table.add_column(heading, overflow="fold", **options)
    return table


def people(people: Sequence[Person]) -> Iterable[Table]:
    """A table with a row per person."""
    table = _table(
        ("People", {"ratio": 4, "style": "bold"}),
        ("Role", {"ratio": 5}),
        ("Also written", {"ratio": 4, "style": "dim"}),
        ("Mentions", {"justify": "right"}),
    )
    for person in people:
        cells = (person.name, description(person), ", ".join(person.aliases), str(len(person.mentions)))
        table.add_row(*map(_cell, cells))
    yield table


def countries(countries: Sequence[Country]) -> Iterable[Table]:
    """A table with a row per country."""
    table = _table(
        ("Countries", {"ratio": 4, "style": "bold"}),
        ("ISO", {"no_wrap": True}),
        ("Written", {"ratio": 9}),
        ("Mentions", {"justify": "right"}),
    )
    for country in countries:
        forms = Counter(inert_line(mention.text) for mention in country.mentions)
        written = ", ".join(f"{form}\u00a0×{n}" if n > 1 else form for form, n in forms.most_common())
        iso = f"{country.alpha_2} {country.alpha_3}"
        table.add_row(*map(_cell, (country.name, iso, written, str(len(country.mentions)))))
    yield table


def numbers(numbers: Sequence[Number]) -> Iterable[Table]:
    """A table with a row per number."""
    table = _table(
        ("Numbers", {"ratio": 4, "style": "bold"}),
        ("Of what", {"ratio": 5}),
        ("Written", {"ratio": 4, "style": "dim"}),
    )
    for number in numbers:
        table.add_row(*map(_cell, (readable_value(number), number.concept or "", number.text)))
    yield table


def quotes(quotes: Sequence[Quote]) -> Iterable[Table | Text | Padding]:
    """A heading, then each speaker with what they said."""
    heading = _table(("Quotes", {}))
    yield heading
    for speaker, said in _by_speaker(quotes).items():
        yield Text(speaker or "Speaker unknown", style="bold" if speaker else "dim italic")
        for quote in said:
            yield Padding(_quote(quote), (0, 0, 0, 2))


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
    text = Text("\n".join(lines) if quote.kind == "indirect" else "“" + "\n".join(lines) + "”", style="green")
    notes: list[str] = [quote.kind] if quote.kind != "direct" else []
    if quote.cue:
        notes.append(inert_line(quote.cue.text))
    return text.append(f"  {', '.join(notes)}" if notes else "", style="not green dim")


def _cell(text: str) -> Text:
    return Text(inert_line(text))
