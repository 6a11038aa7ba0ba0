"""Which dollar a plain "$" is: by the article and its address; and how its weights are fitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

import pytest

from newsextract import Article, Extractor, PartialRecord
from newsextract.numbers.component import find_amounts

MINE = "The mine near Delmo will close next year, its owner said. It cost $5 million to open, and {more}"


@pytest.mark.parametrize(
    ("text", "mentions", "host", "wanted"),
    [
        (MINE.format(more="nobody was hurt."), (), "", "USD"),
        (MINE.format(more="nobody was hurt."), (), "www.cbc.ca", "CAD"),
        (MINE.format(more="nobody was hurt."), (), "www.scmp.com", "USD"),  # it writes HK$
        (MINE.format(more="nobody was hurt."), (), "www.bbc.co.uk", "USD"),
        ("Ana Roe paid $5 in Jamaica.", [(19, "JM")], "", "JMD"),
        ("Ana Roe paid $5 in Jamaica.", [(19, "JM")], "www.nytimes.com", "USD"),  # a paper's own country goes before
        ("Ana Roe paid $5 in Jamaica.", [(19, "JM")], "www.cbc.ca", "CAD"),
        (MINE.format(more="all figures are in Canadian dollars."), (), "", "CAD"),
        (MINE.format(more="all figures are in crates."), (), "", "USD"),
        ("Ana Roe sold 5 barrels in Calgary, Alberta. She asked $80 a barrel.", [(25, "CA")], "", "USD"),
        ("Ana Roe sold 5 barrels in Calgary, Alberta. She asked $80 a head.", [(25, "CA")], "", "CAD"),
    ],
)
def test_which_dollar(text: str, mentions: Sequence[tuple[int, str]], host: str, wanted: str) -> None:
    (found,) = [amount for amount in find_amounts(text, (), mentions, host)[1] if amount.kind == "money"]
    assert found.unit == wanted
    assert 0 < found.sure <= 1


@pytest.mark.parametrize(
    ("url", "wanted"),
    [(None, "USD"), ("https://www.cbc.ca/news/1", "CAD"), ("http://[", "USD"), ("https://x.io", "USD")],
)
def test_the_address_tells(extractor: Extractor[PartialRecord], url: str | None, wanted: str) -> None:
    (found,) = extractor(Article("a", "The mine will cost $5 million, its owner said.", url=url)).numbers or ()
    assert found.unit == wanted


def test_a_guessed_dollar_is_less_sure(extractor: Extractor[PartialRecord]) -> None:
    text = "The mine in Perth cost {}$5 million. The one in Calgary cost {}$6 million, Ana Roe said."
    guessed, written = (extractor(text.format(*letters)).numbers or () for letters in (("", ""), ("A", "C")))
    assert [one.unit for one in written] == ["AUD", "CAD"]
    assert max(one.confidence or 0 for one in guessed) < min(one.confidence or 0 for one in written)


def test_the_fit_learns_what_tells(recipe: Callable[[str], ModuleType]) -> None:
    fit_dollars = recipe("fit_dollars")

    def case(place: int, is_home: bool) -> object:
        signs = {"USD": {"US: often": 1.0}, "CAD": {"any": 1.0} | ({"its outlet": 1.0} if is_home else {})}
        return fit_dollars.Case(str(place), "read", True, signs, "CAD" if is_home else "USD")

    cases = [case(place, place % 3 == 0) for place in range(60)]
    weights = fit_dollars.fit(cases)
    assert weights["its outlet"] > 1
    assert all(code == one.label for one, code, _ in fit_dollars.judged(cases))
