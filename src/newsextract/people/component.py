"""The spaCy component that finds an article's people and writes them on the Doc, as ``doc._.people``."""

from __future__ import annotations

from spacy.tokens import Doc

from newsextract import doc_finds, rules  # noqa: F401
from newsextract.people.candidates import candidates
from newsextract.people.evidence import names
from newsextract.people.headings import read_article
from newsextract.people.lexicon import lexicon
from newsextract.people.persons import persons
from newsextract.people.verdict import judge


class NewsPeople:
    """Writes ``doc._.people``, a tuple of records.Person with offsets into ``doc.text``."""

    def __init__(self) -> None:
        """Read the rules. Raises rules.RulesError."""
        self._lexicon = lexicon()
        self._votes = rules.table("people/votes")

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of the doc; the doc itself comes back."""
        words = read_article(doc, self._lexicon)
        found = candidates(words, self._lexicon)
        judged = judge(words, names(words, found, self._lexicon), self._lexicon, self._votes)
        doc._.people = persons(words, judged, self._lexicon)
        return doc
