"""The spaCy component that finds an article's people and writes them on the Doc, as ``doc._.people``."""

from __future__ import annotations

from spacy.tokens import Doc

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.headings import read_article
from newsextract.people.classifying.evidence import names, votes
from newsextract.people.classifying.verdict import Judged, judge
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.persons import persons
from newsextract.records import doc_finds  # noqa: F401

Doc.set_extension("name_odds", default=(), force=True)


class NewsPeople:
    """Writes ``doc._.people``, a tuple of records.Person with offsets into ``doc.text``, and ``doc._.name_odds``.

    These are the start, the end and the log odds of a person of every name that was judged.
    """

    def __init__(self) -> None:
        """Read the rules. Raises rules.RulesError."""
        self._lexicon = lexicon()
        self._votes = votes()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of the doc; the doc itself comes back."""
        words, judged = self.judged(doc)
        doc._.people = persons(words, judged, self._lexicon)
        doc._.name_odds = [(*sighting.span, one.score) for one in judged for sighting in one.name.sightings]
        return doc

    def judged(self, doc: Doc) -> tuple[Words, list[Judged]]:
        """The words of the doc, and each name with its verdict."""
        words = read_article(doc, self._lexicon)
        return words, judge(words, names(words, self._lexicon), self._lexicon, self._votes)
