"""Trains a parser of fewer units on the small network, which stays as it is, to do as the large one's does.

It starts as the small network's own, less the units that its actions hang on least, and learns, as that did, what the
large one holds for likely, with a part of the names exchanged.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from corpora import SETTINGS
from distil import SMALL, divergence, exchanging, trained
from network import SEEN, Batch, Network, Parser
from torch import Tensor
from torch.nn import functional
from train import Material, arguments, fit, start_alike

PARSER: dict[str, float] = SETTINGS["parser"]


def narrow(material: Material, large: Path, small: Path, out: Path, epochs: int) -> dict[str, float]:
    """The scores of the small network with its new parser, saved in ``out``; ``large`` and ``small`` are pipelines."""
    start_alike()
    teacher = trained(material, large)
    network = trained(material, small, SMALL)
    network.requires_grad_(False)
    network.dropout = network.word_dropout = 0.0
    with torch.no_grad():
        network.parser = narrowed(network.parser, int(PARSER["units"]))
    network.shape = replace(SMALL, units=int(PARSER["units"]))
    return fit(network, exchanging(material), partial(loss, network, teacher), material, out, epochs)


def loss(network: Network, teacher: Network, batch: Batch) -> Tensor:
    """How far the new parser is from what the large network's holds for likely."""
    with torch.no_grad():
        wanted = teacher.action_scores(teacher.tok2vec(batch), batch)
        hidden = functional.dropout(network.tok2vec(batch), PARSER["dropout"])
    return divergence(network.action_scores(hidden, batch), wanted)


def narrowed(parser: Parser, units: int) -> Parser:
    """The parser with these few units: those that weigh most, on the main directions of what they read."""
    width = len(parser.actions.weight[0])
    kept = parser.actions.weight.norm(dim=0).argsort(descending=True)[:units].sort().values
    features = parser.features.view(SEEN, width, 2, width)[:, kept].reshape(-1, width)
    left, sizes, right = torch.linalg.svd(features @ parser.state_in.weight, full_matrices=False)
    always = (features @ parser.state_in.bias).view(SEEN, -1)
    new = Parser(parser.state_in.in_features, units, len(parser.actions.bias))
    new.state_in.weight.copy_(sizes[:units, None].sqrt() * right[:units])
    new.state_in.bias.zero_()
    new.features.copy_(left[:, :units] * sizes[:units].sqrt())
    new.pad.copy_(parser.pad.view(SEEN, width, 2)[:, kept].flatten(1) - always)
    new.bias.copy_(parser.bias.view(width, 2)[kept].flatten() + always.sum(dim=0))
    new.actions.weight.copy_(parser.actions.weight[:, kept])
    new.actions.bias.copy_(parser.actions.bias)
    return new


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("large", type=Path, help="the pipeline of the large network")
    parser.add_argument("small", type=Path, help="the pipeline of the small one")
    parser.add_argument("--epochs", type=int, default=SETTINGS["parser"]["epochs"])
    options = parser.parse_args()
    material = Material.load(options.corpora, options.teacher, options.examples)
    narrow(material, options.large, options.small, options.out, options.epochs)


if __name__ == "__main__":
    main()
