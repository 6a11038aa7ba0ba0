"""How much a name or noun counts where it stands: more as the subject of a main clause."""

from __future__ import annotations

from newsextract.analysis.columns import past
from newsextract.analysis.word_classes import FINITE
from newsextract.quotes.narration.narration import SUBJECTS, Narration

MAIN = 1.2
"""What the subject of a main clause gains."""
ENDS = frozenset((".", "?", "!"))
_TOPIC = frozenset(("For", "To", "Unlike", "Like"))
_OWN_TAGS = frozenset(("DT", "JJ", "NN", "NNP", "NNS", "CD", "HYPH", "PRP"))
_MOST_STEPS = 6


def is_apart(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph is a byline, a photographer's name or a heading: no finite verb."""
    first, last = narration.paragraphs[paragraph]
    return FINITE.isdisjoint(narration.written_tags[first:last])


def is_subject(narration: Narration, token: int) -> bool:
    """Whether a noun is a subject, by the parser or, where none ran, by its place."""
    dep = narration.deps[token]
    return dep in SUBJECTS or (not dep and _is_unparsed_subject(narration, token))


def subject_weight(narration: Narration, token: int) -> float:
    """More for a subject, less for a name inside a subject's phrase."""
    heads, deps = narration.heads, narration.deps
    if _is_topic(narration, token):
        return MAIN
    if not deps[token] and _is_unparsed_subject(narration, token):
        return MAIN
    weight = MAIN
    for _ in range(_MOST_STEPS):
        head = heads[token]
        if deps[token] in SUBJECTS:
            return weight if heads[head] == head else 0.7 * weight
        if head == token:
            break
        token, weight = head, weight if deps[token] == "appos" else 0.8
    return 0.0


def _is_topic(narration: Narration, token: int) -> bool:
    """Whether a name is what a sentence is about: "For Ann Reed, 58, trains come late", "gave her name as Reed"."""
    token = past(narration.tags, token, ("NNP",), -1)
    return narration.words[token] in _TOPIC or narration.low[max(0, token - 1) : token + 1] == ["name", "as"]


def _is_unparsed_subject(narration: Narration, token: int) -> bool:
    """Whether a finite verb stands after a noun, or its phrase opens a sentence: where no parser ran."""
    if narration.written_tags[token + 1] in FINITE:
        return True
    place = past(narration.written_tags, token, _OWN_TAGS, -1)
    return place < 0 or narration.written[place] in ENDS or narration.written[place].isspace()
