"""spaCy's window encoder, computed in numpy: a quarter faster than by thinc's layers, and in less memory.

It reads a few thousand tokens at a time, so that its matrices stay in cache. A layer's pieces lie side by side, not
interleaved, so that the largest is taken by whole rows. The input is the same for each place of a word, so the first
layer's products are computed once per word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import Model

from newsextract.analysis.grouping import runs
from newsextract.network.embedding import initialize_first, no_gradient

_SMALLEST_VARIANCE = 1e-8  # as thinc's layer norm has it


@registry.architectures("newsextract.WindowEncoder.v1")  # type: ignore[untyped-decorator]
def window_encoder(width: int, window_size: int, maxout_pieces: int, depth: int, block: int = 2000) -> Model[Any, Any]:
    """The same function as ``spacy.MaxoutWindowEncoder.v2``; ``block``: the most tokens that it reads at once."""
    encoder = MaxoutWindowEncoder(width, window_size, maxout_pieces, depth)
    model: Model[Any, Any] = Model(
        "blocks",
        _forward,
        init=initialize_first,
        layers=[encoder],
        attrs={"block": block, "reach": window_size * depth},
        dims={"nO": width},
    )
    return model


def _forward(model: Model[Any, Any], arrays: list[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    encoder = model.layers[0]
    block, reach = model.attrs["block"], model.attrs["reach"]
    # each array in parts of ``block`` rows, with the neighbours that its own rows' windows reach to
    starts = ((array, start) for array in arrays for start in range(0, max(1, len(array)), block))
    parts = [array[max(0, start - reach) : start + block + reach] for array, start in starts]
    layers = _layers(encoder)
    encoded = (array for some in runs(parts, len, block) for array in _encoded(some, layers, reach))
    return [_joined(encoded, len(array), block, reach) for array in arrays], no_gradient


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout over a window, a layer norm after it. ``weights`` are (window, pieces x width)."""

    weights: Any
    bias: Any
    pieces: int
    gain: Any
    shift: Any


def _layers(encoder: Model[Any, Any]) -> list[_Layer]:
    maxouts = [node for node in encoder.walk() if node.name == "maxout"]
    norms = [node for node in encoder.walk() if node.name == "layernorm"]
    layers = []
    for maxout, norm in zip(maxouts, norms, strict=True):
        weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
        width, pieces, window = weights.shape
        by_piece = weights.transpose(2, 1, 0).reshape(window, pieces * width)
        layers.append(_Layer(by_piece, bias.T.ravel(), pieces, norm.get_param("G"), norm.get_param("b")))
    return layers


def _encoded(arrays: list[Any], layers: list[_Layer], pad: int) -> list[Any]:
    """What the encoder makes of each array: with ``pad`` rows, zero at first, before, between and after them."""
    gap = np.zeros((pad, arrays[0].shape[1]), dtype=np.float32)
    rows = np.concatenate([gap, *(part for array in arrays for part in (array, gap))])
    for place, layer in enumerate(layers):
        scores = products(rows, layer) if place else _scores_by_word(rows, layer)
        scores += layer.bias
        rows += _normed(reduce(np.maximum, np.split(scores, layer.pieces, axis=1)), layer)
    ends = np.cumsum([len(array) + pad for array in arrays])
    return [rows[end - len(array) : end] for end, array in zip(ends, arrays, strict=True)]


def products(rows: Any, layer: _Layer) -> Any:
    """The products of each row's window: of itself and the rows before and after it, zeros where there is none."""
    count, width = rows.shape
    windows = np.zeros((count, len(layer.weights)), dtype=np.float32)
    for place, (own, others) in enumerate(_neighbours(count, len(layer.weights) // width)):
        windows[own, place * width : (place + 1) * width] = rows[others]
    return windows @ layer.weights


def _scores_by_word(rows: Any, layer: _Layer) -> Any:
    """The products of each row's window, those of equal rows computed once: rows are equal if their first four numbers
    are.
    """
    count, width = rows.shape
    keys = np.ascontiguousarray(rows[:, :4]).view(np.uint64) @ np.array([0x9E3779B97F4A7C15, 1], dtype=np.uint64)
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    products = rows[first] @ layer.weights.reshape(-1, width, layer.weights.shape[1])
    scores = np.zeros((count, layer.weights.shape[1]), dtype=np.float32)
    for product, (own, others) in zip(products, _neighbours(count, len(products)), strict=True):
        scores[own] += product.take(places[others], axis=0)
    return scores


def _neighbours(count: int, window: int) -> Iterator[tuple[slice, slice]]:
    """For each place of a window: the rows that have one there, and which rows those are."""
    for offset in range(-(window // 2), window // 2 + 1):
        start, end = max(0, -offset), max(0, min(count, count - offset))
        yield slice(start, end), slice(start + offset, end + offset)


def _normed(rows: Any, layer: _Layer) -> Any:
    width = rows.shape[1]
    rows -= rows @ np.full((width, 1), 1 / width, dtype=np.float32)  # the mean, four times as fast
    variance = np.einsum("ij,ij->i", rows, rows) / width
    rows *= (1 / np.sqrt(variance + _SMALLEST_VARIANCE))[:, None]
    rows *= layer.gain
    rows += layer.shift
    return rows


def _joined(parts: Iterator[Any], rows: int, block: int, reach: int) -> Any:
    """One array of the next parts' own rows, as many as ``rows``."""
    if rows <= block:
        return next(parts)
    starts = range(0, rows, block)
    return np.concatenate([next(parts)[min(start, reach) :][:block] for start in starts])
