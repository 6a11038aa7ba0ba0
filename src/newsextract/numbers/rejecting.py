"""Rejects what looks like a number and is none, by the pieces around it and then by entities and tags.

Most rules are rows of models/rules/numbers/rules.jsonl; here is what a row cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from newsextract.analysis.word_classes import PROPER
from newsextract.numbers.amounts.amount import FACTS, Amount, Case, rows_on
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text import APOSTROPHES, BREAK, DASHES, HYPHENS, RANGE, TaggedText
from newsextract.rules.judgement import Decision, Judgement, note
from newsextract.rules.rule_rows import Place, RowTable

_LAST_DAY = 31
_FIRST_YEAR, _FIRST_SURE_YEAR, _LAST_YEAR = 1000, 1500, 2100
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DAY_OR_YEAR = re.compile(r"\d\d?|1\d{3}|20\d\d|[^\d]+")
_EITHER = (["or"], ["to"])
_LISTED = (*_EITHER, ["and"], ["through"], [","], ["&"], [",", "and"], ["-"], ["–"])
_ROADS = 1000
_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}
_CODED = re.compile(r"0\d*[1-9]\d*")
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t(“\"]{0,8}(\d\d?)(?:[.)\]](?!\d)|[-–] |[ \t]*(?:\n|\Z))")
_INLINE = re.compile(r"[.:;!?”\"\n] \d\d?[.)] ?[A-Z“\"]")
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}")
_LIST = 1500  # characters in which an item before or after stands
_SET_IN = 8  # characters that a list marker may be set in
_THINGS = {"ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", ""}
_CONTENT = {"NN", "VB", "JJ", "RB"}
_FUNCTIONS = {"DT", "IN", "CC"}
_AGES = range(3, 111)
_FAR = 12  # pieces before and after that can say that it was a match
_REPORT = 40  # pieces after a result, in which the scorers are named

NO_NUMBER, NO_RANK, NO_AMOUNT, NO_COUNT, NO_LENGTH = (
    Judgement[Case, str | bool]("numbers", name, Case.offsets, rows=rows_on(name))
    for name in ("no number", "no rank", "no amount", "no count", "no length")
)


def rejected(case: Case) -> str | bool | None:
    """What the amount is instead of a number: a name where the next may hang on it, else True; None of a number."""
    verdict = NO_NUMBER.first(case)
    if case.amount.form == "ordinal":
        return verdict or NO_RANK.first(case)
    verdict = verdict or NO_AMOUNT.first(case)
    if case.amount.form == "article":
        return verdict or NO_LENGTH.first(case)
    return verdict or (None if case.amount.unit else NO_COUNT.first(case))


@NO_NUMBER.rule("a phrase")
def _phrase(case: Case) -> bool:
    """``the Group of 77``, ``ground zero``, ``second-in-command``: a phrase around the number."""
    words, amount = case.words, case.amount
    last = case.tokens.lows[amount.number_end - 1]
    if last not in words.idioms.words and last not in words.named.words:  # as most are
        return False
    if amount.form == "digits" and amount.scale > 1:  # 3M phones, $3M, rose to 3M, but "3M shares fell" has the firm
        counted = case.tokens.is_plural(amount.end) and not case.has(amount.end + 1, "moving")
        moved = case.has(amount.start - 1 - (case.before in ("to", "by")), "moving")
        if counted or moved or amount.unit or words.compared_before.before(case.tokens, amount.start):
            return False
    places = range(max(0, amount.number - 3), amount.number_end)
    found = (words.idioms.at(case.tokens, place) or words.named.at(case.tokens, place) for place in places)
    return any(phrase and phrase[1] >= amount.end for phrase in found)


@NO_NUMBER.rule("a date")
def date(case: Case) -> str | None:
    """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``, ``July 24/25``."""
    amount = case.amount
    if amount.form == "fraction" and case.tokens.raws[amount.number + 1] == "/":
        days = case.after != "of" and amount.unit is None and amount.value < 1  # In May 2/3 of them left
        return "date" if days and (_month_before(case) or _month_after(case)) else None
    plain = amount.unit is None and amount.form in ("digits", "ordinal")
    if not plain or not _DAY_OR_YEAR.fullmatch(case.literal):
        return None
    day, year = amount.value <= _LAST_DAY, _FIRST_YEAR < amount.value < _LAST_YEAR
    if (_month_before(case) and (day or year)) or (day and _month_after(case)):
        return "date"
    between = case.since_last()  # the rest of a date: May 4, 2019, April 20-21
    in_range = len(between) == 1 and between[0] in RANGE
    goes_on = case.verdict == "date" and (day if in_range else year and between in ([], [","]))
    return "date" if goes_on else None


def _month_before(case: Case) -> bool:
    """``May 4``, ``Sept. 4``, ``MAY the 4th``; not ``may 4``."""
    tokens, place = case.tokens, case.amount.start
    place -= tokens.lows[place - 1] == "the"
    place -= tokens.lows[place - 1] == "."
    month = tokens.raws[place - 1]
    return month.capitalize() in case.words.sets["months"] and month not in case.words.sets["doubtful_months"]


def _month_after(case: Case) -> bool:
    """``4 May``, ``1-3 May``, ``the 4th of July``."""
    tokens, place = case.tokens, case.amount.end
    place += 2 * (tokens.lows[place] in RANGE and tokens.raws[place + 1].isdecimal())
    place += tokens.lows[place] == "of"
    month = tokens.raws[place]
    return month.capitalize() in case.words.sets["months"] and not month.islower()


@NO_AMOUNT.rule("letters after it")
def _letters_after(case: Case) -> bool:
    """``3D``, ``the 4-H hall``: something tied to it that is no unit."""
    place = case.amount.number_end
    letter = case.tokens.raws[place + 1]
    tied = case.tokens.lows[place] == "-" and len(letter) == 1 and letter.isupper() and case.tokens.glued(place + 1)
    return tied or case.amount.glued != ""


@NO_AMOUNT.rule("a code with zeros")
def _zeros(case: Case) -> bool:
    """``007``; not ``2hr 03min``."""
    coded = case.literal[0] == "0" and _CODED.fullmatch(case.literal) is not None
    return coded and case.amount.kind != "duration"


@NO_AMOUNT.rule("tied to what is before it")
def _tied(case: Case) -> bool:
    """``G20``, ``AK-47``, ``Covid-19``, ``'90s``, ``high-five``: a part of a word."""
    tokens, first = case.tokens, case.amount.start
    before = tokens.raws[first - 1]
    if not before or not tokens.glued(first):
        return False
    if before in (*HYPHENS, "−"):
        return _makes_name(case, first - 2)
    if case.amount.form not in ("digits", "fraction"):
        return False
    if before in APOSTROPHES or before == "‘":
        return len(case.literal) == 2 and not tokens.glued(first - 1)
    if before == "/":
        return not (tokens.is_literal(first - 2) or (case.last and case.last.unit and case.last.end == first - 1))
    return before[-1].isalnum() or before in ".\\_#"


def _makes_name(case: Case, place: int) -> bool:
    """Whether the word there makes a name of what is hyphened to it: ``AK-47``, ``s-1``; not ``5kg-7kg``."""
    tokens, prefix = case.tokens, case.tokens.raws[place]
    if not prefix[-1:].isalpha():
        return False
    if prefix.lower() in case.words.sets["name_prefixes"]:
        return True
    if case.amount.form not in ("digits", "fraction"):
        return False
    hyphen = tokens.raws[place - 1] in HYPHENS
    measured = tokens.glued(place) and tokens.is_literal(place - 1 - hyphen)
    return not prefix.islower() or (len(prefix) < 3 and not measured)


@NO_AMOUNT.rule("tied to digits that are none")
def _goes_on(case: Case) -> bool:
    """``Boeing 737-800``, ``No. 22-1234``, ``pages 10-12``."""
    tied = bool(case.verdict) and case.tokens.glued(case.amount.start) and case.before in (*HYPHENS, "–", "/", "+")
    return tied and (case.last.end if case.last else 0) == case.amount.start - 1


@NO_AMOUNT.rule("the number of a house")
def _house(case: Case) -> bool:
    """``22 Baker Street``, ``9 Rue Lepic``, ``32 W. Bridge St``."""
    digits = case.amount.form == "digits"
    return digits and case.words.houses.match(case.tokens.text, case.offsets()[0]) is not None


@NO_COUNT.rule("the pronoun one")
def pronoun(case: Case) -> bool:
    """``this one``, ``one another``, ``one's own``, ``a one-off``, ``one – or``; not ``only one``, ``one in 200``."""
    sets, lows, number, after = case.words.sets, case.tokens.lows, case.amount.number, case.after
    before, place = lows[number - 1], case.amount.end
    if case.literal.lower() != "one" or case.amount.number_end > number + 1:
        return False
    owns = after in APOSTROPHES and lows[place + 1] == "s"
    if owns or after in ("of", "another"):
        return after != "of" or case.before in sets["one_never_of"]
    sole = before == "only" and lows[number - 2] == "the"  # the only one who
    low = lows[place + 1]
    counted = low in case.words.cardinal or low in ("a", "every") or case.tokens.is_literal(place + 1)
    if (not sole and before in sets["one_surely"]) or (counted and after in _JOINED):
        return False
    if after in HYPHENS and case.tokens.glued(place):
        return case.has(place + 1, "one_hyphen")
    if before in HYPHENS and lows[number - 4] == "one":  # one-on-one
        return True
    if before in sets["one_after"] or before in sets["one_ranked"] or after in sets["one_before"]:
        return True
    breaks_off = not counted and after in ("—", *DASHES) and case.tokens.raws[place + 1].islower()
    return (breaks_off or after in _STOPS) and before != "" and before not in sets["one_listed"]


@NO_COUNT.rule("a year")
def year(case: Case) -> str | bool:
    """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts; "years" where more may follow."""
    amount, sets = case.amount, case.words.sets
    if not _YEAR.fullmatch(case.literal):
        return False
    if case.verdict == "years":
        return True
    tokens, place = case.tokens, amount.end + 1
    joined = case.after in RANGE and _YEAR.fullmatch(tokens.raws[place]) and not tokens.is_plural(place + 1)
    if joined and (tokens.lows[place + 1] == ")" or case.before in ("from", "between")):
        return "years"  # between 1261 and 1265, Averroes (1126-1198)
    if case.before in sets["counted_before"]:
        return False
    is_labelled = case.before in sets["year_before"]
    if amount.value < _FIRST_SURE_YEAR:
        return is_labelled and not case.tokens.is_plural(amount.end)
    return is_labelled or case.after not in sets["counted_people"]


@NO_COUNT.rule("a label")
def label(case: Case) -> str | None:
    """``page 5``, ``No. 5``, ``train no 12345``, ``Routes 5 and 10``: "label", or "labels" where more may follow."""
    if case.amount.scale > 1:
        return None
    if case.verdict in ("label", "labels"):  # sections 302 and 307, s. 4(2)
        between, listed = case.since_last(), _LISTED if case.verdict == "labels" else _EITHER
        first, glued = case.amount.start, case.tokens.glued
        verse = between == [":"] and glued(first) == glued(first - 1)  # Isaiah 45:1, Isaiah 45 : 1
        if between[-1:] == ["("] or verse or between in listed:
            return str(case.verdict)
    return _abbreviated(case) or _named(case)


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


@NO_COUNT.rule("a mark of a list")
def _list_mark(case: Case) -> bool:
    """``1.``, ``2)`` or ``3-`` where a line begins, and ``4`` alone on one; ``He said: 1. Vote. 2. Leave.``"""
    text, start = case.tokens.text, case.tokens.starts[case.amount.number]
    line = text.rfind("\n", max(0, start - _SET_IN - 1), start) + 1
    found = _ITEM.match(text, line) if start - line <= _SET_IN else None
    if found and found.start(1) == start:
        return True
    if not _INLINE.match(text, start - 2):
        return False
    before_or_after = rf"\s(?:{case.amount.value - 1}|{case.amount.value + 1})[.)]\s"
    return re.search(before_or_after, text[max(0, start - _LIST) : start + _LIST]) is not None


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


IN_NAME, RANK_IN_NAME, LENGTH_OF_RATE, AGE_OF_PERSON = (
    Judgement[Mention, bool]("numbers", name, Mention.offsets, rows=RowTable("numbers", name, Mention.place, FACTS))
    for name in ("part of a name", "rank in a name", "length of a rate", "the age of a person")
)
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
    """``the Big Four firms``, ``she chose The Five``: capitals that no sentence's start or headline asks for."""
    tagged, first, after = mention.tagged, mention.start, mention.after
    if not tagged.words[first][:1].isupper() or not tagged.words[first - 1].isalpha():
        return False
    capitals = (tagged.words[at][:1].isupper() and tagged.tags[at] in PROPER for at in (after, first - 1))
    if tagged.lows[first - 1] != "the" and not any(capitals):
        return False
    around = (*range(first - 3, first), *range(after, after + 3))
    return any(tagged.words[place].islower() and tagged.tags[place][:2] in _CONTENT for place in around)


@IN_NAME.rule("digits after a name")
def _after_name(mention: Mention) -> bool:
    """``iPhone 14``, ``Guccifer 2.0``: bare digits right after a proper noun that is no person, place or date.

    Not ``at Toyota 2 million cars``, nor ``Acme 30.4 1.1``, of a table.
    """
    case, tagged, place = mention.case, mention.tagged, mention.start - 1
    version = _VERSION.fullmatch(case.literal) and tagged.words[mention.after][:1] not in "+-0123456789"
    if not (case.literal.isdecimal() or version) or case.amount.scale > 1 or tagged.tags[place] not in PROPER:
        return False
    return len(tagged.words[place]) > 1 and tagged.labels[place] in _THINGS and not _in_score(mention)


@IN_NAME.rule("the same name and number again")
def _stands_again(mention: Mention) -> bool:
    """``Debian 13``: digits after a word with a capital, both of which the article has more than once."""
    case, word, tag = mention.case, mention.tagged.words[mention.start - 1], mention.tagged.tags[mention.start - 1]
    if word == word.lower() or not word.isalnum() or tag in _FUNCTIONS or not case.literal[0].isdecimal():
        return False
    return case.tokens.text.count(f"{word} {case.literal}") > 1 and not _in_score(mention)


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


def with_age_of_person(case: Case, tagged: TaggedText) -> Amount:
    """The amount, an age where the words around it say so of a person: ``Ana Roe is 79``."""
    amount = case.amount
    if amount.unit or amount.kind != "cardinal" or amount.upper is not None or amount.value not in _AGES:
        return amount
    told = AGE_OF_PERSON.first(Mention(case, tagged, *tagged.span(*case.offsets())))
    return amount._replace(kind="age", unit="year") if told else amount


def without_shirts(amounts: Iterable[Amount], tokens: Tokens, tagged: TaggedText) -> list[Amount]:
    """The amounts without shirts' numbers; what else stands in brackets after a person is an age: ``Ana Roe (12)``."""
    kept, result = [], -_REPORT
    for amount in amounts:
        result = amount.end if amount.kind == "ratio" else result
        place = amount.start - 1
        bracketed = amount.form == "digits" and (tokens.lows[place], tokens.lows[amount.end]) == ("(", ")")
        bare = bracketed and amount.value in _AGES and amount.upper is None is amount.unit
        named = bare and tagged.labels[tagged.at(tokens.starts[place]) - 1] == "PERSON"
        if not named and not (bare and tokens.has(place - 1, "age_nouns")):
            kept.append(amount)
            continue
        around = tokens.lows[max(0, amount.start - _FAR) : amount.end + _FAR]
        if tokens.words.sets["positions"].isdisjoint(around):
            played = amount.start - result <= _REPORT or not tokens.words.sets["matched"].isdisjoint(around)
            kept.append(amount if played else amount._replace(kind="age", unit="year"))
        else:
            note(Decision("numbers", "no count", "a shirt's number", *amount.offsets(tokens), True))
    return kept
