"""What is left out: numbers of other kinds, by the real command in every format; all but the first finds of tables."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from newsextract import load
from tests.process import Command, on_terminal, without_styles

TEXT = (
    "Ana Duarte, 41, paid $5 million for 12 boats, or 6 percent more than in May. Rui Reis and Eva Reis and Ida Costa "
    "paid for 3 boats. Prices rose by 4% to €90 after two years.\n\n“We came,” Duarte said. “We saw,” Reis said. "
    "“We left,” Costa said. “We won,” Duarte said.\n"
)
KEPT = ["$5 million", "6 percent", "4%", "€90"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_numbers_are_narrowed_in_json(command: Command, article: Path) -> None:
    whole, narrowed = (json.loads(command("a.txt", *rest).stdout) for rest in ((), ("--numbers", "money, percent")))
    assert [number["text"] for number in narrowed["numbers"]] == KEPT
    assert len(whole["numbers"]) > len(KEPT)
    assert narrowed | {"numbers": 0} == whole | {"numbers": 0}
    assert json.loads(command("a.txt", "--numbers", "ratio").stdout)["numbers"] == []


def test_numbers_are_narrowed_in_csv_and_on_the_page(command: Command, article: Path) -> None:
    done = command("a.txt", "-f", "csv", "--numbers", "percent,money")
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig")))
    assert [row["text"] for row in rows if row["kind"] == "numbers"] == KEPT
    page = command("a.txt", "-f", "html", "--numbers", "percent,money").stdout.decode()
    assert re.findall('<mark class="numbers"[^>]*>([^<]*)', page) == KEPT
    assert "<h2>Numbers <span>4</span></h2>" in page


def test_numbers_are_narrowed_in_parquet(command: Command, article: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    done = command("a.txt", "-f", "parquet", "--numbers", "percent,money")
    (row,) = parquet.read_table(io.BytesIO(done.stdout)).to_pylist()
    assert [number["text"] for number in row["numbers"]] == KEPT


def test_numbers_are_narrowed_in_tables(command: Command, article: Path) -> None:
    shown = command("a.txt", "-f", "table", "--numbers", "percent,money").stdout.decode()
    assert "· 4 numbers ·" in shown.replace("\n", " ")
    table = shown[shown.index("\nNumbers") : shown.index("\nQuotes")].split("\n")[3:]
    assert [line.split("  ")[0].strip() for line in table if line.strip()] == ["$5 million", "↑ 6%", "↑ 4%", "€90"]


def test_the_library_narrows_too() -> None:
    only = load(only=["numbers"], numbers="money")
    assert [number.text for number in only(TEXT).numbers or ()] == ["$5 million", "€90"]
    with pytest.raises(ValueError, match="no kind of number 'mony': is it 'money'"):
        load(numbers=["mony"])  # type: ignore[list-item]


def test_a_resumed_run_notices_other_numbers(command: Command, article: Path, tmp_path: Path) -> None:
    assert command("a.txt", "-o", "records/").returncode == 0
    done = command("a.txt", "-o", "records/", "--numbers", "money")
    assert "the last run used a different --numbers: its records are made again" in done.stderr.decode()
    record = json.loads((tmp_path / "records" / "a.txt.json").read_text(encoding="utf-8"))
    assert [number["text"] for number in record["numbers"]] == ["$5 million", "€90"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--numbers", "mony,percent"], "--numbers mony,percent: no kind of number 'mony': is it 'money'?"),
        (["--numbers", "xyz"], "no kind of number 'xyz': there are cardinal, ordinal, percent, money, quantity"),
        (["--numbers", ""], "--numbers: no name: give one, or leave the option out"),
        (
            ["--numbers", "money", "--only", "people"],
            "--numbers: it applies to numbers, which --only people leaves out",
        ),
        (["--brief", "-f", "json"], "--brief: it applies to tables, not json: leave it out, or take -f table"),
        (["--brief", "-o", "out.csv"], "--brief: it applies to tables, not csv"),
        (["--brief", "-o", "records/", "-f", "jsonl"], "--brief: it applies to tables, not jsonl"),
    ],
)
def test_mistakes_are_told_in_one_line(
    command: Command, article: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = command("a.txt", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_settings_file_that_narrows_what_is_not_looked_for_is_no_mistake(
    command: Command, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "newsextract.toml").write_text('numbers = "money"\nindirect = true\n')
    done = command("a.txt", "--only", "people")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(command("a.txt").stdout)["numbers"]) == 2


def test_brief_tables_have_the_first_three_of_each_kind(command: Command, article: Path, tmp_path: Path) -> None:
    whole = without_styles(on_terminal("a.txt", "-q", cwd=tmp_path))
    brief = without_styles(on_terminal("a.txt", "-q", "--brief", cwd=tmp_path))
    assert brief.splitlines()[0] == whole.splitlines()[0]  # the counts are those of all
    assert [len(part) for part in parts(whole)] == [4, 8, 7]
    assert [len(part) for part in parts(brief)] == [3, 3, 6]
    assert command("a.txt", "--brief").stdout.decode() == brief  # tables, wherever they go
    assert command("a.txt", "--brief", "-o", "a.tables.txt").returncode == 0
    assert (tmp_path / "a.tables.txt").read_text(encoding="utf-8") == brief


def test_a_folder_has_brief_tables_and_notices_whole_ones(command: Command, article: Path, tmp_path: Path) -> None:
    assert command("a.txt", "-o", "tables/", "--brief").returncode == 0
    assert len(parts((tmp_path / "tables" / "a.txt.txt").read_text(encoding="utf-8"))[0]) == 3
    done = command("a.txt", "-o", "tables/", "-f", "table")
    assert b"different --format" in done.stderr
    assert len(parts((tmp_path / "tables" / "a.txt.txt").read_text(encoding="utf-8"))[0]) == 4


def parts(shown: str) -> list[list[str]]:
    """The lines of each table, less the heading and the line below it."""
    return [part.strip().splitlines()[2:] for part in re.split(r"\n *\n", shown)[1:]]
