"""Persons by what they are called instead of their name: "the Ukrainian president", "the nominee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, partial

from newsextract import rules
from newsextract.quotes.lexicon import listed, long_titles, peoples, roles
from newsextract.quotes.narration.narration import Name, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase

_POINTING = frozenset(("the", "this", "that", "his", "her", "their"))
_OWN = frozenset(("his", "her"))
_NEW = frozenset(("a", "an", "another", "one"))
_BEING = frozenset(("is", "was", "became"))
_SUBJECTS = frozenset(("he", "she", "who"))
_MOST_FORETOLD = 3  # words of "a judge" that a person named later may stand for
_HEADLINES = 2  # paragraphs at an article's head that may be headlines
_LEDE = 3  # paragraphs at an article's head in which a description may come before the name
_MOST_BEFORE = 8  # tokens from "a" to the noun
_MOST_BACK = 150  # tokens
_MOST_APART = 3  # tokens from the noun to the name it stands by
_WORDS = 10_000  # whose nouns are kept, and as many titles and roles
_SHORT = 2  # words of "the GP"
_NOBODIES = frozenset(("ORG", "GPE", "LOC", "FAC"))
_NAMELESS = frozenset(("name", "named", "identified", "anonymity", "anonymous"))
_MEN = ("man", "woman")  # ends of words
_MOST_INITIALS = 3  # ways to cut a role short
_LINKS = frozenset(("of", "for", "at", "in", "on", "to", "from", "with", "and"))
_BETWEEN = frozenset(("JJ", "JJS", "NN", "NNP", "NNS", "CD", "HYPH", "VBN", "RB", "POS"))


class Descriptions:
    """The titles and roles of one article's people, by noun."""

    def __init__(self, narration: Narration) -> None:
        """Reads the people's titles and roles once."""
        self._narration = narration
        self._held: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        self._initials: set[str] = set()
        for number, person in enumerate(narration.people):
            for text in (*person.titles, *person.roles):
                words, heads, short = _words_of(text)
                self._initials.update(short)
                for word in (*heads, *short):
                    self._held[word].append((number, words | {word}))

    def fits(self, phrase: Phrase) -> dict[int, float]:
        """Who holds the title or role named, by the share of the description's words that theirs has."""
        low, first = self._narration.low, phrase.first
        if not self._is_bare(phrase):
            if low[first] not in _POINTING:
                return {}  # it does not point at somebody known
            first += 1
        said = {noun(word) for word in low[first : phrase.last]}
        found: dict[int, float] = {}
        for number, words in self._held.get(noun(low[phrase.head]), ()):
            found[number] = max(found.get(number, 0.0), len(said & words) / len(said))
        return found

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether it is a headline's role: "Governor says naming is historic", "‘Too old,’ says governor"."""
        narration, first = self._narration, phrase.first
        paragraph = narration.paragraph_of(first)
        opens = paragraph < _HEADLINES and narration.paragraphs[paragraph][0] == first
        return (opens or paragraph == 0) and narration.tags[first] != "DT"

    def only(self, fits: Mapping[int, float]) -> int | None:
        """The one person whose title or role has every word of a description, if it is one."""
        whole = [person for person, fit in fits.items() if fit == 1.0]
        return whole[0] if len(whole) == 1 else None

    def by_role(self, phrase: Phrase) -> int | None:
        """The person who fits the description best, the nearest before it of several."""
        fits = self.fits(phrase)
        if not fits:
            return None
        most = max(fits.values())
        best = [person for person, fit in fits.items() if fit == most]
        before = (name.person for name in self._narration.names_before(phrase.first))
        return next((person for person in before if person in best), best[0])

    def foretold(self, phrase: Phrase) -> int | None:
        """ "a judge", told of before the one person with that title is named."""
        low, first = self._narration.low, phrase.first
        if low[first] not in ("a", "an") or phrase.last - first > _MOST_FORETOLD:
            return None
        fits = [
            number
            for number, person in enumerate(self._narration.people)
            if noun(low[phrase.head]) in map(noun, person.titles)
        ]
        if len(fits) != 1 or self._narration.paragraph_of(first) >= _LEDE:
            return None
        named = self._narration.people[fits[0]].mentions[0].start >= self._narration.starts[first]
        return fits[0] if named else None

    def is_initials(self, phrase: Phrase) -> bool:
        """Whether the phrase is a title's initials: the PM."""
        low = self._narration.low
        return low[phrase.first] in _POINTING and low[phrase.head] in self._initials

    def is_told_of(self, phrase: Phrase) -> bool:
        """Whether it can mean whoever was just spoken of: "the nominee", "the 43-year-old banker", "the Scot"."""
        low = self._narration.low
        if low[phrase.first] != "the":
            return False
        aged = "old" in low[phrase.first : phrase.last] or low[phrase.first + 1] in listed("parents")
        return aged or any(_is_one(self._narration, place) for place in (phrase.head, phrase.last - 1))

    def is_nobody(self, phrase: Phrase) -> bool:
        """Whether it names a body or a place: not "the Scot", "the GP"."""
        narration, head = self._narration, phrase.head
        short = phrase.last - phrase.first == _SHORT
        return (
            narration.labels[head] in _NOBODIES
            and narration.low[head] not in peoples()
            and not (short and _is_one(narration, head))
        )

    def is_role(self, phrase: Phrase) -> bool:
        """Whether the phrase is a role and no more, "the dentist", which may be that of whoever was spoken of."""
        low = self._narration.low
        whole = phrase.head == phrase.last - 1 and "NNP" not in self._narration.tags[phrase.first : phrase.head]
        return low[phrase.first] == "the" and low[phrase.head] in roles() and whole

    def is_anothers(self, phrase: Phrase) -> bool:
        """Whether the article brought up somebody's own, without a name: "his boss said ... the boss"; kin of whatever
        owner.
        """
        narration, word = self._narration, self._narration.low[phrase.head]
        before = self._first_places[word]
        owner = before - 1
        if narration.tags[owner] == "POS":
            owned = word in listed("kin") or narration.name(owner - 1) is not None
        else:
            owned = narration.low[owner] in _OWN or (word in listed("kin") and narration.tags[owner] == "PRP$")
        behind = before + 1 + (narration.words[before + 1] == ",")
        return owned and not narration.tags[behind].startswith("NN")

    @cached_property
    def _first_places(self) -> dict[str, int]:
        """Where each word stands first: looked for anew, that takes a long text's length each time."""
        low = self._narration.low
        return dict(zip(reversed(low), range(len(low) - 1, -1, -1), strict=True))

    def is_unnamed(self, phrase: Phrase) -> bool:
        """Whether somebody without a name was brought up in the same word: "A senior Liberal ... the Liberal"."""
        narration, first = self._narration, phrase.first
        places = range(first - 1, max(-1, first - _MOST_BACK), -1)
        same = (place for place in places if narration.low[place] == narration.low[phrase.head])
        # Whom the lede brings up is named next.
        floor = narration.paragraphs[1][0] if len(narration.paragraphs) > 1 else 0
        before = next(same, None)
        while before is not None and narration.low[before - 1] in _POINTING:
            before = next((place for place in same if place >= floor), None)
        if before is None or not self._is_new(before):
            return False
        return not narration.name(before + 1 + (narration.words[before + 1] == ","))

    def introduces(self, token: int) -> bool:
        """Whether the noun at ``token`` brings up somebody without a name: "a delegate from the north"."""
        narration = self._narration
        if narration.low[token] not in roles():
            return False
        for place in range(token + 1, narration.doc[token].right_edge.i + 1):
            if (name := narration.name(place)) and self._names(token, name):
                return False
        return self._is_new(token) or self.keeps_name(token)

    def keeps_name(self, token: int) -> bool:
        """Whether a noun is said to be somebody without a name: "the owner, who asked not to be named" """
        narration = self._narration
        places = range(token + 1, narration.doc[token].right_edge.i + 1)
        kept = (place for place in places if narration.low[place] in _NAMELESS)
        return any(not (narration.name(place + 1) or narration.name(place + 2)) for place in kept)

    def _is_new(self, token: int) -> bool:
        """Whether "a" stands before the noun at ``token`` and its own words, and no name before that."""
        narration = self._narration
        for place in range(token - 1, max(-1, token - _MOST_BEFORE), -1):
            if narration.low[place] in _NEW:
                return not self._is_said_of(place - 1)
            if narration.tags[place] not in _BETWEEN:
                break
        return False

    def _is_said_of(self, token: int) -> bool:
        """Whether what follows the token is said of somebody named: "Ann Reed, a driver", "Reed is a driver"."""
        narration = self._narration
        name = narration.name(token - 1) is not None
        return (name and narration.words[token] == ",") or (
            narration.low[token] in _BEING and (name or narration.low[token - 1] in _SUBJECTS)
        )

    def _names(self, noun: int, name: Name) -> bool:
        """Whether a name behind a noun is that of its person: "a clerk in the ministry, Ann Reed, said" """
        narration = self._narration
        before = name.first - 1
        while narration.tags[before] == "NNP":
            before -= 1  # a title
        return narration.words[before] == "," or name.first - noun < _MOST_APART


def _is_one(narration: Narration, token: int) -> bool:
    """Whether a noun by itself can mean one person of whom we heard: "nominee", "Scot", "Corkman"."""
    word = narration.low[token]
    of_place = word.endswith(_MEN) and narration.words[token][:1].isupper()
    return word in peoples() or of_place or word.split("-")[-1] in listed("descriptors")


@partial(rules.cached, maxsize=_WORDS)
def _words_of(text: str) -> tuple[frozenset[str], set[str], list[str]]:
    """The words of a title or role as nouns, those by which its holder is called, and its initials."""
    return frozenset(map(noun, text.split())), _heads(text), initials(text)


def _heads(text: str) -> set[str]:
    """The nouns of a title or role by which its holder is called: not the hall of "Hall committee chairwoman"."""
    words = [noun(word) for word in text.split()]
    end = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    return {word for word in words if word in roles()} | {words[end - 1]}


def initials(text: str) -> list[str]:
    """The initials of a title or role and of its later words: "Treasury Cabinet Secretary" -> "tcs", "cs"."""
    if not (text[0].isupper() and text.split()[-1][0].isupper()):
        return []  # "chief economist at the International Monetary Fund" is no IMF
    letters = "".join(word[0] for word in text.split() if word[0].isupper()).lower()
    return [letters[first:] for first in range(len(letters) - 1)][-_MOST_INITIALS:]


@partial(rules.cached, maxsize=_WORDS)
def noun(word: str) -> str:
    """A word of a title or role as a singular noun, lower case: "Sen." -> "senator", "hosts" -> "host"."""
    word = word.lower().rstrip(".")
    word = long_titles().get(word, word)
    singular = word.removesuffix("s")
    return singular if singular in roles() else word
