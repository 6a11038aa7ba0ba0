"""Who speaks in a clause that opens its sentence: Calling it "too old," NAME left."""

from __future__ import annotations

from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, phrase_of

_BEFORE = frozenset(("IN", "VBG", "VBN"))  # After calling it; Having called it; Accused of calling it


def subject_behind(narration: Narration, verb: int, start: int, first: int) -> Phrase | None:
    """The subject of the main clause behind the quote at ``first``, where the verb opens its sentence at ``start``
    without a subject of its own, and a comma ends the clause.
    """
    piece, tags = narration.quoted[first], narration.tags[start : verb + 1]
    passive = tags == ["VBN"] or narration.low[verb - 1] == "been"  # Called, or Having been called, "old"
    if piece < 0 or passive or not _BEFORE.issuperset(tags):
        return None
    behind = narration.bounds[piece][1]
    if "," not in (narration.spoken[piece][-1], narration.words[behind]):
        return None
    behind += narration.words[behind] == ","
    head = head_at(narration, behind)
    return None if head is None else phrase_of(narration, head, behind)
