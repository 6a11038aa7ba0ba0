from __future__ import annotations

from pathlib import Path

import pytest

from newsextract.evaluation.gold import Gold, read_gold
from tests.quality.annotation import ARTICLES, Article, Tag, read_article, read_articles
from tests.quality.build import GOLD, gold_lines, row_of
from tests.quality.checking import faults

ARTICLE = """<article>
“<q st="1" sp="a" p="1">We pay <n kind="money" v="5" unit="EUR" of="fee|">5 euros</n>,</q>” <s id="a">she</s> said.
“<q st="1" sp="a" p="1">In <c iso="FR">France</c>.</q>”

<p id="1">Ana Duarte</p>, the mayor, left. <p id="1" opt="1">Duarte</p> is <n kind="age" v="61" p="1">61</n>.
</article>
"""
ROLES = '[{"id": "1", "titles": [], "roles": ["mayor", "?Duarte"]}]'


def written(folder: Path, xml: str = ARTICLE, roles: str = ROLES) -> Article:
    path = folder / "a.xml"
    path.write_text(xml, encoding="utf-8")
    path.with_suffix(".roles.json").write_text(roles, encoding="utf-8")
    return read_article(path)


def test_gold_is_what_the_articles_say() -> None:
    assert GOLD.read_text(encoding="utf-8") == gold_lines(), "build it anew: python tests/quality/build.py"


def test_gold_is_taken_by_evaluate() -> None:
    rows = list(read_gold([str(GOLD)]))
    assert len(rows) == len(list(ARTICLES.glob("*.xml"))) == len(list(ARTICLES.glob("*.roles.json"))) >= 60
    assert all(isinstance(row, Gold) for row in rows)


def test_articles_are_as_long_as_real_ones() -> None:
    lengths = {article.name: len(article.text.split()) for article in read_articles()}
    assert {name: length for name, length in lengths.items() if not 250 <= length <= 700} == {}


def test_the_row_has_everything_that_the_tags_say(tmp_path: Path) -> None:
    row = row_of(written(tmp_path))
    person = row["people"][0]
    assert (person["name"], person["aliases"], person["roles"]) == ("Ana Duarte", ["Duarte"], ["mayor", "?Duarte"])
    assert [mention.get("optional") for mention in person["mentions"]] == [None, True]
    assert row["countries"][0]["alpha_2"] == "FR"
    fee, age = row["numbers"]
    assert (fee["unit"], fee["concept"], fee["person"]) == ("EUR", ["fee", None], None)
    assert (age["unit"], age["concept"], age["person"]) == ("year", None, 0)
    speaker = {"text": "she", "start": 18, "end": 21, "name": "Ana Duarte", "person": 0}
    assert [(quote["statement"], quote["speaker"]) for quote in row["quotes"]] == [(0, speaker), (0, speaker)]
    for span in (*row["numbers"], *row["quotes"], *person["mentions"]):
        assert row["text"][span["start"] : span["end"]] == span["text"]


def test_a_sound_article_has_no_fault(tmp_path: Path) -> None:
    assert faults(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('<c iso="FR">', '<c iso="XX">', "no country XX"),
        ('<c iso="FR">', '<c iso="FR" kind="city">', "kind is none of"),
        ('<c iso="FR">', '<c iso="FR" size="2">', "no attribute size"),
        ('<p id="1">', "<p>", "lacks id"),
        ('<c iso="FR">France</c>', "<x>France</x>", "no such tag"),
        ('">Ana Duarte</p>', '"> Ana Duarte</p>', "starts or ends with a space"),
        ('v="5"', 'v="five"', "v and upper are numbers"),
        ('p="1">We', 'p="2">We', "no person 2"),
        ('sp="a" p="1">We', 'sp="b" p="1">We', "speaker b has no tag"),
        ('<s id="a">she</s>', '<s id="a">she</s> <s id="c">x</s>', "speaker c has no quote"),
    ],
)
def test_what_is_wrong_with_a_tag_is_told(right: str, wrong: str, fault: str, tmp_path: Path) -> None:
    assert right in ARTICLE
    assert any(fault in said for said in faults(written(tmp_path, ARTICLE.replace(right, wrong, 1))))


@pytest.mark.parametrize(
    ("roles", "fault"),
    [
        ("[]", "person 1 has no row"),
        (ROLES.replace('"1"', '"7"'), "row of roles 7: no such person"),
        (ROLES.replace("mayor", "governor"), "'governor' does not stand in the text"),
    ],
)
def test_what_is_wrong_with_roles_is_told(roles: str, fault: str, tmp_path: Path) -> None:
    assert any(fault in said for said in faults(written(tmp_path, roles=roles)))


def test_tags_hold_the_words_of_the_text() -> None:
    article = Article("a", "One two.", [Tag("n", {"v": "1"}, 0, 3)])
    assert article.words(article.tags[0]) == "One"
