"""spaCy's window encoder, run over a few thousand tokens at a time, so that its matrices stay in cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import Model


@registry.architectures("newsextract.WindowEncoder.v1")  # type: ignore[untyped-decorator]
def window_encoder(width: int, window_size: int, maxout_pieces: int, depth: int, block: int = 4000) -> Model[Any, Any]:
    """As ``spacy.MaxoutWindowEncoder.v2``; ``block``: about how many tokens it reads at once."""
    encoder = MaxoutWindowEncoder(width, window_size, maxout_pieces, depth)
    model: Model[Any, Any] = Model(
        "blocks", _forward, init=_init, layers=[encoder], attrs={"block": block}, dims={"nO": width}
    )
    return model


def _init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    model.layers[0].initialize(X=X, Y=Y)


def _forward(model: Model[Any, Any], arrays: list[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    encoder = model.layers[0]
    if is_train:
        trained: tuple[list[Any], Callable[[Any], Any]] = encoder(arrays, is_train)
        return trained
    encoded = [array for block in _blocks(arrays, model.attrs["block"]) for array in encoder.predict(block)]
    return encoded, lambda d_encoded: d_encoded


def _blocks(arrays: list[Any], size: int) -> Iterator[list[Any]]:
    """The arrays in runs of about ``size`` rows; a longer one stands alone."""
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
