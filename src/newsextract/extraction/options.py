"""What an Extractor is loaded for: the arguments of ``load`` as one value, for wherever an Extractor is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from newsextract.records.adapting import without_mentions, without_people, without_sentences
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Number, NumberKind, PartialRecord, Person

NUMBER_KINDS: tuple[NumberKind, ...] = get_args(NumberKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The arguments of ``load``, checked; it says what each means. It pickles, and two that are equal do the same."""

    model: str | None = None
    kinds: tuple[Kind, ...] = KINDS
    rules: Path | None = None
    indirect: bool = False
    any_language: bool = False
    text: bool = False
    sentences: bool = False
    no_bylines: bool = False
    numbers: tuple[NumberKind, ...] = NUMBER_KINDS

    def by_option_name(self) -> dict[str, str]:
        """Those that a record depends on, besides model and rules, by their names on the command line."""
        flags = ("indirect", "any_language", "text", "sentences", "no_bylines")
        return {"--only": ",".join(self.kinds), "--numbers": ",".join(self.numbers)} | {
            f"--{flag.replace('_', '-')}": str(getattr(self, flag)).lower() for flag in flags
        }

    def of_record(self, record: PartialRecord) -> PartialRecord:
        """The parts of a finished record that the options ask for."""
        finds: dict[str, Any] = {kind: getattr(record, kind) if kind in self.kinds else None for kind in KINDS}
        if finds["numbers"]:
            finds["numbers"] = self.narrowed(finds["numbers"])
        if self.no_bylines:
            finds = without_bylines(finds, record.people or (), record.text or "")
        for is_wanted, without in (("people" in self.kinds, without_people), (self.sentences, without_sentences)):
            if not is_wanted:
                finds = {kind: found and without(found) for kind, found in finds.items()}
        return replace(record, text=record.text if self.text else None, **finds)

    def narrowed(self, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
        """The numbers of the kinds wanted."""
        if self.numbers == NUMBER_KINDS:
            return numbers
        return tuple(number for number in numbers if number.kind in self.numbers)


def without_bylines(finds: dict[str, Any], people: Sequence[Person], text: str) -> dict[str, Any]:
    """The finds of a text by kind, without the people of its bylines and credits."""
    from newsextract.people.classifying.bylines import byline_spans  # here, for it reads rules and few want it

    gone = byline_spans(text, people)
    return without_mentions(finds, people, gone) if gone else finds


def chosen_numbers(names: str | Iterable[str]) -> tuple[NumberKind, ...]:
    """The kinds of number of these names (or this name), in the record's order. Raises ValueError for one of none."""
    named = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(named - set(NUMBER_KINDS)):
        from newsextract.rules.likeness import likeliest

        raise ValueError(f"no kind of number {unknown[0]!r}: {likeliest(unknown[0], NUMBER_KINDS)}")
    return tuple(kind for kind in NUMBER_KINDS if kind in named)
