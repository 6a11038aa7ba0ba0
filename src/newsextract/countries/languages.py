"""Tells the language ("in French", "the Russian word") from the people and the adjective of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings

_JOIN = re.compile(r"\s*(?:,|/|,?\s(?:and|or|&|to|than|into))\s*|\s*[-–]\s*")
# What may follow a language that is its own noun ("in French and"); all else makes a noun phrase.
_CLOSED_TAGS = frozenset(
    ["", ",", ".", ":", "''", "``", "-LRB-", "-RRB-", "CC", "IN", "TO", "RB", "DT", "PRP", "MD", "WDT", "WP", "WRB"]
)
_VERB_TAGS = frozenset({"MD", "VBZ", "IN", "CC"})
# "The Chinese version of TikTok" is China's; "the Chinese version of the poem" is in Chinese.
_VERSION_OF = re.compile(r" versions? of (?!(?:the|an?|this|that|its|his|her|their|our|my)\b)")
_OF = re.compile(r"\b(?:of|from|to|into|for|with|by|than)\s+$")


class _Cues(NamedTuple):
    """models/rules/countries/languages.toml, ready to be matched."""

    names: frozenset[str]
    bare: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    people: re.Pattern[str]
    subjects: re.Pattern[str]


@rules.cached
def _cues() -> _Cues:
    table = rules.table("countries/languages")
    before, after, determiners, being, subjects = (
        "|".join(map(re.escape, table[key])) for key in ("before", "after", "determiners", "being", "subjects")
    )
    return _Cues(
        frozenset(table["names"]),
        frozenset(table["bare"]),
        re.compile(rf"\b(?:{before})\s+[\"“‘']?$", re.IGNORECASE),
        re.compile(rf"[\s-](?:{after})\b", re.IGNORECASE),
        re.compile(rf"(?:\b(?:{determiners})\s+(?:\w+\s+)?|(?<![A-Za-z])(?:{being})\s+)$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{subjects})(?: [-–] |: )"),
    )


def languages(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits (in text order) that name a language.

    Names in one list ("Arabic, Russian and Chinese") go together.
    """
    found: set[Hit] = set()
    for run in _lists(hits, around.text):
        if all(_may_be_language(hit) for hit in run) and (
            any(hit.kind == "language" for hit in run) or _cued(run, around)
        ):
            found.update(run)
    return found


def _may_be_language(hit: Hit) -> bool:
    return hit.kind == "language" or hit.surface in _cues().names


def _lists(hits: Sequence[Hit], text: str) -> Iterator[list[Hit]]:
    """Runs of hits with only a comma, slash or conjunction between them."""
    run: list[Hit] = []
    for hit in hits:
        if run and not _JOIN.fullmatch(text, run[-1].end, hit.start):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _cued(run: Sequence[Hit], around: Surroundings) -> bool:
    before, after, tag = around.before(run[0].start), around.after(run[-1].end), around.tag_after(run[-1].end)
    cues = _cues()
    if cues.after.match(after) and not _VERSION_OF.match(after):
        return True
    if after.startswith((" - ", " – ", ": ")) and cues.subjects.search(around.text):
        return True
    if run[-1].surface in cues.bare and _stands_bare(before, after, tag):
        return True
    return tag in _CLOSED_TAGS and bool(cues.before.search(before))


def _stands_bare(before: str, after: str, tag: str) -> bool:
    """No determiner before, no noun after: "the question of English.", "(English)", "English is taught"."""
    if (before[-1:], after[:1]) == ("(", ")"):
        return True
    if not after[:1].isspace():
        return bool(_OF.search(before))
    return tag in _VERB_TAGS and not _cues().people.search(before)
