"""Labels plain articles as the whole pipeline reads them, rules and all, for the network to learn from.

The network finds less by itself than with the rules. On articles that nobody annotated, what the pipeline finds is
close enough to annotation to be learned as such. What only the network takes for a person is labelled as none where the
rules are sure. Where they are not, the tokens teach nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from article import NO_PERSON, UNSURE, Article
from corpora import LABELLED, SETTINGS, corpus, long_lines, unread
from spacy.language import Language
from spacy.tokens import Doc

from newsextract import load
from newsextract.analysis.paragraphs import unwrapped
from newsextract.countries.component import NewsCountries
from newsextract.people.component import NewsPeople, persons
from newsextract.people.knowledge.lexicon import lexicon

_OURS = {"name": "GPE", "capital": "GPE", "demonym": "NORP"}  # kinds of a country's mention, as labels
_SURE = SETTINGS["pipeline_labels"]["sure"]  # log odds either way from which on a verdict counts against the network

Odds = Mapping[tuple[int, int], float]
"""The log odds of a person for each place of each name that was judged."""


class Label(NamedTuple):
    """A span of characters and its label."""

    start: int
    end: int
    label: str

    def meets(self, other: Label) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


def label_all(folder: Path, out: Path) -> None:
    """Writes OUT/NAME.jsonl for each corpus to label that has none yet: its texts, with "ents".

    An article that shares a long line with one that is scored on is left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    nlp, scored = pipeline(), unread(folder)
    for name in LABELLED:
        path = out / f"{name}.jsonl"
        if path.exists():
            continue
        aside = path.with_suffix(".part")
        with aside.open("w", encoding="utf-8") as file:
            for article in corpus(folder, name):
                if scored.isdisjoint(long_lines(article.text)):
                    row = {"id": article.id, **labelled(nlp, article)}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
        aside.replace(path)
        print(path, flush=True)


def pipeline() -> Language:
    """The network alone; the two components that ``labelled`` runs after it are disabled."""
    nlp = load(only=["people", "countries"]).nlp
    nlp.select_pipes(disable=["news_people", "news_countries"])
    return nlp


def labelled(nlp: Language, article: Article) -> dict[str, object]:
    """The text as the network is given it, and the spans of its people, countries and other names.

    Where the article's people are annotated, they are those.
    """
    doc = nlp(unwrapped(article.text).text if article.gold is None else article.text)
    words, judged = NewsPeople().judged(doc)
    doc._.people = persons(words, judged, lexicon())
    NewsCountries()(doc)
    odds = {context.span: one.score for one in judged for context in one.name.contexts}
    people = list(_people(doc, odds))
    countries = [
        Label(mention.start, mention.end, _OURS[mention.kind])
        for country in doc._.countries
        for mention in country.mentions
        if mention.kind in _OURS and mention.within is None
    ]
    taken = [*people, *(country for country in countries if not any(map(country.meets, people)))]
    spans = sorted([*taken, *_others(doc, odds, taken)])
    if article.gold is not None:
        spans = sorted(_with_people(spans, [Label(*span) for span in article.gold]))
    return {"text": doc.text, "ents": [span._asdict() for span in spans]}


def _with_people(spans: Iterable[Label], people: list[Label]) -> Iterator[Label]:
    """The spans with these people, who are complete, for those found: whoever else was found is no person."""
    yield from people
    for span in spans:
        if not any(map(span.meets, people)):
            yield span._replace(label=NO_PERSON) if span.label in ("PERSON", UNSURE) else span


def _people(doc: Doc, odds: Odds) -> Iterator[Label]:
    """Each mention of a person; unsure where the network says otherwise and the verdict was close."""
    network = {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"}
    for person in doc._.people:
        for mention in person.mentions:
            span = mention.start, mention.end
            sure = span in network or odds.get(span, 0.0) >= _SURE
            yield Label(*span, "PERSON" if sure else UNSURE)


def _others(doc: Doc, odds: Odds, taken: list[Label]) -> Iterator[Label]:
    """The network's own names beside those; what it alone takes for a person is none, or unsure."""
    own = {*SETTINGS["labels"].values(), "LOC"}
    for ent in doc.ents:
        if ent.label_ in own:
            span = Label(ent.start_char, ent.end_char, ent.label_)
            if span.label == "PERSON":
                no_person = odds.get(span[:2], 0.0) <= -_SURE
                span = span._replace(label=NO_PERSON if no_person else UNSURE)
            if not any(map(span.meets, taken)):
                yield span
