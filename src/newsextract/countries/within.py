"""The longer name that a country's word stands inside: "US State Department", "Bank of Japan"."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.countries.gazetteer import Hit, gazetteer
from newsextract.countries.surroundings import Surroundings

_NAME_LABELS = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
# A model's "name" that is in truth a list of countries.
_LISTED_AFTER = re.compile(r",|\s(?:and|or)\s")
_LISTED_BEFORE = re.compile(r"(?:,|\s(?:and|or))\s(?:the\s)?$")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|\s*\([^()]*|[\s\"”“]+)$")
_OTHER_WORD = re.compile(r"(?<!\w)[A-ZÀ-Þ]")
_LONGEST = 200  # characters of a name; what is longer, the model has run together
_WORD = r"[A-ZÀ-Þ][\w&’'.-]*"


def within(hit: Hit, around: Surroundings) -> str | None:
    """The longer name around the hit, without a leading article or a closing 's; None where there is none."""
    return _by_entity(hit, around) or _by_head(hit, around)


def _by_entity(hit: Hit, around: Surroundings) -> str | None:
    entity = around.entities.over(hit.start, hit.end)
    if entity is None or entity[2] not in _NAME_LABELS or entity[1] - entity[0] > _LONGEST:
        return None
    start, end, _ = entity
    name = around.text[start:end]
    if _LISTED_AFTER.match(around.text, hit.end, end) or _LISTED_BEFORE.search(around.text[start : hit.start]):
        return None
    article = _ARTICLE.match(name)
    name = _TAIL.sub("", name[article.end() :] if article else name).strip()
    possessive = around.text[hit.end : min(end, hit.end + 1)] in ("'", "’")
    if "\n" in name or possessive or not _OTHER_WORD.search(_without_countries(name)):
        return None
    return None if name.isupper() and around.line(hit.start).isupper() else name


def _without_countries(name: str) -> str:
    """The name without its words for countries: what is left of "U.S.-Mexico" names nothing."""
    rest, end = "", 0
    for hit in gazetteer().hits(name):
        rest, end = rest + name[end : hit.start], hit.end
    return rest + name[end:]


def _by_head(hit: Hit, around: Surroundings) -> str | None:
    after, before, opening = _patterns()
    right = after.match(around.after(hit.end))
    left = before.search(around.before(hit.start))
    if right is None and left is None:
        return None
    opener = left or opening.search(around.before(hit.start))
    start = hit.start - len(opener.group("name")) if opener else hit.start
    return around.text[start : hit.end + (right.end() if right else 0)]


@rules.cached
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The rest of a name after the hit, up to its last head word; what stands before ("Bank of the")."""
    heads, openers = (
        "|".join(re.escape(word) for word in sorted(rules.words(f"countries/{name}"), key=len, reverse=True))
        for name in ("name_heads", "name_openers")
    )
    return (
        re.compile(rf"(?: (?:{_WORD}|of|for|and|on)){{0,5}} (?:{heads})(?![\w’'-]\w)"),
        re.compile(rf"(?P<name>(?:{_WORD} ){{0,3}}(?:{heads}) (?:of|for) (?:the )?)$"),
        re.compile(rf"(?<!\w)(?P<name>(?:{openers}) )$"),
    )
