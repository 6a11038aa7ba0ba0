"""What a run says on standard error: a line for each failure, a bar on a terminal, one line with counts at the end."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract import rules
from newsextract.batch.workers.results import Result
from newsextract.extraction.language import ENGLISH, is_not_read, language_name
from newsextract.installed import Remedies
from newsextract.output.inert import inert_line
from newsextract.output.streams import say
from newsextract.plural import counted
from newsextract.reading import ENDINGS, Failure, Finished, Reason
from newsextract.reading.article import RecordsError
from newsextract.reading.tables.finished import REMEDY

if TYPE_CHECKING:
    from rich.progress import Progress

BAR_AFTER = 1.0  # seconds: a short run needs no bar
_ARTICLES = "articles"


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
        self.articles = self.words = self.failed = self.unsure = 0
        self.skipped = self.replaced = self.removed = self.copies = 0
        """What a KeptSink counts."""
        self.left = False
        """Whether an earlier output file was left as it was, for no article was read."""
        self._quiet, self._any_language = quiet, any_language
        self._bar: Bar | None = Bar() if bar and not quiet else None
        self._endings: Counter[str] = Counter()
        self._passed_over = {reason: _Group() for reason in _NOT_READ}
        self._records: dict[str, _Group] = {}
        self._taken: Counter[str] = Counter()
        self._foreign: Counter[str] = Counter()
        self._remedies = Remedies()
        self._reported: set[str] = set()
        self._start = time.monotonic()

    def wait(self, count: Callable[[], int | None] = lambda: None) -> None:
        """Show the bar after a while, also before the first result: a large article takes its time. ``count`` finds
        out how many articles there will be."""
        if self._bar:
            self._bar.wait(count)

    def results(self, results: Sequence[Result], failures: Sequence[Failure]) -> None:
        """Count some results, and tell of their failures and of articles without text."""
        for result in results:
            if result.item and not isinstance(result.outcome, Failure):
                self.articles += 1
                self.words += result.outcome.words
                self.unsure += result.outcome.unsure
                if not result.outcome.words:
                    self.note(result.item.id, "empty: nothing to extract")
                if isinstance(result.item, Finished):
                    self._taken[result.item.record.model] += 1
                else:
                    self._note_language(result.item.id, result.outcome.language)
        self.failed += len(failures)
        for failure in failures:
            self.tell(failure.id, self._remedies.once(failure.message))
        if self._bar:
            seconds = max(time.monotonic() - self._start, 0.001)
            speed = f"{self.words / seconds:,.0f} words/s, {self.failed:,} failed"
            self._bar.show(self.articles + self.failed + self.skipped, speed)

    def phase(self, what: str, done: int, left: Callable[[], int]) -> None:
        """Have the bar tell what is done after the last article, and how far it is."""
        if self._bar:
            self._bar.phase(what, done, done + left())

    def _note_language(self, id: str, language: str | None) -> None:
        if language in (None, ENGLISH) or self._any_language:
            return
        self._foreign[language_name(str(language))] += 1
        self.note(id, f"{is_not_read(str(language))}: --any-language reads it all the same")

    def tell(self, about: str, message: str) -> None:
        """One line."""
        self._print(f"{about}: {message}")

    def note(self, about: str, message: str) -> None:
        """One line, unless quiet."""
        if not self._quiet:
            self.tell(about, message)

    def note_once(self, about: str, message: str) -> None:
        """The same of what may be reported several times."""
        if message not in self._reported:
            self._reported.add(message)
            self.note(about, message)

    def _print(self, message: str) -> None:
        if not (self._bar and self._bar.print(message)):
            say(message)

    def passed_over(self, path: str, reason: Reason) -> None:
        """Count what is found and not read."""
        if reason == "type":
            self._endings[Path(path).suffix.lower() or "without ending"] += 1
        elif reason != "output" or not self._passed_over[reason].count:  # a run writes to one folder
            self._passed_over[reason].add(path)

    def records(self, path: str, error: RecordsError) -> None:
        """Count a file of records among the articles."""
        if error.is_of_notes:
            return
        self._records.setdefault(error.lacks, _Group()).add(path)

    def report_not_read(self, min_confidence: float = 0) -> None:
        """How many of each sort were not read, or recorded without finds, or left out for want of confidence, in one
        line each.

        If quiet, files of types that may hold an article, and no others.
        """
        for line in self._of_types() if self._quiet else self._not_read(min_confidence):
            self._print(line)

    def _not_read(self, min_confidence: float) -> Iterator[str]:
        if min_confidence:
            yield f"left out {counted(self.unsure, 'find')} of less confidence than {min_confidence:g}"
        if total := self._foreign.total():
            names = ", ".join(f"{many:,} {name}" for name, many in self._foreign.most_common())
            yield f"{counted(total, 'article')} not in English, recorded without finds: {names}"
        yield from self._of_types()
        for reason, (noun, rest) in _NOT_READ.items():
            if (group := self._passed_over[reason]).count:
                yield f"skipped {counted(group.count, noun)}{rest.format(group)}"
        for lacks, group in self._records.items():
            without = f" without {lacks}" if lacks else ", no articles"
            remedy = f": {REMEDY}" if lacks else ""
            if group.count == 1:
                yield f"{group}: holds records{without}: skipped{remedy}"
            else:
                yield f"skipped {counted(group.count, 'file')} of records{without} ({group}){remedy}"

    def _of_types(self) -> Iterator[str]:
        # what has an ending that is read was looked into
        left_out = {*ENDINGS, *rules.table("reading/skipped")["of_no_article"]} if self._quiet else set()
        skipped = Counter({ending: many for ending, many in self._endings.items() if ending not in left_out})
        if endings := skipped.most_common(5):
            counts = ", ".join(f"{many:,} {ending}" for ending, many in endings)
            more = ", ..." if len(skipped) > len(endings) else ""
            yield f"skipped {counted(skipped.total(), 'file')}: {counts}{more}"

    def close(self) -> None:
        """Take the bar away, for good."""
        if self._bar:
            self._bar.close()
            self._bar = None

    def summary(self) -> str:
        """The counts in one line."""
        seconds = time.monotonic() - self._start
        counts = [
            f"{counted(self.articles, 'article')}, {counted(self.words, 'word')} in "
            f"{timedelta(seconds=round(seconds))} ({self.words / max(seconds, 0.001):,.0f} words/s)"
        ]
        if taken := self._taken.total():
            models = [f"{many:,} by {model}" for model, many in self._taken.most_common()]
            made_by = ", ".join(models) if len(models) > 1 else f"by {next(iter(self._taken))}"
            counts.append(f"{counted(taken, 'record')} taken over, none extracted again (made {made_by})")
        others = {"finished before": self.skipped, "replaced": self.replaced, "removed": self.removed}
        counts += [f"{many:,} {what}" for what, many in others.items() if many]
        if self.copies:
            counts.append(counted(self.copies, "copy of another article", "copies of other articles"))
        return "; ".join([*counts, f"{self.failed:,} failed"])


class Bar:
    """A bar on standard error, once a run has taken a while."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._done, self._text = 0, ""
        self._what = _ARTICLES
        self._total: int | None = None
        self._timer: threading.Timer | None = None
        self._progress: Progress | None = None
        self._changing = threading.Lock()

    def wait(self, count: Callable[[], int | None]) -> None:
        """Show it after a while. ``count`` finds the total, in a thread of its own."""
        self._timer = threading.Timer(BAR_AFTER, self._start, (count,))
        self._timer.daemon = True
        self._timer.start()

    def show(self, done: int, text: str) -> None:
        """What is done, and what to say of it."""
        self._done, self._text = done, text
        if self._progress and self._what == _ARTICLES:
            with suppress(OSError):  # the terminal may be closed by now
                self._progress.update(self._task, completed=done, description=text)

    def phase(self, what: str, done: int, total: int) -> None:
        """What is done once there are no more articles, as a bar of its own."""
        with self._changing, suppress(OSError):
            is_new, self._what = what != self._what, what
            self._done, self._total = done, total
            if self._progress and is_new:
                self._progress.reset(self._task, total=total, description="", what=what)
            if self._progress:
                self._progress.update(self._task, completed=done, total=total)

    def print(self, message: str) -> bool:
        """A line above it; False where it is not there."""
        if self._progress:
            line = inert_line(f"newsextract: {message}")
            self._progress.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        return self._progress is not None

    def close(self) -> None:
        """Take it away."""
        with self._changing:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            if self._progress:
                with suppress(OSError):
                    self._progress.stop()
                self._progress = None

    def _start(self, count: Callable[[], int | None]) -> None:
        progress = _make_progress()
        with self._changing, suppress(OSError):
            if self._timer is None:  # closed by now
                return
            self._task = progress.add_task("", total=self._total, completed=self._done, what=self._what)
            progress.start()
            self._progress = progress
            self.show(self._done, self._text)
        total = count()
        with self._changing:
            if self._what == _ARTICLES:
                progress.update(self._task, total=total)


def _folder_of_both(path: str, other: str) -> str:
    try:
        return os.path.commonpath([path, other]) or os.curdir
    except ValueError:  # only one of them is absolute
        return os.curdir


def _make_progress() -> Progress:
    from rich import progress
    from rich.console import Console

    return progress.Progress(
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[what]}"),
        progress.BarColumn(),
        progress.TextColumn("{task.description}"),
        progress.TimeElapsedColumn(),
        progress.TextColumn("· left:"),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        refresh_per_second=2,
    )
