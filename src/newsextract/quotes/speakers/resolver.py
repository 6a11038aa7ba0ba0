"""Which person a speaker is: by name, title or description; "he" is who was named shortly before, speaking last.

Whoever may be meant makes a claim of so many points, by where it stands and what it is; the strongest claim wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate, islice
from math import inf
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from newsextract.analysis.word_classes import PRONOUN_SEXES
from newsextract.quotes.narration.narration import Name, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, phrase_of
from newsextract.quotes.speakers.descriptions import Descriptions, gender_of, word_gender
from newsextract.quotes.speakers.weights import ENDS, MAIN, is_apart, is_subject, subject_weight
from newsextract.rules.judgement import Decision, is_traced, note

_MOST_NAMES = 60
_MOST_BACK = 60  # tokens before a pronoun in which a description or a pronoun is looked for
_PER_SENTENCE = 1.3  # what a claim loses with each sentence that ends between it and the pronoun
_LAST_SPOKE = 1.2  # what the last speaker gains
_FITS = 4.0  # what a person gains of whom the whole description is known
_SAME_GENDER = 0.6
_OTHER_GENDER = -2.5  # by a first name, which may deceive
_QUOTED = -2.5
_APART = -2.5  # in a byline or heading
_OWNER = -0.8  # in "Reed's aide", "Reed campaign"
_RUNNERS_UP = 3  # of a quote that explain tells
_CLOSE = 2.0  # points by which a claim may be behind the strongest and count
_NOBODY = -1  # somebody brought up without a name
_NO_FITS: Mapping[int, float] = MappingProxyType({})
_CHAINED = {"m": frozenset(("he", "his")), "f": frozenset(("she", "her"))}
_OBJECTS = {"m": "him", "f": "her"}
_MOST_TO_OWN = 8  # tokens from who speaks
_MOST_TO_OBJECT = 4  # tokens from a verb
_ROLE_TAGS = frozenset(("NN", "NNP"))
_DESCRIBING_TAGS = _ROLE_TAGS | {"JJ", "CD", "RB"}


class Claim(NamedTuple):
    """How likely somebody is meant; ``person``: a place in people, or _NOBODY."""

    points: float
    person: int | None


class Sought(NamedTuple):
    """Somebody who is meant at a token: not one of those ``barred``; ``leader`` is the last name before that leads."""

    token: int
    gender: str | None
    barred: set[int | None]
    leader: Name | None


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, narration: Narration) -> None:
        """One resolver an article: it remembers."""
        self._last: int | None = None
        self._claims: dict[int, list[Claim]] = {}  # by the token of whom they are on, where decisions are traced
        self._known: dict[int, int | None] = {}  # what the word at a token stands for
        self._leads: dict[int, float] = {}  # by how many points the strongest claim on a token is ahead
        self._narration = narration
        self._gender = cache(lambda person: gender_of(narration.people[person]))
        self._apart = cache(lambda paragraph: is_apart(narration, paragraph))
        self._weight = cache(lambda token: subject_weight(narration, token))
        self._written: dict[Name, float] = {}  # no cache of a method, which would keep the article until Python looks

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self._narration)

    @cached_property
    def _ended(self) -> list[int]:
        """How many sentences end before each token; a quote counts as one, however much is said in it."""
        ends = [word in ENDS for word in self._narration.words]
        for _, last in self._narration.bounds:
            ends[last - 1] = True
        return list(accumulate(ends, initial=0))

    def person(self, phrase: Phrase) -> int | None:
        """The place in people of the person that the phrase stands for, or None."""
        found = self._meant(phrase)
        if found is not None and found != _NOBODY:
            self._last = found
            return found
        if found == _NOBODY or self._descriptions.introduces(phrase.head):
            self._last = _NOBODY
        return None

    @property
    def leads(self) -> list[tuple[int, float]]:
        """Where a speaker begins for whom several could stand, and by how many points the strongest claim was ahead."""
        return [(self._narration.starts[token], lead) for token, lead in self._leads.items()]

    def _meant(self, phrase: Phrase) -> int | None:
        """Whom the phrase stands for, found once."""
        if phrase.head not in self._known:
            self._known[phrase.head] = self._find(phrase)
        return self._known[phrase.head]

    def _find(self, phrase: Phrase) -> int | None:
        if phrase.name is not None:
            return phrase.name.person
        gender = PRONOUN_SEXES.get(self._narration.low[phrase.head])
        if gender:
            return self._pronoun(phrase.head, gender)
        return self._described(phrase) if self._narration.tags[phrase.head] in _DESCRIBING_TAGS else None

    def _described(self, phrase: Phrase) -> int | None:
        """ "the Ukrainian president", "the nominee"."""
        known = self._descriptions
        fits = known.fits(phrase)
        only = known.only(fits)
        if known.is_nobody(phrase) or known.is_unnamed(phrase, owned=only is None):
            return None
        if only is not None:
            return only
        meant = None
        if known.is_description(phrase) or (not fits and known.is_role(phrase)):
            meant = self._by_description(phrase, fits)
        return known.by_role(phrase) if meant is None else meant

    def _by_description(self, phrase: Phrase, fits: Mapping[int, float]) -> int | None:
        """The person whom a description stands for; ``fits``: how well it is known to fit whom."""
        words = self._narration.low[phrase.first : phrase.last]
        gender = next((gender for word in words if (gender := word_gender(word))), self._gender_after(phrase.last))
        same, others = self._descriptions.of_age(phrase)
        fits = {**fits, **dict.fromkeys(same, 1.0)}
        sought = self._sought(phrase.first, gender, self._spoken_of(phrase.first) | others)
        chained = [claim for one in "mf" if gender in (None, one) for claim in self._chained(sought, one)]
        found = self._strongest(sought, [*chained, *self._named(sought, fits)])
        return None if found == _NOBODY else found

    def _gender_after(self, token: int) -> str | None:
        """The gender of the first pronoun shortly after who speaks, if it is of that person: said after his return, as
        he left; not "said to her".
        """
        narration = self._narration
        for place in range(token, token + _MOST_TO_OWN):
            if narration.words[place] in ENDS or narration.quoted[place] >= 0 or narration.name(place):
                return None
            if gender := PRONOUN_SEXES.get(narration.low[place]):
                own = narration.tags[place] == "PRP$" or narration.low[place] in ("he", "she")
                return gender if own else None
        return None

    def explain(self, phrase: Phrase, person: int | None, start: int, end: int) -> None:
        """Notes for the quote at ``start`` to ``end`` whom its speaker's words stand for, and who else may be meant."""
        claims = self._claims.get(phrase.head) or self._claims.get(phrase.first) or []
        points = {one.person: one.points for one in sorted(claims, key=attrgetter("points"))}
        meant = _NOBODY if person is None else person
        how = ", named there" if phrase.name else "" if person is None else ", by title or role"
        how = f", {points.pop(meant):+.1f} points" if meant in points else how
        note(Decision("quotes", "who is meant", self._name_of(meant) + how, start, end, person))
        for other in sorted(points, key=points.__getitem__, reverse=True)[:_RUNNERS_UP]:
            less_likely = f"{self._name_of(other)}, {points[other]:+.1f} points"
            note(Decision("quotes", "less likely", less_likely, start, end, other))

    def _name_of(self, person: int | None) -> str:
        return self._narration.people[person].name if person not in (None, _NOBODY) else "nobody by name"

    def _strongest(self, sought: Sought, claims: Iterable[Claim]) -> int | None:
        """Who has the strongest claim of those not barred, the first of equals; None where nobody has one."""
        able = [claim for claim in claims if claim.person not in sought.barred]
        if is_traced():
            self._claims[sought.token] = able
        strongest = max(able, key=attrgetter("points"), default=Claim(0.0, None))
        others = [claim.points for claim in able if claim.person != strongest.person]
        if others:
            self._leads[sought.token] = strongest.points - max(others)
        return strongest.person

    def _pronoun(self, token: int, gender: str) -> int | None:
        """Whom the pronoun at ``token`` stands for: not somebody for whom one of the other gender just stood."""
        sought = self._sought(token, gender, self._spoken_of(token) | {self._other(token, gender)})
        return self._strongest(
            sought, [*self._described_before(sought, gender), *self._chained(sought, gender), *self._named(sought)]
        )

    def _other(self, token: int, gender: str) -> int | None:
        """Whom the last pronoun of the other gender in this paragraph stands for: not this one's person."""
        floor = self._narration.paragraphs[self._narration.paragraph_of(token)][0]
        other = "mf".replace(gender, "")
        place = self._pronoun_before(token, other, floor)
        if place is None:
            return None
        person = self._known[place] if place in self._known else self._by_name(place, other)
        return None if person in (None, _NOBODY) or self._gender(person)[0] == gender else person

    def _by_name(self, token: int, gender: str) -> int | None:
        """Who has the strongest claim of those named before a token."""
        sought = self._sought(token, gender, set())
        return self._strongest(sought, self._named(sought))

    def _sought(self, token: int, gender: str | None, barred: set[int | None]) -> Sought:
        """The leader is one who may be meant and is the subject of a main clause."""
        names = islice(self._narration.names_before(token), _MOST_NAMES)
        able = (name for name in names if name.person not in barred and not self._is_other(name.person, gender))
        outside = (name for name in able if self._narration.quoted[name.first] < 0)
        return Sought(token, gender, barred, next((one for one in outside if self._weight(one.last - 1) == MAIN), None))

    def _spoken_of(self, token: int) -> set[int | None]:
        """Those named in the quote before the speaker at ``token``, or right before it: "Reed, she said, was late"."""
        narration = self._narration
        piece = max(narration.quoted[max(0, token - 2) : token], default=-1)
        words = range(*narration.bounds[piece]) if piece >= 0 else ()
        words = range(token - 2, token - 1) if narration.words[token - 1] == "," and piece < 0 else words
        return {narration.name_at[place].person for place in words if place in narration.name_at}

    def _standing(self, sought: Sought, person: int, place: int) -> float:
        """The points for where a claim stands; who spoke last gains by it unless another one leads there or since."""
        leader = sought.leader
        led = leader is not None and leader.person != person and self._ended[leader.last] >= self._ended[place]
        spoke = person == self._last and not led
        return spoke * _LAST_SPOKE - _PER_SENTENCE * (self._ended[sought.token] - self._ended[place])

    def _named(self, sought: Sought, fits: Mapping[int, float] = _NO_FITS) -> Iterator[Claim]:
        """The claims of those named before a token, the nearest first, as long as one further back may come close to
        the strongest.
        """
        gender, ended, best = sought.gender, self._ended, -inf
        most = _LAST_SPOKE + MAIN + _SAME_GENDER + _FITS * max(fits.values(), default=0.0)
        for name in islice(self._narration.names_before(sought.token), _MOST_NAMES):
            if best - _CLOSE > most - _PER_SENTENCE * (ended[sought.token] - ended[name.last]):
                return
            if self._is_other(name.person, gender):
                continue
            points = self._standing(sought, name.person, name.last) + _FITS * fits.get(name.person, 0.0)
            known, _ = self._gender(name.person)
            if None not in (known, gender):
                points += _SAME_GENDER if known == gender else _OTHER_GENDER
            points += self._points_for(name)
            best = best if name.person in sought.barred else max(best, points)
            yield Claim(points, name.person)

    def _points_for(self, name: Name) -> float:
        """The points for where and how somebody is named, whoever is sought."""
        if name not in self._written:
            narration = self._narration
            points = self._weight(name.last - 1) + _QUOTED * (narration.quoted[name.first] >= 0)
            points += _OWNER * (narration.written_tags[name.last] in ("POS", "NN", "NNS"))
            self._written[name] = points + _APART * self._apart(narration.paragraph_of(name.first))
        return self._written[name]

    def _is_other(self, person: int, gender: str | None) -> bool:
        """Whether a person is surely of the other gender."""
        known, sure = self._gender(person)
        return sure and gender is not None and known != gender

    def _chained(self, sought: Sought, gender: str) -> Iterator[Claim]:
        """The claim of whom the pronoun of this gender before a token stands for; the oldest of a chain comes first."""
        chain: list[int] = []
        before = self._pronoun_before(sought.token, gender)
        while before is not None:
            chain.append(before)
            before = None if before in self._known else self._pronoun_before(before, gender)
        for place in reversed(chain):
            if place not in self._known:
                self._known[place] = self._pronoun(place, gender)
        person = self._known[chain[0]] if chain else None
        if person is not None and self._may_be(person, gender):
            place = chain[0]
            points = self._standing(sought, person, place) + self._weight(place) + _SAME_GENDER
            yield Claim(points, person)

    def _may_be(self, person: int, gender: str) -> bool:
        """Whether nothing speaks against somebody's being of that gender."""
        return person == _NOBODY or self._gender(person)[0] in (None, gender)

    def _pronoun_before(self, token: int, gender: str, floor: int = 0) -> int | None:
        """The "he" or "she" of this gender in the narration shortly before, no further back than ``floor``."""
        floor, words = max(floor, token - _MOST_BACK), _CHAINED[gender]
        if words.isdisjoint(self._narration.low[floor:token]):
            return None
        places = range(token - 1, floor - 1, -1)
        return next((at for at in places if self._narration.low[at] in words and not self._narration.name(at)), None)

    def _described_before(self, sought: Sought, gender: str) -> Iterator[Claim]:
        """The claim of a subject shortly before that is no name: "The Florida senator", or somebody without a name."""
        narration, known, token = self._narration, self._descriptions, sought.token
        for place in range(token - 1, max(-1, token - _MOST_BACK), -1):
            if narration.tags[place] not in _ROLE_TAGS or narration.name(place) or not is_subject(narration, place):
                continue  # who is named has a claim by that
            phrase = phrase_of(narration, place)
            person = phrase.name.person if phrase.name else known.by_role(phrase)
            if person is None and known.is_description(phrase) and not known.is_unnamed(phrase, owned=True):
                person = self._by_name(phrase.first, gender)
            if person is None and known.introduces(place) and not self._meets(place, token, gender):
                person = _NOBODY
            if person is not None and self._may_be(person, gender):
                points = self._standing(sought, person, place) + self._weight(place) + _SAME_GENDER
                yield Claim(points, person)
                return

    def _meets(self, subject: int, token: int, gender: str) -> bool:
        """Whether a subject's verb has another of that gender for its object: "a reporter met him; he said"."""
        narration, verb = self._narration, self._narration.heads[subject]
        objects = range(verb + 1, min(token, verb + _MOST_TO_OBJECT))
        return any(narration.low[at] == _OBJECTS[gender] and narration.tags[at] == "PRP" for at in objects)
