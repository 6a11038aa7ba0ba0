"""What stands around an article's numbers: noun phrases, what numbers before are of, people named before; as symbols.

A small word is its own symbol ("of", "while"). Any other has the letter of its tag in analysis/noun_phrases.py. A
verb's class follows its letter, a noun's class stands in the letter's place: "left Fcarried ratio" reads "before a
ratio stands a finite verb of the class carried", "left #F duration" "before a duration stands an amount, and before
that a finite verb".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from newsextract import rules
from newsextract.analysis.noun_phrases import AMOUNT, NOUN, VERB, letters_of, noun_phrases
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.numbers.text import TIMES, TaggedText

_LONG = 9  # words of a phrase with all that hangs on it
_MOST_WORDS = 30  # of a phrase, the last: in news twelve; a list without commas has thousands
_HOLDING = frozenset({"of", "per", "in", "for", "to", "on"})

Span = tuple[int, int]
_AS_WRITTEN = frozenset('ITCLWUD,:("H')
_LEFT, _RIGHT = 5, 2  # phrases on either side
_FAR_LEFT, _FAR_RIGHT = 40, 12  # words on either side
BACK = 120  # words from an age back to a name
_NAMED = 4  # names before
_MOST_EARLIER = 12  # numbers before
_LONG_AGO = 80  # words back to them
_PLURAL = ("s", "people", "men", "women", "children")
_BETWEEN = 6  # symbols between a number and the one before


class Classes(NamedTuple):
    """The class of each verb and noun that has one, by its lower case; and the adverbs and adjectives that tell."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    relevant: frozenset[str]


@rules.cached
def classes() -> Classes:
    """The classes of models/rules/numbers/concepts.toml; of two lists with one word the first counts."""
    table, sets = rules.table("numbers/concepts"), lexicon().sets
    changing = {"changing": lexicon().change_noun}
    verbs, nouns = (
        {word: name for name in reversed(table[kind]) for word in changing.get(name) or sets[name]}
        for kind in ("verb_classes", "noun_classes")
    )
    return Classes(verbs, nouns, frozenset(table["telling"]))


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
    """What stands around the numbers of one article: noun phrases, as the places of first and last word, and symbols.

    ``letters`` has one for each word; ``holding``: the phrase that a place is in; ``ending``: those by their last word.
    ``symbol`` gives the symbol of the word at a place, ``step`` what the word adds to a path from a number to a phrase:
    "" where it says nothing, as most adverbs and adjectives and all determiners.
    """

    def __init__(self, tagged: TaggedText, amounts: Sequence[Span], back: int) -> None:
        """``amounts``: the places of each one's first word and of that after its last.

        Phrases are those of the amounts' sentences, and of ``back`` words before.
        """
        self._tagged, self.lows, self._words, self._classes = tagged, tagged.lows, lexicon(), classes()
        self.symbol, self.step = cache(self._symbol), cache(self._step)
        self.letters = letters_of(tagged.tags)
        sentences = list(self._sentences(amounts, back))
        self.letters = self._lettered(amounts, sentences)
        self.holding: dict[int, Span] = {}
        self.ending: dict[int, Span] = {}
        for start, end in chain.from_iterable(noun_phrases(self.letters, *bounds) for bounds in sentences):
            first, last = self._trimmed(start, end - 1)
            first = max(first, last + 1 - _MOST_WORDS)
            dated = self.letters[first - 1] not in AMOUNT and TIMES.issuperset(tagged.labels[first : last + 1])
            if first <= last and not dated:  # last May; but "its first year" is a phrase
                self.ending[last] = span = first, last
                for place in range(first, last + 1):
                    self.holding[place] = span

    def _trimmed(self, first: int, last: int) -> Span:
        """The words that may be a phrase up to its last noun; an adjective alone after a number: ``36 dead``."""
        letters = self.letters
        while first <= last and (letters[first] in "OHC," or not self._tagged.words[first][0].isalnum()):  # a bullet
            first += 1
        for place in range(last, first - 1, -1):
            tied = place > first and letters[place - 1] == "H"
            if tied or letters[place] in "NSPG" or letters[place - 1 : place + 1] == "PK":
                return first, place
        bare = letters[first - 1] in AMOUNT or (letters[first - 1] == "D" and letters[last + 1] not in AMOUNT)
        return (first, last) if bare and letters[last] in "JA" else (first, first - 1)

    def _sentences(self, amounts: Sequence[Span], back: int) -> Iterator[Span]:
        """The bounds of the stretches of sentences that have amounts, and of ``back`` words before them."""
        first, stop = 0, 0
        for start, end in amounts:
            begin = self.letters.rfind(".", stop, max(0, start - back)) + 1
            if begin > stop:
                yield first, stop
                first = begin
            stop = self.letters.find(".", end) if end > stop else stop
        yield first, stop

    def _lettered(self, amounts: Sequence[Span], sentences: Sequence[Span]) -> str:
        """The letters, where amounts, dates and nouns that only look like adjectives have their own."""
        tagged, nominal, letters = self._tagged, self._words.sets["nominal"], list(self.letters)
        for first, end in amounts:
            tied = "HYPH" in tagged.tags[first : end + 1]
            letters[first:end] = ("=" if tied else "#") * (end - first)
        for place in _where(letters, {"H"}, sentences):
            if not tagged.text[tagged.ends[place] : tagged.ends[place] + 1].strip():
                letters[place] = ":"  # a dash
        for place in _where(tagged.labels, TIMES, sentences):
            proper = letters[place] == "P" or tagged.lows[place] in self._words.sets["calendar"]
            counted = letters[place - 1 - (letters[place - 1] == "J")] in AMOUNT  # the second consecutive week
            if letters[place] in "NSPJ" and proper and not counted:
                letters[place] = "t"
        for place in _where(tagged.lows, nominal, sentences):  # a £50 fine if
            begins = letters[place - 1] in "DJO#=" and letters[place + 1] not in "NSPJDHCA"
            letters[place] = "N" if begins and letters[place] not in NOUN else letters[place]
        return "".join(letters)

    def text(self, first: int, last: int) -> str:
        """The words from ``start`` to ``last`` as the article has them, on one line; no article first."""
        tagged = self._tagged
        first += first < last and tagged.lows[first] in ("a", "an", "the")
        return " ".join(tagged.text[tagged.starts[first] : tagged.ends[last]].split())

    def whole(self, first: int, last: int, limit: int) -> int:
        """The last word of the phrase with what hangs on it before ``limit``: ``price of oil``, ``stake in Acme``."""
        lows, sets, change = self.lows, self._words.sets, self._words.change_noun
        while lows[last + 1] in _HOLDING and last - first < _LONG:
            low, head = lows[last + 1], lows[last]
            linked = low in ("for", "to", "on") and head in sets["linked"]
            if not (low in ("of", "per") or (low == "in" and head in sets["held"]) or linked):
                break
            place = last + 2 + (self.letters[last + 2] == "D")
            found = self.holding.get(place)
            if found is None or found[1] >= limit or (head in change and low == "of"):
                break
            last = found[1]
        return last

    def _symbol(self, place: int) -> str:
        letter, low = self.letters[place], self.lows[place]
        if letter in _AS_WRITTEN:
            return low
        if letter in VERB:
            return letter + self._classes.verbs.get(low, "")
        if letter in "NS":
            return self._classes.nouns.get(low, "N")
        return low if letter in "RJ" and low in self._classes.relevant else letter

    def _step(self, place: int) -> str:
        letter = self.letters[place]
        if letter in AMOUNT:
            return "#"
        symbol = "" if letter in "DH@" else self.symbol(place)
        return "" if letter in "RJ" and symbol == letter else symbol

    def head(self, last: int) -> str:
        """What the last word of a phrase is: singular or plural and its class, or the label of a name."""
        letter, label = self.letters[last], self._tagged.labels[last]
        if label and letter == "P":
            return f"P {label}"
        return letter + self._classes.nouns.get(self.lows[last], "")

    def left(self, start: int) -> Iterator[Placed]:
        """The phrases before the number in its sentence, the nearest first, each with what hangs on it."""
        letters, place, path = self.letters, start - 1, list[str]()
        rank, floor = 0, max(0, start - _FAR_LEFT)
        while place >= floor and letters[place] != "." and rank < _LEFT:
            if found := self.ending.get(place):
                first, last = found
                beside = self._beside(first - 1 - (letters[first - 1] == "D"))
                text = self.text(first, self.whole(first, last, start))
                yield Placed(text, "left", rank, self.head(last), tuple(path), beside, last, self.lows[last])
                rank += 1
                path.append("N")
                place = first
            else:
                self._pass(place, path, place == start - 1)
            place -= 1

    def _beside(self, place: int) -> str:
        """The symbol of the word there; before an amount that of the word before it too: ``per 1,000 people``."""
        letters, first = self.letters, place
        while letters[first] in AMOUNT and first > 0:
            first -= 1
        return self.symbol(place) if first == place else f"#{self.symbol(first)}"

    def right(self, end: int, ranks: bool) -> Iterator[Placed]:
        """The phrases after the number in its sentence, the nearest first; ``ranks``: it is an ordinal."""
        letters, place, path = self.letters, end, list[str]()
        if letters[end] == "H" and letters[end + 1] in "NSPJ":  # a nine-member team
            yield self._on_right(end + 1, end + 1, 0, ("tie",))
            place += 2  # first-time users
        if ranks and letters[end] in AMOUNT:  # the first six months
            last = end
            while letters[last + 1] in AMOUNT and last < end + _MOST_WORDS:
                last += 1
            yield self._on_right(end, last, 0, ("#",))
        rank = 0
        while place < end + _FAR_RIGHT and letters[place] != "." and rank < _RIGHT:
            if found := self.holding.get(place):
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
        head, beside = self.head(last), self.symbol(last + 1)
        return Placed(self.text(first, last), "right", rank, head, path, beside, last, self.lows[last])

    def _pass(self, place: int, path: list[str], beside: bool) -> None:
        """Puts the step over the word on the path; ``beside`` the number an adverb is one too."""
        step = self.step(place) or ("R" if beside and self.letters[place] == "R" else "")
        if step and not (step == "#" and path[-1:] == ["#"]):
            path.append(step)

    def verb(self, start: int) -> tuple[str, str]:
        """The symbol of the nearest verb before the number in its sentence, and the word itself; or "-"."""
        letters = self.letters
        for place in range(start - 1, max(0, start - 20), -1):
            if letters[place] == ".":
                break
            if letters[place] in "FVA":
                return self.symbol(place), self.lows[place]
        return "-", "-"

    def between(self, since: int, start: int) -> tuple[str, int]:
        """The path from a number before to this one, its first symbols, and how many sentences end there, at most 3."""
        path, stops = list[str](), 0
        for place in range(since, start):
            stops += self.letters[place] == "."
            if stops > 2:
                break
            if len(path) < _BETWEEN:
                if place in self.holding:
                    if path[-1:] != ["N"]:
                        path.append("N")
                else:
                    self._pass(place, path, True)
        return " ".join(path), stops

    def named(self, start: int) -> Iterator[Named]:
        """The people named in the sentences before, the nearest first."""
        letters, rank = self.letters, 0
        floor = max(0, start - BACK)
        place = letters.rfind(".", floor, start)
        while place >= floor and rank < _NAMED:
            found = self.ending.get(place)
            if found and self._tagged.labels[place] == "PERSON":
                first = found[0]
                yield Named(self.text(first, place), rank, letters[first - 1] in '."', self._tagged.starts[first])
                rank += 1
            place = found[0] - 1 if found else place - 1


def _where(column: Sequence[str], wanted: Set[str], sentences: Iterable[Span]) -> Iterator[int]:
    """The places in the sentences at which a column has one of these."""
    for first, end in sentences:
        if not wanted.isdisjoint(column[first:end]):  # few have any
            yield from (place for place in range(first, end) if column[place] in wanted)


EarlierConcepts = dict[str, tuple[Earlier, list[str]]]
"""What numbers before are of, each with the nearest number that is of it and what speaks for it."""


def earlier_concepts(amount: Amount, start: int, earlier: Sequence[Earlier], tagged: TaggedText) -> EarlierConcepts:
    """What numbers before are of, by text; what speaks for one: that it is the "last", a "like" one ..."""
    near = [one for one in earlier[: -_MOST_EARLIER - 1 : -1] if start - one.end < _LONG_AGO]  # the nearest first
    cardinals = [one for one in near if one.amount.kind == "cardinal" and one.concept]
    value, kind = amount.value, amount.kind
    shown: dict[str, Iterable[Earlier]] = {
        "last": near,
        "like": (one for one in near if (one.amount.kind, one.amount.unit) == (kind, amount.unit)),
        "things": (one for one in cardinals if str(one.concept).endswith(_PLURAL)),
        "same": (one for one in cardinals if one.amount.value == value),
        "next": (one for one in near if kind == "ordinal" == one.amount.kind and one.amount.value + 1 == value),
        "share": (one for one in near if kind == "percent" == one.amount.kind and tagged.lows[one.end] == "of"),
    }
    found: EarlierConcepts = {}
    for sign, shows in shown.items():
        one = next(iter(shows), None)
        if one is not None and one.concept is not None:
            found.setdefault(one.concept, (one, []))[1].append(sign)
    return found
