"""An article's words, with nicknames and bynames as parts of names, and without plain words of headings as names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import replace

from spacy.tokens import Doc

from newsextract.people.candidates.article import Kind, Words, read_words
from newsextract.people.knowledge.lexicon import Lexicon

LEAST_WORDS = 3  # a shorter line in capitals may be a name alone
MOSTLY = 0.7  # share of capitalised words that makes a line a heading
_ENDINGS = (("", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))

_INSIDE_MARKS = r"""([^\W\d_]+(?: [^\W\d_]+){0,2})["”’')] (?=[^\W\d_])"""
# The mark first, then what stands before it: so the text is searched for marks alone, and for one at a time fast.
_NICKNAMES = [re.compile(rf"\{mark}(?<=[\w.] .){_INSIDE_MARKS}") for mark in "\"“‘'("]
_IN_NICKNAMES = frozenset({"of", "the"})  # "Hands of Stone"


def read_article(doc: Doc, lexicon: Lexicon) -> Words:
    """The words of a doc, in which the plain words of headings, and months and "May" of dates, are no names."""
    words = _with_nicknames(_with_bynames(read_words(doc, lexicon), lexicon), lexicon)
    words = _with_names_too(_with_plain_headings(words, lexicon), lexicon)
    kinds, folds = list(words.kinds), words.folds
    for at in words.places():
        dated = words.labels[at] == "DATE" and folds[at - 1] in lexicon.month_openers  # "last May"
        if dated or (folds[at - 1] in ("to", "through") and lexicon.months.issuperset((folds[at], folds[at - 2]))):
            kinds[at] = Kind.LOWER
    return replace(words, kinds=kinds)


def _with_plain_headings(words: Words, lexicon: Lexicon) -> Words:
    """The words with headings marked. In these a word that news, or this article, writes small is no name, unless the
    article has it as a name in a sentence.
    """
    kinds, shouted, heading = list(words.kinds), list(words.shouted), set[int]()
    for first, last in _headings(words):
        heading.update(range(first, last))
        shouted[first:last] = [words.span(first, last).isupper()] * (last - first)
    if not heading:
        return words
    capitals = [at for at in words.places() if kinds[at] == Kind.CAPITAL]
    seen = {words.folds[at] for at in capitals if at not in heading and words.gaps[at] == " "}
    for at in heading.intersection(capitals):
        fold = words.folds[at]
        if fold not in seen and _is_plain(fold, words.small, lexicon, shouted[at]):
            kinds[at] = Kind.LOWER
    titled = [at in heading and not shouted[at] for at in range(len(shouted))]
    return replace(words, kinds=kinds, shouted=shouted, titled=titled)


def _headings(words: Words) -> Iterator[tuple[int, int]]:
    """The lines, as words [first, last), that are all in capitals, or in which most words begin with a capital: all of
    them in a line that ends as a sentence does.
    """
    first, line_end = 0, -1
    while first < len(words):
        line_end = words.text.find("\n", max(line_end + 1, words.starts[first]))
        last = bisect_left(words.starts, line_end) if line_end >= 0 else len(words)
        count, end = last - first, words.ends[last - 1]
        if count >= LEAST_WORDS and words.span(first, last).isupper():
            yield first, last
        elif count > LEAST_WORDS:
            share = 1 if words.text[end : end + 1] in (".", ",", ";", ":") else MOSTLY
            if sum([form[0].isupper() for form in words.forms[first:last]]) >= share * count:
                yield first, last
        first = last


def _is_plain(fold: str, small: Set[str], lexicon: Lexicon, shouted: bool) -> bool:
    """Whether news writes a word small, in this form or another ("DEFENDS"), or this article does."""
    if not shouted and lexicon.is_listed(fold):
        return fold in lexicon.heading_verbs
    stems = (fold[: len(fold) - len(ending)] + stem for ending, stem in _ENDINGS if fold.endswith(ending))
    return fold in small or fold in lexicon.heading_verbs or not lexicon.common.isdisjoint(stems)


def _with_names_too(words: Words, lexicon: Lexicon) -> Words:
    """The words, where plain words with a capital are names: beside a name ("Liu He"), and then alone ("told So")."""
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
    if not beside:
        return words
    kinds, tied, borne = list(words.kinds), list(words.tied), {words.folds[at] for at in beside}
    for at in places:
        if words.folds[at] in borne and (words.gaps[at] == " " or words.possessive[at] or at in beside):
            kinds[at], tied[at] = Kind.CAPITAL, at in beside
    return replace(words, kinds=kinds, tied=tied)


def _with_bynames(words: Words, lexicon: Lexicon) -> Words:
    """The words, where the "the" of Catherine the Great is a part of the name."""
    if lexicon.epithets.isdisjoint(words.all_forms):
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for place, form in enumerate(words.forms):
        if form == "the" and words.forms[place + 1] in lexicon.epithets:
            kinds[place], tied[place] = Kind.PARTICLE, True
    return replace(words, kinds=kinds, tied=tied)


def _with_nicknames(words: Words, lexicon: Lexicon) -> Words:
    """The words, where a nickname in marks is tied to the names around it: Semisi “The Fridge” Moala."""
    found = [match for pattern in _NICKNAMES for match in pattern.finditer(words.text)]
    if not found:
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for match in found:
        first, last = bisect_left(words.starts, match.start(1)), bisect_left(words.starts, match.end())
        fold = words.folds[first]
        name = lexicon.is_listed(fold) and fold not in lexicon.places  # "Gisela (Brandt) Weisskopf"
        before = words.folds[first - 1]
        if before in lexicon.common or before in lexicon.departments or (match[0][0] == "(" and not name):
            continue  # "Star “Magic” Johnson"
        inside = words.kinds[last] == Kind.CAPITAL and words.kinds[first - 1] in (Kind.CAPITAL, Kind.INITIALS)
        if inside and all(form[0].isupper() for form in words.forms[first:last] if form not in _IN_NICKNAMES):
            kinds[first:last] = [Kind.CAPITAL] * (last - first)
            tied[first : last + 1] = [True] * (last - first + 1)
    return replace(words, kinds=kinds, tied=tied)
