"""Finds what a number without a unit counts: the noun behind it, or what stands for one."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, PROPER
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.lean import Lean
from newsextract.numbers.concepts.leaning import ELIDED
from newsextract.numbers.concepts.noun_phrases import NounPhrases, is_sized
from newsextract.numbers.concepts.subjects import Subjects
from newsextract.numbers.concepts.told import Told
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import PLACES, TIMES, TaggedText
from newsextract.numbers.text.tokens import Tokens

_SHARES = {"in", "out"}
_NEAR = 8  # words between a verb of moving and the level
_RECENT = 25  # words within which what was counted is counted again
_OPENERS = {",", ".", ":", "CC", "IN", "``"}
_BEHIND_MANY = {"IN", ",", ".", "CC", "TO", ""}
_TIMES_OR_WAYS = (["-", "time"], ["-", "way"])


class Counts:
    """What the counts of one article are of."""

    def __init__(
        self, tokens: Tokens, tagged: TaggedText, phrases: NounPhrases, subjects: Subjects, words: Lexicon
    ) -> None:
        """``words``: people who are hurt, nouns of time, ranks, and words that may stand before what is counted."""
        self._tokens, self._tagged, self._phrases, self._subjects, self._words = (
            tokens,
            tagged,
            phrases,
            subjects,
            words,
        )

    def of(self, lean: Lean) -> str | None:
        """``150 Chinese mercenaries``, ``one of the combatants``, ``a nine-member team``."""
        amount, start, behind = lean.amount, lean.start, lean.behind
        tagged, place = self._tagged, self._counted_place(behind)
        if tagged.lows[behind : behind + 2] in _TIMES_OR_WAYS:  # first-time users, an eight-way contest
            return self._phrases.right(behind + 2)
        if tagged.lows[behind] == "-" and tagged.lows[behind + 1] in self._words.sets["ranked"]:
            return self._phrases.right(behind + 2)  # the third-placed Spaniard
        if tagged.lows[behind] == "-" and tagged.tags[behind + 1] in NOUNS:
            return tagged.words[behind + 1]  # a nine-member team
        inside = self._tokens.lows[amount.number_behind : amount.behind]
        if "to" in inside[1:]:  # from 40 rooms to 60
            starts = self._tokens.starts[amount.number_behind : amount.behind]
            first = tagged.at(starts[0])
            if tagged.tags[first] in NOUNS:
                return self._phrases.text(first, tagged.at(starts[inside.index("to", 1)]))
        if tagged.lows[place] == "times" and (not amount.is_whole or tagged.tags[place + 1] in NOUNS):
            return self._subjects.of(start)  # trades at 22 times earnings, fell to 0.7 times
        if tagged.lows[start - 1] == "by" and tagged.lows[place] == "times":  # raise its output by 3 times
            return self._subjects.changed(start) or self._subjects.of(start)
        if amount.kind == "ordinal" and (several := self._phrases.several(behind)):  # the first six months
            return several
        found = self._phrases.span(place) if not self._is_dated(behind, place) else None
        unbroken = tagged.lows[place] in self._words.sets["unbroken"] and (not found or place == found[1])
        if unbroken and amount.kind == "cardinal":  # they won five straight
            return None
        found = found if tagged.lows[behind : behind + 3] != ["of", "its", "kind"] else None
        total = tagged.lows[behind] == "of" and found and tagged.lows[found[1]] == "total"
        if total and self._counted_before(start, lean.told):
            return lean.told.counted.concept  # 933 posts, a quarter of the total
        hurt = found and tagged.lows[found[1]] in self._words.sets["fates"]  # another 12 hurt
        if found and not hurt and (amount.value == 1 or not self._is_clause(*found)):
            return self._phrases.text(found[0], self._head(amount, found[1]) + 1)
        return self._elided(lean, place)

    def _head(self, amount: Amount, head: int) -> int:
        """The last word of those counted: ``two coaches Ann Roe``, ``30 Art Trail stops``, ``one Art for All ad``."""
        tagged, person = self._tagged, head
        while tagged.labels[person] == "PERSON":
            person -= 1
        related = tagged.tags[person] == "NN" and tagged.tags[head + 1] in FINITE  # the one vote Ann Roe needs
        if related or tagged.tags[person] == "NNS":
            return person
        if amount.kind != "cardinal" or tagged.tags[head] != "NNP":
            return head
        if (owned := self._owned(head)) is not None:
            return owned
        many = head + 1 + (tagged.tags[head + 1] == "VBG")  # nine National ranking titles
        if amount.value > 1 and tagged.tags[many] in ("VBZ", "NNS") and tagged.tags[many + 1] in _BEHIND_MANY:
            return many
        end = head
        while amount.value == 1 and tagged.labels[end + 1] == tagged.labels[head] != "":
            end += 1
        while end > head and tagged.tags[end + 1] in NOUNS:
            end += 1
        return end if tagged.tags[end] in NOUNS else head

    def _owned(self, head: int) -> int | None:
        """The last word of those of a house whose name goes on behind ``head``: ``three Court of Appeal judges``."""
        tagged, end = self._tagged, head
        while tagged.tags[end + 1] in PROPER or tagged.lows[end + 1] == "of":
            end += 1
        while tagged.tags[end + 1] == "NN":
            end += 1
        return end + 1 if end > head and tagged.tags[end + 1] == "NNS" else None

    def _is_dated(self, behind: int, place: int) -> bool:
        """``one last year``, ``50 a year``: what follows is a time."""
        sets, low = self._words.sets, self._tagged.lows[place]
        dated = low in sets["temporal"] and self._tagged.labels[place] in TIMES
        return dated or (place > behind and low in sets["timed"] and low not in sets["temporal"])

    def _elided(self, lean: Lean, place: int) -> str | None:
        """What is counted where no noun stands in ``place``: ``12 were killed and nine wounded``."""
        amount, start, behind, told = lean.amount, lean.start, lean.behind, lean.told
        tagged, sets, counted = self._tagged, self._words.sets, self._counted_before(start, told)
        people = counted if counted and counted.lower().rpartition(" ")[2] in sets["beings"] else None
        if tagged.lows[max(0, start - 2) : start] == ["among", "the"]:  # two nurses were among the 12 dead
            people = None
        if tagged.lows[place] in sets["states"]:  # 12 were killed and nine wounded, with five more injured
            known = place == behind or tagged.lows[behind:place] == ["more"]
            return (people if known else None) or tagged.words[place]
        those = tagged.lows[behind + 1] == "those" or tagged.tags[behind + 1] in ("PRP", "WP", "WDT")
        if tagged.lows[behind] == "of" and those:
            return self._of_those(behind) or counted or ELIDED.first(lean)
        if amount.kind == "ratio":
            shared = tagged.tags[behind] in FINITE and not _SHARES.isdisjoint(tagged.lows[start:behind])
            named = self._subjects.named(start, None)  # a line of 10-for-27
            return self._odds(start) or named or (counted if shared else self._played(behind))  # nine in 10 said
        if (elided := ELIDED.first(lean)) is not None:
            return elided
        if amount.kind == "ordinal":
            return counted if tagged.tags[start - 1] in DETERMINERS else None
        if self._is_of_bare(start, behind):
            return None
        known = tagged.tags[start - 1] in DETERMINERS or tagged.lows[start - 1] in ("other", "remaining")
        if known and amount.is_whole and tagged.lows[behind] not in sets["fates"]:
            return counted or lean.things  # the most notorious of the three, the other six
        return self._fated(amount, start, behind, people, told)

    def _fated(self, amount: Amount, start: int, behind: int, people: str | None, told: Told) -> str | None:
        """``a debt of 2.4 billion``, ``the 350 killed``, ``bombs killing dozens``, or what was counted before."""
        tagged, sets = self._tagged, self._words.sets
        named, fated = self._subjects.named(start, told.concept), tagged.lows[behind] in sets["fates"]
        if named or fated or tagged.lows[start - 1] in sets["harming"]:
            return named or people or (tagged.words[behind] if fated else None)
        if tagged.lows[behind + 1] in sets["fates"]:  # 84 were killed, with five more hurt
            return (people if tagged.lows[behind] == "more" else None) or tagged.words[behind + 1]
        if self._subjects.is_given(start):
            return self._made(start, told)
        verb = behind + (tagged.tags[behind] == "RB")
        if tagged.tags[start - 1] in _OPENERS and tagged.tags[verb] in FINITE:  # For it, hundreds marched
            return self._counted_before(start, told)
        near = start - told.counted.behind < _RECENT and "." not in tagged.words[told.counted.behind : start]
        if near and told.counted.is_one_of(sets["tallies"]):  # Roe had nine rebounds, and Poe added 19
            return None
        than = tagged.lows[behind] in sets["than_before"]  # 12 more than last week
        changed = amount.change is not None and not than
        anew = ";" in tagged.words[max(0, told.counted.behind) : max(0, start - 1)] or self._is_level(start, told)
        counted = None if changed else self._counted_before(start, told)
        subject = self._subjects.of(start) if anew or not counted else None
        if subject in (None, "figure"):  # the figure says nothing of what it counts
            return counted or subject
        return subject

    def _is_of_bare(self, start: int, behind: int) -> bool:
        """``won seven of nine``, either number; not ``one of nine``."""
        lows, covered = self._tagged.lows, self._phrases.covered
        first = lows[behind] == "of" and behind + 1 in covered and lows[start] != "one"
        return first or (lows[start - 1] == "of" and start - 2 in covered and lows[start - 2] != "one")

    def _made(self, start: int, told: Told) -> str | None:
        """What was counted before, unless no such thing is made here: ``had a 3.12 ERA and struck out nine``."""
        verb, sets = start - 1, self._words.sets
        while self._tagged.tags[verb] in ("RB", "RP"):
            verb -= 1
        scores = self._tagged.lows[verb] in sets["scoring"]
        return self._counted_before(start, told) if not scores or told.counted.is_one_of(sets["scores"]) else None

    def _is_level(self, start: int, told: Told) -> bool:
        """``sales fell from a combined 251``: a level from or to which something moves that nothing counted so far."""
        tagged, place = self._tagged, start - 1
        while tagged.tags[place] in ("DT", "JJ", "VBN"):
            place -= 1
        moving = tagged.lows[max(0, told.counted.behind, place - _NEAR) : max(0, place)]
        return tagged.lows[place] in ("from", "to") and not self._words.sets["moving"].isdisjoint(moving)

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
        since = told.counted.behind
        between = self._tagged.words[since:start] if start - since < _RECENT else ["."]
        known = not any(word == "." or "\n" in word for word in between)
        return told.counted.concept if known and not told.counted.is_one_of(self._words.sets["tallies"]) else None

    def _played(self, behind: int) -> str | None:
        """What a score is of: ``8-12 in the decider``, ``21-16, 19-21 in a final``, ``0-for-9 from the line``."""
        tagged, place = self._tagged, behind
        while tagged.lows[place] == "," and place + 1 in self._phrases.covered:
            place += 1
            while place in self._phrases.covered:
                place += 1
        if tagged.lows[place] not in ("in", "from"):
            return None
        place += 1 + (tagged.tags[place + 1] in DETERMINERS)
        found = self._phrases.span(place)
        if found is None or tagged.labels[found[1]] in (*PLACES, *TIMES):
            return None
        if tagged.lows[found[1]] in self._words.sets["never_in"]:  # voted 5-2 in favour of it
            return None
        return self._phrases.text(found[0], found[1] + 1)

    def _odds(self, start: int) -> str | None:
        """``put the odds of a recall at 5-1``, ``the bill passed 5-2``; a score is of two sides, and of nothing."""
        if self._tagged.lows[start - 1] in self._words.sets["carried"]:
            return self._subjects.of(start)
        if self._phrases.heads(start - 1):  # the House passed the bill 220-212, the bill passed the House 220-212
            first = self._phrases.begins(start - 1, 0)
            verb = self._phrases.before(first, 0)
            if self._tagged.lows[verb] in self._words.sets["carried"]:
                voted = self._tagged.lows[start - 1] in self._words.sets["chambers"]
                return self._subjects.of_verb(verb) if voted else self._phrases.text(first, start)
        subject = self._subjects.of(start)
        return subject if subject and not self._words.sets["odds"].isdisjoint(subject.lower().split()) else None

    def _counted_place(self, behind: int) -> int:
        """Where what is counted begins: ``two of the three lawmakers``, ``one of the first farmers``."""
        behind += self._tagged.tags[behind] == "''"  # “potentially hundreds” of buyers
        of = self._tagged.lows[behind] == "of"
        place = behind + of
        while self._is_passed(of, place):
            place += 1
        if self._is_ranked_twice(behind):
            place += 2
        return place + is_sized(self._tagged, place, self._words)

    def _is_ranked_twice(self, place: int) -> bool:
        """``the fifth and last match``, ``the first and only set``: a further rank behind an ordinal."""
        tagged, words = self._tagged, self._words
        ranked = tagged.lows[place + 1] in words.ordinal or tagged.lows[place + 1] in words.sets["ranks"]
        ranked |= tagged.tags[place + 1] == "JJS"  # his 45th and longest trip
        joined = tagged.lows[place] in ("and", "or")
        return ranked and joined and (tagged.lows[place - 1] in words.ordinal or tagged.lows[place - 1][:1].isdigit())

    def _is_passed(self, of: bool, place: int) -> bool:
        """Whether the word may stand between a number, or its "of", and what it counts: ``their past 12 games``."""
        tagged, low = self._tagged, self._tagged.lows[place]
        if low in self._words.sets["temporal"]:
            return tagged.tags[place + 1] == "CD"
        if tagged.tags[place] in DETERMINERS:  # the first the team has won
            return low not in ("a", "an", "the") or tagged.lows[place - 1] not in self._words.ordinal
        if low in self._words.sets["passed"]:
            return True
        pair = {low, tagged.lows[place - 1]} if "of" in tagged.lows[place : place + 2] else set()
        handful = not self._words.sets["handfuls"].isdisjoint(pair)  # one of a handful of firms
        handful |= tagged.lows[place + 1] in self._words.sets["handfuls"]  # of a growing number of firms
        about = tagged.tags[place] == "RB" and tagged.tags[place + 1] == "CD"  # one of perhaps 30 people
        many = low == "of" or place in self._phrases.covered  # one of dozens of firms
        return of and (about or handful or many or tagged.tags[place] == "CD")
