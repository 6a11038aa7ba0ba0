"""What the rules against numbers look at: an amount in its text, and what was found of the amount before it."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tokens import Tokens


class Judged(NamedTuple):
    """An amount and what it is instead of a number; None where it is one."""

    amount: Amount
    verdict: str | None


class Candidate(NamedTuple):
    """An amount that may be none; ``last``: the one read before it."""

    tokens: Tokens
    words: Lexicon
    amount: Amount
    last: Judged | None

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

    def follows(self, *verdicts: str) -> bool:
        """Whether the amount before this one was found to be one of these."""
        return self.last is not None and self.last.verdict in verdicts

    def since_last(self) -> list[str]:
        """The pieces since the bare numeral before this amount."""
        behind = self.last.amount.number_behind if self.last else self.amount.first
        return self.tokens.lows[behind : self.amount.first]

    def offsets(self) -> tuple[int, int]:
        """Where the amount starts and ends in the text."""
        return self.amount.offsets(self.tokens)
