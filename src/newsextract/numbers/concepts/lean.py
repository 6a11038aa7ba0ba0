"""An amount as the rules see it that tell what it is of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.concepts.told import Told
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText

STOPS = {".", "\n", "?", "!"}
ENDS = {".", ",", ";", "\n", ""}
FAR = 60  # words over which what was counted is still known


class Lean(NamedTuple):
    """An amount as the rules see it: its words are those from ``start`` up to before ``behind``.

    ``polled``: whom the poll asked that the article tells of.
    """

    amount: Amount
    start: int
    behind: int
    told: Told
    counts: Mapping[Decimal, str]
    tagged: TaggedText
    phrases: NounPhrases
    subjects: Subjects
    words: Lexicon
    polled: str | None

    def offsets(self) -> tuple[int, int]:
        """Where it starts and ends in the text."""
        return self.tagged.starts[self.start], self.tagged.ends[self.behind - 1]

    @property
    def before(self) -> str:
        """The word before it."""
        return self.tagged.lows[self.start - 1]

    @property
    def between(self) -> list[str]:
        """The words between the level before and this one."""
        return self.tagged.lows[self.told.level.behind : self.start]

    @property
    def follows(self) -> bool:
        """Whether the level before is in the same sentence."""
        between = self.between
        return self.told.level.amount is not None and STOPS.isdisjoint(between) and "\n" not in "".join(between)

    @property
    def follows_rank(self) -> bool:
        """Whether the rank before is in the same sentence."""
        return STOPS.isdisjoint(self.tagged.lows[max(0, self.told.ranked.behind) : self.start])

    @property
    def closely(self) -> bool:
        """Whether the level before is in the same sentence, and no verb stands between."""
        return self.follows and FINITE.isdisjoint(self.tagged.tags[self.told.level.behind : self.start])

    @property
    def like_last(self) -> bool:
        """Whether it is in the unit of the level before."""
        last = self.told.level.amount
        return last is not None and (last.kind, last.unit) == (self.amount.kind, self.amount.unit)

    @property
    def things(self) -> str | None:
        """What the last cardinal counted, if it is near."""
        things = self.told.things
        known = self.start - things.behind < FAR and not things.is_one_of(self.words.sets["tallies"])
        return things.concept if known else None

    def place_before(self, passed: set[str]) -> int:
        """The nearest place before it whose tag is none of these."""
        place = self.start - 1
        while self.tagged.tags[place] in passed:
            place -= 1
        return place

    def plural_before(self, floor: int) -> str | None:
        """The nearest plural before it, not before ``floor``."""
        for place in range(self.start - 1, max(0, floor, self.start - FAR), -1):
            if self.tagged.tags[place] in ("NNS", "NNPS") and self.phrases.heads(place):
                return self.phrases.text(self.phrases.begins(place, 0), place + 1)
        return None

    def called(self, noun: int) -> str | None:
        """Who is called by the noun here: ``Acme was the top gainer``."""
        tagged = self.tagged
        verb = self.phrases.before(self.phrases.begins(noun, 0), 0)
        is_said = tagged.tags[noun] in ("NN", "NNS") and tagged.lows[verb] in self.words.sets["being"]
        return self.subjects.doer(noun) if is_said else None
