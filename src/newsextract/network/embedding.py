"""Word embedding: hashed attributes and a small table of vectors, computed once per distinct word.

The same function as spaCy's ``MultiHashEmbed`` with static vectors (which it can take its weights from), in
a form that is cheaper to run and to load: the vectors are projected to the network's width beforehand and
kept as half floats under 32-bit keys, and a word that comes again in a batch is embedded once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
from spacy.ml.featureextractor import FeatureExtractor
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

_FIRST_SEED = 8  # spaCy's MultiHashEmbed numbers its tables from here


@registry.architectures("newsextract.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(width: int, attrs: list[str], rows: list[int], vectors: int) -> Model[Any, Any]:
    """Docs in, one array (tokens, ``width``) a doc out.

    ``rows`` are the sizes of the hash tables of ``attrs``, ``vectors`` the number of rows of the word
    vectors' table.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=1 + place, seed=_FIRST_SEED + place, dropout=0.0)
        for place, size in enumerate(rows)
    ]
    mix = Maxout(width, width * (len(rows) + 1), nP=3, dropout=0.0, normalize=True)
    words = distinct_rows(chain(concatenate(*tables, word_vectors(width, vectors)), mix))
    columns = FeatureExtractor(["ORTH", *attrs])
    return chain(columns, list2ragged(), with_array(words), ragged2list())


def distinct_rows(layer: Model[Any, Any]) -> Model[Any, Any]:
    """Runs ``layer``, which must have no state, once per distinct row of an integer matrix; equals get the result."""
    return Model("distinct_rows", _distinct_forward, layers=[layer], init=initialize_first)


def no_gradient(gradient: Any) -> NoReturn:
    """Raises NotImplementedError: the layers of this network only predict."""
    raise NotImplementedError("this network does not learn in place: models/train trains it")


def initialize_first(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    """Sets up the weights of a model's first layer, for a model that has none besides."""
    model.layers[0].initialize(X=X, Y=Y)


def _distinct_forward(model: Model[Any, Any], rows: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    # A row's key is a 64-bit mix of its columns: two rows will not share it by chance.
    odd = (np.arange(rows.shape[1], dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    keys = (rows.astype(np.uint64) * odd).sum(axis=1, dtype=np.uint64)
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    return model.layers[0].predict(rows[first])[places], no_gradient


def word_vectors(width: int, rows: int) -> Model[Any, Any]:
    """A table of word vectors, not trained further; the lower 32 bits of ORTH, in column 0, are the word's key.

    ``attrs["keys"]`` are the sorted words, ``attrs["rows"]`` the row of each; a word not among them is all
    zeros.
    """
    return Model(
        "word_vectors",
        _vectors_forward,
        attrs={
            "keys": np.zeros(0, dtype=np.uint32),
            "rows": np.zeros(0, dtype=np.uint16),
            "table": np.zeros((rows, width), dtype=np.float16),
        },
        dims={"nO": width, "nV": rows},
    )


def _vectors_forward(model: Model[Any, Any], rows: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    ops: Any = model.ops
    found = ops.alloc2f(len(rows), model.get_dim("nO"))
    keys = model.attrs["keys"]
    if len(keys):
        wanted = (rows[:, 0] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        known = keys[places] == wanted
        found[known] = model.attrs["table"][model.attrs["rows"][places[known]]]
    return found, no_gradient
