"""What models/rules/people/titles.jsonl says of titles: their forms, and the sex of who has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsextract import rules

_ARTICLES = {"a", "an", "the"}


def titles() -> frozenset[tuple[str, ...]]:
    """Each title as a tuple of words without full stops."""
    return frozenset(tuple(row["title"].split()) for row in rules.rows("people/titles"))


@rules.cached
def titles_with(field: str) -> Mapping[str, Any]:
    """The titles whose row has a field, without full stops, and the field's value."""
    return {row["title"]: row[field] for row in rules.rows("people/titles") if field in row}


@rules.cached
def word_sexes() -> dict[str, str]:
    """A word of a title or role, small -> "m" or "f", of those that always or mostly mean one sex: spokeswoman."""
    sexes = {title.lower(): sex for field in ("mostly", "sex") for title, sex in titles_with(field).items()}
    return sexes | {word: sex for sex, words in rules.table("quotes/genders").items() for word in words}


def is_office(title: str) -> bool:
    """Whether a title is of an office or a rank: "Prime Minister", "Sen.", but not "Mr", "Dr." or "Professor"."""
    return title.rstrip(".") not in titles_with("apart")


def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a title or role, written out, without case and articles: for two that say the same to be equal."""
    words = (word.strip(".,").casefold() for word in phrase.split())
    return tuple(written_out().get(word, word) for word in words if word not in _ARTICLES)


def stands_in(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the others have these words in a row."""
    return any(others[place : place + len(words)] == words for place in range(len(others) - len(words) + 1))


@rules.cached
def written_out() -> dict[str, str]:
    """Short titles with the words that they stand for, both lower case: "sen" -> "senator"."""
    return {title.casefold(): whole.casefold() for title, whole in titles_with("short_for").items()}


def without_titles(name: str) -> tuple[list[tuple[str, ...]], str]:
    """The titles before a name, each as its plain words, and the name without them and without letters after it.

    "Prof. Sir Bo Poe MBE" is Bo Poe. What is nothing but titles ("Chief Justice") stays as it is.
    """
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,") in rules.word_set("people/postnominals"):
        words.pop()
    found: list[tuple[str, ...]] = []
    known = {tuple(word.casefold() for word in title) for title in titles()}
    while True:
        plain = tuple(word.strip(".,").casefold() for word in words)
        many = max((len(title) for title in known if plain[: len(title)] == title), default=0)
        if not many:
            return found, " ".join(words).rstrip(",")
        if len(words) == many:
            return [], name
        found.append(plain_words(" ".join(words[:many])))
        del words[:many]
