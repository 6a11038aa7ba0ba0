"""Annotated articles: JSON lines in the record's form, each with its ``text``.

An annotation may say more than a record: of a mention, number or quote that it is ``optional`` (then neither to find
nor to miss it counts), of a title or role the same by a leading "?", and of a ``concept`` a list of right wordings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from types import GenericAlias
from typing import Any

from pydantic import ConfigDict

from newsextract.plural import counted
from newsextract.reading import STDIN, USUAL_LIMITS, Failure
from newsextract.reading.encodings import text_lines
from newsextract.reading.opening import BROKEN, opened, reason, standard_input
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.serializing import checked, each, form


class GoldError(ValueError):
    """A row that is not in the record's form; the message says where in it."""


# A row, as far as evaluation reads it. No value is taken for one of another type; what a record has besides is let be.
_of = partial(form, ConfigDict(strict=True, allow_inf_nan=False))
_INT, _TEXT, _NUMBER = int | None, str | None, int | float | None
_PLACE: dict[str, Any] = {"start": _INT, "end": _INT}
_SPAN: dict[str, Any] = {**_PLACE, "text": _TEXT, "optional": bool}
_MENTIONS = GenericAlias(list, _of(**_SPAN))
_FINDS: dict[Kind, Any] = {
    "people": _of({"name": str, "mentions": _MENTIONS}, **each(list[str] | None, "aliases", "titles", "roles")),
    "countries": _of({"alpha_2": str, "mentions": _MENTIONS}),
    "numbers": _of(
        {"value": int | float},
        **_SPAN,
        **each(_TEXT, "unit", "per", "comparator"),
        upper=_NUMBER,
        concept=Any,
        person=_INT,
    ),
    "quotes": _of(**_SPAN, speaker=_of({"text": str}, **_PLACE, name=_TEXT) | None),
}
_ROW = _of({"text": str}, **{kind: GenericAlias(list, find) | None for kind, find in _FINDS.items()})


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article. ``finds`` has the kinds that were annotated, as the record's dicts, each span in place."""

    id: str
    text: str
    finds: dict[Kind, list[dict[str, Any]]]


def read_gold(files: Iterable[str]) -> Iterator[Gold | Failure]:
    """The rows of files (or ``-``), gzipped or not; a row in which something is wrong comes as a Failure.

    A file whose first line is no JSON is not read on.
    """
    for file in files:
        try:
            if file == STDIN:
                yield from _rows(file, text_lines(standard_input(USUAL_LIMITS), file, USUAL_LIMITS.row))
            else:
                with opened(file, USUAL_LIMITS) as stream:
                    yield from _rows(file, text_lines(stream, file, USUAL_LIMITS.row))
        except BROKEN as error:
            yield Failure(file, reason(error))


def _rows(file: str, lines: Iterable[str]) -> Iterator[Gold | Failure]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield gold_of_row(json.loads(line), f"{file}:{number}")
            except GoldError as error:
                yield Failure(f"{file}:{number}", str(error))
            except (ValueError, RecursionError) as error:
                yield Failure(f"{file}:{number}", f"not JSON ({error}): each line must be a record with its text")
                if number == 1:  # a file of another format: one line says it
                    return


def gold_of_row(row: Any, place: str) -> Gold:
    """The annotated article of a row. Raises GoldError.

    A kind that is missing or null is not annotated. A span needs no ``start`` and ``end`` if the article has its
    ``text`` once.
    """
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise GoldError('no "text" string in this line: each line must be a record with its text')
    try:
        checked(_ROW, row, "row")
    except ValueError as error:
        raise GoldError(str(error)) from None
    finds: dict[Kind, list[dict[str, Any]]] = {
        kind: [_find(row["text"], find, f"{kind}[{number}]") for number, find in enumerate(row[kind])]
        for kind in KINDS
        if row.get(kind) is not None
    }
    if not finds:
        raise GoldError(f"nothing annotated: each line must have one of {', '.join(KINDS)}, even if []")
    if "people" in finds:
        for number, find in enumerate(finds.get("numbers", [])):
            if find.get("person") is not None and find["person"] not in range(len(finds["people"])):
                raise GoldError(f"numbers[{number}].person: {find['person']!r} is no index into people")
    return Gold(str(row.get("id") or place), row["text"], finds)


def _find(text: str, find: dict[str, Any], where: str) -> dict[str, Any]:
    if "mentions" in find:
        mentions = enumerate(find["mentions"])
        return find | {"mentions": [_placed(text, one, f"{where}.mentions[{number}]") for number, one in mentions]}
    speaker = find.get("speaker") or {}
    if (speaker.get("start") is None) != (speaker.get("end") is None):
        raise GoldError(f"{where}.speaker: give start and end, or neither")
    concept = find.get("concept")
    if not all(isinstance(one, str | None) for one in (concept if isinstance(concept, list) else [concept])):
        raise GoldError(f"{where}.concept: neither a string nor null, nor a list of these")
    return _placed(text, find, where)


def _placed(text: str, span: dict[str, Any], where: str) -> dict[str, Any]:
    """The span with ``start`` and ``end``, checked against its text or found by it."""
    start, end, said = span.get("start"), span.get("end"), span.get("text")
    if start is not None and end is not None:
        if not 0 <= start < end <= len(text):
            raise GoldError(
                f"{where}: {start} to {end} is not in the text, which has {counted(len(text), 'character')}"
            )
        if said is not None and text[start:end] != said:
            raise GoldError(f"{where}: {said!r} is not the text at {start} to {end}: {text[start:end]!r}")
        return span
    if not said:
        raise GoldError(f"{where}: neither start and end nor a text")
    start = text.find(said)
    if start < 0:
        raise GoldError(f"{where}: {said!r} is not in the text")
    if text.find(said, start + 1) >= 0:
        raise GoldError(f"{where}: {said!r} is in the text more than once: give start and end")
    return span | {"start": start, "end": start + len(said)}
