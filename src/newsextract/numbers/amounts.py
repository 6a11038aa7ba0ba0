"""Puts sign, money, unit and rate to a numeral: ``US$1.5bn``, ``-5 °C``, ``30-day``, ``$21 per square foot``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon, Unit
from newsextract.numbers.numeral import Form, Numeral
from newsextract.numbers.reading import Reading
from newsextract.records import Change, Comparator, NumberKind

_MINUS = {"-", "−", "–", "‐"}
_HYPHENS = {"-", "‐", "‑"}
_OLD = {"old", "olds"}
_AGE_UNITS = {"year", "month", "week", "day"}


@dataclass(slots=True)
class Amount:
    """A number with its unit, as pieces ``first`` up to before ``behind``; the bare numeral is ``number`` to ``number_behind``."""

    first: int
    behind: int
    number: int
    number_behind: int
    value: Decimal
    form: Form
    scale: int
    kind: NumberKind = "cardinal"
    unit: str | None = None
    money: str | None = None
    upper: Decimal | None = None
    comparator: Comparator = "="
    change: Change | None = None
    signed: bool = False
    before: bool = False  # the currency stands before the digits
    glued: str = ""  # a word glued to the digits that no rule could read


class AmountReader:
    """Reads amounts in one text."""

    def __init__(self, tokens: Tokens, words: Lexicon, reading: Reading) -> None:
        """``reading``: how the article reads dollars and pounds."""
        self._tokens, self._words, self._reading = tokens, words, reading

    def read(self, numeral: Numeral) -> Amount:
        """The amount around a numeral."""
        amount = Amount(
            numeral.first,
            numeral.behind,
            numeral.first,
            numeral.behind,
            numeral.value,
            numeral.form,
            numeral.scale,
        )
        if numeral.comparator:
            amount.comparator = numeral.comparator
        if numeral.form in ("ordinal", "year"):
            amount.kind = "ordinal" if numeral.form == "ordinal" else "cardinal"
            return amount
        self._sign(amount)
        self._money_before(amount)
        self._short_scale(amount)
        self.unit(amount)
        return amount

    def unit(self, amount: Amount) -> None:
        """Read what stands behind the number: money, a unit, a rate."""
        if self._money_behind(amount) or amount.money:
            amount.kind = "money"
            amount.unit = self._reading.currency(amount.money or "")
        else:
            self._measure(amount)
            if amount.unit is None:
                self._open_measure(amount)
        if amount.unit and amount.kind != "percent":
            self._rate(amount)
        self._glued_word(amount)

    def _sign(self, amount: Amount) -> None:
        tokens, before = self._tokens, amount.first - 1
        low = tokens.low(before)
        if low in ("minus", "negative"):
            amount.value, amount.first, amount.signed = -amount.value, before, True
        elif low in _MINUS or low == "+":
            opens = not tokens.glued(before) or tokens.low(before - 1) in (
                "(",
                "$",
                "£",
                "€",
                "<",
                ">",
                "=",
                "[",
            )
            if (
                tokens.glued(amount.first)
                and opens
                and (low != "–" or amount.number_behind - amount.number == 1)
            ):
                amount.first, amount.signed = before, True
                if low != "+":
                    amount.value = -amount.value

    def _money_before(self, amount: Amount) -> None:
        tokens, words = self._tokens, self._words
        found = words.money_before.before(tokens, amount.first)
        raw = tokens.raw(amount.first - 1)
        if found is None and raw in words.codes:
            found = (raw, amount.first - 1)
        if found is None and raw[:1] == "M" and raw[1:] in words.codes:
            amount.value, amount.scale = amount.value * 1_000_000, 1_000_000
            found = (raw[1:], amount.first - 1)
        if found is None or not self._stands_alone(found[1]):
            return
        sign = raw[-1:] not in "$" and raw in words.wary | words.codes
        if (
            sign
            and (raw in words.wary or not tokens.glued(amount.first))
            and not self._like_money(amount, raw)
        ):
            return
        amount.money, amount.first, amount.before = found[0], found[1], True
        low = tokens.low(amount.first - 1)
        if (low in _MINUS and tokens.glued(amount.first) and not tokens.glued(amount.first - 1)) or low in (
            "minus",
            "negative",
        ):
            amount.first, amount.value, amount.signed = amount.first - 1, -amount.value, True

    def _stands_alone(self, place: int) -> bool:
        """Whether a currency prefix is not the end of a longer word or code."""
        before = self._tokens.raw(place - 1)
        return not self._tokens.glued(place) or not (before.isalnum() or before in "_#@")

    def _like_money(self, amount: Amount, raw: str) -> bool:
        """Whether digits behind letters that mean much else could be nothing but money."""
        tokens = self._tokens
        literal = tokens.raw(amount.number)
        if raw in self._words.codes and raw not in self._words.no["words_that_are_codes"]:
            return True
        scaled = tokens.low(amount.number_behind) in self._words.short_scale or amount.scale > 1
        grouped = "," in literal or (amount.number_behind - amount.number > 1 and amount.form == "digits")
        return (
            scaled
            or grouped
            or literal[-3:-2] == "."
            or (raw == "R" and len(literal) > 1 and tokens.glued(amount.number))
        )

    def _short_scale(self, amount: Amount) -> None:
        tokens, place = self._tokens, amount.behind
        raw = tokens.raw(place)
        scale = self._words.short_scale.get(raw)
        if scale is None or amount.form not in ("digits", "fraction") or amount.scale > 1:
            return
        glued = tokens.glued(place)
        money = bool(amount.money) or self._money_at(place + 1) is not None
        if raw in self._words.money_scale or raw in ("k", "M"):
            if not glued and not money:
                return
            if not money and not self._scale_without_money(amount, raw, place):
                return
        if tokens.glued(place + 1) and tokens.raw(place + 1).isalnum():
            return
        amount.value, amount.scale, amount.behind = amount.value * scale, scale, place + 1
        amount.number_behind = amount.behind

    def _scale_without_money(self, amount: Amount, raw: str, place: int) -> bool:
        """``25k``, ``4.3M``, ``3m people``: a scale without money; ``1.8m`` alone is metres, ``4K`` a screen."""
        after = self._tokens.raw(place + 1)
        if raw in ("k", "M"):
            return True
        if raw == "K":
            return amount.value >= 10
        counted = (
            after.isalpha() and after.islower() and after.endswith("s") and len(after) > 4
        ) or after == "people"
        return raw in ("m", "mil") and counted and after not in self._words.no["measured_by"]

    def _money_at(self, place: int) -> tuple[str, int] | None:
        """The money written at ``place``, and the place behind it."""
        tokens, words = self._tokens, self._words
        hyphen = tokens.low(place) in _HYPHENS
        found = words.money_words.at(tokens, place + hyphen) or (
            None if hyphen else words.money_behind.at(tokens, place)
        )
        if found:
            return found
        raw = tokens.raw(place + hyphen)
        if raw in words.codes and raw not in words.no["words_that_are_codes"]:
            return raw, place + hyphen + 1
        return None

    def _money_behind(self, amount: Amount) -> bool:
        tokens, place = self._tokens, amount.behind
        raw = tokens.raw(place)
        if raw[:1] == "M" and raw[1:] in self._words.codes:
            amount.value, amount.scale, amount.money, amount.behind = (
                amount.value * 10**6,
                10**6,
                raw[1:],
                place + 1,
            )
            return True
        if amount.before:
            return self._repeated(amount)
        found = self._money_at(place)
        if found is None or not self._money_fits(amount, found[0], place, found[1]):
            return False
        amount.money, amount.behind = found
        scale = self._words.scale.get(tokens.low(amount.behind), 1)
        if scale >= 1_000_000 and amount.scale == 1:  # 75 USD million
            amount.value, amount.scale, amount.behind = amount.value * scale, scale, amount.behind + 1
        return True

    def _repeated(self, amount: Amount) -> bool:
        """``$76 US``, ``$75 U.S.``, ``$10 dollars``: money said twice."""
        tokens, place = self._tokens, amount.behind
        if amount.money == "dollar":
            if tokens.raw(place) == "US" or (tokens.raw(place) == "U" and tokens.raw(place + 2) == "S"):
                amount.money = "USD"
                amount.behind = place + 1 if tokens.raw(place) == "US" else place + 4
            else:
                found = self._words.money_words.at(tokens, place)
                if found and (found[0] == "dollar" or found[0].endswith("D")):
                    amount.money, amount.behind = found
            if tokens.raw(amount.behind) in ("USD", "AUD", "CAD", "NZD", "SGD", "HKD"):
                amount.money, amount.behind = tokens.raw(amount.behind), amount.behind + 1
        return True

    def _money_fits(self, amount: Amount, money: str, place: int, behind: int) -> bool:
        """Whether a word or letter behind the number is money here and not something else."""
        tokens, raw = self._tokens, self._tokens.raw(place)
        if len(raw) == 1 and raw.isalpha():  # 164p, 14.7c, 18 R
            end = tokens.low(behind)
            if raw == "R":
                return end in (".", ",", "") and not amount.before
            return (
                raw != "c"
                and (tokens.glued(place) or end in (".", ",", ")", "", "at", "to", "a", "per"))
                and amount.form == "digits"
                and end != "-"
            )
        if raw in ("Ft", "kr", "ft"):
            return True
        if raw in "$£€¥" and tokens.is_literal(place + 1) and tokens.glued(place + 1):
            return False  # 50 $10 notes: the sign is the next number's
        if money == "pound" and tokens.low(behind - 1) in ("pound", "pounds"):
            return amount.scale >= 1_000_000 or self._reading.pounds_are_money
        if tokens.low(behind - 1) in self._words.no["money_and_more"]:  # real, won, sen, crown, cent
            return self._sure_money(amount, tokens.low(behind - 1), behind)
        return True

    def _sure_money(self, amount: Amount, word: str, behind: int) -> bool:
        """``won``, ``real``, ``mark``, ``sol``: words with a commoner meaning need a large amount before them."""
        return amount.value >= 100 and not self._words.money_words.at(self._tokens, behind)

    def _measure(self, amount: Amount) -> None:
        """Read a unit behind the number, and "old" behind that."""
        found = self._unit_at(amount, self._unit_place(amount)) or self._bracketed(amount)
        if found is None:
            return
        unit, behind = found
        amount.unit, amount.kind, amount.behind = unit.name, unit.kind, behind
        if unit.name in _AGE_UNITS:
            self._age(amount)

    def _unit_place(self, amount: Amount) -> int:
        """Where the unit stands: behind the number, or behind "a" in ``half an hour``, ``a third of a mile``."""
        tokens, place = self._tokens, amount.behind
        if amount.form != "fraction" or amount.value >= 1:
            return place
        place += tokens.low(place) == "of"
        return place + 1 if tokens.low(place) in ("a", "an") else amount.behind

    def _bracketed(self, amount: Amount) -> tuple[Unit, int] | None:
        """``20 (kg)``: the unit in brackets."""
        if self._tokens.low(amount.behind) not in ("(", "[", "{", "<"):
            return None
        found = self._words.unit_symbols.at(self._tokens, amount.behind + 1)
        if found and self._tokens.low(found[1]) in (")", "]", "}", ">"):
            return found[0], found[1] + 1
        return None

    def _open_measure(self, amount: Amount) -> None:
        """``10-plus years``, ``20 or so miles``: the comparator stands between number and unit."""
        tokens, place = self._tokens, amount.behind
        hyphen = tokens.low(place) in _HYPHENS
        found = self._words.compared_behind.at(tokens, place + hyphen)
        if found is None or found[0] == "=":
            return
        unit = self._unit_at(amount, found[1])
        if unit:
            amount.unit, amount.kind, amount.behind = unit[0].name, unit[0].kind, unit[1]
            amount.comparator = found[0]
            if amount.unit in _AGE_UNITS:
                self._age(amount)

    def _unit_at(self, amount: Amount, place: int) -> tuple[Unit, int] | None:
        tokens, words = self._tokens, self._words
        hyphen = tokens.low(place) in _HYPHENS and tokens.raw(place + 1).isalpha()
        place += hyphen
        if hyphen and tokens.low(place) in ("a",):
            return None
        found = words.unit_symbols.at(tokens, place)
        if found and self._symbol_fits(amount, found[0], place, found[1]):
            return found
        found = words.unit_words.at(tokens, place)
        low = tokens.low(place)
        if low in ("pound", "pounds"):
            found = Unit("pound", "quantity"), place + 1
        if found is None or (low == "second" and not hyphen and amount.form == "words" and amount.value != 1):
            return None
        if found[0].needs == "context" and tokens.low(found[1]) not in ("of", ",", ".", "and", "olive", ")"):
            return None
        return found

    def _symbol_fits(self, amount: Amount, unit: Unit, place: int, behind: int) -> bool:
        """Whether a unit's symbol is one here: a letter behind digits is much else."""
        tokens, raw = self._tokens, self._tokens.raw(place)
        if not raw[0].isalpha():
            return self._mark_fits(amount, raw, place, behind)
        if unit.needs == "never" or (amount.form in ("words", "vague") and len(raw) < 2):
            return False
        if tokens.glued(behind) and tokens.raw(behind)[:1].isalnum():
            return False
        glued = tokens.glued(place)
        if raw == "in":
            return tokens.low(behind) in (
                ".",
                "",
                ",",
                ")",
                "thick",
                "long",
                "wide",
                "tall",
                "deep",
                "high",
                "more",
                "by",
                "x",
            ) and (amount.form != "words")
        if raw == "A" and tokens.low(behind) == "/":
            return True
        if unit.needs == "glued" or raw in ("a", "A", "h", "s"):
            return glued and not (raw == "s" and amount.value >= 20 and amount.value % 10 == 0)
        if len(raw) == 1 and not glued:
            after = tokens.raw(behind)
            return not (
                after[:1].isupper()
                or (
                    (after in ("-", ".", "'", "’", "&") and tokens.glued(behind))
                    and tokens.raw(behind + 1)[:1].isalnum()
                    and tokens.glued(behind + 1)
                )
            )
        return not (len(raw) == 1 and raw in "CFB" and tokens.low(behind) in ("/", "-"))

    def _mark_fits(self, amount: Amount, raw: str, place: int, behind: int) -> bool:
        """``5'2"``, ``25.5″``: feet and inches by marks; an apostrophe or a closing quote is not one."""
        if raw in ("'", '"', "”"):
            feet = raw == "'" and self._tokens.is_literal(behind) and self._tokens.glued(behind)
            inches = (
                raw != "'"
                and self._tokens.low(amount.first - 1) in ("'", "′")
                and self._tokens.glued(amount.first)
            )
            return (feet or inches) and self._tokens.glued(place)
        return True

    def _age(self, amount: Amount) -> None:
        """``34-year-old``, ``34 years old``, ``18 months of age``."""
        tokens, place = self._tokens, amount.behind
        hyphen = tokens.low(place) in _HYPHENS
        if tokens.low(place + hyphen) in _OLD:
            amount.kind, amount.behind = "age", place + hyphen + 1
        elif tokens.low(place) == "of" and tokens.low(place + 1) == "age":
            amount.kind, amount.behind = "age", place + 2

    def _rate(self, amount: Amount) -> None:
        """``per hour``, ``a month``, ``/kg``, ``-a-share``: the unit goes on."""
        tokens, words, place = self._tokens, self._words, amount.behind
        for _ in range(2):
            hyphen = tokens.low(place) in _HYPHENS
            joiner = tokens.low(place + hyphen)
            if joiner not in ("per", "a", "an", "each", "every", "/") or amount.kind == "age":
                return
            if (
                amount.kind == "duration"
                and joiner in ("a", "an")
                and amount.unit not in ("hour", "minute", "second")
            ):
                return
            start = place + hyphen + 1
            start += tokens.low(start) in _HYPHENS
            found = words.rate_words.at(tokens, start)
            if found is None and (joiner in ("per", "/") or amount.kind == "money"):
                found = words.piece_words.at(tokens, start)
            if found is None or (joiner == "/" and not tokens.glued(place)):
                return
            base = (
                amount.unit
                if amount.kind != "money"
                else self._words.money_names.get(amount.unit or "", amount.unit)
            )
            amount.unit = f"{base} per {found[0]}"
            amount.behind = place = found[1]
            if amount.kind == "duration":
                amount.kind = "quantity"

    def _glued_word(self, amount: Amount) -> None:
        tokens, place = self._tokens, amount.behind
        if place < len(tokens) and tokens.glued(place) and tokens.raw(place)[0].isalnum():
            last = tokens.raw(place - 1)
            if last[-1:].isalnum() or last in ("-", "%"):
                amount.glued = tokens.raw(place)
