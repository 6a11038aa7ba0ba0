"""Whom a speaker speaks of, who is not meant by "he said" therefore."""

from __future__ import annotations

from itertools import islice

from newsextract.quotes.lexicon import SAYING, strength
from newsextract.quotes.narration.narration import MOST_SENTENCE, TERMINAL, Name, Narration
from newsextract.quotes.speakers.weights import ENDS

_MOST_NAMES = 60
_MOST_STEPS = 8  # up the parser's tree
_TAG = 3  # tokens of "he said."


def spoken_of(narration: Narration, token: int) -> set[int | None]:
    """Those whom the speaker at ``token`` names: in the quotes right before and behind, in the clause reported."""
    piece = max(narration.quoted[max(0, token - 2) : token], default=-1)
    said_on = narration.bounds[piece + 1] if _goes_on(narration, token, piece + 1) else (0, 0)
    found: set[int | None] = {narration.name_at[at].person for at in range(*said_on) if at in narration.name_at}
    verb = narration.heads[token]
    place = token
    for name in islice(narration.names_before(token), _MOST_NAMES):
        if token - name.first > MOST_SENTENCE:
            break
        one_clause = TERMINAL.isdisjoint(narration.written[name.last : place])
        place = name.first
        quoted = piece >= 0 and narration.quoted[name.first] == piece
        if (
            quoted
            or _is_set_off(narration, name, token)
            or (one_clause and _is_reported(narration, name.last - 1, verb) and not _says(narration, name.last - 1))
        ):
            found.add(name.person)
    return found


def _is_set_off(narration: Narration, name: Name, token: int) -> bool:
    """Whether "she said" stands between a name and its verb: "Ann Reed, she said, was late"."""
    words = narration.words
    return name.last == token - 1 and words[name.last] == words[token + _TAG - 1] == ","


def _goes_on(narration: Narration, token: int, piece: int) -> bool:
    """Whether a quote right behind the words "he said" is his too: ... he said. "Mr Reed was calm." """
    if piece == len(narration.pieces) or narration.bounds[piece][0] != token + _TAG:
        return False
    return narration.spoken[piece][-1] in ENDS


def _says(narration: Narration, token: int) -> bool:
    """Whether a word is the subject of a verb of saying: "Reed admitted it, he said, late"."""
    subject = narration.deps[token] == "nsubj"
    return subject and strength().get(narration.low[narration.heads[token]]) == SAYING


def _is_reported(narration: Narration, token: int, verb: int) -> bool:
    """Whether a word stands in the clause that is the verb's object: "It was Reed's fault, he said"."""
    heads = narration.heads
    for _ in range(_MOST_STEPS):
        head = heads[token]
        if head == verb:
            return narration.deps[token] == "ccomp"
        token = head
    return False
