"""Files of every format that is read, packed or not, with anything in them, and damaged ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import docx
import pyarrow
from pyarrow import parquet

from tests.pdfs import Words, block, pdf
from tests.stress.texts import make_text, mangle, paragraphs, sign

_ENCODINGS = ["utf-8"] * 6 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp1251", "gb18030"]
_TEXT, _ID = ("text", "body", "Content", "article"), ("id", "url", "ID", "guid")
_OTHER = ("title", "date", "note", "headline", "", "text ", "a b")
_VALUES: list[Any] = [None, "", 0, 1, 2.5, True, [], ["a"], {}, {"a": 1}, "2026-01-02", "x" * 200, 10**20]


@dataclass(frozen=True)
class File:
    """Name and bytes. ``rows``: what must come out of it, as ids (None: the place in the file) and texts; None where it
    is damaged, or holds what need not come out as it is."""

    name: str
    data: bytes
    rows: list[tuple[str | None, str]] | None


def make_file(dice: random.Random, number: int) -> File:
    """One file, named after its number."""
    ending = dice.choice([*_MAKERS, *_MAKERS, ".txt", ".jsonl", ".csv", ".md"])
    data, rows = _MAKERS[ending](dice)
    name = f"{number}{dice.choice([ending] * 20 + ['', '.dat', dice.choice([*_MAKERS])])}"
    if dice.random() < 0.45:
        data, rows = damaged(dice, data), None
    if not name.endswith(ending):
        rows = None
    if dice.random() < 0.25:
        data, name = gzip.compress(data, 1, mtime=0), f"{name}{dice.choice(['.gz'] * 9 + ['.GZ', ''])}"
        if dice.random() < 0.25:
            data, rows = damaged(dice, data), None
        elif dice.random() < 0.05:
            data, rows = gzip.compress(data, 1, mtime=0), None
        elif dice.random() < 0.05:
            data, rows = data + data, None  # two members
    return File(name, data, rows)


Made = tuple[bytes, list[tuple[str | None, str]] | None]


def damaged(dice: random.Random, data: bytes) -> bytes:
    """Bytes turned over, cut out, doubled, put in."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 1, 1, 2, 5])):
        place = dice.randint(0, len(changed))
        end = place + dice.choice([0, 1, 1, 4, 100])
        new = dice.choice(
            [
                b"",
                b"\0",
                b"\xff",
                b"\xed\xa0\x80",
                b"\r",
                b'"',
                b",",
                b"<",
                b"{",
                changed[place:end] * 3,
                dice.randbytes(3),
            ]
        )
        changed[place:end] = new
    if changed and dice.random() < 0.3:
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed[: dice.randint(0, len(changed))] if dice.random() < 0.2 else changed)


def _text(dice: random.Random) -> str:
    return make_text(dice) if dice.random() < 0.7 else mangle(dice, dice.choice(paragraphs())[:500])


def _encoded(dice: random.Random, text: str) -> bytes:
    encoding = dice.choice(_ENCODINGS)
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf-8") else "replace")


def _plain(dice: random.Random) -> Made:
    return _encoded(dice, _text(dice)), None


def _sure_text(dice: random.Random) -> Made:
    """Of which every character must come out."""
    text = dice.choice(paragraphs())
    text = text[: dice.randint(len(text) // 2, len(text))] + dice.choice(["", "\n", "\r\n", " \u2028", " é€", "🙂"])
    return text.encode(dice.choice(["utf-8", "utf-8-sig", "utf-16", "utf-32"])), [(None, text)]


def _markdown(dice: random.Random) -> Made:
    marks = ["# ", "> ", "- ", "1. ", "```\n", "| a | b |\n|---|---|\n", "<b>", "</b>", "[x](", "![", "](y)",
             "---\n", "title: x\n", "date: y\n", "**", "`", "~~", "\\", "&amp;", "&#0;", "\n\n", "    "]  # fmt: skip
    parts = [dice.choice([dice.choice(marks), _text(dice)[:60], "\n"]) for _ in range(dice.randint(0, 30))]
    return _encoded(dice, "".join(parts)), None


def _page(dice: random.Random) -> Made:
    tags = ["p", "div", "article", "h1", "span", "script", "style", "table", "td", "ul", "li", "blockquote", "a",
            "main", "!--", "title", "meta charset=", "br/", "svg", "iframe", "nav", "footer", "img"]  # fmt: skip
    parts = [dice.choice(["<!doctype html>", "<html>", "<?xml version='1.0'?>", ""]), "<head><title>"]
    parts += [escape(_text(dice)[:40]), "</title></head><body>"]
    for _ in range(dice.randint(1, 8)):
        tag = dice.choice(tags)
        text = escape(dice.choice([_text(dice), dice.choice(paragraphs())]))
        parts.append(
            f"<{tag} {dice.choice(['', 'class=x', 'hidden', sign(dice)])}>{text}{dice.choice(['', f'</{tag}>'])}"
        )
    if dice.random() < 0.2:
        parts.append(f'<script type="application/ld+json">{json.dumps({"@type": dice.choice(_VALUES)})}</script>')
    return _encoded(dice, "".join(parts)), None


def _rows(dice: random.Random) -> list[dict[str, Any]]:
    text, id = dice.choice(_TEXT), dice.choice(_ID)
    rows = []
    for number in range(dice.randint(1, 5)):
        row: dict[str, Any] = {id: f"r{number}", text: _text(dice)}
        if dice.random() < 0.3:
            row[dice.choice([*_OTHER, text, id])] = dice.choice([*_VALUES, sign(dice)])
        rows.append(row)
    return rows


def _sure_rows(dice: random.Random) -> tuple[list[dict[str, Any]], list[tuple[str | None, str]]]:
    text, id = dice.choice(_TEXT), dice.choice(_ID)
    texts = [dice.choice(paragraphs())[: dice.randint(1, 300)] for _ in range(dice.randint(1, 5))]
    rows = [{id: f"r{number}", text: said, "note": "x"} for number, said in enumerate(texts)]
    return rows, [(f"r{number}", said) for number, said in enumerate(texts)]


def _json_lines(dice: random.Random) -> Made:
    if dice.random() < 0.4:
        rows, wanted = _sure_rows(dice)
        end = dice.choice(["\n", "\r\n", "\n\n", " \n"])
        return end.join(json.dumps(row, ensure_ascii=dice.random() < 0.5) for row in rows).encode(), wanted
    lines = [json.dumps(row, ensure_ascii=dice.random() < 0.5) for row in _rows(dice)]
    lines += dice.sample(["", "[]", "{}", "5", "null", '{"text": 5}', '{"text"', "x", '{"text": ""}'], 2)
    dice.shuffle(lines)
    return _encoded(dice, dice.choice(["\n", "\r\n", "\r"]).join(lines)), None


def _separated(dice: random.Random, delimiter: str) -> Made:
    sure = dice.random() < 0.4
    rows, wanted = _sure_rows(dice) if sure else (_rows(dice), None)
    names = [*dict.fromkeys(name for row in rows for name in row)]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(
        stream, names, delimiter=delimiter, quoting=csv.QUOTE_ALL if sure or dice.random() < 0.5 else csv.QUOTE_MINIMAL
    )
    writer.writeheader()
    writer.writerows({name: str(value).replace("\0", "") for name, value in row.items()} for row in rows)
    if sure:
        return stream.getvalue().encode(), wanted
    return _encoded(dice, stream.getvalue()), None


def _comma(dice: random.Random) -> Made:
    return _separated(dice, dice.choice(",,,;|"))


def _tab(dice: random.Random) -> Made:
    return _separated(dice, "\t")


def _parquet(dice: random.Random) -> Made:
    rows, wanted = _sure_rows(dice)
    columns: dict[str, Any] = {name: pyarrow.array([row[name] for row in rows]) for name in rows[0]}
    sure = dice.random() < 0.4
    if not sure:
        for name in dice.sample(["date", "title", *columns], dice.randint(1, 2)):
            columns[name] = _odd_column(dice, len(rows))
    names = [*columns]
    if not sure and dice.random() < 0.1:
        names[0] = names[-1]  # two of one name
    table = pyarrow.Table.from_arrays([*columns.values()], names)
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression=dice.choice(["none", "snappy", "zstd", "gzip"]), row_group_size=2)
    return stream.getvalue(), wanted if sure else None


def _word(dice: random.Random) -> Made:
    made = docx.Document()
    texts = [" ".join(dice.choice(paragraphs())[:200].split()) for _ in range(dice.randint(1, 4))]
    for text in texts:
        made.add_paragraph(text, dice.choice(["Normal", "Heading 2", "List Bullet"]))
    if is_sure := dice.random() < 0.5:
        made.core_properties.comments = "none of the text"
    else:
        made.add_table(dice.randint(0, 3), dice.randint(1, 3)).style = dice.choice(["Table Grid", None])
        made.core_properties.title = dice.choice(["", "a.doc", "A bridge"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue(), [(None, "\n\n".join(texts) + "\n")] if is_sure else None


def _pdf(dice: random.Random) -> Made:
    """Pages of columns and scattered words, in any order."""
    pages = []
    for _ in range(dice.randint(1, 3)):
        page = []
        for column in range(dice.randint(1, 3)):
            text = dice.choice(paragraphs())[:400].encode("cp1252", "ignore").decode("cp1252")
            page += block(text, 40 + 180 * column, dice.choice([700, 500]), 28, dice.choice([8, 10, 14]))
        for word in ("a", "1", "Page 2 of 3", "-"):
            page.append(Words(dice.randrange(600), dice.randrange(800), word, dice.choice([1, 6, 12, 60])))
        pages.append(dice.sample(page, len(page)))
    return pdf(pages, dice.choice(["", "/Title (A bridge)", "/CreationDate (D:20269999)"])), None


def _odd_column(dice: random.Random, length: int) -> Any:
    """Values of some type, in whatever range it has; of text some that is no UTF-8."""
    of_time = [pyarrow.timestamp(unit, zone) for unit in ("ms", "us", "ns") for zone in (None, "UTC", "No/Where")]
    others = [
        pyarrow.int64(),
        pyarrow.bool_(),
        pyarrow.decimal128(9, 2),
        pyarrow.null(),
        pyarrow.list_(pyarrow.string()),
    ]
    kind = dice.choice([*of_time, pyarrow.date32(), *others, pyarrow.string(), pyarrow.binary()])
    if kind in of_time or kind == pyarrow.date32():
        bits = 32 if kind == pyarrow.date32() else 64
        values = [dice.choice([0, -1, 20_000, dice.randrange(-(2**bits) // 2, 2**bits // 2)]) for _ in range(length)]
        return pyarrow.array(values, pyarrow.int32() if bits == 32 else pyarrow.int64()).cast(kind)
    if kind not in (pyarrow.string(), pyarrow.binary()):
        return pyarrow.array([None] * length, kind)
    data = pyarrow.array([dice.choice([b"Ana.", b"\xff\xfe", b"\xed\xa0\x80", None]) for _ in range(length)], "binary")
    nulls, ends, written = data.buffers()
    return data if kind == pyarrow.binary() else pyarrow.StringArray.from_buffers(length, ends, written, nulls)


_MAKERS: dict[str, Callable[[random.Random], Made]] = {
    ".txt": lambda dice: dice.choice([_plain, _sure_text])(dice),
    ".md": _markdown,
    ".html": _page,
    ".htm": _page,
    ".jsonl": _json_lines,
    ".csv": _comma,
    ".tsv": _tab,
    ".parquet": _parquet,
    ".docx": _word,
    ".pdf": _pdf,
}
