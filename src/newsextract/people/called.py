"""Names that the article itself calls a person's: by a byline, "identified as Orlo Quaig", "Quaig's sister"."""

from __future__ import annotations

import re
from operator import attrgetter

from newsextract import rules
from newsextract.people.around import Sighting, own_label, title_sign
from newsextract.people.article import Kind
from newsextract.people.brackets import has_brackets
from newsextract.people.cues import Cue
from newsextract.people.lists import has_title_of_several, persons_after, persons_before
from newsextract.people.posts import is_member
from newsextract.people.relations import (
    OTHERS,
    aide_of,
    kin_after,
    kin_list,
    kin_of,
    life_of,
    names_none,
    office_of,
    one_of_pair,
)
from newsextract.people.shape import Name
from newsextract.rules.judgement import Judgement

_LOOK_BACK = 120  # characters of a line that are read before a name
LEAST_LISTED = 3  # persons of a list, on both sides of a name, that make it one of them
_NEAR = 10  # words before "known as" among which the person stands who is known so
_PARTICLES = frozenset({"bin", "ibn", "van", "von"})
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|d[aeiou]|v[ao]n|bin|al)"
_MORE = rf"(?:{_NAME}(?: {_NAME}){{0,4}}(?: in {_NAME}(?: {_NAME})?)?(?:,? and |,? & |, |; ))*"
_BY = re.compile(rf"^[ \t(–—-]*(?:By|BY)(?:: ?| ){_MORE}$")
_AFTER_BY = re.compile(r"[ \t]*(?:\n|$|[|/()–—@;.-]|(?:,|,? and| &| in| for) [A-Z])")
_AGE = re.compile(r"\b\d{1,3}[- ]year[- ]old(?: [a-z-]+)? [“\"‘']?$")
_IDENTIFIED = re.compile(
    r"\b(?:identified|identity|names? only|names?,?) as (?:the )?(?:\d+[- ]year[- ]old )?[“\"‘']?$|\bfirst name, $"
    r"|\b(?:pen ?name|pseudonym|stage name),? [“\"‘']?$|n[eé]e $|\b(?:alias|aka) [“\"‘']?$"
)
_KNOWN = re.compile(r"\b(?:known|nicknamed|dubbed|performs)(?: to [\w ]{1,30})?(?: only| \w+ly)? as [“\"‘']?$")
_SHARE = re.compile(r" (?:at|with) \d")
_AFTER_QUOTE = re.compile(r"[,!?.…][\"”’'] ")

CALLED: Judgement[Sighting, bool] = Judgement(
    "people", "called a person", lambda sighting: sighting.span, attrgetter("cues")
)


def is_called(name: Name) -> bool:
    """Whether the article calls a name a person's by one of the rules, at one of its places."""
    return any(map(CALLED.first, name.sightings))


def _is_credit(sighting: Sighting) -> bool:
    """Whether what follows a name does not go on with it, as behind those of a byline."""
    return _AFTER_BY.match(sighting.words.text, sighting.span[1]) is not None


def _line_before(sighting: Sighting) -> str:
    """The name's line before the name and its title, as far as it is read."""
    start = sighting.words.starts[sighting.place.title]
    return sighting.words.text[max(0, start - _LOOK_BACK) : start].rpartition("\n")[2]


@CALLED.rule("a byline", Cue.SEVERAL)
def _byline(sighting: Sighting) -> bool:
    """ "By Orlo Quaig", alone on its line or with more names."""
    return _is_credit(sighting) and _BY.search(_line_before(sighting)) is not None


@CALLED.rule("a credit", Cue.SEVERAL)
def _credit(sighting: Sighting) -> bool:
    """ "Additional reporting by Orlo Quaig", "Photo: Orlo Quaig"."""
    return _is_credit(sighting) and _credits().search(_line_before(sighting)) is not None


@CALLED.rule("a credit in brackets", Cue.SEVERAL)
def _in_brackets(sighting: Sighting) -> bool:
    """ "Smoke over the town on Monday. (Orlo Quaig)", at the line's end."""
    return _line_before(sighting).endswith((". (", ".” (", '." ('))


@rules.cached
def _source() -> re.Pattern[str]:
    """What follows the name of a photographer: " via Getty Images", "/AP"."""
    sources = "|".join(map(re.escape, rules.words("people/photo_sources")))
    return re.compile(rf"(?: via |/| / )(?:{sources})(?!\w)")


@rules.cached
def _credits() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, rules.words("people/byline_openers")))
    return re.compile(rf"(?<!\w)(?i:{openers}) {_MORE}$")


@CALLED.rule("an age before")
def _age(sighting: Sighting) -> bool:
    """ "54-year-old Orlo Quaig", but not "the 54-year-old Quaig woman"."""
    if own_label(sighting.words, sighting.place) in OTHERS or sighting.after in sighting.lexicon.role_nouns:
        return False
    return _AGE.search(_line_before(sighting)) is not None


@CALLED.rule("identified", Cue.AS_BEFORE)
def _identified(sighting: Sighting) -> bool:
    """ "identified as Quaig", "gave her name only as Quaig", "alias “Quaig”"."""
    found = _IDENTIFIED.search(_line_before(sighting))
    if found is None:
        return False
    told = any(word in found.group() for word in ("name", "née", "nee", "alias", "aka"))
    return told or own_label(sighting.words, sighting.place) not in OTHERS


@CALLED.rule("a person known so", Cue.AS_BEFORE)
def _known(sighting: Sighting) -> bool:
    """ "Ann Reed, known to friends as Quaig"."""
    near = sighting.words.labels[max(0, sighting.place.title - _NEAR) : sighting.place.title]
    return "PERSON" in near and _KNOWN.search(_line_before(sighting)) is not None


@CALLED.rule("known the world over")
def _famous(sighting: Sighting) -> bool:
    """The "Lenin" of "they read Lenin"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    alone = place.run == (place.last - 1, place.last)
    if not alone or sighting.folds[0] not in lexicon.famous or sighting.before == "the":
        return False
    return own_label(words, place) not in ("PLACE", "INSIDE")


@CALLED.rule("a family's particle first", Cue.SEVERAL)
def _particle_first(sighting: Sighting) -> bool:
    """ "met Bin Quaig"."""
    return sighting.folds[0] in _PARTICLES and own_label(sighting.words, sighting.place) == "PERSON"


@CALLED.rule("a photo's source behind", Cue.SEVERAL)
def _photo(sighting: Sighting) -> bool:
    """ "Orlo Quaig via Getty Images", "Orlo Quaig/AP"."""
    several = sighting.place.last - sighting.place.first > 1
    return several and _source().match(sighting.words.text, sighting.span[1]) is not None


@CALLED.rule("somebody's friend", Cue.TELLING_BEFORE)
def _friend(sighting: Sighting) -> bool:
    """ "their friend Quaig"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    owned = words.folds[max(0, place.title - 2)] in ("my", "our", "his", "her", "their")
    return sighting.before in lexicon.role_nouns and owned and own_label(words, place) == "PERSON"


@CALLED.rule("a share of the votes", Cue.WORD_AFTER)
def _voted_for(sighting: Sighting) -> bool:
    """ "followed by Quaig at 14"."""
    words, place = sighting.words, sighting.place
    return own_label(words, place) == "PERSON" and _SHARE.match(words.text, sighting.span[1]) is not None


CALLED.rule("a child or a spouse of the person", Cue.OF_BEFORE)(kin_of)
CALLED.rule("kin after", Cue.POSSESSIVE)(kin_after)
CALLED.rule("kin in a list", Cue.KIN_BEFORE | Cue.LIST_GAP_BEFORE)(kin_list)
CALLED.rule("a life of the person's", Cue.POSSESSIVE)(life_of)
CALLED.rule("an aide of the person's", Cue.WORD_AFTER)(aide_of)
CALLED.rule("an office and a comma before", Cue.SEVERAL)(office_of)
CALLED.rule("one of a pair", Cue.AND_BEFORE | Cue.AND_AFTER)(one_of_pair)


@CALLED.rule("a speaker behind the quote", Cue.TELLING_BEFORE)
def _says(sighting: Sighting) -> bool:
    """ "“No,” said Quaig"."""
    words, place = sighting.words, sighting.place
    alone = place.run == (place.title, place.last) and words.gap(place.last) != ". "
    if not alone or sighting.before not in ("said", "says", "added", "adds") or own_label(words, place) in OTHERS:
        return False
    return _AFTER_QUOTE.fullmatch(words.gap(place.title - 1)) is not None and not names_none(sighting)


@CALLED.rule("in a list of persons", Cue.LIST_GAP_BEFORE | Cue.LIST_GAP_AFTER | Cue.AND_BEFORE | Cue.AND_AFTER)
def _in_list(sighting: Sighting) -> bool:
    """The "Orlo Quaig" of "Ann Reed, Orlo Quaig, Tom Bright and Ned Roe"."""
    words, place = sighting.words, sighting.place
    labels = set(words.labels[place.first : place.last])
    if labels not in ({"PERSON"}, {""}) or names_none(sighting):
        return False
    others = persons_before(words, place.first) + persons_after(words, place.last)
    if place.last - place.first == 1:
        return labels == {"PERSON"} and others > LEAST_LISTED
    return others >= LEAST_LISTED


@CALLED.rule("a title of several before the list", Cue.AND_BEFORE | Cue.LIST_GAP_BEFORE)
def _titled_list(sighting: Sighting) -> bool:
    """The "Quaig" of "Senators Reed, Bright and Quaig"."""
    words, place = sighting.words, sighting.place
    told = own_label(words, place) not in ("ORG", "INSIDE") and not names_none(sighting)
    return told and has_title_of_several(words, place.first, sighting.lexicon)


@CALLED.rule("a first name in a list", Cue.AND_BEFORE)
def _first_names(sighting: Sighting) -> bool:
    """The "Amy" of "Sharon, David, and Amy"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    before = words.folds[max(0, place.first - 3) : max(0, place.first - 1)]
    if not all(map(lexicon.is_given, (*before, *sighting.folds))):
        return False
    return words.gap(place.first - 2) == ", " and own_label(words, place) == "PERSON"


@CALLED.rule("a person in a place after another", Cue.AND_BEFORE)
def _second_placed(sighting: Sighting) -> bool:
    """ "Ann Reed in Ohio and Orlo Quaig in Iowa"."""
    words, place = sighting.words, sighting.place
    if sighting.after != "in" or own_label(words, place) != "PERSON":
        return False
    in_place = words.forms[place.first - 3] == "in" and words.labels[place.first - 2] == "GPE"
    return in_place and words.labels[place.first - 4] == "PERSON"


@CALLED.rule("a part of a name in brackets", Cue.SEVERAL)
def _parted(sighting: Sighting) -> bool:
    """ "(Tom) Quaig", "Tom [Reed]"."""
    return has_brackets(sighting.words.span(sighting.place.first, sighting.place.last))


@CALLED.rule("a speaker in capitals", Cue.COLON_AFTER)
def _speaker(sighting: Sighting) -> bool:
    """ "ORLO REED: Look at this"."""
    if not sighting.gap_after.startswith(": "):
        return False
    whole = sighting.words.span(sighting.place.first, sighting.place.last)
    return whole.isupper() and sighting.lexicon.is_given(sighting.folds[0])


@CALLED.rule("a rank before", Cue.TITLED)
def _rank(sighting: Sighting) -> bool:
    """ "Colonel Quaig"; a courtesy is no proof, "Miss Rochdale" has one."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    if title_sign(sighting) != "title":
        return False
    if names_none(sighting):
        return False
    return own_label(words, place) not in ("PLACE", "INSIDE") and sighting.after not in lexicon.thing_nouns


@CALLED.rule("an apposition", Cue.COMMA_AFTER)
def _apposition(sighting: Sighting) -> bool:
    """ "an aide, Quaig, wrote", "the aide, Ann Quaig, wrote", whatever the base model has Ann Quaig for."""
    words, at, lexicon = sighting.words, sighting.place.title - 1, sighting.lexicon
    if sighting.gap_before != ", " or words.folds[at] not in lexicon.role_nouns or sighting.gap_after != ", ":
        return False
    first, *others = sighting.folds
    return bool(others and lexicon.is_given(first)) or own_label(words, sighting.place) not in OTHERS


@CALLED.rule("a people or a country before", Cue.PEOPLE_BEFORE | Cue.OWNER_BEFORE)
def _people_before(sighting: Sighting) -> bool:
    """ "Thai Quarot Suket", "Iran's Quaigerraji, who won silver", but not "Germany's Quaigex"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    if sighting.clause != "who" and sighting.before not in lexicon.demonyms:
        return False
    if words.shouted[place.first] or own_label(words, place) != "PERSON":
        return False
    return sighting.after not in lexicon.thing_nouns


@CALLED.rule("a member of a side before", Cue.SEVERAL)
def _member_before(sighting: Sighting) -> bool:
    """ "former Harrier Orlo Quaig", where the Harriers are spoken of, "Mets RHP Orlo Quaig"."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    at = place.first - 1
    if len(sighting.folds) == 1 or sighting.gap_before != " " or words.kinds[at] != Kind.CAPITAL:
        return False
    return words.forms[at] in lexicon.positions or is_member(words, lexicon, at)


@CALLED.rule("a byname behind", Cue.WORD_AFTER)
def _byname_behind(sighting: Sighting) -> bool:
    """ "Quaig alias Kallu"."""
    return sighting.after in ("alias", "aka")


@CALLED.rule("a writer's line", Cue.APART_BEFORE)
def _writers_line(sighting: Sighting) -> bool:
    """A name, and "Arts correspondent" behind it or on the next line."""
    return _writer().match(sighting.words.text, sighting.span[1]) is not None


@rules.cached
def _writer() -> re.Pattern[str]:
    """What follows the name of a byline: "Arts correspondent", or the same on a line of its own."""
    writers = "|".join(rules.words("people/writers"))
    own_line = rf"[ \t]*\n\s*(?:[A-Z][\w&’'-]* ){{0,4}}(?i:{writers})\b[^.\n]{{0,40}}"
    return re.compile(rf"(?:(?: [A-Z][\w-]*){{0,3}} (?i:{writers})[ \t]*|{own_line})(?:\n|$)")
