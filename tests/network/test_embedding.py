"""The embedding layer against the plain way of working the same out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from thinc.api import Model

from newsextract.network.embedding import distinct_rows, word_vectors
from newsextract.network.encoding import window_encoder

ROWS = np.array([[3, 1], [2, 2], [3, 1], [1, 3], [2, 2]], dtype=np.uint64)


def counting_layer(seen: list[int]) -> Model[np.ndarray, np.ndarray]:
    """Adds the columns up, twice over, and notes how many rows it was given."""

    def forward(model: object, rows: np.ndarray, is_train: bool) -> tuple[np.ndarray, object]:
        seen.append(len(rows))
        sums = rows.sum(axis=1, keepdims=True).astype(np.float32)
        return np.hstack((sums, rows[:, :1].astype(np.float32))), lambda gradient: gradient

    return Model("counting", forward)


def test_equal_rows_are_worked_out_once() -> None:
    seen: list[int] = []
    layer = distinct_rows(counting_layer(seen))
    assert layer.predict(ROWS).tolist() == [[4, 3], [4, 2], [4, 3], [4, 1], [4, 2]]
    assert seen == [3]


def test_word_vectors_are_looked_up_by_the_words_hash() -> None:
    vocab = spacy.blank("en").vocab
    known = np.array([vocab.strings.add(word) for word in ("Oslo", "Ana")], dtype=np.uint64)
    short = (known & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    order = np.argsort(short)
    layer = word_vectors(2, 2)
    rows = np.array([1, 0], dtype=np.uint16)
    layer.attrs.update({"keys": short[order], "rows": rows[order], "table": np.array([[1, 2], [3, 4]], "e")})
    orths = np.array([[known[0]], [vocab.strings.add("Lagos")], [known[1]]], dtype=np.uint64)
    assert layer.predict(orths).tolist() == [[3, 4], [0, 0], [1, 2]]


def test_no_word_vectors_are_zeros() -> None:
    assert word_vectors(3, 1).predict(ROWS).tolist() == [[0, 0, 0]] * 5


@pytest.mark.parametrize(("window", "pieces", "depth"), [(1, 2, 2), (1, 3, 4), (2, 1, 2), (2, 3, 1)])
def test_encodes_as_spacys_encoder_does(window: int, pieces: int, depth: int) -> None:
    rng = np.random.default_rng(0)
    arrays: Any = [rng.normal(size=(length, 8)).astype("f") for length in (3, 0, 4, 17, 1)]
    blocks: Any = window_encoder(8, window, pieces, depth, block=5)
    blocks.initialize(X=arrays)
    for node in blocks.walk():
        for name in node.param_names:
            node.set_param(name, rng.normal(size=node.get_param(name).shape).astype("f"))
    plain: Any = MaxoutWindowEncoder(8, window, pieces, depth)
    plain.initialize(X=arrays)
    plain.from_bytes(blocks.layers[0].to_bytes())
    for mine, theirs in zip(blocks.predict(arrays), plain.predict(arrays), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-4)
