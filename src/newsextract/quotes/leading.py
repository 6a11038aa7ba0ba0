"""The speaker named before a quote: he said: "..."; NAME called it "..."; according to NAME, ...; HOST:
"...".
"""

from __future__ import annotations

from dataclasses import replace

from newsextract import rules
from newsextract.quotes.context import MOST_SENTENCE, Context
from newsextract.quotes.cues import Find, according, is_finite, is_passive, subject_of, verb_strength
from newsextract.quotes.nouns import speakers
from newsextract.quotes.phrases import Phrase, head_at, phrase_of, pronouns
from newsextract.quotes.verbs import SAYING

_COLON = frozenset((":", "—", "–", "--", "-"))
_MOST_LABEL = 40
_MOST_PASSIVE = 4  # tokens from a passive verb to the quote: was told: "..."


def leading(context: Context, piece: int) -> tuple[Find | None, bool]:
    """The speaker whom the sentence up to the quote names, and whether the cue touches the quote (no verb
    between).
    """
    first = context.bounds[piece][0]
    floor = context.floors[context.paragraph_of(first)]
    start = context.sentence_start(first, floor)
    if start == first and first == floor:
        return _from_line_before(context, first), True
    return find_before(context, start, first)


def _from_line_before(context: Context, first: int) -> Find | None:
    """A paragraph that ends in a colon leads the one after it."""
    number = context.paragraph_of(first)
    if not number:
        return None
    floor, last = context.paragraphs[number - 1]
    if last <= floor or context.words[last - 1] != ":":
        return None
    return find_before(context, context.sentence_start(last - 1, floor), last)[0]


def find_before(context: Context, start: int, first: int, sure: bool = False) -> tuple[Find | None, bool]:
    """The best cue among the narration tokens [start, first) of a sentence, for a quote that opens at
    ``first``; with ``sure``, only one whose subject is known to be somebody who speaks.
    """
    start = max(start, first - MOST_SENTENCE)
    narration = [place for place in range(start, first) if context.quoted[place] < 0]
    if not any(context.words[place][:1].isalnum() for place in narration):
        return None, False
    ranked = sorted(_candidates(context, narration, first), reverse=True)
    if context.words[first - 1] == ":" and not any(touching for _, _, touching in ranked):
        find = _colon_lead(context, narration, start, first)
        if find is not None:
            return replace(find, strong=True), True
    for score, verb, touching in ranked:
        speaker = _speaker_of(context, verb, start, first)
        if speaker is not None and _can_speak(context, speaker) and not (sure and not _speaks(context, speaker, verb)):
            verb, speaker = _outer(context, verb, speaker, start, first)
            verb, speaker = _somebody(context, verb, speaker, ranked, start, first)
            if not touching and score < 3 and (phrase := _phrase_cue(context, narration)):
                return phrase, False
            return Find(speaker, verb, verb + 1, strong=score >= 2), touching
    if phrase := _phrase_cue(context, narration):
        return phrase, False
    touched = [verb for score, verb, touching in ranked if touching and score > 2 and is_passive(context, verb)]
    if touched and first - touched[0] <= _MOST_PASSIVE and verb_strength(context, touched[0]) == SAYING:
        return Find(None, touched[0], touched[0] + 1), True
    if label := _label(context, narration):
        return label, True
    find = _plain_subject(context, narration, start, first)
    return None if sure and find and find.speaker and not _is_one(context, find.speaker) else find, False


def _outer(context: Context, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """Smith said she believes "...": the verb of saying above a verb of thinking or above a pronoun's own
    verb.
    """
    place = verb
    for _ in range(6):
        head = context.head(place)
        if head == place or not start <= head < first:
            break
        if context.dep(place) in ("relcl", "acl"):
            break
        place = head
        inner = context.tags[speaker.head].startswith("PRP") or verb_strength(context, verb) < SAYING
        if inner and place < verb and verb_strength(context, place) == SAYING:
            outer = subject_of(context, place, start, first)
            if outer is not None and _can_speak(context, outer) and outer.last <= verb:
                return place, outer
    return verb, speaker


def _somebody(
    context: Context,
    verb: int,
    speaker: Phrase,
    ranked: list[tuple[float, int, bool]],
    start: int,
    first: int,
) -> tuple[int, Phrase]:
    """For "Reed said the road was closed and added" with the road as subject: the person of the verb
    before.
    """
    joined = context.tags[verb] == "VBG" or context.low[verb - 1] in ("and", "but", ",")
    if speaker.name is not None or context.tags[speaker.head].startswith("PRP") or not joined:
        return verb, speaker
    for _, earlier, _ in sorted(ranked, key=lambda row: -row[1]):
        if earlier < verb and is_finite(context, earlier) and verb_strength(context, earlier) == SAYING:
            other = subject_of(context, earlier, start, first)
            if other is not None and other.last <= speaker.first and _is_somebody(context, other):
                return verb, other
    return verb, speaker


def _is_somebody(context: Context, speaker: Phrase) -> bool:
    return speaker.name is not None or context.low[speaker.head] in ("he", "she", "they", "i", "we")


def _is_one(context: Context, speaker: Phrase) -> bool:
    return speaker.name is not None or context.low[speaker.head] in ("he", "she")


def _speaks(context: Context, speaker: Phrase, verb: int) -> bool:
    """Whether the subject is a person named or meant by he or she, or else people, a body or a paper said to say."""
    if _is_one(context, speaker):
        return True
    word = context.low[speaker.head]
    told = word in speakers() or word.removesuffix("s") in speakers() or word in rules.words("quotes/documents")
    body = context.doc[speaker.head].ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    return verb_strength(context, verb) == SAYING and (told or body or word == "they")


def _can_speak(context: Context, speaker: Phrase) -> bool:
    word = context.low[speaker.head]
    return speaker.name is not None or not context.tags[speaker.head].startswith("PRP") or word in pronouns()


def _candidates(context: Context, narration: list[int], first: int) -> list[tuple[float, int, bool]]:
    found = []
    above = _ancestors(context, first)
    finite_between = verbs_between = 0
    for place in reversed(narration):
        tier = verb_strength(context, place)
        if tier and not (place == first - 2 and context.low[first - 1] in ("with", "about", "to")):
            touching = verbs_between == 0
            score = float(tier) + _form_score(context, place) + (2.0 if place in above else 0.0)
            score += 3.0 if touching else -0.7 * finite_between
            score += 0.7 if context.low[place + 1 : place + 2] == ["that"] else 0.0
            found.append((score, place, touching))
        if context.tags[place].startswith("VB") or context.tags[place] == "MD":
            verbs_between += 1
            finite_between += is_finite(context, place)
    return found


def _form_score(context: Context, verb: int) -> float:
    tag = context.tags[verb]
    if tag == "VBN":
        before = context.low[max(0, verb - 3) : verb]
        return 1.0 if {"has", "have", "had", "'ve", "'d", "’ve"} & set(before) else -1.0
    if tag == "VB":
        return 0.0
    return 0.5 if tag == "VBG" else 1.0


def _ancestors(context: Context, first: int) -> set[int]:
    """Heads above the quote's first words and above the word before it."""
    found: set[int] = set()
    for place in (first - 1, first + 1, first + 2):
        for _ in range(10):
            if not 0 <= place < len(context.words):
                break
            head = context.head(place)
            if head == place:
                break
            found.add(head)
            place = head
    return found


def _speaker_of(context: Context, verb: int, start: int, first: int) -> Phrase | None:
    """The subject, or the agent of a passive that names one."""
    if is_passive(context, verb):
        return _agent(context, verb, first)
    return subject_of(context, verb, start, first)


def _agent(context: Context, verb: int, first: int) -> Phrase | None:
    """The speaker of a passive: described by NAME as ..."""
    for place in range(verb + 1, min(verb + 4, first)):
        if context.low[place] == "by":
            head = head_at(context, place + 1)
            return None if head is None else phrase_of(context, head, place + 1)
    return None


def _phrase_cue(context: Context, narration: list[int]) -> Find | None:
    for place in narration:
        if find := according(context, place):
            return find
    return None


def _label(context: Context, narration: list[int]) -> Find | None:
    """HOST: "..."; WHO PAYS? - Ann Reed: "...": a noun phrase and a colon or dash, no verb."""
    end = narration[-1]
    if context.words[end] not in _COLON or len(narration) > _MOST_LABEL:
        return None
    dashes = [place for place in narration[1:-1] if context.words[place] in _COLON]
    start = dashes[-1] + 1 if dashes else narration[0]
    if any(is_finite(context, place) for place in range(start, end)):
        return None
    head = head_at(context, start)
    return Find(phrase_of(context, head, start), end, end) if head is not None and head < end else None


def _colon_lead(context: Context, narration: list[int], start: int, first: int) -> Find | None:
    """The minister was blunt: "..."; Here is the minister on Monday: "..."; for her the case is clear:
    "...".
    """
    if find := _label(context, narration) or _plain_subject(context, narration, start, first):
        return find
    names = [name for place in narration[-_MOST_LABEL:] if (name := context.name(place))]
    if names:
        return Find(Phrase(names[-1].first, names[-1].last, names[-1].last - 1, names[-1].person), first, first)
    for place in narration:
        if is_finite(context, place) and (subject := subject_of(context, place, start, first)):
            return Find(subject, place, place + 1)
    return None


def _plain_subject(context: Context, narration: list[int], start: int, first: int) -> Find | None:
    """No verb of saying: the subject of the verb nearest to the quote, if it is somebody."""
    for place in reversed(narration):
        if context.tags[place].startswith("VB"):
            speaker = subject_of(context, place, start, first)
            if speaker is not None and _is_somebody(context, speaker):
                return Find(speaker, place, place + 1, strong=False)
    return None
