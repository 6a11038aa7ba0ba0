"""From a folder of corpora to a scored pipeline and votes.toml: labels, trains, writes, fits.

python models/train/make.py CORPORA TEACHER --out models/trained
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import examples
import fit_votes
import pipeline_labels
import silver
import train
import write
from corpora import SETTINGS

from newsextract import rules


def make(corpora: Path, teacher: str, out: Path, votes: Path, work: Path) -> dict[str, float]:
    """Runs the steps whose results are not in ``work`` yet. Gives the scores of the network, none if it was there."""
    work.mkdir(parents=True, exist_ok=True)
    articles, prepared = work / "articles", work / "examples.pickle"
    pipeline_labels.label_all(corpora, articles)
    for name in [*SETTINGS["corpora"]["gold"], *SETTINGS["corpora"]["people"]]:
        shutil.copy(corpora / f"{name}.jsonl", articles)
    silver.annotate_all(articles, teacher, work / "silver")
    if not prepared.exists():
        examples.prepare_all(articles, teacher, work / "silver", prepared)
    material = train.Material.load(articles, teacher, prepared)
    result: dict[str, float] = {}
    for name, without in (("whole", None), ("fold0", 0), ("fold1", 1)):
        weights = None
        for number, epochs in enumerate(SETTINGS["epochs"]):
            begin_with, weights = weights, work / f"{name}{number}.pt"
            if not weights.exists() or weights.with_suffix(".state").exists():  # the state of a training broken off
                trained = train.train(material, weights, epochs, without, weights=begin_with)
                result = trained if without is None else result
        write.write(teacher, weights, out if without is None else work / name)
    fit_votes.write(corpora, out, votes, [work / "fold0", work / "fold1"])
    return result


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("teacher", help="a spaCy pipeline of the medium model's make: name or path")
    parser.add_argument("--out", type=Path, required=True, help="the pipeline's folder")
    parser.add_argument(
        "--votes", type=Path, default=rules.models_folder() / "rules/people/built/votes.toml", help="the file"
    )
    parser.add_argument("--work", type=Path, default=Path("weights-work"), help="what lies between the steps")
    options = parser.parse_args()
    for name, value in make(options.corpora, options.teacher, options.out, options.votes, options.work).items():
        print(f"{value:6.2f}  {name}")


if __name__ == "__main__":
    main()
