"""Finds the numbers of a text: spans, values, units, comparators, rises and falls.
On the text alone, without a model."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amount import Amount
from newsextract.numbers.amounts import AmountReader
from newsextract.numbers.filters import Filters
from newsextract.numbers.joins import Joins
from newsextract.numbers.lexer import Tokens, lex
from newsextract.numbers.lexicon import Lexicon, lexicon
from newsextract.numbers.marks import Marks
from newsextract.numbers.numerals import read_numeral
from newsextract.numbers.reading import Reading


def find_amounts(text: str, countries: tuple[str, ...] = ()) -> tuple[Tokens, list[Amount]]:
    """The pieces of a text and its amounts in text order, none over another.

    ``countries``: ISO 3166-1 alpha-2 codes of the article's countries, most mentioned first;
    they say whose dollar
    and pound is meant.
    """
    words, tokens = lexicon(), lex(text)
    amounts = _amounts(tokens, words, Reading(text, words, countries))
    joined = Joins(tokens, words).join(amounts)
    return tokens, Marks(tokens, words).mark_all(joined)


def _amounts(tokens: Tokens, words: Lexicon, reading: Reading) -> list[Amount]:
    reader, filters = AmountReader(tokens, words, reading), Filters(tokens, words)
    found: list[Amount] = []
    place, behind, size = 0, 0, len(tokens)
    lows, heads, vulgar = tokens.lows, words.heads, words.vulgar
    while place < size:
        low = lows[place]
        if low not in heads and not low[0].isdecimal() and low not in vulgar:
            place += 1
            continue
        numeral = read_numeral(tokens, place, words)
        if numeral is None:
            place += 1
            continue
        amount = reader.read(numeral, found[-1] if found else None)
        _leading_point(tokens, amount)
        amount.first = max(amount.first, behind)
        if not filters.rejects(amount):
            found.append(amount)
            behind = amount.behind
        place = max(amount.behind, place + 1)
    return found


def _leading_point(tokens: Tokens, amount: Amount) -> None:
    """``.534``: a decimal that lacks its zero."""
    first, literal = amount.number, tokens.raw(amount.number)
    if amount.form != "digits" or tokens.low(first - 1) != "." or not tokens.glued(first) or not literal.isdecimal():
        return
    if tokens.glued(first - 1) and tokens.raw(first - 2)[-1:] not in ("(", "$", "£", "€", "-", "+", "<", ">"):
        return
    amount.value *= Decimal(1).scaleb(-len(literal))
    amount.first = amount.number = min(amount.first, first - 1)
