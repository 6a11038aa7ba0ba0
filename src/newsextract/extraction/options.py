"""What an Extractor is loaded for, and how an option is declared: once, for the library, the command and its settings.

The command's help is made of this, so it imports little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack, get_args

from newsextract.records.adapting import without_mentions, without_people, without_sentences
from newsextract.records.kinds import KINDS, Kind, chosen_kinds
from newsextract.records.record import Number, NumberKind, PartialRecord, Person

NUMBER_KINDS: tuple[NumberKind, ...] = get_args(NumberKind)


SWITCHES = "Switches (--no-NAME overrides a settings file)"


@dataclass(frozen=True, slots=True)
class Shown:
    """How an option is shown on the command line, and in which settings files it may stand."""

    help: str
    metavar: str = ""  # the placeholder for its value
    names: tuple[str, ...] = ()  # its names on the command line, where they do not follow from the field's
    type: type = str  # the type of its value on the command line
    settings: Literal["any", "own", "none"] = "own"
    """"any": also a file that is found in a folder, which may have come with a download. "own": the user's own and one
    that is named with --config.
    """
    panel: str | None = None  # the heading below which --help has it
    offers: tuple[str, ...] = ()  # the values that the shell completes
    at_least: int | None = None


def option(default: Any, metavar: str, help: str, *names: str, **shown: Any) -> Any:
    """The field of an option that takes a value."""
    return field(default=default, metadata={"shown": Shown(help, metavar, names, **shown)})


def switch(help: str, *names: str, **shown: Any) -> Any:
    """The field of an option that is switched on, and off again where a settings file has it on."""
    return field(default=False, metadata={"shown": Shown(help, "", names, bool, panel=SWITCHES, **shown)})


def flag(help: str, *names: str, **shown: Any) -> Any:
    """The field of an option that is only switched on."""
    return field(default=False, metadata={"shown": Shown(help, "", names, bool, settings="none", **shown)})


def shown_options(declaring: type | Any, only: Sequence[str] = ()) -> dict[str, Shown]:
    """The options that a class declares, ``only`` some if any are named, by their fields; also those of its parts."""
    found: dict[str, Shown] = {}
    for one in fields(declaring):
        if is_dataclass(one.default):
            found |= shown_options(one.default, only)
        elif "shown" in one.metadata and (not only or one.name in only):
            found[one.name] = one.metadata["shown"]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The arguments of ``load``, checked; it says what each means. It pickles, and two that are equal do the same."""

    kinds: tuple[Kind, ...] = option(
        KINDS, "KINDS", f"Kinds to find: {','.join(KINDS)}.", "--only", settings="any", offers=KINDS
    )
    numbers: tuple[NumberKind, ...] = option(
        NUMBER_KINDS, "KINDS", "Kinds of number to keep, as percent,money.", settings="any", offers=NUMBER_KINDS
    )
    model: str | None = option(None, "NAME_OR_PATH", "Another spaCy pipeline (also NEWSEXTRACT_MODEL).")
    rules: Path | None = option(None, "FOLDER", "Your own words and rows, laid out like models/rules.")
    indirect: bool = switch("Also find quotes without marks: he said that ...", settings="any")
    text: bool = switch("Include the article's text in the record.", settings="any")
    sentences: bool = switch("Include the place of each find's sentence.", settings="any")
    no_bylines: bool = switch(
        "Leave out the people of bylines and photo credits.", "--no-bylines/--bylines", settings="any"
    )
    any_language: bool = switch("Also read articles that are not in English.")

    def by_option_name(self) -> dict[str, str]:
        """The options that a record depends on, besides model and rules, by their names on the command line."""
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


class Wanted(TypedDict, total=False):
    """The options that ``load`` and ``extract`` have in common, for a type checker: those of ``Options``."""

    indirect: bool
    any_language: bool
    text: bool
    sentences: bool
    no_bylines: bool
    numbers: NumberKind | Iterable[NumberKind]


def options_of(
    model: str | None = None,
    only: Kind | Iterable[Kind] | None = None,
    rules: str | Path | None = None,
    **wanted: Unpack[Wanted],
) -> Options:
    """The arguments of ``load``, checked. Raises ValueError for an unknown kind, TypeError for an unknown option."""
    kinds = chosen_kinds(KINDS if only is None else only)
    others: dict[str, Any] = {**wanted}
    numbers = chosen_numbers(others.pop("numbers", NUMBER_KINDS))
    return Options(model=model, kinds=kinds, rules=None if rules is None else Path(rules), numbers=numbers, **others)


def without_bylines(finds: dict[str, Any], people: Sequence[Person], text: str) -> dict[str, Any]:
    """The finds of a text by kind, without the people of its bylines and credits."""
    from newsextract.people.classifying.bylines import byline_spans  # here, for it reads rules and few want it

    gone = byline_spans(text, people)
    return without_mentions(finds, people, gone) if gone else finds


def chosen_numbers(names: str | Iterable[str]) -> tuple[NumberKind, ...]:
    """The kinds of number of these names (or this name), in the record's order. Raises ValueError for one of none."""
    named = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(named - set(NUMBER_KINDS)):
        from newsextract.rules.files import likeliest

        raise ValueError(f"no kind of number {unknown[0]!r}: {likeliest(unknown[0], NUMBER_KINDS)}")
    return tuple(kind for kind in NUMBER_KINDS if kind in named)
