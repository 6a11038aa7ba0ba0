"""The spaCy component that gives each find of a Doc its confidence. It runs last: it reads what the others found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp
from typing import Any

from spacy.tokens import Doc

from newsextract import rules
from newsextract.confidence.signs import Signs, by_place, signs_of
from newsextract.records.doc_finds import has_finds
from newsextract.records.kinds import KINDS

_DIGITS = 2
_UNSURE = 0.5
"""A speaker who is less likely right than not is not named."""


class NewsConfidence:
    """Replaces the finds on a Doc by the same with a confidence."""

    def __init__(self) -> None:
        """Read the weights. Raises rules.RulesError."""
        self._weights: Mapping[str, Mapping[str, float]] = rules.table("confidence/built/weights")

    def __call__(self, doc: Doc) -> Doc:
        """Weigh the finds of the doc; the doc itself comes back."""
        odds = by_place(doc._.name_odds)
        for kind in filter(lambda kind: has_finds(doc, kind), KINDS):
            weighed = self._weights[kind]
            finds = [(find, probability(signs_of(kind, find, odds), weighed)) for find in getattr(doc._, kind)]
            setattr(doc._, kind, tuple(_with(find, sure) for find, sure in finds))
        return doc


def probability(signs: Signs, weighed: Mapping[str, float]) -> float:
    """How likely a find with these signs is right, to two digits."""
    odds = sum((value * weighed.get(sign, 0.0) for sign, value in signs.items()), weighed["any"])
    return round(1 / (1 + exp(-odds)), _DIGITS)


def _with(find: Any, sure: float) -> Any:
    speaker = getattr(find, "speaker", None)
    if speaker and speaker.name and sure < _UNSURE:
        return replace(find, confidence=sure, speaker=replace(speaker, name=None, person=None))
    return replace(find, confidence=sure)
