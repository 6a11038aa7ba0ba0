"""Statements reported without marks: he claimed that ...; the road is closed, he said; according to her, ...

Read off the parser's tree, precision before recall: a denied, asked, imagined or passive saying reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsextract import rules
from newsextract.quotes.attribution import tag_line
from newsextract.quotes.context import MOST_SENTENCE, Context
from newsextract.quotes.cues import according, is_finite, is_passive, pronoun_before, saying, subject_in_tree
from newsextract.quotes.nouns import speakers
from newsextract.quotes.phrases import Phrase, phrase_of
from newsextract.quotes.verbs import reporting

_HAVE = frozenset(("has", "have", "had", "'ve", "’ve", "'d", "’d", "having"))
_DOUBT = frozenset(("if", "unless", "whether", "lest"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_ASKS = frozenset(("WRB", "WP", "WDT", "WP$"))
_LEAD_ON = frozenset(("IN", "CC", "WRB"))
_WRITERS = frozenset(("i", "we", "you", "one", "all", "which", "what", "who", "that", "this"))
_THEMSELVES = frozenset(("itself", "himself", "herself", "themselves"))
_BODIES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj", "dep"))
_LEAST = 3  # tokens of a content clause
_MOST_AFTER = 14  # tokens after "according to" in a sentence that it ends


@dataclass(frozen=True, slots=True)
class Reported:
    """What ``speaker`` is reported to have said, tokens [first, last), and the cue, tokens [cue_first, cue_last)."""

    first: int
    last: int
    speaker: Phrase
    cue_first: int
    cue_last: int


def reported(context: Context) -> list[Reported]:
    """The reported statements in text order, none inside another and none with words in marks."""
    found: list[Reported] = []
    for first, last in _sentences(context):
        ways = [*_that_clauses(context, first, last), *_tagged(context, first, last), *_according(context, first, last)]
        end = first
        for statement in sorted((_past_space(context, way) for way in ways), key=lambda one: (one.first, -one.last)):
            marked = any(context.quoted[place] >= 0 for place in range(statement.first, statement.last))
            if statement.first >= end and not marked and _is_said(context, statement):
                found.append(statement)
                end = statement.last
    return found


def _past_space(context: Context, statement: Reported) -> Reported:
    """The statement from its first word on: two spaces before it, or a line's end, are a token."""
    first = statement.first
    while first < statement.last and context.words[first].isspace():
        first += 1
    return replace(statement, first=first)


def _sentences(context: Context) -> Iterator[tuple[int, int]]:
    """The parser's sentences, cut where a paragraph ends; questions and endless ones are left out."""
    starts = {first for first, _ in context.paragraphs}
    first = 0
    for sentence in context.doc.sents:
        for place in range(sentence.start + 1, sentence.end + 1):
            if place == sentence.end or place in starts:
                last = _trimmed(context, first, place)
                if "?" not in context.words[last:place] and last - first <= MOST_SENTENCE:
                    yield max(first, context.floors[context.paragraph_of(first)]), last
                first = place


def _trimmed(context: Context, first: int, last: int) -> int:
    """The end of [first, last) without punctuation, space and words that only lead on (", while")."""
    while last > first and (
        not (context.words[last - 1] == ")" or any(map(str.isalnum, context.words[last - 1])))
        or (context.tags[last - 1] in _LEAD_ON and context.words[last - 2] == ",")
    ):
        last -= 1
    return last


def _that_clauses(context: Context, first: int, last: int) -> Iterator[Reported]:
    """NAME said (that) ...: the clause that the parser makes the verb's object."""
    inherited: dict[int, Phrase] = {}
    end = first
    for verb in range(first, last):
        if verb < end or not _reports(context, verb):
            continue
        content = next((child for child in context.doc[verb].rights if child.dep_ == "ccomp"), None)
        speaker = inherited.get(verb) or _subject(context, verb, first, last)
        if content is None or speaker is None or not _is_finite_clause(context, content.i):
            continue
        start = _content_start(context, content)
        if content.left_edge.i < verb or not _is_object(context, start, verb, first):
            continue
        end, further = _content_end(context, start, min(content.right_edge.i + 1, last))
        if further is not None:
            inherited[further] = speaker
        yield Reported(start, end, speaker, verb, verb + 1)


def _is_object(context: Context, start: int, verb: int, first: int) -> bool:
    """Whether a clause behind the verb is what it says: no question, no clause of its own, no rest of a quote ("the
    “impact,” he said, that it had").
    """
    if context.tags[start] in _ASKS or context.low[start] in _DOUBT or context.tags[start - 1] == "CC":
        return False
    before = context.words[start - 2] if context.low[start - 1] == "that" else context.words[start - 1]
    return before != "," or all(context.quoted[place] < 0 for place in range(first, verb))


def _reports(context: Context, verb: int) -> bool:
    """Whether the verb says that somebody did say something: not denied, doubted, possible or passive."""
    if context.quoted[verb] >= 0 or context.low[verb] not in reporting():
        return False
    children = list(context.doc[verb].children)
    tag = context.tags[verb]
    if tag == "VBN" and not any(child.lower_ in _HAVE for child in children):
        return False
    if tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG") or is_passive(context, verb):
        return False
    doubtful = any(
        child.dep_ in ("neg", "nsubjpass") or child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in _DOUBT)
        for child in children
    )
    return not doubtful


def _subject(context: Context, verb: int, first: int, last: int) -> Phrase | None:
    """The verb's subject, if it is one that speaks."""
    head = pronoun_before(context, verb, first)
    if head is None and context.tags[verb] == "VBG":
        head = _subject_of_participle(context, verb, first, last)
    elif head is None:
        head = subject_in_tree(context, verb, first, last)
    if head is None or not _is_speaker(context, head):
        return None
    phrase = phrase_of(context, head, first)
    if not reporting()[context.low[verb]]:
        return phrase
    known = phrase.name is not None or context.low[head] in ("he", "she", "they")
    return phrase if known or (context.tags[verb] != "VBG" and _is_somebody(context, head)) else None


def _is_speaker(context: Context, head: int) -> bool:
    """Whether the word can stand for somebody other than the writer, the reader and a share of those polled."""
    word = context.low[head]
    if word in _WRITERS or word in _THEMSELVES or context.tags[head] == "CD":
        return False
    if context.tags[head] in ("NN", "VBG", "JJ") and context.name(head) is None and not _is_known(context, head):
        return False
    return word not in rules.words("quotes/quantities")


def _subject_of_participle(context: Context, verb: int, first: int, last: int) -> int | None:
    """Who does the saying in "She left, saying ..." (a clause of the main verb's) and "They quoted her as saying"."""
    above = context.doc[verb].head
    if context.dep(verb) == "pcomp" and above.lower_ == "as":
        return next((child.i for child in above.head.rights if child.dep_ == "dobj" and child.i < verb), None) or (
            subject_in_tree(context, above.head.i, first, last)
        )
    if context.words[verb - 1] == "," and above.dep_ not in ("ROOT", "conj"):
        return None
    return subject_in_tree(context, verb, first, last)


def _is_somebody(context: Context, head: int) -> bool:
    """Whether a noun stands for people or a body that can speak."""
    word = context.low[head]
    named = context.doc[head].ent_type_ in _BODIES
    return named or word in speakers() or word.removesuffix("s") in speakers()


def _is_known(context: Context, head: int) -> bool:
    """Whether a singular noun stands for somebody, or for a paper that says what somebody says."""
    return _is_somebody(context, head) or context.low[head] in rules.words("quotes/documents")


def _is_finite_clause(context: Context, head: int) -> bool:
    """Whether a clause has a subject and a finite verb of its own."""
    children = list(context.doc[head].children)
    finite = is_finite(context, head) or any(is_finite(context, child.i) for child in children if child.i < head)
    return finite and any(child.dep_ in _SUBJECTS for child in children)


def _content_start(context: Context, content: Token) -> int:
    """Where the clause begins: after "that", and after a time or place before it (said on Monday the road ...)."""
    start = content.left_edge.i
    for child in content.lefts:
        if child.dep_ == "mark" and child.lower_ == "that":
            return child.i + 1
        behind = child.right_edge.i + 1
        if child.left_edge.i == start and child.dep_ in ("prep", "npadvmod") and context.words[behind] != ",":
            start = behind
    return start


def _content_end(context: Context, start: int, end: int) -> tuple[int, int | None]:
    """Where the content ends for good: before a further verb of saying (and added that ...; , saying ...) or
    "according to"; and that verb, if the same speaker said it.
    """
    for place in range(start + 1, end):
        before = context.words[place - 1]
        if saying(context, place) and context.dep(place) in ("conj", "advcl"):
            own = any(child.dep_ in _SUBJECTS for child in context.doc[place].lefts)
            joined = context.tags[place] == "VBG" if before == "," else "CC" in context.tags[place - 2 : place]
            if joined and not own:
                same = before != "," or context.low[place] == "adding"
                cut = place - 1 if before == "," or context.tags[place - 1] == "CC" else place - 2
                return _trimmed(context, start, cut), place if same else None
        if context.low[place] == "according" and before == ",":
            return _trimmed(context, start, place), None
    return _trimmed(context, start, end), None


def _tagged(context: Context, first: int, last: int) -> Iterator[Reported]:
    """..., NAME said: a tag line behind the whole clause."""
    for comma in range(first + _LEAST, last):
        if context.words[comma] != "," or context.quoted[comma] >= 0:
            continue
        find = tag_line(context, comma + 1, last)
        if find is None or find.speaker is None or not _is_tag(context, find.speaker, find.cue_first, comma, last):
            continue
        start, end = _past_conjunction(context, first), _trimmed(context, first, comma)
        yield Reported(start, end, find.speaker, find.cue_first, find.cue_last)
        return


def _is_tag(context: Context, speaker: Phrase, verb: int, comma: int, last: int) -> bool:
    """Whether the words from the comma to the next one say who spoke and nothing more."""
    if speaker.first < comma or context.tags[comma + 1] == "CC":
        return False
    if not _is_speaker(context, speaker.head) or not _reports(context, verb):
        return False
    end = next((place for place in range(verb + 1, last) if context.words[place] == ","), last)
    more = any(is_finite(context, place) or context.low[place] == "that" for place in range(verb + 1, end))
    return (
        _ends_there(context, end, last, speaker.first > verb)
        and not more
        and all(context.quoted[place] < 0 for place in range(comma, end))
    )


def _ends_there(context: Context, comma: int, last: int, inverted: bool) -> bool:
    """Whether the content does not go on behind a tag line that ends at ``comma``; more of the speaker may follow."""
    if comma == last:
        return True
    tag = context.tags[comma + 1]
    return context.low[comma + 1] != "that" and (tag != "CC" if inverted else tag in ("VBG", "IN", "WRB"))


def _past_conjunction(context: Context, first: int) -> int:
    """The clause without the "But" or "And" that opens its sentence."""
    return first + 1 if context.tags[first] == "CC" else first


def _according(context: Context, first: int, last: int) -> Iterator[Reported]:
    """According to NAME, ...; ..., according to NAME."""
    for place in range(first, last):
        find = according(context, place) if context.low[place] == "according" else None
        if find is None or find.speaker is None or not _is_speaker(context, find.speaker.head):
            continue
        if place <= first + 1:
            behind = max(find.speaker.last, context.doc[find.speaker.head].right_edge.i + 1)
            comma = next((at for at in range(behind, last) if context.words[at] == ","), last)
            yield Reported(min(comma + 1, last), last, find.speaker, find.cue_first, find.cue_last)
        elif last - place <= _MOST_AFTER:
            start, end = _past_conjunction(context, first), _trimmed(context, first, place)
            yield Reported(start, end, find.speaker, find.cue_first, find.cue_last)
        return


def _is_said(context: Context, statement: Reported) -> bool:
    """Whether the content is a whole clause: its head is a main verb with a subject, and nothing opens it that
    hangs it below another.
    """
    first, last = statement.first, statement.last
    if last - first < _LEAST or context.words[first] == ",":
        return False
    return any(
        context.dep(place) in _MAIN and _is_finite_clause(context, place)
        for place in range(first, last)
        if not first <= context.head(place) < last or context.head(place) == place
    )
