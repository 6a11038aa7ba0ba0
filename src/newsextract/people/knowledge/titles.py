"""What models/rules/people/titles.jsonl tells of titles: their forms, and the sex that they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsextract import rules
from newsextract.people.knowledge.word_lists import plurals

LONG_PLURAL = 8  # letters from which on the plural of a title is one, and no "Kings Cross"
_ARTICLES = {"a", "an", "the"}


def titles() -> frozenset[tuple[str, ...]]:
    """Each title as a tuple of words without full stops."""
    return frozenset(tuple(row["title"].split()) for row in rules.rows("people/titles"))


@rules.cached
def titles_with(field: str) -> Mapping[str, Any]:
    """The titles whose row has a field, and what it says."""
    return {row["title"]: row[field] for row in rules.rows("people/titles") if field in row}


def title_sexes() -> Mapping[str, str]:
    """A title, without its full stop -> "m" or "f", of those that only men or only women bear."""
    return titles_with("sex")


@rules.cached
def word_sexes() -> dict[str, str]:
    """A word of a title or role, small -> "m" or "f", of those that tell a sex for sure or as a rule: spokeswoman."""
    sexes = {title.lower(): sex for field in ("mostly", "sex") for title, sex in titles_with(field).items()}
    return sexes | {word: sex for sex, words in rules.table("quotes/genders").items() for word in words}


def forms_of_titles(ends: frozenset[str]) -> frozenset[str]:
    """The last words of titles, and their plurals that are long enough."""
    return ends | {form for form in plurals(ends) if len(form) >= LONG_PLURAL}


def is_office(title: str) -> bool:
    """Whether a title tells of an office or a rank: "Prime Minister", "Sen.", but not "Mr", "Dr." or "Professor"."""
    return title.rstrip(".") not in titles_with("apart")


def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a title or role, written out, without case and articles: for two that say the same to be equal."""
    words = (word.strip(".,").casefold() for word in phrase.split())
    return tuple(written_out().get(word, word) for word in words if word not in _ARTICLES)


def stands_in(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether words stand in a row among others."""
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
    while many := _title_words(words):
        if len(words) == many:
            return [], name
        found.append(plain_words(" ".join(words[:many])))
        del words[:many]
    return found, " ".join(words).rstrip(",")


def _title_words(words: Sequence[str]) -> int:
    """How many words make the longest title with which the words begin."""
    plain = tuple(word.strip(".,").casefold() for word in words)
    known = {tuple(word.casefold() for word in title) for title in titles()}
    return max((len(title) for title in known if plain[: len(title)] == title), default=0)
