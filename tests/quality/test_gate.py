"""The gate: no figure on the annotated articles may fall by more than 0.3 below what is pinned."""

from __future__ import annotations

import warnings

import pytest

from newsextract import Extractor
from tests.quality.figures import FIGURES, MAY_FALL, README, measured, moved, pinned, table, with_table
from tests.quality.pin import pins

REPIN = "python tests/quality/pin.py"


def test_no_figure_falls(extractor: Extractor) -> None:
    was, now = pinned(), measured(extractor)
    fell = moved(was, now, -MAY_FALL)
    assert not fell, f"{'; '.join(fell.values())}: see newsextract evaluate tests/quality/gold.jsonl --errors 20"
    if rose := moved(was, now, 0):
        warnings.warn(f"{'; '.join(rose.values())}: pin it with {REPIN}", stacklevel=1)


def test_each_figure_is_pinned() -> None:
    assert list(pinned()) == [figure.name for figure in FIGURES]


@pytest.mark.parametrize(
    ("figure", "fell", "rose"), [(90.0, [], []), (89.7, [], []), (89.6, ["a"], []), (90.1, [], ["a"])]
)
def test_a_figure_may_fall_by_three_tenths(figure: float, fell: list[str], rose: list[str]) -> None:
    assert list(moved({"a": 90.0}, {"a": figure}, -MAY_FALL)) == fell
    assert list(moved({"a": 90.0}, {"a": figure}, 0)) == rose
    assert all(f"from 90.0 to {figure}" in said for said in moved({"a": 90.0}, {"a": figure}, 0).values())


@pytest.mark.parametrize(("down", "pin"), [(False, {"a": 91.0, "b": 80.0}), (True, {"a": 91.0, "b": 79.0})])
def test_pinning_raises_and_lowers_only_when_told(down: bool, pin: dict[str, float]) -> None:
    assert pins({"a": 90.0, "b": 80.0}, {"a": 91.0, "b": 79.0}, down) == pin


def test_the_readme_shows_the_pinned_figures() -> None:
    readme = README.read_text(encoding="utf-8")
    assert table(pinned()) in readme
    assert with_table(readme, pinned()) == readme, f"renew the table with {REPIN}"


def test_a_table_needs_its_markers() -> None:
    with pytest.raises(ValueError, match="marker"):
        with_table("no table here", pinned())
