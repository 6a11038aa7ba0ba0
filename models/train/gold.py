"""The pages annotated for this project, kept in gold/pages.jsonl by offsets, and put back into their texts.

    python models/train/gold.py restore ARTICLES.jsonl[.gz] ... --part unread > gold.jsonl
    python models/train/gold.py keep GOLD.jsonl ARTICLES.jsonl[.gz] --part unread

ARTICLES: rows with ``id`` and ``text``, in which a page is known by its text's hash. GOLD and what ``restore`` prints:
articles as `newsextract evaluate` and the fitting scripts take them. A kept row has the source, id and hash of its
text, its part (of *read* pages errors may be looked at; *unread* ones are for figures and fits), how it was annotated
("blind", or "reviewed": what the extractor found was corrected), and its finds: each title, role and concept too is a
place in the text, or its words where they do not stand there.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

PAGES = Path(__file__).with_name("gold") / "pages.jsonl"
_NO_MATTER = {"upper": None, "unit": None, "per": None, "change": None, "concept": None, "comparator": "="}
"""What a number has where a kept row does not say it."""


def articles(paths: Iterable[Path]) -> Iterator[Row]:
    """The rows of files, gzipped or not."""
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def digest(text: str) -> str:
    """The hash by which an article is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def kept(row: Row, source: str, part: str, how: str) -> Row:
    """An annotated article without its text."""
    text = row["text"]
    numbers = [
        {key: value for key, value in one.items() if value is not False and value not in ("", _NO_MATTER.get(key, ""))}
        | ({"concept": _places(text, one["concept"], one["start"])} if one.get("concept") else {})
        for one in row["numbers"]
    ]
    people = [
        {"mentions": [*map(_place, one["mentions"])]}
        | {key: _places(text, one[key], one["mentions"][0]["start"]) for key in ("titles", "roles") if one.get(key)}
        for one in row["people"]
    ]
    countries = [one | {"mentions": [*map(_place, one["mentions"])]} for one in row["countries"]]
    persons = {one["name"]: number for number, one in enumerate(row["people"])}
    quotes = [one | {"speaker": _speaker(one.get("speaker"), persons)} for one in row["quotes"]]
    head = {"source": source, "id": row["id"], "sha256": digest(text), "part": part, "how": how}
    return head | {"people": people, "countries": countries, "numbers": numbers, "quotes": quotes}


def restored(row: Row, text: str) -> Row:
    """The annotated article, its text put back."""

    def spans(mentions: Iterable[Row]) -> list[Row]:
        return [one | {"text": text[one["start"] : one["end"]]} for one in mentions]

    people = []
    for one in row["people"]:
        mentions = spans(one["mentions"])
        described = {key: _words(text, one.get(key, [])) for key in ("titles", "roles")}
        people.append({"name": max((each["text"] for each in mentions), key=len), "mentions": mentions} | described)
    numbers = [_NO_MATTER | one for one in row["numbers"]]
    for one in numbers:
        words = _words(text, one["concept"] or [])
        one["concept"] = words if len(words) > 1 else next(iter(words), None)
    quotes = []
    for one in row["quotes"]:
        speaker = one["speaker"]
        if speaker:
            person, name = speaker["person"], text[speaker["start"] : speaker["end"]]
            speaker = _place(speaker) | {"text": name, "name": None if person is None else people[person]["name"]}
        quotes.append(one | {"speaker": speaker})
    countries = [one | {"mentions": spans(one["mentions"])} for one in row["countries"]]
    return {
        "id": row["id"],
        "text": text,
        "people": people,
        "countries": countries,
        "numbers": numbers,
        "quotes": quotes,
    }


def _place(mention: Row) -> Row:
    return {key: mention[key] for key in ("start", "end", "kind", "optional") if key in mention}


def _speaker(speaker: Row | None, persons: dict[str, int]) -> Row | None:
    return speaker and {**_place(speaker), "person": persons.get(speaker.get("name") or "")}


def _places(text: str, wanted: str | list[str], near: int) -> list[Row]:
    """Where phrases stand, nearest to a place; one that a "?" opens need not be found."""
    found = []
    for phrase in [wanted] if isinstance(wanted, str) else wanted:
        words = phrase.removeprefix("?")
        starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        start = min(starts, key=lambda one: abs(one - near), default=None)
        place: Row = {"text": words} if start is None else {"start": start, "end": start + len(words)}
        found.append(place | ({"optional": True} if words != phrase else {}))
    return found


def _words(text: str, places: Sequence[Row]) -> list[str]:
    words = [one.get("text") or text[one["start"] : one["end"]] for one in places]
    return ["?" * bool(one.get("optional")) + phrase for one, phrase in zip(places, words, strict=True)]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("restore", "keep"))
    parser.add_argument("articles", type=Path, nargs="+", help="to keep: the annotated ones, then all texts")
    parser.add_argument("--part", choices=("read", "unread"), help="to restore: only these")
    parser.add_argument("--how", choices=("blind", "reviewed"), default="blind")
    parser.add_argument("--pages", type=Path, default=PAGES)
    options = parser.parse_args(arguments)
    rows = [*map(json.loads, options.pages.read_text(encoding="utf-8").splitlines())] if options.pages.exists() else []
    if options.task == "keep":
        annotated, *others = options.articles
        known = {
            digest(one["text"]): (path.name.split(".")[0], one["id"]) for path in others for one in articles([path])
        }
        for row in articles([annotated]):
            source, own_id = known[digest(row["text"])]
            rows.append(kept(row | {"id": own_id}, source, options.part or "unread", options.how))
        rows.sort(key=lambda row: (row["source"], row["id"]))
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        options.pages.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return
    wanted = {row["sha256"]: row for row in rows if options.part in (None, row["part"])}
    for article in articles(options.articles):
        if row := wanted.pop(digest(article["text"]), None):
            print(json.dumps(restored(row, article["text"]), ensure_ascii=False))
    if wanted:
        raise SystemExit(f"{len(wanted)} pages of the gold are in none of the files")


if __name__ == "__main__":
    main()
