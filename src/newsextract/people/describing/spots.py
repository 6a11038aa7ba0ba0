"""A place of a name with what stands right before it, and how the two stand in their sentence."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate
from newsextract.people.describing.address import Address, address
from newsextract.people.describing.before_name import start_before
from newsextract.people.describing.phrases import Phrases


class Spot(NamedTuple):
    """One of the places of a name, with the titles before it, and where the role right before these begins."""

    phrases: Phrases
    place: Candidate
    address: Address
    before: int | None

    @classmethod
    def of(cls, phrases: Phrases, place: Candidate) -> Spot:
        """The spot of a place."""
        titles = address(phrases, place)
        return cls(phrases, place, titles, start_before(phrases, titles.first))

    @property
    def span(self) -> tuple[int, int]:
        """The name's offsets."""
        words = self.phrases.words
        return words.starts[self.place.first], words.ends[self.place.last - 1]


def is_relative(spot: Spot, first: int) -> bool:
    """Whether the name and its title open a clause: "a remark President Reed made"."""
    phrases, title = spot.phrases, spot.phrases.words.forms[spot.address.first - 1]
    opened = title[:1].isupper() and phrases.is_opened(first) and phrases.tags[first] == "NN"
    return opened and is_followed(spot)


def is_followed(spot: Spot) -> bool:
    """Whether a finite verb follows the name, or an adverb and a verb."""
    phrases, after = spot.phrases, spot.place.last
    after += phrases.tags[after] == "RB"
    return phrases.close(after) and phrases.is_verb(after)


def is_apposed(spot: Spot, first: int) -> bool:
    """Whether the name stands for the role before it, and does not open a clause: "To the mayor, Ann Reed said no"."""
    phrases, words, after = spot.phrases, spot.phrases.words, spot.place.last
    start = first - phrases.is_opened(first)
    if words.folds[start] in ("a", "an") and start - 1 in phrases.people and words.gap(start) == ", ":
        return False  # "Tom Bright, a lawyer, Ann Reed and others"
    if words.gap(after) != " " or phrases.opens_sentence(start):
        return True
    if phrases.tags[start - 1] == "IN" and phrases.opens_sentence(start - 1):
        return False  # "Inside the centre, Ann Reed on Tuesday said no"
    if not phrases.is_verb(after):
        return True
    if words.folds[start] in ("a", "an"):
        return False  # "As he is not yet a candidate, Ann Reed left"
    return phrases.tags[start - 1] not in ("IN", "TO", "VBD", "VBZ", "VBP", "VB", "VBN", "VBG")
