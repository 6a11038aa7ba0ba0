"""Names that the article itself calls a firm ("Norrvik AB"), a place ("the port of Hai Phong"), a storm or a ship."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter

from newsextract.people.candidates.posts import LETTERS_OF_BODY
from newsextract.people.classifying.around import OF_MANY, PLACE_LABELS, Sighting, own_label
from newsextract.people.classifying.cues import LIST_GAPS, Cue
from newsextract.people.classifying.lists import ending, opening
from newsextract.people.classifying.shape import Name
from newsextract.people.grouping.full_names import initials_of
from newsextract.people.knowledge.lexicon import PREPOSITIONS
from newsextract.rules.judgement import Judgement

_INITIALS = re.compile(r" \(([A-Z]{3,})\)")
_NAMED = frozenset({"named", "called", "dubbed"})
_SUCH = frozenset({"as", "like", "including"})
Folds = tuple[str, ...]

NO_PERSON: Judgement[Sighting, tuple[Folds, ...]] = Judgement(
    "people", "no person", lambda sighting: sighting.span, attrgetter("cues")
)


def not_persons(table: Mapping[Folds, Name]) -> frozenset[Folds]:
    """The names, folded, that the article calls something else by one of the rules, wherever they stand.

    Of a firm also the bare name, without its form; of a ship without its "USS".
    """
    return frozenset(
        folds for name in table.values() for sighting in name.sightings for folds in NO_PERSON.first(sighting) or ()
    )


@NO_PERSON.rule("a firm's legal form", Cue.FIRM_LAST)
def _form_last(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "Norrvik AB"; capitals tell "SA" from "Sá"."""
    words, last = sighting.words, sighting.place.last
    start = words.ends[last - 2] if last > 1 else 0
    form = sighting.lexicon.firm_form.fullmatch(words.text, start, words.ends[last - 1])
    return (sighting.folds, sighting.folds[:-1]) if form else None


@NO_PERSON.rule("a firm's legal form behind", Cue.FIRM_AFTER)
def _form_after(sighting: Sighting) -> tuple[Folds, ...] | None:
    return (sighting.folds,) if sighting.lexicon.firm_form.match(sighting.words.text, sighting.span[1]) else None


@NO_PERSON.rule("a ship's prefix", Cue.SHIP_FIRST)
def _ship(sighting: Sighting) -> tuple[Folds, ...] | None:
    return (sighting.folds, sighting.folds[1:]) if sighting.folds[0] in sighting.lexicon.named_things else None


@NO_PERSON.rule("a noun of storms and ships", Cue.SHIP_BEFORE)
def _storm(sighting: Sighting) -> tuple[Folds, ...] | None:
    return (sighting.folds,) if sighting.before in sighting.lexicon.named_things else None


@NO_PERSON.rule("an animal", Cue.ANIMAL_BEFORE)
def _animal(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "her dog Dora", "the dog, Dora, barked", but not "the dog Ann Reed has"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    if words.forms[place.title - 1] not in lexicon.animals:
        return None
    single = len(sighting.folds) == 1
    if sighting.gap_before == ", ":
        return (sighting.folds,) if single and not sighting.after else None
    owned = single or not lexicon.is_surname(sighting.folds[-1])
    return (sighting.folds,) if sighting.gap_before == " " and owned else None


@NO_PERSON.rule("a list of things", Cue.LIKE_BEFORE | Cue.CAPITAL_BEFORE | Cue.AND_BEFORE)
def _thing_listed(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "brands such as Dora Calcio and Ann Quaig", "named INS Dora, Quaig and Calcio"."""
    words, lexicon = sighting.words, sighting.lexicon
    first = opening(words, sighting.place.title)
    things = words.forms[first - 1] in _SUCH and not lexicon.listed_things.isdisjoint(
        words.folds[max(0, first - 3) : first]
    )
    ships = words.forms[first - 1] in _NAMED and words.folds[first] in lexicon.named_things
    return (sighting.folds,) if things or ships else None


@NO_PERSON.rule("a body with its initials", Cue.BRACKET_AFTER)
def _initials_after(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "Samagi Podujana Sandhanaya (SPS)", but not "Andrés Manuel López Obrador (AMLO)"."""
    if sighting.lexicon.is_given(sighting.folds[0]) and sighting.lexicon.is_surname(sighting.folds[-1]):
        return None
    return (sighting.folds,) if own_initials(sighting) else None


def own_initials(sighting: Sighting) -> str:
    """The folded letters in brackets behind a name if they are its initials: "sps"; "" of any other."""
    found = _INITIALS.match(sighting.words.text, sighting.span[1])
    letters = found[1].lower() if found else ""
    return letters if letters == initials_of(sighting.folds) else ""


@NO_PERSON.rule("a side by its player", Cue.PLAYER_AFTER)
def _side(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "Yarrawee captain Ann Reed"; a name on the lists may be the person whose coach it is."""
    lexicon = sighting.lexicon
    if sighting.after not in lexicon.player_nouns:
        return None
    return None if lexicon.is_listed(sighting.folds[0]) else (sighting.folds,)


@NO_PERSON.rule("the place of a noun", Cue.OF_BEFORE)
def _place(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "the port of Hai Phong"."""
    title = sighting.place.title
    near = tuple(sighting.words.forms[max(0, title - 2) : title])
    return (sighting.folds,) if near in sighting.lexicon.place_openers else None


@NO_PERSON.rule("the name of a body", Cue.BODY_BEFORE)
def _body(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "the side Dora Calcio", "at the firm Dora Calcio, said", "at bank Dora", but not "the firm Ann Reed founded"."""
    words, title = sighting.words, sighting.place.title
    if sighting.before not in sighting.lexicon.body_nouns:
        return None
    ends = sighting.after in OF_MANY or sighting.gap_after.startswith((",", "."))
    other = ends or words.forms[title - 2] in PREPOSITIONS or own_label(words, sighting.place) != "PERSON"
    return (sighting.folds,) if other else None


@NO_PERSON.rule("letters alone", Cue.LETTERS_LAST)
def _letters(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "W D L" at the head of a table, "G. C.S.K." behind a name."""
    alone = len(sighting.folds) > 1 and all(len(part) <= 1 for fold in sighting.folds for part in fold.split("."))
    return (sighting.folds,) if alone else None


@NO_PERSON.rule("a body's letters last", Cue.LETTERS_LAST)
def _letters_last(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "Aldea KDR", but not "Ann LEE", "Kyomera H." nor "Orlo Quaig III"."""
    words, last, lexicon = sighting.words, sighting.place.last, sighting.lexicon
    form = words.forms[last - 1]
    if not (form.isupper() and form.isalpha()) or len(form) not in LETTERS_OF_BODY or words.shouted[last - 1]:
        return None
    named = lexicon.is_given(sighting.folds[0]) or lexicon.is_surname(sighting.folds[-1])
    told = named or len(sighting.folds) == 1 or form in lexicon.suffixes or form in lexicon.postnominals
    told = told or lexicon.is_suffix(form)
    return None if told else (sighting.folds,)


@NO_PERSON.rule("in a list of places", Cue.LIST_GAP_BEFORE | Cue.LIST_GAP_AFTER | Cue.AND_BEFORE | Cue.AND_AFTER)
def _place_listed(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "the provinces of Lampang, Uttaradit and Rayong", "in La Laura, Mapou and Senneville"."""
    words, lexicon, title = sighting.words, sighting.lexicon, sighting.place.title
    first = opening(words, sighting.place.title)
    if "and" in words.forms[max(0, first) : max(0, title - 1)]:
        return None  # "in the cities of Rome and Milan, Ann Reed said"
    opener = words.forms[first - 1]
    if opener == "of":
        return (sighting.folds,) if words.forms[first - 2] in lexicon.places_of else None
    if opener not in lexicon.place_prepositions or any(map(lexicon.is_listed, sighting.folds)):
        return None
    near = range(first, ending(words, sighting.place.last))
    places = {words.entities[at] for at in near if words.labels[at] in PLACE_LABELS} - {words.entities[title]}
    ends = sighting.gap_after in LIST_GAPS or sighting.after == "and" or sighting.before == "and"
    return (sighting.folds,) if ends and len(places) > 1 else None
