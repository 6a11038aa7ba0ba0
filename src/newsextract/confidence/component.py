"""The spaCy component that gives each find of a Doc its confidence. It runs last: it reads what the others found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp
from typing import Any

from spacy.tokens import Doc

from newsextract import rules
from newsextract.analysis.doc_text import text_of
from newsextract.confidence.signs import ANY, SIGNS, Around, Signs
from newsextract.records.doc_finds import has_finds
from newsextract.records.kinds import KINDS, Kind
from newsextract.rules.judgement import Decision, is_traced, note

_DIGITS = 2
_UNSURE = 0.5  # a speaker who is less likely right than not is not named
_LEAST = 0.05  # log odds that explain shows


class NewsConfidence:
    """Replaces the finds on a Doc by the same with a confidence."""

    def __init__(self) -> None:
        """Read the weights. Raises rules.RulesError."""
        self._weights: Mapping[str, Mapping[str, float]] = rules.table("confidence/built/weights")

    def __call__(self, doc: Doc) -> Doc:
        """Weigh the finds of the doc; the doc itself comes back."""
        around = Around.of(text_of(doc), doc, doc._.people, doc._.quotes)
        for kind in filter(lambda kind: has_finds(doc, kind), KINDS):
            dollars = dict(doc._.dollar_odds) if kind == "numbers" else {}
            finds = getattr(doc._, kind)
            setattr(doc._, kind, tuple(self._weighed(kind, find, SIGNS[kind](find, around), dollars) for find in finds))
        return doc

    def _weighed(self, kind: Kind, find: Any, signs: Signs, dollars: Mapping[int, float]) -> Any:
        """The find with its confidence; ``dollars``: how likely the dollar is right, by where its number starts."""
        dollar, weights = dollars.get(find.start, 1.0) if dollars else 1.0, self._weights[kind]
        sure = round(probability(signs, weights) * dollar, _DIGITS)
        if is_traced():
            added = [(sign, value * weights.get(sign, 0.0)) for sign, value in signs.items()]
            added.sort(key=lambda one: (one[0] != ANY, -abs(one[1])))
            why = ", ".join(f"{sign} {odds:+.1f}" for sign, odds in added if abs(odds) >= _LEAST)
            why += f"; times {dollar:.2f} for the dollar" if dollar < 1 else ""
            for place in getattr(find, "mentions", (find,)):
                note(Decision(kind, "confidence", f"{sure:.2f} ({why})", place.start, place.end, sure))
        speaker = getattr(find, "speaker", None)
        if speaker and speaker.name and sure < _UNSURE:
            find = replace(find, speaker=replace(speaker, name=None, person=None))
        return replace(find, confidence=sure)


def probability(signs: Signs, weights: Mapping[str, float]) -> float:
    """How likely a find with these signs is right, to two digits."""
    odds = sum([value * weights[sign] for sign, value in signs.items() if sign in weights])
    return round(1 / (1 + exp(-odds)), _DIGITS)
