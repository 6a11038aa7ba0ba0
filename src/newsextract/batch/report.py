"""What a run says on standard error: a line for each failure, a bar on a terminal, one line with counts at the end."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.batch.results import Result
from newsextract.installed import Remedies
from newsextract.output.inert import inert_line
from newsextract.output.streams import say
from newsextract.plural import counted
from newsextract.reading import Failure, Reason
from newsextract.reading.language import ENGLISH, is_not_read, language_name

if TYPE_CHECKING:
    from rich.progress import Progress

_BAR_AFTER = 1.0  # seconds: a short run needs no bar


_NOT_READ: dict[Reason, tuple[str, str]] = {
    "special": ("special file", " ({})"),
    "link": ("link", " out of the folder ({}): --follow-links reads such"),
    "again": ("link", " to what is read already ({})"),
    "output": ("folder", " that this run writes to ({})"),
}


class _Group:
    """Paths, of which the number is kept, and the one path or the folder that has them all."""

    def __init__(self) -> None:
        self.count = 0
        self.where = ""

    def add(self, path: str) -> None:
        self.count += 1
        self.where = path if self.count == 1 else _folder_of_both(self.where, path)

    def __str__(self) -> str:
        return self.where if self.count == 1 else f"in {self.where}"


class Report:
    """Counts, and tells. With ``bar``, for a standard error that is a terminal; ``quiet`` tells failures only."""

    def __init__(self, bar: bool, quiet: bool, any_language: bool = False) -> None:
        """The clock runs from here. ``any_language``: an article that is not in English was read all the same."""
        self.articles = self.words = self.failed = 0
        self.skipped = 0
        """How many articles were finished before."""
        self.replaced = 0
        """How many records took the place of one that an earlier run made of another text."""
        self.removed = 0
        """How many records were removed."""
        self.left = False
        """Whether an earlier output file was left as it was, for no article was read."""
        self._total: int | None = None
        self._count: Callable[[], int | None] = lambda: None
        self._bar, self._quiet = bar and not quiet, quiet
        self._progress: Progress | None = None
        self._timer: threading.Timer | None = None
        self._showing = threading.Lock()
        self._endings: Counter[str] = Counter()
        self._passed_over = {reason: _Group() for reason in _NOT_READ}
        self._records = _Group()
        self._any_language = any_language
        self._foreign: Counter[str] = Counter()
        self._remedies = Remedies()
        self._start = time.monotonic()

    def expect(self, count: Callable[[], int | None]) -> None:
        """Have a thread find out how many articles there will be, once there is a bar to show it."""
        self._count = count

    def wait(self) -> None:
        """Show the bar after a while, also before the first result: a large article takes its time."""
        if self._bar:
            self._timer = threading.Timer(_BAR_AFTER, self._show)
            self._timer.daemon = True
            self._timer.start()

    def results(self, results: Sequence[Result], failures: Sequence[Failure]) -> None:
        """Count some results, and tell of their failures and of articles without text."""
        for result in results:
            if result.item and not isinstance(result.outcome, Failure):
                self.articles += 1
                self.words += result.outcome.words
                if not self._quiet and not result.outcome.words:
                    self.tell(result.item.id, "empty: nothing to extract")
                self._note_language(result.item.id, result.outcome.language)
        self.failed += len(failures)
        for failure in failures:
            self.tell(failure.id, self._remedies.once(failure.message))
        if self._bar:
            self._show()

    def _note_language(self, id: str, language: str | None) -> None:
        if language in (None, ENGLISH) or self._any_language:
            return
        self._foreign[language_name(str(language))] += 1
        self.note(id, f"{is_not_read(str(language))}: --any-language reads it all the same")

    def tell_foreign(self) -> None:
        """How many articles were not in English, in one line, unless quiet."""
        if total := self._foreign.total():
            names = ", ".join(f"{many:,} {name}" for name, many in self._foreign.most_common())
            if not self._quiet:
                self._print(f"{counted(total, 'article')} not in English, recorded without finds: {names}")

    def tell(self, about: str, message: str) -> None:
        """One line."""
        self._print(f"{about}: {message}")

    def _print(self, message: str) -> None:
        if self._progress:
            line = inert_line(f"newsextract: {message}")
            self._progress.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            say(message)

    def passed_over(self, path: str, reason: Reason) -> None:
        """Count what is found and not read."""
        if reason == "type":
            self._endings[Path(path).suffix.lower() or "without ending"] += 1
        elif reason != "output" or not self._passed_over[reason].count:  # a run writes to one folder
            self._passed_over[reason].add(path)

    def records(self, path: str) -> None:
        """Count a file of records among the articles."""
        self._records.add(path)

    def tell_passed_over(self) -> None:
        """How many there were of each sort, in one line each, unless quiet."""
        if self._quiet:
            return
        if endings := self._endings.most_common(5):
            counts = ", ".join(f"{many:,} {ending}" for ending, many in endings)
            more = ", ..." if len(self._endings) > len(endings) else ""
            self._print(f"skipped {counted(self._endings.total(), 'file')}: {counts}{more}")
        for reason, (noun, rest) in _NOT_READ.items():
            if (group := self._passed_over[reason]).count:
                self._print(f"skipped {counted(group.count, noun)}{rest.format(group)}")
        if self._records.count == 1:
            self.tell(self._records.where, "holds records, no articles: skipped")
        elif self._records.count:
            self._print(f"skipped {counted(self._records.count, 'file')} of records, no articles ({self._records})")

    def note(self, about: str, message: str) -> None:
        """One line, unless quiet."""
        if not self._quiet:
            self.tell(about, message)

    def close(self) -> None:
        """Take the bar away, for good."""
        if self._timer:
            self._timer.cancel()
        with self._showing:
            self._bar = False
            if self._progress:
                with suppress(OSError):  # the terminal may be closed by now
                    self._progress.stop()
                self._progress = None

    def summary(self) -> str:
        """The counts in one line."""
        seconds = time.monotonic() - self._start
        counts = [
            f"{counted(self.articles, 'article')}, {counted(self.words, 'word')} in "
            f"{_clock(seconds)} ({self.words / max(seconds, 0.001):,.0f} words/s)"
        ]
        if self.skipped:
            counts.append(f"{self.skipped:,} finished before")
        if self.replaced:
            counts.append(f"{self.replaced:,} replaced")
        if self.removed:
            counts.append(f"{self.removed:,} removed")
        counts.append(f"{self.failed:,} failed")
        return "; ".join(counts)

    def _show(self) -> None:
        with self._showing:
            if self._bar and time.monotonic() - self._start >= _BAR_AFTER:
                try:
                    self._update()
                except OSError:  # the terminal has been closed
                    self._bar = False

    def _update(self) -> None:
        if not self._progress:
            self._progress = _make_progress()
            self._progress.start()
            self._task = self._progress.add_task("", total=None, left="")
            threading.Thread(target=self._find_total, daemon=True).start()
        seconds = time.monotonic() - self._start
        self._progress.update(
            self._task,
            completed=self.articles + self.failed + self.skipped,
            total=self._total,
            description=f"{self.words / seconds:,.0f} words/s, {self.failed:,} failed",
            left=self._left(seconds),
        )

    def _find_total(self) -> None:
        self._total = self._count()
        self._show()

    def _left(self, seconds: float) -> str:
        """The time that is left at the rate of this run: what was finished before took it none."""
        done = self.articles + self.failed
        if self._total is None or not done:
            return ""
        return f"· {_clock(max(0, self._total - done - self.skipped) * seconds / done)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _folder_of_both(path: str, other: str) -> str:
    try:
        return os.path.commonpath([path, other]) or os.curdir
    except ValueError:  # only one of them is absolute
        return os.curdir


def _make_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        MofNCompleteColumn(),
        TextColumn("articles"),
        BarColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
        transient=True,
        refresh_per_second=2,
    )
