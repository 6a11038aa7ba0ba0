"""The paragraphs of a web page: the article, and nothing that stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsextract.reading import Article, read
from newsextract.reading.html.pages import article_paragraphs, tree_of, with_paragraphs
from tests.reading.test_pages import PAGE, PROSE


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["- 30 boats left.", "-", "A boat - the last - came."], ["30 boats left.", "A boat - the last - came."]),
        (["| Ana Duarte | PT |", "|---|---|", "|  |  |"], ["Ana Duarte | PT"]),
        ([r"| One \| two | three |", "a | b", "|-- src"], ["One | two | three", "a | b", "|-- src"]),
        (["Read more: A bridge for Faro", "READ MORE: It opened", "(MORE: The boats)"], []),
        (
            ["Related: A river", "See also: A river", "See also the river.", "Related matters wait."],
            ["See also the river.", "Related matters wait."],
        ),
        (["Advertisement", "Continue Reading", "Related", "Sponsored Ads", "She read more."], ["She read more."]),
        (["Editors’ Recommendations:", "- A boat", "- A river", "The end.", "- A list."], ["The end.", "A list."]),
        (["More from The Paper", "- A boat", "More from the mayor came."], ["More from the mayor came."]),
        (["More from the mayor:", "We build."], ["More from the mayor:", "We build."]),
        (["© 2019 The Paper", "™ & © 2013 The Paper, Inc. All rights reserved.", "Copyright 2020 The Paper"], []),
        (
            ["Copyright is the matter, in 2020.", "Loading weather data ...", "Loading took days."],
            ["Copyright is the matter, in 2020.", "Loading took days."],
        ),
        (["Read more: " + PROSE * 2], ["Read more: " + (PROSE * 2).strip()]),
        (["- Advertisement", "- 30 boats left."], ["30 boats left."]),
        (["", "  ", "One. "], ["One."]),
    ],
)
def test_parts_of_the_page_are_left_out(lines: list[str], paragraphs: list[str]) -> None:
    assert article_paragraphs(lines) == paragraphs


def text_of(path: Path, body: str) -> str:
    path.write_text(PAGE.replace("</article>", f"{body}</article>"), encoding="utf-8")
    (article,) = read([str(path)])
    assert isinstance(article, Article), article
    return article.text


def test_a_page_gives_its_article_without_links_to_others(tmp_path: Path) -> None:
    text = text_of(
        tmp_path / "a.html",
        f"<p>Read more: Mayor Rui Costa resigns</p><ul><li>30 boats were there, the mayor said at noon.</li></ul>"
        f"<p>{PROSE}</p><p>Advertisement</p><p>© 2026 The Paper</p>",
    )
    assert "\n\n30 boats were there" in text
    assert not any(part in text for part in ("Rui Costa", "Advertisement", "©"))


WEB_LINES = [
    "READ MORE: Mayor Rui Costa resigns",
    "WATCH BELOW: Rui Costa reports on the new ferry",
    "WATCH: Rui Costa explains the vote",
    "RELATED: Rui Costa and the river",
    "Listen: Rui Costa on the harbour",
    "More on this story: Rui Costa on the budget",
    "Don’t miss: Rui Costa on the budget",
    "Tags: Rui Costa, Faro",
    "Updated: March 5, 2026 at 9:30 p.m. EST",
    "Last updated 5 hours ago",
    "Published Mar. 4, 2026 • 3 min read",
    "Facebook Twitter WhatsApp Email Print",
    "Share this article via Telegram",
    "Sign up for our newsletter with Rui Costa",
    "Enter your email address to hear from Rui Costa",
    "This advertisement has not loaded yet.",
    "<a href='/b'>Rui Costa to run for mayor of Faro</a>",
    "<strong><a href='/b'>Rui Costa to run for mayor of Faro</a></strong>",
]
OWN_LINES = [
    "Photo: Rui Costa/The Paper",
    "Watch the river, Rui Costa said.",
    "More boats left at 9.",
    "Last Friday",
    "2026",
    "Updated plans were shown on Monday to the town.",
    "Published plans name Rui Costa.",
    "Follow Rui Costa and you see the town.",
    "Share prices fell.",
    "“Read more,” said Rui Costa.",
    "Listen to Rui Costa, she said.",
    "<a href='/b'>Rui Costa</a> said so",
    "Rui Costa: It is ours.",
]


@pytest.mark.parametrize("line", WEB_LINES)
def test_lines_of_the_web_between_paragraphs_are_left_out(tmp_path: Path, line: str) -> None:
    body = f"<p>It is new. {PROSE}</p><p>{line}</p><p>It is old. {PROSE}</p><p>It is long. {PROSE}</p>"
    without = f"<p>It is new. {PROSE}</p><p>It is old. {PROSE}</p><p>It is long. {PROSE}</p>"
    assert text_of(tmp_path / "a.html", body) == text_of(tmp_path / "b.html", without)


@pytest.mark.parametrize("line", OWN_LINES)
def test_lines_of_the_article_like_them_are_read(tmp_path: Path, line: str) -> None:
    body = f"<p>It is new. {PROSE}</p><p>{line}</p><p>It is old. {PROSE}</p><p>It is long. {PROSE}</p>"
    assert f"\n\n{re.sub('<[^>]*>', '', line)}\n\n" in text_of(tmp_path / "a.html", body)


def test_a_page_that_lists_articles_keeps_their_headings(tmp_path: Path) -> None:
    headings = [f"Boat {number} has left the harbour for the river of the north" for number in range(9)]
    stories = "".join(f"<p><a href=/b>{heading}</a></p><p>It is new. {PROSE}</p>" for heading in headings)
    text = text_of(tmp_path / "a.html", stories)
    assert all(f"\n\n{heading}\n\n" in text for heading in headings)


def test_a_piece_of_a_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        f"<DOCUMENT>\n<TYPE>PRESS\n<SEQUENCE>2\n<FILENAME>a-press-release.htm\n<p>{PROSE * 3}</p>"
    )
    (article,) = read([str(tmp_path / "a.html")])
    assert isinstance(article, Article), article
    assert PROSE.strip() in article.text


@pytest.mark.parametrize(
    ("cell", "paragraphs"),
    [
        (f"<p>{PROSE}</p><p>“It is ours,” she said. {PROSE}</p><p>Rain fell. {PROSE}</p>", 3),  # it lays the page out
        ("<p>Ana Duarte</p><p>Rui Costa</p><p>Jo Bloggs</p>", 1),
        (f"<p>{PROSE}</p><p>Rain fell. {PROSE}</p>", 1),
    ],
)
def test_an_article_in_a_table_keeps_its_paragraphs(tmp_path: Path, cell: str, paragraphs: int) -> None:
    (tmp_path / "a.html").write_text(
        f"<html><body><article><h1>A bridge</h1><p>It is new. {PROSE}</p><p>It is long. {PROSE}</p>"
        f"<table><tr><td>{cell}</td><td>17</td></tr></table></article></body></html>"
    )
    (article,) = read([str(tmp_path / "a.html")])
    assert isinstance(article, Article), article
    assert article.text.count("\n\n") - 2 >= paragraphs
    assert (" | 17" in article.text) == (paragraphs == 1)


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("<div><ul></ul>{}<b>now</b> so<p>x</p></div>", ["{}now so", "x"]),
        ("<div><ul></ul>Short.<p>x</p></div>", ["x"]),
        ("<div><ul></ul>{}<br/>{}<p>x</p></div>", ["x"]),
        ("<span><div>box</div>{}<p>x</p></span>", ["x"]),
    ],
)
def test_prose_behind_a_block_becomes_a_paragraph(written: str, paragraphs: list[str]) -> None:
    tree = tree_of(f"<html><body>{written.replace('{}', PROSE)}</body></html>")
    with_paragraphs(tree)
    assert [paragraph.text_content() for paragraph in tree.iter("p")] == [
        paragraph.replace("{}", PROSE) for paragraph in paragraphs
    ]


def test_a_lead_behind_a_box_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><div class=yom-mod><div class=bd><p class=first><div class=yom-art-related><ul>"
        f"<li><a href=/a>A river</a></li></ul></div>It rained. {PROSE}</p><p>It is new. {PROSE}</p>"
        f"<p>It is long. {PROSE}</p><p>It is ours. {PROSE}</p></div></div></body></html>"
    )
    (article,) = read([str(tmp_path / "a.html")])
    assert isinstance(article, Article), article
    assert "It rained." in article.text
    assert "A river" not in article.text
