"""Questions to compare two archives by, of which one lacks what the other is to leave out; and a command's answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tests.process import Command

ANSWERS: dict[str, Callable[..., Any]] = {
    "summary": lambda archive, **where: archive.summary(**where),
    "people": lambda archive, **where: archive.people(limit=50, **where),
    "quoted": lambda archive, **where: archive.people(by="quotes", limit=50, **where),
    "countries": lambda archive, **where: archive.countries(**where),
    "months": lambda archive, **where: archive.months(**where),
    "together": lambda archive, **where: archive.together(limit=500, **where),
    "together with one": lambda archive, **where: archive.together("Jonas Weber", limit=50, **where),
    "person": lambda archive, **where: archive.person("Jonas Weber", **where),
    "series": lambda archive, **where: archive.series(limit=50, **where),
    "found": lambda archive, **where: archive.count_found(**where),
}
QUOTES: dict[str, Callable[..., Any]] = {
    "quotes": lambda archive, **where: archive.quotes(limit=None, **where),
    "count of quotes": lambda archive, **where: archive.count_quotes(**where),
    "quotes of words": lambda archive, **where: archive.quotes("port", limit=None, **where),
    "count of words": lambda archive, **where: archive.count_quotes("port", **where),
    "quotes of somebody": lambda archive, **where: archive.quotes("grain", speaker="Jonas Weber", **where),
    "numbers": lambda archive, **where: archive.numbers(limit=None, **where),
    "count of numbers": lambda archive, **where: archive.count_numbers(**where),
    "numbers of words": lambda archive, **where: archive.numbers("million OR hours", limit=None, **where),
    "count of numbers of words": lambda archive, **where: archive.count_numbers("million OR hours", **where),
    "count of somebody's": lambda archive, **where: archive.count_quotes(speaker="Jonas Weber", **where),
}
PARTS: list[dict[str, Any]] = [{}, {"since": "2024-09"}, {"country": "PT"}, {"until": "2025-03", "country": "Portugal"}]


def without_ids(answer: Any) -> Any:
    """The answer, without the numbers of persons and how many copies were left out, companions in the names' order."""
    if isinstance(answer, dict):
        left_out = ("id", "one_id", "other_id", "person", "copies")
        return {key: without_ids(value) for key, value in answer.items() if key not in left_out}
    if isinstance(answer, list | tuple):
        found = [without_ids(one) for one in answer]
        return sorted(found, key=str) if found and "other" in found[0] else found
    return without_ids(asdict(answer)) if hasattr(answer, "__dataclass_fields__") else answer


def answer(command: Command, *arguments: str) -> Any:
    """What it prints in a pipe."""
    done = command(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
