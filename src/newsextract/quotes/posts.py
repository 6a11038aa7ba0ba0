"""Embedded posts: a paragraph without marks and below it its signature, "— Name (@handle) Date"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SIGNATURE = re.compile(
    r"[—–―-]{1,3}[ \t\u00a0]{0,3}(?P<name>[^()@\r\n]{1,100}?)[ \t\u00a0]{0,3}\(@\w{1,40}\)"
    r"(?P<date>[^\r\n]{0,60})"
)
_LINKS = re.compile(r"(?:[ \t\u00a0]+|^)(?:https?://\S+|pic\.twitter\.com/\S+|t\.co/\S+)$")


@dataclass(frozen=True, slots=True)
class Post:
    """The post's words [start, end) and its signature's name [name_start, name_end), as offsets into the
    text.
    """

    start: int
    end: int
    name_start: int
    name_end: int


def posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Post]:
    """The embedded posts in order; links at a post's end are no part of it."""
    found = []
    for (start, end), (below, last) in pairwise(paragraphs):
        if text[below] not in "—–―-":
            continue
        signature = _SIGNATURE.fullmatch(text, below, last)
        if signature is None or _SIGNATURE.fullmatch(text, start, end):
            continue
        end = _without_links(text, start, end)
        if end > start:
            found.append(Post(start, end, *signature.span("name")))
    return found


def _without_links(text: str, start: int, end: int) -> int:
    for _ in range(4):
        link = _LINKS.search(text, max(start, end - 200), end)
        if link is None:
            break
        end = link.start()
    return end
