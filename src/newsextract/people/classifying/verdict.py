"""The verdict on every name of an article: whether it is a person's, by the weights of its signs at all its places; and
where accepted names stand for their persons, also inside longer runs of capitals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import product
from math import log2
from typing import NamedTuple

from newsextract import rules
from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate, candidates, known_people, shared_surname
from newsextract.people.classifying.others import NO_MENTION, not_persons
from newsextract.people.classifying.signs import AROUND, SHAPE, Name, NameInContext, own_label, shape, sound
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import core, families_of, skeleton
from newsextract.rules.judgement import Decision, Judgement, is_traced, note

Votes = Mapping[str, Mapping[str, float]]
"""How much a sign weighs: for every name, in addition for one of a single word, and, if it is rare, set by hand."""

# Signs that count in full where one place of many shows them; of the others the share of the places counts.
_ANYWHERE = frozenset({"courtesy", "title", "say_after", "role_before", "role_after", "who_after", "kin_before"})
_OTHER = frozenset({"listed_as_other", "called_other"})
# Signs of a person that outweigh a list or rule that says otherwise: Petra is also a news agency.
_PERSONAL = frozenset({"listed_as_person", "courtesy", "kin_before", "last_of_person", "first_of_person"})
# Signs that say who somebody is, as news does for a person whom it names often.
_INTRODUCED = _PERSONAL | {"middle_of_person", "title", "role_before", "role_after", "age", "credited", "pronoun_after"}
OFTEN = 4  # places of a name
_LISTED = frozenset({"listed_place", "listed_as_other"})
_NOT_ITS_OWN = _LISTED | {"none_listed", "unlisted", "often_unknown"}  # no signs against a person's surname
_ACTS = frozenset({"say_after", "deed_after", "pronoun_after", "courtesy", "title", "age"})  # signs of what people do
_STANDS_AS_PLACE = ("place_preposition", "place_after", "the_before")
_SELDOM = 0.25  # the share of its places
_THINGS = _OTHER | {"org_word", "place_word", "holds_place", "listed_place", "thing_before", "demonym"}
_SHARED = frozenset({"last_of_person", "famous"})  # signs that a single word may be another person's
_UNLIKELY = -2.0  # log odds of a person below which a full name is none whoever is called by its last word
MOST_INSIDE = 4  # words of a name looked for inside a longer run

Folds = tuple[str, ...]


class Judged(NamedTuple):
    """One name with its evidence and its score, the log odds of a person."""

    name: Name
    found: Mapping[str, float]
    score: float
    person: bool


def votes() -> Votes:
    """The weights of both files. Raises rules.RulesError."""
    return rules.table("people/built/votes") | rules.table("people/votes_by_hand")


def names(words: Words, lexicon: Lexicon) -> dict[Folds, Name]:
    """The candidates gathered by name, in order of their first place."""
    table: dict[Folds, Name] = {}
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
        found["sound"] = sum(0.0 if lexicon.is_listed(fold) else sound(fold) for fold in name.folds) / len(name.folds)
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


def judge(words: Words, table: Mapping[Folds, Name], lexicon: Lexicon, votes: Votes) -> list[Judged]:
    """All names of the article, judged: those of several words, then single words by the full names found."""
    small = words.small - lexicon.particles - lexicon.names_too - {"the"}
    found = {folds: evidence(words, name, lexicon, small) for folds, name in table.items()}
    for folds in not_persons(table, lexicon) & found.keys():
        found[folds]["called_other"] = 1.0
    several = [name for name in table.values() if len(name.folds) > 1]
    for name in several:
        # where its first or last word stands alone
        if found.get((name.folds[-1],), {"odds": 0.0})["odds"] > 0:
            found[name.folds]["surname_person"] = 1.0
        if "say_after" in found.get((name.folds[0],), ()):
            found[name.folds]["first_says"] = 1.0
        if _introduces(name.folds, lexicon) and not _INTRODUCED.isdisjoint(found[name.folds]):
            found[name.folds].pop("holds_place", None)
    weighed = weights(votes, single=False)
    full = _compared([_judged(name, found[name.folds], weighed) for name in several], lexicon)
    ties = _ties([one.name.folds for one in full if one.person], lexicon)
    introduced = {one.name.folds[-1] for one in full if one.person and _introduces(one.name.folds, lexicon)}
    single = [name for name in table.values() if len(name.folds) == 1]
    weighed = weights(votes, single=True)
    signs = ((name, _signs_left(name, found[name.folds] | ties(name.folds[0]), introduced)) for name in single)
    alone = [_judged(name, left, weighed) for name, left in signs]
    surnames = {one.name.folds[0] for one in alone if one.person and _SHARED.isdisjoint(one.found)}
    return [_with_surname(one, surnames, lexicon) for one in full] + alone


def _signs_left(name: Name, signs: dict[str, float], introduced: Set[str]) -> dict[str, float]:
    """The signs of a single word, less what the full names of the article, or other signs, overrule."""
    overruled = set[str]()
    if "courtesy" in signs:  # Mr French
        overruled.add("demonym")
    if "last_of_person" in signs:  # Timothy Weeks, and then Weeks
        overruled.add("all_common")
    placed = sum(signs.get(sign, 0.0) for sign in _STANDS_AS_PLACE)
    acts = not (_ACTS.isdisjoint(signs) or _LISTED.isdisjoint(signs))
    if acts and name.folds[0] in introduced and placed < _SELDOM:  # Ana Havana, and then Havana
        overruled |= _NOT_ITS_OWN
    unknown = "none_listed" in signs and _INTRODUCED.isdisjoint(signs)
    often = {"often_unknown": 1.0} if unknown and len(name.contexts) >= OFTEN else {}
    return {sign: value for sign, value in (signs | often).items() if sign not in overruled}


def _judged(name: Name, found: Mapping[str, float], weighed: Mapping[str, float]) -> Judged:
    """The name with its log odds. Notes what each sign adds to them where decisions are traced."""
    added = {sign: value * weighed[sign] for sign, value in found.items() if sign in weighed}
    odds = sum(added.values(), weighed["prior"])
    overruled = not _OTHER.isdisjoint(found) and _PERSONAL.isdisjoint(found)
    if is_traced():
        added["network's odds"] = added.pop("odds")
        ordered = sorted({"any name": weighed["prior"], **added}.items(), key=lambda one: -abs(one[1]))
        rules = [(f"{sign.replace('_', ' ')} {value:+.1f}", value) for sign, value in [("in all", odds), *ordered]]
        rules += [("overruled by its signs", False)] if overruled and odds > 0 else []
        for (start, end), (rule, said) in product((context.span for context in name.contexts), rules):
            note(Decision("people", "log odds", rule, start, end, said))
    return Judged(name, found, odds, odds > 0 and not overruled)


def _introduces(folds: Folds, lexicon: Lexicon) -> bool:
    """Whether the given name shows that the surname is a person's, though a place may have it too."""
    return lexicon.is_given(folds[0]) and folds[0] not in lexicon.places


def _compared(full: list[Judged], lexicon: Lexicon) -> list[Judged]:
    """The full names, judged again by the others.

    Another spelling of an accepted name is accepted too, and so are its surnames alone: "Van der Meer", "Ruiz Campo".
    A plain word before a part of another name is rejected: "Stop Quaig" beside "Orlo Quaig".
    """
    whole = [tuple(map(skeleton, one.name.folds)) for one in full if one.person]
    accepted = {words[-length:] for words in whole for length in (2, 3, len(words))}
    names = {part for one in full if lexicon.is_given(one.name.folds[0]) for part in one.name.folds} | lexicon.famous
    found = []
    for one in full:
        folds = one.name.folds
        pair = len(folds) == 2 and "listed_as_person" not in one.found
        plain = pair and folds[0] in lexicon.plain and folds[1] in names
        found.append(one._replace(person=not plain and (one.person or tuple(map(skeleton, folds)) in accepted)))
    return found


def _with_surname(one: Judged, surnames: Set[str], lexicon: Lexicon) -> Judged:
    """The full name, a person's too if its surname is where it stands alone: "Oren Quaig", and then "Quaig said"."""
    folds, likely = one.name.folds, _THINGS.isdisjoint(one.found) and one.score > _UNLIKELY
    named = likely and folds[-1] in surnames and lexicon.common.isdisjoint(folds[:-1])
    return one._replace(person=True) if named else one


def _ties(persons: Sequence[Folds], lexicon: Lexicon) -> Callable[[str], dict[str, float]]:
    """A function that gives the signs that a single word is a part of one of the persons' full names."""
    last, first = {folds[-1] for folds in persons}, {folds[0] for folds in persons}
    spelled = set(map(skeleton, last | {core(word, lexicon.particles) for word in last}))
    middle = {word for folds in persons for word in folds[1:-1]}
    families = {family for given in first for family in families_of(given)}  # "bill" has the same as "william"

    def signs(word: str) -> dict[str, float]:
        shown = {
            "last_of_person": len(word.rstrip(".")) > 1 and skeleton(word) in spelled,
            "first_of_person": word in first or not families.isdisjoint(families_of(word)),
            "middle_of_person": word in middle,
        }
        return {sign: 1.0 for sign, holds in shown.items() if holds}

    return signs


class JudgedInContext(NamedTuple):
    """One place of a judged name, and the names of persons that may stand inside it."""

    judged: Judged
    context: NameInContext
    accepted: Set[Folds]
    given_names: Mapping[str, Set[str]]  # the first words of the accepted full names, by surname
    shouted: bool  # the name stands nowhere but in capitals


Mentions = Sequence[tuple[Folds, Candidate]]
INSIDE: Judgement[JudgedInContext, Mentions] = Judgement("people", "names inside", lambda one: one.context.span)


def mention_places(judged: Sequence[Judged]) -> dict[Folds, list[Candidate]]:
    """Each person's name with the places where it stands for the person."""
    places: dict[Folds, list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    given_names: dict[str, set[str]] = {}
    for folds in places:
        if len(folds) > 1:
            given_names.setdefault(folds[-1], set()).add(folds[0])
    for one in judged:
        if not one.person and len(one.name.folds) == 1:
            continue
        contexts = one.name.contexts
        shouted = all(each.words.span(each.place.first, each.place.last).isupper() for each in contexts)
        for context in contexts:
            inner = INSIDE.first(JudgedInContext(one, context, places.keys(), given_names, shouted))
            found = inner or [(one.name.folds, context.place)] * one.person
            if found and not NO_MENTION.first(context):
                for folds, place in found:
                    places[folds].append(place)
    return places


# "Ann Reed Beats Tom Bright"
INSIDE.rule("what is no person's name")(lambda one: None if one.judged.person else _inside(one))


@INSIDE.rule("words in capitals alone")
def _in_capitals(one: JudgedInContext) -> Mentions | None:
    """ "ANN REED TOM BRIGHT", but not "ANN REED: I know", nor "ANN REED" beside "REED", nor "QUORLA REED" if no other
    Reed has a given name.
    """
    folds, lexicon = one.judged.name.folds, one.context.lexicon
    strange = not lexicon.is_surname(folds[0]) and folds[:1] not in one.accepted
    opens = lexicon.is_given(folds[0]) or (strange and one.given_names.get(folds[-1], set()) <= {folds[0]})
    is_whole = opens and folds[1:] in one.accepted
    return _inside(one) if one.shouted and not is_whole and not one.context.gap_after.startswith(": ") else None


@INSIDE.rule("a heading")
def _in_heading(one: JudgedInContext) -> Mentions | None:
    """ "Ann Reed Joins Big List"."""
    titled = one.context.words.titled[one.context.place.first]
    return _inside(one) if titled and len(one.judged.name.folds) >= MOST_INSIDE else None


def _inside(one: JudgedInContext) -> Mentions | None:
    """The accepted names inside the name, where all words have capitals; None if there are none."""
    words, place, lexicon = one.context.words, one.context.place, one.context.lexicon
    folds, found, at = words.folds[place.first : place.last], list[tuple[Folds, Candidate]](), 0
    if not lexicon.org_or_place_words.isdisjoint(folds) or " ".join(folds) in lexicon.not_people:
        return None
    while at < len(folds):
        ends = range(min(len(folds), at + MOST_INSIDE), at, -1)
        end = next((to for to in ends if to - at < len(folds) and tuple(folds[at:to]) in one.accepted), None)
        if end is not None:
            inner = Candidate(place.first + at, place.first + end, place.first + at)
            if own_label(words, inner) != "INSIDE":  # "Quaig Properties"
                found.append((tuple(folds[at:end]), inner))
        at = end or at + 1
    return found or None
