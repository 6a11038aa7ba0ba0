"""Constrained decoding of BILUO tags: from scores to the best sequence of tags that spells whole entities.

Tags are numbered: 0 is O; label number i has B, I, L and U at 1 + 4 * i to 4 + 4 * i. A sequence is valid if
each piece of it is O, a U, or a B with any number of I and an L of one label, and no entity crosses a start.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_PINNED = 12.0
"""A token whose O beats all other tags by this much (log-odds: 160,000 to 1) is O whatever is beside it."""


def tag_count(labels: int) -> int:
    """How many tags that many labels have."""
    return 1 + 4 * labels


def decode(scores: Floats, starts: Ints) -> Ints:
    """The valid tags with the highest sum of scores, one a token.

    ``scores`` is (tokens, tags), -inf for what a token must not be; ``starts`` are the tokens, in order,
    that no entity reaches into from before (the first of each document). Viterbi, run over all doubtful
    stretches side by side: where the best tag of each token makes a valid sequence already, that is the
    answer.
    """
    tags: Ints = scores.argmax(axis=1)
    if not len(tags):
        return tags
    starts = _stretch_starts(scores, starts)
    ends = np.append(starts[1:], len(tags))
    doubtful = np.add.reduceat(_invalid(tags, starts), starts) > 0
    if doubtful.any():
        _viterbi(scores, starts[doubtful], ends[doubtful], tags)
    return tags


def spans(tags: Ints) -> tuple[Ints, Ints, Ints]:
    """First token, last token + 1 and label number of each entity in a valid sequence of tags."""
    kind = np.where(tags == 0, -1, (tags - 1) % 4)
    first = np.flatnonzero((kind == 0) | (kind == 3))
    last = np.flatnonzero((kind == 2) | (kind == 3))
    return first, last + 1, (tags[first] - 1) // 4


def _stretch_starts(scores: Floats, starts: Ints) -> Ints:
    """Where to cut: at the starts, and around pinned tokens, which no entity crosses."""
    pinned = scores[:, 0] - scores[:, 1:].max(axis=1) > _PINNED
    cut: Bools = pinned.copy()
    cut[1:] |= pinned[:-1]
    cut[starts[starts < len(cut)]] = True
    cut[0] = True
    found: Ints = np.flatnonzero(cut)
    return found


def _invalid(tags: Ints, starts: Ints) -> Ints:
    """1 at each token whose tag cannot follow the one before it, or cannot end its stretch."""
    inside = (tags > 0) & ((tags - 1) % 4 < 2)  # B or I: the entity goes on
    goes_on = (tags > 0) & (((tags - 1) % 4 == 1) | ((tags - 1) % 4 == 2))  # I or L: it came from before
    label = (tags - 1) // 4
    before_inside = np.append(False, inside[:-1])
    before_label = np.append(-1, label[:-1])
    before_inside[starts] = False
    wrong = (before_inside != goes_on) | (before_inside & (before_label != label))
    ends = np.append(starts[1:], len(tags)) - 1
    wrong[ends] |= inside[ends]
    counted: Ints = wrong.astype(np.int64)
    return counted


def _viterbi(scores: Floats, starts: Ints, ends: Ints, tags: Ints) -> None:
    """Writes the stretches' best valid tags into ``tags``: one step a position, all stretches at once."""
    order = np.argsort(starts - ends, kind="stable")  # longest first, so that those still going are a prefix
    starts, lengths = starts[order], (ends - starts)[order]
    labels = (scores.shape[1] - 1) // 4
    going = [int(np.searchsorted(-lengths, -step, side="left")) for step in range(int(lengths[0]))]
    closed = np.zeros(len(starts), dtype=np.float32)  # the best score with no entity open
    opened = np.full((len(starts), labels), -np.inf, dtype=np.float32)  # with one of that label open
    closing: list[Ints] = []
    opening: list[Bools] = []
    for step, count in enumerate(going):
        row = scores[starts[:count] + step]
        by_label = row[:, 1:].reshape(count, labels, 4)
        shut, was_open = closed[:count, None], opened[:count]
        begin, inside = shut + by_label[:, :, 0], was_open + by_label[:, :, 1]
        options = np.empty_like(row)
        options[:, 0] = closed[:count] + row[:, 0]
        options[:, 1:].reshape(count, labels, 4)[:] = -np.inf
        choices = options[:, 1:].reshape(count, labels, 4)
        choices[:, :, 2] = was_open + by_label[:, :, 2]
        choices[:, :, 3] = shut + by_label[:, :, 3]
        options[:, 1:] = choices.reshape(count, -1)
        best = options.argmax(axis=1)
        closing.append(best)
        opening.append(inside > begin)
        closed[:count] = options[np.arange(count), best]
        opened[:count] = np.maximum(begin, inside)
    _trace(tags, starts, going, closing, opening)


def _trace(tags: Ints, starts: Ints, going: list[int], closing: list[Ints], opening: list[Bools]) -> None:
    """Follows the choices back from the end of each stretch, where no entity may be open."""
    label = np.full(len(starts), -1, dtype=np.int64)  # of the entity whose end was seen, its start not yet
    for step in range(len(going) - 1, -1, -1):
        count = going[step]
        is_open = label[:count] >= 0
        of = np.maximum(label[:count], 0)
        inside = opening[step][np.arange(count), of]
        tag = np.where(is_open, 1 + 4 * of + inside, closing[step])
        tags[starts[:count] + step] = tag
        ended = (tag > 0) & ((tag - 1) % 4 == 2)
        begun = is_open & ~inside
        label[:count] = np.where(ended, (tag - 1) // 4, np.where(begun, -1, label[:count]))
