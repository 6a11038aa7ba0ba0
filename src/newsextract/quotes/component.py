"""The spaCy component that finds an article's quotes and writes them on the Doc, as ``doc._.quotes``.

Its stages: marking (which words stand in marks), parsing (a component of its own, which runs before: the tree of the
paragraphs round them), narration (the article with the quotes masked), attributing (who said each piece, and which are
no quotes), speakers (which person that is), reported (what is reported without marks, on request).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes import finds
from newsextract.quotes.attributing.attribution import attribute
from newsextract.quotes.attributing.no_quotes import quotes_among
from newsextract.quotes.marking.marked import Marked, marked, outside_names
from newsextract.quotes.marking.pairs import Piece
from newsextract.quotes.marking.turns import with_turns
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.parsing import with_rest
from newsextract.quotes.reported.statements import reported
from newsextract.quotes.speakers.resolver import Resolver
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Person, Quote
from newsextract.rules.judgement import Decision, is_traced, note

Doc.set_extension("speaker_leads", default=(), force=True)


class NewsQuotes:
    """Writes ``doc._.quotes``, a tuple of records.Quote with offsets into ``doc.text``, and ``doc._.speaker_leads``.

    These are, of speakers for whom several persons could stand, the start and how many points lie between the two
    likeliest.
    With ``indirect``, statements reported without marks too; these are read off the tree of every sentence, not
    only of those with marks.
    """

    def __init__(self, indirect: bool = False) -> None:
        """``indirect``: whether reported statements are looked for."""
        self.indirect = indirect

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of the doc; the doc itself comes back."""
        people = doc._.people if Doc.has_extension("people") else ()
        marks = with_turns(marked(doc), doc, people)
        doc._.speaker_leads = []
        doc._.quotes = finds.numbered(self._found(doc, marks, people)) if self._may_quote(doc, marks) else ()
        return doc

    def _may_quote(self, doc: Doc, marks: Marked) -> bool:
        """Whether anything may be found: marks, or a paragraph that leads up to the next as to a statement."""
        text = text_of(doc)
        led_up_to = any(text[end - 1] == ":" for _, end in paragraphs_of(doc))
        return bool(self.indirect or marks.pieces or marks.posts or led_up_to)

    def _found(self, doc: Doc, marks: Marked, people: Sequence[Person]) -> list[Quote]:
        pieces = outside_names(marks.pieces, people)
        narration = Narration(doc, pieces, people)
        attributed = quotes_among(narration, attribute(narration))
        blocks = [*finds.blocks(narration, marks.posts), *finds.given(narration, marks.posts)]
        resolver = Resolver(narration)
        found = [*finds.quotes(narration, resolver, attributed), *blocks]
        doc._.speaker_leads = resolver.leads
        if is_traced():
            _explain(marks.pieces, pieces, blocks)
        if self.indirect:
            with with_rest(doc):
                narration = Narration(doc, pieces, people)
                found += finds.statements(narration, attributed, reported(narration, blocks))
        return found


def _explain(marked: Sequence[Piece], pieces: Sequence[Piece], blocks: Sequence[Quote]) -> None:
    """Notes for ``newsextract explain`` which marks each piece stands in, and which blocks stand in none."""
    for piece in marked:
        opened = "opened" if piece.pairs[0].opened else "opened nowhere"
        closed = "closed nowhere" if piece.pairs[-1].runs_on else "closed"
        note(Decision("quotes", "marks", f"{opened} and {closed}", piece.start, piece.end, True))
        if piece not in pieces:
            note(Decision("quotes", "no quote", "part of a person's name", piece.start, piece.end, True))
    for block in blocks:
        note(Decision("quotes", "no marks", "a post, a turn or a statement given whole", block.start, block.end, True))
