"""The page in a real browser: looked at, pointed at, clicked and typed at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsextract import Extractor
from newsextract.output.formats.html import HtmlWriter
from newsextract.reading import Article
from tests.browser import CHROMIUM, Page

pytest.importorskip("websocket")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)")

TEXT = """“The talks with <b>France</b> go on, for a bridge that will cost more than 3 million euros,” Ana Duarte said.

Duarte, the mayor of Faro, met Jonas Weber twice. “We go on,” she said.
""" + "\n\n".join(f"Paragraph of nothing, the {n}." for n in "abcdefghijklmnopqrstuvwxyzabcdefgh")
TEXT += "\n\nAt last Duarte left."
HERE = "[...document.querySelectorAll('mark.here')].map(m => m.textContent).join('|')"


@pytest.fixture(scope="module")
def path(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    with path.open("w", encoding="utf-8") as stream:
        writer = HtmlWriter(stream)
        writer.write(Article("a.txt", TEXT), extractor(TEXT, "a.txt"))
        writer.close()
    return path


@pytest.fixture(scope="module")
def page(path: Path) -> Iterator[Page]:
    with Page(path) as page:
        yield page


def test_a_click_in_the_list_jumps_from_mention_to_mention(page: Page) -> None:
    page.point("aside .people a", click=True)
    assert page.value(HERE) == "Ana Duarte"
    page.point("aside .people a", click=True)
    assert page.value(HERE) == "Duarte"
    page.point("aside .people a", click=True)
    assert page.value("document.querySelector('aside .people .count').textContent") == "3/3"
    page.wait("scrollY > 200")
    assert page.value("(b => b.top > 50 && b.bottom < innerHeight)(document.activeElement.getBoundingClientRect())")
    page.press("Escape")
    assert page.value("document.activeElement.closest('section').className") == "people"
    page.press("Enter")
    page.wait("scrollY < 200")
    assert page.value("document.activeElement.textContent") == "Ana Duarte"


@pytest.mark.parametrize(
    ("selector", "says"),
    [
        ("mark.people", "Ana Duarte · mayor of Faro"),
        ("mark.countries", "France · FR FRA · name"),
        ("mark.numbers", "> €3 million · bridge · money"),
        ("mark.quotes", "Ana Duarte · said"),
    ],
)
def test_pointing_at_a_find_says_what_it_is(page: Page, selector: str, says: str) -> None:
    page.point(selector)
    assert page.value("tip.hidden") is False
    assert page.value("tip.textContent").startswith(says)
    box = page.value("(b => [b.left, b.top, innerWidth - b.right])(tip.getBoundingClientRect())")
    assert min(box) >= 0
    page.press("Escape")
    assert page.value("tip.hidden") is True


def test_a_find_inside_a_quote_is_nested_and_clicked_as_itself(page: Page) -> None:
    assert page.value("document.querySelector('mark.quotes mark.countries').textContent") == "France"
    page.point("mark.quotes mark.countries", click=True)
    assert page.value("document.querySelector('aside li.here b').textContent") == "France"


def test_a_kind_can_be_put_out(page: Page) -> None:
    page.point("#show-countries", click=True)
    assert page.value("getComputedStyle(document.querySelector('mark.countries')).textDecorationLine") == "none"
    assert page.value("getComputedStyle(document.querySelector('section.countries')).display") == "none"
    page.point("mark.quotes mark.countries")
    assert page.value("tip.textContent") == "Ana Duarte · said"
    page.point("#show-countries", click=True)
    assert "underline" in page.value("getComputedStyle(document.querySelector('mark.countries')).textDecorationLine")


def test_the_keyboard_reaches_everything(page: Page) -> None:
    page.value("document.activeElement.blur(), document.querySelector('.skip').focus()")
    reached = set()
    for _ in range(40):
        page.press("Tab")
        reached.add(page.value("document.activeElement.tagName + '.' + document.activeElement.className.split(' ')[0]"))
    assert {"INPUT.", "MARK.people", "MARK.quotes", "MARK.numbers", "A."} <= reached


def test_the_text_is_all_there_and_nothing_in_it_is_markup(page: Page) -> None:
    shown = page.value("document.querySelector('.text').textContent")
    assert "".join(shown.split()) == "".join(TEXT.split())
    assert page.value("document.querySelector('.text b')") is None


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_a_narrow_and_a_dark_window(path: Path, width: int, dark: bool) -> None:
    with Page(path, width, dark) as page:
        assert page.value("document.documentElement.scrollWidth") <= width
        list_style = page.value("getComputedStyle(document.querySelector('aside')).overflowX")
        assert list_style == ("auto" if width > 600 else "visible")  # no bar of its own below the text
        red = page.value("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        assert (red < 60) is dark
        beside = page.value(
            "document.querySelector('aside').offsetTop < document.querySelector('.text').getBoundingClientRect().bottom"
        )
        assert beside is (width > 600)
