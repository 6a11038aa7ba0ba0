"""The quotes of one article, from marks to records."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from newsextract.quotes.attribution import Attribution, attribute
from newsextract.quotes.context import Context
from newsextract.quotes.cues import Find
from newsextract.quotes.lines import paragraphs
from newsextract.quotes.pairs import pieces
from newsextract.quotes.selection import is_clause, is_quote
from newsextract.records import Cue, Person, Quote, Speaker


def quotes(doc: Doc, people: Sequence[Person]) -> tuple[Quote, ...]:
    """The quotes of a tagged and parsed Doc in text order; ``people`` are its persons (their offsets into doc.text)."""
    text = doc.text
    lines = paragraphs(text)
    marked = pieces(text, lines)
    if not marked:
        return ()
    context = Context(doc, marked, lines, people)
    attributions = attribute(context)
    kept = [number for number, found in enumerate(attributions) if is_quote(context, number, found)]
    return tuple(_quote(context, number, attributions[number]) for number in kept)


def _quote(context: Context, number: int, attribution: Attribution) -> Quote:
    piece = context.pieces[number]
    find = attribution.find
    return Quote(
        context.text[piece.start : piece.end], piece.start, piece.end, "direct" if is_clause(context, number) else "partial", attribution.statement,
        _speaker(context, find), _cue(context, find),
    )  # fmt: skip


def _speaker(context: Context, find: Find | None) -> Speaker | None:
    if find is None or find.speaker is None:
        return None
    phrase = find.speaker
    if phrase.name is not None:
        name = context.name(phrase.head)
        if name is not None:
            return Speaker(context.text[name.start : name.end], name.start, name.end, context.people[name.person].name)
    start, end = context.starts[phrase.first], context.end_of(phrase.last - 1)
    return Speaker(context.text[start:end], start, end, None)


def _cue(context: Context, find: Find | None) -> Cue | None:
    if find is None or find.cue_first == find.cue_last:
        return None
    start, end = context.starts[find.cue_first], context.end_of(find.cue_last - 1)
    return Cue(context.text[start:end], start, end)
