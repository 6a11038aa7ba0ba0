"""How well the extractor does on articles that its user has annotated: gold rows, matching, scores."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from newsextract.evaluation.gold import read_gold
from newsextract.evaluation.report import write_json, write_report
from newsextract.evaluation.scores import Scores
from newsextract.extraction.extractor import load_for
from newsextract.extraction.options import options_of
from newsextract.reading import Article, Failure
from newsextract.records.kinds import KINDS


def score(
    gold: list[str],
    model: str | None,
    rules: Path | None,
    errors: int,
    as_json: bool,
    on_failure: Callable[[str, str], None],
) -> bool:
    """Print the scores of the pipeline on annotated files, with so many ``errors`` of each sort: as a table, or with
    ``as_json`` as one JSON object. Returns whether any row failed, or none was read.

    ``on_failure`` is called with the place and the problem of a row that fails. Raises ModelError and RulesError.
    """
    rows = list(read_gold(gold))
    annotated = [row for row in rows if not isinstance(row, Failure)]
    for row in rows:
        if isinstance(row, Failure):
            on_failure(row.id, row.message)
    if not annotated:
        return True
    kinds = [kind for kind in KINDS if any(kind in row.finds for row in annotated)]
    scores = Scores()
    records = load_for(options_of(model, kinds, rules)).pipe(Article(row.id, row.text) for row in annotated)
    for row, record in zip(annotated, records, strict=True):
        scores.add(row, record)
    write = write_json if as_json else write_report
    write(scores, sys.stdout, errors)
    return len(annotated) < len(rows)
