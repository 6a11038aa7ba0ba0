"""An archive as an input: its articles with their records, so that nothing is extracted again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from newsextract.archive.database import OLDEST_READ, ArchiveError, opened, told
from newsextract.archive.origins import Origin, Stored
from newsextract.archive.rows import columns_there, record_of, stored
from newsextract.reading import Failure, Finished, Source
from newsextract.reading.article import UnreadableError
from newsextract.records.record import PartialRecord

_SOURCES = (
    "SELECT article_id, place, file, row, hash, file_number, made, input FROM source "
    "JOIN run ON run.id = run_id ORDER BY article_id"
)


def finished(source: Source) -> Iterator[Finished | Failure]:
    """The articles of the archive that is the source's file, in its order, also of one of an earlier version.

    Raises UnreadableError.
    """
    path = Path(source.file)
    try:
        with closing(opened(path, OLDEST_READ, by_any_thread=True)) as connection, told(path, to_read=True):
            connection.execute("BEGIN")  # all as it is now, though another run may add to it
            there = columns_there(connection)
            for row, (article, *origin, file_number, made, input) in enumerate(connection.execute(_SOURCES), 1):
                record = record_of(stored(connection, article, there))
                known = Stored(Origin(*origin), file_number, made, input)
                yield _finished(replace(source, row=row), record, known)
    except ArchiveError as error:
        raise UnreadableError(str(error).removeprefix(f"{path}: ")) from error


def _finished(source: Source, row: dict[str, object], known: Stored) -> Finished | Failure:
    try:
        record = PartialRecord.from_dict(row)
    except ValueError as error:
        return Failure(f"{source.file}: {row['id']}", f"{error}: restore a backup of the archive")
    text = record.text or ""
    return Finished(record.id, text, record.title, record.date, record.url, source, record=record, stored=known)
