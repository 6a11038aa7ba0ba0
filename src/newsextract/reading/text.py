"""Plain text: a file is an article."""

from __future__ import annotations

import io
from collections.abc import Iterator

from newsextract.decoding import decode
from newsextract.reading.article import Article, Failure, Source
from newsextract.reading.rows import Fields


def read(source: Source, stream: io.BufferedReader, fields: Fields) -> Iterator[Article | Failure]:
    """The one article of a text file, as it stands. Raises NotTextError."""
    yield Article(source.file, decode(stream.read(), source.file), source=source)
