"""What stands beside an amount, as cues: bits that say which rules are worth asking.

A rule that hangs on a word or mark right before or behind the amount, on its form or its kind, names the cue for it. A
cue may promise too much, for the rule looks again, but where a rule applies its cue is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from enum import IntFlag, auto
from typing import NamedTuple

from newsextract.numbers.text.tokens import APOSTROPHES, BREAK, HYPHENS
from newsextract.rules.cue_index import cue_index

RANGE = frozenset({"and", "to", "or", "-", "–", "‐", "‑", "—"})
SIGNS = frozenset({"+", "-", "−", "–"})


class Cue(IntFlag):
    """What an amount may show; "before" and "behind": by the piece right there."""

    # before it
    NO_BEFORE = auto()
    ERA_BEFORE = auto()  # or what joins two years
    ZONE_BEFORE = auto()  # or a sign
    CALL_BEFORE = auto()  # or a bracket
    ON_BEFORE = auto()  # or "at"
    LAST_BEFORE = auto()
    HOUR_BEFORE = auto()  # what stands between a part of an hour and the hour
    CAPITAL_BEFORE = auto()
    QUOTE_BEFORE = auto()
    LABEL_BEFORE = auto()
    OF_BEFORE = auto()
    AT_BEFORE = auto()
    BY_BEFORE = auto()
    BEING_BEFORE = auto()
    AGED_BEFORE = auto()  # or "from"
    ADVERB_BEFORE = auto()  # of an age
    GROUP_BEFORE = auto()  # whose age is told
    COMMA_BEFORE = auto()  # or a semicolon
    BRACKET_BEFORE = auto()
    MOVE_BEFORE = auto()  # the end of what tells of a rise or fall, or what may stand behind it
    # behind it
    ERA_BEHIND = auto()  # or what joins two years
    CLOCK_BEHIND = auto()
    SHOT_BEHIND = auto()  # what may stand behind "a three"
    MODEL_BEHIND = auto()
    LAW_BEHIND = auto()
    MORE_BEHIND = auto()
    APOSTROPHE_BEHIND = auto()
    HYPHEN_BEHIND = auto()
    # with nothing between
    GLUED_BEFORE = auto()
    GLUED_BEHIND = auto()
    # the amount itself
    ONE = auto()
    EMERGENCY = auto()
    ZERO_FIRST = auto()
    YEAR_LONG = auto()  # four characters
    LONG = auto()  # more
    DIGITS = auto()
    SIGNED = auto()
    DURATION = auto()
    MEASURE = auto()
    SHARE = auto()
    BASIS = auto()
    # the amount before it
    NO_NUMBER_BEFORE = auto()


class Beside(NamedTuple):
    """For each thing beside an amount, or in it, the cues that it gives, as bits; words are in lower case."""

    before: dict[str, int]
    behind: dict[str, int]
    literal: dict[str, int]


KINDS = {"duration": int(Cue.DURATION), "percent": int(Cue.MEASURE | Cue.SHARE)}
KINDS |= dict.fromkeys(("money", "quantity"), int(Cue.MEASURE))
FORMS = {"digits": int(Cue.DIGITS), "fraction": int(Cue.MEASURE)}
UNITS: dict[str | None, int] = {"point": int(Cue.SHARE), "basis point": int(Cue.BASIS)}


def beside(
    sets: Mapping[str, Set[str]], move_ends: Iterable[str], more: Iterable[str], eras: Set[str], laws: Set[str]
) -> Beside:
    """The cues by what gives them.

    ``move_ends``: the last words of what tells of a rise or fall; ``eras`` and ``laws``: the words of eras and of law
    books.
    """
    one_label = {*sets["labels"], *sets["indexes"], *sets["labels_capitalised"]}
    one_label |= sets["counted_from"]
    labels = one_label | {f"{label}s" for label in one_label} | sets["numbers"] | laws
    ends = {".", "", BREAK}  # a text or paragraph ends as a sentence does
    return Beside(
        before=_index(
            {
                Cue.NO_BEFORE: ["no"],
                Cue.ERA_BEFORE: eras | RANGE,
                Cue.ZONE_BEFORE: sets["zones"] | SIGNS,
                Cue.CALL_BEFORE: sets["calling"] | {"("},
                Cue.ON_BEFORE: ["on", "at"],
                Cue.LAST_BEFORE: ["last"],
                Cue.HOUR_BEFORE: ["past", "to"],
                Cue.QUOTE_BEFORE: ['"', "'"],
                Cue.LABEL_BEFORE: labels | {".", "(", "§", ")", "]"},
                Cue.OF_BEFORE: ["of"],
                Cue.AT_BEFORE: ["at"],
                Cue.BY_BEFORE: ["by"],
                Cue.BEING_BEFORE: ["is", "are", "was", "were"],
                Cue.AGED_BEFORE: sets["aged"] | {"from"},
                Cue.ADVERB_BEFORE: sets["old_adverbs"],
                Cue.GROUP_BEFORE: sets["age_groups"],
                Cue.COMMA_BEFORE: [",", ";"],
                Cue.BRACKET_BEFORE: ["("],
                Cue.MOVE_BEFORE: {*move_ends, *sets["change_between"], "of"},
            }
        ),
        behind=_index(
            {
                Cue.ERA_BEHIND: eras | RANGE,
                Cue.CLOCK_BEHIND: sets["zones"] | HYPHENS | {*"oap–", "am", "pm", "local", "in", "to", "until", "and"},
                Cue.SHOT_BEHIND: sets["three_before"] | (ends if "." in sets["three_before"] else set()),
                Cue.MODEL_BEHIND: sets["models"] | {"block"},
                Cue.LAW_BEHIND: laws | {"("},
                Cue.MORE_BEHIND: more,
                Cue.APOSTROPHE_BEHIND: APOSTROPHES | {"‘"},
                Cue.HYPHEN_BEHIND: ["-"],
            }
        ),
        literal=_index({Cue.ONE: ["one"], Cue.EMERGENCY: sets["emergency"]}),
    )


def _index(things: Mapping[Cue, Iterable[str]]) -> dict[str, int]:
    """The cues by what gives them, in lower case."""
    return cue_index({cue: map(str.lower, given) for cue, given in things.items()})
