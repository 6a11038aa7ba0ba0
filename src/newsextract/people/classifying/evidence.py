"""Evidence for and against a name being a person's, gathered over all its places in an article."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from newsextract import rules
from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import candidates, known_people, shared_surname
from newsextract.people.classifying.around import AROUND, NameInContext
from newsextract.people.classifying.shape import SHAPE, Name, shape
from newsextract.people.knowledge.lexicon import Lexicon

Votes = Mapping[str, Mapping[str, float]]
"""How much a sign weighs: for every name, in addition for one of a single word, and, if it is rare, set by hand."""

# Signs that count in full where one place of many shows them; of the others the share of the places counts.
_ANYWHERE = frozenset({"courtesy", "title", "say_after", "role_before", "role_after", "who_after", "kin_before"})


def votes() -> Votes:
    """The weights of both files. Raises rules.RulesError."""
    return rules.table("people/built/votes") | rules.table("people/votes_by_hand")


def names(words: Words, lexicon: Lexicon) -> dict[tuple[str, ...], Name]:
    """The candidates gathered by name, in order of their first place."""
    table: dict[tuple[str, ...], Name] = {}
    found = candidates(words, lexicon)
    surnames = {words.folds[one.last - 1] for one in found if one.last > one.first + 1}
    for candidate in found:
        folds = tuple(words.folds[candidate.first : candidate.last])
        if len(folds) == 1 and folds[0] not in surnames:
            folds += shared_surname(words, candidate, lexicon)
        if (name := table.get(folds)) is None:
            name = table[folds] = Name(folds)
        name.contexts.append(NameInContext.of(words, candidate, lexicon))
    return table


def evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> dict[str, float]:
    """The evidence for one name: its signs, each between 0 and 1, and "odds", the network's log odds.

    "often" is the logarithm, to base two, of the number of its places. ``small``: the words that the article writes
    with a small letter.
    """
    share = 1 / len(name.contexts)
    found: dict[str, float] = {}
    for context in name.contexts:
        for sign in AROUND.all(context):
            found[sign] = 1.0 if sign in _ANYWHERE else found.get(sign, 0.0) + share
    if len(name.contexts) == 1:
        found["once"] = 1.0
    else:
        found["often"] = log2(len(name.contexts))
    form = shape(words, name, lexicon, small)
    found |= dict.fromkeys(SHAPE.all(form), 1.0)
    if not lexicon.is_east_asian(name.folds):
        found["sound"] = sum(word.sound for word in form.traits) / len(form.traits)
    if name.folds in known_people():
        found["listed_as_person"] = 1.0
    elif form.key in lexicon.not_people:
        found["listed_as_other"] = 1.0
    found["odds"] = sum([one.odds for one in name.contexts]) / len(name.contexts)
    return found


def weights(votes: Votes, single: bool) -> dict[str, float]:
    """How much each sign weighs for a name of one word, or of several; "prior" for any."""
    found = dict(votes["every_name"])
    for table in ("by_hand", "one_word") if single else ("by_hand",):
        for sign, weight in votes[table].items():
            found[sign] = found.get(sign, 0.0) + weight
    return found
