"""What is marked off in an article: the pieces in quotation marks, and the blocks without, as posts and turns.

An embedded post is signed (— Ann Reed (@areed)) or in a tag of its own. The turns of a transcript open with who speaks,
in capitals or by a name of one of the people ("TAPPER: Take a listen.", "Ann Reed: I will.").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from newsextract.analysis.doc_text import cached_part, text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold
from newsextract.quotes.lexicon import listed, roles
from newsextract.quotes.marks import Piece, pieces
from newsextract.records.record import Person

_NAME = r"(?P<name>(?=\S)(?:(?![ \t\u00a0][—–―-])[^()@\r\n]){1,100}?)"
_WRITER = rf"[—–―-]{{1,3}}[ \t\u00a0]{{0,3}}{_NAME}[ \t\u00a0]{{0,3}}\(@\w{{1,40}}\)"
_SIGNATURE = re.compile(rf"{_WRITER}[^\r\n]{{0,60}}")
_SIGNED = re.compile(  # on the post's own line, with its date
    rf"(?<=\S)[ \t\u00a0]{{1,3}}{_WRITER} (?:[A-Z][a-z]{{2,8}} \d{{1,2}},|\d{{1,2}} [A-Z][a-z]{{2,8}}) \d{{4}}(?!\S)"
)
_TAGGED = re.compile(  # as archives of papers keep a post; some close it by <tweet/>
    r"<tweet\b[^<>]{0,300}?\bauthor=\"@?(?P<name>[^\s\"<>]{1,40}(?: [^\s\"<>]{1,40}){0,2})\"[^<>]{0,300}>"
    r"(?P<words>[^<>\r\n]{1,2000})<(?:/tweet|tweet/)>"
)
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+\s*")
_TURN = re.compile(r"(?P<name>[A-Z][^\W\d_]{0,20}(?:[.'’ -]{1,2}[^\W\d_]{1,20}){0,3}\.?):[ \t\u00a0]+(?=[^\s\d“\"‘'])")
_WORD = re.compile(r"[^\W\d_]+")
_DIRECTION = frozenset("([….*")  # how a line begins that nobody says in a transcript
_FEWEST = 3  # turns of a transcript


class Post(NamedTuple):
    """The words of a post or turn, [start, end), and its writer's name, [name_start, name_end), as offsets."""

    start: int
    end: int
    name_start: int
    name_end: int


class Marked(NamedTuple):
    """An article's posts, and its pieces in quotation marks outside of those."""

    posts: Sequence[Post]
    pieces: Sequence[Piece]


def marked(doc: Doc) -> Marked:
    """The posts and pieces of a Doc's text, read once."""

    def read(doc: Doc) -> Marked:
        text, paragraphs = text_of(doc), paragraphs_of(doc)
        return _outside(posts(text, paragraphs), pieces(text, paragraphs))

    return cached_part(doc, "marked", read)


def with_turns(marks: Marked, doc: Doc, people: Sequence[Person]) -> Marked:
    """What is marked off, with the turns of a transcript for posts where the text is one and has no post."""
    found = [] if marks.posts else turns(text_of(doc), paragraphs_of(doc), people)
    return _outside(found, marks.pieces) if found else marks


def _outside(posts: Sequence[Post], marks: Sequence[Piece]) -> Marked:
    """The posts, and the pieces that begin in none of them."""
    starts, ends = [0, *(post.start for post in posts)], [0, *(post.end for post in posts)]
    return Marked(posts, [piece for piece in marks if ends[bisect_right(starts, piece.start) - 1] <= piece.start])


def outside_names(marks: Sequence[Piece], people: Sequence[Person]) -> list[Piece]:
    """The pieces that are no part of a person's name, as the second word of Ann “Fay” Reed is."""
    mentions = sorted((mention.start, mention.end) for person in people for mention in person.mentions)
    starts, ends = [-1, *(start for start, _ in mentions)], [-1, *(end for _, end in mentions)]
    return [piece for piece in marks if ends[bisect_right(starts, piece.start) - 1] <= piece.end]


def posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Post]:
    """The embedded posts in order, with the links in them; none that is links alone."""
    found = [(tag.span("words"), tag.span("name")) for tag in _TAGGED.finditer(text)]
    for number, (start, end) in enumerate(paragraphs if "(@" in text else ()):
        if number and (signature := _SIGNATURE.fullmatch(text, start, end)):
            found.append((paragraphs[number - 1], signature.span("name")))
        for signature in _SIGNED.finditer(text, start, end):  # a paragraph may hold several
            found.append(((start, signature.start()), signature.span("name")))
            start = signature.end() + 1
    in_order = (Post(*words, *name) for words, name in sorted(found))
    return [post for post in in_order if not _LINKS.fullmatch(text, post.start, post.end)]


def turns(text: str, paragraphs: Sequence[tuple[int, int]], people: Sequence[Person]) -> list[Post]:
    """The turns in order, each with the paragraphs below it that are its own; none in a text that is no transcript.

    In a transcript three paragraphs or more open with a label, in capitals or a name of one of the people, by two
    speakers or more, of whom one comes back and one is known: a role, or a person's name or initials. A line without
    an end mark ("READ MORE: Storm hits port") is no part of it, nor is a stage direction.
    """
    ended = [(start, end) for start, end in paragraphs if not text[end - 1].isalnum()]
    names = [name for person in people for name in (person.name, *person.aliases)]
    matches = ((start, _TURN.match(text, start, end)) for start, end in ended)
    labels = {start: found for start, found in matches if found and (found["name"].isupper() or found["name"] in names)}
    if len(labels) < _FEWEST:
        return []
    known = {word for name in (*names, *listed("turn_takers"), *listed("turn_labels")) for word in fold(name).split()}
    known.update(map(initials, names), roles())
    last_words = {start: fold(label["name"]).split()[-1].rstrip(".") for start, label in labels.items()}
    # TAPPER, not READ MORE: a word that news does not write with a small letter
    opened = {start: word for start, word in last_words.items() if word in known or not lexicon().is_small(word)}
    if known.isdisjoint(opened.values()) or not 1 < len(set(opened.values())) < len(opened):
        return []
    found: list[Post] = []
    last = max(opened)
    before = -1  # the end of the paragraph before
    for start, end in paragraphs:
        goes_on = text[start] not in _DIRECTION and not text[end - 1].isalnum()
        if start in opened:
            found.append(Post(labels[start].end(), end, *labels[start].span("name")))
        elif found and found[-1].end == before and start < last and start not in labels and goes_on:
            found[-1] = found[-1]._replace(end=end)
        before = end
    return found


def initials(name: str) -> str:
    """The first letters of a name's words, small: "mos" of "Matt O'Sullivan"."""
    return "".join(word[0] for word in _WORD.findall(name)).lower()
