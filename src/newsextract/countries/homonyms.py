"""Rejects words that are spelled like a country's: languages, persons, towns, US states, money, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from newsextract import rules
from newsextract.countries.context import ArticleContext, pattern
from newsextract.countries.gazetteer import Hit
from newsextract.rules.judgement import Judgement

_MONEY_OR_ROAD = re.compile(r"[$€£¥]|-\d{1,3}(?![\w,.-]*\d)")
_OWN_WORD_AFTER = re.compile(r"[-/]| (?:and|&|for|on) ")  # "Kampala and Jinja University"
_JOIN = re.compile(r"\s*(?:,|/|,?\s(?:and|or|&|to|than|into))\s*|\s*[-–]\s*")
_LINK = re.compile(r" (?:of|for) ")
_LANGUAGE_BEFORE, _LANGUAGE_AFTER = r"(?i:\b{languages.before}\s+[\"“‘']?)$", r"(?i:[\s-]{languages.after}\b)"
_NATIONAL_AFTER, _TOWN_AFTER = r" {national_after}(?!\w)", r" {town_after}(?!\w)"
_LOCAL_AFTER = r" {local_after}(?!\w)|\s?[,(]\s?{states}(?!\w)"  # " Avenue", ", Pa."
# Words before a capital that make it another town's, or a club's: "St. Paris", "Dynamo Kyiv", "Bahía de La Paz";
# "New" only where it cannot be an adjective that opens a sentence.
_NAMESAKE_BEFORE = (
    r"(?<![\w-])(?:{namesakes_before|upper} |(?<=[a-z,;] )(?:New|NEW) |[A-ZÀ-Þ][\w’'-]+ d[eu] |[AaEe]l-)$"
)
# What may follow a language that is its own noun ("in French and"); all else makes a noun phrase.
_CLOSED_TAGS = frozenset(
    ["", ",", ".", ":", "''", "``", "-LRB-", "-RRB-", "CC", "IN", "TO", "RB", "DT", "PRP", "MD", "WDT", "WP", "WRB"]
)
_VERB_TAGS = frozenset({"MD", "VBZ", "IN", "CC"})


class HitInContext(NamedTuple):
    """A hit and what the article says around it."""

    hit: Hit
    article: ArticleContext
    before: str  # the text of its line just before it
    after: str
    languages: Set[Hit]  # the hits that name a language in this article
    towns: Set[Hit] = frozenset()  # the hits that are a town's
    others: Set[str] = frozenset()  # the surfaces that mean something else in this article, by its other words

    @property
    def span(self) -> tuple[int, int]:
        """Where the hit stands."""
        return self.hit.start, self.hit.end


NO_PLACE: Judgement[HitInContext, bool] = Judgement("countries", "no country", span=lambda context: context.span)
NO_COUNTRY: Judgement[HitInContext, bool] = Judgement("countries", "no country", span=lambda context: context.span)


def without_homonyms(hits: Sequence[Hit], article: ArticleContext) -> list[Hit]:
    """The hits (in text order) without those that mean no country, as the article's own words show."""
    languages = _languages(hits, article)
    every = (HitInContext(hit, article, article.before(hit.start), article.after(hit.end), languages) for hit in hits)
    rest = [context for context in every if not NO_PLACE.first(context)]
    towns, others = _towns(rest), _others({context.hit.surface for context in rest}, article.text)
    known = (context._replace(towns=towns, others=others) for context in rest)
    return [context.hit for context in known if not NO_COUNTRY.first(context)]


def _languages(hits: Sequence[Hit], article: ArticleContext) -> set[Hit]:
    """The hits (in text order) that name a language.

    Names in one list ("Arabic, Russian and Chinese") mean things of one sort.
    """
    lists: list[list[Hit]] = []
    for hit in hits:
        if lists and _JOIN.fullmatch(article.text, lists[-1][-1].end, hit.start):
            lists[-1].append(hit)
        else:
            lists.append([hit])
    names = frozenset(rules.table("countries/languages")["names"])
    found: set[Hit] = set()
    for run in lists:
        others = {hit.kind == "language" for hit in run if hit.kind == "language" or hit.surface not in names}
        if others == {True} or (not others and _is_language(run, article)):
            found.update(run)
    return found


def _is_language(run: Sequence[Hit], article: ArticleContext) -> bool:
    """Whether the words around say so: "in French", "French lessons", "(English)", "English is taught"."""
    before, after, tag = article.before(run[0].start), article.after(run[-1].end), article.tag_after(run[-1].end)
    bare = run[-1].surface in rules.table("countries/languages")["bare"]
    return bool(
        pattern(_LANGUAGE_AFTER).match(after)
        or (tag in _CLOSED_TAGS and pattern(_LANGUAGE_BEFORE).search(before))
        or (bare and (tag in _VERB_TAGS or (before[-1:], after[:1]) == ("(", ")")))
    )


def _towns(contexts: Sequence[HitInContext]) -> set[Hit]:
    """The hits that are a town's or a street's: "Lebanon, Pa.", "Jamaica Avenue", but not "the New Zealand High
    Commission". Also "Lebanon" after "Lebanon, Pa.", where the article does not name the country otherwise.
    """
    towns: set[Hit] = set()
    for hit, _, _, after, *_ in contexts:
        local = pattern(_LOCAL_AFTER).match(after) or (hit.kind == "capital" and pattern(_TOWN_AFTER).match(after))
        if local and hit.kind in ("name", "capital") and not pattern(_NATIONAL_AFTER).match(after):
            towns.add(hit)
    surfaces = {hit.surface for hit in towns}
    named = {context.hit.alpha_2 for context in contexts if context.hit.surface not in surfaces}
    return towns.union(context.hit for context in contexts if context.hit.alpha_2 not in named)


def _others(surfaces: set[str], text: str) -> frozenset[str]:
    """The surfaces for whose other meaning the text has more words of other_company.toml than it has for the country,
    or no fewer where the surface is a country in its company alone.
    """

    def count(table: str, surface: str) -> int:
        words = (word for word in rules.table(f"countries/{table}")[surface] if word in text)
        return sum(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None for word in words)

    alone = rules.words("countries/only_in_company")
    return frozenset(
        one
        for one in surfaces & rules.table("countries/company").keys()
        if count("other_company", one) > count("company", one) - (one in alone)
    )


NO_PLACE.rule("a phrase that means none")(lambda context: context.hit.kind == "trap")  # "North America"
NO_PLACE.rule("a language")(lambda context: context.hit.kind == "language" or context.hit in context.languages)
NO_PLACE.rule("in a person's name")(lambda context: context.article.person(*context.span) is not None)


@NO_COUNTRY.rule("money or a road")
def _money_or_road(context: HitInContext) -> bool:
    """ "US$", "US $3 million", "US-24"; but "Mexico-86", "in the US $3 million"."""
    after = context.after if context.before.endswith("the ") else context.after.removeprefix(" ")
    return context.hit.surface.isupper() and _MONEY_OR_ROAD.match(after) is not None


NO_COUNTRY.rule("a town or a street")(lambda context: context.hit in context.towns)
NO_COUNTRY.rule("a namesake of the capital")(
    lambda context: context.hit.kind == "capital" and pattern(_NAMESAKE_BEFORE).search(context.before) is not None
)


@NO_COUNTRY.rule("a capital in a longer name")
def _capital_in_name(context: HitInContext) -> bool:
    """ "First Abu Dhabi Bank", a firm's name, a school's, a paper's; not "Delhi High Court", which is the capital's."""
    hit, article = context.hit, context.article
    name = article.within(hit) if hit.kind == "capital" else None
    if name is None or " " not in name:
        return False
    before, _, after = name.partition(article.text[hit.start : hit.end])
    if _OWN_WORD_AFTER.match(after):
        return False
    heads = [_head(after)] if after else [_head(before), context.after.split(" ")[1:2]]
    return not any(head and head[0].capitalize() in rules.word_set("countries/capitals_own") for head in heads)


def _head(words: str) -> list[str]:
    """The word that says what a name is of, if any: "Court" of "High Court" and of "Court of Appeal"."""
    return _LINK.split(f"{words} ")[0].split()[-1:]


@NO_COUNTRY.rule("words of its other meaning")
def _has_other_meaning(context: HitInContext) -> bool:
    """ "Georgia" among sheriffs and counties; "Savannah, Georgia"."""
    surface = context.hit.surface
    if surface in context.others or surface not in rules.table("countries/company"):
        return surface in context.others
    return pattern(rf"(?<!\w){{other_company.{surface}}}, $").search(context.before) is not None
