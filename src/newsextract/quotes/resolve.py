"""Which person a speaker is: by name, by pronoun (who was last spoken of, of that gender), by role."""

from __future__ import annotations

from bisect import bisect_left

from newsextract.quotes.context import Context
from newsextract.quotes.genders import PRONOUNS, gender_of
from newsextract.quotes.phrases import Phrase

_MOST_NAMES = 60
_FAR = 6.0  # a name more than this many sentences away has lost its claim
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, context: Context) -> None:
        """One resolver an article: it remembers."""
        self._context = context
        self._genders: dict[int, str | None] = {}
        self._starts = [name.first for name in context.names]
        self._last: int | None = None
        self._known: dict[int, int | None] = {}

    def person(self, phrase: Phrase) -> int | None:
        """The place in people of the person that the phrase stands for, or None."""
        found = self._known.get(phrase.head, -1)
        if found == -1:
            found = self._find(phrase)
            self._known[phrase.head] = found
        if found is not None:
            self._last = found
        return found

    def _find(self, phrase: Phrase) -> int | None:
        if phrase.name is not None:
            return phrase.name
        word = self._context.low[phrase.head]
        if word in PRONOUNS:
            return self._pronoun(phrase.head, PRONOUNS[word])
        if self._context.tags[phrase.head] in ("NN", "NNP"):
            return self._role(phrase)
        return None

    def _gender(self, person: int) -> str | None:
        if person not in self._genders:
            self._genders[person] = gender_of(self._context.people[person])
        return self._genders[person]

    def _pronoun(self, token: int, gender: str) -> int | None:
        """The best name before the pronoun: near, a subject, the last speaker, of its gender."""
        best: tuple[float, int] | None = None
        sentences, place = 0, token
        stop = bisect_left(self._starts, token)
        for number in range(stop - 1, max(-1, stop - 1 - _MOST_NAMES), -1):
            name = self._context.names[number]
            sentences += self._ends_between(name.last, place)
            place = name.first
            if sentences > _FAR and best is not None:
                break
            score = self._claim(number, gender, sentences)
            if score is not None and (best is None or score > best[0]):
                best = (score, name.person)
        return best[1] if best else None

    def _claim(self, number: int, gender: str, sentences: int) -> float | None:
        context, name = self._context, self._context.names[number]
        known = self._gender(name.person)
        if known is not None and known != gender:
            return None
        score = -1.0 * sentences + (0.6 if known else 0.0)
        if context.quoted[name.first] >= 0:
            score -= 2.5
        if context.tags[name.last : name.last + 1] == ["POS"]:
            score -= 0.8
        score += self._subject_weight(name.last - 1)
        if name.person == self._last:
            score += 1.0
        return score

    def _subject_weight(self, token: int) -> float:
        """More for a subject, less for a name inside a subject's phrase."""
        weight = 1.2
        for _ in range(6):
            if self._context.dep(token) in _SUBJECTS:
                return weight
            head = self._context.head(token)
            if head == token:
                break
            token, weight = head, 0.8
        return 0.0

    def _ends_between(self, first: int, last: int) -> int:
        words = self._context.words
        return sum(words[place] in (".", "?", "!") for place in range(first, min(last, first + 200)))

    def _role(self, phrase: Phrase) -> int | None:
        """ "the Ukrainian president", "the deputy": the one person with such a title or role, the nearest of
        several.
        """
        context = self._context
        head = context.low[phrase.head]
        if (
            context.low[phrase.first] not in ("the", "this", "that", "his", "her", "their")
            or phrase.last - phrase.first > 6
        ):
            return None
        said = {context.low[place] for place in range(phrase.first + 1, phrase.last)}
        fits: dict[int, float] = {}
        for number, person in enumerate(context.people):
            for text in (*person.titles, *person.roles):
                words = text.lower().split()
                if head in words or head.rstrip(".") in words:
                    fits[number] = max(fits.get(number, 0.0), len(said & set(words)) / len(said))
        return self._nearest(fits, phrase.first) if fits else None

    def _nearest(self, fits: dict[int, float], token: int) -> int | None:
        best = max(fits.values())
        stop = bisect_left(self._starts, token)
        for number in range(stop - 1, -1, -1):
            person = self._context.names[number].person
            if fits.get(person) == best:
                return person
        return next(person for person, fit in fits.items() if fit == best)
