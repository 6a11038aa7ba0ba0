"""The spaCy component ``news_tok2vec``: spaCy's ``tok2vec`` with its weights mapped into memory, not read.

A start then takes from the disk what its article needs of twelve megabytes, and processes share one copy of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2Vec
from thinc.api import Model

_WEIGHTS = "weights.npy"
_ALIGNED_TO = 64  # bytes: a line of the processor's cache


@Language.factory("news_tok2vec", assigns=["doc.tensor"])
def make_tok2vec(nlp: Language, name: str, model: Model[Any, Any]) -> NewsTok2Vec:
    """The factory of ``nlp.add_pipe("news_tok2vec")``."""
    return NewsTok2Vec(nlp.vocab, model, name)


class NewsTok2Vec(Tok2Vec):
    """Writes ``doc.tensor``. Its folder holds one .npy file: a record whose fields are the model's arrays."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's arrays to the folder; the rest of the model is in the pipeline's config."""
        arrays = {name: array for name, array, _ in _arrays(self.model)}
        formats = [(array.dtype, array.shape) for array in arrays.values()]
        *offsets, end = accumulate((-(-one.nbytes // _ALIGNED_TO) * _ALIGNED_TO for one in arrays.values()), initial=0)
        layout: Any = {"names": list(arrays), "formats": formats, "offsets": offsets, "itemsize": end}
        record: Any = np.zeros(1, dtype=np.dtype(layout))
        for name, array in arrays.items():
            record[name] = array
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _WEIGHTS, record)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NewsTok2Vec:
        """Map the folder's arrays; what is changed in them stays in memory.

        Raises ValueError for another model's, and for a file that is missing or damaged.
        """
        file = Path(path) / _WEIGHTS
        try:
            record = np.load(file, mmap_mode="c")
        except (OSError, EOFError, ValueError) as error:
            raise ValueError(f"{file} is missing, damaged or cannot be mapped into memory ({error})") from error
        wanted = list(_arrays(self.model))
        if [name for name, *_ in wanted] != list(record.dtype.names):
            raise ValueError(f"{path}: not the weights of this model")
        for name, _, put in wanted:
            put(np.asarray(record[name])[0])
        return self


def _arrays(model: Model[Any, Any]) -> Iterator[tuple[str, Any, Callable[[Any], Any]]]:
    """Each array of the model: a name, the array (None if not set yet), what puts another in its place."""
    for place, node in enumerate(model.walk()):
        for name in node.param_names:
            array = node.get_param(name) if node.has_param(name) else None
            yield f"{place}.{name}", array, partial(node.set_param, name)
        for name, value in node.attrs.items():
            if isinstance(value, np.ndarray):
                yield f"{place}.{name}", value, partial(node.attrs.__setitem__, name)
