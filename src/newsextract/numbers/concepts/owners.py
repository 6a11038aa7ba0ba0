"""Which person of the article a concept is: whose age it is, whose years in office."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from newsextract.people.knowledge.lexicon import usual_sexes
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import word_sexes
from newsextract.records.record import Person


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

    def sex_at(self, start: int) -> str:
        """ "m" or "f" of the person named at this offset, by title or first name; "" where neither tells."""
        return self._sexes.get(start, "")

    @cached_property
    def _sexes(self) -> dict[int, str]:
        """The sexes that are known, by where a mention or its last word starts."""
        found: dict[int, str] = {}
        for person in self._people:
            if sex := _sex(person):
                starts = ((mention.start, mention.end, mention.text) for mention in person.mentions)
                found |= {at: sex for start, end, text in starts for at in (start, end - len(text.split()[-1]))}
        return found


def _sex(person: Person) -> str:
    described = (
        word_sexes().get(word.lower(), "") for said in (*person.titles, *person.roles) for word in said.split()
    )
    firsts = (form.partition(" ") for form in (person.name, *person.aliases))
    given = (usual_sexes().get(fold(first), "") for first, _, rest in firsts if rest)
    return next(filter(None, (*described, *given)), "")
