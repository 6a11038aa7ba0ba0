"""The table is complete and consistent: ISO 3166-1 by pycountry and CLDR (by babel), used here alone."""

from __future__ import annotations

import re
from collections import Counter

import pycountry
from babel import Locale

from newsextract import rules
from newsextract.countries.gazetteer import countries, gazetteer
from tests.cases import check_each

ROWS = countries()
LANGUAGES = rules.table("countries/languages")
CODES = sorted(ROWS)
PLACE_FIELDS = ("names", "demonyms", "prefixes", "capitals", "metonyms")
# ISO spells these back to front: "Korea, Republic of".
BACK_TO_FRONT = re.compile(r"^(?P<name>[^,]+), (?P<title>.+)$")
NO_CITY = {
    "AQ", "BV", "HM", "IO", "UM", "EH", "GI", "MC", "SG", "VA", "SM", "MO", "HK", "TK", "NF", "PM", "RE", "CK"
}  # fmt: skip


def surfaces(code: str) -> set[str]:
    row = ROWS[code]
    return {row["name"], *(surface for field in PLACE_FIELDS for surface in row.get(field, ()))}


def plain(name: str) -> str:
    name = name.replace(" & ", " and ").replace("’", "'").replace(" - ", "-").removeprefix("The ")
    return name.replace(" SAR China", "")


def test_all_of_iso_3166_and_kosovo() -> None:
    assert set(CODES) == {country.alpha_2 for country in pycountry.countries} | {"XK"}


def test_codes_and_names_of_iso() -> None:
    check_each(pycountry.countries, check_codes_and_names)


def check_codes_and_names(country: pycountry.db.Country) -> None:
    row = ROWS[country.alpha_2]
    assert row["alpha_3"] == country.alpha_3
    bare = re.sub(r" \(.*\)$", "", country.name)
    turned = BACK_TO_FRONT.sub(r"\g<title> \g<name>", bare).removeprefix("The ")
    short = BACK_TO_FRONT.sub(r"\g<name>", bare)
    shared = {row["surface"] for row in rules.rows("countries/shared") if country.alpha_2 in row["choices"]}
    known = {plain(surface) for surface in surfaces(country.alpha_2) | shared}
    assert {plain(country.name), plain(bare), plain(turned), short} & known


def test_english_name_of_cldr_is_known() -> None:
    territories = Locale("en").territories

    def check(code: str) -> None:
        name = plain(territories[code])
        bare = re.sub(r" \(.*\)$", "", name)
        assert {name, bare} & {plain(surface) for surface in surfaces(code)}

    check_each(CODES, check)


def test_own_name_is_found_as_that_country() -> None:
    def check(code: str) -> None:
        hits = [(hit.alpha_2, hit.kind) for hit in gazetteer().hits(f"So much for {ROWS[code]['name']}.")]
        assert hits == [("", "trap") if code == "AQ" else (code, "name")]

    check_each(CODES, check)


def test_each_has_a_demonym_or_a_capital_and_a_sovereign_state_a_demonym() -> None:
    without = {code for code in CODES if not ROWS[code].get("demonyms")}
    assert {code for code in without if not ROWS[code].get("capitals")} <= NO_CITY
    sovereign = {country.alpha_2 for country in pycountry.countries if hasattr(country, "official_name")}
    assert without & sovereign <= {"CG", "VA", "TC", "FK"}


def test_every_surface_is_found_in_both_cases() -> None:
    for code in CODES:
        for surface in surfaces(code):
            for form in (surface, surface.upper()):
                text = f"{form}x" if form.endswith("-") else form
                hits = list(gazetteer().hits(text))
                assert [(hit.start, hit.end) for hit in hits] == [(0, len(form.removesuffix("-")))], form


def test_a_surface_belongs_to_one_country_or_is_declared_shared() -> None:
    owners = Counter(surface for code in CODES for surface in surfaces(code))
    shared = {row["surface"] for row in rules.rows("countries/shared")}
    assert {surface for surface, count in owners.items() if count > 1} <= shared


def test_rows_hold_no_doubles() -> None:
    for row in ROWS.values():
        for field in (*PLACE_FIELDS, "if_named"):
            assert len(row.get(field, ())) == len(set(row.get(field, ())))
        assert set(row.get("if_named", ())) <= surfaces(row["alpha_2"]), row["alpha_2"]


def test_lists_beside_the_table_name_surfaces_of_it() -> None:
    known = {surface.removesuffix("-") for code in CODES for surface in surfaces(code)}
    for row in rules.rows("countries/shared"):
        assert row["surface"] in known
        assert set(row["choices"]) <= set(CODES)
    assert set(LANGUAGES["names"]) <= known
    assert set(LANGUAGES["bare"]) <= set(LANGUAGES["names"])
    assert set(rules.table("countries/company")) <= known
    assert {row["full_name"] for row in rules.rows("countries/sides")} <= known


def test_every_trap_holds_the_word_for_a_country_and_hides_it() -> None:
    for trap in rules.words("countries/traps"):
        hits = list(gazetteer().hits(trap))
        assert [(hit.kind, hit.end) for hit in hits] == [("trap", len(trap))], trap
