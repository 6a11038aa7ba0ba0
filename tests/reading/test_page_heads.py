"""What a web page says of its article beside the text: title, date and who wrote it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.reading import Article, read
from newsextract.reading.html.heads import bare_title, people, site_names
from tests.reading.test_pages import LINKED, PAGE, PROSE


@pytest.mark.parametrize(
    ("title", "site", "headings", "shown"),
    [
        ("The Paper | A bridge", "The Paper", [], "A bridge"),
        ("The Paper: A bridge: how long it is", "The Paper", [], "A bridge: how long it is"),
        ("Faro Now | News for you: A bridge", "Faro Now | News for you", [], "A bridge"),
        ("The Paper’s bridge: a tale", "The Paper", [], "The Paper’s bridge: a tale"),
        ("The Paper | ", "The Paper", [], "The Paper | "),
        ("A bridge | TP | 19.01.2020", "The Paper", ["A bridge"], "A bridge"),
        ("A bridge » Local » News", None, ["A bridge"], "A bridge"),
        ("Politics | A bridge", None, ["Politics"], "Politics | A bridge"),  # a section's name
        ("A bridge | The Paper", "The Paper", ["A bridge | The Paper"], "A bridge | The Paper"),
        ("A bridge: it opens at last", None, ["A bridge"], "A bridge: it opens at last"),
        ("A bridge - Your Town - The Paper Online", "The Paper", [], "A bridge - Your Town"),
    ],
)
def test_a_title_is_the_articles_alone(title: str, site: str | None, headings: list[str], shown: str) -> None:
    assert bare_title(title, site_names(site, "https://faro-now.example/a"), headings) == shown


def page_read(path: Path, head: str, page: str = PAGE) -> Article:
    path.write_text(page.replace("</head>", f"{head}</head>"), encoding="utf-8")
    (article,) = read([str(path)])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("", '<p class="date">3 April 2020</p>', "2020-04-03"),
        ("", "<p>The bridge of 2013 fell, and nothing happened until 2017.</p>", None),
        ('<link rel="canonical" href="https://paper.example/2013/faro/8/3/bridge">', "", None),
        ('<link rel="canonical" href="https://paper.example/2013/08/03/bridge">', "", "2013-08-03"),
    ],
)
def test_a_year_is_no_date(tmp_path: Path, head: str, body: str, date: str | None) -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2026-03-04">', "")
    assert page_read(tmp_path / "a.html", head, undated.replace("</h1>", f"</h1>{body}")).date == date


@pytest.mark.parametrize(
    ("author", "named"),
    [
        ("Analysis by Jo Bloggs", ["Jo Bloggs"]),
        ("View all posts by Jo Bloggs", ["Jo Bloggs"]),
        ("Jo Bloggs Senior Faro Correspondent", ["Jo Bloggs"]),
        ("Senior Faro Correspondent", []),
        ("Jo Senior", ["Jo Senior"]),
        ("CNN Senior Faro Analyst", []),
        ("National Desk", []),
        ("Paper Staff", []),
        ("The Faro Paper", []),
        ("Faro Papers", ["Faro Papers"]),
        ("Account You're logged", []),
        ("Jo Bloggs and Ana McReed", ["Jo Bloggs", "Ana McReed"]),
        ("Jo Bloggs Updated", ["Jo Bloggs"]),
        ("Jo Bloggs Link Copied", ["Jo Bloggs"]),
        ("Jo Reed December", ["Jo Reed"]),
        ("Jo ReedJournal New", ["Jo Reed"]),
        ("Jo McCall", ["Jo McCall"]),
        ("Jo Reed Wirral International", ["Jo Reed"]),
        ("Ana Maria Quaig Updated", ["Ana Maria Quaig"]),
        ("The Plain Dealer", []),
        ("See full bio", []),
        ("Jbloggs Com", []),
        ("Ludwig van der Rohe", ["Ludwig van der Rohe"]),
        ("Daniel Faro", ["Daniel Faro"]),
        ("Desk Paper (www.paper.example)", []),
        ("Reuters", []),
    ],
)
def test_who_among_the_authors_is_a_person(author: str, named: list[str]) -> None:
    assert people([author, author], site_names("Faro Paper", "https://danielfaro-blog.example/")) == named


def test_an_author_in_capitals_is_no_second_one() -> None:
    assert people(["Jo Bloggs", "JO BLOGGS", "Rui Costa"], ()) == ["Jo Bloggs", "Rui Costa"]


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("AP", None),  # so Rui Costa, whom the page names as some author, wrote something else
        ("paper.example", None),
        ("By  Ed Hornick, CNN", "By Ed Hornick"),
        ("@paper", "By Rui Costa"),
        ("", "By Rui Costa"),
    ],
)
def test_a_page_by_nobody_has_no_byline(tmp_path: Path, said: str, byline: str | None) -> None:
    page = PAGE.replace("<footer>", '<div class="author"><a rel="author" href="/rui">Rui Costa</a></div><footer>')
    text = page_read(tmp_path / "a.html", f'<meta name="author" content="{said}">', page).text
    above = f"{byline}\n\n" if byline else ""
    assert text.startswith(f"A bridge for Faro\n\n{above}{PROSE.strip()}")


def test_linked_data_with_the_article_in_it_is_read(tmp_path: Path) -> None:
    data: dict[str, Any] = {"@type": "NewsArticle", "articleBody": PROSE * 300, "datePublished": "2026-03-05"}
    data["author"] = {"@type": "Person", "name": "Jo Bloggs"}
    undated = PAGE.replace('<meta property="article:published_time" content="2026-03-04">', "")
    article = page_read(tmp_path / "a.html", LINKED % json.dumps(data), undated)
    assert article.date == "2026-03-05"
    assert article.text.startswith("A bridge for Faro\n\nBy Jo Bloggs\n\n")
