"""The real command in a real process: what its users type, and what they see."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from newsextract.cli.running import run
from newsextract.plural import counted
from newsextract.records.kinds import KINDS
from tests.forked import Running
from tests.process import Command, on_terminal, without_bar, without_styles

ARTICLE = "Ana Duarte met French officials on Monday. “We agreed on 12 points,” Duarte said.\n"
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


TYPERS_OWN = """
import typer
app = typer.Typer()
@app.command()
def run(file: str = typer.Argument(help="A file.")):
    "Runs."
app()
"""


def test_help_imports_little_beside_that_of_a_bare_typer() -> None:
    ours, bare = (modules_after(program) for program in ("from newsextract.cli.app import main; main()", TYPERS_OWN))
    assert {"typer", "rich.panel"} <= bare
    assert "newsextract.cli.app" in ours
    assert len(ours - bare) < 40  # 24, and each is a file to be found, read and run


def modules_after(program: str) -> set[str]:
    """What Python has imported when the program's help has been shown."""
    script = f"import atexit, sys\natexit.register(lambda: print(*sys.modules))\n{program}"
    done = subprocess.run([sys.executable, "-c", script, "--help"], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_pipe_gets_json_lines(command: Command, article: Path) -> None:
    done = command(article)
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["id"] == str(article)
    assert [person["name"] for person in record["people"]] == ["Ana Duarte"]
    assert [country["alpha_2"] for country in record["countries"]] == ["FR"]
    assert [number["value"] for number in record["numbers"]] == [12]
    assert [(quote["text"], quote["speaker"]["name"]) for quote in record["quotes"]] == [
        ("We agreed on 12 points,", "Ana Duarte")
    ]
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input(command: Command, arguments: list[str]) -> None:
    done = command(*arguments, stdin=ARTICLE.encode())
    assert json.loads(done.stdout)["id"] == "-"
    assert json.loads(done.stdout)["people"]


def test_several_inputs_of_every_sort_keep_their_order(command: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "folder" / "deep" / "b.txt").write_text("Bob.")
    (tmp_path / "many.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n')
    done = command("folder", "many.jsonl", "-", article, stdin=b"Three.")
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert ids == [str(Path("folder/deep/b.txt")), "x", "y", "-", str(article)]


def test_json_is_indented_and_an_array_only_of_several(command: Command, article: Path) -> None:
    one = command(article, "-f", "json").stdout.decode()
    assert one.startswith('{\n  "schema_version": 1,')
    assert [record["id"] for record in json.loads(command(article, article, "-f", "json").stdout)] == [str(article)] * 2


def test_reported_statements_on_request(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("“We won,” Ana Duarte said. She added that nobody had helped.\n", encoding="utf-8")
    plain = json.loads(command(path).stdout)["quotes"]
    both = json.loads(command(path, "--indirect").stdout)["quotes"]
    assert [quote["kind"] for quote in both] == ["direct", "indirect"]
    assert both[:1] == plain
    assert both[1]["text"] == "nobody had helped"
    assert (both[1]["speaker"]["name"], both[1]["cue"]["text"]) == ("Ana Duarte", "added")


@pytest.mark.parametrize("kinds", ["numbers,people", "people, numbers"])
def test_only_what_was_asked_for_is_there(command: Command, article: Path, kinds: str) -> None:
    record = json.loads(command(article, "--only", kinds).stdout)
    assert record["people"]
    assert record["numbers"]
    assert record["countries"] is None
    assert record["quotes"] is None


@pytest.mark.parametrize(
    ("name", "starts"), [("out.json", '{\n  "schema'), ("out.jsonl", '{"schema'), ("out.txt", "article.txt  ")]
)
def test_output_goes_to_a_file_whole(command: Command, article: Path, tmp_path: Path, name: str, starts: str) -> None:
    (tmp_path / name).write_text('{"schema_version": 1, "id": "what was there before"}')
    done = command("article.txt", "-o", name)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(starts)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({name, "article.txt"})


def test_a_dash_is_standard_output(command: Command, article: Path, tmp_path: Path) -> None:
    assert json.loads(command("article.txt", "-o", "-").stdout)["id"] == "article.txt"
    assert not (tmp_path / "-").exists()


def test_an_ending_of_no_format_needs_one_named(command: Command, article: Path, tmp_path: Path) -> None:
    assert command("article.txt", "-o", "finds.log", "-f", "json").returncode == 0
    assert (tmp_path / "finds.log").read_bytes().startswith(b"{\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["article.txt", "-o", "no/such/folder.json"], "(no such file or directory): make the folder first"),
        (["article.txt", "-o", "article.txt/"], "a file has that name"),
        (["article.txt", "-o", "a.ods"], ".ods is no ending of ours (.txt .json .jsonl .csv .xlsx .parquet .html)"),
        ([".", "-o", "finds.csv.gz"], ".gz is no ending of ours"),
        (["article.txt", "-o", ""], "--output: empty"),
        ([".", "-o", "."], "also an input: give -o another folder"),
        (["article.txt", "-o", "article.txt"], "an input too"),
        (["article.txt", "-f", "yaml"], "choose one of auto, table, json, jsonl, csv, xlsx, parquet, html"),
        (["article.txt", "--only", "people,places"], f"choose from {','.join(KINDS)}"),
        (["article.txt", "--only", "people", "--indirect"], "add quotes to it"),
        (["article.txt", "--model", "en_no_such_model"], "pip install en_no_such_model"),
        (["article.txt", "--model", "rich"], "'rich'"),
        (["article.txt", "--onyl", "people"], "no such option: --onyl (did you mean --only or "),
        (["article.txt", "-x"], "no such option: -x; see"),
        (["article.txt", "--workers"], "'--workers' requires an argument; see newsextract --help"),
        (["article.txt", "--quiet=3"], "'--quiet' does not take a value"),
        (["evaluate"], "missing argument 'GOLD.jsonl'; see"),
        (["evaluate", "article.txt", "--errors", "few"], "'--errors'"),
        (["schema", "article.txt"], "(article.txt); see"),
    ],
)
def test_usage_errors_are_one_line_and_status_2(
    command: Command, article: Path, arguments: list[str], says: str
) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith("newsextract: ")
    assert says in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_an_end_of_file_inside_is_not_taken_for_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["newsextract"])
    app = typer.Typer()

    @app.command()
    def read() -> None:
        raise EOFError("no data left")

    with pytest.raises(EOFError, match="no data left"):
        run(app)


def test_the_model_can_come_from_the_environment(command: Command, article: Path) -> None:
    done = command(article, NEWSEXTRACT_MODEL="en_no_such_model")
    assert done.returncode == 2
    assert b"en_no_such_model" in done.stderr


def test_a_model_without_the_parts_needed_says_which(command: Command, article: Path, tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    done = command(article, "--model", "./blank")
    assert done.returncode == 2
    assert "has no ner, no parser, no tagger" in done.stderr.decode()


def test_schema_and_models_are_commands_unless_a_path_is_meant(command: Command, tmp_path: Path) -> None:
    (tmp_path / "schema").write_text("A file of that name.")
    assert json.loads(command("schema").stdout)["title"] == "Record"
    assert json.loads(command("./schema").stdout)["id"] == "./schema"
    listed = command("models").stdout.decode().splitlines()
    assert listed[0].endswith("(default)")


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("newsextract --forma", ["--format"]),
        ("newsextract sch", ["schema"]),
        ("newsextract -f j", ["json", "jsonl"]),
        ("newsextract --only people,n", ["people,numbers"]),
    ],
)
def test_the_shell_completes(words: str, offers: list[str]) -> None:
    script = Path(sys.executable).with_name("newsextract")
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_NEWSEXTRACT_COMPLETE": "complete_bash"}
    done = subprocess.run([script], capture_output=True, encoding="utf-8", env={**os.environ, **asked}, check=True)
    assert done.stdout.split() == offers


@pytest.fixture
def reading(tmp_path: Path) -> Running:
    """The command with two articles on its standard input, which stays open."""
    running = Running(["-"], tmp_path)
    running.write(b"".join(json.dumps({"id": id, "text": ARTICLE}).encode() + b"\n" for id in "01"))
    return running


def test_the_first_line_does_not_wait_for_the_last_article(reading: Running) -> None:
    assert json.loads(reading.read_line())["id"] == "0"
    assert json.loads(reading.end().stdout)["id"] == "1"


def test_ctrl_c_ends_with_one_line(reading: Running) -> None:
    reading.read_line()
    time.sleep(0.2)
    reading.send_signal(signal.SIGINT)
    done = reading.end()
    assert (done.returncode, done.stderr) == (130, b"newsextract: interrupted\n")


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_gets_tables_that_fit(columns: int) -> None:
    shown = without_bar(on_terminal(str(SAMPLES / "politics.txt"), columns=columns, NO_COLOR="1"))
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", shown)
    shown = without_styles(shown)
    for heading in ("People", "Countries", "Numbers", "Quotes"):
        assert any(line.startswith(heading) for line in shown.splitlines())
    assert max(map(len, shown.splitlines())) <= columns


def test_a_terminal_gets_colour_unless_it_does_not_want_it() -> None:
    assert "\x1b[1;36m" in on_terminal(str(SAMPLES / "politics.txt"))


def test_nothing_to_read_on_a_terminal_says_what_to_type() -> None:
    shown = on_terminal()
    assert "name a file, a folder or - for standard input" in shown


def test_evaluate_scores_annotated_articles(command: Command, tmp_path: Path) -> None:
    gold = {"id": "a", "text": ARTICLE, "people": [{"name": "Ana Duarte", "mentions": [{"text": "Ana Duarte"}]}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n{broken\n", encoding="utf-8")
    done = command("evaluate", "gold.jsonl", "--errors", "3")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("newsextract: gold.jsonl:2: not JSON")
    assert "a: people: not one:" in done.stdout.decode()
    (line,) = [line for line in done.stdout.decode().splitlines() if line.startswith("people ")]
    assert line.split()[1:6] == ["50.0", "100.0", "66.7", "1", "2"]


@pytest.mark.parametrize(("name", "starts"), [("out.csv", b"\xef\xbb\xbfid,title,"), ("out.html", b"<!DOCTYPE html>")])
def test_formats_by_the_files_ending(command: Command, article: Path, tmp_path: Path, name: str, starts: bytes) -> None:
    assert command("article.txt", "-o", name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_parquet_in_a_pipe_and_never_on_a_terminal(command: Command, article: Path) -> None:
    pytest.importorskip("pyarrow")
    done = command(article, "-f", "parquet")
    assert (done.stdout[:4], done.stdout[-4:]) == (b"PAR1", b"PAR1")
    assert "name a file with -o" in on_terminal(str(article), "-f", "parquet")


def test_files_of_other_types_are_passed_over_and_counted(command: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "b.jpg").write_bytes(b"")
    (tmp_path / "c.css").write_bytes(b"")
    done = command(".")
    assert done.returncode == 0
    assert done.stderr == b"newsextract: skipped 3 files: 2 .jpg, 1 .css\n"
    assert command(".", "-q").stderr == command(".", "--glob", "*.txt").stderr == b""
    (tmp_path / "settings.json").write_text("[1]")  # it was looked into
    for name in ("d.odt", "e.rtf", "f.RTF", "without"):
        (tmp_path / name).write_bytes(b"")
    told = b"newsextract: skipped 4 files: 2 .rtf, 1 .odt, 1 without ending\n"  # any may hold an article
    assert command(".", "-q").stderr == told


@pytest.mark.parametrize(
    ("name", "is_like"),
    [
        ("www.example.com/news", True),
        ("www.example.com", True),
        ("Example.co.uk/news?id=3", True),
        ("example.com:8080/news", True),
        ("news/example.com", False),
        ("typo.txt", False),
        ("v1.2/typo.txt", False),
    ],
)
def test_an_address_without_its_scheme_is_told(command: Command, name: str, is_like: bool) -> None:
    done = command(name)
    told = f"newsextract: {name}: no such file: for an address add https:// (https://{name})\n"
    assert (done.returncode, done.stderr.decode() == told) == (1, is_like)


def test_verbose_tells_the_encoding_guessed(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zoë met 12 people in a café.".encode("cp1252"))
    assert command("a.txt").stderr == b""
    assert command("a.txt", "-v").stderr == b"newsextract: a.txt: not UTF-8, read as cp1252 (a guess)\n"


def test_columns_are_named_by_the_user(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr,prose,title\n7,Ana Duarte spoke.,Head\n", encoding="utf-8")
    record = json.loads(command("a.csv", "--text-field", "prose", "--id-field", "nr").stdout)
    assert (record["id"], record["title"], record["people"][0]["name"]) == ("7", "Head", "Ana Duarte")


@pytest.mark.parametrize("part", [[], ["--shard", "1/1"]])
def test_records_of_an_earlier_run_are_not_read(
    command: Command, article: Path, tmp_path: Path, part: list[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rows.jsonl").write_text('{"id": "m", "text": "Ana Duarte spoke."}\n')
    assert command(".", "-o", "records/", "-f", "jsonl", "-q", *part).returncode == 0
    done = command(".")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["article.txt", "m"]
    told = "newsextract: skipped 2 files of records, no articles (in records)\n"
    assert (done.returncode, done.stderr.decode()) == (0, told)


@pytest.mark.parametrize("name", ["finds.jsonl", "finds.csv", "finds.parquet", "finds.html"])
def test_records_among_the_articles_are_told_and_not_read(
    command: Command, article: Path, tmp_path: Path, name: str
) -> None:
    rows = [{"id": "n", "text": "Ana Duarte spoke.", "countries": []}, {"id": "m", "kind": "news", "text": "We won."}]
    (tmp_path / "real.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert command(".", "-o", name, "-q").returncode == 0
    done = command(".")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["article.txt", "n", "m"]
    told = f"newsextract: {name}: holds records, no articles: "
    assert (done.returncode, done.stderr.decode()) == (0, told + "skipped\n")
    assert command(".", "-q").stderr == b""
    done = command(name)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == told + "name the articles that they were made from\n"


def test_a_record_with_its_text_is_an_article(command: Command, article: Path, tmp_path: Path) -> None:
    record = json.loads(command(article).stdout) | {"text": ARTICLE}
    (tmp_path / "gold.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert json.loads(command("gold.jsonl").stdout)["people"] == record["people"]


def test_what_is_written_is_not_read_where_a_pattern_matches_it(
    command: Command, article: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        done = command("*.*", "-o", "finds.html")
        assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "finds.html").read_text(encoding="utf-8").count("<article") == 1


def test_what_is_written_into_the_folder_that_is_read_is_not_read(
    command: Command, article: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        done = command(".", "-o", "finds.csv")
        assert (done.returncode, done.stderr) == (0, b"")
    assert b"finds.csv" not in (tmp_path / "finds.csv").read_bytes()


def test_what_is_less_sure_than_asked_is_left_out_and_counted(command: Command, tmp_path: Path) -> None:
    text = "Bo Lee, the mayor of Tallinn, spoke. “We paid $12,” Lee said. They were in the Hot 100 chart."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    every = json.loads(command("a.txt", "-f", "json").stdout)
    sure = [one for kind in KINDS for one in every[kind] if one["confidence"] >= 0.9]
    unsure = sum(len(every[kind]) for kind in KINDS) - len(sure)
    assert unsure
    assert sure
    said = f"newsextract: left out {counted(unsure, 'find')} of less confidence than 0.9\n"
    for how in (["-f", "jsonl"], ["-f", "json", "--workers", "2"], ["-o", "b.json"], ["-o", "folder/"], ["-f", "csv"]):
        done = command("a.txt", "--min-confidence", "0.9", *how)
        assert done.returncode == 0
        assert done.stderr.decode().endswith(said)
        if "-o" in how:
            shown = (tmp_path / (how[1] if how[1] == "b.json" else "folder/a.txt.json")).read_bytes()
        else:
            shown = done.stdout
        if "csv" not in how:
            left = json.loads(shown)
            assert [one for kind in KINDS for one in left[kind]] == sure
        assert b'"100"' not in shown.replace(b",100,", b',"100",')
    assert command("a.txt", "--min-confidence", "0.9", "-q").stderr == b""
    again = command("a.txt", "-o", "folder/")
    assert b"the last run used a different --min-confidence" in again.stderr
    assert json.loads((tmp_path / "folder" / "a.txt.json").read_bytes()) == every


@pytest.mark.parametrize("value", ["1.1", "-0.1", "nan"])
def test_a_confidence_is_from_nought_to_one(command: Command, value: str) -> None:
    done = command("-", f"--min-confidence={value}", stdin=b"")
    assert done.returncode == 2
    assert (
        done.stderr.decode()
        == f"newsextract: --min-confidence {value}: give a number from 0 (all finds) to 1, as 0.9\n"
    )
