"""The noun phrases around an article's numbers: where each begins and ends, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from newsextract.analysis.noun_phrases import AMOUNT, NOUN, letters_of, noun_phrases
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TIMES, TaggedText

_LONG = 9  # words of a phrase with all that hangs on it
MOST_WORDS = 30  # of a phrase, the last: in news twelve; a list without commas has thousands
_HOLDING = frozenset({"of", "per", "in", "for", "to", "on"})

Span = tuple[int, int]


class Phrases:
    """The noun phrases of one article, each as the places of its first and last word.

    ``letters`` has one for each word; ``holding``: the phrase that a place is in; ``ending``: those by their last word.
    """

    def __init__(self, tagged: TaggedText, amounts: Sequence[Span], words: Lexicon, back: int) -> None:
        """``amounts``: the places of each one's first word and of that after its last.

        Phrases are those of the amounts' sentences, and of ``back`` words before.
        """
        self._tagged, self._words = tagged, words
        self.letters = letters_of(tagged.tags)
        sentences = list(self._sentences(amounts, back))
        self.letters = self._lettered(amounts, sentences)
        self.holding: dict[int, Span] = {}
        self.ending: dict[int, Span] = {}
        for start, end in chain.from_iterable(noun_phrases(self.letters, *bounds) for bounds in sentences):
            first, last = self._trimmed(start, end - 1)
            first = max(first, last + 1 - MOST_WORDS)
            if first <= last and not (tagged.labels[last] in TIMES and self._is_date(first, last)):
                self.ending[last] = span = first, last
                for place in range(first, last + 1):
                    self.holding[place] = span

    def _trimmed(self, first: int, last: int) -> Span:
        """The words that may be a phrase up to its last noun; an adjective alone after a number: ``36 dead``."""
        letters = self.letters
        while first <= last and (letters[first] in "OHC," or not self._tagged.words[first][0].isalnum()):  # a bullet
            first += 1
        for place in range(last, first - 1, -1):
            if (
                letters[place] in "NSPG"
                or letters[place - 1 : place + 1] == "PK"
                or (place > first and letters[place - 1] == "H")
            ):
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

    def _is_date(self, first: int, last: int) -> bool:
        """Whether nothing but a date stands there, and no amount before it: ``last May``; not ``its first year``."""
        if self.letters[first - 1] in AMOUNT:
            return False
        return all(label in TIMES for label in self._tagged.labels[first : last + 1])

    def text(self, first: int, last: int) -> str:
        """The words from ``start`` to ``last`` as the article has them, on one line; no article first."""
        tagged = self._tagged
        first += first < last and tagged.lows[first] in ("a", "an", "the")
        return " ".join(tagged.text[tagged.starts[first] : tagged.ends[last]].split())

    def whole(self, first: int, last: int, limit: int) -> int:
        """The last word of the phrase with what hangs on it before ``limit``: ``price of oil``, ``stake in Acme``."""
        lows, sets, change = self._tagged.lows, self._words.sets, self._words.change_noun
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


def _where(column: Sequence[str], wanted: Set[str], sentences: Iterable[Span]) -> Iterator[int]:
    """The places in the sentences at which a column has one of these."""
    for first, end in sentences:
        if not wanted.isdisjoint(column[first:end]):  # few have any
            yield from (place for place in range(first, end) if column[place] in wanted)
