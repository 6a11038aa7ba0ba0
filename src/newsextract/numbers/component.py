"""The spaCy component that finds an article's numbers and writes them on the Doc, as ``doc._.numbers``.

Its stages in order:

- text: the pieces of the text and its tagged words
- numerals: values, in digits and in words
- amounts: numerals with sign, money, unit and rate
- rejecting: what looks like a number and is none
- relating: what joins two amounts; comparators, ages, rises and falls
- concepts: what is counted or measured

knowledge holds the words that they look up. ``find_amounts`` runs the stages that need no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from spacy.tokens import Doc

from newsextract.analysis.columns import columns
from newsextract.analysis.doc_text import text_of
from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.amounts.money import Money
from newsextract.numbers.amounts.reader import read_amount
from newsextract.numbers.amounts.units import time_after
from newsextract.numbers.concepts.concepts import Concepts, Owners
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.numerals.numeral import is_news, plain
from newsextract.numbers.numerals.reader import read_numeral
from newsextract.numbers.rejecting import is_in_name, rejected, with_age_of_person, without_shirts
from newsextract.numbers.relating.joining import joined
from newsextract.numbers.relating.marking import marked
from newsextract.numbers.text import CODE, lex, tagged
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Number
from newsextract.rules.judgement import Decision, is_traced, note


def find_amounts(
    text: str, countries: tuple[str, ...] = (), mentions: Sequence[tuple[int, str]] = (), host: str = ""
) -> tuple[Tokens, list[Amount]]:
    """The pieces of a text and its amounts in text order, none over another.

    ``countries``: ISO 3166-1 alpha-2 codes of the article's countries, most mentioned first; they say whose pound is
    meant. ``mentions``: where each country is named, and its code; with ``host``, of the page, they say whose dollar.
    """
    tokens = Tokens(*lex(text))
    money = Money(tokens, countries, mentions, host)
    amounts = marked(joined(_amounts(tokens, money), tokens), tokens)
    found = money.dollars.chosen(money.in_whole_money(amounts))
    return tokens, [one for one in found if is_news(one.value) and (one.upper is None or is_news(one.upper))]


def _amounts(tokens: Tokens, money: Money) -> list[Amount]:
    """The amounts one by one, without what looks like one and is none."""
    found: list[Amount] = []
    last, verdict, end = None, None, 0
    for place, low in enumerate(tokens.lows):
        begins = low in tokens.words.heads or low[:1].isdecimal()
        numeral = read_numeral(tokens, place) if begins and (last is None or place >= last.end) else None
        if numeral is None:
            continue
        read = read_amount(numeral, tokens, money, found[-1] if found else None)
        amount = read if read.start >= end else read._replace(start=end)
        against = rejected(Case(tokens, amount, last, verdict))
        if against and amount.form == "article":
            continue
        verdict = against
        if not verdict:
            found.append(amount)
            end = amount.end
        last = amount
    return found


Doc.set_extension("dollar_odds", default=(), force=True)


class NewsNumbers:
    """Writes ``doc._.numbers``, a tuple of records.Number with offsets into ``doc.text``, and ``doc._.dollar_odds``.

    These are where the number of each plain "$" starts, and how likely its dollar is right.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the numbers of the doc; the doc itself comes back."""
        tokens, amounts, concepts = read_numbers(doc)
        if is_traced():
            for amount in amounts:
                for reading in amount.readings():
                    note(Decision("numbers", "read as", reading, *amount.offsets(tokens), True))
            named = "an address, a time, a date or a telephone number"  # what holds digits and was never read
            for place in (place for place, low in enumerate(tokens.lows) if low == CODE):
                note(Decision("numbers", "no number", named, tokens.starts[place], tokens.end(place), True))
        doc._.numbers = tuple(
            _number(tokens, amount, concept, concepts.owners)
            for amount, concept in zip(amounts, concepts.all(), strict=True)
        )
        doc._.dollar_odds = [(one.offsets(tokens)[0], one.sure) for one in amounts if one.sure < 1]
        return doc


def origin(doc: Doc) -> tuple[list[tuple[int, str]], str]:
    """Where the doc names a country, in text order, with its code; and the host of its page, empty if not known."""
    countries = doc._.countries if doc.has_extension("countries") else ()
    mentions = sorted((mention.start, country.alpha_2) for country in countries for mention in country.mentions)
    try:
        host = urlsplit(doc._.url or "").hostname
    except ValueError:  # http://[
        host = None
    return mentions, host or ""


def _counted_per(amount: Amount, concept: str | None, tokens: Tokens) -> str | None:
    """The time that stands right after what an amount counts or is of, or None: ``22 tons of bread a day``."""
    start = amount.offsets(tokens)[1] + 1
    start += 3 * tokens.text.startswith("of ", start)
    if amount.kind not in ("cardinal", "quantity") or not concept or not tokens.text.startswith(concept, start):
        return None
    place = tokens.at_or_after(start + len(concept))
    found = time_after(tokens, place)
    return found[0] if found else tokens.words.often.get(tokens.lows[place])


def read_numbers(doc: Doc) -> tuple[Tokens, list[Amount], Concepts]:
    """The pieces of a doc's text, its amounts in text order, less those that are part of a name, and their concepts."""
    countries = doc._.countries if doc.has_extension("countries") else ()
    passing = ("demonym",)  # named once, by its people
    codes = tuple(one.alpha_2 for one in countries if tuple(mention.kind for mention in one.mentions) != passing)
    tokens, amounts = find_amounts(text_of(doc), codes, *origin(doc))
    spoken = tagged(columns(doc))
    cases = [case for case in (Case(tokens, amount, None) for amount in amounts) if not is_in_name(case, spoken)]
    kept = without_shirts((with_age_of_person(case, spoken) for case in cases), tokens, spoken)
    owners = Owners(doc._.people if doc.has_extension("people") else ())
    return tokens, kept, Concepts(tokens, spoken, kept, owners)


def _number(tokens: Tokens, amount: Amount, concept: str | None, owners: Owners) -> Number:
    """The record of an amount."""
    start, end = amount.offsets(tokens)
    return Number(
        text=tokens.text[start:end],
        start=start,
        end=end,
        kind=amount.kind,
        value=plain(amount.value),
        upper=None if amount.upper is None else plain(amount.upper),
        unit=amount.unit,
        per=amount.per or _counted_per(amount, concept, tokens),
        comparator=amount.comparator,
        change=amount.change,
        concept=concept,
        person=owners.of(concept, start),
    )
