"""Finds the numbers of a text: spans, values, units, comparators, rises and falls. On the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse

from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.amounts.dollars import Dollars
from newsextract.numbers.amounts.money import Currencies
from newsextract.numbers.amounts.reader import AmountReader
from newsextract.numbers.knowledge.lexicon import Lexicon, lexicon
from newsextract.numbers.numerals.numeral import is_news
from newsextract.numbers.numerals.numerals import read_numeral
from newsextract.numbers.rejecting.rejected import rejected
from newsextract.numbers.relating.relating import joined, marked
from newsextract.numbers.text.tokens import Tokens, lex


def find_amounts(
    text: str, countries: tuple[str, ...] = (), mentions: Sequence[tuple[int, str]] = (), host: str = ""
) -> tuple[Tokens, list[Amount]]:
    """The pieces of a text and its amounts in text order, none over another.

    ``countries``: ISO 3166-1 alpha-2 codes of the article's countries, most mentioned first; they say whose pound is
    meant. ``mentions``: where each country is named, and its code; with ``host``, of the page, they say whose dollar.
    """
    words, tokens = lexicon(), lex(text)
    dollars = Dollars(tokens, words, mentions, host)
    currencies = Currencies(tokens, words, dollars, countries)
    amounts = joined(_amounts(tokens, words, currencies), tokens, words)
    found = dollars.chosen(currencies.in_whole_money(marked(amounts, tokens, words)))
    return tokens, [one for one in found if is_news(one.value) and (one.upper is None or is_news(one.upper))]


def _amounts(tokens: Tokens, words: Lexicon, currencies: Currencies) -> list[Amount]:
    """The amounts one by one, without what looks like one and is none."""
    reader = AmountReader(tokens, words, currencies)
    found: list[Amount] = []
    last, verdict, end = None, None, 0
    literals = (low for low in filterfalse(str.isalpha, tokens.kinds) if low[:1].isdecimal())
    heads = (tokens.kinds & words.heads) | set(literals)
    if not tokens.kinds.isdisjoint(("long", "old")):  # the month-long feast, a decade-old feud
        heads |= words.lengths
    for place in [place for place, low in enumerate(tokens.lows) if low in heads]:
        numeral = read_numeral(tokens, place, words) if last is None or place >= last.end else None
        if numeral is None:
            continue
        read = reader.read(numeral, found[-1] if found else None)
        amount = read if read.start >= end else read._replace(start=end)
        against = rejected(Case(tokens, words, amount, last, verdict))
        if against and amount.form == "article":
            continue
        verdict = against
        if not verdict:
            found.append(amount)
            end = amount.end
        last = amount
    return found
