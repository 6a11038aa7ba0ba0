"""The noun phrases of a text, by its Penn tags as one letter per word: one alphabet and one pattern for all rooms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_TAGS = {
    "N": "NN FW ADD",  # a noun
    "S": "NNS",  # a noun in the plural
    "P": "NNP NNPS",  # a proper noun
    "J": "JJ JJR JJS AFX",  # an adjective
    "A": "VBN",  # a participle of the past
    "G": "VBG",  # an -ing form
    "F": "VBD VBP VBZ MD",  # a finite verb or modal
    "V": "VB",  # a verb's bare form
    "R": "RB RBR RBS",  # an adverb
    "D": "DT PRP$ PDT WP$",  # an article or owner
    "O": "POS",  # a possessive 's
    "H": "HYPH",  # a hyphen
    "K": "CD",  # a number
    "C": "CC",  # and, or, but
    "I": "IN",  # a preposition
    "T": "TO",  # to
    "L": "RP",  # a particle: rose up
    "U": "PRP EX",  # a pronoun
    "W": "WDT WP WRB",  # which, who, how
    "(": "-LRB- -RRB-",
    '"': "`` ''",
    ",": ",",
    ":": ":",  # a dash, too
    ".": ". _SP",  # a sentence's or line's end
}
# "@" is every other tag. A room may replace letters: "#" an amount, "=" a number that is a part of the phrase ("two
# aides", "the 10-year note"), "t" a date.
NOUN, VERB, AMOUNT = "NSP", "VFAG", "#="
_LETTERS = defaultdict(lambda: "@", {tag: letter for letter, tags in _TAGS.items() for tag in tags.split()} | {"": "."})
_PHRASE = re.compile(
    r"""
    (?:
        [JNSPO=]++(?!H)
      | [A-Z=](?:H[A-Z=])++  # gas-only options
      | [JNSPO=]
      | R(?=J[JNSPAGH,C]) | (?<=D)RA(?=[JNSPA=C])  # most modern, a newly built home
      | (?<=J),(?=J) | (?<=J)C(?=[AJ][NSPJ]) | (?<=[NPJ])C(?=[NPJ]S)  # long, hard, old and new
      | (?<=N)C(?=N[^NSPHO]|S) | (?<=S)C(?=S|N[^NSPHO]) | (?<=P)C(?=P)  # sales and profits
      | (?<![NSPFR])A(?=[JNSPA=C]) | (?<=[DOJHC\#=@])G(?=[JNSPG]) | (?<=D)G(?==)  # used cars, a growing number
      | K(?=[PH]) | (?<=P)K  # 737 Max
    )++
    | (?<=[\#=D])A(?![JNSPA=C])  # the wounded
    | (?<=[.,"C])G(?=[IT][DJNSP])  # lending to firms
    """,
    re.VERBOSE,
)


def letters_of(tags: Iterable[str]) -> str:
    """A letter for each tag."""
    return "".join(map(_LETTERS.__getitem__, tags))


def tags_of(letters: str) -> frozenset[str]:
    """The tags that these letters stand for."""
    return frozenset(tag for letter in letters for tag in _TAGS[letter].split())


def noun_phrases(letters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The phrases between two words, each as [first, end), without its article.

    A phrase may end in words that are no noun; the caller cuts these.
    """
    return (found.span() for found in _PHRASE.finditer(letters, start, end))
