"""The speaker named before a quote: he said: "..."; NAME called it "..."; according to NAME, ...; HOST: "...".

BEFORE lists the ways, in order; most quotes are found by "a known verb", the likeliest of those before the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.analysis.word_classes import FINITE, VERBS
from newsextract.quotes.attributing.cues import (
    ONE,
    SOMEBODY,
    Find,
    can_speak,
    cue_phrase,
    is_body,
    is_finite,
    is_person,
    saying,
    verb_strength,
)
from newsextract.quotes.attributing.subjects import is_passive, main_speaker, source, subject_of
from newsextract.quotes.attributing.trailing import clause_at, is_open
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.narration import MOST_SENTENCE, SUBJECTS, Narration
from newsextract.quotes.speaker_phrases import Phrase, head_at, named, phrase_at, phrase_of
from newsextract.rules.judgement import Judgement
from newsextract.rules.verb_forms import verb_forms

_VERBAL = VERBS | FINITE
_FORM_SCORES = {"VB": 0.0, "VBG": 0.5}
_MINE = frozenset(("his", "her", "their"))
_LEADS = frozenset(("that", "of", "to"))
_OWN_WORDS = frozenset(("JJ", "JJS", "JJR", "NN", "NNS", "RB", "RBS", "CC", ",", "CD", "HYPH", "VBN", "VBG"))
_MOST_HEADS = 10
_OPENS = frozenset(("IN", "VBG", "VBN"))  # After calling it; Having called it
_MOST_CLAUSE = 30
_MOST_AFTER_LINK = 4  # tokens from "of" or "to" to the quote
_STRONG = 2  # a score
_MOST_CUES = 2  # from which on known verbs are counted alike


class _Cue(NamedTuple):
    """A verb before a quote: how likely it is the quote's cue, its token, whether no verb stands between the two."""

    score: float
    verb: int
    touching: bool


@dataclass(eq=False)
class LeadIn:
    """The words of a sentence up to a quote, tokens [start, first); ``sure``: only a subject that can speak counts."""

    narration: Narration
    start: int
    first: int
    sure: bool

    @cached_property
    def cues(self) -> list[_Cue]:
        """The known verbs, the likeliest cue first."""
        narration, first, found = self.narration, self.first, list[_Cue]()
        verbs = [place for place in range(first - 1, self.start - 1, -1) if narration.tags[place] in _VERBAL]
        above_quote = above(narration, first) if verbs else set()
        finite = 0  # verbs between one and the quote
        for nearer, place in enumerate(verbs):
            tier = verb_strength(narration, place)
            if tier and narration.deps[place] != "amod" and not _is_no_saying(narration, place, first):
                form = -1.0 if is_passive(narration, place) else _FORM_SCORES.get(narration.tags[place], 1.0)
                score = tier + form + 2.0 * (place in above_quote) + 0.7 * (narration.low[place + 1] == "that")
                score -= 5.0 * _is_aside(narration, place, first)
                found.append(_Cue(score - 0.7 * finite if nearer else score + 3.0, place, not nearer))
            finite += is_finite(narration, place)
        return sorted(found, reverse=True)

    @property
    def touching(self) -> bool:
        """Whether one of them is the last verb before the quote."""
        return any(cue.touching for cue in self.cues)


BEFORE: Judgement[LeadIn, Find] = Judgement("quotes", "words before the quote", lambda lead: (lead.start, lead.first))


def leading(narration: Narration, piece: int) -> Find | None:
    """The speaker whom the sentence up to the quote names, or the paragraph before it if that ends in a colon."""
    first = narration.bounds[piece][0]
    paragraph = narration.lines[piece]
    if first > narration.floors[paragraph]:
        start = narration.sentence_start(first, narration.floors[paragraph])
        return find_before(narration, start, first) if start < first else None  # a sentence ends before it
    floor, last = narration.paragraphs[max(0, paragraph - 1)]
    if paragraph == 0 or narration.words[last - 1] != ":":
        return None
    find = find_before(narration, narration.sentence_start(last - 1, floor), last)
    return find._replace(touching=True) if find else None


def find_before(narration: Narration, start: int, first: int, sure: bool = False) -> Find | None:
    """The find of [start, first) for the quote after it; ``sure``: only one whose subject speaks."""
    found = BEFORE.named(LeadIn(narration, max(start, first - MOST_SENTENCE), first, sure))
    return found and found[1]._replace(rule=found[1].rule or found[0])


def all_before(narration: Narration, start: int, first: int) -> Iterator[tuple[str, Find]]:
    """What each rule finds in [start, first) for the quote after it, and the subject of each known verb there."""
    lead = LeadIn(narration, start, first, sure=False)
    for rule in BEFORE.rules:
        if find := rule.decide(lead):
            yield rule.name, find._replace(rule=find.rule or rule.name)
    for number, cue in enumerate(lead.cues):
        if speaker := _speaker_of(narration, cue.verb, start, first):
            verb = f"known verb {min(number, _MOST_CUES)}"
            yield verb, Find(speaker, cue.verb, cue.verb + 1, cue.score >= _STRONG, cue.touching)


def _by_noun(lead: LeadIn, owners: frozenset[str]) -> Find | None:
    """The find of a noun of saying nearer to the quote than any verb of it: Ann Reed's claim that it is a "mess"; with
    ``owners`` also of one that a pronoun owns.
    """
    narration, first, nouns = lead.narration, lead.first, with_plurals("nouns_of_saying")
    if nouns.isdisjoint(narration.low[lead.start : first]):
        return None
    for place in range(first - 1, lead.start - 1, -1):
        if saying(narration, place):
            return None
        if narration.low[place] in nouns and _leads_to(narration, place, first):
            speaker = _owner(narration, place, lead.start, owners)
            return Find(speaker, place, place + 1, touching=True) if speaker else None
    return None


BEFORE.rule("somebody's noun of saying")(lambda lead: _by_noun(lead, frozenset()))


@BEFORE.rule("a crowd's chants")
def _by_chant(lead: LeadIn) -> Find | None:
    """The find of what a crowd calls: chants of "Slow boats!", their chants of it."""
    narration, noun = lead.narration, lead.first - 2
    if lead.touching or narration.low[noun + 1] != "of" or narration.low[noun] not in listed("chants"):
        return None
    return Find(_owner(narration, noun, lead.start, _MINE), noun, noun + 1, touching=True)


@BEFORE.rule("words before a colon")
def _led_by_colon(lead: LeadIn) -> Find | None:
    return None if lead.touching else _before_colon(lead)


@BEFORE.rule("a known verb")
def _by_cues(lead: LeadIn) -> Find | None:
    """The find of the likeliest cue; one whose speaker is a thing that cannot speak only if no other cue has one who
    can: Reed said the levy was meant to reward "the lazy".
    """
    narration, start, first, found = lead.narration, lead.start, lead.first, None
    for cue in lead.cues:
        speaker = _speaker_of(narration, cue.verb, start, first)
        if speaker is None or narration.low[speaker.head : speaker.head + 2] == ["it", "is"]:
            continue  # it is hard to say so
        if lead.sure and not is_person(narration, speaker, ONE):  # else only several or a body said to say
            word = narration.low[speaker.head]
            able = word == "they" or word in with_plurals("documents") or is_body(narration, speaker.head)
            if not (able and saying(narration, cue.verb)):
                continue
        verb, speaker = source(narration, cue.verb, speaker, start, first)
        find = Find(speaker, verb, verb + 1, cue.score >= _STRONG, cue.touching)
        if can_speak(narration, speaker):
            if found is None:
                return find
            if saying(narration, verb):
                return find._replace(strong=True)
        found = found or find
    return found


BEFORE.rule("a cue phrase")(lambda lead: cue_phrase(lead.narration, range(lead.start, lead.first)))


@BEFORE.rule("a passive verb without a speaker")
def _by_nobody(lead: LeadIn) -> Find | None:
    """The police were told: "..."; was described as a "mess"."""
    narration, first = lead.narration, lead.first
    verb = next((cue.verb for cue in lead.cues if is_passive(narration, cue.verb)), None)
    if verb is None or any(is_finite(narration, place) for place in range(verb, first)):
        return None
    link = first - 1 - (narration.tags[first - 1] in ("DT", "PRP$"))
    led_up_to = narration.words[first - 1] in (":", ",") or narration.low[link] in ("as", "of")
    return Find(None, verb, verb + 1, touching=True) if led_up_to else None


BEFORE.rule("a pronoun's noun of saying")(lambda lead: None if lead.sure else _by_noun(lead, _MINE))
BEFORE.rule("any verb of somebody's")(
    lambda lead: _by_any_verb(lead.narration, lead.start, lead.first, ONE if lead.sure else SOMEBODY)
)


@BEFORE.rule("a known verb and a colon")
def _before_colon(lead: LeadIn) -> Find | None:
    """HOST: "..."; Ann Reed was blunt: "..."; here is NAME on Monday: "..."; the sign bears a question: "..."."""
    narration, start, first = lead.narration, lead.start, lead.first
    while narration.words[first - 1].isspace():
        first -= 1
    if narration.words[first - 1] != ":":
        return None
    if find := _label(narration, start, first - 1) or _by_any_verb(narration, start, first, SOMEBODY):
        if find.speaker and narration.low[first - 2] not in with_plurals("nouns_of_saying"):  # Lin had one demand
            verb, speaker = source(narration, find.cue_first, find.speaker, start, first)
            find = find if verb == find.cue_first else Find(speaker, verb, verb + 1)
        return find._replace(strong=True, touching=True)
    for place in range(first - 1, start - 1, -1):
        if name := narration.name(place):
            return Find(named(name), first, first, touching=True)
    if find := cue_phrase(narration, range(start, first)):
        return find._replace(rule="a cue phrase")
    for place in range(start, first):
        subject = subject_of(narration, place, start, first) if is_finite(narration, place) else None
        if subject:
            return Find(subject, place, place + 1, touching=True)
    return None


def _label(narration: Narration, start: int, end: int) -> Find | None:
    """HOST: "...": a noun phrase, no verb, up to the colon at ``end``; of Q: "..." nobody is the speaker."""
    if any(is_finite(narration, place) for place in range(start, end)):
        return None
    if end == start + 1 and narration.low[start].upper() in listed("turn_labels"):
        return Find(None, end, end)
    head = head_at(narration, start + (narration.low[start] == "from"))
    return None if head is None else Find(phrase_of(narration, head, start), end, end)


def _by_any_verb(narration: Narration, start: int, first: int, pronouns: frozenset[str]) -> Find | None:
    """No verb of saying: the subject of the verb nearest to the quote, if it is a name or one of the pronouns. It is a
    strong find where the quote is said of the verb's object: Reed went after him as a "fraud".
    """
    for verb in range(first - 1, start - 1, -1):
        if narration.tags[verb].startswith("VB"):
            speaker = subject_of(narration, verb, start, first)
            if is_person(narration, speaker, pronouns):
                link = first - 1 - (narration.low[first - 1] in ("a", "an", "the"))
                return Find(speaker, verb, verb + 1, strong=narration.low[link] == "as" and link > verb + 1)
    return None


def _leads_to(narration: Narration, noun: int, first: int) -> bool:
    """Whether a noun says the quote: a claim that it is "old"; by the parser also a charge of "deceit"."""
    last = next((place for place in range(noun + 1, first) if narration.low[place] in _LEADS), first)
    if last == first or narration.low[narration.heads[noun]] in verb_forms("naming"):
        return False  # called her claim a “mess”
    if narration.low[last] == "that":  # not remarks on a port that is called “the Mess”
        return narration.deps[last] not in SUBJECTS and sum(is_finite(narration, at) for at in range(last, first)) < 2
    return first - last <= _MOST_AFTER_LINK and noun in above(narration, first)


def _owner(narration: Narration, noun: int, start: int, owners: frozenset[str]) -> Phrase | None:
    """Whose claim it is: Ann Reed's latest claim, her claim."""
    place = past(narration.tags, noun - 1, _OWN_WORDS, -1)
    if narration.tags[place] == "POS":
        return phrase_of(narration, place - 1, start)
    return Phrase(place, place + 1, place) if narration.low[place] in owners else None


def above(narration: Narration, first: int) -> set[int]:
    """The tokens above the words round the start of a quote, by the parser."""
    near = [*range(max(0, first - 1), first), *range(first + 1, min(first + 3, len(narration.doc)))]
    return {head for token in near for head in narration.heads_of(token, _MOST_HEADS)}


def _is_no_saying(narration: Narration, verb: int, first: int) -> bool:
    """Whether a verb with the word before the quote says nothing: agreed with "the plan"; but pledged to "go"."""
    link = narration.low[first - 1] if verb == first - 2 else ""
    acts = saying(narration, verb) and narration.written_tags[first + 1] in ("VB", "VBG")
    return link in ("with", "about") or (link == "to" and not acts)


def _is_aside(narration: Narration, verb: int, first: int) -> bool:
    """Whether a verb stands in a relative clause that ends before the quote: saying all who complain "are late"; told a
    man who says that it is late that "it is".
    """
    again = narration.low[verb + 1] == narration.low[first - 1] == "that"
    return narration.deps[verb] == "relcl" and (again or narration.written_tags[first + 1] in FINITE)


def _speaker_of(narration: Narration, verb: int, start: int, first: int) -> Phrase | None:
    """The verb's subject, the agent of a passive, or the subject of the main clause: that after the quote where the
    verb opens the sentence (Calling it "too old," NAME left), that before a verb in -ing after a comma.
    """
    piece, tags = narration.quoted[first], narration.tags[start : verb + 1]
    if piece >= 0 and tags[-1] != "VBN" and _OPENS.issuperset(tags) and is_open(narration, piece):
        after = narration.bounds[piece][1]
        after += narration.words[after] == ","
        if clause := clause_at(narration, after, after + _MOST_CLAUSE):
            return clause.speaker
    going_on = narration.tags[verb] == "VBG" and narration.words[verb - 1] == ","
    if going_on and (main := main_speaker(narration, narration.heads[verb], start, first)):
        return main[1]
    if not is_passive(narration, verb):
        return subject_of(narration, verb, start, first)
    after = narration.bounds[piece][1] if piece >= 0 else first  # branded "a farce" by NAME
    by = next((place for place in (*range(verb + 1, verb + 4), after) if narration.low[place] == "by"), None)
    return None if by is None else phrase_at(narration, by + 1)
