"""The spaCy component that finds an article's quotes and writes them on the Doc, as ``doc._.quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsextract.quotes.article import quotes
from newsextract.records import Quote

Doc.set_extension("quotes", default=(), force=True)


@Language.factory(
    "news_quotes",
    requires=["doc._.people", "token.tag", "token.dep"],
    assigns=["doc._.quotes"],
    default_config={"indirect": False},
)
def make_quotes(nlp: Language, name: str, indirect: bool) -> NewsQuotes:
    """The factory behind ``nlp.add_pipe("news_quotes", config={"indirect": ...})``."""
    return NewsQuotes(indirect)


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
