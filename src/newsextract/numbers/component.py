"""The spaCy component that finds an article's numbers and writes them on the Doc, as ``doc._.numbers``.

Its stages in order, a folder each:

- text: the pieces of the text and its tagged words
- numerals: values, in digits and in words
- amounts: numerals with sign, money, unit and rate
- rejecting: what looks like a number and is none
- relating: what joins two amounts; comparators, ages, rises and falls
- concepts: what is counted or measured

knowledge holds the words that they look into. grammar.py runs the stages that need no model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from spacy.tokens import Doc

from newsextract.analysis.columns import columns
from newsextract.analysis.doc_text import text_of
from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.amounts.units import time_after
from newsextract.numbers.concepts.concepts import Concepts
from newsextract.numbers.concepts.owners import Owners
from newsextract.numbers.grammar import find_amounts
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.numbers.numerals.numeral import plain
from newsextract.numbers.rejecting.inside_names import is_in_name, without_shirts
from newsextract.numbers.text.tagged import tagged
from newsextract.numbers.text.tokens import CODE, Tokens
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Country, Number
from newsextract.rules.judgement import Decision, is_traced, note

Doc.set_extension("dollar_odds", default=(), force=True)


class NewsNumbers:
    """Writes ``doc._.numbers``, a tuple of records.Number with offsets into ``doc.text``, and ``doc._.dollar_odds``.

    These are where the number of each plain "$" starts, and how likely its dollar is right.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the numbers of the doc; the doc itself comes back."""
        tokens, amounts, concepts = read_numbers(doc)
        doc._.numbers = tuple(_numbers(tokens, amounts, concepts))
        doc._.dollar_odds = [(one.offsets(tokens)[0], one.sure) for one in amounts if one.sure < 1]
        return doc


def _is_passing(country: Country) -> bool:
    """Whether a country is named once, by its people."""
    return len(country.mentions) == 1 and country.mentions[0].kind == "demonym"


def origin(doc: Doc) -> tuple[list[tuple[int, str]], str]:
    """Where the doc names a country, in text order, with its code; and the host of its page, empty if not known."""
    countries = doc._.countries if doc.has_extension("countries") else ()
    mentions = sorted((mention.start, country.alpha_2) for country in countries for mention in country.mentions)
    try:
        host = urlsplit(doc._.url or "").hostname
    except ValueError:  # http://[
        host = None
    return mentions, host or ""


def _explain(tokens: Tokens, amounts: Iterable[Amount]) -> None:
    """Note what each amount was read as, and what holds digits and was never read."""
    for amount in amounts:
        for reading in amount.readings():
            note(Decision("numbers", "read as", reading, *amount.offsets(tokens), True))
    for place in (place for place, low in enumerate(tokens.lows) if low == CODE):
        named = "an address, a time, a date or a telephone number"
        note(Decision("numbers", "no number", named, tokens.starts[place], tokens.end(place), True))


def _counted_per(amount: Amount, concept: str | None, tokens: Tokens) -> str | None:
    """The time that stands right after what an amount counts or is of, or None: ``22 tons of bread a day``."""
    start, words = amount.offsets(tokens)[1] + 1, lexicon()
    start += 3 * tokens.text.startswith("of ", start)
    if amount.kind not in ("cardinal", "quantity") or not concept or not tokens.text.startswith(concept, start):
        return None
    place = tokens.at_or_after(start + len(concept))
    found = time_after(tokens, place, words)
    return found[0] if found else words.often.get(tokens.lows[place])


def read_numbers(doc: Doc) -> tuple[Tokens, list[Amount], Concepts]:
    """The pieces of a doc's text, its amounts in text order, less those that are part of a name, and their concepts."""
    text, words = text_of(doc), lexicon()
    countries = doc._.countries if doc.has_extension("countries") else ()
    codes = tuple(country.alpha_2 for country in countries if not _is_passing(country))
    tokens, amounts = find_amounts(text, codes, *origin(doc))
    spoken = tagged(columns(doc))
    kept = [amount for amount in amounts if not is_in_name(Case(tokens, words, amount, None), spoken)]
    kept = without_shirts(kept, tokens, spoken, words)
    owners = Owners(doc._.people if doc.has_extension("people") else ())
    return tokens, kept, Concepts(tokens, spoken, kept, words, owners)


def _numbers(tokens: Tokens, amounts: Sequence[Amount], concepts: Concepts) -> Iterator[Number]:
    """The records of the amounts, given in text order."""
    if is_traced():
        _explain(tokens, amounts)
    for amount, concept in zip(amounts, concepts.all(), strict=True):
        start, end = amount.offsets(tokens)
        yield Number(
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
            person=concepts.owners.of(concept, start),
        )
