"""The spaCy component that finds an article's numbers and writes them on the Doc, as ``doc._.numbers``."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from newsextract.numbers.amount import Amount
from newsextract.numbers.brackets import read_brackets
from newsextract.numbers.concept import Concepts
from newsextract.numbers.grammar import find_amounts
from newsextract.numbers.lexicon import lexicon
from newsextract.numbers.literals import plain
from newsextract.numbers.names import in_name
from newsextract.numbers.sentence import tagged
from newsextract.records import Number
from newsextract.text.doc_text import text_of

Doc.set_extension("numbers", default=(), force=True)


class NewsNumbers:
    """Writes ``doc._.numbers``, a tuple of records.Number with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the numbers of the doc; the doc itself comes back."""
        doc._.numbers = tuple(_numbers(doc))
        return doc


def _numbers(doc: Doc) -> Iterator[Number]:
    """The numbers of a doc in text order: the grammar's finds, less those that are part of a name."""
    text, words = text_of(doc), lexicon()
    countries = doc._.countries if doc.has_extension("countries") else ()
    tokens, amounts = find_amounts(text, tuple(country.alpha_2 for country in countries))
    if not amounts:
        return
    columns = tagged(doc, text)
    kept = [amount for amount in amounts if _has_value(amount) and not in_name(amount, tokens, columns, words)]
    kept = read_brackets(kept, tokens, columns, words)
    concepts = Concepts(tokens, columns, kept, words)
    for amount in kept:
        start, end = tokens.starts[amount.first], tokens.ends[amount.behind - 1]
        yield Number(
            text=text[start:end],
            start=start,
            end=end,
            kind=amount.kind,
            value=plain(amount.value) or 0,
            upper=None if amount.upper is None else plain(amount.upper),
            unit=amount.unit,
            comparator=amount.comparator,
            change=amount.change,
            concept=concepts.of(amount),
        )


def _has_value(amount: Amount) -> bool:
    """Whether JSON has words for the amount's value, and for its upper end if it has one."""
    return plain(amount.value) is not None and (amount.upper is None or plain(amount.upper) is not None)
