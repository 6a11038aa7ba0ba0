"""Rules against numbers that are part of a name, by entities and tags: Boeing 737, the Ninth Circuit, the Big Four."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE, NOUNS, PROPER
from newsextract.numbers.amounts.amount import Amount, Case
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.rejecting.pronoun import is_one_of_group
from newsextract.numbers.text.tagged import TaggedText
from newsextract.numbers.text.tokens import ARTICLES, Tokens
from newsextract.rules.judgement import Judgement

_NAMES = {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}
_THINGS = {"ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", ""}
_STOPS = {"", ".", "!", "?"}
_POSTAL = (5, 6)  # digits of a postal code
_PREPOSITIONS = {"IN", "TO"}
_SMALL = {"DT", "IN", "PRP$", "TO"}
_CONTENT = {"NN", "VB", "JJ", "RB"}
_AGES = range(3, 111)
_FAR = 12  # pieces before and behind that can tell of a match
_REPORT = 40  # pieces behind a result, in which the scorers are named
_NO_COUNT_BEHIND = {"IN", "TO", "POS"}
_NO_COUNT_BEGINS = ("VB", "MD", "WP", "WD", "PR")


class Mention(NamedTuple):
    """An amount among the tagged words: from the word at ``first`` up to before that at ``behind``."""

    case: Case
    tagged: TaggedText
    first: int
    behind: int

    def offsets(self) -> tuple[int, int]:
        """Where the amount starts and ends in the text."""
        return self.case.offsets()


IN_NAME: Judgement[Mention, bool] = Judgement("numbers", "part of a name", span=Mention.offsets)
RANK_IN_NAME: Judgement[Mention, bool] = Judgement("numbers", "rank in a name", span=Mention.offsets)
LENGTH_OF_RATE: Judgement[Mention, bool] = Judgement("numbers", "length of a rate", span=Mention.offsets)
_TABLES = {"ordinal": RANK_IN_NAME, "article": LENGTH_OF_RATE}  # by the form of the number; else IN_NAME


def is_in_name(case: Case, tagged: TaggedText) -> bool:
    """Whether the amount is part of a name, or a word that is a number elsewhere (the pronoun one, "first met")."""
    amount = case.amount
    table = _TABLES.get(amount.form, IN_NAME)
    if table is IN_NAME and (amount.unit or amount.upper is not None or amount.comparator != "="):
        return False
    return table.first(Mention(case, tagged, *tagged.span(*case.offsets()))) is True


@LENGTH_OF_RATE.rule("behind a noun")
def _per_time(mention: Mention) -> bool:
    """``7 tons of rice a year``; not ``it bought rice a year ago``, ``less than a year``, ``gave him a year to go``."""
    case, tagged = mention.case, mention.tagged
    if case.has(case.amount.first - 3, "paying") or case.has(case.amount.first - 2, "paying"):
        return False
    bare = case.amount.comparator == "=" and case.amount.upper is None
    noun = tagged.tags[mention.first - 1] in NOUNS
    return bare and noun and not case.has(case.amount.behind, "length_dated")


@RANK_IN_NAME.rule("first, an adverb")
def _adverb(mention: Mention) -> bool:
    """``they first met``."""
    tagged = mention.tagged
    return tagged.tags[mention.first] == "RB" and tagged.tags[mention.behind].startswith("VB")


@RANK_IN_NAME.rule("a rank inside a name")
def _rank(mention: Mention) -> bool:
    """``the Ninth Circuit``; not ``the Ninth Meeting of``: an event that comes again is counted."""
    tagged, first = mention.tagged, mention.first
    if tagged.tags[first - 1] == "PRP$":  # their First Congressional Seats
        return False
    if tagged.labels[first] not in _NAMES or tagged.lows[mention.behind] in mention.case.words.sets["events"]:
        return False
    return tagged.words[mention.behind][:1].isupper()


@IN_NAME.rule("one, by what follows")
def _pronoun(mention: Mention) -> bool:
    """The pronoun one: tagged as a noun, or followed by what no counted thing begins with."""
    case, tagged, first, tag = mention.case, mention.tagged, mention.first, mention.tagged.tags[mention.behind]
    words = case.tokens.lows[case.amount.first : case.amount.behind]
    if words != ["one"]:
        return False
    if tagged.lows[mention.behind] == "of":
        return case.has(case.amount.first - 1, "being") and _is_of_kind(mention)
    if case.before in case.words.sets["one_surely"] or is_one_of_group(case):
        return False
    likened = tagged.tags[first - 1] == "JJ" and tagged.lows[first - 2] in ARTICLES  # not a plan but a good one
    told = case.before == "the" and tag == "DT"  # the one a judge gave
    noun = likened or told or tagged.tags[first] in ("NN", "PRP", "NNS")
    if tag == "VBN" and tagged.tags[mention.behind + 1] in ("NN", "NNS"):  # one refrigerated lorry
        return noun
    return noun or tag in _NO_COUNT_BEHIND or tag.startswith(_NO_COUNT_BEGINS)


def _is_of_kind(mention: Mention) -> bool:
    """``the reply was one of great joy``: a noun of no number that nothing determines."""
    tagged, place = mention.tagged, mention.behind + 1
    while tagged.tags[place] == "JJ":
        place += 1
    return tagged.tags[place] == "NN" and tagged.tags[place + 1] not in NOUNS


@IN_NAME.rule("a word in capitals")
def _titled(mention: Mention) -> bool:
    """``the Big Four firms``, ``shares in Five Below rose``: capitals that no sentence's start or headline asks for."""
    tagged, first, behind = mention.tagged, mention.first, mention.behind
    if not tagged.words[first][:1].isupper() or not tagged.words[first - 1].isalpha():
        return False
    capitals = (tagged.words[at][:1].isupper() and tagged.tags[at] in PROPER for at in (behind, first - 1))
    if not any(capitals):
        return False
    around = (*range(first - 3, first), *range(behind, behind + 3))
    return any(tagged.words[place].islower() and tagged.tags[place][:2] in _CONTENT for place in around)


@IN_NAME.rule("inside an entity")
def _inside(mention: Mention) -> bool:
    """``Where Two Roads Meet``: inside an entity that is a name and goes on around the number."""
    tagged, first, behind = mention.tagged, mention.first, mention.behind
    label = tagged.labels[first]
    if label not in _NAMES:
        return False
    if tagged.labels[first - 1] == label and tagged.words[first - 1][:1].isupper():
        return True
    opens = tagged.words[first - 1].strip() in _STOPS  # One State Department lawyer
    goes_on = tagged.labels[behind] == label and tagged.words[behind][:1].isupper()
    return goes_on and not opens


@IN_NAME.rule("a certain person")
def _certain(mention: Mention) -> bool:
    """``one Ada Roe came``: somebody of that name; not ``one Ada Roe fan``, ``one Rembrandt``."""
    tagged, place = mention.tagged, mention.behind
    while tagged.labels[place] == "PERSON":
        place += 1
    named = mention.case.literal == "one" and place > mention.behind + 1
    return named and tagged.tags[place] not in NOUNS


@IN_NAME.rule("the end of a title")
def _ends_title(mention: Mention) -> bool:
    """``the Save Our 74 group``: digits behind a small word with a capital in the middle of a sentence."""
    tagged, place = mention.tagged, mention.first - 1
    if not mention.case.literal.isdecimal() or tagged.tags[place] not in _SMALL or not tagged.words[place].istitle():
        return False
    return tagged.tags[place - 1] in PROPER and tagged.words[mention.behind].islower()


@IN_NAME.rule("a postal code")
def _postal(mention: Mention) -> bool:
    """``Singapore 259705``; not ``in Delmo 50000 people``."""
    literal, alone = mention.case.literal, not mention.case.behind.isalpha()
    place = mention.tagged.labels[mention.first - 1] == "GPE" and alone
    return place and len(literal) in _POSTAL and literal.isdecimal()


@IN_NAME.rule("digits behind a name")
def _after_name(mention: Mention) -> bool:
    """``iPhone 14``, ``Apollo 11``: bare digits right behind a proper noun that is no person, place or date.

    Not ``at Toyota 2 million cars``.
    """
    case, tagged, place = mention.case, mention.tagged, mention.first - 1
    if not case.literal.isdecimal() or case.amount.scale > 1 or tagged.tags[place] not in PROPER:
        return False
    club = tagged.labels[place] == "GPE" and _acts(mention)
    return len(tagged.words[place]) > 1 and (club or tagged.labels[place] in _THINGS) and not _in_score(mention)


def _in_score(mention: Mention) -> bool:
    """``Bucks 118, Grizzlies 114``, ``Dundee 1 Falkirk 0``: one of two names with a number each.

    Not ``Apollo 11, Apollo 12``, ``by July 20, Sentinel 7``, ``in 2018, Sentinel 7``.
    """
    tagged, place = mention.tagged, mention.first - 1
    words, name = tagged.words, tagged.words[place]
    first = at = mention.behind + (words[mention.behind] == ",")
    while _is_name(tagged, at) and words[at] != name:
        at += 1
    if at > first and words[at].isdecimal():
        return True
    while _is_name(tagged, place):
        place -= 1
    place -= words[place] == ","
    return words[place].isdecimal() and _is_name(tagged, place - 1) and words[place - 1] != name


def _is_name(tagged: TaggedText, place: int) -> bool:
    return tagged.tags[place] in PROPER and tagged.labels[place] != "DATE"


def _acts(mention: Mention) -> bool:
    """``Hannover 96 won``: a name and a number with a verb right behind; not ``In Hannover 96 died``."""
    tagged, place = mention.tagged, mention.first - 1
    while tagged.tags[place] in PROPER:
        place -= 1
    return tagged.tags[mention.behind] in FINITE and tagged.tags[place] not in _PREPOSITIONS


def without_shirts(amounts: Iterable[Amount], tokens: Tokens, tagged: TaggedText, words: Lexicon) -> list[Amount]:
    """The amounts without those that are shirts' numbers, and with those that are ages told so."""
    kept, result = [], -_REPORT
    for amount in amounts:
        result = amount.behind if amount.kind == "ratio" else result
        if not _is_behind_person(amount, tokens, tagged, words):
            kept.append(amount)
            continue
        around = tokens.lows[max(0, amount.first - _FAR) : amount.behind + _FAR]
        if words.sets["positions"].isdisjoint(around):
            played = amount.first - result <= _REPORT or not words.sets["matched"].isdisjoint(around)
            kept.append(amount if played else amount._replace(kind="age", unit="year"))
    return kept


def _is_behind_person(amount: Amount, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> bool:
    """Whether the amount is a bare number in brackets, behind somebody's name or "her sister"."""
    place = amount.first - 1
    if amount.form != "digits" or (tokens.lows[place], tokens.lows[amount.behind]) != ("(", ")"):
        return False
    name = tagged.at(tokens.starts[place]) - 1
    somebody = tagged.labels[name] == "PERSON" or tokens.lows[place - 1] in words.sets["age_nouns"]
    return somebody and amount.value in _AGES and amount.upper is None is amount.unit
