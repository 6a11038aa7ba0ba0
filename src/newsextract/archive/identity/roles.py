"""The one role that is shown of a person: what most articles say, in the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsextract.people.knowledge.titles import is_office, plain_words

_DIGITS = 3  # so that sums in another order are the same


def usual_role(articles: Iterable[tuple[Sequence[str], Sequence[str]]]) -> str | None:
    """Of the roles of each article, or its first title of an office where it has none, that of most articles.

    Of several, the one whose words most articles have in roles, then the one that stands first in most: no odd one.
    """
    many: Counter[tuple[str, ...]] = Counter()
    opening: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = {}
    for roles, titles in articles:
        said = {plain_words(role): role for role in reversed(roles or [*filter(is_office, titles)][:1])}
        many.update(said.keys())
        opening.update([*reversed(said)][:1])
        for words, role in said.items():
            written.setdefault(words, Counter())[role] += 1
    if not many:
        return None
    spread = Counter[str]()
    for words, count in many.items():
        spread.update(dict.fromkeys(words, count))

    def usual(words: tuple[str, ...]) -> tuple[int, float, int, tuple[str, ...]]:
        shared = sum(map(spread.__getitem__, words)) / (len(words) or 1)
        return many[words], round(shared, _DIGITS), opening[words], words

    forms = written[max(many, key=usual)]
    return max(forms, key=lambda role: (forms[role], role))
