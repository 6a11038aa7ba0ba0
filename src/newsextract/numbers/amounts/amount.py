"""An amount, a numeral with its unit on the way to a number of the record; one and two of them as rules see them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from newsextract.numbers.knowledge.lexicon import Lexicon, SetName, Tokens
from newsextract.numbers.numerals.numeral import Form
from newsextract.records.record import Change, Comparator, NumberKind
from newsextract.rules.rule_rows import Place, RowTable

APART = "..."  # between two amounts that have nothing to do with one another
_FEW = 6  # pieces between two amounts that have to do with one another

FACTS = frozenset({"kind", "unit", "form", "value", "per", "comparator", "upper", "signed"})  # what rows may ask


class Amount(NamedTuple):
    """A number with what belongs to it, as pieces ``start`` up to before ``end``.

    The bare numeral is ``number`` to ``number_end``; ``money`` is the currency as written,
    ``unit`` as read, ``per`` what a rate is for each of.
    """

    start: int
    end: int
    number: int
    number_end: int
    value: Decimal
    form: Form
    scale: int
    kind: NumberKind = "cardinal"
    unit: str | None = None
    per: str | None = None
    money: str | None = None
    upper: Decimal | None = None
    comparator: Comparator = "="
    change: Change | None = None
    signed: bool = False
    before: bool = False  # the currency stands before the digits
    rest: str = ""  # the smallest unit that was added: the seconds of "2hr 40min 3sec"
    sure: float = 1.0  # how likely the currency is right
    glued: str = ""  # a word glued to the digits that no rule could read

    def offsets(self, tokens: Tokens) -> tuple[int, int]:
        """Where the amount starts and ends in the text, end exclusive."""
        return tokens.starts[self.start], tokens.end(self.end - 1)

    def readings(self) -> list[str]:
        """What the amount was read as, part by part, for ``newsextract explain``."""
        unit = ("money" if self.money else "unit", self.unit)
        compared = ("comparator", None if self.comparator == "=" else self.comparator)
        parts = [("", self.form), unit, ("per", self.per), compared]
        return [f"{name} {part}".strip() for name, part in parts if part]

    @property
    def is_whole(self) -> bool:
        """Whether the value is a whole number."""
        return self.value == int(self.value)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or in points, as shares of something are."""
        return self.kind == "percent" or self.unit == "point"


class Case(NamedTuple):
    """An amount; ``last``: the amount before it in the text, ``verdict``: what that was instead of a number."""

    tokens: Tokens
    amount: Amount
    last: Amount | None
    verdict: str | bool | None = None

    @property
    def words(self) -> Lexicon:
        """The lexicon."""
        return self.tokens.words

    @property
    def literal(self) -> str:
        """The first piece of the bare numeral, as written."""
        return self.tokens.raws[self.amount.number]

    @property
    def before(self) -> str:
        """The piece before the amount, in lower case."""
        return self.tokens.lows[self.amount.start - 1]

    @property
    def after(self) -> str:
        """The piece after the amount, in lower case."""
        return self.tokens.lows[self.amount.end]

    def has(self, place: int, name: SetName) -> bool:
        """Whether the piece at ``place`` is in the set of words of that name."""
        return self.tokens.has(place, name)

    def since_last(self) -> list[str]:
        """The pieces since the bare numeral before this amount."""
        end = self.last.number_end if self.last else self.amount.start
        return self.tokens.lows[end : self.amount.start]

    def offsets(self) -> tuple[int, int]:
        """Where the amount starts and ends in the text."""
        return self.amount.offsets(self.tokens)

    def place(self) -> Place:
        """Where the amount stands, for rules that are rows."""
        return Place(self.tokens.raws, self.tokens.lows, (), (), self.amount.start, self.amount.end, self.amount)


def rows_on(verdict: str) -> RowTable[Case]:
    """The rules with this verdict on amounts that are rows."""
    return RowTable("numbers", verdict, Case.place, FACTS, tags=False)


class Pair(NamedTuple):
    """Two amounts next to one another, in text order."""

    tokens: Tokens
    last: Amount
    amount: Amount

    @property
    def words(self) -> Lexicon:
        """The lexicon."""
        return self.tokens.words

    @property
    def between(self) -> str:
        """The pieces between the two, in lower case, a blank between each; APART where they are many."""
        near = self.amount.start - self.last.end <= _FEW
        return " ".join(self.tokens.lows[self.last.end : self.amount.start]) if near else APART

    @property
    def joint(self) -> str:
        """What is between them without hyphens: the "to" of ``an 18-to-24-month plan``."""
        between = self.between
        return between.removeprefix("- ").removesuffix(" -") if len(between) > 1 else between

    @property
    def opener(self) -> str:
        """The piece before the first amount, past "roughly" and the like: ``between roughly 5 and 7``."""
        return self.tokens.lows[self.opens]

    @property
    def opens(self) -> int:
        """The place of the opener."""
        if self.leaves_level:
            return self.last.start - 3
        found = self.words.compared_before.before(self.tokens, self.last.start)
        return found[1] - 1 if found and found[0] == "~" else self.last.start - 1

    @property
    def leaves_level(self) -> bool:
        """Whether the first amount is a level named as such: ``from the current 27% to 25%``."""
        lows, first = self.tokens.lows, self.last.start
        return lows[first - 1] in self.words.sets["level_words"] and lows[first - 2] in ("the", "its", "a")

    def offsets(self) -> tuple[int, int]:
        """Where the first amount starts and the second ends in the text."""
        return self.tokens.starts[self.last.start], self.tokens.end(self.amount.end - 1)
