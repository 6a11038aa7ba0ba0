"""The spaCy component that finds an article's countries and writes them on the Doc as ``doc._.countries``.

Its stages: find the words for countries, reject what is only spelled alike, resolve names that countries share, add
short names, group by country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from spacy.tokens import Doc

from newsextract import rules
from newsextract.countries.context import ArticleContext
from newsextract.countries.gazetteer import Hit, countries, gazetteer
from newsextract.countries.homonyms import without_homonyms
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Country, CountryMention, CountryMentionKind
from newsextract.rules.judgement import Decision, is_traced, note


class NewsCountries:
    """Writes ``doc._.countries``, a tuple of records.Country with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the countries of the doc; the doc itself comes back."""
        doc._.countries = country_finds(doc)
        return doc


def country_finds(doc: Doc) -> tuple[Country, ...]:
    """The countries of a doc, most mentioned first, in the order of first mention where equal."""
    article = ArticleContext(doc)
    hits = _resolved(without_homonyms([*gazetteer().hits(article.text)], article))
    hits += _sides(hits, article.text)
    mentions: dict[str, list[CountryMention]] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        kind = cast(CountryMentionKind, hit.kind)  # traps and languages are rejected by now
        _note(hit, kind, hit.surface)
        mention = CountryMention(article.text[hit.start : hit.end], hit.start, hit.end, kind, article.within(hit))
        mentions.setdefault(hit.alpha_2, []).append(mention)
    rows = ((countries()[code], tuple(group)) for code, group in mentions.items())
    found = (Country(row["name"], row["alpha_2"], row["alpha_3"], group) for row, group in rows)
    return tuple(sorted(found, key=lambda country: -len(country.mentions)))


def _resolved(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without weak names of countries that the article does not name otherwise. A shared name means the first
    of its choices that the article names otherwise, else the very first.

    A country with ``holds_first`` gives up a name only to one that is named as often: "Korea" in an article that says
    "Korea" ten times and "North Korea" twice is the South.
    """
    shared = {row["surface"]: row for row in rules.rows("countries/shared")}
    named = Counter(hit.alpha_2 for hit in hits if not hit.weak and hit.surface not in shared)
    firsts = Counter(shared[hit.surface]["choices"][0] for hit in hits if hit.surface in shared)
    found = []
    for hit in hits:
        if row := shared.get(hit.surface):
            first, *others = row["choices"]
            least = firsts[first] if row.get("holds_first") else 1
            owner = first if first in named else next((each for each in others if named[each] >= least), first)
            hit = hit._replace(alpha_2=owner)
            _note(hit, "a shared name", "the country is named" if owner in named else "none of them is named")
        if not hit.weak or hit.alpha_2 in named:
            found.append(hit)
        else:
            _note(hit, "no country", "a weak name of one that is not named otherwise")
    return found


def _sides(hits: Sequence[Hit], text: str) -> Iterator[Hit]:
    """A hit for each short name of half a divided land ("the North") whose country the article names in full."""
    named = {hit.surface for hit in hits}
    for row in rules.rows("countries/sides"):
        if row["full_name"] in named:
            pattern = rf"\b[Tt]he ({row['surface']})(?!\w|[-–]|\s+[A-Z]| of\b)"
            places = (match.span(1) for match in re.finditer(pattern, text))
            yield from (Hit(*place, row["surface"], row["alpha_2"], "name") for place in places)


def _note(hit: Hit, judgement: str, rule: str) -> None:
    """Notes for ``newsextract explain`` what a hit means and why."""
    if is_traced():
        note(Decision("countries", judgement, rule, hit.start, hit.end, hit.alpha_2))
