"""An amount in its text, as the rules look at it."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens


class Case(NamedTuple):
    """An amount; ``last``: the amount before it in the text, ``verdict``: what that was instead of a number."""

    tokens: Tokens
    words: Lexicon
    amount: Amount
    last: Amount | None
    verdict: str | None = None

    @property
    def literal(self) -> str:
        """The first piece of the bare numeral, as written."""
        return self.tokens.raw(self.amount.number)

    @property
    def before(self) -> str:
        """The piece before the amount, in lower case."""
        return self.tokens.low(self.amount.first - 1)

    @property
    def behind(self) -> str:
        """The piece behind the amount, in lower case."""
        return self.tokens.low(self.amount.behind)

    @property
    def floor(self) -> int:
        """The first piece that can say something of the amount: where the amount before it ends."""
        return self.last.behind if self.last else 0

    @property
    def start(self) -> int:
        """Where the bare numeral starts in the text."""
        return self.tokens.starts[self.amount.number]

    @property
    def end(self) -> int:
        """Where the bare numeral ends in the text."""
        return self.tokens.ends[self.amount.number_behind - 1]

    def has(self, place: int, name: str) -> bool:
        """Whether the piece at ``place`` is in the set of words of that name."""
        return self.tokens.after(place) in self.words.sets[name]

    def since_last(self) -> list[str]:
        """The pieces since the bare numeral before this amount."""
        behind = self.last.number_behind if self.last else self.amount.first
        return self.tokens.lows[behind : self.amount.first]

    def offsets(self) -> tuple[int, int]:
        """Where the amount starts and ends in the text."""
        return self.amount.offsets(self.tokens)
