"""Who answers: "Ann Reed asked Tom Lin why it was late. "I slept," he said."."""

from __future__ import annotations

from newsextract.quotes.attributing.leading import asked
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase

_ANSWERING = frozenset(("replied", "answered", "responded", "replies", "answers", "responds"))


def asked_before(narration: Narration, token: int) -> Phrase | None:
    """Who was asked by the sentence before the quote that the pronoun at ``token`` follows, if that is an answer."""
    piece = max(narration.quoted[max(0, token - 2) : token], default=-1)
    if piece < 0 or (narration.spoken[piece][-1] == "?" and narration.low[token + 1] not in _ANSWERING):
        return None
    last, paragraph = narration.bounds[piece][0], narration.lines[piece]
    floor = narration.floors[paragraph]
    if last == floor:
        floor = narration.paragraphs[max(0, paragraph - 1)][0]
    while narration.ends_sentence(last) or narration.words[last - 1].isspace():
        last -= 1
    find = asked(narration, narration.sentence_start(last, floor), last)
    return find.speaker if find and narration.heads[find.cue_first] == find.cue_first else None
