"""Finds what lasted so long or happened then where no word beside a duration says it: a table of rules."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, VERBS
from newsextract.numbers.concepts.lean import Lean
from newsextract.numbers.text.tagged import PLACES
from newsextract.rules.judgement import Judgement

_NEAR = 12  # words from a verb to its duration
_FAR = 20  # words from a duration that opens a sentence to its verb
_LONG = 8  # words of what was done
_STOPS = {".", ";", ":", "?", "!", "", "(", ")", "“", "”", '"', "—", "–", ","}
_OPENING = {"", ".", "“", '"', ";"}
_TRAILING = {"IN", "DT", "RB", "TO", ",", "``", "''", "PRP$", "PRP", "CC"}
_PASSED = {"RB", "JJ", "TO", "VB", "IN", "VBG", "VBN", "RP", "CC", *DETERMINERS}
_BEING = {"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re"}
_VERBAL = VERBS | FINITE | {"RB"}
_STAYING = ("in", "at", "on", "under", "behind")
_PERSONS = frozenset({"PERSON", "NORP"})

IN_TIME: Judgement[Lean, str] = Judgement("numbers", "in that time", span=Lean.offsets)


@IN_TIME.rule("of the level before it")
def _of_level(lean: Lean) -> str | None:
    """``sales were $5, up from $4 a year earlier``, ``up 31 percent from a year ago``: what the level is of."""
    return lean.told.level.concept if lean.between in ([], ["from"], ["in"]) else None


@IN_TIME.rule("from something that happened")
def _from_event(lean: Lean) -> str | None:
    """``14 months after a fire``, ``a day prior to the vote``: what happened."""
    tagged, place = lean.tagged, lean.behind
    prior = tagged.lows[place] == "prior" or tagged.lows[place : place + 2] == ["on", "from"]
    if not prior and tagged.lows[place] not in ("after", "before", "since"):
        return None
    if lean.before in ("for", "to", "of"):  # jailed for a year after they were found
        return None
    came = lean.before in ("come", "comes", "came")
    if came and (subject := lean.subjects.of_verb(lean.start - 1)):
        return subject
    place += 1 + prior
    while tagged.tags[place] in DETERMINERS:
        place += 1
    found = lean.phrases.span(place)
    if found is None:
        return None
    if tagged.labels[found[1]] == "PERSON":  # a year after Ann Roe
        return _predicate(lean, found[1] + 1) if tagged.tags[found[1] + 1] in FINITE else None
    return lean.phrases.text(place, found[1] + 1)


@IN_TIME.rule("to do something")
def _to_do(lean: Lean) -> str | None:
    """``has 15 days to sign the bill``, ``needs a week to mend it``: what is to be done."""
    infinitive = lean.tagged.tags[lean.behind : lean.behind + 2] == ["TO", "VB"]
    if infinitive and lean.tagged.tags[lean.behind + 2] == "PRP":  # two hours to do it
        return ""
    return _predicate(lean, lean.behind + 1) if infinitive else None


@IN_TIME.rule("spent doing something")
def _spent(lean: Lean) -> str | None:
    """``spent three years writing a book``, ``spent a week in a coma``: what was done, or where."""
    tagged, verb, place = lean.tagged, _verb_before(lean), lean.behind
    if verb is None or tagged.lows[verb] not in lean.words.sets["spending"]:
        return None
    if tagged.tags[place] == "VBG":
        return _predicate(lean, place)
    if tagged.lows[place] not in _STAYING:
        return None
    found = lean.phrases.span(place + 1 + (tagged.tags[place + 1] in DETERMINERS))
    if found is None or not PLACES.isdisjoint(tagged.labels[found[0] : found[1] + 1]):
        return None
    return lean.phrases.text(found[0], found[1] + 1)


@IN_TIME.rule("the most in that time")
def _most(lean: Lean) -> str | None:
    """``the worst drought in six decades``, ``its smallest profit in 17 years``."""
    place = lean.start - 1
    while lean.tagged.tags[place] in ("IN", "DT", "RB"):
        place -= 1
    first = lean.phrases.begins(place, 0)
    return lean.phrases.text(first, place + 1) if "JJS" in lean.tagged.tags[max(0, first) : max(0, place)] else None


@IN_TIME.rule("what was done")
def _done(lean: Lean) -> str | None:
    """``blocked a road for an hour``, ``The shop was founded 30 years ago``, ``have been out of water for a week``."""
    tagged, sets, verb = lean.tagged, lean.words.sets, _verb_before(lean)
    if verb is None:
        return None
    end = _end_before(lean)
    helper = verb - 1
    while tagged.tags[helper] == "RB":
        helper -= 1
    noun = helper - (tagged.lows[helper] == ",")
    if tagged.tags[verb] == "VBN" and tagged.tags[noun] in NOUNS:  # his jail term extended
        return lean.phrases.text(lean.phrases.begins(noun, 0), noun + 1) if lean.phrases.heads(noun) else None
    passive = tagged.tags[verb] == "VBN" and tagged.lows[helper] in _BEING
    moving = tagged.lows[verb] in sets["moving"] and tagged.tags[verb + 1] in ("IN", "RB", "TO")
    who = "WP" in tagged.tags[max(0, verb - 3) : verb]  # neighbours who have not driven
    alone = end == verb + 1 + (tagged.tags[verb + 1] == "RP") or moving
    if passive or alone:
        taking = any(tagged.lows[verb] in sets[name] for name in ("paying", "spending", "confining", "coming"))
        sought = verb + 1 == lean.start and tagged.lows[verb] in sets["asking"]
        taking |= sought and tagged.lows[lean.behind] not in sets["later"]
        if taking and not passive:  # gave us two weeks, spent a year, sought 12 years
            return None
        has = tagged.lows[verb] in sets["having"] or tagged.lows[verb] in sets["lasting"]
        doers = _PERSONS if passive else _PERSONS | PLACES  # Britain can borrow for 50 years
        subject = lean.subjects.of_verb(verb, doers if not has else frozenset())
        last = subject.lower().rpartition(" ")[2] if subject else ""
        if has or (subject and not who and last not in sets["beings"] and last not in sets["age_nouns"]):
            return subject
    return _deed(lean, verb, end)


def _end_before(lean: Lean) -> int:
    """The place past what was done, before what ties the duration to it: ``for the past``."""
    tagged, sets, end = lean.tagged, lean.words.sets, lean.start
    while (
        tagged.tags[end - 1] in _TRAILING
        or tagged.lows[end - 1] in sets["meanwhile"]
        or tagged.lows[end - 1] in sets["empty"]
        or tagged.tags[max(0, end - 2) : end] == ["DT", "VBG"]  # for the following years
    ):
        end -= 1
    return end


def _deed(lean: Lean, verb: int, end: int) -> str | None:
    """The verb and what follows it up to ``end``, if that is short; of "be" what stands behind it."""
    if not lean.phrases.covered.isdisjoint(range(verb, end)):  # opened 10 clinics within 30 years
        return lean.told.level.concept if lean.told.level.start >= verb else None
    if lean.tagged.lows[verb] in _BEING:
        return lean.phrases.text(verb + 1, end) if end > verb + 1 else None
    return lean.phrases.text(verb, end) if end - verb <= _LONG else _predicate(lean, verb)


@IN_TIME.rule("the noun before")
def _noun_before(lean: Lean) -> str | None:
    """``her last debate a month ago``, ``growth over six decades``."""
    place = lean.start - 1
    while lean.tagged.tags[place] in _TRAILING - {","} or lean.tagged.lows[place] in lean.words.sets["meanwhile"]:
        if _opens_clause(lean, place):  # the fact that in two years
            return None
        place -= 1
    if not lean.phrases.heads(place):
        return None
    return lean.phrases.text(lean.phrases.begins(place, 0), place + 1)


@IN_TIME.rule("what is told behind")
def _told_behind(lean: Lean) -> str | None:
    """``For six years Roe was in charge of it``, ``In a year, the firm has opened two shops``."""
    tagged = lean.tagged
    before = lean.start - 1 - (tagged.tags[lean.start - 1] == "IN")
    if tagged.lows[before].strip() not in _OPENING:
        return None
    finite = (at for at, tag in enumerate(tagged.tags[lean.behind : lean.behind + _FAR], lean.behind) if tag in FINITE)
    verb = next(finite, None)
    if verb is None:
        return None
    behind = verb
    while tagged.tags[behind] in _VERBAL:
        verb = behind if tagged.tags[behind] != "RB" else verb
        behind += 1
    told = _predicate(lean, verb)
    return told if told and " " in told else None  # After a day it begins to smell


def _verb_before(lean: Lean) -> int | None:
    """The nearest verb before, in the same clause."""
    tagged = lean.tagged
    before = tagged.tags[max(0, lean.start - 2) : lean.start]
    if before == ["CC", "IN"]:  # it closed and in two years the town was empty
        return None
    for place in range(lean.start - 1, lean.start - 1 - _NEAR, -1):
        if tagged.lows[place].strip() in _STOPS or _opens_clause(lean, place):
            return None
        noun = tagged.tags[place - 1] in {"JJ", *DETERMINERS}  # the eastern railing
        if tagged.tags[place] in VERBS and not noun and tagged.lows[place] != "using":  # charged using a socket
            return place if tagged.lows[place] not in lean.words.sets["saying"] else None
    return None


def _opens_clause(lean: Lean, place: int) -> bool:
    """``it ends when its 30 days are over``, ``is clear that in two years``: what stands before is another clause."""
    tag, low = lean.tagged.tags[place], lean.tagged.lows[place]
    return tag.startswith("W") or (tag != "DT" and low in lean.words.sets["opening"])


def _predicate(lean: Lean, verb: int) -> str | None:
    """The verb with its first object: ``sign the bill``; of "be" what stands behind it."""
    tagged, first = lean.tagged, verb + (lean.tagged.lows[verb] in _BEING)
    for place in range(verb + 1, verb + _LONG):
        if found := lean.phrases.span(place):
            return lean.phrases.text(first, found[1] + 1)
        if tagged.tags[place] not in _PASSED:
            break
    return lean.phrases.text(verb, verb + 1) if first == verb else None
