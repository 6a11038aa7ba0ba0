"""From a folder of corpora to a scored pipeline and votes.toml: labels, trains, distils, narrows, writes, fits.

python models/train/make.py CORPORA TEACHER --out models/trained
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import distil
import examples
import fit_votes
import narrow
import pipeline_labels
import silver
import train
import write
from corpora import SETTINGS

from newsextract import rules


def make(corpora: Path, teacher: str, out: Path, votes: Path, work: Path) -> dict[str, float]:
    """Runs the steps whose results are not in ``work`` yet. Gives the scores of the network that ships."""
    work.mkdir(parents=True, exist_ok=True)
    articles, large_weights = work / "articles", work / "large.pt"
    pipeline_labels.label_all(corpora, articles)
    for name in [*SETTINGS["corpora"]["gold"], *SETTINGS["corpora"]["people"]]:
        shutil.copy(corpora / f"{name}.jsonl", articles)
    silver.annotate_all(articles, teacher, work / "silver")
    prepared = work / "examples.pickle"
    if not prepared.exists():
        examples.prepare_all(articles, teacher, work / "silver", prepared)
    material = train.Material.load(articles, teacher, prepared)
    result: dict[str, float] = {}
    if not _is_done(large_weights):
        train.train(material, large_weights, SETTINGS["epochs"])
    large, small, narrowed = work / "large", work / "small", work / "parser.pt"
    write.write(teacher, large_weights, large)
    if not _is_done(small.with_suffix(".pt")):
        distil.distil(material, large, small.with_suffix(".pt"), SETTINGS["distilling"]["epochs"])
    write.write(teacher, small.with_suffix(".pt"), small)
    if not _is_done(narrowed):
        result = narrow.narrow(material, large, small, narrowed, SETTINGS["parser"]["epochs"])
    write.write_parser(teacher, narrowed, small, out)
    fit_votes.write(corpora, [_without(fold, material, teacher, work) for fold in (0, 1)], votes)
    return result


def _is_done(weights: Path) -> bool:
    """Whether training came to its end; the state beside the weights says where it was broken off."""
    return weights.exists() and not weights.with_suffix(".state").exists()


def _without(fold: int, material: train.Material, teacher: str, work: Path) -> Path:
    """A pipeline that learned from the other half of the gold alone."""
    out = work / f"fold{fold}"
    if not _is_done(out.with_suffix(".pt")):
        train.train(material, out.with_suffix(".pt"), SETTINGS["fold_epochs"], without=fold)
    write.write(teacher, out.with_suffix(".pt"), out)
    return out


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
