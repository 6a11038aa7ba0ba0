"""Scores the people that a network finds by itself, no rules: of a pipeline's folder, or of weights not yet written.

python models/train/score_people.py CORPORA TEACHER large.pt whole_unread whole_read
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import scores
import spacy
import write
from corpora import SETTINGS, corpus
from spacy.language import Language


def score(nlp: Language, folder: Path, name: str) -> tuple[float, float, float]:
    """Precision, recall and F1, in percent, of the corpus's people."""
    articles = list(corpus(folder, name))
    docs = nlp.pipe(article.text for article in articles)
    found: scores.Spans = {
        article.id: {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"}
        for article, doc in zip(articles, docs, strict=True)
    }
    return scores.people(folder, name, found)


def pipeline(network: Path, teacher_path: str) -> Language:
    """The tok2vec and the recogniser of a pipeline's folder or of a file of weights."""
    if network.is_dir():
        return spacy.load(network, exclude=["tagger", "parser"])
    with TemporaryDirectory() as folder:
        write.write(teacher_path, network, Path(folder))
        return spacy.load(folder, exclude=["tagger", "parser"])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("teacher")
    parser.add_argument("network", type=Path)
    parser.add_argument("names", nargs="*", default=SETTINGS["corpora"]["people"], metavar="NAME")
    options = parser.parse_args()
    nlp = pipeline(options.network, options.teacher)
    for name in options.names:
        precision, recall, f1 = score(nlp, options.corpora, name)
        print(f"{name}: P {precision:.2f} R {recall:.2f} F1 {f1:.2f}", flush=True)


if __name__ == "__main__":
    main()
