"""The spaCy component that finds an article's quotes and writes them on the Doc, as ``doc._.quotes``."""

from __future__ import annotations

from spacy.tokens import Doc

from newsextract.quotes.article import quotes
from newsextract.records import Quote

Doc.set_extension("quotes", default=(), force=True)


class NewsQuotes:
    """Writes ``doc._.quotes``, a tuple of records.Quote with offsets into ``doc.text``.

    With ``indirect``, statements reported without marks too; these are read off the tree of every sentence, not
    only of those with marks.
    """

    def __init__(self, indirect: bool = False) -> None:
        """``indirect``: whether reported statements are looked for."""
        self.indirect = indirect

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of the doc; the doc itself comes back."""
        people = doc._.people if Doc.has_extension("people") else ()
        finds: tuple[Quote, ...] = quotes(doc, people, self.indirect)
        doc._.quotes = finds
        return doc
