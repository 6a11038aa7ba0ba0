"""Explanations as a table for a terminal, or as a line of JSON per article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from newsextract import plural
from newsextract.extraction.explaining import Explanation
from newsextract.output.inert import inert_json, inert_line
from newsextract.output.listing import PlainConsole
from newsextract.output.readable import is_unsure
from newsextract.reading import STDIN

_LONGEST = 60  # characters of a quote that a table shows
_MOST_NAMES = 99  # lines of people, without the one that says how many more there are
_MOST_SIGNS = 3  # of a name that are shown in one line
_REJECTED = "rejected"
_VERDICT = len("found 0.98")
_SURE = "confidence: "  # before what made it
_WEIGHED = "log odds: "  # before what each sign of a name adds


def write_json(stream: TextIO, id: str, explanations: Sequence[Explanation]) -> None:
    """One line: the article's id and its explanations."""
    row = {"id": id, "explanations": [asdict(one) for one in explanations]}
    stream.write(inert_json(json.dumps(row, ensure_ascii=False)) + "\n")
    stream.flush()


def write_table(stream: TextIO, id: str, explanations: Sequence[Explanation], detailed: bool = False) -> None:
    """A table: what was found or rejected, and each rule on a line of its own.

    Unless it is ``detailed``, a person's name has one line for all its mentions: the signs that weighed most. And only
    where the confidence is small what made it is told.
    """
    console = PlainConsole(stream)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold cyan", show_edge=False)
    for heading, ratio, width in (
        ("Kind", 2, None),
        ("Text", 4, None),
        ("", None, _VERDICT),
        ("Rules that decided", 8, None),
    ):
        table.add_column(heading, ratio=ratio, width=width, overflow="fold")
    names = [] if detailed else [one for one in explanations if one.kind == "people"]
    for cells in _names(names):
        table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis", style=_style(cells[2])) for cell in cells))
    for one in explanations if detailed else [one for one in explanations if one.kind != "people"]:
        found = _found(one)
        told = one.rules if detailed or is_unsure(one) else [rule for rule in one.rules if not rule.startswith(_SURE)]
        cells = (one.kind, _shortened(one.text), found, "\n".join(told))
        table.add_row(*(Text(cell, style=_style(found)) for cell in cells))
    console.print(Text("standard input" if id == STDIN else inert_line(id), style="bold"))
    console.print(table)
    if detailed:
        files = dict.fromkeys(file for one in explanations for file in one.files)
        console.print(Text("\n".join(["", "In these files:", *files])))


def _names(people: Sequence[Explanation]) -> Iterator[tuple[str, str, str, str]]:
    """The cells of a line for each name; if there are too many, those that were found and then the most frequent."""
    groups: dict[tuple[str, bool], list[Explanation]] = {}
    for one in people:
        groups.setdefault((inert_line(one.text), one.found), []).append(one)
    shown = sorted(groups, key=lambda name: (not name[1], -len(groups[name])))[:_MOST_NAMES]
    for name in sorted(shown, key=lambda name: groups[name][0].start):
        first, times = groups[name][0], len(groups[name])
        text = _shortened(first.text) + (f" ×{times}" if times > 1 else "")
        yield first.kind, text, _found(first), _summed(first.rules)
    if more := len(groups) - len(shown):
        yield "people", f"{plural.counted(more, 'name')} more", "", "--about NAME shows one, -f json all"


def _summed(rules: Sequence[str]) -> str:
    """What was decided about a name, in a line: what rules it out, the sum of its signs, and those that weigh most."""
    total, *signs = [rule.removeprefix(_WEIGHED) for rule in rules if rule.startswith(_WEIGHED)] or [""]
    against = [rule for rule in rules if rule.startswith("no ")]
    return "; ".join([*against, f"{total.removeprefix('in all ')}: {', '.join(signs[:_MOST_SIGNS])}"])


def _found(one: Explanation) -> str:
    if not one.found:
        return _REJECTED
    return "found" if one.confidence is None else f"found {one.confidence:.2f}"


def _style(found: str) -> str:
    return "dim" if found == _REJECTED else ""


def _shortened(text: str) -> str:
    line = inert_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
