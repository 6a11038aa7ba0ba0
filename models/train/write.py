"""Writes the trained network as a spaCy pipeline: tokenizer, tok2vec, tagger, parser, ner."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from network import Shape
from silver import teacher
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from tokens import tokenizer

import newsextract.network.component  # noqa: F401
from newsextract.network.checksums import write_sums

ATTRS = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "upstream": "tok2vec"}
ENCODER = {"@architectures": "newsextract.WindowEncoder.v1", "window_size": 1}
TAGGER = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False}


def write(teacher_path: str, weights_path: Path, out: Path) -> None:
    """The pipeline of the weights in ``out``, with a meta.json that says from what they were made."""
    saved = torch.load(weights_path, weights_only=False)
    weights = {name: value.numpy().astype(np.float32) for name, value in saved["weights"].items()}
    nlp = teacher(teacher_path)
    vectors = word_vectors(nlp, weights["project.weight"])
    new = blank(nlp, saved["labels"], len(vectors["table"]), saved["shape"])
    fill(new, weights, vectors)
    meta = json.loads((Path(__file__).parent / "meta.json").read_text(encoding="utf-8"))
    new.meta.update(meta | {"performance": saved["scores"]})
    new.config["nlp"]["tokenizer"] = {"@tokenizers": "newsextract.StoredTokenizer.v1"}
    new.to_disk(out, exclude=["tokenizer"])
    tokenizer().to_disk(out / "tokenizer", exclude=["vocab"])
    write_sums(out)


def blank(nlp: Language, labels: list[str], vector_rows: int, shape: Shape) -> Language:
    """The pipeline with its labels set and its weights at random; norms are the teacher's."""
    new = spacy.blank("en")
    new.vocab.lookups = nlp.vocab.lookups
    rows = [node.get_dim("nV") for node in _tables(nlp.get_pipe("tok2vec").model)]
    embed = {"@architectures": "newsextract.WordEmbed.v1", "width": shape.width, "attrs": ATTRS, "rows": rows}
    embed |= {"vectors": vector_rows}
    encode = ENCODER | {"width": shape.width, "depth": shape.depth, "maxout_pieces": shape.pieces}
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    new.add_pipe("news_tok2vec", name="tok2vec", config={"model": tok2vec})
    listener = LISTENER | {"width": shape.width}
    new.add_pipe("tagger", config={"model": TAGGER | {"tok2vec": listener}})
    new.add_pipe("parser", config=_parser_config(nlp, shape))
    new.add_pipe("news_ner", name="ner", config={"model": {"width": shape.width, "tok2vec": listener}})
    _initialize(new, {name: nlp.get_pipe(name).label_data for name in ("tagger", "parser")} | {"ner": labels})
    _check_actions(nlp, new)
    return new


def _parser_config(nlp: Language, shape: Shape) -> dict[str, Any]:
    own = {"tok2vec": LISTENER | {"width": shape.width}, "hidden_width": shape.units}
    return {"model": nlp.get_pipe_config("parser")["model"] | own}


def _check_actions(nlp: Language, new: Language) -> None:
    if nlp.get_pipe("parser").move_names != new.get_pipe("parser").move_names:
        raise SystemExit("the parser's actions do not stand in the teacher's order")


def _initialize(nlp: Language, labels: dict[str, Any]) -> None:
    nlp.get_pipe("tok2vec").initialize(lambda: [_example(nlp)], nlp=nlp)
    for name, labels_of in labels.items():
        nlp.get_pipe(name).initialize(lambda: [_example(nlp)], nlp=nlp, labels=labels_of)


def _example(nlp: Language) -> Example:
    words = ["A", "first", "sentence", "."]
    reference = Doc(
        nlp.vocab,
        words=words,
        tags=["DT", "JJ", "NN", "."],
        heads=[2, 2, 2, 2],
        deps=["det", "amod", "ROOT", "punct"],
    )
    return Example(Doc(nlp.vocab, words=words), reference)


def fill(nlp: Language, weights: dict[str, np.ndarray], vectors: dict[str, np.ndarray]) -> None:
    """Puts the trained weights into the pipeline."""
    tok2vec = nlp.get_pipe("tok2vec").model
    for place, node in enumerate(_tables(tok2vec)):
        _set(node, "E", weights[f"tables.{place}.weight"])
    maxouts, norms = _named(tok2vec, "maxout"), _named(tok2vec, "layernorm")
    names = ["mix", *(f"encode.{place}" for place in range(len(maxouts) - 1))]
    for name, maxout, norm in zip(names, maxouts, norms, strict=True):
        _linear(maxout, weights, f"{name}.linear")
        _set(norm, "G", weights[f"{name}.norm.weight"])
        _set(norm, "b", weights[f"{name}.norm.bias"])
    _named(tok2vec, "word_vectors")[0].attrs.update(vectors)
    _linear(_named(nlp.get_pipe("tagger").model, "softmax")[0], weights, "tagger")
    _fill_parser(nlp, weights)
    ner = nlp.get_pipe("ner").model
    _linear(ner.get_ref("hidden"), weights, "pooled")
    _linear(ner.get_ref("output"), weights, "entities")


def _fill_parser(nlp: Language, weights: dict[str, np.ndarray]) -> None:
    parser = nlp.get_pipe("parser").model
    _linear(_named(parser.get_ref("tok2vec"), "linear")[0], weights, "parser.state_in")
    _linear(parser.get_ref("upper"), weights, "parser.actions")
    for name, mine in (("W", "features"), ("pad", "pad"), ("b", "bias")):
        _set(parser.get_ref("lower"), name, weights[f"parser.{mine}"])


def _named(model: Any, name: str) -> list[Any]:
    return [node for node in model.walk() if node.name == name]


def _tables(model: Any) -> list[Any]:
    return sorted(_named(model, "hashembed"), key=lambda node: node.attrs["column"])


def _linear(node: Any, weights: dict[str, np.ndarray], name: str) -> None:
    _set(node, "W", weights[f"{name}.weight"])
    _set(node, "b", weights[f"{name}.bias"])


def _set(node: Any, name: str, value: np.ndarray) -> None:
    node.set_param(name, np.ascontiguousarray(value.reshape(node.get_param(name).shape)))


def word_vectors(nlp: Language, projection: np.ndarray) -> dict[str, np.ndarray]:
    """The teacher's vectors at the network's width, and the row of each word that has one."""
    table = nlp.vocab.vectors
    keys = np.fromiter(table.key2row.keys(), dtype=np.uint64)
    rows = np.fromiter(table.key2row.values(), dtype=np.int64)
    short = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    order = np.argsort(short, kind="stable")
    projected = (table.data @ projection.T).astype(np.float16)
    return {"keys": short[order], "rows": rows[order].astype(np.uint16), "table": projected}
