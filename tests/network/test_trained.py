"""The weights that ship: they load, are small, and read plain news."""

from __future__ import annotations

import json

import pytest
import spacy
from spacy.language import Language

import newsextract.network.component  # noqa: F401
from newsextract.rules import models_folder

FOLDER = models_folder() / "trained"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(FOLDER)


def test_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 20_000_000


def test_meta_says_what_it_is_made_of() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "MIT"
    assert {source["name"] for source in meta["sources"]} >= {"en_core_web_md"}
    assert meta["performance"]


def test_its_parts_stand_where_components_look_for_them(nlp: Language) -> None:
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "ner"]
    assert {"PERSON", "GPE", "LOC", "FAC", "NORP", "ORG", "DATE", "TIME"} <= set(nlp.pipe_labels["ner"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mr Otieno said the port of Mombasa would reopen on Monday.", ["Otieno"]),
        ("Amina Otieno runs the port.\n\nA day later Otieno resigned.", ["Amina Otieno", "Otieno"]),
        ("Werder Bremen beat Schalke on Saturday, and Dortmund lost.", []),
        ("Prices in Mombasa rose by 3 per cent, the central bank said.", []),
        ("Results: Jana Novotna (Czech Republic) beat Ai Sugiyama (Japan) 6-4 7-5", ["Jana Novotna", "Ai Sugiyama"]),
        ("", []),
        ("\n\n \n", []),
    ],
)
def test_people(nlp: Language, text: str, people: list[str]) -> None:
    assert [ent.text for ent in nlp(text).ents if ent.label_ == "PERSON"] == people


def test_other_labels(nlp: Language) -> None:
    doc = nlp("On Tuesday, 300 Kenyan nurses flew from Nairobi to Germany.")
    labels = {ent.text: ent.label_ for ent in doc.ents}
    expected = {"Tuesday": "DATE", "300": "CARDINAL", "Kenyan": "NORP", "Nairobi": "GPE", "Germany": "GPE"}
    assert labels == expected


def test_tags_and_parses(nlp: Language) -> None:
    doc = nlp("The minister resigned. Her deputy took over the office.")
    assert [token.tag_ for token in doc][:4] == ["DT", "NN", "VBD", "."]
    assert [sent.root.text for sent in doc.sents] == ["resigned", "took"]
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["minister", "deputy"]


def test_a_batch_is_what_its_docs_are(nlp: Language) -> None:
    texts = ["Ana Brkic left Oslo.", "", "Tom Mboya, 44, said: “No.”\n\nMboya left.", "x " * 3000]
    with nlp.memory_zone():
        batch = [[(ent.text, ent.label_) for ent in doc.ents] for doc in nlp.pipe(texts)]
    assert batch == [[(ent.text, ent.label_) for ent in nlp(text).ents] for text in texts]
