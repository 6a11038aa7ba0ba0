"""Embedded posts: a paragraph without marks and below it its signature, "— Name (@handle) Date"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_SIGNATURE = re.compile(
    r"[—–―-]{1,3}[ \t\u00a0]{0,3}(?P<name>[^()@\r\n]{1,100}?)[ \t\u00a0]{0,3}\(@\w{1,40}\)[^\r\n]{0,60}"
)
_LINKS = re.compile(r"(?:(?:^|[ \t\u00a0]+)(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+$")


class Post(NamedTuple):
    """The post's words [start, end) and its signature's name [name_start, name_end), as offsets into the text."""

    start: int
    end: int
    name_start: int
    name_end: int


def posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Post]:
    """The embedded posts in order; links at a post's end are no part of it."""
    found = []
    for (start, end), below in pairwise(paragraphs):
        if signature := _SIGNATURE.fullmatch(text, *below):
            words = _LINKS.sub("", text[start:end])
            found += [Post(start, start + len(words), *signature.span("name"))] if words else []
    return found
