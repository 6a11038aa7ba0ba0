from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from newsextract import KINDS, Extractor
from newsextract.extraction.long_texts import cut, join, read_in_pieces, tokenize
from tests.growth import grows_in_line

RUN = 250
ALPHABET = "abcdefghijkl"


@given(st.text(alphabet="ab \n", max_size=300), st.integers(1, 50))
def test_pieces_make_up_the_text(text: str, size: int) -> None:
    pieces = list(cut(text, size))
    assert "".join(pieces) == text
    assert all(len(piece) <= size for piece in pieces)
    assert all(pieces) or text == ""


def test_pieces_end_at_lines_then_words() -> None:
    assert list(cut("one two\nthree four five", 12)) == ["one two\n", "three four ", "five"]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\n", "Plain words.", '"' * RUN * 3, "x" * RUN + " y", "a " + "“" * RUN + "\n\nb", "\t" * RUN),
        *(
            "ab" + "-=" * RUN + "c. " + "🙂" * RUN,
            ALPHABET * 30 + "-" * RUN + ALPHABET * 30 + " .",
            "-" * 200,
            " " + "-" * 401,
        ),
    ],
)
def test_tokens_make_up_the_text(extractor: Extractor, text: str) -> None:
    assert tokenize(extractor.nlp, text).text == text


def test_a_run_of_few_marks_is_few_tokens_and_the_words_round_it_are_words(extractor: Extractor) -> None:
    doc = tokenize(extractor.nlp, f"Ann met {'*-' * 100} Bo, {'“' * 199} and {'=' * 450} or {ALPHABET * 40}.")
    words = [token.text for token in doc]
    assert words[:5] == ["Ann", "met", "*-" * 100, "Bo", ","]
    assert words[5:205] == [*"“" * 199, "and"]
    assert words[205:207] == ["=" * 200, "=" * 200]
    assert "or" in words
    assert words[-1] == "."


def test_marks_in_a_row_take_time_in_line_with_their_number(extractor: Extractor) -> None:
    grows_in_line(lambda size: lambda: tokenize(extractor.nlp, '"' * size), 4_000)  # not so by spaCy alone


def test_the_odds_of_a_person_go_with_the_pieces(extractor: Extractor) -> None:
    with extractor.nlp.select_pipes(disable=extractor.nlp.pipe_names[-len(KINDS) :]):
        docs = list(extractor.nlp.pipe(["Ana Duarte left. ", "Peter Okello said so."]))
    odds = [value for doc in docs for value in doc._.person_odds]
    assert list(join(docs)._.person_odds) == odds


def test_a_text_in_pieces_has_the_tensors_and_marks_of_these(extractor: Extractor) -> None:
    text = "Ana Duarte left. \n" * 9
    with extractor.nlp.select_pipes(disable=extractor.nlp.pipe_names[-len(KINDS) :]):
        pieces = list(extractor.nlp.pipe(cut(text, 60), batch_size=1))  # as batches differ in their last bits
        whole = read_in_pieces(extractor.nlp, text, 60)
    assert len(pieces) > 2
    assert whole.text == text
    assert (whole.tensor == np.concatenate([piece.tensor for piece in pieces])).all()
    marks = [(token.tag_, token.ent_type_) for piece in pieces for token in piece]
    assert [(token.tag_, token.ent_type_) for token in whole] == marks


def test_a_text_in_pieces_without_tensors() -> None:
    assert read_in_pieces(spacy.blank("en"), "One two.\nThree four.\n", 12).text == "One two.\nThree four.\n"
