"""The spaCy factories of our components, for any pipeline: a room is imported once its component is asked for.

``requires`` is what a component is not run without. It may read more if that is there: the article's countries show
which dollar is meant, its people whose age a number is. ``spans``: whether the finds become a span group of the Doc
too, which records do not need. ``rules``: a folder of the user's own rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from newsextract.analysis.doc_text import caching
from newsextract.extraction.blas import one_thread
from newsextract.records.doc_finds import has_finds
from newsextract.records.kinds import KINDS, Kind
from newsextract.rules import check_overlay, overlay_of, using_overlay

Component = Callable[[Doc], Doc]

_REQUIRED: dict[Kind, list[str]] = {
    "people": ["doc.ents", "token.tag"],
    "countries": ["doc.ents", "token.tag", "doc._.people"],
    "numbers": ["doc.ents", "token.tag"],
    "quotes": ["token.tag", "token.dep", "doc._.people"],
}


def _factory(kind: Kind, **options: bool) -> Callable[[Any], Any]:
    """The decorator of the factory of a kind's component; ``options``: its own, with their defaults."""
    return Language.factory(
        f"news_{kind}",
        requires=_REQUIRED[kind],
        assigns=[f"doc._.{kind}", "doc.spans"],
        default_config={**options, "spans": True, "rules": None},
    )


@_factory("people")
def make_people(nlp: Language, name: str, spans: bool, rules: str | None) -> Component:
    """The factory of ``nlp.add_pipe("news_people")``."""
    from newsextract.people.component import NewsPeople

    return CheckedComponent(NewsPeople, name, "people", spans, rules)


@_factory("countries")
def make_countries(nlp: Language, name: str, spans: bool, rules: str | None) -> Component:
    """The factory of ``nlp.add_pipe("news_countries")``."""
    from newsextract.countries.component import NewsCountries

    return CheckedComponent(NewsCountries, name, "countries", spans, rules)


@_factory("numbers")
def make_numbers(nlp: Language, name: str, spans: bool, rules: str | None) -> Component:
    """The factory of ``nlp.add_pipe("news_numbers")``."""
    from newsextract.numbers.component import NewsNumbers

    return CheckedComponent(NewsNumbers, name, "numbers", spans, rules)


@_factory("quotes", indirect=False)
def make_quotes(nlp: Language, name: str, indirect: bool, spans: bool, rules: str | None) -> Component:
    """The factory of ``nlp.add_pipe("news_quotes", config={"indirect": ...})``."""
    from newsextract.quotes.component import NewsQuotes
    from newsextract.quotes.parsing import is_parsed

    has_tree = partial(is_parsed, rest=indirect)  # unlike a function made here, it pickles, as a pipeline does
    return CheckedComponent(lambda: NewsQuotes(indirect), name, "quotes", spans, rules, has_tree)


@Language.factory(
    "news_parser", assigns=["token.dep", "token.head", "token.is_sent_start"], default_config={"rest": False}
)
def make_parser(nlp: Language, name: str, rest: bool) -> Any:
    """The factory of ``nlp.add_pipe("news_parser")``: runs the pipeline's own, disabled ``parser``."""
    from newsextract.quotes.parsing import NewsParser

    return NewsParser(nlp.get_pipe("parser"), rest, one_thread)


@Language.factory("news_confidence", assigns=[f"doc._.{kind}" for kind in KINDS])
def make_confidence(nlp: Language, name: str) -> Component:
    """The factory of ``nlp.add_pipe("news_confidence")``, for after the components whose finds it weighs."""
    from newsextract.confidence.component import NewsConfidence

    return CheckedComponent(NewsConfidence, name)


_NEEDS: dict[str, tuple[str, Callable[[Doc], bool]]] = {
    "doc.ents": ("an entity recogniser (ner)", lambda doc: doc.has_annotation("ENT_IOB")),
    "token.tag": ("a tagger", lambda doc: doc.has_annotation("TAG")),
    "token.dep": ("a parser", lambda doc: doc.has_annotation("DEP")),
    "doc._.people": ("news_people", lambda doc: has_finds(doc, "people")),
}
"""For each need of a component: what provides it, and whether a Doc has it."""


class CheckedComponent:
    """A component that runs only on Docs that have what it needs: on others its finds would be wrong."""

    def __init__(
        self,
        make: Callable[[], Component],
        name: str,
        kind: Kind | None = None,
        spans: bool = False,
        rules: str | None = None,
        is_parsed: Callable[[Doc], bool] | None = None,
    ) -> None:
        """``make`` makes the component, of which ``kind`` are the finds. ``spans``: whether they become a span group
        too. ``rules``: a folder of rules that is laid over ours for this component. ``is_parsed``: whether a Doc has
        the tree needed.
        """
        self._name, self._kind, self._spans, self._is_parsed = name, kind, spans, is_parsed
        self._overlay = overlay_of(rules) if rules else None
        with self._rules():
            if self._overlay:
                check_overlay()
            self._component = make()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the component's finds on it. Raises ValueError that names what the pipeline lacks."""
        with caching([doc]), self._rules():
            for need in _REQUIRED[self._kind] if self._kind and len(doc) else ():
                what, is_there = _NEEDS[need]
                if need == "token.dep" and self._is_parsed:
                    is_there = self._is_parsed
                if not is_there(doc):
                    raise ValueError(f"{self._name} needs {what} before it in the pipeline: this Doc has no {need}")
            doc = self._component(doc)
        if self._kind and self._spans:
            doc.spans[self._kind] = SpanGroup(doc, name=self._kind, spans=list(_spans(doc, self._kind)))
        return doc

    def _rules(self) -> AbstractContextManager[None]:
        """A context in which this component's rules count: its own, or those that an Extractor has laid over ours."""
        return using_overlay(self._overlay) if self._overlay else nullcontext()


def _spans(doc: Doc, kind: Kind) -> Iterator[Span]:
    """A span per find or mention, of whole words; its ``id_`` is the find's place in ``doc._.people``."""
    for place, find in enumerate(getattr(doc._, kind)):
        label = "person" if kind == "people" else getattr(find, "alpha_2", None) or find.kind
        for each in getattr(find, "mentions", (find,)):
            span = doc.char_span(each.start, each.end, label, alignment_mode="expand", span_id=str(place))
            if span is not None:
                yield span
