"""Names that the article itself calls a firm ("Norrvik AB"), a storm or a ship, or lists with places or brands; and
mentions of a person's name that mean a family, a place or a work instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.classifying.signs import LIST_GAPS, PLACE_LABELS, Name, NameInContext, own_label
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.rules.judgement import Judgement

_TICKER = re.compile(r" ?<[A-Z]{1,6}(?:\.[A-Z]{1,3})?>")
_AT = frozenset({"at", "with"})
_SUCH = frozenset({"as", "like", "including"})
_MOST_WORDS = 30  # of a list before a name, or after it
_IN_TITLES = r"(?:[A-ZÀ-Þ\d][\w’'.-]*|of|the|a|and|in|on|to|for|is|with)"
_TITLE_OPENS = re.compile(rf"(?<!\w)[“\"‘'](?:{_IN_TITLES}[:,]? )*$")
_TITLE_ENDS = re.compile(rf"(?:['’]s)?(?:[:,]? {_IN_TITLES}){{0,8}}[.,!?]?[”\"’'](?!\w)")
_LONGEST = 60  # characters of a title before the name
_BEFORE, _AFTER = 8, 6  # words around a title that may say what it is of

NO_PERSON: Judgement[NameInContext, bool] = Judgement("people", "no person", lambda context: context.span)


def not_persons(table: Mapping[tuple[str, ...], Name], lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The names, folded, that are no person's by one of the rules at one of their places.

    Also the Maria of Hurricane Maria, and the Reed and the Holt of Reed Holt Ltd, unless that is somebody's surname.
    """
    others = {folds for folds, name in table.items() if any(map(NO_PERSON.first, name.contexts))}
    things = {folds[1:] for folds in others if folds[0] in lexicon.named_things}
    firms = [folds for folds in others if any(_firm(one) or _listed_firm(one) for one in table[folds].contexts)]
    surnames = {folds[-1:] for folds in table.keys() - others if len(folds) > 1}
    short = {word for folds in firms for word in (folds[:1], folds[-1:])} - surnames
    return frozenset(others | things | short)


@NO_PERSON.rule("a firm's legal form")
def _firm(context: NameInContext) -> bool:
    """ "Norrvik AB", "Norrvik, S.p.A."; capitals tell "SA" from "Sá"."""
    words, last, lexicon = context.words, context.place.last, context.lexicon
    follows = last - context.place.first > 1 or context.gap_before == ", "
    if follows and words.forms[last - 1].replace(".", "") in lexicon.firm_forms:
        return True
    if context.gap_after in (" ", ", ") and words.forms[last][0] not in lexicon.firm_heads:
        return False
    return lexicon.firm_form.match(words.text, words.ends[last - 1]) is not None


@NO_PERSON.rule("a ticker after it")
def _listed_firm(context: NameInContext) -> bool:
    """ "NORRVIK <NVK.ST> SELLS UNIT"."""
    return _TICKER.match(context.words.text, context.span[1]) is not None


@NO_PERSON.rule("where somebody works")
def _employer(context: NameInContext) -> bool:
    """ "an analyst at Reed Holt", "Reed Holt analyst Ann Lee"."""
    words, employees, place = context.words, context.lexicon.employees, context.place
    if context.before in _AT:
        return words.gaps[place.title - 1] == " " and words.folds[place.title - 2] in employees
    is_whole = place.last > place.first + 1
    return is_whole and context.after in employees and words.kinds[place.last + 1] == Kind.CAPITAL


NO_PERSON.rule("a storm or a ship")(  # "Hurricane Dora", "USS Dora"
    lambda one: not one.lexicon.named_things.isdisjoint((one.before, one.words.folds[one.place.first]))
)


@NO_PERSON.rule("in a list of things or places")
def _listed(context: NameInContext) -> bool:
    """ "brands such as Dora Calcio and Ann Quaig", "the provinces of Lampang, Uttaradit and Rayong", "in La Laura,
    Mapou and Senneville".
    """
    words, lexicon, title = context.words, context.lexicon, context.place.title
    first = _run_end(words, title - 1, -1) + 1
    opener = words.forms[first - 1]
    if opener in _SUCH:
        return not lexicon.listed_things.isdisjoint(words.folds[max(0, first - 3) : first])
    if opener != "of" and opener not in lexicon.place_prepositions:
        return False
    if "and" in words.forms[first : max(first, title - 1)]:
        return False  # "in the cities of Rome and Milan, Ann Reed said"
    if opener == "of":
        return words.forms[first - 2] in lexicon.places_of
    if any(map(lexicon.is_listed, context.folds)):
        return False
    near = range(first, _run_end(words, context.place.last, 1))
    places = {words.entities[at] for at in near if words.labels[at] in PLACE_LABELS} - {words.entities[title]}
    ends = context.gap_after in LIST_GAPS or "and" in (context.after, context.before)
    return ends and len(places) > 1


def _run_end(words: Words, at: int, step: int) -> int:
    """The word after the capitals and "and" that stand from a word on, or before them if ``step`` is -1."""
    most = at + step * _MOST_WORDS
    while at != most and (words.kinds[at] == Kind.CAPITAL or words.forms[at] == "and"):
        at += step
    return at


NO_MENTION: Judgement[NameInContext, bool] = Judgement("people", "no mention", lambda context: context.span)
NO_MENTION.rule("a family")(lambda context: context.after in context.lexicon.families)  # "the Quaig family"


@NO_MENTION.rule("a place of the same name")
def _is_place(context: NameInContext) -> bool:
    """Jordan flew to Jordan."""
    placed = context.before in context.lexicon.place_prepositions and context.folds[-1] in context.lexicon.places
    return placed and len(context.folds) == 1 and own_label(context.words, context.place) == "PLACE"


@NO_MENTION.rule("a title of a work")
def _is_title(context: NameInContext) -> bool:
    """The film “Quaig”, “The Quaig Show”, a comedy: in marks, and a noun for a work near them."""
    words, (start, end) = context.words, context.span
    opens = _TITLE_OPENS.search(words.text[max(0, start - _LONGEST) : start])
    ends = _TITLE_ENDS.match(words.text, end) if opens else None
    if opens is None or ends is None:
        return False
    inside = len(opens[0].split()), len(ends[0].split())
    first, last = max(0, context.place.first - inside[0]), context.place.last + inside[1]
    near = {*words.forms[max(0, first - _BEFORE) : first], *words.forms[last : last + _AFTER]}
    return not context.lexicon.works.isdisjoint(near)
