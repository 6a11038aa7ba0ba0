"""Records that exist are taken over: out of files of records into an archive, out of an archive into every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.store import database
from newsextract.output.formats import FORMATS
from tests.archive.fake import FinderJob, Run
from tests.archive.tables import ask, dump, is_sound, run_in
from tests.process import Command

ARTICLES = [
    {
        "id": "one",
        "title": "A visit",
        "date": "2026-03-01",
        "url": "https://example.org/1",
        "text": "Kenya’s president William Ruto, 57, met Dr Ana Duarte in Nairobi on Monday.\n\n"
        "“We will pay up to $71.30 a barrel,” Mr Ruto said. “It rose by 3 to 10 tonnes, or 12%.”\n\n"
        "She called it “totally unfounded”. Officials said that “nobody was hurt” at the Bank of China.",
    },
    {"id": "two", "text": "“No,” said Bo Lee, a baker in Lima. Ana Duarte of Peru said that 2.5 million would do."},
    {"id": "three", "text": ""},
    {
        "id": "four",
        "text": "Der Minister sagte am Montag, dass die Regierung in Berlin darüber noch nicht beraten habe.",
    },
]
WHOLE = ("--text", "--sentences")
INTO = {"records.jsonl": (), "records.json": (), "records.parquet": (), "records/": ("-f", "json")}
OWN = ("run", "source")  # what tells where articles came from


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the articles are, their archive, and their records in each form, as the command writes them."""
    folder = tmp_path_factory.mktemp("made")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    run_in(folder, "articles.jsonl", "-o", "all.db")
    for output, options in INTO.items():
        run_in(folder, "articles.jsonl", "-o", output, *WHOLE, *options)
    return folder


@pytest.fixture
def here(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(made)
    return made


def without(tables: dict[str, list[Any]], *names: str) -> dict[str, list[Any]]:
    return {name: rows for name, rows in tables.items() if name not in names}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("options", [(), WHOLE, ("--only", "countries,quotes", "--text")])
def test_an_archive_gives_what_extraction_gives(here: Path, tmp_path: Path, format: str, options: list[str]) -> None:
    for output, name in (("found", "all.db"), ("wanted", "articles.jsonl")):
        run_in(here, name, "-o", tmp_path / output, "-f", format, *options)
    found = (tmp_path / "found").read_bytes()
    assert found == (tmp_path / "wanted").read_bytes()
    assert len(found) > 100


def test_an_archive_goes_into_a_pipe_and_into_a_folder(here: Path, tmp_path: Path, command: Command) -> None:
    lines = command(str(here / "all.db")).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["one", "two", "three", "four"]
    told = run_in(here, "all.db", "-o", f"{tmp_path}/records/", "--only", "people")
    assert "; 4 records taken over, none extracted again (made by en_newsextract" in told
    assert "4 finished before" in run_in(here, "all.db", "-o", f"{tmp_path}/records/", "--only", "people")
    assert len(list(tmp_path.glob("records/all.db/*/*.json"))) == 4


@pytest.mark.parametrize("name", INTO)
def test_records_that_went_out_come_in_as_they_were(here: Path, tmp_path: Path, name: str) -> None:
    told = run_in(here, name, "-o", tmp_path / "again.db").splitlines()
    assert "; 4 records taken over, none extracted again (made by en_newsextract" in told[-1]
    assert len(told) == 2  # one of the empty article: no file of the folder is told as skipped
    wanted = dump(here / "all.db")
    if name == "records/":  # in the order of their places
        assert {len(rows) for rows in wanted.values()} >= {4}
        names = "SELECT name, role, articles, mentions, quotes FROM person ORDER BY name"
        assert ask(tmp_path / "again.db", names) == ask(here / "all.db", names)
    else:
        assert without(dump(tmp_path / "again.db"), *OWN) == without(wanted, *OWN)
    assert is_sound(tmp_path / "again.db")
    assert "4 finished before; 0 failed" in run_in(here, name, "-o", tmp_path / "again.db")


def test_an_archive_of_an_archive_is_the_same_and_its_first_command_goes_on_with_it(here: Path, tmp_path: Path) -> None:
    archive = tmp_path / "new.db"
    told = run_in(here, "all.db", "-o", archive)
    assert "; 4 records taken over, none extracted again" in told
    assert dump(archive) == dump(here / "all.db")
    for name in ("all.db", "articles.jsonl"):
        told = run_in(here, name, "-o", archive)
        assert "4 finished before; 0 failed" in told
        assert dump(archive) == dump(here / "all.db")


def test_nothing_of_it_imports_spacy(here: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "import sys; from newsextract.cli.app import main\ntry: main()\nfinally: assert 'spacy' not in sys.modules"
    for arguments in (["all.db"], ["all.db", "-o", tmp_path / "a.csv"], ["records.jsonl", "-o", tmp_path / "a.db"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=here, capture_output=True, check=False)
        assert (done.returncode, b"Error" in done.stderr) == (0, False), done.stderr


def changed(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update(values)


def first(record: dict[str, Any], kind: str) -> dict[str, Any]:
    find = record[kind][0]
    found: dict[str, Any] = find.get("mentions", [find])[0]
    return found


DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "id": (changed(id=5), "invalid record: id: input should be a valid string (got 5): make the record again"),
    "no id": (lambda record: record.pop("id"), "invalid record: id: field required"),
    "text": (changed(text=["x"]), "invalid record: text: "),
    "other text": (changed(text="Ana Duarte"), "invalid record: people[0].mentions[0]: not what its text has there"),
    "place": (lambda record: first(record, "countries").update(start=-5), "invalid record: countries[0].mentions[0]"),
    "sentence": (lambda record: first(record, "numbers").update(sentence=[5, 9_999]), "invalid record: numbers[0]: "),
    "person": (lambda record: record["quotes"][0]["speaker"].update(person=7), "invalid record: quotes[0].speaker."),
    "twice": (lambda record: record["numbers"].append(record["numbers"][0]), "a damaged record (UNIQUE constraint"),
    "too large": (lambda record: record["quotes"][0].update(statement=2**70), "a damaged record (Python int too"),
    "no number": (lambda record: record["numbers"][0].update(value=float("nan")), "a damaged record (NOT NULL"),
    "later": (changed(schema_version=99), "invalid record: schema_version 99 is later than 1: upgrade newsextract"),
    "one without": (changed(text=None), "a record without text: make them again: newsextract ARTICLES --text "),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_fails_by_its_name_and_alone(made: Path, quick: Run, damage: str) -> None:
    lines = (made / "records.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[0]) | {"id": "bad"}
    change, says = DAMAGES[damage]
    change(record)
    Path("r.jsonl").write_text("\n".join([*lines, json.dumps(record)]), encoding="utf-8")
    told = quick("r.jsonl", status=1)
    assert [line for line in told if line.startswith(("r.jsonl:5: " + says, "r.jsonl:5: bad: " + says))]
    assert ask(Path("a.db"), "SELECT name FROM article ORDER BY id") == ["one", "two", "three", "four"]
    assert is_sound(Path("a.db"))
    Path("one").mkdir()
    Path("one/r.json").write_text(json.dumps(record), encoding="utf-8")
    told = quick("one", output="b.db", status=None)
    assert [
        line
        for line in told
        if line.startswith(("one/r.json:1: " + says, "one/r.json:1: bad: " + says, "one/r.json: h"))
    ]


@pytest.mark.parametrize(
    ("options", "lacks", "count"),
    [
        (["--text"], "sentences", 3),  # one has no finds
        (["--sentences"], "text", 4),
        ([*WHOLE, "--only", "quotes"], "people, countries, numbers", 4),
    ],
)
def test_records_that_lack_what_an_archive_needs_are_told_in_a_line(
    here: Path, tmp_path: Path, options: list[str], lacks: str, count: int
) -> None:
    run_in(here, "articles.jsonl", "-o", tmp_path / "r.jsonl", *options, "-q")
    told = run_in(tmp_path, "r.jsonl", "-o", "a.db", status=1).splitlines()
    remedy = "make them again: newsextract ARTICLES --text --sentences -o RECORDS.jsonl"
    assert told[0] == f"newsextract: r.jsonl: holds records without {lacks}: {remedy}"
    assert len(told) == 2
    run_in(here, "articles.jsonl", "-o", f"{tmp_path}/r/", *options, "-q")
    [*_, last] = run_in(tmp_path, "r", "-o", "b.db", status=0).splitlines()
    assert last == f"newsextract: skipped {count} files of records without {lacks} (in r/articles.jsonl): {remedy}"


def test_records_and_articles_go_into_one_archive_together(made: Path, quick: Run) -> None:
    """Records of another model keep its name, and their run says no more than that."""
    Path("r.jsonl").write_bytes((made / "records.jsonl").read_bytes().replace(b'"model": "en_', b'"model": "xx_'))
    Path("a.txt").write_text("Bo Lee, a baker")
    [*_, told] = quick("r.jsonl", "a.txt")
    assert " 5 articles, " in told
    assert "; 4 records taken over, none extracted again (made by xx_newsextract" in told
    assert ask(Path("a.db"), "SELECT DISTINCT substr(model, 1, 4) FROM article ORDER BY id") == ["xx_n", "fake"]
    made_by = ask(Path("a.db"), "SELECT made FROM run ORDER BY id")
    assert [list(json.loads(one))[:1] for one in made_by] == [["model"], ["--any-language"]]
    assert quick("r.jsonl", "a.txt")[-1].endswith("; 5 finished before; 0 failed")


def test_a_record_that_was_made_again_replaces_the_one_before(made: Path, quick: Run) -> None:
    lines = (made / "records.jsonl").read_text(encoding="utf-8").splitlines()
    Path("r.jsonl").write_text("\n".join(lines))
    quick("r.jsonl")
    record = json.loads(lines[1])
    record["people"][0]["roles"] = ["carpenter"]
    Path("r.jsonl").write_text("\n".join([lines[0], json.dumps(record), *lines[2:]]))
    assert "3 finished before; 1 replaced; 0 failed" in quick("r.jsonl")[-1]
    assert ask(Path("a.db"), "SELECT count(*) FROM person WHERE role = 'carpenter'") == [1]


def test_forced_a_records_article_is_extracted_again(made: Path, quick: Run) -> None:
    for name in ("records.jsonl", "all.db"):
        told = quick(made / name, "--force", output=f"{name}.db")[-1]
        assert " 4 articles, " in told
        assert "taken over" not in told
        assert ask(Path(f"{name}.db"), "SELECT DISTINCT model FROM article") == ["fake"]


def test_nothing_is_extracted_of_what_is_taken_over(made: Path, quick: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FinderJob, "load", None)
    quick(made / "all.db", made / "records.jsonl", made / "records")
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [12]


def test_articles_of_two_archives_that_have_one_id_stay_two(quick: Run) -> None:
    """Of an archive an article is known by where it came from, also where its file is not on this machine."""
    for day, name in (("mon", "Ana Duarte"), ("tue", "Bo Lee")):
        Path(f"{day}.jsonl").write_text(json.dumps({"id": "x", "text": name}))
        quick(f"{day}.jsonl", output=f"{day}.db")
        Path(f"{day}.jsonl").unlink()
    for day in ("mon", "tue", "mon"):
        assert "replaced" not in quick(f"{day}.db")[-1]
    assert ask(Path("a.db"), "SELECT name, text FROM article ORDER BY id") == [("x", "Ana Duarte"), ("x", "Bo Lee")]


def test_an_archive_is_not_its_own_input(quick: Run) -> None:
    Path("a.txt").write_text("Bo Lee")
    quick("a.txt")
    assert quick("a.db", status=2) == ["a.db: also an input: give -o another name"]
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [1]


def test_a_damaged_archive_is_a_failure_and_the_others_are_read(made: Path, quick: Run) -> None:
    data = bytearray((made / "all.db").read_bytes())
    data[database._PAGE : 6 * database._PAGE] = bytes(5 * database._PAGE)
    Path("bad.db").write_bytes(data)
    told = quick("bad.db", made / "all.db", status=1)
    assert told[0].startswith("bad.db: damaged (")
    assert "4 records taken over" in told[-1]
