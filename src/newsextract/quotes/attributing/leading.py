"""The speaker named before a quote: he said: "..."; NAME called it "..."; according to NAME, ...; HOST: "..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE
from newsextract.quotes.attributing.cues import (
    ONE,
    SOMEBODY,
    Find,
    can_speak,
    first_according,
    is_body,
    is_finite,
    is_person,
    quoted_source,
    saying,
    verb_strength,
)
from newsextract.quotes.attributing.openings import subject_behind
from newsextract.quotes.attributing.otherwise import (
    MINE,
    above,
    by_chant,
    by_clause,
    by_nobody,
    by_noun,
    by_topic,
    by_view,
)
from newsextract.quotes.attributing.sources import source
from newsextract.quotes.attributing.subjects import heads_above, is_empty, is_passive, main_speaker, subject_of
from newsextract.quotes.lexicon import SAYING, listed, speakers, with_plurals
from newsextract.quotes.narration.narration import DASHES, MOST_SENTENCE, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, named, phrase_of

_VERBAL = frozenset(("VB", "VBG", "VBN")) | FINITE
_FORM_SCORES = {"VB": 0.0, "VBG": 0.5}
_ANSWERERS = ONE | {"they", "him", "her", "them"}
_BRACKETS = frozenset("()")
_TIMES = frozenset(
    ("when", "once", "because", "if", "since", "although", "though", "while", "after", "before", "until")
)
_STRONG = 2  # a score


class _Cue(NamedTuple):
    """A verb before a quote: how likely it is the quote's cue, its token, whether no verb stands between the two."""

    score: float
    verb: int
    touching: bool


def leading(narration: Narration, piece: int) -> Find | None:
    """The speaker whom the sentence up to the quote names, or the paragraph before it if that ends in a colon."""
    first = narration.bounds[piece][0]
    paragraph = narration.lines[piece]
    start = narration.sentence_start(first, narration.floors[paragraph])
    if first > narration.floors[paragraph]:
        if start == first:
            return None  # a sentence ends before it
        return _in_brackets(narration, start, first) or find_before(narration, start, first)
    floor, last = narration.paragraphs[max(0, paragraph - 1)]
    if paragraph == 0 or narration.words[last - 1] != ":":
        return None
    find = find_before(narration, narration.sentence_start(last - 1, floor), last)
    return find._replace(touching=True) if find else None


def _in_brackets(narration: Narration, start: int, first: int) -> Find | None:
    """The cue in the brackets that the quote stands in: The road is old (Reed once said: "...")."""
    if _BRACKETS.isdisjoint(narration.words[start:first]):
        return None
    for place in range(first - 1, start - 1, -1):
        if narration.words[place] in _BRACKETS:
            find = find_before(narration, place + 1, first) if narration.words[place] == "(" else None
            return find if find and saying(narration, find.cue_first) else None
    return None


def asked(narration: Narration, start: int, first: int) -> Find | None:
    """Who answers in the quote behind [start, first): "Ann Reed was asked whether the road was safe.", "I asked her why
    it was shut."
    """
    for place in range(max(start, first - MOST_SENTENCE), first):
        if narration.low[place] != "asked":
            continue
        passive = is_passive(narration, place)
        speaker = subject_of(narration, place, start, first) if passive else _questioned(narration, place)
        return Find(speaker, place, place + 1) if is_person(narration, speaker, _ANSWERERS) else None
    return None


def _questioned(narration: Narration, verb: int) -> Phrase | None:
    """Who is asked a question: the object of "asked" before "why", "whether", "about"; no one is "asked to go"."""
    head = head_at(narration, verb + 1)
    phrase = None if head is None else phrase_of(narration, head, verb + 1)
    return phrase if phrase and narration.low[phrase.last] in listed("question_words") else None


def find_before(narration: Narration, start: int, first: int, sure: bool = False) -> Find | None:
    """The best cue of [start, first) for the quote behind it; ``sure``: only one whose subject speaks."""
    start = max(start, first - MOST_SENTENCE)
    if find := by_view(narration, start, first) or by_noun(narration, start, first):
        return find
    cues = _ranked(narration, start, first)
    touching, chant = any(cue.touching for cue in cues), by_chant(narration, first)
    if chant and not touching:
        return chant
    last = first
    while narration.words[last - 1].isspace():
        last -= 1
    if narration.words[last - 1] == ":" and not touching and (find := _before_colon(narration, start, last)):
        return find
    if find := _by_cues(narration, cues, start, first, sure):
        return find
    verbs = [cue.verb for cue in cues]
    if find := first_according(narration, range(start, first)) or by_nobody(narration, verbs, first):
        return find
    told = chant or by_noun(narration, start, first, MINE) or by_clause(narration, start, first)
    told = None if sure else told or by_topic(narration, start, first)
    told = told or _weak_subject(narration, start, first, ONE if sure else SOMEBODY)
    return told or (_before_colon(narration, start, last) if narration.words[last - 1] == ":" else None)


def _by_cues(narration: Narration, cues: Sequence[_Cue], start: int, first: int, sure: bool) -> Find | None:
    """The find of the likeliest cue; of a thing that cannot speak only where nobody says so: Reed said the levy was
    meant to reward "the lazy".
    """
    found = None
    for cue in cues:
        if narration.low[cue.verb - 1] == "as" and (find := _quoted_by_another(narration, cue.verb, start)):
            return found or find
        speaker = _speaker_of(narration, cue.verb, start, first)
        if (
            speaker is None
            or is_empty(narration, speaker, cue.verb)
            or (sure and not _speaks(narration, speaker, cue.verb))
        ):
            continue
        find = _by_verb(narration, cue, speaker, start, first)
        if find.speaker and can_speak(narration, find.speaker):
            if found is None:
                return find
            if saying(narration, find.cue_first):
                return find._replace(strong=True)
        found = found or find
    return found


def _by_verb(narration: Narration, cue: _Cue, speaker: Phrase, start: int, first: int) -> Find:
    """The find of a cue whose subject is ``speaker``, or of the verb of saying above it."""
    verb, speaker = source(narration, cue.verb, speaker, start, first)
    return Find(speaker, verb, verb + 1, cue.score >= _STRONG, cue.touching)


def _quoted_by_another(narration: Narration, verb: int, start: int) -> Find | None:
    """Whom a paper quotes: the agency quoted Ann Reed as saying "..."."""
    places = range(verb - 1, start - 1, -1)
    return next(filter(None, (quoted_source(narration, place) for place in places)), None)


def _ranked(narration: Narration, start: int, first: int) -> list[_Cue]:
    """The known verbs of a sentence up to a quote, the likeliest cue first."""
    found = []
    verbs = [place for place in range(first - 1, start - 1, -1) if narration.tags[place] in _VERBAL]
    above_quote = above(narration, first) if verbs else set()
    finite = 0  # verbs between one and the quote
    for nearer, place in enumerate(verbs):
        tier = verb_strength(narration, place)
        tier = 0 if narration.deps[place] == "amod" else tier  # his believed strength
        if tier and not (place == first - 2 and _is_no_saying(narration, tier, first)):
            told = is_passive(narration, place) and not _is_told_by(narration, place)
            form = -1.0 if told else _FORM_SCORES.get(narration.tags[place], 1.0)
            score = tier + form + (2.0 if place in above_quote else 0.0)
            score += 0.7 if narration.low[place + 1] == "that" else 0.0
            score -= 5.0 if _is_aside(narration, place, first) else 0.0
            found.append(_Cue(score - 0.7 * finite if nearer else score + 3.0, place, not nearer))
        finite += is_finite(narration, place)
    return sorted(found, reverse=True)


def _is_no_saying(narration: Narration, tier: int, first: int) -> bool:
    """Whether a verb with the word before the quote says nothing: agreed with "the plan"; but pledged to "go"."""
    before = narration.low[first - 1]
    acts = tier == SAYING and narration.written_tags[first + 1] in ("VB", "VBG")
    return before in ("with", "about") or (before == "to" and not acts)


def _is_aside(narration: Narration, verb: int, first: int) -> bool:
    """Whether a verb stands in a relative clause that ends before the quote: saying all who complain "are late";
    told a man who says that it is late that "it is".
    """
    again = narration.low[verb + 1] == narration.low[first - 1] == "that"
    below = (again or narration.written_tags[first + 1] in FINITE) and narration.deps[verb] == "relcl"
    return below or _is_time(narration, verb, first)


def _is_time(narration: Narration, verb: int, first: int) -> bool:
    """Whether a verb is that of a clause of time or reason which ends before the quote: Reed said that when Lin railed
    at the port, “he spoke for us.”
    """
    ended = narration.words[first - 1] == "," and verb < first - 2
    return ended and any(child.lower_ in _TIMES for child in narration.doc[verb].lefts)


def _is_told_by(narration: Narration, verb: int) -> bool:
    """Whether a participle between commas names its agent: the plan, reported by the port, is "old"."""
    return narration.words[verb - 1] == "," and narration.low[verb + 1] == "by"


def _speaks(narration: Narration, speaker: Phrase, verb: int) -> bool:
    """Whether the subject is somebody, a body or a paper said to say."""
    word = narration.low[speaker.head]
    told = word == "they" or word in with_plurals("documents") or is_body(narration, speaker.head)
    return is_person(narration, speaker, ONE) or (told and saying(narration, verb))


def _speaker_of(narration: Narration, verb: int, start: int, first: int) -> Phrase | None:
    """The verb's subject, or the agent of a passive: described by NAME as ...; branded "a farce" by NAME."""
    if opener := subject_behind(narration, verb, start, first):
        return opener
    if narration.tags[verb] == "VBG" and narration.words[verb - 1] == ",":
        main = main_speaker(narration, narration.heads[verb], start, first)
        return main[1] if main else subject_of(narration, verb, start, first)
    if not is_passive(narration, verb):
        return subject_of(narration, verb, start, first)
    piece = narration.quoted[first]  # the quote may stand between: branded "a farce" by NAME
    behind = narration.bounds[piece][1] if piece >= 0 else first
    for place in (*range(verb + 1, verb + 4), behind):
        if narration.low[place] == "by":
            head = head_at(narration, place + 1)
            return None if head is None else phrase_of(narration, head, place + 1)
    return None


def _before_colon(narration: Narration, start: int, first: int) -> Find | None:
    """HOST: "..."; Ann Reed was blunt: "..."; here is NAME on Monday: "..."; the sign bears a question: "..."."""
    if find := _label(narration, start, first - 1) or _weak_subject(narration, start, first, SOMEBODY):
        find = _reporting(narration, find, start, first) or find
        return find._replace(strong=True, touching=True)
    for place in range(first - 1, start - 1, -1):
        if name := narration.name(place):
            return Find(named(name), first, first, touching=True)
    if find := first_according(narration, range(start, first)):
        return find
    for place in range(start, first):
        subject = subject_of(narration, place, start, first) if is_finite(narration, place) else None
        if subject and not is_empty(narration, subject, first):
            return Find(subject, place, place + 1, touching=True)
    return None


def _reporting(narration: Narration, find: Find, start: int, first: int) -> Find | None:
    """The find of the verb of saying that reports another's clause: Reed said Lin was like the old guards: "..."; not
    where that one's own words follow: Reed said Lin had one demand: "..."
    """
    below = find.cue_first
    if narration.low[first - 2] in with_plurals("nouns_of_saying"):
        return None
    for place in heads_above(narration, below, start, first):
        if saying(narration, place) and not is_passive(narration, place):
            speaker = None if narration.deps[below] == "conj" else subject_of(narration, place, start, first)
            return Find(speaker, place, place + 1) if speaker else None
        below = place
    return None


def _label(narration: Narration, start: int, end: int) -> Find | None:
    """HOST: "...": a noun phrase, no verb, up to the colon at ``end``."""
    start = max((place + 1 for place in range(start, end) if _is_dash(narration, place)), default=start)
    if any(is_finite(narration, place) for place in range(start, end)):
        return None
    head, name = head_at(narration, start + (narration.low[start] == "from")), narration.name(start)
    if head is None:
        return None
    if name and narration.low[head] not in speakers():  # Reed Answers Critics: "..."
        return Find(named(name), end, end)
    return Find(phrase_of(narration, head, start), end, end)


def _is_dash(narration: Narration, place: int) -> bool:
    """Whether a token is a dash between two spaces: no hyphen."""
    start = narration.starts[place]
    return narration.words[place] in DASHES and narration.text[max(0, start - 1) : start].isspace()


def _weak_subject(narration: Narration, start: int, first: int, pronouns: frozenset[str]) -> Find | None:
    """No verb of saying: the subject of the verb nearest to the quote, if it is a name or one of the pronouns."""
    for place in range(first - 1, start - 1, -1):
        if narration.tags[place].startswith("VB"):
            speaker = subject_of(narration, place, start, first)
            if is_person(narration, speaker, pronouns):
                return Find(speaker, place, place + 1, strong=_presents(narration, place, first))
    return None


def _presents(narration: Narration, verb: int, first: int) -> bool:
    """Whether a verb's object is said to be what the quote says: Reed went after him as a "fraud"."""
    last = first - (narration.low[first - 1] in ("a", "an", "the"))
    if narration.low[last - 1] != "as" or last - 1 == verb + 1:
        return False
    return not any(tag.startswith("VB") for tag in narration.tags[verb + 1 : last])
