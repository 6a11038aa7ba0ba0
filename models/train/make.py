"""From a folder of corpora to a scored pipeline: annotates, prepares, trains, distils, narrows the parser, writes.

python models/train/make.py CORPORA TEACHER --out models/trained
"""

from __future__ import annotations

import argparse
from pathlib import Path

import distil
import examples
import narrow
import silver
import train
import write
from corpora import SETTINGS


def make(corpora: Path, teacher: str, out: Path, work: Path) -> dict[str, float]:
    """Runs the steps whose results are not in ``work`` yet. Gives the scores of the network that ships."""
    work.mkdir(parents=True, exist_ok=True)
    silver.annotate_all(corpora, teacher, work / "silver")
    prepared = work / "examples.pickle"
    if not prepared.exists():
        examples.prepare_all(corpora, teacher, work / "silver", prepared)
    material = train.Material.load(corpora, teacher, prepared)
    result: dict[str, float] = {}
    done: list[Path] = []
    for number, epochs in enumerate(SETTINGS["rounds"]):
        path = work / f"round-{number}.pt"
        if not path.exists():
            result = train.train(material, path, epochs, labellers=done[-2:])
        done.append(path)
    large, small, narrowed = work / "large", work / "small", work / "parser.pt"
    write.write(teacher, done[-1], large)
    if not small.with_suffix(".pt").exists():
        distil.distil(material, large, small.with_suffix(".pt"), SETTINGS["distilling"]["epochs"])
    write.write(teacher, small.with_suffix(".pt"), small)
    if not narrowed.exists():
        result = narrow.narrow(material, large, small, narrowed, SETTINGS["parser"]["epochs"])
    write.write_parser(teacher, narrowed, small, out)
    return result


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("teacher", help="a spaCy pipeline of the medium model's make: name or path")
    parser.add_argument("--out", type=Path, required=True, help="the pipeline's folder")
    parser.add_argument("--work", type=Path, default=Path("weights-work"), help="what lies between the steps")
    options = parser.parse_args()
    for name, value in make(options.corpora, options.teacher, options.out, options.work).items():
        print(f"{value:6.2f}  {name}")


if __name__ == "__main__":
    main()
