"""What a component finds on a Doc before it: one that lacks it would have wrong finds, so the program is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from newsextract.extraction.doc_spans import with_spans
from newsextract.records.doc_finds import has_finds
from newsextract.records.kinds import Kind

Component = Callable[[Doc], Doc]
Check = Callable[[Doc], bool]


class Needing:
    """A component that runs on those Docs alone that hold what it needs."""

    def __init__(
        self,
        component: Component,
        name: str,
        requires: Iterable[str],
        spans: Kind | None = None,
        is_parsed: Check | None = None,
    ) -> None:
        """``requires`` is what its spaCy factory declares. ``spans``: the kind whose finds become a span group too.

        ``is_parsed``: whether a Doc has the tree that it needs.
        """
        self._component = component
        self._name = name
        self._requires = tuple(requires)
        self._spans = spans
        self._is_parsed = is_parsed or _is_parsed

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the component's finds on it. Raises ValueError that names what the pipeline lacks."""
        for need in self._requires if len(doc) else ():
            is_there = self._is_parsed if need == "token.dep" else _CHECKS[need]
            if not is_there(doc):
                raise ValueError(
                    f"{self._name} needs {_REMEDIES[need]} before it in the pipeline: this Doc has no {need}"
                )
        doc = self._component(doc)
        return with_spans(doc, self._spans) if self._spans else doc


def _is_parsed(doc: Doc) -> bool:
    return bool(doc.has_annotation("DEP"))


_CHECKS: dict[str, Check] = {
    "doc.ents": lambda doc: doc.has_annotation("ENT_IOB"),
    "token.tag": lambda doc: doc.has_annotation("TAG"),
    "doc._.people": lambda doc: has_finds(doc, "people"),
}
_REMEDIES = {
    "doc.ents": "an entity recogniser (ner)",
    "token.tag": "a tagger",
    "token.dep": "a parser",
    "doc._.people": "news_people",
}
