"""A tokenizer that takes all its rules from the pipeline's folder, and knows a word of letters when it sees one.

spaCy sets the English rules up when it makes a pipeline, and once more when it reads the same rules from the
folder: a third of the time that loading takes. It also looks for marks around and within every new word. No pattern
for English matches letters alone, so here a word of letters, as "said", is not searched: half the time for new words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

_READ = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE, LANG)  # by the network, spaCy's parser and our rooms


@registry.tokenizers("newsextract.StoredTokenizer.v1")  # type: ignore[untyped-decorator]
def stored_tokenizer() -> Callable[[Language], Tokenizer]:
    """For ``[nlp.tokenizer]`` of a config: the tokenizer has no rules until ``from_disk``.

    Of a new word no more is worked out than is read here: not whether it is like an address, a number, a stop word ...
    """

    def make(nlp: Language) -> LettersFirst:
        vocab: Any = nlp.vocab
        vocab.lex_attr_getters = {attribute: vocab.lex_attr_getters[attribute] for attribute in _READ}
        return LettersFirst(nlp.vocab)

    return make


class LettersFirst(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer for patterns that match nothing in a string of letters alone."""

    def find_prefix(self, string: str) -> int:
        """The length of the prefix to cut off, 0 for none."""
        length: int = 0 if string.isalpha() else super().find_prefix(string)
        return length

    def find_suffix(self, string: str) -> int:
        """The length of the suffix to cut off, 0 for none."""
        length: int = 0 if string.isalpha() else super().find_suffix(string)
        return length

    def find_infix(self, string: str) -> list[re.Match[str]]:
        """Where to cut within the string."""
        found: list[re.Match[str]] = [] if string.isalpha() else super().find_infix(string)
        return found
