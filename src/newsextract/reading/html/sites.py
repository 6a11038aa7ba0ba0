"""What a page says of its site and address: its own address, the site's names, its title without these."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_BREAK = re.compile(r"\s+[-–—|·•»:]+\s+|\s*\|\s*|:\s+")
_SUFFIX = re.compile(r"(.*\S)\s*(?:\s[-–—|·•»:]+\s|\|)\s*(\S.*)", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"https?://(?:www\.)?([^\s/:]+)")
_LONGEST_TITLE = 500  # characters


def address(url: str | None) -> str | None:
    """The address, where it is one of the web; else None."""
    return url if url and _ADDRESS.fullmatch(url) else None


def site_names(site: str | None, url: str | None) -> frozenset[str]:
    """What a page's site is called, as ``is_site`` compares: its own name, and its host."""
    host = _HOST.match(url or "")
    return frozenset(
        filter(None, (_key(name) for name in (site, host[1].rpartition(".")[0] if host else None) if name))
    )


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
