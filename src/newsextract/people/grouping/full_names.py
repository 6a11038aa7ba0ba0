"""The words of a name, and whether two full names may be one person's."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import core, nicknames, skeleton


class Parts(NamedTuple):
    """The words of a name that are compared."""

    words: tuple[str, ...]  # skeletons of the words that are neither particle nor suffix
    plain: tuple[str, ...]  # those words as folded
    suffix: str
    letters: str  # of all those words, sorted


def parts_of(folds: tuple[str, ...], lexicon: Lexicon) -> Parts:
    """The parts of a name, given as folded words."""
    suffix = ""
    rest = list(folds)
    if len(rest) > 1 and rest[-1] in lexicon.suffix_folds:
        suffix = rest.pop()
    named = [word for word in rest[:-1] if word not in lexicon.particles] + rest[-1:]  # "Edmund Delle" ends so
    if rest[0] in lexicon.men and rest[0] not in lexicon.leading and rest[0] not in named[:1]:  # "Ben Reed"
        named.insert(0, rest[0])
    plain = [core(word, lexicon.particles) for word in named]
    words = tuple(map(skeleton, plain))
    return Parts(words, tuple(plain), suffix, "".join(sorted("".join(words))))


def differ(one: str, other: str) -> bool:
    """Whether both are known and not the same."""
    return len({one, other} - {""}) > 1


def compatible(short: Parts, long: Parts) -> bool:
    """Whether two full names may be one person's; the second has as many words or more."""
    if differ(short.suffix, long.suffix):
        return False
    if short.letters == long.letters:
        return True
    if set(short.words) <= set(long.words):
        return True
    if short.words[-1] != long.words[-1]:
        return False
    given, whole = short.plain[:-1], iter(long.plain[:-1])
    if given == ("".join(name[0] for name in long.plain[:-1]),):  # "JD"
        return True
    return all(any(stands_for(name, other) for other in whole) for name in given)  # each, in order, for one


def stands_for(name: str, whole: str) -> bool:
    """Whether a given name may be short for another: "J." for "John", "Bill" for "William"."""
    one, other = name.rstrip("."), whole.rstrip(".")
    if min(len(one.partition(".")[0]), len(other.partition(".")[0])) == 1:  # "J.D."
        return one[0] == other[0]
    return skeleton(name) == skeleton(whole) or nicknames(name, whole)
