"""Which person a speaker is: by name, title or description; "he" is who was named shortly before, speaking last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import islice

from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration.narration import DASHES, Name, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, phrase_of
from newsextract.quotes.speakers.answers import asked_before
from newsextract.quotes.speakers.descriptions import Descriptions
from newsextract.quotes.speakers.documents import issuer_of
from newsextract.quotes.speakers.genders import PRONOUNS, gender_of, word_gender
from newsextract.quotes.speakers.spoken_of import spoken_of
from newsextract.quotes.speakers.weights import ENDS, MAIN, is_apart, is_subject, subject_weight, topic_weight

_MOST_NAMES = 60
_MOST_BACK = 60  # tokens before a pronoun in which a description or a pronoun is looked for
_FAR = 6.0  # a name more than this many sentences away has lost its claim
_PER_SENTENCE = 1.3  # what a name loses with each sentence that ends between it and the pronoun
_LAST_SPOKE = 1.2  # what the last speaker gains
_OVERTAKEN = 1.0  # what a pronoun's person loses where another one is such a subject after it
_FITS = 4.0  # what a person gains of whom the whole description is known
_MOST_CLAIM = 3.0  # the most that a name gains
_NOBODY = -1
_CHAINED = {"m": frozenset(("he", "his")), "f": frozenset(("she", "her"))}
_MOST_COUNTED = 200  # tokens
_ANSWERS = 3.0  # what one who was asked has
_ASKING = frozenset(("asked", "asks"))
_ROLE_TAGS = frozenset(("NN", "NNP"))

Candidate = tuple[float, int]  # a score and a person's place in people, or _NOBODY


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, narration: Narration) -> None:
        """One resolver an article: it remembers."""
        self._last: int | None = None
        self._known: dict[int, int | None] = {}  # what the word at a token stands for
        self._unnamed: set[int] = set()  # the pronouns that stand for somebody brought up without a name
        self._called: dict[int, str | None] = {}  # "m" of a speaker who is "he" by now
        self._narration = narration
        self._gender = cache(lambda person: gender_of(narration.people[person]))
        self._apart = cache(lambda paragraph: is_apart(narration, paragraph))

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self._narration)

    def person(self, phrase: Phrase) -> int | None:
        """The place in people of the person that the phrase stands for, or None."""
        found = self._meant(phrase)
        if found is not None:
            self._last = found
            self._called[found] = PRONOUNS.get(self._narration.low[phrase.head], self._called.get(found))
        elif self._descriptions.introduces(phrase.head):
            self._last = _NOBODY
        return found

    def _meant(self, phrase: Phrase) -> int | None:
        """Whom the phrase stands for, found once."""
        if phrase.head not in self._known:
            self._known[phrase.head] = self._find(phrase)
        return self._known[phrase.head]

    def _find(self, phrase: Phrase) -> int | None:
        if phrase.name is not None:
            return phrase.name.person
        if self._descriptions.is_initials(phrase):
            return self._descriptions.by_role(phrase)
        word = self._narration.low[phrase.head]
        if word in PRONOUNS:
            return self._pronoun(phrase.head, PRONOUNS[word])
        if word in with_plurals("documents") and (issuer := issuer_of(self._narration, phrase)):
            return self._meant(issuer)
        if self._narration.tags[phrase.head] in ("NN", "NNP", "JJ", "CD", "RB"):
            return self._described(phrase)
        return None

    def _described(self, phrase: Phrase) -> int | None:
        """ "the Ukrainian president", "the nominee", "a judge" of whom we hear the name later."""
        told = self._descriptions
        if told.is_nobody(phrase):
            return None
        fits = told.fits(phrase)
        if (only := told.only(fits)) is not None:
            return None if told.is_unnamed(phrase) else only
        if told.is_anothers(phrase):
            return None
        if told.is_told_of(phrase):
            meant = None if told.is_unnamed(phrase) else self._told_of(phrase, fits)
            return told.by_role(phrase) if meant is None else meant
        found = told.by_role(phrase)
        found = told.foretold(phrase) if found is None else found
        if found is None and told.is_role(phrase) and not told.is_unnamed(phrase):
            return self._told_of(phrase, fits)
        return found

    def _pronoun(self, token: int, gender: str) -> int | None:
        """The person whom the pronoun at ``token`` stands for: not one for whom one of the other gender just stood."""
        candidates = [
            self._asked(token, gender),
            self._described_before(token, gender),
            self._chained(token, gender, gender),
        ]
        return self._best(token, gender, candidates, {}, self._other(token, gender))

    def _asked(self, token: int, gender: str) -> Candidate | None:
        """Who was asked before the quote, if that is an answer."""
        phrase = asked_before(self._narration, token)
        person = self._meant(phrase) if phrase else None
        return None if person is None or self._is_other(person, gender) else (_ANSWERS, person)

    def _told_of(self, phrase: Phrase, fits: Mapping[int, float]) -> int | None:
        """The person whom a description stands for; ``fits``: how well it is known to fit whom."""
        token, words = phrase.first, self._narration.low[phrase.first : phrase.last]
        gender = next((gender for word in words if (gender := word_gender(word))), None)
        candidates = [self._chained(token, one, gender) for one in "mf" if gender in (None, one)]
        if gender:
            candidates.append(self._unnamed_before(token, gender))
        return self._best(token, gender, candidates, fits)

    def _best(
        self,
        token: int,
        gender: str | None,
        candidates: list[Candidate | None],
        fits: Mapping[int, float],
        other: int | None = None,
    ) -> int | None:
        barred = {other} if self._narration.words[token - 1] in DASHES else spoken_of(self._narration, token) | {other}
        able = (one for one in candidates if one and one[1] not in barred)
        best = max(able, default=None)
        sentences, place, most = 0, token, _MOST_CLAIM + _FITS * max(fits.values(), default=0.0)
        leader = self._leader(token, gender, barred)
        for name in islice(self._narration.names_before(token), _MOST_NAMES):
            # A quote was counted already at the last name in it.
            sentences += self._ends_between(name.last, place) - (self._narration.quoted[place] >= 0)
            place = name.first
            if sentences > _FAR and best is not None and best[0] > most - _PER_SENTENCE * sentences:
                break
            score = None if name.person in barred else self._claim(name, gender, sentences, self._led_by(leader, name))
            if score is not None:
                score += _FITS * fits.get(name.person, 0.0)
                if best is None or score > best[0]:
                    best = (score, name.person)
        if best and best[1] == _NOBODY:
            self._unnamed.add(token)
        return best[1] if best and best[1] != _NOBODY else None

    def _leader(self, token: int, gender: str | None, barred: set[int | None]) -> Name | None:
        """Where somebody who may be meant is last the subject of a main clause, not one who asks something."""
        for name in islice(self._narration.names_before(token), _MOST_NAMES):
            if name.person not in barred and not self._is_other(name.person, gender) and self._leads(name):
                return name
        return None

    def _led_by(self, leader: Name | None, name: Name) -> int | None:
        """Who leads behind a name or in its sentence."""
        if leader is None or self._ends_between(leader.last, name.first):
            return None
        return leader.person

    def _leads(self, name: Name) -> bool:
        """Whether somebody named is the subject of a main clause, and asks nobody."""
        narration, subject = self._narration, name.last - 1
        asks = narration.low[narration.heads[subject]] in _ASKING
        return not asks and narration.quoted[name.first] < 0 and subject_weight(narration, subject) == MAIN

    def _claim(self, name: Name, gender: str | None, sentences: int, leader: int | None) -> float | None:
        """How likely a name is meant; who spoke last gains by it unless another one leads since."""
        narration = self._narration
        if self._is_other(name.person, gender):
            return None
        known, _ = self._gender(name.person)
        score = -_PER_SENTENCE * sentences
        if None not in (known, gender):
            score += 0.6 if known == gender else -2.5
        if narration.quoted[name.first] >= 0:
            score -= 2.5
        if narration.written_tags[name.last] in ("POS", "NN", "NNS"):
            score -= 0.8  # the owner in "Reed's aide", the qualifier in "Reed campaign"
        if self._apart(narration.paragraph_of(name.first)):
            score -= 2.5
        score += topic_weight(narration, name) or subject_weight(narration, name.last - 1)
        return score + (_LAST_SPOKE if name.person == self._last and leader in (None, self._last) else 0.0)

    def _is_other(self, person: int, gender: str | None) -> bool:
        """Whether a person is surely of the other gender, or has been called so."""
        known, sure = self._gender(person)
        told = {self._called.get(person), known if sure else None}
        return gender is not None and not told <= {None, gender}

    def _chained(self, token: int, gender: str, meant: str | None) -> Candidate | None:
        """Whom the pronoun of this gender before this one stands for; the oldest of a chain is resolved first.
        ``meant``: the gender of the one looked for, None where a description tells none.
        """
        chain: list[int] = []
        before = self._pronoun_before(token, gender)
        while before is not None:
            chain.append(before)
            before = None if before in self._known else self._pronoun_before(before, gender)
        for place in reversed(chain):
            if place not in self._known:
                self._known[place] = self._pronoun(place, gender)
        if not chain:
            return None
        person = self._known[chain[0]]
        if chain[0] in self._unnamed:
            person = _NOBODY
        if person is None or (person != _NOBODY and self._gender(person)[0] not in (None, gender)):
            return None
        score = (
            (0.6 if self._narration.low[chain[0]] in ("he", "she") else 0.2)
            + subject_weight(self._narration, chain[0])
            - _PER_SENTENCE * self._ends_between(chain[0], token)
        )
        score -= _OVERTAKEN * self._is_overtaken(chain[0], token, meant)
        return score + (_LAST_SPOKE if person == self._last else 0.0), person

    def _is_overtaken(self, before: int, token: int, gender: str | None) -> bool:
        """Whether somebody of that gender is the subject of a main clause between a pronoun and the next."""
        for name in islice(self._narration.names_before(token), _MOST_NAMES):
            if name.first <= before:
                break
            able = gender is None or self._gender(name.person)[0] in (None, gender)
            if able and self._leads(name):
                return True
        return False

    def _pronoun_before(self, token: int, gender: str, floor: int = 0) -> int | None:
        """The "he" or "she" of this gender in the narration shortly before, no further back than ``floor``."""
        floor, words = max(floor, token - _MOST_BACK), _CHAINED[gender]
        if words.isdisjoint(self._narration.low[floor:token]):
            return None
        return next(place for place in range(token - 1, floor - 1, -1) if self._narration.low[place] in words)

    def _other(self, token: int, gender: str) -> int | None:
        """Whom the last pronoun of the other gender in this paragraph stands for: not this one's person."""
        floor = self._narration.paragraphs[self._narration.paragraph_of(token)][0]
        other = "mf".replace(gender, "")
        place = self._pronoun_before(token, other, floor)
        if place is None:
            return None
        person = self._known.get(place)
        if person is None:
            person = self._best(place, other, [self._described_before(place, other)], {})
        return None if person is None or self._gender(person)[0] == gender else person

    def _described_before(self, token: int, gender: str) -> Candidate | None:
        """A subject shortly before that is no name: "The Florida senator", or somebody brought up without a name."""
        narration = self._narration
        for place in range(token - 1, max(-1, token - _MOST_BACK), -1):
            if narration.tags[place] in _ROLE_TAGS and is_subject(narration, place):
                phrase = phrase_of(narration, place)
                person = self._descriptions.by_role(phrase)
                told = self._descriptions.is_told_of(phrase) and not self._descriptions.is_unnamed(phrase)
                if person is None and told:
                    person = self._best(phrase.first, gender, [], {})
                if person is None:
                    unnamed = self._descriptions.introduces(place) and not self._reaches(place, token, gender)
                    person = _NOBODY if unnamed else None
                elif self._gender(person)[0] not in (None, gender):
                    person = None
                if person is not None:
                    spoke = person == _NOBODY and (self._last == _NOBODY or self._descriptions.keeps_name(place))
                    score = subject_weight(self._narration, place) - self._ends_between(place, token)
                    return score + spoke * _LAST_SPOKE, person
        return None

    def _reaches(self, subject: int, token: int, gender: str) -> bool:
        """Whether a noun's verb has somebody of that gender for its object: "a reporter reached him; he said" """
        verb = self._narration.heads[subject]
        return any(PRONOUNS.get(word) == gender for word in self._narration.low[verb + 1 : min(token, verb + 4)])

    def _unnamed_before(self, token: int, gender: str) -> Candidate | None:
        """A noun of that gender shortly before that brings up somebody without a name: "a mother ... the woman"."""
        words, introduces = self._narration.words, self._descriptions.introduces
        places = range(token - 1, max(-1, token - _MOST_BACK), -1)
        place = next((at for at in places if word_gender(words[at]) == gender and introduces(at)), None)
        return None if place is None else (MAIN - self._ends_between(place, token), _NOBODY)

    def _ends_between(self, first: int, last: int) -> int:
        """The sentences that end there; a quote counts as one, however much is said in it."""
        last = min(last, first + _MOST_COUNTED)
        words, quoted = self._narration.words[first:last], set(self._narration.quoted[first:last])
        return sum(map(words.count, ENDS)) + len(quoted) - (-1 in quoted)
