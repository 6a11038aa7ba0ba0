"""Finds what a number with a unit measures: what it is of, what it describes, or its subject."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, PROPER, VERBS
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.bearers import Bearers
from newsextract.numbers.concepts.clauses import STOPS
from newsextract.numbers.concepts.complements import Complements
from newsextract.numbers.concepts.noun_phrases import NounPhrases, is_sized
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.concepts.told import Told
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import NAMES, PLACES, TIMES, TaggedText
from newsextract.numbers.text.tokens import Tokens

_ANEW = (["("], ["["], ["(", "now"], ["/"], [",", "or"], ["or"], [",", "or", "about"])
_BEING = {"be", "been", "is", "was", "are", "were"}
_NEAR = 8  # words between a verb of moving and the level
_JOINERS = {",", ";", "and", "then"}
_FAR = 40  # words from a share back to "Of its people,"
_PARTED = ("of", "among")
_OPENING = {",", ".", "CC", "WRB", "``"}


class Measures:
    """What the measures of one article are of."""

    def __init__(
        self,
        tokens: Tokens,
        tagged: TaggedText,
        phrases: NounPhrases,
        subjects: Subjects,
        complements: Complements,
        bearers: Bearers,
        words: Lexicon,
    ) -> None:
        """``words``: the nouns of change ("a 5 % rise in prices" measures prices), of levels and of ages."""
        self._tokens, self._tagged, self._phrases, self._words = tokens, tagged, phrases, words
        self._subjects, self._complements, self._bearers = subjects, complements, bearers

    def of(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        tagged, sets = self._tagged, self._words.sets
        between = tagged.lows[told.behind : start]
        if told.concept and between in _ANEW:  # seven miles (11 km), 190 points, or 0.6%
            return told.concept
        level = told.level.amount if told.level.behind == told.behind else None
        if level and level.kind == amount.kind == "money" and between == ["("]:
            return None  # 100 yen ($1)
        inside = next((word for word in tagged.lows[start:behind] if word in sets["dimensions"]), None)
        if inside:  # up to a speed of 90 km/h
            return inside
        bounded = tagged.lows[start - 1] == "age" and tagged.lows[start - 2] in sets["age_bounds"]
        if amount.kind == "age" and (bounded or tagged.lows[start - 1] in sets["age_groups"]):
            return self._subjects.nearest(start - 2 * bounded)  # teenagers under age 18, children under 12
        named = tagged.labels[start - 3] == "PERSON" and tagged.lows[start - 2] == ","
        named &= tagged.labels[behind] != "PERSON"
        clause = tagged.lows[start - 1] == "the" and tagged.lows[behind] != ","  # Taught by Ann Roe, the 57-year-old
        named &= not (clause and self._opens(start - 3))
        if amount.kind == "age" and named and tagged.tags[start - 1] == "DT":  # Ann Roe, a 57-year-old miner
            return self._subjects.nearest(start - 1)
        place = self._described_place(behind)
        is_bare_age = amount.kind == "age" and behind == start + 1
        apart = is_bare_age and tagged.lows[start - 1] == ","  # Ann Roe, 38 driver Jo Poe, 41
        described = self._phrases.span(place) if not apart and self._describes(amount, start, place) else None
        if described and not self._is_label(described[1]):
            return self._described(amount, start, *described)
        if amount.kind == "age" and tagged.tags[start - 1] in DETERMINERS:  # Ann Roe, a 34-year-old
            apposed = tagged.lows[start - 2] == "," and not self._opens(start - 3)
            if tagged.lows[start - 1] == "the" and tagged.tags[start - 2] != "IN" and not apposed:
                return self._bearers.spoken_of(start)
            return self._subjects.nearest(start - 1) if apposed else None
        return self._measured_in_words(amount, start, behind, told)

    def _measured_in_words(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """What the words around a measure name, of measures in a list the same; else its subject."""
        part = amount.kind == "percent"  # the backing of 46 % of voters
        near = amount.kind == "quantity" and self._tagged.lows[start] == "within"  # homes within 600 feet of it
        part |= amount.kind in ("duration", "quantity") and self._tagged.lows[behind] == "of"  # a lot of 5 tons of rice
        phrase = (
            self._changed(start, behind)
            or (self._subjects.changed(start) if amount.change else None)
            or (self._held(amount, start, behind) if part and not near else None)
            or self._subjects.named(start, told.concept)
            or (self._held(amount, start, behind) if not near else None)
        )
        between = self._tagged.lows[told.behind : start]
        if not phrase and amount.kind == "money" and self._is_further(told, start):
            return None
        listed = 0 < len(between) < 3 and _JOINERS.issuperset(between)
        listed &= between != [","] or self._tagged.lows[behind] not in self._words.sets["apart"]
        return phrase or (told.concept if listed else self._measured(amount, start, behind))

    def _is_further(self, told: Told, start: int) -> bool:
        """``seized 240 rounds of ammunition and $5``: the last in a list of things, and of none of them."""
        tags, level = self._tagged.tags[told.behind : start], told.level
        counts = level.amount is not None and level.amount.kind == "cardinal" and level.behind == told.behind
        return counts and tags[-1:] == ["CC"] and len(tags) < _NEAR and tags[0] in NOUNS

    def _opens(self, noun: int) -> bool:
        """Whether the phrase that ends here says when or where: ``In the final, the 19-year-old``."""
        tagged, before = self._tagged, self._phrases.before(self._phrases.begins(noun, 0), 0)
        return tagged.tags[before] == "IN"

    def _described_place(self, behind: int) -> int:
        """Where the noun may stand that a measure describes: ``30-day truce``, ``40m (131ft)-long wall``."""
        tagged = self._tagged
        place = self._closed(behind + 1) if tagged.lows[behind] == "(" else behind
        if tagged.lows[behind] == "," and behind + 1 in self._phrases.covered and tagged.tags[behind - 2] == "HYPH":
            return behind + 1  # a four-year, $212 million deal
        place += tagged.lows[place] == "-" or tagged.tags[place] == "POS"  # 10 years' experience
        return place + is_sized(tagged, place, self._words)

    def _is_label(self, noun: int) -> bool:
        """``Locals: $5 Guests: $9``: what is told of the next amount."""
        return self._tagged.lows[noun + 1] == ":" and noun + 2 in self._phrases.covered

    def _closed(self, place: int) -> int:
        """The place behind the bracket that closes right after the amount here, or the place before it."""
        end = place
        while end in self._phrases.covered:
            end += 1
        if self._tagged.lows[end] == ")":
            return end + 1
        return end if ")" in self._tagged.words[end - 1] else place - 1

    def _described(self, amount: Amount, start: int, first: int, head: int) -> str:
        """The noun behind the measure with what stands before it; of a noun of change, what changes."""
        phrases, tagged, words = self._phrases, self._tagged, self._words
        if amount.kind == "age" and "POS" in tagged.tags[first:head]:  # the 50-year-old tycoon's trial
            return phrases.text(first, tagged.tags.index("POS", first))
        if amount.kind == "percent" and first == head and tagged.lows[head] in words.sets["levels"]:
            return self._subjects.of(start) or tagged.words[head]  # reserves were higher than the 3 % level
        moves = amount.change is not None and tagged.lows[head] in words.change_share
        if amount.kind == "duration" or (not moves and tagged.lows[head] not in words.change_noun):
            before = phrases.modifiers(start, amount.kind == "quantity", words.sets["change_between"])
            return f"{before} {phrases.text(first, head + 1)}".lstrip()
        what = phrases.text(first, head) if head > first else None
        known = tagged.lows[start - 1] in ("the", "this", "that")  # they reviewed the 2 % increase
        known |= tagged.lows[start - 2] in words.sets["granting"]  # the House approved a 2 % increase
        subject = None if known else self._subjects.of(start)
        return phrases.object(first) or what or subject or phrases.text(first, head + 1)

    def _changed(self, start: int, behind: int) -> str | None:
        """What changes in ``a rise of 4 % in rents``."""
        tagged = self._tagged
        change = tagged.lows[start - 2] in self._words.change_noun and tagged.lows[start - 1] == "of"
        return self._phrases.object(behind) if change else None

    def _measured(self, amount: Amount, start: int, behind: int) -> str | None:
        """The subject, but not who does it: ``loggers had cleared 300 hectares``."""
        tagged, before = self._tagged, self._tagged.lows[start - 1]
        if before in self._words.sets["done"] or self._is_apart(amount, start, behind):
            return None
        if tagged.lows[behind] in self._words.sets["apart"]:  # a camp 15 km east of Delmo
            if amount.unit == "point":
                return None
            place = start - 1 - (before == ",")
            if place in self._phrases.covered:  # hit at a depth of 9 km, 85 km east of Delmo
                return self._subjects.doer(start)
            beside = self._phrases.heads(place)
            return self._subjects.nearest(start) if beside else self._subjects.of(start)
        if self._acts(start, behind):
            return None
        if before == "worth" and self._phrases.heads(start - 2):  # a tax on homes worth $5
            return self._subjects.nearest(start)
        aged = before in self._words.sets["aged"]
        if amount.kind == "age" or aged:
            return self._aged(start, behind)
        if amount.kind == "duration" and before != "by":
            dated = tagged.lows[behind] in self._words.sets["later"]  # two days after the game
            due = tagged.tags[behind : behind + 2] == ["TO", "VB"]  # needs a day to mend it
            return self._lasting(start) if not dated and not due else None
        if amount.kind == "money" and before == "on":  # she lives on $5
            return None
        if self._subjects.is_given(start):  # the town paid $5
            if amount.kind != "money":
                return self._subjects.of(start, NAMES | PLACES) if amount.kind == "quantity" else None
            near = tagged.lows[max(0, start - 3) : max(0, start - 1)]
            fined = before in self._words.sets["fining"] and not _BEING.isdisjoint(near)
            return self._complements.purpose(behind) or (before if fined else None)
        asked = before == "for" and tagged.lows[start - 2] in self._words.sets["asking"]  # the union called for $5
        if asked or (before == "for" and tagged.lows[start - 2] in (",", ".", "that", "")):  # For $5, they might meet
            return None
        return self._subjects.of(start, PLACES if amount.kind == "quantity" else frozenset())

    def _acts(self, start: int, behind: int) -> bool:
        """Whether the amount is the subject of its own verb: ``By this count, 250 tons are needed``."""
        tagged, first = self._tagged, start - 1
        while tagged.tags[first] in ("DT", "JJ", "JJS"):  # the top 5 percent own it
            first -= 1
        opens = tagged.tags[first] in _OPENING or tagged.lows[first] in self._words.sets["opening"]
        if not opens or tagged.tags[behind] not in FINITE:
            return False
        while first > max(0, start - _FAR) and tagged.lows[first - 1] not in STOPS:
            first -= 1
        return tagged.lows[first] not in _PARTED  # Of its people, 10 % are farmers

    def _is_apart(self, amount: Amount, start: int, behind: int) -> bool:
        """``15 km east``, ``within 600 feet``, ``flies in four days a month``; not ``rose to four days a month``."""
        tagged, sets = self._tagged, self._words.sets
        if tagged.lows[start] == "within":
            return True
        often = amount.unit in self._words.times and amount.per is not None
        return often and sets["moving"].isdisjoint(tagged.lows[max(0, start - _NEAR) : start])

    def _lasting(self, start: int) -> str | None:
        """What lasts so long; not what is done in that time: ``fell in the past nine years``, ``within six weeks``."""
        tagged = self._tagged
        if tagged.lows[start - 1] in self._words.sets["meanwhile"] and tagged.tags[start - 1] not in VERBS:
            return None
        return self._subjects.of_clause(start, PLACES)

    def _aged(self, start: int, behind: int) -> str | None:
        """Whose age it is: ``Ann Roe, 34,``, ``a boy aged 9``; ``left Delmo aged 9`` is a person's further left."""
        tagged, sets, before = self._tagged, self._words.sets, self._tagged.lows[start - 1]
        noun = start - 2 - (tagged.lows[start - 2] in (",", "("))
        people = tagged.lows[start - 2] in sets["age_nouns"] or tagged.tags[noun] == "NNS"
        if before in sets["aged"] and tagged.lows[start - 2] == "those":
            return tagged.words[start - 2]
        if before in (",", "(") or self._phrases.heads(start - 1) or (before in sets["aged"] and people):
            return self._subjects.nearest(start)
        opens = before == "at" or tagged.words[start - 1] == "Now"  # At 71, Ann Roe climbs; Now 31, she
        if opens and tagged.lows[behind] == "," and tagged.lows[start - 3] != "who":
            named = tagged.labels[behind + 1] == "PERSON"
            return self._phrases.right(behind + 1) if named else self._bearers.meant(behind + 1)
        many = tagged.lows[start - 1] in ("are", "were")  # some of Delmo's mills are 90 years old
        return self._subjects.of(start) if many else self._bearers.whose(start)

    def _describes(self, amount: Amount, start: int, place: int) -> bool:
        """Whether a measure stands before its noun: "a 30-day truce", not "30 days later"."""
        tagged, words, last = self._tagged, self._words, self._tokens.lows[amount.behind - 1]
        low, tag = tagged.lows[place], tagged.tags[place]
        yearly = amount.kind != "percent" and tag == "JJ"  # a $40 annual permit
        dated = tagged.labels[place] in TIMES and tagged.labels[place - 1] not in TIMES and not yearly
        if low in words.sets["timed"] or dated:
            return False
        tied = tagged.tags[start - 1] in DETERMINERS  # a two-decade high
        if low in words.sets["sized"] and tagged.tags[place + 1] not in NOUNS and not tied:  # he is 6ft tall
            return False
        counts = last in words.plurals and tagged.tags[place - 1] != "POS"
        away = low in words.sets["apart"] and tagged.tags[place + 1] not in NOUNS  # 15 km upstream
        if counts or away or low == "worth":
            return False
        if tag == "VBN":  # 60 percent concerned trains, gusts of 60 mph grounded jets
            return amount.kind != "percent" and tagged.lows[start - 1] != "of"
        if tag == "VBG":  # a three-day losing streak, not bonds of $5 paying interest
            return tagged.tags[start - 1] in DETERMINERS
        known = tagged.tags[start - 1] in DETERMINERS  # the 20 percent US tariff
        return known or not (amount.kind == "percent" and tag in PROPER)

    def _held(self, amount: Amount, start: int, behind: int) -> str | None:
        """What stands behind the measure, unless it measures another: ``fell to 16 % of adults``, ``5 % of GDP``."""
        tagged, sets, phrase = self._tagged, self._words.sets, self._complements.behind(amount, start, behind)
        if phrase is None:
            return None
        before = tagged.lows[start - 1]
        of_base = phrase.lower() in sets["bases"] and tagged.tags[start - 1] in VERBS | {"IN", ":"}
        of_base &= tagged.lows[start - 2] not in sets["accounting"]
        fell = before == "to" and not sets["moving"].isdisjoint(tagged.lows[max(0, start - _NEAR) : start])
        based = amount.kind == "percent" and (fell or of_base)
        based |= (
            amount.kind == "money" and before in ("to", "at") and tagged.lows[behind] == "for"
        )  # rose to $9 for a second offence
        return (self._measured(amount, start, behind) if based else None) or phrase
