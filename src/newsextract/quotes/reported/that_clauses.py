"""NAME said (that) ...: whether a verb tells what somebody did say, and where the clause that is its object lies."""

from __future__ import annotations

from spacy.tokens import Token

from newsextract.quotes.attributing.cues import cue_phrase, is_body, is_finite, saying
from newsextract.quotes.attributing.subjects import is_passive, pronoun_before, subject_in_tree
from newsextract.quotes.lexicon import listed, reporting, with_plurals
from newsextract.quotes.narration.narration import QUOTED, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, phrase_of

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_ASKS = frozenset(("WRB", "WP", "WDT", "WP$"))
_LEAD_ON = frozenset(("IN", "CC", "WRB"))
_TOLD = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))


def reports(narration: Narration, verb: int) -> bool:
    """Whether the verb says that somebody did say something: not denied, doubted, possible or passive."""
    if narration.low[verb] not in reporting() or narration.tags[verb] not in _TOLD or is_passive(narration, verb):
        return False
    return not any(
        child.dep_ in ("neg", "nsubjpass") or (child.dep_ == "mark" and child.lower_ in listed("doubt"))
        for child in narration.doc[verb].children
    )


def _reporter(narration: Narration, verb: int, first: int, last: int) -> Phrase | None:
    """The subject of a reporting verb in [first, last), if it is one that speaks."""
    head = pronoun_before(narration, verb)
    if head is None:
        above = narration.heads[verb]  # she said that they left, adding
        told = narration.tags[verb] == "VBG" and narration.deps[above] == "ccomp"
        head = subject_in_tree(narration, narration.heads[above] if told else verb, first, last)
    if head is None or not is_speaker(narration, head):
        return None
    phrase = phrase_of(narration, head, first)
    if reporting()[narration.low[verb]] and phrase.name is None and narration.low[head] not in ("he", "she", "they"):
        return phrase if narration.tags[verb] != "VBG" and is_body(narration, head) else None
    return phrase


def is_speaker(narration: Narration, head: int) -> bool:
    """Whether the word can stand for somebody other than the writer, the reader and a share of those polled."""
    word = narration.low[head]
    if narration.tags[head] == "CD" or word in listed("quantities") or word in listed("no_sources"):
        return False
    told = narration.name(head) or is_body(narration, head) or word in with_plurals("documents")
    return bool(told) or narration.tags[head] not in ("NN", "VBG", "JJ")


def that_clause(
    narration: Narration, verb: int, first: int, last: int, inherited: Phrase | None
) -> tuple[int, int, Phrase] | None:
    """The clause [start, end) that a verb has as its object, and who says it: ``inherited``, or the verb's subject."""
    if not reports(narration, verb):
        return None
    content = next((child for child in narration.doc[verb].rights if child.dep_ == "ccomp"), None)
    if content is None:
        return None
    start = _content_start(narration, content)
    speaker = inherited or _reporter(narration, verb, first, last)
    if speaker is None or not _is_object(narration, start, verb, first):
        return None
    return start, min(content.right_edge.i + 1, last), speaker


def is_finite_clause(narration: Narration, head: int) -> bool:
    """Whether a clause has a subject and a finite verb of its own."""
    children = list(narration.doc[head].children)
    finite = is_finite(narration, head) or any(is_finite(narration, child.i) for child in children if child.i < head)
    return finite and any(child.dep_ in _SUBJECTS for child in children)


def _is_object(narration: Narration, start: int, verb: int, first: int) -> bool:
    """Whether a clause is what a verb says: no question, no rest of a quote ("the “impact,” he said, that it had")."""
    if narration.tags[start] in _ASKS or narration.low[start] in listed("doubt"):
        return False
    before = narration.words[start - 1 - (narration.low[start - 1] == "that")]
    return before != "," or QUOTED not in narration.words[first:verb]


def _content_start(narration: Narration, content: Token) -> int:
    """Where the clause begins: after "that", and after a time or place before it (said on Monday the road ...)."""
    start = content.left_edge.i
    for child in content.lefts:
        if child.lower_ == "that" and child.dep_ == "mark":
            return child.i + 1
        if child.left_edge.i == start and child.dep_ in ("prep", "npadvmod"):
            start = child.right_edge.i + 1
    return start


def content_end(narration: Narration, start: int, end: int) -> tuple[int, int | None]:
    """Where the content ends: before a cue phrase or a further verb of saying; that verb, if of the same speaker."""
    for place in range(start + 1, end):
        before = narration.words[place - 1]
        if before == "," and cue_phrase(narration, (place,)):
            return trimmed(narration, start, place), None
        if _says_on(narration, place):
            cut = place - 1 if before == "," or narration.tags[place - 1] == "CC" else place - 2
            return trimmed(narration, start, cut), place if before != "," else None
    return trimmed(narration, start, end), None


def _says_on(narration: Narration, verb: int) -> bool:
    """Whether a verb inside a content clause is a further one of the speaker's: ", saying", "and said"."""
    if not saying(narration, verb) or any(child.dep_ in _SUBJECTS for child in narration.doc[verb].lefts):
        return False
    if narration.words[verb - 1] == ",":
        return bool(narration.tags[verb] == "VBG")
    return "CC" in narration.tags[max(0, verb - 2) : verb]


def trimmed(narration: Narration, first: int, last: int) -> int:
    """The end of [first, last) without punctuation, space and words that only lead on (", while")."""
    while last > first:
        word = narration.words[last - 1]
        leads_on = narration.tags[last - 1] in _LEAD_ON and narration.words[last - 2] == ","
        if not leads_on and (word in (")", QUOTED) or any(map(str.isalnum, word))):
            break
        last -= 1
    return last
