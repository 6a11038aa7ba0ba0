from __future__ import annotations

import io
import json

import pytest

from newsextract.output import make_writer
from newsextract.output.formats import Format
from newsextract.reading import Article
from newsextract.records.record import Record
from tests.records import NO_FINDS


def written(format: Format, *ids: str) -> str:
    stream = io.StringIO()
    writer = make_writer(format, stream)
    for id in ids:
        writer.write(Article(id, ""), Record(1, id, "m", None, None, **NO_FINDS))
    writer.close()
    return stream.getvalue()


@pytest.mark.parametrize("ids", [(), ("a",), ("a", "b"), ("a", "b", "c")])
def test_jsonl_is_one_record_a_line(ids: tuple[str, ...]) -> None:
    assert [json.loads(line)["id"] for line in written("jsonl", *ids).splitlines()] == list(ids)


def test_json_is_one_record_or_an_array() -> None:
    assert json.loads(written("json")) == []
    assert json.loads(written("json", "a"))["id"] == "a"
    assert [record["id"] for record in json.loads(written("json", "a", "b", "c"))] == ["a", "b", "c"]


def test_jsonl_is_there_before_the_next_record() -> None:
    stream = io.StringIO()
    writer = make_writer("jsonl", stream)
    writer.write(Article("a", ""), Record(1, "a", "m", None, None, **{**NO_FINDS, "countries": None}))
    assert json.loads(stream.getvalue())["countries"] is None


def test_json_keeps_other_scripts_readable() -> None:
    assert "Київ" in written("jsonl", "Київ")
