"""Rules that are rows of models/rules/ROOM/rules.jsonl: patterns of words, tags or shapes around a candidate.

    {"rule": "the last eight", "verdict": "no count", "pattern": [{"LOWER": "last"}, {"CANDIDATE": true}], ...}

Each of ours has an example and a near miss: sentences, with the candidate that the rule decides ``on``, and one that it
does ``not_on``.

A pattern has the form of spaCy's. A token has any of the keys LOWER, TEXT (also ORTH), TAG, SHAPE and ENT_TYPE, each
with a string or a table of IN, NOT_IN and REGEX, and OP with "?", "*" or "+"; a token without keys is any word. One
token, with CANDIDATE, is the candidate: its other keys hold for each of the candidate's words, and CANDIDATE is true or
a table of facts (of a number: kind, unit, form, value), which takes ">", ">=", "<" and "<=" too. A string in place of
the list of IN or NOT_IN names a list of models/rules ("people/kin_nouns", "numbers/not_numbers/months"). Beyond either
end of a text is the word "", which a list with "." contains too.

A row is tried only where its anchor occurs: of its words with a fixed place beside the candidate, the one that is
likely to be the rarest.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DecimalException
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from newsextract import rules
from newsextract.rules.files import RulesError, known_files, likeliest, models_folder, our_path, read_rows

Candidate = TypeVar("Candidate")
_KEYS = ("rule", "verdict", "pattern", "example", "on", "near_miss", "not_on")
FAR = 20  # words over which "*" and "+" reach at the most
_LONGEST = 12  # tokens of a pattern: so many empty words stand beyond the ends of a text
_COLUMNS = {"TEXT": 0, "ORTH": 0, "SHAPE": 0, "LOWER": 1, "TAG": 2, "ENT_TYPE": 3}  # by their places in a Place
_LABELLED = {"TAG": "tagger", "ENT_TYPE": "ner"}  # by the components that say it
_OPS = {"": (1, 1), "?": (0, 1), "*": (0, FAR), "+": (1, FAR)}
_COMPARED = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}

Condition = Callable[[Any], Any]
_SOME_WORD: list[tuple[int, Condition]] = [(_COLUMNS["TEXT"], bool)]


class Place(NamedTuple):
    """A candidate among the words of its text: from ``start`` to ``end``, exclusive; and its facts."""

    words: Sequence[str]
    lows: Sequence[str]
    tags: Sequence[str]
    labels: Sequence[str]
    start: int
    end: int
    facts: object = None


class Token(NamedTuple):
    """What a word must be, how often it occurs, and the words, in lower case, that it may be (none: any)."""

    conditions: list[tuple[int, Condition]]
    least: int
    most: int
    words: frozenset[str]

    def fits(self, place: Place, at: int) -> bool:
        """Whether the word there is as the token says."""
        for column, condition in self.conditions or _SOME_WORD:
            word: str = place[column][at]  # type: ignore[index]  # of the first four
            if not condition(word):
                return False
        return True


class Pattern(NamedTuple):
    """Tokens around a candidate; ``before``: from the candidate leftwards."""

    before: list[Token]
    itself: Token
    after: list[Token]
    facts: dict[str, Condition]

    def fits(self, place: Place) -> bool:
        """Whether the pattern fits around the candidate."""
        for name, condition in self.facts.items():
            if not condition(getattr(place.facts, name)):
                return False
        if not all(self.itself.fits(place, at) for at in range(place.start, place.end)):
            return False
        return _reach(self.before, place, place.start - 1, -1) and _reach(self.after, place, place.end, 1)

    @property
    def reads_tags(self) -> bool:
        """Whether it asks for what the network says of a word."""
        tokens = (*self.before, self.itself, *self.after)
        return any(column >= _COLUMNS["TAG"] for token in tokens for column, _ in token.conditions)


def _reach(tokens: Sequence[Token], place: Place, start: int, step: int) -> bool:
    """Whether the tokens fit one by one from ``start`` on."""
    reached = {start}
    for token in tokens:
        ends = set() if token.least else set(reached)
        for at in reached:
            for _ in range(token.most):
                if not -_LONGEST <= at < len(place.words) or not token.fits(place, at):
                    break
                at += step
                ends.add(at)
        if not ends:
            return False
        reached = ends
    return True


def read_pattern(written: Sequence[dict[str, Any]]) -> Pattern:
    """The pattern of a row. Raises ValueError with what is wrong, or a TypeError or KeyError."""
    places = [at for at, token in enumerate(written) if "CANDIDATE" in token]
    if len(places) != 1 or len(written) > _LONGEST or "OP" in written[places[0]]:
        raise ValueError(f"a pattern has one CANDIDATE, without OP, and at most {_LONGEST} tokens")
    facts = written[places[0]]["CANDIDATE"]
    asked = {} if facts is True else {name: _condition(wanted, _COMPARED) for name, wanted in facts.items()}
    before, itself, after = (
        [_token(token) for token in tokens]
        for tokens in (written[: places[0]], [written[places[0]]], written[places[0] + 1 :])
    )
    return Pattern(before[::-1], itself[0], after, asked)


def _token(written: Mapping[str, Any]) -> Token:
    conditions: list[tuple[int, Condition]] = []
    words: frozenset[str] = frozenset()
    for key, wanted in written.items():
        if key in ("OP", "CANDIDATE"):
            continue
        if key not in _COLUMNS or not isinstance(wanted, (str, dict)):
            raise ValueError(f"{key!r}: {wanted!r} says nothing of a token: {likeliest(key, (*_COLUMNS, 'OP'))}")
        _refuse_what_no_word_has(key, wanted)
        conditions.append((_COLUMNS[key], _condition(wanted, ("REGEX",), is_shape=key == "SHAPE")))
        if key in ("LOWER", "TEXT", "ORTH"):
            alone = [wanted] if isinstance(wanted, str) else _listed(wanted.get("IN", []))
            words = frozenset(map(str.lower, alone)) or words
    least, most = _OPS.get(written.get("OP", ""), (0, 0))
    if not most:
        raise ValueError(f"OP is {written['OP']!r}, and should be ?, * or +")
    return Token(conditions, least, most, words)


def _refuse_what_no_word_has(key: str, wanted: str | dict[str, Any]) -> None:
    """Raise ValueError for a value written in a row that no word has: the row would do nothing."""
    lists = [[wanted]] if isinstance(wanted, str) else [wanted.get("IN"), wanted.get("NOT_IN")]
    for value in (value for values in lists if isinstance(values, list) for value in values):
        if not isinstance(value, str):
            raise ValueError(f"{key!r} is {value!r}, and should be a string")
        if key in _LABELLED and value and value not in _labels(_LABELLED[key]):
            raise ValueError(f"no word has the {key} {value!r}: {likeliest(value, _labels(_LABELLED[key]))}")
        if key == "LOWER" and value != value.lower():
            raise ValueError(f"no word has the LOWER {value!r}: write {value.lower()!r}, or TEXT for LOWER")
        if " " in value:
            raise ValueError(f"no word has the {key} {value!r}: write a token for each word")


@cache
def _labels(component: str) -> list[str]:
    """The labels that a component of our network gives."""
    found: list[str] = json.loads((models_folder() / "trained" / component / "cfg").read_text("utf-8"))["labels"]
    return found


def _condition(wanted: Any, more: Sequence[str] | Mapping[str, Any], is_shape: bool = False) -> Condition:
    """What a string or a table says of a word, its shape or a fact; ``more``: what a table may hold beside IN."""
    if is_shape:
        from spacy.lang.lex_attrs import word_shape  # here, for spaCy is slow to import

        condition = _condition(wanted, more)
        return lambda word: condition(word_shape(word))
    if not isinstance(wanted, dict):
        return lambda found: found == wanted
    parts = [_part(key, value, more) for key, value in wanted.items()]
    return parts[0] if len(parts) == 1 else lambda found: all(part(found) for part in parts)


def _part(key: str, value: Any, more: Sequence[str] | Mapping[str, Any]) -> Condition:
    if key not in ("IN", "NOT_IN", *more):
        raise ValueError(f"there is no {key!r} here: {likeliest(key, ('IN', 'NOT_IN', *more))}")
    if key == "REGEX":
        return re.compile(value).search
    if key in _COMPARED:
        try:
            bound = Decimal(value)
        except (DecimalException, TypeError, ValueError):
            bound = Decimal("nan")
        if not bound.is_finite():
            raise ValueError(f"{key!r} should be a number, not {value!r}")
        return lambda found: isinstance(found, Decimal) and _COMPARED[key](found, bound)
    listed = _listed(value)
    return listed.__contains__ if key == "IN" else lambda found: found not in listed


def _listed(value: Any) -> frozenset[Any]:
    """The entries of a list, written out or named as one of models/rules; with a stop, all that ends a sentence."""
    found = value
    if not isinstance(value, list):
        file, _, key = value.rpartition("/")
        if f"{value}.txt" in known_files():
            found = rules.words(value)
        elif f"{file}.toml" in known_files():
            found = rules.table(file).get(key)
        if not isinstance(found, (list, tuple)):
            raise ValueError(f"there is no list {value!r} in models/rules")
    return frozenset((*found, "", "\n") if "." in found else found)


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
        """The rows by their anchors. Raises RulesError where one asks for what these candidates have not."""
        index: dict[tuple[str, int], dict[str, list[Row]]] = {}
        for row in (row for row in _rows(self._room) if row.verdict == self._verdict):
            for name in row.pattern.facts.keys() - self._facts:
                known = f": {likeliest(name, sorted(self._facts))}" if self._facts else ""
                raise RulesError(row.path, f"of these candidates {name!r} is not known{known}", row.line)
            if row.pattern.reads_tags and not self._tags:
                problem = f"words have no TAG and no ENT_TYPE yet where the verdict is {self._verdict!r}"
                raise RulesError(row.path, problem, row.line)
            side, far, words = _anchor(row.pattern)
            for word in words:
                index.setdefault((side, far), {}).setdefault(word, []).append(row)
        return index


def _anchor(pattern: Pattern) -> tuple[str, int, frozenset[str]]:
    """The side, the distance and the words of the token at a fixed place whose words are the longest, or the fewest."""
    sides = (("before", 1, pattern.before), ("itself", 0, [pattern.itself]), ("after", 0, pattern.after))
    anchors = []
    for side, near, tokens in sides:
        fixed = takewhile(lambda token: (token.least, token.most) == (1, 1), tokens)
        anchors += [(side, near + far, token.words) for far, token in enumerate(fixed) if token.words]
    return max(anchors, key=lambda one: (min(map(len, one[2])), -len(one[2])), default=("", 0, frozenset({""})))


@rules.cached
def _rows(room: str) -> tuple[Row, ...]:
    """The rows of a room; a user's row replaces ours of the same name. Raises RulesError."""
    name, overlay = f"{room}/rules.jsonl", rules.current()
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
