"""Finds what a number is of where the words beside it do not say it: mostly what one before is of. Tables of rules."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, PROPER, VERBS
from newsextract.numbers.concepts import shares
from newsextract.numbers.concepts.lean import ENDS, FAR, STOPS, Lean
from newsextract.rules.judgement import Judgement

_THIRD = 3  # a rank from which what was counted before may not be what is ranked
_ROW = 8  # words from a rank to another of the same
_SHORT = 6  # words from "from" to a level that is a high or low
_NEXT = ([","], ["and"], [",", "and"])
_APART = {",", "(", "—", "–", "-", "before", "after"}
_LISTED = {",", "and", "or", "through"}
_RANKED = ("st", "nd", "rd", "th")
_OPENING = NOUNS | {"JJ"}
_MOVED = ("up", "down")
_MEASURING = ("moving", "amounting", "being", "lasting", "scoring", "harming", "ranked", "costing")
_TRAILING = {"IN", "TO", "RB", "CC", ".", ",", ":", ""}
_ADVERBS = {"RB", "RBR", "RP", "JJ"}


SAID_BEFORE: Judgement[Lean, str] = Judgement("numbers", "said before", span=Lean.offsets)
ELIDED: Judgement[Lean, str] = Judgement("numbers", "noun left out", span=Lean.offsets)


@SAID_BEFORE.rule("up or down from a level")
def _moved(lean: Lean) -> str | None:
    """``is at 20.4, up from 18.4``, ``stands at 88.4 %, down 2.1 points``, ``Acme was the top gainer, up 3 %``."""
    tagged, lows, told = lean.tagged, lean.tagged.lows, lean.told
    place = lean.place_before({"DT", "JJ", "VBN"})  # down from an initial 5, after dropping a revised 5
    if lows[place] == "of":  # down from a high of 90
        near = max(0, place - _SHORT)
        place = lows.index("from", near) if "from" in lows[near:place] else place
    place -= lows[place] in ("from", "to")
    place -= tagged.tags[place] == "RB" and lows[place] not in _MOVED  # down slightly from
    moved = lows[place] in _MOVED or (tagged.tags[place] == "VBG" and lows[place] in lean.words.change_by)
    if not moved or lows[place - 1] not in _APART:
        return None
    if lean.between[:1] == [","] and place > told.level.behind + 1:  # at 12 p, Acme, down 2 p
        return None
    return told.level.concept if lean.follows else lean.called(place - 2)


@SAID_BEFORE.rule("from the level before")
def _from_level(lean: Lean) -> str | None:
    """``narrowed to 3.1 % from 3.4 %``, ``60 % of men, compared to only 24 % who``."""
    lows = lean.tagged.lows
    if lows[lean.behind] == "of" or not lean.like_last or not lean.follows:
        return None
    place = lean.place_before({"RB"})
    compared = lows[place - 1] == "compared" or lows[place] in ("versus", "vs")
    onwards = lows[place] == "to" and lows[lean.told.level.start - 1] == "from"  # from 3.4 % in May to 3.1 %
    moved = lean.amount.kind in ("percent", "money") and (lows[place] == "from" or onwards)
    return lean.told.level.concept if compared or (moved and lean.closely) else None


@SAID_BEFORE.rule("in brackets behind a name")
def _bracketed(lean: Lean) -> str | None:
    """``a rise in Junin (3,192), Ancash (3,152)``: what the one before is of, in the same list."""
    tagged, place, told = lean.tagged, lean.start - 1, lean.told
    if tagged.lows[place] != "(" or tagged.tags[place - 1] not in PROPER:
        return None
    before = tagged.text[: tagged.ends[told.level.start - 2]] if told.level.start > 1 else ""
    own = told.level.concept and before.endswith(told.level.concept)
    if lean.like_last and lean.closely:
        return told.level.concept if not own else None
    first = lean.phrases.begins(place - 1, 0)
    listed = tagged.lows[max(0, first - 2) : first] == ["such", "as"]
    return lean.subjects.doer(first - 3) if listed else None


@SAID_BEFORE.rule("a subject")
def _subject(lean: Lean) -> str | None:
    """``60 % of men smoked and 24 % drank``: what the share before is of."""
    opens = lean.before in ("and", "while", "but", "whereas")
    if lean.tagged.tags[lean.behind] not in FINITE or not opens:
        return None
    return lean.told.level.concept if lean.like_last else None


SAID_BEFORE.rule("who leads whom")(shares.leads)
SAID_BEFORE.rule("among some")(shares.among)
SAID_BEFORE.rule("those polled")(shares.polled)
SAID_BEFORE.rule("a share of them")(shares.of_them)
SAID_BEFORE.rule("a share of the same")(shares.shared)
SAID_BEFORE.rule("as much of the same")(shares.same)
SAID_BEFORE.rule("verb left out")(shares.without_verb)


@SAID_BEFORE.rule("more of the same")
def _further(lean: Lean) -> str | None:
    """``15 mm of rain on Tuesday and up to 20 mm on Wednesday``, ``fell 3 % in volume and 7 % in value``."""
    if not lean.like_last:
        return None
    tags, lows, last = lean.tagged.tags, lean.tagged.lows, lean.told.level.behind
    alike = lean.before == "and" and tags[last] in ("IN", "TO") and lows[last] == lows[lean.behind]
    alike &= lean.closely and not (lean.amount.kind == "money" and lows[last] in ("for", "from"))  # $5 for a roof
    if not (lean.told.level.parted or alike) or not lean.follows:
        return None
    place, ends = lean.place_before({"DT", "JJ", "JJR", "RB"}), lean.tagged.tags[lean.behind] in ("IN", ".", ",", "")
    joined = lean.tagged.lows[place] in ("and", "or", ",") and lean.tagged.lows[lean.behind] != "of"
    return lean.told.level.concept if joined and ends else None


SAID_BEFORE.rule("who got so much")(shares.got)
SAID_BEFORE.rule("who came in with so much")(shares.came_in_with)


@SAID_BEFORE.rule("somebody's")
def _possessed(lean: Lean) -> str | None:
    """``by 46.2 percent to Roe's 42.1 percent``: the name."""
    tagged, place = lean.tagged, lean.start - 2
    if tagged.tags[place + 1] != "POS" or tagged.tags[place] not in PROPER:
        return None
    bare = lean.amount.kind in ("percent", "cardinal") and tagged.tags[lean.behind] in (".", ",", "CC", ":", "IN", "")
    return lean.phrases.text(lean.phrases.begins(place, 0), place + 1) if bare else None


@SAID_BEFORE.rule("a score of each side")
def _side(lean: Lean) -> str | None:
    """``Bucks 118, Grizzlies 114``: each the points of the name before it."""
    tagged, first = lean.tagged, lean.start
    while tagged.tags[first - 1] in NOUNS and tagged.words[first - 1][:1].isupper():
        first -= 1
    if first == lean.start or lean.amount.unit or not lean.like_last:
        return None
    if tagged.lows[lean.told.level.behind : first] not in _NEXT:
        return None
    return lean.phrases.text(first, lean.start)


@SAID_BEFORE.rule("a magnitude")
def _magnitude(lean: Lean) -> str | None:
    """``a magnitude 6.1 earthquake``: how strong it was."""
    return lean.tagged.words[lean.start - 1] if lean.before == "magnitude" else None


@SAID_BEFORE.rule("the oldest of whom")
def _oldest(lean: Lean) -> str | None:
    """``two sons, the younger of whom is 9``: they."""
    if lean.amount.kind != "age":
        return None
    place = lean.place_before({"RB"})
    return lean.plural_before(0) if lean.tagged.lows[max(0, place - 2) : max(0, place)] == ["of", "whom"] else None


@ELIDED.rule("of them")
def _of_them(lean: Lean) -> str | None:
    """``some 340 of whom``, ``four of them``: what was counted, or the nearest plural before."""
    lows, told = lean.tagged.lows, lean.told
    if lows[lean.behind] != "of" or lows[lean.behind + 1] not in lean.words.sets["those"]:
        return None
    return lean.plural_before(told.things.behind) or lean.things


@ELIDED.rule("of which")
def _of_which(lean: Lean) -> str | None:
    """``38,000 hectares of rice, of which a third is ripe``: what the level before is of."""
    relative = lean.tagged.lows[max(0, lean.start - 2) : lean.start] in (["of", "which"], ["of", "whom"])
    return lean.told.level.concept if relative else None


@ELIDED.rule("behind what it counts")
def _apposed(lean: Lean) -> str | None:
    """``the second-highest number of delegates, 247,``."""
    if lean.before != "," or not lean.phrases.heads(lean.start - 2):
        return None
    first = lean.phrases.begins(lean.start - 2, 0)
    of = lean.phrases.before(first, 0)
    counted = lean.tagged.lows[max(0, of - 1) : of + 1] == ["number", "of"]
    return lean.phrases.text(first, lean.start - 1) if counted else None


@ELIDED.rule("some of a kind")
def _including(lean: Lean) -> str | None:
    """``mills in all the land, including four in Delmo``."""
    return lean.plural_before(0) if lean.tagged.lows[lean.place_before({"DT"})] == "including" else None


@ELIDED.rule("a list that shares its noun")
def _listed(lean: Lean) -> str | None:
    """``41,773 and 11,189 infections``, ``100,000, 200,000 or 250,000 refugees``, ``third through fifth grades``."""
    tagged, covered, place = lean.tagged, lean.phrases.covered, lean.behind
    joined, ranked = False, lean.amount.kind == "ordinal"  # two thousand, five men left
    while tagged.lows[place] in _LISTED and place + 1 in covered:
        if ranked != tagged.lows[place + 1].endswith(_RANKED):
            return None
        joined = tagged.lows[place] != ","
        place += 1
        while place in covered:
            place += 1
    return lean.phrases.right(place) if joined and tagged.tags[place] in _OPENING else None


@ELIDED.rule("as many as before")
def _all(lean: Lean) -> str | None:
    """``all seven were charged``, ``Six were from Delmo``: as many as were counted, or some of them."""
    tagged = lean.tagged
    counted = lean.counts.get(lean.amount.value)
    if lean.before in ("all", "the") and lean.amount.kind == "cardinal":
        return counted
    opens = lean.before in STOPS or "\n" in lean.before or lean.before in ("", "all", "only", ";")
    if tagged.tags[lean.behind] not in FINITE or not opens:
        return None
    are = tagged.lows[lean.behind] in lean.words.sets["being"] and tagged.tags[lean.behind + 1] == "NNS"
    return lean.phrases.right(lean.behind + 1) if are else lean.things


@ELIDED.rule("who is ranked")
def _ranked(lean: Lean) -> str | None:
    """``Roe ranked third with 8 %``, ``Peru, ranked 15th, won``, ``Roe was second and Poe third``."""
    tagged = lean.tagged
    if lean.amount.kind != "ordinal":
        return None
    if tagged.tags[lean.start - 1] in PROPER:
        return lean.phrases.text(lean.phrases.begins(lean.start - 1, 0), lean.start)
    if lean.before in lean.words.sets["being"]:  # Roe was second with 8 %
        return lean.subjects.doer(lean.start)
    if tagged.tags[lean.start - 1] in DETERMINERS:  # the meeting was the first
        is_said = tagged.lows[lean.start - 2] in (*lean.words.sets["being"], "be")
        return lean.subjects.doer(lean.start) if is_said else None
    place = lean.place_before({"RB", "RP", "IN", "TO"})  # Peru moved up to third
    return lean.subjects.of(place) if tagged.lows[place] in lean.words.sets["ranked"] else None


@ELIDED.rule("more of what was counted")
def _object(lean: Lean) -> str | None:
    """``the museum has sent back 29``, ``Roe got seven``, ``was worst, with 29``: what the number before counted."""
    tags, lows, amount = lean.tagged.tags, lean.tagged.lows, lean.amount
    if amount.kind != "cardinal" or not amount.is_whole or amount.per:
        return None
    if lean.before == "with":
        return lean.things if lows[lean.behind] in ENDS else None
    place = lean.place_before(_ADVERBS)
    if tags[lean.start] in VERBS:  # had topped 6 million
        return None
    does = tags[place] in VERBS - {"VBG"} and lows[place].isalpha() and tags[lean.behind] in _TRAILING  # not: he's two
    return lean.things if does and not any(lows[place] in lean.words.sets[name] for name in _MEASURING) else None


@ELIDED.rule("one more in a row")
def _next(lean: Lean) -> str | None:
    """``the third rise; a fourth``, ``two pupils; a third``, ``a round of talks, the sixth``, ``and the second``."""
    tagged, told = lean.tagged, lean.told
    if lean.amount.kind != "ordinal":
        return None
    if tagged.tags[lean.start - 1] not in DETERMINERS:  # a fifth term, fourth in a row and second with her
        row = lean.before in (",", "and") and lean.start - told.ranked.behind < _ROW and lean.follows_rank
        return told.ranked.concept if row else None
    place = lean.start - 2
    if tagged.lows[place] == "," == tagged.lows[lean.behind]:
        return lean.phrases.text(lean.phrases.begins(place - 1, 0), place)
    rows = (told.ranked, told.things)
    near = [row for row in rows if row.behind > lean.start - FAR and row.many + 1 == lean.amount.value]
    if lean.amount.value < _THIRD and not tagged.lows[place].strip(".;\n"):  # two ships. The first is due
        return told.ranked.concept if told.ranked in near else lean.things
    if lean.tagged.lows[place] == "and" and lean.follows_rank:  # the ninth this year and the second in May
        return told.ranked.concept
    return max(near).concept if near else None
