"""Tells the language ("in French", "the Russian word") from the people and the adjective of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings

_JOIN = re.compile(r"\s*(?:,|/|,?\s(?:and|or|&|to|than|into))\s*|\s*[-–]\s*")
_DETERMINER = re.compile(r"\b(?:the|these|those|many|most|some|all|other|two|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BEING = re.compile(r"\b(?:am|are|be|been|being|is|isn't|was|wasn't|were|'m|'re|'s|not|half|part|as|very|so|too)\s+$")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH"})


def languages(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits (in text order) that name a language. Names in one list ("Arabic, Russian and Chinese") go together."""
    found: set[Hit] = set()
    for run in _lists(hits, around.text):
        if run[0].kind == "trap" or not all(_may_be_language(hit) for hit in run):
            continue
        if any(hit.kind == "language" for hit in run) or _cued(run, around):
            found.update(run)
    return found


def _may_be_language(hit: Hit) -> bool:
    return hit.kind == "language" or hit.surface in _sets()[0]


def _lists(hits: Sequence[Hit], text: str) -> Iterator[list[Hit]]:
    """Runs of hits with only a comma, slash or conjunction between them."""
    run: list[Hit] = []
    for hit in hits:
        if run and not _JOIN.fullmatch(text, run[-1].end, min(hit.start, run[-1].end + 8)):
            yield run
            run = []
        if run and hit.start - run[-1].end > 8:
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _cued(run: Sequence[Hit], around: Surroundings) -> bool:
    before, after = around.before(run[0].start), around.after(run[-1].end)
    _, before_cue, after_cue, bare = _sets()
    if after_cue.match(after):
        return True
    if _noun_follows(run[-1], around, after):
        return False
    if before_cue.search(before):
        return True
    if run[-1].surface not in bare or not after[:1].isspace():
        return False
    return not _DETERMINER.search(before) and not _BEING.search(before) and around.tag_after(run[-1].end) in _VERB_TAGS


_VERB_TAGS = frozenset({"MD", "VBZ", "IN", "CC"})


def _noun_follows(hit: Hit, around: Surroundings, after: str) -> bool:
    if after[:1] in "-–'’" and after:
        return True
    return after[:1].isspace() and around.tag_after(hit.end) in _NOUN_TAGS


@cache
def _sets() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """The languages, the cues before and after them, and those whose bare form never means people."""
    before = "|".join(map(re.escape, rules.words("countries/language_before")))
    after = "|".join(map(re.escape, rules.words("countries/language_after")))
    return (
        frozenset(rules.words("countries/languages")),
        re.compile(rf"\b(?:{before})\s+[\"“‘']?$", re.IGNORECASE),
        re.compile(rf"[\s-](?:{after})\b", re.IGNORECASE),
        frozenset(rules.words("countries/bare_languages")),
    )
