from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Extractor
from newsextract.output.formats.html import HtmlWriter
from newsextract.output.formats.marks import Mark, marked_paragraphs
from newsextract.reading import Article
from newsextract.records.record import Mention, Person, Record
from tests.records import NO_FINDS

VOID = {"meta", "input"}


class Nesting(HTMLParser):
    """Checks that each element is closed where it should be, and gathers tags, ids and the text of the article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(*articles: tuple[Article, Record]) -> str:
    stream = io.StringIO()
    writer = HtmlWriter(stream)
    for article, record in articles:
        writer.write(article, record)
    writer.close()
    return stream.getvalue()


def record(id: str, title: str | None = None, **finds: Any) -> Record:
    return Record(1, id, "m", title, None, **{**NO_FINDS, **finds})


def marks(*spans: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, "people", f"m{n}", "d", "tip") for n, (start, end) in enumerate(spans)]


def brief(markup: str) -> str:
    return re.sub(r"<mark [^>]*?(?:id|data-of)=\"m(\d)\"[^>]*>", r"<\1>", markup).replace("</mark>", "</>")


@pytest.mark.parametrize(
    ("spans", "paragraphs", "shown"),
    [
        ([(0, 3)], [(0, 9)], ["<0>abc</>defghi"]),
        ([(2, 5), (0, 9)], [(0, 9)], ["<1>ab<0>cde</>fghi</>"]),
        ([(0, 5), (3, 8)], [(0, 9)], ["<0>abc<1>de</></><1>fgh</>i"]),
        ([(0, 5), (0, 5)], [(0, 9)], ["<0><1>abcde</></>fghi"]),
        ([(0, 3), (3, 6)], [(0, 9)], ["<0>abc</><1>def</>ghi"]),
        ([(1, 8)], [(0, 3), (4, 9)], ["a<0>bc</>", "<0>efgh</>i"]),
        ([(1, 9), (2, 6)], [(0, 4), (5, 9)], ["a<0>b<1>cd</></>", "<0><1>f</>ghi</>"]),
        ([], [(0, 4)], ["abcd"]),
    ],
)
def test_marks_nest_or_are_split(
    spans: list[tuple[int, int]], paragraphs: list[tuple[int, int]], shown: list[str]
) -> None:
    assert [brief(part) for part in marked_paragraphs("abcdefghi", paragraphs, marks(*spans))] == shown


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 12)), max_size=8), st.integers(1, 20))
def test_any_spans_nest_and_mark_their_own_letters(spans: list[tuple[int, int]], cut: int) -> None:
    text = "abcdefghijklmnopqrstuvwxyzabcdefghij"[:33]
    own = marks(*((start, start + length) for start, length in spans))
    markup = list(marked_paragraphs(text, [(0, cut), (cut, len(text))], own))
    assert re.sub("<[^>]*>", "", "".join(markup)) == text
    seen: dict[str, str] = {}
    for part in markup:
        Nesting(part)
        stack: list[str] = []
        for opening, id, closing, letters in re.findall(
            r"(<mark [^>]*?(?:id|data-of)=\"(m\d)\"[^>]*>)|(</mark>)|([^<]+)", part
        ):
            if opening:
                stack.append(id)
            elif closing:
                stack.pop()
            for running in stack if letters else ():
                seen[running] = seen.get(running, "") + letters
    assert seen == {mark.id: text[mark.start : mark.end] for mark in own}


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt; </script><!-- \x1b\0\u202e"


def test_a_hostile_text_stays_text() -> None:
    person = Person(EVIL, (), (EVIL,), (EVIL,), (Mention(EVIL, 0, len(EVIL)),))
    shown = page((Article(EVIL, EVIL), record(EVIL, EVIL, people=(person,))), (Article("b", EVIL), record(EVIL)))
    tags = Nesting(shown).tags
    assert {tag for tag, _ in tags} & {"img", "iframe", "object", "link"} == set()
    assert [attributes for tag, attributes in tags if tag == "script"] == [{}]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert not set("\x1b\0\u202e") & set(shown)


def test_the_policy_allows_this_script_and_this_style_alone() -> None:
    shown = page((Article("a", "One."), record("a")))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', shown)
    assert policy
    for tag in ("script", "style"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", shown, re.DOTALL)
        assert content
        assert base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode() in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"https?://|url\(|@import", shown)


def test_ids_are_unique_and_every_link_and_description_leads_somewhere(extractor: Extractor) -> None:
    text = "“Swedes pay 5 million Swedish kronor to Dr Ana Duarte of Faro,” she said in France.\n\n“So?”"
    articles = [Article(str(n), text) for n in range(2)]
    tags = Nesting(page(*zip(articles, extractor.pipe(articles), strict=True))).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {href[1:] for _, attributes in tags if (href := attributes.get("href"))}
    described = {by for _, attributes in tags if (by := attributes.get("aria-describedby"))}
    assert links | described <= set(ids)
    assert any(id and id.startswith("a2-") for id in ids)


def test_title_and_count_of_one_and_of_several() -> None:
    one = page((Article("x/a.txt", "One two."), record("x/a.txt")))
    assert "<title>x/a.txt · newsextract</title>" in one
    assert "<nav" not in one
    several = page(*((Article(str(n), ""), record(str(n), f"T{n} & co")) for n in range(3)))
    assert "<title>3 articles · newsextract</title>" in several
    assert re.findall(r'<li><a href="#a\d">(.*?)</a>', several) == [f"T{n} &amp; co" for n in range(3)]
    assert html.unescape(several).count("T1 & co") == 2
    assert "<main>\n</main>" in page()


def test_the_title_of_the_page_is_that_of_the_article() -> None:
    shown = page((Article("x/a.txt", "One."), record("x/a.txt", "Talks & tea")))
    assert "<title>Talks &amp; tea · newsextract</title>" in shown
    assert ">Talks &amp; tea</h1>" in shown
    assert "<title>Standard input · newsextract</title>" in page((Article("-", "One."), record("-")))


def test_the_list_shows_aliases_rates_owners_and_cues(extractor: Extractor) -> None:
    text = (
        "Ana Duarte, 41, pays $71.30 a barrel. “We do not <i>sell</i>,” Duarte said. The mayor called it "
        "“a waste of oil”. Duarte, 41, left."
    )
    shown = page((Article("a", text), extractor(text, "a")))
    notes = re.findall(r"<small class=notes>(.*?)</small>", shown)
    assert notes[0] == "also Duarte"
    assert notes[1:] == ["said", "partial · called"]
    assert ">$71.30 per barrel</b>" in shown
    assert "<b>aged 41</b> <small>Ana Duarte</small>" in shown


def test_a_kind_not_asked_for_has_no_list_and_no_box() -> None:
    shown = page((Article("a", "One."), record("a", people=None)))
    assert "<section class=people>" not in shown
    assert re.findall('type=checkbox id="show-(.*?)"', shown) == ["countries", "quotes", "numbers"]
    assert "<section class=quotes>" in shown


def test_a_title_that_opens_the_text_stands_once_with_its_finds_marked() -> None:
    person = Person("Ann Reed", (), (), (), (Mention("Ann Reed", 0, 8),))
    text = "Ann Reed  wins\n\nShe won it."
    shown = page((Article("a", text), record("a", "Ann Reed wins", people=(person,))))
    heading, body = shown.partition("</h1>")[::2]
    assert re.sub("<[^>]*>", "", heading.rpartition("<h1")[2]).endswith(">Ann Reed  wins")
    assert heading.count("<mark") == 1
    assert re.findall("<p>(.*)</p>", body) == ["She won it."]
    other = page((Article("a", text), record("a", "Reed wins again")))
    assert re.findall("<p>(.*)</p>", other) == ["Ann Reed  wins", "She won it."]
    Nesting(shown)


def test_quotes_come_before_numbers_and_measures_before_ranks(extractor: Extractor) -> None:
    text = "Ann Reed took third place and one medal. “We sold 40 cars,” she said."
    shown = page((Article("a", text), extractor(text)))
    assert re.findall("<section class=(\\w+)", shown) == ["people", "countries", "quotes", "numbers"]
    assert re.findall("<b>([^<]*)", shown.partition("<section class=numbers")[2]) == ["40", "3rd", "1"]
