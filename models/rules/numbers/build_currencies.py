"""Write currencies.jsonl: every currency of ISO 4217 with its English names and the countries that use it.

Codes from pycountry (ISO 4217, LGPL data package used as a source of facts, not shipped), names and countries from the
Unicode CLDR (Unicode licence) as packed by babel (BSD). Run from the project's root:

    python models/rules/numbers/build_currencies.py > models/rules/numbers/currencies.jsonl
"""

from __future__ import annotations

import json

import pycountry
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies


def main() -> None:
    """Print a row a currency."""
    known = Locale("en").currencies
    territories: dict[str, list[str]] = {}
    for country in pycountry.countries:
        for code in get_territory_currencies(country.alpha_2):
            territories.setdefault(code, []).append(country.alpha_2)
    for code in sorted(currency.alpha_3 for currency in pycountry.currencies):
        if code.startswith("X") and code not in territories:
            continue
        names = {get_currency_name(code, count, "en").lower() for count in (1, 2)} if code in known else set()
        names |= {name.replace("ruble", "rouble") for name in names}
        name = get_currency_name(code, 1, "en").lower()
        row = {"code": code, "name": name, "names": sorted(names), "countries": sorted(territories.get(code, []))}
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
