"""Who does the saying: the subject of a verb, by the parser's tree or, where that gives none, the words before it."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.quotes.attributing.cues import ONE, is_body, is_finite, saying
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.narration.narration import QUOTED, SUBJECTS, TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, phrase_of
from newsextract.rules.verb_forms import verb_forms

HAVE = frozenset(("has", "have", "had", "having", "'ve", "’ve", "'d", "’d", "n't", "n’t"))
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
_BELOW = frozenset(("relcl", "acl", "advcl", "pcomp"))  # dependencies of a clause below another
_SAID = frozenset(("dobj", "ccomp"))  # dependencies of what is said, or of what is called so
_SAYS = frozenset(("say", "says", "said"))
_SEEMING = frozenset(("is", "was", "'s", "’s", "seems", "seemed", "has"))
_MOST_SEEMING = 6  # tokens from "it is" to "to"
_NOT_FINITE = frozenset(("VB", "VBG"))
_OPENS_ASIDE = frozenset(("who", "asked", "named", "identified"))
_NOBODY = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))  # entities that no "who" stands for
_MOST_ASIDE = 30
_MOST_BRACKETS = 8
_MOST_STEPS = 6
_MOST_BACK = 60


def subject_of(narration: Narration, verb: int, floor: int, ceiling: int) -> Phrase | None:
    """The subject of a verb in [floor, ceiling)."""
    head = pronoun_before(narration, verb)
    if head is None:
        head = _inserted(narration, verb)
    if head is None:
        head = before_aside(narration, verb, floor)
    if head is None:
        head = subject_in_tree(narration, verb, floor, ceiling)
    if verb == floor and narration.tags[verb] != "VBG":
        head = head_at(narration, verb + 1)
    if head is None:
        head = _nearest_before(narration, verb, floor)
    return None if head is None else phrase_of(narration, head, floor, inverted=head > verb)


def pronoun_before(narration: Narration, verb: int) -> int | None:
    """The pronoun right before a verb, or the name before one that is not finite: "heard Ann Reed say" """
    named = narration.tags[verb] in _NOT_FINITE and narration.name(verb - 1) is not None
    return verb - 1 if named or narration.low[verb - 1] in _PRONOUNS else None


def _inserted(narration: Narration, verb: int) -> int | None:
    """Who says so between two commas: The trouble, says Reed, is that it is old."""
    if narration.words[verb - 1] != "," or narration.low[verb] not in _SAYS:
        return None
    head = head_at(narration, verb + 1)
    return head if head is not None and narration.words[phrase_of(narration, head, verb + 1).last] == "," else None


def is_empty(narration: Narration, speaker: Phrase, ceiling: int) -> bool:
    """Whether a speaker is the "it" of "it is hard to say so"."""
    be = speaker.head + 1
    if narration.low[speaker.head] != "it" or narration.low[be] not in _SEEMING:
        return False
    return any(narration.tags[place] == "TO" for place in range(be, min(be + _MOST_SEEMING, ceiling)))


def before_aside(narration: Narration, verb: int, floor: int) -> int | None:
    """The noun that an aside before the verb is about: "A member, who spoke since she was not allowed to, said";
    "Reed, asked about Okello, has said"; "a guard, named only as Okello, called it".
    """
    last = verb - 1
    while narration.tags[last] == "RB" or narration.low[last] in HAVE:
        last -= 1
    if narration.words[last] != ",":
        return None
    for place in range(last - 1, max(floor, last - _MOST_ASIDE), -1):
        if narration.words[place] == "," and narration.low[place + 1] in _OPENS_ASIDE:
            noun = _before_brackets(narration, place) - 1
            return _above_links(narration, noun) if narration.tags[noun].startswith("NN") else None
    return None


def _before_brackets(narration: Narration, last: int) -> int:
    """Where brackets begin that end before ``last``: Ann Reed (D-Vt.), who; ``last`` where none do."""
    if narration.words[last - 1] != ")":
        return last
    places = range(last - 2, max(0, last - _MOST_BRACKETS), -1)
    return next((place for place in places if narration.words[place] == "("), last)


def _above_links(narration: Narration, noun: int) -> int:
    """The noun that one behind "of" belongs to: the member of "a member of the club"."""
    while narration.deps[noun] == "pobj" and narration.low[narration.heads[noun]] == "of":
        noun = narration.heads[narration.heads[noun]]
    return noun


def subject_in_tree(narration: Narration, verb: int, floor: int, ceiling: int) -> int | None:
    """The head of the verb's subject in [floor, ceiling) by the parser, its own or that of the verb it hangs on."""
    if (blamed := _blamed(narration, verb)) is not None:
        return blamed
    for place in (verb, *heads_above(narration, verb, floor, ceiling)):
        if (caused := _caused(narration, place)) is not None:
            return caused
        for child in sorted(narration.doc[place].children, key=lambda child: abs(child.i - place)):
            if child.is_space or child.tag_ == "RB":  # two spaces, "n't": the parser may take them for a subject
                continue
            if child.dep_ in SUBJECTS and narration.quoted[child.i] < 0:
                if place == verb and _is_of_main_verb(narration, verb, child.i):
                    break
                if nearer := _unclosed(narration, verb):
                    return nearer
                return _antecedent(narration, child.i, place) if child.i >= floor else head_at(narration, floor)
        if narration.deps[place] in ("acl", "relcl"):
            head = _above_addressee(narration, narration.heads[place])
            if _is_of_main_verb(narration, verb, head):
                continue
            return _issuer(narration, head) if floor <= head < ceiling else None
    return _taken_for_apposition(narration, verb, floor)


def _taken_for_apposition(narration: Narration, verb: int, floor: int) -> int | None:
    """The subject that the parser hangs on a name before its comma: In talks with Ann Reed, the head of roads said."""
    if narration.tags[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    for place in (verb - 1, *narration.heads_of(verb - 1, _MOST_STEPS)):
        if narration.deps[place] == "appos" and floor <= place < verb:
            phrase = narration.doc[place]
            closed = phrase.right_edge.i != verb - 1 or narration.words[verb - 1] == ","
            return None if closed or narration.words[phrase.left_edge.i - 1] != "," else place
    return None


def _caused(narration: Narration, verb: int) -> int | None:
    """Who is made to do it: the leak led Reed to say so; none where nobody is: Reed was led to say so."""
    above = narration.heads[verb]
    if narration.low[verb - 1] != "to" or narration.low[above] not in verb_forms("quotes/verbs_of_causing"):
        return None
    rights = (child for child in narration.doc[above].rights if child.i < verb)
    return next((child.i for child in rights if child.dep_ == "dobj"), None)


def _blamed(narration: Narration, verb: int) -> int | None:
    """Who is thanked or attacked for saying so, or accused of it: Ann Reed attacked Lin for calling it "old"; that Lin
    is attacked for backing "old men" is told in Reed's words.
    """
    link = narration.heads[verb]
    if narration.low[link] not in ("for", "of"):
        return None
    said = [child.i for child in narration.doc[verb].rights if child.dep_ in _SAID]
    if not said or not (saying(narration, verb) or narration.quoted[said[0]] < 0):
        return None
    behind = (child.i for child in narration.doc[narration.heads[link]].rights)
    return next((place for place in behind if narration.name(place) or is_body(narration, place)), None)


def _unclosed(narration: Narration, verb: int) -> int | None:
    """The noun right before a verb that the parser takes for an apposition, which no comma closes: with hosts Reed and
    Lin, the candidate said.
    """
    before = verb - 1
    return before if narration.deps[before] == "appos" and narration.tags[before].startswith("NN") else None


def heads_above(narration: Narration, token: int, floor: int, ceiling: int) -> Iterator[int]:
    """The heads above a token, nearest first, as long as they stand in the narration of [floor, ceiling)."""
    for head in narration.heads_of(token, _MOST_STEPS):
        if not floor <= head < ceiling or narration.quoted[head] >= 0:
            return
        yield head


def _is_of_main_verb(narration: Narration, verb: int, noun: int) -> bool:
    """Whether a participle behind a noun belongs to the verb before it: they slammed the body saying; they were near
    tears recounting; but they issued a text saying, heard a man saying, read of a law saying.
    """
    if narration.tags[verb] != "VBG" or narration.low[noun] in with_plurals("documents"):
        return False
    above = narration.doc[noun].head
    if narration.deps[verb] == "ccomp":
        above = above.head
    if narration.deps[verb] == "ccomp" or narration.deps[noun] == "dobj":
        return above.lower_ not in verb_forms("quotes/verbs_of_showing") and not is_passive(narration, above.i)
    return narration.deps[noun] == "pobj" and above.lower_ != "with"


def _above_addressee(narration: Narration, noun: int) -> int:
    """The email of "an email to voters saying"; any other noun itself."""
    link = narration.heads[noun]
    issued = narration.low[link] == "to" and narration.low[link - 1] in with_plurals("documents")
    return link - 1 if issued else noun


def main_speaker(narration: Narration, verb: int, floor: int, ceiling: int) -> tuple[int, Phrase] | None:
    """The main verb above one of a clause below it, with its subject: Reed left as voters jeered."""
    main, below = verb, False
    for place in heads_above(narration, verb, floor, ceiling):
        below = below or narration.deps[main] in _BELOW
        main = place
    speaker = subject_of(narration, main, floor, ceiling) if below else None
    one = speaker is not None and (speaker.name is not None or narration.low[speaker.head] in ONE)
    return (main, speaker) if speaker and one and narration.tags[main].startswith("VB") else None


def _issuer(narration: Narration, noun: int) -> int:
    """The ministry of "the ministry issued a statement calling ...", else the noun itself."""
    if narration.low[noun] in with_plurals("documents"):
        verb = narration.heads[noun]
        while narration.deps[verb] == "advcl":  # left, issuing a statement that
            verb = narration.heads[verb]
        for child in narration.doc[verb].lefts:
            if child.dep_ == "nsubj":
                return _antecedent(narration, child.i, verb)
    return noun


def _antecedent(narration: Narration, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other subject itself."""
    if narration.low[subject] not in RELATIVES:
        return subject
    if narration.deps[verb] == "relcl":
        noun = narration.heads[verb]
        who = narration.low[subject] == "who" and narration.labels[noun] in _NOBODY
        if who and (name := next(narration.names_before(noun), None)):
            return name.last - 1  # they met Ann Reed on Monday, who said
        issued = narration.doc[noun].head.lower_ in verb_forms("quotes/issuing_verbs")
        return _issuer(narration, noun) if issued else noun
    before = subject - 1 - (narration.words[subject - 1] == ",")
    return before if narration.tags[before].startswith(("NN", "PRP")) else subject


def _nearest_before(narration: Narration, verb: int, floor: int) -> int | None:
    """The nearest name or pronoun before the verb that no preposition governs."""
    place = verb - 1
    governed = None
    while place >= floor and narration.words[place] != QUOTED:
        if narration.low[place] in listed("pronouns"):
            return place
        if name := narration.name(place):
            place = name.first - 1
            while narration.tags[place] == "NNP":
                place -= 1  # a title
            if narration.tags[place] not in ("IN", "TO"):
                return name.last - 1
            governed = governed or (name.last - 1 if place < name.first - 1 else None)
        place -= 1
    return governed


def is_passive(narration: Narration, verb: int) -> bool:
    """Whether a participle is passive: without "have" and a subject, where a finite verb stands before."""
    if narration.tags[verb] != "VBN":
        return False
    place = verb - 1
    while narration.tags[place] == "RB":
        place -= 1
    if narration.low[place] in HAVE or any(child.dep_ == "nsubj" for child in narration.doc[verb].children):
        return False
    if narration.deps[verb] == "acl" and narration.low[verb + 1] == "by":  # the plan, reported by the port, is
        return True
    for earlier in range(verb - 1, max(-1, verb - _MOST_BACK), -1):
        if narration.words[earlier] in TERMINAL:
            return False
        if is_finite(narration, earlier):
            return True
    return False
