"""JSON lines: one record a line, flushed as soon as it is there."""

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
