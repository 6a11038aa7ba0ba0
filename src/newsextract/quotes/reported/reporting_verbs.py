"""Whether a verb says that somebody did say something, and who."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import is_body
from newsextract.quotes.attributing.subjects import is_passive, pronoun_before, subject_in_tree
from newsextract.quotes.lexicon import listed, reporting, with_plurals
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, phrase_of

DOUBT = frozenset(("if", "unless", "whether", "lest"))
_TOLD = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))
_WRITERS = frozenset(("i", "we", "you", "one", "all", "which", "what", "who", "that", "this"))


def reports(narration: Narration, verb: int) -> bool:
    """Whether the verb says that somebody did say something: not denied, doubted, possible or passive."""
    if narration.low[verb] not in reporting() or narration.tags[verb] not in _TOLD or is_passive(narration, verb):
        return False
    return not any(
        child.dep_ in ("neg", "nsubjpass") or (child.dep_ == "mark" and child.lower_ in DOUBT)
        for child in narration.doc[verb].children
    )


def reporter(narration: Narration, verb: int, first: int, last: int) -> Phrase | None:
    """The subject of a reporting verb in [first, last), if it is one that speaks."""
    head = pronoun_before(narration, verb)
    if head is None:
        subject = _subject_of_participle if narration.tags[verb] == "VBG" else subject_in_tree
        head = subject(narration, verb, first, last)
    if head is None or not is_speaker(narration, head):
        return None
    phrase = phrase_of(narration, head, first)
    if reporting()[narration.low[verb]] and phrase.name is None and narration.low[head] not in ("he", "she", "they"):
        return phrase if narration.tags[verb] != "VBG" and is_body(narration, head) else None
    return phrase


def _subject_of_participle(narration: Narration, verb: int, first: int, last: int) -> int | None:
    """Who says it: "They quoted her as saying"; "She left, saying ..."; "She said that they left, adding ..."."""
    above = narration.doc[verb].head
    if above.lower_ == "as":
        return next((child.i for child in above.head.rights if child.dep_ == "dobj"), None)
    told = narration.words[verb - 1] == "," and above.dep_ == "ccomp"
    return subject_in_tree(narration, above.head.i if told else verb, first, last)


def is_speaker(narration: Narration, head: int) -> bool:
    """Whether the word can stand for somebody other than the writer, the reader and a share of those polled."""
    word = narration.low[head]
    if word in _WRITERS or narration.tags[head] == "CD" or word in listed("quantities"):
        return False
    told = narration.name(head) or is_body(narration, head) or word in with_plurals("documents")
    return bool(told) or narration.tags[head] not in ("NN", "VBG", "JJ")
