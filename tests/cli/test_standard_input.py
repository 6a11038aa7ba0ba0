"""--id: what comes on standard input under a name of its own."""

from __future__ import annotations

import json

import pytest

from tests.process import Command
from tests.reading.test_pages import PAGE

TEXT = b"Ana Duarte spoke in France."


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        (TEXT, ["paper-7"]),
        (b'{"text": "One."}\n{"id": "b", "text": "Two."}\n{"text": "Three."}\n', ["paper-7:1", "b", "paper-7:3"]),
        (b'[{"text": "One."}]', ["paper-7:1"]),
    ],
)
def test_standard_input_by_a_name(command: Command, stdin: bytes, ids: list[str]) -> None:
    for arguments in (("--id", "paper-7"), ("-", "--id", "paper-7")):
        done = command(*arguments, "--only", "people", stdin=stdin)
        assert (done.returncode, [json.loads(line)["id"] for line in done.stdout.splitlines()]) == (0, ids)


def test_failures_have_that_name_too(command: Command) -> None:
    assert command("-", "--id", "paper-7", stdin=b"{\\rtf1").stderr.startswith(
        b"newsextract: paper-7: rich text, not text"
    )
    done = command("-", "--id", "paper-7", stdin=b'{"text": "One."}\n7\n')
    assert b"newsextract: paper-7:2: not a JSON object" in done.stderr


def test_a_name_that_is_an_address_is_the_pages(command: Command) -> None:
    record = json.loads(command("-", "--id", "https://paper.example/a", stdin=PAGE.encode()).stdout)
    assert record["id"] == record["url"] == "https://paper.example/a"


def test_it_names_nothing_else(command: Command) -> None:
    done = command("a.txt", "--id", "b")
    message = "--id: it names standard input, which is not read: name it with -"
    assert (done.returncode, done.stderr.decode()) == (2, f"newsextract: {message}\n")
