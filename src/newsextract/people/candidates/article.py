"""An article as words: where each begins and ends, how it is written, and what the network says of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, compress
from typing import NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IDX
from spacy.tokens import Doc

from newsextract import rules
from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import text_of
from newsextract.network import component  # noqa: F401
from newsextract.people.knowledge.lexicon import Lexicon, lexicon
from newsextract.people.knowledge.spelling import fold, is_slip

_LETTER, _CAPITAL = r"[^\W\d_]", "[A-ZÀ-ÖØ-ÞА-Я]"
_LETTERS = rf"{_LETTER}*(?:[\u0300-\u036f\u0483-\u0487]+{_LETTER}*)*"
# Each begins with a letter, so that the text between words is skipped fast. Then come plain letters (most words, found
# fast), initials, or letters with what apostrophes and hyphens tie to them.
_WORD = re.compile(
    rf"({_LETTER}(?:[a-z]++(?=[ .,\n])|(?<={_CAPITAL})\.-?(?:{_CAPITAL}\.-?)*"
    rf"|{_LETTERS}(?:['’‘ʼʻ\-‐‑]{_LETTER}{_LETTERS})*))"
)

_INNER_CAPITAL = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-ÖØ-Þ])")
_MOST_TO_STUCK = 6  # words back to where the name's last word stands alone
_MOST_NAME = 2  # words of a name before its last
_POSSESSIVE = re.compile(r"(?<=.)['’‘][sS]$")
_PLURAL_POSSESSIVE = re.compile("['’](?<=[sS].)")  # "the workers' union"
_PARTY = re.compile("[DRI]-[A-Z][a-z]")
_HYPHEN = re.compile(r"[-‐‑]")
_HYPHENED = dict.fromkeys(map(ord, "’'‑"), "-")
# What ties a word to a handle, a number, a web address.
_CODE_BEFORE, _CODE_AFTER = frozenset("@#_\\=&0123456789"), frozenset("@_0123456789")

_DAY_AFTER = re.compile(r"\.? \d")  # what stands between a month and its day: "April 6", "Sept. 6"
_OPENS = 3  # what spaCy's ENT_IOB says of a token at which an entity begins
# The labels that say something about a name; other entities (amounts) are skipped.
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE"})

SHORT = 4  # letters of the "Yat" of "Chan Yat-long", of the "Well" of "Well-known"
_LIKELY = 2.0  # log odds of what a network without log odds labels as a person
LEAST_PARTICIPLE = 7  # letters of the "depicting" of "Loren-depicting"
_LEAST_SLIP = 6  # letters of a name that is told from its slips
_LEAST_LINE = 3  # a shorter line in capitals may be a name alone
_MOSTLY = 0.7  # share of capitalised words that makes a line a heading
_ENDINGS = (("", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))

_INSIDE_MARKS = r"""([^\W\d_]+(?: [^\W\d_]+){0,2})["”’')] (?=[^\W\d_])"""
# The mark first, then what stands before it: so the text is searched for marks alone, and for one at a time fast.
_NICKNAMES = [re.compile(rf"\{mark}(?<=[\w.] .){_INSIDE_MARKS}") for mark in "\"“‘'("]
_IN_NICKNAMES = frozenset({"of", "the"})  # "Hands of Stone"


class Kind:
    """How a word is written. Plain numbers: an enum's are slow to look up for every word."""

    LOWER = 0  # begins with a small letter, or is a word that no name holds
    CAPITAL = 1
    INITIALS = 2  # "J.D."
    PARTICLE = 3  # "van", "bin"
    CODE = 4  # a part of a handle, a number, a web address


class Spelling(NamedTuple):
    """What a word's letters show, wherever it stands; ``form`` is the word without its first ``skip`` letters."""

    skip: int
    form: str
    fold: str
    kind: int
    possessive: bool


@dataclass(frozen=True)
class Words:
    """The words of one article, as parallel lists. Empty words stand beyond either end, as in analysis.Columns.

    A possessive 's is no part of a word, nor is what a hyphen ties to a name ("ex-", "-led").
    """

    text: str
    forms: Sequence[str]
    folds: list[str]
    starts: Sequence[int]  # offsets into the text
    ends: Sequence[int]
    kinds: list[int]  # of Kind
    possessive: Sequence[bool]
    gaps: Sequence[str]  # the text before each word: " " for any blanks in a line, a line end before the first word
    small: frozenset[str]  # the forms in small letters
    all_forms: frozenset[str]
    tied: list[bool] = field(
        default_factory=list
    )  # nothing but a blank or an abbreviation's full stop parts it from the word before
    labels: Sequence[str] = ()  # the network's label of the entity that holds the word, "" outside
    entities: Sequence[int] = ()  # the number of that entity, -1 outside
    shouted: list[bool] = field(default_factory=list)  # in a line all in capitals
    tags: Sequence[str] = ()  # Penn tags
    odds: Sequence[float] = ()  # the network's log odds of a person's name, for what may be a name
    titled: list[bool] = field(default_factory=list)  # in a heading in which most words begin with a capital

    def __len__(self) -> int:
        """The number of words."""
        return len(self.forms) - PADDING

    def places(self) -> Iterator[int]:
        """The places of the words that are names or tied to some: of any kind but Kind.LOWER."""
        return compress(range(len(self.kinds)), self.kinds)

    def span(self, first: int, last: int) -> str:
        """The article's text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_article(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in which the plain words of headings, and months and "May" of dates, are no names."""
    words = _read_words(doc, lexicon)
    _mend_slips(words, lexicon)
    kinds, tied, folds = words.kinds, words.tied, words.folds
    for at, form in enumerate(words.forms if not lexicon.epithets.isdisjoint(words.all_forms) else ()):
        if form == "the" and words.forms[at + 1] in lexicon.epithets:  # Catherine the Great
            kinds[at], tied[at] = Kind.PARTICLE, True
    _tie_nicknames(words, lexicon)
    _mark_headings(words, lexicon)
    _mark_names_too(words, lexicon)
    for at in words.places():
        if folds[at] in lexicon.months:
            dated = words.labels[at] == "DATE" and folds[at - 1] in lexicon.month_openers  # "last May"
            ends = folds[at - 1] in ("to", "through") and folds[at - 2] in lexicon.months
            if dated or ends or _DAY_AFTER.match(words.gaps[at + 1]):  # "By Ann Reed April 6"
                kinds[at] = Kind.LOWER
    return words


def _read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in order. What the network says of a word is what it says of the token in which it begins."""
    words, tokens = _words_of(text_of(doc), lexicon), columns(doc)
    begins, marks, named = doc.to_array([IDX, ENT_IOB, ENT_TYPE]).reshape(-1, 3).T
    held = np.searchsorted(begins, np.array(words.starts[: len(words)], begins.dtype), side="right") - 1
    places, entities = held.tolist(), np.where(named > 0, np.cumsum(marks == _OPENS), -1)[held].tolist()
    labels = [tokens.labels[at] for at in places]
    for at in [at for at, label in enumerate(labels) if label and label not in _LABELS]:
        labels[at], entities[at] = "", -1
    if doc._.person_odds is None:
        odds = [_LIKELY if label == "PERSON" else -_LIKELY for label in labels]
    else:
        odds = doc._.person_odds[held].tolist()
    names = {*words.places()}
    return replace(
        words,
        tied=[place in names and _tied(words, place, lexicon) for place in range(len(words.forms))],
        shouted=[False] * len(words.forms),
        titled=[False] * len(words.forms),
        labels=labels + [""] * PADDING,
        entities=entities + [-1] * PADDING,
        tags=[tokens.tags[at] for at in places] + [""] * PADDING,
        odds=odds + [0.0] * PADDING,
    )


def _words_of(text: str, lexicon: Lexicon) -> Words:
    """The words, with what their letters show. Plain words in small letters, most of all, need no look at them."""
    forms, starts, ends, gaps = split(text)
    folds, kinds = forms.copy(), [Kind.LOWER] * len(forms)
    marks = {mark.start() for mark in _PLURAL_POSSESSIVE.finditer(text)}
    possessive = [end in marks for end in ends]
    distinct = set(forms)
    plain = frozenset(form for form in distinct if form.islower() and form.isalpha()) - lexicon.particles
    spellings = {form: _spelling(form) for form in distinct - plain}
    for place in [place for place, form in enumerate(forms) if form in spellings]:
        written, start, end = forms[place], starts[place], ends[place]
        skip, form, folds[place], kinds[place], has_s = spellings[written]
        if text[start + skip - 1 : start + skip] in _CODE_BEFORE or text[end : end + 1] in _CODE_AFTER:
            kinds[place] = Kind.CODE
        stop = form in ("Jr", "Sr") and text[end : end + 1] == "."
        if stop or form != written:
            possessive[place] = has_s
            forms[place], starts[place], ends[place] = form, start + skip, start + skip + len(form) + stop
            for at in range(place, min(place + 2, len(forms))):
                gaps[at] = text[ends[at - 1] if at else 0 : starts[at]]
    others = {one.form for one in spellings.values()}
    blanks = {gap for gap in set(gaps) if gap.isspace() and gap.splitlines() == [gap]}
    if blanks != {" "}:
        gaps = [" " if gap in blanks else gap for gap in gaps]
    gaps[:1] = ["\n"]
    padding = [""] * PADDING
    return Words(
        text=text,
        forms=forms + padding,
        folds=folds + padding,
        starts=starts + [len(text)] * PADDING,
        ends=ends + [len(text)] * PADDING,
        kinds=kinds + [Kind.LOWER] * PADDING,
        possessive=possessive + [False] * PADDING,
        gaps=gaps + ["\n"] * PADDING,
        small=plain.union(filter(str.islower, others)),
        all_forms=plain.union(others),
    )


def split(text: str) -> tuple[list[str], list[int], list[int], list[str]]:
    """The words, where they begin and end, and the text before each.

    "Trump-Putin" is two words if the article has each alone too. Where a page lost the text between a name and the next
    line, the last word of "Bo Lin Bo James LinHome" is "Lin", and the second of "Bo LinBo James Lin" is two.
    """
    pieces = _WORD.split(text)  # the text before the first word, that word, the text before the next ...
    alone = set(pieces[1::2])
    hyphened = {form: form.split("-") for form in alone if "-" in form}
    pairs = [
        form
        for form, parts in hyphened.items()
        if alone.issuperset(parts) and all(len(part) > 2 and part[0].isupper() for part in parts)
    ]
    for pair in pairs:
        text = text.replace(pair, pair.replace("-", "/"))
    pieces = _WORD.split(text) if pairs else pieces
    ends = list(accumulate(map(len, pieces)))
    found = pieces[1::2], ends[:-1:2], ends[1::2], pieces[:-1:2]
    _split_stuck(*found)
    return found


def _split_stuck(forms: list[str], starts: list[int], ends: list[int], gaps: list[str]) -> None:
    """Splits, in place, the words in which a name's last word and the next word are stuck together: those that occur
    once, and begin with a word of the name before them or end with its first word. A handle such as "@BoLin" stays.
    """
    counts = Counter(form for form in forms if form[:1].isupper() and _INNER_CAPITAL.search(form))
    for place in [place for place, form in enumerate(forms) if counts[form] == 1][::-1] if counts else ():
        form, before = forms[place], forms[max(0, place - _MOST_TO_STUCK) : place]
        for inner in [found.start() + 1 for found in _INNER_CAPITAL.finditer(form)][::-1]:
            name, rest = form[:inner], form[inner:]
            if name in before[:-1] and rest not in before:
                forms[place], ends[place] = name, starts[place] + inner
                gaps[place + 1 : place + 2] = [rest + gap for gap in gaps[place + 1 : place + 2]]
                break
            if rest in before[-_MOST_NAME:] and name not in before and not gaps[place].endswith("@"):
                forms[place : place + 1] = name, rest
                starts.insert(place + 1, starts[place] + inner)
                ends.insert(place, starts[place] + inner)
                gaps.insert(place + 1, "")
                break


@partial(rules.cached, maxsize=10_000)
def _spelling(form: str) -> Spelling:
    known, skip, owner = lexicon(), 0, _POSSESSIVE.sub("", form)
    possessive = owner != form
    if form.isalpha():
        owner = known.stuck_words.sub("", form)
    elif _HYPHEN.search(owner):
        skip, owner = _without_ties(owner, known)
    folded = fold(owner)
    return Spelling(skip, owner, folded, _kind(owner, folded, known), possessive)


def _without_ties(form: str, lexicon: Lexicon) -> tuple[int, str]:
    """A hyphened word without what is tied to the name in it ("Merkel-led"): characters cut off its head, the rest."""
    parts = _HYPHEN.split(form)
    first, last = 0, len(parts)
    while last > 1:
        head, part = parts[last - 2 : last]
        syllable = lexicon.eastern_given.fullmatch(head.lower())  # "Nam Seung-ok"
        small = len(head) > SHORT and lexicon.is_small(part) and not syllable  # "Tolstoy-perhaps the greatest"
        participle = part.endswith("ing") and len(part) >= LEAST_PARTICIPLE
        if part.lower() not in lexicon.hyphen_tails and not (head[:1].isupper() and (participle or small)):
            break
        last -= 1
    while first < last - 1 and parts[first].lower() in lexicon.hyphen_prefixes:
        first += 1
    skip = sum(len(part) + 1 for part in parts[:first])
    return skip, form[skip : skip + sum(len(part) + 1 for part in parts[first:last]) - 1]


def _kind(form: str, folded: str, lexicon: Lexicon) -> int:
    if "." in form:
        return Kind.INITIALS
    head, _, tail = form.translate(_HYPHENED).partition("-")
    if tail[:1].isupper() and (head in lexicon.particles or head in lexicon.particles_tied):
        return Kind.CAPITAL  # "el-Sisi", "d'Estaing"
    if _PARTY.match(form) or "-of-" in form or ("-" in folded and lexicon.demonyms.issuperset(folded.split("-"))):
        return Kind.LOWER  # "R-Lycoming", "Mum-of-two", "Iranian-German"
    if form[0].isupper():
        return Kind.LOWER if folded in lexicon.not_names else Kind.CAPITAL
    return Kind.PARTICLE if folded in lexicon.particles else Kind.LOWER


def _tied(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether the word may go on with the name of the one before it, by what stands between the two."""
    gap, before = words.gaps[place], words.forms[place - 1]
    if gap == " ":
        tie = words.gaps[place - 1] if place > 1 else words.text[: words.starts[0]]
        return before in lexicon.title_ends or not tie.lower().endswith("ex-")  # the "ex-Beatle" of Paul McCartney
    if gap in (". ", "."):
        return before in lexicon.short
    if gap in ("- ", " - ", " -"):
        return words.folds[place - 1] in lexicon.particles
    if gap == ", ":
        return words.forms[place] in lexicon.suffixes
    return gap == "" and not before[-1:].islower()  # "J.D.Vance"


def _mend_slips(words: Words, lexicon: Lexicon) -> None:
    """Folds a slip as the name that is meant, Timberake as Timberlake: a word on no list that stands once, and is a
    slip of a name that stands more often.
    """
    capitals = [at for at in words.places() if words.kinds[at] == Kind.CAPITAL and len(words.folds[at]) >= _LEAST_SLIP]
    counts = Counter(words.folds[at] for at in capitals)
    often = defaultdict[str, list[str]](list)
    for name in (name for name, count in counts.items() if count > 1):
        often[name[0] + name[-1]].append(name)
    for at in (at for at in capitals if counts[words.folds[at]] == 1):
        slip = words.folds[at]
        meant = next((name for name in often[slip[0] + slip[-1]] if is_slip(slip, name)), None)
        if meant and slip not in words.small and not lexicon.is_known(slip):
            words.folds[at] = meant


def _mark_headings(words: Words, lexicon: Lexicon) -> None:
    """Marks headings. In these a word that news, or this article, writes small is no name, unless the article has it as
    a name in a sentence.
    """
    heading, kinds, folds = set[int](), words.kinds, words.folds
    for first, last in _headings(words):
        heading.update(range(first, last))
        shouted = words.span(first, last).isupper()
        words.shouted[first:last] = [shouted] * (last - first)
        words.titled[first:last] = [not shouted] * (last - first)
    capitals = [at for at in words.places() if kinds[at] == Kind.CAPITAL] if heading else []
    seen = {folds[at] for at in capitals if at not in heading and words.gaps[at] == " "}
    for at in heading.intersection(capitals):
        plain = folds[at] in lexicon.heading_verbs
        if not plain and (words.shouted[at] or not lexicon.is_listed(folds[at])):
            # news, or this article, writes it small, in this form or another ("DEFENDS")
            cut = ((folds[at].removesuffix(ending), stem) for ending, stem in _ENDINGS if folds[at].endswith(ending))
            plain = folds[at] in words.small or not lexicon.common.isdisjoint(head + stem for head, stem in cut)
        if plain and folds[at] not in seen:
            kinds[at] = Kind.LOWER


def _headings(words: Words) -> Iterator[tuple[int, int]]:
    """The lines, as words [first, last), that are all in capitals, or in which most words begin with a capital: all of
    them in a line that ends as a sentence does.
    """
    first, line_end = 0, -1
    while first < len(words):
        line_end = words.text.find("\n", max(line_end + 1, words.starts[first]))
        last = bisect_left(words.starts, line_end) if line_end >= 0 else len(words)
        count, end = last - first, words.ends[last - 1]
        if count >= _LEAST_LINE and words.span(first, last).isupper():
            yield first, last
        elif count > _LEAST_LINE:
            share = 1 if words.text[end : end + 1] in (".", ",", ";", ":") else _MOSTLY
            if sum([form[0].isupper() for form in words.forms[first:last]]) >= share * count:
                yield first, last
        first = last


def _mark_names_too(words: Words, lexicon: Lexicon) -> None:
    """Marks plain words with a capital as names: beside a name ("Liu He"), and then alone ("told So")."""
    either = [at for at, fold in enumerate(words.folds) if fold in lexicon.names_too]
    places = [at for at in either if words.forms[at].istitle()]
    beside = set[int]()
    for at in places:
        capital_after = words.gaps[at + 1] == " " and words.kinds[at + 1] == Kind.CAPITAL
        within = words.gaps[at] == " " and (capital_after or words.kinds[at - 1] == Kind.CAPITAL)
        apposed = words.gaps[at].endswith(", ") and capital_after  # "the minister, He Kang said"
        family = apposed and lexicon.is_east_asian(words.folds[at : at + 2])
        if within or (family and not lexicon.is_small(words.folds[at + 1])):
            beside.add(at)
    names = {words.folds[at] for at in beside}
    for at in places:
        if words.folds[at] in names and (words.gaps[at] == " " or words.possessive[at] or at in beside):
            words.kinds[at], words.tied[at] = Kind.CAPITAL, at in beside


def _tie_nicknames(words: Words, lexicon: Lexicon) -> None:
    """Ties a nickname in marks to the names around it: Semisi “The Fridge” Moala."""
    kinds = words.kinds.copy()
    for match in (match for pattern in _NICKNAMES for match in pattern.finditer(words.text)):
        first, last = bisect_left(words.starts, match.start(1)), bisect_left(words.starts, match.end())
        fold, before = words.folds[first], words.folds[first - 1]
        name = lexicon.is_listed(fold) and fold not in lexicon.places  # "Gisela (Brandt) Weisskopf"
        if before in lexicon.common or before in lexicon.departments or (match[0][0] == "(" and not name):
            continue  # "Star “Magic” Johnson"
        inside = kinds[last] == Kind.CAPITAL and kinds[first - 1] in (Kind.CAPITAL, Kind.INITIALS)
        if inside and all(form[0].isupper() for form in words.forms[first:last] if form not in _IN_NICKNAMES):
            words.kinds[first:last] = [Kind.CAPITAL] * (last - first)
            words.tied[first : last + 1] = [True] * (last - first + 1)
