"""A user's words laid over ours: lists are added to, tables and rows merged, and what is added must have the form that
stands here; a test holds ours against it too.

``!word`` takes a word out, also in a list of a table or row. What a table or a row gives replaces a single value, is
added to a list, and is merged into a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import GenericAlias
from typing import Annotated, Any, Literal, get_args, get_type_hints

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import is_typeddict

from newsextract.records.serializing import each, first_problem, form
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

_row = partial(form, ConfigDict(extra="forbid"))
_UNIT = _row(
    {"name": Word},
    **each(Words, "words", "plural", "symbols"),
    per=Word,
    kind=Literal["duration", "percent", "age"],
    needs=Literal["glued", "context", "never", "of"],
    prefixes=bool,
)
_CURRENCY = _row({"code": Code, "name": Word, "names": Words, "countries": list[Land]})

TABLES: dict[str, Any] = {
    "archive/weights": Weights,
    "confidence/built/weights": dict[Word, Weights],
    "numbers/built/dollar_weights": dict[Word, Weights],
    "numbers/dollar_weights_by_hand": dict[Word, Weights],
    "numbers/money": _row(
        **each(Names, "signs", "prefixes", "suffixes", "words", "behind_dollars"),
        **each(Lists, "wary", "dollar_outlets", "dollar_hints", "shilling_hints", "rupee_hints", "peso_hints"),
        shared=GenericAlias(dict, (Word, _row({"first": Code, "names": Words}))),
        coins=Counts,
        coin_of=dict[Word, Lists],
    ),
    "numbers/units": _row(
        unit=GenericAlias(list, _UNIT),
        prefixes=dict[Word, Word | Words],
        rate=_row(joiners=Words, words=Names, often=Names, pieces=Names),
        long=Names,
        smaller=dict[Word, Counts],
        **each(Lists, "lengths", "length_coins", "not_symbols", "fields"),
    ),
    "numbers/words": _row(
        **each(Counts, "scale", "short_scale", "ordinal", "fraction", "vague"),
        cardinal=dict[Word, Annotated[int, Field(ge=0)]],
        money_scale=Lists,
        vulgar=dict[Letter, Annotated[list[Count], Field(min_length=2, max_length=2)]],
        open=dict[Word, Literal["=", ">", ">=", "<", "<=", "~"]],
    ),
    "output/readable": _row(unchanged_units=Words, irregular_plurals=Names, currency_signs=Names),
    "people/built/votes": dict[Word, Weights],
    "people/spelling": GenericAlias(dict, (Word, GenericAlias(list, _row({"from": Word, "to": str})))),
    "people/transliteration": dict[Word, dict[Letter, str]],
    "people/votes_by_hand": dict[Word, Weights],
    "quotes/built/speaker_weights": dict[Word, Weights],
    "reading/language": _row(
        **each(Weight, "plain_share", "least_small", "share", "least_known", "most_known"),
        **each(Count, "fewest_words", "fewest_letters", "fewest_different", "fewest_unknown"),
        english=Words,
        scripts=Names,
    ),
}
"""The forms of tables; all others are tables of lists."""

ROWS: dict[str, Any] = {
    "countries/countries": _row(
        {"alpha_2": Land, "alpha_3": Code, "name": Word},
        **each(Words, "names", "demonyms", "capitals", "if_named", "metonyms", "prefixes"),
    ),
    "countries/shared": _row(
        {"surface": Word, "choices": Annotated[list[Land], Field(min_length=1)]}, holds_first=bool
    ),
    "countries/sides": _row({"surface": Word, "full_name": Word, "alpha_2": Land}),
    "numbers/built/concept_weights": _row({"sign": Word, "weights": Weights}),
    "numbers/built/currencies": _CURRENCY,
    "numbers/currencies_more": _CURRENCY,
    "people/titles": _row(
        {"title": Word},
        **each(bool, "courtesy", "apart", "several", "given", "numbered", "rank", "seat"),
        short_for=Word,
        sex=Sex,
        mostly=Sex,
        job=Literal["never", "only", "too", "long"],
    ),
    "reading/built/languages": _row({"code": Word, "name": Word, "words": Words}),
}
"""The forms of rows: the fields that each must have, then those that it may have."""

# A key that nothing reads would be a mistake that nobody notices. These tables have any name; in all others the names
# on the first level are fixed, and in the last ones those inside, too.
OPEN = frozenset({"countries/company", "countries/other_company", "people/transliteration"})
FIXED_INSIDE = frozenset({"people/built/votes", "people/votes_by_hand"})


def wrong_entry(name: str, entry: str) -> str | None:
    """What an entry of a list should be, where it is something else."""
    pattern, meaning = ENTRIES.get(name, ("", ""))
    return f"{entry!r} should be {meaning}" if pattern and not re.fullmatch(pattern, entry) else None


def wrong_place(of: Any, value: Any) -> tuple[str, str] | None:
    """The first key whose value has not the form, and what is wrong with it; None where nothing is."""
    try:
        TypeAdapter(of).validate_python(value, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "extra_forbidden":
            *above, key = map(str, first["loc"])
            for step in above:
                of = get_type_hints(of)[step] if is_typeddict(of) else get_args(of)[-1]
            return key, f"there is no {key!r} here: {likeliest(key, get_type_hints(of))}"
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
    key = next(iter(ours[0]))
    rows: dict[str, Any] = {row[key]: row for row in ours}
    if not isinstance(theirs.get(key), str):
        raise MergeError(f"no {key!r}, by which rows are identified")
    rows[theirs[key]] = _merged(rows.get(theirs[key], {}), theirs)
    _check(ROWS[name], rows[theirs[key]])
    return tuple(rows.values())


def _refuse_new_keys(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    for key in theirs:
        if key not in ours:
            raise MergeError(f"there is no {key!r} here: {likeliest(key, ours)}", key)


def _check(of: Any, value: Any) -> None:
    if wrong := wrong_place(of, value):
        raise MergeError(wrong[1], wrong[0])


def _merged(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {key: _merged(ours[key], value) if key in ours else value for key, value in theirs.items()}
    if isinstance(ours, list) and isinstance(theirs, list):
        are_words = all(isinstance(item, str) for item in (*ours, *theirs))
        return list(merged_words("", ours, theirs)) if are_words else [*ours, *theirs]
    return theirs
