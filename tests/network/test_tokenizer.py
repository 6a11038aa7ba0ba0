"""The tokenizer of our own pipeline: spaCy's, sparing itself what can find nothing."""

from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import IS_SPACE, LIKE_URL
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from newsextract import load

TEXTS = [
    "She'd said \"no,\" he isn't in the U.S. any more—at 5km/h.",
    "WASHINGTON(AP)--The well-known 10,000m runner's e-mail: a.b@c.org, see https://c.org/a?b=1.",
    "Ça va? Naïve façade… 中国's Łódź\u00ad.",
    "end.Start of a sentence/clause $5m-a-year 'tis",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(only=["people"]).nlp


@pytest.fixture(scope="module")
def plain(nlp: Language) -> Tokenizer:
    """spaCy's own, with the same rules."""
    return Tokenizer(nlp.vocab).from_bytes(cast(Tokenizer, nlp.tokenizer).to_bytes())


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_spacy(nlp: Language, plain: Tokenizer, text: str) -> None:
    assert [token.text for token in nlp.tokenizer(text)] == [token.text for token in plain(text)]


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("abzAZéŁ中's’.,-—/$5(")))
def test_any_text_is_cut_as_by_spacy(nlp: Language, plain: Tokenizer, text: str) -> None:
    assert [token.text for token in nlp.tokenizer(text)] == [token.text for token in plain(text)]


def test_no_pattern_matches_a_letter(nlp: Language) -> None:
    """Else a word of letters alone could not be left in peace."""
    letters = [char for char in map(chr, range(0x110000)) if char.isalpha()]
    tokenizer: Any = nlp.tokenizer
    assert not [char for char in letters if tokenizer.prefix_search(char) or tokenizer.suffix_search(f"A{char}")]
    assert not [char for char in letters if [*tokenizer.infix_finditer(f"a{char}A")]]


def test_of_a_word_no_more_is_known_than_is_read(nlp: Language) -> None:
    vocab: Any = nlp.vocab
    assert IS_SPACE in vocab.lex_attr_getters
    assert LIKE_URL not in vocab.lex_attr_getters
    (space,) = nlp.make_doc("\n")
    assert space.is_space
