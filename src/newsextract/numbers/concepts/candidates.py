"""Finds what a number may be of: the noun phrases around it, what numbers before it are of, people named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.analysis.noun_phrases import AMOUNT
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.phrases import MOST_WORDS, Phrases, Symbols
from newsextract.numbers.text.tagged import TaggedText

_LEFT, _RIGHT = 5, 2  # phrases on either side
_FAR_LEFT, _FAR_RIGHT = 40, 12  # words on either side
BACK = 120  # words from an age back to a name
_NAMED = 4  # names before
_MOST_EARLIER = 12  # numbers before
_LONG_AGO = 80  # words back to them
_PLURAL = ("s", "people", "men", "women", "children")
_BETWEEN = 6  # symbols between a number and the one before


class Placed(NamedTuple):
    """A phrase on the "left" or the "right" of the number; ``rank``: how many stand between.

    ``path``: the symbols from the number to it, "N" for each phrase between. ``beside``: that on its far side.
    ``last``: the place of its noun, ``word`` that noun.
    """

    text: str
    side: str
    rank: int
    head: str
    path: tuple[str, ...]
    beside: str
    last: int
    word: str


class Earlier(NamedTuple):
    """A number before with what it is of: its words are those from ``start`` up to before ``end``."""

    amount: Amount
    start: int
    end: int
    concept: str | None


class Named(NamedTuple):
    """A person named in a sentence before; ``rank``: how many are named between. ``opens``: it begins its sentence."""

    text: str
    rank: int
    opens: bool
    start: int


class Surroundings:
    """What stands around the numbers of one article."""

    def __init__(self, tagged: TaggedText, phrases: Phrases, symbols: Symbols) -> None:
        """``phrases``, ``symbols``: those of the same text."""
        self._tagged, self.lows, self.phrases, self.symbols = tagged, tagged.lows, phrases, symbols

    def left(self, start: int) -> Iterator[Placed]:
        """The phrases before the number in its sentence, the nearest first, each with what hangs on it."""
        phrases, letters, place, path = self.phrases, self.phrases.letters, start - 1, list[str]()
        rank, floor = 0, max(0, start - _FAR_LEFT)
        while place >= floor and letters[place] != "." and rank < _LEFT:
            if found := phrases.ending.get(place):
                first, last = found
                beside = self._beside(first - 1 - (letters[first - 1] == "D"))
                text = phrases.text(first, phrases.whole(first, last, start))
                yield Placed(text, "left", rank, self.symbols.head(last), tuple(path), beside, last, self.lows[last])
                rank += 1
                path.append("N")
                place = first
            else:
                self._pass(place, path, place == start - 1)
            place -= 1

    def _beside(self, place: int) -> str:
        """The symbol of the word there; before an amount that of the word before it too: ``per 1,000 people``."""
        letters, first = self.phrases.letters, place
        while letters[first] in AMOUNT and first > 0:
            first -= 1
        return self.symbols.of(place) if first == place else f"#{self.symbols.of(first)}"

    def right(self, end: int, ranks: bool) -> Iterator[Placed]:
        """The phrases after the number in its sentence, the nearest first; ``ranks``: it is an ordinal."""
        phrases, letters, place, path = self.phrases, self.phrases.letters, end, list[str]()
        if letters[end] == "H" and letters[end + 1] in "NSPJ":  # a nine-member team
            yield self._on_right(end + 1, end + 1, 0, ("tie",))
            place += 2  # first-time users
        if ranks and letters[end] in AMOUNT:  # the first six months
            last = end
            while letters[last + 1] in AMOUNT and last < end + MOST_WORDS:
                last += 1
            yield self._on_right(end, last, 0, ("#",))
        rank = 0
        while place < end + _FAR_RIGHT and letters[place] != "." and rank < _RIGHT:
            if found := phrases.holding.get(place):
                last = found[1]
                while place < last and letters[place] in "=HOC,":
                    place += 1
                pair = letters.find("C", place, last)
                ends = pair - 1 if pair > 0 and letters[pair - 1] in "NSP" else last
                yield self._on_right(place, ends, rank, tuple(path))
                rank += 1
                path.append("N")
                place = last + 1
                continue
            self._pass(place, path, place == end)
            place += 1

    def _on_right(self, first: int, last: int, rank: int, path: tuple[str, ...]) -> Placed:
        head, beside = self.symbols.head(last), self.symbols.of(last + 1)
        return Placed(self.phrases.text(first, last), "right", rank, head, path, beside, last, self.lows[last])

    def _pass(self, place: int, path: list[str], beside: bool) -> None:
        """Puts the step over the word on the path; ``beside`` the number an adverb is one too."""
        step = self.symbols.step(place) or ("R" if beside and self.phrases.letters[place] == "R" else "")
        if step and not (step == "#" and path[-1:] == ["#"]):
            path.append(step)

    def verb(self, start: int) -> tuple[str, str]:
        """The symbol of the nearest verb before the number in its sentence, and the word itself; or "-"."""
        letters = self.phrases.letters
        for place in range(start - 1, max(0, start - 20), -1):
            if letters[place] == ".":
                break
            if letters[place] in "FVA":
                return self.symbols.of(place), self.lows[place]
        return "-", "-"

    def between(self, since: int, start: int) -> tuple[str, int]:
        """The path from a number before to this one, its first symbols, and how many sentences end there, at most 3."""
        path, stops = list[str](), 0
        for place in range(since, start):
            stops += self.phrases.letters[place] == "."
            if stops > 2:
                break
            if len(path) < _BETWEEN:
                if place in self.phrases.holding:
                    if path[-1:] != ["N"]:
                        path.append("N")
                else:
                    self._pass(place, path, True)
        return " ".join(path), stops

    def named(self, start: int) -> Iterator[Named]:
        """The people named in the sentences before, the nearest first."""
        phrases, letters, rank = self.phrases, self.phrases.letters, 0
        floor = max(0, start - BACK)
        place = letters.rfind(".", floor, start)
        while place >= floor and rank < _NAMED:
            found = phrases.ending.get(place)
            if found and self._tagged.labels[place] == "PERSON":
                first = found[0]
                yield Named(phrases.text(first, place), rank, letters[first - 1] in '."', self._tagged.starts[first])
                rank += 1
            place = found[0] - 1 if found else place - 1


EarlierConcepts = dict[str, tuple[Earlier, list[str]]]
"""What numbers before are of, each with the nearest number that is of it and what speaks for it."""


def earlier_concepts(amount: Amount, start: int, earlier: Sequence[Earlier], tagged: TaggedText) -> EarlierConcepts:
    """What numbers before are of, by text; what speaks for one: that it is the "last", a "like" one ..."""
    found: EarlierConcepts = {}
    near = [one for one in earlier[: -_MOST_EARLIER - 1 : -1] if start - one.end < _LONG_AGO]
    for sign, one in _signs_of_earlier(amount, near, tagged) if near else ():
        if one is not None and one.concept is not None:
            found.setdefault(one.concept, (one, []))[1].append(sign)
    return found


def _signs_of_earlier(
    amount: Amount, earlier: Sequence[Earlier], tagged: TaggedText
) -> Iterator[tuple[str, Earlier | None]]:
    """``earlier``: the nearest first."""
    alike = ((one.amount.kind, one.amount.unit) == (amount.kind, amount.unit) for one in earlier)
    cardinals = [one for one in earlier if one.amount.kind == "cardinal" and one.concept]
    yield "last", next(iter(earlier), None)
    yield "like", next((one for one, like in zip(earlier, alike, strict=True) if like), None)
    yield "things", next((one for one in cardinals if one.concept and one.concept.endswith(_PLURAL)), None)
    yield "same", next((one for one in cardinals if one.amount.value == amount.value), None)
    if amount.kind == "ordinal":
        ordinals = (one for one in earlier if one.amount.kind == "ordinal")
        yield "next", next((one for one in ordinals if one.amount.value + 1 == amount.value), None)
    if amount.kind == "percent":
        shares = (one for one in earlier if one.amount.kind == "percent" and tagged.lows[one.end] == "of")
        yield "share", next(shares, None)
