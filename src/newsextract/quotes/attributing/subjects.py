"""Who does the saying: the subject of a verb, by the parser's tree or, where that gives none, the words before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.quotes.attributing.cues import ONE, is_finite
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.narration.narration import QUOTED, SUBJECTS, TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, phrase_of
from newsextract.rules.judgement import Judgement
from newsextract.rules.verb_forms import verb_forms

HAVE = frozenset(("has", "have", "had", "having", "'ve", "’ve", "'d", "’d", "n't", "n’t"))
BELOW = frozenset(("relcl", "acl", "advcl", "pcomp"))
"""The dependencies of a clause below another."""
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_NOT_FINITE = frozenset(("VB", "VBG"))
_RELATIVE_TAGS = frozenset(("WP", "WP$", "WDT"))
_AUXILIARY_TAGS = frozenset(("RB", "MD", "VBZ", "VBP", "VBD"))
_INSIDE_PHRASE = frozenset(("compound", "pobj", "prep", "nmod", "conj", "poss"))
_MOST_STEPS = 6
_MOST_BACK = 60


class Verb(NamedTuple):
    """A verb whose subject is looked for among the tokens [floor, ceiling)."""

    narration: Narration
    token: int
    floor: int
    ceiling: int

    def offsets(self) -> tuple[int, int]:
        """Where the verb starts and ends in the text."""
        return self.narration.starts[self.token], self.narration.ends[self.token]


def subject_of(narration: Narration, verb: int, floor: int, ceiling: int) -> Phrase | None:
    """The subject of a verb in [floor, ceiling); its ``by`` is the rule of the table that found it."""
    found = SUBJECT.named(Verb(narration, verb, floor, ceiling))
    if found is None or found[1] < 0:
        return None
    rule, head = found
    return phrase_of(narration, head, floor, inverted=head > verb)._replace(by=rule)


def _after_opening(one: Verb) -> int | None:
    """The head of the words after a verb that opens the sentence, said Ann Reed; -1: nobody is."""
    if one.token != one.floor or one.narration.tags[one.token] == "VBG":
        return None
    head = head_at(one.narration, one.token + 1)
    return -1 if head is None else head


def pronoun_before(narration: Narration, verb: int) -> int | None:
    """The pronoun right before a verb, or the name before one that is not finite: "heard Ann Reed say" """
    named = narration.tags[verb] in _NOT_FINITE and narration.name(verb - 1) is not None
    return verb - 1 if named or narration.low[verb - 1] in _PRONOUNS else None


def by_tree(one: Verb) -> int | None:
    """The subject by the parser; where a relative clause ends before the verb only one of its own, which that clause
    does not hold: Ann Reed, whose brother died, said; but "Ann Reed, who says the mayor, Tom Lin, said"
    """
    narration, verb = one.narration, one.token
    head, clause = subject_in_tree(*one), _relative_clause(one)
    if head is None or not clause:
        return head
    if head not in clause:
        return head if narration.heads[head] == verb else None
    ended = any(is_finite(narration, place) for place in range(head, clause.stop))
    another = any(child.i < clause.start and child.dep_ in SUBJECTS for child in narration.doc[verb].lefts)
    return None if ended or another else head


def before_clause(one: Verb) -> int | None:
    """The noun that a relative clause, closed by a comma before the verb, stands after: Ann Reed, whose ..., said"""
    clause = _relative_clause(one)
    return _top_of_phrase(one.narration, clause.start - 1, one.floor) if clause else None


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


def _top_of_phrase(narration: Narration, last: int, floor: int) -> int | None:
    """The head of the noun phrase that ends with a token: the Reed of "Ann Reed, head of the port (PLA)"."""
    top = None
    while narration.words[last] == ")" and "(" in narration.words[floor:last]:
        last = max(place for place in range(floor, last) if narration.words[place] == "(") - 1
    place = last
    while floor <= place <= last:
        top = place if narration.tags[place].startswith(("NN", "PRP")) else top
        dep, above = narration.deps[place], narration.heads[place]
        if above >= place or not (dep in _INSIDE_PHRASE or (dep == "appos" and narration.name(above))):
            break  # many an apposition is none: To the port, a spokeswoman, who ..., said
        place = above
    return top


def subject_in_tree(narration: Narration, verb: int, floor: int, ceiling: int) -> int | None:
    """The head of the verb's subject in [floor, ceiling) by the parser, its own or that of the verb it hangs on."""
    for place in (verb, *heads_above(narration, verb, floor, ceiling)):
        if (found := _object_above(narration, place)) is not None:
            return found
        subject = _own_subject(narration, place)
        if subject is not None and not (place == verb and _is_of_main_verb(narration, verb, subject)):
            if _is_unclosed(narration, verb - 1):
                return verb - 1
            return _antecedent(narration, subject, place) if subject >= floor else head_at(narration, floor)
        noun = narration.heads[place]
        if narration.deps[place] in ("acl", "relcl") and not _is_of_main_verb(narration, verb, noun):
            return _issuer(narration, noun) if floor <= noun < ceiling else None
    return None


def _own_subject(narration: Narration, verb: int) -> int | None:
    """The subject nearest to a verb among its children outside marks."""
    subjects = (child for child in narration.doc[verb].children if child.dep_ in SUBJECTS)
    words = (child.i for child in subjects if child.tag_ != "RB")  # "n't" passes for one
    return min((at for at in words if narration.quoted[at] < 0), key=lambda at: abs(at - verb), default=None)


def _object_above(narration: Narration, verb: int) -> int | None:
    """Who is made to say so or quoted as saying so: the object of the verb above "to" or "as"."""
    above = narration.heads[verb]
    if narration.low[above] == "as":
        above = narration.heads[above]
    elif narration.low[verb - 1] != "to" or narration.low[above] not in verb_forms("quotes/verbs_of_causing"):
        return None
    rights = (child for child in narration.doc[above].rights if child.i < verb)
    return next((child.i for child in rights if child.dep_ == "dobj"), None)


def _is_unclosed(narration: Narration, noun: int) -> bool:
    """Whether the parser takes the noun right before a verb for an apposition, which no comma closes: with hosts Reed
    and Lin, the candidate said.
    """
    return narration.deps[noun] == "appos" and narration.tags[noun].startswith("NN")


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
    shows = narration.low[above] in verb_forms("quotes/verbs_of_showing")
    return own and not shows


def main_speaker(narration: Narration, verb: int, floor: int, ceiling: int) -> tuple[int, Phrase] | None:
    """The main verb above one of a clause below it, with its subject: Reed left as voters jeered."""
    main, below = verb, False
    for place in heads_above(narration, verb, floor, ceiling):
        below = below or narration.deps[main] in BELOW
        main = place
    speaker = subject_of(narration, main, floor, ceiling) if below else None
    one = speaker is not None and (speaker.name is not None or narration.low[speaker.head] in ONE)
    return (main, speaker) if speaker and one and narration.tags[main].startswith("VB") else None


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
        issued = narration.low[narration.heads[noun]] in verb_forms("quotes/issuing_verbs")
        return _issuer(narration, noun) if issued else noun
    before = subject - 1 - (narration.words[subject - 1] == ",")
    return before if narration.tags[before].startswith(("NN", "PRP")) else subject


def _nearest_before(narration: Narration, verb: int, floor: int) -> int | None:
    """The nearest name or pronoun before the verb that no preposition governs."""
    place, governed = verb - 1, None
    while place >= floor and narration.words[place] != QUOTED:
        if narration.low[place] in listed("pronouns"):
            return place
        if name := narration.name(place):
            place = past(narration.tags, name.first - 1, ("NNP",), -1)  # a title
            if narration.tags[place] not in ("IN", "TO"):
                return name.last - 1
            governed = governed or (name.last - 1 if place < name.first - 1 else None)
        place -= 1
    return governed


SUBJECT: Judgement[Verb, int] = Judgement("quotes", "subject", Verb.offsets)
SUBJECT.rule("the words after a verb that opens")(_after_opening)
SUBJECT.rule("the word right before the verb")(lambda one: pronoun_before(one.narration, one.token))
SUBJECT.rule("the parser's tree")(by_tree)
SUBJECT.rule("the noun before a clause that a comma closes")(before_clause)
SUBJECT.rule("the nearest name before the verb")(lambda one: _nearest_before(one.narration, one.token, one.floor))


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
