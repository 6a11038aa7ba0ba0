"""How the pipeline's matrix products are worked out: by numpy's BLAS, in one thread, for this pipeline alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_THREADS_ASKED_FOR = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def ask_for_one_thread(environment: MutableMapping[str, str]) -> None:
    """Have a process of this environment load BLAS with one thread: making and parking more takes 0.05 s each.

    Whoever sets one of these variables keeps that number. For a process of our own, before numpy is imported.
    """
    if not any(environment.get(name) for name in _THREADS_ASKED_FOR):
        environment.update(dict.fromkeys(_THREADS_ASKED_FOR, "1"))


def use_numpy_blas(nlp: Language) -> None:
    """Set this pipeline's matrix products to numpy's BLAS, up to three times as fast as thinc's default (blis)."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if model else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


def one_thread() -> Callable[[], AbstractContextManager[None]]:
    """Makes contexts in which BLAS has one thread: on products as small as ours, more only cost.

    Whoever sets OPENBLAS_NUM_THREADS or its like keeps that number. Call it once numpy is loaded.
    """
    return nullcontext if any(os.environ.get(name) for name in _THREADS_ASKED_FOR) else _one_thread


@contextmanager
def _one_thread() -> Iterator[None]:
    """The number holds for the process: of several such contexts at once, the last to end gives back what it was."""
    with _counting:
        _within.append(_within[0] if _within else _controller().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _counting:
            limit = _within.pop()
            if not _within:
                limit.restore_original_limits()


_counting = Lock()
_within: list[Any] = []


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
