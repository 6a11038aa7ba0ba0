"""Who said each piece: the words round it first, then the pieces and sentences before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsextract.quotes.context import TERMINAL, Context
from newsextract.quotes.cues import Find, according, saying, subject_of, verb_strength
from newsextract.quotes.leading import find_before, leading
from newsextract.quotes.phrases import Phrase, head_at, phrase_of
from newsextract.quotes.trailing import trailing
from newsextract.quotes.verbs import SAYING

_MOST_TAIL = 60


@dataclass(frozen=True, slots=True)
class Attribution:
    """A piece's find (or None), how it came by it, and the number of the statement it belongs to."""

    find: Find | None
    way: str  # "leading", "trailing", "tail", "continued", "carried", "follow-on" or "none"
    statement: int


def attribute(context: Context) -> list[Attribution]:
    """One Attribution a piece, in order."""
    done: list[Attribution] = []
    for piece in range(len(context.pieces)):
        find, way = _own(context, piece)
        if find is None:
            find, way = _inherited(context, piece, done)
        done.append(Attribution(find, way, _statement(context, piece, find, way, done)))
    return _looked_ahead(context, done)


def _own(context: Context, piece: int) -> tuple[Find | None, str]:
    """The find of the sentence that the piece stands in."""
    if label := context.pieces[piece].pairs[0].label:
        return _labelled(context, *label), "leading"
    before, touching = leading(context, piece)
    after = trailing(context, piece)
    if before and touching and before.strong and not (after and _clearer(context, piece, before, after)):
        return before, "leading"
    if after:
        return after, "trailing"
    tail = _tail(context, piece)
    if before and before.strong and not (tail and verb_strength(context, before.cue_first) < 2):
        return before, "leading"
    if tail:
        return tail, "tail"
    return (before, "leading") if before else (None, "none")


def _labelled(context: Context, start: int, end: int) -> Find:
    """The speaker set before the words, inside the marks."""
    first, last = context.token_at(start), context.token_before(end)
    name = context.name(last - 1)
    return Find(Phrase(first, last, last - 1, name.person if name else None), first, first)


def _clearer(context: Context, piece: int, before: Find, after: Find) -> bool:
    """Whether the cue after the quote is surer than the one before: "said NAME" against a verb further
    off.
    """
    first, last = context.bounds[piece]
    near = first - before.cue_last <= 2 and context.words[first - 1] not in ("—", "–", "--", "-")
    ends_open = context.text[context.pieces[piece].end - 1] in ",?!"
    if not ends_open or after.cue_first - last > 6 or verb_strength(context, after.cue_first) < SAYING:
        return False
    return not near or verb_strength(context, before.cue_first) < SAYING


def _tail(context: Context, piece: int) -> Find | None:
    """A cue later in the sentence: ..., according to NAME; ..., NAME said."""
    last = context.bounds[piece][1]
    ceiling = context.paragraphs[context.paragraph_of(last - 1)][1]
    if context.text[context.pieces[piece].end - 1] in ".?!" and context.tags[last : last + 1] != [","]:
        return None
    place, commas = last, []
    while place < min(ceiling, last + _MOST_TAIL) and not (
        context.words[place] in TERMINAL and context.quoted[place] < 0
    ):
        if context.words[place] == "," and context.quoted[place] < 0:
            commas.append(place)
        place += 1
    for token in range(last, place):
        if context.quoted[token] < 0 and (find := according(context, token)):
            return find
    for comma in reversed(commas):
        if find := tag_line(context, comma + 1, place):
            return find
    return None


def tag_line(context: Context, start: int, stop: int) -> Find | None:
    """A whole clause "NAME said" or "said NAME" between a comma and the sentence's end."""
    if start < stop and saying(context, start) and context.tags[start] != "VBG":
        head = head_at(context, start + 1)
        if head is not None and head < stop:
            return Find(phrase_of(context, head, start + 1, inverted=True), start, start + 1)
    for verb in range(start + 1, min(stop, start + 12)):
        if verb_strength(context, verb) == 2 and context.tags[verb] not in ("VBG", "VB", "VBN"):
            speaker = subject_of(context, verb, start, stop)
            end = next((place for place in range(verb, stop) if context.words[place] == ","), stop)
            if speaker and speaker.first <= start + 1 and end - verb <= 8:
                return Find(speaker, verb, verb + 1)
    return None


def _inherited(context: Context, piece: int, done: list[Attribution]) -> tuple[Find | None, str]:
    """The speaker of the piece or sentence before, when the piece's own sentence names none."""
    first = context.bounds[piece][0]
    paragraph = context.paragraph_of(first)
    floor = context.floors[paragraph]
    earlier = done[-1] if done else None
    near = earlier if earlier and earlier.find and context.bounds[piece - 1][1] > floor else None
    find = None
    if first > floor:
        find = _from_sentence_before(context, first, floor)
    if find is not None and (find.strong or not near):
        return find, "carried"
    if near:
        return near.find, "continued" if near.way == "trailing" and _goes_on(context, piece) else "carried"
    if paragraph and first == floor:
        return _from_paragraph_before(context, piece, paragraph, earlier)
    return None, "none"


def _goes_on(context: Context, piece: int) -> bool:
    """Whether the piece goes on with the sentence of the one before: "My house,” said NAME, “was flooded."."""
    between = range(context.bounds[piece - 1][1], context.bounds[piece][0])
    words = [context.words[place] for place in between]
    return bool(words) and words[-1] == "," and TERMINAL.isdisjoint(words)


def _from_sentence_before(context: Context, first: int, floor: int, sure: bool = False) -> Find | None:
    """The cue of the narrative sentence that ends right before the piece, if no other piece stands in it."""
    last = first - 1
    while last >= floor and context.words[last] in TERMINAL and context.quoted[last] < 0:
        last -= 1
    if last < floor or context.quoted[last] >= 0:
        return None
    start = context.sentence_start(last + 1, floor)
    if any(context.quoted[place] >= 0 for place in range(start, last + 1)):
        return None
    return find_before(context, start, last + 1, sure)[0]


def _from_paragraph_before(
    context: Context, piece: int, paragraph: int, earlier: Attribution | None
) -> tuple[Find | None, str]:
    floor, last = context.paragraphs[paragraph - 1]
    if earlier and context.bounds[piece - 1][1] > floor:
        tail = _from_sentence_before(context, last, floor) if context.quoted[last - 1] < 0 else None
        return (tail if tail and tail.strong else earlier.find), "follow-on"
    find = _from_sentence_before(context, last, floor, sure=earlier is not None)
    return (earlier.find if find is None and earlier is not None else find), "follow-on"


def _statement(context: Context, piece: int, find: Find | None, way: str, done: list[Attribution]) -> int:
    """The number of the statement before when both hang on one cue or follow it in one breath, else a new
    one.
    """
    if not done:
        return 0
    earlier = done[-1]
    fresh = earlier.statement + 1
    if find is None or earlier.find is None:
        return fresh
    same_paragraph = context.paragraph_of(context.bounds[piece][0]) == context.paragraph_of(
        context.bounds[piece - 1][0]
    )
    same_cue = (find.cue_first, find.cue_last) == (earlier.find.cue_first, earlier.find.cue_last)
    return earlier.statement if same_cue and same_paragraph and way != "follow-on" else fresh


def _looked_ahead(context: Context, done: list[Attribution]) -> list[Attribution]:
    """A paragraph's first piece without a speaker takes that of the next one in the paragraph."""
    for piece in range(len(done) - 2, -1, -1):
        here, after = done[piece], done[piece + 1]
        if here.find is None and after.find is not None and after.way in ("trailing", "leading"):
            same = context.paragraph_of(context.bounds[piece][0]) == context.paragraph_of(context.bounds[piece + 1][0])
            if same:
                done[piece] = replace(here, find=after.find, way="carried")
    return done
