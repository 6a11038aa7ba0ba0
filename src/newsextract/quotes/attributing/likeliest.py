"""Who most likely spoke, of all whom the words around a quote name.

Each rule that looks for a speaker names one at most, and so does each verb of the quote's sentence. Every speaker named
is a candidate, and so is nobody. Its signs are the rules that name it, the verbs that it is the subject of, and what it
is: a name, a pronoun, a body. The candidate whose signs have the greatest sum of weights spoke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsextract import rules
from newsextract.quotes.attributing.cues import Find, can_speak, is_body, is_finite, verb_strength
from newsextract.quotes.attributing.leading import above, all_before
from newsextract.quotes.attributing.subjects import is_passive, subject_of
from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration import TERMINAL, Narration, Quoted, is_clause
from newsextract.quotes.speaker_phrases import Phrase

Spoken = tuple[Find | None, str]
"""A piece's find and the way to it: "leading", "trailing", "tail", "carried", "follow-on", "heading" or "none"."""

_STRENGTHS = ("other", "judging", "saying")
_DISTANCES = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # tokens
_MOST_AWAY = 40  # tokens from the quote
_MOST_FINITE = 3
_CLEAR = 0.3  # log odds
_PRONOUNS = {"she": "he", **{word: word for word in ("he", "they", "i", "we", "it", "you")}}  # with their kinds
_RELATIVES = frozenset(("that", "this", "which", "who", "what", "one"))
_END_MARKS = frozenset(",.?!")
_MARKS_AFTER = frozenset(",.;:")


@dataclass(slots=True)
class Candidate:
    """A speaker, or nobody, with the find and the way of the first rule that names it, and its signs."""

    spoken: Spoken
    signs: set[str] = field(default_factory=set)

    def sum(self, weights: Mapping[str, float]) -> float:
        """The sum of its signs' weights, added in one order: sums of floats depend on it."""
        return sum(weights.get(sign, 0.0) for sign in sorted(self.signs))

    @property
    def speaker(self) -> Phrase | None:
        """Who may have spoken."""
        return self.spoken[0].speaker if self.spoken[0] else None


@rules.cached
def weights() -> Mapping[str, float]:
    """The weight of each sign, in log odds, from models/rules/quotes/built/speaker_weights.toml."""
    table: Mapping[str, float] = rules.table("quotes/built/speaker_weights")["weights"]
    return table


def likeliest(sums: Sequence[float]) -> int:
    """The place of the candidate with the greatest sum of weights; of the first, whom the rules chose, where the sums
    are close.
    """
    best = max(range(len(sums)), key=sums.__getitem__)
    return best if sums[best] - sums[0] >= _CLEAR else 0


def candidates(quote: Quoted, chosen: Spoken, others: Iterable[tuple[str, Spoken]]) -> list[Candidate]:
    """All who may have spoken, first the one whom the rules chose; ``others``: what each rule by itself would say."""
    signs = _Signs(quote)
    found: dict[tuple[int, int] | None, Candidate] = {}
    nobody: Spoken = (None, "none")
    for how, spoken in ((f"chosen: {chosen[1]}", chosen), ("", nobody), *others, *_in_sentence(quote, *signs.sentence)):
        find = spoken[0]
        speaker = find.speaker if find else None
        one = found.setdefault(speaker and (speaker.first, speaker.last), Candidate(spoken))
        one.signs.update(signs.of(how, find, speaker))
    found[None].signs.update(f"nobody, {sign}" for sign in (*signs.quote, chosen[1]))
    return [*found.values()]


def _in_sentence(quote: Quoted, start: int, stop: int) -> Iterator[tuple[str, Spoken]]:
    """The speakers whom the words before the quote name, and the subject of each verb of its sentence: tokens [start,
    stop).
    """
    narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
    if start < first:
        for how, find in all_before(narration, start, first):
            yield how, (find, "leading")
    for floor, ceiling, way in ((start, first, "leading"), (last, stop, "tail")):
        for verb in range(floor, ceiling):
            if narration.tags[verb].startswith("VB") and narration.quoted[verb] < 0:
                speaker = subject_of(narration, verb, floor, ceiling)
                if speaker:
                    yield "any verb", (Find(speaker, verb, verb + 1, verb_strength(narration, verb) > 0), way)


def _sentence(quote: Quoted) -> tuple[int, int]:
    """The tokens of the quote's sentence: where it starts before the quote, and where it ends after."""
    narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
    end = min(narration.paragraphs[narration.paragraph_of(last - 1)][1], last + _MOST_AWAY)
    stop = next((place for place in range(last, end) if narration.words[place] in TERMINAL), end)
    return max(narration.sentence_start(first, narration.floors[quote.paragraph]), first - _MOST_AWAY), stop


class _Signs:
    """The signs of the speakers of one quote."""

    def __init__(self, quote: Quoted) -> None:
        narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
        self._narration, self._first, self._last = narration, first, last
        self.sentence = _sentence(quote)
        self._above = above(narration, first)
        self._end = quote.text[-1] if quote.text[-1] in _END_MARKS else "none"
        after = narration.words[last] if narration.words[last] in _MARKS_AFTER else narration.tags[last]
        self.quote = [
            "a clause" if is_clause(narration, quote.piece) else "a phrase",
            "in small letters" if quote.text[0].islower() else "with a capital",
            f"ends in {self._end}",
            "opens its paragraph" if first == narration.floors[quote.paragraph] else "inside its paragraph",
            f"before {after}",
            *(["in a headline"] if quote.paragraph in narration.headlines else []),
        ]

    def of(self, how: str, find: Find | None, speaker: Phrase | None) -> Iterator[str]:
        """The signs of a speaker as a rule names it."""
        kind = _kind(self._narration, speaker)
        yield kind
        if how:
            yield how
            yield f"{how}, {kind}"
        if speaker:
            yield "before the quote" if speaker.first < self._first else "after the quote"
            if self._narration.quoted[speaker.head] >= 0:
                yield "in marks"
        start, stop = self.sentence
        if find and start <= find.cue_first < min(find.cue_last, stop):
            yield from self._of_cue(find.cue_first, kind)

    def _of_cue(self, cue: int, kind: str) -> Iterator[str]:
        narration, before = self._narration, cue < self._first
        side = "before" if before else "after"
        verb = f"{side} {_STRENGTHS[verb_strength(narration, cue)]}"
        far = self._first - cue if before else cue - self._last
        distance = next((most for most in _DISTANCES if far <= most), "far")
        yield from (verb, f"{verb}, {kind}", f"{side}, {distance}", f"{verb}, {distance}")
        yield from (f"{verb}, {narration.tags[cue]}", f"{verb}, {narration.deps[cue]}")
        if cue in self._above:
            yield from (f"{side}, above it", f"{verb}, above it")
        if is_passive(narration, cue):
            yield f"{verb}, passive"
        if not before:
            yield f"{verb}, quote ends in {self._end}"
            return
        finite = sum(is_finite(narration, place) for place in range(cue + 1, self._first))
        yield f"{verb}, {min(finite, _MOST_FINITE)} finite"
        if narration.low[cue + 1] == "that":
            yield "before, that"


def _kind(narration: Narration, speaker: Phrase | None) -> str:
    """What a speaker is: "name", "he", "body" ..."""
    if speaker is None:
        return "nobody"
    word, tag = narration.low[speaker.head], narration.tags[speaker.head]
    if speaker.name:
        return "name"
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if word in _RELATIVES:
        return "relative"
    if tag.startswith("PRP"):
        return "pronoun"
    if word in with_plurals("documents"):
        return "document"
    if is_body(narration, speaker.head):
        return "body"
    if tag.startswith("NNP"):
        return "proper noun"
    if tag == "NNS":
        return "plural"
    return "able" if can_speak(narration, speaker) else "noun"
