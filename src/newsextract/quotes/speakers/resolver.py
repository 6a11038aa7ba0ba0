"""Which person a speaker is: by name, by pronoun, by title or description."""

from __future__ import annotations

from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase
from newsextract.quotes.speakers.antecedents import Antecedents
from newsextract.quotes.speakers.descriptions import Descriptions
from newsextract.quotes.speakers.genders import PRONOUNS, word_gender


class Resolver:
    """Resolves the speakers of one article in order, remembering who spoke last."""

    def __init__(self, narration: Narration) -> None:
        """One resolver an article: it remembers."""
        self._narration = narration
        self._descriptions = Descriptions(narration)
        self._antecedents = Antecedents(narration, self._descriptions)

    def person(self, phrase: Phrase) -> int | None:
        """The place in people of the person that the phrase stands for, or None."""
        known = self._antecedents.known
        if phrase.head not in known:
            known[phrase.head] = self._find(phrase)
        found = known[phrase.head]
        if found is not None:
            self._antecedents.last = found
        return found

    def _find(self, phrase: Phrase) -> int | None:
        if phrase.name is not None:
            return phrase.name.person
        word = self._narration.low[phrase.head]
        if self._descriptions.is_initials(phrase):
            return self._descriptions.by_role(phrase)
        if word in PRONOUNS:
            return self._antecedents.pronoun(phrase.head, PRONOUNS[word])
        if self._narration.tags[phrase.head] in ("NN", "NNP", "JJ", "CD"):
            return self._described(phrase)
        return None

    def _described(self, phrase: Phrase) -> int | None:
        """ "the Ukrainian president", "the nominee", "a judge" of whom we hear the name later."""
        if self._narration.doc[phrase.head].ent_type_ in ("ORG", "GPE", "LOC", "FAC"):
            return None
        if self._descriptions.is_told_of(phrase):
            words = self._narration.low[phrase.first : phrase.last]
            gender = next((gender for word in words if (gender := word_gender(word))), None)
            return self._antecedents.described(phrase.first, gender, self._descriptions.fits(phrase))
        found = self._descriptions.by_role(phrase)
        return self._descriptions.foretold(phrase) if found is None else found
