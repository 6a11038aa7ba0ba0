"""Tries what nobody would type, as much of it as asked, the same for the same seed:

python tests/stress/fuzz.py texts --seed 1 --count 20000     texts through the pipeline
python tests/stress/fuzz.py news --seed 1 --count 20000      news, cut, spliced and changed, through the pipeline
python tests/stress/fuzz.py files --seed 1 --count 20000     files of every format, packed and damaged
python tests/stress/fuzz.py readers --reader docx            a file of each reader, or of this one, changed in all ways
python tests/stress/fuzz.py rules | settings | gold | models
python tests/stress/fuzz.py texts --seed 1 --only 4711       one of them again

News is made of our own articles, or of those in the files of JSON lines that --articles names; --whole takes them as
they are.

Each finding is one line: its number, and what is wrong. The status is 1 where there was one. tests/stress/test_fuzz.py
runs a few of each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

WHAT = ("texts", "news", "files", "readers", "rules", "settings", "gold", "models")
_AT_ONCE = 1000  # between two lines that say how far it is


def findings(what: str, seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The number of each case with which something is wrong, and what."""
    with tempfile.TemporaryDirectory() as place:
        yield from _fuzzer(what).fuzz(seed, numbers, Path(place))


def _fuzzer(what: str) -> Any:
    return import_module(f"tests.stress.fuzz_{what}")


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--only", type=int, help="the number of the only one, which is shown")
    parser.add_argument("--reader", help="the one reader whose files are changed")
    parser.add_argument("--articles", type=Path, nargs="+", default=[], help="files of articles to make news of")
    parser.add_argument("--whole", action="store_true", help="the articles as they are")
    asked = parser.parse_args()
    if asked.what == "news":
        fuzzer = _fuzzer("news")
        fuzzer.FILES, fuzzer.WHOLE = asked.articles, asked.whole
    if asked.what == "readers":
        _fuzzer("readers").ONLY = asked.reader
    numbers = range(asked.first, asked.first + asked.count) if asked.only is None else [asked.only]
    if asked.only is not None:
        print(repr(_fuzzer(asked.what).case(asked.seed, asked.only)))
    start, wrong = time.monotonic(), 0
    for done in range(0, len(numbers), _AT_ONCE):
        for number, problem in findings(asked.what, asked.seed, numbers[done : done + _AT_ONCE]):
            wrong += 1
            print(f"{asked.what} {number}: {problem[:500]!r}", flush=True)
        tried = min(len(numbers), done + _AT_ONCE)
        seconds = time.monotonic() - start
        print(f"{asked.what}, seed {asked.seed}: {tried:,} tried in {seconds:,.0f} s, {wrong} findings", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
