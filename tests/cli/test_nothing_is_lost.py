"""A slip of the hand costs nothing: the file of -o stays where nothing was read, or where it must not be lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from newsextract.cli import running
from newsextract.cli.commands import other_commands
from newsextract.output import ending
from newsextract.output.formats import ENDINGS, FORMATS, ROWS, Format
from newsextract.output.replacing import is_ours
from tests.archive.fake import Run
from tests.archive.fake import quick as quick
from tests.process import Command

OLD = b'{"schema_version": 1, "id": "the work of a night"}\n'
OF_FILES = [one for one, format in ENDINGS.items() if format != "db"]
LOST = "and would be lost: give -o another name"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Ana Duarte, a baker")
    (folder / "b.txt").write_text("Bo Lee")
    return folder


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The other commands in this process; gives what they say on standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, status: int = 0) -> list[str]:
        monkeypatch.setattr(sys, "argv", ["newsextract", *map(str, arguments)])
        assert running.run(other_commands) == status
        return [line.removeprefix("newsextract: ") for line in capfd.readouterr().err.splitlines()]

    return run


# Nothing was read


def nothing_there(folder: Path) -> list[str]:
    return ["typo/", "typo.txt"]


def an_empty_folder(folder: Path) -> list[str]:
    (folder / "empty").mkdir()
    return ["empty", "empty/*"]


def only_failures(folder: Path) -> list[str]:
    (folder / "bad.txt").write_text("fail")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    return ["bad.txt", "binary.txt"]


def only_records(folder: Path) -> list[str]:
    (folder / "old").mkdir()
    (folder / "old" / "errors.jsonl").write_text('{"id": "a", "kind": "input", "message": "gone"}\n')
    return ["old"]


@pytest.mark.parametrize("make", [nothing_there, an_empty_folder, only_failures, only_records])
@pytest.mark.parametrize("suffix", OF_FILES)
def test_a_run_that_reads_nothing_leaves_the_file(
    quick: Run, tmp_path: Path, make: Callable[[Path], list[str]], suffix: str
) -> None:
    good = tmp_path / f"good{suffix}"
    good.write_bytes(OLD)
    inputs = make(tmp_path)
    told = quick(*inputs, output=good.name, status=1)
    assert f"{good.name}: left as it was, for no article was read" in told
    assert (good.read_bytes(), list(tmp_path.glob(".*"))) == (OLD, [])
    quick(*inputs, output=f"new{suffix}", status=None)
    assert (tmp_path / f"new{suffix}").exists()


@pytest.mark.parametrize(
    "refused",
    [["--only", "places"], ["--model", "en_no_such_model"], ["--rules", "gone"], ["--fail-fast", "typo/"], ["-f", "x"]],
)
def test_a_run_that_is_refused_or_stopped_leaves_the_file(
    command: Command, news: Path, tmp_path: Path, refused: list[str]
) -> None:
    (tmp_path / "good.jsonl").write_bytes(OLD)
    done = command(*refused, "news", "-o", "good.jsonl")
    assert (done.returncode, len(done.stderr.splitlines())) in {(2, 1), (1, 2)}
    assert (tmp_path / "good.jsonl").read_bytes() == OLD


def test_a_run_with_some_failures_replaces_the_file(quick: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_bytes(OLD)
    [told] = quick("typo.txt", "news/a.txt", output="good.jsonl", status=1)
    assert "typo.txt: no such file" in told
    assert b"Ana Duarte" in (tmp_path / "good.jsonl").read_bytes()


# The ending decides


@pytest.mark.parametrize("suffix", [*ENDINGS, ".JSON"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_format_that_the_ending_contradicts_is_refused(
    quick: Run, news: Path, tmp_path: Path, format: str, suffix: str
) -> None:
    name = f"all{suffix}"
    (tmp_path / name).write_bytes(b"")
    if ENDINGS[suffix.lower()] == format:
        assert quick("news", "-f", format, output=name) == []
        return
    [told] = quick("news", "-f", format, output=name, status=2)
    assert told.startswith(f"--format {format}: {name} is ")
    assert (tmp_path / name).read_bytes() == b""


@pytest.mark.parametrize("suffix", ENDINGS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_format_of_the_settings_gives_way_to_the_ending(
    quick: Run, news: Path, tmp_path: Path, format: str, suffix: str
) -> None:
    name, meant = f"all{suffix}", ENDINGS[suffix]
    quick("news", output=f"as-meant{suffix}")
    (tmp_path / "newsextract.toml").write_text(f'format = "{format}"\n')
    what = "an archive" if meant == "db" else meant
    differs = f"{name}: {what}, as its ending says, though the settings have format = {format}"
    told = quick("news", output=name)
    assert [line for line in told if "settings" in line] == ([] if meant == format else [differs])
    assert quick("news", "-q", output=f"quiet{suffix}") == []
    begins = (tmp_path / f"as-meant{suffix}").read_bytes()[:10]
    assert (tmp_path / name).read_bytes()[:10] == (tmp_path / f"quiet{suffix}").read_bytes()[:10] == begins


def test_a_format_of_the_settings_counts_where_no_ending_speaks(quick: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "newsextract.toml").write_text('format = "csv"\n')
    assert quick("news/a.txt", output="finds.out") == []
    assert (tmp_path / "finds.out").read_text(encoding="utf-8-sig").startswith("id,title,")
    quick("news", output="records/")
    assert (tmp_path / "records" / "a.txt.csv").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["summary", "a.db", "-f", "json", "-o", "other.db"],
        ["summary", "a.db", "-o", "other.db"],
        ["summary", "a.db", "-f", "csv", "-o", "r.html"],
        ["summary", "a.db", "--person", "Bo Lee", "-f", "table", "-o", "lee.json"],
        ["quotes", "a.db", "-f", "json", "-o", "other.db"],
        ["quotes", "a.db", "-f", "table", "-o", "q.csv"],
        ["merge", "a.db", "-o", "new.json"],
    ],
)
def test_other_commands_go_by_the_ending_too(
    quick: Run, other: Run, news: Path, tmp_path: Path, arguments: list[str]
) -> None:
    quick("news")
    target = tmp_path / arguments[-1]
    target.write_bytes((tmp_path / "a.db").read_bytes() if target.suffix == ".db" else OLD)
    before = target.read_bytes()
    [told] = other(*arguments, status=2)
    assert arguments[-1] in told
    assert target.read_bytes() == before


# No archive of nothing


@pytest.mark.parametrize(
    "arguments", [["typo.txt"], ["typo.txt", "--fail-fast"], ["news", "--model", "en_no_such_model"], ["a.toml"]]
)
def test_a_run_that_fails_at_once_leaves_no_archive(
    command: Command, news: Path, tmp_path: Path, arguments: list[str]
) -> None:
    assert command(*arguments, "-o", "new.db").returncode in (1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news"]


def test_an_archive_with_articles_stays_whatever_fails(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news", "typo.txt", status=1)
    quick("typo.txt", status=1)
    assert (tmp_path / "a.db").exists()
    quick("news/a.txt", "--shard", "1/2", output="1.db")  # one of the two has nothing to do
    quick("news/a.txt", "--shard", "2/2", output="2.db")
    assert (tmp_path / "1.db").exists() == (tmp_path / "2.db").exists() is True


# What is never replaced


def plain(path: Path, name: Path) -> None:
    name.write_bytes(path.read_bytes())


def by_link(path: Path, name: Path) -> None:
    name.symlink_to(path)


def by_hard_link(path: Path, name: Path) -> None:
    os.link(path, name)


@pytest.mark.parametrize("make", [plain, by_link, by_hard_link])
@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "all.html", "all.txt", "all.xlsx", "all.parquet", "all.json"])
def test_an_archive_is_replaced_by_force_alone_whatever_its_name(
    quick: Run, other: Run, news: Path, tmp_path: Path, make: Callable[[Path, Path], None], name: str
) -> None:
    quick("news", output="kept.db")
    quick("news", output="asked.db")
    make(tmp_path / "kept.db", tmp_path / name)
    before = (tmp_path / "kept.db").read_bytes()
    told = quick("news", output=name, status=2)
    assert told == [f"{name}: holds no records of newsextract, {LOST}, or type --force"]
    if ENDINGS[Path(name).suffix] in ("json", "csv", "table"):
        assert other("quotes", "asked.db", "-o", name, status=2) == told
        assert other("summary", "asked.db", "-o", name, status=2) == told
    assert (tmp_path / "kept.db").read_bytes() == (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("inputs", [["news"], ["news/*"], ["news/**"], ["news/a.txt"], ["."], ["link"]])
@pytest.mark.parametrize("output", ["news/a.txt", "to.txt", "hard.txt"])
def test_an_input_is_never_replaced(quick: Run, news: Path, tmp_path: Path, inputs: list[str], output: str) -> None:
    (tmp_path / "link").symlink_to("news")
    (tmp_path / "to.txt").symlink_to("link/a.txt")
    os.link(news / "a.txt", tmp_path / "hard.txt")
    before = (news / "a.txt").read_bytes()
    if output == "hard.txt" and inputs not in (["news/a.txt"], ["."]):
        assert quick(*inputs, "--force", output=output) == []  # another name of an input gives way, the input stays
    else:
        assert quick(*inputs, output=output, status=2) == [f"{output}: an input too, {LOST}"]
    assert (news / "a.txt").read_bytes() == before


@pytest.mark.parametrize("format", FORMATS)
def test_records_of_an_earlier_run_in_the_folder_that_is_read_are_replaced(
    quick: Run, news: Path, format: Format
) -> None:
    name = ending(format)
    for text in ("Ana Duarte", "Cy Young"):
        (news / "a.txt").write_text(text)
        quick("news", output=f"news/all{name}")
        if not ROWS[format].is_binary:
            assert text in (news / f"all{name}").read_text(encoding="utf-8-sig")
    (news / "table.csv").write_text("text\nBo Lee came.\n")
    if format == "csv":
        assert quick("news", output="news/table.csv", status=2) == [f"news/table.csv: an input too, {LOST}"]


@pytest.mark.parametrize(
    ("format", "article"),
    [
        ("json", '{"text": "Cy Young"}'),
        ("jsonl", '{"text": "Cy Young"}\n'),
        ("csv", "text\nCy Young\n"),
        ("table", "Cy Young"),
        ("html", "<p>Cy Young"),
    ],
)
def test_a_record_never_takes_the_place_of_an_input(quick: Run, tmp_path: Path, format: Format, article: str) -> None:
    twin = tmp_path / f"a.txt{ending(format)}"
    (tmp_path / "a.txt").write_text("Ana Duarte")
    (tmp_path / "b.txt").write_text("Bo Lee")
    twin.write_text(article)
    for _ in range(2):
        told = quick("a.txt", twin.name, "b.txt", "-f", format, output="./", status=1)
        assert f"a.txt: {twin.name}: also an input, and would be overwritten: give -o another folder" in told
        assert twin.read_text() == article
        assert (tmp_path / f"b.txt{ending(format)}").exists()


# A file that newsextract has not written


def test_what_others_have_written_is_replaced_only_by_force(quick: Run, other: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    for suffix in OF_FILES:
        name = f"mine{suffix}"
        for text in (
            "Ana Duarte, a baker",
            "id,text\n1,Ana Duarte\n",
            '{"text": "Ana Duarte"}\n',
            "<p>Ana",
            "PAR1PAR1",
            "PK\x03\x04\r\0",
        ):
            (tmp_path / name).write_text(text)
            refused = [f"{name}: holds no records of newsextract, {LOST}, or type --force"]
            assert quick("news/a.txt", output=name, status=2) == refused
            if suffix != ".parquet":
                assert other("summary", "a.db", "-o", name, status=2) == refused
            assert (tmp_path / name).read_bytes() == text.encode()
        (tmp_path / "newsextract.toml").write_text("force = true\n")
        assert quick("news/a.txt", "--config", "newsextract.toml", output=name, status=2) == refused  # not typed
        (tmp_path / "newsextract.toml").unlink()
        assert quick("news/a.txt", "--force", output=name) == []
        if suffix != ".parquet":
            (tmp_path / name).write_text(text)
            assert other("summary", "a.db", "-o", name, "--force", "-q") == []
        (tmp_path / name).write_bytes(b"")  # as mktemp makes it
        assert quick("news/a.txt", output=name) == []


@pytest.mark.parametrize("suffix", OF_FILES)
def test_a_parquet_file_or_workbook_of_others_is_told_from_ours(
    quick: Run, news: Path, tmp_path: Path, suffix: str
) -> None:
    for output in (f"all{suffix}", f"all{suffix}"):
        assert quick("news", output=output) == []
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"id": ["1"], "text": ["Ana Duarte"]}), tmp_path / "mine.parquet")
    with ZipFile(tmp_path / "mine.xlsx", "w") as workbook:
        workbook.writestr("docProps/core.xml", "<dc:creator>newsextract</dc:creator><cp:lastModifiedBy>Ana Duarte<")
    assert not is_ours(tmp_path / "mine.parquet")
    assert not is_ours(tmp_path / "mine.xlsx")
    assert is_ours(tmp_path / f"all{suffix}")


def test_slips_of_the_hand(quick: Run, other: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("news/a.txt\n")
    (tmp_path / "c.toml").write_text("text = true\n")
    quick("news")
    quick("news", output="keep.csv")
    quick("news", output="locked.csv")
    (tmp_path / "empty.csv").touch()
    for locked in ("locked.csv", "empty.csv"):
        (tmp_path / locked).chmod(0o444)
    before = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for arguments, output, told in [
        (["news/b.txt"], "news/a.txt", "holds no records of newsextract, and"),  # -o *.txt
        (["--files-from", "list.txt"], "list.txt", "an input too, and"),
        (["--files-from", "list.txt", "--force"], "list.txt", "an input too, and"),
        (["news", "--config", "c.toml", "-f", "table"], "c.toml", "an input too, and"),
        (["news", "--config", "c.toml", "-f", "table", "--force"], "c.toml", "an input too, and"),
        (["news"], "locked.csv", "read-only, and"),
        (["news"], "empty.csv", "read-only, and"),
    ]:
        [line] = quick(*arguments, output=output, status=2)
        assert line.startswith(f"{output}: {told} would be lost: give -o another name")
    [line] = other("summary", "a.db", "-o", "news/b.txt", status=2)
    assert line.startswith("news/b.txt: holds no records of newsextract, and would be lost")
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_nothing_on_standard_input_leaves_the_file(command: Command, news: Path, tmp_path: Path, data: bytes) -> None:
    assert command("news/a.txt", "-o", "keep.csv").returncode == 0
    before = (tmp_path / "keep.csv").read_bytes()
    done = command("-o", "keep.csv", stdin=data)
    why = "there is no word in the articles" if data else "nothing came on standard input"
    assert done.stderr.decode().splitlines()[-1] == f"newsextract: keep.csv: left as it was, for {why}"
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 2 if data else 1)
    assert (tmp_path / "keep.csv").read_bytes() == before
    assert command("-o", "new.csv", stdin=data).returncode == 0


@pytest.mark.parametrize("suffix", [".txt", ".json", ".csv", ".xlsx", ".html"])
def test_a_saved_page_is_recognised_and_another_answer_is_not(
    quick: Run, other: Run, news: Path, tmp_path: Path, suffix: str
) -> None:
    quick("news")
    assert other("summary", "a.db", "-o", f"answer{suffix}", "-q") == []
    is_recognised = suffix in (".html", ".xlsx")
    told = other("summary", "a.db", "-o", f"answer{suffix}", "-q", status=0 if is_recognised else 2)
    assert told == (
        [] if is_recognised else [f"answer{suffix}: holds no records of newsextract, {LOST}, or type --force"]
    )
    assert other("summary", "a.db", "-o", f"answer{suffix}", "-q", "--force") == []
