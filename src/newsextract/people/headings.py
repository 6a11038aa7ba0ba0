"""Headings: which words of a line in capitals are names, and which only shout along."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc

from newsextract.people.article import Kind, Words, read_words
from newsextract.people.brackets import with_brackets
from newsextract.people.bynames import with_bynames, with_nicknames
from newsextract.people.letters import without_last_letters
from newsextract.people.lexicon import Lexicon
from newsextract.text.columns import PADDING

LEAST_WORDS = 3  # a shorter line in capitals may be a name alone
MOST_IN_TITLE = 25  # words of a title that ends as a sentence does
MOSTLY = 0.7  # share of capitalised words that makes a line a heading
Line = tuple[int, int, str]  # its first word, the place past its last, and what ``_capitals`` says of it
_BEFORE_MONTHS = frozenset({"in", "since", "until", "last", "next", "early", "late", "this"})
_PRONOUNS = frozenset({"he", "you"})
_AUXILIARIES = frozenset(
    {"is", "was", "are", "were", "has", "had", "do", "does", "did", "can", "could", "will", "would", "should"}
)
_BEHIND_AUXILIARY = frozenset({"VBN", "VBG", "RB"})
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))


def read_article(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, as ``read_words`` gives them, with the plain words of its headings no names."""
    words = without_last_letters(read_words(doc, lexicon))
    words = with_nicknames(with_bynames(with_brackets(words, lexicon), lexicon), lexicon)
    lines = [(first, last, _capitals(words, first, last)) for first, last in _lines(words)]
    if any(capitals for _, _, capitals in lines):
        words = _with_calm_headings(words, lines, lexicon)
    words = _with_names_too(words, lines, lexicon)
    return replace(words, kinds=_kinds_without_months(words, lexicon), titled=_titled(lines))


def _titled(lines: list[Line]) -> list[bool]:
    """Whether each word stands in a line that is a title."""
    titled: list[bool] = []
    for first, last, capitals in lines:
        titled += [capitals == "most"] * (last - first)
    return titled + [False] * PADDING


def _kinds_without_months(words: Words, lexicon: Lexicon) -> list[Kind]:
    """The kinds, with the "May" of "last May" and the "June" of "April to June" for no names."""
    kinds, folds = list(words.kinds), words.folds
    for at in words.places():
        dated = words.labels[at] == "DATE" and folds[at - 1] in _BEFORE_MONTHS
        if dated or (folds[at] in lexicon.months and _ends_range(folds, at, lexicon)):
            kinds[at] = Kind.LOWER
    return kinds


def _ends_range(folds: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a month stands as in "April to June"."""
    return folds[at - 1] in ("to", "through") and folds[at - 2] in lexicon.months


def _with_names_too(words: Words, lines: list[Line], lexicon: Lexicon) -> Words:
    """With small words that have a capital for names: beside a name ("Liu He"), and then alone ("told So")."""
    heading = {at for first, last, capitals in lines if capitals for at in range(first, last)}
    names_too = lexicon.names_too
    either = [at for at, fold in enumerate(words.folds) if fold in names_too]
    places = [at for at in either if words.forms[at].istitle() and at not in heading]
    borne = {at for at in places if _is_beside_name(words, at)}
    if not borne:
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    folds = {words.folds[at] for at in borne}
    for at in places:
        if words.folds[at] in folds and _stands_for_person(words, at, lexicon):
            kinds[at], tied[at] = Kind.CAPITAL, at in borne
    return replace(words, kinds=kinds, tied=tied)


def _is_beside_name(words: Words, at: int) -> bool:
    """Whether a word within a sentence has a name right before or behind it."""
    beside = [at - 1, *range(at + 1, at + 1 + (words.gap(at + 1) == " "))]
    return words.gap(at) == " " and any(words.kinds[near] == Kind.CAPITAL for near in beside)


def _stands_for_person(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a word of grammar with a capital is a name: within a sentence, before 's, or before what persons do.

    "told So", "So's term", "So denied it", "So was jailed"; but "So was his brother", "So it is".
    """
    if words.gap(at) == " " or words.possessive[at]:
        return True
    if words.gap(at + 1) != " " or words.folds[at] in _PRONOUNS:
        return False
    verb, tags = words.folds[at + 1], words.tags[at + 1 : at + 3]
    if verb in _AUXILIARIES:
        return tags[-1] in _BEHIND_AUXILIARY
    past = tags[0] == "VBD" or (tags[0] == "VBN" and tags[-1] in ("TO", "DT"))
    return past or verb in lexicon.say_verbs or verb in lexicon.person_verbs


def _with_calm_headings(words: Words, lines: list[Line], lexicon: Lexicon) -> Words:
    """With the plain words of headings for what they would be in a sentence, and lines in capitals marked.

    Plain is what news, or this article, writes small, unless the article has it as a name in a sentence.
    """
    seen = _named_in_sentences(words, lines)
    kinds, shouted = list(words.kinds), list(words.shouted)
    for first, last, capitals in lines:
        for place in range(first, last if capitals else first):
            shouted[place] = capitals == "all"
            fold = words.folds[place]
            if kinds[place] == Kind.CAPITAL and fold not in seen and _is_plain(fold, words.small, lexicon, capitals):
                kinds[place] = Kind.LOWER
    return replace(words, kinds=kinds, shouted=shouted)


def _lines(words: Words) -> Iterator[tuple[int, int]]:
    """The first word of each line that has words, and the place past its last."""
    first, end = 0, -1
    while first < len(words):
        end = words.text.find("\n", max(end + 1, words.starts[first]))
        last = bisect_left(words.starts, end) if end >= 0 else len(words)
        if last > first:
            yield first, last
        first = last


def _capitals(words: Words, first: int, last: int) -> str:
    """``all`` of a line in capitals, ``most`` of one in title case, "" of any other."""
    count = last - first
    if count >= LEAST_WORDS and words.span(first, last).isupper():
        return "all"
    end = words.ends[last - 1]
    stopped = words.text[end : end + 1] in (".", ",", ";", ":")
    if count <= LEAST_WORDS or (stopped and count > MOST_IN_TITLE):
        return ""
    capitals = (form[0].isupper() for form in words.forms[first:last])
    titled = all(capitals) if stopped else sum(capitals) >= MOSTLY * count
    return "most" if titled else ""


def _named_in_sentences(words: Words, lines: list[Line]) -> frozenset[str]:
    """The folded words that stand with a capital within a sentence, somewhere outside headings."""
    others = {at for first, last, capitals in lines for at in range(first, last if capitals else first + 1)}
    capitals = [at for at in words.places() if words.kinds[at] == Kind.CAPITAL]
    return frozenset(words.folds[at] for at in capitals if at not in others)


def _is_plain(fold: str, small: Set[str], lexicon: Lexicon, capitals: str) -> bool:
    if fold in lexicon.heading_verbs:
        return True
    if capitals == "most" and lexicon.is_listed(fold):
        return False
    if fold in lexicon.common or fold in small:
        return True
    return any(
        fold.endswith(ending) and fold[: len(fold) - len(ending)] + stem in lexicon.common for ending, stem in _ENDINGS
    )
