"""Names in bylines and credits: of an article's writers and photographers, not of the people whom it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from newsextract import rules
from newsextract.records.record import Person

_LOOK_BACK = 120  # characters of a line that are read before a name
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|d[aeiou]|v[ao]n|bin|al)"
_MORE_NAMES = rf"(?:{_NAME}(?: {_NAME}){{0,4}}(?: in {_NAME}(?: {_NAME})?)?(?:,? and |,? & |, |; ))*"
_AFTER_CREDIT = re.compile(r"[ \t]*(?:\n|$|[|/()–—@;.-]|(?:,|,? and| &| in| for) [A-Z])")
# An agency beside a photographer, both alone in brackets or on a line: "(Ann Reed/Blue Picture Agency)".
_AGENCY = r"[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,4}"
_AGENCY_BEFORE = re.compile(rf"(?:^|[(\[:.] ?)(?:{_AGENCY} ?/ ?)+$")
_ALONE_BEFORE = re.compile(r"(?:^|[(\[:.] ?)$")
_AGENCY_AFTER = re.compile(rf"(?: ?/ ?{_AGENCY})+[.,]?[ \t]*(?:[)\]]|\n|$)")
_FREE_BEFORE = re.compile(r"(?:\A|[\n(\[.!?:;|”\"–—-])\s*(?:[A-Z][a-z]+ )?\Z")  # "Additional reporting by"
_ALONE_AFTER = re.compile(r"[.,]?[ \t]*(?:[)\]]|\n|$)")


def is_credited(text: str, start: int, end: int) -> bool:
    """Whether a name stands as in a byline or a credit: "By Orlo Quaig", alone on its line or with more names;
    "Reporting by Orlo Quaig", "Photo: Orlo Quaig", also within a sentence."""
    return _opener(text, start, end) is not None


def _opener(text: str, start: int, end: int) -> int | None:
    """Where the words that credit a name begin."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if not before.lower().endswith(_before_credited()) or not _AFTER_CREDIT.match(text, end):
        return None
    line = before.rpartition("\n")[2]
    found = _credits().search(line)
    return found and start - len(line) + found.start()


def is_beside_agency(text: str, start: int, end: int, others: Set[int] = frozenset()) -> bool:
    """Whether a name stands beside that of an agency, as a photographer's does: "(Orlo Quaig/Blue Pictures)".

    ``others``: where names of persons begin and end, which no agency has.
    """
    before = text[max(0, start - _LOOK_BACK) : start].rpartition("\n")[2]
    if "/" not in (before[-2:].strip()[-1:], text[end : end + 2].strip()[:1]):
        return False
    if (after := _AGENCY_AFTER.match(text, end)) and _ALONE_BEFORE.search(before):
        return others.isdisjoint(range(end + 1, after.end()))
    found = _AGENCY_BEFORE.search(before)
    if not found or not _ALONE_AFTER.match(text, end):
        return False
    return others.isdisjoint(range(start - len(found[0]), start))


def byline_spans(text: str, people: Sequence[Person]) -> frozenset[tuple[int, int]]:
    """The mentions of people in bylines and credits, as offsets."""
    spans = [(mention.start, mention.end) for person in people for mention in person.mentions]
    ends = {place for span in spans for place in span}
    found = set[tuple[int, int]]()
    for span in spans:
        opener = _opener(text, *span)
        # it begins a line, or follows a sentence or a bracket: not "a song written by Orlo Quaig"
        is_byline = opener is not None and _FREE_BEFORE.search(text, max(0, opener - _LOOK_BACK), opener)
        if is_byline or is_beside_agency(text, *span, ends):
            found.add(span)
    return frozenset(found)


@rules.cached
def _before_credited() -> tuple[str, ...]:
    """What a credit may end with right before a name, in small letters."""
    openers = [opener.lower().split(" ")[-1] for opener in rules.words("people/byline_openers")]
    return (": ", ", ", "; ", "& ", "and ", "by ", *(f"{opener} " for opener in openers))


@rules.cached
def _credits() -> re.Pattern[str]:
    """What stands before the name of a byline, from its line's start or from a word that opens a credit."""
    openers = "|".join(map(re.escape, rules.words("people/byline_openers")))
    return re.compile(rf"(?:^[ \t(–—-]*(?:By|BY)|(?<!\w)(?i:{openers}))(?: ?: | ){_MORE_NAMES}$")
