"""The signs of how likely a find is right, each weighed by models/rules/confidence/built/weights.toml."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from typing import Any, Self

from spacy.tokens import Doc

from newsextract.analysis.word_classes import PRONOUN_SEXES
from newsextract.records.kinds import Kind
from newsextract.records.record import Country, Number, Person, Quote

Signs = dict[str, float]

ANY = "any"  # the sign that every find has

_LEAST, _MOST = -3.0, 8.0  # log odds beyond which nothing more is said
_NEAR = 40  # characters
_MANY, _SOME = 30, 5  # people of an article, names between a quote and its speaker: more make no difference
_EVEN = 0.6  # of "somebody else", 1 where two are as likely: about one in two is right from here on
_OTHERS = frozenset({"they", "it", "we", "i"})
_SINGLE = ("'", "‘")
_ENDS = (".", "!", "?", ",")
_OPENING = " \"“„'‘"


@dataclass(frozen=True, slots=True)
class Around:
    """The article that a find is of: its text, and what else was found there."""

    text: str
    odds: Mapping[tuple[int, int], float]
    """The log odds of a person of each judged name, by its place; of several at one place the highest."""
    named: Sequence[int]  # where the names of persons begin, in order
    people: int
    said: Mapping[int | None, int]  # how many quotes in marks each person has
    leads: Mapping[int, float]
    """Where several may be the speaker, by how many points the likeliest is ahead, by the speaker's start."""
    rules: Mapping[int, Sequence[str]]  # the rules that found the speaker, by the quote's start
    lines: Sequence[int]  # where the lines begin

    @classmethod
    def of(cls, text: str, doc: Doc, people: Sequence[Person], quotes: Sequence[Quote]) -> Self:
        """The article of this text, these finds and what else the Doc says of names and speakers."""
        highest: dict[tuple[int, int], float] = {}
        for start, end, one in doc._.name_odds:
            highest[start, end] = max(one, highest.get((start, end), one))
        named = sorted(mention.start for person in people for mention in person.mentions)
        said = Counter(quote.speaker.person for quote in quotes if quote.speaker and quote.kind != "indirect")
        lines = [0, *(end.end() for end in re.finditer("\n", text))]
        has_quotes = Doc.has_extension("speaker_leads")
        leads, found_by = (dict(doc._.speaker_leads), dict(doc._.speaker_rules)) if has_quotes else ({}, {})
        return cls(text, highest, named, len(people), said, leads, found_by, lines)

    def line(self, place: int) -> int:
        """The start of the line that holds this place."""
        return self.lines[bisect_right(self.lines, place) - 1]

    def names_between(self, start: int, end: int) -> int:
        """The number of names of persons that begin between two places."""
        return max(0, bisect_left(self.named, end) - bisect_left(self.named, start))


def person_signs(person: Person, around: Around) -> Signs:
    """How sure the verdict on the names was, and how much the article says of the person."""
    places = ((mention.start, mention.end) for mention in person.mentions)
    found = [min(max(around.odds[place], _LEAST), _MOST) for place in places if place in around.odds]
    return {
        ANY: 1.0,
        "odds": sum(found) / len(found) if found else 0.0,
        "lowest odds": min(found, default=0.0),
        "often": log(len(person.mentions)),
        "titles": float(bool(person.titles)),
        "roles": float(bool(person.roles)),
        "words": float(min(len(person.name.split()), 3)),
        "forms": float(len(person.aliases)),
    }


def country_signs(country: Country, around: Around) -> Signs:
    """How often, and by which sorts of word, the article names it."""
    kinds = {f"as {mention.kind}": 1.0 for mention in country.mentions}
    return kinds | {ANY: 1.0, "often": log(len(country.mentions))}


def number_signs(number: Number, around: Around) -> Signs:
    """What the number is made of, and whether it may be part of a name."""
    line = around.line(number.start)
    before = around.text[max(line, number.start - _NEAR) : number.start].split()[1:]  # what opens a line has a capital
    return _shown(
        {
            ANY: True,
            number.kind: True,
            "no unit": number.unit is None,
            "a rate": number.per is not None,
            "a range": number.upper is not None,
            "compared": number.comparator != "=",
            "a change": number.change is not None,
            "no concept": number.concept is None,
            "a person's": number.person is not None,
            "in words": not any(map(str.isdigit, number.text)),
            "small": abs(number.value) < 3,
            "after a capital": bool(before) and before[-1][0].isupper() and before[-1].isalpha(),
            "before a capital": around.text[number.end + 1 : number.end + 2].isupper(),
        }
    )


def quote_signs(quote: Quote, around: Around) -> Signs:
    """Who is said to speak, by which words and rules, how far off, and what else the article has."""
    text, speaker = around.text, quote.speaker
    line = around.line(quote.start)
    word = speaker.text.casefold() if speaker else ""
    is_pronoun, is_named = word in PRONOUN_SEXES, speaker is not None and speaker.name is not None
    signs = _shown(
        {
            ANY: True,
            quote.kind: True,
            "nobody": speaker is None,
            "no cue": quote.cue is None,
            "a cue after": quote.cue is not None and quote.cue.start >= quote.end,
            "named there": is_named and not is_pronoun,
            "named elsewhere": is_named and is_pronoun,
            "meant by a role": is_named and not is_pronoun and word not in (speaker.name or "").casefold(),  # type: ignore[union-attr]
            "a pronoun of others": word in _OTHERS,
            "speaker after": speaker is not None and speaker.start >= quote.end,
            "another paragraph's speaker": speaker is not None and speaker.start < line,
            "single marks": text.endswith(_SINGLE, 0, quote.start),
            "opens a line": quote.start - line < _NEAR and not text[line : quote.start].strip(_OPENING),
            "ends as a sentence": quote.text.endswith(_ENDS),
        }
    )
    signs |= dict.fromkeys(around.rules.get(quote.start, ()), 1.0)
    signs["length"] = log(len(quote.text.split()) + 1)
    signs["people"] = log1p(min(around.people, _MANY))
    if speaker:
        gap = min(quote.end, speaker.end), max(quote.start, speaker.start)
        signs["distance"] = log1p(max(0, gap[1] - gap[0]))
        signs["names between"] = float(min(around.names_between(*gap), _SOME))
        if speaker.start in around.leads:
            signs["somebody else"] = min(_EVEN, 2 / (1 + exp(around.leads[speaker.start])))
        if speaker.person is not None:
            signs["speaker's quotes"] = log(max(1, around.said[speaker.person]))
    return signs


def _shown(signs: Mapping[str, bool]) -> Signs:
    return {sign: 1.0 for sign, holds in signs.items() if holds}


SIGNS: dict[Kind, Callable[[Any, Around], Signs]] = {
    "people": person_signs,
    "countries": country_signs,
    "numbers": number_signs,
    "quotes": quote_signs,
}
"""The signs of a find of each kind."""
