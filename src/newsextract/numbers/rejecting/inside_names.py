"""Rules against numbers that are part of a name, by entities and tags: Boeing 737, the Ninth Circuit, the Big Four.

Most are rows of models/rules/numbers/rules.jsonl; here is what a row cannot say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsextract.analysis.word_classes import PROPER
from newsextract.numbers.amounts.amount import FACTS, Amount, Case
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText
from newsextract.numbers.text.tokens import Tokens
from newsextract.rules.judgement import Decision, Judgement, note
from newsextract.rules.rule_rows import Place, RowTable

_THINGS = {"ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", ""}
_CONTENT = {"NN", "VB", "JJ", "RB"}
_AGES = range(3, 111)
_FAR = 12  # pieces before and after that can say that it was a match
_REPORT = 40  # pieces after a result, in which the scorers are named


class Mention(NamedTuple):
    """An amount among the tagged words: from the word at ``start`` up to before that at ``after``."""

    case: Case
    tagged: TaggedText
    start: int
    after: int

    def offsets(self) -> tuple[int, int]:
        """Where the amount starts and ends in the text."""
        return self.case.offsets()

    def place(self) -> Place:
        """Where the amount stands, for rules that are rows."""
        words = self.tagged
        return Place(words.words, words.lows, words.tags, words.labels, self.start, self.after, self.case.amount)


def _table(name: str) -> Judgement[Mention, bool]:
    return Judgement("numbers", name, Mention.offsets, rows=RowTable("numbers", name, Mention.place, FACTS))


IN_NAME, RANK_IN_NAME, LENGTH_OF_RATE = map(_table, ("part of a name", "rank in a name", "length of a rate"))
_TABLES = {"ordinal": RANK_IN_NAME, "article": LENGTH_OF_RATE}  # by the form of the number; else IN_NAME


def is_in_name(case: Case, tagged: TaggedText) -> bool:
    """Whether the amount is part of a name, or a word that is a number elsewhere (the pronoun one, "first met")."""
    amount = case.amount
    table = _TABLES.get(amount.form, IN_NAME)
    if table is IN_NAME and (amount.unit or amount.upper is not None or amount.comparator != "="):
        return False
    return table.first(Mention(case, tagged, *tagged.span(*case.offsets()))) is True


@IN_NAME.rule("a word in capitals")
def _titled(mention: Mention) -> bool:
    """``the Big Four firms``, ``shares in Five Below rose``: capitals that no sentence's start or headline asks for."""
    tagged, first, after = mention.tagged, mention.start, mention.after
    if not tagged.words[first][:1].isupper() or not tagged.words[first - 1].isalpha():
        return False
    capitals = (tagged.words[at][:1].isupper() and tagged.tags[at] in PROPER for at in (after, first - 1))
    if not any(capitals):
        return False
    around = (*range(first - 3, first), *range(after, after + 3))
    return any(tagged.words[place].islower() and tagged.tags[place][:2] in _CONTENT for place in around)


@IN_NAME.rule("digits after a name")
def _after_name(mention: Mention) -> bool:
    """``iPhone 14``, ``Apollo 11``: bare digits right after a proper noun that is no person, place or date.

    Not ``at Toyota 2 million cars``.
    """
    case, tagged, place = mention.case, mention.tagged, mention.start - 1
    if not case.literal.isdecimal() or case.amount.scale > 1 or tagged.tags[place] not in PROPER:
        return False
    return len(tagged.words[place]) > 1 and tagged.labels[place] in _THINGS and not _in_score(mention)


def _in_score(mention: Mention) -> bool:
    """``Bucks 118, Grizzlies 114``, ``Dundee 1 Falkirk 0``: one of two names with a number each.

    Not ``Apollo 11, Apollo 12``.
    """
    words, tags, place = mention.tagged.words, mention.tagged.tags, mention.start - 1
    name = words[place]
    first = at = mention.after + (words[mention.after] == ",")
    while tags[at] in PROPER and words[at] != name:
        at += 1
    if at > first and words[at].isdecimal():
        return True
    while tags[place] in PROPER:
        place -= 1
    place -= words[place] == ","
    return words[place].isdecimal() and tags[place - 1] in PROPER and words[place - 1] != name


def without_shirts(amounts: Iterable[Amount], tokens: Tokens, tagged: TaggedText, words: Lexicon) -> list[Amount]:
    """The amounts without those that are shirts' numbers, and with those that are ages marked so."""
    kept, result = [], -_REPORT
    for amount in amounts:
        result = amount.end if amount.kind == "ratio" else result
        if not _is_after_person(amount, tokens, tagged, words):
            kept.append(amount)
            continue
        around = tokens.lows[max(0, amount.start - _FAR) : amount.end + _FAR]
        if words.sets["positions"].isdisjoint(around):
            played = amount.start - result <= _REPORT or not words.sets["matched"].isdisjoint(around)
            kept.append(amount if played else amount._replace(kind="age", unit="year"))
        else:
            note(Decision("numbers", "no count", "a shirt's number", *amount.offsets(tokens), True))
    return kept


def _is_after_person(amount: Amount, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> bool:
    """Whether the amount is a bare number in brackets, after somebody's name or "her sister"."""
    place = amount.start - 1
    if amount.form != "digits" or (tokens.lows[place], tokens.lows[amount.end]) != ("(", ")"):
        return False
    name = tagged.at(tokens.starts[place]) - 1
    somebody = tagged.labels[name] == "PERSON" or tokens.lows[place - 1] in words.sets["age_nouns"]
    return somebody and amount.value in _AGES and amount.upper is None is amount.unit
