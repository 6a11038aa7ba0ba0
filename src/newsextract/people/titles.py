"""What models/rules/people/titles.jsonl tells of titles: their forms, and the sex that they tell."""

from __future__ import annotations

from typing import Any

from newsextract import rules
from newsextract.people.word_lists import plurals

LONG_PLURAL = 8  # letters from which on the plural of a title is one, and no "Kings Cross"


def titles() -> frozenset[tuple[str, ...]]:
    """Each title as a tuple of words without full stops."""
    return frozenset(tuple(row["title"].split()) for row in rules.rows("people/titles"))


def titles_with(field: str) -> dict[str, Any]:
    """The titles whose row has a field, and what it says."""
    return {row["title"]: row[field] for row in rules.rows("people/titles") if field in row}


@rules.cached
def title_sexes() -> dict[str, str]:
    """A title, without its full stop -> "m" or "f", of those that only men or only women bear."""
    return titles_with("sex")


def usual_title_sexes() -> dict[str, str]:
    """A title -> "m" or "f", of those that tell a sex for sure or as a rule: Mr, Chairman."""
    return titles_with("mostly") | title_sexes()


@rules.cached
def word_sexes() -> dict[str, str]:
    """A word of a title or role, small -> "m" or "f", of those that tell a sex for sure or as a rule: spokeswoman."""
    titled = {title.lower(): sex for title, sex in usual_title_sexes().items()}
    return titled | {word: sex for sex, words in rules.table("quotes/genders").items() for word in words}


def forms_of_titles(ends: frozenset[str]) -> frozenset[str]:
    """The last words of titles, and their plurals that are long enough."""
    return ends | {form for form in plurals(ends) if len(form) >= LONG_PLURAL}


@rules.cached
def _of_no_office() -> frozenset[str]:
    return frozenset(titles_with("apart"))


def is_office(title: str) -> bool:
    """Whether a title tells of an office or a rank: "Prime Minister", "Sen.", but not "Mr", "Dr." or "Professor"."""
    return title.rstrip(".") not in _of_no_office()
