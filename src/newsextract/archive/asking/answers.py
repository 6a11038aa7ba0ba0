"""What an archive answers: frozen dataclasses, as the parts of a record are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LENGTHS = {"month": len("2026-03"), "year": len("2026"), "decade": len("202"), "century": len("20")}
"""How many characters of a month name the period that it belongs to."""


@dataclass(frozen=True, slots=True)
class PersonCount:
    """A person of the archive, and how much is written about them in the articles asked about."""

    id: int
    name: str
    role: str | None
    """The one that most articles give."""
    articles: int
    mentions: int
    quotes: int

    @property
    def reference(self) -> str:
        """What is typed in place of the name where the name is not theirs alone: "#12"."""
        return f"#{self.id}"


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country, and how much is written about it."""

    alpha_2: str
    alpha_3: str
    name: str
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The articles of a month."""

    month: str
    """As 2026-03."""
    articles: int
    words: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """Two persons, and how many articles have both."""

    one: str
    one_id: int
    other: str
    other_id: int
    articles: int


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers of a series in a period; the values of a range are its two ends."""

    period: str
    """A month as 2026-03, or a year where the articles have no more."""
    numbers: int
    least: float
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class NumberCount:
    """What is counted in one unit: how often, and which values it had."""

    concept: str
    """As most of its numbers have it."""
    kind: str
    unit: str | None
    per: str | None
    change: str | None
    """Whether they are the sizes of rises ("up") or falls ("down")."""
    articles: int
    numbers: int
    least: float
    median: float
    most: float
    over_time: tuple[Values, ...]
    """From the first period to the last; empty where no article has a date."""

    @property
    def measure(self) -> str:
        """The unit, or the kind where it has none, per what, and up or down; of a mere count nothing."""
        unit = self.unit or ("" if self.kind == "cardinal" else self.kind)
        return " ".join(filter(None, (unit, f"per {self.per}" if self.per else "", self.change)))


@dataclass(frozen=True, slots=True)
class ArchiveQuote:
    """A quote with its article. ``article`` is the article's id, as a record has it."""

    text: str
    kind: str
    speaker: str | None
    """The name of the person across the archive, or what the article says where it is nobody's name."""
    person: int | None
    """The speaker's id among the archive's persons."""
    cue: str | None
    sentence: str
    article: str
    title: str | None
    date: str | None
    url: str | None
    confidence: float | None
    """How likely, from 0 to 1, it is a quote and its speaker is right; None where that is not known."""
    id: str
    """What corrections take to name it."""


@dataclass(frozen=True, slots=True)
class ArchiveNumber:
    """A number with its article. What the first eight fields mean is as in a record."""

    text: str
    kind: str
    value: float
    upper: float | None
    unit: str | None
    per: str | None
    comparator: str
    change: str | None
    concept: str | None
    owner: str | None
    """The name, across the archive, of the person whose number it is, as an age is."""
    person: int | None
    """Their id among the archive's persons."""
    sentence: str
    article: str
    title: str | None
    date: str | None
    url: str | None
    confidence: float | None
    """How likely, from 0 to 1, its value, unit and comparator are right; None where that is not known."""
    id: str
    """What corrections take to name it."""


Entries = (
    Sequence[PersonCount]
    | Sequence[CountryCount]
    | Sequence[NumberCount]
    | Sequence[ArchiveQuote]
    | Sequence[ArchiveNumber]
)
"""A list as an answer."""


@dataclass(frozen=True, slots=True)
class ArchiveArticle:
    """An article that has a person."""

    article: str
    title: str | None
    date: str | None
    url: str | None
    mentions: int
    quotes: int


@dataclass(frozen=True, slots=True)
class NameCount:
    """A role or a name of a person, and how many articles give it."""

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in an archive, or in the part that was asked about."""

    articles: int
    words: int
    since: str | None
    """The date of the oldest article that has one."""
    until: str | None
    undated: int
    """Articles without a date that begins with a year: 2026, 2026-03, 2026-03-05."""
    copies: int
    """Articles that were left out, since they are copies of others."""
    people: tuple[PersonCount, ...]
    quoted: tuple[PersonCount, ...]
    countries: tuple[CountryCount, ...]
    together: tuple[PairCount, ...]
    months: tuple[MonthCount, ...]
    """From the first to the last, also those without articles."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A person across the archive."""

    id: int
    name: str
    articles: int
    copies: int
    """Articles that were left out, since they are copies of others."""
    mentions: int
    since: str | None
    until: str | None
    names: tuple[NameCount, ...]
    roles: tuple[NameCount, ...]
    companions: tuple[PairCount, ...]
    countries: tuple[CountryCount, ...]
    months: tuple[MonthCount, ...]
    inside: tuple[ArchiveArticle, ...]
    """The articles, newest first."""
    quotes: tuple[ArchiveQuote, ...]
    """Newest first."""
    quoted: int
    """How many quotes there are."""
    others: tuple[PersonCount, ...]
    """Who else has the name that was asked for."""
    wikidata: str | None
    """The person's item there, if somebody has filled it."""


@dataclass(frozen=True, slots=True)
class Periods:
    """The articles of each period, and how long one is: "month", "year", "decade" or "century"."""

    one: str
    counts: list[tuple[str, int]]


def periods(months: Sequence[MonthCount], most: int) -> Periods:
    """The months; if they are more than ``most``, years, decades or at last centuries, however many.

    A decade is called 1990s, a century 1900s.
    """
    one, length = next(
        (one, length)
        for one, length in _LENGTHS.items()
        if one == "century" or len({month.month[:length] for month in months}) <= most
    )
    counts = Counter[str]()
    for month in months:
        counts[month.month[:length]] += month.articles
    whole = length >= _LENGTHS["year"]
    return Periods(one, [(name if whole else f"{name:0<4}s", articles) for name, articles in counts.items()])
