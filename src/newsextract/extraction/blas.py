"""How the pipeline's matrix products are computed: by numpy's BLAS, in one thread, for this pipeline alone.

For products as small as ours more threads only cost: each is woken for every product, and waits for the next one
without sleeping.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

OneThread = Callable[[], AbstractContextManager[None]]

THREADS_ASKED_FOR = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def ask_for_one_thread(environment: MutableMapping[str, str]) -> None:
    """Have a process of this environment load BLAS with one thread: starting another takes 0.05 s each.

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
        model._func = partial(_forward, one_thread(), model._func)
        for node in model.walk():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


def _forward(within: OneThread, forward: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    with within():
        return forward(*arguments, **options)


def one_thread() -> OneThread:
    """Makes contexts in which BLAS has one thread; each lasts only as long as our own code runs.

    A number that the user has set in OPENBLAS_NUM_THREADS or a similar variable stays.
    """
    return nullcontext if any(os.environ.get(name) for name in THREADS_ASKED_FOR) else _one_thread


@contextmanager
def _one_thread() -> Iterator[None]:
    """A library in which each thread has a number of its own gets this thread's back when the context ends. Elsewhere
    the number holds for the process: of several contexts at once, in any threads, the last to end gives it back.
    """
    libraries = loaded_libraries()
    before = list(_set_to_one(libraries.of_threads))
    _held.take(libraries.of_process)
    try:
        yield
    finally:
        _held.give_back()
        _restore(before)


class Libraries(NamedTuple):
    """Those in which each thread has a number of its own, and those with one for the process."""

    of_threads: list[Any]
    of_process: list[Any]


@cache
def loaded_libraries() -> Libraries:
    """The BLAS libraries of this process, looked for once: numpy, which is loaded, brings the one that we use."""
    from threadpoolctl import ThreadpoolController

    found = ThreadpoolController().select(user_api="blas").lib_controllers
    apart = [library for library in found if _has_numbers_of_threads(library)]
    return Libraries(apart, [library for library in found if library not in apart])


def _has_numbers_of_threads(library: Any) -> bool:
    return library.internal_api == "mkl" or getattr(library, "threading_layer", "") == "openmp"


def _set_to_one(libraries: list[Any]) -> Iterator[tuple[Any, int]]:
    """Those that had more threads, with their number. One may keep it: threadpoolctl lets nobody but the thread that
    has set a process's number set another, until that thread has given it back.
    """
    for library in libraries:
        number = library.num_threads
        if number != 1:
            _set([(library, 1)])
            if library.num_threads == 1:
                yield library, number


def _restore(numbers: Iterable[tuple[Any, int]]) -> None:
    """Give libraries back their numbers, unless somebody else has set one meanwhile."""
    _set((library, number) for library, number in numbers if library.num_threads == 1)


def _set(numbers: Iterable[tuple[Any, int]]) -> None:
    for library, number in numbers:
        library.set_num_threads(number)
        if hasattr(library, "clear_controlling_thread"):
            library.clear_controlling_thread()  # or no other thread of ours could set it


class _Held:
    """How many contexts hold the process's number, and what it was before the first of them."""

    def __init__(self) -> None:
        self._before: list[tuple[Any, int]] = []
        self._let_go()

    def _let_go(self) -> None:
        self._lock = Lock()
        self._count = 0

    def take(self, libraries: list[Any]) -> None:
        with self._lock:
            if not self._count:
                self._before = list(_set_to_one(libraries))
            self._count += 1

    def give_back(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count:
                _restore(self._before)

    def start_in_child(self) -> None:
        """Give the number back there: the threads that held it, or the lock, did not come along."""
        if self._count:
            _restore(self._before)
        self._let_go()


_held = _Held()
if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_held.start_in_child)
