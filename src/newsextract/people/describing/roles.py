"""The roles of a person: what the words around one of the names say that the person is, as a table of named rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from newsextract.people.describing.after_name import (
    Roles,
    apposed,
    apposed_to_several,
    predicated,
    said,
    said_as,
)
from newsextract.people.describing.before_name import MentionInContext, bare_mention, past_titles
from newsextract.people.describing.role_phrases import is_others, noun_phrase, parts, phrase_before, whole_start
from newsextract.people.describing.role_words import RoleWords
from newsextract.rules.judgement import Judgement

_AGED = re.compile(r"(?:,? \(\d{1,3}\)|, (?:aged )?\d{1,3},)?,? ")  # between a name and its verb, or "who"
# Between a role and a name, "ex-MP" or "71-year-old" before the name; its short form in brackets after the role.
_COMMA = re.compile(r"\)?, (?:[^\W_]{1,4}-)?| [-–] | -- | ?— ?")
_DASH = re.compile(r" [-–—] ")
_BYLINE = re.compile(r"(?: |, | ?[•|/] ?| [-–—] |\s*\n\s*)(?=[A-Z])(?:[^\W_]|[ .&'’-]){1,100}(?=\W*(?:\n|$))")
_CREDIT = re.compile(r"(?:^|\n)\W*(?:[Bb][Yy]:? )?$")
_BEFORE_NAMED = frozenset({"a", "an", "another", "one"})
_MOST_ASIDE = 20  # words from a name to the "is" after an aside
_MOST_OF_TERM = 4  # words from a name's 's to the "as" of "'s second term as"
_MOST_GIVING = 4  # words from a verb that gives a role to the name


ROLES: Judgement[MentionInContext, tuple[str, ...]] = Judgement("people", "role", lambda mention: mention.span)


def roles_of(contexts: Iterable[MentionInContext]) -> tuple[str, ...]:
    """The roles said at the places of one person's names, each once, without those that are a part of another: "mayor"
    beside "mayor of Leeds".
    """
    roles = [role for mention in contexts for found in ROLES.all(mention) for role in found]
    said = {frozenset(role.casefold().split()): role for role in reversed(roles)}
    having: dict[str, list[frozenset[str]]] = {}
    for words in said:
        for word in words:
            having.setdefault(word, []).append(words)
    longer = (any(words < other for other in min(map(having.__getitem__, words), key=len)) for words in said)
    return tuple(role for role, other in reversed([*zip(said.values(), longer, strict=True)]) if not other)


@ROLES.rule("right before the name")
def _right_before(mention: MentionInContext) -> Roles:
    """ "Leafs centre Ann Reed", "board president Dr Reed", "Minister of Health Ann Reed"."""
    found = mention.role
    if found is None or _is_title(mention.known, *found) or _is_relative(mention, found[0]):
        return None
    return _parted(mention.known, *found)


def _parted(known: RoleWords, first: int, last: int) -> tuple[str, ...]:
    """The role in the words, or both: "former Jets coach and current Leafs coach"."""
    return tuple(known.role_text(start, stop) for start, stop in parts(known, first, last))


def _is_title(known: RoleWords, first: int, last: int) -> bool:
    """Whether the words are a title and no more: "Mayor", "Prime Minister", "Detective Chief Inspector"."""
    lexicon, forms = known.lexicon, [known.form(at) for at in range(first, last)]
    if forms[0].islower() or forms[-1] in lexicon.jobs or forms[-1] in lexicon.parties:
        return False
    if forms[-1].rpartition("-")[2].lower() in lexicon.role_tails or known.words.gaps[last].startswith("-"):
        return False  # "Mayor-elect"
    if known.words.gaps[first].lower().endswith(("ex-", "then-")):
        return False
    if len(forms) == 1:
        return lexicon.ends_title(forms[0]) or not known.opens_sentence(first)
    if tuple(forms) in lexicon.titles:
        return True
    ends = [form.rpartition("-")[2] for form in forms]
    return all(end in lexicon.ranks or end in lexicon.title_words for end in ends)


def _is_relative(mention: MentionInContext, first: int) -> bool:
    """Whether the name opens a clause: "a remark President Reed made", "a banker Reed chose", "the aide Reed met"."""
    known, words = mention.known, mention.known.words
    if not known.is_opened(first):
        return False
    if words.forms[mention.first - 1][:1].isupper():
        return words.tags[first] == "NN" and _is_followed(mention)
    if not _is_followed(mention) and not (known.close(mention.place.last) and words.tags[mention.place.last] == "VBN"):
        return False
    bare = words.folds[first - 1] == "the" and mention.place.last == mention.first + 1
    return words.folds[first - 1] in ("a", "an") or (bare and not any(words.possessive[first : mention.first]))


def _is_followed(mention: MentionInContext) -> bool:
    """Whether a finite verb follows the name, or an adverb and a verb."""
    after = mention.place.last + (mention.known.words.tags[mention.place.last] == "RB")
    return mention.known.close(after) and mention.known.is_verb(after)


@ROLES.rule("of several, before their names")
def _of_several(mention: MentionInContext) -> Roles:
    """ "Defence lawyers Ann Reed and Tom Bright", of either."""
    known, words, last = mention.known, mention.known.words, mention.listed[0]
    if mention.is_listed:
        last = past_titles(known, last)  # "U.S. Sens. Ann Reed and Tom Bright"
    if not known.are_roles(last - 1) and last == mention.listed[0]:
        return None
    first = noun_phrase(known, last)
    if words.gaps[last] == ", ":  # "the two lawyers, Ann Reed and Tom Bright, said"
        ends = known.opens_sentence(first - known.is_opened(first)) or not known.close(mention.listed[1])
        if not (mention.is_listed and ends and _is_whole(known, first, last)):
            return None
    elif not known.close(last) and not _DASH.fullmatch(words.gaps[last]):
        return None
    elif last == mention.first and _is_followed(mention):
        return None  # "the officials Reed has met"
    return None if _is_title(known, first, last) else (known.role_text(first, last),)


@ROLES.rule("before a comma and the name")
def _before_comma(mention: MentionInContext) -> Roles:
    """ "The mayor of Leeds, Ann Reed, said no"."""
    known, words, last = mention.known, mention.known.words, mention.start
    while words.folds[last - 1] in known.lists["epithets"] or words.folds[last - 1] in known.lexicon.demonyms:
        last -= 1  # "the late", "the Australian" and "71-year-old"
    gap = words.gaps[last]
    if gap == " " or not _COMMA.fullmatch(gap):
        return None
    last -= gap.startswith(")")
    first = whole_start(known, last)
    if first is not None and _is_of_name_before(known, first):
        inner = phrase_before(known, last)
        first = None if inner == first else inner
    if first is None or is_others(known, first, last) or not _is_whole(known, first, last):
        return None
    start, after = first - known.is_opened(first), mention.place.last
    if words.gaps[after] == " " and not known.opens_sentence(start) and _is_followed(mention):
        before = words.tags[start - 1]
        if words.folds[start] in ("a", "an") or before in ("IN", "TO") or before.startswith("VB"):
            return None  # the name opens a clause: "To the mayor, Ann Reed said no"
    return _parted(known, first, last)


def _is_of_name_before(known: RoleWords, first: int) -> bool:
    """Whether a role is that of the name before it: "Ann Reed, the mayor, Tom Bright said", but not "her aide"."""
    at = first - known.is_opened(first)
    if at - 1 not in known.people or not _COMMA.fullmatch(known.words.gaps[at]):
        return False
    name = at - 1
    while known.people.get(name - 1) == at:
        name -= 1
    return bool(next(apposed(bare_mention(known, name, at)), None))


def _is_whole(known: RoleWords, first: int, last: int) -> bool:
    """Whether the phrase has an article or an owner, or opens its sentence."""
    words = known.words
    if known.is_opened(first) or any(words.possessive[first : last - 1]) or words.folds[first] in known.lists["since"]:
        return True
    post = words.forms[first][:1].isupper() and last - first > 1  # "At the launch, Minister of Mines, Ann Reed, ..."
    return known.opens_sentence(first) or (post and first - 1 not in known.people)


@ROLES.rule("before a word that names")
def _before_naming(mention: MentionInContext) -> Roles:
    """ "a cyclist named Ann Reed", "the hunter, identified as Ann Reed"."""
    known, folds, verbs = mention.known, mention.known.words.folds, mention.known.lexicon.named_as
    last = mention.first - (folds[mention.first - 1] in known.lists["epithets"]) - 1
    named = folds[last] in verbs
    if not named and f"{folds[last - 1]} {folds[last]}" not in verbs:
        return None
    last -= not named
    first = phrase_before(known, last)
    if first is None or (named and folds[first - 1] not in _BEFORE_NAMED):
        return None  # "the coach called Ann Reed"
    return _parted(known, first, last)


# "Ann Reed, 52, of Leeds, a lawyer and a former judge, said no"
ROLES.rule("an apposition")(lambda mention: tuple(apposed(mention)) or None)


# "Ann Reed and Tom Bright, both lawyers in Leeds", of either
ROLES.rule("of several, after their names")(apposed_to_several)


@ROLES.rule("a predicate")
def _predicate(mention: MentionInContext) -> Roles:
    """ "Ann Reed is the mayor of Leeds", "Ann Reed, who served as mayor", "Ann Reed, who moved, is the mayor"."""
    known, words, at = mention.known, mention.known.words, mention.place.last
    if words.folds[mention.first - 1] in ("if", "whether", "unless"):
        return None
    aged, who = words.gaps[at] == " " or _AGED.fullmatch(words.gaps[at]), words.folds[at] == "who"
    found = None
    if aged and who and words.possessive[at]:  # "who's the mayor"
        found = said(known, at + 1)
    elif aged and (who or words.gaps[at] != ", " or words.gaps[mention.first] == ", "):
        found = predicated(known, at + who)
    verb = None if found else _past_aside(known, at)
    return found if verb is None else predicated(known, verb)


def _past_aside(known: RoleWords, first: int) -> int | None:
    """The verb after an aside between commas: "Ann Reed, a lawyer, was the mayor"; None if there is none."""
    words = known.words
    if not words.gaps[first].startswith(", "):
        return None
    for at in range(first, min(first + _MOST_ASIDE, len(words))):
        if at in known.people or words.folds[at] == "whose" or known.opens_sentence(at):
            return None
        if known.is_verb(at) and words.gaps[at].endswith(", "):
            return at if at > first else None  # "Tom, whose wife, Ann Reed, is ill, was the mayor"
    return None


@ROLES.rule("after an as")
def _as(mention: MentionInContext) -> Roles:
    """ "As mayor of Leeds, Ann Reed voted", "with Ann Reed as coach", "Ann Reed's years as mayor"."""
    known, words, first, at = mention.known, mention.known.words, mention.first, mention.place.last
    start = phrase_before(known, first) if words.gaps[first] == ", " else None
    if start is not None and words.forms[start - 1 - known.is_opened(start)] == "As":
        return _parted(known, start, first)
    near, terms = words.folds[at : at + _MOST_OF_TERM], known.lexicon.terms_of_office
    had = words.folds[first - 1] == "with" or (words.folds[first - 1] == "of" and words.folds[first - 2] in terms)
    if words.folds[at] == "as" and words.gaps[at] == ", ":
        return said(known, at + 1)
    if words.folds[at] == "as" and had:
        return said_as(known, at)
    if "as" in near and words.folds[(last := at + near.index("as")) - 1] in terms:
        return said(known, last + 1)
    return None


@ROLES.rule("given by a verb before")
def _given(mention: MentionInContext) -> Roles:
    """ "The club hired Ann Reed as coach", "named Ann Reed chief executive"."""
    known, verbs, start, at = mention.known, mention.known.lexicon.appointing_verbs, mention.first, mention.place.last
    least = max(0, start - _MOST_GIVING)
    if known.words.gaps[at] != " " or verbs.isdisjoint(known.words.folds[least:start]):
        return None
    while start > least and known.close(start):
        start -= 1
    return None if verbs.isdisjoint(known.words.folds[start : mention.first]) else said_as(known, at)


@ROLES.rule("a byline")
def _byline(mention: MentionInContext) -> Roles:
    """ "By Ann Reed, Health Correspondent" in a line, or in two."""
    known, words, first = mention.known, mention.known.words, mention.place.last
    start = words.starts[mention.first]
    if not _CREDIT.search(words.text[max(0, start - 8) : start]):
        return None
    if (line := _BYLINE.match(words.text, words.ends[first - 1])) is None:
        return None
    last = bisect_left(words.starts, line.end())
    # not "By Ann Reed More by this author"
    verb = any(known.is_verb(at) or words.tags[at] == "DT" for at in range(first, last))
    role = known.is_role(last - 1) or words.forms[last - 1] == "Staff"
    return (known.text(first, last),) if role and not verb else None
