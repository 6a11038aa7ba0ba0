"""Markdown and web pages: the text that a reader sees, title and date."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.reading import Article, Failure, read

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
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(PAGE.encode(encoding))
    article = read_one(tmp_path / "a.html")
    assert isinstance(article, Article), article
    assert (article.title, article.date) == ("A bridge for Faro", "2026-03-04")
    assert "“It is <ours>,” she said." in article.text
    assert f"{PROSE.strip()}\n\n" in article.text
    assert "Sport" not in article.text
    assert "Imprint" not in article.text


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Ana Duarte", "Анна Дуарте")
    (tmp_path / "a.htm").write_bytes(page.encode("cp1251"))
    article = read_one(tmp_path / "a.htm")
    assert isinstance(article, Article)
    assert "Анна Дуарте" in article.text


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><p></p></body></html>", "<" * 5_000, "<a>" * 5_000])
def test_a_page_without_an_article_is_told(tmp_path: Path, page: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(page)
    failure = read_one(tmp_path / "a.html")
    assert isinstance(failure, Failure)
    assert "save its text as .txt" in failure.message


@pytest.mark.parametrize("start", ["", "\n ", "\ufeff", "<?xml version='1.0' encoding='utf-8'?>\n", "<!-- x -->"])
def test_a_page_on_standard_input_is_seen_to_be_one(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("trafilatura")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((start + PAGE).encode())))
    (article,) = read(["-"])
    assert isinstance(article, Article)
    assert article.title == "A bridge for Faro"


def test_without_trafilatura_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(PAGE)
    failure = read_one(tmp_path / "a.html")
    assert isinstance(failure, Failure)
    assert "pip install 'newsextract[html]'" in failure.message
