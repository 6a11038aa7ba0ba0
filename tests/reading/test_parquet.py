"""Parquet of any type: what Python can have is read, a field that it cannot have is its row's failure."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from newsextract.reading import Article, Failure, read
from newsextract.reading.tables.parquet import pages
from tests.process import Command

pyarrow = pytest.importorskip("pyarrow")
from pyarrow.parquet import ParquetFile, write_table  # noqa: E402

TEXTS = pyarrow.array(["One.", "Two."])
PAST_TIME = 2**52


def undecodable() -> Any:
    """Two strings, of which the first is not UTF-8."""
    ends = b"".join(end.to_bytes(4, "little") for end in (0, 2, 4))
    return pyarrow.StringArray.from_buffers(2, pyarrow.py_buffer(ends), pyarrow.py_buffer(b"\xff\xfeOK"))


def struct(*names: str) -> Any:
    return pyarrow.StructArray.from_arrays([TEXTS] * len(names), list(names))


def times(unit: str, zone: str | None, *values: int) -> Any:
    return pyarrow.array(values, pyarrow.timestamp(unit, zone))


def write(path: Path, *columns: tuple[str, Any]) -> None:
    write_table(pyarrow.Table.from_arrays([values for _, values in columns], [name for name, _ in columns]), path)


def read_all(path: Path) -> list[Article | Failure]:
    return list(read([str(path)]))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (times("s", None, 0, 1), "1970-01-01T00:00:00"),
        (times("ns", None, 1_001, 1), "1970-01-01T00:00:00.000001"),
        (times("ns", "UTC", 1, 1), "1970-01-01T00:00:00+00:00"),
        (times("ms", "Europe/Berlin", 1, 1), "1970-01-01T01:00:00.001000+01:00"),
        (times("us", "+05:30", 0, 1), "1970-01-01T05:30:00+05:30"),
        (times("us", "Mars/Olympus", 0, 1), "1970-01-01T00:00:00+00:00"),
        (times("ns", "+99:99", 0, 1), "1970-01-01T00:00:00+00:00"),
        (pyarrow.array([date(2026, 1, 2)] * 2), "2026-01-02"),
        (pyarrow.array([time(1, 2)] * 2), "01:02:00"),
        (pyarrow.array([1_001, 1], pyarrow.time64("ns")), "00:00:00.000001"),
        (pyarrow.array([timedelta(1)] * 2), "1 day, 0:00:00"),
        (pyarrow.array([Decimal("1.50")] * 2), "1.50"),
        (pyarrow.array([2026, 2027]), "2026"),
        (pyarrow.array(["May"] * 2).dictionary_encode(), "May"),
        (pyarrow.array(["May"] * 2, pyarrow.large_string()), "May"),
        (pyarrow.array(["May"] * 2, pyarrow.string_view()), "May"),
        (pyarrow.array([b"May"] * 2), "May"),
        (pyarrow.array([b"\xff\x01"] * 2), "ff01"),
        (pyarrow.array([UUID(int=255).bytes] * 2, pyarrow.binary(16)), "0" * 30 + "ff"),
        (pyarrow.array([["May"]] * 2), "['May']"),
        (pyarrow.array([None] * 2, pyarrow.null()), None),
        (pyarrow.array([None, datetime(2026, 1, 2)]), None),
    ],
)
@pytest.mark.parametrize("name", ["id", "title", "date"])
def test_any_type_may_be_an_id_title_or_date(tmp_path: Path, name: str, values: Any, shown: str | None) -> None:
    path = tmp_path / "a.parquet"
    write(path, ("text", TEXTS), (name, values))
    first, second = read_all(path)
    assert isinstance(first, Article), first
    assert isinstance(second, Article), second
    assert getattr(first, name) == (f"{path}:1" if shown is None and name == "id" else shown)


@pytest.mark.parametrize(
    "values",
    [
        pyarrow.array(["One."] * 2, pyarrow.large_string()),
        pyarrow.array(["One."] * 2, pyarrow.string_view()),
        pyarrow.array(["One."] * 2).dictionary_encode(),
        pyarrow.array([b"One."] * 2),
        pyarrow.array([b"One."] * 2, pyarrow.large_binary()),
    ],
)
def test_any_type_of_text_is_a_text(tmp_path: Path, values: Any) -> None:
    write(tmp_path / "a.parquet", ("text", values))
    assert [item.text for item in read_all(tmp_path / "a.parquet") if isinstance(item, Article)] == ["One."] * 2


BAD: dict[str, Callable[[], tuple[tuple[str, Any], str]]] = {
    "seconds": lambda: (("date", times("s", None, PAST_TIME, 0)), "its date cannot be read (out of range)"),
    "milliseconds": lambda: (("date", times("ms", "UTC", -PAST_TIME, 0)), "its date cannot be read (out of range)"),
    "days": lambda: (("date", pyarrow.array([2**30, 0], pyarrow.date32())), "its date cannot be read (out of range)"),
    "duration": lambda: (("date", pyarrow.array([PAST_TIME, 0], pyarrow.duration("s"))), "(out of range)"),
    "text": lambda: (("text", undecodable()), "its text cannot be read ('utf-8' codec can't decode byte 0xff"),
    "id": lambda: (("id", undecodable()), "its id cannot be read ('utf-8'"),
    "title": lambda: (("title", undecodable().dictionary_encode()), "its title cannot be read ('utf-8'"),
    "in a struct": lambda: (("title", pyarrow.StructArray.from_arrays([undecodable()], ["x"])), "its title cannot be"),
    "bytes": lambda: (("text", pyarrow.array([b"\xff", b"OK"])), "that is a string"),
    "number": lambda: (("text", pyarrow.array([7, None])), "that is a string"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_field_is_the_failure_of_its_row(tmp_path: Path, name: str) -> None:
    (column, values), says = BAD[name]()
    path = tmp_path / "a.parquet"
    write(path, *({"text": TEXTS} | {column: values}).items())
    first = read_all(path)[0]
    assert isinstance(first, Failure)
    assert first.id == f"{path}:1"
    assert says in first.message


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ([("text", TEXTS), ("text", TEXTS)], "2 columns are called 'text': give each its own name"),
        ([("text", TEXTS), ("id", struct("x", "x"))], "its id cannot be read"),
        ([("text", struct("x", "x"))], "its text cannot be read"),
    ],
)
def test_doubled_and_nested_columns_are_told(tmp_path: Path, columns: Any, says: str) -> None:
    write(tmp_path / "a.parquet", *columns)
    for item in read_all(tmp_path / "a.parquet"):
        assert isinstance(item, Failure)
        assert says in item.message


def test_what_is_not_asked_for_may_be_bad(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", ("text", TEXTS), ("x", undecodable()), ("x", struct("y", "y")))
    assert [type(item) for item in read_all(tmp_path / "a.parquet")] == [Article, Article]


def test_the_command_tells_each_bad_row_in_a_line_and_does_the_others(command: Command, tmp_path: Path) -> None:
    for name, make in BAD.items():
        column, values = make()[0]
        columns = {"text": TEXTS, "id": pyarrow.array(["bad", f"good {name}"])} | {column: values}
        write(tmp_path / f"{name}.parquet", *columns.items())
    write(tmp_path / "twice.parquet", ("text", TEXTS), ("text", TEXTS))
    done = command(".", "--only", "countries")
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert len(told) == len(BAD) + 2  # neither row of numbers is a text
    assert all(line.startswith("newsextract: ") for line in told)
    assert len(done.stdout.splitlines()) == len(BAD) - 1


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_damaged_files_are_failures(tmp_path: Path, compression: str) -> None:
    stream = io.BytesIO()
    days = times("ns", "UTC", *range(300))
    table = pyarrow.table({"text": [f"One {n}." for n in range(300)], "date": days})
    write_table(table, stream, compression=compression, row_group_size=100)
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(stream.getvalue())
        for _ in range(chance.choice([1, 3])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "a.parquet").write_bytes(data)
        for item in read_all(tmp_path / "a.parquet"):
            assert isinstance(item, Article) or "\n" not in item.message


LONG = "pay " * 250_000
BOMBS = {
    "one value of many rows": {"text": pyarrow.DictionaryArray.from_arrays([0] * 1_000, [LONG])},
    "one value, in the dictionary": {"text": pyarrow.DictionaryArray.from_arrays([0] * 1_000, [LONG * 15])},
    "a page": {"text": [LONG * 15]},
    "a page of many rows": {"text": [f"{LONG}{number}" for number in range(15)]},
    "a page of another column that is read": {"text": ["Ana."], "title": [LONG * 15]},
}


@pytest.mark.parametrize("columns", BOMBS.values(), ids=BOMBS)
def test_what_unpacks_to_far_more_than_it_is_costs_itself(tmp_path: Path, columns: dict[str, Any]) -> None:
    is_dictionary = not isinstance(columns["text"], list)
    table = pyarrow.table(columns)
    write_table(table, tmp_path / "a.parquet", compression="zstd", use_dictionary=is_dictionary, store_schema=False)
    pool = pyarrow.default_memory_pool()
    before, most = pool.bytes_allocated(), 0
    last = None
    for item in read(tmp_path / "a.parquet"):
        last, most = item, max(most, pool.bytes_allocated() - before)
    assert isinstance(last, Failure)
    assert last.message.startswith(
        "unpacks to more than 200 times its size, as a decompression bomb does: if it is none"
    )
    assert most < 10_000_000


def test_the_same_text_in_many_rows_is_no_bomb_where_it_is_little(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", ("text", pyarrow.array(["Ana said no. " * 100] * 3_000)))
    assert (tmp_path / "a.parquet").stat().st_size < 3_000_000 // 200
    assert [type(item) for item in read_all(tmp_path / "a.parquet")] == [Article] * 3_000


def test_a_large_page_that_is_hardly_packed_is_no_bomb(tmp_path: Path) -> None:
    letters = random.Random(1).choices("abcdefghijklmnop ", k=1_000_000)
    text = "".join(letters)
    write(tmp_path / "a.parquet", ("text", pyarrow.array([f"{number}{text}" for number in range(12)])))
    assert [type(item) for item in read_all(tmp_path / "a.parquet")] == [Article] * 12


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_pages_have_the_sizes_that_pyarrow_tells(tmp_path: Path, version: Any, compression: Any) -> None:
    rows = [{"text": f"{number} " * 400, "n": number, "t": [f"{number}"], "s": {"a": None}} for number in range(4_000)]
    path = tmp_path / "a.parquet"
    table = pyarrow.Table.from_pylist(rows)
    settings: dict[str, Any] = {"data_page_version": version, "compression": compression, "row_group_size": 3_000}
    write_table(table, path, write_statistics=["n"], **settings)
    wanted = Counter[str]()
    metadata = ParquetFile(path).metadata
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for part in map(group.column, range(group.num_columns)):
            wanted[part.path_in_schema.partition(".")[0]] += part.total_uncompressed_size
    assert len(wanted) == 4
    for name, size in wanted.items():
        with path.open("rb") as file:
            found = list(pages(file, [name]))
        heads = 200 * len(found)
        assert size - heads < sum(page.unpacked for page in found) < size
