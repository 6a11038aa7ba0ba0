"""Cues: which words of the narration tie a quote to a speaker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE, VERBS
from newsextract.quotes.lexicon import SAYING, cue_phrases, listed, phrasal_verbs, speakers, strength, with_plurals
from newsextract.quotes.narration import Narration
from newsextract.quotes.speaker_phrases import Phrase, phrase_at, phrase_of
from newsextract.rules.judgement import Judgement
from newsextract.rules.rule_rows import Place, RowTable

_BODIES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_OWNERS = frozenset(("'s", "’s", "'", "’", "her", "his", "their"))
_PLAIN = frozenset(("NN", "NNS", "DT"))
_PEOPLE = ("man", "men", "people")  # ends of words: "a newsman"
_ONES = frozenset(("ones", "anyone", "someone", "everyone"))
_MOST_OWNER = 8
ONE = frozenset(("he", "she"))
SOMEBODY = ONE | {"they", "i", "we"}
"""The pronouns of people who speak."""


class Find(NamedTuple):
    """Who spoke and by which words, tokens [cue_first, cue_last) (empty: no word)."""

    speaker: Phrase | None
    cue_first: int
    cue_last: int
    strong: bool = True  # the words are of speech
    touching: bool = False  # no other verb stands between them and the quote
    rule: str = ""  # of the table of what stands before a quote, where one found it


class Word(NamedTuple):
    """A word of the narration, for rules that are rows."""

    narration: Narration
    token: int

    def place(self) -> Place:
        """Where the word stands; each word of a quote reads QUOTED."""
        one = self.narration
        return Place(one.words, one.low, one.tags, one.labels, self.token, self.token + 1)


CUE: RowTable[Word] = RowTable("quotes", "cue", Word.place)
"""The rows by which a word that no list has is a cue of saying."""

NO_CUE: Judgement[Word, bool] = Judgement(
    "quotes", "no cue", lambda one: one.narration.offsets(one.token), rows=RowTable("quotes", "no cue", Word.place)
)
"""The rows by which a listed verb is none."""


def verb_strength(narration: Narration, token: int) -> int:
    """SAYING, JUDGING or 0: a listed verb that is tagged as one, or a word that a row says is a cue."""
    if token not in narration.strengths:
        found, word = 0, narration.low[token]
        if narration.tags[token] in VERBS:
            phrased = narration.low[token + 1] in phrasal_verbs().get(word, ())
            found = SAYING if phrased else strength().get(word, 0)
        if found:
            found = 0 if NO_CUE.first(Word(narration, token)) else found
        elif CUE.first(Word(narration, token)):
            found = SAYING
        narration.strengths[token] = found
    return narration.strengths[token]


def saying(narration: Narration, token: int) -> bool:
    """Whether the token is a verb of saying."""
    return verb_strength(narration, token) == SAYING


def is_finite(narration: Narration, token: int) -> bool:
    """Whether the token is a finite verb or a modal."""
    return narration.tags[token] in FINITE


def cue_phrase(narration: Narration, places: Iterable[int]) -> Find | None:
    """The find of the first cue phrase that starts at one of ``places``: according to NAME; in NAME's view."""
    phrases = cue_phrases()
    for token in places:
        for before, after in phrases.get(narration.low[token], ()):
            start = token + len(before)
            if tuple(narration.low[token:start]) == before:
                speaker = _owner(narration, start, after) if after else phrase_at(narration, start)
                if speaker:
                    return Find(speaker, token, start)
    return None


def _owner(narration: Narration, start: int, after: tuple[str, ...]) -> Phrase | None:
    """The owner of what ``after`` names: NAME's view."""
    for place in range(start, start + _MOST_OWNER):
        end = place + 1 + len(after)
        if narration.low[place] in _OWNERS and tuple(narration.low[place + 1 : end]) == after:
            head = place - (narration.tags[place] == "POS")
            return phrase_of(narration, head, start) if narration.low[end] != "of" else None
    return None


def is_body(narration: Narration, token: int) -> bool:
    """Whether a noun stands for people or a body that can speak."""
    return narration.labels[token] in _BODIES or narration.low[token] in speakers()


def can_speak(narration: Narration, speaker: Phrase) -> bool:
    """Whether a phrase may stand for people, a body or something written; "early figures" and "this" do not."""
    word = narration.low[speaker.head]
    if speaker.name or narration.tags[speaker.head] not in _PLAIN or is_body(narration, speaker.head):
        return True
    people = word.endswith(_PEOPLE) or narration.low[speaker.last - 1] == "old"  # the 17-year-old
    return people or word in _ONES | listed("pronouns") | with_plurals("documents")


def is_person(narration: Narration, speaker: Phrase | None, pronouns: frozenset[str] = SOMEBODY) -> bool:
    """Whether a phrase is a person's name or one of the pronouns."""
    return speaker is not None and (speaker.name is not None or narration.low[speaker.head] in pronouns)
