"""Finds what a number counts or measures, in the article's words, by the tags around it. No parser."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.asides import PLACES, VERBS
from newsextract.numbers.complement import Complements
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import DETERMINERS, NOUNS, PROPER, TIMES, NounPhrases
from newsextract.numbers.numeral import ARTICLES
from newsextract.numbers.sentence import TaggedText
from newsextract.numbers.subject import Subjects

_OLD = {"old", "olds"}
_LONG = 6  # words of what a measure is of, up to "in nine hours"
_RECENT = 25  # words within which what was counted is counted again
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
        self._complements = Complements(tagged, self._phrases, {start: end for end, start in aged.items()}, words)
        self._behind = 0  # where the amount before this one ends
        self._last: str | None = None
        self._last_unit: str | None = None
        self._counted: tuple[int, str | None] = (-_RECENT, None)

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
        """``150 Chinese mercenaries``, ``one of the combatants``, ``from 40 rooms to 60``, ``a nine-member team``."""
        tagged, place = self._tagged, self._counted_place(behind)
        if tagged.low(behind) == "-" and tagged.tag(behind + 1) in NOUNS and tagged.tag(behind + 2) in _NOUNLIKE:
            return tagged.word(behind + 1)  # a nine-member team
        if amount.upper is not None and self._tokens.raw(amount.number_behind).isalpha():  # from 40 rooms to 60
            first = tagged.at(self._tokens.starts[amount.number_behind])
            last = next((end for end in range(first, behind) if tagged.low(end) == "to"), first)
            if last > first and tagged.tag(first) in NOUNS:
                return self._phrases.text(first, last)
        dated = tagged.low(place) in self._words.temporal and tagged.label(place) in TIMES
        dated = dated or (place > behind and tagged.low(place) in self._words.timed)  # 50 a year
        found = self._phrases.span(place) if not dated else None
        if self._is_multiple(amount, place):
            return self._subjects.of(start) or tagged.word(place)
        if found and not self._is_clause(*found, amount):
            return self._phrases.text(found[0], found[1] + 1)
        return self._elided(amount, start, behind, place)

    def _is_multiple(self, amount: Amount, place: int) -> bool:
        """``trades at 22 times earnings``, ``fell to 0.7 times``: no counted times."""
        times = self._tagged.low(place) == "times"
        return times and (amount.value != int(amount.value) or self._tagged.tag(place + 1) in NOUNS)

    def _elided(self, amount: Amount, start: int, behind: int, place: int) -> str | None:
        """What is counted where no noun follows: ``12 were killed and nine wounded``, ``the 350 killed``.
        ``place``: where the noun would be."""
        tagged, counted = self._tagged, self._counted_before(start)
        people = counted if counted and counted.lower().split()[-1] in self._words.beings else None
        if tagged.low(place) in self._words.states:
            return (people if place == behind else None) or tagged.words[place]  # 12 were killed and nine wounded
        those = tagged.tag(behind + 1) in ("PRP", "WP", "WDT") or tagged.low(behind + 1) == "those"
        if tagged.low(behind) == "of" and those:
            return self._of_those(behind) or (counted if tagged.low(behind + 1) != "it" else None)  # a third of it
        if amount.kind == "ratio" and amount.upper is not None:
            return self._odds(start)
        named = self._named(start) if amount.kind != "ordinal" else None
        harmed = tagged.low(start - 1) in self._words.harming  # three bombs went off, killing dozens
        fated = tagged.low(behind) in self._words.fates  # the 350 killed
        if named or harmed or fated:
            return named or people or (tagged.word(behind) if fated else None)
        if counted and not amount.change:
            anew = amount.kind != "ordinal" and ";" in tagged.words[self._counted[0] : start - 1]
            return (self._subjects.of(start) if anew else None) or counted  # 500,000 homes; starts fell to 254,000
        return self._subjects.of(start) if amount.kind != "ordinal" else None

    def _is_clause(self, first: int, head: int, amount: Amount) -> bool:
        """``nine contained lead``, not ``nine captured soldiers``, ``a 37-run lead``."""
        tags = self._tagged.tag(first), self._tagged.tag(head), self._tagged.tag(first - 1)
        return tags[:2] == ("VBN", "NN") and tags[2] != "HYPH" and amount.value > 1

    def _of_those(self, behind: int) -> str | None:
        """``four of those murdered``, ``12 of them women``, ``two of them are judges``."""
        if self._tagged.low(behind + 1) == "those":
            return self._phrases.text(behind + 1, behind + 3) if self._tagged.tag(behind + 2) == "VBN" else None
        return self._phrases.right(behind + 2 + (self._tagged.low(behind + 2) in self._words.being))

    def _counted_before(self, start: int) -> str | None:
        """What the number before this one counted, if it is near and in the same sentence."""
        since, counted = self._counted
        between = self._tagged.words[since:start] if start - since < _RECENT else ["."]
        return counted if not any(word == "." or "\n" in word for word in between) else None

    def _odds(self, start: int) -> str | None:
        """``put the odds of a recall at 5-1``; a score or vote is that of two sides, and of no one thing."""
        subject = self._subjects.of(start)
        return subject if subject and not self._words.odds.isdisjoint(subject.lower().split()) else None

    def _counted_place(self, behind: int) -> int:
        """Where what is counted begins: ``two of the three lawmakers``, ``one of the first farmers``."""
        of = self._tagged.low(behind) == "of"
        place = behind + of
        while self._is_passed(of, place):
            place += 1
        if self._is_ranked_twice(behind):
            place += 2
        return place + self._is_sized(place)

    def _is_ranked_twice(self, place: int) -> bool:
        """``the fifth and last match``, ``the first and only set``: a further rank behind an ordinal."""
        tagged, words = self._tagged, self._words
        ranked = tagged.low(place + 1) in words.ordinal or tagged.low(place + 1) in words.ranks
        return ranked and tagged.low(place) in ("and", "or") and tagged.low(place - 1) in words.ordinal

    def _is_passed(self, of: bool, place: int) -> bool:
        """Whether the word may stand between a number and what it counts: ``one of their past 12 games``.
        ``of``: whether "of" stands behind the number."""
        tagged, low = self._tagged, self._tagged.low(place)
        if low in self._words.temporal:
            return of and tagged.tag(place + 1) == "CD"
        ranked = tagged.tag(place) == "CD" or low in self._words.ordinal
        return tagged.tag(place) in DETERMINERS or low in ("more", "fewer", "such", "further", "-") or (of and ranked)

    def _is_sized(self, place: int) -> bool:
        """``a 10,000-strong crowd``, ``a 2-kilometre-long tunnel``: an adjective tied to the number."""
        return self._tagged.low(place) in self._words.sized and self._tagged.low(place - 1) == "-"

    def _measure(self, amount: Amount, start: int, behind: int) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        if self._goes_with_last(amount.unit, start):
            return self._last
        place = self._described_place(behind)
        if amount.kind == "age" and self._tagged.low(start - 1) in self._words.near["age_groups"]:
            return self._subjects.nearest(start)  # children under 12
        described = self._phrases.span(place) if self._describes(amount, place) else None
        if described:
            return self._described(amount, start, *described)
        if amount.kind == "age" and self._tagged.low(place) in self._words.near["age_nouns"]:  # the 22-year-old forward
            return self._tagged.word(place)
        if amount.kind == "age" and self._tagged.tag(start - 1) in DETERMINERS:  # Ann Roe, a 34-year-old
            return self._subjects.nearest(start - 1) if self._tagged.low(start - 2) == "," else None
        phrase = self._changed(start, behind) or self._named(start) or self._held(amount, start, behind)
        if phrase:
            return phrase
        return self._last if self._listed(start) else self._measured(amount, start)

    def _described_place(self, behind: int) -> int:
        """Where the noun may stand that a measure describes: ``30-day truce``, ``2-kilometre-long tunnel``,
        ``40m (131ft)-long wall``."""
        tagged, place = self._tagged, behind
        if tagged.low(place) == "(" and place + 1 in self._phrases.covered:
            place = self._closed(place + 1) or place
        place += tagged.low(place) == "-"
        return place + self._is_sized(place)

    def _closed(self, place: int) -> int | None:
        """The place behind the bracket that closes right after the amount here, if one does."""
        while place in self._phrases.covered:
            place += 1
        if self._tagged.low(place) == ")":
            return place + 1
        return place if ")" in self._tagged.word(place - 1) else None

    def _described(self, amount: Amount, start: int, first: int, head: int) -> str:
        """The noun behind the measure with what stands before it; of a noun of change, what changes."""
        phrases, tagged = self._phrases, self._tagged
        unchanged = amount.kind == "quantity" and not amount.change  # a 2-metre storm surge
        moves = amount.change is not None and tagged.low(head) in self._words.change_share
        if unchanged or not (moves or tagged.low(head) in self._words.change_noun):
            before = phrases.modifiers(start, amount.kind == "quantity", self._words.change_between)
            return f"{before} {phrases.text(first, head + 1)}".lstrip()
        what = phrases.text(first, head) if head > first and tagged.tag(head - 1) in NOUNS else None
        known = tagged.low(start - 1) in ("the", "this", "that")  # they reviewed the 2 % increase
        subject = None if known else self._subjects.of(start)
        return phrases.object(first) or what or subject or phrases.text(first, head + 1)

    def _changed(self, start: int, behind: int) -> str | None:
        """What changes in ``a rise of 4 % in rents``."""
        tagged = self._tagged
        change = tagged.low(start - 2) in self._words.change_noun and tagged.low(start - 1) == "of"
        return self._phrases.object(behind) if change and tagged.low(behind) == "in" else None

    def _named(self, start: int) -> str | None:
        """``a fine of $5``, ``a debt of 2.4 billion``; not ``a total of 50``, ``from a high of 50``; of ``3 %, a cut
        of 2 points`` what the amount before is of."""
        tagged, noun = self._tagged, self._tagged.low(start - 2)
        if tagged.low(start - 1) != "of" or tagged.tag(start - 2) not in NOUNS or noun in self._words.empty:
            return None
        if tagged.low(start - 3) in ARTICLES and tagged.low(start - 4) == "," and noun in self._words.change_noun:
            return self._last or self._subjects.of(start - 1)
        extreme = noun in self._words.extremes and tagged.low(start - 3) in ARTICLES
        return self._subjects.of(start - 3 if extreme else start - 1)

    def _measured(self, amount: Amount, start: int) -> str | None:
        """The subject, but not who does it: ``loggers had cleared 300 hectares``."""
        if amount.kind == "quantity" and self._tagged.low(start - 1) in self._words.done:
            return None
        if amount.kind == "age":
            return self._aged(start)
        if amount.kind == "duration" and self._tagged.low(start - 1) != "by":
            return self._in_that_time(start) or self._subjects.of_clause(start, PLACES)
        return self._subjects.of(start, PLACES if amount.kind == "quantity" else frozenset())

    def _in_that_time(self, start: int) -> str | None:
        """``82 mm of rain in nine hours``: what the measure right before is of."""
        between = self._tagged.words[self._behind : start - 1]
        if self._last is None or self._last_unit is None or self._tagged.low(start - 1) not in ("in", "within"):
            return None
        return self._last if len(between) < _LONG and " ".join(between).endswith(self._last) else None

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
        tagged, words, last = self._tagged, self._words, self._tokens.low(amount.behind - 1)
        dated = tagged.label(place) in TIMES and tagged.label(place - 1) not in TIMES
        if dated or (tagged.low(place) in words.timed and tagged.tag(place - 1) != "HYPH"):
            return False
        adverb = last in words.plurals or last == "olds" or tagged.low(place) in (*words.later, "worth")
        stop = tagged.word(place - 1)[-1:] == "." and tagged.word(place)[:1].isupper()  # at 93 km/h. Trees fell
        if adverb or stop or amount.signed:
            return False
        named = amount.kind == "quantity" and tagged.low(self._span(amount)[0] - 1) == "of"
        done = tagged.tag(place) == "VBN" and (named or amount.kind == "percent")  # gusts of 60 mph grounded jets
        verb = done or tagged.tag(place) == "VBG"
        if verb and tagged.tag(place - 1) != "HYPH":  # limits of 15 ppb requiring, 60 percent concerned trains
            return False
        return not (amount.kind == "percent" and tagged.tag(place) in PROPER)

    def _held(self, amount: Amount, start: int, behind: int) -> str | None:
        """What stands behind the measure, unless that is not what it measures: ``a ticket costs $5 for adults``,
        ``the rate fell to 16 % of adults``, ``the deficit was 5 % of GDP``."""
        tagged, phrase = self._tagged, self._complements.behind(amount, start, behind)
        if phrase is None:
            return None
        before = tagged.low(start - 1)
        of_base = phrase.lower() in self._words.bases and tagged.tag(start - 1) in VERBS | {"IN"} and before != "for"
        based = amount.kind == "percent" and (before == "to" or of_base)
        costing = amount.kind == "money" and tagged.low(behind) == "for" and before in self._words.costing
        return (self._measured(amount, start) if based or costing else None) or phrase
