"""Laws of names held against each other, whatever they are; who is one person is in test_settling.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.archive.identity.names import Likeness, likeness, parsed, stands_for

ANY = st.text(max_size=20)
WORDS = st.sampled_from(
    [
        "Ana",
        "Duarte",
        "de",
        "Jr",
        "J.",
        "K.",
        "JK",
        "Bill",
        "William",
        "Kim",
        "Jong-un",
        "H.",
        "Henry",
        "\u02bc",
        "ADJ",
        "García",
    ]
)
NAMES = ANY | st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
@settings(max_examples=300, deadline=None)
def test_two_whole_names_are_as_alike_either_way_and_found_where_they_are(one: str, other: str) -> None:
    first, second = parsed(one), parsed(other)
    if first.is_bare or second.is_bare:
        return
    alike = likeness(first, second)
    assert likeness(second, first) is alike
    if alike and "\u02bc" not in one + other:
        assert set(first.found_by()) & set(second.known_by()), (one, other, alike)


@given(NAMES)
@settings(max_examples=200, deadline=None)
def test_a_name_is_its_own(text: str) -> None:
    name = parsed(text)
    assert name.known_by()
    if not name.is_bare:
        assert likeness(name, parsed(text)) is Likeness.SAME
        assert not set(name.meant_by()) & set(name.found_by())


@given(NAMES, NAMES)
@settings(max_examples=200, deadline=None)
def test_whoever_a_word_stands_for_is_found_by_it(one: str, other: str) -> None:
    bare, name = parsed(one), parsed(other)
    if bare.may_be_surname and not name.is_bare and stands_for(bare, name):
        assert set(bare.borne_by()) & set(name.known_by())


@pytest.mark.parametrize(
    ("text", "words", "suffix", "letters"),
    [
        ("Joseph R. Biden Jr.", ("joseph", "r", "biden"), "jr", "jrb"),
        ("Jr", ("jr",), "", ""),
        ("JK Rowling", ("j", "k", "rowling"), "", "jkr"),
        ("AL GORE", ("al", "gore"), "", ""),
        ("Mohammed bin Salman", ("mohammed", "salman"), "", "mbs"),
        ("MBS", ("mbs",), "", "mbs"),
        ("Mbs", ("mbs",), "", ""),
        ("Ana Duarte", ("ana", "duarte"), "", ""),
    ],
)
def test_a_name_is_words_a_suffix_and_letters(text: str, words: tuple[str, ...], suffix: str, letters: str) -> None:
    name = parsed(text)
    assert (name.words, name.suffix, name.letters) == (words, suffix, letters)


def test_names_without_consonants_are_not_all_found_together() -> None:
    assert set(parsed("Wu Yi").known_by()).isdisjoint(parsed("Ho Ae").known_by())
