"""Archives as inputs: their articles with their records, so that nothing is extracted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path

from newsextract.archive.corrections.corrections import Correction
from newsextract.archive.filling.parts import Part, corrections_of, groups, in_order
from newsextract.archive.store.database import ArchiveError, sqlite_errors
from newsextract.archive.store.finds import record_of
from newsextract.batch.ledger.origins import Origin, Stored
from newsextract.reading import Failure, Finished, Source
from newsextract.reading.article import UnreadableError
from newsextract.records.record import PartialRecord


class Taken:
    """The archives among the inputs of a run."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names``: the inputs, of whatever sort."""
        self._names, self._files = names, 0
        self._groups: dict[str, list[Part]] = {}
        self.is_for_archive = False
        self.identified: list[tuple[str, str]] = []
        """Whose wikidata they have, by name."""
        self.unfinished: list[str] = []
        """Those whose own run is not finished."""

    def into_archive(self) -> list[Correction]:
        """The corrections of those that are named; their articles are for another archive, which then follows these.

        Raises ArchiveError where corrections contradict each other.
        """
        self.is_for_archive = True
        parts = []
        for name in dict.fromkeys(self._names):
            with suppress(ArchiveError, OSError):  # what is no archive, or damaged, is reported when it is read
                parts.append(Part(Path(name), as_settled=True))
        for group in groups(parts):
            self._groups |= {str(part.path): group for part in group}
        self.identified = [one for part in parts for one in part.identified]
        self.unfinished = [str(part.path) for part in parts if not part.is_finished]
        return corrections_of(parts)

    def finished(self, source: Source) -> Iterator[Finished | Failure]:
        """The articles of the archive that is the source's file, and of those that are parts of the same run: they come
        with the first of these. Raises UnreadableError."""
        try:
            if (group := self._groups.get(str(Path(source.file)))) is None:
                group = [Part(Path(source.file), self.is_for_archive)]
            if group[0].path == Path(source.file):
                with ExitStack() as opened:
                    for part in group:
                        opened.enter_context(closing(part))
                    yield from self._finished(source, group)
        except ArchiveError as error:
            raise UnreadableError(str(error).removeprefix(f"{source.file}: ")) from error

    def _finished(self, source: Source, group: Sequence[Part]) -> Iterator[Finished | Failure]:
        rows = Counter[Path]()
        for place, part in in_order(group):
            rows[part.path] += 1
            with sqlite_errors(part.path, to_read=True):
                record = record_of(part.connection, place.article)
            origin = Origin(place.place, place.file, place.row, place.hash)
            known = Stored(origin, self._files + place.file_number, place.made, place.input)
            yield _finished(replace(source, file=str(part.path), row=rows[part.path]), record, known)
        self._files += max(part.files for part in group)


def _finished(source: Source, row: dict[str, object], known: Stored) -> Finished | Failure:
    try:
        record = PartialRecord.from_dict(row)
    except ValueError as error:
        return Failure(f"{source.file}: {row['id']}", f"{error}: restore a backup of the archive")
    text = record.text or ""
    return Finished(record.id, text, record.title, record.date, record.url, source, record=record, stored=known)
