"""The speaker named after a quote: "...," he said; "..." said NAME; "..." according to NAME; "..." — NAME, TOWN."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import (
    BEING,
    Find,
    according,
    can_speak,
    first_according,
    is_body,
    is_finite,
    quoted_source,
    saying,
    verb_strength,
)
from newsextract.quotes.attributing.signatures import signature, signed_below
from newsextract.quotes.attributing.subjects import is_passive, subject_of
from newsextract.quotes.lexicon import listed, strength, with_plurals
from newsextract.quotes.narration.narration import DASHES, QUOTED, TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, past_letters, phrase_of
from newsextract.rules.verb_forms import verb_forms

_SKIPPED = DASHES | {",", "...", "…", ".."}
_ADVERBS = frozenset(("RB", "RBR", "MD"))
_AUXILIARIES = frozenset(("has", "had", "have", "is", "was", "were", "would", "also", "then", "later"))
_HOW = frozenset(("how", "what", "all"))
_OPENS_ASIDE = frozenset(("(", "who", "whose", "of", "in", "at", "from")) | _SKIPPED
_NOT = frozenset(("not", "n't", "n’t", "never", "yet"))
_JOINING = frozenset(("CC", "IN", "WRB"))
_COMING = frozenset(("came", "comes"))
_CLOSES_AS = frozenset(("it", "them", "him", "her", "in", "on"))
_STOPS = TERMINAL | {QUOTED}
_MOST_WINDOW = 70
_MOST_MARKED = 6  # tokens, marks counted: "Make Peace" pins
_MOST_ASIDES = 4
_MOST_TAIL = 60
_MOST_TAG = 12


def trailing(narration: Narration, piece: int) -> Find | None:
    """The speaker whom the words right after the quote name, or None."""
    start = narration.bounds[piece][1]
    paragraph = narration.paragraph_of(start - 1)
    ceiling = narration.paragraphs[paragraph][1]
    while start < ceiling and (narration.words[start] in _SKIPPED or narration.words[start].isspace()):
        start += 1
    if start == ceiling:
        return signed_below(narration, paragraph + 1)
    between = narration.text[narration.pieces[piece].pairs[-1].outer_end : narration.starts[start]].split()
    if not DASHES.isdisjoint(between) and (signed := signature(narration, start, ceiling)):
        return signed
    window = range(start, min(ceiling, start + _MOST_WINDOW))
    stop = next((at for at in window if narration.words[at] in _STOPS and not _belongs(narration, at)), window.stop)
    find = according(narration, start) or _inverted(narration, piece, start) or _plain(narration, piece, start, stop)
    find = find or _as_said(narration, start, stop) or _came(narration, start) or _is_how(narration, start)
    ended = narration.spoken[piece][-1] == "."
    return None if find and ended and not _is_bare(narration, find, stop) else find


def _belongs(narration: Narration, place: int) -> bool:
    """Whether a token can stand in a tag line: narration short of a full stop, or a few words in marks."""
    piece = narration.quoted[place]
    if piece >= 0:
        first, last = narration.bounds[piece]
        return last - first <= _MOST_MARKED
    return narration.words[place] not in TERMINAL


def _is_bare(narration: Narration, find: Find, stop: int) -> bool:
    """Whether a tag line says who spoke and no more: one behind a full stop is the quote's only then."""
    leads_on = narration.quoted[stop] >= 0 or narration.words[stop - 1] == ":"
    said_on = leads_on or _reports(narration, find.cue_last, stop)
    said_not = not _NOT.isdisjoint(narration.low[max(0, find.cue_first - 2) : find.cue_first])  # Berlin has not replied
    return not said_on and not said_not and stop - find.cue_last <= _MOST_TAG


def _reports(narration: Narration, start: int, stop: int) -> bool:
    """Whether a clause stands behind a cue as what is said: "It is safe." Both women said they would stay."""
    for place in range(start, stop):
        if is_finite(narration, place):
            return True
        if narration.words[place] in _SKIPPED or narration.tags[place] in _JOINING:
            return "that" in narration.low[place:stop]
    return False


def _is_how(narration: Narration, start: int) -> Find | None:
    """ "Too old" is how NAME described it; was what NAME called it; was all NAME said; was NAME's reply."""
    if narration.low[start] not in BEING:
        return None
    if reply := _reply(narration, start):
        return reply
    head = head_at(narration, start + 2) if narration.low[start + 1] in _HOW else None
    if head is None:
        return None
    speaker = phrase_of(narration, head, start + 2)
    verb = _past_adverbs(narration, speaker.last)
    return Find(speaker, verb, verb + 1) if verb_strength(narration, verb) else None


def _reply(narration: Narration, start: int) -> Find | None:
    """ "Too old" was NAME's reply; was her verdict."""
    noun = head_at(narration, start + 1)
    if noun is None or narration.low[noun] not in with_plurals("nouns_of_saying"):
        return None
    speaker = phrase_of(narration, noun, start + 1)
    return Find(speaker, noun, noun + 1) if speaker.last <= noun else None


def _inverted(narration: Narration, piece: int, start: int) -> Find | None:
    """said NAME, added the minister."""
    verb = start
    while narration.tags[verb] == "RB":
        verb += 1
    said = saying(narration, verb) or _stands_for_saying(narration, piece, verb, start)
    if narration.tags[verb] == "VBG" or not said:
        return None
    after = verb + 1
    while narration.tags[after] in ("RB", "RP") or narration.words[after].isspace():
        after += 1
    head = head_at(narration, after)
    if head is None:
        return None
    low = narration.low[head]
    one = low in listed("pronouns") and verb_strength(narration, verb) > 0  # reads one
    speaks = one or is_body(narration, head) or low in with_plurals("documents")
    if not (speaks or saying(narration, verb)):
        return None  # cast the deciding vote
    return Find(phrase_of(narration, head, after, inverted=True), verb, verb + 1)


def _came(narration: Narration, start: int) -> Find | None:
    """ "Faster!" came the reply from NAME; came shouts from the crowd."""
    noun = head_at(narration, start + 1) if narration.low[start] in _COMING else None
    if noun is None or narration.low[noun] not in with_plurals("nouns_of_saying") | listed("chants"):
        return None
    head = head_at(narration, noun + 2) if narration.low[noun + 1] == "from" else None
    return Find(None if head is None else phrase_of(narration, head, noun + 2), start, noun + 1)


def _as_said(narration: Narration, start: int, stop: int) -> Find | None:
    """..., as NAME put it; as she said; as it has been called by NAME; not "as voters shouted outside"."""
    if narration.low[start] != "as":
        return None
    for verb in range(start + 1, stop):
        if narration.low[verb + 1] == "by" and verb_strength(narration, verb):
            head = head_at(narration, verb + 2)
            return None if head is None else Find(phrase_of(narration, head, verb + 2), verb, verb + 1)
        if is_finite(narration, verb) and verb_strength(narration, verb):
            speaker = subject_of(narration, verb, start + 1, stop)
            closed = narration.low[verb + 1] in _CLOSES_AS or narration.words[verb + 1] in TERMINAL | {","}
            told = speaker and closed and can_speak(narration, speaker)
            return Find(speaker, verb, verb + 1) if told else None
    return None


def _stands_for_saying(narration: Narration, piece: int, verb: int, start: int) -> bool:
    """Whether another verb says it: "...," grins the minister; after a comma outside the marks, one of judging."""
    if not is_open(narration, piece) or narration.tags[verb] not in ("VBD", "VBZ"):
        return False
    return narration.words[start - 1] != "," or verb_strength(narration, verb) > 0


def _plain(narration: Narration, piece: int, start: int, stop: int) -> Find | None:
    """NAME said; NAME, a judge who ..., said; the minister has also said."""
    head = head_at(narration, start)
    if head is None:
        return None
    if _is_verb_read_as_noun(narration, start, head):
        return Find(phrase_of(narration, head - 1, start), head, head + 1)
    phrase = phrase_of(narration, head, start)
    if _is_verb_read_as_noun(narration, start, phrase.last - 1):
        return Find(phrase._replace(last=phrase.last - 1), phrase.last - 1, phrase.last)
    verb = _verb_after(narration, past_letters(narration, max(phrase.last, head + 1)), start, stop)
    if verb is not None and (source := quoted_source(narration, verb)):
        return source
    free = is_open(narration, piece) and _opens(narration, piece)
    if verb is None:
        return Find(phrase, start, start) if free and phrase.name else None
    if _is_qualified(narration, piece, phrase) or _is_of_thing(narration, piece, phrase):
        return None
    known = saying(narration, verb) or (verb_strength(narration, verb) and not _is_ended(narration, piece))
    is_so = narration.low[verb] in BEING and narration.tags[verb + 1] != "VBN"  # "Stop it!" Ann Reed is a driver
    return Find(phrase, verb, verb + 1) if known or (free and not is_so) else None


def _is_ended(narration: Narration, piece: int) -> bool:
    """Whether the quote ends its sentence with a mark of its own: "Stop it!" Critics still cheer him."""
    return narration.spoken[piece][-1] in ".?!"


def _is_verb_read_as_noun(narration: Narration, start: int, noun: int) -> bool:
    """Whether the tagger takes the verb of a tag line for a noun: the report highlights."""
    ends = narration.tags[noun] == "NNS" and narration.words[noun + 1] in TERMINAL | {","}
    return ends and narration.low[noun] in strength() and narration.tags[noun - 1] in ("NN", "NNP")


def _is_qualified(narration: Narration, piece: int, phrase: Phrase) -> bool:
    """Whether the quote says more of the noun right behind it: her “slow” call on the stock."""
    bare = narration.tags[phrase.first] in ("NN", "NNS")
    return bare and not is_open(narration, piece)


def _is_of_thing(narration: Narration, piece: int, phrase: Phrase) -> bool:
    """Whether a verb behind a phrase in marks says more of a thing: a “rebel” with a plan that attacks the port."""
    return not is_open(narration, piece) and not can_speak(narration, phrase)


def _opens(narration: Narration, piece: int) -> bool:
    """Whether the quote starts its sentence."""
    first = narration.bounds[piece][0]
    return narration.sentence_start(first, narration.floors[narration.lines[piece]]) == first


def is_open(narration: Narration, piece: int) -> bool:
    """Whether the quote ends as one whose sentence goes on: with a comma, a question mark or an exclamation mark."""
    pair = narration.pieces[piece].pairs[-1]
    return narration.text[pair.end - 1] in ",?!" or narration.text[pair.outer_end : pair.outer_end + 1] == ","


def _verb_after(narration: Narration, place: int, start: int, stop: int) -> int | None:
    """The verb that the phrase before ``place`` is the subject of, appositions between them stepped over."""
    for _ in range(_MOST_ASIDES):
        place = _past_adverbs(narration, place)
        if verb_strength(narration, place) or is_finite(narration, place):
            return place
        closers = {")"} if narration.words[place] == "(" else _SKIPPED
        aside = range(place + 1, stop) if narration.low[place] in _OPENS_ASIDE else ()
        closing = next((at for at in aside if narration.words[at] in closers), None)
        if closing is None:
            return _by_tree(narration, start, place, stop)
        place = closing + 1
    return None


def _past_adverbs(narration: Narration, place: int) -> int:
    """The first token from here on that is no adverb, and no auxiliary of a cue (has also said, was heard saying)."""
    end = place
    while narration.tags[end] in _ADVERBS or narration.low[end] in _AUXILIARIES or _is_heard(narration, end):
        end += 1
    if verb_strength(narration, end) and not is_passive(narration, end):
        return end
    while narration.tags[place] in _ADVERBS:
        place += 1
    return place


def _is_heard(narration: Narration, place: int) -> bool:
    """Whether a word says no more than that somebody is heard: to be heard saying."""
    heard = place + (narration.low[place] == "be")
    return narration.low[heard] in verb_forms("quotes/verbs_of_showing")


def _by_tree(narration: Narration, start: int, last: int, stop: int) -> int | None:
    """A cue between ``last`` and ``stop`` whose subject, by the parser, lies in [start, last)."""
    for verb in range(last, stop):
        if verb_strength(narration, verb) and narration.tags[verb] != "VBG":
            subject = subject_of(narration, verb, start, stop)
            if subject and start <= subject.head < last:
                return verb
    return None


def tail(narration: Narration, piece: int) -> Find | None:
    """A cue later in the quote's sentence: ..., according to NAME; ..., NAME said."""
    last = narration.bounds[piece][1]
    if narration.spoken[piece][-1] in ".?!":
        return None
    ceiling = min(narration.paragraphs[narration.paragraph_of(last - 1)][1], last + _MOST_TAIL)
    stop = next((place for place in range(last, ceiling) if narration.words[place] in TERMINAL), ceiling)
    if find := first_according(narration, range(last, stop)):
        return find
    for place in range(stop - 1, last - 1, -1):
        if narration.words[place] == "," and (find := tag_line(narration, place + 1, stop)):
            return find
    return None


def tag_line(narration: Narration, start: int, stop: int) -> Find | None:
    """A whole clause "NAME said" or "said NAME" between a comma and the sentence's end."""
    if saying(narration, start) and narration.tags[start] != "VBG":
        head = head_at(narration, start + 1)
        if head is not None:
            return Find(phrase_of(narration, head, start + 1, inverted=True), start, start + 1)
    for verb in range(start + 1, min(stop, start + _MOST_TAG)):
        if is_finite(narration, verb) and saying(narration, verb):
            speaker = subject_of(narration, verb, start, stop)
            end = next((place for place in range(verb, stop) if narration.words[place] == ","), stop)
            if speaker and speaker.first <= start + 1 and end - verb <= 8:
                return Find(speaker, verb, verb + 1)
    return None
