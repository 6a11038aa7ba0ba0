"""Which of two sources a quote is: the one who spoke before the one who reports it."""

from __future__ import annotations

from newsextract.analysis.columns import past
from newsextract.quotes.attributing.cues import ONE, is_body, is_finite, is_person, saying, verb_strength
from newsextract.quotes.attributing.subjects import heads_above, is_passive, subject_of
from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.rules.verb_forms import verb_forms

_REPORTED = frozenset(("ccomp", "xcomp"))  # dependencies
_OTHERS = frozenset(("he", "she", "they"))


def source(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """The verb and the speaker that a quote after ``first`` has, where a verb before it has this subject."""
    if inner := _inner(narration, verb, first):
        return inner
    verb, speaker = _outer(narration, verb, speaker, start, first)
    return verb, _joined(narration, verb, speaker, start, first)


def _inner(narration: Narration, verb: int, first: int) -> tuple[int, Phrase] | None:
    """The verb of saying in the clause that ``verb`` reports, with its subject: Reed claimed that Lin said it is "old";
    but Reed asked Lin to say that it is.
    """
    for place in range(verb + 1, first):
        reported = narration.deps[place] in _REPORTED and narration.tags[place] != "VB" and saying(narration, place)
        speaker = subject_of(narration, place, verb + 1, first) if reported else None
        if speaker and _is_somebodys(narration, place, speaker) and not is_passive(narration, place):
            return place, speaker
    return None


def _is_somebodys(narration: Narration, verb: int, speaker: Phrase) -> bool:
    """Whether a verb has a subject of its own who speaks: a name or, of a finite verb, a noun."""
    able = is_finite(narration, verb) and is_body(narration, speaker.head)
    return speaker.name is not None or able


def _outer(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """Smith said she believes "...": the verb of saying above a verb of thinking or above a pronoun's own verb."""
    calls = narration.low[verb] in verb_forms("quotes/naming_verbs") or narration.low[first - 1] == "as"
    inner = calls and _is_somebodys(narration, verb, speaker)
    if inner or (saying(narration, verb) and not narration.tags[speaker.head].startswith("PRP")):
        return verb, speaker
    below, own = verb, narration.low[speaker.head] in ("it", "they")
    for place in heads_above(narration, verb, start, first):
        apart = narration.deps[below] in ("relcl", "acl") or (speaker.name and narration.deps[below] == "conj")
        if (apart and not own) or _is_when(narration, below):
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
    """Whether "he" who speaks is not who reports it: prosecutors say he told her "no"; she said he called it "old"."""
    low = narration.low
    he = low[speaker.head] in ONE and low[speaker.head - 1] != "what"
    others = narration.tags[outer.head] == "NNS" or low[outer.head] in with_plurals("documents")
    speaks = saying(narration, verb) or (is_finite(narration, verb) and verb_strength(narration, verb) > 0)
    return he and speaks and (others or low[outer.head] in ONE - {low[speaker.head]})


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
    before = past(narration.tags, verb - 1, ("RB",), -1)
    on = narration.low[max(0, verb - 2) : verb] == ["on", "to"]
    return on or narration.tags[verb] == "VBG" or narration.low[before] in ("and", "but")
