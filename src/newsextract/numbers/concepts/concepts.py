"""Finds what each number counts or measures, in the article's words, and which person that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.candidates import (
    BACK,
    Earlier,
    Placed,
    Surroundings,
    earlier_concepts,
)
from newsextract.numbers.concepts.phrases import Phrases, Symbols
from newsextract.numbers.concepts.ranker import (
    Candidate,
    Setting,
    best,
    earlier_signs,
    explain,
    named_signs,
    none_signs,
    placed_signs,
    polled_signs,
)
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text.tagged import TaggedText
from newsextract.people.knowledge.lexicon import usual_sexes
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import word_sexes
from newsextract.records.record import Person

_COUNTS = frozenset({"cardinal", "ordinal"})
_NO_THINGS = frozenset({"Sfrequencies", "Sempty", "Nempty"})  # three times, the first one
_MOST_TO_POLLED = 3  # words from a poll to how many it asked
_SEXES = {"he": "m", "she": "f"}
_PRONOUN = 12  # words from an age back to a pronoun
_MARKS = frozenset(('"', "“", "”", "``", "''"))


class Owners:
    """The people of one article, found by the words that name them."""

    def __init__(self, people: Sequence[Person]) -> None:
        """``people``: as in the record."""
        self._people = people

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each name stands, in text order, and its person's place."""
        places: dict[str, list[tuple[int, int]]] = {}
        mentions = ((mention, place) for place, person in enumerate(self._people) for mention in person.mentions)
        for mention, place in sorted(mentions, key=lambda one: one[0].start):
            places.setdefault(mention.text, []).append((mention.start, place))
        return places

    def of(self, concept: str | None, start: int) -> int | None:
        """The place in people of the person that a concept names, with or without a title, nearest to ``start``.

        None where it names nobody, or more than a person: "Reed's salary".
        """
        words = concept.split(" ") if concept else []
        for first in range(len(words)):
            if found := self._places.get(" ".join(words[first:])):
                at = bisect_left(found, (start, 0))
                near = found[max(0, at - 1) : at + 1]
                return min(near, key=lambda one: (abs(one[0] - start), one[1]))[1]
        return None

    def sex_at(self, start: int) -> str:
        """ "m" or "f" of the person named at this offset, by title or first name; "" where neither tells."""
        return self._sexes.get(start, "")

    @cached_property
    def _sexes(self) -> dict[int, str]:
        """The sexes that are known, by where a mention or its last word starts."""
        found: dict[int, str] = {}
        for person in self._people:
            if sex := _sex(person):
                starts = ((mention.start, mention.end, mention.text) for mention in person.mentions)
                found |= {at: sex for start, end, text in starts for at in (start, end - len(text.split()[-1]))}
        return found


def _sex(person: Person) -> str:
    described = (
        word_sexes().get(word.lower(), "") for said in (*person.titles, *person.roles) for word in said.split()
    )
    firsts = (form.partition(" ") for form in (person.name, *person.aliases))
    given = (usual_sexes().get(fold(first), "") for first, _, rest in firsts if rest)
    return next(filter(None, (*described, *given)), "")


class Concepts:
    """The concepts of one article's amounts; ``spans``: the places of each one's first word and of that after it."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, amounts: Sequence[Amount], owners: Owners) -> None:
        """``amounts``: in text order. ``owners``: the people of the article."""
        self.owners, self.spans = owners, [tagged.span(*amount.offsets(tokens)) for amount in amounts]
        self._tokens, self.tagged, self._amounts = tokens, tagged, amounts
        back = BACK if any(amount.kind == "age" for amount in amounts) else 0
        self._phrases = Phrases(tagged, self.spans, back)
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
        for phrase in placed:
            name = " ".join([phrase.side, *phrase.path])
            found.append(Candidate(name, phrase.text, placed_signs(phrase, at, before.get(phrase.text))))
        for text, (one, roles) in before.items():  # what numbers before are of
            between, stops = self._around.between(one.end, start)
            signs = earlier_signs(one, roles, at, between, stops, start - one.end)
            found.append(Candidate(f"of a number before: {between}", text, signs))
        if self._polled and amount.kind in ("percent", "ratio"):
            found.append(Candidate("those polled", self._polled, polled_signs(at)))
        if amount.kind == "age":  # that of somebody named in a sentence before
            nearest = placed[0].head if placed and placed[0].side == "left" else "-"
            for named in self._around.named(start):
                known = self.owners.sex_at(named.start)
                agrees = "-" if not sex else "?" if not known else str(known == sex)
                found.append(Candidate("named before", named.text, named_signs(named, at, agrees, nearest)))
        return found

    def _is_speaker(self, one: Placed, start: int) -> bool:
        """Whether a person stands outside the marks that a number stands in: “We will pay 12” — Ana Duarte."""
        marks = sum(symbol in _MARKS for symbol in one.path)
        return marks % 2 == 1 and self.owners.of(one.text, start) is not None

    def _may_be_aged(self, place: int, sex: str) -> bool:
        """Whether the noun there may have an age, and is of this sex: ``Ana Roe met Jo Poe when she was 13``."""
        low = self.tagged.lows[place]
        if low in self._tokens.words.sets["aged"]:  # her age is 54
            return False
        known = self.owners.sex_at(self.tagged.starts[place]) or word_sexes().get(low, "")
        return not sex or known in ("", sex)

    def _pronoun(self, start: int) -> str:
        """The sex of the nearest "he" or "she" before the number in its sentence, or ""."""
        least = max(start - _PRONOUN, 0)
        floor = max(self._phrases.letters.rfind(".", least, start), least)
        return next(filter(None, map(_SEXES.get, reversed(self.tagged.lows[floor : start - 1]))), "")

    def _whom_polled(self) -> str | None:
        """Whom the poll asked that the article tells of: ``a poll of 1,000 likely voters``."""
        polls = self._tokens.words.sets["polls"]
        for amount, (start, end) in zip(self._amounts, self.spans, strict=True):
            near = self.tagged.lows[max(0, start - _MOST_TO_POLLED) : start]
            if amount.kind == "cardinal" and not polls.isdisjoint(near):
                return next((found.text for found in self._around.right(end, False)), None)
        return None
