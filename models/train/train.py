"""Trains the network on the prepared examples and saves its weights, with scores after each epoch."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import scores
import torch
from corpora import SETTINGS, fold, held_out, kept
from examples import Example, Types
from network import PERSON, UNTAUGHT, Batch, Network, Shape, batch_of, from_teacher
from silver import teacher
from spacy.language import Language

from newsextract.network.biluo import decode, spans

LABELS: list[str] = SETTINGS["entities"]
TRAINING: dict[str, Any] = SETTINGS["training"]
SHAPE = Shape(**SETTINGS["network"])
_SAVED_EVERY = 600.0  # seconds
Triple = tuple[int, int, str]
Labelled = tuple[Example, np.ndarray]


@dataclass(slots=True)
class Material:
    """All that a round of training needs but the weights."""

    folder: Path  # of the corpora, for scoring
    nlp: Language  # the teacher
    attributes: np.ndarray  # a row a token type
    examples: dict[str, list[Example]]
    line_ends: np.ndarray  # true for token types with a line's end in them

    @classmethod
    def load(cls, folder: Path, teacher_path: str, prepared: Path) -> Material:
        """From the corpora, the teacher and what examples.py wrote."""
        with prepared.open("rb") as file:
            attributes, examples = pickle.load(file)
        line_ends = np.zeros(len(attributes), dtype=bool)
        for example in (example for some in examples.values() for example in some):
            line_ends[example.types] = ["\n" in word for word in example.words]
        return cls(folder, teacher(teacher_path), attributes, examples, line_ends)

    def gold(self) -> tuple[list[Example], list[Example]]:
        """The hand-annotated examples held out, and those to train on."""
        first, *others = (self.examples[name] for name in SETTINGS["corpora"]["gold"])
        return held_out(first), [*kept(first), *chain.from_iterable(others)]

    def of(self, role: str) -> list[Example]:
        """The examples of the recipe's corpora of a role."""
        return [example for name in SETTINGS["corpora"][role] for example in self.examples[name]]

    def to_learn_from(self, without: int | None = None) -> list[Labelled]:
        """All that training may see, with its entity tags: all of it, or no tables and no gold of one fold."""
        gold, people = self.gold()[1], self.of("gold_people")
        if without is None:
            gold += self.examples["tables"]
        else:
            gold, people = ([one for one in some if fold(one.id) != without] for some in (gold, people))
        return [(example, entity_tags(example)) for example in [*gold, *people, *self.of("silver")]]


def build(material: Material, weights: Path | None = None, shape: Shape = SHAPE) -> Network:
    """The network, with the weights saved; by default as the teacher has them, as far as it has."""
    types = Types()
    types.attributes = list(material.attributes)
    nodes = [node for node in material.nlp.get_pipe("tok2vec").model.walk() if node.name == "hashembed"]
    nodes.sort(key=lambda node: node.attrs["column"])
    sizes = [node.get_dim("nV") for node in nodes]
    hashed = types.hashed([node.attrs["seed"] for node in nodes], sizes)
    heads = {
        "tags": len(material.nlp.get_pipe("tagger").labels),
        "actions": material.nlp.get_pipe("parser").moves.n_moves,
        "entities": 1 + 4 * len(LABELS),
    }
    vectors = _vectors(material.nlp, material.attributes)
    network = Network(hashed, vectors, sizes, heads, TRAINING["dropout"], TRAINING["unknown"], shape)
    from_teacher(network, material.nlp)
    if weights:
        network.load_state_dict(torch.load(weights, weights_only=False)["weights"], strict=False)
    return network


def _vectors(nlp: Language, attributes: np.ndarray) -> np.ndarray:
    """The teacher's static vector of each type, zero where it has none."""
    table = nlp.vocab.vectors
    rows = table.find(keys=attributes[:, 0])
    found = table.data[rows].astype(np.float32)
    found[rows < 0] = 0
    return found


def entity_tags(example: Example) -> np.ndarray:
    """BILUO tag ids of the example's spans; of two that overlap the first counts. Else see ``network.UNTAUGHT``."""
    tags = np.zeros(len(example.types), dtype=np.int64)
    for start, end, label in example.spans:
        if label in UNTAUGHT:
            tags[start:end] = UNTAUGHT[label]
        if label not in LABELS or tags[start:end].any():
            continue
        base = 1 + 4 * LABELS.index(label)
        if end - start == 1:
            tags[start] = base + 3
        else:
            tags[start], tags[start + 1 : end - 1], tags[end - 1] = base, base + 1, base + 2
    return tags


def entities(entity_scores: torch.Tensor, example: Example, material: Material) -> list[Triple]:
    """The entities that the scores spell: first token, last token + 1, label."""
    table = entity_scores.numpy()
    table[material.line_ends[example.types], 1:] = -np.inf
    found = spans(decode(table, np.zeros(1, dtype=np.int64)))
    return [(int(start), int(end), LABELS[label]) for start, end, label in zip(*found, strict=True)]


def evaluate(network: Network, material: Material) -> dict[str, float]:
    """All scores, in percent: people of the corpora kept for that, all labels on what was held out."""
    network.eval()
    result: dict[str, float] = {}
    same_tags, same_actions = [], []
    for name in SETTINGS["corpora"]["people"]:
        people: scores.Spans = {}
        for example in material.examples[name]:
            batch = batch_of([(example, example.types, example.tags)], 1.0)
            with torch.no_grad():
                hidden = network.tok2vec(batch)
                found = entities(network.entity_scores(hidden, batch), example, material)
                same_tags.append((network.tagger(hidden).argmax(1) == batch.tags).numpy())
                same_actions.append((network.action_scores(hidden, batch).argmax(1) == batch.actions).numpy())
            people[example.id] = {
                (int(example.offsets[start, 0]), int(example.offsets[end - 1, 1]))
                for start, end, label in found
                if label == "PERSON"
            }
        for letter, value in zip("PRF", scores.people(material.folder, name, people), strict=True):
            result[f"{name} PERSON {letter}"] = value
    result["tags as teacher"] = 100 * float(np.concatenate(same_tags).mean())
    result["parser actions as teacher"] = 100 * float(np.concatenate(same_actions).mean())
    result |= _on_held_out(network, material)
    network.train()
    return result


def _on_held_out(network: Network, material: Material) -> dict[str, float]:
    held, _ = material.gold()
    found: list[tuple[str, int, int, str]] = []
    for example in held:
        batch = batch_of([(example, example.types, example.tags)], 0.0)
        with torch.no_grad():
            table = network.entity_scores(network.tok2vec(batch), batch)
        found += [(example.id, *span) for span in entities(table, example, material)]
    mine = scores.by_label(found)
    gold = scores.by_label((example.id, *span) for example in held for span in example.spans)
    teachers = scores.by_label((example.id, *span) for example in held for span in example.silver)
    result = {}
    for label in ("PERSON", "GPE", "NORP", "ORG", "FAC"):
        result[f"held out {label} F"] = scores.f1(gold[label], mine[label])[2]
        result[f"held out {label} F, teacher"] = scores.f1(gold[label], teachers[label])[2]
    for label in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"):
        result[f"{label} as teacher F"] = scores.f1(teachers[label], mine[label])[2]
    return result


def batches(labelled: Sequence[Labelled]) -> Iterator[Batch]:
    """One epoch in random order, each article now and then in other case, and with other people's names."""
    batch, size = [], 0
    people = [of_people(example, tags) for example, tags in labelled]
    names = np.unique(np.concatenate([one.types[mask] for (one, _), mask in zip(labelled, people, strict=True)]))
    for place in random.sample(range(len(labelled)), len(labelled)):
        example, tags = labelled[place]
        types, draw = example.types, random.random()
        if draw < TRAINING["variants"]:
            types = example.variants[int(draw / TRAINING["variants"] * len(example.variants))]
        batch.append((example, exchanged(types, example.names, people[place], names), tags))
        size += len(types)
        if size >= TRAINING["batch"]:
            yield batch_of(batch, TRAINING["states"])
            batch, size = [], 0
    if batch:
        yield batch_of(batch, TRAINING["states"])


def of_people(example: Example, tags: np.ndarray) -> np.ndarray:
    """Whether each token is a word with a capital that stands in people's names alone, throughout the article."""
    person = (tags >= PERSON[0]) & (tags < PERSON[1])
    others = np.isin(example.names, example.names[~person])
    mask: np.ndarray = person & (example.names >= 0) & ~others
    return mask


def exchanged(types: np.ndarray, groups: np.ndarray, people: np.ndarray, names: np.ndarray) -> np.ndarray:
    """The types with a part of the people's words, each at all its places, exchanged for others of ``names``."""
    count = int(groups.max(initial=-1)) + 1
    chosen = np.where(np.random.random(count) < TRAINING["exchanged"], np.random.choice(names, count), -1)
    new = np.append(chosen, -1)[groups]
    return np.where(people & (new >= 0), new, types)


def train(
    material: Material,
    out: Path,
    epochs: int,
    without: int | None = None,
    shape: Shape = SHAPE,
    weights: Path | None = None,
) -> dict[str, float]:
    """The last scores of the network, trained from ``weights`` (by default the teacher's) and saved in ``out``.

    A fold of the gold may be left out (``without``, see ``corpora.fold``): what the network says of that is not learned
    by heart. The learning rate falls to zero over the epochs; after each, the averaged weights are scored and saved.
    Every ten minutes the state is saved beside ``out``; where training was broken off, it goes on from there.
    """
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(SETTINGS["seed"])
    torch.set_num_threads(1)
    network, labelled = build(material, weights, shape), material.to_learn_from(without)
    optimizer = torch.optim.AdamW(network.parameters(), lr=TRAINING["rate"], weight_decay=0.01, fused=True)
    state, result = out.with_suffix(".state"), {}
    progress = Progress({name: value.detach().clone() for name, value in network.named_parameters()})
    if state.exists():
        progress = _resume(state, network, optimizer)
    saved, total = time.monotonic(), sum(len(tags) for _, tags in labelled) * epochs
    for epoch in range(progress.epoch, epochs):
        progress.began = random.getstate(), np.random.get_state()
        for batch in islice(batches(labelled), progress.done, None):
            rate = TRAINING["rate"] * max(1 - progress.seen / total, 0.01) * min(1, (progress.step + 1) / 100)
            _step(network, optimizer, _loss(network, batch), rate)
            progress.step, progress.done = progress.step + 1, progress.done + 1
            progress.seen += len(batch.tags)
            _average(progress.average, network, min(0.999, 1 - 1 / (1 + progress.step / 10)))
            if time.monotonic() - saved > _SAVED_EVERY:
                _save(state, network, optimizer, progress)
                saved = time.monotonic()
        result = _checkpoint(network, progress.average, material, out, epoch)
        progress.epoch, progress.done = epoch + 1, 0
        progress.began = random.getstate(), np.random.get_state()
        _save(state, network, optimizer, progress)
        saved = time.monotonic()
    state.unlink(missing_ok=True)
    return result


@dataclass(slots=True)
class Progress:
    """How far training has come."""

    average: dict[str, torch.Tensor]  # of the weights
    seen: int = 0  # tokens
    step: int = 0
    epoch: int = 0
    done: int = 0  # batches of the epoch
    began: tuple[Any, Any] = ()  # Python's and numpy's random numbers at the epoch's beginning, which its batches draw


def _save(state: Path, network: Network, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Writes the state; one that was written before stays whole until then."""
    aside = state.with_suffix(".part")
    torch.save((network.state_dict(), optimizer.state_dict(), asdict(progress), torch.get_rng_state()), aside)
    aside.replace(state)


def _resume(state: Path, network: Network, optimizer: torch.optim.Optimizer) -> Progress:
    """The progress of the state, with its weights set, and the random numbers that its epoch began with."""
    weights, moments, fields, draws = torch.load(state, weights_only=False)
    progress = Progress(**fields)
    network.load_state_dict(weights)
    optimizer.load_state_dict(moments)
    random.setstate(progress.began[0])
    np.random.set_state(progress.began[1])
    torch.set_rng_state(draws)
    return progress


def _loss(network: Network, batch: Batch) -> torch.Tensor:
    entity_loss, tag_loss, parse_loss = network.losses(batch)
    return entity_loss + TRAINING["tag_weight"] * tag_loss + TRAINING["parse_weight"] * parse_loss


def _step(network: Network, optimizer: torch.optim.Optimizer, loss: torch.Tensor, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


def _average(average: dict[str, torch.Tensor], network: Network, decay: float) -> None:
    with torch.no_grad():
        for name, value in network.named_parameters():
            average[name].lerp_(value, 1 - decay)


def _checkpoint(
    network: Network, average: dict[str, torch.Tensor], material: Material, out: Path, epoch: int
) -> dict[str, float]:
    """Scores and saves the averaged weights; the network goes on with its own."""
    own = {name: value.detach().clone() for name, value in network.named_parameters()}
    network.load_state_dict(average, strict=False)
    result = {name: round(value, 2) for name, value in evaluate(network, material).items()}
    saved = {"weights": network.state_dict(), "labels": LABELS, "scores": result, "shape": network.shape}
    torch.save(saved, out)
    network.load_state_dict(own, strict=False)
    print(json.dumps({"epoch": epoch, "cpu seconds": round(time.process_time()), **result}), flush=True)
    return result


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("teacher")
    parser.add_argument("examples", type=Path, help="what examples.py wrote")
    parser.add_argument("out", type=Path, help="the weights")
    parser.add_argument("--epochs", type=int, default=SETTINGS["epochs"][0])
    parser.add_argument("--without", type=int, help="leave this fold of the gold out")
    parser.add_argument("--shape", type=_shape, default=SHAPE, help="DEPTHxWIDTHxPIECES, in place of the recipe's")
    parser.add_argument("--weights", type=Path, help="begin with these that were saved, in place of the teacher's")
    options = parser.parse_args()
    material = Material.load(options.corpora, options.teacher, options.examples)
    train(material, options.out, options.epochs, options.without, options.shape, options.weights)


def _shape(text: str) -> Shape:
    depth, width, pieces = map(int, text.split("x"))
    return Shape(width, depth, pieces)


if __name__ == "__main__":
    main()
