"""Finds what each number counts or measures, in the article's words, by the tags around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.bearers import Bearers
from newsextract.numbers.concepts.complements import Complements
from newsextract.numbers.concepts.counts import Counts
from newsextract.numbers.concepts.durations import IN_TIME
from newsextract.numbers.concepts.lean import Lean
from newsextract.numbers.concepts.leaning import SAID_BEFORE
from newsextract.numbers.concepts.measures import Measures
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.concepts.owners import Owners
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.concepts.told import Told
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText
from newsextract.numbers.text.tokens import OLD, Tokens

_NEAR = 3  # words from a poll to how many it asked


class Concepts:
    """The concepts of one article's amounts."""

    def __init__(
        self, tokens: Tokens, tagged: TaggedText, amounts: Sequence[Amount], words: Lexicon, owners: Owners
    ) -> None:
        """``amounts``: in text order. ``owners``: who may be so old."""
        self._tagged, self._words = tagged, words
        spans = [tagged.span(*amount.offsets(tokens)) for amount in amounts]
        self._placed = list(zip(amounts, spans, strict=True))
        ages = (span for amount, span in self._placed if amount.kind == "age")
        aged = {behind - 1: start for start, behind in ages if tagged.lows[behind - 1] in OLD}
        covered = {place for span in spans for place in range(*span)}
        self._phrases = NounPhrases(tagged, covered, words)
        self._subjects = Subjects(tagged, self._phrases, aged, words)
        complements = Complements(tagged, self._phrases, {start: end for end, start in aged.items()}, words)
        self._counts = Counts(tokens, tagged, self._phrases, self._subjects, words)
        bearers = Bearers(tagged, self._phrases, self._subjects, words, owners)
        self._measures = Measures(tokens, tagged, self._phrases, self._subjects, complements, bearers, words)

    def all(self) -> Iterator[str | None]:
        """What each amount counts or measures, or None, in text order."""
        told, polled = Told(), self._polled()
        counts: dict[Decimal, str] = {}  # what was counted so far, by how many they were
        for amount, (start, behind) in self._placed:
            lean = Lean(
                amount, start, behind, told, counts, self._tagged, self._phrases, self._subjects, self._words, polled
            )
            concept = (SAID_BEFORE.first(lean) or self._said_beside(lean)) or None
            if self._tagged.lows[start - 1] != "per":  # 18 cases per 100,000 people, up from 12
                told = told.then(amount, start, behind, concept, self._tagged.lows[behind] == "of")
            if concept and amount.kind == "cardinal":
                counts[amount.value] = concept
            yield concept

    def _polled(self) -> str | None:
        """Whom the poll asked that the article tells of: ``a poll of 1,000 likely voters``."""
        counted = (span for amount, span in self._placed if amount.kind == "cardinal")
        polls = (end for start, end in counted if self._tells_of_poll(start))
        return next(filter(None, map(self._phrases.right, polls)), None)

    def _tells_of_poll(self, start: int) -> bool:
        return not self._words.sets["polls"].isdisjoint(self._tagged.lows[max(0, start - _NEAR) : start])

    def _said_beside(self, lean: Lean) -> str | None:
        """What the words around the amount say that it is of."""
        if lean.amount.unit is None:
            return self._counts.of(lean)
        said = self._measures.of(lean.amount, lean.start, lean.behind, lean.told)
        if said or lean.amount.kind != "duration" or lean.before in ("with", "every"):  # with an hour left
            return said
        if self._tagged.lows[lean.behind] == "later":  # she returned a week later
            return None
        done = IN_TIME.first(lean)
        return done if done != "time" else None  # the first time in years
