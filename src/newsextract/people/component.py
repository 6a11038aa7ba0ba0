"""The spaCy component that finds an article's people and writes them on the Doc, as ``doc._.people``.

Its stages: read the words, gather candidate names, judge them, find the mentions of persons, group them by person, and
give each person a name, titles and roles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from spacy.tokens import Doc

from newsextract.people.candidates.article import Words, read_article
from newsextract.people.classifying.verdict import Judged, judge, mention_places, names, votes
from newsextract.people.coreference import Group, grouped, name_forms, one_person, relatives
from newsextract.people.describing.around_name import Place, mention_at, name_lists
from newsextract.people.describing.role_phrases import RoleWords
from newsextract.people.describing.roles import roles_of
from newsextract.people.describing.shown_name import fullest, shown_name
from newsextract.people.knowledge.lexicon import Lexicon, lexicon
from newsextract.records import doc_finds  # noqa: F401
from newsextract.records.record import Mention, Person

Doc.set_extension("name_odds", default=(), force=True)


class NewsPeople:
    """Writes ``doc._.people``, a tuple of records.Person with offsets into ``doc.text``, and ``doc._.name_odds``: the
    start, the end and the log odds of a person of every name that was judged.
    """

    def __init__(self) -> None:
        """Read the rules. Raises rules.RulesError."""
        self._lexicon = lexicon()
        self._votes = votes()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of the doc; the doc itself comes back."""
        words, judged = self.judged(doc)
        doc._.people = persons(words, judged, self._lexicon)
        doc._.name_odds = [(*context.span, one.score) for one in judged for context in one.name.contexts]
        return doc

    def judged(self, doc: Doc) -> tuple[Words, list[Judged]]:
        """The words of the doc, and each name with its verdict."""
        words = read_article(doc, self._lexicon)
        return words, judge(words, names(words, self._lexicon), self._lexicon, self._votes)


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    places = mention_places(judged)
    ordered = sorted((place for found in places.values() for place in found), key=attrgetter("first"))
    forms = name_forms(words, places, lexicon)
    groups = grouped(forms, lexicon, one_person(words, ordered), relatives(words, ordered))
    inside = {at: one.last for one in ordered for at in range(one.first, one.last)}
    role_words = RoleWords(**vars(words), lexicon=lexicon, people=inside)
    lists = name_lists(role_words, ordered)
    people = [_described(role_words, group, lists) for group in groups]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _described(words: RoleWords, group: Group, lists: Mapping[int, Place]) -> Person:
    """The person of a group, by what the words around the mentions say."""
    places = sorted((place for form in group.forms + group.also for place in form.places), key=attrgetter("first"))
    mentions = [
        Mention(words.span(one.first, one.last), words.starts[one.first], words.ends[one.last - 1]) for one in places
    ]
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    also = {" ".join(words.span(one.places[0].first, one.places[0].last).split()) for one in group.also}
    name = shown_name(fullest(forms, also), forms, words.lexicon)
    contexts = [mention_at(words, place, lists) for place in places]
    titles = dict.fromkeys(title for one in contexts for title in one.titles)
    aliases = tuple(form for form in forms if form != name)
    return Person(name, aliases, tuple(titles), roles_of(contexts), tuple(mentions))
