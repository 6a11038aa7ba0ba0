"""Which of two sources a quote is: the one who spoke before the one who reports it."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import ONE, is_body, is_finite, is_person, saying
from newsextract.quotes.attributing.subjects import heads_above, is_passive, subject_of
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.rules.verb_forms import verb_forms

_OTHERS = frozenset(("he", "she", "they"))


def source(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """The verb and the speaker that a quote after ``first`` has, where a verb before it has this subject."""
    verb, speaker = _outer(narration, verb, speaker, start, first)
    return verb, _joined(narration, verb, speaker, start, first)


def _outer(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """Smith said she believes "...": the verb of saying above a verb of thinking or above a pronoun's own verb."""
    calls = narration.low[verb] in verb_forms("quotes/naming_verbs") or narration.low[first - 1] == "as"
    inner = calls and (speaker.name or (is_finite(narration, verb) and is_body(narration, speaker.head)))
    if inner or (saying(narration, verb) and not narration.tags[speaker.head].startswith("PRP")):
        return verb, speaker
    below, own = verb, narration.low[speaker.head] in ("it", "they")
    for place in heads_above(narration, verb, start, first):
        if (narration.deps[below] in ("relcl", "acl") and not own) or _is_when(narration, below):
            break
        spoken = saying(narration, place) and not is_passive(narration, place)
        if spoken and (outer := subject_of(narration, place, start, first)):
            return (verb, speaker) if _is_another(narration, verb, speaker, outer) else (place, outer)
        below = place
    return verb, speaker


def _is_when(narration: Narration, verb: int) -> bool:
    """Whether a finite verb is that of a clause of time or reason: asked about it when he claimed "..." """
    return narration.deps[verb] == "advcl" and is_finite(narration, verb)


def _is_another(narration: Narration, verb: int, speaker: Phrase, outer: Phrase) -> bool:
    """Whether "he", who speaks by a verb of saying, is not who reports it: prosecutors say he told her "no"."""
    he = narration.low[speaker.head] in ONE and narration.low[speaker.head - 1] != "what"
    return he and narration.tags[outer.head] == "NNS" and saying(narration, verb)


def _joined(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> Phrase:
    """For "Reed said the road was closed and added" with the road as subject: the person of the verb before."""
    if is_person(narration, speaker, _OTHERS):
        return speaker
    verbs: list[int] = []
    if _is_joined(narration, verb):
        verbs += (place for place in range(verb - 1, start - 1, -1) if saying(narration, place))
    if narration.tags[verb] == "VBG" and narration.words[verb - 1] == ",":
        verbs += heads_above(narration, verb, start, first)
    others = (subject_of(narration, place, start, first) for place in verbs)
    return next((one for one in others if one and is_person(narration, one)), speaker)


def _is_joined(narration: Narration, verb: int) -> bool:
    """Whether a verb goes on with the clause before it: "and added", "saying"."""
    before = verb - 1
    while narration.tags[before] == "RB":
        before -= 1
    on = narration.low[max(0, verb - 2) : verb] == ["on", "to"]
    return on or narration.tags[verb] == "VBG" or narration.low[before] in ("and", "but")
