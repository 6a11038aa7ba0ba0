"""Members whom the article calls by their plural: the "Harrier" of the "Harriers"."""

from __future__ import annotations

from newsextract.people.candidates.article import Words
from newsextract.people.knowledge.lexicon import Lexicon


def is_member(words: Words, lexicon: Lexicon, place: int) -> bool:
    """Whether the word is one of those whom the article calls by its plural."""
    form = words.forms[place]
    member = form[:1].isupper() and len(form) > 1 and f"{form}s" in words.all_forms
    return member and not lexicon.is_given(words.folds[place])
