"""The subject of a verb, and which of two speakers a quote has: the one who spoke, not the one who reports it.

SUBJECT lists the ways to a verb's subject, in order; TREE those by the parser's tree. ``newsextract explain`` names the
rule of either that decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.quotes.attributing.cues import ONE, is_body, is_finite, is_person, saying, verb_strength
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.narration import QUOTED, SUBJECTS, TERMINAL, Narration
from newsextract.quotes.speaker_phrases import Phrase, head_at, phrase_of
from newsextract.rules.judgement import Judgement, is_traced
from newsextract.rules.verb_forms import verb_forms

HAVE = frozenset(("has", "have", "had", "having", "'ve", "’ve", "'d", "’d", "n't", "n’t"))
BELOW = frozenset(("relcl", "acl", "advcl", "pcomp"))
"""The dependencies of a clause below another."""
_REPORTED = frozenset(("ccomp", "xcomp"))  # dependencies
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
_OTHERS = frozenset(("he", "she", "they"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_NOT_FINITE = frozenset(("VB", "VBG"))
_RELATIVE_TAGS = frozenset(("WP", "WP$", "WDT"))
_AUXILIARY_TAGS = frozenset(("RB", "MD", "VBZ", "VBP", "VBD"))
_INSIDE_PHRASE = frozenset(("compound", "pobj", "prep", "nmod", "conj", "poss"))
_MOST_STEPS = 6
_MOST_BACK = 60
_NONE = -1  # in place of a token: there is no subject, and no further rule is asked


class Verb(NamedTuple):
    """A verb whose subject is looked for among the tokens [floor, ceiling); ``place``: it, or a verb above it."""

    narration: Narration
    token: int
    floor: int
    ceiling: int
    place: int


SUBJECT: Judgement[Verb, int] = Judgement("quotes", "subject", lambda one: one.narration.offsets(one.token))
"""The head of a verb's subject."""

TREE: Judgement[Verb, int] = Judgement("quotes", "subject in the tree", lambda one: one.narration.offsets(one.token))
"""The same by the tree, asked first of the verb, then of the verbs above it."""


def subject_of(narration: Narration, verb: int, floor: int, ceiling: int) -> Phrase | None:
    """The subject of a verb in [floor, ceiling); ``by``, where decisions are traced, has the rules that found it."""
    one = Verb(narration, verb, floor, ceiling, verb)
    rule, head = SUBJECT.named(one) or ("", _NONE)
    if head == _NONE:
        return None
    phrase = phrase_of(narration, head, floor, inverted=head > verb)
    if not is_traced():
        return phrase
    in_tree = _in_tree(one) if rule == "the parser's tree" else None
    return phrase._replace(by=((SUBJECT.name, rule), *([(TREE.name, in_tree[0])] if in_tree else [])))


@SUBJECT.rule("the words after a verb that opens")
def _after_opening(one: Verb) -> int | None:
    """Said Ann Reed."""
    if one.token != one.floor or one.narration.tags[one.token] == "VBG":
        return None
    head = head_at(one.narration, one.token + 1)
    return _NONE if head is None else head


@SUBJECT.rule("the word right before the verb")
def right_before(one: Verb) -> int | None:
    """A pronoun, or a name where the verb is not finite: "heard Ann Reed say" """
    narration, before = one.narration, one.token - 1
    named = narration.tags[one.token] in _NOT_FINITE and narration.name(before) is not None
    return before if named or narration.low[before] in _PRONOUNS else None


@SUBJECT.rule("the parser's tree")
def by_tree(one: Verb) -> int | None:
    """The subject by the parser. Where a relative clause ends right before the verb, only a subject outside of it
    counts: Ann Reed, whose brother died, said; but "Ann Reed, who says the mayor, Tom Lin, said"
    """
    narration, verb = one.narration, one.token
    _, head = _in_tree(one) or ("", _NONE)
    clause = _relative_clause(one)
    if head == _NONE or narration.words[head].isspace():
        return None
    if not clause:
        return head
    if head not in clause:
        return head if narration.heads[head] == verb else None
    ended = any(is_finite(narration, place) for place in range(head, clause.stop))
    another = any(child.i < clause.start and child.dep_ in SUBJECTS for child in narration.doc[verb].lefts)
    return None if ended or another else head


@SUBJECT.rule("the noun before a clause that a comma closes")
def before_clause(one: Verb) -> int | None:
    """The head of the noun phrase before a relative clause that a comma ends before the verb: Ann Reed, head of the
    port (PLA), whose ..., said
    """
    narration, clause = one.narration, _relative_clause(one)
    if not clause:
        return None
    top, last = None, clause.start - 1
    while narration.words[last] == ")" and "(" in narration.words[one.floor : last]:
        last = max(place for place in range(one.floor, last) if narration.words[place] == "(") - 1
    place = last
    while one.floor <= place <= last:
        top = place if narration.tags[place].startswith(("NN", "PRP")) else top
        dep, above = narration.deps[place], narration.heads[place]
        if above >= place or not (dep in _INSIDE_PHRASE or (dep == "appos" and narration.name(above))):
            break  # many an apposition is none: To the port, a spokeswoman, who ..., said
        place = above
    return top


@SUBJECT.rule("the nearest name before the verb")
def _nearest_before(one: Verb) -> int | None:
    """The nearest name or pronoun before the verb that no preposition governs."""
    narration, place, governed = one.narration, one.token - 1, None
    while place >= one.floor and narration.words[place] != QUOTED:
        if narration.low[place] in listed("pronouns"):
            return place
        if name := narration.name(place):
            place = past(narration.tags, name.first - 1, ("NNP",), -1)  # a title
            if narration.tags[place] not in ("IN", "TO"):
                return name.last - 1
            governed = governed or (name.last - 1 if place < name.first - 1 else None)
        place -= 1
    return governed


def _relative_clause(one: Verb) -> range:
    """The tokens of a relative clause, its first comma included, that a comma right before a finite verb ends; empty if
    none does: Ann Reed, who left the port, said; but "Ann Reed, who left when the mayor, Tom Lin, said"
    """
    narration = one.narration
    end = past(narration.tags, one.token - 1, _AUXILIARY_TAGS, -1)
    if narration.words[end] != "," or not any(is_finite(narration, place) for place in range(end, one.token + 1)):
        return range(0)
    has_verb = False
    for place in range(end - 1, one.floor, -1):
        has_verb = has_verb or is_finite(narration, place)
        if has_verb and narration.tags[place] in _RELATIVE_TAGS:
            start = place - 1 - (narration.tags[place - 1] == "IN")  # from whom
            if narration.words[start] == ",":
                return range(start, end)
        elif not has_verb and (narration.tags[place] == "WRB" or narration.deps[place] == "mark"):
            break  # the verb is that of the clause which it opens
    return range(0)


def _in_tree(one: Verb) -> tuple[str, int] | None:
    """The rule of TREE that finds the verb's subject, by its name, and the subject's head."""
    for place in (one.token, *heads_above(*one[:4])):
        if found := TREE.named(one._replace(place=place)):
            return found
    return None


@TREE.rule("the object of a verb that makes or quotes somebody say so")
def _object_above(one: Verb) -> int | None:
    """Who is made to say so or quoted as saying so: the object of the verb above "to" or "as"."""
    narration, above = one.narration, one.narration.heads[one.place]
    if narration.low[above] == "as":
        above = narration.heads[above]
    elif narration.low[one.place - 1] != "to" or narration.low[above] not in verb_forms("causing"):
        return None
    rights = (child for child in narration.doc[above].rights if child.i < one.place)
    return next((child.i for child in rights if child.dep_ == "dobj"), None)


@TREE.rule("an apposition that no comma closes")
def _unclosed(one: Verb) -> int | None:
    """The noun right before a verb, which the parser takes for an apposition: with hosts Reed and Lin, the candidate
    said
    """
    deps, before = one.narration.deps, one.token - 1
    unclosed = deps[before] == "appos" and one.narration.tags[before].startswith("NN")
    return before if unclosed and _child_subject(one) is not None else None


@TREE.rule("the verb's own subject")
def _own_subject(one: Verb) -> int | None:
    """Its subject, or what a relative pronoun that is its subject stands for; outside [floor, ceiling) the first noun
    there instead.
    """
    subject = _child_subject(one)
    if subject is None or subject >= one.floor:
        return None if subject is None else _antecedent(one.narration, subject, one.place)
    head = head_at(one.narration, one.floor)
    return _NONE if head is None else head


@TREE.rule("the noun that its clause describes")
def _described(one: Verb) -> int | None:
    """The man of "a man saying so", the ministry of "the ministry issued a statement calling it so"."""
    noun = one.narration.heads[one.place]
    if one.narration.deps[one.place] not in ("acl", "relcl") or _is_of_main_verb(one.narration, one.token, noun):
        return None
    return _issuer(one.narration, noun) if one.floor <= noun < one.ceiling else _NONE


def _child_subject(one: Verb) -> int | None:
    """The subject nearest to a verb among its children outside marks."""
    narration, verb = one.narration, one.place
    subjects = (child for child in narration.doc[verb].children if child.dep_ in SUBJECTS)
    words = (child.i for child in subjects if child.tag_ != "RB")  # "n't" passes for one
    found = min((at for at in words if narration.quoted[at] < 0), key=lambda at: abs(at - verb), default=None)
    is_others = found is not None and verb == one.token and _is_of_main_verb(narration, verb, found)
    return None if is_others else found


def heads_above(narration: Narration, token: int, floor: int, ceiling: int) -> Iterator[int]:
    """The heads above a token, nearest first, as long as they stand in the narration of [floor, ceiling)."""
    for head in narration.heads_of(token, _MOST_STEPS):
        if not floor <= head < ceiling or narration.quoted[head] >= 0:
            return
        yield head


def _is_of_main_verb(narration: Narration, verb: int, noun: int) -> bool:
    """Whether a participle after a noun belongs to the verb before it: they slammed the body saying; but they issued a
    text saying, heard a man saying.
    """
    if narration.tags[verb] != "VBG" or narration.low[noun] in with_plurals("documents"):
        return False
    above = narration.heads[narration.heads[noun]] if narration.deps[verb] == "ccomp" else narration.heads[noun]
    own = narration.deps[noun] in ("dobj", "pobj") or narration.deps[verb] == "ccomp"
    return own and narration.low[above] not in verb_forms("showing")


def _issuer(narration: Narration, noun: int) -> int:
    """The ministry of "the ministry issued a statement calling ...", else the noun itself."""
    if narration.low[noun] in with_plurals("documents"):
        verb = narration.heads[noun]
        issuer = next((child.i for child in narration.doc[verb].lefts if child.dep_ == "nsubj"), noun)
        return _antecedent(narration, issuer, verb)
    return noun


def _antecedent(narration: Narration, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other subject itself."""
    if narration.low[subject] not in _RELATIVES:
        return subject
    if narration.deps[verb] == "relcl":
        noun = narration.heads[verb]
        issued = narration.low[narration.heads[noun]] in verb_forms("issuing")
        return _issuer(narration, noun) if issued else noun
    before = subject - 1 - (narration.words[subject - 1] == ",")
    return before if narration.tags[before].startswith(("NN", "PRP")) else subject


def main_speaker(narration: Narration, verb: int, floor: int, ceiling: int) -> tuple[int, Phrase] | None:
    """The main verb above one of a clause below it, with its subject: Reed left as voters jeered."""
    main, below = verb, False
    for place in heads_above(narration, verb, floor, ceiling):
        below = below or narration.deps[main] in BELOW
        main = place
    speaker = subject_of(narration, main, floor, ceiling) if below else None
    verbal = narration.tags[main].startswith("VB")
    return (main, speaker) if speaker and is_person(narration, speaker, ONE) and verbal else None


def is_passive(narration: Narration, verb: int) -> bool:
    """Whether a participle is passive: without "have" and a subject, where a finite verb stands before."""
    if narration.tags[verb] != "VBN":
        return False
    place = past(narration.tags, verb - 1, ("RB",), -1)
    if narration.low[place] in HAVE or any(child.dep_ == "nsubj" for child in narration.doc[verb].children):
        return False
    if narration.deps[verb] == "acl" and narration.low[verb + 1] == "by":  # the plan, reported by the port, is
        return True
    places = range(verb - 1, max(-1, verb - _MOST_BACK), -1)
    stop = next((at for at in places if is_finite(narration, at) or narration.words[at] in TERMINAL), -1)
    return stop >= 0 and is_finite(narration, stop)


def source(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """The verb and the speaker of a quote at ``first``, where ``speaker`` is the subject of a verb before it.

    They are those of a reported clause between the two that has its own: Reed claimed that Lin said it is "old"; but
    Reed asked Lin to say that it is.
    """
    for place in range(verb + 1, first):
        reported = narration.deps[place] in _REPORTED and narration.tags[place] != "VB" and saying(narration, place)
        inner = subject_of(narration, place, verb + 1, first) if reported else None
        if inner and _is_somebodys(narration, place, inner) and not is_passive(narration, place):
            return place, inner
    verb, speaker = _outer(narration, verb, speaker, start, first)
    if is_person(narration, speaker, _OTHERS):
        return verb, speaker
    # Reed said the road was closed and added: with the road as subject by the parser
    before = past(narration.tags, verb - 1, ("RB",), -1)
    on = narration.low[max(0, verb - 2) : verb] == ["on", "to"]
    verbs: list[int] = []
    if on or narration.tags[verb] == "VBG" or narration.low[before] in ("and", "but"):
        verbs += (place for place in range(verb - 1, start - 1, -1) if saying(narration, place))
    if narration.tags[verb] == "VBG" and narration.words[verb - 1] == ",":
        verbs += heads_above(narration, verb, start, first)
    others = (subject_of(narration, place, start, first) for place in verbs)
    return verb, next((one for one in others if one and is_person(narration, one)), speaker)


def _is_somebodys(narration: Narration, verb: int, speaker: Phrase) -> bool:
    """Whether a verb has a subject of its own who speaks: a name or, of a finite verb, a noun."""
    return speaker.name is not None or (is_finite(narration, verb) and is_body(narration, speaker.head))


def _outer(narration: Narration, verb: int, speaker: Phrase, start: int, first: int) -> tuple[int, Phrase]:
    """Smith said she believes "...": the verb of saying above a verb of thinking or above a pronoun's own verb."""
    calls = narration.low[verb] in verb_forms("naming") or narration.low[first - 1] == "as"
    inner = calls and _is_somebodys(narration, verb, speaker)
    if inner or (saying(narration, verb) and not narration.tags[speaker.head].startswith("PRP")):
        return verb, speaker
    below, own = verb, narration.low[speaker.head] in ("it", "they")
    for place in heads_above(narration, verb, start, first):
        apart = narration.deps[below] in ("relcl", "acl") or (speaker.name and narration.deps[below] == "conj")
        of_time = narration.deps[below] == "advcl" and is_finite(narration, below)  # asked when he claimed "..."
        if (apart and not own) or of_time:
            break
        spoken = saying(narration, place) and not is_passive(narration, place)
        if spoken and (outer := subject_of(narration, place, start, first)):
            return (verb, speaker) if _is_another(narration, verb, speaker, outer) else (place, outer)
        below = place
    return verb, speaker


def _is_another(narration: Narration, verb: int, speaker: Phrase, outer: Phrase) -> bool:
    """Whether "he" is another than who reports it: prosecutors say he told her "no"; she said he called it "old"."""
    low = narration.low
    he = low[speaker.head] in ONE and low[speaker.head - 1] != "what"
    others = narration.tags[outer.head] == "NNS" or low[outer.head] in with_plurals("documents")
    speaks = saying(narration, verb) or (is_finite(narration, verb) and verb_strength(narration, verb) > 0)
    return he and speaks and (others or low[outer.head] in ONE - {low[speaker.head]})
