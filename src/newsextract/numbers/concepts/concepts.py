"""Finds what each number counts or measures, in the article's words, by the tags around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.complements import Complements
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import DETERMINERS, NOUNS, PLACES, PROPER, TIMES, VERBS, TaggedText
from newsextract.numbers.text.tokens import ARTICLES, OLD, Tokens

NAMES = frozenset({"PERSON", "NORP", "GPE", "ORG"})
_TALLIED = frozenset({"PERSON", "NORP", "GPE"})
LASTING = PLACES | {"PERSON"}
_LISTED = 12  # words between two of a list in brackets
_RECENT = 25  # words within which what was counted is counted again
_NOUNLIKE = NOUNS | {"JJ", "HYPH"}
_ANEW = (["("], ["/"], [",", "or"], ["or"], [",", "or", "about"])
_JOINERS = {",", ";", "and", "then"}


class Told(NamedTuple):
    """What was found of the amounts so far: of the last one, and of the last that has no unit."""

    behind: int = 0
    concept: str | None = None
    counted_behind: int = -_RECENT
    counted: str | None = None


class Concepts:
    """The concepts of one article's amounts."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, amounts: Sequence[Amount], words: Lexicon) -> None:
        """``words``: the nouns of change ("a 5 % rise in prices" measures prices) and the empty ones."""
        self._tokens, self._tagged, self._words, self._amounts = tokens, tagged, words, amounts
        spans = [self._span(amount) for amount in amounts if amount.kind == "age"]
        aged = {behind - 1: start for start, behind in spans if tagged.lows[behind - 1] in OLD}
        covered = {place for amount in amounts for place in range(*self._span(amount))}
        self._phrases = NounPhrases(tagged, covered)
        self._subjects = Subjects(tagged, self._phrases, aged, words)
        self._complements = Complements(tagged, self._phrases, {start: end for end, start in aged.items()}, words)

    def all(self) -> Iterator[str | None]:
        """What each amount counts or measures, or None, in text order."""
        told = Told()
        for amount in self._amounts:
            start, behind = self._span(amount)
            if self._tagged.lows[start - 1] == "per":  # cases per 100,000 people
                concept = self._count(amount, start, behind, told)
                told = told._replace(behind=behind)
            elif amount.unit is None:
                concept = self._count(amount, start, behind, told)
                told = Told(behind, concept, behind, concept)
            else:
                concept = self._measure(amount, start, behind, told)
                told = told._replace(behind=behind, concept=concept)
            yield concept

    def _span(self, amount: Amount) -> tuple[int, int]:
        """The places of the amount's first word and of the one behind its last."""
        start, end = amount.offsets(self._tokens)
        return self._tagged.at(start), self._tagged.behind(end)

    def _count(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """``150 Chinese mercenaries``, ``one of the combatants``, ``a nine-member team``."""
        tagged, sets, place = self._tagged, self._words.sets, self._counted_place(behind)
        if tagged.lows[behind] == "-" and tagged.tags[behind + 1] in NOUNS and tagged.tags[behind + 2] in _NOUNLIKE:
            return tagged.words[behind + 1]  # a nine-member team
        if "to" in self._tokens.lows[amount.number_behind + 1 : amount.behind]:  # from 40 rooms to 60
            first = tagged.at(self._tokens.starts[amount.number_behind])
            if tagged.tags[first] in NOUNS:
                return self._phrases.text(first, tagged.words.index("to", first))
        if tagged.lows[place] == "times" and (not amount.is_whole or tagged.tags[place + 1] in NOUNS):
            return self._subjects.of(start)  # trades at 22 times earnings, fell to 0.7 times
        found = self._phrases.span(place) if not self._is_dated(behind, place) else None
        measure = self._phrases.measure(behind) if amount.kind == "ordinal" else None  # the first six months
        if measure and measure.rpartition(" ")[2].lower() in self._words.plurals:
            return measure
        if found and not self._is_clause(*found) and tagged.lows[found[1]] not in sets["unbroken"]:
            return self._phrases.text(found[0], found[1] + 1)
        return self._elided(amount, start, behind, place, told)

    def _is_dated(self, behind: int, place: int) -> bool:
        """``one last year``, ``50 a year``: what follows is a time."""
        sets, low = self._words.sets, self._tagged.lows[place]
        dated = low in sets["temporal"] and self._tagged.labels[place] in TIMES
        return dated or (place > behind and low in sets["timed"])

    def _elided(self, amount: Amount, start: int, behind: int, place: int, told: Told) -> str | None:
        """What is counted where no noun stands in ``place``: ``12 were killed and nine wounded``."""
        tagged, sets, counted = self._tagged, self._words.sets, self._counted_before(start, told)
        people = counted if counted and counted.lower().rpartition(" ")[2] in sets["beings"] else None
        if tagged.lows[place] in sets["states"]:
            return (people if place == behind else None) or tagged.words[place]  # 12 were killed and nine wounded
        those = tagged.lows[behind + 1] == "those" or tagged.tags[behind + 1] in ("PRP", "WP", "WDT")
        if tagged.lows[behind] == "of" and those:
            return self._of_those(behind) or counted
        if amount.kind == "ratio" and amount.upper is not None:
            return self._odds(start)
        return counted if amount.kind == "ordinal" else self._fated(amount, start, behind, people, told)

    def _fated(self, amount: Amount, start: int, behind: int, people: str | None, told: Told) -> str | None:
        """``a debt of 2.4 billion``, ``the 350 killed``, ``bombs killing dozens``, or what was counted before."""
        tagged, sets = self._tagged, self._words.sets
        if tagged.lows[start - 1] in sets["scales"]:
            return tagged.words[start - 1]
        if self._subjects.is_bracketed(start):
            return self._listed(start, told)
        named, fated = self._named(start, told), tagged.lows[behind] in sets["fates"]
        if named or fated or tagged.lows[start - 1] in sets["harming"]:
            return named or people or (tagged.words[behind] if fated else None)
        tallied = tagged.labels[start - 1] in _TALLIED and tagged.tags[start - 1] in PROPER
        if tallied and amount.comparator == "=":  # Owls 118, Bears 114
            return self._counted_before(start, told)
        if self._subjects.is_object(start):
            return self._counted_before(start, told) or self._subjects.of(start, NAMES)
        anew = amount.change or ";" in tagged.words[told.counted_behind : start - 1]
        counted = None if amount.change else self._counted_before(start, told)
        return (self._subjects.of(start) or counted) if anew else (counted or self._subjects.of(start))

    def _is_clause(self, first: int, head: int) -> bool:
        """``nine contained lead``, not ``nine captured soldiers``, ``a 37-run lead``."""
        tags = self._tagged.tags
        return (tags[first], tags[head]) == ("VBN", "NN") and tags[first - 1] != "HYPH"

    def _of_those(self, behind: int) -> str | None:
        """``four of those murdered``, ``12 of them women``, ``two of them are judges``."""
        if self._tagged.lows[behind + 1] == "those":
            return self._phrases.text(behind + 1, behind + 3) if self._tagged.tags[behind + 2] == "VBN" else None
        return self._phrases.right(behind + 2 + (self._tagged.lows[behind + 2] in self._words.sets["being"]))

    def _counted_before(self, start: int, told: Told) -> str | None:
        """What the number before this one counted, if it is near and in the same sentence."""
        since = told.counted_behind
        between = self._tagged.words[since:start] if start - since < _RECENT else ["."]
        return told.counted if not any(word == "." or "\n" in word for word in between) else None

    def _odds(self, start: int) -> str | None:
        """``put the odds of a recall at 5-1``; a score or vote is that of two sides, and of no one thing."""
        subject = self._subjects.of(start)
        return subject if subject and not self._words.sets["odds"].isdisjoint(subject.lower().split()) else None

    def _counted_place(self, behind: int) -> int:
        """Where what is counted begins: ``two of the three lawmakers``, ``one of the first farmers``."""
        of = self._tagged.lows[behind] == "of"
        place = behind + of
        while self._is_passed(of, place):
            place += 1
        if self._is_ranked_twice(behind):
            place += 2
        return place + self._is_sized(place)

    def _is_ranked_twice(self, place: int) -> bool:
        """``the fifth and last match``, ``the first and only set``: a further rank behind an ordinal."""
        tagged, words = self._tagged, self._words
        ranked = tagged.lows[place + 1] in words.ordinal or tagged.lows[place + 1] in words.sets["ranks"]
        return ranked and tagged.lows[place] in ("and", "or") and tagged.lows[place - 1] in words.ordinal

    def _is_passed(self, of: bool, place: int) -> bool:
        """Whether the word may stand between a number, or its "of", and what it counts: ``their past 12 games``."""
        tagged, low = self._tagged, self._tagged.lows[place]
        if low in self._words.sets["temporal"]:
            return tagged.tags[place + 1] == "CD"
        if tagged.tags[place] in DETERMINERS or low in self._words.sets["passed"]:
            return True
        return of and (tagged.tags[place] == "CD" or low in self._words.ordinal)

    def _is_sized(self, place: int) -> bool:
        """``a 10,000-strong crowd``, ``a 2-kilometre-long tunnel``: an adjective tied to the number."""
        return self._tagged.lows[place] in self._words.sets["sized"] and self._tagged.lows[place - 1] == "-"

    def _measure(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        tagged, sets = self._tagged, self._words.sets
        if told.concept and tagged.lows[told.behind : start] in _ANEW:  # seven miles (11 km), 190 points, or 0.6%
            return told.concept
        if amount.kind == "age" and told.concept and tagged.lows[told.behind : start] == ["(", "now"]:
            return told.concept
        if amount.kind == "age" and tagged.lows[start - 1] in sets["age_groups"]:  # children under 12
            return self._subjects.nearest(start)
        place = self._described_place(behind)
        described = self._phrases.span(place) if self._describes(amount, start, place) else None
        if described:
            return self._described(amount, start, *described)
        if amount.kind == "age" and tagged.tags[start - 1] in DETERMINERS:  # Ann Roe, a 34-year-old
            return self._subjects.nearest(start - 1) if tagged.lows[start - 2] == "," else None
        return self._measured_in_words(amount, start, behind, told)

    def _measured_in_words(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """What the words around a measure name, of measures in a list the same; else its subject."""
        if amount.kind != "age" and self._subjects.is_bracketed(start):
            return self._listed(start, told)
        if amount.kind == "percent" and self._subjects.acts(start, behind):
            return told.concept if told.behind and start - told.behind < _RECENT else None
        phrase = self._changed(start, behind) or self._named(start, told) or self._held(amount, start, behind, told)
        between = self._tagged.lows[told.behind : start]
        listed = 0 < len(between) < 3 and _JOINERS.issuperset(between)
        return phrase or (told.concept if listed else self._measured(amount, start, behind, told))

    def _listed(self, start: int, told: Told) -> str | None:
        """What the numbers of a list in brackets count: what the one before did, else the subject of the names."""
        tagged = self._tagged
        if start - told.behind < _LISTED and "." not in tagged.words[told.behind : start] and told.behind:
            return told.concept
        return self._subjects.of(self._phrases.begins(start - 2, max(0, start - _LISTED)), PLACES)

    def _described_place(self, behind: int) -> int:
        """Where the noun may stand that a measure describes: ``30-day truce``, ``40m (131ft)-long wall``."""
        tagged = self._tagged
        place = self._closed(behind + 1) if tagged.lows[behind] == "(" else behind
        place += tagged.lows[place] == "-" or tagged.tags[place] == "POS"  # two weeks' notice
        return place + self._is_sized(place)

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
        moves = amount.change is not None and tagged.lows[head] in words.change_share
        if not moves and tagged.lows[head] not in words.change_noun:
            before = phrases.modifiers(start, amount.kind == "quantity", words.sets["change_between"])
            return f"{before} {phrases.text(first, head + 1)}".lstrip()
        what = phrases.text(first, head) if head > first else None
        known = tagged.lows[start - 1] in ("the", "this", "that")  # they reviewed the 2 % increase
        subject = None if known else self._subjects.of(start)
        return phrases.object(first) or what or subject or phrases.text(first, head + 1)

    def _changed(self, start: int, behind: int) -> str | None:
        """What changes in ``a rise of 4 % in rents``."""
        tagged = self._tagged
        change = tagged.lows[start - 2] in self._words.change_noun and tagged.lows[start - 1] == "of"
        return self._phrases.object(behind) if change else None

    def _named(self, start: int, told: Told) -> str | None:
        """``a fine of $5``; not ``a total of 50``, ``a high of 50``; of ``3 %, a cut of 2 points`` what 3 % is of."""
        tagged, sets, noun = self._tagged, self._words.sets, self._tagged.lows[start - 2]
        if tagged.lows[start - 1] != "of" or tagged.tags[start - 2] not in NOUNS or noun in sets["empty"]:
            return None
        if noun in sets["at_cost"]:  # built at a cost of $5
            at = next((place for place in range(start - 3, start - 6, -1) if tagged.lows[place] in ("at", "to")), None)
            return self._subjects.of(at) if at else self._subjects.of(start - 1)
        article = tagged.lows[start - 3] in ARTICLES
        if article and tagged.lows[start - 4] == "," and noun in self._words.change_noun:
            return told.concept
        return self._subjects.of(start - 3 if article and noun in sets["extremes"] else start - 1)

    def _measured(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """The subject, but not who does it: ``loggers had cleared 300 hectares``."""
        before = self._tagged.lows[start - 1]
        if before in self._words.sets["done"]:
            return None
        if amount.kind == "age":
            return self._aged(start)
        if amount.kind == "duration" and before != "by":
            return self._lasting(start, behind, told)
        if self._subjects.is_object(start):  # the town paid $5
            return self._subjects.of(start, NAMES)
        return self._subjects.of(start, PLACES if amount.kind == "quantity" else frozenset())

    def _lasting(self, start: int, behind: int, told: Told) -> str | None:
        """What lasts so long or is done in that time; nothing of ``two days after the game``; a person for ``for``."""
        lows = self._tagged.lows
        if lows[behind] in self._words.sets["dated"]:
            return None
        barred = PLACES if lows[start - 1] == "for" else LASTING
        return self._in_that_time(start, told) or self._subjects.of_clause(start, barred)

    def _in_that_time(self, start: int, told: Told) -> str | None:
        """``82 mm of rain in nine hours``: what the measure right before is of."""
        counted = told.behind == told.counted_behind
        if told.concept is None or counted or self._tagged.lows[start - 1] not in ("in", "within"):
            return None
        between = self._tagged.words[told.behind : start - 1]
        return told.concept if " ".join(between).endswith(told.concept) else None

    def _aged(self, start: int) -> str | None:
        """Whose age it is: ``Ann Roe, 34,``, ``a boy aged 9``; ``left Delmo aged 9`` is a person's further left."""
        tagged, sets, before = self._tagged, self._words.sets, self._tagged.lows[start - 1]
        person = start - 2 - (tagged.lows[start - 2] == ",")  # two children, ages 3 and 8
        people = tagged.lows[person] in sets["age_nouns"] or tagged.tags[person] == "NNS"
        if before in (",", "(") or self._phrases.heads(start - 1) or (before in sets["aged"] and people):
            return self._subjects.nearest(start)
        return self._subjects.person(start) or self._subjects.of(start)

    def _describes(self, amount: Amount, start: int, place: int) -> bool:
        """Whether a measure stands before its noun: "a 30-day truce", not "30 days later"."""
        tagged, words, last = self._tagged, self._words, self._tokens.lows[amount.behind - 1]
        low, tag = tagged.lows[place], tagged.tags[place]
        yearly = tag == "JJ" and tagged.tags[place + 1] in NOUNS  # a $40 annual permit
        timed = tagged.labels[place] in TIMES and tagged.labels[place - 1] not in TIMES
        if low in words.sets["timed"] or (timed and not yearly):
            return False
        counts = last in words.plurals and tagged.tags[place - 1] != "POS"  # 10 years' experience
        if counts or low in words.sets["later"] or low == "worth":
            return False
        if tag == "VBN":  # 60 percent concerned trains, gusts of 60 mph grounded jets
            return amount.kind != "percent" and tagged.lows[start - 1] != "of"
        if tag == "VBG":  # a three-day losing streak
            tied = self._tokens.lows[amount.number_behind] == "-" or tagged.tags[start - 1] in DETERMINERS
            return tied and tagged.tags[place + 1] in NOUNS
        known = tagged.tags[start - 1] in DETERMINERS  # the 20 percent US tariff
        return known or not (amount.kind == "percent" and tag in PROPER)

    def _held(self, amount: Amount, start: int, behind: int, told: Told) -> str | None:
        """What stands behind the measure, unless it measures another: ``fell to 16 % of adults``, ``5 % of GDP``."""
        tagged, sets, phrase = self._tagged, self._words.sets, self._complements.behind(amount, start, behind)
        if phrase is None:
            return None
        before = tagged.lows[start - 1]
        of_base = phrase.lower() in sets["bases"] and tagged.tags[start - 1] in VERBS | {"IN"}
        based = amount.kind == "percent" and (before == "to" or of_base)
        based |= amount.kind == "money" and before in ("to", "at")  # fines rise to $5 for a first offence
        return (self._measured(amount, start, behind, told) if based else None) or phrase
