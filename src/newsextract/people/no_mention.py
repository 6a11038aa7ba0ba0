"""Where a person's name stands for no person: in a country's place, a work's title, a street's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from itertools import takewhile
from operator import attrgetter

from newsextract.people.around import QUOTED, Sighting, own_label
from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.cues import FAMILIES, STREETS, Cue
from newsextract.people.lexicon import Lexicon
from newsextract.people.lists import ending, opening
from newsextract.rules.judgement import Judgement

_PROPER, _FINITE = frozenset({"NNP", "NNPS"}), frozenset({"VBD", "VBZ"})
_NOUNS = frozenset({"JJ", "NN", "NNS"})
_IS = (["is"], ["was"], ["has"], ["opened"], ["opens"], ["closed"], ["serves"])
_ROYAL = frozenset({"King", "Queen", "Prince", "Princess"})
_SHOWS = frozenset({("Show", "with"), ("Live", "with"), ("Tonight", "with"), ("Show", "Starring")})
_OPENING = re.compile(r"[\"“‘'](?<![^\s(—–-].)(?=[^\"“”]*$)")
_CLOSING = re.compile(r"[^\"“”\n]*?[\"”’'](?!\w)")
_TITLED = frozenset({"called", "titled", "entitled"})
LONGEST_TITLE = 80  # characters of a work's title on either side of a name
LONGEST_SMALL = 3  # letters of a word that a title may have small
LEAST_CAPITALS = 3  # words with a capital of a title beside the name in it; one less of what is called a book
MOST_TOLD = 6  # words behind a work that tell what it is
MOST_FOUNDED = 2  # words behind a name among which "Trust" is looked for


NO_MENTION: Judgement[Sighting, bool] = Judgement(
    "people", "no mention", lambda sighting: sighting.span, attrgetter("cues")
)


@NO_MENTION.rule("a country by what it has", Cue.STATE_AFTER)
def _is_state(sighting: Sighting) -> bool:
    """ "Jordan's king"."""
    words, last = sighting.words, sighting.place.last
    has = not sighting.lexicon.state_nouns.isdisjoint(words.forms[last : last + 1])
    return has and _is_untitled(sighting, sighting.lexicon.countries)


@NO_MENTION.rule("a country as a place", Cue.TELLING_BEFORE)
def _is_place(sighting: Sighting) -> bool:
    """ "in Jordan", if the base model sees a place."""
    place = (
        own_label(sighting.words, sighting.place) == "PLACE" and sighting.before in sighting.lexicon.place_prepositions
    )
    return place and _is_untitled(sighting, sighting.lexicon.countries)


@NO_MENTION.rule("a beauty queen", Cue.TITLED)
def _is_queen(sighting: Sighting) -> bool:
    """ "Miss Kenya"."""
    title = sighting.words.forms[sighting.place.title : sighting.place.first]
    return title == ["Miss"] and " ".join(sighting.folds) in sighting.lexicon.countries


@NO_MENTION.rule("a place or a body of a titled name", Cue.TITLED)
def _is_of_title(sighting: Sighting) -> bool:
    """ "Queen Dora Walk", "President Quaig Boulevard", "Sir Orlo Quaig Way"; but not "Sir Orlo Hall", "Lady Hill"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    *names, last = sighting.folds
    if place.title == place.first or not names or last not in lexicon.org_or_place_words:
        return False
    full = len(names) > 1 and lexicon.is_surname(names[-1]) and not lexicon.is_given(names[-1])
    return full or not lexicon.is_surname(last) or words.forms[place.first - 1] in _ROYAL


@NO_MENTION.rule("a plain word", Cue.APART_BEFORE)
def _is_plain(sighting: Sighting) -> bool:
    """ "Will he come?", "Long queues formed", where the article has a Will or a Long."""
    words, at = sighting.words, sighting.place.title
    if not sighting.after or words.folds[at] not in sighting.lexicon.common:
        return False
    single = sighting.place.last == at + 1 and not words.possessive[at]
    return single and words.tags[at] not in _PROPER and words.tags[at + 1] not in _FINITE


@NO_MENTION.rule("one of a people")
def _is_people(sighting: Sighting) -> bool:
    """ "a Sherpa", "Sherpa guides", where the article has a Dawa Sherpa."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    if not _is_untitled(sighting, lexicon.peoples):
        return False
    one_of = sighting.before in ("a", "an") or sighting.before in lexicon.demonyms
    return one_of or (sighting.after != "" and words.tags[place.last] in _NOUNS)


@NO_MENTION.rule("an office by its place", Cue.WORD_AFTER)
def _is_office(sighting: Sighting) -> bool:
    """ "Bishop of Leeds", where the article has a Bishop."""
    words, place = sighting.words, sighting.place
    single = place.last - place.title == 1 and words.forms[place.first] in sighting.lexicon.title_ends
    return single and sighting.after == "of"


@NO_MENTION.rule("borne as a title", Cue.OF_BEFORE)
def _is_title(sighting: Sighting) -> bool:
    """ "with the title of Quaig Khan"."""
    before = sighting.words.folds[max(0, sighting.place.title - 3) : sighting.place.title]
    return before in (["the", "title", "of"], ["a", "title", "of"])


@NO_MENTION.rule("a party of a case", Cue.AGAINST_BEFORE | Cue.AGAINST_AFTER)
def _is_party(sighting: Sighting) -> bool:
    """ "Quaig v. Reed", but not the boxers of "Quaig v Reed"."""
    words, place = sighting.words, sighting.place
    sued = words.forms[place.title - 1] == "v" and sighting.gap_before == ". "
    sues = words.forms[place.last : place.last + 1] == ["v"] and words.gap(place.last + 1) == ". "
    return sued or sues


@NO_MENTION.rule("a family", Cue.FAMILY_AFTER)
def _is_family(sighting: Sighting) -> bool:
    """ "the Quaig family"."""
    return sighting.after in FAMILIES


@NO_MENTION.rule("a work", Cue.QUOTE_BEFORE | Cue.TITLED)
def _is_work(sighting: Sighting) -> bool:
    """ "the biopic “Judy”", "“Judy”, a biopic"."""
    words, place, nouns = sighting.words, sighting.place, sighting.lexicon.thing_nouns
    start, end = words.starts[place.title], sighting.span[1]
    possessive = words.possessive[place.last - 1]
    if possessive or not QUOTED.fullmatch(words.text, start - 1, end + 1 + _stop(sighting)):
        return False
    if words.forms[place.title - 1] in nouns or place.title < place.first:
        return True
    return (
        "," in sighting.gap_after
        and words.forms[place.last] in ("a", "an", "the")
        and not nouns.isdisjoint(words.forms[place.last : place.last + MOST_TOLD])
    )


def _stop(sighting: Sighting) -> bool:
    """Whether a comma or full stop stands right behind the name: inside the closing mark."""
    end = sighting.span[1]
    return sighting.words.text[end : end + 1] in (",", ".")


@NO_MENTION.rule("in a work's title")
def _is_in_title(sighting: Sighting) -> bool:
    """ "the book “The Lives of Ann Reed”", ‘Ann Reed: A Life’."""
    words, place, (start, end) = sighting.words, sighting.place, sighting.span
    opened = _OPENING.search(words.text, max(0, start - LONGEST_TITLE), start)
    if not opened or not (closed := _CLOSING.match(words.text, end, end + LONGEST_TITLE)):
        return False
    first, last = bisect_left(words.starts, opened.end()), bisect_left(words.starts, closed.end())
    rest = [at for at in (*range(first, place.first), *range(place.last, last)) if words.labels[at] != "PERSON"]
    capitals = [at for at in rest if words.forms[at][:1].isupper()]
    if any(len(words.forms[at]) > LONGEST_SMALL for at in set(rest).difference(capitals)):
        return False
    if any(words.tags[at] == "VBZ" for at in rest):
        return False  # a headline, which speaks of the person
    return len(capitals) >= LEAST_CAPITALS - _tells_work(words, first, last, sighting.lexicon)


def _tells_work(words: Words, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words before marks, or those behind, call what is in them a work: "the book titled", ", a film"."""
    before, behind = words.forms[max(0, first - 2) : first], words.forms[last + 1 : last + MOST_TOLD]
    return not lexicon.thing_nouns.isdisjoint((*before, *behind)) or not _TITLED.isdisjoint(before)


@NO_MENTION.rule("a show of the person's", Cue.WITH_BEFORE)
def _is_show(sighting: Sighting) -> bool:
    """ "The Daily Show with Ann Reed"."""
    return tuple(sighting.words.forms[max(0, sighting.place.title - 2) : sighting.place.title]) in _SHOWS


@NO_MENTION.rule("a street of the person's", Cue.POSSESSIVE)
def _is_street(sighting: Sighting) -> bool:
    """ "Paul's Avenue"."""
    words, last = sighting.words, sighting.place.last
    own = words.gap(last) in ("'s ", "’s ") and words.kinds[last] == Kind.CAPITAL
    return own and words.folds[last] in STREETS


@NO_MENTION.rule("a house of the person's", Cue.POSSESSIVE)
def _is_house(sighting: Sighting) -> bool:
    """ "Reed's Bakery", and "Reed's is open" where the article has that."""
    words, place = sighting.words, sighting.place
    if _keeps_house(words, place.last, sighting.lexicon):
        return True
    short = words.folds[place.last : place.last + 1] in _IS
    return short and any(_keeps_house(words, at + 1, sighting.lexicon) for at in _others_of(words, place))


def _keeps_house(words: Words, last: int, lexicon: Lexicon) -> bool:
    """Whether a shop's or an inn's noun stands behind the name."""
    return not lexicon.houses.isdisjoint(words.forms[last : last + 1])


def _others_of(words: Words, place: Candidate) -> Iterator[int]:
    """The places of the name's last word."""
    fold = words.folds[place.last - 1]
    return (at for at, other in enumerate(words.folds) if other == fold)


@NO_MENTION.rule("a firm by its 's", Cue.POSSESSIVE)
def _is_firm(sighting: Sighting) -> bool:
    """ "McDonald's", where no McDonald stands without 's."""
    words, place = sighting.words, sighting.place
    firm = " ".join(sighting.folds) in sighting.lexicon.keepers
    return firm and all(words.possessive[at] for at in _others_of(words, place))


@NO_MENTION.rule("one of several places", Cue.LIST_GAP_AFTER | Cue.AND_AFTER | Cue.AND_BEFORE)
def _is_of_places(sighting: Sighting) -> bool:
    """ "Reed, Quaig and Bright counties", "Reed and Quaig Streets"."""
    words, last, nouns = sighting.words, sighting.place.last, sighting.lexicon.places_together
    end = ending(words, last)
    last = next((at for at in range(last, end) if words.gap(at) not in (" ", ", ")), end)
    noun = last - (words.folds[last - 1] in nouns)
    several = "and" in words.forms[opening(words, sighting.place.first) : noun - 1]
    person = sighting.before in sighting.lexicon.role_nouns
    return several and not person and words.gap(noun) == " " and not nouns.isdisjoint(words.folds[noun : noun + 1])


@NO_MENTION.rule("a thing founded in the person's name", Cue.THE_BEFORE)
def _is_founded(sighting: Sighting) -> bool:
    """ "the Ann Reed Children's Trust"."""
    words, last = sighting.words, sighting.place.last
    if sighting.before != "the":
        return False
    capitals = takewhile(str.istitle, words.forms[last : last + MOST_FOUNDED])
    return not sighting.lexicon.founded_things.isdisjoint(capitals)


@NO_MENTION.rule("a language", Cue.LANGUAGE_FIRST)
def _is_language(sighting: Sighting) -> bool:
    """ "in French", "French and Arabic"."""
    if not _is_untitled(sighting, sighting.lexicon.languages):
        return False
    words, place, languages = sighting.words, sighting.place, sighting.lexicon.languages
    beside = {sighting.before, sighting.after, sighting.clause}
    if words.gap(place.first) == ", ":
        beside.add(words.folds[place.first - 1])
    if sighting.before in ("and", "or"):
        beside.add(words.folds[place.first - 2])
    if sighting.after in ("and", "or"):
        beside.update(words.folds[place.last + 1 : place.last + 2])
    return sighting.before in sighting.lexicon.language_cues or not languages.isdisjoint(beside)


def _is_untitled(sighting: Sighting, names: Set[str]) -> bool:
    return sighting.place.title == sighting.place.first and " ".join(sighting.folds) in names


@NO_MENTION.rule("a thing named after the person")
def _named_after(sighting: Sighting) -> bool:
    """ "Frida Kahlo" in "the Museum of Frida Kahlo"."""
    words, place = sighting.words, sighting.place
    if own_label(words, place) != "INSIDE":
        return False
    near = range(max(0, place.first - 4), min(len(words), place.last + 4))
    entity = words.entities[place.last - 1]
    around = [words.folds[at] for at in near if words.entities[at] == entity]
    return not sighting.lexicon.org_or_place_words.isdisjoint(around)


@NO_MENTION.rule("the first part of a thing's name", Cue.HYPHEN_AFTER)
def _opens_thing(sighting: Sighting) -> bool:
    """ "Ann Quaig" in "the Ann Quaig-Roe Mosque"."""
    words, last = sighting.words, sighting.place.last
    hyphen = sighting.gap_after in ("-", "–")
    near = range(last, min(last + 3, len(words))) if hyphen else ()
    return any(words.forms[at].istitle() and words.folds[at] in sighting.lexicon.org_or_place_words for at in near)
