"""The network in torch, for training: the arithmetic of spaCy's and newsextract.network's layers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from article import NO_PERSON, UNSURE
from examples import Example
from spacy.language import Language
from torch import Tensor, nn
from torch.nn import functional

SEEN = 8  # tokens in a parser's state
IGNORED, OTHER = -1, -2
UNTAUGHT = {UNSURE: IGNORED, NO_PERSON: OTHER}  # the tag of a token that teaches nothing, or only what it is not
PERSON = 1, 5  # its entity tags, the first of all: from, and to before
PAD = 8  # rows of zeros between articles: at least as many as the deepest encoder has layers


@dataclass(frozen=True, slots=True)
class Shape:
    """The units of a token's vector, the encoder's layers, the pieces that each of their units takes the largest of,
    and the parser's hidden units.
    """

    width: int = 96
    depth: int = 4
    pieces: int = 3
    units: int = 64


TEACHERS = Shape()


@dataclass(slots=True)
class Batch:
    """Several articles, one after the other."""

    types: Tensor  # the distinct token types in it
    places: Tensor  # each token's place in ``types``
    padded: Tensor  # each token's row once padding stands between the articles
    rows: int  # how many rows there are then
    cased: Tensor  # tokens with capitals
    names: Tensor  # their name groups, numbered over the batch
    groups: int
    tags: Tensor
    entities: Tensor
    states: Tensor  # (states, 8) rows of tokens plus one, 0 for none
    actions: Tensor


def batch_of(examples: list[tuple[Example, np.ndarray, np.ndarray]], states_share: float) -> Batch:
    """A batch of examples, each with its types (in the case wanted) and its entity tags."""
    lengths = [len(types) for _, types, _ in examples]
    starts = np.cumsum([0, *lengths])
    padded = np.concatenate(
        [np.arange(lengths[place]) + starts[place] + PAD * (place + 1) for place in range(len(examples))]
    )
    all_types = torch.from_numpy(np.concatenate([types for _, types, _ in examples]))
    distinct, places = torch.unique(all_types, return_inverse=True)
    groups, names, cased = 0, [], []
    for (example, _, _), start in zip(examples, starts[:-1], strict=True):
        where = np.flatnonzero(example.names >= 0)
        cased.append(where + start)
        names.append(example.names[where] + groups)
        groups += int(example.names.max(initial=-1)) + 1
    states, actions = [], []
    for (example, _, _), start in zip(examples, starts[:-1], strict=True):
        kept = np.flatnonzero(np.random.random(len(example.actions)) < states_share)
        rows = example.states[kept].astype(np.int64)
        states.append(np.where(rows >= 0, rows + start + 1, 0))
        actions.append(example.actions[kept].astype(np.int64))
    return Batch(
        types=distinct,
        places=places,
        padded=torch.from_numpy(padded),
        rows=int(starts[-1]) + PAD * (len(examples) + 1),
        cased=torch.from_numpy(np.concatenate(cased)),
        names=torch.from_numpy(np.concatenate(names)),
        groups=groups,
        tags=torch.from_numpy(np.concatenate([example.tags for example, _, _ in examples])),
        entities=torch.from_numpy(np.concatenate([entities for _, _, entities in examples])),
        states=torch.from_numpy(np.concatenate(states)),
        actions=torch.from_numpy(np.concatenate(actions)),
    )


HALF = torch.ops.mkldnn._is_mkldnn_bf16_supported()


class Maxout(nn.Module):
    """Maxout with layer norm, as thinc's ``Maxout(normalize=True)``.

    In training its products are of half precision where the processor has that: a third less time, the same losses.
    """

    def __init__(self, inputs: int, width: int, pieces: int = 3) -> None:
        """``inputs`` columns in, ``width`` out."""
        super().__init__()
        self.linear = nn.Linear(inputs, width * pieces)
        self.norm = nn.LayerNorm(width, eps=1e-8)
        self.pieces = pieces

    def forward(self, x: Tensor) -> Tensor:
        """(rows, inputs) -> (rows, width)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and HALF):
            largest = self.linear(x).unflatten(1, (-1, self.pieces)).amax(dim=2)
        return self.norm(largest.float())


class Parser(nn.Module):
    """What scores the actions of spaCy's transition parser, whose states are of eight tokens each."""

    def __init__(self, width: int, units: int, actions: int) -> None:
        """``units``: of the hidden layer, each the larger of two pieces."""
        super().__init__()
        self.state_in = nn.Linear(width, units)
        self.features = nn.Parameter(torch.zeros(SEEN * units * 2, units))
        self.pad = nn.Parameter(torch.zeros(SEEN, units * 2))
        self.bias = nn.Parameter(torch.zeros(units * 2))
        self.actions = nn.Linear(units, actions)

    def forward(self, hidden: Tensor, states: Tensor) -> Tensor:
        """Vectors of the tokens, and of each state the tokens seen, plus one -> (states, actions)."""
        features = (self.state_in(hidden) @ self.features.T).view(-1, *self.pad.shape)
        table = torch.cat([self.pad[None], features]).flatten(0, 1)
        summed = functional.embedding_bag(states * SEEN + torch.arange(SEEN), table, mode="sum")
        return self.actions((summed + self.bias).unflatten(1, (-1, 2)).amax(dim=2))


class Network(nn.Module):
    """One tok2vec; on it a tagger, a parser and an entity recogniser."""

    def __init__(
        self,
        hashed: np.ndarray,
        vectors: np.ndarray,
        sizes: list[int],
        heads: dict[str, int],
        dropout: float,
        unknown: float,
        shape: Shape,
    ) -> None:
        """``hashed``: (types, tables, 4) rows; ``vectors``: (types, 300), zero for words without one.

        ``unknown``: the share of words with a capital that training reads as if they had never been met.
        """
        super().__init__()
        self.shape = shape
        width = shape.width
        self.register_buffer("hashed", torch.from_numpy(hashed), persistent=False)
        self.register_buffer("vectors", torch.from_numpy(vectors), persistent=False)
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.mix = Maxout(width * (len(sizes) + 1), width)
        self.encode = nn.ModuleList(Maxout(width * 3, width, shape.pieces) for _ in range(shape.depth))
        self.tagger = nn.Linear(width, heads["tags"])
        self.parser = Parser(width, shape.units, heads["actions"])
        self.pooled = nn.Linear(width * 3, 128)
        self.entities = nn.Linear(width + 128, heads["entities"])
        self.dropout = dropout
        self.head_dropout = 0.3
        self.unknown = unknown

    def tok2vec(self, batch: Batch) -> Tensor:
        """(tokens, width)."""
        rows = self.hashed[batch.types]
        known = torch.ones(len(rows), 1)
        if self.training:
            unknown = torch.rand(len(rows)) < self._unknown(batch)
            rows[unknown, 0] = torch.randint(self.tables[0].num_embeddings, (int(unknown.sum()), rows.shape[2]))
            known[unknown] = 0
        parts = [
            functional.embedding_bag(rows[:, place], table.weight, mode="sum")
            for place, table in enumerate(self.tables)
        ]
        word = self.project(self.vectors[batch.types]) * known
        mixed = self._drop(self.mix(torch.cat([*parts, word], dim=1)))
        x = torch.zeros(batch.rows, self.shape.width).index_copy(0, batch.padded, mixed[batch.places])
        for layer in self.encode:
            before, after = functional.pad(x, (0, 0, 1, 0))[:-1], functional.pad(x, (0, 0, 0, 1))[1:]
            window = torch.cat([before, x, after], dim=1)
            x = x + self._drop(layer(window))
        return x[batch.padded]

    def _unknown(self, batch: Batch) -> Tensor:
        """(types,): how likely each is to be read as a word never met, which has rows of any words and no vector."""
        likely = torch.full((len(batch.types),), 0.1)
        likely[batch.places[batch.cased]] = self.unknown
        return likely

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)

    def entity_scores(self, hidden: Tensor, batch: Batch) -> Tensor:
        """(tokens, entity tags): the token's own vector, and what its word's other places say."""
        hidden = functional.dropout(hidden, self.head_dropout, self.training)
        own, width = hidden[batch.cased], self.shape.width
        index = batch.names[:, None].expand(-1, width)
        total = torch.zeros(batch.groups, width).scatter_add(0, index, own)
        count = torch.bincount(batch.names, minlength=batch.groups).float()[:, None]
        most = torch.full((batch.groups, width), -1e9).scatter_reduce(0, index, own, "amax")
        article = torch.cat([total / count, most], dim=1)[batch.names]
        wide = torch.zeros(len(hidden), width * 2).index_copy(0, batch.cased, article)
        pooled = functional.relu(self.pooled(torch.cat([hidden, wide], dim=1)))
        return self.entities(torch.cat([hidden, functional.dropout(pooled, 0.1, self.training)], dim=1))

    def action_scores(self, hidden: Tensor, batch: Batch) -> Tensor:
        """(states, actions) of the transition parser."""
        scores: Tensor = self.parser(hidden, batch.states)
        return scores

    def losses(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Entities, tags, actions."""
        hidden = self.tok2vec(batch)
        entities = entity_loss(self.entity_scores(hidden, batch), batch.entities)
        tags = functional.cross_entropy(self.tagger(self._drop(hidden)), batch.tags, ignore_index=IGNORED)
        actions = functional.cross_entropy(self.action_scores(self._drop(hidden), batch), batch.actions)
        return entities, tags, actions


def entity_loss(scores: Tensor, tags: Tensor) -> Tensor:
    """The mean cross entropy of the tags; of tokens of OTHER, that of being no part of a person."""
    likely = scores.log_softmax(1)
    known = likely.gather(1, tags.clamp(min=0)[:, None])[:, 0]
    others = likely.index_fill(1, torch.arange(*PERSON), -torch.inf).logsumexp(1)
    return -torch.where(tags == OTHER, others, known)[tags != IGNORED].mean()


def from_teacher(network: Network, nlp: Language) -> None:
    """Starts the network as the teacher's tok2vec, tagger and parser; the entity head starts at random.

    Units that the teacher has not start at random, and weigh nothing for those that it has; layers that it has not add
    nothing.
    """
    with torch.no_grad():
        for table in network.tables:
            table.weight.uniform_(-0.1, 0.1)
        for layer in network.encode[TEACHERS.depth :]:
            layer.norm.weight.zero_()
        for layer in [network.mix, *network.encode[: TEACHERS.depth]]:
            _by_unit(layer, network.shape.width)[: TEACHERS.width, ..., TEACHERS.width :] = 0
    _take(network, nlp)
    (projection,) = (node for node in nlp.get_pipe("tok2vec").model.walk() if node.name == "static_vectors")
    _set(network.project.weight, projection.get_param("W"))


def _take(network: Network, nlp: Language) -> None:
    """The weights that the teacher's pipelines and ours have in common: all but the vectors and the entity head."""
    tok2vec = nlp.get_pipe("tok2vec").model
    tables = [node for node in tok2vec.walk() if node.name == "hashembed"]
    for mine, node in zip(network.tables, sorted(tables, key=lambda node: node.attrs["column"]), strict=True):
        _set(mine.weight, node.get_param("E"))
    maxouts = [node for node in tok2vec.walk() if node.name == "maxout"]
    norms = [node for node in tok2vec.walk() if node.name == "layernorm"]
    for layer, maxout, norm in zip([network.mix, *network.encode], maxouts, norms, strict=False):
        weights = maxout.get_param("W")
        _set(_by_unit(layer, network.shape.width), weights.reshape(*weights.shape[:2], -1, len(weights)))
        _set(layer.linear.bias.unflatten(0, (-1, layer.pieces)), maxout.get_param("b"))
        _set(layer.norm.weight, norm.get_param("G"))
        _set(layer.norm.bias, norm.get_param("b"))
    (softmax,) = (node for node in nlp.get_pipe("tagger").model.walk() if node.name == "softmax")
    _set(network.tagger.weight, softmax.get_param("W"))
    _set(network.tagger.bias, softmax.get_param("b"))
    parser = nlp.get_pipe("parser").model
    first = next(node for node in parser.get_ref("tok2vec").walk() if node.name == "linear")
    for mine, node in ((network.parser.state_in, first), (network.parser.actions, parser.get_ref("upper"))):
        _set(mine.weight, node.get_param("W"))
        _set(mine.bias, node.get_param("b"))
    lower = parser.get_ref("lower")
    for mine, name in ((network.parser.features, "W"), (network.parser.pad, "pad"), (network.parser.bias, "b")):
        _set(mine, lower.get_param(name).reshape(mine.shape))


def _by_unit(layer: Maxout, width: int) -> Tensor:
    """Its weights as (units, pieces, parts of the input, units of a part)."""
    return layer.linear.weight.unflatten(1, (-1, width)).unflatten(0, (-1, layer.pieces))


def _set(parameter: Tensor, value: np.ndarray) -> None:
    """Puts the value at the beginning of the parameter on each axis, as far as that reaches."""
    common = tuple(map(slice, map(min, value.shape, parameter.shape)))
    with torch.no_grad():
        parameter[common].copy_(torch.from_numpy(np.ascontiguousarray(value[common])))
