"""Cues: which words of the narration tie a quote to a speaker, and who the subject of such a verb is."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract import rules
from newsextract.quotes.context import TERMINAL, Context
from newsextract.quotes.phrases import Phrase, head_at, phrase_of, pronouns
from newsextract.quotes.verbs import SAYING, strength

_VERBS = frozenset(("VB", "VBD", "VBZ", "VBP", "VBN", "VBG"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LIKELY_MISTAGGED = frozenset(("NNS", "NN", "JJ", "NNP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_CLIMBS = frozenset(("conj", "xcomp", "ccomp", "advcl", "aux", "auxpass", "pcomp", "prep", "dep", "parataxis"))
_HAVE = frozenset(("has", "have", "had", "having", "'ve", "’ve", "'d", "’d", "n't", "n’t"))
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "am", "get", "got"))
_OBJECTS = frozenset(("it", "him", "her", "them", "me", "us"))
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Find:
    """Who spoke and by which words, tokens [cue_first, cue_last) (empty: no word)."""

    speaker: Phrase | None
    cue_first: int
    cue_last: int
    strong: bool = True


def verb_strength(context: Context, token: int) -> int:
    """SAYING, JUDGING or 0: a known verb, tagged as one (or a form that is hardly ever anything else)."""
    if context.quoted[token] >= 0:
        return 0
    tier = strength().get(context.low[token], 0)
    if tier < SAYING and _makes_cue(context, token):
        tier = SAYING
    if not tier:
        return 0
    tag = context.tags[token]
    if tag in _VERBS or (tag in _LIKELY_MISTAGGED and context.low[token] in _sure_forms()):
        return tier
    return 0


def _makes_cue(context: Context, token: int) -> bool:
    seconds = _second_words().get(context.low[token])
    return seconds is not None and context.low[token + 1 : token + 2] != [] and context.low[token + 1] in seconds


@rules.cached
def _second_words() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for phrase in rules.words("quotes/verb_phrases"):
        first, second = phrase.split()
        found.setdefault(first, set()).add(second)
    return found


@rules.cached
def _sure_forms() -> frozenset[str]:
    return frozenset(rules.words("quotes/sure_forms"))


@rules.cached
def _cue_phrases() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in rules.words("quotes/cue_phrases"):
        first, *rest = phrase.split()
        found.setdefault(first, []).append(rest)
    return found


def cue_phrase(context: Context, token: int) -> int:
    """The length in tokens of the cue phrase ("according to") that starts here; 0 if none does."""
    for rest in _cue_phrases().get(context.low[token], ()):
        if context.low[token + 1 : token + 1 + len(rest)] == rest and context.quoted[token] < 0:
            return 1 + len(rest)
    return 0


def according(context: Context, token: int) -> Find | None:
    """The find made by a cue phrase that starts at ``token``: its speaker is the noun phrase after it."""
    length = cue_phrase(context, token)
    if not length:
        return _in_view(context, token)
    head = head_at(context, token + length)
    if head is None:
        return None
    return Find(phrase_of(context, head, token + length), token, token + length)


def _in_view(context: Context, token: int) -> Find | None:
    """in NAME's view, in the minister's words."""
    if context.low[token] != "in" or context.quoted[token] >= 0:
        return None
    for place in range(token + 2, min(token + 8, len(context.words) - 1)):
        if context.tags[place] == "POS":
            if context.low[place + 1] not in rules.words("quotes/view_nouns"):
                return None
            return Find(phrase_of(context, place - 1, token + 1), token, token + 1)
    return None


def subject_of(context: Context, verb: int, floor: int, ceiling: int) -> Phrase | None:
    """The subject of a verb, by the parser's tree and, where that gives none, by the nearest phrase before
    it.
    """
    head = pronoun_before(context, verb, floor)
    if head is None:
        head = subject_in_tree(context, verb, floor, ceiling)
    if head is None and (verb == floor or context.words[verb - 1] == ","):
        head = head_at(context, verb + 1)
        if head is not None and (context.low[head + 1 : head + 2] == ["as"] or context.low[head] in _OBJECTS):
            head = None  # "asked about it, described Reed as ...", "Reed, a minister, put it": the object
    if head is None:
        head = _subject_before(context, verb, floor)
    return None if head is None else phrase_of(context, head, floor, inverted=head > verb)


def pronoun_before(context: Context, verb: int, floor: int) -> int | None:
    """The pronoun right before the verb, adverbs, auxiliaries and commas between them stepped over."""
    if not is_finite(context, verb):
        return None
    for place in range(verb - 1, max(floor - 1, verb - 6), -1):
        if context.quoted[place] >= 0:
            return None
        if context.low[place] in ("he", "she", "they", "it", "i", "we"):
            return place
        if context.tags[place] not in ("RB", "MD", ",") and context.low[place] not in _HAVE:
            return None
    return None


def subject_in_tree(context: Context, verb: int, floor: int, ceiling: int) -> int | None:
    """The head of the verb's subject in [floor, ceiling) by the parser, its own or that of the verb it hangs on."""
    place = verb
    for _ in range(_MOST_STEPS):
        for child in sorted(context.doc[place].children, key=lambda child: abs(child.i - place)):
            if child.dep_ not in _SUBJECTS or not floor <= child.i < ceiling or context.quoted[child.i] >= 0:
                continue
            if child.is_space:  # two spaces are a token, which the parser may take for a word
                continue
            if child.i < place or is_finite(context, place):
                return _antecedent(context, child.i, place)
        dep, head = context.dep(place), context.head(place)
        if not floor <= head < ceiling or head == place or context.quoted[head] >= 0:
            return None
        if dep in ("acl", "relcl"):
            return _issuer(context, head, floor, ceiling)
        if dep not in _CLIMBS:
            return None
        place = head
    return None


def _issuer(context: Context, noun: int, floor: int, ceiling: int) -> int:
    """The ministry of "the ministry issued a statement calling ...", else the noun itself."""
    verb = context.head(noun)
    if context.dep(noun) == "dobj" and context.low[noun] in rules.words("quotes/documents"):
        for child in context.doc[verb].children:
            if child.dep_ == "nsubj" and floor <= child.i < min(noun, ceiling) and context.quoted[child.i] < 0:
                return _antecedent(context, int(child.i), verb)
    return noun


def _antecedent(context: Context, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for."""
    if context.low[subject] in ("who", "which", "that", "whom"):
        for _ in range(_MOST_STEPS):
            if context.dep(verb) != "conj":
                break
            verb = context.head(verb)
        head = context.head(verb)
        if context.dep(verb) == "relcl" and context.quoted[head] < 0:
            return head
        before = subject - 1
        if before >= 0 and context.words[before] == ",":
            before -= 1
        if before >= 0 and context.quoted[before] < 0 and context.tags[before].startswith(("NN", "PRP")):
            return before
    return subject


def _subject_before(context: Context, verb: int, floor: int) -> int | None:
    """The nearest name, pronoun or noun before the verb that no preposition governs."""
    place = verb - 1
    while place >= floor and verb - place < 40:
        if context.quoted[place] >= 0:
            return None
        if context.low[place] in pronouns() and context.tags[place].startswith("PRP"):
            return place
        name = context.name(place)
        if name is not None:
            before = name.first - 1
            while before > floor and context.tags[before] == "NNP":
                before -= 1  # a title
            if before < floor or context.tags[before] not in ("IN", "TO") or context.low[before] == "as":
                return name.last - 1
            place = name.first
        place -= 1
    return None


def is_passive(context: Context, verb: int) -> bool:
    """Whether a participle is passive: after a form of "be", or alone in a sentence that has its finite verb
    already.
    """
    if context.tags[verb] != "VBN":
        return False
    place = verb - 1
    while place >= 0 and context.tags[place] in ("RB", "RBR") and verb - place < 4:
        place -= 1
    if place < 0 or context.low[place] in _HAVE:
        return False
    if any(child.dep_ == "nsubj" for child in context.doc[verb].children):
        return False
    if context.low[place] in _BE or "by" in context.low[verb + 1 : verb + 3]:
        return True
    return _has_finite_before(context, place)


def _has_finite_before(context: Context, place: int) -> bool:
    """Whether the sentence has a finite verb before ``place``: if not, a "participle" there is a mistagged
    past tense.
    """
    for earlier in range(place, max(-1, place - 60), -1):
        if context.words[earlier] in TERMINAL:
            return False
        if context.quoted[earlier] < 0 and is_finite(context, earlier):
            return True
    return False


def is_finite(context: Context, token: int) -> bool:
    """Whether the token is a finite verb or a modal."""
    return context.tags[token] in _FINITE


def saying(context: Context, token: int) -> bool:
    """Whether the token is a verb of saying."""
    return verb_strength(context, token) == SAYING
