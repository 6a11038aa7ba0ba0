"""Tells countries from what is spelled alike: languages, persons, towns, states of the union, money, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings, one_of
from newsextract.countries.within import within
from newsextract.rules.judgement import Judgement

_PLACE_KINDS = frozenset({"name", "capital"})
_MONEY_OR_ROAD = re.compile(r"[$€£¥]|-\d{1,3}(?![\w,.-]*\d)")
_OWN_WORD_AFTER = re.compile(r"[-/]| (?:and|&|for|on) ")  # "Kampala and Jinja University"
_JOIN = re.compile(r"\s*(?:,|/|,?\s(?:and|or|&|to|than|into))\s*|\s*[-–]\s*")
# What may follow a language that is its own noun ("in French and"); all else makes a noun phrase.
_CLOSED_TAGS = frozenset(
    ["", ",", ".", ":", "''", "``", "-LRB-", "-RRB-", "CC", "IN", "TO", "RB", "DT", "PRP", "MD", "WDT", "WP", "WRB"]
)
_VERB_TAGS = frozenset({"MD", "VBZ", "IN", "CC"})
_LINK = re.compile(r" (?:of|for) ")


class Suspect(NamedTuple):
    """A hit and what the article says around it, in its line just ``before`` and just ``after`` it.

    ``tongues`` are the hits that name a language in this article, ``towns`` those that are a town's, ``others`` the
    surfaces that mean something else in this article, by its other words.
    """

    hit: Hit
    around: Surroundings
    before: str
    after: str
    tongues: Set[Hit]
    towns: Set[Hit] = frozenset()
    others: Set[str] = frozenset()

    @property
    def span(self) -> tuple[int, int]:
        """Where the hit stands."""
        return self.hit.start, self.hit.end


def without_homonyms(hits: Sequence[Hit], around: Surroundings) -> list[Hit]:
    """The hits (in text order) without those that mean no country, as the article's own words show."""
    tongues = _languages(hits, around)
    suspects = [Suspect(hit, around, around.before(hit.start), around.after(hit.end), tongues) for hit in hits]
    rest = [suspect for suspect in suspects if not NO_PLACE.first(suspect)]
    towns, others = _towns(rest), _others({suspect.hit.surface for suspect in rest}, around.text)
    known = (suspect._replace(towns=towns, others=others) for suspect in rest)
    return [suspect.hit for suspect in known if not NO_COUNTRY.first(suspect)]


def _languages(hits: Sequence[Hit], around: Surroundings) -> set[Hit]:
    """Those of the hits (in text order) that name a language.

    Names in one list ("Arabic, Russian and Chinese") mean things of one sort.
    """
    names = frozenset(rules.table("countries/languages")["names"])
    found: set[Hit] = set()
    for run in _lists(hits, around.text):
        others = {hit.kind == "language" for hit in run if hit.kind == "language" or hit.surface not in names}
        if others == {True} or (not others and _cued(run, around)):
            found.update(run)
    return found


def _lists(hits: Sequence[Hit], text: str) -> Iterator[list[Hit]]:
    """Runs of hits with only a comma, slash or conjunction between them."""
    run: list[Hit] = []
    for hit in hits:
        if run and not _JOIN.fullmatch(text, run[-1].end, hit.start):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _cued(run: Sequence[Hit], around: Surroundings) -> bool:
    """Whether the words around say so: "in French", "French lessons", "(English)", "English is taught"."""
    before, after, tag = around.before(run[0].start), around.after(run[-1].end), around.tag_after(run[-1].end)
    cue_before, cue_after = _cues()
    bare = run[-1].surface in rules.table("countries/languages")["bare"]
    return bool(
        cue_after.match(after)
        or (tag in _CLOSED_TAGS and cue_before.search(before))
        or (bare and (tag in _VERB_TAGS or (before[-1:], after[:1]) == ("(", ")")))
    )


@rules.cached
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = rules.table("countries/languages")
    before, after = one_of(table["before"]), one_of(table["after"])
    return (
        re.compile(rf"\b{before}\s+[\"“‘']?$", re.IGNORECASE),
        re.compile(rf"[\s-]{after}\b", re.IGNORECASE),
    )


def _money_or_road(suspect: Suspect) -> bool:
    """ "US$", "US $3 million", "US-24"; but "Mexico-86", "in the US $3 million"."""
    if not suspect.hit.surface.isupper():
        return False
    after = suspect.after if suspect.before.endswith("the ") else suspect.after.removeprefix(" ")
    return _MONEY_OR_ROAD.match(after) is not None


@rules.cached
def _after(words: str) -> re.Pattern[str]:
    """Any of a list's words where a text begins."""
    return re.compile(rf" {one_of(rules.words(f'countries/{words}'))}(?!\w)")


def _is_town(suspect: Suspect) -> bool:
    """ "Lebanon, Pa.", "Jamaica Avenue"; but "the New Zealand High Commission"."""
    after, kind = suspect.after, suspect.hit.kind
    if kind not in _PLACE_KINDS or _after("national_after").match(after):
        return False
    local = _state_after().match(after) or _after("local_after").match(after)
    return local is not None or (kind == "capital" and _after("town_after").match(after) is not None)


def _towns(suspects: Sequence[Suspect]) -> set[Hit]:
    """The hits that are a town's: also "Lebanon" after "Lebanon, Pa.", where the article does not name the country
    otherwise.
    """
    here = {suspect.hit for suspect in suspects if _is_town(suspect)}
    surfaces = {hit.surface for hit in here}
    named = {suspect.hit.alpha_2 for suspect in suspects if suspect.hit.surface not in surfaces}
    return here.union(suspect.hit for suspect in suspects if suspect.hit.alpha_2 not in named)


@rules.cached
def _state_after() -> re.Pattern[str]:
    return re.compile(rf"\s?[,(]\s?{one_of(rules.words('countries/states'))}(?!\w)")


@rules.cached
def _namesakes() -> re.Pattern[str]:
    """Words before a capital that make it another town's, or a club's: "St. Paris", "Dynamo Kyiv", "Bahía de La Paz";
    "New" only where it cannot be an adjective at the head of a sentence.
    """
    words = rules.words("countries/namesakes_before")
    either = one_of({*words, *map(str.upper, words)})
    return re.compile(rf"(?<![\w-])(?:{either} |(?<=[a-z,;] )(?:New|NEW) |[A-ZÀ-Þ][\w’'-]+ d[eu] |[AaEe]l-)$")


def _capital_in_name(suspect: Suspect) -> bool:
    """ "First Abu Dhabi Bank", a firm's name, a school's, a paper's; not "Delhi High Court", which is the capital's."""
    hit, around = suspect.hit, suspect.around
    name = within(hit, around) if hit.kind == "capital" else None
    if name is None or " " not in name:
        return False
    before, _, after = name.partition(around.text[hit.start : hit.end])
    if _OWN_WORD_AFTER.match(after):
        return False
    heads = [_head(after)] if after else [_head(before), suspect.after.split(" ")[1:2]]
    return not any(head and head[0].capitalize() in rules.word_set("countries/capitals_own") for head in heads)


def _head(words: str) -> list[str]:
    """The word that says what a name is of, if any: "Court" of "High Court" and of "Court of Appeal"."""
    return _LINK.split(f"{words} ")[0].split()[-1:]


def _has_other_meaning(suspect: Suspect) -> bool:
    """ "Georgia" among sheriffs and counties; "Savannah, Georgia"."""
    surface = suspect.hit.surface
    return surface in suspect.others or (surface in _companies() and bool(_town_of(surface).search(suspect.before)))


def _others(surfaces: set[str], text: str) -> frozenset[str]:
    """Of the surfaces in company.toml those for whose other meaning the text has more words."""
    return frozenset(surface for surface in surfaces & _companies() if _is_other(surface, text))


def _companies() -> Set[str]:
    return rules.table("countries/company").keys()


@rules.cached
def _town_of(surface: str) -> re.Pattern[str]:
    """A word of the other meaning right before a comma."""
    return re.compile(rf"(?<!\w){one_of(rules.table('countries/other_company')[surface])}, $")


def _is_other(surface: str, text: str) -> bool:
    """Whether the words that speak for another meaning are more than those for the country; no fewer, where the
    surface means a country in its company alone.
    """
    company, other_company = (rules.table(f"countries/{name}")[surface] for name in ("company", "other_company"))
    for_country, for_other = (sum(_stands(cue, text) for cue in cues) for cues in (company, other_company))
    return for_other > for_country - (surface in rules.words("countries/only_in_company"))


def _stands(cue: str, text: str) -> bool:
    """Whether the text has the cue as words of their own."""
    return cue in text and re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", text) is not None


NO_PLACE: Judgement[Suspect, bool] = Judgement("countries", "no country", span=lambda suspect: suspect.span)
NO_PLACE.rule("a phrase that means none")(lambda suspect: suspect.hit.kind == "trap")  # "North America"
NO_PLACE.rule("a language")(lambda suspect: suspect.hit.kind == "language" or suspect.hit in suspect.tongues)
NO_PLACE.rule("in a person's name")(lambda suspect: suspect.around.person(*suspect.span) is not None)

NO_COUNTRY: Judgement[Suspect, bool] = Judgement("countries", "no country", span=lambda suspect: suspect.span)
NO_COUNTRY.rule("money or a road")(_money_or_road)
NO_COUNTRY.rule("a town or a street")(lambda suspect: suspect.hit in suspect.towns)
NO_COUNTRY.rule("a namesake of the capital")(
    lambda suspect: suspect.hit.kind == "capital" and _namesakes().search(suspect.before) is not None
)
NO_COUNTRY.rule("a capital in a longer name")(_capital_in_name)
NO_COUNTRY.rule("words of its other meaning")(_has_other_meaning)
