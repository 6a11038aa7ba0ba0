"""Which person a speaker is: by name, title or description; "he" is who was named shortly before, speaking last.

Everybody who may be meant is a candidate with points for where and how they are named; who has most is meant.
``newsextract explain`` shows the points, and the constants below give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate, islice
from math import inf
from operator import attrgetter
from typing import NamedTuple

from newsextract.analysis.columns import past
from newsextract.analysis.word_classes import FINITE, PRONOUN_SEXES
from newsextract.people.knowledge.titles import word_sexes
from newsextract.quotes.descriptions import Descriptions, gender_of
from newsextract.quotes.narration import SUBJECTS, Name, Narration
from newsextract.quotes.speaker_phrases import Phrase, phrase_of
from newsextract.rules.judgement import Decision, is_traced, note

_MAIN = 1.2  # the subject of a main clause
_INNER_SUBJECT = 0.7  # of these points for the subject of a clause below another
_IN_SUBJECT = 0.8  # for a name inside a subject's phrase
_PER_SENTENCE = 1.3  # what is lost with each sentence that ends before the pronoun
_LAST_SPOKE = 1.2  # the last speaker
_FITS = 4.0  # a person of whom the whole description is known
_SAME_GENDER = 0.6
_OTHER_GENDER = -2.5  # by a first name, which may deceive
_QUOTED = -2.5
_APART = -2.5  # in a byline, a photographer's name or a heading, which has no finite verb
_OWNER = -0.8  # in "Reed's aide", "Reed campaign"
_UNNAMED = -0.3  # somebody introduced without a name
_CLOSE = 2.0  # points less than the most with which a candidate counts
_MOST_NAMES = 60
_MOST_BACK = 60  # tokens before a pronoun in which a description or a pronoun is looked for
_MOST_STEPS = 6  # up the tree
_MOST_TO_OWN = 8  # tokens from who speaks
_MOST_TO_OBJECT = 4  # tokens from a verb
_RUNNERS_UP = 3  # of a quote that explain shows
_NOBODY = -1  # somebody introduced without a name
_CHAINED = {"m": frozenset(("he", "his")), "f": frozenset(("she", "her"))}
_OBJECTS = {"m": "him", "f": "her"}
_ENDS = frozenset((".", "?", "!"))
_TOPIC = frozenset(("For", "To", "Unlike", "Like"))
_OWN_TAGS = frozenset(("DT", "JJ", "NN", "NNP", "NNS", "CD", "HYPH", "PRP"))
_ROLE_TAGS = frozenset(("NN", "NNP"))
_DESCRIBING_TAGS = _ROLE_TAGS | {"JJ", "CD", "RB"}


class Candidate(NamedTuple):
    """Somebody who may be meant, with the points for it; ``person``: a place in people, or _NOBODY."""

    points: float
    person: int | None


class Mention(NamedTuple):
    """The token by which somebody is meant, and its gender; ``barred``: who is surely not meant; ``leader``: the last
    name before it that is the subject of a main clause, of somebody who may be meant.
    """

    token: int
    gender: str | None
    barred: set[int | None]
    leader: Name | None


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, narration: Narration) -> None:
        """Each article has a resolver of its own: it remembers."""
        self._last: int | None = None
        self._candidates: dict[int, list[Candidate]] = {}  # by the token of a mention, where decisions are traced
        self._known: dict[int, int | None] = {}  # what the word at a token stands for
        self._leads: dict[int, float] = {}  # how many points the likeliest at a token has more than the next
        self._narration = narration
        self._gender = cache(lambda person: gender_of(narration.people[person]))
        self._weight = cache(lambda token: _weight(narration, token))  # of a method, it would keep the article
        self._points = cache(lambda name: _points(narration, name))

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self._narration)

    @cached_property
    def _ended(self) -> list[int]:
        """How many sentences end before each token; a quote counts as one, however much is said in it."""
        ends = [word in _ENDS for word in self._narration.words]
        for _, last in self._narration.bounds:
            ends[last - 1] = True
        return list(accumulate(ends, initial=0))

    @property
    def leads(self) -> list[tuple[int, float]]:
        """Where a speaker begins for whom several could stand, and how many points the likeliest has more than the
        next.
        """
        return [(self._narration.starts[token], lead) for token, lead in self._leads.items()]

    def person(self, phrase: Phrase) -> int | None:
        """The place in people of the person that the phrase stands for, or None."""
        if phrase.head not in self._known:
            self._known[phrase.head] = self._find(phrase)
        found = self._known[phrase.head]
        if found is not None and found != _NOBODY:
            self._last = found
            return found
        if found == _NOBODY or self._descriptions.introduces(phrase.head):
            self._last = _NOBODY
        return None

    def _find(self, phrase: Phrase) -> int | None:
        """Whom a name, a pronoun or a description ("the Ukrainian president", "the nominee") stands for."""
        if phrase.name is not None:
            return phrase.name.person
        if gender := PRONOUN_SEXES.get(self._narration.low[phrase.head]):
            return self._pronoun(phrase.head, gender)
        if self._narration.tags[phrase.head] not in _DESCRIBING_TAGS:
            return None
        known = self._descriptions
        fits = known.fits(phrase)
        whole = [person for person, fit in fits.items() if fit == 1.0]
        if known.is_nobody(phrase) or known.is_unnamed(phrase, owned=len(whole) != 1):
            return None
        if len(whole) == 1:
            return whole[0]
        meant = None
        if known.is_description(phrase):
            meant = self._by_description(phrase, fits)
        return known.best(fits, phrase) if meant is None else meant

    def _by_description(self, phrase: Phrase, fits: Mapping[int, float]) -> int | None:
        """The person whom a description stands for; ``fits``: how well it is known to fit whom."""
        words = self._narration.low[phrase.first : phrase.last]
        gender = next(filter(None, map(word_sexes().get, words)), None) or self._gender_after(phrase.last)
        same, others = self._descriptions.of_age(phrase)
        fits = {**fits, **dict.fromkeys(same, 1.0)}
        mention = self._mention(phrase.first, gender, self._spoken_of(phrase.first) | others)
        chained = [one for sex in "mf" if gender in (None, sex) for one in self._chained(mention, sex)]
        found = self._likeliest(mention, [*chained, *self._named(mention, fits)])
        return None if found == _NOBODY else found

    def _gender_after(self, token: int) -> str | None:
        """The gender of the first pronoun shortly after who speaks, if it is of that person: said after his return, as
        he left; not "said to her".
        """
        narration = self._narration
        for place in range(token, token + _MOST_TO_OWN):
            if narration.words[place] in _ENDS or narration.quoted[place] >= 0 or narration.name(place):
                return None
            if gender := PRONOUN_SEXES.get(narration.low[place]):
                own = narration.tags[place] == "PRP$" or narration.low[place] in ("he", "she")
                return gender if own else None
        return None

    def explain(self, phrase: Phrase, person: int | None, start: int, end: int) -> None:
        """Notes for the quote at ``start`` to ``end`` whom its speaker's words stand for, and who else may be meant."""
        candidates = self._candidates.get(phrase.head) or self._candidates.get(phrase.first) or []
        points = {one.person: one.points for one in sorted(candidates, key=attrgetter("points"))}
        meant = _NOBODY if person is None else person
        how = ", named there" if phrase.name else "" if person is None else ", by title or role"
        how = f", {points.pop(meant):+.1f} points" if meant in points else how
        note(Decision("quotes", "who is meant", self._name_of(meant) + how, start, end, person))
        for other in sorted(points, key=points.__getitem__, reverse=True)[:_RUNNERS_UP]:
            less_likely = f"{self._name_of(other)}, {points[other]:+.1f} points"
            note(Decision("quotes", "less likely", less_likely, start, end, other))

    def _name_of(self, person: int | None) -> str:
        return self._narration.people[person].name if person not in (None, _NOBODY) else "nobody by name"

    def _likeliest(self, mention: Mention, candidates: Iterable[Candidate]) -> int | None:
        """Who has most points of those not barred, the first of equals; None where there is nobody."""
        able = [one for one in candidates if one.person not in mention.barred]
        if is_traced():
            self._candidates[mention.token] = able
        likeliest = max(able, key=attrgetter("points"), default=Candidate(0.0, None))
        others = [one.points for one in able if one.person != likeliest.person]
        if others:
            self._leads[mention.token] = likeliest.points - max(others)
        return likeliest.person

    def _pronoun(self, token: int, gender: str) -> int | None:
        """Whom the pronoun at ``token`` stands for: not somebody whom the last pronoun of the other gender in this
        paragraph stands for.
        """
        floor = self._narration.paragraphs[self._narration.paragraph_of(token)][0]
        sex = "mf".replace(gender, "")
        place = self._pronoun_before(token, sex, floor)
        other = None if place is None else self._known[place] if place in self._known else self._by_name(place, sex)
        if other in (None, _NOBODY) or self._gender(other)[0] == gender:
            other = None
        mention = self._mention(token, gender, self._spoken_of(token) | {other})
        described, chained = self._described_before(mention, gender), self._chained(mention, gender)
        return self._likeliest(mention, [*described, *chained, *self._named(mention, {})])

    def _by_name(self, token: int, gender: str) -> int | None:
        """Who has most points of those named before a token."""
        mention = self._mention(token, gender, set())
        return self._likeliest(mention, self._named(mention, {}))

    def _mention(self, token: int, gender: str | None, barred: set[int | None]) -> Mention:
        names = islice(self._narration.names_before(token), _MOST_NAMES)
        able = (name for name in names if name.person not in barred and not self._is_other(name.person, gender))
        outside = (name for name in able if self._narration.quoted[name.first] < 0)
        leader = next((one for one in outside if self._weight(one.last - 1) == _MAIN), None)
        return Mention(token, gender, barred, leader)

    def _spoken_of(self, token: int) -> set[int | None]:
        """Those named in the quote before the speaker at ``token``, or right before it: "Reed, she said, was late"."""
        narration = self._narration
        piece = max(narration.quoted[max(0, token - 2) : token], default=-1)
        words = range(*narration.bounds[piece]) if piece >= 0 else ()
        words = range(token - 2, token - 1) if narration.words[token - 1] == "," and piece < 0 else words
        return {narration.name_at[place].person for place in words if place in narration.name_at}

    def _standing(self, mention: Mention, person: int, place: int) -> float:
        """The points of somebody at a place for how far back it is, and of who spoke last, unless another one is the
        leader there or since.
        """
        leader = mention.leader
        led = leader is not None and leader.person != person and self._ended[leader.last] >= self._ended[place]
        spoke = person == self._last and not led
        return spoke * _LAST_SPOKE - _PER_SENTENCE * (self._ended[mention.token] - self._ended[place])

    def _named(self, mention: Mention, fits: Mapping[int, float]) -> Iterator[Candidate]:
        """Those named before a token, the nearest first, as long as one further back may come near the likeliest."""
        gender, ended, best = mention.gender, self._ended, -inf
        most = _LAST_SPOKE + _MAIN + _SAME_GENDER + _FITS * max(fits.values(), default=0.0)
        for name in islice(self._narration.names_before(mention.token), _MOST_NAMES):
            if best - _CLOSE > most - _PER_SENTENCE * (ended[mention.token] - ended[name.last]):
                return
            if self._is_other(name.person, gender):
                continue
            points = self._standing(mention, name.person, name.last) + _FITS * fits.get(name.person, 0.0)
            known, _ = self._gender(name.person)
            if None not in (known, gender):
                points += _SAME_GENDER if known == gender else _OTHER_GENDER
            points += self._points(name)
            best = best if name.person in mention.barred else max(best, points)
            yield Candidate(points, name.person)

    def _is_other(self, person: int, gender: str | None) -> bool:
        """Whether a person is surely of the other gender."""
        known, sure = self._gender(person)
        return sure and gender is not None and known != gender

    def _chained(self, mention: Mention, gender: str) -> Iterator[Candidate]:
        """Whom the pronoun of this gender before a token stands for; the oldest of a chain is resolved first."""
        chain: list[int] = []
        before = self._pronoun_before(mention.token, gender)
        while before is not None:
            chain.append(before)
            before = None if before in self._known else self._pronoun_before(before, gender)
        for place in reversed(chain):
            if place not in self._known:
                self._known[place] = self._pronoun(place, gender)
        if chain:
            yield from self._subject(mention, self._known[chain[0]], chain[0], gender)

    def _subject(self, mention: Mention, person: int | None, place: int, gender: str) -> Iterator[Candidate]:
        """Whom a pronoun or description stands for, unless known to be of another gender."""
        if person is not None and (person == _NOBODY or self._gender(person)[0] in (None, gender)):
            points = self._standing(mention, person, place) + self._weight(place) + _SAME_GENDER
            points += _UNNAMED * (person == _NOBODY)
            yield Candidate(points, person)

    def _pronoun_before(self, token: int, gender: str, floor: int = 0) -> int | None:
        """The "he" or "she" of this gender in the narration shortly before, no further back than ``floor``."""
        floor, words = max(floor, token - _MOST_BACK), _CHAINED[gender]
        if words.isdisjoint(self._narration.low[floor:token]):
            return None
        places = range(token - 1, floor - 1, -1)
        return next((at for at in places if self._narration.low[at] in words and not self._narration.name(at)), None)

    def _described_before(self, mention: Mention, gender: str) -> Iterator[Candidate]:
        """A subject shortly before that is no name: "The Florida senator", or somebody without a name."""
        narration, known, token = self._narration, self._descriptions, mention.token
        for place in range(token - 1, max(-1, token - _MOST_BACK), -1):
            if narration.tags[place] not in _ROLE_TAGS or narration.name(place):
                continue  # who is named is a candidate by that
            dep = narration.deps[place]
            if dep not in SUBJECTS and (dep or not _is_unparsed_subject(narration, place)):
                continue
            phrase = phrase_of(narration, place)
            person = phrase.name.person if phrase.name else known.best(known.fits(phrase), phrase)
            if person is None and known.is_description(phrase) and not known.is_unnamed(phrase, owned=True):
                person = self._by_name(phrase.first, gender)
            if person is None and known.introduces(place):  # not in "a reporter met him; he said"
                verb = narration.heads[place]
                objects = range(verb + 1, min(token, verb + _MOST_TO_OBJECT))
                object_ = _OBJECTS[gender], "PRP"
                meets = any((narration.low[at], narration.tags[at]) == object_ for at in objects)
                person = None if meets else _NOBODY
            found = list(self._subject(mention, person, place, gender))
            if found:
                yield from found
                return


def _weight(narration: Narration, token: int) -> float:
    """How much a name or noun counts where it stands: most as the subject of a main clause, or as what a sentence is
    about: "For Ann Reed, 58, trains come late", "gave her name as Reed".
    """
    heads, deps = narration.heads, narration.deps
    first = past(narration.tags, token, ("NNP",), -1)
    topic = narration.words[first] in _TOPIC or narration.low[max(0, first - 1) : first + 1] == ["name", "as"]
    if topic or (not deps[token] and _is_unparsed_subject(narration, token)):
        return _MAIN
    weight = _MAIN
    for _ in range(_MOST_STEPS):
        head = heads[token]
        if deps[token] in SUBJECTS:
            return weight if heads[head] == head else _INNER_SUBJECT * weight
        if head == token:
            break
        token, weight = head, weight if deps[token] == "appos" else _IN_SUBJECT
    return 0.0


def _points(narration: Narration, name: Name) -> float:
    """The points for where and how somebody is named, whoever is looked for."""
    first, last = narration.paragraphs[narration.paragraph_of(name.first)]
    points = _weight(narration, name.last - 1) + _QUOTED * (narration.quoted[name.first] >= 0)
    points += _OWNER * (narration.written_tags[name.last] in ("POS", "NN", "NNS"))
    return points + _APART * FINITE.isdisjoint(narration.written_tags[first:last])


def _is_unparsed_subject(narration: Narration, token: int) -> bool:
    """Whether a finite verb stands after a noun, or its phrase opens a sentence: where no parser ran."""
    if narration.written_tags[token + 1] in FINITE:
        return True
    place = past(narration.written_tags, token, _OWN_TAGS, -1)
    return place < 0 or narration.written[place] in _ENDS or narration.written[place].isspace()
