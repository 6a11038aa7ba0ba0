"""Markdown and web pages: the text that a reader sees, title and date."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import Extractor
from newsextract.reading import Article, Failure, Source, read
from newsextract.reading.article import UnreadableError
from newsextract.reading.html.pages import article
from tests.growth import grows_in_line
from tests.process import Command

PROSE = "The mayor of Faro, Ana Duarte, opened a bridge of 120 metres on Monday and thanked those who had built it. "
PAGE = f"""<!DOCTYPE html><html><head><title>A bridge | The Paper</title>
<meta property="og:title" content="A bridge for Faro"><meta property="article:published_time" content="2026-03-04">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>A bridge for Faro</h1>
<p>{PROSE}</p><p>“It is &lt;ours&gt;,” she said. {PROSE}</p></article><footer>Imprint</footer></body></html>"""


def read_one(path: Path) -> Article | Failure:
    (item,) = read([str(path)])
    return item


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One **bold** and *soft* [link](http://x) `code`.", "One bold and soft link code."),
        ("# Head\n\nOne\ntwo.\n\n\n\nThree.\n", "Head\n\nOne\ntwo.\n\nThree."),
        ("- one\n- two\n  - three\n\n> quoted *words*", "one\n\ntwo\n\nthree\n\nquoted words"),
        ("![a picture](x.png) Seen.", "Seen."),
        ("AT&amp;T \\* 5 * 3 = 15, don't", "AT&T * 5 * 3 = 15, don't"),
        ("<div class='x'>Boxed</div>\n\nOne <b>bold</b>.", "Boxed\n\nOne bold."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n\n1\t2"),
        ("```\ncode\n```", "code"),
        ("5 ~~not~~ 6\n\n---\n\nEnd", "5 not 6\n\nEnd"),
        ("", ""),
    ],
)
def test_markdown_as_its_reader_sees_it(tmp_path: Path, written: str, text: str) -> None:
    (tmp_path / "a.md").write_text(written, encoding="utf-8")
    article = read_one(tmp_path / "a.md")
    assert isinstance(article, Article)
    assert article.text.removesuffix("\n") == text


@pytest.mark.parametrize(
    ("written", "title", "date", "text"),
    [
        ('---\ntitle: "A: b"\ndate: 2026-01-02\ntags: x\n---\nOne.', "A: b", "2026-01-02", "One.\n"),
        ("# The *title*\n\nOne.", "The title", None, "The title\n\nOne.\n"),
        ("## Below\n\nOne.", None, None, "Below\n\nOne.\n"),
        ("---\n\nOne.", None, None, "One.\n"),
    ],
)
def test_title_and_date_of_markdown(
    tmp_path: Path, written: str, title: str | None, date: str | None, text: str
) -> None:
    (tmp_path / "a.md").write_text(written, encoding="utf-8")
    assert read_one(tmp_path / "a.md") == Article(str(tmp_path / "a.md"), text, title, date)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab*_[]()<>`#-\n >|~&;!\\", max_size=80))
def test_any_markdown_is_read(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text(written, encoding="utf-8")
    assert isinstance(read_one(path), Article)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_article_of_a_page(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.encode(encoding))
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article), article
    assert (article.title, article.date) == ("A bridge for Faro", "2026-03-04")
    assert "“It is <ours>,” she said." in article.text
    assert f"{PROSE.strip()}\n\n" in article.text
    assert "Sport" not in article.text
    assert "Imprint" not in article.text


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Ana Duarte", "Анна Дуарте")
    (tmp_path / "a.htm").write_bytes(page.encode("cp1251"))
    article = read_one(tmp_path / "a.htm")
    assert isinstance(article, Article)
    assert "Анна Дуарте" in article.text


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><p></p></body></html>", "<" * 5_000, "<a>" * 5_000])
def test_a_page_without_an_article_is_told(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page)
    failure = read_one(tmp_path / "a.html")
    assert isinstance(failure, Failure)
    assert "save its text as .txt" in failure.message


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&#12;", " "),
        ("&#xC;", " "),
        ("&#0012", " "),
        ("\f", " "),
        ("&#1;&#x0b;&#127;&#0;&#xFFFF;\x01\x7f\uffff", "\ufffd"),
        ("&#xD800;&#x110000;", "\ufffd\ufffd"),
        ("It&#146;s &#8220;new&#x201d;", "It’s “new”"),
        ("&#60; &#x1F642; &#233;", "< 🙂 é"),
    ],
)
def test_a_control_character_is_shown_as_a_browser_does(tmp_path: Path, written: str, shown: str) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("“It is", f"A{written}B “It is"), encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article), article
    assert f"A{shown}B “It is <ours>,” she said." in article.text


def test_one_form_feed_does_not_hide_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("Monday", "Monday&#12;"), encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article)
    assert "Ana Duarte" in article.text


SITE = '<meta property="og:site_name" content="%s">'


@pytest.mark.parametrize(
    ("title", "site", "url", "shown"),
    [
        ("A bridge | The Paper", "The Paper", None, "A bridge"),
        ("A bridge - BBC News", "BBC News", None, "A bridge"),
        ("A bridge - BBC News", None, "https://www.bbc.com/news/1", "A bridge"),
        ("A bridge | News | The Paper", "The Paper", None, "A bridge | News"),
        ("A bridge — The Faro Paper Online", "Faro Paper", None, "A bridge"),
        ("A bridge for Faro | Sport", "The Paper", None, "A bridge for Faro"),  # the heading says where it ends
        ("A bridge | A river", "The Paper", "https://paper.example/a", "A bridge | A river"),
        ("Faro - what now", "The Paper", None, "Faro - what now"),
        ("The two-lane bridge", "lane bridge", None, "The two-lane bridge"),
        ("The Paper", "The Paper", None, "The Paper"),
    ],
)
def test_a_title_without_the_name_of_its_site(
    tmp_path: Path, title: str, site: str | None, url: str | None, shown: str
) -> None:
    head = (SITE % site if site else "") + (f'<link rel="canonical" href="{url}">' if url else "")
    page = PAGE.replace('content="A bridge for Faro"', f'content="{title}"').replace("</head>", f"{head}</head>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article)
    assert (article.title, article.url) == (shown, url)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://paper.example/2026/a-bridge">', "https://paper.example/2026/a-bridge"),
        ('<meta property="og:url" content="https://paper.example/a-bridge">', "https://paper.example/a-bridge"),
        ('<link rel="canonical" href="/a-bridge">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ("", None),
    ],
)
def test_the_address_that_a_page_gives_itself(extractor: Extractor, tmp_path: Path, head: str, url: str | None) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("</head>", f"{head}</head>"), encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article)
    record = extractor(article)
    assert (record.id, record.url, record.language) == (str(tmp_path / "a.html"), url, "en")


def test_time_is_in_line_with_the_bars_of_a_title() -> None:
    def reading(bars: int) -> Callable[[], object]:
        page = PAGE.replace('content="A bridge for Faro"', f'content="{"| x " * bars}"').encode()
        return lambda: article(Source("a.html"), page)

    grows_in_line(reading, 12_500)


def authored(author: object, kind: str = "NewsArticle") -> str:
    data = {"@graph": [{"@type": "WebSite", "name": "The Paper"}, {"@type": kind, "headline": "H", "author": author}]}
    return LINKED % json.dumps(data)


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="Jo Bloggs">', "By Jo Bloggs"),
        (lambda: authored({"@type": "Person", "name": "Jo  Bloggs"}), "By Jo Bloggs"),
        (
            lambda: authored(["Jo Bloggs", {"name": "Ann M. Ó Néill"}, "Li Wei"]),
            "By Jo Bloggs, Ann M. Ó Néill and Li Wei",
        ),
        (lambda: authored({"@type": "Organization", "name": "The Paper"}), None),
        (lambda: authored({"@type": "Person", "name": "Jo Bloggs"}, "WebSite"), None),
        (lambda: authored("https://paper.example/jo"), None),
        (lambda: authored("Reuters"), None),
        (lambda: authored("Ana Duarte"), None),  # the text names her
        (lambda: LINKED % '{"@type": "NewsArticle", "author": ', None),
    ],
)
def test_who_wrote_a_page_stands_above_its_text(tmp_path: Path, head: Any, byline: str | None) -> None:
    head = head if isinstance(head, str) else head()
    (tmp_path / "a.html").write_text(PAGE.replace("</head>", f"{head}</head>"), encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article)
    above = "A bridge for Faro\n\n" + (f"{byline}\n\n" if byline else "")
    assert article.text.startswith(f"{above}{PROSE.strip()}")


LINKED = '<script type="application/ld+json">%s</script>'
LONG_PAGES: dict[str, tuple[str, str]] = {  # what is repeated in the head, and in the body
    "nested objects": ('{"@type":"Person","name":"A","author":', ""),
    "nested authors": ('"author":{', ""),
    "persons": ('"@type":"Person"', ""),
    "scripts": (LINKED % '{"author": {"name": "Ann Reed"}}', ""),
    "metas": ('<meta name="author" content="Ann {n} Reed"><meta property="article:tag" content="{n}">', ""),
    "divs": ("", "<div>"),
    "divs with text": ("", "<div>x"),
    "bold": ("", "<b><p>x"),
    "paragraphs": ("", "<p>x</p>"),
    "a definition list": ("", "<dt>x<dd>y"),
    "list items": ("", "<li>x</li>"),
    "headings": ("", "<h1>x</h1>"),
    "cells": ("", "<td>x</td>"),
    "links": ("", "<a href=/x>x</a>"),
    "dates": ("", "<span class=date>2020-01-01</span> 1 May 2020, "),
    "open tags": ("", "<a "),
    "references": ("", "&#12;&amp;&"),
    "line ends": ("", "\n<br>"),
}


def long_page(name: str, size: int) -> bytes:
    head, body = LONG_PAGES[name]
    count = size // len(head or body)
    heads, bodies = ("".join(part.replace("{n}", str(n)) for n in range(count)) for part in (head, body))
    heads = LINKED % heads if head[:1] in ('"', "{") else heads
    return PAGE.replace("</head>", f"{heads}</head>").replace("<nav>", f"{bodies}<nav>").encode()


@pytest.mark.parametrize("name", LONG_PAGES)
def test_time_is_in_line_with_the_page(name: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        page = long_page(name, size)

        def read() -> None:
            with suppress(UnreadableError):
                article(Source("a.html"), page)

        return read

    grows_in_line(reading, 25_000)  # from a few times more on, trafilatura takes out many elements ever more slowly


@pytest.mark.parametrize("tag", ["<div {}>", '<p a="{}">', "<a {}"])
def test_time_is_in_line_with_the_attributes_of_a_tag(tag: str) -> None:
    def reading(attributes: int) -> Callable[[], object]:
        names = " ".join(f"a{n}=1" for n in range(attributes))
        page = PAGE.replace("<nav>", f"{tag.format(names)}x<nav>").encode()
        return lambda: article(Source("a.html"), page)

    grows_in_line(reading, 20_000)


def test_authors_do_not_matter_to_title_and_date(tmp_path: Path) -> None:
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "datePublished": "2026-03-05"'
    authors = ", ".join(['{"@type": "Person", "name": "Ann R"}'] * 300)
    data += f', "author": [{authors}]}}'
    bare = re.sub("<meta[^>]*>", "", PAGE).replace("</head>", f"{LINKED % data}</head>")
    (tmp_path / "a.html").write_text(bare, encoding="utf-8")
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article)
    assert (article.title, article.date) == ("H", "2026-03-05")


def test_hostile_pages_cost_themselves_alone(command: Command, tmp_path: Path) -> None:
    (tmp_path / "json.html").write_bytes(long_page("nested objects", 200_000))
    (tmp_path / "divs.html").write_bytes(long_page("divs", 500_000))
    (tmp_path / "list.html").write_bytes(long_page("list items", 500_000))
    (tmp_path / "good.html").write_text(PAGE, encoding="utf-8")
    done = command("json.html", "divs.html", "list.html", "good.html", "--only", "people")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["json.html", "good.html"]
    assert [line.split(": ")[1] for line in done.stderr.decode().splitlines()] == ["divs.html", "list.html"]


@pytest.mark.parametrize("start", ["", "\n ", "\ufeff", "<?xml version='1.0' encoding='utf-8'?>\n", "<!-- x -->"])
def test_a_page_on_standard_input_is_seen_to_be_one(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((start + PAGE).encode())))
    (article,) = read(["-"])
    assert isinstance(article, Article)
    assert article.title == "A bridge for Faro"


def test_where_trafilatura_does_not_load_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(PAGE)
    failure = read_one(tmp_path / "a.html")
    assert isinstance(failure, Failure)
    assert "web pages need trafilatura, which is not whole" in failure.message
