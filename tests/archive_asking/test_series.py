"""What is counted most, and its values over time."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsextract import Archive
from newsextract.archive.asking import counting
from newsextract.archive.asking.answers import Values
from tests.archive_asking.making import Told, made

RATE = "interest rate"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rates of some months, tonnes, and one concept in three units."""
    articles = [
        Told(date="2024-01-03", counted=[(4.5, "percent", RATE), (5.5, "percent", "Interest rate")]),
        Told(
            date="2024-01-20", counted=[(5, "percent", RATE), (20, None, "ships")], countries=[("FR", "FRA", "France")]
        ),
        Told(date="2024-03", counted=[(3, "percent", RATE), (7, "EUR", "ships"), (30, None, "ships")]),
        Told(date=None, counted=[(9, "percent", RATE), (1, None, None), (12, "percent", "ships")]),
        Told(date="in May", counted=[(40, None, "ships"), (50, None, "ships")]),
    ]
    return made(tmp_path_factory.mktemp("series") / "a.db", articles)


def test_a_series_has_one_concept_and_unit(archive: Path) -> None:
    with Archive(archive) as opened:
        found = opened.series()
    assert [(one.concept, one.kind, one.unit, one.articles, one.numbers) for one in found] == [
        ("interest rate", "percent", "percent", 4, 5),
        ("ships", "cardinal", None, 3, 4),
        ("ships", "money", "EUR", 1, 1),
        ("ships", "percent", "percent", 1, 1),
    ]
    assert (found[0].least, found[0].median, found[0].most) == (3, 5, 9)
    assert found[0].over_time == (Values("2024-01", 3, 4.5, 5, 5.5), Values("2024-03", 1, 3, 3, 3))
    assert [one.period for one in found[1].over_time] == ["2024-01", "2024-03"]


def test_dates_and_countries_narrow_the_numbers(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few chosen articles and of many alike."""
    with Archive(archive) as opened:
        found = opened.series(since="2024-01", until="2024-01"), opened.series(country="FR")
        assert [[(one.concept, one.articles) for one in of_part] for of_part in found] == [
            [(RATE, 2), ("ships", 1)],
            [(RATE, 1), ("ships", 1)],
        ]
        monkeypatch.setattr(counting, "FEW", 0)
        assert (opened.series(since="2024-01", until="2024-01"), opened.series(country="FR")) == found


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_concepts_are_looked_into_until_no_other_can_come_before(
    limit: int, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(archive) as opened:
        all_series = opened.series()
        monkeypatch.setattr(counting, "AT_ONCE", 1)
        assert opened.series(limit=limit) == all_series[:limit]


def test_a_range_counts_once_with_both_its_ends(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", [Told(date="2024", counted=[((2, 9), None, "boats"), (4, None, "boats")])])
    with Archive(path) as opened:
        assert opened.series()[0].over_time == (Values("2024", 2, 2, 4, 9),)
