"""Many small cases in one test: a test for each would cost more than the case does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def check_each(cases: Iterable[Case], check: Callable[[Case], object]) -> None:
    """Checks them all, and fails with each case that failed and what was said of it."""
    checked, failed = 0, []
    for case in cases:
        checked += 1
        try:
            check(case)
        except Exception as error:
            failed.append(f"{case}\n    {type(error).__name__}: {error}".replace("\n", "\n    "))
    assert checked, "no cases"
    if failed:
        pytest.fail(f"{len(failed)} of {checked} cases:\n" + "\n".join(failed), pytrace=False)
