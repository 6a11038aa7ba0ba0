"""Chooses which dollar a plain "$" is: US, Canadian, Jamaican, by weighed signs.

The signs of an amount and of its article are weighed (``rules/numbers/built/dollar_weights.toml``) for each dollar that
the article or its address could mean. The likeliest is taken, and how likely it is becomes part of the confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import exp, log1p
from operator import itemgetter

from newsextract import rules
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text import BREAK
from newsextract.rules.judgement import Decision, is_traced, note

Signs = dict[str, float]

US = "USD"
_NEAR = 200  # characters after which a place named counts a third
_FAR = 2000  # characters from an amount beyond which a place tells nothing
_RIGHT_AFTER = 16  # characters: "$5 in Canada"
_HEAD = 500  # characters in which a dateline may stand
_DATELINE = re.compile(r"^[A-Z][\w .,'’]{2,40}?(?: ?\([^)\n]{2,20}\))? ?[-–—]{1,2} ?(?=\S)", re.MULTILINE)
_OPENING = 200  # characters in which an article says where it is from
_LONGEST = 60  # pieces of a sentence to either side of an amount
_FIGURES_IN = 5  # pieces between "figures" and "in US dollars"
_BESIDE = 3  # pieces between an amount and the same in other money
_JOINERS = frozenset(["(", "or", "about", "/"])


class Dollars:
    """Says of each plain dollar amount of one text which dollar it is in."""

    def __init__(self, tokens: Tokens, mentions: Sequence[tuple[int, str]], host: str) -> None:
        """``mentions``: where the text names a country, and its ISO 3166-1 alpha-2 code; ``host``: of the page."""
        self._tokens, self._words, self._mentions, self._host = tokens, tokens.words, mentions, host

    @property
    def usual(self) -> str:
        """The dollar that the article as a whole is likeliest to mean."""
        return max(self._of_article, key=lambda code: _weighed(self._of_article[code]))

    def chosen(self, amounts: Sequence[Amount]) -> list[Amount]:
        """The amounts, given in text order, those in plain dollars with their currency and how sure it is."""
        found = list(amounts)
        for place, amount in enumerate(amounts):
            signs = self.signs(amounts, place) if self.is_plain(amount) else {}
            odds = {code: _weighed(of_code) for code, of_code in signs.items()}
            if odds:
                best = max(odds, key=lambda code: odds[code])
                sure = 1 / sum(exp(one - odds[best]) for one in odds.values())
                found[place] = amount._replace(unit=best, sure=sure)
                self._explain(found[place], signs[best])
        return found

    def _explain(self, amount: Amount, signs: Signs) -> None:
        """Note which dollar was chosen and why, where decisions are collected."""
        if is_traced():
            weighed = [(value * weights().get(sign, 0.0), sign) for sign, value in signs.items()]
            strongest = sorted(filter(itemgetter(0), weighed), key=lambda one: -abs(one[0]))
            why = ", ".join(f"{sign} {weight:+.1f}" for weight, sign in strongest)
            reading = f"{amount.unit} {amount.sure:.2f} ({why})"
            note(Decision("numbers", "which dollar", reading, *amount.offsets(self._tokens), amount.unit))

    def is_plain(self, amount: Amount) -> bool:
        """Whether the amount is in dollars and does not say in which."""
        return amount.money == "dollar" and amount.unit in self._words.shared["dollar"]

    def signs(self, amounts: Sequence[Amount], place: int) -> dict[str, Signs]:
        """What tells that the amount at ``place`` is in each of the dollars."""
        amount, beside = amounts[place], [*amounts[max(0, place - 1) : place], *amounts[place + 1 : place + 2]]
        tokens, text, sets = self._tokens, self._tokens.text, self._words.sets
        opens, ends = amount.offsets(tokens)
        first, last = self._sentence(amount)
        start, end = tokens.starts[first], tokens.starts[last]
        lows = tokens.lows[first:last]
        around = self._between(opens - _FAR, ends + _FAR)
        before = [code for _, code in self._between(start, opens)]
        near = {*before, *(code for _, code in self._between(opens, end))}
        same = [other for other in beside if self._is_same(amount, other)]
        found: dict[str, Signs] = {}
        for code, of_article in self._of_article.items():
            places = [at for at, of in around if of == code]
            spans = [sorted((at, opens)) for at in places]
            apart = [last - first - text.count("\r\n", first, last) for first, last in spans]  # a line's end is one
            shown: dict[str, float] = {
                "in the sentence": code in near,
                "nearest before": before[-1:] == [code],
                "only one in the sentence": near == {code},
                "near": log1p(sum(exp(-far / _NEAR) for far in apart)),
                "right after": any(ends <= at < ends + _RIGHT_AFTER for at in places),
                "given in it beside": any(other.unit == code for other in same),
            }
            if code == US:
                shown |= {
                    "a world price": amount.per in sets["world_prices"],
                    "sold worldwide": not sets["worldwide_goods"].isdisjoint(lows),
                    "in other money beside": bool(same),
                    "an American firm": not sets["american_firms"].isdisjoint(lows),
                    "another firm": not sets["other_firms"].isdisjoint(lows),
                }
            found[code] = of_article | _named(code, shown)
        return found

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        """Where a country, town or institution of some dollar is named, in text order."""
        words = self._words
        found = [(place, words.dollar_of[land]) for place, land in self._mentions if land in words.dollar_of]
        return sorted([*found, *self._local])

    @cached_property
    def _local(self) -> list[tuple[int, str]]:
        """Where a town or institution of ``dollar_hints`` is named, each with its dollar. No countries or capitals."""
        tokens, words = self._tokens, self._words
        hints = ((tokens.starts[at], words.dollar_hints.at(tokens, at)) for at in range(len(tokens.starts)))
        return [(place, hint[0]) for place, hint in hints if hint]

    @cached_property
    def _declared(self) -> set[str]:
        """The dollars that the article says its figures are in: ``all figures in Canadian dollars``."""
        tokens, words = self._tokens, self._words
        openers = [at for at, low in enumerate(tokens.lows) if low in words.sets["figures"]]
        ins = [at for opener in openers for at in range(opener, opener + _FIGURES_IN) if tokens.lows[at] == "in"]
        return {money[0] for at in ins if (money := words.money_words.at(tokens, at + 1))}

    @cached_property
    def _of_article(self) -> dict[str, Signs]:
        """The signs that hold for all amounts of the article, for each dollar that it could mean."""
        words, kinds, text = self._words, self._tokens.kinds, self._tokens.text
        counts, local = (Counter(code for _, code in places) for places in (self._places, self._local))
        dateline = _DATELINE.search(text, 0, _HEAD)
        dated = {code for place, code in self._places if dateline and dateline.start() <= place < dateline.end()}
        opening = {code for place, code in self._places if place < _OPENING}
        marked = {code for code, mark in words.dollar_marks.items() if re.search(mark, text)}
        writes_us = re.search(r"(?<!\w)US ?\$ ?\d", text) is not None  # then a bare "$" is another's
        outlet = words.outlet_money(self._host)
        own = {code for code in (outlet, *self._declared) if code in words.shared["dollar"]}
        total, top = sum(counts.values()), max(counts, key=lambda code: counts[code], default=None)
        found: dict[str, Signs] = {}
        for code in dict.fromkeys([US, *counts, *sorted(own)]):
            shown: dict[str, float] = {
                "any": code != US,
                "its papers mark it": code in words.sets["marked_dollars"],
                "of a small land, from afar": code not in words.sets["large_dollars"] and not local[code],
                "its towns": log1p(local[code]),
                "its outlet": outlet == code,
                "another's outlet": outlet not in (None, code) and outlet in own,
                "its dateline": code in dated,
                "in the opening": code in opening,
                "most named": code == top,
                "marked elsewhere": writes_us if code == US else code in marked,
                "declared": code in self._declared,
                "share": counts[code] / total if total else 0.0,
                "often": log1p(counts[code]),
            }
            if code == US:
                shown |= {
                    "never named": not counts[US],
                    "an outlet of no dollar": outlet not in (None, *own),
                    "another marked elsewhere": bool(marked - {US}),
                    "American words": not kinds.isdisjoint(words.sets["american_words"]),
                    "British words": not kinds.isdisjoint(words.sets["british_words"]),
                }
            found[code] = _named(code, shown)
        return found

    def _between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The places of that part of the text, each with its dollar."""
        return self._places[bisect_left(self._places, (start, "")) : bisect_left(self._places, (end, ""))]

    def _sentence(self, amount: Amount) -> tuple[int, int]:
        """The first piece of the amount's sentence, and the one after its last, no further off than ``_LONGEST``."""
        first, last = amount.start, amount.end
        while first and amount.start - first < _LONGEST and not self._ends_sentence(first - 1):
            first -= 1
        while self._tokens.lows[last] and last - amount.end < _LONGEST and not self._ends_sentence(last):
            last += 1
        return first, last

    def _ends_sentence(self, place: int) -> bool:
        tokens, stops = self._tokens, self._tokens.lows[place] in (".", "!", "?")
        ends = stops and tokens.raws[place + 1][:1].isupper() and len(tokens.raws[place - 1]) > 1
        return ends or tokens.lows[place] == BREAK

    def _is_same(self, amount: Amount, other: Amount) -> bool:
        """Whether the other amount says the same in other money: ``$305m (£162m)``."""
        first, second = sorted((amount, other), key=lambda one: one.start)
        between = self._tokens.lows[first.end : second.start]
        is_joined = bool(between) and between[0] in _JOINERS and len(between) <= _BESIDE
        return is_joined and other.kind == "money" and other.money != amount.money


@rules.cached
def weights() -> Mapping[str, float]:
    """The weight of each sign, in log odds: fitted, or by hand where it is too rare to be fitted."""
    known: dict[str, float] = {}
    for table in ("numbers/built/dollar_weights", "numbers/dollar_weights_by_hand"):
        known |= rules.table(table)["weights"]
    return known


def _weighed(signs: Signs) -> float:
    known = weights()
    return sum(value * known.get(sign, 0.0) for sign, value in signs.items())


def _named(code: str, shown: Mapping[str, float]) -> Signs:
    """The signs that hold, those of the US dollar by names of their own."""
    prefix = "US: " if code == US else ""
    return {prefix + sign: float(value) for sign, value in shown.items() if value}
