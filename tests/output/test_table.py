from __future__ import annotations

import io
from typing import Any

import pytest

from newsextract.output.table import TableWriter
from newsextract.reading import Article
from newsextract.records import (
    Country,
    CountryMention,
    Cue,
    Mention,
    Number,
    Person,
    Quote,
    Record,
    Speaker,
)
from tests.records import NO_FINDS


def quote(text: str, speaker: Speaker | None, kind: Any = "direct") -> Quote:
    return Quote(text, 0, 0, kind, 0, speaker, Cue("said", 0, 4))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Any:
    def show(columns: int = 80, text: str = "", id: str = "a.txt", **finds: Any) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        stream = io.StringIO()
        writer = TableWriter(stream)
        writer.write(Article(id, text), Record(1, id, "m", None, None, **{**NO_FINDS, **finds}))
        writer.close()
        return [line.rstrip() for line in stream.getvalue().splitlines()]

    return show


def test_an_empty_result_is_one_line(shown: Any) -> None:
    assert shown(text="Two words") == ["a.txt  2 words · 0 people · 0 countries · 0 numbers · 0 quotes"]


def test_the_headline_counts_in_the_right_number_and_only_what_was_asked_for(shown: Any) -> None:
    person = Person("Ana Duarte", (), (), (), (Mention("Ana Duarte", 0, 10),))
    lines = shown(text="Ana", id="-", people=(person,), countries=None, numbers=None)
    assert lines[0] == "standard input  1 word · 1 person · 0 quotes"


def test_each_find_has_its_row(shown: Any) -> None:
    lines = shown(
        people=(Person("Ana Duarte", ("Duarte",), ("Dr",), ("mayor of Faro",), (Mention("Ana Duarte", 0, 10),) * 3),),
        countries=(Country("France", "FR", "FRA", (CountryMention("French", 0, 6, "demonym", None),) * 2),),
        numbers=(Number("over 5", 0, 6, "cardinal", 5, None, None, None, ">", None, "boats"),),
    )
    assert any(line.split() == ["Ana", "Duarte", "Dr;", "mayor", "of", "Faro", "Duarte", "3"] for line in lines)
    assert any(line.split() == ["France", "FR", "FRA", "French", "×2", "2"] for line in lines)
    assert any(line.split() == [">", "5", "boats", "over", "5"] for line in lines)


def test_a_title_that_is_a_role_too_stands_once(shown: Any) -> None:
    person = Person("Ana Duarte", (), ("President", "Dr"), ("president", "mayor"), (Mention("Ana Duarte", 0, 10),))
    assert any(line.split() == ["Ana", "Duarte", "President;", "Dr;", "mayor", "1"] for line in shown(people=(person,)))


def test_no_word_is_cut_off_in_a_narrow_window(shown: Any) -> None:
    person = Person("Christodoulopoulou", ("Christodoulopoulos",), (), (), (Mention("Ana Duarte", 0, 10),))
    lines = shown(columns=40, people=(person,))
    assert max(map(len, lines)) <= 40
    assert "".join(line[:10].strip() for line in lines[lines.index("─" * 40) + 1 :]) == "Christodoulopoulou"
    assert "…" not in "".join(lines)


def test_quotes_stand_under_their_speaker_wrapped(shown: Any) -> None:
    duarte = Speaker("Duarte", 0, 6, "Ana Duarte")
    lines = shown(
        columns=40,
        quotes=(
            quote("We came.", duarte),
            quote("nobody knows", None, "partial"),
            quote("We saw. " * 8 + "\n\n“We won.", duarte),
            quote("the road is closed", duarte, "indirect"),
        ),
    )
    start = lines.index("Ana Duarte")
    assert lines[start + 1] == "  “We came.”  said"
    assert lines[start + 2].startswith("  “We saw. We saw.")
    assert "  We won.”  said" in lines
    assert "  the road is closed  indirect, said" in lines
    assert lines[-2:] == ["Speaker unknown", "  “nobody knows”  partial, said"]
    assert max(map(len, lines)) <= 40


def test_an_articles_own_text_is_inert(shown: Any) -> None:
    evil = "\x1b[31m[bold]x[/bold]\u202e\r"
    lines = shown(id=evil, quotes=(quote(evil, Speaker(evil, 0, 1, None)),))
    assert all("␛[31m[bold]x[/bold]\ufffd" in line for line in (lines[0], lines[4], lines[5]))
    assert not set("\x1b\u202e\r") & set("".join(lines))
