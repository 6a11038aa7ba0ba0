"""Every currency of ISO 4217 by code and by name, against pycountry and CLDR."""

from __future__ import annotations

import pycountry
import pytest
from babel.numbers import get_currency_name, get_territory_currencies

from newsextract.numbers.grammar import find_amounts

_USED = {code for country in pycountry.countries for code in get_territory_currencies(country.alpha_2)}
_CODES = sorted(currency.alpha_3 for currency in pycountry.currencies if currency.alpha_3 in _USED)


@pytest.mark.parametrize("code", _CODES)
def test_code_before_and_behind(code: str) -> None:
    (found,) = find_amounts(f"It paid {code} 5 million for the land.")[1]
    assert (found.unit, int(found.value)) == (code, 5_000_000)


@pytest.mark.parametrize("code", _CODES)
def test_name(code: str) -> None:
    (found,) = find_amounts(f"It paid 500 {get_currency_name(code, 500, 'en')} for the land.")[1]
    assert (found.unit, int(found.value)) == (code, 500)
