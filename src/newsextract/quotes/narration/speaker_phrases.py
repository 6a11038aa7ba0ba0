"""Speakers as the article writes them: from a head word to the span of its noun phrase."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.analysis.word_classes import FINITE, NOUNS
from newsextract.quotes.lexicon import listed, postnominals, roles, title_words, with_plurals
from newsextract.quotes.narration.narration import TERMINAL, Name, Narration

_MODIFIERS = frozenset(("DT", "JJ", "JJR", "JJS", "PRP$", "POS", "CD", "HYPH", "PDT", "AFX", "FW", "``")) | NOUNS
_PARTICIPLES = frozenset(("VBN", "VBG"))
_LAST = frozenset(("PRP", "CD", "DT", "JJ")) | NOUNS
_LINKS = frozenset(("of", "for", "from", "with", "at", "in", "on", "to"))
_SAFE_LINKS = frozenset(("of", "for", "from"))
_APPOSED = frozenset(("the", "a", "an", "one"))
_ROLE_TAGS = NOUNS | {"RB", "JJ"}
_MOST_APPOSITION = 25


class Phrase(NamedTuple):
    """A speaker's span in tokens, [first, last), and its head; ``name``: the mention of the person, or None."""

    first: int
    last: int
    head: int
    name: Name | None = None


def named(name: Name) -> Phrase:
    """The phrase that is a name alone."""
    return Phrase(name.first, name.last, name.last - 1, name)


def phrase_of(narration: Narration, head: int, floor: int = 0, inverted: bool = False) -> Phrase:
    """The noun phrase round ``head``: a bare name, or the phrase and its "of ..."; less of that if ``inverted``."""
    if name := narration.name(_before_letters(narration, head)):
        return _with_partner(narration, Phrase(name.first, name.last, head, name))
    if narration.tags[head].startswith("PRP"):
        return Phrase(head, head + 1, head)
    if owner := _owner_of_words(narration, head):
        return owner
    head = _whole_role(narration, head)
    first, last = _left_edge(narration, head, floor), _core_end(narration, head)
    end = _right_edge(narration, last, _SAFE_LINKS if inverted else _LINKS)
    name = _name_before(narration, first, last) or _name_after(narration, end) or _name_at_end(narration, first, end)
    return named(name) if name else _with_partner(narration, Phrase(first, end, head))


def _owner_of_words(narration: Narration, head: int) -> Phrase | None:
    """The person whose words a phrase names: "Ann Reed's statement", "Reed's latest remarks", "her words"."""
    words = narration.low[head] == "words" or narration.low[head] in with_plurals("nouns_of_saying")
    if words and narration.tags[head - 1] == "PRP$":
        return Phrase(head - 1, head, head - 1)
    if not words and narration.low[head] not in with_plurals("documents"):
        return None
    first = head
    while narration.tags[first - 1] in _MODIFIERS and narration.tags[first - 1] not in ("POS", "DT", "PRP$"):
        first -= 1
    name = narration.name(first - 2) if narration.tags[first - 1] == "POS" else None
    return named(name) if name else None


def _whole_role(narration: Narration, head: int) -> int:
    """The last word of a role whose head the tagger puts too early: "the Leeds forward", "the Labour MP"."""
    after = head + 1
    return after if narration.low[after] in roles() and narration.tags[after] in _ROLE_TAGS else head


def _name_after(narration: Narration, place: int) -> Name | None:
    """A person named right after a title or role: "spokesman Lin Jian", "the spokesman, Dr. Lin Jian,"; one behind a
    comma may have a role too: "the head of the mission, Finnish lawmaker Ann Reed,".
    """
    apposed = narration.words[place] == ","
    first, before = place + apposed, _MODIFIERS if apposed else {"NNP"}
    while narration.tags[first] in before and not narration.name(first):
        first += 1
    name = narration.name(first)
    if name is None or not apposed:
        return name
    last = name.last
    while narration.tags[last] == "NNP":  # Ann Reed KC
        last += 1
    return name if narration.words[last] in TERMINAL | {",", ""} else None


def _name_at_end(narration: Narration, first: int, last: int) -> Name | None:
    """The person whose role a longer name begins: "Bank of England governor Ann Reed", "Roads Minister Lin", "Secretary
    of State Lin"; not one with a role of their own behind "of" or "for": "a spokesman for President Reed".
    """
    name = narration.name(last - 1)
    if name is None:
        return None
    person = narration.people[name.person]
    said = narration.text[narration.starts[first] : narration.starts[name.first]].strip()
    if said.removeprefix("the ") in (*person.titles, *person.roles):  # Commissioner of Police Tom Obi
        return name
    before = name.first - 1
    links = [place for place in range(first + 1, name.first) if narration.low[place] in _LINKS]
    if all(_is_own_role(narration, place) for place in range(max(links, default=first) + 1, name.first)):
        return None
    theirs = narration.low[min(links, default=first + 1) - 1].removesuffix("s") in roles()
    if narration.low[before] in roles():
        return None if theirs else name
    return name if theirs else None


def _is_own_role(narration: Narration, place: int) -> bool:
    """Whether a word before a name is the title or role of that person: "the former president", "Mrs."."""
    word = narration.low[place].rstrip(".")
    return narration.tags[place] not in NOUNS or word in roles() or word in title_words()


def _name_before(narration: Narration, first: int, last: int) -> Name | None:
    """The person whom the phrase says more of: "Ann Reed of the coast guard"; "Ann Reed, the minister for roads,"."""
    if narration.low[first - 1] in ("of", "from"):
        return narration.name(first - 2)
    if narration.words[first - 1] != "," or narration.low[first] not in _APPOSED or narration.tags[last] in FINITE:
        return None
    name = narration.name(first - 2)
    if name and narration.tags[_right_edge(narration, last, _LINKS)] in FINITE:
        return name if _opens_sentence(narration, name) else None
    closed = not {",", "—", "–"}.isdisjoint(narration.words[last : last + _MOST_APPOSITION])
    return name if closed else None


def _opens_sentence(narration: Narration, name: Name) -> bool:
    """Whether nothing stands before a name in its sentence: "Ann Reed, the head of the port said it" lacks a comma."""
    before = narration.words[name.first - 1]
    return before in TERMINAL or not before.strip()


def _left_edge(narration: Narration, head: int, floor: int) -> int:
    first = head
    while first > floor and _is_modifier(narration, first - 1):
        first -= 1
        if narration.tags[first] in ("DT", "PRP$"):
            break
    while narration.tags[first] == "POS" or _is_gap(narration, first):
        first += 1
    return first


def _is_modifier(narration: Narration, place: int) -> bool:
    if _is_gap(narration, place):
        return True
    if narration.tags[place] in _PARTICIPLES:
        return narration.deps[place] in ("amod", "compound")
    return narration.tags[place] in _MODIFIERS or narration.tags[place + 1] == "HYPH"


def _core_end(narration: Narration, head: int) -> int:
    last = head + 1
    while last < len(narration.doc) and "HYPH" in narration.tags[last - 1 : last + 1]:
        last += 1
    return last


def _right_edge(narration: Narration, last: int, links: frozenset[str]) -> int:
    while narration.low[last] in links:
        end = noun_run(narration, last + 1)
        if end == last + 1 or narration.deps[last + 1] == "pcomp":  # not "the port for calling it old"
            break
        last = end
    return last


def noun_run(narration: Narration, first: int) -> int:
    """One past the run of determiners, adjectives and nouns that starts here; ``first`` if none does."""
    if narration.tags[first] == "PRP":
        return first + 1
    last = first
    while _is_inside(narration, last) or _is_gap(narration, last):
        last += 1
    while last > first and narration.tags[last - 1] not in _LAST:
        last -= 1
    return last


def _is_inside(narration: Narration, place: int) -> bool:
    """Whether a word belongs to a run: not the Monday of "said the minister Monday", but that of "a Monday report"."""
    if narration.tags[place] == "NNP" and narration.labels[place] == "DATE":
        return narration.tags[place - 1] == "DT"
    if narration.tags[place] in _PARTICIPLES:
        return narration.deps[place] != "acl" or narration.tags[place + 1] == "NNP"  # a lawyer representing the family
    return narration.tags[place] in _MODIFIERS or narration.tags[place + 1] == "HYPH"


def _is_gap(narration: Narration, place: int) -> bool:
    """Whether a token is the second of two spaces, which ends no phrase; a line's end does."""
    return narration.words[place].isspace() and "\n" not in narration.words[place]


def head_at(narration: Narration, first: int) -> int | None:
    """The head of the noun phrase that starts at ``first``: the last noun of its run; None if none starts there."""
    name = narration.name(first)
    if name and narration.tags[name.last] not in NOUNS | {"POS"}:  # not "Clinton's campaign"
        return name.last - 1
    last = noun_run(narration, first)
    for place in range(last - 1, first - 1, -1):
        if narration.tags[place] in NOUNS | {"PRP"}:
            return place
    if narration.tags[last - 1] == "CD":
        return last - 1  # the two
    return first if narration.low[first] in listed("pronouns") else None


def past_letters(narration: Narration, place: int) -> int:
    """The first token from here on that is none of the letters behind a name: Ann Reed MBE."""
    while narration.words[place] in postnominals():
        place += 1
    return place


def _before_letters(narration: Narration, place: int) -> int:
    """The token before the letters behind a name that end here; the token itself if it is none."""
    while narration.words[place] in postnominals():
        place -= 1
    return place


def _with_partner(narration: Narration, phrase: Phrase) -> Phrase:
    """ "Smith and Jones": one phrase of two, no one person; "his friend and rival Ann Jones" is one."""
    last = phrase.last
    if narration.low[last] not in ("and", "&"):
        return phrase
    for token in narration.doc[last + 1 : last + 12]:
        if phrase.first <= token.head.i < last:
            name = narration.name(token.i)
            end = name.first if name else token.i + 1
            one = _name_of_both(narration, phrase, end) if _is_second_role(narration, phrase, end) else None
            return named(one) if one else Phrase(phrase.first, name.last if name else end, phrase.head)
    return phrase


def _name_of_both(narration: Narration, phrase: Phrase, last: int) -> Name | None:
    """Who has two roles: "President and Chief Officer of Port House Ann Reed"."""
    edge = _right_edge(narration, last, _SAFE_LINKS)
    return _name_after(narration, last) or _name_at_end(narration, phrase.first, edge)


def _is_second_role(narration: Narration, phrase: Phrase, last: int) -> bool:
    """Whether the words behind "and" say more of the one before it: a role, with no "the" or "her" of its own."""
    own = {"DT", "PRP$", "POS"}.intersection(narration.tags[phrase.last + 1 : last])
    return phrase.name is None and narration.low[last - 1] in roles() and not own
