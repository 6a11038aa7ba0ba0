"""The spaCy component that finds entities by classifying tokens: ``news_ner``, to replace ``ner``."""

# No "from __future__ import annotations" here: spaCy reads the types of initialize() as they are.
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE, ORTH
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Config, Model

from newsextract.network import embedding, encoding, recogniser, tok2vec, tokenizer  # noqa: F401
from newsextract.network.biluo import decode, tag_count

_DEFAULT_MODEL = """
[model]
@architectures = "newsextract.ArticleRecogniser.v1"
width = 96
hidden_width = 128

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""

_BEGINS, _GOES_ON, _OUTSIDE = 3, 1, 2
"""spaCy's codes of ENT_IOB."""

_PERSON = "PERSON"
MOST_ODDS = 8.0  # log odds of a person are given between this and its negative: 3,000 to 1 either way

Doc.set_extension("person_odds", default=None, force=True)


class Prediction(NamedTuple):
    """What the network says of each token of a doc."""

    tags: Any  # the number of its BILUO tag
    odds: Any  # the log odds that it is in a person's name


@Language.factory(
    "news_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config=Config().from_str(_DEFAULT_MODEL),
)
def make_ner(nlp: Language, name: str, model: Model[Any, Any]) -> "NewsNer":
    """The factory of ``nlp.add_pipe("news_ner")``."""
    return NewsNer(nlp.vocab, model, name)


class NewsNer(TrainablePipe):  # type: ignore[misc]
    """Writes ``doc.ents``: scores each token's BILUO tags, takes the best valid sequence.

    No entity reaches over a line's end, or starts or ends with white space. Entities that the doc had before
    are replaced.
    """

    def __init__(self, vocab: Any, model: Model[Any, Any], name: str = "news_ner") -> None:
        """Labels come with ``initialize`` or ``from_disk``."""
        super().__init__(vocab, model, name, labels=[])
        self.cfg["labels"] = []

    @property
    def labels(self) -> tuple[str, ...]:
        """Entity types, in the order of the tags."""
        return tuple(self.cfg["labels"])

    def predict(self, docs: Iterable[Doc]) -> list[Prediction]:
        """What the network says of each doc's tokens."""
        docs = list(docs)
        if not any(map(len, docs)):
            return [Prediction(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)) for _ in docs]
        scores = self.model.ops.flatten(self.model.predict(docs))
        spaces, line_ends = _white_space(docs)
        labels = scores[:, 1:].reshape(len(scores), -1, 4)
        labels[spaces[:, None], :, [0, 2, 3]] = -np.inf  # within an entity at most
        labels[line_ends] = -np.inf
        scores[:, 1:] = labels.reshape(len(scores), -1)
        starts = np.cumsum([0, *map(len, docs)])[:-1]
        tags, odds = decode(scores, starts), self._person_odds(scores)
        return list(map(Prediction, np.split(tags, starts[1:]), np.split(odds, starts[1:])))

    def _person_odds(self, scores: Any) -> Any:
        """The log odds that each token is in a person's name."""
        odds: Any = np.full(len(scores), -MOST_ODDS, dtype=np.float32)
        if _PERSON not in self.labels:
            return odds
        first = 1 + 4 * self.labels.index(_PERSON)
        near = np.flatnonzero(scores[:, first : first + 4].max(axis=1) > scores[:, 0] - MOST_ODDS)
        likely = scores[near]
        likely = np.exp(likely - likely.max(axis=1, keepdims=True))
        person = likely[:, first : first + 4].sum(axis=1)
        odds[near] = np.log(person / np.maximum(likely.sum(axis=1) - person, 1e-6))
        return odds.clip(-MOST_ODDS, MOST_ODDS)

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Prediction]) -> None:
        """Writes entities, and ``doc._.person_odds``, from what ``predict`` gave."""
        types = np.array([self.vocab.strings.add(label) for label in self.labels], dtype=np.uint64)
        for doc, (tags, odds) in zip(docs, scores, strict=True):
            doc._.person_odds = odds
            iob_and_type: Any = np.full((len(doc), 2), (_OUTSIDE, 0), dtype=np.uint64)
            inside = tags > 0
            begins = inside & ((tags - 1) % 4 % 3 == 0)  # B or U
            iob_and_type[inside, 0] = np.where(begins[inside], _BEGINS, _GOES_ON)
            iob_and_type[inside, 1] = types[(tags[inside] - 1) // 4]
            doc.from_array([ENT_IOB, ENT_TYPE], iob_and_type)

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        """Fixes the labels, those given or else all in the examples, and sets up the weights."""
        if labels is None:
            labels = sorted({ent.label_ for example in get_examples() for ent in example.reference.ents})
        self.cfg["labels"] = list(labels)
        output = self.model.get_ref("output")
        if output.has_dim("nO") is None:
            output.set_dim("nO", tag_count(len(self.labels)))
        self.model.initialize(X=[example.predicted for example in islice(get_examples(), 10)])


def _white_space(docs: Sequence[Doc]) -> tuple[Any, Any]:
    """The white-space tokens, numbered over all docs, and those among them that have a line's end in them."""
    array = np.concatenate([doc.to_array([ORTH, IS_SPACE]).reshape(-1, 2) for doc in docs])
    spaces = np.flatnonzero(array[:, 1])
    strings = docs[0].vocab.strings
    distinct, places = np.unique(array[spaces, 0], return_inverse=True)
    ends = np.array(["\n" in strings[int(orth)] for orth in distinct], dtype=bool)
    return spaces, spaces[ends[places]]
