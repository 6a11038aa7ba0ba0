"""Tells the language ("in French", "the Russian word") from the people and the adjective of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings, one_of

_JOIN = re.compile(r"\s*(?:,|/|,?\s(?:and|or|&|to|than|into))\s*|\s*[-–]\s*")
# What may follow a language that is its own noun ("in French and"); all else makes a noun phrase.
_CLOSED_TAGS = frozenset(
    ["", ",", ".", ":", "''", "``", "-LRB-", "-RRB-", "CC", "IN", "TO", "RB", "DT", "PRP", "MD", "WDT", "WP", "WRB"]
)
_VERB_TAGS = frozenset({"MD", "VBZ", "IN", "CC"})


def languages(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits (in text order) that name a language.

    Names in one list ("Arabic, Russian and Chinese") go together.
    """
    names = frozenset(rules.table("countries/languages")["names"])
    found: set[Hit] = set()
    for run in _lists(hits, around.text):
        others = {hit.kind == "language" for hit in run if hit.kind == "language" or hit.surface not in names}
        if others == {True} or (not others and _cued(run, around)):
            found.update(run)
    return found


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
    """Whether the words around say so: "in French", "French lessons", "(English)", "English is taught"."""
    before, after, tag = around.before(run[0].start), around.after(run[-1].end), around.tag_after(run[-1].end)
    cue_before, cue_after = _cues()
    bare = run[-1].surface in rules.table("countries/languages")["bare"]
    return bool(
        cue_after.match(after)
        or (tag in _CLOSED_TAGS and cue_before.search(before))
        or (bare and (tag in _VERB_TAGS or (before[-1:], after[:1]) == ("(", ")")))
    )


@rules.cached
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = rules.table("countries/languages")
    before, after = one_of(table["before"]), one_of(table["after"])
    return (
        re.compile(rf"\b{before}\s+[\"“‘']?$", re.IGNORECASE),
        re.compile(rf"[\s-]{after}\b", re.IGNORECASE),
    )
