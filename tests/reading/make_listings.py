"""English that has few function words, or none: share prices, names, results, line-ups, by a seeded generator.

Names come from the lists in models/rules, which hold those of the world, some with small words inside ("de la").
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from newsextract import rules

Maker = Callable[[Random], str]

FIRMS = ("Aldergate", "Bramholt", "Delmora", "Garrane", "Marchetti", "Norvik", "Santander", "Telefonica", "Vandermeer")
FORMS = ("plc", "Inc", "Group", "Holdings", "AG", "SA", "de Mexico", "SpA", "Corp", "Oyj", "NV", "ordinary", "pref")
PLACES = ("Arsenal", "Bilbao", "Cardiff", "Getafe", "Leeds", "Malaga", "Napoli", "Porto", "Rennes", "Xamax", "Yeovil")
CLUBS = ("{}", "{} United", "Real {}", "{} City", "Sporting de {}", "Olympique de {}", "Deportivo {}", "FC {}")
LANDS = ("Spain", "France", "Brazil", "Japan", "Croatia", "Netherlands", "Italy", "Morocco", "Kenya", "Germany")
SMALL = ("de", "de la", "da", "dos", "van", "van der", "von", "del", "di", "bin", "el", "du", "le", "ten", "af", "y")
FOREIGN = ("Müller", "Nguyễn", "Jørgensen", "Šimić", "Łukasz", "Pérez", "Çelik", "Ångström", "Nuñez", "Đorđe", "Peña")


def name(rng: Random) -> str:
    """A person's name."""
    given = rng.choice(rules.words(f"people/built/{rng.choice(('given_men', 'given_women', 'given'))}")).title()
    last = rng.choice(rules.words("people/built/surnames")).title() if rng.random() < 0.9 else rng.choice(FOREIGN)
    small = f" {rng.choice(SMALL)} " if rng.random() < 0.15 else " "
    return f"{given}{small}{last}"


def surname(rng: Random) -> str:
    """A surname."""
    return name(rng).split(" ", 1)[1]


def club(rng: Random) -> str:
    """A football club."""
    return rng.choice(CLUBS).format(rng.choice(PLACES))


def score(rng: Random) -> int:
    """Goals."""
    return rng.choice((0, 0, 1, 1, 1, 2, 2, 3, 4))


def share_prices(rng: Random) -> str:
    """Closing prices, a firm per line or one after another."""
    rows = [
        f"{rng.choice(FIRMS)} {rng.choice(FORMS)} {rng.uniform(1, 900):.2f} {rng.choice('+-')}{rng.uniform(0, 9):.2f}"
        + rng.choice(("", "p", "%", " unch", " xd"))
        for _ in range(rng.randint(20, 60))
    ]
    head = rng.choice(("", "LONDON CLOSING PRICES\n", "Shares: close, change\n", "Stock Last Change High Low\n"))
    return head + rng.choice(("\n", "; ", " ")).join(rows)


def name_list(rng: Random) -> str:
    """Thirty names."""
    head = rng.choice(("", "Elected: ", "The winners:\n", "Birthday honours\n"))
    return head + rng.choice((", ", "\n", "; ")).join(name(rng) for _ in range(30))


def football_results(rng: Random) -> str:
    """Results of one day, with half-time scores and crowds in some."""
    rows = [
        f"{club(rng)} {score(rng)} {club(rng)} {score(rng)}"
        + rng.choice(
            ("", f" (half-time {rng.randint(0, 1)}-0)", f" att {rng.randint(900, 60000)}", " pp", " abandoned")
        )
        for _ in range(rng.randint(10, 30))
    ]
    return rng.choice(("", "RESULTS\n", "La Liga\n", "Football results:\n")) + rng.choice(("\n", ". ")).join(rows)


def scorers(rng: Random) -> str:
    """Who scored when, match by match."""
    rows = []
    for _ in range(rng.randint(6, 20)):
        goals = ", ".join(
            f"{surname(rng)} {rng.randint(1, 90)}{rng.choice(('', ' pen', ' og', ' (pen)', 'min'))}"
            for _ in range(rng.randint(1, 5))
        )
        rows.append(f"{club(rng)} {score(rng)} ({goals}) {club(rng)} {score(rng)}")
    return "\n".join(rows)


def line_ups(rng: Random) -> str:
    """Two teams, with substitutes."""

    def team() -> str:
        names = [surname(rng) for _ in range(11)]
        subs = ", ".join(f"{surname(rng)} for {surname(rng)} {rng.randint(46, 89)}" for _ in range(3))
        unused = ", ".join(surname(rng) for _ in range(4))
        word = rng.choice(("Subs", "Substitutes"))
        return f"{club(rng)} (4-4-2): {'; '.join(names)}. {word}: {subs}. Not used: {unused}."

    return f"{team()}\n{team()}\nReferee: {name(rng)} ({rng.choice(LANDS)})"


def tennis_scores(rng: Random) -> str:
    """Results of a round."""

    def game() -> str:
        sets = " ".join(f"{rng.randint(0, 7)}-{rng.randint(0, 7)}" for _ in range(rng.randint(2, 5)))
        verb = rng.choice(("bt", "beat", "def", "def.", "d"))
        return f"{name(rng)} ({rng.choice(LANDS)}) {verb} {name(rng)} ({rng.choice(LANDS)}) {sets}"

    head = rng.choice(("", "Men's singles, second round\n", "Roland Garros, quarter-finals: "))
    return head + rng.choice(("\n", "; ")).join(game() for _ in range(rng.randint(5, 25)))


LISTINGS: tuple[Maker, ...] = (share_prices, name_list, football_results, scorers, line_ups, tennis_scores)
