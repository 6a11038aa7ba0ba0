"""Entity scores per token, from its own vector and what the article says elsewhere of the same word.

A bare surname is hard to distinguish from a place or a firm by the words around it, and easy once the full name
has been seen. So words with a capital letter are pooled (mean and maximum) over all their places in the
article, whatever their case, and each place reads the pool beside its own vector; as Akbik et al. (2019)
pool embeddings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import LOWER, ORTH
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Linear, Model

from newsextract.network.embedding import no_gradient

_BLOCK = 2000  # how many tokens are scored at once: their matrices fit into the processor's cache

_DOC_STEP = np.uint64(0x9E3779B97F4A7C15)


@registry.architectures("newsextract.ArticleRecogniser.v1")  # type: ignore[untyped-decorator]
def article_recogniser(tok2vec: Model[Any, Any], width: int, hidden_width: int) -> Model[Any, Any]:
    """Docs in, one array (tokens, tags) of scores a doc out; ``width`` is the tok2vec's."""
    hidden = Linear(hidden_width, width * 3)
    output = Linear(None, width + hidden_width)
    return Model(
        "article_recogniser",
        _forward,
        init=_init,
        layers=[tok2vec, hidden, output],
        refs={"tok2vec": tok2vec, "hidden": hidden, "output": output},
        dims={"nI": width},
    )


def _init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    model.get_ref("tok2vec").initialize(X=X)
    model.get_ref("hidden").initialize()
    model.get_ref("output").initialize()


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    ops: Any = model.ops
    vectors = ops.flatten(model.get_ref("tok2vec").predict(docs))
    cased, names, groups = name_groups(docs)
    pools = _pool(ops, vectors[cased], names, groups)[names]
    return ops.unflatten(token_scores(model, vectors, cased, pools), [len(doc) for doc in docs]), no_gradient


def token_scores(model: Model[Any, Any], vectors: Any, cased: Any, pools: Any) -> Any:
    """All tokens' scores, ``_BLOCK`` tokens at a time; ``pools`` has a row for each of the ``cased`` tokens."""
    hidden, output = model.get_ref("hidden"), model.get_ref("output")
    width = vectors.shape[1]
    by_own, by_pool = _split(hidden, width)
    out_by_own, out_by_hidden = _split(output, width)
    scores: Any = model.ops.alloc2f(len(vectors), output.get_dim("nO"), zeros=False)
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK]
        first, last = np.searchsorted(cased, (start, start + _BLOCK))
        inner = block @ by_own + hidden.get_param("b")
        inner[cased[first:last] - start] += pools[first:last] @ by_pool
        np.maximum(inner, 0, out=inner)
        part = scores[start : start + _BLOCK]
        np.matmul(block, out_by_own, out=part)
        part += inner @ out_by_hidden
        part += output.get_param("b")
    return scores


def _split(layer: Any, width: int) -> tuple[Any, Any]:
    """A layer's weights, (inputs, outputs): of its first ``width`` inputs, the token's own, and of the others."""
    weights: Any = np.asarray(layer.get_param("W")).T
    return np.ascontiguousarray(weights[:width]), np.ascontiguousarray(weights[width:])


def name_groups(docs: Sequence[Doc]) -> tuple[Any, Any, int]:
    """The tokens (numbered over all docs) with a capital, their groups of equal words, how many groups."""
    arrays = [doc.to_array([ORTH, LOWER]).reshape(-1, 2).astype(np.uint64) for doc in docs]
    words = np.concatenate(arrays)
    cased = np.flatnonzero(words[:, 0] != words[:, 1])
    doc_numbers = np.repeat(np.arange(len(docs), dtype=np.uint64), [len(array) for array in arrays])
    distinct, names = np.unique(words[cased, 1] + doc_numbers[cased] * _DOC_STEP, return_inverse=True)
    return cased, names, len(distinct)


def _pool(ops: Any, rows: Any, names: Any, groups: int) -> Any:
    """(groups, 2 * columns): mean and maximum over the rows of each group."""
    width = rows.shape[1]
    order = np.argsort(names, kind="stable")
    starts = np.searchsorted(names[order], np.arange(groups))
    counts = np.bincount(names, minlength=groups).astype(np.float32)[:, None]
    pool = ops.alloc2f(groups, width * 2)
    if groups:
        pool[:, :width] = np.add.reduceat(rows[order], starts, axis=0) / counts
        pool[:, width:] = np.maximum.reduceat(rows[order], starts, axis=0)
    return pool
