"""Roles right before a name, or before the comma before it: where they begin, and what is no role."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.people.phrases import Phrases
from newsextract.people.posts import is_member

_SINCE = frozenset({"former", "current", "then"})
_FORMER = ("ex-", "then-")
_LISTED = (" ", ", ")
EPITHETS = frozenset({"the", "a", "late", "former", "year-old"})  # and a people's adjective
_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})


def phrase_start(phrases: Phrases, last: int) -> int | None:
    """Where the role that ends before ``last`` begins, with what it is of; None if there is none."""
    role = phrases.is_role(last - 1) or phrases.is_agent(last - 1) or _is_member(phrases, last - 1)
    if role and not phrases.ends_in_chief(last):
        barred = phrases.words.shouted[last - 1] or phrases.words.folds[last - 1] in phrases.lexicon.no_roles
        return None if barred else phrases.start(last)
    head = phrases.complement(last)
    return None if head is None else phrases.start(head)


def _is_member(phrases: Phrases, at: int) -> bool:
    """Whether the word is one of a side, as the "Harrier" of "former Harrier Ann Reed"."""
    words, lexicon = phrases.words, phrases.lexicon
    if words.folds[at] in lexicon.departments or words.folds[at] in lexicon.demonyms:
        return False  # the "State" of a secretary, where the "United States" stand too
    return is_member(words, lexicon, at)


def owner_start(phrases: Phrases, first: int) -> int:
    """Where "wife of the president" begins, if its "president" begins at the word."""
    of = first - 1 - phrases.is_opened(first)
    return phrases.start(of) if phrases.is_role(of - 1) else first


def before_body(phrases: Phrases, last: int) -> int | None:
    """The place before a body that ends before the word, behind a role and a comma: "The Director, Leeds Hospital"."""
    words, start = phrases.words, last - 1
    while phrases.close(start) and start - 1 not in phrases.people and words.labels[start - 1] == "ORG":
        start -= 1
    whole = words.labels[last - 1] == "ORG" and words.gap(start) == ", " and phrases.is_role(start - 1)
    return start if whole else None


def start_before(phrases: Phrases, last: int) -> int | None:
    """Where the role right before the name, or its title, begins; None if there is none."""
    tags = phrases.tags
    if not phrases.close(last):
        return None
    if tags[last - 1] in _NO_NOUNS and not _is_noun(phrases, last - 1):
        return None
    if tags[last - 1] == "VBN" and tags[last - 2].startswith("VB"):
        return None  # "has accused Ann Reed"
    if phrases.words.folds[last - 1] == "year-old":
        return None  # "the mother of 12-year-old Ann Reed"
    if phrases.words.forms[last - 1] in phrases.lexicon.many_roles:
        return None  # "he compared the president to predecessors Reed and Bright"
    return phrase_start(phrases, last)


def _is_noun(phrases: Phrases, at: int) -> bool:
    """Whether the word is a noun for a person whatever its tag."""
    if phrases.tags[at] == "VBD" and not phrases.words.folds[at].endswith("ed"):
        return True  # "and poet Ann Reed"
    return phrases.words.folds[at].endswith(phrases.lexicon.agent_endings) or _is_joint(phrases, at - 1)


def _is_joint(phrases: Phrases, at: int) -> bool:
    """Whether the word is an "and" behind a role: in "campaigner and advocate", whatever the tag of the second."""
    return phrases.words.folds[at] == "and" and phrases.is_role(at - 1)


def list_start(phrases: Phrases, first: int) -> int:
    """Where the list of names begins in which the name, with its titles, that begins at the word stands."""
    words = phrases.words
    while True:
        while phrases.form(first - 1) in phrases.lexicon.title_parts and phrases.close(first):
            first -= 1
        last = first - (words.folds[first - 1] == "and")
        if words.gap(last) not in _LISTED:
            return first
        last -= 2 * (words.folds[last - 2] == "of")
        if last - 1 not in phrases.people:
            return first
        while last - 1 in phrases.people:
            last -= 1
        first = last


def past_titles(phrases: Phrases, first: int, last: int) -> int:
    """The place past the titles of several that begin at the word, before ``last``; the word if there are none."""
    at = first
    while at < last and phrases.form(at) in phrases.lexicon.title_parts:
        at += 1
    return at if phrases.form(at - 1) in phrases.lexicon.many_titles else first


def list_end(phrases: Phrases, last: int) -> int:
    """The place past the list of names in which the name that ends before ``last`` stands."""
    words = phrases.words
    while True:
        past = last + 2 * (words.folds[last : last + 1] == ["of"])
        if words.gap(past) not in _LISTED:
            return last
        at = past + (words.folds[past : past + 1] == ["and"])
        while at < len(words) - 1 and phrases.form(at) in phrases.lexicon.title_parts:
            at += 1
        if at not in phrases.people:
            return last
        while at in phrases.people:
            at += 1
        last = at


def past_late(phrases: Phrases, last: int) -> int:
    """The place before "the late", "the Australian" and "71-year-old", if they follow a comma."""
    first = last
    while first > 0 and _is_epithet(phrases, first - 1):
        first -= 1
    return first


def _is_epithet(phrases: Phrases, at: int) -> bool:
    fold = phrases.words.folds[at]
    return fold in EPITHETS or fold in phrases.lexicon.demonyms


def is_title(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the words are a title and no more: "Mayor", "Prime Minister", "Detective Chief Inspector"."""
    lexicon, forms = phrases.lexicon, [phrases.form(at) for at in range(first, last)]
    if forms[0].islower() or forms[-1] in lexicon.jobs or forms[-1] in lexicon.parties:
        return False
    if phrases.is_tailed(last - 1) or phrases.words.gap(first).lower().endswith(_FORMER):
        return False
    if len(forms) == 1:
        return lexicon.ends_title(forms[0]) or not phrases.opens_sentence(first)
    if tuple(forms) in lexicon.titles:
        return True
    ends = [form.rpartition("-")[2] for form in forms]
    return all(end in lexicon.ranks or end in lexicon.title_words for end in ends)


def parted(phrases: Phrases, first: int, last: int) -> Iterator[str]:
    """The role before a name, or the two: "former Jets coach and current Leafs coach"."""
    folds = phrases.words.folds
    for at in range(first + 1, last - 1):
        joined = folds[at] == "and" and phrases.is_second(first, at + 1, last)
        if joined or (folds[at] in _SINCE and _ends_role(phrases, at)):
            yield phrases.before(first, at)
            first = at + joined
    yield phrases.before(first, last)


def before_and(phrases: Phrases, first: int) -> Iterator[str]:
    """The office before an "and" and the role that begins at the word: "Secretary of State and candidate Ann Reed"."""
    last = first - 1
    if phrases.words.folds[last] != "and" or last - 1 in phrases.people or (head := phrases.complement(last)) is None:
        return
    start = phrases.start(head)
    office = phrases.words.forms[start][:1].isupper() and "of" in phrases.words.folds[start:last]
    if office and not phrases.is_opened(start):
        yield phrases.before(start, last)


def _ends_role(phrases: Phrases, last: int) -> bool:
    """Whether a noun for a role, or for several people by theirs, ends before the word: not "centrist former ..."."""
    return phrases.tags[last - 1].startswith("NN") and (phrases.is_role(last - 1) or phrases.are_roles(last - 1))


def is_whole(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the phrase says whose or which role: it has an article or an owner, or it opens its sentence."""
    words = phrases.words
    if phrases.is_opened(first) or any(words.possessive[first : last - 1]):
        return True
    if words.folds[first] in ("former", "then", "current", "outgoing", "fellow"):
        return True
    if first - 1 not in phrases.people and "of" in words.folds[first:last]:
        return words.forms[first][:1].isupper()  # "At the launch, Minister of Mines, Ann Reed, ..."
    if _is_post(phrases, first, last):
        return True
    if words.folds[first - 1] == "and" and words.gap(first - 1) == ", ":
        return words.folds[last - 1] in phrases.lexicon.kin_nouns  # "his son, Tom, and grandson, Bob"
    return phrases.opens_sentence(first) or words.folds[first - 1] in phrases.lexicon.say_verbs


def _is_post(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the phrase is a post that needs no article: "as forecast by Finance Minister, Ann Reed, in May"."""
    words = phrases.words
    if first in phrases.people or first - 1 in phrases.people or last - first == 1:
        return False
    return words.forms[first][:1].isupper() and words.folds[last - 1] not in phrases.lexicon.departments


def listed_before(phrases: Phrases, first: int) -> Iterator[str]:
    """The roles in a list before one that begins at the word: "The Vice-President, Minister of Health, Ann Reed"."""
    found: list[str] = []
    while not phrases.is_opened(first):
        gap = phrases.words.gap(first)
        last = first - gap.startswith(")")
        if gap.removeprefix(")") != ", " or (start := phrase_start(phrases, last)) is None:
            return
        found.insert(0, phrases.before(start, last))
        first = start
    yield from found


def are_listed(phrases: Phrases, first: int, last: int, name_end: int) -> bool:
    """Whether names behind a comma are the several of a phrase: "the two lawyers, Ann Reed and Tom Bright, said".

    The phrase is words [first, last), ``name_end`` the place past one of the names.
    """
    words, end = phrases.words, list_end(phrases, name_end)
    opened = phrases.is_opened(first)
    told = opened or phrases.tags[first] == "CD" or any(words.possessive[first : last - 1])
    ends = phrases.opens_sentence(first - opened) or words.gap(first - opened) == ", " or not phrases.close(end)
    several = any(words.folds[at] == "and" or words.gap(at) == ", " for at in range(last + 1, end))
    return told and ends and several
