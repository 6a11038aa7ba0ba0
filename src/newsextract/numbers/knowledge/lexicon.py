"""What models/rules/numbers/ knows, in the form in which the stages look it up. Read once, on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from newsextract import rules
from newsextract.numbers.knowledge.phrase_table import Phrases
from newsextract.records import Change, Comparator, NumberKind

_COUPLE = "couple"
_COMPARED = {
    "above": ">",
    "at_least": ">=",
    "below": "<",
    "at_most": "<=",
    "about": "~",
    "exactly": "=",
    "compares_nothing": None,
}
_COMPARED_BEHIND = {
    "at_least_behind": ">=",
    "at_most_behind": "<=",
    "about_behind": "~",
    "at_least_tied": ">=",
    "about_tied": "~",
}
# Whether they count only before a percentage, points or money.
_MOVING = {
    "rising": ("up", False),
    "falling": ("down", False),
    "rising_up": ("up", False),
    "gaining": ("up", True),
    "losing": ("down", True),
}


class Unit(NamedTuple):
    """A unit: its name in the record, the kind that it makes of a number, and how sure its symbol is."""

    name: str
    kind: NumberKind
    needs: str = ""


class Lexicon(NamedTuple):
    """Words, units, money, comparators and changes as phrases and dicts; ``sets``: sets of words by their names."""

    cardinal: dict[str, int]
    scale: dict[str, int]
    short_scale: dict[str, int]
    ordinal: dict[str, int]
    fraction: dict[str, int]
    vulgar: dict[str, Decimal]
    vague: dict[str, int]
    open: dict[str, Comparator]
    heads: frozenset[str]
    unit_words: Phrases[Unit]
    unit_symbols: Phrases[Unit]
    plurals: frozenset[str]
    smaller: dict[str, dict[str, int]]
    rate_words: Phrases[str]
    piece_words: Phrases[str]
    money_words: Phrases[str]
    money_before: Phrases[str]
    money_behind: Phrases[str]
    dollar_behind: Phrases[str]
    money_names: dict[str, str]
    codes: frozenset[str]
    shared: dict[str, list[str]]
    coins: frozenset[str]
    countries: dict[str, frozenset[str]]
    compared_before: Phrases[Comparator | None]
    compared_behind: Phrases[Comparator]
    change_before: Phrases[tuple[Change, bool]]
    change_by: dict[str, Change]
    change_noun: dict[str, Change]
    change_share: dict[str, Change]
    change_than: dict[str, Change]
    idioms: Phrases[bool]
    named: Phrases[bool]
    law_books: Phrases[bool]
    eras: Phrases[bool]
    houses: re.Pattern[str]
    sets: Mapping[str, frozenset[str]]


@rules.cached
def lexicon() -> Lexicon:
    """The lexicon of models/rules/numbers/. Raises rules.RulesError on a file that is missing or broken."""
    sets = _sets()
    return Lexicon(**_numeral_words(), **_units(), **_money(), **_comparators_and_changes(), **_names(sets), sets=sets)


def _sets() -> dict[str, frozenset[str]]:
    lists = [*rules.table("numbers/concepts").items(), *rules.table("numbers/contexts").items()]
    lists += [*rules.table("numbers/not_numbers").items()]
    lists += [
        ("rate_joiners", rules.table("numbers/units")["rate"]["joiners"]),
        ("wary", rules.table("numbers/money")["wary"]["wary_prefixes"]),
        ("money_scale", rules.table("numbers/words")["money_scale"]["wary_scales"]),
        ("change_between", rules.table("numbers/changes")["change_between"]),
    ]
    sets = {name: frozenset(words) for name, words in lists}
    sets["age_nouns"] |= {*rules.words("people/kin_nouns"), *rules.words("people/role_nouns")}
    return sets


def _numeral_words() -> dict[str, Any]:
    words = rules.table("numbers/words")
    parts = ("cardinal", "scale", "short_scale", "ordinal", "vague", "open")
    heads = ("cardinal", "scale", "ordinal", "fraction", "vulgar", "vague", "open")
    return {
        **{part: words[part] for part in parts},
        "fraction": {word: of for word, of in words["ordinal"].items() if of > 2} | words["fraction"],
        "vulgar": {sign: Decimal(top) / bottom for sign, (top, bottom) in words["vulgar"].items()},
        "heads": frozenset(word for part in heads for word in words[part]) | {"a", "an", _COUPLE},
    }


def _units() -> dict[str, Any]:
    units = rules.table("numbers/units")
    forms = [*_unit_words(units)]
    lasts = [[name.partition(" per ")[0].split()[-1] for name in (spelling, one)] for spelling, _, one in forms]
    return {
        "unit_words": Phrases((spelling, unit) for spelling, unit, _ in forms),
        "unit_symbols": Phrases(_unit_symbols(units), as_written=True),
        "plurals": frozenset(plural for plural, one in lasts if plural != one) - {"percents"},
        "smaller": units["smaller"],
        "rate_words": Phrases(units["rate"]["words"].items()),
        "piece_words": Phrases(units["rate"]["pieces"].items()),
    }


def _unit_words(units: dict[str, Any]) -> Iterator[tuple[str, Unit, str]]:
    """Each spelling of each unit, the unit, and its spelling in the singular."""
    for entry in units["unit"]:
        needs = "" if "symbols" in entry else entry.get("needs", "")
        prefixes = ["", *units["prefixes"]] if "prefixes" in entry else [""]
        for word in entry.get("words", ()):
            for prefix in prefixes:
                unit = Unit(prefix + entry["name"], entry.get("kind", "quantity"), needs)
                for spelling in (word, *entry.get("plural", (f"{word}s",))):
                    yield prefix + spelling, unit, prefix + word


def _unit_symbols(units: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    excluded = set(units["not_symbols"]["excluded"])
    prefixes = [(name, letter) for name, letters in units["prefixes"].items() for letter in letters]
    for entry in units["unit"]:
        kind = entry.get("kind", "quantity")
        for symbol in entry.get("symbols", ()):
            yield symbol, Unit(entry["name"], kind, entry.get("needs", ""))
            for prefix, letter in prefixes if "prefixes" in entry else ():
                if letter + symbol not in excluded:
                    yield letter + symbol, Unit(prefix + entry["name"], kind)


def _money() -> dict[str, Any]:
    money = rules.table("numbers/money")
    currencies = {row["code"]: row for row in rules.rows("numbers/currencies")}
    shared = {word: _sharing(currencies, **entry) for word, entry in money["shared"].items()}
    dollars = [*money["behind_dollars"].items(), *((code, code) for code in shared["dollar"])]
    names = [(name, code) for code, currency in currencies.items() for name in currency["names"]]
    return {
        "money_words": Phrases([*names, *money["words"].items()]),
        "money_before": Phrases([*money["prefixes"].items(), *money["signs"].items()], as_written=True),
        "money_behind": Phrases([*money["suffixes"].items(), *money["signs"].items()], as_written=True),
        "dollar_behind": Phrases(dollars, as_written=True),
        "money_names": {code: row["name"] for code, row in currencies.items()} | money["rate_names"],
        "codes": frozenset(currencies),
        "shared": shared,
        "coins": frozenset(money["coins"]),
        "countries": {code: frozenset(row["countries"]) for code, row in currencies.items()},
    }


def _sharing(currencies: Mapping[str, Any], first: str, names: list[str]) -> list[str]:
    """The codes of the currencies whose English name ends in one of ``names``, ``first`` first."""
    codes = [code for code, row in currencies.items() if row["name"].split()[-1] in names]
    return [first, *codes]


def _comparators_and_changes() -> dict[str, Any]:
    changes = rules.table("numbers/changes")
    return {
        "compared_before": Phrases(_meanings(rules.table("numbers/comparators"), _COMPARED)),
        "compared_behind": Phrases(_meanings(rules.table("numbers/comparators"), _COMPARED_BEHIND)),
        "change_before": Phrases(_meanings(changes, _MOVING)),
        "change_by": dict(_meanings(changes, {"rising": "up", "falling": "down", "raising": "up", "lowering": "down"})),
        "change_noun": dict(_meanings(changes, {"rise": "up", "fall": "down"})),
        "change_share": dict(_meanings(changes, {"gain": "up", "loss": "down"})),
        "change_than": dict(_meanings(changes, {"more": "up", "less": "down"})),
    }


def _meanings(table: Mapping[str, Any], meanings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each word of the lists that ``meanings`` names, with what the words of its list mean."""
    for name, meaning in meanings.items():
        for word in table[name]:
            yield word, meaning


def _names(sets: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    return {
        "idioms": Phrases((phrase, True) for phrase in sets["idioms"]),
        "named": Phrases(((name, True) for name in sets["names"]), as_written=True),
        "eras": Phrases(((name, True) for name in sets["eras"]), as_written=True),
        "law_books": Phrases(((name, True) for name in sets["law_books"]), as_written=True),
        "houses": _houses(sets["streets"], sets["street_openers"]),
    }


def _houses(streets: frozenset[str], openers: frozenset[str]) -> re.Pattern[str]:
    """What the number of a house is part of: ``22 Baker Street``, ``45-47 High Street``, ``9 Rue Lepic``."""
    word = r"(?:[^\W\d_a-z][\w'’]*\.?|\d+(?:st|nd|rd|th))"
    ends, opens = ("|".join(map(re.escape, sorted(words))) for words in (streets, openers))
    return re.compile(rf"\d{{1,4}}(?:[-–]\d{{1,4}})?(?:(?: {word}){{1,4}} (?:{ends})(?!\w)| (?:{opens}) [A-Z])")
