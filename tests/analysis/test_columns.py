"""A Doc's columns: what its tokens say, kept on our own Docs alone."""

import spacy
from spacy.tokens import Doc, Span

from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import with_text

TEXT = "Ann Reed won.\n\nİt’s 5%."


def tagged() -> Doc:
    doc = spacy.blank("en")(TEXT)
    for token in doc:
        token.tag_ = "NNP" if token.is_title else "NN"
    doc.set_ents([Span(doc, 0, 2, "PERSON")])
    return doc


def test_columns_are_those_of_the_tokens() -> None:
    doc = tagged()
    found = columns(doc)
    assert found.text == TEXT
    beyond = [""] * PADDING
    assert found.words == [token.text for token in doc] + beyond
    assert found.lows == [token.text.lower() for token in doc] + beyond
    assert found.tags == [token.tag_ for token in doc] + beyond
    assert found.labels == [token.ent_type_ for token in doc] + beyond
    assert found.starts == [token.idx for token in doc]
    assert found.ends == [token.idx + len(token) for token in doc]


def test_before_the_first_word_stands_an_empty_one() -> None:
    found = columns(tagged())
    assert [column[-1] for column in (found.words, found.lows, found.tags, found.labels)] == [""] * 4


def test_an_empty_doc_has_no_words_in_its_columns() -> None:
    found = columns(Doc(spacy.blank("en").vocab))
    assert (found.starts, found.words) == ([], [""] * PADDING)


def test_a_strangers_doc_does_not_travel_with_them() -> None:
    doc = tagged()
    columns(doc)
    assert not doc.user_data


def test_they_stay_on_a_doc_of_ours() -> None:
    doc = with_text(tagged(), TEXT)
    assert columns(doc) is columns(doc)
