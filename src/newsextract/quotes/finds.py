"""Quotes, embedded posts, statements and what is reported -> records.Quote.

A statement is given whole, without marks, where the union said in a post:, and in the paragraph below what it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from newsextract.quotes.attributing.attribution import Attribution
from newsextract.quotes.attributing.cues import Find, is_person, saying
from newsextract.quotes.attributing.leading import find_before
from newsextract.quotes.lexicon import listed, with_plurals
from newsextract.quotes.marking.marked import Post
from newsextract.quotes.marking.turns import initials
from newsextract.quotes.narration.narration import TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.quotes.narration.wording import is_clause
from newsextract.quotes.reported.statements import Reported
from newsextract.quotes.speakers.resolver import Resolver
from newsextract.records.record import Cue, Person, Quote, Speaker
from newsextract.rules.judgement import is_traced
from newsextract.rules.verb_forms import verb_forms

_FEWEST = 8  # tokens of a statement given whole
_MOST_AFTER = 4  # tokens between a verb of saying and the colon after it: "told reporters on Monday:"
_STATING = ("verbs_of_stating", "verbs_of_saying")
_LISTED = frozenset("•·*-–—◦▪")


def quotes(narration: Narration, resolver: Resolver, attributed: Sequence[tuple[int, Attribution]]) -> list[Quote]:
    """The quotes in marks, given by their pieces."""
    return [_quote(narration, resolver, piece, attribution) for piece, attribution in attributed]


def blocks(narration: Narration, posts: Sequence[Post]) -> Iterator[Quote]:
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


def given(narration: Narration, posts: Sequence[Post]) -> Iterator[Quote]:
    """The statements given whole, which are no posts."""
    resolver = Resolver(narration)
    embedded = {post.start for post in posts}
    for first, last, find in _given_whole(narration):
        start, end = narration.starts[first], narration.ends[last - 1]
        if start not in embedded:
            speaker = _speaker(narration, resolver, find.speaker, start, end)
            cue = _cue(narration, find.cue_first, find.cue_last)
            number = -1 - len(posts) - first  # no post has this number
            yield Quote(narration.text[start:end], start, end, "block", number, speaker, cue)


def _given_whole(narration: Narration) -> Iterator[tuple[int, int, Find]]:
    """The paragraphs that are statements, as tokens [first, last), each with its find."""
    for (floor, last), (first, end) in pairwise(narration.paragraphs):
        if narration.words[last - 1] == ":" and _is_statement(narration, first, end):
            start = narration.sentence_start(last - 1, floor)
            find = find_before(narration, start, last - 1)
            if find and _leads_up(narration, find, start, last):
                yield first, end, find


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
    stated = any(low[cue] in verb_forms(f"quotes/{verbs}") for verbs in _STATING)
    writing = low[cue] in verb_forms("quotes/writing_verbs")
    written = writing or not with_plurals("documents").isdisjoint(low[start:last])
    return written or (stated and last - 1 - find.cue_last <= _MOST_AFTER)


def _is_statement(narration: Narration, first: int, end: int) -> bool:
    """Whether a paragraph is prose with no marks in it, no item of a list."""
    listed = narration.words[first][:1] in _LISTED or narration.words[first].isdigit()
    quoted = any(narration.quoted[place] >= 0 for place in range(first, end))
    return not (listed or quoted) and end - first >= _FEWEST and narration.words[end - 1] in TERMINAL


def statements(
    narration: Narration, attributed: Sequence[tuple[int, Attribution]], reported: Sequence[Reported]
) -> Iterator[Quote]:
    """The reported statements, each one of its own."""
    resolver = Resolver(narration)  # its own: quotes are the same whether statements are asked for or not
    spoken = [(narration.bounds[piece][0], attribution.speaker, None) for piece, attribution in attributed]
    indirect = [(one.first, one.find.speaker, one) for one in reported]
    for _, phrase, one in sorted([*spoken, *indirect], key=lambda row: row[0]):
        start, end = (narration.starts[one.first], narration.ends[one.last - 1]) if one else (0, 0)
        speaker = _speaker(narration, resolver, phrase, start, end)
        if one is not None:
            statement = len(narration.pieces) + one.first  # no piece has this number
            cue = _cue(narration, one.find.cue_first, one.find.cue_last)
            yield Quote(narration.text[start:end], start, end, "indirect", statement, speaker, cue)


def numbered(found: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in text order, their statements numbered from 0."""
    numbers: dict[int, int] = {}
    return tuple(
        replace(quote, statement=numbers.setdefault(quote.statement, len(numbers)))
        for quote in sorted(found, key=lambda quote: quote.start)
    )


def _quote(narration: Narration, resolver: Resolver, piece: int, attribution: Attribution) -> Quote:
    marks, find = narration.pieces[piece], attribution.find
    kind: Literal["direct", "partial"] = "direct" if is_clause(narration, piece) else "partial"
    speaker = _speaker(narration, resolver, attribution.speaker, marks.start, marks.end)
    cue = _cue(narration, find.cue_first, find.cue_last) if find and attribution.way != "follow-on" else None
    return Quote(narration.spoken[piece], marks.start, marks.end, kind, attribution.statement, speaker, cue)


def _speaker(narration: Narration, resolver: Resolver, phrase: Phrase | None, said: int, until: int) -> Speaker | None:
    """The speaker of what is said from ``said`` to ``until`` in the text."""
    if phrase is None:
        return None
    person = resolver.person(phrase)
    if is_traced() and said < until:
        resolver.explain(phrase, person, said, until)
    start, end = narration.starts[phrase.first], narration.ends[phrase.last - 1]
    if phrase.name:
        start, end = phrase.name.start, phrase.name.end
    return _named(narration, start, end, person)


def _named(narration: Narration, start: int, end: int, person: int | None) -> Speaker:
    name = None if person is None else narration.people[person].name
    return Speaker(narration.text[start:end], start, end, name, person)


def _cue(narration: Narration, first: int, last: int) -> Cue | None:
    if first == last:  # a speaker without a cue, perhaps at the end of the article
        return None
    start, end = narration.starts[first], narration.ends[last - 1]
    return Cue(narration.text[start:end], start, end)
