"""Decoding against brute force: all sequences of tags, the valid ones kept, the best of them taken."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.network.biluo import decode, spans, tag_count

NO_STARTS = np.zeros(1, dtype=np.int64)


def scores_for(tags: str, labels: str = "xy") -> np.ndarray:
    """Scores whose best tag a token is as written: "O Bx Lx Uy"."""
    names = ["O", *(letter + label for label in labels for letter in "BILU")]
    table = np.zeros((len(tags.split()), len(names)), dtype=np.float32)
    for row, tag in zip(table, tags.split(), strict=True):
        row[names.index(tag)] = 3
        row[0] += 1
    return table


def is_valid(tags: tuple[int, ...], starts: set[int]) -> bool:
    """By the book: walks the sequence with the label of the open entity in hand."""
    opened = None
    for place, tag in enumerate(tags):
        letter, label = ("BILU"[(tag - 1) % 4], (tag - 1) // 4) if tag else ("O", None)
        if place in starts and opened is not None:
            return False
        if (opened is None) != (letter in "OBU") or (opened is not None and label != opened):
            return False
        opened = label if letter in "BI" else None
    return opened is None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O O O", []),
        ("Bx Lx O", [(0, 2, 0)]),
        ("Bx Ix Ix Ly", [(0, 4, 0)]),
        ("Ux Ux", [(0, 1, 0), (1, 2, 0)]),
        ("O Uy Bx Lx", [(1, 2, 1), (2, 4, 0)]),
        ("Bx Ly", [(0, 2, 0)]),
        ("Ix", []),
        ("O Lx", []),
        ("Bx O", []),
        ("Bx Ix O", [(0, 2, 0)]),
    ],
)
def test_spans_of_best_tags(tags: str, expected: list[tuple[int, int, int]]) -> None:
    found = spans(decode(scores_for(tags), NO_STARTS))
    assert [tuple(map(int, span)) for span in zip(*found, strict=True)] == expected


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, list[int]]:
    length, labels = draw(st.integers(1, 5)), draw(st.integers(1, 2))
    seed = draw(st.integers(0, 2**32 - 1))
    table = np.random.default_rng(seed).normal(scale=3, size=(length, tag_count(labels))).astype(np.float32)
    return table, sorted(draw(st.sets(st.integers(0, length - 1))) | {0})


@settings(max_examples=150, deadline=None)
@given(problems())
def test_finds_the_best_valid_sequence(problem: tuple[np.ndarray, list[int]]) -> None:
    table, starts = problem
    every = itertools.product(range(table.shape[1]), repeat=len(table))
    best = max(float(table[np.arange(len(table)), tags].sum()) for tags in every if is_valid(tags, set(starts)))
    found = decode(table, np.array(starts))
    assert is_valid(tuple(found.tolist()), set(starts))
    assert float(table[np.arange(len(table)), found].sum()) == pytest.approx(best, abs=1e-4)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 300), st.integers(0, 2**32 - 1))
def test_spans_never_overlap(length: int, seed: int) -> None:
    table = np.random.default_rng(seed).normal(scale=5, size=(length, tag_count(3))).astype(np.float32)
    first, end, label = spans(decode(table, NO_STARTS))
    assert (first < end).all()
    assert (end[:-1] <= first[1:]).all()
    assert ((label >= 0) & (label < 3)).all()


def test_a_forbidden_token_is_never_in_an_entity() -> None:
    table = scores_for("Bx Ix Lx")
    table[1, 1:] = -np.inf
    assert decode(table, NO_STARTS).tolist()[1] == 0
