"""The quotes of one article, from marks to records."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from spacy.tokens import Doc

from newsextract.quotes.attribution import Attribution, attribute
from newsextract.quotes.context import Context
from newsextract.quotes.cues import Find
from newsextract.quotes.pairs import Piece, pieces
from newsextract.quotes.parsing import with_rest
from newsextract.quotes.phrases import Phrase
from newsextract.quotes.posts import Post, posts
from newsextract.quotes.reported import Reported, reported
from newsextract.quotes.resolve import Resolver
from newsextract.quotes.selection import is_clause, is_quote, repeated
from newsextract.records import Cue, Person, Quote, QuoteKind, Speaker
from newsextract.text.doc_text import text_of
from newsextract.text.paragraphs import paragraphs

Marked = TypeVar("Marked", Piece, Quote)


def quotes(doc: Doc, people: Sequence[Person], indirect: bool = False) -> tuple[Quote, ...]:
    """The quotes of a tagged and parsed Doc in text order; ``people`` are its persons (their offsets into
    doc.text). With ``indirect``, reported statements too, for which all of the Doc must be parsed; what a
    ``news_parser`` has kept back of the tree is put on it then.
    """
    text = text_of(doc)
    lines = paragraphs(text)
    blocks = posts(text, lines)
    marked = _no_nicknames(_outside(pieces(text, lines), blocks), people)
    if not marked and not blocks and not (indirect and lines):
        return ()
    context = Context(doc, marked, lines, people)
    attributions = attribute(context)
    repeats = repeated(context, attributions)
    kept = [
        (number, attribution)
        for number, attribution in enumerate(attributions)
        if number not in repeats and is_quote(context, number, attribution)
    ]
    resolver = Resolver(context)
    found = [_quote(context, resolver, number, attribution) for number, attribution in kept]
    found += [_block(context, post, -1 - number) for number, post in enumerate(blocks)]
    if indirect:
        with_rest(doc)
        found += _outside(_indirect(context, dict(kept)), blocks)
    return _numbered(sorted(found, key=lambda quote: quote.start))


def _outside(marked: Iterable[Marked], blocks: list[Post]) -> list[Marked]:
    """The pieces or quotes that lie in no post."""
    ends = [post.end for post in blocks]
    return [
        piece
        for piece in marked
        if (place := bisect_right(ends, piece.start)) == len(ends) or blocks[place].start >= piece.end
    ]


def _no_nicknames(marked: list[Piece], people: Sequence[Person]) -> list[Piece]:
    """The pieces that are no part of a person's name, as the second word of Ann “Fay” Reed is."""
    mentions = sorted((mention.start, mention.end) for person in people for mention in person.mentions)
    kept = []
    for piece in marked:
        place = bisect_right(mentions, (piece.start, 0)) - 1
        if place < 0 or mentions[place][1] <= piece.end:
            kept.append(piece)
    return kept


def _indirect(context: Context, kept: dict[int, Attribution]) -> Iterator[Quote]:
    """The reported statements, each one of its own. Their speakers are resolved along with those of the quotes
    ``kept``, by a resolver of their own: quotes are the same whether they are asked for or not.
    """
    resolver = Resolver(context)
    waiting = deque(kept.items())
    for one in reported(context):
        while waiting and context.bounds[waiting[0][0]][0] < one.first:
            find = waiting.popleft()[1].find
            if find and find.speaker:
                resolver.person(find.speaker)
        start, end = context.starts[one.first], context.end_of(one.last - 1)
        speaker = _speaker(context, resolver, one.speaker)
        statement = len(context.pieces) + one.first  # no piece has this number
        yield Quote(context.text[start:end], start, end, "indirect", statement, speaker, _cue(context, one))


def _numbered(found: list[Quote]) -> tuple[Quote, ...]:
    """The quotes with their statements numbered from 0 in text order."""
    numbers: dict[int, int] = {}
    return tuple(replace(quote, statement=numbers.setdefault(quote.statement, len(numbers))) for quote in found)


def _block(context: Context, post: Post, statement: int) -> Quote:
    """A post as a quote; its speaker is the first person named in the signature, or the whole name as
    signed.
    """
    start, end, person = post.name_start, post.name_end, None
    for token in range(context.token_at(start), context.token_before(end)):
        name = context.name(token)
        if name is not None and start <= name.start and name.end <= end:
            start, end, person = name.start, name.end, context.people[name.person].name
            break
    speaker = Speaker(context.text[start:end], start, end, person)
    return Quote(context.text[post.start : post.end], post.start, post.end, "block", statement, speaker, None)


def _quote(context: Context, resolver: Resolver, number: int, attribution: Attribution) -> Quote:
    piece = context.pieces[number]
    find = attribution.find
    kind: QuoteKind = "direct" if is_clause(context, number) else "partial"
    speaker = _speaker(context, resolver, find.speaker) if find and find.speaker else None
    cue = None if attribution.way == "follow-on" else _cue(context, find)
    text = context.text[piece.start : piece.end]
    return Quote(text, piece.start, piece.end, kind, attribution.statement, speaker, cue)


def _speaker(context: Context, resolver: Resolver, phrase: Phrase) -> Speaker:
    person = resolver.person(phrase)
    last = phrase.last - 1
    while context.words[last].isspace():  # two spaces are a token, which may pass for a word
        last -= 1
    start, end = context.starts[phrase.first], context.end_of(last)
    if phrase.name is not None and (name := context.name(phrase.head)):
        start, end = name.start, name.end
    return Speaker(context.text[start:end], start, end, None if person is None else context.people[person].name)


def _cue(context: Context, find: Find | Reported | None) -> Cue | None:
    if find is None or find.cue_first == find.cue_last:
        return None
    start, end = context.starts[find.cue_first], context.end_of(find.cue_last - 1)
    return Cue(context.text[start:end], start, end)
