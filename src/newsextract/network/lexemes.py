"""What spaCy works out of a new word, in a fraction of the time for a word of letters alone, as most are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from spacy.attrs import NORM
from spacy.lang.lex_attrs import word_shape

_RUN = 4  # letters of a kind that a shape shows


def shape(word: str) -> str:
    """spaCy's shape of a word: "xxxx", "Xxxxx", "dd.d"."""
    rest = word[1:]
    if not word.isalpha() or (rest and not rest.islower()):
        return word_shape(word)
    if word[0].isupper():
        return "X" + "x" * min(len(rest), _RUN)
    return "x" * min(len(word), _RUN)


def spare_norms(vocab: Any) -> None:
    """Have a word of letters looked up in the pipeline's table of norms alone: spaCy's own norms are those of marks."""
    getter = vocab.lex_attr_getters[NORM]
    if getattr(getter, "func", None) is not _norm:
        table = vocab.lookups.get_table("lexeme_norm", {})
        vocab.lex_attr_getters[NORM] = partial(_norm, table, getter)


def _norm(table: Mapping[str, str], of_others: Callable[[str], str], word: str) -> str:
    if word.isalpha():
        return table.get(word) or word.lower()
    return of_others(word)
