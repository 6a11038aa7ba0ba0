"""An article as words: where each begins and ends, how it is written, and what the base model said of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from spacy.attrs import IDX, TAG
from spacy.tokens import Doc

from newsextract import rules
from newsextract.people.compounds import split
from newsextract.people.lexicon import Lexicon, lexicon
from newsextract.people.spelling import fold
from newsextract.text.doc_text import text_of

_POSSESSIVE = re.compile(r"(?<=.)['’][sS]$")
# What is looked for all over a text begins with its mark: looking back from each letter first is slow.
_PLURAL_POSSESSIVE = re.compile(r"['’](?<=[sS].)")
_PARTY = re.compile("[DRI]-[A-Z][a-z]")
_HYPHEN = re.compile(r"[-‐‑]")
_FIRST_INITIAL = re.compile(r"[AI](?<![\w.].)(?= [A-Z] [A-Z][a-z])")  # "A G Perera"
# What ties a word to a handle, a number, a web address.
_CODE_BEFORE, _CODE_AFTER = frozenset("@#_\\=&0123456789"), frozenset("@_0123456789")

# Labels of the base model that say something about a name; what else it labels (amounts) is passed over.
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE"})

# The "d" of "d'Estaing", the "al" before D, N, R, S, T or Z in "Nur ad-Din": particles where they are tied to a name.
_TIED_PARTICLES = frozenset({"d", "ad", "an", "ar", "as", "ash", "at", "az"})
LEAST_PARTICIPLE = 7  # letters of the "depicting" of "Loren-depicting"
LETTERS_OF_INITIAL = 2  # of one that stands for a single Cyrillic letter


class Kind(IntEnum):
    """How a word is written."""

    LOWER = 0  # begins with a small letter, or is a word that no name holds
    CAPITAL = 1
    INITIALS = 2  # "J.D."
    PARTICLE = 3  # "van", "bin"
    CODE = 4  # a part of a handle, a number, a web address


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

    A possessive 's is no part of a word, nor is what a hyphen ties to a name ("ex-", "-led"). ``labels``
    holds the base model's label of the entity that the word is in ("" outside), ``entities`` that entity's
    number (-1 outside), ``tags`` its Penn tags. ``shouted`` says that the word stands in a line all in capitals,
    ``titled`` in a heading where most words have one.
    ``tied`` says that nothing but a blank (or the full stop of an abbreviation) parts the word from the one before it.
    ``gaps`` are read by ``gap``. ``small`` are the forms that are all small letters.
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
    tied: Sequence[bool] = ()
    labels: Sequence[str] = ()
    entities: Sequence[int] = ()
    shouted: Sequence[bool] = ()
    tags: Sequence[str] = ()
    titled: Sequence[bool] = ()

    def __len__(self) -> int:
        """The number of words."""
        return len(self.forms)

    @cached_property
    def all_forms(self) -> frozenset[str]:
        """The forms, each once."""
        return frozenset(self.forms)

    def gap(self, place: int) -> str:
        """What stands between the word at ``place`` and the one before it: " " for any blanks in a line. At the
        article's ends a line's end.
        """
        return self.gaps[place] if 0 < place < len(self.forms) else "\n"

    def span(self, first: int, last: int) -> str:
        """The article's text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in order, with the base model's entities and tags laid over them."""
    words = _spelled(text_of(doc), lexicon)
    words = replace(words, tied=_ties(words, lexicon))
    labels, entities = _labels(words, doc)
    tags = _tags(words, doc)
    return replace(words, labels=labels, entities=entities, shouted=[False] * len(words), tags=tags)


def _tags(words: Words, doc: Doc) -> list[str]:
    """The Penn tag of each word: of the first token that begins in it, or else of the one whose later word it is.

    "" where the doc has none.
    """
    tokens = doc.to_array([IDX, TAG]).reshape(-1, 2).astype(np.int64)  # the same bits; tags are hashes
    begins, tags = np.append(tokens[:, 0], len(words.text)), np.append(tokens[:, 1], 0)
    starts, ends = np.array(words.starts, np.int64), np.array(words.ends, np.int64)
    firsts = np.searchsorted(tokens[:, 0], starts)
    own = begins[firsts] < ends
    shared = begins[firsts - 1] < np.append(0, ends[:-1])  # "AT&T" is two words, one token
    numbers = np.where(own, tags[firsts], np.where(shared, tags[firsts - 1], 0)).astype(np.uint64).tolist()
    names = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [names[number] for number in numbers]


def _spelled(text: str, lexicon: Lexicon) -> Words:
    """The words, and what their letters tell. Most are plain small ones, of which there is nothing more to tell."""
    forms, starts, ends, gaps = split(text, lexicon)
    folds, kinds = forms.copy(), [Kind.LOWER] * len(forms)
    owners = {match.start() for match in _PLURAL_POSSESSIVE.finditer(text)}
    possessive = [end in owners for end in ends] if owners else [False] * len(ends)
    initials = {match.start() for match in _FIRST_INITIAL.finditer(text)}
    distinct = set(forms)
    plain = {form for form in distinct if form.isalpha() and form.islower()} - lexicon.particles
    spellings = {form: _spelling(form) for form in distinct - plain}
    small = plain.union(one.form for one in spellings.values() if one.form.islower())
    for place in [place for place, form in enumerate(forms) if form in spellings]:
        start, end = starts[place], ends[place]
        skip, form, folds[place], kind, has_s = spellings[forms[place]]
        is_code = text[start + skip - 1 : start + skip] in _CODE_BEFORE or text[end : end + 1] in _CODE_AFTER
        kinds[place] = Kind.CAPITAL if start in initials else Kind.CODE if is_code else kind
        possessive[place] = possessive[place] or has_s
        stop = form in ("Jr", "Sr") and text[end : end + 1] == "."
        if stop or form != forms[place]:
            forms[place], starts[place], ends[place] = form, start + skip, start + skip + len(form) + stop
            for at in range(place, min(place + 2, len(forms))):
                gaps[at] = text[ends[at - 1] if at else 0 : starts[at]]
    return Words(text, forms, folds, starts, ends, kinds, possessive, _in_lines(gaps), frozenset(small))


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
    if head[:1].isupper() and part.endswith("ing") and len(part) >= LEAST_PARTICIPLE:
        return True
    if not head[:1].isupper() or not lexicon.is_small(part):
        return False
    return len(head) > 4 and not lexicon.is_syllables(head.lower())  # but "Chan Yat-long", "Nam Seung-ok"


def _kind(form: str, folded: str, lexicon: Lexicon) -> Kind:
    if "." in form:
        return Kind.INITIALS
    if _capital_inside(form, lexicon):
        return Kind.CAPITAL
    if _PARTY.match(form) or ("-" in folded and lexicon.demonyms.issuperset(folded.split("-"))):
        return Kind.LOWER  # "R-Lycoming", "Iranian-German"
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


def _ties(words: Words, lexicon: Lexicon) -> list[bool]:
    tied = [False] * len(words)
    for place in [place for place, kind in enumerate(words.kinds) if kind]:  # not Kind.LOWER: no name
        tied[place] = _tied(words, place, lexicon)
    return tied


def _tied(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether the word may go on with the name of the one before it, by what stands between the two."""
    gap, before = words.gap(place), words.forms[place - 1]
    if gap == " ":
        return not _is_former(words, place - 1, lexicon)
    if gap == "." and len(before) == LETTERS_OF_INITIAL and before.istitle():
        return True  # "Yu.Boldbaatar"
    if gap in (". ", "."):
        return before in lexicon.short
    if gap in ("- ", " - ", " -"):
        return words.folds[place - 1] in lexicon.particles
    if gap == ", ":
        return words.forms[place] in lexicon.suffixes
    return gap == "" and words.kinds[place - 1] == Kind.INITIALS  # "J.D.Vance"


def _is_former(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether the word is what somebody was, and no title: the "ex-Beatle" of Paul McCartney."""
    return words.gaps[place].lower().endswith("ex-") and words.forms[place] not in lexicon.title_ends


def _labels(words: Words, doc: Doc) -> tuple[list[str], list[int]]:
    """The label and the number of the base model's entity that each word is in."""
    labels, entities = [""] * len(words), [-1] * len(words)
    found = [(entity.label_, entity.start_char, entity.end_char) for entity in doc.ents]
    last = 0
    for number, (label, start, end) in enumerate(one for one in found if one[0] in _LABELS):
        first = bisect_right(words.ends, start, last)
        last = max(first, bisect_left(words.starts, end, first))
        labels[first:last], entities[first:last] = [label] * (last - first), [number] * (last - first)
    return labels, entities
