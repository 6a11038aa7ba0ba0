"""Tells numbers that name one of many, by the word before or behind them: page 5, sections 302 and 307, s. 4(2)."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import BREAK

_EITHER = (["or"], ["to"])
_LISTED = (["and"], ["or"], ["to"], ["through"], [","], ["&"], [",", "and"], ["-"], ["–"])
_SEVERAL = ("and", "or", "to", "-", "–", ",")
_ENDS = ("", ".", ",", ";", BREAK)
_ROADS = 1000
_CLAUSE = re.compile(r"\([A-Za-z]\)")
_LETTER = re.compile(r"\d+[A-Za-z]\b")


def label(case: Case) -> str | None:
    """``page 5``, ``No. 5``, ``train no 12345``, ``Routes 5 and 10``: "label", or "labels" where more may follow."""
    if case.amount.scale > 1:
        return None
    return _goes_on(case) or _abbreviated(case) or _in_law(case) or _counted_from(case) or _played(case) or _named(case)


def lettered_label(case: Case) -> str | None:
    """``Class 3A``, ``Channel 5s``: the letter was read as a unit."""
    lettered = _LETTER.match(case.tokens.text, case.start)
    return label(case) if lettered else None


def _goes_on(case: Case) -> str | None:
    """``sections 302 and 307``, ``s. 4(2)``: what follows a labelled number."""
    if case.verdict not in ("label", "labels"):
        return None
    between = case.since_last()
    first, glued = case.amount.first, case.tokens.glued
    if between == [":"] and glued(first) == glued(first - 1):  # Isaiah 45:1, Isaiah 45 : 1
        return "label"
    listed = _LISTED if case.verdict == "labels" else _EITHER
    return case.verdict if between[-1:] == ["("] or between in listed else None


def _abbreviated(case: Case) -> str | None:
    """``No. 5``, ``train no 12345``, ``ZIP code 90210``; not ``He said no. Five did``."""
    sets, opens = case.words.sets, case.amount.first - (case.before == "(")  # Decree No. (14)
    label = case.tokens.raws[opens - 2]
    named = case.tokens.lows[opens - 1] == "." and label.lower() in sets["label_abbreviations"]
    road = case.tokens.raws[max(0, opens - 4) : opens] == ["U", ".", "S", "."] and case.amount.value < _ROADS
    named = named or (road and not case.tokens.is_plural(case.amount.behind))  # on U.S. 41
    numbered = case.before in sets["numbers"] and (
        label.lower() in sets["labels"] or label.capitalize() in sets["labels_capitalised"]
    )
    return "label" if case.amount.form == "digits" and (named or numbered) else None


def _in_law(case: Case) -> str | None:
    """``401(k)``, ``18 U.S.C. § 922``."""
    tokens = case.tokens
    under = tokens.lows[max(0, case.amount.first - 3) : case.amount.first] == ["u", "/", "s"]  # held u/s 302
    if case.before == "§" or under or _CLAUSE.match(tokens.text, tokens.end(case.amount.number_behind - 1)):
        return "labels"
    books = case.words.law_books
    cited = books.at(tokens, case.amount.number_behind)
    behind = cited[1] + (tokens.lows[cited[1]] == "§") if cited else 0
    if behind and tokens.is_literal(behind):
        return "labels"
    cites = books.before(tokens, case.amount.first)
    return "labels" if cites and tokens.is_literal(cites[1] - 1) else None


def _counted_from(case: Case) -> str | None:
    """``on day two``, ``in week 12``, ``on days 14 and 20``: one of many that are counted."""
    named = case.has(case.amount.first - 1, "counted_from")
    several = case.before.removesuffix("s") in case.words.sets["counted_from"] and case.behind in _SEVERAL
    if not (named or several) or case.tokens.lows[case.amount.first - 2] not in ("on", "by", "at", "in", "between"):
        return None
    return "label" if named else "labels"


def _played(case: Case) -> str | None:
    """``broke serve in game 7``; not ``in game 7 people``, ``won the set 6-2``."""
    told = case.has(case.amount.first - 1, "played") and case.has(case.amount.first - 2, "played_after")
    ends = case.behind in _ENDS or case.has(case.amount.behind, "clauses_behind") or case.behind == "to"
    return "label" if told and ends else None


def _named(case: Case) -> str | None:
    """``page 5``, ``Interstates 5 and 10``, ``the S&P 500``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.first - 1
    place -= tokens.lows[max(0, place - 2) : place + 1 : 2] == ["&", "."]  # the S.&P. 500
    place -= tokens.lows[max(0, place - 2) : place + 1 : 2] in (["(", ")"], ["[", "]"])  # revoke (Article) 370
    raw = tokens.raws[place]
    if raw in sets["indexes"] or (tokens.raws[case.amount.first - 2] in sets["indexes"] and raw.istitle()):
        return "label" if case.literal.isdecimal() else None  # the Stoxx Europe 600
    if not _is_label(case, raw):
        return None
    return "labels" if raw[-1] == "s" else "label"


def _is_label(case: Case, raw: str) -> bool:
    """``page``, ``Route``, of many ``Interstates``; some only with a capital that no start of a sentence asks for."""
    sets, low = case.words.sets, raw.lower()
    one = low.removesuffix("s")
    if low in sets["labels"] or (raw[:1].isupper() and one in sets["labels"]):
        return True
    if raw[:1].islower() or sets["labels_capitalised"].isdisjoint((low.capitalize(), one.capitalize())):
        return False
    opens = case.tokens.lows[case.amount.first - 2] in ("", ".", BREAK)
    return case.amount.form == "digits" or not opens  # Place two spoons
