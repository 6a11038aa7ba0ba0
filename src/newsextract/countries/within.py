"""The longer name that a country's word stands inside: "US State Department", "Bank of Japan"."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.countries.gazetteer import Hit, gazetteer
from newsextract.countries.surroundings import Surroundings, one_of

_NAME_LABELS = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|\s*\([^()]*|[\s\"”“]+)$")
_OTHER_WORD = re.compile(r"(?<!\w)[A-ZÀ-Þ]")
_LINKS = ("of ", "for ", "of the ", "for the ")  # between a head word and the word for a country
_LONGEST = 200  # characters of a name; what is longer, the model has run together, and would be read for each hit in it
_WORD = r"[A-ZÀ-Þ][\w&’'.-]*"


def within(hit: Hit, around: Surroundings) -> str | None:
    """The longer name around the hit, without a leading article or a closing 's; None where there is none."""
    return _by_entity(hit, around) or _by_head(hit, around)


def _by_entity(hit: Hit, around: Surroundings) -> str | None:
    entity = around.entity(hit.start, hit.end)
    if entity is None or entity[2] not in _NAME_LABELS or entity[1] - entity[0] > _LONGEST:
        return None
    start, end, _ = entity
    name = around.text[start:end]
    article = _ARTICLE.match(name)
    name = _TAIL.sub("", name[article.end() :] if article else name).strip()
    possessive = around.text[hit.end : min(end, hit.end + 1)] in ("'", "’")
    if possessive or not _OTHER_WORD.search(_without_countries(name)):
        return None
    return None if (around.before(hit.start) + around.after(hit.start)).isupper() else name


def _without_countries(name: str) -> str:
    """The name without its words for countries: what is left of "U.S.-Mexico" names nothing."""
    rest, end = "", 0
    for hit in gazetteer().hits(name):
        rest, end = rest + name[end : hit.start], hit.end
    return rest + name[end:]


def _by_head(hit: Hit, around: Surroundings) -> str | None:
    before, after = around.before(hit.start), around.after(hit.end)
    head_before, head_after = _patterns()
    left = head_before.search(before) if before.endswith(_LINKS) else None
    right = head_after.match(after) if after.startswith(" ") else None
    if left is None and right is None:
        return None
    start = hit.start - len(left.group()) if left else hit.start
    return around.text[start : hit.end + (right.end() if right else 0)]


@rules.cached
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before ("Bank of the "), and the rest of a name after the hit, up to its last head word."""
    heads = one_of(rules.words("countries/name_heads"))
    return (
        re.compile(rf"(?:{_WORD} ){{0,3}}{heads} (?:of|for) (?:the )?$"),
        re.compile(rf"(?: (?:{_WORD}|of|for|and|on)){{0,5}} {heads}(?![\w’'-]\w)"),
    )
