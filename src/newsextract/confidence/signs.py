"""What of a find tells how likely it is right: signs, each weighed by rules/confidence/built/weights.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log, log1p
from typing import Any

from newsextract.analysis.word_classes import PRONOUN_SEXES
from newsextract.records.kinds import Kind
from newsextract.records.record import Country, Number, Person, Quote, Speaker

Signs = dict[str, float]

NameOdds = Mapping[tuple[int, int], float]
"""The log odds of a person of each judged name, by its place."""
_LEAST, _MOST = -3.0, 8.0  # log odds beyond which nothing more is said
_OTHERS = frozenset({"they", "it", "we", "i"})


def person_signs(person: Person, odds: NameOdds) -> Signs:
    """How sure the verdict on the names was, and how much the article says of the person."""
    found = [min(max(odds[place], _LEAST), _MOST) for place in _places(person) if place in odds]
    return {
        "odds": sum(found) / len(found) if found else 0.0,
        "lowest odds": min(found, default=0.0),
        "often": log(len(person.mentions)),
        "titles": float(bool(person.titles)),
        "roles": float(bool(person.roles)),
        "words": float(min(len(person.name.split()), 3)),
        "forms": float(len(person.aliases)),
    }


def country_signs(country: Country) -> Signs:
    """How often, and by which sorts of word, the article names it."""
    kinds = {f"as {mention.kind}": 1.0 for mention in country.mentions}
    return kinds | {"often": log(len(country.mentions))}


def number_signs(number: Number) -> Signs:
    """What the number is made of."""
    shown = {
        number.kind: True,
        "no unit": number.unit is None,
        "a rate": number.per is not None,
        "a range": number.upper is not None,
        "compared": number.comparator != "=",
        "a change": number.change is not None,
        "no concept": number.concept is None,
        "in words": not any(map(str.isdigit, number.text)),
        "small": abs(number.value) < 3,
    }
    return {sign: 1.0 for sign, holds in shown.items() if holds}


def quote_signs(quote: Quote) -> Signs:
    """Who is said to speak, by which words, how far off."""
    speaker = quote.speaker
    word = speaker.text.casefold() if speaker else ""
    is_pronoun = word in PRONOUN_SEXES
    shown = {
        quote.kind: True,
        "nobody": speaker is None,
        "no cue": quote.cue is None,
        "a cue after": quote.cue is not None and quote.cue.start >= quote.end,
        "named there": speaker is not None and speaker.name is not None and not is_pronoun,
        "named elsewhere": speaker is not None and speaker.name is not None and is_pronoun,
        "a pronoun of others": word in _OTHERS,
        "speaker after": speaker is not None and speaker.start >= quote.end,
    }
    signs = {sign: 1.0 for sign, holds in shown.items() if holds}
    signs["length"] = log(len(quote.text.split()) + 1)
    signs["distance"] = log1p(_apart(quote, speaker)) if speaker else 0.0
    return signs


def _apart(quote: Quote, speaker: Speaker) -> int:
    return max(0, speaker.start - quote.end, quote.start - speaker.end)


def _places(person: Person) -> Iterator[tuple[int, int]]:
    return ((mention.start, mention.end) for mention in person.mentions)


def signs_of(kind: Kind, find: Any, odds: NameOdds) -> Signs:
    """The signs of a find of any kind."""
    return person_signs(find, odds) if kind == "people" else _SIGNS[kind](find)


_SIGNS: dict[Kind, Callable[[Any], Signs]] = {
    "countries": country_signs,
    "numbers": number_signs,
    "quotes": quote_signs,
}


def by_place(rows: Sequence[tuple[int, int, float]]) -> NameOdds:
    """``doc._.name_odds`` by place; of several at one place the highest."""
    found: dict[tuple[int, int], float] = {}
    for start, end, odds in rows:
        found[start, end] = max(odds, found.get((start, end), odds))
    return found
