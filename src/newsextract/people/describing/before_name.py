"""Roles right before a name, or before the comma before it: where they begin, and what is no role."""

from __future__ import annotations

from newsextract.people.candidates.posts import is_member
from newsextract.people.describing.phrases import Phrases

_EPITHETS = frozenset({"the", "late", "former", "year-old"})
_LISTED = (" ", ", ")
_FORMER = ("ex-", "then-")
_SINCE = frozenset({"former", "then", "current", "outgoing", "fellow"})
_NO_NOUNS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "IN", "TO", "DT"})


def phrase_start(phrases: Phrases, last: int) -> int | None:
    """Where the role that ends before ``last`` begins, with what it is of; None if there is none."""
    if phrases.words.shouted[last - 1]:
        return None
    role = phrases.is_role(last - 1) or phrases.is_agent(last - 1) or _is_member(phrases, last - 1)
    if role and not phrases.ends_in_chief(last):
        return None if phrases.words.folds[last - 1] in phrases.lexicon.no_roles else phrases.start(last)
    head = phrases.complement(last)
    return None if head is None else phrases.start(head)


def _is_member(phrases: Phrases, at: int) -> bool:
    """Whether the word is one of a side, as the "Harrier" of "former Harrier Ann Reed"."""
    fold, lexicon = phrases.words.folds[at], phrases.lexicon
    return fold not in lexicon.departments and fold not in lexicon.demonyms and is_member(phrases.words, lexicon, at)


def start_before(phrases: Phrases, last: int) -> int | None:
    """Where the role right before the name, or its title, begins; None if there is none."""
    tag, fold = phrases.tags[last - 1], phrases.words.folds[last - 1]
    if not phrases.close(last) or fold in phrases.lexicon.role_modifiers:
        return None  # "the mother of 12-year-old Ann Reed"
    if phrases.words.forms[last - 1] in phrases.lexicon.many_roles:
        return None  # "he compared the president to predecessors Reed and Bright"
    if tag == "VBN" and phrases.tags[last - 2].startswith("VB"):
        return None  # "has accused Ann Reed"
    # whatever its tag: "and poet Ann Reed"
    noun = fold.endswith(phrases.lexicon.agent_endings) or (tag == "VBD" and not fold.endswith("ed"))
    return None if tag in _NO_NOUNS and not noun else phrase_start(phrases, last)


def whole_start(phrases: Phrases, last: int) -> int | None:
    """Where the role that ends before the word begins, with whose it is: "wife of the president"; None if none does."""
    first = phrase_start(phrases, last)
    if first is None:
        return None
    of = first - 1 - phrases.is_opened(first)
    return phrases.start(of) if phrases.words.folds[of] == "of" and phrases.is_role(of - 1) else first


def past_epithets(phrases: Phrases, last: int) -> int:
    """The place before "the late", "the Australian" and "71-year-old" that end before the word."""
    while (fold := phrases.words.folds[last - 1]) in _EPITHETS or fold in phrases.lexicon.demonyms:
        last -= 1
    return last


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


def is_whole(phrases: Phrases, first: int, last: int) -> bool:
    """Whether the phrase says whose or which role: it has an article or an owner, or it opens its sentence."""
    words = phrases.words
    if phrases.is_opened(first) or any(words.possessive[first : last - 1]) or words.folds[first] in _SINCE:
        return True
    if first - 1 in phrases.people or not words.forms[first][:1].isupper():
        return phrases.opens_sentence(first)
    # "At the launch, Minister of Mines, Ann Reed, ...", "as forecast by Finance Minister, Ann Reed, in May"
    post = last - first > 1 and words.folds[last - 1] not in phrases.lexicon.departments
    return post or "of" in words.folds[first:last] or phrases.opens_sentence(first)


def list_start(phrases: Phrases, first: int) -> int:
    """Where the list of names begins in which the name, with its titles, that begins at the word stands."""
    words = phrases.words
    while True:
        while phrases.form(first - 1) in phrases.lexicon.title_parts and phrases.close(first):
            first -= 1
        last = first - (words.folds[first - 1] == "and")
        if words.gap(last) not in _LISTED:
            return first
        last -= 2 * (words.folds[last - 2] == "of")  # "Ann Reed of Leeds and"
        if last - 1 not in phrases.people:
            return first
        first = last - 1
        while first - 1 in phrases.people:
            first -= 1


def past_titles(phrases: Phrases, first: int, last: int) -> int:
    """The place past the titles of several that begin at the word, before ``last``; the word if there are none."""
    at = first
    while at < last and phrases.form(at) in phrases.lexicon.title_parts:
        at += 1
    return at if phrases.form(at - 1) in phrases.lexicon.many_titles else first


def list_end(phrases: Phrases, last: int) -> int:
    """The place past the list of names in which the name that ends before ``last`` stands."""
    words = phrases.words
    while words.gap(past := last + 2 * (words.folds[last] == "of")) in _LISTED:
        at = past + (words.folds[past] == "and")
        while phrases.form(at) in phrases.lexicon.title_parts:
            at += 1
        if at not in phrases.people:
            break
        last = at + 1
        while last in phrases.people:
            last += 1
    return last


def are_listed(phrases: Phrases, first: int, last: int, name_end: int) -> bool:
    """Whether names behind a comma are the several of a phrase: "the two lawyers, Ann Reed and Tom Bright, said".

    The phrase is words [first, last), ``name_end`` the place past one of the names.
    """
    words, end = phrases.words, list_end(phrases, name_end)
    told = is_whole(phrases, first, last) or phrases.is_number(first)
    several = any(words.folds[at] == "and" or words.gap(at) == ", " for at in range(last + 1, end))
    ends = phrases.opens_sentence(first - phrases.is_opened(first)) or not phrases.close(end)
    return told and several and ends
