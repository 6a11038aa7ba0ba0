"""Tells numbers that name one of many, by the word before them: page 5, No. 5, sections 302 and 307, s. 4(2)."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import BREAK

_EITHER = (["or"], ["to"])
_LISTED = (*_EITHER, ["and"], ["through"], [","], ["&"], [",", "and"], ["-"], ["–"])
_ROADS = 1000


def label(case: Case) -> str | None:
    """``page 5``, ``No. 5``, ``train no 12345``, ``Routes 5 and 10``: "label", or "labels" where more may follow."""
    if case.amount.scale > 1:
        return None
    return _goes_on(case) or _abbreviated(case) or _named(case)


def _goes_on(case: Case) -> str | None:
    """``sections 302 and 307``, ``s. 4(2)``, ``Isaiah 45:1``: what follows a labelled number."""
    if case.verdict not in ("label", "labels"):
        return None
    between = case.since_last()
    listed = _LISTED if case.verdict == "labels" else _EITHER
    first, glued = case.amount.start, case.tokens.glued
    verse = between == [":"] and glued(first) == glued(first - 1)  # Isaiah 45:1, Isaiah 45 : 1
    return case.verdict if between[-1:] == ["("] or verse or between in listed else None


def _abbreviated(case: Case) -> str | None:
    """``No. 5``, ``train no 12345``, ``on U.S. 41``; not ``He said no. Five did``."""
    sets, tokens, first = case.words.sets, case.tokens, case.amount.start
    if case.amount.form != "digits":
        return None
    label = tokens.raws[first - 2]
    if case.before == ".":
        road = tokens.raws[max(0, first - 4) : first] == ["U", ".", "S", "."] and case.amount.value < _ROADS
        return "label" if label.lower() in sets["label_abbreviations"] or road else None
    numbered = label.lower() in sets["labels"] or label.capitalize() in sets["labels_capitalised"]
    return "label" if case.before in sets["numbers"] and numbered else None


def _named(case: Case) -> str | None:
    """``page 5``, ``Interstates 5 and 10``, ``the S&P 500``, ``the Stoxx Europe 600``."""
    tokens, indexes, place = case.tokens, case.words.sets["indexes"], case.amount.start - 1
    place -= tokens.lows[max(0, place - 2) : place + 1 : 2] in (["(", ")"], ["[", "]"])  # revoke (Article) 370
    raw = tokens.raws[place]
    if raw in indexes or (tokens.raws[case.amount.start - 2] in indexes and raw.istitle()):
        return "label" if case.literal.isdecimal() else None
    if not _is_label(case, place):
        return None
    return "labels" if raw[-1] == "s" else "label"


def _is_label(case: Case, place: int) -> bool:
    """``page``, ``Route``, of many ``Interstates``; some only with a capital that no start of a sentence asks for."""
    sets, raw = case.words.sets, case.tokens.raws[place]
    low = raw.lower()
    one = low.removesuffix("s")
    if low in sets["labels"] or (raw[:1].isupper() and one in sets["labels"]):
        return True
    if raw[:1].islower() or sets["labels_capitalised"].isdisjoint((low.capitalize(), one.capitalize())):
        return False
    opens = case.tokens.lows[place - 1] in ("", ".", BREAK)
    return case.amount.form == "digits" or not opens  # Place two spoons
