"""Where ``Extractor.pipe`` finds what shares its articles out among processes: the package above gives it here."""

from __future__ import annotations

TYPE_CHECKING = False  # typing's is one import more, and every start imports this
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from newsextract.extraction.options import Options
    from newsextract.reading.article import Article
    from newsextract.records.record import Record

share: Callable[[Iterable[Article], Options, int], Generator[Record, None, None]]
"""One record an article, in order, by so many processes, of which each loads what the options ask for."""
