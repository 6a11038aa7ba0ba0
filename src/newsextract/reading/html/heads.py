"""What a page's head says of its article: who wrote it, its address, its title without the site's name."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold

_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5}")  # of two words at least: "Reuters" wrote no article
_BY = re.compile(r".*\bby\s+", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;|&]|\band\b)\s*")
_INNER_CAPITAL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_LONGEST_PREFIX = 3  # letters: the "Mac" of "MacCall", to which the rest belongs
_NO_NAME = re.compile(r"\s*(?:https?://|@)")
_META = frozenset(
    ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Reportage")
_MOST_JSON = 1_000_000  # characters of linked data
_MOST_AUTHORS = 5
_LONGEST_META, _LONGEST_TITLE = 1_000, 500  # characters
_OPENING, _END = 400, 400  # characters of a text in which a byline may be
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_BREAK = re.compile(r"\s+[-–—|·•»:]+\s+|\s*\|\s*|:\s+")
_SUFFIX = re.compile(r"(.*\S)\s*(?:\s[-–—|·•»:]+\s|\|)\s*(\S.*)", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"https?://(?:www\.)?([^\s/:]+)")


def authors(tree: Any) -> list[str]:
    """The people whom the page's linked data names as the article's authors. Empty where it names none.

    To be asked before ``lightened`` takes the authors out.
    """
    room = _MOST_JSON
    names: list[str] = []
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > room:
            continue
        room -= len(script.text or "")
        try:
            names += _authors_in(json.loads(script.text or "null"))
        except (ValueError, RecursionError):
            continue
    return list(dict.fromkeys(names))[:_MOST_AUTHORS]


def is_by_nobody(tree: Any) -> bool:
    """Whether the page's head says who wrote the article, and that is no person ("Reuters", "paper.example").

    Then other names on the page are not the author's.
    """
    keys = ("name", "property", "itemprop")
    metas = (meta for meta in tree.iter("meta") if not _META.isdisjoint((meta.get(key) or "").lower() for key in keys))
    said = [meta.get("content") or "" for meta in metas]
    said = [content for content in said if content.strip() and not _NO_NAME.match(content)]
    return bool(said) and not people((" ".join(content[:_LONGEST_META].split()) for content in said), ())


def people(names: Iterable[str], sites: Collection[str]) -> list[str]:
    """The people among an article's authors, their names alone (no "Analysis by", no "Senior Editor"). None twice."""
    each = (one for name in names for one in _BETWEEN.split(name))
    bare = (_without_role(_BY.sub("", name).strip()) for name in each)
    whole = [_without_label(name) for name in bare if is_person(name, sites)]
    return list({name.casefold(): name for name in reversed(whole)}.values())[::-1]


def is_person(name: str, sites: Collection[str]) -> bool:
    """Whether an author's name is a person's: no desk or staff ("National Desk"), and not the site by its names."""
    if not _NAME.fullmatch(name) or is_called(name, sites):
        return False
    if any(word[0].islower() and word not in lexicon().particles for word in name.split()):
        return False
    return _words("words_of_no_person").isdisjoint(name.casefold().split())


def with_byline(text: str, title: str | None, names: Iterable[str]) -> str:
    """The text with a byline, above it or below its title, of the people whom it does not name: "By Jo Bloggs"."""
    near = f"{text[:_OPENING]}\n{text[-_END:]}"
    named = [name for name in names if name not in near]
    if not named:
        return text
    byline = f"By {' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))}\n\n"
    heading = f"{title}\n\n"
    return heading + byline + text.removeprefix(heading) if title and text.startswith(heading) else byline + text


def _without_role(name: str) -> str:
    """A name of two words or more without the role after it ("Ann Reed Senior Correspondent")."""
    words = name.split()
    starts = (at for at, word in enumerate(words) if at > 1 and word.casefold() in _words("words_before_a_role"))
    return " ".join(words[: next(starts, len(words))])


def _without_label(name: str) -> str:
    """A name without the label after it: "Ann Reed Updated", "Ann Reed Link Copied", also stuck: "Ann ReedPhoto"; or
    the firm: "Ann Reed Acme International".
    """
    words, known, buttons = name.split(), lexicon(), _words("words_of_buttons")
    for at, word in enumerate(words):
        for inner in _INNER_CAPITAL.finditer(word):
            if inner.start() > _LONGEST_PREFIX and _is_label(word[inner.start() :].casefold()):
                return " ".join([*words[:at], word[: inner.start()]])
        if at > 1 and _is_label(fold(word)):
            is_firm = fold(word) in known.org_words
            before = range(at, 2, -1)
            none = (
                fold(words[end - 1]) in buttons or (is_firm and not known.is_listed(fold(words[end - 1])))
                for end in before
            )
            return " ".join(words[: next((end for end, no in zip(before, none, strict=True) if not no), 2)])
    return name


def _is_label(word: str) -> bool:
    """Whether a word, folded, is one of a button, a body or a date, or news writes it small: it is in no name."""
    known = lexicon()
    is_one = (
        word in known.plain or word in known.org_words or word in known.months or word in _words("words_of_buttons")
    )
    return is_one and not known.is_listed(word)


def _authors_in(data: Any) -> Iterator[str]:
    match data:
        case list():
            for one in data:
                yield from _authors_in(one)
        case {"@graph": graph}:
            yield from _authors_in(graph)
        case {"@type": kind, "author": author} if _ARTICLE_TYPES.search(str(kind)):
            yield from _names(author)


def _names(author: Any) -> Iterator[str]:
    match author:
        case list():
            for one in author:
                yield from _names(one)
        case {"name": str(name), **rest} if rest.get("@type", "Person") == "Person":
            yield " ".join(name.split())
        case str():
            yield " ".join(author.split())


@rules.cached
def _words(name: str) -> frozenset[str]:
    return frozenset(rules.table("reading/pages")[name])


def address(url: str | None) -> str | None:
    """The address, where it is one of the web; else None."""
    return url if url and _ADDRESS.fullmatch(url) else None


def site_names(site: str | None, url: str | None) -> frozenset[str]:
    """What a page's site is called, as ``is_called`` compares: its own name, and its host."""
    host = _HOST.match(url or "")
    return frozenset({_key(site or ""), _key(host[1].rpartition(".")[0] if host else "")} - {""})


def is_called(name: str, names: Collection[str]) -> bool:
    """Whether a name is all of one of the site's, with or without "the"."""
    return _key(name).removeprefix("the") in {one.removeprefix("the") for one in names}


def is_site(name: str, names: Collection[str]) -> bool:
    """Whether a name is that of the site, or begins as it does: BBC News and bbc, The Paper Online and The Paper."""
    if not _key(name):
        return False
    bare, *own = (one.removeprefix("the") for one in (_key(name), *names))
    return any(bare.startswith(one) or one.startswith(bare) for one in own if one)


def headings(tree: Any) -> list[str]:
    """The page's headings of the first level."""
    return [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]


def bare_title(title: str, names: Collection[str], headings: Iterable[str]) -> str:
    """The title without the site's name (" - BBC News" after it, "The Paper | " before it).

    It ends where one of the page's headings does, or else at a dash or bar before the site's name. A site's name before
    it is removed if it is the whole name.
    """
    if len(title) > _LONGEST_TITLE:
        return title
    heads = {_key(heading) for heading in headings if " " in heading}  # of one word it may be a section's name
    parts = [(title[: gap.start()], title[gap.end() :]) for gap in _BREAK.finditer(title)]
    headed = [before for before, _ in parts if _key(before) in heads and title[len(before)] != ":"]
    named = [after for before, after in parts if after and _key(before) in names]
    title = headed[0] if headed else named[-1] if named else title
    while (suffix := _SUFFIX.fullmatch(title)) and _key(title) not in heads and is_site(suffix[2], names):
        title = suffix[1]
    return title


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))
