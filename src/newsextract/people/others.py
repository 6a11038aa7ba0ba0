"""Names that the article itself calls a firm ("Norrvik AB"), a place ("the port of Hai Phong"), a storm or a ship."""

from __future__ import annotations

from collections.abc import Mapping

from newsextract.people.around import Sighting, own_label
from newsextract.people.article import Words
from newsextract.people.lexicon import Lexicon
from newsextract.people.shape import Name
from newsextract.rules.judgement import Judgement

_MANY = frozenset({"are", "were", "have"})  # verbs by which one name is many people's
Folds = tuple[str, ...]

NO_PERSON: Judgement[Sighting, tuple[Folds, ...]] = Judgement("people", "no person", lambda sighting: sighting.span)


def not_persons(words: Words, table: Mapping[Folds, Name], lexicon: Lexicon) -> frozenset[Folds]:
    """The names, folded, that the article calls something else by one of the rules, wherever they stand.

    Of a firm also the bare name, without its form; of a ship without its "USS".
    """
    return frozenset(
        folds
        for name in table.values()
        for place in name.places
        for folds in NO_PERSON.first(Sighting(words, place, lexicon)) or ()
    )


@NO_PERSON.rule("a firm's legal form")
def _form_last(sighting: Sighting) -> tuple[Folds, ...] | None:
    last = sighting.place.last - 1
    return (sighting.folds, sighting.folds[:-1]) if _is_form(sighting, last) and len(sighting.folds) > 1 else None


@NO_PERSON.rule("a firm's legal form behind")
def _form_after(sighting: Sighting) -> tuple[Folds, ...] | None:
    follows = sighting.after or sighting.clause
    return (sighting.folds,) if follows and _is_form(sighting, sighting.place.last) else None


def _is_form(sighting: Sighting, at: int) -> bool:
    """Whether the word is a firm's legal form as the lists write it; capitals tell "SA" from "Sá"."""
    return sighting.words.forms[at].replace(".", "") in sighting.lexicon.firm_forms


@NO_PERSON.rule("a ship's prefix")
def _ship(sighting: Sighting) -> tuple[Folds, ...] | None:
    return (sighting.folds, sighting.folds[1:]) if sighting.folds[0] in sighting.lexicon.named_things else None


@NO_PERSON.rule("a noun of storms and ships")
def _storm(sighting: Sighting) -> tuple[Folds, ...] | None:
    return (sighting.folds,) if sighting.before in sighting.lexicon.named_things else None


@NO_PERSON.rule("the place of a noun")
def _place(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "the port of Hai Phong"."""
    title = sighting.place.title
    noun = sighting.words.forms[title - 2 : title - 1]
    return (sighting.folds,) if sighting.before == "of" and noun and noun[0] in sighting.lexicon.place_nouns else None


@NO_PERSON.rule("the name of a body")
def _body(sighting: Sighting) -> tuple[Folds, ...] | None:
    """ "the side Dora Calcio", but not "the firm Ann Reed founded"."""
    if len(sighting.folds) < 2 or sighting.before not in sighting.lexicon.body_nouns:
        return None
    other = sighting.after in _MANY or own_label(sighting.words, sighting.place) != "PERSON"
    return (sighting.folds,) if other else None
