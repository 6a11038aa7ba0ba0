from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import thinc.api

from newsextract import Extractor, load
from newsextract.extraction import blas
from newsextract.network import encoding, recogniser
from newsextract.quotes.parsing import Steps

threadpoolctl = pytest.importorskip("threadpoolctl")

TEXT = "“The road is shut,” said Ana Duarte, 51, who flew from Portugal to Kenya."


def test_only_our_pipelines_products_are_changed(extractor: Extractor) -> None:
    models: list[Any] = [getattr(part, "model", None) for _, part in extractor.nlp.pipeline]
    nodes = [node for model in models if model for node in model.walk()]
    assert nodes
    assert not any(node.ops.use_blis for node in nodes)
    everyone_elses: Any = thinc.api.get_current_ops()
    assert everyone_elses.use_blis


def threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """BLAS has three threads, as on a larger machine, and nobody has asked for a number."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    threadpoolctl.OpenBLASController.clear_controlling_thread(force=True)
    threadpoolctl.threadpool_limits(limits=3, user_api="blas")
    threadpoolctl.OpenBLASController.clear_controlling_thread(force=True)
    assert threads() <= {3}
    if not threads():
        pytest.skip("threadpoolctl does not know this machine's BLAS")


@pytest.fixture
def elsewhere() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Runs a function in another thread, the same one each time, and gives what it returns."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda function: pool.submit(function).result(60)


def test_blas_has_one_thread_within_and_what_it_had_outside() -> None:
    with blas.one_thread():
        assert threads() == {1}
        with blas.one_thread():
            assert threads() == {1}
        assert threads() == {1}
    assert threads() == {3}


def test_so_it_has_in_any_thread(elsewhere: Callable[..., Any]) -> None:
    def inside() -> set[int]:
        with blas.one_thread():
            return threads()

    assert [inside(), elsewhere(inside), inside(), elsewhere(inside)] == [{1}] * 4
    assert threads() == elsewhere(threads) == {3}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_in_two_threads_the_last_gives_back_what_it_was(
    order: tuple[int, int], elsewhere: Callable[..., Any]
) -> None:
    contexts = [blas.one_thread() for _ in range(2)]
    run: list[Callable[..., Any]] = [lambda function: function(), elsewhere]
    for place in (0, 1):
        run[place](contexts[place].__enter__)
    first, last = order
    run[first](lambda: contexts[first].__exit__(None, None, None))
    assert threads() == elsewhere(threads) == {1}
    run[last](lambda: contexts[last].__exit__(None, None, None))
    assert threads() == elsewhere(threads) == {3}


def test_a_number_of_threads_asked_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    with blas.one_thread():
        assert threads() == {3}


WAYS: dict[str, Callable[[Extractor], object]] = {
    "extractor(text)": lambda extractor: extractor(TEXT),
    "extractor.pipe": lambda extractor: list(extractor.pipe([TEXT, TEXT])),
    "nlp(text)": lambda extractor: extractor.nlp(TEXT),
    "nlp.pipe": lambda extractor: list(extractor.nlp.pipe([TEXT, TEXT])),
}


@pytest.fixture(scope="module")
def unasked() -> Extractor:
    """Loaded where nobody has asked for a number of threads."""
    with pytest.MonkeyPatch.context() as patch:
        for name in blas.THREADS_ASKED_FOR:
            patch.delenv(name, raising=False)
        return load()


@pytest.mark.parametrize("way", WAYS)
def test_every_product_of_the_pipeline_is_worked_out_in_one_thread(
    way: str, unasked: Extractor, elsewhere: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[int]] = {}

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*arguments: Any) -> Any:
            seen[name] = seen.get(name, set()) | threads()
            return function(*arguments)

        return watch

    for owner, name in ((encoding, "products"), (recogniser, "token_scores"), (Steps, "scores")):
        monkeypatch.setattr(owner, name, watched(f"{owner.__name__}.{name}", getattr(owner, name)))
    monkeypatch.setattr(thinc.api.NumpyOps, "softmax", watched("softmax", thinc.api.NumpyOps.softmax))

    def extract() -> None:
        WAYS[way](unasked)

    for run in (extract, lambda: elsewhere(extract)):
        seen.clear()
        run()
        assert len(seen) >= 3
        assert set().union(*seen.values()) == {1}, seen
        assert threads() == {3}


def test_between_two_docs_it_is_given_back(unasked: Extractor) -> None:
    for _ in unasked.nlp.pipe([TEXT] * 3, batch_size=1):
        assert threads() == {3}
