"""Texts that spaCy alone refuses, or reads too slowly: over a million characters, or thousands without a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The tokenizer's time is quadratic in the length of a run without spaces (10,000 quote marks: seven seconds).
_LONGEST_RUN = 200
_LONG_RUN = re.compile(rf"(?:\S{{{_LONGEST_RUN}}})+")
_FEW = 8  # different characters: no run of words has so few, in any script


def tokenize(nlp: Language, text: str) -> Doc:
    """The text's Doc before any component, in time and memory that grow in proportion to the text.

    In a run without spaces of hardly any different characters, 200 characters are one token.
    """
    if max(map(len, text.split()), default=0) <= _LONGEST_RUN:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    docs: list[Doc] = []
    done = 0
    for run in _LONG_RUN.finditer(text):
        start, end = run.span()
        pieces = [text[place : place + _LONGEST_RUN] for place in range(start, end, _LONGEST_RUN)]
        if len(set(run[0])) > _FEW:
            docs += map(nlp.make_doc, [text[done:start] + pieces[0], *pieces[1:]])
            done = end
        else:
            is_before_space = text[end : end + 1] == " "
            spaces = [False] * (len(pieces) - 1) + [is_before_space]
            docs += [nlp.make_doc(text[done:start]), Doc(nlp.vocab, words=pieces, spaces=spaces)]
            done = end + is_before_space
    return join([doc for doc in [*docs, nlp.make_doc(text[done:])] if len(doc)])


def cut(text: str, size: int) -> Iterator[str]:
    """Consecutive pieces of at most ``size`` characters that make up the text, cut after a line end or space if any."""
    start = 0
    while len(text) - start > size:
        window = text[start : start + size]
        last = window.rfind("\n") if "\n" in window else window.rfind(" ")
        end = start + (last + 1 if last > 0 else size)
        yield text[start:end]
        start = end
    yield text[start:]


def read_in_pieces(nlp: Language, text: str, size: int) -> Doc:
    """The Doc of a text that the components of ``nlp`` read in pieces of at most this size.

    The pieces' tensors, most of what a Doc holds, go into one as they come: they are there once, and the memory of each
    serves the next piece.
    """
    docs = [tokenize(nlp, piece) for piece in cut(text, size)]
    tensor, done = None, 0
    for doc in nlp.pipe(docs, batch_size=1):
        if doc.tensor.size:
            if tensor is None:
                tensor = _array_like(doc.tensor, sum(map(len, docs)))
            tensor[done : done + len(doc)] = doc.tensor
            doc.tensor = _array_like(doc.tensor, 0)
        done += len(doc)
    whole = join(docs)
    if tensor is not None:
        whole.tensor = tensor
    return whole


def _array_like(tensor: Any, rows: int) -> Any:
    """An empty one of so many rows, where that one is (the memory of a graphics card, or of the machine)."""
    from thinc.api import get_array_module

    array: Any = get_array_module  # thinc has no type for it
    return array(tensor).empty((rows, *tensor.shape[1:]), dtype=tensor.dtype)


def join(docs: list[Doc]) -> Doc:
    """One Doc of consecutive pieces of a text, with what the base model found on each."""
    from numpy import concatenate  # spaCy has imported it by now
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    joined: Any = Doc.from_docs  # spaCy's stub lacks exclude
    whole: Doc = joined(docs, ensure_whitespace=False, exclude=["user_data"])
    if Doc.has_extension("person_odds") and all(doc._.person_odds is not None for doc in docs):
        whole._.person_odds = concatenate([doc._.person_odds for doc in docs])
    return whole
