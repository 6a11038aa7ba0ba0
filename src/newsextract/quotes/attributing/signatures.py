"""The speaker who signs a quote: "..." — NAME, TOWN."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import Find, is_finite
from newsextract.quotes.narration.narration import DASHES, TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, named, noun_run


def signed_below(narration: Narration, paragraph: int) -> Find | None:
    """The signature in the paragraph after a quote's: — NAME, TOWN."""
    for start, ceiling in narration.paragraphs[paragraph : paragraph + 1]:
        if narration.words[start] in DASHES:
            return signature(narration, start + 1, ceiling)
    return None


def signature(narration: Narration, start: int, ceiling: int) -> Find | None:
    """A name after a dash that ends its paragraph: — NAME, TOWN."""
    if any(is_finite(narration, place) for place in range(start, ceiling)):
        return None
    last = noun_run(narration, start)
    for place in range(start, last):
        if name := narration.name(place):
            return Find(named(name), start, start)
    if narration.words[ceiling - 1] in TERMINAL:
        return None  # an item of a list
    signed = "".join(narration.words[start:last])
    return Find(Phrase(start, last, last - 1), start, start) if signed[:1].isupper() else None
