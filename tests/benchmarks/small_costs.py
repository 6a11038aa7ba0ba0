"""What must cost next to nothing, in milliseconds of CPU time, the least of some rounds: a file of samples/ for each.

    python tests/benchmarks/small_costs.py [--rounds 7]

The start of the command stands beside that of Python alone, and with typer, whose pages of help it shows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STARTS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import typer'": ["-c", "import typer"],
    "newsextract --version": ["-m", "newsextract", "--version"],
    "newsextract --help": ["-m", "newsextract", "--help"],
}


def of_a_process(arguments: list[str]) -> float:
    """CPU seconds of a Python that is started."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def of_a_call(call: Callable[[], object], times: int = 20) -> float:
    """CPU seconds of one call."""
    begin = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - begin) / times


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = range(parser.parse_args().rounds)
    for name, arguments in STARTS.items():
        show(name, min(of_a_process(arguments) for _ in rounds))

    from newsextract import Record, extract
    from newsextract.analysis.paragraphs import unwrapped
    from newsextract.extraction.language import english_of, language_of

    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        row = extract(text).to_dict()
        calls: dict[str, Callable[[Any], object]] = {
            "language_of": lambda text: language_of(english_of(unwrapped(text)).text),
            "Record.from_dict": Record.from_dict,
        }
        for (name, call), given in zip(calls.items(), (text, row), strict=True):
            show(f"{name} {path.name}", min(of_a_call(partial(call, given)) for _ in rounds))


def show(name: str, seconds: float) -> None:
    """A line."""
    print(f"{name:32s} {1000 * seconds:8.2f} ms")


if __name__ == "__main__":
    main()
