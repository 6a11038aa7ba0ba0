"""Whatever a reader raises costs its own input alone, in one line: that of a file, of standard input, of an address."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from newsextract.reading import ENDINGS, Article, Failure, RawFile, Source, article_of, read, unread
from newsextract.reading.content import OF_MANY, reader
from newsextract.reading.limits import USUAL_LIMITS
from newsextract.rules import RulesError
from tests.process import Command
from tests.reading.test_docx import PLAIN

SAID = "Ana Duarte said no."
OLD_DIRECTORY = PLAIN.index(b"PK\x01\x02")
OF_LATER_ZIP = PLAIN[: OLD_DIRECTORY + 6] + b"\x70" + PLAIN[OLD_DIRECTORY + 7 :]
"""A document of which a part needs a version of zip that does not exist."""


def fail(*_: Any) -> NoReturn:
    raise RuntimeError("bad\nluck \x1b[31m\x9b")


@pytest.mark.parametrize("name", sorted(set(ENDINGS.values())))
def test_an_error_of_a_reader_is_a_failure_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(reader(name), "read" if name in OF_MANY else "article", fail)
    ending = next(ending for ending, used in ENDINGS.items() if used == name)
    (tmp_path / f"bad{ending}").write_bytes(b"Ana.")
    (tmp_path / f"bad2{ending}.gz").write_bytes(gzip.compress(b"Ana."))
    (tmp_path / "good.jsonl").write_text(json.dumps({"text": SAID}))
    items = list(read(tmp_path, glob=f"bad*{ending}*"))
    assert [type(item) for item in items] == [Failure, Failure]
    for item in items:
        assert isinstance(item, Failure)
        assert item.message.startswith("cannot be read (RuntimeError: bad luck  [31m ): ")


def test_an_error_after_some_rows_leaves_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_and_no_more(source: Source, *_: Any) -> Any:
        yield Article("1", SAID, source=source)
        fail()

    monkeypatch.setattr(reader("tables.csv"), "read", one_and_no_more)
    (tmp_path / "a.csv").write_text("text\nAna.\n")
    assert [type(item) for item in read(tmp_path)] == [Article, Failure]


def test_an_error_while_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader("tables.json_lines"), "articles_of_lines", fail)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Ana."}\n')))
    (failure,) = read("-")
    assert isinstance(failure, Failure)
    assert failure.message.startswith("cannot be read (RuntimeError")


def test_an_error_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader("web.fetching"), "fetched", fail)
    (failure,) = read("https://example.org/")
    assert isinstance(failure, Failure)
    assert failure.message.startswith("cannot be read (RuntimeError")


def test_what_is_wrong_with_the_rules_is_no_failure_of_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_rules(*_: Any) -> NoReturn:
        raise RulesError(Path("columns.toml"), "no TOML")

    monkeypatch.setattr(reader("documents.text"), "article", of_rules)
    with pytest.raises(RulesError):
        article_of(RawFile(Source("a.txt"), b"Ana.", "documents.text"), USUAL_LIMITS)


def test_an_error_of_somebody_elses_reader_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nAna.\n")
    with pytest.raises(RuntimeError, match="bad"):
        list(unread(tmp_path, read_many=lambda *_: fail()))


def test_one_byte_of_a_document_costs_that_document(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.docx").write_bytes(OF_LATER_ZIP)
    (folder / "b.docx.gz").write_bytes(gzip.compress(OF_LATER_ZIP))
    (folder / "c.docx").write_bytes(PLAIN)
    for _ in range(2):  # and again when the run resumes
        done = command("in", "-o", "out/", "-q", "--only", "countries")
        assert done.returncode == 1
        assert done.stderr.decode().splitlines() == [
            f"newsextract: in/{name}: not a whole Word document (NotImplementedError): "
            "save it again as .docx, or its text as .txt"
            for name in ("a.docx", "b.docx.gz")
        ]
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["c.docx.json"]
    done = command("-", stdin=OF_LATER_ZIP)
    assert done.returncode == 1
    assert done.stderr.startswith(b"newsextract: -: not a whole Word document (NotImplementedError)")
    assert [type(item) for item in read(folder)] == [Failure, Failure, Article]


@pytest.mark.parametrize(
    ("message", "shown"),
    [("no\x1b[31m luck", "no [31m luck"), ("a\r\n\tb\u2028c", "a b c"), ("é “x” 🙂\u00a0", "é “x” 🙂\u00a0")],
)
def test_a_message_has_no_control_characters(message: str, shown: str) -> None:
    assert Failure("a", message).message == shown
