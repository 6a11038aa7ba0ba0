"""Finds what a number counts or measures, in the article's words, by the tags around it. No parser."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens, lex
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import DETERMINERS, NOUNS, PROPER, TIMES, NounPhrases
from newsextract.numbers.numeral import ARTICLES
from newsextract.numbers.sentence import TaggedText
from newsextract.numbers.subject import FAR, PLACES, Subjects

_OLD = {"old", "olds"}
_BRACKET = 6  # words of a conversion in brackets
_NOUNLIKE = NOUNS | {"JJ", "HYPH"}


class Concepts:
    """Finds the concepts of one article's amounts, in text order."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, amounts: list[Amount], words: Lexicon) -> None:
        """``words``: the nouns of change ("a 5 % rise in prices" measures prices) and the empty ones."""
        self._tokens, self._tagged, self._words = tokens, tagged, words
        spans = [self._span(amount) for amount in amounts if amount.kind == "age"]
        aged = {behind - 1: start for start, behind in spans if tagged.low(behind - 1) in _OLD}
        covered = {place for amount in amounts for place in range(*self._span(amount))}
        self._phrases = NounPhrases(tagged, covered)
        self._subjects = Subjects(tagged, self._phrases, aged, words)
        self._behind = 0  # where the amount before this one ends
        self._last: str | None = None
        self._last_unit: str | None = None
        self._counted: tuple[int, str | None] = (-FAR, None)

    def of(self, amount: Amount) -> str | None:
        """What the amount counts or measures, or None."""
        start, behind = self._span(amount)
        if amount.unit is None:
            concept = self._count(amount, start, behind)
            self._counted = (behind, concept)
        else:
            concept = self._measure(amount, start, behind)
        self._last = concept
        self._behind, self._last_unit = behind, amount.unit
        return concept

    def _span(self, amount: Amount) -> tuple[int, int]:
        """The places of the amount's first word and of the one behind its last."""
        start = self._tagged.at(self._tokens.starts[amount.first])
        return start, self._tagged.behind(self._tokens.ends[amount.behind - 1])

    def _count(self, amount: Amount, start: int, behind: int) -> str | None:
        """``150 Chinese mercenaries``, ``one of the combatants``; elided: ``50, compared with 40``."""
        tagged, place = self._tagged, self._counted_place(behind)
        if tagged.low(behind) == "-" and tagged.tag(behind + 1) in NOUNS and tagged.tag(behind + 2) in _NOUNLIKE:
            return tagged.word(behind + 1)  # a nine-member team
        if amount.upper is not None and self._tokens.raw(amount.number_behind).isalpha():  # from 40 rooms to 60
            first = tagged.at(self._tokens.starts[amount.number_behind])
            last = next((end for end in range(first, behind) if tagged.low(end) == "to"), first)
            if last > first and tagged.tag(first) in NOUNS:
                return self._phrases.text(first, last)
        dated = tagged.low(place) in self._words.temporal and tagged.label(place) in TIMES
        phrase = self._phrases.right(place) if not dated else None
        if phrase or tagged.low(place) in self._words.states:
            return phrase or tagged.words[place]
        if amount.form == "fraction" and tagged.low(behind) == "of" and tagged.tag(behind + 1) == "PRP":
            return None  # a third of it
        if amount.kind == "ratio" and amount.upper is not None:
            return self._odds(start)
        if amount.kind != "ordinal" and (named := self._named(start)):
            return named
        since, counted = self._counted
        if (
            counted
            and behind - since < FAR
            and not any(word == "." or "\n" in word for word in tagged.words[since:start])
        ):
            return counted
        if tagged.low(behind) in self._words.fates:  # the 350 killed
            return tagged.word(behind)
        return self._subjects.of(start) if amount.kind != "ordinal" else None

    def _odds(self, start: int) -> str | None:
        """``put the odds of a recall at 5-1``; a score or vote is that of two sides, and of no one thing."""
        subject = self._subjects.of(start)
        return subject if subject and not self._words.odds.isdisjoint(subject.lower().split()) else None

    def _counted_place(self, behind: int) -> int:
        """Where what is counted begins: ``two of the three lawmakers``, ``one of the first farmers``."""
        tagged, of = self._tagged, self._tagged.low(behind) == "of"
        place = behind + of
        while (
            tagged.tag(place) in DETERMINERS
            or tagged.low(place) in ("more", "such", "further", "-")
            or (of and (tagged.tag(place) == "CD" or tagged.low(place) in self._words.ordinal))
        ) and tagged.low(place) not in self._words.temporal:
            place += 1
        return place + self._is_sized(place)

    def _is_sized(self, place: int) -> bool:
        """``a 10,000-strong crowd``, ``a 2-kilometre-long tunnel``: an adjective tied to the number."""
        return self._tagged.low(place) in self._words.sized and self._tagged.low(place - 1) == "-"

    def _measure(self, amount: Amount, start: int, behind: int) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        if self._goes_with_last(amount.unit, start):
            return self._last
        place = self._described_place(behind)
        described = self._phrases.span(place) if self._describes(amount, place) else None
        if described:
            return self._described(amount, start, *described)
        if amount.kind == "age" and self._tagged.tag(start - 1) in DETERMINERS:  # Ann Roe, a 34-year-old
            return self._subjects.nearest(start - 1) if self._tagged.low(start - 2) == "," else None
        phrase = self._named(start) or self._of_behind(amount, behind)
        if phrase or self._adverbial(amount, start, behind):
            return phrase
        return self._last if self._listed(start) else self._measured(amount, start)

    def _described_place(self, behind: int) -> int:
        """Where the noun may stand that a measure describes: ``30-day truce``, ``2-kilometre-long tunnel``,
        ``40m (131ft)-long wall``."""
        tagged, place = self._tagged, behind
        closes = tagged.words[place : place + _BRACKET]
        if tagged.low(place) == "(" and ")" in closes and place + 1 in self._phrases.covered:
            place += closes.index(")") + 1
        place += tagged.low(place) == "-"
        return place + self._is_sized(place)

    def _described(self, amount: Amount, start: int, first: int, head: int) -> str:
        """The noun behind the measure with what stands before it; of a noun of change, what changes."""
        phrases, tagged = self._phrases, self._tagged
        if tagged.low(head) not in self._words.change_noun:
            before = phrases.modifiers(start, amount.kind == "quantity", self._words.change_between)
            return f"{before} {phrases.text(first, head + 1)}".lstrip()
        what = phrases.text(first, head) if head > first and tagged.tag(head - 1) in NOUNS else None
        return phrases.object(first) or what or self._subjects.of(start) or phrases.text(first, head + 1)

    def _named(self, start: int) -> str | None:
        """``a fine of $5``, ``a debt of 2.4 billion``; not ``a total of 50``."""
        tagged = self._tagged
        names = tagged.low(start - 1) == "of" and tagged.tag(start - 2) in NOUNS
        return self._subjects.of(start - 1) if names and tagged.low(start - 2) not in self._words.empty else None

    def _measured(self, amount: Amount, start: int) -> str | None:
        """The subject, but not who does it: ``loggers had cleared 300 hectares``, ``Ann needed two hours``."""
        if amount.kind == "quantity" and self._tagged.low(start - 1) in self._words.done:
            return None
        if amount.kind == "age":
            return self._aged(start)
        barred = {"quantity": PLACES, "duration": PLACES | {"PERSON", "NORP"}}.get(amount.kind, frozenset())
        return self._subjects.of(start, barred)

    def _aged(self, start: int) -> str | None:
        """Whose age it is: ``Ann Roe, 34,``, ``a boy aged 9``; ``left Delmo aged 9`` is a person's further left."""
        near, before = self._words.near, self._tagged.low(start - 1)
        noun = self._tagged.low(start - 2)
        people = noun in near["age_nouns"] or self._tagged.tag(start - 2) == "NNS"
        if before in (",", "(") or self._phrases.heads(start - 1) or (before in near["aged"] and people):
            return self._subjects.nearest(start)
        return self._subjects.person(start) or self._subjects.of(start)

    def _listed(self, start: int) -> bool:
        """Nothing but a comma, semicolon or "and" since the amount before: they measure one thing."""
        between = self._tagged.words[self._behind : start]
        return 0 < len(between) < 3 and all(word.lower() in (",", ";", "and", "then") for word in between)

    def _goes_with_last(self, unit: str | None, start: int) -> bool:
        """A conversion, "seven miles (11 km)", "190 points, or 0.6%"; "47 % agreed, up from 41 %"."""
        if self._last is None:
            return False
        between = [word.lower() for word in self._tagged.words[self._behind : start]]
        before = between[-2:] in (["up", "from"], ["down", "from"]) and "." not in between and unit == self._last_unit
        return before or between in (["("], ["/"], [",", "or"], ["or"], [",", "or", "about"])

    def _describes(self, amount: Amount, place: int) -> bool:
        """Whether a measure stands before its noun: "a 30-day truce", not "30 days later"."""
        last = self._tokens.low(amount.behind - 1)
        if self._tagged.label(place) in TIMES and self._tagged.label(place - 1) not in TIMES:
            return False
        if last in self._words.plurals or amount.signed or self._tagged.low(place) in (*self._words.later, "worth"):
            return False
        return not (amount.kind == "percent" and self._tagged.tag(place) in PROPER)

    def _of_behind(self, amount: Amount, behind: int) -> str | None:
        """``of its turnover``, ``$5 million in deposits``, ``$12,000 for a new roof``."""
        tagged, place = self._tagged, behind
        if tagged.low(place) == "(" and ")" in tagged.words[place : place + _BRACKET]:
            place += tagged.words[place : place + _BRACKET].index(")") + 1
        place += tagged.low(place) == "worth"
        joiner = tagged.low(place)
        if joiner == "in" and tagged.low(place + 1) in self._words.paid_in and tagged.low(place + 2) == "for":
            place, joiner = place + 2, "for"
        if joiner == "in" and amount.kind == "duration":  # seven years in prison
            return self._phrases.right(place + 1) if tagged.low(place + 1) in self._words.served_in else None
        if joiner != "of" and not (joiner in ("in", "for") and amount.kind == "money"):
            return None
        place += 1
        if joiner == "in" and tagged.low(place) in ARTICLES:
            return None
        while tagged.tag(place) in DETERMINERS or tagged.tag(place) == "CD":
            place += 1
        if joiner == "in" and self._is_hollow(tagged.low(place)):
            return None
        piece = joiner == "for" and self._is_unit(place)  # $8 for a kilogram
        phrase = self._phrases.right(place) if tagged.label(place) not in TIMES and not piece else None
        return phrase if phrase and phrase.lower() not in self._words.empty else None

    def _is_hollow(self, low: str) -> bool:
        """Whether money in this is money in nothing: ``sinks to $2 in the event of``, ``in exchange``."""
        return low in self._words.never_in or low in self._words.temporal or low in self._words.ordinal

    def _is_unit(self, place: int) -> bool:
        low = self._tagged.low(place)
        return bool(low) and self._words.unit_words.at(lex(low), 0) is not None

    def _adverbial(self, amount: Amount, start: int, behind: int) -> bool:
        """A duration that only says when or how long: "in 15 years", "nine days later"."""
        if amount.kind != "duration":
            return False
        before = self._tagged.low(start - 1)
        if before == "of" and self._tagged.low(start - 2) in self._words.empty:  # an average of 12 days
            return False
        return before in self._words.adverbial or self._tagged.low(behind) in self._words.later
