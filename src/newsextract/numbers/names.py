"""Tells numbers that are part of a name, by the entities and tags of the pipeline:
Boeing 737, First National Bank."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.clauses import FINITE
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import PROPER
from newsextract.numbers.sentence import TaggedText

_NAMES = {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}
_THINGS = {"ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", ""}
_STOPS = {"", ".", "!", "?"}
_POSTAL = (5, 6)  # digits of a postal code
_PREPOSITIONS = {"IN", "TO"}
_CONTENT = {"NN", "VB", "JJ", "RB"}


def in_name(amount: Amount, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> bool:
    """Whether the amount is part of a name, or a word that is a number elsewhere (the pronoun one,
    "first met")."""
    start, end = tokens.starts[amount.first], tokens.ends[amount.behind - 1]
    first, behind = tagged.at(start), tagged.behind(end)
    if amount.form == "ordinal":
        return _ranked(first, behind, tagged, words)
    if amount.unit or amount.upper is not None or amount.comparator != "=" or amount.scale > 1:
        return False
    if amount.form == "words" and amount.value == 1 and _pronoun(first, behind, tagged, words):
        return True
    if amount.form == "words" and _titled(first, behind, tagged):
        return True
    return _inside(first, behind, tagged) or _after_proper_noun(amount, first, tokens, tagged)


def _ranked(first: int, behind: int, tagged: TaggedText, words: Lexicon) -> bool:
    """``first met``, ``the Ninth Circuit``; not ``the Ninth Meeting of``: an event that comes again is counted."""
    if tagged.low(first) == "first" and tagged.tag(first) == "RB" and tagged.tag(behind).startswith("VB"):
        return True
    if tagged.label(first) not in _NAMES or tagged.low(behind) in words.near["events"]:
        return False
    capital = tagged.words[first][:1].isupper() or tagged.words[first][:1].isdecimal()
    return capital and tagged.words[min(behind, len(tagged.words) - 1)][:1].isupper()


def _pronoun(first: int, behind: int, tagged: TaggedText, words: Lexicon) -> bool:
    """The pronoun one: tagged as a noun, or followed by what no counted thing begins with."""
    if tagged.low(first) != "one" or tagged.low(behind) == "of" or tagged.low(first - 1) in words.no["one_surely"]:
        return False
    if tagged.low(first - 1) == "," and tagged.low(behind) in words.near["one_apart"]:  # two men, one from Delmo
        return False
    if tagged.tag(first) in ("NN", "PRP", "NNS"):
        return True
    return tagged.tag(behind)[:2] in ("VB", "MD", "WP", "WD", "PR") or tagged.tag(behind) in (
        "IN",
        "TO",
        "POS",
    )


def _titled(first: int, behind: int, tagged: TaggedText) -> bool:
    """``the Big Four firms``, ``shares in Five Below rose``: capitals that no start of a sentence asks for, and no
    headline: there all the words around have one."""
    before, after = tagged.word(first - 1), tagged.word(behind)
    if not tagged.word(first)[:1].isupper() or not before.isalpha():
        return False
    if not (after[:1].isupper() and tagged.tag(behind) in PROPER) and not (
        before[:1].isupper() and tagged.tag(first - 1) in PROPER
    ):
        return False
    around = (*range(first - 3, first), *range(behind, behind + 3))
    return any(tagged.word(place).islower() and tagged.tag(place)[:2] in _CONTENT for place in around)


def _inside(first: int, behind: int, tagged: TaggedText) -> bool:
    """Inside an entity that is a name and goes on around the number."""
    if tagged.label(first) not in _NAMES:
        return False
    before = tagged.label(first - 1) == tagged.label(first) and tagged.words[first - 1][:1].isupper()
    word = tagged.words[first]
    following = tagged.words[behind] if behind < len(tagged.words) else ""
    opens = tagged.word(first - 1).strip() in _STOPS  # One State Department lawyer
    capital = word[:1].isupper() and following[:1].isupper() and tagged.label(behind) == tagged.label(first)
    return before or (capital and not opens)


def _acts(first: int, behind: int, tagged: TaggedText) -> bool:
    """``Hannover 96 won``: a name and a number with a verb right behind; not ``In Hannover 96 died``."""
    place = first - 1
    while tagged.tag(place) in PROPER:
        place -= 1
    return tagged.tag(behind) in FINITE and tagged.tag(place) not in _PREPOSITIONS


def _after_proper_noun(amount: Amount, first: int, tokens: Tokens, tagged: TaggedText) -> bool:
    """Bare digits right behind a proper noun that is no person, place or date:
    ``iPhone 14``, ``Apollo 11``."""
    place, literal = first - 1, tokens.raw(amount.number)
    if tagged.label(place) == "GPE" and len(literal) in _POSTAL and literal.isdecimal():
        return not tokens.raw(amount.behind).isalpha()  # Singapore 259705
    decimal = "." in literal and tagged.label(place) != "PRODUCT"  # a table's Delmo 4.5 is no name
    if amount.form != "digits" or "," in literal or decimal:
        return False
    if tagged.tag(place) not in PROPER or tagged.ends[place] + 1 < tagged.starts[first]:
        return False
    behind = tagged.behind(tokens.ends[amount.behind - 1])
    if tagged.label(place) not in _THINGS and not (tagged.label(place) == "GPE" and _acts(first, behind, tagged)):
        return False
    return tagged.words[place][:1].isalpha() and len(tagged.words[place]) > 1
