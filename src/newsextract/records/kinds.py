"""The kinds of finds, one row each: all code that lists kinds takes them from here.

What writes or scores a kind is in ``output/`` and ``evaluation/``, by the kind's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["people", "countries", "numbers", "quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """What other rooms know of a kind."""

    name: Kind  # the record's field, the extension of spaCy's Doc, and what --only takes
    one: str  # a find, in the singular
    factory: str  # the spaCy factory of its component
    after: tuple[Kind, ...] = ()  # the kinds whose finds the component reads
    reads: tuple[str, ...] = ("tagger", "ner")  # the components of the base model that it needs
    options: tuple[str, ...] = ()  # the options of ``load`` that its component has too
    key: str | None = None  # the field that identifies a find, where a find has several mentions
    colours: tuple[str, str]  # the colours of its marks on the page, on a light ground and on a dark one
    measures: dict[str, str]  # what is scored, in the report's order, and when a find is right by it


_ROWS = (
    KindRow(
        name="people",
        one="person",
        factory="news_people",
        key="name",
        colours=("#1f5fbf", "#86b4ff"),
        measures={
            "people": "exact span",
            "people, grouped": "same person (B³)",
            "people, titles": "same words",
            "people, roles": "same words",
        },
    ),
    KindRow(
        name="countries",
        one="country",
        factory="news_countries",
        after=("people",),
        key="alpha_2",
        colours=("#1b7a4b", "#74cf9c"),
        measures={"countries": "exact span, country"},
    ),
    KindRow(
        name="numbers",
        one="number",
        factory="news_numbers",
        after=("people", "countries"),
        colours=("#9a5b00", "#eab45c"),
        measures={
            "numbers": "value, unit, comparator",
            "numbers, value": "value",
            "numbers, concept": "same words, of the right",
        },
    ),
    KindRow(
        name="quotes",
        one="quote",
        factory="news_quotes",
        after=("people",),
        reads=("tagger", "parser", "ner"),
        options=("indirect",),
        colours=("#8a3f8f", "#d9a0dd"),
        measures={"quotes": "words, speaker", "quotes, words": "words"},
    ),
)

ROWS: dict[Kind, KindRow] = {row.name: row for row in _ROWS}
"""The row of each kind, in the order in which the pipeline runs them and the record has them."""

KINDS: tuple[Kind, ...] = tuple(ROWS)


def chosen_kinds(names: str | Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of these names (or this name), in the order of KINDS. Raises ValueError for a name of none."""
    named = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(named - set(KINDS)):
        raise ValueError(f"no kind {unknown[0]!r}: choose from {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in named)


def needed(asked: Iterable[Kind]) -> list[KindRow]:
    """The rows of the kinds asked for and of all that these read, in running order."""
    wanted = set(asked)
    for row in reversed(_ROWS):
        if row.name in wanted:
            wanted.update(row.after)
    return [row for row in _ROWS if row.name in wanted]
