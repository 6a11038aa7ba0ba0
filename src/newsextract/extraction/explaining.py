"""Why something was found, or was not: the named rules that decided on each candidate of an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from inspect import unwrap
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.analysis.paragraphs import unwrapped
from newsextract.reading.article import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import PartialRecord
from newsextract.rules.files import our_path, read_rows
from newsextract.rules.judgement import JUDGEMENTS, Decision, traced

if TYPE_CHECKING:
    from newsextract.extraction.extractor import Extractor

RuleFiles = dict[tuple[str, str, str], dict[str, int]]
"""The files and lines of each rule, given by kind, table and name."""
_FILES = {  # of what is decided outside the tables of named rules
    **dict.fromkeys(("name", "demonym", "capital", "metonym"), "models/rules/countries/countries.jsonl"),
    "a shared name": "models/rules/countries/shared.jsonl",
    "concept": "models/rules/numbers/built/concept_weights.jsonl",
    "which dollar": "models/rules/numbers/built/dollar_weights.toml",
    "log odds": "models/rules/people/built/votes.toml",
    "marks": "models/rules/quotes/marks.toml",
    "likeliest speaker": "models/rules/quotes/built/speaker_weights.toml",
    "who is meant": "newsextract/quotes/resolver.py",
    "confidence": "models/rules/confidence/built/weights.toml",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A find, or a candidate that was rejected, and the rules that decided, in their order.

    A person or a country has one for each mention. ``start`` and ``end`` are code points into the article's text, end
    exclusive. A rule is given as "judgement: rule"; the last of a find says what made its ``confidence``.
    """

    kind: Kind
    text: str
    start: int
    end: int
    found: bool
    rules: tuple[str, ...]
    confidence: float | None = None
    files: tuple[str, ...] = ()
    """Where these rules are, each file with the lines: their functions, rows, examples and weights."""


def explain(extractor: Extractor[PartialRecord], article: Article) -> list[Explanation]:
    """What was found in an article and what was rejected, with the rules; by kind asked for, then in text order.

    A candidate that lies inside a find or reaches over it counts as that find's.
    """
    with traced() as decisions:
        record = next(extractor.pipe([article]))
    place = unwrapped(article.text).original
    decisions = [replace(one, start=place(one.start), end=place(one.end)) for one in decisions]
    asked = [kind for kind in KINDS if getattr(record, kind) is not None]
    files = _files_of_rules()
    return [one for kind in asked for one in _of_kind(kind, article.text, record, decisions, files)]


def touching(explanations: Sequence[Explanation], text: str, words: str) -> list[Explanation]:
    """Those that share a letter with the words, wherever these are in the text.

    Case, line ends and the form of an apostrophe do not count, and the words are whole: "Reed" is not in "Reeds".
    """
    asked = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words.split())
    places = [found.span() for found in re.finditer(rf"(?<!\w){asked}(?!\w)", text, re.IGNORECASE)]
    starts = [start for start, _ in places]
    return [one for one in explanations if _touches(one, places, starts)]


def _touches(one: Explanation, places: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether the last place that begins before the end reaches past the start: places do not overlap."""
    last = bisect_left(starts, one.end) - 1
    return last >= 0 and places[last][1] > one.start


def _of_kind(
    kind: Kind, text: str, record: PartialRecord, decisions: Sequence[Decision], files: RuleFiles
) -> list[Explanation]:
    confidences = dict(_confidences(record, kind))
    spans = sorted(confidences)
    ends = [end for _, end in spans]
    rules: dict[tuple[int, int], dict[tuple[str, str], None]] = {span: {} for span in spans}
    for decision in decisions:
        if decision.kind == kind:
            first = bisect_right(ends, decision.start)  # of the finds, which do not overlap, that end after its start
            touched = first < len(spans) and spans[first][0] < decision.end
            find = spans[first] if touched else (decision.start, decision.end)
            rules.setdefault(find, {})[decision.judgement, decision.rule] = None
    return [
        Explanation(
            kind, text[slice(*span)], *span, span in confidences, tuple(map(": ".join, named)), confidences.get(span),
            _files(kind, named, files),
        )
        for span, named in sorted(rules.items())
    ]  # fmt: skip


def _files(kind: Kind, rules: Iterable[tuple[str, str]], known: RuleFiles) -> tuple[str, ...]:
    """The files of rules, given by table and name, each with the lines that are theirs."""
    lines: dict[str, dict[int, None]] = {}
    for table, name in rules:
        for file, line in known.get((kind, table, name), {}).items():
            lines.setdefault(file, {})[line] = None
        if table in _FILES:
            lines.setdefault(_FILES[table], {})
    return tuple(":".join(filter(None, (file, ",".join(map(str, sorted(of_file)))))) for file, of_file in lines.items())


def _files_of_rules() -> RuleFiles:
    """Of each named rule its function or its row, and its first example."""
    found: RuleFiles = {}
    package = Path(__file__).parents[1]
    for table in JUDGEMENTS:
        for rule in table.rules:
            function = unwrap(rule.decide)
            if code := getattr(getattr(function, "func", function), "__code__", None):
                file = Path(code.co_filename).relative_to(package.parent).as_posix()
                found[table.kind, table.name, rule.name] = {file: code.co_firstlineno}
    for name in (f"{kind}/{name}.jsonl" for kind in KINDS for name in ("rules", "rule_examples")):
        for line, row in read_rows(our_path(name)) if our_path(name).exists() else ():
            key = name.partition("/")[0], row.get("judgement") or row["verdict"], row["rule"]
            found.setdefault(key, {}).setdefault(f"models/rules/{name}", line)
    return found


def _confidences(record: PartialRecord, kind: Kind) -> Iterator[tuple[tuple[int, int], float | None]]:
    for find in getattr(record, kind) or ():
        for span in getattr(find, "mentions", (find,)):
            yield (span.start, span.end), find.confidence
