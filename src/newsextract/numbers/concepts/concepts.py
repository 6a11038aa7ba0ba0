"""Finds what each number counts or measures, in the article's words: the best of the phrases around it, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.candidates import (
    BACK,
    Earlier,
    EarlierConcepts,
    Placed,
    Surroundings,
    earlier_concepts,
)
from newsextract.numbers.concepts.owners import Owners
from newsextract.numbers.concepts.phrases import Phrases
from newsextract.numbers.concepts.ranker import Candidate, best, explain
from newsextract.numbers.concepts.signs import (
    Setting,
    earlier_signs,
    named_signs,
    none_signs,
    placed_signs,
    polled_signs,
)
from newsextract.numbers.concepts.symbols import Symbols
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText
from newsextract.numbers.text.tokens import Tokens
from newsextract.people.knowledge.titles import word_sexes

_COUNTS = frozenset({"cardinal", "ordinal"})
_NO_THINGS = frozenset({"Sfrequencies", "Sempty", "Nempty"})  # three times, the first one
_MOST_TO_POLLED = 3  # words from a poll to how many it asked
_SEXES = {"he": "m", "she": "f"}
_PRONOUN = 12  # words from an age back to a pronoun
_MARKS = frozenset(('"', "“", "”", "``", "''"))


class Concepts:
    """The concepts of one article's amounts; ``spans``: the places of each one's first word and of that after it."""

    def __init__(
        self, tokens: Tokens, tagged: TaggedText, amounts: Sequence[Amount], words: Lexicon, owners: Owners
    ) -> None:
        """``amounts``: in text order. ``owners``: the people of the article."""
        self.owners, self.spans = owners, [tagged.span(*amount.offsets(tokens)) for amount in amounts]
        self._tokens, self.tagged, self._amounts, self._words = tokens, tagged, amounts, words
        back = BACK if any(amount.kind == "age" for amount in amounts) else 0
        self._phrases = Phrases(tagged, self.spans, words, back)
        self._around = Surroundings(tagged, self._phrases, Symbols(tagged, self._phrases.letters))
        self._polled = self._whom_polled()

    def all(self) -> Iterator[str | None]:
        """What each amount counts or measures, or None, in text order."""
        earlier: list[Earlier] = []
        for amount, (start, end) in zip(self._amounts, self.spans, strict=True):
            span = amount.offsets(self._tokens)
            concept = self._counted(amount, end, span) or best(self.candidates(amount, start, end, earlier), span)
            earlier.append(Earlier(amount, start, end, concept))
            yield concept

    def _counted(self, amount: Amount, end: int, span: tuple[int, int]) -> str | None:
        """The noun right after a count, in the plural: ``150 new cars``; of a rank or one, in the singular too."""
        if amount.unit is not None or amount.kind not in _COUNTS:
            return None
        found = next(self._around.right(end, False), None)
        heads = "SN" if amount.kind == "ordinal" or amount.value == 1 else "S"
        if found is None or found.path or found.head[0] not in heads or found.head in _NO_THINGS:
            return None
        explain("the noun right after", (), span, found.text)
        return found.text

    def candidates(self, amount: Amount, start: int, end: int, earlier: Sequence[Earlier]) -> list[Candidate]:
        """What an amount may be of, the first is nothing. ``earlier``: the amounts before, with what they are of."""
        placed = [*self._around.left(start), *self._around.right(end, amount.kind == "ordinal")]
        placed = [one for one in placed if not self._is_speaker(one, start)]
        sex = self._pronoun(start) if amount.kind == "age" else ""
        if amount.kind == "age":
            placed = [one for one in placed if self._may_be_aged(one.last, sex)]
        at = Setting(amount, start, end, self._around, placed)
        before = earlier_concepts(amount, start, earlier, self.tagged)
        found = [Candidate("none", None, none_signs(at))]
        for one in placed:
            name = " ".join([one.side, *one.path])
            found.append(Candidate(name, one.text, placed_signs(one, at, before.get(one.text))))
        found += self._said(at, start, before)
        if self._polled and amount.kind in ("percent", "ratio"):
            found.append(Candidate("those polled", self._polled, polled_signs(at)))
        if amount.kind == "age":
            found += self._named(at, start, placed, sex)
        return found

    def _said(self, at: Setting, start: int, before: EarlierConcepts) -> Iterator[Candidate]:
        """What numbers before are of."""
        for text, (earlier, roles) in before.items():
            between, stops = self._around.between(earlier.end, start)
            signs = earlier_signs(earlier, roles, at, between, stops, start - earlier.end)
            yield Candidate(f"of a number before: {between}", text, signs)

    def _named(self, at: Setting, start: int, placed: Sequence[Placed], sex: str) -> Iterator[Candidate]:
        """The people named in sentences before, whose age it may be; ``sex``: that of the pronoun."""
        nearest = placed[0].head if placed and placed[0].side == "left" else "-"
        for named in self._around.named(start):
            known = self.owners.sex_at(named.start)
            agrees = "-" if not sex else "?" if not known else str(known == sex)
            yield Candidate("named before", named.text, named_signs(named, at, agrees, nearest))

    def _is_speaker(self, one: Placed, start: int) -> bool:
        """Whether a person stands outside the marks that a number stands in: “We will pay 12” — Ana Duarte."""
        marks = sum(symbol in _MARKS for symbol in one.path)
        return marks % 2 == 1 and self.owners.of(one.text, start) is not None

    def _may_be_aged(self, place: int, sex: str) -> bool:
        """Whether the noun there may have an age, and is of this sex: ``Ana Roe met Jo Poe when she was 13``."""
        named = self.tagged.lows[place] in self._words.sets["aged"]  # her age is 54
        return not named and (not sex or self._sex(place) in ("", sex))

    def _sex(self, place: int) -> str:
        """ "m" or "f" of the name or noun that ends there; "" where that is not known."""
        return self.owners.sex_at(self.tagged.starts[place]) or word_sexes().get(self.tagged.lows[place], "")

    def _pronoun(self, start: int) -> str:
        """The sex of the nearest "he" or "she" before the number in its sentence, or ""."""
        least = max(start - _PRONOUN, 0)
        floor = max(self._phrases.letters.rfind(".", least, start), least)
        return next(filter(None, map(_SEXES.get, reversed(self.tagged.lows[floor : start - 1]))), "")

    def _whom_polled(self) -> str | None:
        """Whom the poll asked that the article tells of: ``a poll of 1,000 likely voters``."""
        polls = self._words.sets["polls"]
        for amount, (start, end) in zip(self._amounts, self.spans, strict=True):
            near = self.tagged.lows[max(0, start - _MOST_TO_POLLED) : start]
            if amount.kind == "cardinal" and not polls.isdisjoint(near):
                return next((found.text for found in self._around.right(end, False)), None)
        return None
