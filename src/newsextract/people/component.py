"""The spaCy component that finds an article's people and writes them on the Doc, as ``doc._.people``."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from newsextract.records import Mention, Person

Doc.set_extension("people", default=(), force=True)

_POSSESSIVE = re.compile(r"['’]s?$|[.,;:]+$")
_TITLE = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|President|Sen|Gov|Rep|Prof|King|Queen)\.? )+")


@Language.factory("news_people", requires=["doc.ents", "token.tag"], assigns=["doc._.people"])
def make_people(nlp: Language, name: str) -> NewsPeople:
    """The factory behind ``nlp.add_pipe("news_people")``."""
    return NewsPeople()


class NewsPeople:
    """Writes ``doc._.people``, a tuple of records.Person with offsets into ``doc.text``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of the doc; the doc itself comes back."""
        groups: dict[str, list[Mention]] = {}
        titles: dict[str, dict[str, None]] = {}
        for span in doc.ents:
            if span.label_ != "PERSON" or not span.text[0].isalpha():
                continue
            title = _TITLE.match(span.text)
            start = span.start_char + (title.end() if title else 0)
            name = _POSSESSIVE.sub("", doc.text[start : span.end_char])
            if name:
                key = name.split()[-1].casefold()
                groups.setdefault(key, []).append(Mention(name, start, start + len(name)))
                before = doc[span.start - 1].text if span.start else ""
                if before in {"Mr", "Mrs", "Ms", "Dr", "President"}:
                    titles.setdefault(key, {})[before] = None
        people = []
        for key, mentions in groups.items():
            forms = dict.fromkeys(sorted((m.text for m in mentions), key=len, reverse=True))
            first, *others = forms
            people.append(Person(first, tuple(others), tuple(titles.get(key, ())), (), tuple(mentions)))
        people.sort(key=lambda person: (-len(person.mentions), person.mentions[0].start))
        doc._.people = tuple(people)
        return doc
