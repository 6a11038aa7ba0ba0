"""Two names that the article itself calls one person's: "Ann Reed, better known as Quaig"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate

_BETWEEN = re.compile(
    r"(?:,| [-–—])? (?:who (?:is|was) |and |\()?(?:(?:(?:\w+ly|also|better|best|otherwise|now) )*known(?: \w+ly)? as"
    r"|nicknamed|dubbed|n[eé]e?|born|aka|a\.k\.a\.|alias"
    r"|(?:whose|his|her) (?:real|birth|full) name (?:is|was)) [“\"‘']?"
)


def one_person(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The places of names, in order, of which the article says that they are one person's: name and byname."""
    for one, other in pairwise(places):
        if _BETWEEN.fullmatch(words.text, words.ends[one.last - 1], words.starts[other.title]):
            yield one, other
