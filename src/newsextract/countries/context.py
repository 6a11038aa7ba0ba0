"""What stands around a word for a country: entities, people, tags, text, and the longer name that it is a part of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from spacy.tokens import Doc

from newsextract import rules
from newsextract.analysis.reading import Reading
from newsextract.countries.gazetteer import Hit, gazetteer

_WINDOW = 48
_LIST_NAME = re.compile(r"\{([a-z_]+)(?:\.([^{}|]+))?(\|upper)?\}")

_NAME_LABELS = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|\s*\([^()]*|[\s\"”“]+)$")
_OTHER_WORD = re.compile(r"(?<!\w)[A-ZÀ-Þ]")
_LINKS = ("of ", "for ", "of the ", "for the ")  # between a head word and the word for a country
_LONGEST = 200  # characters of a name; what is longer, the network has run together, and would be read for each hit
_WORD = r"[A-ZÀ-Þ][\w&’'.-]*"
_HEAD_BEFORE = rf"(?:{_WORD} ){{0,3}}{{name_heads}} (?:of|for) (?:the )?$"  # "Bank of the "
_HEAD_AFTER = rf"(?: (?:{_WORD}|of|for|and|on)){{0,5}} {{name_heads}}(?![\w’'-]\w)"  # " State Department"

Labelled = tuple[int, int, str]


@rules.cached
def pattern(expression: str) -> re.Pattern[str]:
    """The expression compiled, with the words of lists of models/rules/countries for their names in braces: "{states}",
    "{languages.before}"; "{states|upper}": the words also in capitals.
    """

    def any_word(name: re.Match[str]) -> str:
        listed = rules.table(f"countries/{name[1]}")[name[2]] if name[2] else rules.words(f"countries/{name[1]}")
        words = {*listed, *map(str.upper, listed)} if name[3] else listed
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"

    return re.compile(_LIST_NAME.sub(any_word, expression))


class ArticleContext(Reading):
    """A Doc with its people. Offsets are code points into ``text``."""

    def __init__(self, doc: Doc) -> None:
        """Read the doc and, where the people component ran, its people."""
        super().__init__(doc)
        people = doc._.people if Doc.has_extension("people") else ()
        self._people = sorted(
            (mention.start, mention.end, person.name) for person in people for mention in person.mentions
        )
        self._labelled = [(self.starts[first], self.ends[end - 1], label) for first, end, label in self.entities]

    def person(self, start: int, end: int) -> Labelled | None:
        """The mention of a person that covers ``start`` to ``end``, with the person's name, or None."""
        return _over(self._people, start, end)

    def before(self, start: int) -> str:
        """The text just before ``start``, back to the line's beginning at most."""
        return self.text[max(0, start - _WINDOW) : start].rpartition("\n")[2]

    def after(self, end: int) -> str:
        """The text just after ``end``, to the line's end at most."""
        return self.text[end : end + _WINDOW].partition("\n")[0]

    def tag_after(self, end: int) -> str:
        """The Penn tag of the first token from ``end`` on; empty at the text's end or a line's end."""
        place = self.token_before(end)
        return "" if "\n" in self.written[place] else self.written_tags[place]

    def within(self, hit: Hit) -> str | None:
        """The longer name around the hit, without a leading article or a closing 's: "US State Department"."""
        entity = _over(self._labelled, hit.start, hit.end)
        name = self._entity_name(hit, *entity) if entity else None
        if name:
            return name
        before, after = self.before(hit.start), self.after(hit.end)
        left = pattern(_HEAD_BEFORE).search(before) if before.endswith(_LINKS) else None
        right = pattern(_HEAD_AFTER).match(after) if after.startswith(" ") else None
        if left is None and right is None:
            return None
        start = hit.start - len(left.group()) if left else hit.start
        return self.text[start : hit.end + (right.end() if right else 0)]

    def _entity_name(self, hit: Hit, start: int, end: int, label: str) -> str | None:
        """The entity around a hit as a name; None where it has no other word than countries', or all is in capitals."""
        possessive = self.text[hit.end : min(end, hit.end + 1)] in ("'", "’")
        if label not in _NAME_LABELS or end - start > _LONGEST or possessive:
            return None
        name = self.text[start:end]
        article = _ARTICLE.match(name)
        name = _TAIL.sub("", name[article.end() :] if article else name).strip()
        rest, last = "", 0
        for other in gazetteer().hits(name):
            rest, last = rest + name[last : other.start], other.end
        if not _OTHER_WORD.search(rest + name[last:]) or (self.before(hit.start) + self.after(hit.start)).isupper():
            return None
        return name


def _over(spans: Sequence[Labelled], start: int, end: int) -> Labelled | None:
    """The span that covers ``start`` to ``end``; spans are in order and do not overlap."""
    place = bisect_right(spans, start, key=itemgetter(0)) - 1
    return spans[place] if place >= 0 and spans[place][1] >= end else None
