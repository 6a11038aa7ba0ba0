"""The shared tok2vec's weights, out to a folder and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from thinc.api import fix_random_seed

import newsextract.network.component  # noqa: F401
from newsextract.network.tok2vec import NewsTok2Vec

TEXT = "Ana Brkic met Tom.\n\nBRKIC left Oslo."


def tok2vec(rows: int = 50, depth: int = 2) -> NewsTok2Vec:
    nlp = spacy.blank("en")
    embed: dict[str, Any] = {"@architectures": "newsextract.WordEmbed.v1", "width": 8, "vectors": 3}
    embed |= {"attrs": ["NORM", "SHAPE"], "rows": [rows, 20]}
    encode: dict[str, Any] = {"@architectures": "newsextract.WindowEncoder.v1", "width": 8, "depth": depth, "block": 5}
    encode |= {"window_size": 1, "maxout_pieces": 2}
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    part = nlp.add_pipe("news_tok2vec", config={"model": model})
    assert isinstance(part, NewsTok2Vec)
    return part


@pytest.fixture
def written(tmp_path: Path) -> NewsTok2Vec:
    """One with weights at random and a word of its own, its folder beside it."""
    fix_random_seed(0)
    part = tok2vec()
    part.model.initialize(X=[spacy.blank("en")(TEXT)])
    (vectors,) = (node for node in part.model.walk() if node.name == "word_vectors")
    word = part.vocab.strings.add("Oslo") & 0xFFFFFFFF
    vectors.attrs["keys"] = np.array([word], dtype=np.uint32)
    vectors.attrs["rows"] = np.array([2], dtype=np.uint16)
    vectors.attrs["table"][2] = 1.5
    part.to_disk(tmp_path / "tok2vec")
    return part


def test_what_is_read_works_as_what_was_written(written: NewsTok2Vec, tmp_path: Path) -> None:
    read = tok2vec().from_disk(tmp_path / "tok2vec")
    doc = spacy.blank("en")(TEXT)
    expected = written.predict([doc])[0]
    assert expected.any()
    np.testing.assert_array_equal(read.predict([doc])[0], expected)


def test_the_words_vectors_are_among_the_weights(written: NewsTok2Vec, tmp_path: Path) -> None:
    read = tok2vec().from_disk(tmp_path / "tok2vec")
    (vectors,) = (node for node in read.model.walk() if node.name == "word_vectors")
    vectors.attrs["table"][2] = 0
    doc = spacy.blank("en")(TEXT)
    assert (read.predict([doc])[0] != written.predict([doc])[0]).any()


def test_training_on_leaves_the_file_as_it_is(written: NewsTok2Vec, tmp_path: Path) -> None:
    before = (tmp_path / "tok2vec" / "weights.npy").read_bytes()
    read = tok2vec().from_disk(tmp_path / "tok2vec")
    for node in read.model.walk():
        for name in node.param_names:
            array: Any = node.get_param(name)
            array[:] = 0
    assert not read.predict([spacy.blank("en")(TEXT)])[0].any()
    assert (tmp_path / "tok2vec" / "weights.npy").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"no numpy file", None])
def test_a_damaged_file_is_named_with_the_remedy(written: NewsTok2Vec, tmp_path: Path, damage: bytes | None) -> None:
    file = tmp_path / "tok2vec" / "weights.npy"
    file.write_bytes(file.read_bytes()[:500] if damage is None else damage)
    with pytest.raises(ValueError, match=r"weights\.npy is missing, damaged or cannot be mapped"):
        tok2vec().from_disk(tmp_path / "tok2vec")


def test_another_models_weights_are_refused(written: NewsTok2Vec, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the weights of this model"):
        tok2vec(depth=3).from_disk(tmp_path / "tok2vec")
