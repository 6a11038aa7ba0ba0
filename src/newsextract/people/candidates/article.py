"""An article as words: where each begins and ends, how it is written, and what the base model said of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, partial
from itertools import chain, compress
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB
from spacy.tokens import Doc

from newsextract import rules
from newsextract.analysis.columns import PADDING, Columns, columns
from newsextract.analysis.doc_text import text_of
from newsextract.network import component  # noqa: F401
from newsextract.people.candidates.compounds import split
from newsextract.people.knowledge.lexicon import Lexicon, lexicon
from newsextract.people.knowledge.spelling import fold

_POSSESSIVE = re.compile(r"(?<=.)['’][sS]$")
# What is looked for all over a text begins with its mark, one and the same: to look at each letter for several is slow.
_PLURAL_POSSESSIVES = re.compile(r"'(?<=[sS].)"), re.compile(r"’(?<=[sS].)")
_PARTY = re.compile("[DRI]-[A-Z][a-z]")
_HYPHEN = re.compile(r"[-‐‑]")
# What ties a word to a handle, a number, a web address.
_CODE_BEFORE, _CODE_AFTER = frozenset("@#_\\=&0123456789"), frozenset("@_0123456789")

_OPENS, _GOES_ON = 3, 1  # what spaCy's ENT_IOB says of a token at which an entity begins, and of one further in it
# Labels of the base model that say something about a name; what else it labels (amounts) is skipped.
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE"})

SHORT = 4  # letters of the "Yat" of "Chan Yat-long", of the "Well" of "Well-known"
# Particles where they are tied to a name: the "d" of "d'Estaing", the "al" before D, N, R, S, T or Z in "Nur ad-Din".
_TIED_PARTICLES = frozenset({"d", "ad", "an", "ar", "as", "ash", "at", "az"})
_LIKELY = 2.0  # log odds of what a base model that tells none labels as a person
_ODDS: Any = ("._.", "person_odds", None, None)  # where spaCy keeps the extension's value
LEAST_PARTICIPLE = 7  # letters of the "depicting" of "Loren-depicting"


class Kind(IntEnum):
    """How a word is written."""

    LOWER = 0  # begins with a small letter, or is a word that no name holds
    CAPITAL = 1
    INITIALS = 2  # "J.D."
    PARTICLE = 3  # "van", "bin"
    CODE = 4  # a part of a handle, a number, a web address


CAPITAL, INITIALS = int(Kind.CAPITAL), int(Kind.INITIALS)
"""The same as plain numbers, for what is asked of each word: to look up a Kind is slow."""


class Spelling(NamedTuple):
    """What a word's letters tell, wherever it stands: ``skip`` characters are cut at its head, the rest is ``form``."""

    skip: int
    form: str
    fold: str
    kind: Kind
    possessive: bool


@dataclass(frozen=True)
class Words:
    """The words of one article, as parallel lists; ``starts`` and ``ends`` are offsets into ``text``.

    Beyond either end stand empty words, as in text.columns.Columns: of no kind, label, tag or entity.
    A possessive 's is no part of a word, nor is what a hyphen ties to a name ("ex-", "-led"). ``labels``
    holds the base model's label of the entity that the word is in ("" outside), ``entities`` that entity's
    number (-1 outside), ``tags`` its Penn tags, ``odds`` the log odds that the base model gives for a person's name,
    for what may be a name. ``shouted`` says that the word stands in a line all in capitals,
    ``titled`` in a heading where most words have one.
    ``tied`` says that nothing but a blank (or the full stop of an abbreviation) parts the word from the one before it.
    ``gaps`` are read by ``gap``. ``small`` are the forms that are all small letters, ``all_forms`` all of them.
    """

    text: str
    forms: Sequence[str]
    folds: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[Kind]
    possessive: Sequence[bool]
    gaps: Sequence[str]
    small: frozenset[str]
    all_forms: frozenset[str]
    tied: Sequence[bool] = ()
    labels: Sequence[str] = ()
    entities: Sequence[int] = ()
    shouted: Sequence[bool] = ()
    tags: Sequence[str] = ()
    odds: Sequence[float] = ()
    titled: Sequence[bool] = ()

    def __len__(self) -> int:
        """The number of words."""
        return len(self.gaps)

    def places(self) -> Iterator[int]:
        """The places of the words that are names or tied to some: of any kind but Kind.LOWER."""
        return compress(range(len(self.kinds)), self.kinds)

    @cached_property
    def closing_pairs(self) -> frozenset[tuple[str, str]]:
        """The forms behind which there is more than a blank, each with the form before it."""
        closing = (at for at in range(len(self)) if self.gap(at + 1) != " ")
        return frozenset((self.forms[at - 1], self.forms[at]) for at in closing)

    def gap(self, place: int) -> str:
        """What stands between the word at ``place`` and the one before it: " " for any blanks in a line. At the
        article's ends a line's end.
        """
        return self.gaps[place] if 0 < place < len(self.gaps) else "\n"

    def span(self, first: int, last: int) -> str:
        """The article's text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in order, with the base model's entities and tags laid over them."""
    words, tokens = _spelled(text_of(doc), lexicon), columns(doc)
    labels, entities = _labels(words, doc, tokens)
    tied = [False] * len(words.forms)
    for place in words.places():
        tied[place] = _tied(words, place, lexicon)
    tags, shouted = _tags(words, tokens), [False] * len(words.forms)
    words = replace(words, tied=tied, labels=labels, entities=entities, shouted=shouted, tags=tags, titled=shouted)
    return replace(words, odds=_odds(words, doc, tokens))


def _odds(words: Words, doc: Doc, tokens: Columns) -> list[float]:
    """The log odds of a person for each word that may be a name; by its label where the base model tells no odds.

    Nobody else reads them: the doc is rid of them, as it may be kept.
    """
    odds = [_LIKELY if label == "PERSON" else -_LIKELY for label in words.labels]
    told = doc.user_data.pop(_ODDS, None)
    if told is not None:
        told, starts = told.tolist(), tokens.starts
        for place in words.places():
            odds[place] = told[bisect_right(starts, words.starts[place], hi=len(told)) - 1]
    return odds


def _tags(words: Words, tokens: Columns) -> list[str]:
    """The Penn tag of each word: of the first token that begins in it, or else of the one whose later word it is.

    "" where the doc has none.
    """
    by_start = dict(zip(tokens.starts, tokens.tags, strict=False))
    tags = [
        by_start.get(start) or _tag_inside(words, at, tokens) for at, start in enumerate(words.starts[: len(words)])
    ]
    return tags + [""] * PADDING


def _tag_inside(words: Words, at: int, tokens: Columns) -> str:
    """The tag of a word that begins within a token."""
    first = bisect_left(tokens.starts, words.starts[at])
    if first < len(tokens.starts) and tokens.starts[first] < words.ends[at]:
        return tokens.tags[first]
    shared = at and tokens.starts[first - 1] < words.ends[at - 1]  # "AT&T" is two words, one token
    return tokens.tags[first - 1] if shared else ""


def _spelled(text: str, lexicon: Lexicon) -> Words:
    """The words, and what their letters tell. Most are plain small ones, of which there is nothing more to tell."""
    forms, starts, ends, gaps = split(text, lexicon)
    folds, kinds, possessive = forms.copy(), [Kind.LOWER] * len(forms), _owners(text, ends)
    distinct = set(forms)
    unknown = distinct - lexicon.small_words
    plain = {form for form in unknown if form.islower() and form.isalpha()} - lexicon.particles
    spellings = {form: _spelling(form) for form in unknown - plain}
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
    plain, rest = distinct.difference(spellings), [one.form for one in spellings.values()]
    small, all_forms = plain.union(filter(str.islower, rest)), plain.union(rest)
    gaps = _in_lines(gaps)
    for strings in (forms, folds):
        strings += [""] * PADDING
    for places in (starts, ends):
        places += [len(text)] * PADDING
    kinds += [Kind.LOWER] * PADDING
    possessive += [False] * PADDING
    return Words(text, forms, folds, starts, ends, kinds, possessive, gaps, frozenset(small), frozenset(all_forms))


def _owners(text: str, ends: Sequence[int]) -> list[bool]:
    """Whether each word is a plural that owns something: "the workers' union"."""
    owners = [False] * len(ends)
    for match in chain.from_iterable(mark.finditer(text) for mark in _PLURAL_POSSESSIVES):
        at = bisect_left(ends, match.start())
        owners[at : at + 1] = [end == match.start() for end in ends[at : at + 1]]
    return owners


def _in_lines(gaps: list[str]) -> list[str]:
    """What parts the words, with " " for any blanks in a line."""
    blanks = {gap for gap in set(gaps) if gap != " " and gap.isspace() and gap.splitlines() == [gap]}
    return [" " if gap in blanks else gap for gap in gaps] if blanks else gaps


@partial(rules.cached, maxsize=10_000)
def _spelling(form: str) -> Spelling:
    known = lexicon()
    if form.isalpha():  # as most are: nothing is tied to it
        folded = fold(form)
        return Spelling(0, form, folded, _kind_of_letters(form, folded, known), False)
    skip, owner = 0, _POSSESSIVE.sub("", form)
    possessive = owner != form
    if _HYPHEN.search(owner):
        skip, owner = _without_ties(owner, known)
    folded = fold(owner)
    return Spelling(skip, owner, folded, _kind(owner, folded, known), possessive)


def _without_ties(form: str, lexicon: Lexicon) -> tuple[int, str]:
    """A hyphened word without what is tied to the name in it: characters cut at its head, and the rest."""
    parts = _HYPHEN.split(form)
    first, last = 0, len(parts)
    while last > 1 and _is_tail(parts[last - 2], parts[last - 1], lexicon):
        last -= 1
    while first < last - 1 and parts[first].lower() in lexicon.hyphen_prefixes:
        first += 1
    skip = sum(len(part) + 1 for part in parts[:first])
    return skip, form[skip : skip + sum(len(part) + 1 for part in parts[first:last]) - 1]


def _is_tail(head: str, part: str, lexicon: Lexicon) -> bool:
    """Whether a part behind a hyphen is no part of the name: "Merkel-led", "Tolstoy-perhaps the greatest"."""
    if part.lower() in lexicon.hyphen_tails:
        return True
    participle = part.endswith("ing") and len(part) >= LEAST_PARTICIPLE
    small = len(head) > SHORT and lexicon.is_small(part) and not lexicon.is_syllables(head.lower())  # "Nam Seung-ok"
    return head[:1].isupper() and (participle or small)


def _kind(form: str, folded: str, lexicon: Lexicon) -> Kind:
    if "." in form:
        return Kind.INITIALS
    if _capital_inside(form, lexicon):
        return Kind.CAPITAL
    if _PARTY.match(form) or "-of-" in form or ("-" in folded and lexicon.demonyms.issuperset(folded.split("-"))):
        return Kind.LOWER  # "R-Lycoming", "Mum-of-two", "Iranian-German"
    return _kind_of_letters(form, folded, lexicon)


def _kind_of_letters(form: str, folded: str, lexicon: Lexicon) -> Kind:
    """The kind of a word that is letters alone."""
    if form[0].isupper():
        return Kind.LOWER if folded in lexicon.not_names else Kind.CAPITAL
    return Kind.PARTICLE if folded in lexicon.particles else Kind.LOWER


def _capital_inside(form: str, lexicon: Lexicon) -> bool:
    """Whether a word that begins small is a name all the same: "el-Sisi", "d'Estaing"."""
    head, _, tail = form.replace("’", "-").replace("'", "-").replace("‑", "-").partition("-")
    return tail[:1].isupper() and (head in lexicon.particles or head in _TIED_PARTICLES)


def _tied(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether the word may go on with the name of the one before it, by what stands between the two."""
    gap, before = words.gap(place), words.forms[place - 1]
    if gap == " ":
        former = words.gaps[place - 1].lower().endswith("ex-")  # the "ex-Beatle" of Paul McCartney, no "ex-MP"
        return not former or before in lexicon.title_ends
    if gap in (". ", "."):
        return before in lexicon.short
    if gap in ("- ", " - ", " -"):
        return words.folds[place - 1] in lexicon.particles
    if gap == ", ":
        return words.forms[place] in lexicon.suffixes
    return gap == ""  # "J.D.Vance"


def _labels(words: Words, doc: Doc, tokens: Columns) -> tuple[list[str], list[int]]:
    """The label and the number of the base model's entity that each word is in."""
    labels, entities = [""] * len(words.forms), [-1] * len(words.forms)
    marks, past = doc.to_array(ENT_IOB), 0
    opening, inside = np.flatnonzero(marks == _OPENS).tolist(), [*(marks == _GOES_ON).tolist(), False]
    for number, at in enumerate([at for at in opening if tokens.labels[at] in _LABELS]):
        last = inside.index(False, at + 1) - 1
        first = bisect_right(words.ends, tokens.starts[at], past)
        past = max(first, bisect_left(words.starts, tokens.ends[last], first))
        labels[first:past], entities[first:past] = [tokens.labels[at]] * (past - first), [number] * (past - first)
    return labels, entities
