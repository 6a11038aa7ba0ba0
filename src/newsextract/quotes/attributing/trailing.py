"""The speaker named after a quote: "...," he said; "..." said NAME; "..." according to NAME; "..." — NAME, TOWN."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.analysis.word_classes import BE_FINITE
from newsextract.quotes.attributing.cues import Find, can_speak, cue_phrase, is_body, is_finite, saying, verb_strength
from newsextract.quotes.attributing.subjects import BELOW, HAVE, is_passive, subject_of
from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration import DASHES, MOST_SENTENCE, QUOTED, TERMINAL, Narration
from newsextract.quotes.speaker_phrases import Phrase, head_at, named, noun_run, past_letters, phrase_at, phrase_of
from newsextract.rules.verb_forms import verb_forms

_SKIPPED = DASHES | {",", "...", "…", ".."}
_AFTER_VERB = frozenset(("RB", "RP", "_SP"))
_ADVERBS = frozenset(("RB", "RBR", "MD"))
_AUXILIARIES = BE_FINITE | HAVE
_JOINING = frozenset(("CC", "IN", "WRB"))
_STOPS = TERMINAL | {QUOTED}
_MOST_WINDOW = 70
_MOST_TAIL = 60
_MOST_TAG = 12
_MOST_AFTER_VERB = 8  # tokens from "said" to the next comma


class Clause(NamedTuple):
    """A verb and its subject, which stand next to a quote; ``inverted``: the subject follows the verb."""

    speaker: Phrase
    verb: int
    inverted: bool

    def find(self) -> Find:
        """The find that the clause makes."""
        return Find(self.speaker, self.verb, self.verb + 1)


def clause_at(narration: Narration, start: int, stop: int) -> Clause | None:
    """The clause of [start, stop) that begins at ``start``: "said NAME", "added the minister"; "NAME said", "NAME, a
    judge who ..., said", "the minister has also said".
    """
    verb = past(narration.tags, start, ("RB",))
    if verb_strength(narration, verb) or narration.tags[verb] in ("VBD", "VBZ"):
        after = past(narration.tags, verb + 1, _AFTER_VERB)
        speaker = None if narration.tags[verb] == "VBG" else phrase_at(narration, after, inverted=True)
        return Clause(speaker, verb, True) if speaker else None
    head = head_at(narration, start)
    if head is None:
        return None
    phrase = phrase_of(narration, head, start)
    for noun in (head, phrase.last - 1):
        if noun > start and saying(narration, noun):
            return Clause(phrase_of(narration, noun - 1, start), noun, False)
    own = _verb_of(narration, phrase, past_letters(narration, max(phrase.last, head + 1)), start, stop)
    return None if own is None else Clause(phrase, own, False)


def _verb_of(narration: Narration, phrase: Phrase, last: int, start: int, stop: int) -> int | None:
    """The verb that a phrase which ends before ``last`` is the subject of: the next, or a known one by the parser."""
    last = past(narration.tags, last, _ADVERBS)
    finite = is_finite(narration, last)
    if verb_strength(narration, last) or (finite and narration.low[last] not in _AUXILIARIES):
        return last
    for verb in range(last, stop):
        if verb_strength(narration, verb) and narration.deps[verb] not in BELOW and not is_passive(narration, verb):
            subject = subject_of(narration, verb, start, stop)
            if subject and start <= subject.head < last:
                return verb
    return last if finite else None


def trailing(narration: Narration, piece: int) -> Find | None:
    """The speaker whom the words right after the quote name, or None."""
    start = narration.bounds[piece][1]
    paragraph = narration.paragraph_of(start - 1)
    ceiling = narration.paragraphs[paragraph][1]
    while start < ceiling and (narration.words[start] in _SKIPPED or narration.words[start].isspace()):
        start += 1
    if start == ceiling:
        below = narration.paragraphs[paragraph + 1 : paragraph + 2]
        return next((_signature(narration, at + 1, end) for at, end in below if narration.words[at] in DASHES), None)
    between = narration.text[narration.pieces[piece].pairs[-1].outer_end : narration.starts[start]].split()
    if not DASHES.isdisjoint(between) and (signed := _signature(narration, start, ceiling)):
        return signed
    window = range(start, min(ceiling, start + _MOST_WINDOW))
    stop = next((at for at in window if narration.words[at] in _STOPS), window.stop)
    find = cue_phrase(narration, (start,)) or _tagged(narration, piece, start, stop)
    if not find and narration.low[start] == "as":  # as NAME put it; not "as voters shouted outside"
        clause = clause_at(narration, start + 1, stop)
        said = clause and verb_strength(narration, clause.verb) and can_speak(narration, clause.speaker)
        find = clause.find() if clause and said else None
    if find and narration.spoken[piece][-1] == ".":  # after a full stop only what says who spoke and no more
        leads_on = narration.quoted[stop] >= 0 or narration.words[stop - 1] == ":"
        if leads_on or stop - find.cue_last > _MOST_TAG or _reports(narration, find.cue_last, stop):
            return None
    return find


def _signature(narration: Narration, start: int, ceiling: int) -> Find | None:
    """A name after a dash that ends its paragraph: — NAME, TOWN."""
    if any(is_finite(narration, place) for place in range(start, min(ceiling, start + MOST_SENTENCE))):
        return None
    last, phrase = noun_run(narration, start), phrase_at(narration, start)
    if name := phrase.name if phrase else narration.name(start):
        return Find(named(name), start, start)
    if narration.words[ceiling - 1] in TERMINAL:
        return None  # an item of a list
    signed = "".join(narration.words[start:last])
    return Find(Phrase(start, last, last - 1), start, start) if signed[:1].isupper() else None


def _reports(narration: Narration, start: int, stop: int) -> bool:
    """Whether a clause stands after a cue as what is said: "It is safe." Both women said they would stay."""
    for place in range(start, stop):
        if is_finite(narration, place):
            return True
        if narration.words[place] in _SKIPPED or narration.tags[place] in _JOINING:
            return "that" in narration.low[place:stop]
    return False


def _tagged(narration: Narration, piece: int, start: int, stop: int) -> Find | None:
    """The find of the clause right after a quote, if it says who spoke; of somebody named there without a verb, where
    the quote's sentence goes on: "Too old," Ann Reed of the port.
    """
    clause = clause_at(narration, start, stop)
    if clause is None:
        phrase = phrase_at(narration, start)
        alone = phrase and phrase.name and is_open(narration, piece) and narration.opens_sentence(piece)
        return Find(phrase, start, start) if alone else None
    if not _is_tag(narration, piece, clause, start):
        return None
    verb = clause.verb  # the agency quoted NAME as saying: NAME, not the agency
    quoting = (at for at in range(verb + 1, stop) if narration.low[at - 1 : at + 1] == ["as", "saying"])
    speaker = next((subject_of(narration, at, verb + 1, stop) for at in quoting), None)
    return Find(speaker, verb, verb + 1) if speaker else clause.find()


def _is_tag(narration: Narration, piece: int, clause: Clause, start: int) -> bool:
    """Whether the clause after a quote says who spoke: by a verb of saying, or by one of judging where the quote has no
    end mark, or is open and the subject follows; by any verb after an open quote that starts its sentence, but "Stop
    it!" Ann Reed is a driver.
    """
    phrase, verb = clause.speaker, clause.verb
    goes_on, known, says = is_open(narration, piece), verb_strength(narration, verb), saying(narration, verb)
    if clause.inverted:  # "...," grins the minister
        somebody = is_body(narration, phrase.head) or narration.low[phrase.head] in with_plurals("documents")
        return says or (goes_on and somebody and (known > 0 or narration.words[start - 1] != ","))
    if not goes_on and (narration.tags[phrase.first] in ("NN", "NNS") or not can_speak(narration, phrase)):
        return False  # her “slow” call on the stock; a “rebel” with a plan that attacks the port
    is_so = narration.low[verb] in BE_FINITE and narration.tags[verb + 1] != "VBN"
    judges = known and narration.spoken[piece][-1] not in ".?!"
    return bool(says or judges or (goes_on and narration.opens_sentence(piece) and not is_so))


def is_open(narration: Narration, piece: int) -> bool:
    """Whether the quote ends as one whose sentence goes on: with a comma, a question mark or an exclamation mark."""
    pair = narration.pieces[piece].pairs[-1]
    return narration.text[pair.end - 1] in ",?!" or narration.text[pair.outer_end : pair.outer_end + 1] == ","


def tail(narration: Narration, piece: int) -> Find | None:
    """A cue later in the quote's sentence: ..., according to NAME; ..., NAME said."""
    last = narration.bounds[piece][1]
    if narration.spoken[piece][-1] in ".?!":
        return None
    ceiling = min(narration.paragraphs[narration.paragraph_of(last - 1)][1], last + _MOST_TAIL)
    stop = next((place for place in range(last, ceiling) if narration.words[place] in TERMINAL), ceiling)
    if find := cue_phrase(narration, range(last, stop)):
        return find
    commas = (place for place in range(stop - 1, last - 1, -1) if narration.words[place] == ",")
    tags = filter(None, (tag_line(narration, place + 1, stop) for place in commas))
    return next((clause.find() for clause in tags), None)


def tag_line(narration: Narration, start: int, stop: int) -> Clause | None:
    """A whole clause "NAME said" or "said NAME" between a comma and the sentence's end."""
    clause = clause_at(narration, start, min(stop, start + _MOST_TAG))
    if clause is None or not saying(narration, clause.verb):
        return None
    if clause.inverted and narration.low[clause.verb] in verb_forms("telling"):
        return None
    end = next((place for place in range(clause.verb, stop) if narration.words[place] == ","), stop)
    return clause if clause.inverted or end - clause.verb <= _MOST_AFTER_VERB else None
