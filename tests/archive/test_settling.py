"""Who is who across articles: names alike, words alone, and what later articles change."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.filling import blocks, settling
from newsextract.archive.filling.copies import remove
from newsextract.archive.filling.settling import settle
from newsextract.archive.identity import evidence
from newsextract.archive.store.database import ArchiveError, closed, opened_to_write, transaction
from tests.archive.tables import ask, dump, is_sound
from tests.archive.written import Said, among, articles, cases, grouped, groups, identities, persons, told, write

ONE = [
    ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
    ("Володимир Зеленський", "Volodymyr Zelensky"),
    ("Muammar Gaddafi", "Moammar Qadhafi"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("François Hollande", "Francois Hollande"),
    ("Bill Clinton", "William Clinton"),
    ("Bob Dole", "Robert Dole"),
    ("Gabriel Boric", "Gabriel Boric Font"),
    ("Luiz Inácio Lula da Silva", "Luiz Inácio da Silva"),
    ("J. K. Rowling", "JK Rowling"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Jong Un Kim", "Kim Jong Un"),
    ("Viktor Orbán", "Orbán Viktor"),
    ("George W. Bush", "George Bush"),
    ("John F. Kennedy", "J. F. Kennedy"),
    ("Ursula von der Leyen", "Ursula Von der Leyen"),
    ("Osama bin Laden", "Usama bin Ladin"),
    ("Joseph R. Biden Jr.", "Joe Biden"),
    ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
    ("Inzamam-ul-Haq", "Inzamam ul Haq"),
    ("Henry Kissinger", "H. Kissinger"),
    ("Christine Lagarde", "C. Lagarde"),
    ("Muttiah Muralitharan", "Muthiah Muralidharan"),
]
TWO = [
    ("Jason Robinson", "J. W. Robinson"),
    ("George W. Bush", "George H. W. Bush"),
    ("John Smith", "Joan Smith"),
    ("Michael Jordan", "Michael Jordan Jr."),
    ("Martin Luther King Jr.", "Martin Luther King Sr."),
    ("Bill Clinton", "Hillary Clinton"),
    ("Ana Duarte", "Ana Dias"),
    ("Tina Duarte", "Dina Duarte"),
    ("Li Wei", "Li Wen"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Barack Obama", "Michelle Obama"),
    ("Marion Marsh", "Marian Marsh"),
    ("Ana Holt", "Ana Holt-Reed"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name_are_one_person(tmp_path: Path, one: str, other: str) -> None:
    for number, names in enumerate([(one, other), (other, one)]):
        archive = tmp_path / f"{number}.db"
        write(archive, articles([names[0], "Ed Fox"], [names[1], "Ed Fox"]))
        assert among(archive, one, other) == [[f"0 {names[0]}", f"1 {names[1]}"]]
        write(tmp_path / f"{number}-later.db", articles([names[0], "Ed Fox"]))
        write(tmp_path / f"{number}-later.db", articles([names[1], "Ed Fox"]))
        assert identities(tmp_path / f"{number}-later.db") == identities(archive)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_that_are_two_stay_two(tmp_path: Path, one: str, other: str) -> None:
    write(tmp_path / "a.db", articles([one, "Ed Fox"], [other, "Ed Fox"]))
    assert among(tmp_path / "a.db", one, other) == [[f"0 {one}"], [f"1 {other}"]]


OLD, YOUNG = ("James Baker", "KW"), ("Condoleezza Rice", "IQ")
OF_TWO = [  # a name, and with whom and where, in which year; whose it is
    ("George Bush", OLD, 1990, OLD),
    ("George Bush", YOUNG, 2004, YOUNG),
    ("George Bush", (), 1990, OLD),
    ("George Bush", (), 2005, YOUNG),
    ("George Bush", (), None, ()),
    ("Bush", OLD, 1991, OLD),
    ("Bush", YOUNG, 2003, YOUNG),
    ("Bush", (), None, ()),
]


def test_a_name_without_initials_is_that_of_whom_the_article_means(tmp_path: Path) -> None:
    """Of two whose initials contradict each other, by company, country or date; else it is nobody's of the two."""
    whole = [("George H. W. Bush", OLD, 1989 + year) for year in range(3)]
    whole += [("George W. Bush", YOUNG, 2002 + year) for year in range(4)]
    said = [(name, who, year, who) for name, who, year in whole] + OF_TWO
    stories: list[Said] = [
        {"people": [name, *who[:1]], "in": [*who[1:]], "date": f"{year}-03-01" if year else None}
        for name, who, year, _ in said
    ]
    write(tmp_path / "a.db", stories)
    found = among(tmp_path / "a.db", *(name for name, *_ in said))
    for meant in (OLD, YOUNG):
        assert [f"{place} {name}" for place, (name, *_, one) in enumerate(said) if one == meant] in found
    shown = ask(tmp_path / "a.db", "SELECT name FROM person WHERE name LIKE 'George %' ORDER BY articles DESC")
    assert shown == ["George W. Bush", "George H. W. Bush", "George Bush"]
    write(tmp_path / "one.db", [one for one in stories if "George W. Bush" not in one["people"]])
    assert "George Bush" not in ask(tmp_path / "one.db", "SELECT name FROM person WHERE articles < 2")


@pytest.mark.parametrize("bare", ["Griffey Jr.", "Griffey Jnr", "Griffey Sr."])
def test_a_surname_with_jr_is_never_the_fathers(tmp_path: Path, bare: str) -> None:
    both = ["Ken Griffey Jr.", "Ken Griffey Sr."]
    write(tmp_path / "a.db", articles(*[[name, "Ed Fox"] for name in both * 3], [bare, "Ed Fox"]))
    [group] = [group for group in among(tmp_path / "a.db", bare, *both) if len(group) > 3]
    assert [name[2:] for name in group] == [both["S" in bare]] * 3 + [bare]


@pytest.mark.parametrize(("count", "wanted"), [(12, 13), (1, 1)])
def test_a_surname_alone_means_whom_an_archive_has_often(tmp_path: Path, count: int, wanted: int) -> None:
    write(tmp_path / "a.db", [*articles(*[["Ana Holt", "Ed Fox"]] * count), *articles(["Holt", "Di Ha"])])
    assert max(ask(tmp_path / "a.db", "SELECT articles FROM person WHERE name = 'Ana Holt'")) == wanted


CASES = """
a surname means the one bearer whom the company allows
    Ana Duarte, Ed Fox, Di Ha | Bo Duarte, Cy Young | Duarte, Ed Fox, Di Ha
    0 Ana Duarte, 2 Duarte; 1 Bo Duarte
of two bearers in the same company it means neither
    Ana Duarte, Ed Fox | Bo Duarte, Ed Fox | Duarte, Ed Fox
    0 Ana Duarte; 1 Bo Duarte; 2 Duarte
nor one who is in the article by the whole name
    Ana Duarte, Ed Fox | Duarte, Ana Duarte, Ed Fox
    0 Ana Duarte, 1 Ana Duarte; 1 Duarte
with its particle too
    Ana de Duarte, Ed Fox | de Duarte, Ed Fox
    0 Ana de Duarte, 1 de Duarte
also where it has a hyphen, and comes first
    Adair-Holt, Ed Fox | Ana Adair-Holt, Ed Fox
    0 Adair-Holt, 1 Ana Adair-Holt
an initial means the one whom the company allows
    Ana Duarte, Ed Fox | Alma Duarte, Cy Young | A. Duarte, Ed Fox
    0 Ana Duarte, 2 A. Duarte; 1 Alma Duarte
a given name that few have means its bearer
    Orlo Qvist, Ed Fox | Orlo, Ed Fox
    0 Orlo Qvist, 1 Orlo
a given name that many have does not
    Ana Duarte, Ed Fox | Ana, Ed Fox
    0 Ana Duarte; 1 Ana
first letters mean the bearer of the whole name in the same company
    Tomas bin Adair, Ed Fox | TBA, Ed Fox | TBA, Di Ha | TbA, Ed Fox
    0 Tomas bin Adair, 1 TBA; 2 TBA; 3 TbA
and neither of two
    Tomas bin Adair, Ed Fox | Tia Bea Ash, Ed Fox | TBA, Ed Fox
    0 Tomas bin Adair; 1 Tia Bea Ash; 2 TBA
two letters mean nobody, nor do letters of which one is missing
    Tomas Adair, Ed Fox | Tia Bea Cora Ash, Ed Fox | TA, Ed Fox | TBA, Ed Fox
    0 Tomas Adair; 1 Tia Bea Cora Ash; 2 TA; 3 TBA
two in one article are two
    Bill Clinton, William Clinton | Bill Clinton | William Clinton
    0 Bill Clinton, 1 Bill Clinton; 0 William Clinton, 2 William Clinton
a surname in another walk of life is another's
    Ana Duarte (a surgeon) | Duarte (Benfica striker) | Duarte (the hospital's surgeon)
    0 Ana Duarte, 2 Duarte; 1 Duarte
an office before the name tells who is meant
    [President] Ana Duarte | [President] Duarte
    0 Ana Duarte, 1 Duarte
a title that is no office does not
    [Dr] Ana Duarte | [Dr] Duarte
    0 Ana Duarte; 1 Duarte
a president is meant by a president's title
    [President] Ana Tarek, Ed Fox | [President] Tarek, Ed Fox
    0 Ana Tarek, 1 Tarek
a king is nobody who is never called one
    [President] Ana Tarek, Ed Fox | [King] Tarek, Ed Fox
    0 Ana Tarek; 1 Tarek
Mrs before the name of a man says nothing of his sex
    [Mr] Henry Adair | [Mrs] Henry Adair
    0 Henry Adair, 1 Henry Adair
Mrs before a name of either sex is another than Mr
    [Mr] Kim Adair | [Mrs] Kim Adair
    0 Kim Adair; 1 Kim Adair
a short given name with a surname that few have needs no second sign
    Tim Qvistrup, Ed Fox | Timothy Qvistrup, Cy Young
    0 Tim Qvistrup, 1 Timothy Qvistrup
Jim Miller is James Miller in the same company
    Jim Miller, Ed Fox | James Miller, Ed Fox
    0 Jim Miller, 1 James Miller
Jim Miller is not James Miller in another company
    Jim Miller, Ed Fox | James Miller, Cy Young
    0 Jim Miller; 1 James Miller
John Cherry is John Kerry in the same company
    John Cherry, Ed Fox | John Kerry, Ed Fox
    0 John Cherry, 1 John Kerry
John Cherry is not John Kerry in another company
    John Cherry, Ed Fox | John Kerry, Cy Young
    0 John Cherry; 1 John Kerry
Stephen Reed is Steven Reed in the same company
    Stephen Reed, Ed Fox | Steven Reed, Ed Fox
    0 Stephen Reed, 1 Steven Reed
Stephen Reed is not Steven Reed in another company
    Stephen Reed, Ed Fox | Steven Reed, Cy Young
    0 Stephen Reed; 1 Steven Reed
what is known of one of two tells whose a later article is
    Sam Reed (Ohio senator), Bo Lee | Sam Reed (Leeds striker), Cy Young | Sam Reed, Cy Young | Sam Reed, Bo Lee
    0 Sam Reed, 3 Sam Reed; 1 Sam Reed, 2 Sam Reed
another spelling is whom its article agrees with, not whoever of that name has most articles
    José Reed (a surgeon), Ed Fox | José Reed (a surgeon), Ed Fox | José Reed (a striker), Cy Ash | Jose Reed, Cy Ash
    0 José Reed, 1 José Reed; 2 José Reed, 3 Jose Reed
a spelling of most articles between two others makes all three one
    Marlo Tibrekam, Ed Fox | Marlo Tilrekan, Ed Fox | Marlo Tibrekan, Ed Fox | Marlo Tibrekan, Ed Fox
    0 Marlo Tibrekam, 1 Marlo Tilrekan, 2 Marlo Tibrekan, 3 Marlo Tibrekan
without it they are two
    Marlo Tibrekam, Ed Fox | Marlo Tilrekan, Ed Fox
    0 Marlo Tibrekam; 1 Marlo Tilrekan
two roles part two of one name
    Sam Reed (Ohio senator) | Sam Reed (Leeds striker)
    0 Sam Reed; 1 Sam Reed
"""
"""What is shown; the articles, as ``told`` reads them; the persons, but for those who are not told of."""


@pytest.mark.parametrize(("said", "news", "wanted"), cases(CASES, 3))
def test_who_is_who(tmp_path: Path, said: str, news: str, wanted: str) -> None:
    """The same by articles that come one by one."""
    names = {one.partition(" ")[2] for group in grouped(wanted) for one in group}
    write(tmp_path / "a.db", told(news))
    assert among(tmp_path / "a.db", *names) == grouped(wanted)
    for one in told(news):
        write(tmp_path / "later.db", [one])
    assert among(tmp_path / "later.db", *names) == grouped(wanted)


def test_a_bearer_who_comes_later_is_meant_by_what_came_before(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles(["Duarte", "Ed Fox"]))
    write(tmp_path / "a.db", articles(["Ana Duarte", "Ed Fox"]))
    assert among(tmp_path / "a.db", "Duarte", "Ana Duarte") == [["0 Duarte", "1 Ana Duarte"]]
    assert ask(tmp_path / "a.db", "SELECT name, articles, mentions FROM person WHERE name LIKE '%Duarte'") == [
        ("Ana Duarte", 2, 2)
    ]


def test_an_article_that_has_both_roles_makes_two_one(tmp_path: Path) -> None:
    def sam(*roles: str) -> dict[str, Any]:
        return {"people": [{"name": "Sam Reed", "roles": list(roles)}]}

    write(tmp_path / "a.db", [sam("Ohio senator"), sam("Leeds striker")])
    assert len(groups(tmp_path / "a.db")) == 2
    write(tmp_path / "a.db", [sam("Ohio senator", "a striker once")])
    assert len(groups(tmp_path / "a.db")) == 1


SHORT = ["Clinton", "Bush", "Obama", "Duarte", "Bill", "Erdogan", "Jong-un", "B. Clinton", "A. Duarte", "Sam Reed"]
ROLES = [[], [], ["Ohio senator"], ["Leeds striker"], ["a surgeon"]]


def shown(archive: Path) -> list[Any]:
    """Who is in which article, with all that is shown of the person but the id."""
    question = "SELECT name, role, articles, copies, mentions, quotes FROM person WHERE id = ?"
    return [(one, ask(archive, question, id)) for one, id in persons(archive).items()]


@pytest.mark.parametrize("seed", range(8))
def test_articles_that_come_in_several_runs_give_the_same_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Also where the order in which names are compared decides, within a block of articles and over several."""
    draw = random.Random(seed)
    monkeypatch.setattr(blocks, "SIZE", draw.choice([7, 20, 1_000]))
    names = [name for pair in ONE + TWO for name in pair] + SHORT * 3
    said: list[Said] = [
        {
            "people": [{"name": name, "roles": draw.choice(ROLES)} for name in draw.sample(names, draw.randrange(4))],
            "in": draw.sample(["KE", "PE", "FR"], draw.randrange(3)),
        }
        for _ in range(45)
    ]
    write(tmp_path / "whole.db", said)
    start = 0
    while start < len(said):
        end = start + draw.randrange(1, 15)
        write(tmp_path / "parts.db", said[start:end])
        start = end
    assert identities(tmp_path / "parts.db") == identities(tmp_path / "whole.db")
    assert shown(tmp_path / "parts.db") == shown(tmp_path / "whole.db")
    assert is_sound(tmp_path / "parts.db")


def test_the_name_is_the_whole_one_whichever_most_articles_have(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles(*[["A. Duarte", "Ed Fox"]] * 2, ["Ana Duarte", "Ed Fox"], ["Duarte", "Ed Fox"]))
    assert ask(tmp_path / "a.db", "SELECT name, articles FROM person WHERE name <> 'Ed Fox'") == [("Ana Duarte", 4)]


def test_what_is_told_of_each_person_is_what_the_articles_have(tmp_path: Path) -> None:
    draw = random.Random(7)
    names = [name for pair in ONE + TWO for name in pair] + ["Clinton", "Bush", "Obama", "Duarte"]
    for _ in range(3):
        write(tmp_path / "a.db", articles(*[draw.sample(names, 3) for _ in range(40)]))
        told = "SELECT id, articles, mentions, quotes FROM person ORDER BY id"
        there = "SELECT person_id, count(*), sum(mentions), sum(quotes) FROM article_person GROUP BY 1 ORDER BY 1"
        assert ask(tmp_path / "a.db", told) == ask(tmp_path / "a.db", there)
        assert ask(tmp_path / "a.db", "SELECT count(*) FROM unsettled WHERE NOT is_taken") == [0]
        assert is_sound(tmp_path / "a.db")


def test_to_settle_again_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles("Ana Duarte", "A. Duarte", "Duarte"))
    before = dump(tmp_path / "a.db")
    write(tmp_path / "a.db", [])
    assert dump(tmp_path / "a.db") == before


def disturbed(archive: Path, draw: random.Random) -> int:
    """Settle, and be cut short wherever it happens; how often that was."""
    cuts = 0
    while True:
        connection = opened_to_write(archive)
        steps = iter(range(draw.randrange(100, 500) * (cuts + 1)))
        connection.set_progress_handler(lambda left=steps: next(left, None) is None, 20)  # type: ignore[misc]
        try:
            settle(archive, connection)
            return cuts
        except ArchiveError:
            cuts += 1
        finally:
            connection.set_progress_handler(None, 0)
            closed(connection)


@pytest.mark.parametrize("seed", range(3))
def test_settling_that_is_cut_short_is_gone_on_with_to_the_same_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(settling, "AT_A_TIME", 3)
    draw = random.Random(seed)
    names = [name for pair in ONE + TWO for name in pair] + ["Clinton", "Bush", "Obama", "Duarte"]
    for _ in range(2):
        said = articles(*[draw.sample(names, 3) for _ in range(15)])
        write(tmp_path / "quiet.db", said)
        write(tmp_path / "cut.db", said, settled=False)
        assert disturbed(tmp_path / "cut.db", draw) > 1
    assert dump(tmp_path / "cut.db") == dump(tmp_path / "quiet.db")
    assert is_sound(tmp_path / "cut.db")


def test_articles_that_come_or_go_while_settling_is_cut_short_are_settled_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "AT_A_TIME", 2)
    draw = random.Random(2)
    names = [name for pair in ONE for name in pair] + ["Clinton", "Obama", "Duarte"]
    archive = tmp_path / "a.db"
    for _ in range(12):
        write(archive, articles(*[draw.sample(names, 3) for _ in range(6)]), settled=False)
        connection = opened_to_write(archive)
        going = settling.Settling(connection)
        for _ in range(draw.randrange(1, 30)):
            with transaction(archive, connection):
                going.go_on()
        with transaction(archive, connection):
            remove(connection, [max(ask(archive, "SELECT id FROM article"))])
        closed(connection)
    write(archive, [])
    there = "SELECT person_id, count(*), sum(mentions), sum(quotes) FROM article_person GROUP BY 1 ORDER BY 1"
    assert ask(archive, "SELECT id, articles, mentions, quotes FROM person ORDER BY id") == ask(archive, there)
    assert ask(archive, "SELECT 1 FROM settling UNION SELECT 1 FROM unsettled WHERE NOT is_taken") == []
    assert is_sound(archive)


def test_what_a_few_articles_cost_does_not_grow_with_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In steps of SQLite's machine. How rare countries are is told by a sample; both archives fill their last block."""
    monkeypatch.setattr(evidence, "SAMPLE", 50)
    monkeypatch.setattr(blocks, "SIZE", 100)
    syllables = [first + vowel + last for first in "bdfgklmnprst" for vowel in "aeiou" for last in "bdklmnrst"]
    draw = random.Random(3)

    def strangers(count: int) -> list[Any]:
        words = ["".join(draw.sample(syllables, 3)).title() for _ in range(4 * count)]
        return articles(
            *[[" ".join(words[at : at + 2]), " ".join(words[at + 2 : at + 4])] for at in range(0, 4 * count, 4)]
        )

    def steps(archive: Path) -> int:
        write(archive, articles(*[["Ana Duarte", "Ed Fox"], ["A. Duarte", "Ed Fox"], ["Duarte", "Cy Young"]]), False)
        connection = opened_to_write(archive)
        seen: list[int] = []
        connection.set_progress_handler(lambda: seen.append(1), 20)
        settle(archive, connection)
        closed(connection)
        return len(seen)

    write(tmp_path / "small.db", strangers(100))
    write(tmp_path / "large.db", strangers(2000))
    few, many = steps(tmp_path / "small.db"), steps(tmp_path / "large.db")
    assert 0 < many < 1.5 * few
