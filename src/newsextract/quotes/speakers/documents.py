"""Whose words a document's are: "the letter" of "Reed's letter", of "Reed issued a letter"."""

from __future__ import annotations

from newsextract.quotes.narration.narration import Name, Narration
from newsextract.quotes.narration.speaker_phrases import NOUNS, Phrase
from newsextract.rules.verb_forms import verb_forms

_MOST_BACK = 150  # tokens
_OWN_WORDS = frozenset(("JJ", "JJS", "JJR", "VBN", "CD", "HYPH")) | NOUNS


def issuer_of(narration: Narration, phrase: Phrase) -> Name | None:
    """The person whose document "the letter" is, by where the article last told of one."""
    first, word = phrase.first, narration.low[phrase.head]
    if narration.low[first] != "the":
        return None
    places = range(first - 1, max(-1, first - _MOST_BACK), -1)
    before = (place for place in places if narration.low[place] == word)
    told = next((place for place in before if narration.low[place - 1] != "the"), None)
    return None if told is None else _owner(narration, told) or _writer(narration, told)


def _owner(narration: Narration, document: int) -> Name | None:
    """Ann Reed's long letter."""
    place = document - 1
    while narration.tags[place] in _OWN_WORDS:
        place -= 1
    return narration.name(place - 1) if narration.tags[place] == "POS" else None


def _writer(narration: Narration, document: int) -> Name | None:
    """Ann Reed issued a letter."""
    verb = narration.heads[document]
    issued = narration.low[verb] in verb_forms("quotes/issuing_verbs")
    subjects = (child.i for child in narration.doc[verb].lefts if child.dep_ == "nsubj") if issued else ()
    return next((name for subject in subjects if (name := narration.name(subject))), None)
