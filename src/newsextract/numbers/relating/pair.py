"""Two amounts next to one another, which may make one number."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens

_FEW = 6  # pieces between two amounts that have to do with one another


class Pair(NamedTuple):
    """Two amounts next to one another, in text order.

    ``between``: the pieces between the two, in lower case, a blank between each; "..." where they are many.
    """

    tokens: Tokens
    words: Lexicon
    last: Amount
    amount: Amount
    between: str

    @property
    def opener(self) -> str:
        """The piece before the first amount, past "roughly" and the like: ``between roughly 5 and 7``."""
        return self.tokens.low(self.opens)

    @property
    def opens(self) -> int:
        """The place of the opener."""
        found = self.words.compared_before.before(self.tokens, self.last.first)
        return found[1] - 1 if found and found[0] == "~" else self.last.first - 1

    def has(self, place: int, name: str) -> bool:
        """Whether the piece at ``place`` is in the set of words of that name."""
        return self.tokens.after(place) in self.words.sets[name]

    def counts(self, amount: Amount) -> bool:
        """Whether a plural noun stands behind the amount."""
        return self.tokens.is_plural(amount.behind)

    def offsets(self) -> tuple[int, int]:
        """Where the first amount starts and the second ends in the text."""
        return self.tokens.starts[self.last.first], self.tokens.ends[self.amount.behind - 1]


def pair_of(tokens: Tokens, words: Lexicon, last: Amount, amount: Amount) -> Pair:
    """The pair that two amounts make."""
    near = amount.first - last.behind <= _FEW
    return Pair(tokens, words, last, amount, " ".join(tokens.lows[last.behind : amount.first]) if near else "...")
