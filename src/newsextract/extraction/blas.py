"""How the pipeline's matrix products are computed: by numpy's BLAS, in one thread, for this pipeline alone.

For products as small as ours more threads only cost: each is woken for every product, and waits for the next one
without sleeping.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

THREADS_ASKED_FOR = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def ask_for_one_thread(environment: MutableMapping[str, str]) -> None:
    """Set an environment whose processes load BLAS with one thread: starting another takes 0.05 s each.

    A number that the user has set in one of these variables stays. To be called before numpy is imported.
    """
    if not any(environment.get(name) for name in THREADS_ASKED_FOR):
        environment.update(dict.fromkeys(THREADS_ASKED_FOR, "1"))


def use_numpy_blas(nlp: Language) -> None:
    """Set this pipeline's matrix products to numpy's BLAS, up to three times as fast as thinc's default (blis), and to
    one thread, whoever runs the pipeline: ``Extractor``, ``nlp(text)`` or ``nlp.pipe``.
    """
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        if not model:
            continue
        model._func = one_thread()(model._func)
        for node in model.walk():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


@contextmanager
def one_thread() -> Iterator[None]:
    """A context in which BLAS has one thread. The last of several at once, in any threads, gives the number back.

    A number that the user has set in OPENBLAS_NUM_THREADS or a similar variable stays.
    """
    if any(os.environ.get(name) for name in THREADS_ASKED_FOR):
        yield
        return
    with _lock:
        _limiters.append(_limiters[0] if _limiters else _blas().limit(limits=1))
        _let_any_thread_set_it()
    try:
        yield
    finally:
        with _lock:
            limiter = _limiters.pop()
            if not _limiters:
                limiter.restore_original_limits()
                _let_any_thread_set_it()


_lock = Lock()
_limiters: list[Any] = []  # for each context that is open the limiter that the first of them made


@cache
def _blas() -> Any:
    """The BLAS libraries of this process, looked for once: numpy, which is loaded, brings the one that we use."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


def _let_any_thread_set_it() -> None:
    """Let other threads set the number too: threadpoolctl lets only the one that set it last."""
    from threadpoolctl import OpenBLASController

    OpenBLASController.clear_controlling_thread(force=True)
