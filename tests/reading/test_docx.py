"""Word documents: what a reader of the finished text sees, and one line for those that cannot be read."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.installed import lacks
from newsextract.reading import Article, Failure, Limits, read
from tests.process import Command

docx = pytest.importorskip("docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"
SAID = "“We pay 5 million dollars,” said Ana Duarte."


def document(fill: Callable[[Any], object], **properties: Any) -> bytes:
    made = docx.Document()
    fill(made)
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: Callable[[str], str]) -> bytes:
    """The same file with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            held = old.read(part)
            new.writestr(part, content(held.decode()) if part == name else held)
    return stream.getvalue()


PLAIN = document(lambda made: made.add_paragraph(SAID))


def of_body(xml: str) -> bytes:
    """A document whose body this is."""
    body = re.compile("<w:body>.*</w:body>", re.DOTALL)
    return with_part(PLAIN, BODY, lambda old: body.sub(lambda _: f"<w:body>{xml}</w:body>", old))


def read_one(data: bytes, folder: Path, name: str = "a.docx", limits: Limits | None = None) -> Article | Failure:
    (folder / name).write_bytes(data)
    (item,) = read(folder / name, limits=limits)
    return item


def text_of(data: bytes, folder: Path) -> str:
    article = read_one(data, folder)
    assert isinstance(article, Article), article
    return article.text


def test_headings_paragraphs_lists_and_tables_in_their_order(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "A header"
        made.sections[0].footer.paragraphs[0].text = "A footer"
        made.add_heading("Bridges are dear", 0)
        made.add_paragraph("By Rui Santos")
        table = made.add_table(2, 2)
        for cell, text in zip(table._cells, ["Town", "Cost", "Faro", "$5 million"], strict=True):
            cell.text = text
        made.add_heading("What it costs", 2)
        paragraph = made.add_paragraph("She ")
        paragraph.add_run("paid").bold = True
        paragraph.add_run(" for\tit\nall.")
        made.add_comment(paragraph.runs[0], "Really?", "Ed")
        made.add_paragraph("One bridge", "List Bullet")

    article = read_one(document(fill, title="draft 3.docx", modified=datetime(2026, 3, 4, 23, 5)), tmp_path)
    assert article == Article(
        str(tmp_path / "a.docx"),
        "Bridges are dear\n\nBy Rui Santos\n\nTown\tCost\n\nFaro\t$5 million\n\nWhat it costs\n\n"
        "She paid for\tit\nall.\n\nOne bridge\n",
        "Bridges are dear",
        "2026-03-04",
    )


@pytest.mark.parametrize(
    ("first", "property", "title"),
    [
        (("Oil is dear", 1), "Weekly", "Oil is dear"),
        (("Oil is dear", 2), "Weekly", "Weekly"),
        (None, " Oil is dear ", "Oil is dear"),
        (None, "oil.DOC", None),
        (None, "", None),
    ],
)
def test_the_title(tmp_path: Path, first: tuple[str, int] | None, property: str, title: str | None) -> None:
    def fill(made: Any) -> None:
        if first:
            made.add_heading(*first)
        made.add_paragraph(SAID)
        made.add_heading("Further down", 1)

    article = read_one(document(fill, title=property), tmp_path)
    assert isinstance(article, Article)
    assert article.title == title


def test_a_document_without_properties_has_no_title_and_no_date(tmp_path: Path) -> None:
    assert isinstance(article := read_one(PLAIN, tmp_path), Article)
    assert article.date is None  # python-docx's template has one
    data = with_part(PLAIN, "_rels/.rels", lambda old: re.sub("<Relationship [^>]*core-properties[^>]*/>", "", old))
    article = read_one(data, tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.date) == (None, None)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*pieces: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(pieces)}</w:p>"


def cell(*paragraphs: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(paragraphs)}</w:tc>"


BY = 'w:id="1" w:author="Ed" w:date="2026-01-01T00:00:00Z"'
DELETED, INSERTED = f"<w:del {BY}>%s</w:del>", f"<w:ins {BY}>%s</w:ins>"
BOX = "<w:txbxContent>%s</w:txbxContent>"
ALTERNATIVES = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f"<mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("It cost "), DELETED % run("5"), INSERTED % run("6"), run(" million.")), "It cost 6 million."),
        (paragraph(DELETED % "<w:r><w:delText>gone</w:delText></w:r>", run("There.")), "There."),
        (paragraph(f"<w:moveFrom {BY}>{run('A')}</w:moveFrom><w:moveTo {BY}>{run('B')}</w:moveTo>"), "B"),
        (paragraph(run("One "), look=f"<w:rPr><w:del {BY}/></w:rPr>") + paragraph(run("and two.")), "One and two."),
        (paragraph(run("One "), look=f"<w:rPr><w:ins {BY}/></w:rPr>") + paragraph(run("and two.")), "One\n\nand two."),
        (INSERTED % paragraph(run("New.")) + f"<w:sdt><w:sdtContent>{paragraph(run('In.'))}</w:sdtContent></w:sdt>",
         "New.\n\nIn."),
        (paragraph(run("Seen"), run(" hidden", "<w:vanish/>"), run(" too.", '<w:vanish w:val="0"/>')), "Seen too."),
        (paragraph(FIELD % "begin", '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>', FIELD % "separate",
                   f"<w:hyperlink>{run('a link')}</w:hyperlink>", FIELD % "end"), "a link"),
        (paragraph("<w:r><w:t>Anti</w:t><w:noBreakHyphen/><w:t>war</w:t><w:softHyphen/><w:t>like</w:t></w:r>"),
         "Anti-warlike"),
        (paragraph(run("By the box."), ALTERNATIVES % (paragraph(run("Within.")), paragraph(run("Within.")))),
         "By the box.\n\nWithin."),
        (paragraph(look='<w:tabs><w:tab w:val="left"/></w:tabs>') + paragraph(run(" ")) + paragraph(run("One.")),
         "One."),
        ("<w:tbl><w:tr><w:trPr/>" + cell(paragraph(run("A"))) + cell(paragraph()) + cell(paragraph(run("B")))
         + f"</w:tr><w:tr><w:trPr><w:del {BY}/></w:trPr>" + cell(paragraph(run("C"))) + "</w:tr></w:tbl>", "A\t\tB"),
        ("<w:tbl><w:tr>" + cell(paragraph(run("A")), look=f"<w:cellDel {BY}/>") + cell(paragraph(run("B")))
         + "</w:tr></w:tbl>", "B"),
        ("<w:tbl><w:tr>" + cell(paragraph(run("Left.")), paragraph(run("On."))) + cell(paragraph(run("Right.")))
         + "</w:tr></w:tbl>", "Left.\n\nOn.\n\nRight."),
        ("<!-- no text --><?pi no text?>" + paragraph("<!-- none -->", run("a &amp; b")), "a & b"),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_finished_text_sees(tmp_path: Path, body: str, text: str) -> None:
    assert text_of(of_body(body), tmp_path) == text + "\n"


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "bomb bomb bomb ">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8)
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a whole Word document (BadZipFile): save it again as .docx, or its text as .txt"),
        (PLAIN[:-100], "not a whole Word document (BadZipFile)"),
        (PLAIN[: len(PLAIN) // 2], "not a whole Word document (BadZipFile)"),
        (b"<html>no document</html>", "not a whole Word document (BadZipFile)"),
        (with_part(PLAIN, BODY, lambda old: old[:-50]), "not a whole Word document (XMLSyntaxError)"),
        (with_part(PLAIN, BODY, lambda old: "<a>" * 5_000), "not a whole Word document (XMLSyntaxError)"),
        (with_part(PLAIN, "_rels/.rels", lambda old: "<a/>"), "not a whole Word document (AttributeError)"),
        (of_body(paragraph("")), "no text in this Word document: save its text as .txt"),
        (OLD, "a Word document of the old form (.doc): save it as .docx"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "a Word document with a password: save it without one"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(tmp_path: Path, data: bytes, message: str) -> None:
    failure = read_one(data, tmp_path)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(message)


def test_a_document_is_refused_by_what_it_unpacks_to_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_part(PLAIN, BODY, lambda old: old.replace(SAID, "pay " * 8_000_000))
    assert len(data) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    failure = read_one(data, tmp_path)
    assert isinstance(failure, Failure)
    told = r"unpacks to 32,\d+,\d+ bytes, over 20,000,000: --limit page=33MB raises the limit"
    assert re.fullmatch(told, failure.message)


def that_says(data: bytes, size: int, checksum: int | None = None) -> bytes:
    """The same file, whose body is said to be of another size, and to have another checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = packed.getinfo(BODY)
    data = data.replace(part.file_size.to_bytes(4, "little"), size.to_bytes(4, "little"))
    return data if checksum is None else data.replace(part.CRC.to_bytes(4, "little"), checksum.to_bytes(4, "little"))


LONG_BODY = with_part(PLAIN, BODY, lambda old: old.replace(SAID, "pay " * 12_000_000))
SAID_TO_BE = 9_000
with zipfile.ZipFile(io.BytesIO(LONG_BODY)) as packed:
    BEGINS = packed.read(BODY)[:SAID_TO_BE]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (that_says(LONG_BODY, SAID_TO_BE), "unpacks to more than it says, as a decompression bomb does: save it again"),
        (that_says(LONG_BODY, SAID_TO_BE, zlib.crc32(BEGINS)), "unpacks to more than it says, as a decompression bomb"),
        (b"Word: " + that_says(LONG_BODY, SAID_TO_BE), "unpacks to more than it says, as a decompression bomb does"),
        (that_says(PLAIN, 1_000_000), "not a whole Word document (EOFError)"),
        (that_says(PLAIN, 1_000_000, 5), "not a whole Word document (BadZipFile)"),
    ],
    ids=["more", "more, and the checksum fits", "more, after other bytes", "less", "less, and another checksum"],
)
def test_a_document_of_another_size_than_it_says(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    tracemalloc.start()
    (failure,) = read(tmp_path / "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert failure.message.startswith(message)
    assert peak < 25_000_000  # 20 to read any file, of 48 that are packed in it


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_document_packed_in_a_way_that_unpacks_at_once(tmp_path: Path, method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(stream, "w", method) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
    failure = read_one(stream.getvalue(), tmp_path)
    assert isinstance(failure, Failure)
    assert failure.message.startswith("not a whole Word document (ValueError)")


def test_pictures_count_towards_the_limit_that_the_user_sets(tmp_path: Path) -> None:
    assert isinstance(read_one(PLAIN, tmp_path, limits=Limits(page=len(PLAIN))), Failure)
    assert isinstance(read_one(PLAIN, tmp_path, limits=Limits(page=1_000_000)), Article)


@pytest.mark.parametrize("entities", [BOMB, '<!DOCTYPE d [<!ENTITY i SYSTEM "secret.txt">'], ids=["bomb", "file"])
def test_a_document_with_entities_of_its_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entities: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("a secret")
    data = of_body(paragraph(run("Before &i; after.")))
    item = read_one(
        with_part(data, BODY, lambda old: re.sub(r"<\?xml[^>]*>", lambda _: f"{entities}]>", old)), tmp_path
    )
    assert isinstance(item, Failure)
    assert item.message.startswith("not a whole Word document")


def test_by_its_first_bytes_where_no_ending_tells(tmp_path: Path, command: Command) -> None:
    assert isinstance(read_one(PLAIN, tmp_path, "document"), Article)
    assert b"Ana Duarte" in command("-", stdin=PLAIN).stdout
    (tmp_path / "other.zip").write_bytes(with_part(PLAIN, BODY, str).replace(BODY.encode(), b"word/d0cument.xml"))
    (failure,) = read(tmp_path / "other.zip")
    assert isinstance(failure, Failure)
    assert "a zip file or office document, not text" in failure.message


def test_a_folder_with_a_document_that_is_open_in_word(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.docx").write_bytes(PLAIN)
    (tmp_path / "~$a.docx").write_bytes(b"\x03Ana" + b"\0" * 158)
    done = command(".", "--only", "people")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"id": "a.docx"' in done.stdout or b'"id":"a.docx"' in done.stdout


def test_without_python_docx_the_remedy_is_named(tmp_path: Path, command: Command) -> None:
    (tmp_path / "docx.py").write_text("raise ImportError\n")
    (tmp_path / "a.docx").write_bytes(PLAIN)
    done = command("a.docx", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr.decode()) == (1, f"newsextract: a.docx: {lacks('docx', 'office')}\n")


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(PLAIN) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_no_damage_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, cut: bool) -> None:
    data = PLAIN[:place] + bytes([byte]) + (b"" if cut else PLAIN[place + 1 :])
    item = read_one(data, tmp_path_factory.getbasetemp())
    assert isinstance(item, Article) or "\n" not in item.message
