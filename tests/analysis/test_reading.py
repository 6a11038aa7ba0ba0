"""One reading of a Doc: columns of tokens, tokens by offset, paragraphs, entities, the tree."""

import spacy
from spacy.tokens import Doc, Span

from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import with_text
from newsextract.analysis.reading import Reading, paragraphs_of

TEXT = "Ann Reed won.\n\nShe left Leeds  at İt’s noon."
BEYOND = [""] * PADDING


def parsed() -> Doc:
    doc = spacy.blank("en")(TEXT)
    words = [token.text for token in doc]
    places = [words.index("won"), words.index("left")]
    for token in doc:
        token.head = doc[places[token.i >= words.index("She")]]
        token.dep_ = "ROOT" if token.i in places else "dep"
        token.tag_ = "NNP" if token.is_title else "NN"
    doc.set_ents([Span(doc, 0, 2, "PERSON"), Span(doc, words.index("Leeds"), words.index("Leeds") + 1, "GPE")])
    return doc


def test_columns_are_those_of_the_tokens() -> None:
    doc = parsed()
    found = columns(doc)
    assert found.text == TEXT
    assert found.words == [token.text for token in doc] + BEYOND
    assert found.lows == [token.text.lower() for token in doc] + BEYOND
    assert found.tags == [token.tag_ for token in doc] + BEYOND
    assert found.labels == [token.ent_type_ for token in doc] + BEYOND
    assert found.starts == [token.idx for token in doc]
    assert found.ends == [token.idx + len(token) for token in doc]
    assert [column[-1] for column in (found.words, found.lows, found.tags, found.labels)] == [""] * 4


def test_tokens_by_offset() -> None:
    doc = parsed()
    reading = Reading(doc)
    for token in doc:
        inside = range(token.idx, token.idx + len(token))
        assert {reading.token_at(offset) for offset in inside} == {token.i}
        assert reading.token_before(token.idx) == token.i
    assert reading.token_at(TEXT.index(" Reed")) == 1
    assert reading.token_before(len(TEXT)) == len(doc)


def test_paragraphs_and_the_one_of_a_token() -> None:
    doc = parsed()
    reading = Reading(doc)
    assert paragraphs_of(doc) == [(0, 13), (15, len(TEXT))]
    assert [doc[first:last].text for first, last in reading.paragraphs] == ["Ann Reed won.", TEXT[15:]]
    assert [reading.paragraph_of(place) for place in (0, 3, 5, len(doc) - 1)] == [0, 0, 1, 1]


def test_entities_by_their_tokens() -> None:
    doc = parsed()
    found = [(doc[first:last].text, label) for first, last, label in Reading(doc).entities]
    assert found == [("Ann Reed", "PERSON"), ("Leeds", "GPE")]


def test_the_tree_by_columns() -> None:
    doc = parsed()
    reading = Reading(doc)
    assert reading.heads == [*(token.head.i for token in doc), *range(len(doc), len(doc) + PADDING)]
    assert reading.deps == [*(token.dep_ for token in doc), *([""] * PADDING)]
    assert list(reading.heads_of(0, 3)) == [2]


def test_a_doc_without_a_tree_or_a_word() -> None:
    bare = Reading(spacy.blank("en")("Ann won."))
    assert (bare.heads[:3], bare.deps[:3], bare.entities) == ([0, 1, 2], ["", "", ""], [])
    empty = Reading(Doc(spacy.blank("en").vocab))
    assert (empty.paragraphs, empty.entities, empty.token_at(0), empty.written) == ([], [], 0, BEYOND)


def test_what_is_read_is_kept_on_our_own_docs_alone() -> None:
    doc = parsed()
    assert paragraphs_of(doc) is not paragraphs_of(doc)
    columns(doc)
    assert not doc.user_data
    ours = with_text(doc, TEXT)
    assert paragraphs_of(ours) is paragraphs_of(ours)
    assert columns(ours) is columns(ours)
