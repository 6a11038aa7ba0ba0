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

_PINNED = 12.0  # a token whose O beats all other tags by this much (log-odds: 160,000 to 1) is O whatever is beside it


def tag_count(labels: int) -> int:
    """The number of tags for so many labels."""
    return 1 + 4 * labels


def decode(scores: Floats, starts: Ints) -> Ints:
    """The valid tags with the highest sum of scores, one a token.

    ``scores`` is (tokens, tags), -inf for what a token must not be; ``starts`` are the tokens, in order,
    that no entity reaches into from before (the first of each document). Where the best tag of each token
    makes a valid sequence already, that is the answer.
    """
    tags: Ints = scores.argmax(axis=1)
    if not len(tags):
        return tags
    # cut at the starts, and around pinned tokens, which no entity crosses
    pinned = scores[:, 0] - scores[:, 1:].max(axis=1) > _PINNED
    cut: Bools = pinned.copy()
    cut[1:] |= pinned[:-1]
    cut[starts[starts < len(cut)]] = True
    cut[0] = True
    starts = np.flatnonzero(cut)
    ends = np.append(starts[1:], len(tags))
    doubtful = np.add.reduceat(_invalid(tags, starts), starts) > 0
    for start, end in zip(starts[doubtful], ends[doubtful], strict=True):
        tags[start:end] = _best(scores[start:end])
    return tags


def spans(tags: Ints) -> tuple[Ints, Ints, Ints]:
    """First token, last token + 1 and label number of each entity in a valid sequence of tags."""
    kind = np.where(tags == 0, -1, (tags - 1) % 4)
    first = np.flatnonzero((kind == 0) | (kind == 3))
    last = np.flatnonzero((kind == 2) | (kind == 3))
    return first, last + 1, (tags[first] - 1) // 4


def _invalid(tags: Ints, starts: Ints) -> Ints:
    """1 at each token whose tag cannot follow the one before it, or cannot end its stretch."""
    inside = (tags > 0) & ((tags - 1) % 4 < 2)  # B or I: the entity goes on
    goes_on = (tags > 0) & np.isin((tags - 1) % 4, (1, 2))  # I or L: it came from before
    label = (tags - 1) // 4
    before_inside = np.append(False, inside[:-1])
    before_label = np.append(-1, label[:-1])
    before_inside[starts] = False
    wrong = (before_inside != goes_on) | (before_inside & (before_label != label))
    ends = np.append(starts[1:], len(tags)) - 1
    wrong[ends] |= inside[ends]
    return np.asarray(wrong, dtype=np.int64)


def _best(scores: Floats) -> Ints:
    """The valid tags of one stretch with the highest sum of scores (Viterbi)."""
    labels = (scores.shape[1] - 1) // 4
    by_tag = scores[:, 1:].reshape(len(scores), labels, 4).transpose(0, 2, 1)
    closed = np.float32(0)  # the best score with no entity open
    opened = np.full(labels, -np.inf, dtype=np.float32)  # with one of that label open
    ways = np.empty(1 + 2 * labels, dtype=np.float32)  # to have none open after a token: O, or the L or U of a label
    closing: list[int] = []  # which of these ways
    staying: list[Bools] = []  # whether an entity of a label that is open after a token was open before it
    for outside, (begins, insides, lasts, units) in zip(scores[:, 0], by_tag, strict=True):
        begin, inside = closed + begins, opened + insides
        ways[0] = closed + outside
        ways[1::2] = opened + lasts
        ways[2::2] = closed + units
        closing.append(int(ways.argmax()))
        staying.append(inside > begin)
        closed, opened = ways[closing[-1]], np.maximum(begin, inside)
    # the tags, by the choices from the end back, where no entity may be open
    tags = np.zeros(len(closing), dtype=np.int64)
    label = -1  # of the entity whose end was seen, its start not yet
    for place in reversed(range(len(tags))):
        if label >= 0:
            stays = staying[place][label]
            tags[place] = 1 + 4 * label + stays
            label = label if stays else -1
        elif closing[place]:
            ended, is_unit = divmod(closing[place] - 1, 2)
            tags[place] = 1 + 4 * ended + 2 + is_unit
            label = -1 if is_unit else ended
    return tags
