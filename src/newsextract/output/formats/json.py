"""JSON lines: one record a line; and JSON for reading: one indented record, or an array of several, or of none."""

from __future__ import annotations

import json
from typing import TextIO

from newsextract.output import Writer
from newsextract.output.inert import inert_json
from newsextract.reading import Article
from newsextract.records.record import Record


class JsonLinesWriter(Writer):
    """Writes one compact JSON object a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, article: Article, record: Record) -> None:
        """Write and flush one record."""
        self._stream.write(inert_json(json.dumps(record.to_dict(), ensure_ascii=False)) + "\n")
        self._stream.flush()


class JsonWriter:
    """Holds the first record back until it is known whether it is the only one; the others stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first: str | None = None
        self._several = False

    def write(self, article: Article, record: Record) -> None:
        """Write one record, or keep it if it is the first."""
        document = inert_json(json.dumps(record.to_dict(), ensure_ascii=False, indent=2))
        if self._first is None:
            self._first = document
            return
        self._stream.write(",\n" if self._several else f"[\n{self._first},\n")
        self._several = True
        self._stream.write(document)
        self._stream.flush()

    def close(self) -> None:
        """End the array, or write the only record."""
        self._stream.write("\n]\n" if self._several else f"{self._first or []}\n")
        self._stream.flush()
