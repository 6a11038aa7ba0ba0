"""Every currency of ISO 4217 by code and by name, against pycountry and CLDR."""

from __future__ import annotations

import pycountry
from babel.numbers import get_currency_name, get_territory_currencies

from newsextract.numbers.component import find_amounts
from tests.cases import check_each

_USED = {code for country in pycountry.countries for code in get_territory_currencies(country.alpha_2)}
_CODES = sorted(currency.alpha_3 for currency in pycountry.currencies if currency.alpha_3 in _USED)


def test_code_before_and_behind() -> None:
    def check(code: str) -> None:
        (found,) = find_amounts(f"It paid {code} 5 million for the land.")[1]
        assert (found.unit, int(found.value)) == (code, 5_000_000)

    check_each(_CODES, check)


def test_name() -> None:
    def check(code: str) -> None:
        (found,) = find_amounts(f"It paid 500 {get_currency_name(code, 500, 'en')} for the land.")[1]
        assert (found.unit, int(found.value)) == (code, 500)

    check_each(_CODES, check)
