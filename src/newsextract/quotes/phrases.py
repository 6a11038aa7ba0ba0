"""Speakers as the article writes them: from a head word to the span of its noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract import rules
from newsextract.quotes.context import TERMINAL, Context
from newsextract.quotes.nouns import roles

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_INSIDE = _NOUNS | {
    "DT",
    "JJ",
    "JJR",
    "JJS",
    "PRP$",
    "POS",
    "CD",
    "HYPH",
    "PDT",
    "AFX",
    "FW",
    "VBN",
    "VBG",
    "``",
}
_STARTERS = frozenset(("DT", "PRP$", "CD", "JJ", "JJS", "PRP", "FW")) | _NOUNS
_LINKS = frozenset(("of", "for", "from", "with", "at", "in", "on", "to"))
_SAFE_LINKS = frozenset(("of", "for", "from"))
_MOST_TOKENS = 25
_MOST_TITLE = 3  # tokens of a title before a name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker's span in tokens, [first, last), and its head; ``name``: the place of the person in people
    or None.
    """

    first: int
    last: int
    head: int
    name: int | None = None


@rules.cached
def pronouns() -> frozenset[str]:
    """The pronouns that can speak."""
    return frozenset(rules.words("quotes/pronouns"))


def phrase_of(context: Context, head: int, floor: int = 0, inverted: bool = False) -> Phrase:
    """The noun phrase round ``head``: a person's bare name, or the phrase with its "of ..." but no relative
    clause.
    """
    name = context.name(head)
    if name is None and context.tags[head].startswith("PRP"):
        return Phrase(head, head + 1, head)
    if name is not None:
        return _with_partner(context, Phrase(name.first, name.last, head, name.person))
    first = _left_edge(context, head, floor)
    last = _core_end(context, head)
    titled = _name_after(context, last) or _name_before(context, first, last)
    if titled is not None:
        return titled
    last = _right_edge(context, last, _SAFE_LINKS if inverted else _LINKS)
    titled = _name_after(context, last) or _name_at_end(context, head, last)
    if titled is not None:
        return titled
    return _with_partner(context, Phrase(first, last, head))


def _name_after(context: Context, place: int) -> Phrase | None:
    """A person named right after a title or role: "spokesman Lin Jian", "the spokesman, Dr. Lin Jian,"."""
    comma = context.words[place : place + 1] == [","]
    first = start = place + comma
    while first < start + _MOST_TITLE and context.tags[first : first + 1] == ["NNP"] and context.name_at[first] < 0:
        first += 1
    name = context.name(first)
    if name is None or name.first != first or (comma and not _closes(context, name.last)):
        return None
    return Phrase(name.first, name.last, name.last - 1, name.person)


def _closes(context: Context, place: int) -> bool:
    """Whether an apposition ends here: at a comma, or with its sentence."""
    return place >= len(context.words) or context.words[place] == "," or context.words[place] in TERMINAL


def _name_at_end(context: Context, head: int, last: int) -> Phrase | None:
    """The person whose role a longer name begins: "Bank of England governor Ann Reed"."""
    name = context.name(last - 1)
    if name is None or name.first <= head or context.low[name.first - 1] not in roles():
        return None
    return Phrase(name.first, name.last, name.last - 1, name.person)


def _name_before(context: Context, first: int, last: int) -> Phrase | None:
    """The person whom the phrase says more of: "Ann Reed, the minister for roads,"; "Ann Reed of the coast guard"."""
    if first > 1 and context.low[first - 1] in ("of", "from") and (name := context.name(first - 2)):
        return Phrase(name.first, name.last, name.last - 1, name.person)
    if first < 2 or context.words[first - 1] != "," or context.low[first] not in ("the", "a", "an", "one"):
        return None
    name = context.name(first - 2)
    closes = any(context.words[place] in (",", "—", "–") for place in range(last, min(last + 25, len(context.words))))
    if name is None or not closes or context.words[last : last + 1] == [":"]:
        return None
    if context.tags[last] in ("VBD", "VBZ", "VBP", "MD"):
        return None  # "As he met Ann Reed, the crowd shouted, ..."
    return Phrase(name.first, name.last, name.last - 1, name.person)


def _left_edge(context: Context, head: int, floor: int) -> int:
    first = head
    while first > floor and head - first < _MOST_TOKENS:
        before = first - 1
        if context.quoted[before] >= 0 or context.tags[before] not in _INSIDE:
            break
        if context.tags[before] in ("VBN", "VBG") and context.dep(before) not in ("amod", "compound"):
            break
        first = before
        if context.tags[before] in ("DT", "PRP$"):
            break
    if floor < first < head and context.tags[first] == "POS":
        first += 1
    return first


def _core_end(context: Context, head: int) -> int:
    last = head + 1
    while last < len(context.words) and (
        (context.tags[last] in _NOUNS and context.name_at[last] < 0 and context.dep(last) in ("compound", ""))
        or context.tags[last] == "HYPH"
        or context.tags[last - 1] == "HYPH"
    ):
        last += 1
    return last


def _right_edge(context: Context, last: int, links: frozenset[str]) -> int:
    start = last
    while last + 1 < len(context.words) and context.low[last] in links and context.quoted[last] < 0:
        end = noun_run(context, last + 1)
        if end == last + 1 or end - start > _MOST_TOKENS:
            break
        last = end
    return last


def noun_run(context: Context, first: int) -> int:
    """One past the run of determiners, adjectives and nouns that starts here; ``first`` if none does."""
    last = first
    while (
        last < len(context.words)
        and last - first < _MOST_TOKENS
        and context.quoted[last] < 0
        and not (context.tags[last] == "NNP" and context.doc[last].ent_type_ == "DATE")
        and (
            context.tags[last] in _INSIDE
            or _is_hyphened(context, last)
            or (context.tags[last] == "PRP" and last == first)
        )
    ):
        last += 1
        if context.tags[last - 1] == "PRP":
            break
    while (
        last > first
        and context.tags[last - 1] not in _NOUNS
        and context.tags[last - 1] not in ("PRP", "CD", "DT", "JJ")
    ):
        last -= 1
    return last


def _is_hyphened(context: Context, place: int) -> bool:
    """The adverb of "slow-spoken"."""
    return context.tags[place] == "RB" and context.tags[place + 1 : place + 2] == ["HYPH"]


def head_at(context: Context, first: int) -> int | None:
    """The head of the noun phrase that starts at ``first``: the last noun of its run; None if none starts
    there.
    """
    while first < len(context.words) and context.words[first].isspace():
        first += 1
    if first >= len(context.words) or context.quoted[first] >= 0:
        return None
    name = context.name(first)
    if name is not None and (name.last == len(context.words) or not _goes_on(context, name.last)):
        return name.last - 1
    if context.tags[first] not in _STARTERS:
        return None
    last = noun_run(context, first)
    for place in range(last - 1, first - 1, -1):
        if context.tags[place] in _NOUNS or context.tags[place] == "PRP":
            return place
    if last > first + 1 and context.tags[first] == "DT" and context.tags[last - 1] in ("JJ", "CD"):
        return last - 1
    return first if context.low[first] in pronouns() else None


def _goes_on(context: Context, place: int) -> bool:
    """Whether a phrase that begins with a name goes on: "Clinton's campaign", "Trump adviser Sam Reed"."""
    return context.tags[place] in _NOUNS | {"POS"} and context.doc[place].ent_type_ not in ("DATE", "TIME")


def _with_partner(context: Context, phrase: Phrase) -> Phrase:
    """ "Smith and Jones": one phrase of two, no one person; "his friend and rival Ann Jones" is one."""
    last = phrase.last
    if last + 1 >= len(context.words) or context.low[last] not in ("and", "&"):
        return phrase
    for place in range(last + 1, min(last + 12, len(context.words))):
        if context.quoted[place] >= 0:
            break
        if context.dep(place) == "conj" and phrase.first <= context.head(place) < last:
            name = context.name(place)
            end = name.first if name else place + 1
            one = _name_after(context, end) if _is_second_role(context, phrase, last + 1, end) else None
            return one or Phrase(phrase.first, name.last if name else end, phrase.head)
    return phrase


def _is_second_role(context: Context, phrase: Phrase, first: int, last: int) -> bool:
    """Whether the words behind "and" say more of the one before it: a role, with no "the" or "her" of its own."""
    if phrase.name is not None or first >= last or context.low[last - 1] not in roles():
        return False
    return not any(context.tags[place] in ("DT", "PRP$", "POS") for place in range(first, last))
