"""Finds what a share is of where the words beside it do not say it: of those polled, of them, of who got so much.

The rules stand in the tables of ``leaning``.
"""

from __future__ import annotations

from newsextract.analysis.word_classes import FINITE, NOUNS
from newsextract.numbers.concepts.lean import ENDS, FAR, Lean

_SHORT = 6  # words from a share to whose other share is told
_HOPS = 3  # phrases between a verb with its object and a share
_OPENERS = {".", "!", "?", ";", ",", "and", "but", "while", "whereas", "only", ""}
_POLL_OPENERS = _OPENERS | {":", "found", "finds", "shows", "showed", "just"}
_JOINED = {",", "and", ";", "but"}
_ASIDE = {"in", "among", "to", "for", "at", "with", "on"}


def among(lean: Lean) -> str | None:
    """``Among farmers, 60 % agree``: of whom the share is."""
    if lean.amount.kind != "percent" or not lean.phrases.heads(lean.start - 2):
        return None
    first = lean.phrases.begins(lean.start - 2, 0)
    group = lean.tagged.lows[lean.phrases.before(first, 0)] == "among"
    return lean.phrases.text(first, lean.start - 1) if group else None


def polled(lean: Lean) -> str | None:
    """``A poll of 1,000 voters``: ``33% would stay``, ``18 % who are``, ``Four in 10 have``, ``15 % happy``."""
    tagged = lean.tagged
    if lean.amount.kind not in ("percent", "ratio"):
        return None
    opens = lean.before in _POLL_OPENERS or "\n" in lean.before
    tag, after = tagged.tags[lean.behind], tagged.lows[lean.behind + 1]
    felt = tag == "JJ" and (after in ENDS or after == "and")
    does = tag in FINITE or tagged.tags[lean.behind + 1] == "TO"  # 28 % plan to go
    return lean.polled if tag == "WP" or felt or (opens and does) else None


def of_them(lean: Lean) -> str | None:
    """``5 % of voters are miners; 6 % of them left``: what the share before is of, or what was counted last."""
    lows, told = lean.tagged.lows, lean.told
    if lean.amount.kind != "percent" or lows[lean.behind] != "of" or lean.before == "(":  # Guests (5% of them)
        return None
    if lows[lean.behind + 1] not in lean.words.sets["those"] or lean.tagged.tags[lean.behind + 2] in NOUNS:
        return None
    shared = told.shared.concept if lean.start - told.shared.behind < FAR else None
    counted = told.things.behind > told.shared.behind
    return (lean.things if counted else None) or shared or lean.plural_before(0)


def shared(lean: Lean) -> str | None:
    """``6 % of voters agree. Five percent did not``; ``Roe has 46 % of voters; Poe has 45 %``."""
    tagged, told = lean.tagged, lean.told
    if lean.amount.kind != "percent" or lean.start - told.shared.behind > FAR:
        return None
    opens = lean.before in _OPENERS or "\n" in lean.before
    rest = lean.before == "remaining" and tagged.lows[lean.behind] != "of"
    return told.shared.concept if rest or (opens and tagged.tags[lean.behind] in FINITE) else None


def same(lean: Lean) -> str | None:
    """``Acme owns a 45% stake in it, while Poe holds 45%``: what the share before is of."""
    had = lean.before in lean.words.sets["having"] and lean.tagged.lows[lean.behind] in {*ENDS, "and"}
    if not (had and lean.amount.unit and lean.like_last and lean.follows):
        return None
    each = lean.told.level.concept == lean.subjects.doer(lean.told.level.start)  # Roe won 48 %, while Poe had 45 %
    return lean.subjects.doer(lean.start) if each else lean.told.level.concept


def without_verb(lean: Lean) -> str | None:
    """``Locals are 45 % of the crew, migrants 30 % and students 25 %``: what the share before is of."""
    told, phrases, noun = lean.told, lean.phrases, lean.start - 1
    if told.shared.concept is None or lean.amount.kind != "percent" or not (lean.like_last and lean.closely):
        return None
    alike = told.level.parted or told.level.concept == told.shared.concept
    if not (alike and phrases.heads(noun)) or lean.tagged.lows[lean.behind] not in ENDS | _JOINED:
        return None
    return told.shared.concept if lean.tagged.lows[phrases.before(phrases.begins(noun, 0), 0)] in _JOINED else None


def leads(lean: Lean) -> str | None:
    """``Roe leads Poe, 48 % to 45 %``, ``well ahead of the mayor 46 % to 39 %``, ``Poe follows Roe with 16 %``."""
    if lean.amount.kind != "percent":
        return None
    tagged, phrases = lean.tagged, lean.phrases
    second = lean.between == ["to"]
    start = lean.told.level.start if second else lean.start
    joined = second or tagged.lows[lean.behind] == "to"
    alone = lean.before == "with" and tagged.tags[lean.behind] not in NOUNS  # with 40 percent support
    if not (joined or alone):
        return None
    if "POS" in tagged.tags[lean.behind : lean.behind + _SHORT]:  # with 46 percent to Roe's 42
        return _named(lean, start)
    first, noun, verb = _object(lean, start - 1 - (tagged.lows[start - 1] in (",", "with", "by")))
    verb -= tagged.lows[verb] == "of"
    if tagged.lows[verb] not in lean.words.sets["racing"]:
        return None
    if second:
        return phrases.text(first, noun + 1)
    told_of = tagged.tags[verb] == "VBG" and phrases.heads(verb - 1)  # a poll shows Roe leading Poe
    return phrases.text(phrases.begins(verb - 1, 0), verb) if told_of else lean.subjects.doer(first)


def _named(lean: Lean, start: int) -> str | None:
    """The nearest name of a person before ``start``."""
    places = range(start - 1, max(0, start - FAR), -1)
    name = next((place for place in places if lean.tagged.labels[place] == "PERSON"), None)
    return None if name is None else lean.phrases.text(lean.phrases.begins(name, 0), name + 1)


def _object(lean: Lean, noun: int) -> tuple[int, int, int]:
    """The first word and the noun of an object whose clause may go on to ``noun``, and the place before it.

    ``leads Poe``, ``leads Poe in the north``.
    """
    lows, phrases = lean.tagged.lows, lean.phrases
    for _ in range(_HOPS):
        first = phrases.begins(noun, 0) if phrases.heads(noun) else noun
        verb = phrases.before(first, 0)
        if lows[verb] not in _ASIDE or not phrases.heads(verb - 1):
            break
        noun = verb - 1
    return first, noun, verb


def got(lean: Lean) -> str | None:
    """``Roe, who obtained 34 %, lost``: who got so much of the votes."""
    tagged, verb = lean.tagged, lean.place_before({"RB"})
    if lean.amount.kind != "percent" or tagged.lows[verb] not in lean.words.sets["polling"]:
        return None
    behind = tagged.lows[lean.behind]
    bare = behind in ENDS | _ASIDE or tagged.tags[lean.behind] in ("CC", "VBG")
    bare = bare and lean.behind + 1 not in lean.phrases.covered  # got 9 % and 8 % of the vote
    return lean.subjects.doer(lean.start) if bare else None


def came_in_with(lean: Lean) -> str | None:
    """``Roe secured first place with 97 %``, ``followed by Poe in second place with 95 %``: who did."""
    tagged = lean.tagged
    if lean.amount.kind != "percent" or lean.before != "with" or tagged.tags[lean.behind] in NOUNS:
        return None
    first, noun, verb = _object(lean, lean.start - 2)
    listed = tagged.lows[verb] in _JOINED and tagged.labels[noun] == "PERSON" and lean.like_last and lean.closely
    if listed or tagged.lows[max(0, verb - 1) : verb + 1] == ["followed", "by"]:
        return lean.phrases.text(first, noun + 1)
    placed = tagged.lows[verb] in lean.words.sets["winning"] and tagged.lows[lean.behind] != "of"
    return lean.subjects.doer(first) if placed else None
