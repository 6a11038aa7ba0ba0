"""PDFs: their text in reading order, and one line for those that cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract.installed import lacks
from newsextract.reading import Article, Failure, read
from newsextract.reading.documents import pdf as reader
from newsextract.reading.documents.pdf import whole_words
from newsextract.reading.documents.pdf_pages import LINE_END_HYPHEN
from tests.pdfs import WIDTH, Words, block, pdf, stream, written
from tests.process import Command

pytest.importorskip("pdfminer")

FERRY = (
    "The ferry that Ana Duarte bought for 5 million dollars left the port of Faro on Monday with 300 people on board."
)
CREW = "Her crew of 12 had waited in France for two weeks until the storm was over and the sea was calm again."
PRICE = "A ticket costs 9 euros, said Rui Santos, who sells them in a hut of wood beside the old bridge."
SHORT = "It floats."


def read_one(data: bytes, folder: Path, name: str = "a.pdf") -> Article | Failure:
    (folder / name).write_bytes(data)
    (item,) = read(folder / name)
    return item


def text_of(folder: Path, *pages: list[Words], **more: str) -> list[str]:
    """The paragraphs of a PDF of these pages."""
    article = read_one(pdf(pages, **more), folder)
    assert isinstance(article, Article), article
    assert article.text.endswith("\n")
    return article.text[:-1].split("\n\n")


def lines(*texts: str) -> str:
    return "\n".join(texts)


@pytest.mark.parametrize(
    "page",
    [
        block(lines(FERRY, CREW, PRICE), 60, 700, 60, after=8),  # a gap
        block(lines(FERRY, CREW, PRICE), 60, 700, 60, indent=3),  # first lines indented
        block(lines(FERRY, CREW, PRICE), 60, 700, 33, indent=3),
        block(lines(FERRY, CREW, PRICE), 60, 700, 60),  # last lines that end early
    ],
)
def test_paragraphs(tmp_path: Path, page: list[Words]) -> None:
    assert text_of(tmp_path, page) == [FERRY, CREW, PRICE]


def test_headings_quotations_and_lists_are_paragraphs(tmp_path: Path) -> None:
    page = [
        *block("A ferry for Faro and for all who have waited for it", 60, 740, 30, size=18),
        *block("By Rui Santos", 60, 690, 60),
        *block(FERRY, 60, 660, 60),
        *block(CREW, 90, 636, 50),  # set in on all lines, no gap
        *block(PRICE, 60, 600, 60),
        *block("- One ferry that is 40 years old and carries 300 people at a time.\n- Two boats.", 60, 560, 60),
    ]
    assert text_of(tmp_path, page) == [
        "A ferry for Faro and for all who have waited for it",
        "By Rui Santos",
        FERRY,
        CREW,
        PRICE,
        "- One ferry that is 40 years old and carries 300 people at a time.",
        "- Two boats.",
    ]


def two_columns(left: str, right: str, top: float = 700, wide: int = 36, gap: float = 20) -> list[Words]:
    return block(left, 60, top, wide, indent=2) + block(right, 60 + wide * 10 * WIDTH + gap, top, wide, indent=2)


def test_columns_are_read_one_after_the_other_below_a_headline_across(tmp_path: Path) -> None:
    page = block("A ferry sails from Faro at last", 60, 740, 40, size=20) + two_columns(
        lines(FERRY, CREW), lines(PRICE, SHORT)
    )
    assert text_of(tmp_path, page) == ["A ferry sails from Faro at last", FERRY, CREW, PRICE, SHORT]
    by_height = sorted(page, key=lambda words: -words.bottom)  # a file may have them in any order
    assert text_of(tmp_path, by_height) == text_of(tmp_path, page)


def test_a_paragraph_that_goes_on_in_the_next_column_and_page_is_one(tmp_path: Path) -> None:
    whole = block(lines(FERRY, PRICE, CREW), 60, 700, 36, indent=2)
    rest = [Words(words.left, 700 - 12 * number, words.text) for number, words in enumerate(whole[5:])]
    beside = [Words(words.left + 236, words.bottom, words.text) for words in rest]
    assert text_of(tmp_path, whole[:5] + beside) == [FERRY, PRICE, CREW]
    assert text_of(tmp_path, whole[:5], rest) == [FERRY, PRICE, CREW]


def test_what_crosses_the_columns_divides_them(tmp_path: Path) -> None:
    caption = "Ana Duarte on the bridge of her ferry on Monday. Photo: Rui Santos"
    page = [
        *two_columns(FERRY, CREW, 700),
        *block(caption, 60, 560, 80, size=9),
        *two_columns(PRICE, FERRY, 520),
    ]
    assert text_of(tmp_path, page) == [FERRY, CREW, caption, PRICE, FERRY]


def test_three_columns(tmp_path: Path) -> None:
    page = [
        words for place, text in enumerate((FERRY, CREW, PRICE)) for words in block(text, 40 + 180 * place, 700, 26)
    ]
    assert text_of(tmp_path, page) == [FERRY, CREW, PRICE]


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    def page(number: int, text: str) -> list[Words]:
        return [
            Words(60, 770, "The Harbour Herald"),
            Words(450, 770, "3 March"),
            *block(text, 60, 700, 60),
            Words(280, 30, str(number)),
        ]

    assert text_of(tmp_path, page(7, FERRY), page(8, CREW)) == [FERRY, CREW]


@pytest.mark.parametrize(
    ("head", "foot", "kept"),
    [
        (None, "Page 1 of 1", []),
        (None, "https://paper.example/news/ferry   1/1", []),
        ("3/4/2026, 10:15 AM        A ferry for Faro", "https://paper.example/ferry 1/1", []),
        (None, "- 1 -", []),
        ("The Harbour Herald", None, ["The Harbour Herald"]),  # one page does not say that others have it too
        (None, "$12", ["$12"]),
        (None, "Two of 3", ["Two of 3"]),
    ],
)
def test_what_a_single_page_has_around_its_text(
    tmp_path: Path, head: str | None, foot: str | None, kept: list[str]
) -> None:
    page = block(FERRY, 60, 700, 60)
    page = ([Words(60, 780, head, 8)] if head else []) + page + ([Words(60, 20, foot, 8)] if foot else [])
    found = text_of(tmp_path, page, info="/Title (A ferry for Faro)")
    assert found == ([*kept, FERRY] if head else [FERRY, *kept])


def test_what_is_no_running_head(tmp_path: Path) -> None:
    first = block("The Harbour Herald", 60, 740, 40, size=20) + block(FERRY, 60, 700, 60)
    others = [[Words(60, 760, "The Harbour Herald", 8), *block(text, 60, 700, 60)] for text in (CREW, PRICE)]
    assert text_of(tmp_path, first, *others) == ["The Harbour Herald", FERRY, CREW, PRICE]
    same = block(SHORT, 60, 700, 60)
    assert text_of(tmp_path, same, same) == [SHORT, SHORT]  # nothing else is there
    scores = [[*block("Faro 2", 60, 700, 60), *block(text, 60, 660, 60)] for text in (FERRY, CREW)]
    assert text_of(tmp_path, *scores) == [FERRY, CREW]


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    page = [Words(60, 676, "T", 40), *block(f"he{FERRY[3:]} {PRICE}"[:80], 86, 700, 40)]
    assert text_of(tmp_path, page)[0].startswith("The ferry that Ana")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the govern|ment", "the government"),
        ("a long|term plan of the govern|ment", "a long-term plan of the government"),
        ("Seo Min|jun met Min-jun", "Seo Min-jun met Min-jun"),
        ("the Norr|vik plant of the govern|ment", "the Norrvik plant of the government"),
        ("the zorb|ling, as each zorbling", "the zorbling, as each zorbling"),
        ("Anglo|American", "Anglo-American"),
        ("a 40|year|old ferry", "a 40-year-old ferry"),
        ("an e|mail", "an e-mail"),
        ("two|thirds", "two-thirds"),  # nothing says that words are divided
    ],
)
def test_words_that_a_line_divides(text: str, whole: str) -> None:
    assert whole_words(text.replace("|", LINE_END_HYPHEN)) == whole


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    page = [
        Words(60, 700, "She asked the govern-"),
        Words(60, 688, "ment for a long-"),
        Words(60, 676, "term loan of $5 mil-"),
        Words(60, 664, "lion."),
    ]
    assert text_of(tmp_path, page) == ["She asked the government for a long-term loan of $5 million."]


@pytest.mark.parametrize(
    ("info", "title", "date"),
    [
        ("/Title (A ferry for Faro) /CreationDate (D:20260304101500+01'00')", "A ferry for Faro", "2026-03-04"),
        ("/Title (Microsoft Word - ferry.docx)", None, None),
        ("/Title (ferry final 2.indd)", None, None),
        ("/Title (Untitled) /CreationDate (yesterday)", None, None),
        ("/Title (Ferry No. 5)", "Ferry No. 5", None),
        ("/CreationDate (D:19700101000000Z)", None, None),
        ("/CreationDate (D:20261399)", None, None),
        ("/CreationDate (D:20260304) /Creator (Mozilla/5.0 Chrome)", None, None),  # when it was printed
        ("/CreationDate (D:20260304) /Creator (Writer)", None, "2026-03-04"),
    ],
)
def test_title_and_date(tmp_path: Path, info: str, title: str | None, date: str | None) -> None:
    article = read_one(pdf([block(FERRY, 60, 700, 60)], info), tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.date) == (title, date)


def test_the_title_is_a_headline_where_the_file_says_none(tmp_path: Path) -> None:
    page = block("A ferry for Faro", 60, 740, 60, size=16) + block(FERRY, 60, 700, 60)
    article = read_one(pdf([page]), tmp_path)
    assert isinstance(article, Article)
    assert article.title == "A ferry for Faro"
    later = read_one(pdf([block(CREW, 60, 780, 60) + page]), tmp_path)
    assert isinstance(later, Article)
    assert later.title is None


_LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'x' * 32}) /U ({'y' * 32}) /P -4 >> /ID [(a) (b)]"
_REMEDY = "save its text as .txt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([[], []]), f"no text in this PDF of 2 pages, as in a scan: add its text by OCR, or {_REMEDY}"),
        (pdf([block(FERRY, 60, 700, 60)], trailer=_LOCK), "a PDF with a password: save it without one"),
        (pdf([]), f"not a whole PDF: {_REMEDY}"),
        (b"%PDF-1.7\n", f"not a whole PDF: {_REMEDY}"),
        (b"", f"not a whole PDF: {_REMEDY}"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, message: str) -> None:
    item = read_one(data, tmp_path)
    assert isinstance(item, Failure)
    assert item.message == message


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds what a process may take")
def test_a_file_that_unpacks_without_end_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture shows the next ten times: a million million words."""
    forms = 12
    used = "/Font << /F 3 0 R >> /XObject << /X {} 0 R >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {used} >>"
    page = "/MediaBox [0 0 600 800] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R"
    shown = [b"/X Do " * 10] * forms + [b"BT /F 9 Tf (It floats.) Tj ET"]
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            f"<< /Type /Page /Parent 2 0 R {page} >>".encode(),
            stream(b"/X Do"),
            *(stream(content, entries.format(7 + number)) for number, content in enumerate(shown)),
        ]
    )
    monkeypatch.setattr(reader, "MEMORY", 200_000_000)
    bomb, other = read_one(data, tmp_path), read_one(pdf([block(FERRY, 60, 700, 60)]), tmp_path, "b.pdf")
    assert isinstance(bomb, Failure)
    assert bomb.message == f"a PDF that is damaged, or takes more than 200,000,000 bytes of memory to read: {_REMEDY}"
    assert isinstance(other, Article)


def test_a_file_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.001)
    item = read_one(pdf([block(FERRY, 60, 700, 60)]), tmp_path)
    assert isinstance(item, Failure)
    assert item.message == f"a PDF that takes more than 0.001 seconds to read: {_REMEDY}"


def test_a_folder_standard_input_and_a_missing_package(command: Command, tmp_path: Path) -> None:
    data = pdf([block(FERRY, 60, 700, 60)])
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.PDF").write_bytes(data)
    (tmp_path / "in/scan.pdf").write_bytes(pdf([[]]))
    done = command("in", "--only", "people")
    assert (done.returncode, b"Ana Duarte" in done.stdout) == (1, True)
    assert done.stderr.startswith(b"newsextract: in/scan.pdf: no text in this PDF of 1 page")
    assert len(done.stderr.splitlines()) == 1
    assert b"Ana Duarte" in command("-", "--only", "people", stdin=data).stdout
    (tmp_path / "pdfminer.py").write_text("raise ImportError\n")
    done = command("in/a.PDF", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr.decode()) == (1, f"newsextract: in/a.PDF: {lacks('pdf', 'office')}\n")


_PLAIN = pdf([two_columns(lines(FERRY, CREW), PRICE)], "/Title (A ferry)")


@settings(max_examples=8, deadline=None)
@given(place=st.integers(0, len(_PLAIN) - 1), byte=st.integers(0, 255), cut=st.booleans())
@example(place=_PLAIN.index(b"/Page /Parent") + 1, byte=0, cut=False)  # a page that cannot be loaded
def test_no_damage_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, cut: bool) -> None:
    data = _PLAIN[:place] + bytes([byte]) + (b"" if cut else _PLAIN[place + 1 :])
    item = read_one(data, tmp_path_factory.getbasetemp())
    assert isinstance(item, Article) or ("\n" not in item.message and "damaged" not in item.message)


def test_words_that_nobody_sees_are_none(tmp_path: Path) -> None:
    assert text_of(tmp_path, [*block(FERRY, 60, 700, 60), Words(60, 600, "hidden", 0)]) == [FERRY]
