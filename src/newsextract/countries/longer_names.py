"""Tells the capital ("Abu Dhabi said") from a longer name that it is part of ("First Abu Dhabi Bank", "St. Paris")."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings
from newsextract.countries.within import within

_OWN_WORD_BEFORE = re.compile(r"(?:\bin|s['’]|['’]s) $")  # "Asia Law University in Seoul", "Sky News' London"
_OWN_WORD_AFTER = re.compile(r"[-/]| (?:and|&|for|on) ")  # "Kampala and Jinja University"
_LINK = re.compile(r" (?:of|for) ")


def in_longer_name(hit: Hit, around: Surroundings) -> bool:
    """Whether the capital is part of the name of a firm, a school, a paper, and not of a body that is its own."""
    name = within(hit, around)
    if name is None or " " not in name:
        return False
    before, _, after = name.partition(around.text[hit.start : hit.end])
    if _OWN_WORD_BEFORE.search(before) or _OWN_WORD_AFTER.match(after):
        return False
    heads = [_head(after)] if after else [_head(before), around.after(hit.end).split(" ")[1:2]]
    return not any(head and head[0].capitalize() in rules.word_set("countries/capitals_own") for head in heads)


def _head(words: str) -> list[str]:
    """The word that says what the name is of, if any: "Court" of "High Court" and of "Court of Appeal"."""
    return _LINK.split(f"{words} ")[0].split()[-1:]


def is_namesake(hit: Hit, around: Surroundings) -> bool:
    """Whether the word before makes it another town or a club ("St. Paris", "Dynamo Kyiv", "Bahía de La Paz")."""
    return _namesakes().search(around.before(hit.start)) is not None


@rules.cached
def _namesakes() -> re.Pattern[str]:
    """Words that make it so; "New" only where it cannot be an adjective at the head of a sentence."""
    words = rules.words("countries/namesakes_before")
    either = "|".join(re.escape(form) for word in words for form in (word, word.upper()))
    return re.compile(rf"(?<![\w-])(?:{either}|(?<=[a-z,;] )(?:New|NEW)|[A-ZÀ-Þ][\w’'-]+ d[eu]) $")
