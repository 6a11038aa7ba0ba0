"""Finds the line's beginning that tells where an article was written: ``SINGAPORE -``, ``SYDNEY, Feb 3 -``."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.numbers.knowledge.lexicon import Lexicon

_HEAD = 600  # characters in which a dateline stands
_DATELINE = re.compile(r"^([A-Z][A-Z .'’]+[A-Z])(?:, [A-Z][\w. ]{1,24})? ?(?:--?|[–—:])(?= )", re.MULTILINE)


def dateline(text: str, words: Lexicon) -> str | None:
    """The ISO 3166-1 alpha-2 code of the capital or country in the dateline, or the town there in lower case.

    None without a dateline, and where an agency wrote the article: it tells of money for readers elsewhere.
    """
    found = _DATELINE.search(text, 0, _HEAD)
    if found is None or any(agency in text for agency in words.sets["agencies"]):
        return None
    return _capitals().get(found[1], found[1].lower())


@rules.cached
def _capitals() -> dict[str, str]:
    """The country of each capital, and of each country's name, in capital letters."""
    countries = [(row["alpha_2"], [row["name"], *row.get("capitals", ())]) for row in rules.rows("countries/countries")]
    return {name.upper(): alpha_2 for alpha_2, names in countries for name in names}
