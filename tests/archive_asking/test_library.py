"""``Archive``: answers as frozen dataclasses, narrowed by dates, country and person; names found by any spelling."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import FrozenInstanceError
from math import nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Archive, ArchiveError
from newsextract.archive.asking import counting
from newsextract.archive.asking.answers import CountryCount, MonthCount, PairCount, PersonCount
from tests.archive.tables import run_in
from tests.archive.written import articles, write
from tests.archive_asking.making import Known, Told, made


@pytest.fixture
def archive(named: Path) -> Iterator[Archive]:
    with Archive(named) as archive:
        yield archive


def test_the_summary_tells_how_much_there_is_and_from_when_to_when(archive: Archive) -> None:
    summary = archive.summary()
    assert (summary.articles, summary.undated) == (6, 2)
    assert (summary.since, summary.until) == ("2024-01-05", "2025-06-30")
    assert summary.people[0].name == "Donald Trump"
    assert summary.quoted[0] == PersonCount(summary.people[0].id, "Donald Trump", "president", 3, 3, 6)
    assert summary.countries[:2] == (
        CountryCount("FR", "FRA", "France", 2, 2),
        CountryCount("UA", "UKR", "Ukraine", 2, 2),
    )
    with pytest.raises(FrozenInstanceError):
        summary.articles = 7  # type: ignore[misc]


def test_months_run_without_gaps_and_leave_out_what_is_no_month(archive: Archive) -> None:
    months = archive.months()
    assert [month.month for month in months][:4] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert (len(months), months[3].articles, months[-1].articles) == (18, 0, 1)
    assert isinstance(months[0], MonthCount)


@pytest.mark.parametrize(
    ("narrowed", "articles"),
    [
        ({"since": "2024-02"}, 3),
        ({"since": "2024-02-10", "until": "2024-02-10"}, 1),  # the whole day, whatever the hour
        ({"until": "2024"}, 3),
        ({"until": "2024-01-04"}, 0),
        ({"country": "UA"}, 2),
        ({"country": "ukr"}, 2),
        ({"country": "Ukraine"}, 2),
        ({"country": "fr", "until": "2024-02"}, 1),
        ({"person": "melania trump"}, 1),
        ({"person": "Trump", "country": "UA"}, 1),
    ],
)
def test_dates_country_and_person_narrow(archive: Archive, narrowed: dict[str, Any], articles: int) -> None:
    assert archive.summary(**narrowed).articles == articles
    assert sum(month.articles for month in archive.months(**narrowed)) == articles


@pytest.mark.parametrize(
    "narrowed", [{}, {"since": "2024"}, {"since": "2025", "country": "FR"}, {"person": "Kaja Tamm"}]
)
def test_counts_of_a_part_are_what_sql_says_of_it(newsroom: Path, narrowed: dict[str, Any]) -> None:
    """Whichever way they are counted: by what the archive has counted, by the likeliest persons, or by all rows."""
    with Archive(newsroom) as archive, closing(sqlite3.connect(newsroom)) as connection:
        conditions = "article.duplicate_of IS NULL"
        if "since" in narrowed:
            conditions += f" AND article.date >= '{narrowed['since']}'"
        if "country" in narrowed:
            conditions += " AND article.id IN (SELECT article_id FROM country_mention WHERE alpha_2 = 'FR')"
        if "person" in narrowed:
            conditions += (
                " AND article.id IN (SELECT article_id FROM article_person JOIN person ON person.id = person_id"
                " WHERE person.name = 'Kaja Tamm')"
            )
        people = connection.execute(
            "SELECT person.name, count(*) AS n, sum(article_person.mentions) FROM article_person "
            "JOIN article ON article.id = article_id JOIN person ON person.id = person_id "
            f"WHERE {conditions} GROUP BY person.id ORDER BY n DESC, 3 DESC, 1"
        ).fetchall()
        countries = connection.execute(
            "SELECT alpha_2, count(DISTINCT article_id) AS n, count(*) FROM country_mention JOIN article "
            f"ON article.id = article_id WHERE {conditions} GROUP BY alpha_2 ORDER BY n DESC, 3 DESC, min(country)"
        ).fetchall()
        found = archive.people(**narrowed, limit=5)
        assert [(one.name, one.articles, one.mentions) for one in found] == people[:5]
        places = archive.countries(**narrowed)
        assert [(one.alpha_2, one.articles, one.mentions) for one in places] == countries


def test_the_likeliest_are_believed_only_where_nobody_else_can_be_first(tmp_path: Path) -> None:
    """Sixty who are in many articles of last year, and one who is in few, but all of this year."""
    crowd = [Told([Known(f"Person{chr(97 + n % 26)}{chr(97 + n // 26)} Old")], "2024-01-01") for n in range(60)] * 3
    archive = made(tmp_path / "a.db", [*crowd, *[Told([Known("Nova Star")], "2025-01-01")] * 2])
    with Archive(archive) as opened:
        assert [(one.name, one.articles) for one in opened.people(since="2025", limit=1)] == [("Nova Star", 2)]
        assert opened.people(since="2025", limit=1, by="quotes") == []


def test_company_is_of_two_articles_or_more(newsroom: Path) -> None:
    with Archive(newsroom) as archive:
        pairs = archive.together(limit=1000)
        seldom = archive.together(limit=1000, until="2024-12")
    assert isinstance(pairs[0], PairCount)
    assert min(pair.articles for pair in pairs) >= 2
    assert 0 < len(seldom) < len(pairs)
    assert min(pair.articles for pair in seldom) >= 2


def test_who_stands_with_whom(archive: Archive) -> None:
    (trump,) = (one for one in archive.people() if one.name == "Donald Trump")
    pairs = archive.together("Trump")
    assert [(pair.other, pair.articles) for pair in pairs] == [
        ("Kaja Kallas", 1),
        ("José Müller", 1),
        ("Melania Trump", 1),
    ]
    assert {pair.one_id for pair in pairs} == {trump.id}
    assert archive.together() == []
    assert [pair.other for pair in archive.together("Trump", since="2025")] == ["Kaja Kallas"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Donald Trump", ["Donald Trump"]),
        ("donald trump", ["Donald Trump"]),
        ("trump", ["Donald Trump", "Melania Trump"]),
        ("MELANIA", ["Melania Trump"]),
        ("jose muller", ["José Müller"]),
        ("Müller", ["José Müller"]),
        ("bobi wine", ["Robert Kyagulanyi"]),
        ("Kyagulanyi", ["Robert Kyagulanyi"]),
        ("Kaia Kallas", ["Kaja Kallas"]),
        ("kallas", ["Kaja Kallas"]),
        ("Kalas", ["Kaja Kallas"]),
        ("Thackeray-Holt", ["Mia Thackeray-Holt"]),
        ("kallas, kaja", ["Kaja Kallas"]),
        ("Lord Müller", ["José Müller"]),
        ("PRIME MINISTER kallas", ["Kaja Kallas"]),
        ("Prof. Sir José Müller, MBE", ["José Müller"]),
        ("Sen. Trump", ["Donald Trump", "Melania Trump"]),
        ("First Lady Trump", ["Donald Trump", "Melania Trump"]),
        ("King José", ["José Müller"]),
    ],
)
def test_a_name_is_found_by_any_spelling_and_alias(archive: Archive, typed: str, names: list[str]) -> None:
    assert [one.name for one in archive.bearers(typed)] == names


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Melanie Trump", "nobody is called 'Melanie Trump' there: did you mean Melania Trump (1 article)"),
        ("Kaja Kalinas", "nobody is called 'Kaja Kalinas' there: did you mean Kaja Kallas (2 articles)"),
        ("Lord Kallman", "nobody is called 'Lord Kallman' there: did you mean Kaja Kallas (2 articles)"),
        ("Zzyzx Qqq", "newsextract summary lists the most frequent people"),
        ('"; DROP', "nobody is called"),
        ("?!", "no name"),
        ("", "no name"),
    ],
)
def test_a_name_that_nobody_has_is_told_with_those_near(archive: Archive, typed: str, says: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        archive.bearers(typed)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("typed", ["Zzz", "q", "saw", "hell", "Dean Shaw", "Prime Minister", "Lord", "Lord Zzz"])
def test_what_only_sounds_like_somebody_is_nobody(typed: str, tmp_path: Path) -> None:
    people = [Known("Stephen Jones", aliases=["S"]), Known("Joseph Shaw"), Known("El Chapo"), Known("Melania K.")]
    with (
        Archive(made(tmp_path / "a.db", [Told(people)])) as archive,
        pytest.raises(ArchiveError, match=f"nobody is called '{typed}' there"),
    ):
        archive.bearers(typed)


def test_who_has_the_title_is_meant_before_who_has_more_articles(tmp_path: Path) -> None:
    people = [Known("Ann Reed", titles=["Dean"]), Known("Tom Reed", "former senator")]
    with Archive(
        made(tmp_path / "a.db", [Told(people), Told([Known("Bo Reed")]), Told([Known("Bo Reed")])])
    ) as archive:
        assert [one.name for one in archive.bearers("Mr Reed")] == ["Bo Reed", "Ann Reed", "Tom Reed"]
        assert [one.name for one in archive.bearers("Sen. Reed")] == ["Tom Reed", "Bo Reed", "Ann Reed"]
        assert [one.name for one in archive.bearers("Dean Reed")] == ["Ann Reed"]  # a given name too


def test_a_person_has_roles_articles_companions_and_all_quotes(archive: Archive) -> None:
    profile = archive.person("trump")
    assert (profile.name, profile.articles, profile.mentions, profile.quoted) == ("Donald Trump", 3, 3, 6)
    assert [(role.text, role.articles) for role in profile.roles] == [("president", 3), ("Senator", 1)]
    assert [one.name for one in profile.others] == ["Melania Trump"]
    assert [article.date for article in profile.inside] == ["2025-06-30", "2024-02-10T08:00:00Z", "2024-01-05"]
    assert len(profile.quotes) == 6
    assert profile.quotes[-1].article == "a0"
    assert (profile.quotes[-1].title, profile.quotes[-1].url) == ("One day", "https://news.example/1")
    brief = archive.person("trump", limit=1)
    assert (len(brief.quotes), len(brief.inside), brief.quoted) == (1, 1, 6)
    assert archive.person("trump", country="UA").quoted == 2


def quoted(archive: Archive, *words: str, **more: Any) -> list[str]:
    return sorted({quote.text for quote in archive.quotes(list(words), **more)})


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["tariff"], ["We will “win” the tariff war"]),
        (["tariff*"], ["No deal, no tariffs", "We will “win” the tariff war"]),
        (["TARIFFS", "deal"], ["No deal, no tariffs"]),
        (["deal no"], ["No deal, no tariffs"]),
        (["no deal", "war"], []),
        (["win or crowd"], []),
        (["win OR crowd"], ["The crowd was large", "We will “win” the tariff war"]),
        (['"'.join(("a", "b"))], []),
        (["crowd)"], ["The crowd was large"]),
        (["NEAR(", "crowd"], []),
        (["text:crowd"], []),
        (["-crowd"], ["The crowd was large"]),
        (["^crowd"], ["The crowd was large"]),
    ],
)
def test_words_are_words_and_no_syntax(archive: Archive, words: list[str], texts: list[str]) -> None:
    assert quoted(archive, *words) == texts
    assert archive.count_quotes(words) == len(archive.quotes(words))


@given(st.lists(st.text(st.characters(codec=None), min_size=1, max_size=12), max_size=3))
def test_whatever_is_typed_is_looked_for_or_told(named: Path, typed: list[str]) -> None:
    """Signs of full-text search, lone surrogates, other alphabets: an answer, or an ArchiveError."""
    with Archive(named) as archive:
        questions: list[Callable[[], Sequence[object]]] = [
            *(lambda: archive.quotes(typed), lambda: archive.quotes(speaker=" ".join(typed))),
            *(lambda: archive.numbers(typed), lambda: archive.numbers(unit=" ".join(typed))),
        ]
        for question in questions:
            with suppress(ArchiveError):
                assert len(question()) <= 11


def test_one_string_is_separate_words(archive: Archive) -> None:
    assert archive.quotes("tariffs deal") == archive.quotes(["tariffs", "deal"])
    with pytest.raises(ArchiveError, match="no word to look for"):
        archive.quotes("?!")


def test_quotes_have_their_sentence_article_and_date_and_come_newest_first(archive: Archive) -> None:
    quotes = archive.quotes()
    assert [quote.date for quote in quotes[:2]] == ["5 May 2024", "2025-06-30"]
    assert quotes[-2].text == "Nobody said this"
    assert (quotes[-2].speaker, quotes[-2].person, quotes[-2].sentence) == (None, None, "“Nobody said this” was said.")
    assert quoted(archive, speaker="bobi wine") == ["The crowd was large"]
    assert quoted(archive, speaker="POLICE") == ["100% were there"]
    assert quoted(archive, "crowd", speaker="the police") == []
    with pytest.raises(ArchiveError, match="nobody is called '%x'"):
        archive.quotes(speaker="%x")
    assert quoted(archive, since="2025") == ["Europe acts", "No deal, no tariffs", "We will “win” the tariff war"]
    assert len(archive.quotes(limit=3)) == 3
    assert len(archive.quotes(limit=None)) == archive.count_quotes() == 11


@pytest.mark.parametrize(
    ("narrowed", "says"),
    [
        (
            {"since": "yesterday"},
            "yesterday: not a date: give a year, a month or a day, as 2026, 2026-03 or 2026-03-05",
        ),
        ({"since": "2024-13"}, "not a date"),
        ({"until": "2023-02-29"}, "not a date"),
        ({"since": "2025", "until": "2024-05"}, "since 2025 is after until 2024-05: swap them"),
        ({"country": "Ukrain"}, "Ukrain: not a country: did you mean Ukraine"),
        *(({"min_confidence": least}, "not a confidence: give a number from 0") for least in (1.01, -0.1, nan)),
        ({"country": "XQ"}, "XQ: not a country"),
        ({"country": "EU"}, "EU: not a country: give a country's name or ISO code:"),
    ],
)
def test_what_cannot_narrow_is_told_in_one_line(archive: Archive, narrowed: dict[str, Any], says: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        archive.summary(**narrowed)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("narrowed", [{}, {"since": "2024"}, {"person": "Trump"}])
def test_a_limit_that_no_archive_has_is_told(archive: Archive, narrowed: dict[str, Any]) -> None:
    asked: list[Callable[..., Any]] = [archive.summary, archive.people, archive.countries]
    for ask in asked:
        with pytest.raises(ArchiveError, match="limit: too large a number"):
            ask(**narrowed, limit=2**63)
    assert len(archive.people(**narrowed, limit=2**32)) >= 3


@pytest.mark.parametrize(("date", "says"), [(None, "no article has a date:"), ("5 May", "one is '5 May'")])
def test_dates_that_do_not_sort_cannot_narrow(tmp_path: Path, date: str | None, says: str) -> None:
    with Archive(made(tmp_path / "a.db", [Told(date=date)])) as archive:
        assert (archive.summary().undated, archive.summary().since, archive.months()) == (1, None, [])
        with pytest.raises(ArchiveError, match=says):
            archive.quotes(since="2024")


def test_it_is_read_alone_also_where_nothing_can_be_written(named: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.db"
    copy.write_bytes(named.read_bytes())
    copy.chmod(0o444)
    with Archive(str(copy)) as archive:
        archive.summary(since="2024")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            archive._connection.execute("DELETE FROM article")
    assert copy.read_bytes() == named.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_it_is_asked_where_it_was_opened_and_until_it_is_closed(named: Path) -> None:
    archive = Archive(named)
    with ThreadPoolExecutor() as threads, pytest.raises(ArchiveError, match="opened by another thread"):
        threads.submit(archive.summary).result()
    archive.close()
    with pytest.raises(ArchiveError, match="closed"):
        archive.quotes()


def test_it_is_read_while_a_run_writes_to_it(named: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.db"
    copy.write_bytes(named.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer, Archive(copy) as archive:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM quote")
        assert archive.count_quotes() == 11
        writer.execute("COMMIT")
        assert archive.count_quotes() == 0


def test_the_same_part_is_chosen_anew_where_the_archive_has_changed(newsroom: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.db"
    copy.write_bytes(newsroom.read_bytes())
    with Archive(copy) as archive, closing(sqlite3.connect(copy)) as connection:
        first = archive.summary(since="2024-03", until="2024-03").articles
        assert archive.count_quotes(since="2024-03", until="2024-03") > 0
        with pytest.raises(ArchiveError):
            archive.summary(since="2024-03", until="2024-03", country="Nowhere")
        connection.execute("UPDATE article SET date = '2020-01-01' WHERE date LIKE '2024-03%'")
        connection.commit()
        assert (first > 0, archive.summary(since="2024-03", until="2024-03").articles) == (True, 0)
        assert archive.count_quotes(since="2024-03", until="2024-03") == 0
        assert archive.people(since="2024-03", until="2024-03") == []


@pytest.mark.parametrize(("count", "is_list"), [(counting.IN_A_LIST, False), (counting.IN_A_LIST + 1, True)])
def test_a_list_of_names_puts_nobody_together(tmp_path: Path, count: int, is_list: bool) -> None:
    letters = "abcdefghijklmnopqrst"
    names = [f"Ana {one}{other}oro".title() for one in letters for other in letters][:count]
    write(tmp_path / "a.db", articles(names, names[:2], names[:3], names[:3]))
    with Archive(tmp_path / "a.db") as archive:
        pairs = archive.together(limit=100_000), archive.together(country="KE", limit=100_000)
    for found in pairs:
        assert [one.articles for one in found] == ([3, 2, 2] if is_list else [4, 3, 3])


_LONG = "Few came to the bridge. " * 15


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", " Ana Duarte said.", "“It is shut.” Ana Duarte said."),
        ("Ana Duarte said on Monday:\n\n", "", "Ana Duarte said on Monday:\n\n“It is shut.”"),
        ("Ana Duarte came.\n\nFew did.\n\n", "", "Ana Duarte came. … “It is shut.”"),
        ("", "\n\nFew did.\n\nSo Ana Duarte said.", "“It is shut.” … So Ana Duarte said."),
        (f"{_LONG}Mrs. Ana Duarte said nothing. {_LONG}\n\n", "", "Mrs. Ana Duarte said nothing. … “It is shut.”"),
    ],
)
def test_a_quote_is_shown_with_the_words_that_name_its_speaker(
    tmp_path: Path, before: str, after: str, shown: str
) -> None:
    text = f"{before}“It is shut.”{after}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run_in(tmp_path, "a.txt", "-o", "a.db")
    start, quote = text.index("Ana Duarte"), text.index("“")
    end = len(text) if shown.startswith("“It is shut.” Ana") else quote + len("“It is shut.”")
    row = quote + 1, quote + len("“It is shut."), quote, end, start, start + len("Ana Duarte")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("DELETE FROM quote")
        connection.execute(
            'INSERT INTO quote (article_id, kind, statement, speaker, text, start, "end", sentence_start, '
            "sentence_end, speaker_start, speaker_end) "
            "VALUES (1, 'direct', 0, 'Ana Duarte', 'It is shut.', ?, ?, ?, ?, ?, ?)",
            row,
        )
    with Archive(tmp_path / "a.db") as archive:
        assert [quote.sentence for quote in archive.quotes()] == [shown]
