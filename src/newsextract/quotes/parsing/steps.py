"""spaCy's greedy transition parser, step by step for a whole batch: its actions, in half the time.

Its own loop takes the GIL anew for every hidden unit. What each token adds to the hidden units, in each part that it
can play in a state (first of the buffer, top of the stack ...), is worked out once, as spaCy does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.ml.parser_model import ParserStepModel
from spacy.tokens import Doc


def final_states(parser: Any, docs: list[Doc]) -> Any:
    """What ``parser.predict`` gives: the final state of each doc."""
    if parser.cfg["beam_width"] > 1 or not any(map(len, docs)) or not Steps.fit(parser.model):
        return parser.predict(docs)
    every = parser.moves.init_batch(docs)
    steps = Steps(parser.model, docs)
    states = [state for state in every if not state.is_final()]
    while states:
        states = parser.transition_states(states, steps.scores(states))
    return every


class Steps:
    """Scores the actions of a parser's model for the states of one batch of docs."""

    def __init__(self, model: Any, docs: list[Doc]) -> None:
        """``model`` is the parser's."""
        tok2vec, lower, upper = model.layers
        weights = np.asarray(lower.get_param("W"))
        self.nF, units, pieces, width = weights.shape  # nF: as spaCy's get_token_ids has it
        by_piece = weights.transpose(3, 0, 2, 1).reshape(width, -1)
        vectors = tok2vec.predict(docs)
        added = np.empty((1 + len(vectors), self.nF, pieces, units), dtype=np.float32)
        added[0] = np.asarray(lower.get_param("pad"))[0].transpose(0, 2, 1)  # where a state has no such token
        np.matmul(vectors, by_piece, out=added[1:].reshape(len(vectors), -1))
        added[:, 0] += np.asarray(lower.get_param("b")).T
        self._added = added.reshape(-1, pieces, units)
        self._parts = np.arange(self.nF, 2 * self.nF)
        self._weights, self._bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")

    @staticmethod
    def fit(model: Any) -> bool:
        """Whether a model has the usual layers: a maxout, and one that scores every action."""
        return model.attrs["has_upper"] and model.layers[1].get_dim("nP") > 1 and not model.attrs["unseen_classes"]

    @property
    def state2vec(self) -> Steps:
        """What spaCy asks for ``nF``, the number of parts."""
        return self

    def scores(self, states: list[Any]) -> Any:
        """(states, actions)."""
        tokens = ParserStepModel.get_token_ids(self, states)
        sums = self._added.take(tokens * self.nF + self._parts, axis=0).sum(axis=1)
        scores = sums.max(axis=1) @ self._weights
        scores += self._bias
        return scores
