"""The speaker named after a quote: "...," he said; "..." said NAME; "..." according to NAME; "..." — NAME,
TOWN.
"""

from __future__ import annotations

from newsextract.quotes.context import TERMINAL, Context
from newsextract.quotes.cues import Find, according, is_finite, saying, subject_of, verb_strength
from newsextract.quotes.phrases import Phrase, head_at, noun_run, phrase_of

_DASHES = frozenset(("-", "--", "—", "–", "―", "---"))
_SKIPPED = _DASHES | {",", "...", "…", ".."}
_ADVERBS = frozenset(("RB", "RBR", "MD"))
_AUXILIARIES = frozenset(("has", "had", "have", "is", "was", "were", "would", "also", "then", "later"))
_MOST_WINDOW = 70
_MOST_SIGNATURE = 14
_MOST_MARKED = 6  # tokens, marks counted: "Make Peace" pins


def trailing(context: Context, piece: int) -> Find | None:
    """The speaker whom the words right after the quote name, or None."""
    first = context.bounds[piece][1]
    ceiling = context.paragraphs[context.paragraph_of(first - 1)][1]
    start = first
    while (
        start < ceiling
        and (context.words[start] in _SKIPPED or context.words[start].isspace())
        and context.quoted[start] < 0
    ):
        start += 1
    if start == ceiling:
        return _signed_below(context, piece)
    stop = start
    while stop < min(ceiling, start + _MOST_WINDOW) and _belongs(context, stop):
        stop += 1
    if start == stop:
        return None
    outer_end = context.pieces[piece].pairs[-1].outer_end
    dashed = start < len(context.starts) and any(
        mark in _DASHES for mark in context.text[outer_end : context.starts[start]].split()
    )
    if dashed and (signed := signature(context, start, ceiling)):
        return signed
    find = according(context, start) or _inverted(context, piece, start, stop) or _plain(context, piece, start, stop)
    return find if find and (_open_ended(context, piece) or _is_short(context, find, stop, ceiling)) else None


def _signed_below(context: Context, piece: int) -> Find | None:
    """The signature in the paragraph after a quote's: — NAME, TOWN."""
    below = context.paragraph_of(context.bounds[piece][1] - 1) + 1
    if below == len(context.paragraphs):
        return None
    start, ceiling = context.paragraphs[below]
    if start == ceiling or context.words[start] not in _DASHES:
        return None
    return signature(context, start + 1, ceiling)


def _belongs(context: Context, place: int) -> bool:
    """Whether a token can stand in a tag line: narration short of a full stop, or a few words in marks."""
    piece = context.quoted[place]
    if piece >= 0:
        first, last = context.bounds[piece]
        return last - first <= _MOST_MARKED
    return context.words[place] not in TERMINAL or context.tags[place].startswith("NN")  # the stop of "Lt."


def _open_ended(context: Context, piece: int) -> bool:
    """Whether the quote's own end lets its sentence go on: no full stop before the closing mark."""
    end = context.pieces[piece].end
    after = context.text[context.pieces[piece].pairs[-1].outer_end :][:1]
    return context.text[end - 1] != "." or after == ","


def _is_short(context: Context, find: Find, stop: int, ceiling: int) -> bool:
    """After a full stop only a bare tag line belongs to the quote: "..." Smith said. And no quote follows in
    it.
    """
    follows = stop < ceiling and context.quoted[stop] >= 0
    opens_clause = any(context.low[place] == "that" for place in range(find.cue_last, stop))
    return not follows and not opens_clause and stop - find.cue_last <= 12


def _inverted(context: Context, piece: int, start: int, stop: int) -> Find | None:
    """said NAME, added the minister."""
    place = start
    while place < stop and context.tags[place] == "RB" and place - start < 2:
        place += 1
    if place >= stop or context.tags[place] == "VBG":
        return None
    if not saying(context, place) and not _stands_for_saying(context, piece, place, start):
        return None
    after = place + 1
    while after < stop and context.tags[after] == "RB":
        after += 1
    head = head_at(context, after) if after < stop else None
    if head is None or head >= stop or (context.doc[head].ent_type_ == "DATE" and head == after):
        return None
    if context.low[after] in ("him", "her", "them", "me", "us") or (head + 1 < stop and _is_cue_run(context, head + 1)):
        return None
    return Find(phrase_of(context, head, after, inverted=True), place, place + 1)


def _stands_for_saying(context: Context, piece: int, verb: int, start: int) -> bool:
    """Whether another verb says it: "...," grins the minister; after a comma outside the marks, one of judging."""
    if not _comma_before(context, piece) or context.tags[verb] not in ("VBD", "VBZ"):
        return False
    return context.words[start - 1] != "," or (verb_strength(context, verb) > 0 and _opens(context, piece))


def _is_cue_run(context: Context, place: int) -> bool:
    return saying(context, place) and is_finite(context, place)


def _plain(context: Context, piece: int, start: int, stop: int) -> Find | None:
    """NAME said; NAME, a judge who ..., said; the minister has also said."""
    head = head_at(context, start)
    if head is None or head >= stop:
        return None
    phrase = phrase_of(context, head, start)
    verb = _verb_after(context, max(phrase.last, head + 1), start, stop)
    free = _comma_before(context, piece) and context.words[start - 1] not in _DASHES and _opens(context, piece)
    if verb is None:
        verbless = not any(is_finite(context, place) for place in range(start, stop))
        return Find(phrase, start, start) if free and verbless and phrase.name is not None else None
    if verb_strength(context, verb) or (free and is_finite(context, verb) and context.tags[verb] != "MD"):
        return Find(phrase, verb, verb + 1)
    return None


def _opens(context: Context, piece: int) -> bool:
    """Whether the quote starts its sentence."""
    first = context.bounds[piece][0]
    return first == 0 or context.sentence_start(first, context.floors[context.paragraph_of(first)]) == first


def _comma_before(context: Context, piece: int) -> bool:
    pair = context.pieces[piece].pairs[-1]
    return context.text[pair.end - 1] in ",?!" or context.text[pair.outer_end : pair.outer_end + 1] == ","


def _verb_after(context: Context, place: int, start: int, stop: int) -> int | None:
    """The verb that the phrase before ``place`` is the subject of, appositions between them stepped over."""
    for _ in range(4):
        place = _past_adverbs(context, place, stop)
        if place >= stop:
            return None
        if verb_strength(context, place) or is_finite(context, place):
            return place
        if context.words[place] == "(":
            place = _past(context, place, stop, ")")
        elif context.words[place] in _SKIPPED or context.low[place] in (
            "who",
            "whose",
            "of",
            "in",
            "at",
            "from",
        ):
            closing = _closing_comma(context, place + 1, stop)
            if closing is None:
                return _by_tree(context, start, place, stop)
            place = closing + 1
        else:
            return _by_tree(context, start, place, stop)
    return None


def _past_adverbs(context: Context, place: int, stop: int) -> int:
    while place < stop and (
        context.tags[place] in _ADVERBS
        or (context.low[place] in _AUXILIARIES and place + 1 < stop and _leads_to_cue(context, place + 1, stop))
    ):
        place += 1
    return place


def _leads_to_cue(context: Context, place: int, stop: int) -> bool:
    while place < stop and (context.tags[place] in _ADVERBS or context.low[place] in _AUXILIARIES):
        place += 1
    return place < stop and verb_strength(context, place) > 0


def _past(context: Context, place: int, stop: int, closing: str) -> int:
    while place < stop and context.words[place] != closing:
        place += 1
    return place + 1


def _closing_comma(context: Context, place: int, stop: int) -> int | None:
    """The first comma or dash from here on that a cue follows."""
    for comma in range(place, stop):
        if context.words[comma] in _SKIPPED:
            after = _past_adverbs(context, comma + 1, stop)
            if after < stop and verb_strength(context, after) and context.tags[after] != "VBG":
                return comma
    return None


def _by_tree(context: Context, start: int, last: int, stop: int) -> int | None:
    """A cue between ``last`` and ``stop`` whose subject, by the parser, lies in [start, last)."""
    for verb in range(last, stop):
        if verb_strength(context, verb) and context.tags[verb] != "VBG":
            subject = subject_of(context, verb, start, stop)
            if subject is not None and start <= subject.head < last:
                return verb
    return None


def signature(context: Context, start: int, ceiling: int) -> Find | None:
    """A name after a dash that ends its paragraph: — NAME, TOWN."""
    if ceiling - start > _MOST_SIGNATURE or start >= ceiling:
        return None
    if any(is_finite(context, place) or context.quoted[place] >= 0 for place in range(start, ceiling)):
        return None
    last = noun_run(context, start)
    for place in range(start, max(last, start + 1)):
        if name := context.name(place):
            return Find(Phrase(name.first, name.last, name.last - 1, name.person), start, start)
    if last == start or not context.words[start][:1].isupper():
        return None
    return Find(Phrase(start, last, last - 1), start, start)
