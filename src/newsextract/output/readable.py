"""Finds as a newspaper reader would write them: ``> 150``, ``5 minutes``, ``$1.5 million``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from newsextract import rules
from newsextract.people.knowledge.titles import plain_words, stands_in
from newsextract.records.record import Number, Person, Record

SURE = 0.8
"""The confidence below which a find is marked wherever people read it."""
UNSURE = "?"
LEGEND = f"{UNSURE} less sure than {SURE}"

_SIGNS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
_ARROWS = {"up": "↑ ", "down": "↓ ", None: ""}
_PLAIN_DOLLAR = re.compile(r"(?<![A-Za-z])\$(?! ?[A-Z])")  # no "C$5", no "$AU5"
_SHORT_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, ""))
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


class Weighed(Protocol):
    """A find, or its explanation."""

    @property
    def confidence(self) -> float | None:
        """How likely it is right, if that is known."""


def is_unsure(find: Weighed) -> bool:
    """Whether a find is marked as unsure; not if its confidence is unknown."""
    return find.confidence is not None and find.confidence < SURE


def description(person: Person) -> str:
    """A person's titles and roles, each once: many a title is a role too, or a part of one."""
    roles, titles = dict[tuple[str, ...], str](), dict[tuple[str, ...], str]()
    for role in person.roles:
        roles.setdefault(plain_words(role), role)
    for title in person.titles:
        words = plain_words(title)
        if not any(stands_in(words, role) for role in roles):
            titles.setdefault(words, title)
    return "; ".join([*titles.values(), *roles.values()])


def counted(number: Number, record: Record) -> str:
    """What a number counts or measures; where that is a person, the full name, which the article need not say there."""
    concept = number.concept or ""
    if number.person is None or not record.people:
        return concept
    name = record.people[number.person].name
    return concept if name in concept else name


def measured_first(numbers: Iterable[Number]) -> list[Number]:
    """The numbers in their order, but ranks and single things ("third", "one spot") after all that count or measure."""
    return sorted(numbers, key=_is_rank_or_single)


def _is_rank_or_single(number: Number) -> bool:
    alone = number.kind == "cardinal" and number.upper is None and number.per is None and number.comparator == "="
    return number.kind == "ordinal" or (alone and number.value == 1)


class _Amount(Protocol):
    """What a number of a record and one of an archive have in common; what each means, ``Number`` says."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def per(self) -> str | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def change(self) -> str | None: ...
    @property
    def confidence(self) -> float | None: ...


def readable_value(number: _Amount) -> str:
    """A number's comparator, value or range, unit and rate, for a table cell; never empty, without line breaks."""
    aged = "aged " if number.kind == "age" and number.unit == "year" else ""
    rate = f" per {number.per}" if number.per else ""
    return aged + _ARROWS[number.change] + _SIGNS[number.comparator] + _amount(number) + rate


def _amount(number: _Amount) -> str:
    low, scale = _scaled(number.value)
    if 0 < number.value < 1 and not any(map(str.isdigit, number.text)):
        low = str(Fraction(number.value).limit_denominator(100))  # "a third", "two-fifths"
    if number.upper is not None:
        high, high_scale = _scaled(number.upper)
        low = f"{low}–{high}" if scale == high_scale else f"{low} {scale}".rstrip() + f" – {high}"
        scale = high_scale
    figure = f"{low} {scale}" if scale else low
    if number.kind == "ordinal":
        return figure + _ordinal_ending(number.value) if isinstance(number.value, int) else figure
    if number.unit is None:
        return figure
    if len(number.unit) == 3 and number.unit.isupper():
        return _money(figure, number.unit, number)
    if number.unit == "percent":
        return f"{figure}%"
    if number.kind == "age" and number.unit == "year":
        return figure
    is_one = (number.upper or number.value) == 1 or "/" in figure  # half an hour, as 1/2 hour
    return f"{figure} {number.unit if is_one else _plural(number.unit)}"


def _scaled(value: int | float) -> tuple[str, str]:
    """A figure, and the scale word ("million") that shortens it without loss if one does, else ""."""
    for size, word in _SCALES:
        if size <= abs(value) < size * 10_000 and round(value / size, 3) * size == value:
            return _digits(round(value / size, 3)), word
    return _digits(value), ""


def shortened(value: float) -> str:
    """The value to three figures, as newspapers shorten it: 3.2m, 4bn; to the last digit below a million."""
    for size, name in _SHORT_SCALES:
        if abs(value) >= size:
            return f"{value / size:.3g}{name}" if name else f"{value:,.0f}"
    return f"{value:.3g}"


def _digits(value: int | float) -> str:
    if abs(value) >= 10**15 or 0 < abs(value) < 0.001:
        return f"{Decimal(value):.4g}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _money(figure: str, code: str, number: _Amount) -> str:
    """A sum with its currency's sign or code: 8.2 as 8.20; 1.5 million stays. Where it is not sure which dollar a "$"
    is, with that sign alone.
    """
    figure = re.sub(r"\.\d$", r"\g<0>0", figure)
    sign = rules.table("output/readable")["currency_signs"].get(code)
    if is_unsure(number) and _PLAIN_DOLLAR.search(number.text):
        return f"${figure}"
    return f"{sign}{figure}" if sign else f"{code} {figure}"


def _ordinal_ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _plural(unit: str) -> str:
    """The plural of a unit's singular English name: its head noun, before any "per", takes the ending."""
    head, per, rest = unit.partition(" per ")
    table = rules.table("output/readable")
    words = head.split(" ")
    noun = 0 if words[0] == "degree" else -1
    if words[noun] in table["unchanged_units"]:
        return unit
    words[noun] = table["irregular_plurals"].get(words[noun]) or _regular_plural(words[noun])
    return " ".join(words) + per + rest


def _regular_plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
