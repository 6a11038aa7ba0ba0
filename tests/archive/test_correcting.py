"""`newsextract same`, `apart`, `nobody` and `corrections`, and --corrections: what somebody has decided stays."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Archive, ArchiveError
from newsextract.archive.corrections.apportioning import corrected_persons
from newsextract.archive.corrections.corrections import Correction, Decisions, stored
from newsextract.archive.corrections.files import read_corrections
from newsextract.archive.corrections.shown import restore
from newsextract.archive.showing.written import write_csv
from newsextract.archive.store.database import closed, opened_to_write
from newsextract.output.inert import inert_text
from tests.archive.conftest import Correct
from tests.archive.fake import Run
from tests.archive.tables import ask, dump, is_sound, run_in, uncorrected
from tests.archive.written import among, articles, cases, grouped, groups, told, write
from tests.process import Command

ARCHIVE = Path("a.db")


def people(archive: Path = ARCHIVE) -> list[tuple[str, int]]:
    return ask(archive, "SELECT name, articles FROM person ORDER BY articles DESC, name")


CASES = """
two names are one person's, who is called by the first
    Ana Duarte | Ana Duarte | Duarte, Bo Lee | Bo Duarte | Duarte
    same 'Ana Duarte' Duarte
    0 Ana Duarte, 1 Ana Duarte, 2 Duarte, 4 Duarte; 2 Bo Lee; 3 Bo Duarte
three names are one person's, by accents and cases that nobody wrote
    Ana Duarte | Anita Silva | Nita Costa
    same 'ANITA SILVA' 'ana duarte' 'Nita Costa'
    0 Ana Duarte, 1 Anita Silva, 2 Nita Costa
a joined name is parted from the rest of its person, and spellings go where they are nearest
    Orlo Qvist | Orlo Qvist | Orlo Qvyst | Orlo Kvist
    apart 'Orlo Qvist' 'Orlo Kvist'
    0 Orlo Qvist, 1 Orlo Qvist, 2 Orlo Qvyst; 3 Orlo Kvist
two who are two already stay two
    Ana Duarte | Bo Lee
    apart 'Ana Duarte' 'Bo Lee'
    0 Ana Duarte; 1 Bo Lee
in an article the name is another person's
    Ana Duarte | Ana Duarte | Ana Duarte
    apart 'Ana Duarte' --article 1
    0 Ana Duarte, 2 Ana Duarte; 1 Ana Duarte
in two articles the name is one other person's
    Ana Duarte | Ana Duarte | Ana Duarte
    apart 'Ana Duarte' --article 1 --article 2
    0 Ana Duarte; 1 Ana Duarte, 2 Ana Duarte
in a third article it is a third person's, taken from the second by number
    Ana Duarte | Ana Duarte | Ana Duarte
    apart 'Ana Duarte' --article 1 --article 2; apart '#2' --article 2
    0 Ana Duarte; 1 Ana Duarte; 2 Ana Duarte
whoever is apart in an article stays so when the other is called by another name
    Ana Duarte | Ana Duarte
    apart 'Ana Duarte' --article 1; call '#1' 'Nina Holt'
    0 Ana Duarte; 1 Ana Duarte
also where the other is in more articles than the one that the new name is noted of
    Ana Duarte | Ana Duarte | Ana Duarte | Nina Holt
    apart 'Ana Duarte' --article 1; same 'Nina Holt' '#1'
    0 Ana Duarte, 2 Ana Duarte, 3 Nina Holt; 1 Ana Duarte
in an article it is somebody who is known
    Ana Duarte | Ana Duarte | Bo Lee
    apart 'Ana Duarte' 'Bo Lee' --article 1
    0 Ana Duarte; 1 Ana Duarte, 2 Bo Lee
all who have one name are one
    Cy Young (a striker) | Cy Young (a senator)
    same 'Cy Young'
    0 Cy Young, 1 Cy Young
one of two who have one name is somebody else
    Cy Young (a striker), Bo Lee | Cy Young (a senator) | Ned Ash
    same '#4' 'Ned Ash'
    0 Bo Lee; 0 Cy Young; 1 Cy Young, 2 Ned Ash
a name is no person's, nor are the words alone that meant it
    Vera Drake, Bo Lee | Drake, Bo Lee
    nobody 'Vera Drake'
    0 Bo Lee, 1 Bo Lee
"""
"""What is corrected; the articles, as ``told`` reads them; the commands; the persons that there are then."""


@pytest.mark.parametrize(("said", "news", "commands", "wanted"), cases(CASES, 4))
def test_a_correction_is_followed_at_once_and_leaves_nothing_when_it_is_taken_back(
    correct: Correct, said: str, news: str, commands: str, wanted: str
) -> None:
    write(ARCHIVE, told(news))
    before = uncorrected(ARCHIVE)
    for command in commands.split("; "):
        correct(*shlex.split(command))
    assert groups(ARCHIVE) == grouped(wanted)
    assert is_sound(ARCHIVE)
    for number in ask(ARCHIVE, "SELECT id FROM correction"):
        correct("corrections", "--undo", str(number))
    assert uncorrected(ARCHIVE) == before


def test_the_example_of_apportioning(correct: Correct) -> None:
    """As its docstring has it."""
    write(ARCHIVE, [{"people": ["Ana Reed"]}] * 3 + [{"people": ["Mia Holt"]}])
    correct("apart", "Ana Reed", "Mia Holt", "--article", "2")
    columns = "kind, name, article, other, other_article"
    assert ask(ARCHIVE, f"SELECT {columns} FROM correction") == [
        ("apart", "Ana Reed", None, "Ana Reed", "2"),
        ("same", "Mia Holt", None, "Ana Reed", "2"),
    ]
    assert ask(ARCHIVE, "SELECT * FROM overruled") == [(3, 1, 2)]
    assert ask(ARCHIVE, "SELECT id, name FROM overruled_person") == [(1, "Ana Reed"), (2, "Mia Holt")]
    connection = opened_to_write(ARCHIVE)
    restore(connection)
    [person] = corrected_persons(connection, Decisions(stored(connection)))
    closed(connection)
    parts = [(part.person, [*part.names], part.keeps_id) for part in person.parts]
    assert (parts, person.name) == ([(2, [4], True), (1, [3], False)], "Mia Holt")


def test_later_articles_are_settled_by_the_corrections(correct: Correct) -> None:
    write(ARCHIVE, articles("Ana Duarte", ["Duarte", "Bo Duarte"], "John Kerry", "John Cherry", "Vera Drake"))
    correct("same", "Ana Duarte", "Duarte")
    correct("apart", "John Kerry", "John Cherry")
    correct("nobody", "Vera Drake")
    write(ARCHIVE, articles("Duarte", "John Cherry", "John Kerry", ["Vera Drake", "Cy Young"]))
    assert among(ARCHIVE, "Duarte") == [["1 Duarte", "5 Duarte"]]
    assert among(ARCHIVE, "John Kerry", "John Cherry") == [
        ["2 John Kerry", "7 John Kerry"],
        ["3 John Cherry", "6 John Cherry"],
    ]
    assert among(ARCHIVE, "Vera Drake") == []


def test_the_quotes_of_nobody_keep_what_the_article_says(correct: Correct) -> None:
    write(ARCHIVE, [{"people": ["Vera Drake", "Bo Lee"], "speak": True}])
    before = uncorrected(ARCHIVE)
    correct("nobody", "Vera Drake")
    assert ask(ARCHIVE, "SELECT person_id, speaker, text FROM quote") == [(None, "he", "said 0"), (2, "he", "said 1")]
    assert ask(ARCHIVE, "SELECT person_id FROM person_mention") == [2]
    correct("corrections", "--undo", "1")
    assert uncorrected(ARCHIVE) == before


@pytest.mark.parametrize(
    ("confidences", "least"),
    [((0.9, 0.6), 0.6), ((0.6, 0.9), 0.6), ((None, 0.9), 0.9), ((0.9, None), 0.9), ((None, None), None)],
)
def test_two_who_stand_in_one_article_are_put_together_there(
    correct: Correct, confidences: tuple[float | None, ...], least: float | None
) -> None:
    """What somebody has decided counts more than that an article has them as two."""
    one = {"name": "Bill Clinton", "aliases": ["Bill"], "roles": ["a senator"], "confidence": confidences[0]}
    other = {"name": "William Clinton", "titles": ["Mr"], "roles": ["a lawyer", "a senator"]}
    other["confidence"] = confidences[1]  # type: ignore[assignment]
    write(ARCHIVE, [{"people": [one, other], "speak": True}, {"people": ["William Clinton"]}])
    before = uncorrected(ARCHIVE)
    assert len(people()) == 2
    correct("same", "Bill Clinton", "William Clinton")
    assert ask(ARCHIVE, "SELECT name, aliases, titles, roles, mentions, quotes FROM article_person") == [
        ("William Clinton", '["Bill Clinton", "Bill"]', '["Mr"]', '["a senator", "a lawyer"]', 2, 2),
        ("William Clinton", "[]", "[]", "[]", 1, 0),
    ]
    assert ask(ARCHIVE, "SELECT confidence FROM article_person ORDER BY article_id") == [least, None]
    assert ask(ARCHIVE, "SELECT name, articles, mentions, quotes FROM person") == [("Bill Clinton", 2, 3, 2)]
    assert is_sound(ARCHIVE)
    correct("corrections", "--undo", "1")
    assert uncorrected(ARCHIVE) == before


def test_what_is_told(correct: Correct) -> None:
    write(ARCHIVE, articles("Ana Duarte", "Bo Duarte", "Bo Duarte", "Vera Drake"))
    assert correct("same", "Vera Drake", "Duarte") == [
        "Duarte: Bo Duarte (2 articles) is meant; there are also Ana Duarte (1)",
        "a.db: Vera Drake and Bo Duarte are the same (correction 1)",
        "a.db: 3 articles changed; the archive now has Vera Drake #2 (3 articles)",
    ]
    assert people() == [("Vera Drake", 3), ("Ana Duarte", 1)]
    assert correct("apart", "Ana Duarte", "Vera Drake") == [
        "a.db: Ana Duarte and Vera Drake are two (correction 2)",
        "a.db: changes nothing there now; it is kept for later articles",
    ]
    assert correct("apart", "Ana Duarte", "Vera Drake") == ["a.db: corrected so already"]
    assert correct("corrections", "--undo", "last") == [
        "a.db: Ana Duarte and Vera Drake are two (correction 2, taken back)",
        "a.db: changes nothing there now",
    ]
    assert correct("corrections", "--undo", "1") == [
        "a.db: Vera Drake and Bo Duarte are the same (correction 1, taken back)",
        "a.db: 3 articles changed",
    ]
    assert correct("nobody", "Ana Duarte", "-q") == []
    for command, status in ((["nobody", "ana duarte"], 1), (["summary", "--person", "Ana Duarte"], 1)):
        assert correct(*command, status=status) == [
            "a.db: correction 3 says that Ana Duarte is no person: newsextract corrections a.db --undo 3 takes it back"
        ]


def test_two_of_one_name_are_told_by_what_they_are(correct: Correct) -> None:
    striker, senator = ({"name": "Cy Young", "roles": [role]} for role in ("striker", "senator"))
    write(ARCHIVE, [{"people": [striker]}, {"people": [striker]}, {"people": [senator]}])
    correct("same", "Cy Young")
    assert correct("apart", "Cy Young", "--article", "2") == [
        "a.db: Cy Young and Cy Young in 2 are two (correction 2)",
        "a.db: 1 article changed; the archive now has Cy Young #1 (striker, 2 articles), "
        "Cy Young #2 (senator, 1 article)",
    ]


TOLD: list[tuple[list[str], int, str]] = [
    (["same", "Ana Duarte", "Nobody Here"], 1, "a.db: nobody is called 'Nobody Here' there: newsextract summary"),
    (
        ["same", "Ana Duarte", "Anna Duarte"],
        2,
        "a.db: Ana Duarte and Anna Duarte: Ana Duarte is one person there already",
    ),
    (
        ["nobody", "Vera Drake Film"],
        1,
        "nobody is called 'Vera Drake Film' there: did you mean Vera Drake (1 article)?",
    ),
    (["nobody", "#77"], 1, "a.db: no person has the number '77' there: person.id has them"),
    (["same", "Ana Duarte"], 2, "a.db: Ana Duarte: Ana Duarte is one person there already"),
    (["apart", "Ana Duarte"], 2, "apart: from whom? give another name, or --article"),
    (["apart", "Ana Duarte", "Duarte"], 2, "all have the name Ana Duarte there: say with --article"),
    (["apart", "Ana Duarte", "--article", "17"], 1, "a.db: no article is called '17' there"),
    (["apart", "Ana Duarte", "--article", "2"], 1, "a.db: Ana Duarte is not in 2"),
    (["apart", "Ana Duarte", "Vera Drake"], 0, "a.db: changes nothing there now; it is kept for later articles"),
    (
        ["corrections", "--undo", "3"],
        2,
        "a.db: no correction has the number 3: newsextract corrections a.db lists them",
    ),
    (["corrections", "--undo", "last"], 2, "a.db: no correction is there yet: newsextract corrections a.db lists them"),
    (["corrections", "--undo", "one"], 2, "--undo one: give the number of a correction, or last"),
    (["corrections"], 0, "a.db: no corrections: newsextract same, apart, nobody, somebody, call and correct make them"),
]


@pytest.mark.parametrize(("arguments", "status", "told"), TOLD, ids=[" ".join(case[0]) for case in TOLD])
def test_each_mistake_is_told_in_a_line(correct: Correct, arguments: list[str], status: int, told: str) -> None:
    write(ARCHIVE, articles("Ana Duarte", "Ana Duarte", "Vera Drake"))
    before = uncorrected(ARCHIVE)
    assert told in "\n".join(correct(*arguments, status=status))
    assert uncorrected(ARCHIVE) == before
    assert status == 0 or ask(ARCHIVE, "SELECT * FROM correction") == []


def test_what_contradicts_another_correction_is_refused(correct: Correct) -> None:
    write(ARCHIVE, articles("Ana Duarte", "Anita Silva", "Nita Costa", "Vera Drake"))
    correct("same", "Ana Duarte", "Anita Silva")
    correct("same", "Ana Duarte", "Nita Costa")
    correct("nobody", "Vera Drake")
    before = dump(ARCHIVE)
    see = "see newsextract corrections a.db, and take back what is wrong by --undo"
    assert correct("apart", "Anita Silva", "Nita Costa", status=2)[-1] == (
        f"a.db: Anita Silva and Nita Costa are two: others say that Anita Silva and Nita Costa are the same: {see}"
    )
    assert "a.db: Anita Silva is no person: others say that Anita Silva is the same as Ana Duarte" in "".join(
        correct("nobody", "Anita Silva", status=2)
    )
    assert dump(ARCHIVE) == before
    assert (
        correct("same", "Ana Duarte", "Nita Costa", status=2)
        == ["a.db: Ana Duarte and Nita Costa: Ana Duarte is one person there already"]
        or dump(ARCHIVE) == before
    )


def test_an_archive_whose_run_is_not_finished_is_not_corrected(correct: Correct) -> None:
    write(ARCHIVE, articles("Ana Duarte", "Duarte"), settled=False)
    assert correct("same", "Ana Duarte", "Duarte", status=2) == [
        "a.db: its run is not finished: run its command again, then correct it"
    ]


# Runs, files of corrections, and merge.

NEWS = {"a": "Ana Duarte;Bo Lee", "b": "Duarte;Bo Duarte", "c": "Vera Drake;Bo Lee", "d": "Ana Duarte", "e": "Drake"}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name, text in NEWS.items():
        (tmp_path / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


LINES = "kind,name,other,other_article\nsame,Ana Duarte,Duarte,\nnobody,Vera Drake,,\napart,Bo Lee,,news/c.txt\n"


def test_a_run_with_a_file_makes_what_corrections_afterwards_make(quick: Run, correct: Correct, news: Path) -> None:
    Path("lines.csv").write_text(LINES)
    quick("news")
    correct("same", "Ana Duarte", "Duarte")
    correct("nobody", "Vera Drake")
    correct("apart", "Bo Lee", "--article", "news/c.txt")
    quick("news", "--corrections", "lines.csv", output="b.db")
    assert dump(Path("b.db")) == dump(ARCHIVE)
    for arguments in (["--force"], []):
        before = people()
        quick("news", *arguments)
        assert people() == before == [("Ana Duarte", 3), ("Bo Duarte", 1), ("Bo Lee", 1), ("Bo Lee", 1), ("Drake", 1)]


def test_what_is_listed_as_csv_is_a_file_of_corrections(quick: Run, correct: Correct, news: Path) -> None:
    quick("news")
    correct("same", "Ana Duarte", "Duarte")
    correct("apart", "Bo Lee", "--article", "news/c.txt")
    correct("nobody", "Vera Drake")
    correct("corrections", "-o", "lines.csv")
    quick("news", "--corrections", "lines.csv", output="b.db")
    assert dump(Path("b.db")) == dump(ARCHIVE)


ODD = ["a;-b", "x\u200by", "=1+1", "'=1", "''-;", " lead ", "l\r\n;@x", "\u00ad", r"\u200b", "\\\u200b", "'\n", 'é,"']


def test_ids_and_names_that_are_odd_come_back_from_a_file_and_a_pipe(
    quick: Run, correct: Correct, news: Path, command: Command
) -> None:
    texts = [*ODD, "plain"]
    Path("odd.jsonl").write_text("".join(json.dumps({"id": id, "text": NEWS["c"]}) + "\n" for id in texts))
    quick("odd.jsonl")
    correct("apart", "Bo Lee", *(word for id in ODD for word in ("--article", id)))
    assert ask(ARCHIVE, "SELECT other_article FROM correction") == ODD
    correct("corrections", "-o", "file.csv")
    Path("pipe.csv").write_bytes(command("corrections", "a.db", "-f", "csv").stdout)
    for name in ("file.csv", "pipe.csv"):
        written = csv.DictReader(io.StringIO(Path(name).read_bytes().decode("utf-8-sig"), newline=""))
        assert [row["other_article"] for row in written] == ODD
        quick("odd.jsonl", "--corrections", name, output=f"{name}.db")
        assert dump(Path(f"{name}.db")) == dump(ARCHIVE)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


_ODD_TEXT = st.text(st.sampled_from("'=-+@;|\t\r\n\" \\uU0041ea\u200b\u200d\x1b\x85é"), max_size=9)
_ODD_NAME = _ODD_TEXT.map(lambda text: f"{text}x".strip())
_ODD_ID = _ODD_TEXT.map(lambda text: text if text.strip() else None)


@pytest.mark.parametrize("stream_of", [io.StringIO, Terminal])
@given(lines=st.lists(st.tuples(_ODD_NAME, _ODD_ID, _ODD_NAME, _ODD_ID), min_size=1, max_size=4))
def test_all_corrections_come_back_exactly_also_from_what_people_see(
    stream_of: type[io.StringIO], lines: list[tuple[str, str | None, str, str | None]]
) -> None:
    wanted = list(dict.fromkeys(Correction("same", *line, date="2026-03-05") for line in lines))
    stream = stream_of(newline="")
    write_csv(stream, wanted)
    with TemporaryDirectory() as folder:
        path = Path(folder, "lines.csv")
        path.write_bytes(stream.getvalue().encode())
        assert list(read_corrections(path).lines) == wanted
    if stream_of is Terminal:
        for row in csv.reader(io.StringIO(stream.getvalue(), newline="")):
            assert all(cell == "" or (cell[0] not in "=+-@\t\r\n" and inert_text(cell) == cell) for cell in row)


def test_toml_is_read_too(quick: Run, news: Path) -> None:
    lines = '[[correction]]\nkind = "same"\nname = "Ana Duarte"\nother = "Duarte"\n\n[[correction]]\nkind = "nobody"\n'
    Path("lines.toml").write_text(lines + 'name = "Vera Drake"\ndate = 2026-03-05\n')
    quick("news", "--corrections", "lines.toml")
    assert ("Ana Duarte", 3) in people()
    assert ask(ARCHIVE, "SELECT kind, name, other FROM correction") == [
        ("same", "Ana Duarte", "Duarte"),
        ("nobody", "Vera Drake", None),
    ]
    assert ask(ARCHIVE, "SELECT date FROM correction WHERE kind = 'nobody'") == ["2026-03-05"]


def test_the_lines_of_a_file_come_to_an_archive_that_is_there_and_win(quick: Run, correct: Correct, news: Path) -> None:
    quick("news")
    correct("apart", "Ana Duarte", "Duarte")
    correct("nobody", "Bo Lee")
    Path("lines.csv").write_text(LINES.rpartition("apart")[0])
    assert quick("news", "--corrections", "lines.csv")[0] == "a.db: 1 correction taken back: lines.csv says otherwise"
    assert [str(one) for one in Archive(ARCHIVE).corrections()] == [
        "Bo Lee is no person",
        "Ana Duarte and Duarte are the same",
        "Vera Drake is no person",
    ]
    assert people() == [("Ana Duarte", 3), ("Bo Duarte", 1), ("Drake", 1)]


def test_names_of_a_file_that_nobody_has_are_told(quick: Run, news: Path) -> None:
    Path("lines.csv").write_text(f"{LINES}nobody,Ana Dias,,\nsame,Bo Lee,Boo Lee,\ncalled,Nina Holt,Bo Duarte,\n")
    assert quick("news", "--corrections", "lines.csv")[0] == (
        "a.db: nobody is called Ana Dias, Boo Lee there: their corrections are kept for later articles"
    )


WRONG = [
    ("a.csv", "kind,name\nsome,Ana\n", "a.csv:2: kind 'some': choose one of same, apart, nobody"),
    (
        "a.csv",
        "kind,name,other\nsame,Ana,Bo\napart,Bo,Ana\n",
        "a.csv:3: Bo and Ana are two: others say that Bo and Ana",
    ),
    ("a.csv", "kind,name\nsame\n", "a.csv:2: name '': no name"),
    ("a.csv", "kind,name\napart,Ana\n", "a.csv:2: apart: from whom? give other or other_article"),
    ("a.csv", "kind,name,other\napart,Ana,ANA\n", "a.csv:2: apart: Ana from ANA: these are one name"),
    ("a.csv", "kind,name,other\nnobody,Ana,Bo\n", "a.csv:2: other 'Bo': nobody takes one name"),
    ("a.csv", "kind,name,date\nnobody,Ana,May\n", "a.csv:2: date 'May': give a day, as 2026-03-05"),
    ("a.csv", "kind,name,note\nnobody,Ana,May\n", "a.csv:2: unknown 'note': there are kind, name, article"),
    ("a.csv", "kind,name\nnobody,Ana,May\n", "a.csv:2: more cells than the first line has"),
    ("a.csv", "who\nAna\n", "a.csv:1: no columns of corrections: the first line is kind,name,article"),
    ("a.csv", b"kind,name\nnobody,\xff\n", "a.csv: not UTF-8: save it as UTF-8"),
    ("a.toml", "kind = 3", "a.toml: no corrections: write [[correction]] above each"),
    ("a.toml", "[[correction]", "a.toml: "),
    ("a.toml", '\n[[correction]]\nkind = "nobody"\nname = "Ana"\n\n[[correction]]\n', "a.toml:6: kind ''"),
    ("none.csv", None, "none.csv: cannot be read (no such file or directory)"),
]


@pytest.mark.parametrize(("name", "content", "told"), WRONG, ids=[case[2] for case in WRONG])
def test_a_file_that_is_wrong_is_told_with_its_line(
    quick: Run, news: Path, name: str, content: str | bytes | None, told: str
) -> None:
    if content is not None:
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    [line] = quick("news", "--corrections", name, status=2)
    assert line.startswith(told)
    assert not ARCHIVE.exists()


def test_corrections_are_of_an_archive(quick: Run, news: Path) -> None:
    Path("lines.csv").write_text(LINES)
    assert quick("news", "--corrections", "lines.csv", output="finds.csv", status=2) == [
        "--corrections: it corrects an archive: write one, by -o NAME.db"
    ]


def merge(*arguments: str, status: int = 0) -> str:
    return run_in(Path(), "merge", *arguments, "-o", "one.db", status=status)


def test_merged_parts_keep_the_corrections_of_all(quick: Run, correct: Correct, news: Path) -> None:
    Path("lines.csv").write_text(LINES)
    quick("news", "--corrections", "lines.csv", output="whole.db")
    for number in (1, 2):
        quick("news", "--shard", f"{number}/2", "--corrections", "lines.csv", output=f"{number}.db")
    merge("1.db", "2.db")
    assert dump(Path("one.db")) == dump(Path("whole.db"))


def test_merged_parts_that_contradict_each_other_are_refused(quick: Run, correct: Correct, news: Path) -> None:
    quick("news/a.txt", "news/b.txt", output="1.db")
    quick("news/c.txt", "news/d.txt", output="2.db")
    with Archive("1.db") as one, Archive("2.db") as two:
        one.same("Ana Duarte", "Bo Lee")
        two.apart("Ana Duarte", "Bo Lee")
    assert merge("1.db", "2.db", status=2) == (
        "newsextract: 2.db: Ana Duarte and Bo Lee are two: others say that Ana Duarte and Bo Lee are the same, in "
        "1.db: take one back by newsextract corrections --undo\n"
    )
    assert not Path("one.db").exists()


def test_a_correction_about_an_article_goes_with_its_new_name(quick: Run, correct: Correct, news: Path) -> None:
    quick("news")
    correct("apart", "Bo Lee", "--article", "news/c.txt")
    before = people()
    quick("./news/c.txt", str(news / "a.txt"))
    renamed = ask(ARCHIVE, "SELECT name FROM article WHERE text LIKE 'Vera%'")
    assert ask(ARCHIVE, "SELECT other_article FROM correction") == renamed
    quick("news", "--force")
    assert people() == before
    assert before.count(("Bo Lee", 1)) == 2


def test_the_commands_have_twins_in_python(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write(path, articles("Ana Duarte", "Anita Silva", "Vera Drake", "Ana Duarte"))
    with Archive(path) as archive:
        done = archive.same("Ana Duarte", "Anita Silva")
        assert (done.articles, [str(one) for one in done.corrections]) == (
            1,
            ["Ana Duarte and Anita Silva are the same"],
        )
        assert archive.nobody("Vera Drake").articles == 1
        archive.apart("Ana Duarte", articles=["3"])
        assert [(one.name, one.articles) for one in archive.people()] == [("Ana Duarte", 2), ("Ana Duarte", 1)]
        assert [one.kind for one in archive.corrections()] == ["same", "nobody", "apart"]
        archive.undo(1, 2, 3)
        assert archive.corrections() == []
        with pytest.raises(ArchiveError, match="nobody is called 'Cy Young' there"):
            archive.same("Ana Duarte", "Cy Young")


def test_wikidata_stays_with_the_person(quick: Run, correct: Correct, news: Path) -> None:
    quick("news")
    for name in ("Vera Drake", "Bo Lee", "Duarte"):
        fill(f"UPDATE person SET wikidata = 'Q' || id WHERE name = '{name}'")
    wanted = dict(ask(ARCHIVE, "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL"))
    quick("news", "--force")
    (news / "f.txt").write_text("Bo Lee")
    quick("news")
    assert dict(ask(ARCHIVE, "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL")) == wanted
    correct("same", "Ana Duarte", "Duarte")
    assert ask(ARCHIVE, "SELECT wikidata FROM person WHERE name = 'Ana Duarte'") == [wanted["Duarte"]]
    correct("corrections", "--undo", "1")
    assert dict(ask(ARCHIVE, "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL")) == wanted
    merge("a.db")
    assert dict(ask(Path("one.db"), "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL")) == wanted
    with Archive(ARCHIVE) as archive:
        assert archive.person("Bo Lee").wikidata == wanted["Bo Lee"]


def fill(statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(ARCHIVE)) as connection:
        connection.execute(statement)
        connection.commit()


def test_the_real_commands(news: Path, tmp_path: Path) -> None:
    (news / "a.txt").write_text("Ana Duarte spoke in Lisbon. Bo Lee, a judge, heard Ms Duarte.")
    run_in(tmp_path, "news/a.txt", "-o", "a.db")
    told = run_in(tmp_path, "nobody", "a.db", "Bo Lee")
    assert "a.db: Bo Lee is no person (correction 1)" in told
    assert people(tmp_path / "a.db") == [("Ana Duarte", 1)]
    run_in(tmp_path, "corrections", "a.db", "-o", "lines.json")
    assert [line["name"] for line in json.loads((tmp_path / "lines.json").read_text())] == ["Bo Lee"]
