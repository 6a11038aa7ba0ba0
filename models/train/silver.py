"""Annotates the corpora with the teacher, a full spaCy pipeline: tags, parses, entities."""

from __future__ import annotations

from pathlib import Path

import spacy
from corpora import LABELLED, SETTINGS, corpus
from spacy.language import Language
from spacy.tokens import DocBin
from thinc.api import NumpyOps


def teacher(path: str) -> Language:
    """The teacher's pipeline, without what the network does not learn, on numpy's BLAS."""
    nlp = spacy.load(path, exclude=["senter", "attribute_ruler", "lemmatizer"])
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            node.ops = ops
    return nlp


def annotate(nlp: Language, folder: Path, name: str, out: Path) -> None:
    """Writes OUT/NAME.spacy, the articles in order as the teacher reads them, unless it is there already."""
    path = out / f"{name}.spacy"
    if path.exists():
        return
    docs = DocBin(["TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"])
    for doc in nlp.pipe((article.text for article in corpus(folder, name)), batch_size=32):
        docs.add(doc)
    docs.to_disk(path)
    print(f"{path}: {len(docs)} articles", flush=True)


def annotate_all(folder: Path, teacher_path: str, out: Path) -> None:
    """Annotates every corpus of the recipe."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = teacher(teacher_path)
    names = SETTINGS["corpora"]
    for name in [*names["gold"], *names["people"], *LABELLED, "tables"]:
        annotate(nlp, folder, name, out)
