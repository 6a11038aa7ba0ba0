"""Finds what each number counts or measures, in the article's words, and which person that is.

Of the candidates that one is chosen whose signs have the greatest sum of weights, learned from articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from newsextract import rules
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.surroundings import (
    BACK,
    Earlier,
    Named,
    Placed,
    Surroundings,
    earlier_concepts,
)
from newsextract.numbers.knowledge.lexicon import Tokens, lexicon
from newsextract.numbers.text import TaggedText
from newsextract.people.knowledge.lexicon import usual_sexes
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import word_sexes
from newsextract.records.record import Person
from newsextract.rules.judgement import Decision, is_traced, note

Signs = dict[str, str]
_LONG = 6  # symbols of a path
_FAR = 5  # three words each from a number before
_STRONGEST = 5  # signs of a choice that are shown
_COUNTS = frozenset({"cardinal", "ordinal"})
_NO_THINGS = frozenset({"Sfrequencies", "Sempty", "Nempty"})  # three times, the first one
_MOST_TO_POLLED = 3  # words from a poll to how many it asked
_SEXES = {"he": "m", "she": "f"}
_PRONOUN = 12  # words from an age back to a pronoun
_MARKS = frozenset(('"', "“", "”", "``", "''"))


class Owners:
    """The people of one article, found by the words that name them."""

    def __init__(self, people: Sequence[Person]) -> None:
        """``people``: as in the record."""
        self._people = people

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each name stands, in text order, and its person's place."""
        places: dict[str, list[tuple[int, int]]] = {}
        mentions = ((mention, place) for place, person in enumerate(self._people) for mention in person.mentions)
        for mention, place in sorted(mentions, key=lambda one: one[0].start):
            places.setdefault(mention.text, []).append((mention.start, place))
        return places

    def of(self, concept: str | None, start: int) -> int | None:
        """The place in people of the person that a concept names, with or without a title, nearest to ``start``.

        None where it names nobody, or more than a person: "Reed's salary".
        """
        words = concept.split(" ") if concept else []
        for first in range(len(words)):
            if found := self._places.get(" ".join(words[first:])):
                at = bisect_left(found, (start, 0))
                near = found[max(0, at - 1) : at + 1]
                return min(near, key=lambda one: (abs(one[0] - start), one[1]))[1]
        return None

    @cached_property
    def sexes(self) -> dict[int, str]:
        """ "m" or "f" by title or first name, where these tell, by where a mention or its last word starts."""
        found: dict[int, str] = {}
        for person in self._people:
            said = (word for words in (*person.titles, *person.roles) for word in words.lower().split())
            firsts = (form.partition(" ") for form in (person.name, *person.aliases))
            given = (usual_sexes().get(fold(first), "") for first, _, rest in firsts if rest)
            if sex := next(filter(None, (*(word_sexes().get(word, "") for word in said), *given)), ""):
                starts = ((mention.start, mention.end, mention.text) for mention in person.mentions)
                found |= {at: sex for start, end, text in starts for at in (start, end - len(text.split()[-1]))}
        return found


class Setting:
    """A number as the signs see it, and the symbols around it."""

    def __init__(self, amount: Amount, start: int, end: int, around: Surroundings, placed: Sequence[Placed]) -> None:
        """The number is the words from ``start`` up to before ``end``."""
        symbol, owned = around.symbol, around.letters[start - 1] == "D"
        rights = [one for one in placed if one.side == "right"]
        self.amount = amount
        self.sort = "point" if amount.unit == "point" else str(amount.kind)
        kind = "one" if self.sort == "cardinal" and amount.value == 1 else self.sort
        self.kind = kind + "/" * (amount.per is not None) + "+" * (amount.change is not None)  # with rate and change
        self.before = "D" if owned else symbol(start - 1)
        self.before_that = "D" * owned + symbol(start - 2)
        self.after, self.after_that = symbol(end), symbol(end + 1)
        self.verb, self.verb_word = around.verb(start)  # the nearest before
        self.first_right = "".join(rights[0].path[:2]) if rights else "-"  # the path to the nearest phrase after
        self.lefts = min(len(placed) - len(rights), 2)  # how many stand before
        self.word_after = around.lows[end]

    def alike(self, earlier: Earlier) -> str:
        """Whether a number before is of the same kind, and in the same unit."""
        other = earlier.amount
        return "kind" * (other.kind == self.amount.kind) + "unit" * (other.unit == self.amount.unit)


def none_signs(at: Setting) -> Signs:
    """The signs for a number that is of nothing named."""
    return {
        "none: kind": at.kind,
        "none: before": f"{at.before} {at.kind}",
        "none: after": f"{at.after} {at.kind}",
        "none: around": f"{at.before}_{at.after} {at.kind}",
        "none: before that": f"{at.before_that} {at.before} {at.sort}",
        "none: verb, after": f"{at.verb} {at.after} {at.sort}",
        "none: lefts": f"{at.lefts} {at.sort}",
        "none: verb word": f"{at.verb_word} {at.sort}",
        "none: word after": f"{at.word_after} {at.sort}",
    }


def placed_signs(one: Placed, at: Setting, earlier: tuple[Earlier, list[str]] | None) -> Signs:
    """The signs for a phrase beside the number; ``earlier``: what speaks for it as that which a number before is of."""
    side, sort, path = one.side, at.sort, one.path
    place = f"{side}{one.rank}"
    line = " ".join(path[:_LONG]) + ("~" if len(path) > _LONG else "")
    far = path[-1] if path else "^"
    hangs = "verb" if one.beside[0] in "FVAG" else "-"  # by what it hangs on the word beside it
    if one.beside == "of" or one.beside in lexicon().sets["prepositions"]:
        hangs = "of" if one.beside == "of" else "preposition"
    hangs += " verb" * any(symbol[0] in "FV" for symbol in path)
    return {
        "path, kind": f"{side} {line} {at.kind}",
        "path, before": f"{side} {line} {at.before} {sort}",
        "hangs": f"{side} {hangs} {sort}",
        "place, hangs": f"{place} {hangs}",
        "beside": f"{side} {one.beside} {sort}",
        "place, head": f"{place} {one.head}",
        "place, around": f"{place} {at.before}_{at.after} {sort}",
        "place, after": f"{place} {at.after} {at.after_that}",
        "head, before": f"{side} {one.head} {at.before} {sort}",
        "head, far": f"{side} {one.head} {far} {sort}",
        "phrases between": f"{side} {path.count('N')} {sort}",
        "joints": f"{side} {path.count(',') + path.count('and') + path.count('but')} {sort}",
        "last steps": f"{side} {' '.join(path[-3:])} {one.beside}",
        "told": f"{'+'.join(earlier[1])} {sort}" if earlier else "",
        "word": f"{side} {one.word} {sort}",
        "word, near": f"{place} {one.word}",
        "verb word": f"{side} {at.verb_word} {sort}",
        "verb word, path": f"{side} {at.verb_word} {' '.join(path[:3])}",
        "word after": f"{place} {at.word_after} {sort}",
    }


def polled_signs(at: Setting) -> Signs:
    """The signs for those whom a poll asked."""
    return {
        "polled: around": f"{at.before}_{at.after} {at.sort}",
        "polled: after": f"{at.after} {at.first_right}",
        "polled: lefts": str(at.lefts),
    }


def earlier_signs(one: Earlier, roles: Sequence[str], at: Setting, between: str, stops: int, words: int) -> Signs:
    """The signs for what a number before is of."""
    sort, alike, role, distance = at.sort, at.alike(one), "+".join(roles), min(words // 3, _FAR)
    return {
        "told: role": f"{role} {sort}",
        "told: sentences": f"{stops} {role} {sort}",
        "told: alike": f"{stops} {alike} {at.kind}",
        "told: between": f"{between} {alike} {sort}",
        "told: distance": f"{distance} {stops} {sort}",
        "told: around, role": f"{at.before}_{at.after} {sort} {role}",
        "told: after": f"{at.after} {at.after_that} {stops}",
        "told: around": f"{at.before}_{at.after} {alike} {stops}",
        "told: lefts": f"{at.lefts} {sort} {stops}",
        "told: verb, after": f"{at.verb} {at.after} {stops} {alike}",
    }


def named_signs(one: Named, at: Setting, sex: str, nearest: str) -> Signs:
    """The signs for a person named before; ``sex``: whether it is the pronoun's, ``nearest``: the nearest head."""
    return {
        "named: rank": str(one.rank),
        "named: sex": sex,
        "named: opens": f"{one.opens} {one.rank}",
        "named: verb": f"{at.verb} {at.before}",
        "named: all": f"{sex} {one.opens} {one.rank}",
        "named: nearest": nearest,
    }


class Candidate(NamedTuple):
    """What a number may be of, None for nothing; ``name`` says where it stands."""

    name: str
    text: str | None
    signs: Signs


@rules.cached
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each value of each sign, from models/rules/numbers/built/concept_weights.jsonl."""
    return defaultdict(dict, {row["sign"]: row["weights"] for row in rules.rows("numbers/built/concept_weights")})


def best(candidates: Iterable[Candidate], span: tuple[int, int]) -> str | None:
    """The text of the candidate with the greatest sum of weights. ``span``: the number's offsets, for explain."""
    known = weights()
    chosen = max(candidates, key=lambda one: sum([known[sign].get(value, 0.0) for sign, value in one.signs.items()]))
    if is_traced():
        weighed = [(known[sign].get(value, 0.0), f"{sign} ({value})") for sign, value in chosen.signs.items()]
        strongest = sorted(filter(itemgetter(0), weighed), key=lambda one: -abs(one[0]))[:_STRONGEST]
        explain(chosen.name, [f"{sign} {added:+.1f}" for added, sign in strongest], span, chosen.text)
    return chosen.text


def explain(name: str, signs: Iterable[str], span: tuple[int, int], concept: str | None) -> None:
    """Notes where a number's concept was found and why, where decisions are collected."""
    for rule in (name, *signs):
        note(Decision("numbers", "concept", rule, *span, concept))


class Concepts:
    """The concepts of one article's amounts; ``spans``: the places of each one's first word and of that after it."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, amounts: Sequence[Amount], owners: Owners) -> None:
        """``amounts``: in text order. ``owners``: the people of the article."""
        self.owners, self.spans = owners, [tagged.span(*amount.offsets(tokens)) for amount in amounts]
        self._tokens, self.tagged, self._amounts = tokens, tagged, amounts
        back = BACK if any(amount.kind == "age" for amount in amounts) else 0
        self._around = Surroundings(tagged, self.spans, back)
        self._polled = self._whom_polled()

    def all(self) -> Iterator[str | None]:
        """What each amount counts or measures, or None, in text order."""
        earlier: list[Earlier] = []
        for amount, (start, end) in zip(self._amounts, self.spans, strict=True):
            span = amount.offsets(self._tokens)
            concept = self._counted(amount, end, span) or best(self.candidates(amount, start, end, earlier), span)
            earlier.append(Earlier(amount, start, end, concept))
            yield concept

    def _counted(self, amount: Amount, end: int, span: tuple[int, int]) -> str | None:
        """The noun right after a count, in the plural: ``150 new cars``; of a rank or one, in the singular too."""
        if amount.unit is not None or amount.kind not in _COUNTS:
            return None
        found = next(self._around.right(end, False), None)
        heads = "SN" if amount.kind == "ordinal" or amount.value == 1 else "S"
        if found is None or found.path or found.head[0] not in heads or found.head in _NO_THINGS:
            return None
        explain("the noun right after", (), span, found.text)
        return found.text

    def candidates(self, amount: Amount, start: int, end: int, earlier: Sequence[Earlier]) -> list[Candidate]:
        """What an amount may be of, the first is nothing. ``earlier``: the amounts before, with what they are of."""
        placed = [*self._around.left(start), *self._around.right(end, amount.kind == "ordinal")]
        # Not who stands outside the marks that the number stands in: “We will pay 12” — Ana Duarte.
        outside = [one for one in placed if sum(symbol in _MARKS for symbol in one.path) % 2]
        speakers = [one for one in outside if self.owners.of(one.text, start) is not None]
        placed = [one for one in placed if one not in speakers]
        sex = ""
        if amount.kind == "age":
            least = max(start - _PRONOUN, 0)
            floor = max(self._around.letters.rfind(".", least, start), least)
            sex = next(filter(None, map(_SEXES.get, reversed(self.tagged.lows[floor : start - 1]))), "")
            placed = [one for one in placed if self._may_be_aged(one.last, sex)]
        at = Setting(amount, start, end, self._around, placed)
        before = earlier_concepts(amount, start, earlier, self.tagged)
        found = [Candidate("none", None, none_signs(at))]
        for phrase in placed:
            name = " ".join([phrase.side, *phrase.path])
            found.append(Candidate(name, phrase.text, placed_signs(phrase, at, before.get(phrase.text))))
        for text, (one, roles) in before.items():  # what numbers before are of
            between, stops = self._around.between(one.end, start)
            signs = earlier_signs(one, roles, at, between, stops, start - one.end)
            found.append(Candidate(f"of a number before: {between}", text, signs))
        if self._polled and amount.kind in ("percent", "ratio"):
            found.append(Candidate("those polled", self._polled, polled_signs(at)))
        if amount.kind == "age":  # that of somebody named in a sentence before
            nearest = placed[0].head if placed and placed[0].side == "left" else "-"
            for named in self._around.named(start):
                known = self.owners.sexes.get(named.start, "")
                agrees = "-" if not sex else "?" if not known else str(known == sex)
                found.append(Candidate("named before", named.text, named_signs(named, at, agrees, nearest)))
        return found

    def _may_be_aged(self, place: int, sex: str) -> bool:
        """Whether the noun there may have an age, and is of this sex: ``Ana Roe met Jo Poe when she was 13``."""
        low = self.tagged.lows[place]
        if low in self._tokens.words.sets["aged"]:  # her age is 54
            return False
        known = self.owners.sexes.get(self.tagged.starts[place]) or word_sexes().get(low, "")
        return not sex or known in ("", sex)

    def _whom_polled(self) -> str | None:
        """Whom the poll asked that the article tells of: ``a poll of 1,000 likely voters``."""
        polls = self._tokens.words.sets["polls"]
        for amount, (start, end) in zip(self._amounts, self.spans, strict=True):
            near = self.tagged.lows[max(0, start - _MOST_TO_POLLED) : start]
            if amount.kind == "cardinal" and not polls.isdisjoint(near):
                return next((found.text for found in self._around.right(end, False)), None)
        return None
