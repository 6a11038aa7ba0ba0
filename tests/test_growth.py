from __future__ import annotations

import re
from pathlib import Path

import hypothesis
import pytest

from tests.growth import grows_in_line


def test_what_is_linear_passes_and_what_is_quadratic_does_not() -> None:
    grows_in_line(lambda size: lambda: re.findall("a", "a" * size), 20_000)
    with pytest.raises(AssertionError, match="4 times the size takes"):
        grows_in_line(lambda size: lambda: re.findall("a*b", "a" * size), 400)


TESTS = Path(__file__).parent
CLOCK = re.compile(r"\b(monotonic|perf_counter|process_time|thread_time|ru_[us]time|os\.times|time\.time)\b")
READERS = {"browser.py", "growth.py", "process.py", "test_growth.py"}
"""They wait for something at most so long, or measure twins. Seconds are for people: in benchmarks/ and stress/."""


def test_no_test_depends_on_seconds() -> None:
    files = [file for file in TESTS.rglob("*.py") if file.relative_to(TESTS).parts[0] not in ("benchmarks", "stress")]
    assert {file.name for file in files if CLOCK.search(file.read_text("utf-8"))} == READERS
    assert hypothesis.settings().deadline is None
