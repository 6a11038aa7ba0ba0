"""Chooses what a number is of: the candidate whose signs have the greatest sum of weights, learned from articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from newsextract import rules
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.candidates import Earlier, Named, Placed, Surroundings
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.rules.judgement import Decision, is_traced, note

Signs = dict[str, str]
_LONG = 6  # symbols of a path
_FAR = 5  # three words each from a number before
_STRONGEST = 5  # signs of a choice that are shown


class Setting:
    """A number as the signs see it, and the symbols around it."""

    def __init__(self, amount: Amount, start: int, end: int, around: Surroundings, placed: Sequence[Placed]) -> None:
        """The number is the words from ``start`` up to before ``end``."""
        symbol, owned = around.symbols.of, around.phrases.letters[start - 1] == "D"
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


def _hanging(beside: str) -> str:
    """How a phrase hangs on the word beside it: by "of", another preposition, a verb, or not."""
    if beside == "of" or beside in lexicon().sets["prepositions"]:
        return "of" if beside == "of" else "preposition"
    return "verb" if beside[0] in "FVAG" else "-"


def placed_signs(one: Placed, at: Setting, earlier: tuple[Earlier, list[str]] | None) -> Signs:
    """The signs for a phrase beside the number; ``earlier``: what speaks for it as that which a number before is of."""
    side, sort, path = one.side, at.sort, one.path
    place = f"{side}{one.rank}"
    line = " ".join(path[:_LONG]) + ("~" if len(path) > _LONG else "")
    far = path[-1] if path else "^"
    hangs = _hanging(one.beside) + " verb" * any(symbol[0] in "FV" for symbol in path)
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
