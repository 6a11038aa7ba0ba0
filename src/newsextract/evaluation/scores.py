"""Precision, recall and F1 of each kind over many articles, and the mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsextract.evaluation.gold import Gold
from newsextract.evaluation.matching import (
    DESCRIPTIONS,
    Find,
    Matched,
    described,
    matched,
    mentions,
    optional,
    overlap,
    overlapping,
    rate,
    right_concept,
    right_number,
    right_speaker,
    right_value,
    same_place,
    same_words,
)
from newsextract.records.kinds import ROWS, Kind
from newsextract.records.record import PartialRecord

MEASURES = {measure: right_if for row in ROWS.values() for measure, right_if in row.measures.items()}
"""What is scored, in the order of the report: the kind, or a part of what it asks for, indented below it."""


@dataclass(slots=True)
class Score:
    """How much of what was found is right, and how much of what was wanted. B³ counts parts of a find."""

    right_found: float = 0
    found: int = 0
    right_wanted: float = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one article, in which ``right`` finds are both found and wanted."""
        self.right_found += right
        self.right_wanted += right
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float | None:
        """None if nothing was found."""
        return self.right_found / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None if nothing was wanted."""
        return self.right_wanted / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """None if nothing was found or wanted; 0 if that is so of one of the two."""
        if not self.found and not self.wanted:
            return None
        precision, recall = self.precision or 0, self.recall or 0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: its article, its kind, what is wrong, and where in the text."""

    gold: Gold
    kind: str
    problem: str
    start: int
    end: int


@dataclass(slots=True)
class Scores:
    """The score of each measure for which there is gold, and every mistake."""

    by_measure: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    articles: int = 0

    def add(self, gold: Gold, record: PartialRecord) -> None:
        """Count one article: its gold against its record."""
        self.articles += 1
        found = record.to_dict()
        for kind, wanted in gold.finds.items():
            _ADD[kind](self, gold, wanted, found)

    def add_people(self, gold: Gold, wanted: list[Find], record: dict[str, Any]) -> None:
        """Count the mentions of people, which of them are one person, and what is said of each."""
        found = record["people"]
        self._add_mentions(gold, "people", mentions(wanted), mentions(found))
        self._add_groups(wanted, found)
        self._add_descriptions(gold, wanted, found)

    def add_countries(self, gold: Gold, wanted: list[Find], record: dict[str, Any]) -> None:
        """Count the mentions of countries."""
        self._add_mentions(gold, "countries", mentions(wanted), mentions(record["countries"]))

    def add_numbers(self, gold: Gold, wanted: list[Find], record: dict[str, Any]) -> None:
        """Count the numbers, their values and what they count."""
        match = matched(_in_order(wanted), record["numbers"], overlap)
        right = [pair for pair in match.pairs if right_number(*pair)]
        self._count("numbers", match, len(right))
        self._count("numbers, value", match, sum(right_value(*pair) for pair in match.pairs))
        self._note(gold, "numbers", match)
        for one, other in match.pairs:
            if not right_number(one, other):
                self._wrong(gold, "numbers", other, _differences(one, other))
        for one, other in right:
            if "concept" in one:
                right_one = right_concept(one, other, _owner(one, gold.finds), _owner(other, record))
                self._score("numbers, concept").add(int(right_one), 1, 1)
                if not right_one:
                    self._wrong(gold, "concepts", other, _difference("concept", one["concept"], other["concept"]))

    def add_quotes(self, gold: Gold, wanted: list[Find], record: dict[str, Any]) -> None:
        """Count the quotes, with their speakers and without."""
        match = matched(_in_order(wanted), record["quotes"], same_words(gold.text))
        right = [pair for pair in match.pairs if right_speaker(*pair)]
        self._count("quotes", match, len(right))
        self._count("quotes, words", match, len(match.pairs))
        self._note(gold, "quotes", match)
        for one, other in match.pairs:
            if not right_speaker(one, other):
                self._wrong(gold, "quotes", other, f"speaker {_speaker(other)}, not {_speaker(one)}")

    def _score(self, measure: str) -> Score:
        return self.by_measure.setdefault(measure, Score())

    def _add_mentions(self, gold: Gold, kind: str, wanted: list[Find], found: list[Find]) -> None:
        match = matched(wanted, found, same_place)
        self._count(kind, match, len(match.pairs))
        self._note(gold, kind, match)

    def _add_groups(self, wanted: list[Find], found: list[Find]) -> None:
        score = self._score("people, grouped")
        uncounted = _uncounted(wanted, found)
        ours, theirs = _groups(wanted, uncounted), _groups(found, uncounted)
        score.right_wanted += _shared(ours, theirs)
        score.wanted += len(ours)
        score.right_found += _shared(theirs, ours)
        score.found += len(theirs)

    def _add_descriptions(self, gold: Gold, wanted: list[Find], found: list[Find]) -> None:
        for key in DESCRIPTIONS:
            for one in described(key, wanted, found):
                right = len(one.right)
                self._score(f"people, {key}").add(right, right + len(one.extra), right + len(one.missed))
                for problem, phrases in (("missed", one.missed), ("not one", one.extra)):
                    for words in phrases:
                        self._wrong(gold, key, one.person["mentions"][0], f"{problem} ({words})")

    def _count(self, measure: str, match: Matched, right: int) -> None:
        self._score(measure).add(right, len(match.found), len(match.wanted))

    def _note(self, gold: Gold, kind: str, match: Matched) -> None:
        in_pairs = {id(find) for pair in match.pairs for find in pair}
        for problem, finds in (("missed", match.wanted), ("not one", match.found)):
            for find in finds:
                if id(find) not in in_pairs:
                    code = f" ({find['alpha_2']})" if "alpha_2" in find else ""
                    self._wrong(gold, kind, find, problem + code)

    def _wrong(self, gold: Gold, kind: str, find: Find, problem: str) -> None:
        self.mistakes.append(Mistake(gold, kind, problem, find["start"], find["end"]))


_ADD: dict[Kind, Callable[[Scores, Gold, list[Find], dict[str, Any]], None]] = {
    "people": Scores.add_people,
    "countries": Scores.add_countries,
    "numbers": Scores.add_numbers,
    "quotes": Scores.add_quotes,
}
"""How the finds of each kind are counted."""


def _in_order(finds: list[Find]) -> list[Find]:
    return sorted(finds, key=lambda find: int(find["start"]))


Span = tuple[int, int]
Groups = dict[Span, set[Span]]


def _groups(people: list[Find], uncounted: set[Span]) -> Groups:
    """Each mention's span with the spans of all mentions of the same person, but for those that are not counted."""
    groups = [{(mention["start"], mention["end"]) for mention in person["mentions"]} - uncounted for person in people]
    return {span: group for group in groups for span in group}


def _uncounted(wanted: list[Find], found: list[Find]) -> set[Span]:
    """The optional mentions, and those found that overlap one."""
    either = optional(mentions(wanted))
    overlaps = [other for _, other in overlapping(either, mentions(found))]
    return {(mention["start"], mention["end"]) for mention in (*either, *overlaps)}


def _shared(groups: Groups, others: Groups) -> float:
    """For each mention the share of its group that is in its group among the others, summed."""
    return sum(len(mates & others.get(span, set())) / len(mates) for span, mates in groups.items())


def _owner(number: Find, finds: Mapping[Any, Any]) -> list[str]:
    """The names of the person whom a number is said of; none if it says no person."""
    people, person = finds.get("people"), number.get("person")
    return [] if person is None or not people else [people[person]["name"], *people[person].get("aliases", [])]


def _differences(gold: Find, found: Find) -> str:
    keys = [key for key in ("value", "upper", "unit", "comparator") if key in gold]
    parts = {key: (rate(gold), rate(found)) if key == "unit" else (gold[key], found[key]) for key in keys}
    return ", ".join(_difference(key, *pair) for key, pair in parts.items() if pair[0] != pair[1])


def _difference(key: str, gold: Any, found: Any) -> str:
    return f"{key} {'none' if found is None else found}, not {'none' if gold is None else gold}"


def _speaker(quote: Find) -> str:
    speaker = quote.get("speaker")
    return str(speaker.get("name") or speaker["text"]) if speaker else "nobody"


def by_sort(mistakes: list[Mistake], most: int) -> Iterator[Mistake]:
    """At most ``most`` mistakes of each sort, sort by sort, in the order of the articles."""
    sorts: dict[tuple[str, str], list[Mistake]] = {}
    for mistake in mistakes:
        sort = mistake.problem.split(" ", 1)[0]
        sorts.setdefault((mistake.kind, sort), []).append(mistake)
    for same in sorts.values():
        yield from same[:most]
