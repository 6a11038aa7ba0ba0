"""What stands before a name in its run of capitals and is no part of it: a post, a side, a verb, a body's letters."""

from __future__ import annotations

from itertools import chain

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.knowledge.lexicon import Lexicon

LEAST_WITH_POST = 3  # words of a run with a full name and what stands before it
_BEFORE_BODY = frozenset({"the", "within"})
LETTERS_OF_BODY = range(2, 6)  # letters of a body's short name


def without_post(words: Words, lexicon: Lexicon, first: int, last: int) -> int:
    """The place past what stands before a name: "... F Ann Reed", "Padres LHP Ann Reed", "Laker LeBron James"."""
    if last - first > 1 and _is_no_name(words, lexicon, first, last):
        return first + 1
    if last - first < LEAST_WITH_POST:
        return first
    for place in range(last - 3, first - 1, -1):
        if _is_position(words, lexicon, place):
            return place + 1
    return first + 1 if is_member(words, lexicon, first) or _only_opens(words, lexicon, first) else first


def _is_position(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word is a player's position; a single letter may be an initial too, but not behind "Blues"."""
    form = words.forms[place]
    if form not in lexicon.positions or words.gap(place + 1) != " ":
        return False
    if len(form) > 1 or words.gap(place).rstrip() not in ("", ".", ","):
        return True
    side = words.folds[place - 1]
    return not lexicon.is_listed(side) and (side.endswith("s") or lexicon.is_small(side))


def _only_opens(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether a word that news writes small is none of a full name's: "Enter Ann Reed" as a line, "Crazy Ann Reed"."""
    fold = words.folds[place]
    inside = fold in lexicon.plain and not lexicon.is_surname(fold)
    no_name = lexicon.is_small(fold) if words.gap(place) != " " else inside
    return no_name and lexicon.is_given(words.folds[place + 1])


def _is_no_name(words: Words, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether the first word of a run is a verb, or the letters of a body that the article speaks of alone.

    "Said Reed: “No.”", "its envoy at NAM Ann Reed" where "the NAM" stands too.
    Or what several are: "Twins Ann and Tom Reed".
    """
    opens, form = words.gap(first) != " ", words.forms[first]
    if opens and words.folds[first] in lexicon.say_verbs:
        return words.gap(last).startswith(":")
    if words.folds[first] in lexicon.many_roles:
        return lexicon.is_given(words.folds[first + 1])
    if words.kinds[first] == Kind.INITIALS and last - first >= LEAST_WITH_POST:  # "held in the U.S. Ana Ruiz Campo"
        return words.folds[first] in lexicon.places and lexicon.is_given(words.folds[first + 1])
    return form.isupper() and len(form) in LETTERS_OF_BODY and _is_body(words, lexicon, form)


def _is_body(words: Words, lexicon: Lexicon, form: str) -> bool:
    """Whether letters stand somewhere behind "the" or "in", and no name behind them."""
    pairs = words.closing_pairs
    return any((before, form) in pairs for before in chain(_BEFORE_BODY, lexicon.place_prepositions))


def is_member(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word is one of those whom the article calls by its plural: a "Harrier" of the "Harriers"."""
    form = words.forms[place]
    member = form[:1].isupper() and len(form) > 1 and f"{form}s" in words.all_forms
    return member and not lexicon.is_given(words.folds[place])
