"""Rules with names: a judgement is a table of them, in the order in which they are asked.

    NO_NUMBER: Judgement[Amount, bool] = Judgement("numbers", "no number", span=Amount.place)

    @NO_NUMBER.rule("part of a club's name")
    def in_a_club(amount: Amount) -> bool: ...

Each rule has examples and near misses in models/rules/KIND/rule_examples.jsonl, a row for each:

    {"judgement": "no number", "rule": "part of a club's name", "text": "Hannover 96 won.", "on": "96"}
    {"judgement": "no number", "rule": "part of a club's name", "text": "All 96 of them won.", "not_on": "96"}

In the example the rule decides on the candidate that ``on`` names, in the near miss it does not decide on that of
``not_on``. A test runs them all, and ``traced`` collects the decisions for ``newsextract explain``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar, cast

from newsextract.rules.rule_rows import RowTable

Candidate = TypeVar("Candidate")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Candidate, Result]):
    """A named rule. ``decide`` returns what it says of a candidate; None or False: it does not apply."""

    name: str
    decide: Callable[[Candidate], Result | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """A rule that decided on the candidate at ``start`` to ``end``, offsets into the Doc's text, end exclusive."""

    kind: str
    judgement: str
    rule: str
    start: int
    end: int
    result: Any


class Judgement(Generic[Candidate, Result]):
    """A table of rules on candidates of one sort. ``kind``: whose finds it decides on."""

    def __init__(
        self,
        kind: str,
        name: str,
        span: Callable[[Candidate], tuple[int, int]],
        rows: RowTable[Candidate] | None = None,
    ) -> None:
        """``name`` says what it means that a rule applies ("no number"); ``span`` gives a candidate's place.
        ``rows``: the rules that are rows, which are asked last and say True.
        """
        self.kind, self.name = kind, name
        self.rules: list[Rule[Candidate, Result]] = []
        self._span, self._rows = span, rows
        JUDGEMENTS.append(self)

    def rule(self, name: str) -> Callable[[Callable[[Candidate], Result | None]], Callable[[Candidate], Result | None]]:
        """A decorator that puts a function at the end of the table."""

        def add(decide: Callable[[Candidate], Result | None]) -> Callable[[Candidate], Result | None]:
            self.rules.append(Rule(name, decide))
            return decide

        return add

    def says(self, name: str, result: Result, shows: Callable[[Candidate], object]) -> None:
        """Adds a rule at the end of the table: the result where ``shows`` is true of the candidate."""
        self.rule(name)(wraps(shows)(lambda candidate: result if shows(candidate) else None))

    def first(self, candidate: Candidate) -> Result | None:
        """What the first rule that applies says; None where none does."""
        found = self.named(candidate)
        if found is None and self._rows and (row := self._rows.first(candidate)):
            found = row.name, cast(Result, True)
        if found is None:
            return None
        if is_traced():
            note(self._decision(candidate, *found))
        return found[1]

    def named(self, candidate: Candidate) -> tuple[str, Result] | None:
        """The name of the first rule that applies and what it says. It is not noted, as it may still be overruled."""
        for rule in self.rules:
            result = rule.decide(candidate)
            if result is not None and result is not False:
                return rule.name, result
        return None

    def all(self, candidate: Candidate) -> list[Result]:
        """What each rule that applies says, in the table's order."""
        found = [
            (rule.name, said)
            for rule in self.rules
            if (said := rule.decide(candidate)) is not None and said is not False
        ]
        for decided in found if is_traced() else ():
            note(self._decision(candidate, *decided))
        return [said for _, said in found]

    def _decision(self, candidate: Candidate, rule: str, result: Any) -> Decision:
        return Decision(self.kind, self.name, rule, *self._span(candidate), result)


JUDGEMENTS: list[Judgement[Any, Any]] = []  # every table of the rooms that are imported

_trace: ContextVar[list[Decision] | None] = ContextVar("trace", default=None)


@contextmanager
def traced() -> Iterator[list[Decision]]:
    """Collects the decisions that are taken in this thread while the context lasts. Without it none is kept."""
    decisions: list[Decision] = []
    token = _trace.set(decisions)
    try:
        yield decisions
    finally:
        _trace.reset(token)


def is_traced() -> bool:
    """Whether decisions are collected in this thread."""
    return _trace.get() is not None


def note(decision: Decision) -> None:
    """Adds a decision that was taken outside a table, where decisions are collected."""
    if (decisions := _trace.get()) is not None:
        decisions.append(decision)
