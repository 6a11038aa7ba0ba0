from __future__ import annotations

from typing import Any

import pytest
import thinc.api

from newsextract import Extractor
from newsextract.extraction import blas


def test_only_our_pipelines_products_are_changed(extractor: Extractor) -> None:
    models: list[Any] = [getattr(part, "model", None) for _, part in extractor.nlp.pipeline]
    nodes = [node for model in models if model for node in model.walk()]
    assert nodes
    assert not any(node.ops.use_blis for node in nodes)
    everyone_elses: Any = thinc.api.get_current_ops()
    assert everyone_elses.use_blis


def threads() -> set[int]:
    threadpoolctl = pytest.importorskip("threadpoolctl")
    return {pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}


def test_blas_has_one_thread_within_and_what_it_had_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    before = threads()
    with blas.one_thread()():
        assert threads() == {1}
    assert threads() == before


def test_the_last_of_several_gives_back_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    threadpoolctl = pytest.importorskip("threadpoolctl")
    with threadpoolctl.threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        first, second = blas.one_thread()(), blas.one_thread()()  # of two Extractors, in two threads
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert threads() == {1}
        second.__exit__(None, None, None)
        assert threads() == before


def test_a_number_of_threads_asked_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    before = threads()
    with blas.one_thread()():
        assert threads() == before
