"""A text cut into words, and what hyphens or a layout make one of two names or more into those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate, pairwise

from newsextract.people.lexicon import Lexicon

_LETTER, _CAPITAL = r"[^\W\d_]", "[A-ZÀ-ÖØ-ÞА-Я]"
_LETTERS = rf"{_LETTER}*(?:[\u0300-\u036f\u0483-\u0487]+{_LETTER}*)*"
# All begin with a letter, so what parts them is skipped fast. Behind it: plain letters, as most words have, found
# fast; initials; "son of" as Malaysia writes it; what apostrophes and hyphens tie to a word, and that of "Ochieng'".
_WORD = re.compile(
    rf"({_LETTER}(?:[a-z]++(?=[ .,\n])|(?<={_CAPITAL})\.-?(?:{_CAPITAL}\.-?)*|(?:(?<= [as])/[lpo]|(?<= d)/o)(?= )"
    rf"|{_LETTERS}(?:['’‘ʼʻ\-‐‑]{_LETTER}{_LETTERS})*(?:(?<=[a-z]ieng)['’](?= ))?))"
)
_GLUED = re.compile(r"([A-Z][a-z]{3,})[A-Z][a-z]{3,}")
# What persons have together: "the Reed-Quaig alliance".
_JOINT = frozenset(
    {"alliance", "coalition", "debate", "feud", "government", "pact", "rivalry", "summit", "ticket"}
    | {"administration", "campaign", "dictatorship", "era", "regime"}
)
_OWN = re.compile(r"['’]s?$")

Cut = tuple[int, ...]  # where the parts of a word begin in it


def split(text: str, lexicon: Lexicon) -> tuple[list[str], list[int], list[int], list[str]]:
    """The words, where they begin and end, and what stands before each.

    "Trump-Putin" is two where the article has each alone too, or one of them and both have a summit; so is the
    "ReedPhotography" of "by Ann ReedPhotography by".
    """
    pieces = _WORD.split(text)  # what parts two words, a word, what parts it from the next ...
    gaps, forms, ends = pieces[:-1:2], pieces[1::2], list(accumulate(map(len, pieces)))
    starts, ends = ends[:-1:2], ends[1::2]
    if cuts := dict(_cuts(forms, lexicon)):
        spans = [span for at, start in enumerate(starts) for span in _parts(text, start, ends[at], cuts.get(at, (0,)))]
        forms = [text[start:end] for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        gaps = [text[end:start] for end, start in zip([0, *ends[:-1]], starts, strict=True)]
    return forms, starts, ends, gaps


def _cuts(forms: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[int, Cut]]:
    """The places of words that are several names, and where each begins."""
    alone = set(forms)
    unusual = [form for form in alone - lexicon.small_words if not form[1:].islower()]
    hyphened = {form: parts for form in unusual if "-" in form and _are_names(parts := form.split("-"), alone)}
    glued = {form: head for form in unusual if (head := _glued_name(form, lexicon))}
    for form in {form for before, form in pairwise(forms) if form in hyphened and lexicon.is_given(before.lower())}:
        del hyphened[form]  # "Ann Reed-Quaig"
    for at, form in enumerate(forms) if hyphened or glued else ():
        if form in hyphened and _is_pair(hyphened[form], alone, forms[at + 1 : at + 2]):
            yield at, (0, *(begin + 1 for begin, letter in enumerate(form) if letter == "-"))
        elif at and form in glued and lexicon.is_given(forms[at - 1].lower()):
            yield at, (0, len(glued[form]))


def _are_names(parts: Sequence[str], alone: Set[str]) -> bool:
    """Whether the parts of a hyphened word are written as names, one of which the article has alone."""
    return not alone.isdisjoint(parts) and all(len(part) > 2 and part[0].isupper() for part in parts)


def _is_pair(parts: Sequence[str], alone: set[str], after: Sequence[str]) -> bool:
    """Whether the article has not one name of a hyphened word alone, but each, or behind the word what both have."""
    return alone.issuperset(parts) or any(_OWN.sub("", word) in _JOINT for word in after)


def _glued_name(form: str, lexicon: Lexicon) -> str:
    """The surname to which a word that is no name is glued: "Reed" of "ReedPhotography"; "" of any other word."""
    glued = _GLUED.fullmatch(form)
    named = glued and lexicon.is_surname(glued[1].lower()) and not lexicon.is_listed(form[glued.end(1) :].lower())
    return glued[1] if glued and named else ""


def _parts(text: str, start: int, end: int, cut: Cut) -> Iterator[tuple[int, int]]:
    """Where the parts of a word begin and end, without their hyphens."""
    begins = [start + begin for begin in cut]
    for begin, after in pairwise([*begins, end + 1]):
        yield begin, after - (after > end or text[after - 1] == "-")
