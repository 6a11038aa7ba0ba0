"""A user's words laid over ours: lists are added to, tables and rows merged, and what is added must have the form that
stands here; a test holds ours against it too.

``!word`` takes a word out, also in a list of a table or row. What a table or a row gives replaces a single value, is
added to a list, and is merged into a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NotRequired, get_args, get_type_hints

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict, is_typeddict

from newsextract.records.serializing import first_problem
from newsextract.rules.files import likeliest

_OUT = "!"
ENTRIES = {
    "people/built/given_men": (r"\S+", "one given name"),
    "people/built/given_rare": (r"\S+ [mf]", "a given name, and m or f"),
    "people/built/given_usual": (r"\S+ [mf]", "a given name, and m or f"),
    "people/built/given_women": (r"\S+", "one given name"),
    "people/built/sounds": (r"\S+ -?\d+(\.\d+)?", "letters of a name, and a number"),
    "people/stuck_words": (r"\w+", "one word of letters"),
    "people/syllables_east_asian": ("[a-z]+-|-[a-z]+", "small letters that begin or end a syllable, as k- or -im"),
    "quotes/same_nouns": (r"\S+ \S.*", "a noun, and the words that mean the same"),
    "quotes/verb_phrases": (r"\S+ \S+", "two words, as put it"),
}
"""For lists whose entries are not just words: the pattern of an entry, and the same in words."""

Word = Annotated[str, Field(pattern=r"\S")]
Letter = Annotated[str, Field(min_length=1, max_length=1)]
Count = Annotated[int, Field(gt=0)]
Weight = Annotated[float, Field(allow_inf_nan=False)]
Land = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Code = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Sex = Literal["m", "f"]
Words = list[Word]
Names = dict[Word, Word]
Lists = dict[Word, Words]
Counts = dict[Word, Count]
Weights = dict[str, Weight]


class _Table(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]


class _Unit(_Table):
    name: Word
    per: NotRequired[Word]
    words: NotRequired[Words]
    plural: NotRequired[Words]
    symbols: NotRequired[Words]
    kind: NotRequired[Literal["duration", "percent", "age"]]
    needs: NotRequired[Literal["glued", "context", "never", "of"]]
    prefixes: NotRequired[bool]


class _Rate(_Table, total=False):
    joiners: Words
    words: Names
    often: Names
    pieces: Names


class _Units(_Table, total=False):
    unit: list[_Unit]
    prefixes: dict[Word, Word | Words]
    rate: _Rate
    long: Names
    lengths: Lists
    length_coins: Lists
    smaller: dict[Word, Counts]
    not_symbols: Lists
    fields: Lists


class _Shared(_Table):
    first: Code
    names: Words


class _Money(_Table, total=False):
    signs: Names
    prefixes: Names
    suffixes: Names
    words: Names
    behind_dollars: Names
    wary: Lists
    shared: dict[Word, _Shared]
    coins: Counts
    coin_of: dict[Word, Lists]
    dollar_outlets: Lists
    dollar_hints: Lists
    shilling_hints: Lists
    rupee_hints: Lists
    peso_hints: Lists


class _Numerals(_Table, total=False):
    cardinal: dict[Word, Annotated[int, Field(ge=0)]]
    scale: Counts
    short_scale: Counts
    money_scale: Lists
    ordinal: Counts
    fraction: Counts
    vulgar: dict[Letter, Annotated[list[Count], Field(min_length=2, max_length=2)]]
    vague: Counts
    open: dict[Word, Literal["=", ">", ">=", "<", "<=", "~"]]


class _Readable(_Table, total=False):
    unchanged_units: Words
    irregular_plurals: Names
    currency_signs: Names


class _Language(_Table, total=False):
    english: Words
    scripts: Names
    plain_share: Weight
    least_small: Weight
    share: Weight
    least_known: Weight
    most_known: Weight
    fewest_words: Count
    fewest_letters: Count
    fewest_different: Count
    fewest_unknown: Count


Spelling = TypedDict("Spelling", {"from": Word, "to": str})


class _Country(_Table):
    alpha_2: Land
    alpha_3: Code
    name: Word
    names: NotRequired[Words]
    demonyms: NotRequired[Words]
    capitals: NotRequired[Words]
    if_named: NotRequired[Words]
    metonyms: NotRequired[Words]
    prefixes: NotRequired[Words]


class _SharedName(_Table):
    surface: Word
    choices: Annotated[list[Land], Field(min_length=1)]
    holds_first: NotRequired[bool]


class _Side(_Table):
    surface: Word
    full_name: Word
    alpha_2: Land


class _Currency(_Table):
    code: Code
    name: Word
    names: Words
    countries: list[Land]


class _Title(_Table):
    title: Word
    short_for: NotRequired[Word]
    sex: NotRequired[Sex]
    mostly: NotRequired[Sex]
    courtesy: NotRequired[bool]
    apart: NotRequired[bool]
    several: NotRequired[bool]
    given: NotRequired[bool]
    numbered: NotRequired[bool]
    rank: NotRequired[bool]
    seat: NotRequired[bool]
    job: NotRequired[Literal["never", "only", "too", "long"]]


class _WrittenLanguage(_Table):
    code: Word
    name: Word
    words: Words


class _Sign(_Table):
    sign: Word
    weights: Weights


TABLES: dict[str, Any] = {
    "archive/weights": Weights,
    "confidence/built/weights": dict[Word, Weights],
    "numbers/built/dollar_weights": dict[Word, Weights],
    "numbers/dollar_weights_by_hand": dict[Word, Weights],
    "numbers/money": _Money,
    "numbers/units": _Units,
    "numbers/words": _Numerals,
    "output/readable": _Readable,
    "people/built/votes": dict[Word, Weights],
    "people/spelling": dict[Word, list[Spelling]],
    "people/transliteration": dict[Word, dict[Letter, str]],
    "people/votes_by_hand": dict[Word, Weights],
    "quotes/built/speaker_weights": dict[Word, Weights],
    "reading/language": _Language,
}
"""The forms of tables; all others are tables of lists."""

ROWS: dict[str, Any] = {
    "countries/countries": _Country,
    "countries/shared": _SharedName,
    "countries/sides": _Side,
    "numbers/built/concept_weights": _Sign,
    "numbers/built/currencies": _Currency,
    "numbers/currencies_more": _Currency,
    "people/titles": _Title,
    "reading/built/languages": _WrittenLanguage,
}
"""The forms of rows."""

# A key that nothing reads would be a mistake that nobody notices. These tables have any name; in all others the names
# on the first level are fixed, and in the last ones those inside, too.
OPEN = frozenset({"countries/company", "countries/other_company", "people/transliteration"})
FIXED_INSIDE = frozenset({"people/built/votes", "people/votes_by_hand"})


def wrong_entry(name: str, entry: str) -> str | None:
    """What an entry of a list should be, where it is something else."""
    pattern, meaning = ENTRIES.get(name, ("", ""))
    return f"{entry!r} should be {meaning}" if pattern and not re.fullmatch(pattern, entry) else None


def wrong_place(form: Any, value: Any) -> tuple[str, str] | None:
    """The first key whose value has not the form, and what is wrong with it; None where nothing is."""
    try:
        TypeAdapter(form).validate_python(value, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "extra_forbidden":
            *above, key = map(str, first["loc"])
            for step in above:
                form = get_type_hints(form)[step] if is_typeddict(form) else get_args(form)[-1]
            return key, f"there is no {key!r} here: {likeliest(key, get_type_hints(form))}"
        return first_problem(error, value)
    return None


class MergeError(ValueError):
    """An addition that does not fit; ``key`` is its key, by which its line is found."""

    def __init__(self, problem: str, key: str = "") -> None:
        super().__init__(problem)
        self.key = key


def merged_words(name: str, ours: Sequence[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Our entries of that list without those taken out, then theirs.

    Raises MergeError on an entry to take out that is not there, and on one of another form than its list's.
    """
    entries = dict.fromkeys(ours)
    for entry in theirs:
        if entry.startswith(_OUT):
            out = entry.removeprefix(_OUT).strip()
            if out not in entries:
                alike = [ours for ours in entries if ours.startswith(f"{out} ")][:1]
                raise MergeError(
                    f"{out!r} is no entry to take out" + (f": is it {alike[0]!r}?" if alike else ""), entry
                )
            del entries[out]
        elif problem := wrong_entry(name, entry):
            raise MergeError(problem, entry)
        else:
            entries.setdefault(entry)
    return tuple(entries)


def merged_table(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Our table of that name with theirs laid over it, both unchanged. Raises MergeError."""
    if name not in OPEN:
        _refuse_new_keys(ours, theirs)
        for key in theirs if name in FIXED_INSIDE else ():
            if isinstance(theirs[key], Mapping):
                _refuse_new_keys(ours[key], theirs[key])
    _check(TABLES.get(name, Lists), theirs)
    merged: dict[str, Any] = _merged(ours, theirs)
    return merged


def merged_rows(name: str, ours: Sequence[Mapping[str, Any]], theirs: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Our rows with one of theirs: if its first field names a row of ours it is laid over that, else it is added.

    Raises MergeError.
    """
    key, form = next(iter(ours[0])), ROWS[name]
    rows: dict[str, Any] = {row[key]: row for row in ours}
    if not isinstance(theirs.get(key), str):
        raise MergeError(f"no {key!r}, by which rows are identified")
    rows[theirs[key]] = _merged(rows.get(theirs[key], {}), theirs)
    _check(form, rows[theirs[key]])
    return tuple(rows.values())


def _refuse_new_keys(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    for key in theirs:
        if key not in ours:
            raise MergeError(f"there is no {key!r} here: {likeliest(key, ours)}", key)


def _check(form: Any, value: Any) -> None:
    if wrong := wrong_place(form, value):
        raise MergeError(wrong[1], wrong[0])


def _merged(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {key: _merged(ours[key], value) if key in ours else value for key, value in theirs.items()}
    if isinstance(ours, list) and isinstance(theirs, list):
        are_words = all(isinstance(item, str) for item in (*ours, *theirs))
        return list(merged_words("", ours, theirs)) if are_words else [*ours, *theirs]
    return theirs
