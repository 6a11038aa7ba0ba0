"""What models/rules/numbers/ knows, in the form in which the stages look it up. Read once, on first use.

A phrase is looked up in the pieces of a text; of several that fit, the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import compress
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from newsextract import rules
from newsextract.numbers.text import Pieces, lex
from newsextract.records.record import Change, Comparator, NumberKind

Meaning = TypeVar("Meaning")
_CURRENCIES = ("numbers/built/currencies", "numbers/currencies_more")
_COMPARED = {
    "above": ">",
    "at_least": ">=",
    "below": "<",
    "at_most": "<=",
    "at_most_measured": "<=",
    "passed": ">",
    "about": "~",
    "compares_nothing": None,
}
_COMPARED_AFTER = {
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
_CHANGING = {"rising": "up", "falling": "down", "raising": "up", "lowering": "down"}
_MOVED = ("rising", "falling", "gaining", "losing", "rise", "fall", "gain", "loss", "raising", "lowering")


class _Phrase(NamedTuple, Generic[Meaning]):
    """The words of a phrase, which of them touch the one before, and what it stands for."""

    words: list[str]
    touching: list[bool]
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """Phrases and meanings. A space in a phrase stands for white space or a hyphen; without one the pieces touch."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], as_written: bool = False) -> None:
        """``as_written``: upper and lower case count."""
        self._as_written = as_written
        phrases = (_Phrase(*_pieces(phrase, as_written), meaning) for phrase, meaning in entries)
        self._longest_first = sorted(phrases, key=lambda phrase: -len(phrase.words))

    _by_first = cached_property(lambda phrases: phrases._by_word(0))
    _by_last = cached_property(lambda phrases: phrases._by_word(-1))

    def _by_word(self, place: int) -> dict[str, list[_Phrase[Meaning]]]:
        """The phrases by their word at ``place``, the longest first."""
        found: dict[str, list[_Phrase[Meaning]]] = {}
        for phrase in self._longest_first:
            found.setdefault(phrase.words[place], []).append(phrase)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the phrases, in lower case."""
        return frozenset(word.lower() for phrase in self._longest_first for word in phrase.words)

    def at(self, tokens: Pieces, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at ``place``, and the place after it."""
        column = tokens.raws if self._as_written else tokens.lows
        phrases = self._by_first.get(column[place])
        if phrases is None:
            return None
        after = column[place + 1]
        for words, touching, meaning in phrases:
            if len(words) > 1 and words[1] != after != "-":  # as of most: no need to go through it
                continue
            end = place
            for word, touches in zip(words, touching, strict=True):
                end += column[end] == "-" != word
                if column[end] != word or (touches and not tokens.glued(end)):
                    break
                end += 1
            else:
                return meaning, end
        return None

    def before(self, tokens: Pieces, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that ends just before ``place``, and the place where it begins."""
        column = tokens.raws if self._as_written else tokens.lows
        ahead = column[place - 2]
        for words, touching, meaning in self._by_last.get(column[place - 1], ()):
            if len(words) > 1 and words[-2] != ahead:  # as of most
                continue
            start = place - len(words)
            same = start >= 0 and column[start:place] == words
            if same and all(map(tokens.glued, compress(range(start, place), touching))):
                return meaning, start
        return None


def _pieces(phrase: str, as_written: bool) -> tuple[list[str], list[bool]]:
    """The words of a phrase, and which touch the one before. Most are plain and not lexed: the first text waits."""
    if phrase.replace(" ", "").isalpha():
        words = (phrase if as_written else phrase.lower()).split()
        return words, [False] * len(words)
    pieces = lex(phrase)
    words = [*filter(None, pieces.raws if as_written else pieces.lows)]
    return words, [pieces.glued(place) for place in range(len(words))]


SetName = Literal[
    "age_nouns", "aged", "airliner_before", "airliners", "american_firms", "american_words", "as_much",
    "before_time", "british_words", "calendar", "cents_before", "change_between", "change_parted", "change_when",
    "coin_verbs", "compared_further", "compared_over", "compared_over_share", "counted_before", "counted_people",
    "counts_moved", "cricket", "dimensions", "doubtful_months", "dropped", "figures", "half_before",
    "half_never_after", "half_of", "held", "idioms", "inches_before", "indexes", "label_abbreviations", "labels",
    "labels_capitalised", "large_dollars", "later", "level_words", "levels_down", "levels_up", "linked", "margins",
    "marked_dollars", "matched", "meanwhile", "measure_before", "measured_by", "money_and_more", "money_nouns",
    "money_scale", "months", "moved_before", "moving", "name_prefixes", "names", "never_piece", "new_clauses",
    "nominal", "numbered", "numbers", "old_adverbs", "old_before", "old_subjects", "old_verbs", "one_after",
    "one_before", "one_hyphen", "one_listed", "one_never_of", "one_ranked", "one_surely", "other_firms",
    "paid_before", "paid_verbs", "part_after", "part_before", "particle_verbs", "pence_before", "polls",
    "positions", "prepositions", "quarter_before", "ranging_over", "rank_nouns", "ranked_as", "rate_dated",
    "rate_ends", "rate_joiners", "scored", "scored_units", "street_openers", "streets", "tallies", "than_when",
    "turning", "wary", "weekdays", "weighing", "words_that_are_codes", "world_prices", "worldwide_goods",
    "worldwide_money", "year_before", "young",
]  # fmt: skip
"""The names of the sets that code asks for, so that mypy knows a misspelt one."""


class Unit(NamedTuple):
    """A unit: its name in the record, the kind of number that it makes, how sure its symbol is, what a rate is per."""

    name: str
    kind: NumberKind
    needs: str = ""
    per: str | None = None


class Lexicon:
    """Words, units, money, comparators and changes as phrases and dicts; ``sets``: sets of words by their names."""

    def __init__(self) -> None:
        """Reads them."""
        words, units, money, comparators, changes = (
            rules.table(f"numbers/{name}") for name in ("words", "units", "money", "comparators", "changes")
        )
        self.sets: dict[SetName, frozenset[str]] = _sets()
        self.idioms = Phrases(dict.fromkeys(self.sets["idioms"], True).items())
        self.named = Phrases(dict.fromkeys(self.sets["names"], True).items(), as_written=True)
        word = r"(?:[^\W\d_a-z][\w'’]*\.?|\d+(?:st|nd|rd|th))"
        ends, opens = (
            "|".join(map(re.escape, sorted(words))) for words in (self.sets["streets"], self.sets["street_openers"])
        )
        # The number of a house and the name of its street: 22 Baker Street, 45-47 High Street, 9 Rue Lepic.
        self.houses = re.compile(
            rf"\d{{1,4}}(?:[-–]\d{{1,4}})?(?:(?: {word}){{1,4}} (?:{ends})(?!\w)| (?:{opens}) [A-Z])"
        )

        self.cardinal: dict[str, int] = words["cardinal"]
        self.scale: dict[str, int] = words["scale"]
        self.short_scale: dict[str, int] = words["short_scale"]
        self.ordinal: dict[str, int] = words["ordinal"]
        self.fraction: dict[str, int] = {word: of for word, of in self.ordinal.items() if of > 2} | words["fraction"]
        self.vulgar = {sign: Decimal(top) / bottom for sign, (top, bottom) in words["vulgar"].items()}
        self.vague: dict[str, int] = words["vague"]
        self.open: dict[str, Comparator] = words["open"]
        self.fold = {f"{word}fold": value for word, value in (self.cardinal | self.scale).items()}

        self.unit_words = Phrases(_unit_words(units))
        self.unit_symbols = Phrases(_unit_symbols(units), as_written=True)
        self.fields = {symbol: frozenset(words) for symbol, words in units["fields"].items()}
        self.rates = frozenset(entry["name"] for entry in units["unit"] if " per " in entry["name"])
        self.long: dict[str, str] = units["long"]
        self.lengths = frozenset([*units["lengths"]["single"], *units["length_coins"]["coin"]])
        self.smaller: dict[str, dict[str, int]] = units["smaller"]
        self.often: dict[str, str] = units["rate"]["often"]
        self.times = frozenset(units["rate"]["words"].values())
        self.rate_words: Phrases[str] = Phrases(units["rate"]["words"].items())
        self.piece_words: Phrases[str] = Phrases(units["rate"]["pieces"].items())
        exact = [self.cardinal, self.scale, self.ordinal, self.fraction, self.vulgar, self.fold]
        begun = [*exact, self.vague, self.open, self.long, self.lengths]
        self.heads = frozenset({"a", "an", "couple"}.union(*begun))  # with which a numeral can begin

        currencies = {row["code"]: row for name in _CURRENCIES for row in rules.rows(name)}
        names = [(name, code) for code, currency in currencies.items() for name in currency["names"]]
        self.shared: dict[str, list[str]] = {  # a shared word's first currency, and those whose name ends in its names
            word: [
                entry["first"],
                *(code for code, of in currencies.items() if of["name"].split()[-1] in entry["names"]),
            ]
            for word, entry in money["shared"].items()
        }
        dollars = [*money["behind_dollars"].items(), *((code, code) for code in self.shared["dollar"])]
        named = [*names, *money["words"].items()]
        self.money_words: Phrases[str] = Phrases(named)
        self.money_before: Phrases[str] = Phrases((money["signs"] | money["prefixes"]).items(), as_written=True)
        self.money_after: Phrases[str] = Phrases((money["signs"] | money["suffixes"]).items(), as_written=True)
        self.dollar_after: Phrases[str] = Phrases(dollars, as_written=True)
        self.codes = frozenset(currencies)
        self.coins = frozenset(money["coins"])
        self.home_hints: dict[str, dict[str, frozenset[str]]] = {
            word: {code: frozenset(hints) for code, hints in money[f"{word}_hints"].items()}
            for word in self.shared
            if f"{word}_hints" in money and word != "dollar"
        }
        self.dollar_marks = {code: _dollar_mark(code, money, named) for code in self.shared["dollar"]}
        self.coin_of: dict[str, dict[str, list[str]]] = money["coin_of"]
        self.countries = {code: frozenset(row["countries"]) for code, row in currencies.items()}
        self.dollar_of = {land: code for code in self.shared["dollar"][1:] for land in self.countries[code]}
        self.dollar_of["US"] = "USD"
        hinted = money["dollar_hints"].items()
        self.dollar_hints: Phrases[str] = Phrases((hint, code) for code, hints in hinted for hint in hints)
        self._outlets = {host: code for code, hosts in money["dollar_outlets"].items() for host in hosts}

        self.compared_before: Phrases[Comparator | None] = Phrases(_meanings(comparators, _COMPARED))
        self.compared_after: Phrases[Comparator] = Phrases(_meanings(comparators, _COMPARED_AFTER))
        self.change_before: Phrases[tuple[Change, bool]] = Phrases(_meanings(changes, _MOVING))
        self.change_by: dict[str, Change] = dict(_meanings(changes, _CHANGING))
        self.change_noun: dict[str, Change] = dict(_meanings(changes, {"rise": "up", "fall": "down"}))
        self.change_share = self.change_noun | dict(_meanings(changes, {"gain": "up", "loss": "down"}))
        self.change_than: dict[str, Change] = dict(_meanings(changes, {"more": "up", "less": "down"}))

    def outlet_money(self, host: str) -> str | None:
        """The currency of the country where a page with this host is published, if its address tells."""
        parts = host.lower().split(".")
        known = (self._outlets.get(".".join(parts[place:])) for place in range(len(parts)))
        return next(filter(None, known), None) or self.dollar_of.get(parts[-1].upper())


@rules.cached
def lexicon() -> Lexicon:
    """The lexicon of models/rules/numbers/. Raises rules.RulesError on a file that is missing or broken."""
    return Lexicon()


class Tokens(Pieces):
    """The pieces of one article, with the words that its stages look up."""

    @cached_property
    def words(self) -> Lexicon:
        """The lexicon."""
        return lexicon()

    def has(self, place: int, name: SetName) -> bool:
        """Whether the piece at ``place`` is in the set of words of that name; the end of a text is a stop."""
        return self.after(place) in self.words.sets[name]


def _sets() -> dict[Any, frozenset[str]]:
    sets: dict[Any, frozenset[str]] = {}
    for file in ("concepts", "contexts", "not_numbers", "changes"):
        table = rules.table(f"numbers/{file}")
        for name in sets.keys() & table.keys():
            path = rules.models_folder() / f"rules/numbers/{file}.toml"
            raise rules.RulesError(path, f"{name!r} is a list of another of these tables too")
        sets |= {name: frozenset(words) for name, words in table.items()}
    sets["moving"] = sets["moving"].union(*(sets[name] for name in _MOVED)) - {"up", "down"}
    sets["rate_joiners"] = frozenset(rules.table("numbers/units")["rate"]["joiners"])
    sets["wary"] = frozenset(rules.table("numbers/money")["wary"]["wary_prefixes"])
    sets["money_scale"] = frozenset(rules.table("numbers/words")["money_scale"]["wary_scales"])
    sets["age_nouns"] |= {*rules.words("people/kin_nouns"), *rules.words("people/role_nouns")}
    return sets


def _unit_words(units: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    for entry in units["unit"]:
        needs = "" if "symbols" in entry else entry.get("needs", "")
        for prefix in ("", *units["prefixes"]) if "prefixes" in entry else ("",):
            unit = Unit(prefix + entry["name"], entry.get("kind", "quantity"), needs, entry.get("per"))
            for word in entry.get("words", ()):
                for spelling in (word, *entry.get("plural", (f"{word}s",))):
                    yield prefix + spelling, unit


def _unit_symbols(units: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    excluded = set(units["not_symbols"]["excluded"])
    prefixes = [(name, letter) for name, letters in units["prefixes"].items() for letter in letters]
    for entry in units["unit"]:
        kind = entry.get("kind", "quantity")
        for symbol in entry.get("symbols", ()):
            yield symbol, Unit(entry["name"], kind, entry.get("needs", ""), entry.get("per"))
            for prefix, letter in prefixes if "prefixes" in entry else ():
                if letter + symbol not in excluded:
                    yield letter + symbol, Unit(prefix + entry["name"], kind)


def _meanings(table: Mapping[str, Any], meanings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each word of the lists that ``meanings`` names, with what the words of its list mean."""
    for name, meaning in meanings.items():
        for word in table[name]:
            yield word, meaning


def _dollar_mark(code: str, money: dict[str, Any], names: Iterable[tuple[str, str]]) -> str:
    """An expression for how an amount says that it is in this dollar: ``HK$5``, ``5 million Hong Kong dollars``."""
    signs = "|".join(re.escape(sign) for sign, of in money["prefixes"].items() if of == code and "$" in sign)
    words = "|".join(re.escape(name) for name, of in names if of == code and name[-1] == "s")
    return rf"(?<![A-Za-z])(?:{signs or code}) ?\d|(?i:(?:\d|illion|thousand) (?:{words or code}))"
