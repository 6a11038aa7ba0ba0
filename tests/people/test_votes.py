"""votes.toml: it names signs that there are, and the script that fits it finds what the gold says."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsextract import rules
from newsextract.extraction.extractor import Extractor
from newsextract.people.candidates.article import read_article
from newsextract.people.classifying.verdict import judge, names, votes
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.records.record import PartialRecord

GOLD: dict[str, list[dict[str, Any]]] = {
    "people_worldwide_train": [
        {
            "id": "a",
            "text": "Mr Orlo Quaig, a lawyer, told Leeds so.",
            "ents": [{"start": 3, "end": 13, "label": "Person"}],
        },
        {"id": "b", "text": "Ann Reed said no in Oslo.", "ents": [{"start": 0, "end": 8, "label": "Person"}]},
    ],
    "conll03_train": [
        {"id": "c", "text": "Tom Bright beat Norrvik AB in Lund.", "ents": [{"start": 0, "end": 10, "label": "Person"}]}
    ],
    "whole_read": [
        {
            "id": "d",
            "text": "Ida Holm fined Norrvik, said Mercury.",
            "people": [{"start": 0, "end": 8}, {"start": 29, "end": 36, "optional": True}],
        }
    ],
    "whole_unread": [
        {"id": "e", "fold": 0, "text": "Ms Reed left for Oslo.", "people": [{"start": 3, "end": 7}]},
        {"id": "f", "fold": 1, "text": "Oslo said no to Ola Brandt.", "people": [{"start": 16, "end": 26}]},
    ],
}


@pytest.fixture
def fit_votes(recipe: Callable[[str], ModuleType]) -> ModuleType:
    return recipe("fit_votes")


def test_every_sign_of_the_votes_is_seen(extractor: Extractor[PartialRecord]) -> None:
    """On the examples, so that no vote outlives the rule that gave its sign."""
    known, weighed, seen = lexicon(), votes(), {"prior"}
    texts = [row["text"] for table in ("people/examples", "people/rule_examples") for row in rules.rows(table)]
    for doc in extractor.nlp.pipe(texts):
        words = read_article(doc, known)
        for judged in judge(words, names(words, known), known, weighed):
            seen.update(judged.found)
    assert {sign for weights in weighed.values() for sign in weights} <= seen
    assert len(weighed["every_name"]) + len(weighed["one_word"]) <= 46


def test_the_fit_finds_what_speaks_for_a_person(fit_votes: ModuleType) -> None:
    def sample(sign: str, place: int, person: bool) -> object:
        signs = {("every_name", sign): 1.0, ("every_name", "noise"): float(place % 3 == 0)}
        return fit_votes.Sample("xy"[place % 2], signs, person, 1.0)

    found = [sample("title", place, place % 10 < 9) for place in range(100)]
    found += [sample("street", place, place % 10 == 0) for place in range(100)]
    every = fit_votes.fit(found, 2)["every_name"]
    assert every["title"] > 1 > -1 > every["street"]
    assert "noise" not in every


def test_what_the_annotators_left_open_is_no_sample(fit_votes: ModuleType, extractor: Extractor[PartialRecord]) -> None:
    text = "Ida Holm fined Norrvik, said Mercury."
    words = read_article(extractor.nlp(text), lexicon())
    spans = {"Ida Holm": (0, 8), "Mercury": (29, 36)}
    marked = fit_votes.Marked("ours", words, names(words, lexicon()), [spans["Ida Holm"]], [spans["Mercury"]])
    said = {words.text[slice(*name.contexts[0].span)]: fit_votes.truth(name, marked) for name in marked.names.values()}
    assert said == {"Ida Holm": True, "Norrvik": False, "Mercury": None}


def test_what_writes_the_votes_runs(
    fit_votes: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, rows in GOLD.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setitem(fit_votes.FITTING, "seldom", 1)
    trained = rules.models_folder() / "trained"
    fit_votes.write(tmp_path, trained, tmp_path / "votes.toml", [trained, trained])
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["fold 0", "fold 1"]
    written = tomllib.loads((tmp_path / "votes.toml").read_text(encoding="utf-8"))
    assert written["every_name"]["odds"] > 0
    assert len(written["every_name"]) + len(written["one_word"]) <= fit_votes.FITTING["signs"] + 1
    assert "by_hand" not in written


def test_a_plain_article_is_labelled_as_the_whole_pipeline_reads_it(recipe: Callable[[str], ModuleType]) -> None:
    pipeline_labels = recipe("pipeline_labels")
    nlp = pipeline_labels.pipeline()
    text = "Ann Reed of Kenya told reporters in May that Mr Quist lost. So did Quist."
    row = pipeline_labels.labelled(nlp, recipe("corpora").Article("a", text, None))
    found = {(row["text"][one["start"] : one["end"]], one["label"]) for one in row["ents"]}
    assert {("Ann Reed", "PERSON"), ("Kenya", "GPE"), ("Quist", "PERSON")} <= found
