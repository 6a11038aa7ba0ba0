"""The spaCy component that finds an article's quotes and writes them on the Doc, as ``doc._.quotes``.

Its stages, in order:

- posts.py, marks.py: which words stand in marks, and which are embedded posts or turns of a transcript.
- parsing.py, a component of its own, which runs before: the tree of the paragraphs round them.
- narration.py: the article with the quotes masked; speaker_phrases.py: who is written about there.
- attributing/attribution.py: who said each piece; attributing/likeliest.py: which of several, where rules often err;
  attributing/no_quotes.py: which pieces are no quotes.
- resolver.py: which person a speaker is.
- reported.py, on request: what is reported without marks.

Then finds become records.Quote. A paragraph without marks is a block where the sentence above leads up to it: The union
said in a post:
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Literal

from spacy.tokens import Doc

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes.attributing.attribution import Attribution, attribute
from newsextract.quotes.attributing.cues import Find, can_speak, is_person, saying
from newsextract.quotes.attributing.leading import find_before
from newsextract.quotes.attributing.no_quotes import quotes_among
from newsextract.quotes.lexicon import listed, reporting, with_plurals
from newsextract.quotes.marks import Piece
from newsextract.quotes.narration import TERMINAL, Narration, is_clause
from newsextract.quotes.parsing import with_rest
from newsextract.quotes.posts import Post, initials, marked, outside_names, with_turns
from newsextract.quotes.reported import Reported, reported
from newsextract.quotes.resolver import Resolver
from newsextract.quotes.speaker_phrases import Phrase
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Cue, Person, Quote, Speaker
from newsextract.rules.judgement import Decision, is_traced, note
from newsextract.rules.verb_forms import verb_forms

Doc.set_extension("speaker_leads", default=(), force=True)
Doc.set_extension("speaker_rules", default=(), force=True)

_FEWEST = 8  # tokens of a statement given whole
_MOST_AFTER = 4  # tokens between a verb of saying and the colon after it: "told reporters on Monday:"
_LISTED = frozenset("•·*-–—◦▪")


class NewsQuotes:
    """Writes ``doc._.quotes``, a tuple of records.Quote with offsets into ``doc.text``, and how sure they are.

    That is ``doc._.speaker_leads``: for each speaker who may be one of several persons, its start and how many points
    the likeliest has more than the next; and ``doc._.speaker_rules``: each quote's start and the names of the rules
    that found its speaker. With ``indirect``, statements reported without marks are quotes too; they are read off the
    tree of every sentence, not only of those with marks.
    """

    def __init__(self, indirect: bool = False) -> None:
        """``indirect``: whether reported statements are looked for."""
        self.indirect = indirect

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of the doc; the doc itself comes back."""
        people = doc._.people if Doc.has_extension("people") else ()
        marks, text = with_turns(marked(doc), doc, people), text_of(doc)
        doc._.speaker_leads, doc._.speaker_rules, found = [], [], []
        # a paragraph with a colon leads up to the next as to a statement
        led_up_to = any(text[end - 1] == ":" for _, end in paragraphs_of(doc))
        if self.indirect or marks.pieces or marks.posts or led_up_to:
            found = self._found(doc, marks.pieces, marks.posts, people)
        numbers: dict[int, int] = {}  # of the statements, from 0 in text order
        doc._.quotes = tuple(
            replace(quote, statement=numbers.setdefault(quote.statement, len(numbers)))
            for quote in sorted(found, key=attrgetter("start"))
        )
        return doc

    def _found(self, doc: Doc, marks: Sequence[Piece], posts: Sequence[Post], people: Sequence[Person]) -> list[Quote]:
        pieces = outside_names(marks, people)
        narration = Narration(doc, pieces, people)
        attributed = quotes_among(narration, attribute(narration))
        whole = [*_given_whole(narration, posts)]
        attributed = [one for one in attributed if not _is_inside(narration.pieces[one[0]], whole)]
        blocks, resolver = [*_posts(narration, posts), *whole], Resolver(narration)
        found = [*(_quote(narration, resolver, *one) for one in attributed), *blocks]
        doc._.speaker_leads = resolver.leads
        doc._.speaker_rules = [(narration.pieces[piece].start, one.rules) for piece, one in attributed]
        if is_traced():
            _explain(marks, pieces, blocks)
        if self.indirect:
            with with_rest(doc):
                narration = Narration(doc, pieces, people)
                found += _statements(narration, attributed, reported(narration, blocks))
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


def _quote(narration: Narration, resolver: Resolver, piece: int, attribution: Attribution) -> Quote:
    marks, find = narration.pieces[piece], attribution.find
    kind: Literal["direct", "partial"] = "direct" if is_clause(narration, piece) else "partial"
    speaker = _speaker(narration, resolver, attribution.speaker, marks.start, marks.end)
    cue = _cue(narration, find) if attribution.way != "follow-on" else None
    return Quote(narration.spoken[piece], marks.start, marks.end, kind, attribution.statement, speaker, cue)


def _posts(narration: Narration, posts: Sequence[Post]) -> Iterator[Quote]:
    """The embedded posts and the turns of a transcript; the speaker is the first person named in the signature, or the
    whole name as signed; nobody where it says "Q" or "A".
    """
    holders = _Holders(narration.people if posts else ())
    for number, post in enumerate(posts):
        tokens = range(narration.token_at(post.name_start), narration.token_before(post.name_end))
        name = next(filter(None, map(narration.name, tokens)), None)
        start, end = (name.start, name.end) if name else (post.name_start, post.name_end)
        label, speaker = narration.text[start:end], None
        if label.upper() not in listed("turn_labels"):
            speaker = _named(narration, start, end, name.person if name else holders.of(label))
        yield Quote(narration.text[post.start : post.end], post.start, post.end, "block", -1 - number, speaker, None)


class _Holders:
    """Whose handles are whose: each full name's letters, and its initials, with the place of the first of that name."""

    def __init__(self, people: Sequence[Person]) -> None:
        names = [(place, person.name) for place, person in reversed([*enumerate(people)]) if " " in person.name]
        self._spelled = {_letters(name): place for place, name in names}
        self._short = {initials(name): place for place, name in names}
        self._lengths = sorted(set(map(len, self._spelled)))

    def of(self, handle: str) -> int | None:
        """The person whose name a handle spells ("realAnaDuarte", "ana_duarte"), or whose initials it is ("AD")."""
        handle = _letters(handle)
        parts = (handle[at : at + size] for size in self._lengths for at in range(len(handle) - size + 1))
        found = [self._spelled[part] for part in parts if part in self._spelled]
        return min([*found, *([self._short[handle]] if handle in self._short else [])], default=None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _is_inside(marks: Piece, whole: Sequence[Quote]) -> bool:
    """Whether the words in marks are part of a statement given whole: they are quoted in it."""
    return any(one.start <= marks.start < one.end for one in whole)


def _given_whole(narration: Narration, posts: Sequence[Post]) -> Iterator[Quote]:
    """The paragraphs that are statements, which are no posts: prose that no mark opens, no item of a list, below a
    sentence that leads up to them and ends in a colon.
    """
    resolver = Resolver(narration)
    embedded = {post.start for post in posts}
    for (floor, last), (first, end) in pairwise(narration.paragraphs):
        item = narration.words[first][:1] in _LISTED or narration.words[first].isdigit()
        prose = end - first >= _FEWEST and narration.words[end - 1] in TERMINAL and not item
        if narration.words[last - 1] != ":" or not prose or narration.quoted[first] >= 0:
            continue
        sentence = narration.sentence_start(last - 1, floor)
        find = find_before(narration, sentence, last - 1)
        if not find or narration.starts[first] in embedded:
            continue
        if _leads_up(narration, find, sentence, last) or _speaks_itself(narration, find, sentence, last, end):
            number = -1 - len(posts) - first  # no post has this number
            yield _unmarked(narration, resolver, Reported(first, end, find), "block", number)


def _leads_up(narration: Narration, find: Find, start: int, last: int) -> bool:
    """Whether a sentence, tokens [start, last), leads up to what was said or written: "she told the paper:", "he wrote
    of it on Monday:", "According to Roe:", "Here is Roe on that:".
    """
    cue, low = find.cue_first, narration.low
    if cue == start:
        return find.rule == "a cue phrase"
    if low[start] == "here" and cue == start + 1:
        return is_person(narration, find.speaker)
    if not saying(narration, cue):
        return False
    written = low[cue] in verb_forms("writing") or not with_plurals("documents").isdisjoint(low[start:last])
    return written or (low[cue] in reporting() and last - 1 - find.cue_last <= _MOST_AFTER)


def _speaks_itself(narration: Narration, find: Find, start: int, last: int, end: int) -> bool:
    """Whether a paragraph, tokens [last, end), speaks of "us" and the sentence above it, [start, last), of somebody
    else: Ann Reed turned the plan down:
    """
    first_persons, low = listed("first_persons"), narration.low
    ours = first_persons.isdisjoint(low[start:last]) and not first_persons.isdisjoint(low[last:end])
    return ours and find.speaker is not None and can_speak(narration, find.speaker)


def _statements(
    narration: Narration, attributed: Sequence[tuple[int, Attribution]], reported: Sequence[Reported]
) -> Iterator[Quote]:
    """The reported statements, each one of its own."""
    resolver = Resolver(narration)  # its own: quotes are the same whether statements are asked for or not
    spoken = [(narration.bounds[piece][0], attribution.speaker, None) for piece, attribution in attributed]
    indirect = [(one.first, one.find.speaker, one) for one in reported]
    for _, phrase, one in sorted([*spoken, *indirect], key=itemgetter(0)):
        if one is not None:
            yield _unmarked(narration, resolver, one, "indirect", len(narration.pieces) + one.first)  # as no piece has
        elif phrase:
            resolver.person(phrase)  # who spoke last counts


def _unmarked(
    narration: Narration, resolver: Resolver, said: Reported, kind: Literal["block", "indirect"], statement: int
) -> Quote:
    start, end = narration.offsets(said.first, said.last)
    speaker = _speaker(narration, resolver, said.find.speaker, start, end)
    return Quote(narration.text[start:end], start, end, kind, statement, speaker, _cue(narration, said.find))


def _speaker(narration: Narration, resolver: Resolver, phrase: Phrase | None, said: int, until: int) -> Speaker | None:
    """The speaker of what is said from ``said`` to ``until`` in the text."""
    if phrase is None:
        return None
    person = resolver.person(phrase)
    if is_traced():
        resolver.explain(phrase, person, said, until)
    start, end = (phrase.name.start, phrase.name.end) if phrase.name else narration.offsets(phrase.first, phrase.last)
    return _named(narration, start, end, person)


def _named(narration: Narration, start: int, end: int, person: int | None) -> Speaker:
    name = None if person is None else narration.people[person].name
    return Speaker(narration.text[start:end], start, end, name, person)


def _cue(narration: Narration, find: Find | None) -> Cue | None:
    """The find's cue; None where there is a speaker without one, perhaps at the end of the article."""
    if find is None or find.cue_first == find.cue_last:
        return None
    start, end = narration.offsets(find.cue_first, find.cue_last)
    return Cue(narration.text[start:end], start, end)
