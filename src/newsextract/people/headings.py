"""Headings: which words of a line in capitals are names, and which only shout along."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import replace

from spacy.tokens import Doc

from newsextract.people.article import Kind, Words, read_words
from newsextract.people.bynames import with_bynames, with_nicknames
from newsextract.people.lexicon import Lexicon

LEAST_WORDS = 3  # a shorter line in capitals may be a name alone
MOST_IN_TITLE = 25  # words of a title that ends as a sentence does
MOSTLY = 0.7  # share of capitalised words that makes a line a heading
Line = tuple[int, int, str]  # its first word, the place past its last, and what ``_capitals`` says of it
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))


def read_article(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, as ``read_words`` gives them, with the plain words of its headings no names."""
    words = with_nicknames(with_bynames(read_words(doc, lexicon), lexicon), lexicon)
    lines = [(first, last, _capitals(words, first, last)) for first, last in _lines(words)]
    if any(capitals for _, _, capitals in lines):
        words = _with_calm_headings(words, lines, lexicon)
    return _with_names_too(words, lines, lexicon)


def _with_names_too(words: Words, lines: list[Line], lexicon: Lexicon) -> Words:
    """With a small word that has a capital in mid-sentence, beside a name, for a part of it: "Liu He"."""
    kinds, tied = list(words.kinds), list(words.tied)
    for first, last, capitals in lines:
        for place in range(first + 1, first if capitals else last):
            if words.folds[place] in lexicon.names_too and words.forms[place].istitle() and words.gap(place) == " ":
                beside = [place - 1, *range(place + 1, place + 1 + (words.gap(place + 1) == " "))]
                if any(kinds[at] == Kind.CAPITAL for at in beside):
                    kinds[place], tied[place] = Kind.CAPITAL, True
    return replace(words, kinds=kinds, tied=tied)


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
    capital = sum([form[0].isupper() for form in words.forms[first:last]])
    titled = capital == count <= MOST_IN_TITLE or (capital >= MOSTLY * count and not stopped)
    return "most" if titled else ""


def _named_in_sentences(words: Words, lines: list[Line]) -> frozenset[str]:
    """The folded words that stand with a capital within a sentence, somewhere outside headings."""
    others = {at for first, last, capitals in lines for at in range(first, last if capitals else first + 1)}
    capitals = [at for at, kind in enumerate(words.kinds) if kind == Kind.CAPITAL]
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
