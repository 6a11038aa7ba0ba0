"""Builds numbers/built/currencies.jsonl: each of ISO 4217, its English names, and the countries that use it.

Codes from pycountry (ISO 4217, LGPL data package used as a source of facts, not shipped), names and countries from the
Unicode CLDR (Unicode licence) as packed by babel (BSD). A name once in the table stays there: CLDR changes
spellings ("kyrgystani som", "kyrgyz som"), and not all newspapers follow. What the two lack stands in
numbers/currencies_more.jsonl. Run from the project's root:

    python models/train/build_currencies.py
"""

from __future__ import annotations

import json

import built
import pycountry
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

TABLE = built.RULES / "numbers/built/currencies.jsonl"


def main() -> None:
    """Write a row per currency over the table that stands there."""
    before = {row["code"]: row["names"] for row in map(json.loads, TABLE.read_text().splitlines())}
    rows = []
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
        row = {
            "code": code,
            "name": get_currency_name(code, 1, "en").lower(),
            "names": sorted(names.union(before.get(code, ()))),
            "countries": sorted(territories.get(code, [])),
        }
        rows.append(json.dumps(row, ensure_ascii=False))
    built.write(TABLE, "\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
