"""An article as words: where each begins and ends, how it is written, and what the base model said of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from spacy.attrs import IDX, LENGTH, TAG
from spacy.tokens import Doc

from newsextract.people.lexicon import Lexicon
from newsextract.people.spelling import fold
from newsextract.text.doc_text import text_of

_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u0483-\u0487]*)"
# Initials; "son of" as Malaysia writes it; a word with what apostrophes and hyphens tie to it, and that of "Ochieng'".
_WORD = re.compile(
    rf"(?:[A-ZÀ-ÖØ-ÞА-Я]\.-?)+|(?<= )(?:[as]/[lpo]|d/o)(?= )"
    rf"|{_LETTER}+(?:['’‘ʼʻ\-‐‑]{_LETTER}+)*(?:(?<=[a-z]ieng)['’](?= ))?"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_NICKNAME = re.compile(r""" (["“‘'(])(\w+)["”’')] (?=\w)""")
_HYPHEN = re.compile(r"[-‐‑]")
_CODE = frozenset("@#_/\\=&0123456789")

# Labels of the base model that say something about a name; what else it labels (amounts) is passed over.
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE"})


class Kind(IntEnum):
    """How a word is written."""

    LOWER = 0  # begins with a small letter, or is a word that no name holds
    CAPITAL = 1
    INITIALS = 2  # "J.D."
    PARTICLE = 3  # "van", "bin"
    CODE = 4  # a part of a handle, a number, a web address


@dataclass(slots=True)
class Words:
    """The words of one article, as parallel lists; ``starts`` and ``ends`` are offsets into ``text``.

    A possessive 's is no part of a word, nor is what a hyphen ties to a name ("ex-", "-led"). ``labels``
    holds the base model's label of the entity that the word is in ("" outside), ``entities`` that entity's
    number (-1 outside). ``shouted`` says that the word stands in a line all in capitals. ``tied`` says that
    nothing but a blank (or the full stop of an abbreviation) parts the word from the one before it.
    """

    text: str
    forms: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    tied: list[bool] = field(default_factory=list)
    possessive: list[bool] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    shouted: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        """The number of words."""
        return len(self.forms)

    def gap(self, place: int) -> str:
        """What stands between the word at ``place`` and the one before it: " " for any blanks in a line; and at the
        article's ends.
        """
        if not 0 < place < len(self.starts):
            return " "
        gap = self.text[self.ends[place - 1] : self.starts[place]]
        return " " if gap.isspace() and gap.splitlines() == [gap] else gap

    def span(self, first: int, last: int) -> str:
        """The article's text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_words(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in order, with the base model's entities laid over them."""
    words = Words(text_of(doc))
    found = [match.span() for match in _WORD.finditer(words.text)]
    alone = {words.text[start:end] for start, end in found}
    for start, end in found:
        if words.text.find("-", start, end) < 0:
            _add_word(words, start, end, lexicon)
            continue
        for first, last in _parts(words.text, start, end, alone):
            _add_word(words, first, last, lexicon)
    _tie_nicknames(words, lexicon)
    _see_initials(words)
    _see_bynames(words, lexicon)
    _add_labels(words, doc)
    words.shouted = [False] * len(words)
    return words


def read_tags(words: Words, doc: Doc) -> list[str]:
    """The Penn tag of each word: of the first token that begins in it, or of the one whose later word it is.

    "" where the doc has none.
    """
    tags = [""] * len(words)
    strings = doc.vocab.strings
    place, count = 0, len(words)
    for start, length, tag in doc.to_array([IDX, LENGTH, TAG]).tolist():
        while place < count and words.ends[place] <= start:
            place += 1
        at = place if place < count and words.starts[place] <= start else count
        while at < count and words.starts[at] < start + length:  # "AT&T" is two words, one token
            tags[at] = tags[at] or (strings[tag] if tag else "")
            at += 1
    return tags


def _see_initials(words: Words) -> None:
    """Take "A" or "I" for an initial where another one follows: "A G Perera"."""
    for place, form in enumerate(words.forms[:-2]):
        if form in ("A", "I") and words.tied[place + 1] and words.tied[place + 2]:
            following = words.forms[place + 1]
            if len(following) == 1 and following.isupper() and words.kinds[place + 2] == Kind.CAPITAL:
                words.kinds[place] = Kind.CAPITAL


def _see_bynames(words: Words, lexicon: Lexicon) -> None:
    """Take the "I" of a king and the "the" of Catherine the Great for parts of the name."""
    for place, form in enumerate(words.forms):
        if form not in ("I", "the") or not place or words.kinds[place - 1] != Kind.CAPITAL or words.gap(place) != " ":
            continue
        if form == "I" and place > 1 and words.forms[place - 2] in lexicon.regnal:
            words.kinds[place] = Kind.CAPITAL
        elif form == "the" and _is_byname(words, place + 1, lexicon):
            words.kinds[place] = Kind.PARTICLE
            words.tied[place] = True


def _is_byname(words: Words, place: int, lexicon: Lexicon) -> bool:
    if place >= len(words) or not words.tied[place]:
        return False
    return words.forms[place][0].isupper() and words.folds[place] in lexicon.epithets


def _tie_nicknames(words: Words, lexicon: Lexicon) -> None:
    """Tie a nickname in marks to the names around it: Earvin “Magic” Johnson."""
    for match in _NICKNAME.finditer(words.text):
        place = bisect_left(words.starts, match.start(2))
        if not 0 < place < len(words) - 1 or words.starts[place] != match.start(2):
            continue
        if words.ends[place - 1] != match.start() or words.starts[place + 1] != match.end():
            continue
        if match[1] == "(" and words.folds[place] not in lexicon.given:
            continue
        before = words.folds[place - 1]
        if words.kinds[place - 1 : place + 2] == [Kind.CAPITAL] * 3 and before not in lexicon.common:
            words.tied[place] = words.tied[place + 1] = before not in lexicon.demonyms


def _add_word(words: Words, start: int, end: int, lexicon: Lexicon) -> None:
    text = words.text
    form = text[start:end]
    if form.isalpha() and form.isascii() and form.islower() and form not in lexicon.particles:
        _append(words, form, form, start, Kind.LOWER, form[-1] == "s" and text[end : end + 1] in ("'", "’"))
        return
    possessive = bool(len(form) > 2 and form[-1] in "sS" and _POSSESSIVE.search(form))
    if possessive:
        form = form[:-2]
    elif form[-1] in "sS" and text[end : end + 1] in ("'", "’"):
        possessive = True
    if "-" in form or "‐" in form or "‑" in form:
        skip, form = _without_ties(form, lexicon)
        start += skip
    elif form[-1] == "-":
        form = form[:-1]
    folded = fold(form)
    kind = Kind.CAPITAL if _behind_title(words, start, lexicon) else _kind(text, start, end, form, folded, lexicon)
    _append(words, form, folded, start, kind, possessive)
    words.ends[-1] += form in ("Jr", "Sr") and text[end : end + 1] == "."
    words.tied[-1] = _tied(words, lexicon)


def _behind_title(words: Words, start: int, lexicon: Lexicon) -> bool:
    """Whether a title's full stop, and no blank, stands before a word with a capital: "Dr.Franklin"."""
    if not words.ends or words.ends[-1] != start - 1 or words.text[start - 1] != "." or not words.text[start].isupper():
        return False
    return words.forms[-1] in lexicon.courtesy


def _append(words: Words, form: str, folded: str, start: int, kind: Kind, possessive: bool) -> None:
    """Add a word, not tied to the one before."""
    words.forms.append(form)
    words.folds.append(folded)
    words.starts.append(start)
    words.ends.append(start + len(form))
    words.kinds.append(kind)
    words.possessive.append(possessive)
    words.tied.append(False)


def _parts(text: str, start: int, end: int, alone: set[str]) -> Iterator[tuple[int, int]]:
    """A word with hyphens, or its two parts if the article has each alone too: "Trump-Putin"."""
    parts = text[start:end].split("-")
    if len(parts) == 2 and all(len(part) > 2 and part[0].isupper() and part in alone for part in parts):
        yield start, start + len(parts[0])
        yield end - len(parts[1]), end
    else:
        yield start, end


def _without_ties(form: str, lexicon: Lexicon) -> tuple[int, str]:
    """A hyphened word without what is tied to the name in it: characters cut at its head, and the rest."""
    parts = _HYPHEN.split(form)
    first, last = 0, len(parts)
    while last > first + 1 and (not parts[last - 1] or _is_tail(parts[last - 2], parts[last - 1], lexicon)):
        last -= 1
    while first < last - 1 and parts[first].lower() in lexicon.hyphen_prefixes:
        first += 1
    skip = sum(len(part) + 1 for part in parts[:first])
    return skip, form[skip : skip + sum(len(part) + 1 for part in parts[first:last]) - 1]


def _is_tail(head: str, part: str, lexicon: Lexicon) -> bool:
    """Whether a part behind a hyphen is no part of the name: "Merkel-led", "Tolstoy-perhaps the greatest"."""
    if part.lower() in lexicon.hyphen_tails:
        return True
    plain = head[:1].isupper() and part.islower() and (part in lexicon.common or part in lexicon.not_names)
    short = len(head) < 5 or bool(lexicon.syllables.fullmatch(head.lower()))
    return plain and not (short and lexicon.syllables.fullmatch(part))  # "Chan Yat-long", "Nam Seung-ok"


def _kind(text: str, start: int, end: int, form: str, folded: str, lexicon: Lexicon) -> Kind:
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and before in _CODE and before != "/") or (after and after in "@_0123456789"):
        return Kind.CODE
    if before == "." and text[max(0, start - 3) : start - 1].isalnum() and start > 2:  # no initial: "bbc.com"
        return Kind.CODE
    if "." in form:
        return Kind.INITIALS
    if form[0].islower():
        if folded in lexicon.particles:
            return Kind.PARTICLE
        return Kind.CAPITAL if _capital_inside(form, lexicon) else Kind.LOWER
    if not form[0].isupper() or folded in lexicon.not_names:
        return Kind.LOWER
    return Kind.CAPITAL


def _capital_inside(form: str, lexicon: Lexicon) -> bool:
    """Whether a word that begins small is a name all the same: "el-Sisi", "d'Estaing"."""
    head, _, tail = form.replace("’", "-").replace("'", "-").replace("‑", "-").partition("-")
    return bool(tail) and tail[0].isupper() and head in lexicon.particles


def _tied(words: Words, lexicon: Lexicon) -> bool:
    if len(words.starts) < 2:
        return False
    gap = words.text[words.ends[-2] : words.starts[-1]]
    before = words.forms[-2]
    if gap in (" ", "\u00a0"):
        return not _is_former(words, lexicon)
    if gap in (". ", "."):
        short = len(before) == 1 or before in lexicon.given_short
        return short or before in lexicon.title_ends or before.capitalize() in lexicon.suffixes
    if gap in ("- ", " - ", " -"):
        return words.folds[-2] in lexicon.particles or words.folds[-2] == "abu"
    if gap == ", ":
        return words.forms[-1] in lexicon.suffixes
    return (gap == "" and words.kinds[-2] == Kind.INITIALS) or (gap.isspace() and "\n" not in gap and "\r" not in gap)


def _is_former(words: Words, lexicon: Lexicon) -> bool:
    """Whether the word before the last is what somebody was, and no title: the "ex-Beatle" of Paul McCartney."""
    start = words.starts[-2]
    if words.text[max(0, start - 3) : start].lower() != "ex-":
        return False
    return words.forms[-2] not in lexicon.title_ends and words.forms[-2] not in lexicon.title_words


def _add_labels(words: Words, doc: Doc) -> None:
    count = len(words)
    words.labels = [""] * count
    words.entities = [-1] * count
    place = 0
    for number, entity in enumerate(doc.ents):
        if entity.label_ not in _LABELS:
            continue
        start, end = entity.start_char, entity.end_char
        while place < count and words.ends[place] <= start:
            place += 1
        while place < count and words.starts[place] < end:
            words.labels[place] = entity.label_
            words.entities[place] = number
            place += 1
