"""The component in pipelines of its own: small, random weights, no trained ones needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

import newsextract.network.component  # noqa: F401
from newsextract.network import recogniser

TEXTS = ["", "Ana Brkic met Tom.\n\nBRKIC left Oslo.", "\n", "one two three", "", "Tom Tom Tom " * 40]
GOLD = [("Ana Brkic met Tom in Oslo .", [(0, 9, "PERSON"), (14, 17, "PERSON"), (21, 25, "GPE")])]


def examples(nlp: Language) -> list[Example]:
    return [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in GOLD]


def ner(nlp: Language) -> Any:
    return nlp.get_pipe("ner")


def pipeline(seed: int = 0) -> Language:
    """A tok2vec of our parts and the recogniser on it, set up with weights at random."""
    nlp = spacy.blank("en")
    embed = {"@architectures": "newsextract.WordEmbed.v1", "width": 96, "vectors": 4}
    embed |= {"attrs": ["NORM", "SHAPE"], "rows": [50, 20]}
    encode = {"@architectures": "newsextract.WindowEncoder.v1", "width": 96, "depth": 2, "block": 5}
    encode |= {"window_size": 1, "maxout_pieces": 2}
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp.add_pipe("news_tok2vec", name="tok2vec", config={"model": model})
    nlp.add_pipe("news_ner", name="ner")
    fix_random_seed(seed)
    nlp.initialize(lambda: examples(nlp))
    output = ner(nlp).model.get_ref("output")
    output.set_param("W", np.random.default_rng(seed).normal(size=output.get_param("W").shape).astype("f"))
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def found(doc: Any) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_labels_come_from_the_examples(nlp: Language) -> None:
    assert ner(nlp).labels == ("GPE", "PERSON")


def test_a_batch_gives_what_single_docs_give(nlp: Language) -> None:
    alone = [found(nlp(text)) for text in TEXTS]
    assert any(alone), "random weights that find nothing test nothing"
    assert [found(doc) for doc in nlp.pipe(TEXTS, batch_size=4)] == alone


@pytest.mark.parametrize("texts", [[""], ["", ""], ["\n"], [" ", ""]])
def test_nothing_is_found_in_nothing(nlp: Language, texts: list[str]) -> None:
    assert [doc.ents for doc in nlp.pipe(texts)] == [() for _ in texts]


def test_works_in_a_memory_zone(nlp: Language) -> None:
    outside = [found(doc) for doc in nlp.pipe(TEXTS)]
    with nlp.memory_zone():
        assert [found(doc) for doc in nlp.pipe(TEXTS)] == outside


def test_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert ner(again).labels == ner(nlp).labels
    assert [found(doc) for doc in again.pipe(TEXTS)] == [found(doc) for doc in nlp.pipe(TEXTS)]
    from_bytes = pipeline(seed=1).from_bytes(nlp.to_bytes())
    assert [found(doc) for doc in from_bytes.pipe(TEXTS)] == [found(doc) for doc in nlp.pipe(TEXTS)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab AB\n\r.'\u0301\u200f😀\x00"), max_size=80))
def test_entities_are_in_order_apart_and_on_one_line(text: str) -> None:
    doc = _random(text)
    last = 0
    for ent in doc.ents:
        assert ent.start >= last
        assert "\n" not in ent.text
        last = ent.end


_PIPELINE = pipeline(seed=3)


def _random(text: str) -> Any:
    return _PIPELINE(text)


def test_does_not_learn_in_place() -> None:
    nlp = pipeline()
    with pytest.raises(NotImplementedError):
        nlp.update(examples(nlp))
    _, backprop = ner(nlp).model.begin_update([nlp.make_doc("Ana")])
    with pytest.raises(NotImplementedError, match="models/train trains it"):
        backprop([np.zeros((1, 9), dtype="f")])


def test_a_word_in_capitals_joins_its_group(nlp: Language) -> None:
    docs = [nlp.make_doc("Ana met ANA and ana."), nlp.make_doc("Ana")]
    cased, names, groups = recogniser.name_groups(docs)
    assert cased.tolist() == [0, 2, 6]
    assert names[0] == names[1] != names[2]
    assert groups == 2
