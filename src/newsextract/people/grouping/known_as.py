"""Two names that the article itself calls one person's: "Ann Reed, better known as Quaig"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate

_HOW = r"(?:(?:\w+ly|also|better|best|otherwise|now|then) )*"
_BYNAME = r"(?:nick|pen ?|stage )?(?:name|alias|moniker|pseudonym)(?: of)?"
_AS = r"(?: \w+ly| to [\w ]{1,30})? as"
_SIDE = r"(?: [\[(]\w{1,8}[\])])?"  # "Ann Reed (left)"
_BETWEEN = re.compile(
    rf"{_SIDE}(?:,| [-–—])? (?:who (?:is|was|\w+s) |and |\()?(?:{_HOW}(?:known|nicknamed|dubbed){_AS}|nicknamed|dubbed"
    rf"|{_HOW}(?:known|called|going) (?:by|under) (?:the|an|his|her) {_BYNAME}|also called"
    r"|n[eé]e?|(?:the [\w -]{1,30} )?(?:formerly|previously)(?: known as)?|(?:was )?born"
    r"|(?:who )?(?:changed (?:his|her|their) name to|goes by)"
    r"|aka|a\.k\.a\.|alias|performs as|(?:whose|his|her) (?:real|birth|full|legal) name (?:is|was)) [“\"‘']?"
)


def one_person(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The places of names, in order, of which the article says that they are one person's: name and byname."""
    for one, other in pairwise(places):
        start, end = words.ends[one.last - 1], words.starts[other.title]
        if _BETWEEN.fullmatch(words.text, start, end):
            yield one, other
