"""Phrases that say what a person is: the one that ends before a word, the one that begins at a word, and its roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.analysis.noun_phrases import tags_of
from newsextract.analysis.word_classes import NOUNS
from newsextract.people.describing.role_words import RoleWords

_POSSESSIVE = re.compile(r"['’]s? (?:[^\W_]{1,6}[-‐‑]|\d{4} |\d{1,3})?")
_PHRASE_END = re.compile(r"[,;:.!?()\[\]\n\r\"“”—–…/•|]|--| - |''")
_WORK = re.compile(r"(?:['’]s?)? (?:[“«\"]|'')[A-Z\d][^“”«»\"\n]{1,80}?(?:[”»\"]|'')")
_ROLE_TAGS = tags_of("NSPJHO")
_NOUN_TAGS = _ROLE_TAGS | tags_of("KA")
_INNER_TAGS = _NOUN_TAGS | tags_of("DIC")
_NAMES = frozenset({"ORG", "NORP", "GPE"})
_MOST_BEFORE = 9  # words of a role before a name
_MOST_COMPLEMENT = 20  # words of a role with what it is of, before a name
_MOST_AFTER = 18  # words of a role after a name


def phrase_before(known: RoleWords, last: int) -> int | None:
    """The first word of the role that ends before ``last``, with what it is of; None if the phrase is no role."""
    if known.words.shouted[last - 1]:
        return None
    if known.is_role(last - 1) or known.is_agent(last - 1):
        return None if known.words.folds[last - 1] in known.lexicon.no_roles else noun_phrase(known, last)
    head = past_head(known, last)
    return None if head is None else noun_phrase(known, head)


def whole_start(known: RoleWords, last: int) -> int | None:
    """The first word of the role that ends before ``last``, with whose role it is: "wife of the president"."""
    first = phrase_before(known, last)
    if first is None:
        return None
    of = first - 1 - known.is_opened(first)
    return noun_phrase(known, of) if known.words.folds[of] == "of" and known.is_role(of - 1) else first


def past_head(known: RoleWords, last: int) -> int | None:
    """The word after the head of the phrase that ends before ``last``: after "Minister" of "Minister of Health"."""
    words = known.words
    if words.tags[last - 1] not in NOUNS:
        return None
    for at in range(last - 1, max(0, last - _MOST_COMPLEMENT), -1):
        if words.tags[at] not in _INNER_TAGS:
            return None
        if words.folds[at] in known.lexicon.role_prepositions and known.close(at) and known.is_role(at - 1):
            return at
        if not known.close(at) and not words.possessive[at - 1]:
            return None
    return None


def noun_phrase(known: RoleWords, last: int) -> int:
    """The first word of the noun phrase that ends before ``last``, after "the" and what else is no part of a role."""
    start = last - (3 if known.words.folds[max(0, last - 2) : last] == ["in", "chief"] else 1)  # "editor in chief"
    while last - start < _MOST_BEFORE:
        if _belongs(known, start - 1):
            start -= 1
        elif known.words.folds[start - 1] == "and" and known.close(start - 1) and known.is_role(start - 2):
            start -= 2  # "founder and president"
        else:
            break
    if start < last - 1:
        auxiliary = known.words.folds[start - 1 - (known.words.tags[start - 1] == "RB")]
        verb = auxiliary in known.lists["have_and_be"] and known.words.tags[start] in ("VBN", "VBG")
        start += verb or _is_another(known, start - 1)  # "has supported", "is now leading"
    return past_modifiers(known, _of_name(known, start, last), last)


def _of_name(known: RoleWords, first: int, last: int) -> int:
    """The first word of a role in words [first, last), with a name's beginning before them: "Top of the Pops host"."""
    words, forms = known.words, known.words.forms
    of = first - 1 - (words.folds[first - 1] == "the")
    office = known.lexicon.ends_title(known.form(last - 1)) or (of < first - 1 and known.is_role(first))
    if office or known.is_role(of - 1) or forms[of] != "of" or not forms[first][:1].isupper():
        return first  # "Government of President", "Government of the Custodian"
    begins = words.tags[of - 1] == "NNP" or forms[first - 1] == "The"  # no "Arrest of Leeds coach"
    named = begins and forms[of - 1][:1].isupper() and words.gaps[of] == " "
    return of - 1 if named else first


def past_modifiers(known: RoleWords, first: int, last: int) -> int:
    """The first word of a role after "the" and the like."""
    while first < last - 1 and known.words.folds[first] in known.lexicon.role_modifiers:
        first += 1
    return first


def _belongs(known: RoleWords, at: int) -> bool:
    """Whether the word can be a part of the role that goes on with the next word."""
    words, lexicon, fold, tag = known.words, known.lexicon, known.words.folds[at], known.words.tags[at]
    owned = words.possessive[at] and _POSSESSIVE.fullmatch(words.gaps[at + 1])
    if not owned and not known.close(at + 1) and not known.is_bracketed(at + 1):
        return False
    if words.labels[at] == "DATE" and tag == "NNP":
        return False  # "On Monday coach Ann Reed"
    if words.forms[at] in lexicon.styles or (known.form(at) in lexicon.apart and known.is_role(at + 1)):
        return False  # "Her Majesty Queen Maud", "the Honourable Premier"
    if _is_of_clause(known, at) or fold in known.lists["no_modifiers"]:
        return False  # "something President Reed said"
    if _is_time(known, at) or _is_another(known, at):
        return False
    said = fold in lexicon.say_verbs and tag != "VBD"
    if fold in lexicon.no_role and not said and not words.possessive[at - 1]:
        return False
    if words.labels[at] in _NAMES or tag in _NOUN_TAGS or "-" in fold or words.gaps[at][-1:].isdigit():
        return True  # "Leeds 2nd District coach"
    return fold in lexicon.role_participles or fold.capitalize() in lexicon.title_words  # "acting director"


def _is_time(known: RoleWords, at: int) -> bool:
    """Whether the word says when, before the role: "last week State Department official Ann Reed"."""
    words, fold = known.words, known.words.folds[at]
    if words.gaps[at + 1] != " " or words.possessive[at]:
        return False  # "last year's champion"
    if fold in known.lexicon.role_stops and not words.forms[at].isupper():
        return True  # "yesterday President Reed", but not "WHO president"
    opened = words.gaps[at] == " " and words.folds[at - 1] in known.lists["before_times"]
    small = words.forms[at].islower()
    return small and fold in known.lists["times"] and (opened or words.forms[at + 1][:1].isupper())


def _is_another(known: RoleWords, at: int) -> bool:
    """Whether the word ends another's name with a role before it: "CBS host Ann Reed questions coach Tom Bright"."""
    words, first = known.words, at
    if known.people.get(at) != at + 1 or words.possessive[at]:
        return False  # "White House host Ann Reed's aide"
    if words.tags[at + 1] == ("NN" if words.forms[at + 1].islower() else "NNP") and "-" not in words.folds[at + 1]:
        return False  # "President Ann Reed adviser", but not the "grilling" that is tagged as a name
    while first - 1 in known.people and known.people[first - 1] == at + 1:
        first -= 1
    return first < at and known.close(first) and known.is_role(first - 1)


def _is_of_clause(known: RoleWords, at: int) -> bool:
    """Whether the word is a noun of the clause before the role: "before the match Leeds chairman Ann Reed"."""
    words, lexicon, fold = known.words, known.lexicon, known.words.folds[at]
    small = words.tags[at] in ("NN", "NNS") and words.forms[at].islower() and "-" not in fold
    if not small or words.possessive[at] or words.gaps[at] != " ":
        return False  # "a 14-year Leeds worker"
    if words.labels[at + 1] not in _NAMES or known.is_role(at):
        return words.folds[at + 1] == "former"
    return fold not in lexicon.departments and fold not in lexicon.org_or_place_words | lexicon.body_nouns


def phrase_end(known: RoleWords, first: int) -> int:
    """The end of the phrase that begins at ``first``: before a mark, a verb or a relative."""
    words, most, state_end = known.words, min(first + _MOST_AFTER, len(known.words)), first
    for at in range(first, most):
        if at >= state_end and words.gaps[at] == ", ":
            state_end = _state_end(known, at)
        if at >= state_end and _ends(known, first, at):
            break
    else:
        at = most
    if first < at < most and (work := _WORK.match(words.text, words.ends[at - 1])):
        while at < len(words) and words.starts[at] < work.end():  # author of “Destiny and Grace”
            at += 1
        return at
    while at > first + 1 and (words.forms[at - 1] in known.lexicon.phrase_tails or words.gaps[at - 1] == " ("):
        at -= 1  # no phrase ends in "of", or in what opens a bracket
    return at


def _ends(known: RoleWords, first: int, at: int) -> bool:
    """Whether the phrase that begins at ``first`` ends before the word."""
    words, fold = known.words, known.words.folds[at]
    if fold in known.lexicon.role_stops or known.is_verb(at):
        return True
    if fold == "and" and (words.folds[at + 1] == "one" or words.tags[at + 1] == "PRP"):
        return True  # "a retiree and one of the helpers", "a graduate and he"
    if fold == "and" and words.tags[at + 1] == "PRP$" and not known.is_role(at + 2):
        # "the mayor and his barbs", no "head of it and its"
        return not any(map(known.is_preposition, range(first, at)))
    if fold == "and" and at + 1 in known.people and at - 1 not in known.people:
        return not _is_of_noun(known, at + 1, len(words))  # "a teacher and Reed aide"
    if words.labels[at + 1] == "DATE" and fold in known.lists["before_dates"]:
        return True
    if at == first or words.gaps[at] == " ":
        return False
    return _PHRASE_END.search(words.gaps[at]) is not None and not known.close(at) and not known.is_bracketed(at)


def _state_end(known: RoleWords, at: int) -> int:
    """The word after a state that begins at the word, after a town and a comma: "rabbi in Salem, Oregon". The word
    itself if there is none.
    """
    words, end = known.words, at
    if words.labels[at - 1] == words.labels[at] == "GPE":
        while words.entities[end] == words.entities[at] and words.gaps[end] in (" ", ", "):
            end += 1
    return end if words.gaps[end][:1] in (",", ".", ";") else at


def parts(known: RoleWords, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Words [first, last), cut where an "and" stands before a second role: "former Jets coach and Leafs coach"."""
    words = known.words
    for at in range(first + 2, last):
        if words.folds[at - 1] == "and" and role(known, at, last) is not None:
            opened = words.folds[at] in known.lists["articles"] or words.folds[at] in known.lists["since"]
            # no "founder and chief executive of the bank"
            own = words.forms[at][:1].isupper() and known.is_role(at - 2)
            if opened or (own and at - first > 2 + (known.form(at) in known.lexicon.title_parts)):
                yield first, at - 1
                first = at
    yield first, last


def roles(known: RoleWords, first: int, last: int) -> Iterator[str]:
    """The roles in words [first, last): two where a second begins with its own article, or with "former"."""
    for start, stop in parts(known, first, last):
        if (said := role(known, start, stop)) is None:
            return  # "with her aunt and their son"
        yield said


def role(known: RoleWords, first: int, last: int, several: bool = False) -> str | None:
    """The role in words [first, last), of one or of several, without its article; None if its head is no role."""
    found = _head(known, first, last, several)
    if found is None:
        return None
    (start, end), words = found, known.words
    if start == first and words.tags[end - 1] not in NOUNS:
        return None  # "accused by his party of fraud", but "an accused"
    if words.folds[end - 1] in known.lexicon.no_roles and words.folds[end] not in ("of", "from", "in"):
        return None
    goes_on = words.folds[end] in ("and", "based") or known.is_preposition(end)  # no "lawyer elected in 2011"
    last = last if goes_on else end
    return None if is_others(known, start, last) else known.role_text(start, last)


def is_others(known: RoleWords, first: int, last: int) -> bool:
    """Whether the words are another's role and name: "lawyer Tom Bright", but "a Reed aide"."""
    for at in range(first + 1, last):
        before = at - 1 - (known.form(at - 1) in known.lexicon.apart)
        if at not in known.people or at - 1 in known.people or known.is_role(before):
            continue
        if before >= first and known.words.tags[before] in NOUNS and not _is_of_noun(known, at, last):
            return True
    return False


def _is_of_noun(known: RoleWords, at: int, last: int) -> bool:
    """Whether a noun for a person follows the name that begins at the word: "a longtime Reed ally"."""
    past = next((past for past in range(at, last) if past not in known.people), last)
    return past < last and known.close(past) and known.is_role(past)


def _head(known: RoleWords, first: int, last: int, several: bool) -> tuple[int, int] | None:
    """The first word of the role, and the word after its head; None if no role ends the noun phrase."""
    words = known.words
    for stop in range(first, last):
        if known.is_preposition(stop):
            in_body = words.labels[stop] == "ORG" and len(set(words.entities[max(0, stop - 1) : stop + 2])) == 1
            if not in_body or known.is_role(stop - 1):  # but "a University of Leeds lawyer"
                break
    else:
        stop = last
    start = past_modifiers(known, first, stop)
    for end in range(start + 1, stop + 1):
        if end < stop and (words.tags[end] in _ROLE_TAGS or words.possessive[end - 1]):
            continue
        # after "a" also a noun that no list has
        agent = words.folds[start - 1] in ("a", "an") and known.is_agent(end - 1)
        if known.are_roles(end - 1) if several else known.is_role(end - 1) or agent:
            # after an article whatever its words: "a grand and peculiar actor"
            is_complete = words.folds[start - 1] in known.lists["articles"] or noun_phrase(known, end) <= start
            return (start, end) if is_complete else None
    return None
