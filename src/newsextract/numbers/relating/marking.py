"""Marks each amount: its comparator (more than 10, 36+), whether it is an age, or the size of a rise or fall.

Many of the rules are rows of models/rules/numbers/rules.jsonl; here is what a row cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsextract.numbers.amounts.amount import Amount, Case, Pair, rows_on
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text import APOSTROPHES, ARTICLES, BREAK, HYPHENS, MINUS
from newsextract.records.record import Change
from newsextract.rules.judgement import Judgement

AGE: Judgement[Case, bool] = Judgement("numbers", "an age", Case.offsets, rows=rows_on("an age"))

_OF_BABIES = ("month", "week", "day")
_OLDEST = 120
_OLDEST_NAMED = 106
_FEWEST_NAMED = 3
_MOST_TO_AGE = 8  # pieces from a word for a child to its age
_BRACKETED = 6  # pieces in brackets after a name
_STOPS = {",", ".", ";", ")", "–", "—", BREAK, ""}
_LISTED = (",", "and", "or", "( now", ", now", "( then")
_ANDS = ("and", ",", "but", ", but", ", and")
_MOST = 3  # comparators before one number: "as high as roughly"
_FAR = 6  # pieces between a verb of rising and its number
_OBJECT = 20  # pieces between it and "by", with an object
_WHEN = 6  # pieces after "than" in which a time is named
_YEAR = re.compile(r"(?:19|20)\d\d")
_MANY = 1000  # so many are no heads, and no Boeing
_NOUN = 4  # pieces in which the noun before "of" is named
_MEASURES = ("percent", "money", "quantity")
_ENDS = ("", ".", ",", ";", BREAK)


def with_age(case: Case) -> Amount:
    """The amount, an age where it is one."""
    amount, of_age = case.amount, _is_of_age(case)
    if amount.unit in _OF_BABIES:
        return amount._replace(kind="age") if AGE.first(case) else amount
    if amount.unit and not (amount.unit == "year" and of_age):
        return amount
    if not 0 < amount.value <= _OLDEST or not (amount.is_whole or of_age) or not AGE.first(case):
        return amount
    aged = amount._replace(kind="age", unit="year")
    if not of_age and case.before != "age":
        return aged
    place = amount.start - 1 - (case.before != "age")
    place -= case.tokens.lows[place - 1] == "the"
    found = case.words.compared_before.before(case.tokens, place)  # under the age of 5, under age 18
    return aged._replace(comparator=found[0], start=found[1]) if found and found[0] else aged


@AGE.rule("the age of")
def _is_of_age(case: Case) -> bool:
    """``at the age of 19``, ``at the age of only 39``."""
    place = case.amount.start - 1
    place -= case.has(place, "old_adverbs")
    return case.tokens.lows[place] == "of" and case.has(place - 1, "aged")


@AGE.rule("or older")
def _is_compared(case: Case) -> bool:
    """``45 or older``, ``younger than 50``."""
    return not {"older", "younger"}.isdisjoint(case.tokens.lows[case.amount.start : case.amount.end])


@AGE.rule("listed after an age")
def _is_listed(case: Case) -> bool:
    """``aged 4, 7 and 11``, ``aged 5 and 7 (now 11 and 13)``; not ``aged 4, and 7 others``."""
    last, amount = case.last, case.amount
    if last is None or last.kind != "age" or last.end > last.number_end or amount.unit:
        return False
    between = " ".join(case.tokens.lows[last.end : amount.start])
    return between in _LISTED and (case.after in _STOPS or case.after in ("and", "or", "("))


@AGE.rule("after a name")
def _is_after_name(case: Case) -> bool:
    """``Maria Lopez, 34,``, ``Ana Cruz (D-Ohio), 61,`` and ``the driver, 27,``, ``Harold, then 8,``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.start
    place -= case.has(place - 1, "old_adverbs")
    listed = tokens.lows[place - 1] == ";" and case.last is not None and case.last.kind == "age"
    if case.after not in _STOPS or not (listed or tokens.lows[place - 1] == ","):
        return False
    full = tokens.raws[place - 2].istitle() and tokens.raws[place - 3].istitle()
    if case.amount.unit:
        return case.after == "," and full
    young = not sets["young"].isdisjoint(tokens.lows[max(0, place - _MOST_TO_AGE) : place])  # a son called Bo, 2
    if not (0 if young or (full and case.after == ";") else _FEWEST_NAMED) < case.amount.value <= _OLDEST_NAMED:
        return False
    name = _named_before(case, place - 2)
    named = name[:1].isupper() and not name.isupper() and name not in sets["months"]
    return named or name in sets["age_nouns"]


def _named_before(case: Case, place: int) -> str:
    """The word to look at for a name that ends at ``place``: past brackets, ``Jr.`` and a hyphenated end."""
    tokens = case.tokens
    if tokens.raws[place - 1] == "-" and tokens.raws[place - 2][:1].isupper():  # Min-jun, 44, but not a co-star, 46,
        return tokens.raws[place - 2]
    if tokens.raws[place - 1] in ("Jr", "Sr"):
        return tokens.raws[place - 1]
    if tokens.raws[place] != ")":
        return tokens.raws[place]
    inside = tokens.raws[max(0, place - _BRACKETED) : place]
    return tokens.raws[place - len(inside) + inside.index("(") - 1] if "(" in inside else ""


@AGE.rule("she is 35")
def _is_old(case: Case) -> bool:
    """``she is 35``, ``who was 10.``, ``the twins turned 40``, ``will be 30 by``, ``she's 9``, ``you're 17``."""
    tokens, sets, place = case.tokens, case.words.sets, case.amount.start - 1
    place -= case.has(place, "old_adverbs")
    verb = tokens.lows[place]
    if case.amount.unit or not (case.has(case.amount.end, "old_before") or tokens.opens_line(case.amount.end)):
        return False
    if tokens.lows[place - 1] in APOSTROPHES:
        more = verb == "re" and tokens.lows[max(0, place - 2)] in ("they", "you", "we")
        return more or case.has(place - 2, "old_subjects")
    said = not sets["old_subjects"].isdisjoint(tokens.lows[max(0, place - 2) : max(0, place)])  # she will be 30
    return verb in sets["turning"] or (verb in sets["old_verbs"] and said)


# Asked of an amount with a comparator right before it. Most of its rules are rows of models/rules/numbers/rules.jsonl.
COMPARES_NOTHING: Judgement[Case, bool] = Judgement(
    "numbers", "compares nothing", Case.offsets, rows=rows_on("compares nothing")
)


def with_comparator_before(case: Case) -> Amount:
    """The amount with ``more than``, ``as high as roughly`` before it: of several, the one next to it counts."""
    amount = case.amount
    is_compared = amount.comparator not in ("=", "~")
    for _ in range(_MOST):
        found = case.words.compared_before.before(case.tokens, _over_further(case, amount.start))
        if found is None or found[0] is None:
            return amount
        length = case.amount.form == "article" and case.before != "within"  # 21 percent less than a year earlier
        if case.last and case.last.start < found[1] < case.last.end + length:  # $5 or so a year
            return amount
        plain = found[1] == amount.start - 1 or case.tokens.lows[found[1] : amount.start] == ["up", "to"]
        if plain and COMPARES_NOTHING.first(case._replace(amount=amount)):
            return amount
        amount = amount._replace(comparator=amount.comparator if is_compared else found[0], start=found[1])
        is_compared = True
    return amount


def _over_further(case: Case, place: int) -> int:
    """The place of what stands between a comparator and its number, or this place: ``up to a further 40``."""
    lows = case.tokens.lows
    if lows[place - 1] == "of" and case.has(place - 2, "dimensions"):  # up to a speed of 90 km/h
        whole = place - 2 - (lows[place - 3] in ARTICLES)
        return whole if lows[max(0, whole - 2) : whole] == ["up", "to"] else place
    before = place - case.has(place - 1, "compared_further")
    whole = before - (lows[before - 1] in ARTICLES)
    found = case.words.compared_before.before(case.tokens, whole)
    if whole == before or before < place or found is None:
        return whole
    sets, phrase = case.words.sets, " ".join(lows[found[1] : whole])
    loose = case.amount.kind in ("percent", "ratio", "duration")  # about a 10 % fall, about a two-hour drive
    share = loose and phrase in sets["compared_over_share"]
    measured = case.amount.unit is not None and case.amount.kind != "age" and phrase in sets["compared_over"]
    return whole if share or measured else place


@COMPARES_NOTHING.rule("a rise to a level")
def _is_raised(case: Case) -> bool:
    """``ticked up to 4%``, ``shot up to 46%``: a verb whose "up" it is."""
    place = case.amount.start - 1
    verb = case.words.change_before.before(case.tokens, place) if case.before == "to" else None
    return verb is not None and verb[1] < place - 1 and case.tokens.lows[place - 1] == "up"


def with_comparator_after(case: Case) -> Amount:
    """The amount with ``or more``, ``36+``, ``20-odd`` after it."""
    tokens, words, amount = case.tokens, case.words, case.amount
    found = words.compared_after.at(tokens, amount.end)
    if found is None or tokens.lows[found[1]] == "than":
        return amount
    sign = words.money_before.at(tokens, found[1])
    place = sign[1] if sign else found[1] + (tokens.lows[found[1]] in ARTICLES)
    low = tokens.lows[place]
    if tokens.is_literal(place) or low in words.cardinal or low in words.fraction:
        return amount  # two months and more than 40 fires, and below a half
    if tokens.lows[found[1] - 1 : found[1] + 1] == ["up", "to"]:  # 90 km/h and up to 110 km/h
        return amount
    if case.after == "plus" and (amount.unit or tokens.raws[amount.end].istitle()):  # $500 plus costs, Note 10 Plus
        return amount
    return amount._replace(comparator=found[0], end=found[1])


def bounded(pair: Pair) -> Amount | None:
    """``more than 10 and less than 20``: the two ends of one range, made one; None of other amounts."""
    last, amount = pair.last, pair.amount
    if pair.between not in _ANDS:
        return None
    low, high = (last, amount) if last.comparator[0] == ">" else (amount, last)
    if low.comparator[0] != ">" or high.comparator[0] != "<" or low.value >= high.value:
        return None
    unit, kind = amount.unit, amount.kind
    return last._replace(value=low.value, upper=high.value, comparator="=", unit=unit, kind=kind, end=amount.end)


def shared_marks(pair: Pair) -> tuple[Amount, Amount]:
    """Both amounts; of two that say one thing ("190 points, or 0.6%") each with the change of either."""
    last, amount, between = pair.last, pair.amount, pair.between
    listed = between == "and" and amount.is_share  # fell 1% and 35 points
    if not amount.unit or not (listed or between in ("(", "/", ", or", "or")):
        return last, amount
    ends = pair.tokens.lows[amount.end] in (",", ")") and not amount.signed  # seven cents, or 4 per cent, higher
    first = last._replace(change=last.change or amount.change) if ends else last
    return first, amount._replace(change=amount.change or last.change)


CHANGE: Judgement[Case, Change] = Judgement("numbers", "rise or fall", Case.offsets)


def _is_measure(case: Case) -> bool:
    return case.amount.kind in _MEASURES or (case.amount.form == "fraction" and case.amount.scale == 1)


@CHANGE.rule("by its sign")
def _by_sign(case: Case) -> Change | None:
    """``Dow +0.2%``, ``FTSE -0.6%``; not ``a yield of -0.6%``."""
    if not case.amount.signed or case.amount.kind != "percent" or case.before in ("of", "to", "at"):
        return None
    sign = case.tokens.lows[case.amount.number - 1]
    return "up" if sign == "+" else "down" if sign in MINUS else None


@CHANGE.rule("more or less than")
def _than(case: Case) -> Change | None:
    """``a third less``, ``20 fewer cars``, ``300 more than a year ago``; not ``5 % more than Acme``."""
    change, place, lows = case.words.change_than.get(case.after), case.amount.end, case.tokens.lows
    if change is None or lows[place + 1] == "likely":
        return None
    near = lows[place + 1 : place + 2 + _NOUN]
    if "than" not in near or not all(map(str.isalpha, near[: near.index("than")])):
        return change if (_is_measure(case) and case.amount.kind != "money") or case.after == "fewer" else None
    than, sets = place + 1 + near.index("than"), case.words.sets
    whens = sets["calendar"] | sets["than_when"] | sets["months"] | sets["weekdays"]
    said = {*case.tokens.raws[than + 1 : than + 1 + _WHEN], *lows[than + 1 : than + 1 + _WHEN]}
    return change if not whens.isdisjoint(said) or any(map(_YEAR.fullmatch, said)) else None


@CHANGE.rule("a word after it")
def _word_after(case: Case) -> Change | None:
    """``a 5 % rise``, ``2 per cent annual growth``, ``5 % higher``, ``a 25-point cut``, ``sales are 5 % down``."""
    tokens, words, place = case.tokens, case.words, case.amount.end + (case.after == "-")
    low = tokens.lows[place]
    if not _is_measure(case):  # a 530,000 drop
        many = case.amount.kind == "cardinal" and case.amount.value >= _MANY and case.before in (*ARTICLES, "the", "s")
        return words.change_noun.get(low) if many else None
    nouns = _nouns(case)
    if low in nouns:
        return nouns[low]
    if case.amount.is_share and low in ("up", "down") and case.has(place + 1, "moved_before"):
        return "up" if low == "up" else "down"
    parted = low in words.sets["change_parted"] or not low.isalpha()
    return None if parted else nouns.get(tokens.lows[place + 1])


def _nouns(case: Case) -> dict[str, Change]:
    """The nouns that tell of a rise or fall of the amount: more of them where it is a share ("a gain of 5 %")."""
    return case.words.change_share if case.amount.is_share else case.words.change_noun


@CHANGE.rule("a noun before it")
def _noun_before(case: Case) -> Change | None:
    """``a rise of 5 %``, ``a gain of 2 points``, ``a drop in the value of just 6 %``; not ``a gain of $5``."""
    nouns, lows = _nouns(case), case.tokens.lows
    last = case.amount.start - 2 - case.has(case.amount.start - 1, "change_between")  # an increase of just 5 %
    if lows[last + 1] != "of":
        return None
    place = last
    while lows[place].isalpha() and lows[place] not in ("in", *nouns) and place > last - _NOUN:
        place -= 1
    return nouns.get(lows[place - 1 if lows[place] == "in" else last])


@CHANGE.rule("a verb before it")
def _verb(case: Case) -> Change | None:
    """``rose by 5 %``, ``up another 58 points``; not ``up from 2``."""
    tokens, words, amount = case.tokens, case.words, case.amount
    place = amount.start
    if case.before in ARTICLES and not HYPHENS.isdisjoint((tokens.lows[amount.number_end], case.after)):
        return None  # dropped a 500-pound bomb, pulled up a 3km-long core
    for _ in range(_FAR):
        found = words.change_before.before(tokens, place)
        if found:
            (change, measures_only), start = found
            levels = words.sets["levels_up" if change == "up" else "levels_down"]  # rose above $100: what was reached
            compared = " ".join(tokens.lows[amount.start : amount.number]) + " "
            is_level = any(compared.startswith(f"{level} ") for level in levels)
            if place == amount.start and (is_level or _is_object(case)):
                return None
            return change if _counts(case, start, measures_only) else None
        average = tokens.lows[max(0, place - 2) : place] == ["average", "of"]  # will rise by an average of 13 %
        if not average and tokens.lows[place - 1] not in words.sets["change_between"]:
            return None
        place -= 1 + average
    return None


def _is_object(case: Case) -> bool:
    """``dropped two assault charges``, ``eight of ten games``: what one drops, and no fall."""
    amount = case.amount
    counts = amount.kind == "cardinal" and amount.form != "fraction" and amount.comparator == "="
    if case.after == "of" and (counts or amount.kind == "quantity"):
        return True
    after = range(case.amount.end, case.amount.end + _NOUN)
    end = next((at for at in after if case.tokens.is_plural(at)), None)
    return end is not None and case.has(end, "dropped")


def _counts(case: Case, start: int, measures_only: bool) -> bool:
    """Whether the verb that begins at ``start`` can change such an amount: one gains many other things."""
    sets, amount, word = case.words.sets, case.amount, case.tokens.lows[start]
    if word in sets["margins"] and case.before == "by":  # she lost by 17 points
        return False
    if amount.unit == "point" and word.startswith("add") and not sets["tallies"].isdisjoint(case.tokens.kinds):
        return False  # she added 15 points and nine rebounds
    if word in ("up", "down"):
        moved = _is_measure(case) or not case.tokens.lows[start - 1].isalpha() or case.has(start - 1, "counts_moved")
        return moved and not case.has(start - 1, "particle_verbs")
    coin = amount.unit in case.words.coins or word not in sets["coin_verbs"]
    return not measures_only or amount.is_share or (amount.kind == "money" and coin)


@CHANGE.rule("a verb with an object")
def _with_object(case: Case) -> Change | None:
    """``cut its costs by $5m``, ``raised rates by an additional 25 basis points``: the verb, its object, "by"."""
    tokens, place = case.tokens, case.amount.start - 1
    while case.has(place, "change_between") and tokens.lows[place] != "by":  # by an additional 2 %
        place -= 1
    by = tokens.lows[place] == "by" or case.amount.unit == "basis point"  # cut rates 50bp
    if not by or not (_is_measure(case) or case.after == "times"):
        return None
    place -= tokens.lows[place - 1] == ","  # fell for a third month, by 2 %
    for before in range(place - 1, max(-1, place - _OBJECT), -1):
        low = tokens.lows[before]
        change = case.words.change_by.get(low)
        if change:
            return None if case.has(before - 1, "particle_verbs") else change  # backed up by another $5 million
        if low in case.words.sets["margins"] or low in case.words.sets["new_clauses"]:
            return None
        if not low.isalpha() and low not in (*HYPHENS, ",", "'", "’"):
            return None
    return None


@CHANGE.rule("once more, elsewhere or at another time")
def _again(case: Case) -> Change | None:
    """``fell 3% in May and 5% in June``, ``shed 3% in volume and 5% in value``, ``Acme lost 3% and Bexco 5%``.

    Also ``rose by 5.81 per cent, banks by 1.15 per cent``.
    """
    last, amount, tokens = case.last, case.amount, case.tokens
    if last is None or last.change is None or last.unit != amount.unit or not _is_measure(case):
        return None
    if case.before == "by":
        return last.change
    between = tokens.raws[last.end : amount.start]
    plain = all(raw.lower() in case.words.sets["change_when"] or not raw.islower() for raw in between)
    if case.before != "and":
        return last.change if plain and case.after in _ENDS and between[:1] == ["and"] else None
    alike = case.after == between[0] and len(between) <= _FAR
    return last.change if (alike or plain) and case.has(amount.end, "change_when") else None


def marked(amounts: Iterable[Amount], tokens: Tokens) -> list[Amount]:
    """The amounts, given in text order, marked; two bounds of one value ("over 10 and under 20") become one."""
    done: list[Amount] = []
    for bare in amounts:
        amount = _marked(Case(tokens, bare, done[-1] if done else None))
        pair = Pair(tokens, done[-1], amount) if done else None
        if pair is None:
            done.append(amount)
        elif one := bounded(pair):
            done[-1] = one
        else:
            done[-1:] = shared_marks(pair)
    return done


def _marked(case: Case) -> Amount:
    """The amount with its comparator, as an age where it is one, and with its change."""
    if case.amount.form == "ordinal":
        return case.amount
    case = case._replace(amount=with_comparator_after(case))
    case = case._replace(amount=with_comparator_before(case))
    if case.amount.kind == "ratio":
        return case.amount
    aged = with_age(case)
    change = None if aged.kind in ("age", "duration") else CHANGE.first(case)
    return aged._replace(change=change) if change else aged
