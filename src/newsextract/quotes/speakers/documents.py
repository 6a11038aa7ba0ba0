"""Whose words a document's are: "the letter" of "Reed's letter", "Reed issued a letter", "Reed said in a letter"."""

from __future__ import annotations

from newsextract.analysis.word_classes import NOUNS
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, named
from newsextract.rules.verb_forms import verb_forms

_MOST_BACK = 150  # tokens
_IN = frozenset(("in", "by", "via"))
_OWN_WORDS = frozenset(("JJ", "JJS", "JJR", "VBN", "CD", "HYPH")) | NOUNS


def issuer_of(narration: Narration, phrase: Phrase) -> Phrase | None:
    """The person, by name or pronoun, whose document "the letter" is, by where the article last told of one."""
    first, word = phrase.first, narration.low[phrase.head]
    if narration.low[first] != "the":
        return None
    places = range(first - 1, max(-1, first - _MOST_BACK), -1)
    before = (place for place in places if narration.low[place] == word)
    told = next((place for place in before if narration.low[place - 1] != "the"), None)
    return None if told is None else _owner(narration, told) or _writer(narration, told)


def _owner(narration: Narration, document: int) -> Phrase | None:
    """Ann Reed's long letter."""
    place = document - 1
    while narration.tags[place] in _OWN_WORDS:
        place -= 1
    name = narration.name(place - 1) if narration.tags[place] == "POS" else None
    return named(name) if name else None


def _writer(narration: Narration, document: int) -> Phrase | None:
    """Ann Reed issued a letter; she said in a letter."""
    verb = narration.heads[document]
    issued = narration.low[verb] in verb_forms("quotes/issuing_verbs")
    if narration.low[verb] in _IN:
        verb = narration.heads[verb]
        issued = narration.tags[verb].startswith("VB")
    subjects = [child.i for child in narration.doc[verb].lefts if child.dep_ == "nsubj"] if issued else []
    if any("by" in narration.low[document:subject] for subject in subjects):  # in a report by Reed, Lin said
        return None
    return next(filter(None, (_writing(narration, subject) for subject in subjects)), None)


def _writing(narration: Narration, subject: int) -> Phrase | None:
    """The name or the pronoun at a token."""
    name = narration.name(subject)
    return named(name) if name else Phrase(subject, subject + 1, subject) if narration.tags[subject] == "PRP" else None
