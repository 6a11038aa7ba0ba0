"""Statements reported without marks: he claimed that ...; the road is closed, he said; according to her, ...

Read off the parser's tree, precision before recall: a denied, asked, imagined or passive saying reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from spacy.tokens import Token

from newsextract.quotes.attributing.cues import Find, cue_phrase, is_body, is_finite, saying
from newsextract.quotes.attributing.subjects import Verb, before_clause, by_tree, is_passive, right_before
from newsextract.quotes.attributing.trailing import Clause, tag_line
from newsextract.quotes.lexicon import listed, reporting, with_plurals
from newsextract.quotes.narration import MOST_SENTENCE, QUOTED, Narration
from newsextract.quotes.speaker_phrases import Phrase, phrase_of
from newsextract.records.record import Quote

_MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj", "dep"))
_GOES_NOT_ON = frozenset(("VBG", "IN", "WRB"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_ASKS = frozenset(("WRB", "WP", "WDT", "WP$"))
_LEAD_ON = frozenset(("IN", "CC", "WRB"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))
_LEAST = 3  # tokens of a content clause
_MOST_AFTER = 14  # tokens from a cue phrase in a sentence that it ends


class Reported(NamedTuple):
    """What is reported to have been said, tokens [first, last), and who said it by which cue."""

    first: int
    last: int
    find: Find


def reported(narration: Narration, blocks: Sequence[Quote] = ()) -> list[Reported]:
    """The reported statements in text order, none inside another, none with words in marks and none in a block.

    They are looked for in the parser's sentences, except questions and endless ones.
    """
    found: list[Reported] = []
    spans = ((narration.token_at(block.start), narration.token_before(block.end)) for block in blocks)
    given = {place for span in spans for place in range(*span)}
    for sentence in narration.doc.sents:
        end = _trimmed(narration, sentence.start, sentence.end)
        if "?" in narration.words[end : sentence.end] or end - sentence.start > MOST_SENTENCE:
            continue
        first = max(sentence.start, narration.floors[narration.paragraph_of(sentence.start)])
        statements = [one for way in (_clauses, _tagged, _by_cue_phrase) for one in way(narration, first, end)]
        for one in sorted(statements, key=lambda one: (one.first, -one.last)):
            if one.first >= first and _is_said(narration, one.first, one.last, given):
                found.append(one)
                first = one.last
    return found


def _clauses(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """NAME said (that) ...: the clause that the parser makes the verb's object; and added that ...: the next one's."""
    speakers: dict[int, Phrase] = {}  # of a further verb in a clause
    end = first
    for verb in range(first, last):
        if verb < end or not _reports(narration, verb):
            continue
        content = next((child for child in narration.doc[verb].rights if child.dep_ == "ccomp"), None)
        speaker = content and (speakers.get(verb) or _reporter(narration, verb, first, last))
        if not content or not speaker:
            continue
        start = _content_start(narration, content)
        before = narration.words[start - 1 - (narration.low[start - 1] == "that")]
        of_quote = before == "," and QUOTED in narration.words[first:verb]  # the “impact,” he said, that it had
        if of_quote or narration.tags[start] in _ASKS or narration.low[start] in listed("doubt"):
            continue
        end, further = _content_end(narration, start, min(content.right_edge.i + 1, last))
        if further is not None:
            speakers[further] = speaker
        yield Reported(_word_from(narration, start), end, Find(speaker, verb, verb + 1))


def _tagged(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """..., NAME said: a tag line after the whole clause, which says who spoke and nothing more."""
    for comma in range(first + _LEAST, last):
        clause = tag_line(narration, comma + 1, last) if narration.words[comma] == "," else None
        if clause and clause.speaker.first > comma and narration.tags[comma + 1] != "CC":
            speaks = _is_speaker(narration, clause.speaker.head) and _reports(narration, clause.verb)
            if speaks and _ends_there(narration, clause, last):
                yield _opening(narration, first, comma, clause.find())
                return


def _opening(narration: Narration, first: int, last: int, find: Find) -> Reported:
    """The statement that opens a sentence, without the "But" or "And" before it."""
    start = _word_from(narration, first + (narration.tags[first] == "CC"))
    return Reported(start, _trimmed(narration, first, last), find)


def _word_from(narration: Narration, place: int) -> int:
    """The first word from here on: two spaces, or a line's end, are a token."""
    while narration.words[place].isspace():
        place += 1
    return place


def _ends_there(narration: Narration, clause: Clause, last: int) -> bool:
    """Whether the content does not go on after a tag line; more of a speaker who follows the verb may."""
    comma = next((at for at in range(clause.verb + 1, last) if narration.words[at] == ","), last)
    if any(is_finite(narration, at) for at in range(clause.verb + 1, comma)):
        return False
    tag = narration.tags[comma + 1]
    closed = tag != "CC" if clause.inverted else tag in _GOES_NOT_ON
    return comma == last or (closed and narration.low[comma + 1] != "that")


def _by_cue_phrase(narration: Narration, first: int, last: int) -> Iterator[Reported]:
    """According to NAME, ...; ..., according to NAME."""
    for place in range(first, last):
        find = cue_phrase(narration, (place,))
        if not find or not find.speaker or not _is_speaker(narration, find.speaker.head):
            continue
        if place <= first + 1:
            end = max(find.speaker.last, narration.doc[find.speaker.head].right_edge.i + 1)
            after = _trimmed(narration, find.speaker.last, end)  # the parser may hang the comma on the speaker
            comma = next((at for at in range(after, last) if narration.words[at] == ","), last)
            yield Reported(_word_from(narration, min(comma + 1, last)), last, find)
        elif last - place <= _MOST_AFTER:
            yield _opening(narration, first, place, find)
        return


def _is_said(narration: Narration, first: int, last: int, given: Set[int]) -> bool:
    """Whether the content is a whole clause without marks, whose head is a main verb with a subject; ``given``: tokens
    that are said already.
    """
    words = narration.words[first:last]
    if len(words) < _LEAST or QUOTED in words or words[0] == "," or not given.isdisjoint(range(first, last)):
        return False
    for place in range(first, last):
        is_top = not first <= narration.heads[place] < last or narration.heads[place] == place
        if is_top and narration.deps[place] in _MAIN:
            children = list(narration.doc[place].children)
            verbs = [place, *(child.i for child in children if child.i < place)]
            finite = any(is_finite(narration, verb) for verb in verbs)
            if finite and any(child.dep_ in _SUBJECTS for child in children):
                return True
    return False


def _reports(narration: Narration, verb: int) -> bool:
    """Whether the verb says that somebody did say something: not denied, doubted, possible or passive."""
    if narration.low[verb] not in reporting() or narration.tags[verb] not in _FINITE or is_passive(narration, verb):
        return False
    return not any(
        child.dep_ in ("neg", "nsubjpass") or (child.dep_ == "mark" and child.lower_ in listed("doubt"))
        for child in narration.doc[verb].children
    )


def _reporter(narration: Narration, verb: int, first: int, last: int) -> Phrase | None:
    """The subject of a reporting verb in [first, last), if it is one that speaks."""
    head = right_before(Verb(narration, verb, first, last, verb))
    if head is None:
        above = narration.heads[verb]  # she said that they left, adding
        is_complement = narration.tags[verb] == "VBG" and narration.deps[above] == "ccomp"
        own = narration.heads[above] if is_complement else verb
        one = Verb(narration, own, first, last, own)
        head = by_tree(one)
        head = before_clause(one) if head is None else head
    if head is None or not _is_speaker(narration, head):
        return None
    phrase = phrase_of(narration, head, first)
    if reporting()[narration.low[verb]] and phrase.name is None and narration.low[head] not in ("he", "she", "they"):
        return phrase if narration.tags[verb] != "VBG" and is_body(narration, head) else None
    return phrase


def _is_speaker(narration: Narration, head: int) -> bool:
    """Whether the word can stand for somebody other than the writer, the reader and a share of those polled."""
    word = narration.low[head]
    if narration.tags[head] == "CD" or word in listed("quantities") or word in listed("no_sources"):
        return False
    is_known = narration.name(head) or is_body(narration, head) or word in with_plurals("documents")
    return bool(is_known) or narration.tags[head] not in ("NN", "VBG", "JJ")


def _content_start(narration: Narration, content: Token) -> int:
    """Where the clause begins: after "that", and after a time or place before it (said on Monday the road ...)."""
    start = content.left_edge.i
    for child in content.lefts:
        if child.lower_ == "that" and child.dep_ == "mark":
            return child.i + 1
        if child.left_edge.i == start and child.dep_ in ("prep", "npadvmod"):
            start = child.right_edge.i + 1
    return start


def _content_end(narration: Narration, start: int, end: int) -> tuple[int, int | None]:
    """Where the content ends: before a cue phrase or a further verb of the speaker's (", saying", "and said"); that
    verb, if it has content of its own.
    """
    tags = narration.tags
    for place in range(start + 1, end):
        comma = narration.words[place - 1] == ","
        if comma and cue_phrase(narration, (place,)):
            return _trimmed(narration, start, place), None
        goes_on = tags[place] == "VBG" if comma else "CC" in tags[max(0, place - 2) : place]
        subjects = (child for child in narration.doc[place].lefts if child.dep_ in _SUBJECTS)
        if saying(narration, place) and goes_on and not any(subjects):
            cut = place - 1 if comma or tags[place - 1] == "CC" else place - 2
            return _trimmed(narration, start, cut), None if comma else place
    return _trimmed(narration, start, end), None


def _trimmed(narration: Narration, first: int, last: int) -> int:
    """The end of [first, last) without punctuation, space and words that only lead on (", while")."""
    while last > first:
        word = narration.words[last - 1]
        leads_on = narration.tags[last - 1] in _LEAD_ON and narration.words[last - 2] == ","
        if not leads_on and (word in (")", QUOTED) or any(map(str.isalnum, word))):
            break
        last -= 1
    return last
