"""Why something was found, or was not: the named rules that decided on each candidate of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsextract.analysis.paragraphs import unwrapped
from newsextract.reading.article import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import PartialRecord
from newsextract.rules.judgement import Decision, traced

if TYPE_CHECKING:
    from newsextract.extraction.extractor import Extractor


@dataclass(frozen=True, slots=True)
class Explanation:
    """A find, or a candidate that was turned down, and the rules that decided, in their order.

    A person or a country has one for each mention. ``start`` and ``end`` are code points into the article's text, end
    exclusive. A rule is given as "judgement: rule".
    """

    kind: Kind
    text: str
    start: int
    end: int
    found: bool
    rules: tuple[str, ...]


def explain(extractor: Extractor[PartialRecord], article: Article) -> list[Explanation]:
    """What was found in an article and what was turned down, with the rules; by kind asked for, then in text order.

    A candidate that lies inside a find or reaches over it counts as that find's.
    """
    with traced() as decisions:
        record = next(extractor.pipe([article]))
    place = unwrapped(article.text).original
    decisions = [replace(one, start=place(one.start), end=place(one.end)) for one in decisions]
    asked = [kind for kind in KINDS if getattr(record, kind) is not None]
    return [one for kind in asked for one in _of_kind(kind, article.text, record, decisions)]


def _of_kind(kind: Kind, text: str, record: PartialRecord, decisions: Sequence[Decision]) -> list[Explanation]:
    spans = sorted(_spans(record, kind))
    rules: dict[tuple[int, int], dict[str, None]] = {span: {} for span in spans}
    for decision in decisions:
        if decision.kind == kind:
            span = (decision.start, decision.end)
            find = next((found for found in spans if found[0] < span[1] and span[0] < found[1]), span)
            rules.setdefault(find, {})[f"{decision.judgement}: {decision.rule}"] = None
    found = set(spans)
    return [
        Explanation(kind, text[start:end], start, end, (start, end) in found, tuple(named))
        for (start, end), named in sorted(rules.items())
    ]


def _spans(record: PartialRecord, kind: Kind) -> Iterator[tuple[int, int]]:
    for find in getattr(record, kind) or ():
        for span in getattr(find, "mentions", (find,)):
            yield span.start, span.end
