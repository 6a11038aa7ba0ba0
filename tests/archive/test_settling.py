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
from tests.archive.written import Said, among, articles, groups, identities, persons, write

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
ONE_BY_A_SIGN = [("Jim Miller", "James Miller"), ("John Cherry", "John Kerry"), ("Stephen Reed", "Steven Reed")]


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


@pytest.mark.parametrize(("one", "other"), ONE_BY_A_SIGN)
def test_names_of_many_that_are_near_are_one_by_a_second_sign_alone(tmp_path: Path, one: str, other: str) -> None:
    write(tmp_path / "with.db", articles([one, "Ed Fox"], [other, "Ed Fox"]))
    assert among(tmp_path / "with.db", one, other) == [[f"0 {one}", f"1 {other}"]]
    write(tmp_path / "without.db", articles([one, "Ed Fox"], [other, "Cy Young"]))
    assert among(tmp_path / "without.db", one, other) == [[f"0 {one}"], [f"1 {other}"]]


def test_a_short_given_name_with_a_surname_that_few_have_needs_none(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles(["Tim Qvistrup", "Ed Fox"], ["Timothy Qvistrup", "Cy Young"]))
    assert among(tmp_path / "a.db", "Tim Qvistrup", "Timothy Qvistrup") == [["0 Tim Qvistrup", "1 Timothy Qvistrup"]]


@pytest.mark.parametrize(("count", "wanted"), [(12, 13), (1, 1)])
def test_a_surname_alone_means_whom_an_archive_has_often(tmp_path: Path, count: int, wanted: int) -> None:
    write(tmp_path / "a.db", [*articles(*[["Ana Holt", "Ed Fox"]] * count), *articles(["Holt", "Di Ha"])])
    assert max(ask(tmp_path / "a.db", "SELECT articles FROM person WHERE name = 'Ana Holt'")) == wanted


def test_a_king_is_nobody_who_is_never_called_one(tmp_path: Path) -> None:
    for title, wanted in (("President", [["0 Ana Tarek", "1 Tarek"]]), ("King", [["0 Ana Tarek"], ["1 Tarek"]])):
        bearer, bare = {"name": "Ana Tarek", "titles": ["President"]}, {"name": "Tarek", "titles": [title]}
        write(tmp_path / f"{title}.db", [{"people": [bearer, "Ed Fox"]}, {"people": [bare, "Ed Fox"]}])
        assert among(tmp_path / f"{title}.db", "Ana Tarek", "Tarek") == wanted


def test_mrs_before_the_name_of_a_man_is_his_wife(tmp_path: Path) -> None:
    for name, wanted in (("Henry Adair", 1), ("Kim Adair", 2)):
        said = [{"people": [{"name": name, "titles": [title]}]} for title in ("Mr", "Mrs")]
        write(tmp_path / f"{name}.db", said)
        assert len(groups(tmp_path / f"{name}.db")) == wanted


def test_two_in_one_article_are_two(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles(["Bill Clinton", "William Clinton"], "Bill Clinton", "William Clinton"))
    assert groups(tmp_path / "a.db") == [
        ["0 Bill Clinton", "1 Bill Clinton"],
        ["0 William Clinton", "2 William Clinton"],
    ]


BARE: list[tuple[str, list[Any], list[list[str]]]] = [
    (
        "a surname means the one bearer whom the company allows",
        [["Ana Duarte", "Ed Fox", "Di Ha"], ["Bo Duarte", "Cy Young"], ["Duarte", "Ed Fox", "Di Ha"]],
        [["0 Ana Duarte", "2 Duarte"], ["1 Bo Duarte"]],
    ),
    (
        "of two bearers in the same company it means neither",
        [["Ana Duarte", "Ed Fox"], ["Bo Duarte", "Ed Fox"], ["Duarte", "Ed Fox"]],
        [["0 Ana Duarte"], ["1 Bo Duarte"], ["2 Duarte"]],
    ),
    (
        "nor one who is in the article by the whole name",
        [["Ana Duarte", "Ed Fox"], ["Duarte", "Ana Duarte", "Ed Fox"]],
        [["0 Ana Duarte", "1 Ana Duarte"], ["1 Duarte"]],
    ),
    (
        "with its particle too",
        [["Ana de Duarte", "Ed Fox"], ["de Duarte", "Ed Fox"]],
        [["0 Ana de Duarte", "1 de Duarte"]],
    ),
    (
        "also where it has a hyphen, and comes first",
        [["Adair-Holt", "Ed Fox"], ["Ana Adair-Holt", "Ed Fox"]],
        [["0 Adair-Holt", "1 Ana Adair-Holt"]],
    ),
    (
        "an initial means the one whom the company allows",
        [["Ana Duarte", "Ed Fox"], ["Alma Duarte", "Cy Young"], ["A. Duarte", "Ed Fox"]],
        [["0 Ana Duarte", "2 A. Duarte"], ["1 Alma Duarte"]],
    ),
    (
        "a given name that few have means its bearer",
        [["Orlo Qvist", "Ed Fox"], ["Orlo", "Ed Fox"]],
        [["0 Orlo Qvist", "1 Orlo"]],
    ),
    (
        "a given name that many have does not",
        [["Ana Duarte", "Ed Fox"], ["Ana", "Ed Fox"]],
        [["0 Ana Duarte"], ["1 Ana"]],
    ),
    (
        "first letters mean the bearer of the whole name in the same company",
        [["Tomas bin Adair", "Ed Fox"], ["TBA", "Ed Fox"], ["TBA", "Di Ha"], ["TbA", "Ed Fox"]],
        [["0 Tomas bin Adair", "1 TBA"], ["2 TBA"], ["3 TbA"]],
    ),
    (
        "and neither of two",
        [["Tomas bin Adair", "Ed Fox"], ["Tia Bea Ash", "Ed Fox"], ["TBA", "Ed Fox"]],
        [["0 Tomas bin Adair"], ["1 Tia Bea Ash"], ["2 TBA"]],
    ),
    (
        "two letters mean nobody, nor do letters of which one is missing",
        [["Tomas Adair", "Ed Fox"], ["Tia Bea Cora Ash", "Ed Fox"], ["TA", "Ed Fox"], ["TBA", "Ed Fox"]],
        [["0 Tomas Adair"], ["1 Tia Bea Cora Ash"], ["2 TA"], ["3 TBA"]],
    ),
]


@pytest.mark.parametrize(("said", "wanted"), [case[1:] for case in BARE], ids=[case[0] for case in BARE])
def test_a_word_alone(tmp_path: Path, said: list[Any], wanted: list[list[str]]) -> None:
    names = {one.partition(" ")[2] for group in wanted for one in group}
    write(tmp_path / "a.db", articles(*said))
    assert among(tmp_path / "a.db", *names) == wanted
    for one in articles(*said):
        write(tmp_path / "later.db", [one])
    assert among(tmp_path / "later.db", *names) == wanted


def test_a_bearer_who_comes_later_is_meant_by_what_came_before(tmp_path: Path) -> None:
    write(tmp_path / "a.db", articles(["Duarte", "Ed Fox"]))
    write(tmp_path / "a.db", articles(["Ana Duarte", "Ed Fox"]))
    assert among(tmp_path / "a.db", "Duarte", "Ana Duarte") == [["0 Duarte", "1 Ana Duarte"]]
    assert ask(tmp_path / "a.db", "SELECT name, articles, mentions FROM person WHERE name LIKE '%Duarte'") == [
        ("Ana Duarte", 2, 2)
    ]


def test_a_surname_in_another_walk_of_life_is_another(tmp_path: Path) -> None:
    said = [
        {"people": [{"name": "Ana Duarte", "roles": ["a surgeon"]}], "in": ["KE"]},
        {"people": [{"name": "Duarte", "roles": ["Benfica striker"]}], "in": ["KE"]},
        {"people": [{"name": "Duarte", "roles": ["the hospital's surgeon"]}], "in": ["KE"]},
    ]
    write(tmp_path / "a.db", said)
    assert groups(tmp_path / "a.db") == [["0 Ana Duarte", "2 Duarte"], ["1 Duarte"]]


def test_an_office_before_the_name_tells_who_is_meant(tmp_path: Path) -> None:
    def said(name: str, *titles: str) -> dict[str, Any]:
        return {"people": [{"name": name, "titles": list(titles)}]}

    for title, wanted in (("President", [["0 Ana Duarte", "1 Duarte"]]), ("Dr", [["0 Ana Duarte"], ["1 Duarte"]])):
        archive = tmp_path / f"{title}.db"
        write(archive, [said("Ana Duarte", title), said("Duarte", title)])
        assert groups(archive) == wanted


def test_what_is_known_of_one_of_two_tells_whose_a_later_article_is(tmp_path: Path) -> None:
    def sam(role: str | None, companion: str) -> dict[str, Any]:
        return {"people": [{"name": "Sam Reed", "roles": [role] if role else []}, companion]}

    said = [sam("Ohio senator", "Bo Lee"), sam("Leeds striker", "Cy Young"), sam(None, "Cy Young"), sam(None, "Bo Lee")]
    wanted = [["0 Sam Reed", "3 Sam Reed"], ["1 Sam Reed", "2 Sam Reed"]]
    write(tmp_path / "a.db", said)
    assert among(tmp_path / "a.db", "Sam Reed") == wanted
    for one in said:
        write(tmp_path / "later.db", [one])
    assert among(tmp_path / "later.db", "Sam Reed") == wanted
    assert sorted(ask(tmp_path / "a.db", "SELECT role, articles FROM person WHERE name = 'Sam Reed'")) == [
        ("Leeds striker", 2),
        ("Ohio senator", 2),
    ]


def test_a_spelling_of_most_articles_between_two_others_makes_all_three_one(tmp_path: Path) -> None:
    for name in ("Marlo Tibrekam", "Marlo Tilrekan"):
        write(tmp_path / "a.db", articles([name, "Ed Fox"]))
    assert len(among(tmp_path / "a.db", "Marlo Tibrekam", "Marlo Tilrekan")) == 2
    write(tmp_path / "a.db", articles(*[["Marlo Tibrekan", "Ed Fox"]] * 2))
    assert len(groups(tmp_path / "a.db")) == 2  # with Ed Fox


def test_another_spelling_is_whom_its_article_agrees_with_most(tmp_path: Path) -> None:
    """And not whoever of that name has most articles."""
    said = [
        *[{"people": [{"name": "José Reed", "roles": ["a surgeon"]}, "Ed Fox"]}] * 2,
        {"people": [{"name": "José Reed", "roles": ["Leeds striker"]}, "Cy Young"]},
    ]
    write(tmp_path / "a.db", said)
    write(tmp_path / "a.db", [{"people": ["Jose Reed", "Cy Young"]}])
    wanted = [["0 José Reed", "1 José Reed"], ["2 José Reed", "3 Jose Reed"]]
    assert among(tmp_path / "a.db", "José Reed", "Jose Reed") == wanted


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
