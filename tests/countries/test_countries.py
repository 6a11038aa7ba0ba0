"""Whole-component properties: exact spans, order, any text, linear time, evidence from people."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from newsextract import rules
from newsextract.countries.component import NewsCountries, country_finds
from newsextract.countries.gazetteer import countries, gazetteer
from newsextract.records.record import Country, Mention, Person
from tests.cases import check_each
from tests.growth import grows_in_line

BLANK = spacy.blank("en")
REPEATED = ["Russia ", "English, ", "English and ", "US$ ", "Georgia, ", "“ ", "\n", "Bank of the ", "Ireland Open ",
            "United ", "A" * 10, "Lebanon, Pa. "]  # fmt: skip
Find = Callable[[str], tuple[Country, ...]]
WORDS = st.sampled_from(
    ["Russia", "the", "US", "U.S.", "Chinese", "in", "and", ",", "Georgia", "Jordan", "English", "language",
     "N'Djamena", "Franco-", "German", "\n", "\r\n", "\x00", "e\u0301", "👩‍🚀", "שלום", "Congo", "TURKEY",
     "“", "’s", "Pa.", ", Pa.", "$"]
)  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    """(mention, alpha_2) by the gazetteer and the words around alone: no model."""
    if not Doc.has_extension("people"):
        Doc.set_extension("people", default=())
    mentions = [(m.start, m.text, c.alpha_2) for c in country_finds(BLANK.make_doc(text)) for m in c.mentions]
    return [(text, alpha_2) for _, text, alpha_2 in sorted(mentions)]


def check(text: str) -> None:
    result = country_finds(BLANK.make_doc(text))
    taken: list[tuple[int, int]] = []
    for country in result:
        assert country.alpha_2 in countries()
        assert country.mentions
        for mention in country.mentions:
            assert mention.text == text[mention.start : mention.end]
            assert mention.within is None or mention.text in mention.within
            assert mention.within is None or mention.within in text
            taken.append((mention.start, mention.end))
        assert list(country.mentions) == sorted(country.mentions, key=lambda mention: mention.start)
    counts = [len(country.mentions) for country in result]
    assert counts == sorted(counts, reverse=True)
    taken.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))


@given(st.text(max_size=200) | st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS, max_size=12).map("".join))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_exact_spans(text: str) -> None:
    found("")
    check(text)


@pytest.mark.parametrize("country", ["Kenya", "Iceland", "Peru", "Uruguay"])
@given(
    before=st.sampled_from(["In ", "(", "“", "ex-", "\n", "pro-"]),
    after=st.sampled_from([".", "’s", ")", "-led", ",", ""]),
)
@settings(max_examples=36, deadline=None)
def test_a_name_is_found_between_any_marks(country: str, before: str, after: str) -> None:
    assert found(f"{before}{country}{after}") == [(country, {c["name"]: a for a, c in countries().items()}[country])]


@pytest.mark.parametrize(
    ("text", "alpha_2s"),
    [
        ("Russiagate", []),
        ("Chinatown", []),
        ("Germantown", []),
        ("Indiana", []),
        ("Indianapolis", []),
        ("Romans", []),
        ("Jordanstown", []),
        ("usa", []),
        ("russia", []),
        ("us", []),
        ("@Ukraine", []),
        ("#Ukraine", ["UA"]),
        ("US/UK", ["US", "GB"]),
        ("US-China", ["US", "CN"]),
        ("Germany–France", ["DE", "FR"]),
        ("Russia_1", []),
        ("Ukraine2022", []),
        ("New\nZealand", ["NZ"]),
        ("New\r\nZealand", ["NZ"]),
        ("New\n\nZealand", []),
        ("Trinidad & Tobago", ["TT"]),
        ("São Tomé and Príncipe", ["ST"]),
        ("GUINEA-BISSAU", ["GW"]),
        ("N’Djamena", ["TD"]),
        ("Chinese Taipei", ["TW"]),
        ("People's Republic of China", ["CN"]),
        ("Republic of China", ["TW"]),
        ("the former Yugoslav Republic of Macedonia", ["MK"]),
        ("British Virgin Islands", ["VG"]),
        ("American Samoa", ["AS"]),
        ("Samoa", ["WS"]),
        ("British Columbia", []),
        ("French Guiana", ["GF"]),
        ("French fries", []),
        ("New Caledonia", ["NC"]),
        ("A 5-4 win over Oman", ["OM"]),
    ],
)
def test_bounds_of_names(text: str, alpha_2s: list[str]) -> None:
    assert [alpha_2 for _, alpha_2 in found(text)] == alpha_2s


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [("Canada, Canada, Mexico, Mexico, Mexico.", ["Mexico", "Canada"]), ("Canada and Mexico.", ["Canada", "Mexico"])],
)
def test_most_mentioned_first_then_first_mentioned(text: str, surfaces: list[str]) -> None:
    found("")
    assert [country.name for country in country_finds(BLANK.make_doc(text))] == surfaces


def test_a_person_found_before_is_no_country() -> None:
    text = "Neil Jordan made it. Jordan was pleased."
    doc = BLANK.make_doc(text)
    found("")
    assert [country.alpha_2 for country in country_finds(doc)] == ["JO"]
    mentions = (Mention("Neil Jordan", 0, 11), Mention("Jordan", 21, 27))
    doc._.people = (Person("Neil Jordan", ("Jordan",), (), (), mentions),)
    assert country_finds(doc) == ()


def test_a_country_that_the_model_takes_for_a_person_stays_one() -> None:
    found("")
    doc = BLANK.make_doc("Belarus won.")
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    assert [country.alpha_2 for country in country_finds(doc)] == ["BY"]


@pytest.mark.parametrize(
    ("text", "entity", "within"),
    [
        ("The Kenya Airways jet landed.", (0, 3), "Kenya Airways"),
        ("Kenya Airways's jet landed.", (0, 3), "Kenya Airways"),
        ("Kenya's Supreme Court ruled.", (0, 4), None),
        ("The Kenya jet landed.", (0, 2), None),
        ("Kenya Power (KPLC said.", (0, 4), "Kenya Power"),
    ],
)
def test_within_an_organisation_of_the_model(text: str, entity: tuple[int, int], within: str | None) -> None:
    found("")
    doc = BLANK.make_doc(text)
    doc.ents = [Span(doc, *entity, label="ORG")]
    assert [mention.within for country in country_finds(doc) for mention in country.mentions] == [within]


@pytest.mark.parametrize("text", REPEATED)
def test_time_is_linear(text: str) -> None:
    found("")

    def finding(times: int) -> Callable[[], object]:
        doc = BLANK.make_doc(text * times)
        return lambda: country_finds(doc)

    grows_in_line(finding, 1_500)


def test_time_is_linear_in_an_organisation_without_end() -> None:
    found("")

    def finding(times: int) -> Callable[[], object]:
        doc = BLANK.make_doc("U.S. " * times)
        doc.ents = [Span(doc, 0, len(doc), label="ORG")]

        def find() -> None:
            (country,) = country_finds(doc)
            assert {mention.within for mention in country.mentions} == {None}

        return find

    grows_in_line(finding, 750)


def test_the_component_writes_on_the_doc_and_hands_it_back() -> None:
    found("")
    doc = BLANK.make_doc("Peru won.")
    assert NewsCountries()(doc) is doc
    assert [country.alpha_3 for country in doc._.countries] == ["PER"]


def test_offsets_of_hits_are_code_points() -> None:
    text = "👩‍🚀🇫🇷 France"
    (hit,) = gazetteer().hits(text)
    assert text[hit.start : hit.end] == "France"


def test_examples(find: Find) -> None:
    """The rows of models/rules/countries/examples.jsonl: their mentions in text order, none for a near miss, each as
    text, alpha_2, kind and, where it is looked at, ``within``.
    """

    def check(row: dict[str, Any]) -> None:
        found = sorted(
            (mention.start, [mention.text, country.alpha_2, mention.kind, mention.within])
            for country in find(row["text"])
            for mention in country.mentions
        )
        assert [got[: len(want)] for (_, got), want in zip(found, row["mentions"], strict=False)] == row["mentions"]
        assert len(found) == len(row["mentions"]), found

    check_each(rules.rows("countries/examples"), check)
