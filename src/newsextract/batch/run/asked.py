"""What was asked for on the command line, and what follows of that alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from io import BufferedReader
from pathlib import Path
from typing import cast

from newsextract.extraction.options import Options
from newsextract.extraction.own_process import core_count
from newsextract.output import means_folder
from newsextract.reading import (
    STDIN,
    USUAL_LIMITS,
    Fields,
    Item,
    Limits,
    Source,
    begins_as_many,
    holds_many,
    size,
)
from newsextract.reading.opening import is_address, is_folder

_LARGE = 200_000  # bytes that take seconds: a worker more saves more than its start costs


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command line, checked one by one but not against each other."""

    inputs: list[str]
    options: Options
    format: str
    usual_format: str = "auto"
    """What ``format`` "auto" means where the output's ending says nothing."""
    glob: str | None = None
    follow_links: bool = False
    fields: Fields | None = None
    brief: bool = False
    min_confidence: float = 0
    """What a find must have to be written."""
    output: str | None = None
    limits: Limits = USUAL_LIMITS
    workers: int | None = None
    timeout: float | None = None
    scheduler: str | None = None
    shard: tuple[int, int] | None = None
    force: bool = False
    prune: bool = False
    fail_fast: bool = False
    quiet: bool = False
    id: str | None = None
    read_archive: Callable[[Source], Iterator[Item]] | None = None
    """What gives the articles of an archive, with their records."""
    corrections: str | None = None
    read_too: Sequence[str] = ()
    """Files and folders that it reads beside its inputs: the list of these, settings, rules."""
    replaces_any: bool = False
    """Whether the output may take the place of a file that newsextract has not written."""

    @property
    def output_path(self) -> Path | None:
        """Where it writes; None for standard output."""
        return Path(self.output) if self.output is not None else None

    def would_write_nothing(self) -> bool:
        """Whether nothing comes on standard input, and an earlier file would give way to that."""
        if self.inputs != [STDIN] or not (self.output and holds_something(self.output)):
            return False
        return sys.stdin is not None and not cast(BufferedReader, sys.stdin.buffer).peek(1)

    def worker_count(self) -> int:
        """As many as were asked for; else one per core into a file, folder or archive, as far as it saves time."""
        if self.workers is not None:
            return self.workers
        if self.output is None or self.inputs == [STDIN] or self.is_one_article():
            return 1
        cores = core_count()
        return min(
            cores, 1 + size(self.inputs, cores * _LARGE, self.glob, self.follow_links, self.output_path) // _LARGE
        )

    def is_one_article(self) -> bool:
        """Whether there is no other article that the end of this process could cost; then it does all by itself."""
        if len(self.inputs) > 1 or means_folder(self.output, self.inputs):
            return False
        [name] = self.inputs
        if name == STDIN:
            return not begins_as_many(sys.stdin.buffer if sys.stdin else None)
        return is_address(name) or not (holds_many(name) or is_folder(name) or has_magic(name))

    def shows_bar(self) -> bool:
        """Not where the records come on the same terminal, but for a large file: its record is long in coming.

        Nor where tables go into a pipe: there a pager has the terminal.
        """
        if self.output is not None or not sys.stderr.isatty():
            return sys.stderr.isatty()
        if sys.stdout.isatty():
            return self._is_one_large_file()
        return not self.brief and self.format != "table"

    def _is_one_large_file(self) -> bool:
        try:
            return self.is_one_article() and os.path.getsize(self.inputs[0]) >= _LARGE  # noqa: PTH202
        except OSError:
            return False

    def is_on_same_terminal(self) -> bool:
        """Whether records and what the run says are shown on one terminal."""
        return self.output is None and sys.stdout.isatty() and sys.stderr.isatty()


def holds_something(path: str) -> bool:
    """Whether it is a file with anything in it."""
    return os.path.isfile(path) and os.path.getsize(path) > 0  # noqa: PTH113, PTH202 - a name may be too long
