"""An article as words: where each begins and ends, how it is written, and what the base model said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress
from typing import NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IDX
from spacy.tokens import Doc

from newsextract import rules
from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import text_of
from newsextract.network import component  # noqa: F401
from newsextract.people.candidates.compounds import split
from newsextract.people.knowledge.lexicon import Lexicon, lexicon
from newsextract.people.knowledge.spelling import fold

_POSSESSIVE = re.compile(r"(?<=.)['’‘][sS]$")
_PLURAL_POSSESSIVE = re.compile("['’](?<=[sS].)")  # "the workers' union"
_PARTY = re.compile("[DRI]-[A-Z][a-z]")
_HYPHEN = re.compile(r"[-‐‑]")
# What ties a word to a handle, a number, a web address.
_CODE_BEFORE, _CODE_AFTER = frozenset("@#_\\=&0123456789"), frozenset("@_0123456789")

_OPENS = 3  # what spaCy's ENT_IOB says of a token at which an entity begins
# Labels of the base model that say something about a name; what else it labels (amounts) is skipped.
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE"})

SHORT = 4  # letters of the "Yat" of "Chan Yat-long", of the "Well" of "Well-known"
_LIKELY = 2.0  # log odds of what a base model that tells none labels as a person
LEAST_PARTICIPLE = 7  # letters of the "depicting" of "Loren-depicting"


class Kind:
    """How a word is written. Plain numbers, as they are asked of each word: to look up an enum's is slow."""

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
    kind: int
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
    ``gaps`` holds what stands between the word and the one before it: " " for any blanks in a line. At the article's
    ends that is a line's end. ``small`` are the forms that are all small letters, ``all_forms`` all of them.
    """

    text: str
    forms: Sequence[str]
    folds: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[int]
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
        return len(self.forms) - PADDING

    def places(self) -> Iterator[int]:
        """The places of the words that are names or tied to some: of any kind but Kind.LOWER."""
        return compress(range(len(self.kinds)), self.kinds)

    def span(self, first: int, last: int) -> str:
        """The article's text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in order, with what the network says of them."""
    words = _with_labels(_words_of(text_of(doc), lexicon), doc)
    nowhere = [False] * len(words.forms)
    tied = nowhere.copy()
    for place in words.places():
        tied[place] = _tied(words, place, lexicon)
    return replace(words, tied=tied, shouted=nowhere, titled=nowhere)


def _with_labels(words: Words, doc: Doc) -> Words:
    """The words with the network's label, entity, tag and odds of each: those of the token in which it begins."""
    tokens, count = columns(doc), len(words)
    begins, marks, named = doc.to_array([IDX, ENT_IOB, ENT_TYPE]).reshape(-1, 3).T
    held = np.searchsorted(begins, np.array(words.starts[:count], begins.dtype), side="right") - 1
    places, entities = held.tolist(), np.where(named > 0, np.cumsum(marks == _OPENS), -1)[held].tolist()
    labels = [tokens.labels[at] for at in places]
    for at in [at for at, label in enumerate(labels) if label and label not in _LABELS]:
        labels[at], entities[at] = "", -1
    if doc._.person_odds is None:
        odds = [_LIKELY if label == "PERSON" else -_LIKELY for label in labels]
    else:
        odds = doc._.person_odds[held].tolist()
    return replace(
        words,
        labels=labels + [""] * PADDING,
        entities=entities + [-1] * PADDING,
        tags=[tokens.tags[at] for at in places] + [""] * PADDING,
        odds=odds + [0.0] * PADDING,
    )


def _words_of(text: str, lexicon: Lexicon) -> Words:
    """The words, and what their letters tell. Most are plain small ones, of which there is nothing more to tell."""
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


@partial(rules.cached, maxsize=10_000)
def _spelling(form: str) -> Spelling:
    known = lexicon()
    if form.isalpha():  # as most are: nothing is tied to it
        form = _stuck().sub("", form)
        folded = fold(form)
        return Spelling(0, form, folded, _kind_of_letters(form, folded, known), False)
    skip, owner = 0, _POSSESSIVE.sub("", form)
    possessive = owner != form
    if _HYPHEN.search(owner):
        skip, owner = _without_ties(owner, known)
    folded = fold(owner)
    return Spelling(skip, owner, folded, _kind(owner, folded, known), possessive)


@rules.cached
def _stuck() -> re.Pattern[str]:
    """What a page has stuck to a name's last letter: "Ana QuaigPhoto: Delmo Post"."""
    return re.compile(rf"(?<=[a-zß-ÿ])(?:{'|'.join(rules.words('people/stuck_words'))})$")


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
    """Whether a part after a hyphen is no part of the name: "Merkel-led", "Tolstoy-perhaps the greatest"."""
    if part.lower() in lexicon.hyphen_tails:
        return True
    participle = part.endswith("ing") and len(part) >= LEAST_PARTICIPLE
    small = (
        len(head) > SHORT and lexicon.is_small(part) and not lexicon.eastern_given.fullmatch(head.lower())
    )  # "Nam Seung-ok"
    return head[:1].isupper() and (participle or small)


def _kind(form: str, folded: str, lexicon: Lexicon) -> int:
    if "." in form:
        return Kind.INITIALS
    if _capital_inside(form, lexicon):
        return Kind.CAPITAL
    if _PARTY.match(form) or "-of-" in form or ("-" in folded and lexicon.demonyms.issuperset(folded.split("-"))):
        return Kind.LOWER  # "R-Lycoming", "Mum-of-two", "Iranian-German"
    return _kind_of_letters(form, folded, lexicon)


def _kind_of_letters(form: str, folded: str, lexicon: Lexicon) -> int:
    """The kind of a word that is letters alone."""
    if form[0].isupper():
        return Kind.LOWER if folded in lexicon.not_names else Kind.CAPITAL
    return Kind.PARTICLE if folded in lexicon.particles else Kind.LOWER


def _capital_inside(form: str, lexicon: Lexicon) -> bool:
    """Whether a word that begins small is a name all the same: "el-Sisi", "d'Estaing"."""
    head, _, tail = form.replace("’", "-").replace("'", "-").replace("‑", "-").partition("-")
    return tail[:1].isupper() and (head in lexicon.particles or head in lexicon.particles_tied)


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
