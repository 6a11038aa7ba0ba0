"""The report on an archive in a real browser: sorted, clicked, searched, dark, narrow, by keyboard, on paper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from newsextract import Archive
from newsextract.archive.showing.report import write_report
from tests.archive_asking.making import Known, Told, made
from tests.browser import CHROMIUM, Page

pytest.importorskip("websocket")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)")

NAMES = "[...document.querySelectorAll('#people tbody tr:not([hidden]) b')].map(b => b.textContent)"
SHOWN = "document.querySelector('#panel h2').textContent"
FOCUS = "document.activeElement"


def report(archive: Path, folder: Path) -> Path:
    path = folder / f"{archive.stem}.html"
    with path.open("w", encoding="utf-8") as stream, Archive(archive) as opened:
        write_report(stream, opened, {}, archive.name)
    return path


@pytest.fixture(scope="module")
def path(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(newsroom, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def window(path: Path) -> Iterator[Page]:
    with Page(path) as page:
        yield page


@pytest.fixture
def page(window: Page) -> Page:
    window.value("window.before = true, setTimeout(() => location.reload()), 0")
    window.wait("!window.before && document.readyState === 'complete' && !!document.querySelector('#panel h2')")
    return window


def test_the_first_person_is_shown_with_quotes_and_companions(page: Page) -> None:
    assert page.value(SHOWN) == page.value(NAMES)[0] == "Ana Duarte"
    assert "60 articles" in page.value("document.querySelector('#panel .counts').textContent")
    assert page.value("document.querySelectorAll('#panel .quotes mark').length") == 20
    assert 10 <= page.value("document.querySelectorAll('#panel .quotes li').length") < 20  # two may be in a sentence
    assert "The newest 20 of 84" in page.value("document.querySelector('#panel .quotes .note').textContent")
    assert page.value("document.querySelector('#panel .appears-with b').textContent") == "Kaja Tamm"
    assert page.value("document.querySelector('#panel .quotes a').href").startswith("https://news.example/")


def test_a_click_shows_whom_was_clicked(page: Page) -> None:
    page.point("#people tbody tr:nth-child(3) td.figure:nth-child(3)", click=True)  # anywhere in the row
    assert page.value(SHOWN) == page.value(NAMES)[2]
    assert page.value("document.querySelector('tr.here b').textContent") == page.value(SHOWN)
    page.value("document.querySelector('#panel').scrollTo(0, 0)")
    companion = page.value("document.querySelector('#panel .appears-with b').textContent")
    page.point("#panel .appears-with button", click=True)
    assert page.value(SHOWN) == companion


def test_columns_sort_down_up_and_by_name(page: Page) -> None:
    quotes = "[...document.querySelectorAll('#people tbody tr')].map(r => Number(r.cells[3].dataset.value))"
    page.value("document.querySelector('#people').scrollIntoView()")
    page.point("#people th:nth-child(4) button", click=True)
    assert page.value(quotes) == sorted(page.value(quotes), reverse=True)
    assert page.value("document.querySelector('#people th:nth-child(4)').ariaSort") == "descending"
    page.point("#people th:nth-child(4) button", click=True)
    assert page.value(quotes) == sorted(page.value(quotes))
    page.point("#people th:nth-child(1) button", click=True)
    assert page.value(NAMES) == sorted(page.value(NAMES))
    assert page.value("document.querySelectorAll('#people th[aria-sort]').length") == 1


def test_search_finds_people_countries_and_quotes(page: Page) -> None:
    page.press("/")
    page.type("lefevre")
    page.wait(f"{NAMES}.length === 1")
    assert page.value(NAMES) == ["Pierre Lefèvre"]
    page.press("Escape")
    assert len(page.value(NAMES)) == 12
    page.type("gas winters")
    said = "[...document.querySelectorAll('#hits mark')].map(m => m.textContent)"
    page.wait(f"{said}.length > 3")
    assert "We have gas for two winters, not for three," in page.value(said)
    assert (
        page.value("document.querySelector('#hits code').textContent") == "newsextract quotes newsroom.db gas winters"
    )
    assert page.value("document.querySelector('#people .none').hidden") is False
    page.press("Escape")
    page.type("est")
    countries = "[...document.querySelectorAll('#countries tbody tr:not([hidden]) b')].map(b => b.textContent)"
    page.wait(f"{countries}.length === 1")
    assert page.value(countries) == ["Estonia"]


def test_what_is_counted_opens_and_is_found_by_search(page: Page) -> None:
    page.value("document.querySelector('#numbers').scrollIntoView()")
    page.point("#numbers tbody tr:first-child summary b", click=True)
    first = "document.querySelector('#numbers tbody tr')"
    assert page.value(f"{first}.querySelector('details').open && {first}.querySelector('li').checkVisibility()")
    assert page.value(f"{first}.querySelector('mark').textContent") in page.value(
        f"{first}.querySelector('li').textContent"
    )
    page.press("/")
    page.type("talks took")
    found = "[...document.querySelectorAll('#hits ul:last-of-type blockquote')].map(one => one.textContent)"
    page.wait(f"{found}.length > 0 && document.querySelectorAll('#hits h2').length === 2")
    assert all(sentence.startswith("The talks took ") for sentence in page.value(found))
    commands = page.value("[...document.querySelectorAll('#hits code')].map(one => one.textContent)")
    assert commands[-1] == "newsextract numbers newsroom.db talks took"
    page.press("Escape")
    assert page.value("document.querySelector('#hits').hidden")


def test_the_keyboard_does_it_all(page: Page) -> None:
    page.value("document.querySelector('.skip').focus()")
    reached = []
    for _ in range(20):
        page.press("Tab")
        reached.append(page.value(f"{FOCUS}.id || {FOCUS}.tagName + ' ' + {FOCUS}.className"))
    assert {"search", "SUMMARY ", "BUTTON ", "BUTTON person"} <= {*reached}
    page.value("document.querySelectorAll('#people .person')[4].focus()")
    page.press("Enter")
    assert page.value(SHOWN) == page.value(NAMES)[4]
    page.value("document.querySelector('#people th:nth-child(3) button').focus()")
    page.press("Enter")
    assert page.value("document.querySelector('#people th:nth-child(3)').ariaSort") == "descending"


def test_a_person_has_an_address(page: Page) -> None:
    """A link opens the person; back and forth go among those who were looked at."""
    third = page.value("document.querySelectorAll('#people .person')[2].dataset.person")
    page.go_to(f"#person-{third}")
    page.wait(f"{SHOWN} === {NAMES}[2]")
    assert page.value("document.querySelector('#panel .link').href").endswith(f".html#person-{third}")
    page.point("#people tbody tr:nth-child(2) .person", click=True)
    page.point("#people tbody tr:nth-child(4) .person", click=True)
    assert page.value(SHOWN) == page.value(NAMES)[3]
    for step, place in (("back", 1), ("back", 2), ("forward", 1)):
        page.value(f"history.{step}()")
        page.wait(f"{SHOWN} === {NAMES}[{place}]")
    page.value("document.querySelector('.skip').click()")
    page.wait("location.hash === '#people'")
    assert page.value(SHOWN) == page.value(NAMES)[1]
    page.go_to("#person-99999")
    page.wait("document.querySelector('#panel .note').textContent.includes('not on this page')")
    assert page.value("document.querySelectorAll('h2:not([id]), h3:not([id])').length") == 0
    ids = page.value("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len({*ids}) == len(ids)
    page.go_to("")


def test_the_focus_goes_to_the_panel_and_comes_back(page: Page) -> None:
    page.value("document.querySelectorAll('#people .person')[1].focus()")
    page.press("Enter")
    assert page.value(f"{FOCUS}.id") == "panel"
    page.press("Tab")
    assert page.value(f"panel.contains({FOCUS})")
    assert page.value(f"getComputedStyle({FOCUS}).outlineStyle") == "solid"
    page.press("Escape")
    assert page.value(f"{FOCUS}.textContent").startswith(page.value(NAMES)[1])


def test_arrows_go_through_a_list(page: Page) -> None:
    name = f"{FOCUS}.querySelector('b').textContent"
    page.press("/")
    page.press("ArrowDown")
    assert page.value(name) == page.value(NAMES)[0]
    page.press("ArrowDown")
    page.press("ArrowDown")
    assert page.value(name) == page.value(NAMES)[2]
    page.press("ArrowUp")
    assert page.value(name) == page.value(NAMES)[1]
    page.value("document.querySelector('#panel .appears-with button').focus()")
    page.press("ArrowDown")
    assert page.value(name) == page.value("document.querySelectorAll('#panel .appears-with b')[1].textContent")


def test_months_have_a_bar_and_a_row_each(page: Page) -> None:
    assert page.value("document.querySelectorAll('#months .bar').length") == 30
    assert page.value("document.querySelectorAll('#months li').length") == 30
    labels = (
        "[...document.querySelectorAll('#months text')].map(t => t.getBoundingClientRect()).map(b => [b.left, b.right])"
    )
    ends = page.value(labels)
    assert len(ends) == 3
    assert all(one[1] < other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize(("width", "dark"), [(390, False), (320, True), (1280, True)])
def test_a_narrow_and_a_dark_window(path: Path, width: int, dark: bool) -> None:
    with Page(path, width, dark) as page:
        assert page.value("document.documentElement.scrollWidth") <= width
        red = page.value("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        assert (red < 60) is dark
        assert page.value("getComputedStyle(panel).visibility") == ("visible" if width > 600 else "hidden")


def test_on_a_phone_the_person_comes_up_and_goes_away(path: Path) -> None:
    with Page(path, 390) as page:
        page.value("document.querySelector('#people').scrollIntoView()")
        page.point("#people tbody tr:nth-child(2) .person", click=True)
        page.wait("getComputedStyle(panel).visibility === 'visible'")
        assert page.value(SHOWN) == page.value(NAMES)[1]
        assert page.value(f"{FOCUS}.id") == "panel"
        box = page.value(
            "(b => [b.left, b.top, innerWidth - b.right, innerHeight - b.bottom])(panel.getBoundingClientRect())"
        )
        assert min(box) >= 0
        page.press("Escape")
        page.wait("getComputedStyle(panel).visibility === 'hidden'")
        assert page.value(f"{FOCUS}.textContent").startswith(page.value(NAMES)[1])


def test_on_paper_nothing_is_there_that_must_be_clicked(page: Page) -> None:
    page.on_paper()
    seen = ".filter(e => e.getClientRects().length).length"
    assert page.value(f"[...document.querySelectorAll('.search, .more, .close, .skip, .link')]{seen}") == 0
    assert page.value("getComputedStyle(panel).position") == "static"
    assert page.value("document.querySelector('#panel .quotes').getClientRects().length") == 1
    page._call("Emulation.setEmulatedMedia", media="")


def test_no_text_of_an_article_acts(named: Path, tmp_path: Path) -> None:
    with Page(report(named, tmp_path)) as page:
        assert "=cmd()" in page.value(NAMES)
        page.value("[...document.querySelectorAll('#people .person')].find(p => p.textContent.includes('cmd')).click()")
        assert page.value(SHOWN) == "=cmd()"
        assert page.value("document.querySelector('#panel mark').textContent") == "</script><script>alert(1)</script>"
        assert page.value("document.querySelectorAll('#panel b, #panel i, main i').length") == 0
        assert page.value("document.querySelectorAll('script').length") == 2
        assert "\x1b" not in page.value("document.body.textContent")


def test_a_quote_that_is_unsure_has_a_mark_that_is_explained(tmp_path: Path) -> None:
    """Beside the quote, also in what a search finds; without one nothing is explained."""
    ana = Known("Ana Duarte", says=[("We stay", 0.79), ("We go", 0.8), "It rained"])
    made(tmp_path / "a.db", [Told([ana, Known("Bo Lee", says=["I left"])])])
    with Page(report(tmp_path / "a.db", tmp_path)) as page:
        texts = "[...document.querySelectorAll('{} blockquote, {} .note')].map(one => one.textContent)"
        said = ["“We stay” ? was said.", "“We go” was said.", "“It rained” was said."]
        assert page.value(texts.format("#panel .quotes", "#panel .quotes")) == [*said, "? less sure than 0.8"]
        assert page.value("document.querySelector('#panel abbr').title") == "? less sure than 0.8"
        page.value("search.value = 'stay', search.dispatchEvent(new Event('input'))")
        assert page.value(texts.format("#hits", "#hits"))[:2] == [said[0], "? less sure than 0.8"]
        page.value("search.value = 'rained', search.dispatchEvent(new Event('input'))")
        assert "less sure" not in "".join(page.value(texts.format("#hits", "#hits")))
        page.value("search.value = '', search.dispatchEvent(new Event('input'))")
        page.point("#people tbody tr:nth-child(2) .person", click=True)
        assert page.value(texts.format("#panel .quotes", "#panel .quotes")) == ["“I left” was said."]


def test_nothing_is_fetched(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not [part for part in ("<link", "<img", "<iframe", "@import", "url(", "fetch(") if part in text]
    assert path.stat().st_size < 500_000
    if folder := os.environ.get("PICTURES"):  # to be looked at
        with Page(path) as page:
            Path(folder, "report.png").write_bytes(page.picture())
