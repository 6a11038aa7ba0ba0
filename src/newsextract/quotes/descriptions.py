"""Which persons a description may mean, "the nominee", and whether a person is a man or a woman."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property, partial
from itertools import islice

from newsextract import rules
from newsextract.people.knowledge.lexicon import usual_sexes
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import titles_with, word_sexes
from newsextract.quotes.lexicon import listed, peoples, plain_nouns, roles
from newsextract.quotes.narration import Narration
from newsextract.quotes.speaker_phrases import Phrase, name_after
from newsextract.records.record import Person

_POINTING = frozenset(("the", "this", "that", "his", "her", "their"))
_KNOWN = frozenset(("the", "this", "that"))
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile("['’]s?$")
_NEW = frozenset(("a", "an", "another", "one"))
_NAMING = frozenset((",", "as", "called", "named"))  # what stands before the name of whom a noun introduces
_BEFORE_AGE = frozenset((",", "("))
_AFTER_AGE = frozenset((",", ")", ".", ";"))
_OWNING = frozenset(("'s", "’s", "'", "’"))
_OWNERS = _OWNING | {"his", "her", "their"}
_HEADLINES = 2  # paragraphs at an article's head that may be headlines
_MOST_BEFORE = 8  # tokens from "a" to the noun
_MOST_BACK = 150  # tokens
_MOST_OWN = 60  # tokens of a noun's phrase
_MOST_HOLDERS = 40  # of a role: of more, those among so many names before
_WORDS = 10_000  # whose nouns are kept, and as many titles and roles
_NOBODIES = frozenset(("ORG", "GPE", "LOC", "FAC"))
_LINKS = frozenset(("of", "for", "at", "in", "on", "to", "from", "with", "and"))
_BETWEEN = frozenset(("JJ", "JJS", "NN", "NNP", "NNS", "CD", "HYPH", "VBN", "RB", "POS"))


class Descriptions:
    """The titles and roles of one article's people, by noun."""

    def __init__(self, narration: Narration) -> None:
        """Reads the people's titles and roles once."""
        self._narration = narration
        self._held: dict[str, dict[int, list[frozenset[str]]]] = defaultdict(dict)
        for number, person in enumerate(narration.people):
            for text in (*person.titles, *person.roles):
                words, heads = _words_of(text)
                for word in heads:
                    self._held[word].setdefault(number, []).append(words | {word})

    def fits(self, phrase: Phrase) -> dict[int, float]:
        """Each person who holds the title or role of a description -> the share of its words that theirs has."""
        low, first = self._narration.low, phrase.first
        pointing = low[first] in _POINTING
        owned = self._narration.tags[first + 1] == "POS" and first + 1 < phrase.head
        paragraph = self._narration.paragraph_of(first)
        opens = paragraph < _HEADLINES and self._narration.paragraphs[paragraph][0] == first
        in_headline = (opens or paragraph == 0) and self._narration.tags[first] != "DT"  # ‘Too old,’ says governor
        if not (pointing or owned or in_headline):
            return {}  # it does not point at somebody known
        said = {noun(word) for word in low[first + pointing : phrase.last]} - _OWNING
        held = self._held.get(noun(low[phrase.head]), {})
        near: Collection[int] = held
        if len(held) > _MOST_HOLDERS:
            named = islice(self._narration.names_before(first), _MOST_HOLDERS)
            near = sorted({name.person for name in named} & held.keys())
        found = {number: max(len(said & words) for words in held[number]) / len(said) for number in near}
        return {number: fit for number, fit in found.items() if fit == 1.0} if owned and not pointing else found

    def best(self, fits: Mapping[int, float], phrase: Phrase) -> int | None:
        """The person who fits the description best, the nearest before it of several."""
        most = max(fits.values(), default=0.0)
        best = [person for person, fit in fits.items() if fit == most]
        before = (name.person for name in self._narration.names_before(phrase.first))
        return next((person for person in before if person in best), best[0]) if best else None

    def of_age(self, phrase: Phrase) -> tuple[set[int], set[int]]:
        """The persons of the age that a description has, and those of another: Ann Reed, 56, ... the 56-year-old"""
        narration, ages = self._narration, self._ages
        if "old" not in narration.low[phrase.first : phrase.last] or not ages:
            return set(), set()
        said = set(filter(str.isdigit, narration.words[phrase.first : phrase.last]))
        same = {person for person, known in ages.items() if said & known}
        return same, ages.keys() - same if said else set()

    @cached_property
    def _ages(self) -> dict[int, set[str]]:
        """The ages that stand by people's names: Ann Reed, 56, or Ann Reed (56)."""
        words, found = self._narration.words, defaultdict[int, set[str]](set)
        for name in self._narration.names:
            opens, age, closes = words[name.last : name.last + 3]
            if opens in _BEFORE_AGE and age.isdigit() and closes in _AFTER_AGE:
                found[name.person].add(age)
        return found

    def is_description(self, phrase: Phrase) -> bool:
        """Whether it can mean whoever was just spoken of: "the nominee", "the 43-year-old banker", "the Scot"."""
        low = self._narration.low
        if low[phrase.first] != "the" or "old" in low[phrase.first : phrase.last]:
            return low[phrase.first] == "the"
        nouns = low[phrase.head], low[phrase.last - 1]
        return any(noun in peoples() or noun.split("-")[-1] in listed("descriptors") for noun in nouns)

    def is_nobody(self, phrase: Phrase) -> bool:
        """Whether it names a body or a place: not "the Swede", nor the initials of a title."""
        word = self._narration.low[phrase.head]
        return self._narration.labels[phrase.head] in _NOBODIES and word not in peoples() and word not in self._held

    def is_unnamed(self, phrase: Phrase, owned: bool) -> bool:
        """Whether the same noun introduced somebody without a name before: "a senior Liberal"; with ``owned`` also as
        somebody's own: "Reed's late boss".
        """
        narration, low = self._narration, self._narration.low
        for place in range(phrase.first - 1, max(-1, phrase.first - _MOST_BACK), -1):
            if low[place] == low[phrase.head] and low[place - 1] not in _KNOWN:
                return self._is_new(place, _NEW | _OWNERS if owned else _NEW) and not name_after(narration, place + 1)
        return False

    def introduces(self, token: int) -> bool:
        """Whether the noun at ``token`` introduces somebody without a name: "a delegate from the north", not "a
        delegate from the north, Ann Reed".
        """
        narration = self._narration
        if narration.low[token] not in roles() or not self._is_new(token) or name_after(narration, token + 1):
            return False
        own = range(token + 2, min(narration.doc[token].right_edge.i, token + _MOST_OWN) + 1)
        return not any(narration.low[place - 1] in _NAMING and narration.name(place) for place in own)

    def _is_new(self, token: int, openers: frozenset[str] = _NEW) -> bool:
        """Whether "a" stands before the noun at ``token`` and its own words, or another of the ``openers``."""
        narration = self._narration
        for place in range(token - 1, max(-1, token - _MOST_BEFORE), -1):
            if narration.low[place] in openers:
                return True
            if narration.tags[place] not in _BETWEEN:
                break
        return False


@partial(rules.cached, maxsize=_WORDS)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a title or role as nouns, and those by which its holder is called: not the hall of "Hall committee
    chairwoman".
    """
    words = [noun(word) for word in text.split()]
    end = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    whole = frozenset(_POSSESSIVE.sub("", word) for word in words)
    letters = ""
    if text[0].isupper() and text.split()[-1][0].isupper():  # "economist at the International Monetary Fund" is no IMF
        letters = "".join(word[0] for word in text.split() if word[0].isupper()).lower()
    initials = (letters[first:] for first in range(len(letters) - 1))  # Treasury Cabinet Secretary -> tcs, cs
    return whole, roles().intersection(words) | {words[end - 1], *initials}


@partial(rules.cached, maxsize=_WORDS)
def noun(word: str) -> str:
    """A word of a title or role as a singular noun, lower case: "Sen." -> "senator", "hosts" -> "host"."""
    word = word.lower().rstrip(".")
    word = plain_nouns().get(word, word)
    singular = word.removesuffix("s")
    return singular if singular in roles() else word


def gender_of(person: Person) -> tuple[str | None, bool]:
    """ "m", "f" or None, and whether it is sure: titles are, then roles, unless the first name says the other: such a
    role may be another's. Those that are mostly of one sex ("actor") and a first name are guesses.
    """
    titled = _WORD.findall(" ".join(person.titles).lower())
    words = [*titled, *_WORD.findall(" ".join(person.roles).lower())]
    word, written = next(((word, sex) for word in words if (sex := word_sexes().get(word))), ("", None))
    sure = written is not None and word not in map(str.lower, titles_with("mostly"))
    if sure and word in titled:
        return written, True
    for form in (person.name, *person.aliases):
        first, _, rest = form.partition(" ")
        name, sexes = fold(first), usual_sexes()
        usual = sexes.get(name, sexes.get(name.partition("-")[0]))
        if rest and usual:
            return (None, False) if sure and usual != written else (usual, usual == written)
    return written, sure
