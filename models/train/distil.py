"""Trains a smaller network to do as the large one does: fewer layers, fewer pieces, at half the time per word.

It starts as the large one with the layers and pieces left out that matter least, and learns what the large one makes
of each token: its vector, and what entities, tags and parser actions it holds for likely (Hinton et al. 2015; the
vectors as Romero et al. 2015). As the large one can be asked about any text, a part of the names in each article are
exchanged for other articles'. What people annotated is not looked at again: it is soon learned by heart.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import spacy
import torch
from corpora import SETTINGS
from examples import Example
from network import Batch, Network, Shape, from_ours
from torch import Tensor
from torch.nn import functional
from train import TRAINING, Material, average_in, batches, build, checkpoint, entity_tags

DISTILLING: dict[str, float] = SETTINGS["distilling"]
SMALL = Shape(**SETTINGS["small"])
_SAMPLE = 40  # batches that tell what may be left out


def distil(material: Material, large: Path, out: Path, epochs: int) -> dict[str, float]:
    """The scores of the smaller network, made from the pipeline in the folder ``large`` and saved in ``out``."""
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(SETTINGS["seed"])
    torch.set_num_threads(1)
    teacher = build(material)
    from_ours(teacher, spacy.load(large), material.nlp)
    teacher.eval()
    labelled = [(example, entity_tags(example)) for example in [*material.gold()[1], *material.silver()]]
    words = np.unique(np.concatenate([example.types[example.names >= 0] for example, _ in labelled]))
    network = build(material, shape=SMALL)
    shrink(teacher, network, [batch for batch, _ in zip(batches(labelled), range(_SAMPLE), strict=False)])
    network.dropout = DISTILLING["dropout"]
    total = sum(len(tags) for _, tags in labelled) * epochs
    optimizer = torch.optim.AdamW(network.parameters(), lr=TRAINING["rate"], weight_decay=0.01)
    average = {name: value.detach().clone() for name, value in network.named_parameters()}
    seen = step = 0
    result: dict[str, float] = {}
    for epoch in range(epochs):
        for batch in batches([(swapped(example, words), tags) for example, tags in labelled]):
            for group in optimizer.param_groups:
                group["lr"] = TRAINING["rate"] * max(1 - seen / total, 0.01) * min(1, (step + 1) / 100)
            optimizer.zero_grad()
            loss(network, teacher, batch).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, seen = step + 1, seen + len(batch.tags)
            average_in(average, network, step)
        result = checkpoint(network, average, material, out, epoch)
    return result


def swapped(example: Example, words: np.ndarray) -> Example:
    """The example with some of its names, at all their places, exchanged for one of the words each."""
    groups = int(example.names.max(initial=-1)) + 1
    new = np.where(np.random.random(groups) < DISTILLING["swapped"], np.random.choice(words, groups), -1)
    per_token = np.where(example.names >= 0, np.append(new, -1)[example.names], -1)
    ways = [np.where(per_token >= 0, per_token, types) for types in (example.types, *example.variants)]
    return replace(example, types=ways[0], variants=ways[1:])


def loss(network: Network, teacher: Network, batch: Batch) -> Tensor:
    """How far the network is from what the teacher makes of the batch."""
    with torch.no_grad():
        wanted = teacher.tok2vec(batch)
        entities = teacher.entity_scores(wanted, batch)
        tags = teacher.tagger(wanted)
        actions = teacher.action_scores(wanted, batch)
    hidden = network.tok2vec(batch)
    parts = {
        "vectors": functional.mse_loss(hidden, wanted) / wanted.var(),
        "entities": _divergence(network.entity_scores(hidden, batch), entities),
        "tags": _divergence(network.tagger(hidden), tags),
        "actions": _divergence(network.action_scores(hidden, batch), actions),
    }
    return torch.stack([DISTILLING[name] * value for name, value in parts.items()]).sum()


def _divergence(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.kl_div(scores.log_softmax(1), wanted.log_softmax(1), log_target=True, reduction="batchmean")


def shrink(large: Network, small: Network, sample: list[Batch]) -> None:
    """Starts the small network as the large one without the layers and pieces that its vectors depend on least."""
    depth, pieces = small.shape.depth, small.shape.pieces
    kept = min(combinations(range(large.shape.depth), depth), key=lambda layers: _shift(large, layers, sample))
    wins = [_wins(large, place, sample) for place in kept]
    weights = large.state_dict()
    own = {name: value for name, value in weights.items() if not name.startswith(("encode.", "state_", "actions"))}
    own |= _fewer_units(weights, small.shape.units)
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


def _fewer_units(weights: dict[str, Tensor], units: int) -> dict[str, Tensor]:
    """The parser with the units that its actions hang on most, and tokens' features in as many columns."""
    upper = weights["actions.weight"]
    kept = upper.norm(dim=0).argsort(descending=True)[:units].sort().values

    def of_kept(value: Tensor) -> Tensor:  # (..., units x 2 pieces, columns)
        return value.view(*value.shape[:-2], -1, 2, value.shape[-1])[..., kept, :, :].flatten(-3, -2)

    features = of_kept(weights["state_features"].view(8, -1, weights["state_features"].shape[1])).flatten(0, 1)
    left, sizes, right = torch.linalg.svd(features @ weights["state_in.weight"], full_matrices=False)
    roots = sizes[:units].sqrt()
    narrow = left[:, :units] * roots
    return {
        "state_in.weight": roots[:, None] * right[:units],
        "state_in.bias": torch.linalg.lstsq(narrow, (features @ weights["state_in.bias"])[:, None]).solution[:, 0],
        "state_features": narrow,
        "state_pad": of_kept(weights["state_pad"][:, :, None])[:, :, 0],
        "state_bias": of_kept(weights["state_bias"][:, None])[:, 0],
        "actions.weight": upper[:, kept],
        "actions.bias": weights["actions.bias"],
    }


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("teacher")
    parser.add_argument("examples", type=Path, help="what examples.py wrote")
    parser.add_argument("large", type=Path, help="the pipeline of the large network")
    parser.add_argument("out", type=Path, help="the weights")
    parser.add_argument("--epochs", type=int, default=SETTINGS["distilling"]["epochs"])
    options = parser.parse_args()
    material = Material.load(options.corpora, options.teacher, options.examples)
    distil(material, options.large, options.out, options.epochs)


if __name__ == "__main__":
    main()
