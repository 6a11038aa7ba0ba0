"""A whole run as the command line asks for it: inputs, engine, sink and report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.batch.run.asked import Asked, holds_something
from newsextract.batch.run.report import Report
from newsextract.batch.run.rows import RowCounter, RowReader
from newsextract.batch.run.runner import run
from newsextract.batch.sinks.sink import Sink, StreamSink
from newsextract.batch.workers.alone import can_be_stopped
from newsextract.batch.workers.engine import Engine, StoppedError
from newsextract.batch.workers.results import to_first_failure
from newsextract.batch.workers.work import Extraction
from newsextract.extraction.options import Options
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
    Fields,
    Finished,
    Item,
    Source,
    count,
    unread,
)
from newsextract.reading.content import is_known
from newsextract.reading.folders import Search
from newsextract.reading.inputs import files
from newsextract.reading.opening import is_address
from newsextract.records.kinds import KINDS
from newsextract.rules import Overlay, laid_over

if TYPE_CHECKING:
    from newsextract.batch.sinks.keeping import KeptSink
    from newsextract.batch.workers.fingerprint import Fingerprint

_GOES_ON = "finished work is kept, the same command resumes"


@dataclass(frozen=True, slots=True)
class Request(Asked):
    """A run, which can be carried out."""

    def carry_out(self, archive: Callable[..., KeptSink]) -> bool:
        """Whether any input failed, or an earlier output file stays for want of records.

        ``archive`` makes the sink of an archive, of the first arguments that a FolderSink takes and ``corrections``.
        Raises ModelError, RulesError, OutputError and StoppedError.
        """
        report = Report(self.shows_bar(), self.quiet, self.options.any_language)
        with laid_over(Overlay(self.options.rules) if self.options.rules else None):
            folder = means_folder(self.output, self.inputs)
            format = choose_format(self.format, self.output, folder, self.brief, self.usual_format)
            self._report_ending(format, report)
            if self.corrections and format != "db":
                raise OutputError("--corrections: it corrects an archive: write one, by -o NAME.db")
            if folder or format == "db":
                self._into_place(archive, format, report)
            else:
                self._into_stream(format, report)
        report.report_not_read(self.min_confidence)
        return report.failed > 0 or report.left

    def _report_ending(self, format: Format, report: Report) -> None:
        usual = self.usual_format
        if self.output is not None and self.format == "auto" and usual not in ("auto", format) and not self.brief:
            what = "an archive" if format == "db" else format
            report.note(self.output, f"{what}, as its ending says, though the settings have format = {usual}")

    def _into_stream(self, format: Format, report: Report) -> None:
        if self.would_write_nothing():
            report.left = True
            report.tell(str(self.output), "left as it was, for nothing came on standard input")
            return
        reads, replaces = [*self.inputs, *self.read_too], partial(self._replaces, report)
        with open_output(self.output_path, reads, format, replaces, self.replaces_any) as stream:
            written_out: Format | None = "jsonl" if format == "jsonl" else None  # a line needs none of the others
            sink = StreamSink(stream, format, self.output or "standard output")
            digest = self._fingerprint().digest if self.scheduler else None
            self._extract(self._options_for(format), written_out, sink, report, digest)
        if self.shows_bar() and report.articles + report.failed > 1:
            report.note(self.output or "standard output", report.summary())

    def _replaces(self, report: Report) -> bool:
        """Whether the records take the place of an earlier file. Where they would be of no word it stays, and a
        line says so."""
        report.left = report.words == 0 and holds_something(str(self.output))
        if report.left:
            why = "there is no word in the articles" if report.articles else "no article was read"
            report.tell(str(self.output), f"left as it was, for {why}")
        return not report.left

    def _into_place(self, archive: Callable[..., KeptSink], format: Format, report: Report) -> None:
        """Fill a folder or an archive that an earlier run may have begun."""
        from newsextract.batch.ledger.layout import Layout
        from newsextract.batch.sinks.folder import FolderSink  # here, for a run into a stream needs none of these
        from newsextract.reading.named import Named

        assert self.output is not None
        data = self._fingerprint()
        made = {"version": data.version, "model": data.model, "rules": data.rules, **self.options.by_option_name()}
        made["--min-confidence"] = f"{self.min_confidence:g}"
        with output_errors(self.output):  # where the current folder has been deleted, no path is whole
            layout, named = Layout(self.inputs, "" if format == "db" else ending(format)), Named(self.inputs, self.glob)
        how = self.shard, self.force, self.prune
        options, place, see = self._options_for(format), Path(self.output), ""
        sink: KeptSink
        if format == "db":
            if self.options.kinds != KINDS:
                raise OutputError("--only: an archive always has all kinds: leave it out")
            if any(are_one(place, name) for name in self.inputs):
                raise OutputError(f"{place}: also an input: give -o another name")
            options = replace(options, text=True)
            sink = archive(place, layout, named, made, *how, corrections=self.corrections)
        else:
            check_folder(self.output, self.inputs, self.format)
            made["--format"] = format
            files = self._files_of_inputs()
            sink = folder = FolderSink(place, layout, named, made, *how, files=files, replaces_any=self.replaces_any)
            see = f" (see {folder.errors})"
        with closing(sink):
            self._report_change(sink, report)
            sink.on_phase = report.phase
            for note in sink.notes:
                report.note(self.output, note)
            try:
                self._extract(options, "jsonl" if format == "db" else format, sink, report, data.digest)
            except (StoppedError, OutputError) as error:
                raise type(error)(f"{error}; {_GOES_ON}") from error
            except KeyboardInterrupt as interrupt:
                interrupt.args = (_GOES_ON,)
                raise
        if problem := sink.problem():
            report.tell(self.output, problem)
        for message in sink.kept():
            report.note(self.output, message)
        report.replaced, report.removed, report.copies = sink.replaced, sink.removed, sink.copies
        report.note(self.output, report.summary() + (see if report.failed else ""))

    def _report_change(self, sink: Sink, report: Report) -> None:
        if sink.changed:
            changed = ", ".join(sink.changed)
            report.note_once(str(self.output), f"the last run used a different {changed}: its records are made again")

    def _files_of_inputs(self) -> Iterator[str]:
        """The files that the run will read, but for addresses and standard input."""
        search = Search(is_known, self.glob, self.follow_links, Path(self.output) if self.output else None)
        for name in self.inputs:
            if name != STDIN and not is_address(name):
                yield from (item.file for item in files(name, search) if isinstance(item, Source))

    def _fingerprint(self) -> Fingerprint:
        from newsextract.batch.workers.fingerprint import fingerprint

        return fingerprint(self.options.model, self.options.rules)

    def _extract(
        self, options: Options, written_out: Format | None, sink: Sink, report: Report, fingerprint: str | None
    ) -> None:
        guest = self.scheduler is not None
        job = Extraction(options, written_out, fingerprint, guest, self.limits, self.min_confidence)
        with (
            closing(report),
            self._engine(job, report) as engine,
            closing(RowReader(self.timeout)) as rows,
            closing(RowCounter()) as counter,
            closing(
                run(sink.todo(self._items(report, sink, rows if engine else None)), job, engine, self.timeout)
            ) as done,
        ):
            report.wait(partial(self._count, counter))
            for several in done:
                results = to_first_failure(several) if self.fail_fast else several
                if self.is_on_same_terminal():
                    report.close()
                self._report_change(sink, report)
                failures = sink.take(results)
                report.results(results, failures)
                report.skipped = sink.skipped
                if self.fail_fast and failures:
                    raise StoppedError("stopped at the first failure, as --fail-fast asks")
            report.skipped = sink.skipped
            report.results([], sink.finish())

    def _count(self, counter: RowCounter) -> int | None:
        """How many articles there will be; of a part of the inputs it is not known."""
        if self.shard:
            return None
        rows = partial(counter, fields=self.fields or Fields(), limits=self.limits)
        return count(self.inputs, self.glob, self.follow_links, self.output_path, rows)

    def _options_for(self, format: Format) -> Options:
        """The options, with what the format needs, and with whole paths: workers may be in another folder."""
        sentences = self.options.sentences or ROWS[format].has_sentences
        return replace(from_anywhere(self.options), sentences=sentences)

    def _items(self, report: Report, sink: Sink, rows: RowReader | None) -> Iterator[Item]:
        read_them = partial(
            unread,
            self.inputs,
            glob=self.glob,
            fields=replace(self.fields or Fields(), finished=sink.takes_records and not self.force),
            limits=self.limits,
            read_many=rows,
            read_archive=self._of_archive if self.read_archive else None,
            follow_links=self.follow_links,
            leave_out=self.output_path,
            on_skipped=report.passed_over,
            on_records=report.records,
            stdin_id=self.id,
        )
        if not self.shard:
            return sink.watched(read_them(wanted=sink.wants))
        from newsextract.batch.ledger.layout import Layout, may_hold, of_shard

        number, parts = self.shard
        layout = Layout(self.inputs, "")
        items = read_them(wanted=lambda source: sink.wants(source) and may_hold(source, layout, number, parts))
        return of_shard(sink.watched(items), layout, number, parts)

    def _of_archive(self, source: Source) -> Iterator[Item]:
        assert self.read_archive
        for item in self.read_archive(source):
            yield item.alone() if self.force and isinstance(item, Finished) else item

    @contextmanager
    def _engine(self, job: Extraction, report: Report) -> Iterator[Engine | None]:
        engine: Engine
        if self.scheduler:
            from newsextract.batch.workers.cluster import Cluster, danger_of

            if danger := danger_of(self.scheduler):
                report.note(self.scheduler, danger)
            engine = Cluster(job, self.scheduler)
        elif (
            (workers := self.worker_count()) > 1 or not self.is_one_article() or (self.timeout and not can_be_stopped())
        ):
            from newsextract.batch.workers.pool import Pool

            engine = Pool(job, workers, self.timeout)
        else:
            yield None
            return
        with closing(engine):
            yield engine
