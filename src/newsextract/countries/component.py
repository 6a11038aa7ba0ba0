"""The spaCy component that finds an article's countries and writes them on the Doc as ``doc._.countries``."""

from __future__ import annotations

from spacy.tokens import Doc

from newsextract.countries.finds import country_finds
from newsextract.records import doc_finds  # noqa: F401


class NewsCountries:
    """Writes ``doc._.countries``, a tuple of records.Country with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the countries of the doc; the doc itself comes back."""
        doc._.countries = country_finds(doc)
        return doc
