"""Which of two sources a quote is: the one who spoke before the one who tells of it."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import ONE, is_body, is_finite, is_person, saying
from newsextract.quotes.attributing.subjects import before_aside, heads_above, is_passive, subject_of
from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.rules.verb_forms import verb_forms

_REPORTED = frozenset(("ccomp", "xcomp"))  # dependencies
_OTHERS = frozenset(("he", "she", "they"))


def source(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """The verb and the speaker that a quote behind ``first`` has, where a verb before it has this subject."""
    if inner := _inner(narration, verb, first):
        return inner
    verb, speaker = _outer(narration, verb, speaker, start, first)
    return verb, _joined(narration, verb, speaker, start, first)


def _inner(narration: Narration, verb: int, first: int) -> tuple[int, Phrase] | None:
    """The verb of saying in the clause that ``verb`` reports, with its subject: Reed claimed that Lin said it is "old";
    Reed recalled Lin telling her that it is.
    """
    for place in range(verb + 1, first):
        if not _is_reported(narration, place) or is_passive(narration, place):
            continue
        speaker = subject_of(narration, place, verb + 1, first)
        if speaker and is_body(narration, speaker.head):
            return place, speaker
    return None


def _is_reported(narration: Narration, verb: int) -> bool:
    """Whether a verb of saying is the object of another, by the parser; not one to be done: asked Lin to explain."""
    return narration.deps[verb] in _REPORTED and narration.tags[verb] != "VB" and saying(narration, verb)


def _outer(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """Smith said she believes "...": the verb of saying above a verb of thinking or above a pronoun's own verb."""
    calls = narration.low[verb] in verb_forms("quotes/naming_verbs") or narration.low[first - 1] == "as"
    finite = is_finite(narration, verb)
    inner = calls and (speaker.name is not None or (finite and is_body(narration, speaker.head)))
    if inner or (saying(narration, verb) and not narration.tags[speaker.head].startswith("PRP")):
        return verb, speaker
    below = verb
    for place in heads_above(narration, verb, start, first):
        own = narration.low[speaker.head] in ("it", "they")
        if (narration.deps[below] in ("relcl", "acl") and not own) or _is_when(narration, below):
            break
        spoken = saying(narration, place) and not is_passive(narration, place)
        if spoken and (outer := subject_of(narration, place, start, first)):
            return (verb, speaker) if _is_another(narration, verb, speaker, outer) else (place, outer)
        below = place
    return verb, speaker


def _is_another(narration: Narration, verb: int, speaker: Phrase, outer: Phrase) -> bool:
    """Whether "he", who speaks by a verb of saying, is not who tells of it: prosecutors say he told her "no"; but they
    say what he told her was "a lie".
    """
    he = narration.low[speaker.head] in ONE and narration.low[speaker.head - 1] != "what"
    many = narration.tags[outer.head] == "NNS" or narration.low[outer.head] in with_plurals("documents")
    return he and many and saying(narration, verb)


def _is_when(narration: Narration, verb: int) -> bool:
    """Whether a finite verb is that of a clause of time or reason: asked about it when he claimed "..." """
    return narration.deps[verb] == "advcl" and is_finite(narration, verb)


def _joined(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> Phrase:
    """For "Reed said the road was closed and added" with the road as subject: the speaker of the verb before."""
    if is_person(narration, speaker, _OTHERS):
        return speaker
    verbs: list[int] = []
    if _is_joined(narration, verb) and before_aside(narration, verb, start) is None:
        verbs += (place for place in range(verb - 1, start - 1, -1) if saying(narration, place))
    if narration.tags[verb] == "VBG" and narration.words[verb - 1] == ",":
        verbs += heads_above(narration, verb, start, first)
    others = (subject_of(narration, place, start, first) for place in verbs)
    able = (one for one in others if one and (is_person(narration, one) or _is_only_body(narration, one, speaker)))
    return next(able, speaker)


def _is_joined(narration: Narration, verb: int) -> bool:
    """Whether a verb goes on with the clause before it: "and added", "saying"."""
    before = verb - 1
    while narration.tags[before] == "RB":
        before -= 1
    on = narration.low[max(0, verb - 2) : verb] == ["on", "to"]
    return on or narration.tags[verb] == "VBG" or narration.low[before] in ("and", "but", ",")


def _is_only_body(narration: Narration, one: Phrase, other: Phrase) -> bool:
    """Whether of two phrases the first alone is of people or of a body that speaks."""
    return is_body(narration, one.head) and not is_body(narration, other.head)
