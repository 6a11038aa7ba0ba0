"""Pairs of marks -> the marked-off pieces of an article, quotes over several paragraphs joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsextract.quotes.marking.pairs import Pair, paragraph_pairs

_MOST_PARAGRAPHS = 6  # from a mark that opens to one that closes, where no mark stands between


class Piece(NamedTuple):
    """Marked-off matter, one pair per paragraph; ``start``/``end`` are inside the first and the last mark."""

    pairs: tuple[Pair, ...]

    @property
    def start(self) -> int:
        """Offset of the first character inside the opening mark."""
        return self.pairs[0].start

    @property
    def end(self) -> int:
        """Offset after the last character inside the closing mark."""
        return self.pairs[-1].end


def pieces(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces in order: one runs on over paragraphs that each open again, or without marks to one that closes."""
    found: list[Piece] = []
    run: list[Pair] = []  # a quote that no mark has closed yet
    for number, (start, end) in enumerate(paragraphs):
        pairs = paragraph_pairs(text, number, start, end)
        if run and pairs:
            apart = number - run[-1].paragraph
            if not pairs[0].opened and apart <= _MOST_PARAGRAPHS:
                between = range(run[-1].paragraph + 1, number)
                run += [Pair(*paragraphs[one], *paragraphs[one], one, runs_on=True) for one in between]
            elif apart > 1 or pairs[0].outer_start != start or pairs[0].label:
                found.append(Piece(tuple(run)))
                run = []
        for pair in pairs:
            run.append(pair)
            if not pair.runs_on:
                found.append(Piece(tuple(run)))
                run = []
    return [*found, Piece(tuple(run))] if run else found
