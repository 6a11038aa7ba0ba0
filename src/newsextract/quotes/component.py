"""The spaCy component that finds an article's quotes and writes them on the Doc, as ``doc._.quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsextract.quotes.article import quotes
from newsextract.records import Quote

Doc.set_extension("quotes", default=(), force=True)


@Language.factory("news_quotes", requires=["doc._.people", "token.tag", "token.dep"], assigns=["doc._.quotes"])
def make_quotes(nlp: Language, name: str) -> NewsQuotes:
    """The factory behind ``nlp.add_pipe("news_quotes")``."""
    return NewsQuotes()


class NewsQuotes:
    """Writes ``doc._.quotes``, a tuple of records.Quote with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of the doc; the doc itself comes back."""
        people = doc._.people if Doc.has_extension("people") else ()
        finds: tuple[Quote, ...] = quotes(doc, people)
        doc._.quotes = finds
        return doc
