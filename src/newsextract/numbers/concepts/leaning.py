"""Finds what a number is of that the words beside it do not say: that of a number before it, or of a name. A table of rules."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.concepts.told import Told
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import DETERMINERS, FINITE, NOUNS, PROPER, VERBS, TaggedText
from newsextract.rules.judgement import Judgement

_STOPS = {".", "\n", "?", "!"}
_FAR = 60  # words over which what was counted is still known
_NEAR = 8  # words from one level to the other
_OPENS = {"``", "''", "-LRB-", ":"}
_LISTED = {",", ";", "and", ")", "("}
_MOVED = ("up", "down")
_ENDS = {".", ",", ";", "\n", ""}
_ADVERBS = {"RB", "RBR", "RP", "JJ"}


class Lean(NamedTuple):
    """An amount as the rules see it: its words are those from ``start`` up to before ``behind``."""

    amount: Amount
    start: int
    behind: int
    told: Told
    tagged: TaggedText
    phrases: NounPhrases
    words: Lexicon

    def offsets(self) -> tuple[int, int]:
        """Where it starts and ends in the text."""
        return self.tagged.starts[self.start], self.tagged.ends[self.behind - 1]

    @property
    def before(self) -> str:
        """The word before it."""
        return self.tagged.lows[self.start - 1]

    @property
    def between(self) -> list[str]:
        """The words between the level before and this one."""
        return self.tagged.lows[self.told.level_behind : self.start]

    @property
    def follows(self) -> bool:
        """Whether the level before is in the same sentence, and no verb stands between."""
        places = range(self.told.level_behind, self.start)
        return self.told.level is not None and not any(
            self.tagged.lows[at] in _STOPS or self.tagged.tags[at] in FINITE or "\n" in self.tagged.words[at]
            for at in places
        )

    @property
    def like_last(self) -> bool:
        """Whether it is in the unit of the level before."""
        last = self.told.level
        return last is not None and (last.kind, last.unit) == (self.amount.kind, self.amount.unit)

    def place_before(self, passed: set[str]) -> int:
        """The nearest place before it whose tag is none of these."""
        place = self.start - 1
        while self.tagged.tags[place] in passed:
            place -= 1
        return place

    @property
    def things(self) -> str | None:
        """What the last cardinal counted, if it is near."""
        return self.told.things if self.start - self.told.things_behind < _FAR else None


SAID_BEFORE: Judgement[Lean, str] = Judgement("numbers", "said before", span=Lean.offsets)
ELIDED: Judgement[Lean, str] = Judgement("numbers", "noun left out", span=Lean.offsets)


@SAID_BEFORE.rule("up or down from a level")
def _moved(lean: Lean) -> str | None:
    """``is at 20.4, up from 18.4``, ``stands at 88.4 %, down 2.1 points``: what the level is of."""
    lows, place = lean.tagged.lows, lean.place_before({"DT"})
    place -= lows[place] == "from"
    moved = lows[place] in _MOVED or (lean.tagged.tags[place] == "VBG" and lows[place] in lean.words.change_by)
    apart = lows[place - 1] in (",", "(", "—", "–", "-")
    named = lean.between[:1] == [","] and place > lean.told.level_behind + 1  # at 12 p, Acme, down 2 p
    return lean.told.level_concept if moved and apart and not named and lean.follows else None


@SAID_BEFORE.rule("from the level before")
def _from_level(lean: Lean) -> str | None:
    """``narrowed to 3.1 % from 3.4 %``, ``60 % of men, compared to only 24 % who``."""
    place = lean.place_before({"RB"})
    lows = lean.tagged.lows
    compared = lows[place] in ("to", "with") and lows[place - 1] == "compared"
    moved = lows[place] == "from" and len(lean.between) < _NEAR and lean.amount.kind in ("percent", "money")
    if lows[lean.behind] == "of":
        return None
    return lean.told.level_concept if (compared or moved) and lean.like_last and lean.follows else None


@SAID_BEFORE.rule("in brackets behind a name")
def _bracketed(lean: Lean) -> str | None:
    """``a rise in Junin (3,192), Ancash (3,152)``: what the one before is of, in the same list."""
    tagged, place = lean.tagged, lean.start - 1
    if tagged.lows[place] != "(" or tagged.tags[place - 1] not in PROPER or lean.amount.kind in ("age", "ordinal"):
        return None
    told = lean.told
    own = told.level_concept and tagged.text[: tagged.ends[told.level_start - 2]].endswith(told.level_concept)
    return told.level_concept if lean.like_last and lean.follows and not own else None


@SAID_BEFORE.rule("a score of each side")
def _side(lean: Lean) -> str | None:
    """``Bucks 118, Grizzlies 114``: each the points of the name before it."""
    tagged, first = lean.tagged, lean.start
    while tagged.tags[first - 1] in NOUNS and tagged.words[first - 1][0].isupper():
        first -= 1
    sides = tagged.lows[lean.told.level_behind : first] == [","] and tagged.lows[first - 1] == ","
    if first == lean.start or not sides or not lean.like_last or lean.amount.unit:
        return None
    return lean.phrases.text(first, lean.start)


@SAID_BEFORE.rule("a magnitude")
def _magnitude(lean: Lean) -> str | None:
    """``a magnitude 6.1 earthquake``: how strong it was."""
    return lean.tagged.words[lean.start - 1] if lean.before == "magnitude" else None


@ELIDED.rule("of them")
def _of_them(lean: Lean) -> str | None:
    """``some 340 of whom``, ``four of them``: what was counted, or the nearest plural before."""
    lows, tags = lean.tagged.lows, lean.tagged.tags
    if lows[lean.behind] != "of" or lows[lean.behind + 1] not in lean.words.sets["those"]:
        return None
    for place in range(lean.start - 1, max(0, lean.start - _FAR), -1):
        if place < lean.told.things_behind and lean.told.things:
            return lean.told.things
        if tags[place] in ("NNS", "NNPS") and lean.phrases.heads(place):
            return lean.phrases.text(lean.phrases.begins(place, 0), place + 1)
    return lean.things


@ELIDED.rule("all of those before")
def _all(lean: Lean) -> str | None:
    """``all seven were charged``, ``Six were from Delmo``: as many as were counted, or some of them."""
    tagged = lean.tagged
    alone = tagged.tags[lean.behind] in FINITE
    opens = lean.before in _STOPS or "\n" in lean.before or lean.before == ""
    return lean.things or "" if alone and (opens or lean.before in ("all", "only")) else None


@ELIDED.rule("more of what was counted")
def _object(lean: Lean) -> str | None:
    """``the museum has sent back 29``, ``Roe got seven``, ``was worst, with 29``: what the number before counted."""
    tags, lows, amount = lean.tagged.tags, lean.tagged.lows, lean.amount
    if amount.kind != "cardinal" or not amount.is_whole or amount.value == 1:
        return None
    if lean.before == "with":
        return lean.things if lows[lean.behind] in _ENDS else None
    place = lean.place_before(_ADVERBS)
    if tags[lean.start] in VERBS:  # had topped 6 million
        return None
    return lean.things if tags[place] in VERBS and lows[place] in lean.words.sets["having"] else None


@ELIDED.rule("one more in a row")
def _next(lean: Lean) -> str | None:
    """``the third rise; a fourth``, ``two pupils; a third``, ``a round of talks, the sixth, is due``."""
    tagged, told = lean.tagged, lean.told
    if lean.amount.kind != "ordinal" or tagged.tags[lean.start - 1] not in DETERMINERS:
        return None
    place = lean.start - 2
    if tagged.lows[place] == "," == tagged.lows[lean.behind] and tagged.tags[place - 1] in NOUNS:
        return lean.phrases.text(lean.phrases.begins(place - 1, 0), place)
    rows = [(told.ranked_behind, told.rank, told.ranked), (told.things_behind, told.things_many, told.things)]
    near = [row for row in rows if row[0] > lean.start - _FAR and row[1] + 1 == lean.amount.value]
    return max(near)[2] if near else None
