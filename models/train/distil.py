"""Trains a smaller network to do as the large one does: fewer layers, fewer pieces, at half the time per word.

It starts as the large one with the layers and pieces left out that matter least, and learns what the large one makes
of each token: its vector, and what entities, tags and parser actions it holds for likely (Hinton et al. 2015; the
vectors as Romero et al. 2015). As the large one can be asked about any text, a part of the names in each article are
exchanged for other articles' words. What people annotated is not looked at again: it is soon learned by heart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations, islice
from pathlib import Path

import numpy as np
import spacy
import torch
from corpora import SETTINGS
from examples import Example
from network import Batch, Network, Shape, from_ours
from torch import Tensor
from torch.nn import functional
from train import LARGE, Labelled, Material, arguments, batches, build, fit, start_alike

DISTILLING: dict[str, float] = SETTINGS["distilling"]
SMALL = Shape(**SETTINGS["small"])
_SAMPLE = 40  # batches that tell what may be left out


def distil(material: Material, pipeline: Path, out: Path, epochs: int) -> dict[str, float]:
    """The scores of the small network, made from the pipeline of the large one and saved in ``out``."""
    start_alike()
    large = trained(material, pipeline)
    small = build(material, shape=SMALL)
    shrink(large, small, list(islice(batches(material.to_learn_from()), _SAMPLE)))
    small.dropout = DISTILLING["dropout"]
    return fit(small, exchanging(material), partial(loss, small, large), material, out, epochs)


def trained(material: Material, pipeline: Path, shape: Shape = LARGE) -> Network:
    """The network of a pipeline, as it is when it is used."""
    network = build(material, shape=shape)
    from_ours(network, spacy.load(pipeline), material.nlp)
    return network.eval()


def exchanging(material: Material) -> Callable[[], list[Labelled]]:
    """What gives all that may be learned from, with other names exchanged each time."""
    labelled = material.to_learn_from()
    words = np.unique(np.concatenate([example.types[example.names >= 0] for example, _ in labelled]))
    return lambda: [(swapped(example, words), tags) for example, tags in labelled]


def swapped(example: Example, words: np.ndarray) -> Example:
    """The example with some of its names, at all their places, exchanged for one of the words each."""
    groups = int(example.names.max(initial=-1)) + 1
    new = np.where(np.random.random(groups) < DISTILLING["swapped"], np.random.choice(words, groups), -1)
    per_token = np.where(example.names >= 0, np.append(new, -1)[example.names], -1)
    ways = [np.where(per_token >= 0, per_token, types) for types in (example.types, *example.variants)]
    return replace(example, types=ways[0], variants=ways[1:])


def loss(small: Network, large: Network, batch: Batch) -> Tensor:
    """How far the small network is from what the large one makes of the batch."""
    with torch.no_grad():
        wanted = large.tok2vec(batch)
        entities = large.entity_scores(wanted, batch)
        tags = large.tagger(wanted)
        actions = large.action_scores(wanted, batch)
    hidden = small.tok2vec(batch)
    parts = {
        "vectors": functional.mse_loss(hidden, wanted) / wanted.var(),
        "entities": divergence(small.entity_scores(hidden, batch), entities),
        "tags": divergence(small.tagger(hidden), tags),
        "actions": divergence(small.action_scores(hidden, batch), actions),
    }
    return torch.stack([DISTILLING[name] * value for name, value in parts.items()]).sum()


def divergence(scores: Tensor, wanted: Tensor) -> Tensor:
    """How far the likelihoods of the scores are from those of the ones wanted."""
    return functional.kl_div(scores.log_softmax(1), wanted.log_softmax(1), log_target=True, reduction="batchmean")


def shrink(large: Network, small: Network, sample: list[Batch]) -> None:
    """Starts the small network as the large one without the layers and pieces that its vectors depend on least."""
    depth, pieces = small.shape.depth, small.shape.pieces
    kept = min(combinations(range(large.shape.depth), depth), key=lambda layers: _shift(large, layers, sample))
    wins = [_wins(large, place, sample) for place in kept]
    weights = large.state_dict()
    own = {name: value for name, value in weights.items() if not name.startswith("encode.")}
    for place, (old, won) in enumerate(zip(kept, wins, strict=True)):
        chosen = won.argsort(dim=1, descending=True)[:, :pieces].sort(dim=1).values  # (width, pieces)
        for name in ("linear.weight", "linear.bias"):
            value = weights[f"encode.{old}.{name}"].view(len(chosen), large.shape.pieces, -1)
            rows = value.gather(1, chosen[:, :, None].expand(-1, -1, value.shape[2]))
            own[f"encode.{place}.{name}"] = rows.reshape(small.state_dict()[f"encode.{place}.{name}"].shape)
        for name in ("norm.weight", "norm.bias"):
            own[f"encode.{place}.{name}"] = weights[f"encode.{old}.{name}"]
    small.load_state_dict(own, strict=False)
    print(f"layers kept: {kept}", flush=True)


def _shift(large: Network, layers: tuple[int, ...], sample: list[Batch]) -> float:
    """How far the vectors move where only these layers are run."""
    every = large.encode
    with torch.no_grad():
        whole = [large.tok2vec(batch) for batch in sample]
        large.encode = torch.nn.ModuleList(every[place] for place in layers)
        short = [large.tok2vec(batch) for batch in sample]
    large.encode = every
    return float(sum(functional.mse_loss(a, b) for a, b in zip(short, whole, strict=True)))


def _wins(large: Network, place: int, sample: list[Batch]) -> Tensor:
    """(width, pieces): how often each piece of each unit is the largest."""
    layer = large.encode[place]
    won = torch.zeros(len(layer.norm.weight), layer.pieces)

    def count(_: torch.nn.Module, __: tuple[Tensor, ...], scores: Tensor) -> None:
        largest = scores.view(len(scores), -1, layer.pieces).argmax(dim=2)
        won.add_(functional.one_hot(largest, layer.pieces).sum(dim=0))

    hook = layer.linear.register_forward_hook(count)
    with torch.no_grad():
        for batch in sample:
            large.tok2vec(batch)
    hook.remove()
    return won


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("large", type=Path, help="the pipeline of the large network")
    parser.add_argument("--epochs", type=int, default=SETTINGS["distilling"]["epochs"])
    options = parser.parse_args()
    material = Material.load(options.corpora, options.teacher, options.examples)
    distil(material, options.large, options.out, options.epochs)


if __name__ == "__main__":
    main()
