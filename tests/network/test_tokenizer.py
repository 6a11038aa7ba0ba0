"""The tokenizer of our own pipeline: spaCy's, which cuts a string between two blanks once."""

from typing import Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spacy.attrs import IS_SPACE, LIKE_URL, NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from newsextract import load
from newsextract.network.tokenizer import JOINT, CachingTokenizer

TEXTS = [
    "She'd said \"no,\" he isn't in the U.S. any more—at 5km/h.",
    "WASHINGTON(AP)--The well-known 10,000m runner's e-mail: a.b@c.org, see https://c.org/a?b=1.",
    "Ça va? Naïve façade… 中国's Łódź\u00ad.",
    "end.Start of a sentence/clause $5m-a-year 'tis",
    "(“Ann's ex-wife,” [sic] said in 2016.) Was it? $5, 8) or 10)!: the '90s",
    " a  b \n c\n\n d\u00a0 e\tf  \n",
    "He can't, don't; can't. I'm, Mr.'s; :) x:) (ok):",
    "",
    " ",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(only=["people"]).nlp


@pytest.fixture(scope="module")
def plain(nlp: Language) -> Tokenizer:
    """spaCy's own, with the same rules."""
    return Tokenizer(nlp.vocab).from_bytes(cast(Tokenizer, nlp.tokenizer).to_bytes())


def seen(doc: Doc) -> list[list[int]]:
    """All that a tokenizer says of a text."""
    found: list[list[int]] = doc.to_array([ORTH, NORM, SPACY]).tolist()
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_spacy(nlp: Language, plain: Tokenizer, text: str) -> None:
    assert seen(nlp.tokenizer(text)) == seen(plain(text))


LETTERS, BLANKS = st.sampled_from("abzAZéŁ中's’.,-—/$5(“”\")]:;?"), st.sampled_from("aZé5.,-’“” \n\t\u00a0")


@settings(max_examples=600, deadline=None)
@given(text=st.text(LETTERS) | st.text(BLANKS))
def test_any_text_is_cut_as_by_spacy(nlp: Language, plain: Tokenizer, text: str) -> None:
    assume(not JOINT.search(text))
    assert seen(nlp.tokenizer(text)) == seen(plain(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said,“Look", ["said", ",", "“", "Look"]),
        ('said:"Look', ["said", ":", '"', "Look"]),
        ("go,”said", ["go", ",", "”", "said"]),
        ('go!"said', ["go", "!", '"', "said"]),
        ("10,“a", ["10,“a"]),
        ('a=","b', ['a=","b']),
    ],
)
def test_a_quote_is_cut_from_the_word_on_which_it_hangs(nlp: Language, text: str, words: list[str]) -> None:
    doc = nlp.tokenizer(text)
    assert ([token.text for token in doc], doc.text) == (words, text)


def test_marks_side_by_side_are_cut_alike(nlp: Language) -> None:
    """spaCy cuts the second '' in two."""
    assert [token.text for token in nlp.tokenizer("no,'' ''yes")] == ["no", ",", "''", "''", "yes"]


def test_a_rule_added_later_counts(nlp: Language) -> None:
    tokenizer = CachingTokenizer(nlp.vocab).from_bytes(cast(Tokenizer, nlp.tokenizer).to_bytes())
    assert len(tokenizer("said,")) == 2
    tokenizer.add_special_case("said,", [{"ORTH": "said,"}])
    assert len(tokenizer("said,")) == 1


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
