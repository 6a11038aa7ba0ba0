"""CPU time of the library's ways to run a pipeline, on samples/, in the main thread and in another: extract = 1.

    python tests/benchmarks/threads.py [--rounds 7]

The ways take turns in one process, whose CPU time counts that of all its threads, so also of those that BLAS starts
where it is not held to one. Every figure is the least of the rounds. Exit status 1: a ratio is above 1.15.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
COPIES = 5  # of each sample
MOST = 1.15

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.pop(name, None)

Way = Callable[[list[str]], object]


def ways() -> dict[str, Way]:
    """Each takes all the texts."""
    from newsextract import extract, load

    extractor = load()
    return {
        "extract": lambda texts: [extract(text) for text in texts],
        "Extractor.pipe": lambda texts: list(extractor.pipe(texts)),
        "nlp(text)": lambda texts: [extractor.nlp(text) for text in texts],
        "nlp.pipe": lambda texts: list(extractor.nlp.pipe(texts)),
    }


def cost(way: Way, texts: list[str]) -> float:
    """CPU seconds of this process."""
    begin = time.process_time()
    way(texts)
    return time.process_time() - begin


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = range(parser.parse_args().rounds + 1)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))] * COPIES
    words = sum(len(text.split()) for text in texts)
    seen: dict[tuple[str, str], list[float]] = {}
    with ThreadPoolExecutor(1) as other:
        every = ways()
        for turn in rounds:
            for name, way in every.items():
                for thread, took in (
                    ("main thread", cost(way, texts)),
                    ("another", other.submit(cost, way, texts).result()),
                ):
                    if turn:  # the first makes the caches
                        seen.setdefault((name, thread), []).append(took)
    base = min(seen["extract", "main thread"])
    ratios = {key: min(found) / base for key, found in seen.items()}
    for (name, thread), ratio in ratios.items():
        print(f"{name:15s} {thread:12s} {ratio:.2f}  ({1000 * ratio * base / words:.4f} CPU s per 1000 words)")
    sys.exit(max(ratios.values()) > MOST)


if __name__ == "__main__":
    main()
