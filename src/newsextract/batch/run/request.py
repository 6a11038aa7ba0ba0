"""A run carried out: inputs, engine, sink and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from glob import has_magic
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, cast

from newsextract.batch.run.options import AUTO, Request
from newsextract.batch.run.report import Report
from newsextract.batch.run.rows import RowCounter, RowReader
from newsextract.batch.run.runner import run
from newsextract.batch.sinks.sink import Sink, StreamSink
from newsextract.batch.workers.alone import can_be_stopped
from newsextract.batch.workers.engine import Engine, StoppedError
from newsextract.batch.workers.results import to_first_failure
from newsextract.batch.workers.work import Extraction
from newsextract.extraction.options import Options
from newsextract.extraction.own_process import core_count
from newsextract.extraction.pipeline import from_anywhere
from newsextract.output import (
    OutputError,
    check_folder,
    choose_format,
    ending,
    means_folder,
    open_output,
    output_errors,
)
from newsextract.output.formats import ROWS, Format
from newsextract.output.replacing import are_one
from newsextract.reading import (
    STDIN,
    USUAL_LIMITS,
    Fields,
    Finished,
    Item,
    Search,
    Source,
    begins_as_many,
    count,
    holds_many,
    size,
    unread,
)
from newsextract.reading.named import files
from newsextract.reading.opening import is_address, is_folder
from newsextract.records.kinds import KINDS
from newsextract.rules import Overlay, using_overlay

if TYPE_CHECKING:
    from newsextract.batch.sinks.keeping import KeptSink
    from newsextract.batch.workers.fingerprint import Fingerprint

_LARGE = 200_000  # bytes that take seconds: a worker more saves more than its start costs
_RESUMES = "finished work is kept, the same command resumes"


class Run:
    """What was asked for, carried out."""

    def __init__(self, asked: Request) -> None:
        self.asked, self.options = asked, asked.options
        self.output_path = None if asked.output is None else Path(asked.output)
        self.search = Search(asked.glob, asked.follow_links, self.output_path)
        self.limits = asked.limit or USUAL_LIMITS
        self.fields = Fields(asked.text_field, asked.id_field, asked.title_field, asked.date_field)
        self.report = Report(self._shows_bar(), asked.quiet, asked.options.any_language)

    def carry_out(self, archive: Callable[..., KeptSink]) -> bool:
        """Whether any input failed, or an earlier output file stays for want of records.

        ``archive`` makes the sink of an archive, of the first arguments that a FolderSink takes and ``corrections``.
        Raises ModelError, RulesError, OutputError and StoppedError.
        """
        asked = self.asked
        with using_overlay(Overlay(self.options.rules) if self.options.rules else None):
            folder = means_folder(asked.output, asked.inputs)
            format = choose_format(asked.format, asked.output, folder, asked.brief, asked.usual_format)
            self._report_ending(format)
            if asked.corrections and format != "db":
                raise OutputError("--corrections: it corrects an archive: write one, by -o NAME.db")
            if folder or format == "db":
                self._into_place(archive, format)
            else:
                self._into_stream(format)
        self.report.report_not_read(asked.min_confidence)
        return self.report.failed > 0 or self.report.left

    def _report_ending(self, format: Format) -> None:
        output, usual = self.asked.output, self.asked.usual_format
        if output is not None and self.asked.format == AUTO and usual not in (AUTO, format) and not self.asked.brief:
            what = "an archive" if format == "db" else format
            self.report.note(output, f"{what}, as its ending says, though the settings have format = {usual}")

    def _into_stream(self, format: Format) -> None:
        asked, report, output = self.asked, self.report, str(self.asked.output or "standard output")
        if self._would_write_nothing():
            report.left = True
            report.tell(output, "left as it was, for nothing came on standard input")
            return
        reads = [*asked.inputs, *asked.read_too]
        with open_output(self.output_path, reads, format, self._replaces, asked.replaces_any) as stream:
            written_out: Format | None = "jsonl" if format == "jsonl" else None  # a line needs none of the others
            digest = self._fingerprint().digest if asked.scheduler else None
            self._extract(self._options_for(format), written_out, StreamSink(stream, format, output), digest)
        if self._shows_bar() and report.articles + report.failed > 1:
            report.note(output, report.summary())

    def _replaces(self) -> bool:
        """Whether the records take the place of an earlier file: not where they are of no word, as a line says."""
        report = self.report
        report.left = report.words == 0 and _holds_something(self.asked.output)
        if report.left:
            why = "there is no word in the articles" if report.articles else "no article was read"
            report.tell(str(self.asked.output), f"left as it was, for {why}")
        return not report.left

    def _into_place(self, archive: Callable[..., KeptSink], format: Format) -> None:
        """Fill a folder or an archive that an earlier run may have begun."""
        from newsextract.batch.sinks.folder import FolderSink  # here, for a run into a stream needs none of these
        from newsextract.ledger.layout import Layout, Shard
        from newsextract.reading.named import Named

        asked, report = self.asked, self.report
        assert asked.output is not None
        data = self._fingerprint()
        made = {"version": data.version, "model": data.model, "rules": data.rules, **self.options.by_option_name()}
        made["--min-confidence"] = f"{asked.min_confidence:g}"
        with output_errors(asked.output):  # where the current folder has been deleted, no path is whole
            layout, named = (
                Layout(asked.inputs, "" if format == "db" else ending(format)),
                Named(asked.inputs, asked.glob),
            )
        how = Shard(*asked.shard) if asked.shard else None, asked.force, asked.prune
        options, place, see = self._options_for(format), Path(asked.output), ""
        sink: KeptSink
        if format == "db":
            if self.options.kinds != KINDS:
                raise OutputError("--only: an archive always has all kinds: leave it out")
            if any(are_one(place, name) for name in asked.inputs):
                raise OutputError(f"{place}: also an input: give -o another name")
            options = replace(options, text=True)
            sink = archive(place, layout, named, made, *how, corrections=asked.corrections)
        else:
            check_folder(asked.output, asked.inputs, asked.format)
            made["--format"] = format
            files = self._files_of_inputs()
            sink = folder = FolderSink(place, layout, named, made, *how, files=files, replaces_any=asked.replaces_any)
            see = f" (see {folder.errors})"
        with closing(sink):
            self._report_change(sink)
            sink.on_phase = report.phase
            for note in sink.notes:
                report.note(asked.output, note)
            try:
                self._extract(options, "jsonl" if format == "db" else format, sink, data.digest)
            except (StoppedError, OutputError) as error:
                raise type(error)(f"{error}; {_RESUMES}") from error
            except KeyboardInterrupt as interrupt:
                interrupt.args = (_RESUMES,)
                raise
        if problem := sink.problem():
            report.tell(asked.output, problem)
        for message in sink.kept():
            report.note(asked.output, message)
        report.replaced, report.removed, report.copies = sink.replaced, sink.removed, sink.copies
        report.note(asked.output, report.summary() + (see if report.failed else ""))

    def _report_change(self, sink: Sink) -> None:
        if sink.changed:
            changed, output = ", ".join(sink.changed), str(self.asked.output)
            self.report.note_once(output, f"the last run used a different {changed}: its records are made again")

    def _files_of_inputs(self) -> Iterator[str]:
        """The files that the run will read, but for addresses and standard input."""
        for name in self.asked.inputs:
            if name != STDIN and not is_address(name):
                yield from (item.file for item in files(name, self.search) if isinstance(item, Source))

    def _fingerprint(self) -> Fingerprint:
        from newsextract.batch.workers.fingerprint import fingerprint

        return fingerprint(self.options.model, self.options.rules)

    def _extract(self, options: Options, written_out: Format | None, sink: Sink, fingerprint: str | None) -> None:
        asked, report = self.asked, self.report
        guest = asked.scheduler is not None
        job = Extraction(options, written_out, fingerprint, guest, self.limits, asked.min_confidence)
        with (
            closing(report),
            self._engine(job) as engine,
            closing(RowReader(asked.timeout)) as rows,
            closing(RowCounter()) as counter,
            closing(run(sink.todo(self._items(sink, rows if engine else None)), job, engine, asked.timeout)) as done,
        ):
            report.wait(lambda: self._count(counter))
            for several in done:
                results = to_first_failure(several) if asked.fail_fast else several
                if asked.output is None and sys.stdout.isatty() and sys.stderr.isatty():
                    report.close()  # the records come on the bar's terminal
                self._report_change(sink)
                failures = sink.take(results)
                report.results(results, failures)
                report.skipped = sink.skipped
                if asked.fail_fast and failures:
                    raise StoppedError("stopped at the first failure, as --fail-fast asks")
            report.skipped = sink.skipped
            report.results([], sink.finish())

    def _count(self, counter: RowCounter) -> int | None:
        """How many articles there will be; of a part of the inputs it is not known."""
        asked = self.asked
        if asked.shard:
            return None

        def rows(source: Source) -> int | None:
            return counter(source, self.fields, self.limits)

        return count(asked.inputs, self.search, rows)

    def _options_for(self, format: Format) -> Options:
        """The options, with what the format needs, and with whole paths: workers may be in another folder."""
        sentences = self.options.sentences or ROWS[format].has_sentences
        return replace(from_anywhere(self.options), sentences=sentences)

    def _items(self, sink: Sink, rows: RowReader | None) -> Iterator[Item]:
        asked = self.asked

        def items(wanted: Callable[[Source], bool]) -> Iterator[Item]:
            found = unread(
                asked.inputs,
                replace(self.search, on_skipped=self.report.passed_over),
                fields=replace(self.fields, finished=sink.takes_records and not asked.force),
                limits=self.limits,
                read_many=rows,
                read_archive=self._of_archive if asked.read_archive else None,
                on_records=self.report.records,
                wanted=wanted,
                stdin_id=asked.id,
            )
            return sink.watched(found)

        if not asked.shard:
            return items(sink.wants)
        from newsextract.ledger.layout import Layout, Shard

        shard, layout = Shard(*asked.shard), Layout(asked.inputs, "")
        return shard.of(items(lambda source: sink.wants(source) and shard.may_have(source, layout)), layout)

    def _of_archive(self, source: Source) -> Iterator[Item]:
        assert self.asked.read_archive
        for item in self.asked.read_archive(source):
            yield item.alone() if self.asked.force and isinstance(item, Finished) else item

    @contextmanager
    def _engine(self, job: Extraction) -> Iterator[Engine | None]:
        asked = self.asked
        engine: Engine
        if asked.scheduler:
            from newsextract.batch.workers.cluster import Cluster, danger_of

            if danger := danger_of(asked.scheduler):
                self.report.note(asked.scheduler, danger)
            engine = Cluster(job, asked.scheduler)
        elif (
            (workers := self._worker_count()) > 1
            or not self._is_one_article()
            or (asked.timeout and not can_be_stopped())
        ):
            from newsextract.batch.workers.pool import Pool

            engine = Pool(job, workers, asked.timeout)
        else:
            yield None
            return
        with closing(engine):
            yield engine

    def _would_write_nothing(self) -> bool:
        """Whether nothing comes on standard input, and an earlier file would give way to that."""
        if self.asked.inputs != [STDIN] or not _holds_something(self.asked.output):
            return False
        return sys.stdin is not None and not cast(BufferedReader, sys.stdin.buffer).peek(1)

    def _worker_count(self) -> int:
        """As many as were asked for; else one per core into a file, folder or archive, as far as it saves time."""
        asked = self.asked
        if asked.workers is not None:
            return asked.workers
        if asked.output is None or asked.inputs == [STDIN] or self._is_one_article():
            return 1
        cores = core_count()
        total = size(asked.inputs, self.search, cores * _LARGE)
        return min(cores, 1 + total // _LARGE)

    def _is_one_article(self) -> bool:
        """Whether there is no other article that the end of this process could cost; then it does all by itself."""
        if len(self.asked.inputs) > 1 or means_folder(self.asked.output, self.asked.inputs):
            return False
        [name] = self.asked.inputs
        if name == STDIN:
            return not begins_as_many(sys.stdin.buffer if sys.stdin else None)
        return is_address(name) or not (holds_many(name) or is_folder(name) or has_magic(name))

    def _shows_bar(self) -> bool:
        """Not where the records come on the same terminal, but for a large file: its record is long in coming.

        Nor where tables go into a pipe: there a pager has the terminal.
        """
        if self.asked.output is not None or not sys.stderr.isatty():
            return sys.stderr.isatty()
        if sys.stdout.isatty():
            with suppress(OSError):
                return self._is_one_article() and os.path.getsize(self.asked.inputs[0]) >= _LARGE  # noqa: PTH202
            return False
        return not self.asked.brief and self.asked.format != "table"


def _holds_something(path: str | None) -> bool:
    """Whether it is a file with anything in it."""
    return path is not None and os.path.isfile(path) and os.path.getsize(path) > 0  # noqa: PTH113, PTH202 - too long names
