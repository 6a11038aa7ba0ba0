"""spaCy's window encoder, run over a few thousand tokens at a time, so that its matrices stay in cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import Model


@registry.architectures("newsextract.WindowEncoder.v1")  # type: ignore[untyped-decorator]
def window_encoder(width: int, window_size: int, maxout_pieces: int, depth: int, block: int = 2000) -> Model[Any, Any]:
    """As ``spacy.MaxoutWindowEncoder.v2``; ``block``: at most how many tokens it reads at once."""
    encoder = MaxoutWindowEncoder(width, window_size, maxout_pieces, depth)
    model: Model[Any, Any] = Model(
        "blocks",
        _forward,
        init=_init,
        layers=[encoder],
        attrs={"block": block, "reach": window_size * depth},
        dims={"nO": width},
    )
    return model


def _init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    model.layers[0].initialize(X=X, Y=Y)


def _forward(model: Model[Any, Any], arrays: list[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    encoder = model.layers[0]
    if is_train:
        trained: tuple[list[Any], Callable[[Any], Any]] = encoder(arrays, is_train)
        return trained
    block, reach = model.attrs["block"], model.attrs["reach"]
    parts = [part for array in arrays for part in _parts(array, block, reach)]
    encoded = (array for some in _blocks(parts, block) for array in encoder.predict(some))
    return [_joined(encoded, len(array), block, reach) for array in arrays], lambda d_encoded: d_encoded


def _parts(array: Any, block: int, reach: int) -> Iterator[Any]:
    """The array in parts of ``block`` rows, each with the neighbours that its own rows' windows reach to."""
    for start in range(0, max(1, len(array)), block):
        yield array[max(0, start - reach) : start + block + reach]


def _joined(parts: Iterator[Any], rows: int, block: int, reach: int) -> Any:
    """One array of the next parts' own rows, as many as ``rows``."""
    if rows <= block:
        return next(parts)
    starts = range(0, rows, block)
    return np.concatenate([next(parts)[min(start, reach) :][:block] for start in starts])


def _blocks(arrays: list[Any], size: int) -> Iterator[list[Any]]:
    """The arrays in runs of at most ``size`` rows; a longer one stands alone."""
    block: list[Any] = []
    rows = 0
    for array in arrays:
        if block and rows + len(array) > size:
            yield block
            block, rows = [], 0
        block.append(array)
        rows += len(array)
    if block:
        yield block
