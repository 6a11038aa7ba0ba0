"""The tagged words of a Doc as plain columns: what the filters and the concept of numbers look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(slots=True)
class TaggedText:
    """Words, Penn tags and entity labels, column by column; ``starts`` and ``ends`` are offsets into the
    text."""

    text: str
    words: list[str]
    tags: list[str]
    labels: list[str]
    starts: list[int]
    ends: list[int]

    def at(self, offset: int) -> int:
        """The place of the word that holds this offset, or of the next one."""
        place = bisect_right(self.starts, offset) - 1
        return place if place >= 0 and self.ends[place] > offset else place + 1

    def behind(self, offset: int) -> int:
        """The place of the first word that begins at or behind this offset."""
        return bisect_left(self.starts, offset)

    def tag(self, place: int) -> str:
        """The Penn tag there, or an empty string beyond either end."""
        return self.tags[place] if 0 <= place < len(self.tags) else ""

    def word(self, place: int) -> str:
        """The word there as written, or an empty string beyond either end."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def low(self, place: int) -> str:
        """The word there in lower case, or an empty string beyond either end."""
        return self.words[place].lower() if 0 <= place < len(self.words) else ""

    def label(self, place: int) -> str:
        """The OntoNotes label of the entity that the word is in, or an empty string."""
        return self.labels[place] if 0 <= place < len(self.labels) else ""


def tagged(doc: Doc) -> TaggedText:
    """The columns of a Doc."""
    words, tags, labels, starts, ends = [], [], [], [], []
    for token in doc:
        word, start = token.text, token.idx
        words.append(word)
        tags.append(token.tag_)
        labels.append(token.ent_type_)
        starts.append(start)
        ends.append(start + len(word))
    return TaggedText(doc.text, words, tags, labels, starts, ends)
