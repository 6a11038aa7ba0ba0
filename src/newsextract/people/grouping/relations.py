"""What an article says of two names in a row: that they are one person's, or a person's and a relative's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsextract import rules
from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate

Folds = tuple[str, ...]

_KNOWN_AS = re.compile(
    r"(?:,| [-–—])? (?:who (?:is|was) |and |\()?(?:(?:(?:\w+ly|also|better|best|otherwise|now) )*known(?: \w+ly)? as"
    r"|nicknamed|dubbed|n[eé]e?|born|aka|a\.k\.a\.|alias"
    r"|(?:whose|his|her) (?:real|birth|full) name (?:is|was)) [“\"‘']?"
)


def one_person(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The places of names, in order, that the article itself calls one person's: "Ann Reed, better known as Quaig"."""
    for one, other in pairwise(places):
        if _KNOWN_AS.fullmatch(words.text, words.ends[one.last - 1], words.starts[other.title]):
            yield one, other


def relatives(words: Words, places: Sequence[Candidate]) -> Iterator[tuple[Folds, Folds]]:
    """The folded names of two whom the article calls relatives: "Reed's wife, Ann", "Tom Reed and his son Tom Jr."."""
    for one, other in pairwise(places):
        between = _relation().fullmatch(words.text, words.ends[one.last - 1], words.starts[other.title])
        if between and (not between[1] or words.gaps[other.last] != " "):  # no "Tom Reed's wife, Reed said"
            yield tuple(words.folds[one.first : one.last]), tuple(words.folds[other.first : other.last])


@rules.cached
def _relation() -> re.Pattern[str]:
    """What stands between the two names."""
    nouns = "|".join(map(re.escape, rules.words("people/kin_nouns")))
    owner = r"['’]s?|,? and (?:his|her|their)|, (?:his|her|their)|,? whose"
    return re.compile(rf"(?:{owner})(?: [\w-]+){{0,3}} (?:{nouns})(,| [-–—])?(?: the late| former)? ")
