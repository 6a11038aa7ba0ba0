"""Word embedding: hashed attributes and a small table of vectors, computed once per distinct word.

The same function as spaCy's ``MultiHashEmbed`` with static vectors (which it can take its weights from), in
a form that is cheaper to run and to load: the vectors are projected to the network's width beforehand and
kept as half floats under 32-bit keys, and a word that comes again is embedded once: within a batch, and in a
pipeline of ours among all that the process reads, as long as there is room.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
from spacy.ml.featureextractor import FeatureExtractor
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

_FIRST_SEED = 8  # spaCy's MultiHashEmbed numbers its tables from here
_MOST_CACHED = 20_000  # words: 8 MB; of a newspaper's running words, some 97 in a hundred


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
    """Runs ``layer``, which must have no state, once on each distinct row of an integer matrix; equals get the result.

    After ``keep_words``, results are kept for later matrices.
    """
    return Model("distinct_rows", _distinct_forward, layers=[layer], init=_distinct_init, attrs={"cache": None})


def no_gradient(gradient: Any) -> NoReturn:
    """Raises NotImplementedError: the layers of this network only predict."""
    raise NotImplementedError("this network does not learn in place: models/train trains it")


def keep_words(model: Model[Any, Any]) -> None:
    """Have a loaded model cache what it computes for each word; its weights must not change from here on."""
    for node in model.walk():
        if node.name == "distinct_rows":
            node.attrs["cache"] = _Cache()


def _distinct_init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    model.layers[0].initialize(X=X, Y=Y)


class _Cache:
    """A cache of rows by their keys. When it is full, nothing more is added."""

    def __init__(self) -> None:
        self._keys = np.zeros(0, dtype=np.uint64)  # sorted
        self._places = np.zeros(0, dtype=np.int32)
        self._table: Any = None

    def rows(self, keys: Any, compute: Callable[[Any], Any]) -> Any:
        """The row of each of the sorted keys. ``compute`` is given the places of those that are not known."""
        at = np.searchsorted(self._keys, keys)
        known = np.zeros(len(keys), dtype=bool)
        within = at < len(self._keys)
        known[within] = self._keys[at[within]] == keys[within]
        unknown = np.flatnonzero(~known)
        if not len(unknown):
            return self._table[self._places[at]]
        new = compute(unknown)
        if self._table is None:
            self._table = np.empty((_MOST_CACHED, new.shape[1]), dtype=np.float32)
        rows = np.empty((len(keys), new.shape[1]), dtype=np.float32)
        rows[known] = self._table[self._places[at[known]]]
        rows[unknown] = new
        self._keep(keys[unknown], at[unknown], new)
        return rows

    def _keep(self, keys: Any, at: Any, new: Any) -> None:
        count = len(self._keys)
        new = new[: _MOST_CACHED - count]
        self._table[count : count + len(new)] = new
        self._keys = np.insert(self._keys, at[: len(new)], keys[: len(new)])
        self._places = np.insert(self._places, at[: len(new)], np.arange(count, count + len(new), dtype=np.int32))


def _distinct_forward(model: Model[Any, Any], rows: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    # A row's key is a 64-bit mix of its columns: two rows will not share it by chance.
    odd = (np.arange(rows.shape[1], dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    keys = (rows.astype(np.uint64) * odd).sum(axis=1, dtype=np.uint64)
    distinct, first, places = np.unique(keys, return_index=True, return_inverse=True)
    cache: _Cache | None = model.attrs["cache"]

    def embedded(new: Any) -> Any:
        return model.layers[0].predict(rows[first[new]])

    found = cache.rows(distinct, embedded) if cache else embedded(slice(None))
    return found[places], no_gradient


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
