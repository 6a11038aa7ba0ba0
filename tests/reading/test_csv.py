"""CSV of odd quote marks and cells: no article is lost in silence, and no line of a text is taken for an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.reading import Article, read
from tests.growth import grows_in_line
from tests.process import Command

SEMICOLONS = "3 cells for 2 names: put a text that has semicolons in quote marks"
COMMAS = "3 cells for 2 names: put a text that has commas in quote marks"
LINE_ENDS = "1 cell for 2 names, and none of them the text: put a text that has line ends in quote marks"
QUOTES = "close each quote mark, and double those inside a text"


def lost(row: int, line: int, why: str = QUOTES) -> str:
    """What is said of a row after which none is read."""
    return f"a.csv: row {row} (line {line}) and those after it cannot be read: {why}"


def read_all(path: Path, data: str) -> list[str]:
    """The texts of a CSV file's articles and what is said of its failures, in order."""
    path.write_bytes(data.encode())
    items = read([str(path)])
    return [
        item.text if isinstance(item, Article) else f"{item.id.rpartition(':')[2]}: {item.message}" for item in items
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param('id,text\n1,One.\n2,"Two\n3,Three.\n4,Four.\n', ["One.", lost(3, 3)], id="to the end"),
        pytest.param('id,text\n1,One.\n2,"Two\n3,"Three, 3."\n', ["One.", lost(3, 3)], id="to a mark"),
        pytest.param('id,text\n1,"One\nlines"\n2,"Two', ["One\nlines", lost(3, 4)], id="at the end"),
        pytest.param('text,id\nOne.,1\n"Two,2\n"Three",3\n', ["One.", lost(3, 3)], id="text first"),
        pytest.param(
            'id,text\n1,"He said ""yes"".\nOn, and on."\n2,Two.', ['He said "yes".\nOn, and on.', "Two."], id="honest"
        ),
        pytest.param(
            'id,text\n1,One.\n2,"He said "yes", and\nsmiled, he did.\nThen, no more"\n3,Three.\n',
            ["One.", lost(3, 3)],
            id="marks not doubled in a text of lines",
        ),
        pytest.param('text,id\nOne.,1\nTwo.,"2\nThree.,3"\nFour.,4\n', ["One.", lost(3, 3)], id="an id of lines"),
        pytest.param("id,text\n1,One, two.\n2,Two.\n", [f"2: {COMMAS}", "Two."], id="commas"),
        pytest.param("text;id\nOne; two.;1\nTwo.;2;;\n", [f"2: {SEMICOLONS}", "Two."], id="semicolons"),
        pytest.param(
            "id,text\n1,One.\n2,Two\ngoes on\nand on, it does\n3,Three.\n",
            ["One.", "Two", lost(4, 4, LINE_ENDS)],
            id="line ends",
        ),
        pytest.param("text,id,title\nOne.,1\nTwo.\n", ["One.", "Two."], id="empty cells at the end may be missing"),
        pytest.param('"id,text\n1,One.\n', [lost(1, 1)], id="names"),
        pytest.param(
            'id\ttext\n1\t"Yes," he said.\n2\t"No".\n3\t"Three"\n',
            ['"Yes," he said.', '"No".', "Three"],
            id="marks mean nothing in tabs",
        ),
        pytest.param('id,text\r1,One.\r2,"Two\rlines."\r', ["One.", "Two\rlines."], id="an old Mac"),
    ],
)
def test_what_is_read_and_what_is_told(tmp_path: Path, data: str, found: list[str]) -> None:
    assert [item.replace(str(tmp_path) + "/", "") for item in read_all(tmp_path / "a.csv", data)] == found


def test_the_command_tells_bad_rows_by_number(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,Ann Reed.\n2,Ann, Reed.\n3,"Ann\n\n""Reed""."\n4,"Open.\n5,Ann Reed.\n')
    done = command("a.csv")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        f"newsextract: a.csv:3: {COMMAS}",
        f"newsextract: {lost(5, 7)}",
    ]
    assert len(done.stdout.splitlines()) == 2


CELL = st.text("ab1 ,;\"\n'", min_size=1, max_size=12).filter(str.strip)


@given(texts=st.lists(CELL, min_size=1, max_size=6), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_any_text_written_by_rule_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], quoting: Literal[0, 1]
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=quoting)
    writer.writerows([("id", "text"), *enumerate(texts)])
    assert read_all(tmp_path_factory.getbasetemp() / "rule.csv", stream.getvalue()) == texts


@given(
    texts=st.lists(st.text("ab1 ,.'", min_size=1, max_size=12).filter(str.strip), min_size=2, max_size=6),
    place=st.integers(0),
)
def test_of_a_mark_that_is_not_closed_all_before_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], place: int
) -> None:
    bad = place % len(texts)
    lines = [f'{number},"{text}{"" if number == bad else chr(34)}\n' for number, text in enumerate(texts)]
    *found, told = read_all(tmp_path_factory.getbasetemp() / "mark.csv", "id,text\n" + "".join(lines))
    assert found == texts[:bad]
    assert f": row {bad + 2} (line {bad + 2}) " in told


def test_a_row_without_end_takes_no_more_memory_than_its_limit(tmp_path: Path) -> None:
    data = 'id,text\n1,One.\n2,"' + ("never closed " * 100 + "\n") * 30_000 + '3,"Three."\n'
    found, told = read_all(tmp_path / "a.csv", data)
    assert found == "One."
    assert told.endswith(f": more than 20,000,000 bytes: {QUOTES}, or --limit row=SIZE raises the limit")


@pytest.mark.parametrize("line", ['x","\n', '1,"x\n', '1,""x"\n', '1,"""\n', "1,a,b\n", '"', ",", "\n"])
def test_time_is_in_line_with_the_file(tmp_path: Path, line: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        path = tmp_path / f"{size}.csv"
        path.write_text("id,text\n1,One.\n" + line * (size // len(line)))
        return lambda: list(read([str(path)]))

    grows_in_line(reading, 50_000)
