"""Rules that are rows of models/rules/ROOM/rules.jsonl: patterns of words, tags or shapes around a candidate.

    {"rule": "the last eight", "verdict": "no count", "pattern": [{"LOWER": "last"}, {"CANDIDATE": true}], ...}

Each of ours has an example and a near miss: sentences, with the candidate that the rule decides ``on``, and one that it
does ``not_on``. patterns.py says what may be in a pattern. A row is tried only where its anchor occurs: of its words
with a fixed place beside the candidate, the one that is likely to be the rarest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from newsextract import rules
from newsextract.rules.files import RulesError, known_files, likeliest, our_path, read_rows
from newsextract.rules.overlay import current
from newsextract.rules.patterns import Pattern, Place, Token, read_pattern

__all__ = ["Place", "Row", "RowTable", "check_rows"]

Candidate = TypeVar("Candidate")
_KEYS = ("rule", "verdict", "pattern", "example", "on", "near_miss", "not_on")


class Row(NamedTuple):
    """A rule that is a row; ``path`` and ``line``: where it is."""

    name: str
    verdict: str
    pattern: Pattern
    path: Path
    line: int


class RowTable(Generic[Candidate]):
    """The rows of one room with one verdict, by their anchors."""

    def __init__(
        self,
        room: str,
        verdict: str,
        place: Callable[[Candidate], Place],
        facts: frozenset[str] = frozenset(),
        tags: bool = True,
    ) -> None:
        """``place`` puts a candidate among its words; ``facts``: what is known of it; ``tags``: of words."""
        self._room, self._verdict, self._place, self._facts, self._tags = room, verdict, place, facts, tags
        self._index = rules.cached(lambda: self._indexed())

    def first(self, candidate: Candidate) -> Row | None:
        """A row that applies to the candidate, or None."""
        index, place = self._index(), self._place(candidate)
        lows = place.lows
        for (side, far), rows in index.items():
            at = place.start - far if side == "before" else place.start if side == "itself" else place.end + far
            for row in rows.get(lows[at] if side else "", ()):
                if row.pattern.fits(place):
                    return row
        return None

    def _indexed(self) -> dict[tuple[str, int], dict[str, list[Row]]]:
        index: dict[tuple[str, int], dict[str, list[Row]]] = {}
        for row in (row for row in _rows(self._room) if row.verdict == self._verdict):
            self._check(row)
            side, far, words = _anchor(row.pattern)
            for word in words:
                index.setdefault((side, far), {}).setdefault(word, []).append(row)
        return index

    def _check(self, row: Row) -> None:
        """Raise RulesError where the row asks for what these candidates have not."""
        for name in row.pattern.facts.keys() - self._facts:
            known = f": {likeliest(name, sorted(self._facts))}" if self._facts else ""
            raise RulesError(row.path, f"of these candidates {name!r} is not known{known}", row.line)
        if row.pattern.reads_tags and not self._tags:
            raise RulesError(
                row.path, f"words have no TAG and no ENT_TYPE yet where the verdict is {self._verdict!r}", row.line
            )


def _anchor(pattern: Pattern) -> tuple[str, int, frozenset[str]]:
    """The side, the distance and the words of the token at a fixed place whose words are the longest, or the fewest."""
    sides = (("before", 1, pattern.before), ("itself", 0, [pattern.itself]), ("after", 0, pattern.after))
    fixed = [(side, near + far, token.words) for side, near, tokens in sides for far, token in _fixed(tokens)]
    anchors = [one for one in fixed if one[2]]
    return max(anchors, key=lambda one: (min(map(len, one[2])), -len(one[2])), default=("", 0, frozenset({""})))


def _fixed(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens that occur just once, up to the first of another sort, with their distance."""
    for far, token in enumerate(tokens):
        if (token.least, token.most) != (1, 1):
            return
        yield far, token


@rules.cached
def _rows(room: str) -> tuple[Row, ...]:
    """The rows of a room; a user's row replaces ours of the same name. Raises RulesError."""
    name, overlay = f"{room}/rules.jsonl", current()
    ours = our_path(name)
    found = {row.name: row for row in (_row(ours, line, written) for line, written in read_rows(ours))}
    verdicts = sorted({row.verdict for row in found.values()})
    if overlay and name in overlay.files:
        path = overlay.files[name]
        for line, written in read_rows(path):
            row = _row(path, line, written)
            if row.verdict not in verdicts:
                raise RulesError(path, f"there is no verdict {row.verdict!r}: {likeliest(row.verdict, verdicts)}", line)
            found[row.name] = row
    return tuple(found.values())


@rules.cached
def check_rows() -> None:
    """Read the rows of all rooms, also those that do not run. Raises RulesError on one that is wrong."""
    for name in known_files():
        if name.endswith("/rules.jsonl"):
            _rows(name.partition("/")[0])


def _row(path: Path, line: int, written: dict[str, Any]) -> Row:
    """The row as read. Raises RulesError."""
    try:
        for key, value in written.items():
            if key not in _KEYS:
                raise ValueError(f"a row has no {key!r}: {likeliest(key, _KEYS)}")
            if not isinstance(value, list if key == "pattern" else str):
                raise ValueError(f"{key!r} should be a {'list' if key == 'pattern' else 'string'}")
        return Row(written["rule"], written["verdict"], read_pattern(written["pattern"]), path, line)
    except KeyError as error:
        raise RulesError(path, f"the row has no {error}", line) from error
    except (ValueError, TypeError, AttributeError, re.error) as error:
        raise RulesError(path, f"the rule cannot be read: {error}", line) from error
