"""The finds of one article as corrections have them: worked out from what was extracted, which stays as it is."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from newsextract.archive.corrections.corrections import Correction, values_of
from newsextract.archive.identity.names import parsed
from newsextract.archive.identity.persons import fullest
from newsextract.archive.store.finds import Finds, Row

Person = Callable[[str], int]
"""Gives the id of the person of a name."""
_SURE = 1.0
"""The confidence of what somebody has corrected."""


def corrected_finds(article: int, text: str, finds: Finds, corrections: Iterable[Correction], person: Person) -> Finds:
    """The finds of an article as corrections of finds have them. ``person`` is asked about the people that they add."""
    new = {table: [dict(row) for row in rows] for table, rows in finds.items()}
    for line in corrections:
        if line.kind == "person":
            _add_mentions(article, text, new, line, person)
        elif line.kind == "speaker":
            _set_speaker(new, line)
        elif line.kind == "no-country":
            new["country_mention"] = [row for row in new["country_mention"] if not _is_of_country(row, line.name)]
        elif line.kind in ("no-quote", "no-number"):
            table = line.kind.removeprefix("no-")
            gone = meant(new[table], line)
            new[table] = [row for row in new[table] if row not in gone]
        else:
            for number in meant(new["number"], line):
                number.update(_measured(line), confidence=_SURE)
    return _counted(new)


def finds_with_persons(finds: Finds, moves: Mapping[int, int | None]) -> Finds:
    """The finds with some persons replaced by others, or by nobody. Those who become one person are merged."""

    def target(person: int | None) -> int | None:
        return None if person is None else moves.get(person, person)

    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in finds["article_person"]:
        if (person := target(row["person_id"])) is not None:
            groups[person].append(row)
    mentions = [row | {"person_id": target(row["person_id"])} for row in finds["person_mention"]]
    kept = {(row["person_id"], row["start"]): row for row in mentions if row["person_id"] is not None}
    others = {
        table: [row | {"person_id": target(row["person_id"])} for row in finds[table]] for table in ("number", "quote")
    }
    people = [_merged(person, rows) for person, rows in groups.items()]
    return _counted(finds | others | {"article_person": people, "person_mention": [*kept.values()]})


def finds_without_role(finds: Finds, persons: Collection[int], role: str) -> Finds:
    """The finds without a role, or a title, of some persons."""

    def without(row: Row) -> Row:
        if row["person_id"] not in persons:
            return row
        lists = {kind: [one for one in json.loads(row[kind]) if one != role] for kind in ("titles", "roles")}
        return row | {kind: json.dumps(texts, ensure_ascii=False) for kind, texts in lists.items()}

    return finds | {"article_person": [without(row) for row in finds["article_person"]]}


def _counted(finds: Finds) -> Finds:
    """The finds with the persons in order of their ids, and their mentions and quotes counted."""
    counts = [Counter(row["person_id"] for row in finds[table]) for table in ("person_mention", "quote")]
    people = [
        row | {"mentions": counts[0][row["person_id"]], "quotes": counts[1][row["person_id"]]}
        for row in sorted(finds["article_person"], key=lambda row: row["person_id"])
    ]
    return finds | {"article_person": people}


def _merged(person: int, rows: list[Row]) -> Row:
    """The row of one person for those of several, who is no surer than the least sure of them."""
    name = fullest(Counter(row["name"] for row in rows))
    names, titles, roles = (
        [*chain(*(json.loads(row[kind]) for row in rows))] for kind in ("aliases", "titles", "roles")
    )
    aliases = [other for other in (*(row["name"] for row in rows), *names) if other != name]
    lists = {"aliases": aliases, "titles": titles, "roles": roles}
    return {
        **rows[0],
        "person_id": person,
        "name": name,
        **{kind: json.dumps([*dict.fromkeys(texts)], ensure_ascii=False) for kind, texts in lists.items()},
        "confidence": min((row["confidence"] for row in rows if row["confidence"] is not None), default=None),
    }


def meant(rows: Iterable[Row], line: Correction) -> list[Row]:
    """The finds that a correction is about: all of its words or, where it says where they start, the nearest one."""
    same = [row for row in rows if row["text"] == line.name]
    start = line.start
    return same if start is None else sorted(same, key=lambda row: abs(row["start"] - start))[:1]


def _is_of_country(mention: Row, name: str) -> bool:
    return name.casefold() in (mention[column].casefold() for column in ("text", "country", "alpha_2", "alpha_3"))


def _measured(line: Correction) -> Row:
    """What a correction of a number's value, unit or concept changes."""
    if line.kind != "value":
        return {line.kind: line.other}
    value, upper = values_of(line)
    return {"value": value, "upper": upper}


def _set_speaker(finds: Finds, line: Correction) -> None:
    """All pieces of a statement have one speaker. Somebody whom the article does not name changes nothing."""
    speaker = _person_called(finds, line.other) if line.other else None
    if line.other and speaker is None:
        return
    statements = {row["statement"] for row in meant(finds["quote"], line)}
    own = [row for row in finds["person_mention"] if speaker and row["person_id"] == speaker["person_id"]]
    for quote in finds["quote"]:
        if quote["statement"] in statements:
            start = quote["start"]
            named = min(own, key=lambda row: abs(row["start"] - start), default={})
            quote.update(person_id=named.get("person_id"), confidence=_SURE)
            quote.update(speaker=named.get("text"), speaker_start=named.get("start"), speaker_end=named.get("end"))


def _person_called(finds: Finds, name: str) -> Row | None:
    people = finds["article_person"]
    same = (row for row in people if parsed(row["name"]) == parsed(name))
    return next(same, next((row for row in people if name in json.loads(row["aliases"])), None))


def _add_mentions(article: int, text: str, finds: Finds, line: Correction, person: Person) -> None:
    """Name somebody wherever the words are, but where somebody is named already."""
    taken = finds["person_mention"]
    found = re.finditer(rf"(?<!\w){re.escape(line.name)}(?!\w)", text)
    places = [one.span() for one in found if not any(_overlap(one.span(), row) for row in taken)]
    if not places:
        return
    name = line.other or line.name
    row = _person_called(finds, name)
    if row is None:
        row = {"article_id": article, "person_id": person(name), "name": name, "aliases": "[]", "titles": "[]"}
        row |= {"roles": "[]", "mentions": 0, "quotes": 0, "confidence": _SURE}
        finds["article_person"].append(row)
    if line.name != row["name"] and line.name not in (aliases := json.loads(row["aliases"])):
        row["aliases"] = json.dumps([*aliases, line.name], ensure_ascii=False)
    for start, end in places:
        sentence = _sentence(text, finds, start, end)
        mention = {"article_id": article, "person_id": row["person_id"], "start": start, "end": end, "text": line.name}
        finds["person_mention"].append(mention | {"sentence_start": sentence[0], "sentence_end": sentence[1]})


def _overlap(place: tuple[int, int], row: Row) -> bool:
    return bool(place[0] < row["end"] and row["start"] < place[1])


def _sentence(text: str, finds: Finds, start: int, end: int) -> tuple[int, int]:
    """The shortest sentence of another find that holds the place; else its line."""
    rows = chain(*(finds[table] for table in ("person_mention", "country_mention", "number")))
    sentences = {(row["sentence_start"], row["sentence_end"]) for row in rows}
    holding = [one for one in sentences if one[0] <= start and end <= one[1]]
    line_end = text.find("\n", end)
    line = text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
    return min(holding, key=lambda one: (one[1] - one[0], one), default=line)
