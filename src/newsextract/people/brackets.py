"""Names of which an editor put the given name in brackets: "(Tom) Quaig"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from newsextract.people.article import Kind, Words
from newsextract.people.lexicon import Lexicon

_IN_BRACKETS = re.compile(r"\(([^\W\d_]+)\) ")


def with_brackets(words: Words, lexicon: Lexicon) -> Words:
    """With a given name in brackets and the name after it as one name, the brackets in it."""
    places = [bisect_left(words.starts, match.start(1)) for match in _IN_BRACKETS.finditer(words.text)]
    starts, ends, gaps, tied = list(words.starts), list(words.ends), list(words.gaps), list(words.tied)
    for at in places:
        alone = words.kinds[at - 1] != Kind.CAPITAL or words.forms[at - 1] in lexicon.title_ends
        if (
            alone
            and words.gap(at + 1) == ") "
            and words.kinds[at + 1] == Kind.CAPITAL
            and lexicon.is_given(words.folds[at])
        ):
            starts[at], ends[at] = starts[at] - 1, ends[at] + 1
            gaps[at], gaps[at + 1] = gaps[at][:-1], " "
            tied[at], tied[at + 1] = gaps[at] in (" ", ". "), True
    return replace(words, starts=starts, ends=ends, gaps=gaps, tied=tied) if places else words


def has_brackets(name: str) -> bool:
    """Whether a name as written begins with brackets."""
    return name.startswith("(")
