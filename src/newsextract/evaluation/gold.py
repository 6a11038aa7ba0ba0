"""Annotated articles: JSON lines in the record's form, each with its ``text``.

An annotation may say more than a record: of a mention, number or quote that it is ``optional`` (then neither to find
nor to miss it counts), of a title or role the same by a leading "?", and of a ``concept`` a list of right wordings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

from newsextract.evaluation.forms import misfits
from newsextract.plural import counted
from newsextract.reading import STDIN, USUAL_LIMITS, Failure
from newsextract.reading.article import UnreadableError
from newsextract.reading.encodings import NotTextError, text_lines
from newsextract.reading.opening import BROKEN, opened, reason, standard_input
from newsextract.records.kinds import KINDS, ROWS, Kind
from newsextract.records.record import Record


class GoldError(ValueError):
    """A row that is not in the record's form; the message says where in it."""


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
        except (NotTextError, UnreadableError) as error:
            yield Failure(file, str(error))
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

    A kind that is missing or null is not annotated. A span may go without ``start`` and ``end`` if its ``text`` stands
    in the article once.
    """
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise GoldError('no "text" string in this line: each line must be a record with its text')
    finds: dict[Kind, list[dict[str, Any]]] = {}
    hints = get_type_hints(Record)
    for kind in KINDS:
        if row.get(kind) is not None:
            for problem in misfits(_with_one_concept(row[kind]), hints[kind], kind):
                raise GoldError(problem)
            finds[kind] = [_find(row["text"], kind, find, where) for where, find in _items(row[kind], kind)]
    if not finds:
        raise GoldError(f"nothing annotated: each line must have one of {', '.join(KINDS)}, even if []")
    _check_owners(finds)
    return Gold(str(row.get("id") or place), row["text"], finds)


def _with_one_concept(finds: Any) -> Any:
    """The finds without the lists of right wordings that a record has not; ``_check_number`` looks at those."""
    if not isinstance(finds, list):
        return finds
    return [
        find | {"concept": None} if isinstance(find, dict) and isinstance(find.get("concept"), list) else find
        for find in finds
    ]


def _items(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if value is None:
        raise GoldError(f"{where}: not a list")
    yield from ((f"{where}[{place}]", item) for place, item in enumerate(value))


def _find(text: str, kind: Kind, find: dict[str, Any], where: str) -> dict[str, Any]:
    key = ROWS[kind].key
    if key:
        if not isinstance(find.get(key), str):
            raise GoldError(f"{where}: no {key!r}")
        mentions = [_placed(text, mention, at) for at, mention in _items(find.get("mentions"), f"{where}.mentions")]
        return find | {"mentions": mentions}
    if kind == "numbers":
        _check_number(find, where)
    placed = _placed(text, find, where)
    speaker = find.get("speaker")
    if speaker is None:
        return placed
    if not isinstance(speaker.get("text"), str):
        raise GoldError(f"{where}.speaker: neither null nor an object with a text")
    if (speaker.get("start") is None) != (speaker.get("end") is None):
        raise GoldError(f"{where}.speaker: start and end go together")
    return placed


def _check_number(find: dict[str, Any], where: str) -> None:
    if find.get("value") is None:
        raise GoldError(f"{where}: no 'value' that is a number")
    concept = find.get("concept")
    if not _is_words([each for each in concept if each is not None] if isinstance(concept, list) else [concept or ""]):
        raise GoldError(f"{where}.concept: neither a string nor null, nor a list of these")


def _check_owners(finds: dict[Kind, list[dict[str, Any]]]) -> None:
    if "people" in finds:
        for place, find in enumerate(finds.get("numbers", [])):
            if find.get("person") is not None and find["person"] not in range(len(finds["people"])):
                raise GoldError(f"numbers[{place}].person: {find['person']!r} is the place of nobody in people")


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _placed(text: str, span: dict[str, Any], where: str) -> dict[str, Any]:
    """The span with ``start`` and ``end``, checked against its text or found by it."""
    start, end, said = span.get("start"), span.get("end"), span.get("text")
    if not isinstance(span.get("optional", False), bool):
        raise GoldError(f"{where}.optional: neither true nor false")
    if isinstance(start, int) and isinstance(end, int):
        if not 0 <= start < end <= len(text):
            raise GoldError(
                f"{where}: {start} to {end} is not in the text, which has {counted(len(text), 'character')}"
            )
        if said is not None and text[start:end] != said:
            raise GoldError(f"{where}: {said!r} is not what stands at {start} to {end}: {text[start:end]!r}")
        return span
    if not isinstance(said, str) or not said:
        raise GoldError(f"{where}: neither start and end nor a text")
    start = text.find(said)
    if start < 0:
        raise GoldError(f"{where}: {said!r} is not in the text")
    if text.find(said, start + 1) >= 0:
        raise GoldError(f"{where}: {said!r} is in the text more than once: give start and end")
    return span | {"start": start, "end": start + len(said)}
