"""spaCy's tokenizer with a cache that also works in a memory zone, and with rules from the pipeline's folder alone.

spaCy sets up the English rules when it makes a pipeline, and again when it reads the same rules from the folder: a
third of the time to load. In a memory zone it caches nothing: tokenizing there takes more than twice as long as here,
a tenth of all the time per article. No English pattern matches letters alone, so that most strings ("said", "said,",
"“said") are cut without a search. A quote that has no blank before or after it is cut from the word there, which spaCy
does not do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

_READ = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE, LANG)  # by the network, spaCy's parser and our rooms
_GAP = re.compile(r"(\s(?:\s+|(?<! )|(?<=\A )|\Z))")  # white space other than one blank between words
_SIMPLE = re.compile(r"([“‘\"(\[$]*)([0-9]+|[^\W\d_]+(?:-[^\W\d_]+)*)(['’]s)?((?<=[a-z0-9])\.)?([”’\")\],;:?!]*)")
JOINT = re.compile(r"(?<=[^\W\d_][,:])(?=[“\"][^\W_])|(?<=[^\W\d_][,?!][”\"])(?=[^\W\d_])")
"""Where a blank is missing before a quote or after it: said,“Look; go,”said."""
_OWNERS = {"'s", "’s"}
_MOST = 10_000  # strings that are remembered, as many as spaCy does


@registry.tokenizers("newsextract.StoredTokenizer.v1")  # type: ignore[untyped-decorator]
def stored_tokenizer() -> Callable[[Language], Tokenizer]:
    """The maker for ``[nlp.tokenizer]`` of a config, of a tokenizer without rules until ``from_disk``.

    A new word gets only the attributes that are read here: not whether it is like an address, a number, a stop word ...
    """

    def make(nlp: Language) -> CachingTokenizer:
        vocab: Any = nlp.vocab
        vocab.lex_attr_getters = {attribute: vocab.lex_attr_getters[attribute] for attribute in _READ}
        return CachingTokenizer(nlp.vocab)

    return make


class _Tokens(NamedTuple):
    """Tokens, whether a blank follows each, and of those whose norm a special case gives the place and that norm."""

    words: list[str]
    spaces: list[bool]
    norms: list[tuple[int, str]]


class CachingTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, with what each string was cut into; for patterns that match nothing in letters alone."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._known: dict[str, tuple[str, ...]] = {}  # of strings without white space, what they are cut into
        self._norms: dict[str, list[tuple[int, str]]] = {}  # of those with a special case in them, and of white space
        super().__init__(*arguments, **options)
        self.max_cache_size = 0  # no string is remembered twice

    def __call__(self, string: str) -> Doc:
        """The text's tokens."""
        found = _Tokens([], [], [])
        for place, piece in enumerate(_GAP.split(string)):
            if place % 2:
                self._add_gap(piece, found)
            elif piece:
                self._add(piece, found)
        doc = Doc(self.vocab, words=found.words, spaces=found.spaces)
        for place, norm in found.norms:
            doc[place].norm_ = norm
        return doc

    def _flush_cache(self) -> None:
        """Called by spaCy when a rule changes."""
        self._known.clear()
        self._norms.clear()
        super()._flush_cache()

    def _add(self, text: str, to: _Tokens) -> None:
        """Add the tokens of a text with one blank between words, none at either end."""
        words, spaces, norms = to
        rules, known = self.rules, self._known
        for string in text.split(" "):
            if string.isalpha() and string not in rules:
                words.append(string)
            else:
                cut = known.get(string) or self._cut(string)
                if string in self._norms:
                    norms += [(len(words) + place, norm) for place, norm in self._norms[string]]
                words += cut
                spaces += [False] * (len(cut) - 1)
            spaces.append(True)
        spaces[-1] = False

    def _add_gap(self, gap: str, to: _Tokens) -> None:
        """Add white space: a first blank after a word is none, and the rest is a token."""
        if gap[0] == " " and to.spaces:
            to.spaces[-1] = True
            gap = gap[1:]
        if not gap:
            return
        if gap not in self._norms:
            self._norms[gap] = self._searched(gap)[1]
        to.norms.extend((len(to.words), norm) for _, norm in self._norms[gap])
        to.words.append(gap)
        to.spaces.append(False)

    def _cut(self, string: str) -> tuple[str, ...]:
        """What a string without white space is cut into: a word or figure loses the marks that are always cut off."""
        if len(self._known) >= _MOST:
            self._known.clear()
            self._norms.clear()
        found, words = _SIMPLE.fullmatch(string), list[str]()
        if found and (found[2].isdecimal() or found[2].replace("-", "").isalpha()):
            opening, stem, owner, stop, closing = found.groups("")
            words = [*opening, *stem.replace("-", " - ").split(), *filter(None, (owner, stop)), *closing]
        runs = {"".join(words[first:end]) for end in range(1, len(words) + 1) for first in range(end)}
        if not words or not self.rules.keys() & runs <= _OWNERS:
            words, norms = self._searched(string)  # a special case may be in it
            if norms:
                self._norms[string] = norms
        self._known[string] = tuple(words)
        return self._known[string]

    def _searched(self, string: str) -> tuple[list[str], list[tuple[int, str]]]:
        """The tokens that spaCy makes of a string, cut at its joints, and the norms that special cases give."""
        doc = super().__call__(JOINT.sub(" ", string))
        vocab = self.vocab
        norms = [(place, token.norm_) for place, token in enumerate(doc) if token.norm != vocab[token.orth].norm]
        return [token.text for token in doc], norms
