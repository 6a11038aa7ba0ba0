"""The tagged words of a Doc as plain columns: what the filters and the concept of numbers look at."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_TYPE, IDX, LENGTH, TAG
from spacy.tokens import Doc


@dataclass(slots=True)
class TaggedText:
    """Words, Penn tags and entity labels, column by column; ``starts`` and ``ends`` are offsets into the
    text."""

    text: str
    words: list[str]
    tags: list[str]
    labels: list[str]
    starts: array[int]
    ends: array[int]

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


def tagged(doc: Doc, text: str) -> TaggedText:
    """The columns of a Doc; ``text``: its text. By whole columns, which is four times as fast as token by token."""
    idx, length, tag, label = doc.to_array([IDX, LENGTH, TAG, ENT_TYPE]).T if len(doc) else np.zeros((4, 0), int)
    starts, ends = (array("q", column.astype(np.int64).tobytes()) for column in (idx, idx + length))
    known: dict[str, str] = {}  # each word once, for a text repeats them
    words = [known.setdefault(word := text[start:end], word) for start, end in zip(starts, ends, strict=True)]
    return _part_stops(TaggedText(text, words, _names(doc, tag), _names(doc, label), starts, ends))


def _part_stops(whole: TaggedText) -> TaggedText:
    """The columns with the stop of a sentence parted from a unit that ends it, which the tokenizer takes for an
    initial: ``fell to $3m. Output``, ``at 93 km/h. Power``."""
    stopped = [
        place for place, word in enumerate(whole.words) if word[-1:] == "." != word and _is_unit_with_stop(whole, place)
    ]
    if not stopped:
        return whole
    parted, begin = TaggedText(whole.text, [], [], [], array("q"), array("q")), 0
    for place in (*stopped, None):
        behind = None if place is None else place + 1
        parted.words += whole.words[begin:behind]
        parted.tags += whole.tags[begin:behind]
        parted.labels += whole.labels[begin:behind]
        parted.starts += whole.starts[begin:behind]
        parted.ends += whole.ends[begin:behind]
        if behind is not None:
            stop = whole.ends[behind - 1]
            parted.words[-1], parted.ends[-1] = parted.words[-1][:-1], stop - 1
            parted.words.append(".")
            parted.tags.append(".")
            parted.labels.append("")
            parted.starts.append(stop - 1)
            parted.ends.append(stop)
            begin = behind
    return parted


def _is_unit_with_stop(whole: TaggedText, place: int) -> bool:
    """Whether the word there is a letter behind a number or "/" ("m.") or digits with one ("30C."), and a sentence
    ends with it."""
    word, before, after = whole.word(place), whole.word(place - 1)[-1:], whole.word(place + 1)[:1]
    ends = not after or after.isupper() or after.isspace()
    letter = len(word) == 2 and word[0].isalpha() and (before.isdecimal() or before == "/")
    return ends and (letter or (len(word) > 2 and word[0].isdecimal() and word[-2].isalpha()))


def _names(doc: Doc, column: NDArray[np.uint64]) -> list[str]:
    """The strings that a column of hashes stands for."""
    hashes = column.tolist()
    names = {key: doc.vocab.strings[key] if key else "" for key in set(hashes)}
    return [names[key] for key in hashes]
