"""Items in runs up to a size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.analysis.grouping import runs


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([0, 0], [[0, 0]]),
        ([4, 4, 4], [[4, 4], [4]]),
        ([5, 5, 1], [[5, 5], [1]]),
        ([3, 40, 3], [[3], [40], [3]]),
    ],
)
def test_runs_up_to_ten(sizes: list[int], expected: list[list[int]]) -> None:
    assert list(runs(sizes, int, 10)) == expected


@given(st.lists(st.integers(0, 20)), st.integers(1, 30))
def test_all_come_in_order_and_none_over_the_size_but_alone(sizes: list[int], most: int) -> None:
    found = list(runs(sizes, int, most))
    assert [size for run in found for size in run] == sizes
    assert all(sum(run) <= most or len(run) == 1 for run in found)


def test_a_full_run_is_out_before_the_next_item_is_asked_for() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for item in (6, 4, 1):
            asked.append(item)
            yield item

    assert next(runs(items(), int, 10)) == [6, 4]
    assert asked == [6, 4]
