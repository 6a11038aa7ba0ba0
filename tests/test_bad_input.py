"""Bad input through the real command: one line each on standard error, the other articles done, no traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.output.formats import FORMATS, ROWS
from newsextract.records.kinds import KINDS
from tests.process import Command

SENTENCE = "Ana Duarte spoke in France. "


def records(stdout: bytes) -> dict[str, Any]:
    return {record["id"]: record for record in map(json.loads, stdout.splitlines())}


def check_spans(text: str, record: dict[str, Any]) -> int:
    """Every find's text is that of its offsets; how many there are."""
    spans = [m for kind in ("people", "countries") for found in record[kind] for m in found["mentions"]]
    spans += record["numbers"] + record["quotes"]
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
    return len(spans)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "an image, not text"),
        ("binary.txt", bytes(range(256)) * 9, "binary data"),
        ("settings.json", b'{\n "indent": 4\n}', "JSON without articles"),
        ("lines.txt", b'{"text": "Ana."}\n{"text": "Bo."}\n', "JSON, not prose: name the file .json"),
        ("letter.rtf", b"{\\rtf1 Ana.}", "rich text, not text"),
        ("array.json", b'[\n {"text": "Ana."\n]', "not JSON"),
        ("broken.jsonl", b'{"id": "x", "text"\n', "not JSON"),
    ],
)
def test_a_bad_file_is_told_and_stops_nothing(
    command: Command, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = command(name, "good.txt")
    assert list(records(done.stdout)) == ["good.txt"]
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr.decode()
    assert says in done.stderr.decode()


def test_a_folder_without_articles(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = command("empty")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("newsextract: empty: no article in this folder")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_an_empty_record_and_a_note(command: Command, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "empty.txt").write_bytes(data)
    done = command("empty.txt")
    record = records(done.stdout)["empty.txt"]
    assert all(record[kind] == [] for kind in KINDS)
    assert done.returncode == 0
    assert done.stderr == b"newsextract: empty.txt: empty: nothing to extract\n"
    assert command("empty.txt", "-q").stderr == b""


def test_a_broken_json_line_in_the_middle(command: Command, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"id": 1, "text": "One."}\n{"id": 2,\n{"id": 3, "text": "Three."}\n')
    done = command("many.jsonl")
    assert list(records(done.stdout)) == ["1", "3"]
    assert done.returncode == 1
    assert done.stderr.decode().startswith("newsextract: many.jsonl:2: not JSON")


TEXT = "Café owner Zoë Müller said: “It costs £5.”\r\nShe lives in France.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_line_ends_keep_offsets_exact(command: Command, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    done = command("a.txt")
    assert check_spans(TEXT, records(done.stdout)["a.txt"]) >= 4
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "data",
    [
        b"Ana Duarte \xff met 12 \xe2\x80\x98old\xe2\x80\x99 friends in France.",
        b"Ana \x00Duarte met 12\x00 people\x00 in France, and they talked for hours and hours.",
        "🙂 Ana Duarte met 12 people in 🇫🇷 France. \u0301\u202e".encode(),
    ],
)
def test_damaged_and_odd_characters(command: Command, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = command("a.txt")
    assert done.returncode == 0
    assert check_spans(data.decode("utf-8", errors="replace"), records(done.stdout)["a.txt"]) >= 2


def test_json_may_hold_half_a_surrogate_pair(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "\\ud800", "text": "\\ud83d Ana Duarte met 12 people."}\n')
    done = command("a.jsonl")
    assert done.returncode == 0
    (record,) = map(json.loads, done.stdout.splitlines())
    assert check_spans("\ufffd Ana Duarte met 12 people.", record) >= 1


@pytest.mark.parametrize("line_end", ["\n", " "], ids=["lines", "one line"])
def test_articles_over_spacys_limit(command: Command, tmp_path: Path, line_end: str) -> None:
    # Filler keeps this quick: the offsets behind it are what can go wrong.
    filler = ("-" * 5_000 + line_end) * 400
    text = SENTENCE + filler + SENTENCE
    (tmp_path / "long.txt").write_text(text)
    done = command("long.txt")
    record = records(done.stdout)["long.txt"]
    assert check_spans(text, record) >= 2
    assert [m["start"] for m in record["countries"][0]["mentions"]] == [20, len(text) - 8]


@pytest.mark.parametrize("marks", ['"' * 10_000, "“" * 10_000, "”“" * 5_000, "'" * 10_000, '" ' * 10_000])
def test_ten_thousand_quote_marks(command: Command, tmp_path: Path, marks: str) -> None:
    text = f"{marks}\n\n“We won,” Ana Duarte said."
    (tmp_path / "marks.txt").write_text(text, encoding="utf-8")
    done = command("marks.txt")
    assert done.returncode == 0
    assert "We won," in [quote["text"] for quote in records(done.stdout)["marks.txt"]["quotes"]]


HARMFUL = "\x1b\x9b\u061c\u200b\u200e\u202e\u2066\u2060\ufeff\u3164\U000e0001\U000e0041\U000e0101"


def test_escape_sequences_and_markup_come_out_inert(command: Command, tmp_path: Path) -> None:
    hidden = "".join(f"{character}a" for character in HARMFUL)
    text = f"“It is \x1b[31mred\x1b[0m [bold]and[/bold] {hidden} 👩\u200d🚒 loud,” Ana Duarte said in France."
    (tmp_path / "evil.txt").write_text(text, encoding="utf-8")
    for format in (format for format in FORMATS if not ROWS[format].is_binary):
        done = command("evil.txt", "-f", format, *(["-o", "evil.csv"] if format == "csv" else []))
        shown = (done.stdout or (tmp_path / "evil.csv").read_bytes()).decode().removeprefix("\ufeff")
        assert not set(HARMFUL) & set(shown)
        assert "[bold]and[/bold]" in shown.replace("\\", "")  # a format may escape brackets
        assert "👩\u200d🚒" in shown
    assert check_spans(text, records(command("evil.txt").stdout)["evil.txt"])
    assert f"red\x1b[0m [bold]and[/bold] {hidden}" in command("evil.txt", "-f", "csv").stdout.decode()  # for a program


def test_a_file_name_comes_out_inert(command: Command, tmp_path: Path) -> None:
    (tmp_path / f"{HARMFUL}.txt").write_bytes(b"%PDF-1.7")
    done = command(f"{HARMFUL}.txt")
    assert not set(HARMFUL) & set(done.stderr.decode())
    assert len(done.stderr.splitlines()) == 1
