from __future__ import annotations

import io
import re
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsextract.output.formats.table import BriefTableWriter, TableWriter
from newsextract.reading import Article
from newsextract.reading.article import RecordsError
from newsextract.reading.ours import begins_as_table, refuse_ours
from newsextract.records.kinds import KINDS, ROWS
from newsextract.records.record import (
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
    def show(
        columns: int = 80,
        text: str = "",
        id: str = "a.txt",
        title: str | None = None,
        date: str | None = None,
        times: int = 1,
        **finds: Any,
    ) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        stream = io.StringIO()
        writer = TableWriter(stream)
        for _ in range(times):
            writer.write(Article(id, text), Record(1, id, "m", title, date, **{**NO_FINDS, **finds}))
        writer.close()
        return [line.rstrip() for line in stream.getvalue().splitlines()]

    return show


def test_an_empty_result_is_one_line(shown: Any) -> None:
    assert shown(text="Two words") == ["a.txt  2 words · 0 people · 0 countries · 0 numbers · 0 quotes"]


@pytest.mark.parametrize("id", ["", " \n"])
def test_an_article_without_a_name_is_called_so(shown: Any, id: str) -> None:
    assert shown(id=id)[0].startswith("article  0 words")


def test_the_headline_counts_in_the_right_number_and_only_what_was_asked_for(shown: Any) -> None:
    person = Person("Ana Duarte", (), (), (), (Mention("Ana Duarte", 0, 10),))
    lines = shown(text="Ana", id="-", people=(person,), countries=None, numbers=None)
    assert lines[0] == "standard input  1 word · 1 person · 0 quotes"


@pytest.mark.parametrize(
    ("title", "date", "lines"),
    [
        ("She spoke", "2026-03-01", ["She spoke", "a.txt  2026-03-01 · 1 word · 0 people"]),
        ("She spoke", None, ["She spoke", "a.txt  1 word · 0 people"]),
        (None, "2026-03-01", ["a.txt  2026-03-01 · 1 word · 0 people"]),
        (" \x1b[31mShe\nspoke", None, ["␛[31mShe spoke", "a.txt  1 word · 0 people"]),
        (" \n", None, ["a.txt  1 word · 0 people"]),
        ("She " * 30, None, ["She " * 19 + "She", "She " * 9 + "She", "a.txt  1 word · 0 people"]),
    ],
)
def test_the_title_stands_first_and_the_date_before_the_counts(
    shown: Any, title: str | None, date: str | None, lines: list[str]
) -> None:
    found = shown(text="Ana", title=title, date=date, countries=None, numbers=None, quotes=None)
    assert found == lines
    with pytest.raises(RecordsError):
        refuse_ours(("\n".join(found) + "\n").encode())


@pytest.mark.parametrize("columns", [40, 80])
def test_a_line_that_a_pager_finds_parts_articles(shown: Any, columns: int) -> None:
    lines = shown(columns=columns, title="She spoke", id="b.txt", times=3, countries=None, numbers=None, quotes=None)
    one = ["She spoke", "b.txt  0 words · 0 people"]
    assert lines == [*one, "", "=" * columns, *one, "", "=" * columns, *one]


def test_colour_that_a_pager_is_forced_to_get_is_not_written_to_files(
    shown: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert shown() == ["a.txt  0 words · 0 people · 0 countries · 0 numbers · 0 quotes"]
    TableWriter(sys.stdout).write(Article("a.txt", ""), Record(1, "a.txt", "m", None, None, **NO_FINDS))
    assert capsys.readouterr().out.startswith("\x1b[1ma.txt\x1b[0m")


def test_each_find_has_its_row(shown: Any) -> None:
    lines = shown(
        people=(Person("Ana Duarte", ("Duarte",), ("Dr",), ("mayor of Faro",), (Mention("Ana Duarte", 0, 10),) * 3),),
        countries=(Country("France", "FR", "FRA", (CountryMention("French", 0, 6, "demonym", None),) * 2),),
        numbers=(Number("over 5", 0, 6, "cardinal", 5, None, None, None, ">", None, "boats"),),
    )
    assert any(line.split() == ["Ana", "Duarte", "Dr;", "mayor", "of", "Faro", "Duarte", "3"] for line in lines)
    assert any(line.split() == ["France", "FR", "FRA", "French", "×2", "2"] for line in lines)
    assert any(line.split() == [">", "5", "boats", "over", "5"] for line in lines)


def person(name: str = "Ana Duarte", aliases: Any = (), titles: Any = (), roles: Any = ()) -> Person:
    return Person(name, aliases, titles, roles, (Mention("Ana Duarte", 0, 10),))


@pytest.mark.parametrize(
    ("titles", "roles", "shown_as"),
    [
        (("President", "Dr"), ("president", "mayor"), "Dr; president; mayor"),
        (("Transport Minister",), ("Bavarian transport minister",), "Bavarian transport minister"),
        (("Prime Minister",), ("the prime minister of Estonia",), "the prime minister of Estonia"),
        (("Gov.", "Sen."), ("governor of Texas",), "Sen.; governor of Texas"),
        (("Dr", "Dr.", "Doctor"), (), "Dr"),
        (("Mr",), ("Mrs Reed’s lawyer",), "Mr; Mrs Reed’s lawyer"),
        ((), ("judge", "Judge", "a judge", "chief judge"), "judge; chief judge"),
        (("President",), ("presidential candidate",), "President; presidential candidate"),
    ],
)
def test_no_title_or_role_is_said_twice(shown: Any, titles: Any, roles: Any, shown_as: str) -> None:
    lines = shown(columns=120, people=(person(titles=titles, roles=roles),))
    assert lines[-1].removeprefix("Ana Duarte").removesuffix("1").strip() == shown_as


@pytest.mark.parametrize("columns", [40, 42, 47, 60, 80, 120])
def test_no_word_is_broken_in_a_narrow_window(shown: Any, columns: int) -> None:
    people = (person("Theodora Christodoulopoulou", ("Christodoulopoulos",), (), ("radiation oncologist",)), person())
    lines = shown(columns=columns, people=people)
    assert max(map(len, lines)) <= columns
    words = {word for line in lines for word in line.split()}
    assert {"Theodora", "Christodoulopoulou", "Christodoulopoulos", "oncologist", "Duarte"} <= words
    assert ("Role:" in words) == (columns < 51)  # one below the other: four columns do not fit
    assert "…" not in "".join(lines)


def test_a_word_that_no_line_holds_is_broken_and_whole(shown: Any) -> None:
    lines = shown(columns=40, people=(person("Llanfair" * 12),))
    assert max(map(len, lines)) <= 40
    assert "Llanfair" * 12 in "".join(line.strip() for line in lines)


def test_rates_and_whose_number_it_is_are_shown(shown: Any) -> None:
    numbers = (
        Number("$71.30 a barrel", 0, 0, "money", 71.3, None, "USD", "barrel", "=", None, "Brent crude"),
        Number("41", 0, 0, "age", 41, None, "year", None, "=", None, "Duarte", person=0),
        Number("a year", 0, 0, "duration", 1, None, "year", None, "=", None, "Judge Ana Duarte", person=0),
        Number("90 days", 0, 0, "duration", 90, None, "day", None, "=", None, None),
    )
    lines = [re.split(r"\s\s+", line) for line in shown(people=(person(),), numbers=numbers)]
    assert ["$71.30 per barrel", "Brent crude", "$71.30 a barrel"] in lines
    assert ["aged 41", "Ana Duarte", "41"] in lines
    assert ["1 year", "Judge Ana Duarte", "a year"] in lines
    assert ["90 days"] in lines  # written as it is shown
    alone = [re.split(r"\s\s+", line) for line in shown(people=None, numbers=numbers[1:2])]
    assert ["aged 41", "Duarte", "41"] in alone


def test_the_headline_breaks_between_counts(shown: Any) -> None:
    lines = shown(columns=40, text="word " * 1200, id="news/2026/november/article.txt")
    assert lines == [
        "news/2026/november/article.txt",
        "1,200 words · 0 people · 0 countries",
        "0 numbers · 0 quotes",
    ]


LINES = st.text(st.sampled_from("ab/0,.· \n\t\x1b\u00a0日e\u0301"), max_size=130)
TITLES = st.none() | LINES | st.sampled_from(["She " * 3000, "She" + " " * 300 + "spoke", "12 words · 1 person\n\nShe"])


@settings(deadline=None)
@given(
    id=LINES | st.just("-"),
    title=TITLES,
    date=st.none() | LINES | st.just("2026-03-01T09:30:00+00:00"),
    words=st.integers(0, 2000),
    kinds=st.sets(st.sampled_from(KINDS), min_size=1),
    found=st.sampled_from([0, 1, 1200]),
    columns=st.integers(1, 150),
    writer=st.sampled_from([TableWriter, BriefTableWriter]),
    times=st.integers(1, 2),
)
def test_a_headline_of_any_form_is_recognised_and_breaks_no_count(
    id: str,
    title: str | None,
    date: str | None,
    words: int,
    kinds: set[Any],
    found: int,
    columns: int,
    writer: type[TableWriter],
    times: int,
) -> None:
    stream, number = io.StringIO(), Number("one", 0, 0, "cardinal", 1, None, None, None, "=", None, None)
    finds: dict[str, Any] = {kind: () if kind in kinds else None for kind in KINDS}
    if "numbers" in kinds:
        finds["numbers"] = (number,) * found
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        tables = writer(stream)
    for _ in range(times):
        tables.write(Article(id, "word " * words), Record(1, id, "m", title, date, **finds))
    assert begins_as_table(stream.getvalue().encode())
    headline = stream.getvalue().partition("\n\n")[0].splitlines()
    assert max(map(cell_len, headline)) <= max(40, columns)
    for kind, row in ROWS.items():
        count = len(finds[kind] or ())
        wanted = f"{count:,} {row.one if count == 1 else kind}"
        assert any(line.rstrip().endswith(wanted) or f"{wanted} · " in line for line in headline) == (kind in kinds)


@pytest.mark.parametrize(
    "text",
    [
        "Slug: fire\n250 words\n3 quotes\n\nAna Duarte spoke.",
        "Slug: fire, 250 words\n3 quotes\n",
        "fire.txt  250 words\n\n3 quotes\n",
        "fire.txt  250 words · 3 quotes\nAna Duarte spoke.\n",
        "fire.txt  250 words ·\n\n3 quotes\n",
        "Ana Duarte spoke.\n\nfire.txt  250 words · 3 quotes\n\nPeople\n",
        "\n250 words\n3 quotes\n",
    ],
)
def test_counts_in_a_text_of_others_are_no_headline(text: str) -> None:
    assert not begins_as_table(text.encode())


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
