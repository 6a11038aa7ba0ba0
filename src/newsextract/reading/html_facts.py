"""What a page says of its article besides the text: its own address, its title without the site's name, its authors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_SUFFIX = re.compile(r"(.*\S)\s*(?:\s[-–—|·•»:]+\s|\|)\s*(\S.*)", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"https?://(?:www\.)?([^\s/:]+)")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5}")  # of two words at least: "Reuters" wrote no article
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Reportage")
_MOST_JSON = 20_000  # characters of linked data
_MOST_AUTHORS = 5
_LONGEST_TITLE = 500  # characters
_OPENING, _END = 400, 400  # characters of a text in which a byline stands


def address(url: str | None) -> str | None:
    """The address, where it is one of the web; else None."""
    return url if url and _ADDRESS.fullmatch(url) else None


def bare_title(title: str, site: str | None, url: str | None, headings: Iterable[str]) -> str:
    """The title without the site's name behind it (" - BBC News", " | The Paper").

    What stands behind the last dash or bar is the site's name where it is like the site's own name or its host, or
    where the rest alone is one of the page's headings.
    """
    if len(title) > _LONGEST_TITLE:
        return title
    heads = {_key(heading) for heading in headings}
    host = _HOST.match(url or "")
    names = {_key(name) for name in (site, host[1].rpartition(".")[0] if host else None) if name}
    while (parts := _SUFFIX.fullmatch(title)) and _key(title) not in heads:
        if not (_key(parts[1]) in heads or _is_site(_key(parts[2]), names)):
            break
        title = parts[1]
    return title


def headings(tree: Any) -> list[str]:
    """The page's headings of the first level."""
    return [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]


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


def with_byline(text: str, title: str | None, authors: Iterable[str]) -> str:
    """The text with the authors whom it does not name above it, or below its title: "By Jo Bloggs and Ann Reed"."""
    near = f"{text[:_OPENING]}\n{text[-_END:]}"
    named = [name for name in authors if _NAME.fullmatch(name) and name not in near]
    if not named:
        return text
    byline = f"By {' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))}\n\n"
    heading = f"{title}\n\n"
    return heading + byline + text.removeprefix(heading) if title and text.startswith(heading) else byline + text


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


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))


def _is_site(name: str, names: set[str]) -> bool:
    """Whether a name is that of the site, or begins as it does: BBC News and bbc, The Paper Online and The Paper."""
    if not name:
        return False
    bare, *own = (one.removeprefix("the") for one in (name, *names))
    return any(bare.startswith(one) or one.startswith(bare) for one in own if one)
