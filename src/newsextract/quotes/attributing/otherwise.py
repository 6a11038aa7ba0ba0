"""The speaker named before a quote by words other than a verb that is known to carry speech."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.quotes.attributing.cues import Find, is_body, is_finite, saying
from newsextract.quotes.attributing.subjects import is_passive, subject_of
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.narration.narration import SUBJECTS, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, named, phrase_of
from newsextract.rules.verb_forms import verb_forms

_MOST_HEADS = 10
_CLAUSES = 2
_NEAR = 4  # tokens from "of" or "to" to the quote
_LEADS = frozenset(("that", "of", "to"))
_OWN_WORDS = frozenset(("JJ", "JJS", "JJR", "NN", "NNS", "RB", "RBS", "CC", ",", "CD", "HYPH", "VBN", "VBG"))
_SOURCES = frozenset(("by", "from"))
MINE = frozenset(("his", "her", "their"))
_TOPICS = frozenset(("For", "To"))
_BEFORE_VIEW = frozenset(("because", "that", "but", "and"))
_EYES = frozenset(("him", "her", "them"))
_PERSONS = frozenset(("he", "she", "they"))


def by_noun(narration: Narration, start: int, first: int, owners: frozenset[str] = frozenset()) -> Find | None:
    """The find of a noun of saying nearer to the quote than any verb of it: Ann Reed's claim that it is a "mess"; with
    ``owners`` also of one that a pronoun owns.
    """
    nouns = with_plurals("nouns_of_saying")
    if nouns.isdisjoint(narration.low[start:first]):
        return None
    for place in range(first - 1, start - 1, -1):
        if saying(narration, place):
            return None
        if narration.low[place] in nouns and _leads_to(narration, place, first):
            speaker = _owner(narration, place, start, owners) or _source(narration, place)
            return Find(speaker, place, place + 1, touching=True) if speaker else None
    return None


def by_chant(narration: Narration, first: int) -> Find | None:
    """The find of what a crowd calls: chants of “Slow boats!”, their chants of it."""
    noun = first - 2
    if narration.low[first - 1] != "of" or narration.low[noun] not in listed("chants"):
        return None
    owned = narration.low[noun - 1] in MINE
    return Find(Phrase(noun - 1, noun, noun - 1) if owned else None, noun, noun + 1, touching=True)


def _leads_to(narration: Narration, noun: int, first: int) -> bool:
    """Whether a noun says the quote, by the parser: not one that somebody calls so ("called her claim a “mess”")."""
    last = noun + 1
    while last < first and narration.low[last] not in _LEADS:
        last += 1
    if last >= first or narration.doc[noun].head.lower_ in verb_forms("quotes/naming_verbs"):
        return False
    if narration.low[last] != "that":
        return first - last <= _NEAR and noun in above(narration, first)
    said = narration.deps[last] not in SUBJECTS  # remarks on a port that is called “the Mess”
    return said and sum(is_finite(narration, place) for place in range(last, first)) < _CLAUSES


def _owner(narration: Narration, noun: int, start: int, owners: frozenset[str]) -> Phrase | None:
    """Whose claim it is: Ann Reed's claim, her claim."""
    place = noun - 1
    while narration.tags[place] in _OWN_WORDS:
        place -= 1
    if narration.tags[place] == "POS":
        return phrase_of(narration, place - 1, start)
    return Phrase(place, place + 1, place) if narration.low[place] in owners else None


def _source(narration: Narration, noun: int) -> Phrase | None:
    """By whom it is: a claim by Ann Reed that ..."""
    head = head_at(narration, noun + 2) if narration.low[noun + 1] in _SOURCES else None
    if head is None:
        return None
    phrase = phrase_of(narration, head, noun + 2)
    return phrase if narration.low[phrase.last] in _LEADS else None


def above(narration: Narration, first: int) -> set[int]:
    """The tokens above the words round the start of a quote, by the parser."""
    near = [*range(max(0, first - 1), first), *range(first + 1, min(first + 3, len(narration.doc)))]
    return {head for token in near for head in narration.heads_of(token, _MOST_HEADS)}


def by_clause(narration: Narration, start: int, first: int) -> Find | None:
    """The find of a verb of somebody's with the quote in its "that": Ann Reed brooded that it is "slow"."""
    ensuring = verb_forms("quotes/verbs_of_ensuring")
    for place in sorted((place for place in above(narration, first) if start <= place < first), reverse=True):
        if narration.low[place] in ensuring or not _has_clause(narration, place, first):
            continue
        speaker = subject_of(narration, place, start, first)
        if speaker and (narration.low[speaker.head] in _PERSONS or is_body(narration, speaker.head)):
            return Find(speaker, place, place + 1)
    return None


def _has_clause(narration: Narration, verb: int, first: int) -> bool:
    """Whether a clause with "that" before the quote is the verb's object."""
    clauses = (child for child in narration.doc[verb].rights if child.dep_ == "ccomp")
    return any(child.lower_ == "that" for clause in clauses for child in clause.lefts if child.i < first)


def by_view(narration: Narration, start: int, first: int) -> Find | None:
    """The find of in whose eyes it is so, right before the quote: ..., because to her, "the road is a mess"."""
    if narration.words[first - 1] != ",":
        return None
    name = narration.name(first - 2)
    place = name.first if name else first - 2
    opens = place - 1 == start or narration.low[place - 2] in _BEFORE_VIEW
    if narration.low[place - 1] not in ("to", "for") or not opens or not (name or narration.low[place] in _EYES):
        return None
    return Find(named(name) if name else Phrase(place, place + 1, place), place - 1, place)


def by_topic(narration: Narration, start: int, first: int) -> Find | None:
    """The find of whom the sentence begins with: For Ann Reed, the road is "a mess"."""
    name = narration.name(start + 1) if narration.words[start] in _TOPICS else None
    if name is None or narration.words[name.last] != ",":
        return None
    return Find(named(name), start, start + 1)


def by_nobody(narration: Narration, verbs: Iterable[int], first: int) -> Find | None:
    """The find of a passive verb without a speaker: The police were told: "..."; were accused of "..."."""
    passive = (verb for verb in verbs if is_passive(narration, verb))
    verb = next((verb for verb in passive if not any(is_finite(narration, at) for at in range(verb, first))), None)
    if verb is None or not (narration.words[first - 1] in (":", ",") or _has_link(narration, verb, first)):
        return None
    return Find(None, verb, verb + 1, touching=True)


def _has_link(narration: Narration, verb: int, first: int) -> bool:
    """Whether the link of a passive verb stands right before the quote: described as a "mess", accused of "deceit"; but
    known as "the Mess".
    """
    link = first - 1 - (narration.tags[first - 1] in ("DT", "PRP$"))
    if narration.low[link] == "as":
        return narration.low[verb] != "known"
    return narration.low[link] in ("of", "for") and narration.heads[link] == verb
