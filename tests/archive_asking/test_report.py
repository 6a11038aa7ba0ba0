"""The report on an archive as text: what it holds of a large one, and what it says of the rest."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from newsextract.archive.asking.asking import Narrowed
from newsextract.archive.showing.report import NUMBERS, write_report
from tests.archive_asking.making import Known, Told, made

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def report(archive: Path, where: Narrowed | None = None) -> str:
    page = archive.with_suffix(".html")
    with page.open("w", encoding="utf-8") as stream, Archive(archive) as opened:
        write_report(stream, opened, where or {}, archive.name)
    return page.read_text(encoding="utf-8")


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id=data>(.*?)</script>', page)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_a_large_archive_is_shown_in_part_and_the_page_says_so(tmp_path: Path) -> None:
    """260 people with 25 quotes of 1000 letters each, and titles and addresses that are as long."""
    people = [
        Known(f"{a}{b}{a}n Mar{b}{a}kin".title(), says=[f"{n} " + "word " * 200 for n in range(25)])
        for a in LETTERS
        for b in "aeioubcdfg"
    ]
    archive = made(
        tmp_path / "large.db",
        [Told([person], "2025-01-01", title="t" * 5000, url="https://x.example/" + "u" * 5000) for person in people],
        settled=False,
    )
    with Archive(archive) as opened:
        count = opened.count_found()["people"]
    page = report(archive)
    assert count == 260
    assert len(page.encode()) < 5_000_000
    assert f"150 of {count}: those of most articles and of most quotes" in page
    people_shown = data(page)["people"].values()
    assert len(people_shown) == 150
    assert {person["shown"] for person in people_shown} == {20}
    assert all(person["quotes"][0]["url"] is None for person in people_shown)
    assert "newsextract summary large.db --person NAME" in page


def test_it_can_be_of_a_part(newsroom: Path) -> None:
    page = report(newsroom, {"since": "2025", "until": "2025", "country": "Estonia"})
    with Archive(newsroom) as archive:
        summary = archive.summary(since="2025", until="2025", country="EE")
    assert f"<dt>articles</dt><dd>{summary.articles}</dd>" in page
    assert {person["months"]["counts"][0][0][:4] for person in data(page)["people"].values()} == {"2025"}


@pytest.mark.parametrize(
    ("last", "one", "bars", "named"),
    [
        ("1019-12", "month", 240, "1018"),
        ("1020-01", "year", 21, "1018"),
        ("1239-01", "year", 240, "1216"),
        ("1240-06-30", "decade", 25, "1240s"),
        ("2999-12-31", "decade", 200, "2840s"),
    ],
)
def test_many_years_have_no_more_bars_than_a_page_can_show(
    last: str, one: str, bars: int, named: str, tmp_path: Path
) -> None:
    articles = [Told([Known("Ana Duarte")], date) for date in ("1000-01-01", "1000-02", last)]
    page = report(made(tmp_path / "a.db", articles))
    assert f">Articles by {one}</h2>" in page
    assert page.count("<rect class=bar ") == page.count("<li><span>") == bars
    assert f">{named}</text>" in page
    assert len(page) < 200_000
    assert all(len(person["months"]["counts"]) <= bars for person in data(page)["people"].values())


def test_one_is_counted_as_one(tmp_path: Path) -> None:
    """Everywhere on the page: in the headline's figures, in the tips of the bars."""
    page = report(made(tmp_path / "a.db", [Told([Known("Ana Duarte", says=["Yes"])], "2025-01-01")]))
    for noun in ("article", "person", "quote"):
        assert f"<dt>{noun}</dt><dd>1</dd>" in page
    assert "<title>2025-01: 1 article</title>" in page
    assert not re.search(r"\b1 [a-z]+s\b", page.partition("<script>")[2].partition("<header")[2])


@pytest.mark.parametrize("articles", [[], [Told()]])
def test_an_archive_of_nothing_has_a_page_too(articles: list[Told], tmp_path: Path) -> None:
    page = report(made(tmp_path / "a.db", articles))
    assert page.count("None found.") == 2
    assert "Who appears with whom" not in page
    assert "No article has a date" in page
    assert data(page)["people"] == {}


def test_company_is_of_two_articles_or_more(tmp_path: Path) -> None:
    ana, bo, cy = (Known(name) for name in ("Ana Duarte", "Bo Lee", "Cy Young"))
    archive = made(tmp_path / "a.db", [Told([ana, bo, cy]), Told([ana, bo])])
    page = report(archive)
    assert page.count("<tr data-text") == 3 + 1
    assert '<tr data-text="Ana Duarte Bo Lee">' in page
    assert "Who appears with whom" not in report(made(tmp_path / "b.db", [Told([ana, bo, cy])]))


def test_a_page_can_be_about_a_person(tmp_path: Path) -> None:
    """Who is with them in their articles, and what all say there; it opens at the person who was asked for."""
    ana, bo = Known("Ana Duarte", says=["Yes"]), Known("Bo Lee", aliases=["Lee"], says=["No"])
    path = made(tmp_path / "a.db", [Told([bo, ana], "2025-01-01"), Told([Known("Bo Lee", says=["Why"])], "2025-02-01")])
    page = report(path, {"person": "Ana Duarte"})
    assert "<dt>article</dt><dd>1</dd>" in page
    first, second = data(page)["people"].values()
    assert re.findall('<tr data-text="(.*?) ">', page) == ["Ana Duarte", "Bo Lee"]  # though he is mentioned more often
    assert {first["name"]: first["quoted"], second["name"]: second["quoted"]} == {"Ana Duarte": 1, "Bo Lee": 1}
    assert re.findall('<tr data-text="(.*?) ">', report(path)) == ["Bo Lee", "Ana Duarte"]


def test_what_is_counted_has_its_newest_sentences(tmp_path: Path) -> None:
    counted = [(number, "percent", "<b>rate</b>", 0.99 if number else 0.4) for number in range(9)]
    path = made(
        tmp_path / "a.db",
        [
            Told(date="2025-01-01", counted=counted, title="<i>", url="https://news.example/1"),
            Told(date="2025-02-01", counted=[(2_500_000, None, "jobs")]),
        ],
    )
    page = report(path)
    assert re.findall('<tr data-text="(.*?)">', page) == ["&lt;b&gt;rate&lt;/b&gt; percent", "jobs "]
    assert page.count("<li><blockquote>") == NUMBERS + 1
    assert "<li><blockquote><mark>1</mark> &lt;b&gt;rate&lt;/b&gt; came.</blockquote><cite>2025-01-01 · <a href" in page
    assert '<abbr title="? less sure than 0.8">?</abbr></blockquote>' in page
    assert '<td class="figure" data-value="2500000"><span>2.5m</span>' in page
    assert "jobs" not in report(path, {"until": "2025-01"}).partition("<script")[2].partition("</main>")[0]
    assert "<h2 id=numbers-heading>" not in report(made(tmp_path / "b.db", [Told([Known("Ana Duarte")])]))


def test_corrections_are_shown_with_their_dates(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", [Told([Known("Ana Duarte")]), Told([Known("<b>Bo</b> Lee")])])
    assert "Corrections" not in report(path)
    with Archive(path) as archive:
        archive.same("Ana Duarte", "<b>Bo</b> Lee")
        [done] = archive.corrections()
    page = report(path)
    assert ">Corrections</h2>" in page
    assert f"<li>Ana Duarte and &lt;b&gt;Bo&lt;/b&gt; Lee are the same <small>{done.date}</small></li>" in page


def test_only_an_item_of_wikidata_is_shown(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", [Told([Known("Ana Duarte")]), Told([Known("Bo Lee")])])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE person SET wikidata = CASE name WHEN 'Bo Lee' THEN 'Q42' ELSE 'Q1/../x' END")
        connection.commit()
    assert {one["name"]: one["wikidata"] for one in data(report(path))["people"].values()} == {
        "Ana Duarte": None,
        "Bo Lee": "Q42",
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//x.example", "data:text/html,x"])
def test_only_addresses_of_the_web_become_links(address: str, tmp_path: Path) -> None:
    page = report(made(tmp_path / "a.db", [Told([Known("Ana Duarte", says=["Yes"])], url=address)]))
    (person,) = data(page)["people"].values()
    assert person["quotes"][0]["url"] is None
    assert person["inside"][0]["url"] is None
