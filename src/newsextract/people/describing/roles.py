"""The roles of a person: what the words around one of the names say that the person is, as a table of named rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from newsextract.analysis.word_classes import NOUNS
from newsextract.people.describing.around_name import (
    MentionInContext,
    Roles,
    apposed,
    apposed_to_several,
    bare_mention,
    past_titles,
    predicated,
    said,
    said_as,
)
from newsextract.people.describing.role_phrases import (
    RoleWords,
    is_others,
    noun_phrase,
    parts,
    phrase_before,
    whole_start,
)
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
_MOST_NOUNS = 3  # after a name to the noun that it modifies
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
    if found is None or _is_title(mention.words, *found) or _is_relative(mention, found[0]) or _is_modifier(mention):
        return None
    return _parted(mention.words, *found)


def _is_modifier(mention: MentionInContext) -> bool:
    """Whether the role is of who serves the person: "a former senior Reed aide", "senior Reed campaign officials"."""
    words, last = mention.words, mention.place.last
    nouns = takewhile(lambda at: words.close(at) and words.tags[at] in NOUNS, range(last, last + _MOST_NOUNS))
    return any(words.is_role(at) or words.are_roles(at) for at in nouns)


def _parted(words: RoleWords, first: int, last: int) -> tuple[str, ...]:
    """The role in the words, or both: "former Jets coach and current Leafs coach"."""
    return tuple(words.role_text(start, stop) for start, stop in parts(words, first, last))


def _is_title(words: RoleWords, first: int, last: int) -> bool:
    """Whether the words are a title and no more: "Mayor", "Prime Minister", "Detective Chief Inspector"."""
    lexicon, forms = words.lexicon, [words.form(at) for at in range(first, last)]
    if forms[0].islower() or forms[-1] in lexicon.jobs or forms[-1] in lexicon.parties:
        return False
    if forms[-1].rpartition("-")[2].lower() in lexicon.role_tails or words.gaps[last].startswith("-"):
        return False  # "Mayor-elect"
    if words.gaps[first].lower().endswith(("ex-", "then-")):
        return False
    if len(forms) == 1:
        return lexicon.ends_title(forms[0]) or not words.opens_sentence(first)
    if tuple(forms) in lexicon.titles:
        return True
    ends = [form.rpartition("-")[2] for form in forms]
    return all(end in lexicon.ranks or end in lexicon.title_words - lexicon.title_stops for end in ends)


def _is_relative(mention: MentionInContext, first: int) -> bool:
    """Whether the name opens a clause: "a remark President Reed made", "a banker Reed chose", "the aide Reed met"."""
    words = mention.words
    if not words.is_opened(first):
        return False
    if words.forms[mention.first - 1][:1].isupper():
        return words.tags[first] == "NN" and _is_followed(mention)
    if not _is_followed(mention) and not (words.close(mention.place.last) and words.tags[mention.place.last] == "VBN"):
        return False
    bare = words.folds[first - 1] == "the" and mention.place.last == mention.first + 1
    return words.folds[first - 1] in ("a", "an") or (bare and not any(words.possessive[first : mention.first]))


def _is_followed(mention: MentionInContext) -> bool:
    """Whether a finite verb follows the name, or an adverb and a verb."""
    after = mention.place.last + (mention.words.tags[mention.place.last] == "RB")
    return mention.words.close(after) and mention.words.is_verb(after)


@ROLES.rule("of several, before their names")
def _of_several(mention: MentionInContext) -> Roles:
    """ "Defence lawyers Ann Reed and Tom Bright", of either."""
    words, last = mention.words, mention.listed[0]
    if mention.is_listed:
        last = past_titles(words, last)  # "U.S. Sens. Ann Reed and Tom Bright"
    if not words.are_roles(last - 1) and last == mention.listed[0]:
        return None
    first = noun_phrase(words, last)
    if words.gaps[last] == ", ":  # "the two lawyers, Ann Reed and Tom Bright, said"
        ends = words.opens_sentence(first - words.is_opened(first)) or not words.close(mention.listed[1])
        if not (mention.is_listed and ends and _is_whole(words, first, last)):
            return None
    elif not words.close(last) and not _DASH.fullmatch(words.gaps[last]):
        return None
    elif last == mention.first and _is_followed(mention):
        return None  # "the officials Reed has met"
    return None if _is_title(words, first, last) else (words.role_text(first, last),)


@ROLES.rule("before a comma and the name")
def _before_comma(mention: MentionInContext) -> Roles:
    """ "The mayor of Leeds, Ann Reed, said no"."""
    words, last = mention.words, mention.start
    while words.folds[last - 1] in words.lists["epithets"] or words.folds[last - 1] in words.lexicon.demonyms:
        last -= 1  # "the late", "the Australian" and "71-year-old"
    gap = words.gaps[last]
    if gap == " " or not _COMMA.fullmatch(gap):
        return None
    last -= gap.startswith(")")
    first = whole_start(words, last)
    if first is not None and _is_of_name_before(words, first):
        inner = phrase_before(words, last)
        first = None if inner == first else inner
    if first is None or is_others(words, first, last) or not _is_whole(words, first, last):
        return None
    start, after = first - words.is_opened(first), mention.place.last
    if words.gaps[after] == " " and not words.opens_sentence(start) and _is_followed(mention):
        before = words.tags[start - 1]
        if words.folds[start] in ("a", "an") or before in ("IN", "TO") or before.startswith("VB"):
            return None  # the name opens a clause: "To the mayor, Ann Reed said no"
    return _parted(words, first, last)


def _is_of_name_before(words: RoleWords, first: int) -> bool:
    """Whether a role is that of the name before it: "Ann Reed, the mayor, Tom Bright said", but not "her aide"."""
    at = first - words.is_opened(first)
    if at - 1 not in words.people or not _COMMA.fullmatch(words.gaps[at]):
        return False
    name = at - 1
    while words.people.get(name - 1) == at:
        name -= 1
    return bool(next(apposed(bare_mention(words, name, at)), None))


def _is_whole(words: RoleWords, first: int, last: int) -> bool:
    """Whether the phrase has an article or an owner, or opens its sentence."""
    if words.is_opened(first) or any(words.possessive[first : last - 1]) or words.folds[first] in words.lists["since"]:
        return True
    post = words.forms[first][:1].isupper() and last - first > 1  # "At the launch, Minister of Mines, Ann Reed, ..."
    return words.opens_sentence(first) or (post and first - 1 not in words.people)


@ROLES.rule("before a word that names")
def _before_naming(mention: MentionInContext) -> Roles:
    """ "a cyclist named Ann Reed", "the hunter, identified as Ann Reed"."""
    words, folds, verbs = mention.words, mention.words.folds, mention.words.lexicon.named_as
    last = mention.first - (folds[mention.first - 1] in words.lists["epithets"]) - 1
    named = folds[last] in verbs
    if not named and f"{folds[last - 1]} {folds[last]}" not in verbs:
        return None
    last -= not named
    first = phrase_before(words, last)
    if first is None or (named and folds[first - 1] not in _BEFORE_NAMED):
        return None  # "the coach called Ann Reed"
    return _parted(words, first, last)


# "Ann Reed, 52, of Leeds, a lawyer and a former judge, said no"
ROLES.rule("an apposition")(lambda mention: tuple(apposed(mention)) or None)


# "Ann Reed and Tom Bright, both lawyers in Leeds", of either
ROLES.rule("of several, after their names")(apposed_to_several)


@ROLES.rule("a predicate")
def _predicate(mention: MentionInContext) -> Roles:
    """ "Ann Reed is the mayor of Leeds", "Ann Reed, who served as mayor", "Ann Reed, who moved, is the mayor"."""
    words, at = mention.words, mention.place.last
    if words.folds[mention.first - 1] in ("if", "whether", "unless"):
        return None
    aged, who = words.gaps[at] == " " or _AGED.fullmatch(words.gaps[at]), words.folds[at] == "who"
    found = None
    if aged and who and words.possessive[at]:  # "who's the mayor"
        found = said(words, at + 1)
    elif aged and (who or words.gaps[at] != ", " or words.gaps[mention.first] == ", "):
        found = predicated(words, at + who)
    verb = None if found else _past_aside(words, at)
    return found if verb is None else predicated(words, verb)


def _past_aside(words: RoleWords, first: int) -> int | None:
    """The verb after an aside between commas: "Ann Reed, a lawyer, was the mayor"; None if there is none."""
    if not words.gaps[first].startswith(", "):
        return None
    for at in range(first, min(first + _MOST_ASIDE, len(words))):
        if at in words.people or words.folds[at] == "whose" or words.opens_sentence(at):
            return None
        if words.is_verb(at) and words.gaps[at].endswith(", "):
            return at if at > first else None  # "Tom, whose wife, Ann Reed, is ill, was the mayor"
    return None


@ROLES.rule("after an as")
def _as(mention: MentionInContext) -> Roles:
    """ "As mayor of Leeds, Ann Reed voted", "with Ann Reed as coach", "Ann Reed's years as mayor"."""
    words, first, at = mention.words, mention.first, mention.place.last
    start = phrase_before(words, first) if words.gaps[first] == ", " else None
    if start is not None and words.forms[start - 1 - words.is_opened(start)] == "As":
        return _parted(words, start, first)
    near, terms = words.folds[at : at + _MOST_OF_TERM], words.lexicon.terms_of_office
    had = words.folds[first - 1] == "with" or (words.folds[first - 1] == "of" and words.folds[first - 2] in terms)
    if words.folds[at] == "as" and words.gaps[at] == ", ":
        return said(words, at + 1)
    if words.folds[at] == "as" and had:
        return said_as(words, at)
    if "as" in near and words.folds[(last := at + near.index("as")) - 1] in terms:
        return said(words, last + 1)
    return None


@ROLES.rule("given by a verb before")
def _given(mention: MentionInContext) -> Roles:
    """ "The club hired Ann Reed as coach", "named Ann Reed chief executive"."""
    words, verbs, start, at = mention.words, mention.words.lexicon.appointing_verbs, mention.first, mention.place.last
    least = max(0, start - _MOST_GIVING)
    if words.gaps[at] != " " or verbs.isdisjoint(words.folds[least:start]):
        return None
    while start > least and words.close(start):
        start -= 1
    return None if verbs.isdisjoint(words.folds[start : mention.first]) else said_as(words, at)


@ROLES.rule("a byline")
def _byline(mention: MentionInContext) -> Roles:
    """ "By Ann Reed, Health Correspondent" in a line, or in two."""
    words, first = mention.words, mention.place.last
    start = words.starts[mention.first]
    if not _CREDIT.search(words.text[max(0, start - 8) : start]):
        return None
    if (line := _BYLINE.match(words.text, words.ends[first - 1])) is None:
        return None
    last = bisect_left(words.starts, line.end())
    # not "By Ann Reed More by this author"
    verb = any(words.is_verb(at) or words.tags[at] == "DT" for at in range(first, last))
    role = words.is_role(last - 1) or words.forms[last - 1] == "Staff"
    return (words.written(first, last),) if role and not verb else None
