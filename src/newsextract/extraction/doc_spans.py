"""The finds as span groups of spaCy's Doc, ``doc.spans["people"]`` and so on: for displacy and whoever reads spans.

A span's ``id_`` is its find's place in ``doc._.people``; a find that is named several times has several spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from newsextract.records.kinds import Kind

_LABELS: dict[Kind, Callable[[Any], str]] = {
    "people": lambda person: "person",
    "countries": lambda country: str(country.alpha_2),
    "numbers": lambda number: str(number.kind),
    "quotes": lambda quote: str(quote.kind),
}


def with_spans(doc: Doc, kind: Kind) -> Doc:
    """The doc, whose finds of the kind are now a span group of that name too."""
    doc.spans[kind] = SpanGroup(doc, name=kind, spans=list(_spans(doc, kind)))
    return doc


def _spans(doc: Doc, kind: Kind) -> Iterator[Span]:
    """Whole words, where a find is a part of one."""
    for place, find in enumerate(getattr(doc._, kind)):
        for each in getattr(find, "mentions", (find,)):
            label = _LABELS[kind](find)
            span = doc.char_span(each.start, each.end, label, alignment_mode="expand", span_id=str(place))
            if span is not None:
                yield span
