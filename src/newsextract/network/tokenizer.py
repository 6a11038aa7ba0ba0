"""A tokenizer that takes all its rules from the pipeline's folder.

spaCy sets the English rules up when it makes a pipeline, and once more when it reads the same rules from the
folder: a third of the time that loading takes.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry


@registry.tokenizers("newsextract.StoredTokenizer.v1")  # type: ignore[untyped-decorator]
def stored_tokenizer() -> Callable[[Language], Tokenizer]:
    """For ``[nlp.tokenizer]`` of a config: the tokenizer has no rules until ``from_disk``."""
    return lambda nlp: Tokenizer(nlp.vocab)
