"""Names that the article itself calls a person's: by a byline, "identified as Orlo Quaig", "Quaig's sister"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsextract import rules
from newsextract.people.around import Sighting, own_label
from newsextract.people.shape import Name
from newsextract.rules.judgement import Judgement

_LOOK_BACK = 120  # characters of a line that are read before a name
_NEAR = 10  # words before "known as" among which the person stands who is known so
_OTHERS = frozenset({"PLACE", "ORG", "INSIDE"})
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|d[aeiou]|v[ao]n|bin|al)"
_MORE = rf"(?:{_NAME}(?: {_NAME}){{0,4}}(?: in {_NAME}(?: {_NAME})?)?(?:,? and |,? & |, |; ))*"
_BY = re.compile(rf"^[ \t(–—-]*(?:By|BY)(?:: ?| ){_MORE}$")
_AFTER_BY = re.compile(r"[ \t]*(?:\n|$|[|/()–—@;.-]|(?:,|,? and| &| in| for) [A-Z])")
_CLOSES = re.compile(r"\) *(?:\n|$)")
_AGE = re.compile(r"\b\d{1,3}[- ]year[- ]old(?: [a-z-]+)? [“\"‘']?$")
_IDENTIFIED = re.compile(
    r"\b(?:identified|identity|names? only|names?,?) as (?:the )?(?:\d+[- ]year[- ]old )?[“\"‘']?$|\bfirst name, $"
)
_KNOWN = re.compile(r"\b(?:known|nicknamed|dubbed)(?: to [\w ]{1,30})?(?: simply| only)? as [“\"‘']?$")

CALLED: Judgement[Sighting, bool] = Judgement("people", "called a person", lambda sighting: sighting.span)


def called_persons(table: Mapping[tuple[str, ...], Name]) -> frozenset[tuple[str, ...]]:
    """The names, folded, that the article calls a person's by one of the rules, wherever they stand."""
    return frozenset(folds for folds, name in table.items() if any(map(CALLED.first, name.sightings)))


def _is_credit(sighting: Sighting) -> bool:
    """Whether a name of several words stands where those of a byline do, and what follows does not go on with it."""
    several = sighting.place.last - sighting.place.first > 1
    return several and _AFTER_BY.match(sighting.words.text, sighting.span[1]) is not None


def _names_none(sighting: Sighting) -> bool:
    """Whether a word of the name is one that news writes small, or says what somebody is: "the Emperor's sisters"."""
    lexicon = sighting.lexicon
    titles = (form in lexicon.title_ends for form in sighting.words.forms[sighting.place.first : sighting.place.last])
    return any(titles) or any(lexicon.is_small(fold) or fold in lexicon.role_forms for fold in sighting.folds)


def _line_before(sighting: Sighting) -> str:
    """The name's line before the name and its title, as far as it is read."""
    start = sighting.words.starts[sighting.place.title]
    return sighting.words.text[max(0, start - _LOOK_BACK) : start].rpartition("\n")[2]


@CALLED.rule("a byline")
def _byline(sighting: Sighting) -> bool:
    """ "By Orlo Quaig", alone on its line or with more names."""
    return _is_credit(sighting) and _BY.search(_line_before(sighting)) is not None


@CALLED.rule("a credit")
def _credit(sighting: Sighting) -> bool:
    """ "Additional reporting by Orlo Quaig", "Photo: Orlo Quaig"."""
    return _is_credit(sighting) and _credits().search(_line_before(sighting)) is not None


@CALLED.rule("a credit in brackets")
def _in_brackets(sighting: Sighting) -> bool:
    """ "Smoke over the town on Monday. (Orlo Quaig)", at the line's end."""
    several = sighting.place.last - sighting.place.first > 1
    closes = _CLOSES.match(sighting.words.text, sighting.span[1]) is not None
    return several and closes and _line_before(sighting).endswith((". (", ".” (", '." ('))


@rules.cached
def _credits() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, rules.words("people/byline_openers")))
    return re.compile(rf"(?<!\w)(?i:{openers}) {_MORE}$")


@CALLED.rule("an age before")
def _age(sighting: Sighting) -> bool:
    """ "54-year-old Orlo Quaig", but not "the 54-year-old Quaig woman"."""
    if own_label(sighting.words, sighting.place) in _OTHERS or sighting.after in sighting.lexicon.role_nouns:
        return False
    return _AGE.search(_line_before(sighting)) is not None


@CALLED.rule("identified")
def _identified(sighting: Sighting) -> bool:
    """ "identified as Quaig", "gave her name only as Quaig"."""
    found = _IDENTIFIED.search(_line_before(sighting))
    if found is None:
        return False
    return "name" in found.group() or own_label(sighting.words, sighting.place) not in _OTHERS


@CALLED.rule("a person known so")
def _known(sighting: Sighting) -> bool:
    """ "Ann Reed, known to friends as Quaig"."""
    near = sighting.words.labels[max(0, sighting.place.title - _NEAR) : sighting.place.title]
    return "PERSON" in near and _KNOWN.search(_line_before(sighting)) is not None


@CALLED.rule("kin after")
def _kin_after(sighting: Sighting) -> bool:
    """ "Quaig's sister", but not "Quaig's sister ship"."""
    words, last, lexicon = sighting.words, sighting.place.last, sighting.lexicon
    if not words.possessive[last - 1] or own_label(words, sighting.place) in _OTHERS or _names_none(sighting):
        return False
    near = words.forms[last : last + 2]
    return not lexicon.kin_nouns.isdisjoint(near[:1]) and near[-1] not in lexicon.thing_nouns


@CALLED.rule("a rank before")
def _rank(sighting: Sighting) -> bool:
    """ "Colonel Quaig"; a courtesy is no proof, "Miss Rochdale" has one."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    title = words.forms[place.first - 1].rstrip(".")
    if place.title == place.first or title not in lexicon.title_ends or title in lexicon.courtesy:
        return False
    if _names_none(sighting):
        return False
    return own_label(words, place) not in ("PLACE", "INSIDE") and sighting.after not in lexicon.thing_nouns


@CALLED.rule("an apposition")
def _apposition(sighting: Sighting) -> bool:
    """ "an aide, Quaig, wrote"."""
    words, at, lexicon = sighting.words, sighting.place.title - 1, sighting.lexicon
    if sighting.gap_before != ", " or words.folds[at] not in lexicon.role_nouns or sighting.gap_after != ", ":
        return False
    return own_label(words, sighting.place) not in _OTHERS
