"""What models/rules/numbers/ knows, in the form in which the grammar looks it up. Read once, on first use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsextract import rules
from newsextract.numbers.phrases import Phrases
from newsextract.people.lexicon import role_nouns
from newsextract.records import Change, Comparator, NumberKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name in the record, the kind that it makes of a number, and how sure its symbol is."""

    name: str
    kind: NumberKind
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, units, money, comparators and changes as phrases and dicts."""

    cardinal: dict[str, int]
    scale: dict[str, int]
    short_scale: dict[str, int]
    money_scale: frozenset[str]
    ordinal: dict[str, int]
    fraction: dict[str, int]
    vulgar: dict[str, list[int]]
    vague: dict[str, int]
    open: dict[str, Comparator]
    heads: frozenset[str]
    unit_words: Phrases[Unit]
    unit_symbols: Phrases[Unit]
    rate_words: Phrases[str]
    piece_words: Phrases[str]
    money_words: Phrases[str]
    money_before: Phrases[str]
    money_behind: Phrases[str]
    dollar_behind: Phrases[str]
    rate_joiners: frozenset[str]
    rate_short: dict[str, str]
    money_names: dict[str, str]
    codes: frozenset[str]
    wary: frozenset[str]
    shared: dict[str, list[str]]
    coins: dict[str, int]
    countries: dict[str, frozenset[str]]
    compared_before: Phrases[Comparator | None]
    compared_behind: Phrases[Comparator]
    change_before: Phrases[tuple[Change, bool]]
    change_by: dict[str, Change]
    change_noun: dict[str, Change]
    change_share: dict[str, Change]
    change_than: dict[str, Change]
    change_between: frozenset[str]
    idioms: Phrases[bool]
    named: Phrases[bool]
    law_books: Phrases[bool]
    eras: Phrases[bool]
    plurals: frozenset[str]
    smaller: dict[str, dict[str, int]]
    empty: frozenset[str]
    extremes: frozenset[str]
    later: frozenset[str]
    transparent: frozenset[str]
    paid_in: frozenset[str]
    held: frozenset[str]
    temporal: frozenset[str]
    states: frozenset[str]
    placed: frozenset[str]
    done: frozenset[str]
    served_in: frozenset[str]
    odds: frozenset[str]
    linked: frozenset[str]
    places: frozenset[str]
    prepositions: frozenset[str]
    never_in: frozenset[str]
    leading: frozenset[str]
    sized: frozenset[str]
    saying: frozenset[str]
    fates: frozenset[str]
    costing: frozenset[str]
    before_of: frozenset[str]
    ranking: frozenset[str]
    ranks: frozenset[str]
    measuring: frozenset[str]
    asking: frozenset[str]
    confining: frozenset[str]
    versus: frozenset[str]
    timed: frozenset[str]
    being: frozenset[str]
    spending: frozenset[str]
    bases: frozenset[str]
    beings: frozenset[str]
    harming: frozenset[str]
    roles: frozenset[str]
    near: dict[str, frozenset[str]]
    no: dict[str, frozenset[str]]


@rules.cached
def lexicon() -> Lexicon:
    """The lexicon of models/rules/numbers/. Raises rules.RulesError on a file that is missing or broken."""
    return Lexicon(
        **_numeral_words(),
        **_unit_words_and_symbols(),
        **_money(),
        **_comparators_and_changes(),
        **_lists("numbers/concept"),
        roles=role_nouns(),
        near=_lists("numbers/contexts"),
        no=_lists("numbers/not_numbers"),
        **_idioms(),
    )


def _numeral_words() -> dict[str, Any]:
    words = rules.table("numbers/words")
    parts = ("cardinal", "scale", "short_scale", "ordinal", "vulgar", "vague", "open")
    heads = {"a", "an", "point", "minus", "negative", "couple"}.union(
        *(words[part] for part in ("cardinal", "scale", "ordinal", "fraction", "vulgar", "vague", "open"))
    )
    return {
        **{part: words[part] for part in parts},
        "money_scale": frozenset(words["money_scale"]["words"]),
        "fraction": {word: of for word, of in words["ordinal"].items() if of > 2} | words["fraction"],
        "heads": frozenset(heads),
    }


def _unit_words_and_symbols() -> dict[str, Any]:
    units = rules.table("numbers/units")
    return {
        "unit_words": Phrases(_unit_words(units)),
        "unit_symbols": Phrases(_unit_symbols(units), as_written=True),
        "rate_words": Phrases(units["rate"]["words"].items()),
        "piece_words": Phrases(units["rate"]["pieces"].items()),
        "rate_joiners": frozenset(units["rate"]["joiners"]),
        "rate_short": units["rate"]["short"],
        "plurals": frozenset(_plurals(units)),
        "smaller": units["smaller"],
    }


def _money() -> dict[str, Any]:
    money = rules.table("numbers/money")
    currencies = {row["code"]: row for row in rules.rows("numbers/currencies")}
    dollars = [*money["behind_dollars"].items(), *((code, code) for code in money["shared"]["dollar"])]
    return {
        "money_words": Phrases([*_currency_names(currencies), *money["words"].items()]),
        "money_before": Phrases([*money["prefixes"].items(), *money["signs"].items()], as_written=True),
        "money_behind": Phrases([*money["suffixes"].items(), *money["signs"].items()], as_written=True),
        "dollar_behind": Phrases(dollars, as_written=True),
        "money_names": {code: row["name"] for code, row in currencies.items()} | money["rate_names"],
        "codes": frozenset(currencies),
        "wary": frozenset(money["wary"]["prefixes"]),
        "shared": money["shared"],
        "coins": money["coins"],
        "countries": {code: frozenset(row["countries"]) for code, row in currencies.items()},
    }


def _comparators_and_changes() -> dict[str, Any]:
    compared, changes = rules.table("numbers/comparators"), rules.table("numbers/changes")
    before: list[tuple[str, Any]] = [*_meanings(compared["before"])]
    before += ((phrase, None) for phrase in compared["neither"]["words"])
    verbs = [(word, (change, False)) for word, change in _meanings(changes["before"])]
    verbs += [(word, (change, True)) for word, change in _meanings(changes["before_measures"])]
    return {
        "compared_before": Phrases(before),
        "compared_behind": Phrases(_meanings(compared["behind"])),
        "change_before": Phrases(verbs),
        "change_by": dict([*_meanings(changes["before"]), *_meanings(changes["before_by"])]),
        "change_noun": dict(_meanings(changes["noun"])),
        "change_share": dict(_meanings(changes["noun_of_shares"])),
        "change_than": dict(_meanings(changes["than"])),
        "change_between": frozenset(changes["between"]["words"]),
    }


def _idioms() -> dict[str, Any]:
    table = rules.table("numbers/not_numbers")
    return {
        "idioms": Phrases((phrase, True) for phrase in table["idioms"]),
        "named": Phrases(((name, True) for name in table["names"]), as_written=True),
        "eras": Phrases(((name, True) for name in table["eras"]), as_written=True),
        "law_books": Phrases(((name, True) for name in table["law_books"]), as_written=True),
    }


def _lists(name: str) -> dict[str, Any]:
    return {entry: frozenset(words) for entry, words in rules.table(name).items()}


def _meanings(table: dict[str, list[str]]) -> Iterator[tuple[str, Any]]:
    for meaning, phrases in table.items():
        for phrase in phrases:
            yield phrase, meaning


def _currency_names(currencies: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for code, currency in currencies.items():
        for name in currency["names"]:
            yield name, code


def _unit_words(units: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    for entry in units["unit"]:
        for word in entry.get("words", ()):
            names = [entry["name"]]
            forms = [[word, *entry.get("plural", [f"{word}s"])]]
            if entry.get("prefixes"):
                for prefix in units["prefixes"]:
                    names.append(prefix + entry["name"])
                    forms.append([prefix + form for form in forms[0]])
            needs = entry.get("needs", "") if not entry.get("symbols") else ""
            for name, spellings in zip(names, forms, strict=True):
                for spelling in spellings:
                    yield spelling, Unit(name, entry.get("kind", "quantity"), needs)


def _plurals(units: dict[str, Any]) -> Iterator[str]:
    for spelling, unit in _unit_words(units):
        last = spelling.rsplit(" ", 1)[-1]
        if unit.kind != "percent" and ((last.endswith("s") and len(last) > 3) or last in ("feet", "inches")):
            yield last


def _unit_symbols(units: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    excluded = set(units["not_symbols"]["words"])
    for entry in units["unit"]:
        for symbol in entry.get("symbols", ()):
            yield symbol, Unit(entry["name"], entry.get("kind", "quantity"), entry.get("needs", ""))
            if not entry.get("prefixes"):
                continue
            for prefix, letters in units["prefixes"].items():
                for letter in [letters] if isinstance(letters, str) else letters:
                    if letter + symbol not in excluded:
                        yield letter + symbol, Unit(prefix + entry["name"], entry.get("kind", "quantity"))
