"""Which person a speaker is: by name, by pronoun (who was last spoken of, of that gender), by role."""

from __future__ import annotations

from bisect import bisect_left

from newsextract import rules
from newsextract.quotes.context import Context
from newsextract.quotes.genders import PRONOUNS, gender_of, role_gender, title_gender
from newsextract.quotes.phrases import Phrase, phrase_of

_MOST_NAMES = 60
_MOST_BACK = 60  # tokens before a pronoun in which a description is looked for
_MOST_FORETOLD = 3  # words of "a judge" that a person named later may stand for
_LEDE = 3  # paragraphs at an article's head in which a description may come before the name
_FAR = 6.0  # a name more than this many sentences away has lost its claim
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


@rules.cached
def descriptors() -> frozenset[str]:
    """The nouns by which news speaks again of a person just named."""
    return frozenset(rules.words("quotes/descriptors"))


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, context: Context) -> None:
        """One resolver an article: it remembers."""
        self._context = context
        self._genders: dict[int, tuple[str | None, bool]] = {}
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
        if self._context.words[phrase.head].isupper() and len(word) > 2:
            return self._surname(word)
        if word in PRONOUNS:
            return self._pronoun(phrase.head, PRONOUNS[word])
        if self._context.tags[phrase.head] in ("NN", "NNP", "JJ", "CD"):
            for way in (self._role, self._foretold, self._described):
                if (person := way(phrase)) is not None:
                    return person
        return None

    def _foretold(self, phrase: Phrase) -> int | None:
        """ "a judge", told of before the one person with that title is named."""
        context = self._context
        if context.low[phrase.first] not in ("a", "an") or phrase.last - phrase.first > _MOST_FORETOLD:
            return None
        if context.paragraph_of(phrase.first) >= _LEDE:
            return None
        title = context.low[phrase.head]
        fits = [n for n, person in enumerate(context.people) if title in {held.lower() for held in person.titles}]
        if len(fits) != 1 or context.people[fits[0]].mentions[0].start < context.starts[phrase.first]:
            return None
        return fits[0]

    def _surname(self, word: str) -> int | None:
        """The one person of this surname: a transcript's label."""
        fits = [n for n, person in enumerate(self._context.people) if person.name.lower().split()[-1:] == [word]]
        return fits[0] if len(fits) == 1 else None

    def _described(self, phrase: Phrase) -> int | None:
        """ "the nominee", "the 43-year-old": whoever was last spoken of, if no one is known by that
        description.
        """
        context = self._context
        words = context.low[phrase.first : phrase.last]
        if words[0] != "the" or not any(word.split("-")[-1] in descriptors() for word in words[1:]):
            return None
        gender = next((gender for word in words if (gender := role_gender(word))), None)
        if gender is None and (place := self._pronoun_before(phrase.first, "mf")) is not None:
            return self._pronoun(place, PRONOUNS[context.low[place]])
        found = [self._pronoun(phrase.first, gender)] if gender else [self._pronoun(phrase.first, g) for g in "mf"]
        return found[0] if len(set(found)) == 1 else self._last_near(phrase.first)

    def _pronoun_before(self, token: int, genders: str) -> int | None:
        """A "he" or "she" of the narration shortly before, in this paragraph, of one of the genders."""
        context = self._context
        floor = context.paragraphs[context.paragraph_of(token)][0]
        for place in range(token - 1, max(floor, token - _MOST_BACK) - 1, -1):
            if context.low[place] in ("he", "she") and context.quoted[place] < 0:
                return place if PRONOUNS[context.low[place]] in genders else None
        return None

    def _last_near(self, token: int) -> int | None:
        """The last speaker, if named within the last paragraphs."""
        stop = bisect_left(self._starts, token)
        near = {name.person for name in self._context.names[max(0, stop - 6) : stop]}
        return self._last if self._last in near else None

    def _gender(self, number: int) -> tuple[str | None, bool]:
        """The gender of a name where it stands, and whether it is sure: a title right before it says most."""
        name = self._context.names[number]
        if name.first and (gender := title_gender(self._context.words[name.first - 1])):
            return gender, True
        if name.person not in self._genders:
            self._genders[name.person] = gender_of(self._context.people[name.person])
        return self._genders[name.person]

    def _pronoun(self, token: int, gender: str, contrast: bool = True) -> int | None:
        """The best name before the pronoun: near, a subject, the last speaker, of its gender.

        With ``contrast``, not whom a pronoun of the other gender has just stood for.
        """
        best = self._described_before(token, gender)
        other = self._other(token, gender) if contrast else None
        sentences, place = 0, token
        stop = bisect_left(self._starts, token)
        for number in range(stop - 1, max(-1, stop - 1 - _MOST_NAMES), -1):
            name = self._context.names[number]
            sentences += self._ends_between(name.last, place)
            place = name.first
            if sentences > _FAR and best is not None:
                break
            score = self._claim(number, gender, sentences)
            if name.person == other:
                continue
            if score is not None and (best is None or score > best[0]):
                best = (score, name.person)
        return best[1] if best else None

    def _other(self, token: int, gender: str) -> int | None:
        """Whom the pronoun of the other gender in the sentence before stands for: not this one's person."""
        place = self._pronoun_before(token, "mf".replace(gender, ""))
        if place is None:
            return None
        person = self._known.get(place)
        if person is None:
            person = self._pronoun(place, PRONOUNS[self._context.low[place]], contrast=False)
        known = gender_of(self._context.people[person])[0] if person is not None else gender
        return None if known == gender else person

    def _described_before(self, token: int, gender: str) -> tuple[float, int] | None:
        """A subject shortly before that is no name but stands for one ("The Florida senator")."""
        context = self._context
        for place in range(token - 1, max(-1, token - _MOST_BACK), -1):
            if context.tags[place] == "NN" and context.dep(place) in _SUBJECTS and context.quoted[place] < 0:
                person = self._role(phrase_of(context, place))
                if person is None or gender_of(context.people[person])[0] not in (None, gender):
                    continue
                return 1.2 - self._ends_between(place, token), person
        return None

    def _claim(self, number: int, gender: str, sentences: int) -> float | None:
        context, name = self._context, self._context.names[number]
        known, sure = self._gender(number)
        if known is not None and known != gender and sure:
            return None
        score = -1.3 * sentences
        if known is not None:
            score += 0.6 if known == gender else -2.5
        if context.quoted[name.first] >= 0:
            score -= 2.5
        if context.tags[name.last : name.last + 1] in (["POS"], ["NN"], ["NNS"]):
            score -= 0.8  # the owner in "Reed's aide", the qualifier in "Reed campaign"
        score += self._subject_weight(name.last - 1)
        if name.person == self._last:
            score += 1.2
        return score

    def _subject_weight(self, token: int) -> float:
        """More for a subject, less for a name inside a subject's phrase."""
        weight = 1.2
        for _ in range(6):
            if self._context.dep(token) in _SUBJECTS:
                verb = self._context.head(token)
                return weight if self._context.head(verb) == verb else 0.7 * weight
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
