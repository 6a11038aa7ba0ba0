"""Makes what the papers show of the program itself: `python docs/make.py`.

The pictures of docs/pictures (those of pages need Chromium), the README's record, and the tables of docs/record.md and
of confidence in docs/quality.md.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from newsextract import load
from newsextract.output.formats.columns import COLUMNS as COLUMNS_OF_CSV
from newsextract.records import record
from newsextract.records.kinds import KINDS, ROWS
from newsextract.records.record import json_schema
from tests.archive_asking.newsroom import write as write_newsroom
from tests.browser import CHROMIUM
from tests.papers import ROOT, blocks, renewed
from tests.process import on_terminal, without_bar

README, RECORD, QUALITY = ROOT / "README.md", ROOT / "docs" / "record.md", ROOT / "docs" / "quality.md"
RELIABILITY = ROOT / "models" / "train" / "reliability.json"
TRUSTED = ROOT / "docs" / "pictures" / "reliability.svg"
TERMINAL, PAGE, REPORT = (ROOT / "docs" / "pictures" / name for name in ("terminal.svg", "page.png", "report.png"))
SPANS = ROOT / "docs" / "pictures" / "spans.png"
MAKER = "docs/make.py"
SAMPLE = "samples/court.txt"
SENTENCE = "“We will not pay more than €40 million,” said Ana Duarte, Portugal’s finance minister."
COLUMNS = 100  # of the terminal, and of a line of the record

_SHOWN = {"Numbers": 9, "Quotes": 12}  # lines of these tables; "…" stands for the others
_PAGE_SIZE, _SPANS_SIZE = "1200,860", "1200,200"


def terminal_picture() -> str:
    """The SVG of what the command shows on a terminal, its longest tables cut short."""
    shown = without_bar(on_terminal(SAMPLE, columns=COLUMNS, cwd=ROOT))
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="truecolor", legacy_windows=False)
    lines = [Text.assemble(("$ ", "dim"), f"newsextract {SAMPLE}"), *_cut(Text.from_ansi(shown).split())]
    console.print(Text("\n").join(lines))
    svg = console.export_svg(title="newsextract", unique_id="terminal")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # they would come from a stranger's server


def _cut(lines: Iterable[Text]) -> Iterator[Text]:
    """The lines of the terminal, less those of the tables in _SHOWN beyond the first."""
    kept = sys.maxsize
    for line in lines:
        heading = line.plain.partition(" ")[0]
        if not line.plain.strip():
            kept = sys.maxsize
        elif heading in _SHOWN:
            kept = _SHOWN[heading] + 2  # the heading and the line below it
        if kept == 0:
            yield Text("…")
        if kept > 0:
            yield line
        kept -= 1


def words_of(svg: str) -> list[tuple[str, str]]:
    """Each piece of a picture's text with its style: what two versions of rich draw alike."""
    styles = dict(re.findall(r"\.(terminal-r\d+) \{ (.*?) \}", svg))
    pieces = re.findall(r'<text class="(terminal-r\d+)"[^>]*>(.*?)</text>', svg)
    return [(styles[style], unescape(words).strip()) for style, words in pieces]


def write_page_picture() -> None:
    """The PNG of the page that the command writes. Raises CalledProcessError if the browser fails."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "court.html")
        _run(SAMPLE, "-o", str(page))
        _photograph(page, PAGE)


def write_report_picture() -> None:
    """The PNG of the page about an archive of made-up articles. Raises CalledProcessError if the browser fails."""
    with tempfile.TemporaryDirectory() as folder:
        articles, archive, page = (Path(folder, f"newsroom.{ending}") for ending in ("jsonl", "db", "html"))
        write_newsroom(articles)
        _run("-q", str(articles), "-o", str(archive))
        _run("summary", str(archive), "-o", str(page))
        _photograph(page, REPORT)


def write_spans_picture() -> None:
    """The PNG of the page that the block of docs/library.md with displacy makes."""
    (block,) = (block.code for block in blocks("python") if "displacy.render" in block.code)
    names: dict[str, Any] = {}
    exec(block, names)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "spans.html")
        page.write_text(names["page"], encoding="utf-8")
        _photograph(page, SPANS, _SPANS_SIZE)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "newsextract", *arguments], cwd=ROOT, check=True)


def _photograph(page: Path, picture: Path, size: str = _PAGE_SIZE) -> None:
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}"]
    options += [f"--user-data-dir={page.parent}/profile", "--virtual-time-budget=3000", f"--screenshot={picture}"]
    assert CHROMIUM
    subprocess.run([CHROMIUM, *options, page.as_uri()], check=True, capture_output=True)


def sample_record() -> str:
    """The record of SENTENCE, as a block of JSON."""
    record = load()(SENTENCE, "-").to_dict()
    return f"```json\n{laid_out(record)}\n```\n"


def laid_out(value: Any, indent: int = 0, before: int = 0) -> str:
    """JSON in which whatever fits a line stands on one. ``before``: the columns that a key in front of it takes."""
    short = json.dumps(value, ensure_ascii=False)
    if indent + before + len(short) < COLUMNS or not isinstance(value, list | dict):
        return short
    inner = indent + 2
    if isinstance(value, list):
        parts = [laid_out(item, inner) for item in value]
    else:
        parts = [f"{json.dumps(key)}: {laid_out(item, inner, len(key) + 4)}" for key, item in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{' ' * inner}" + f",\n{' ' * inner}".join(parts) + f"\n{' ' * indent}{closing}"


def trust_table() -> str:
    """A line per kind: how many finds were judged, and how far their confidence was right."""
    lines = [
        "| | finds | mean gap (ECE) | of the finds with 0.9 or more are right | of all right finds these are |",
        "|---|---|---|---|---|",
    ]
    for kind, row in json.loads(RELIABILITY.read_text(encoding="utf-8")).items():
        lines.append(f"| {kind} | {row['finds']:,} | {row['ece']} | {row['right']} | {row['kept']} |")
    return "\n".join(lines) + "\n"


def trust_picture() -> str:
    """The SVG of how many finds of about the same confidence are right: a panel for each kind, a dot for each group."""
    rows = json.loads(RELIABILITY.read_text(encoding="utf-8"))
    panels = [
        f'<g transform="translate({place * 240}, 0)">{_panel(kind, rows[kind]["groups"])}</g>'
        for place, kind in enumerate(rows)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows) * 240} 260" font-family="sans-serif" '
        f'font-size="12">\n<rect width="100%" height="100%" fill="#fbfaf7"/>\n{chr(10).join(panels)}\n</svg>\n'
    )


def _panel(kind: str, groups: list[list[float]]) -> str:
    """Confidence to the right, the share that is right upwards, both from 0 to 100; a dot grows with its group."""
    left, bottom, side = 40, 220, 180

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{left + x / 100 * side:.1f}", f"{bottom - y / 100 * side:.1f}"

    (x1, y1), (x2, y2) = at(0, 0), at(100, 100)
    parts = [
        f'<text x="{left}" y="26" font-weight="bold">{kind}</text>',
        f'<rect x="{left}" y="{bottom - side}" width="{side}" height="{side}" fill="none" stroke="#dedacf"/>',
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#67635a" stroke-dasharray="4 3"/>',
        f'<text x="{left + side / 2}" y="{bottom + 30}" text-anchor="middle" fill="#67635a">confidence</text>',
    ]
    for mark in (0, 50, 100):
        (x, _), (_, y) = at(mark, 0), at(0, mark)
        parts.append(f'<text x="{x}" y="{bottom + 15}" text-anchor="middle" fill="#67635a">{mark / 100:g}</text>')
        parts.append(f'<text x="{left - 6}" y="{y}" dy="4" text-anchor="end" fill="#67635a">{mark}%</text>')
    for finds, said, right in groups:
        x, y = at(said, right)
        what = f"{finds:,} finds, confidence {said / 100:.2f}: {right:g}% right"
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{2 + finds**0.25:.1f}" fill="{ROWS[kind].colours[0]}" fill-opacity="0.7">'  # type: ignore[index]
            f"<title>{what}</title></circle>"
        )
    return "\n".join(parts)


def field_tables() -> str:
    """A table per form of the schema, in the record's order, each field with its values and what they mean."""
    schema = json_schema()
    forms: dict[str, Any] = {"Record": schema, **schema["$defs"]}
    return "\n".join(_table(name, forms[name]) for name in _in_order("Record", forms))


def column_table() -> str:
    """A line per column of CSV: the kinds that have it, and what stands in it."""
    lines = ["| column | rows | meaning |", "|---|---|---|"]
    for name, (kinds, meaning) in COLUMNS_OF_CSV.items():
        lines.append(f"| `{name}` | {'all' if kinds == KINDS else ', '.join(kinds)} | {meaning} |")
    return "\n".join(lines) + "\n"


def _in_order(name: str, forms: dict[str, Any]) -> list[str]:
    """The form's name, then those of the forms inside it, each once."""
    inside = re.findall(r"#/\$defs/(\w+)", json.dumps(forms[name]["properties"]))
    names = [name, *(found for form in inside for found in _in_order(form, forms))]
    return list(dict.fromkeys(names))


def _table(name: str, form: dict[str, Any]) -> str:
    lines = [f"### {name}\n", f"{_sentence(form['description'])}\n", "| field | holds | meaning |", "|---|---|---|"]
    for field in (field.name for field in fields(getattr(record, name))):  # in a record's order
        about = form["properties"][field]
        lines.append(f"| `{field}` | {_holds(about)} | {_sentence(about['description'])} |")
    return "\n".join(lines) + "\n"


def _sentence(description: str) -> str:
    """A description in the words of JSON, as one line of Markdown."""
    words = description.replace("``", "`").replace("None", "null").replace("an empty tuple", "`[]`")
    return " ".join(words.replace("|", r"\|").split())


def _holds(about: dict[str, Any]) -> str:
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in about:
        return " or ".join(_holds(one) for one in about["anyOf"])
    if "enum" in about:
        return ", ".join(f"`{value}`" for value in about["enum"])
    if "prefixItems" in about:
        return f"[{', '.join(_holds(item) for item in about['prefixItems'])}]"
    if about["type"] == "array":
        return f"list of {_holds(about['items'])}"
    return str(about["type"])


def main() -> None:
    """Write them all."""
    parts = (
        (README, "record", sample_record()),
        (RECORD, "fields", field_tables()),
        (RECORD, "columns", column_table()),
        (QUALITY, "trust", trust_table()),
    )
    for path, part, content in parts:
        path.write_text(renewed(path.read_text(encoding="utf-8"), part, MAKER, content), encoding="utf-8")
    TRUSTED.write_text(trust_picture(), encoding="utf-8")
    TERMINAL.write_text(terminal_picture(), encoding="utf-8")
    if CHROMIUM:
        write_page_picture()
        write_report_picture()
        write_spans_picture()
    else:
        names = ", ".join(picture.name for picture in (PAGE, REPORT, SPANS))
        print(f"{names} stay as they are: no Chromium here (Debian: apt-get install chromium)")


if __name__ == "__main__":
    main()
