"""Cues: which words of the narration tie a quote to a speaker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE
from newsextract.quotes.lexicon import (
    SAYING,
    CuePhrase,
    cue_phrases,
    cue_verbs,
    listed,
    speakers,
    with_plurals,
)
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, phrase_of

_VERBS = frozenset(("VB", "VBD", "VBZ", "VBP", "VBN", "VBG"))
_NO_CUE: tuple[int, dict[str, int]] = (0, {})
_BODIES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_OWNERS = frozenset(("'s", "’s", "'", "’", "her", "his", "their"))
_PLAIN = frozenset(("NN", "NNS", "DT"))
_PEOPLE = ("man", "men", "people")  # ends of words: "a newsman"
_ONES = frozenset(("ones", "anyone", "someone", "everyone"))
_MOST_OWNER = 8
BEING = frozenset(("is", "are", "was", "were"))
ONE = frozenset(("he", "she"))
SOMEBODY = ONE | {"they", "i", "we"}
"""The pronouns of people who speak."""
_MOST_APPOSED = 15  # tokens from a name to "as saying"
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites", "reported", "reports"))


class Find(NamedTuple):
    """Who spoke and by which words, tokens [cue_first, cue_last) (empty: no word)."""

    speaker: Phrase | None
    cue_first: int
    cue_last: int
    strong: bool = True  # the words are of speech
    touching: bool = False  # no other verb stands between them and the quote


def verb_strength(narration: Narration, token: int) -> int:
    """SAYING, JUDGING or 0: a known verb, tagged as one."""
    if narration.tags[token] not in _VERBS:
        return 0
    strength, before = cue_verbs().get(narration.low[token], _NO_CUE)
    return before.get(narration.low[token + 1], strength) if before else strength


def saying(narration: Narration, token: int) -> bool:
    """Whether the token is a verb of saying."""
    return verb_strength(narration, token) == SAYING


def is_finite(narration: Narration, token: int) -> bool:
    """Whether the token is a finite verb or a modal."""
    return narration.tags[token] in FINITE


def according(narration: Narration, token: int) -> Find | None:
    """The find made by a cue phrase that starts at ``token``: according to NAME; in NAME's view, in her view."""
    return _according(narration, token, cue_phrases().get(narration.low[token], ()))


def first_according(narration: Narration, places: range) -> Find | None:
    """The first find of a cue phrase among ``places``."""
    phrases = cue_phrases()
    finds = (_according(narration, at, phrases[narration.low[at]]) for at in places if narration.low[at] in phrases)
    return next(filter(None, finds), None)


def _according(narration: Narration, token: int, phrases: Iterable[CuePhrase]) -> Find | None:
    for before, after in phrases:
        start = token + len(before)
        if tuple(narration.low[token:start]) == before:
            head = _owner(narration, start, after) if after else head_at(narration, start)
            if head is not None:
                return Find(phrase_of(narration, head, start), token, start)
    return None


def quoted_source(narration: Narration, verb: int) -> Find | None:
    """The find of whom somebody else quotes: the agency quoted NAME as saying."""
    head = head_at(narration, verb + 1) if narration.low[verb] in _QUOTING else None
    if head is None:
        return None
    phrase = phrase_of(narration, head, verb + 1)
    places = range(phrase.last, phrase.last + _MOST_APPOSED)
    said = any(narration.low[place : place + 2] == ["as", "saying"] for place in places)
    return Find(phrase, verb, verb + 1) if said else None


def _owner(narration: Narration, start: int, after: tuple[str, ...]) -> int | None:
    """The head of the owner of what ``after`` names: "NAME's view" """
    for place in range(start, start + _MOST_OWNER):
        end = place + 1 + len(after)
        if narration.low[place] in _OWNERS and tuple(narration.low[place + 1 : end]) == after:
            return place - (narration.tags[place] == "POS") if narration.low[end] != "of" else None
    return None


def is_body(narration: Narration, token: int) -> bool:
    """Whether a noun stands for people or a body that can speak."""
    return narration.labels[token] in _BODIES or narration.low[token] in speakers()


def can_speak(narration: Narration, speaker: Phrase) -> bool:
    """Whether a phrase may stand for people, a body or something written; "early figures" and "this" do not."""
    word = narration.low[speaker.head]
    if speaker.name or narration.tags[speaker.head] not in _PLAIN or is_body(narration, speaker.head):
        return True
    if narration.low[speaker.last - 1] == "old":  # the 17-year-old
        return True
    people = word.endswith(_PEOPLE) or word in _ONES or word in listed("pronouns") or word in with_plurals("kin")
    return people or word in with_plurals("documents")


def is_person(narration: Narration, speaker: Phrase | None, pronouns: frozenset[str] = SOMEBODY) -> bool:
    """Whether a phrase is a person's name or one of the pronouns."""
    return speaker is not None and (speaker.name is not None or narration.low[speaker.head] in pronouns)
