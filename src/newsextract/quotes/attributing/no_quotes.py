"""Which marked-off pieces are no quotes: scare quotes, nicknames, titles of works, slogans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from newsextract.analysis.columns import past
from newsextract.analysis.word_classes import BE, FINITE, NOUNS
from newsextract.quotes.attributing.attribution import Attribution, is_link
from newsextract.quotes.attributing.cues import SOMEBODY, is_person, saying, verb_strength
from newsextract.quotes.attributing.subjects import HAVE, is_passive
from newsextract.quotes.lexicon import JUDGING, listed, roles, with_plurals
from newsextract.quotes.narration import (
    TERMINAL,
    WORD,
    Narration,
    Quoted,
    has_verb,
    is_clause,
    is_sentence,
    is_title,
)
from newsextract.rules.judgement import Judgement
from newsextract.rules.verb_forms import verb_forms

_SHORT, _LONG = 3, 5  # words
_NEAR_CUE, _FAR_CUE = 3, 8  # tokens back to a verb of saying: before a comma, before a colon
_MOST_WHAT = 4  # tokens from "what" to "called"
_NAMED = frozenset(("called", "named", "dubbed"))
_TITLED = frozenset(("titled", "entitled"))
_BEFORE_SIGN = frozenset((",", ":", "that", "which"))
_JOINTS = frozenset(("and", "or", ",", ", and", ", or"))
_MOST_TIMES = 3
_SAID_FIRST = FINITE | {"VB", "DT", "PDT", "PRP$"}


@dataclass(eq=False)
class Candidate(Quoted):
    """A piece that may be no quote, with how it came by its speaker."""

    attribution: Attribution
    times: int  # how often its words stand in marks
    joined: bool = False  # "and" joins it to a piece that is no quote
    beside: bool = False  # the piece before is a quote, in the same sentence

    @property
    def own_paragraph(self) -> bool:
        """Whether nothing else stands in its paragraph, between marks."""
        closed = not self.narration.pieces[self.piece].pairs[-1].runs_on
        return closed and self.narration.bounds[self.piece] == self.narration.paragraphs[self.paragraph]

    @property
    def alone(self) -> bool:
        """Whether it is a whole sentence after a quote: "There is none," he said. "Zero."; the full stop may stand
        outside the marks.
        """
        narration = self.narration
        if not narration.opens_sentence(self.piece):
            return False
        if self.attribution.way == "carried" and self.text[-1] in ".?!":
            return True
        end = narration.pieces[self.piece].pairs[-1].outer_end
        return narration.text.startswith(".", end) and is_clause(narration, self.piece)


NO_QUOTE: Judgement[Candidate, bool] = Judgement("quotes", "no quote", Candidate.place)


def quotes_among(narration: Narration, attributions: Sequence[Attribution]) -> list[tuple[int, Attribution]]:
    """The pieces that are quotes, in order, each with its attribution."""
    plain = [" ".join(WORD.findall(spoken.lower())) for spoken in narration.spoken]
    counts = Counter(plain)
    kept: list[tuple[int, Attribution]] = []
    for piece, (words, attribution) in enumerate(zip(plain, attributions, strict=True)):
        after = bool(kept) and kept[-1][0] == piece - 1
        first, floor = narration.bounds[piece][0], narration.floors[narration.lines[piece]]
        last = narration.bounds[piece - 1][1] if piece else first
        joined = piece > 0 and not after and " ".join(narration.low[last:first]) in _JOINTS
        beside = after and narration.sentence_start(first, floor) <= narration.bounds[piece - 1][0]
        if not NO_QUOTE.first(Candidate(narration, piece, attribution, counts[words], joined, beside)):
            kept.append((piece, attribution))
    return kept


NO_QUOTE.says(  # single marks quote there as in headlines
    "a link's or caption's",
    True,
    lambda one: one.piece not in one.narration.in_single_marks and is_link(one.narration, one.paragraph),
)


@NO_QUOTE.rule("a term in marks throughout")
def _is_term(one: Candidate) -> bool:
    """Words in marks again and again, or twice where they tell what sort of thing the noun after them is."""
    sort = one.narration.tags[one.narration.bounds[one.piece][1]] == "NN"
    return one.times >= _MOST_TIMES - sort and not is_clause(one.narration, one.piece)


@NO_QUOTE.rule("markup")
def _is_markup(one: Candidate) -> bool:
    start = one.narration.pieces[one.piece].pairs[0].outer_start
    return one.narration.text[max(0, start - 1) : start] == "="


@NO_QUOTE.rule("a name given before the marks")
def _is_named(one: Candidate) -> bool:
    """The film “...”, the so-called “...”; not what a verb judges: she called the show “worse than useless”."""
    narration, first = one.narration, one.first
    last = first - (narration.words[first - 1] in (",", ":"))
    last -= narration.low[last - 2] == "as" and narration.tags[last - 1] == "DT"  # known as the “gull man”
    if not _is_announced(narration, last):
        return False
    word = narration.low[last - 1]
    bearer = word in _TITLED or (word in _NAMED and narration.tags[last - 2] in NOUNS)
    if is_clause(narration, one.piece) and not is_title(one.text) and not bearer:
        return False
    places = range(max(0, first - 1 - _NEAR_CUE), first - 1)
    judged = any(verb_strength(narration, at) == JUDGING and narration.tags[at] != "VBN" for at in places)
    agent = narration.low[first - 2] in BE and narration.low[narration.bounds[one.piece][1]] == "by"  # is called so by
    return not ((judged or agent) and one.text[0].islower())


def _is_announced(narration: Narration, last: int) -> bool:
    """Whether the words before ``last`` announce a name, a title or a term: the film; a plan called."""
    before, word = narration.low[last - 2], narration.low[last - 1]
    if before in SOMEBODY:
        return False  # whom he dubbed “a slow old fraud”
    if word == "called":
        what = "what" in narration.low[max(0, last - 1 - _MOST_WHAT) : last - 1]  # in what the port called “a mess”
        return is_passive(narration, last - 1) or (narration.tags[last - 2] in ("NN", "NNS", "RB") and not what)
    if before in HAVE or narration.tags[last - 2] in ("MD", "TO"):
        return False  # said to have hit “two old bridges”, would show “a will to listen”
    naming = listed("naming_words")
    return word in naming or f"{before} {word}" in naming


NO_QUOTE.says("joined to what is no quote", True, attrgetter("joined"))  # the so-called “smart” and “green” meters


@NO_QUOTE.rule("what the reader may call something")
def _is_readers(one: Candidate) -> bool:
    """If you call the boat a “fair-weather friend”: words, no clause, of which "you" is the speaker."""
    speaker = one.attribution.speaker
    return speaker is not None and one.narration.low[speaker.head] == "you" and not is_clause(one.narration, one.piece)


@NO_QUOTE.rule("words on a sign")
def _is_on_sign(one: Candidate) -> bool:
    """Banners reading “Water Now”, a shirt that said “Water Now”."""
    low, speaker = one.narration.low, one.attribution.speaker
    place = past(low, one.first - 1, _BEFORE_SIGN, -1)
    bearer = [*low[max(0, place - 2) : max(0, place)], *(low[speaker.head : speaker.head + 1] if speaker else ())]
    return low[place] in listed("sign_verbs") and not with_plurals("signs").isdisjoint(bearer)


@NO_QUOTE.rule("a title that nobody says")
def _is_title(one: Candidate) -> bool:
    """A capitalised phrase is a quote only as the object of a verb of calling or saying, or with an end of its own; not
    before a role, as that of a programme's people: “Morning Call” host Ann Reed; but “No,” the host said.
    """
    narration = one.narration
    ended = one.text[-1] in ".?!" and narration.words[one.first - 1] == ":"  # in a headline, Reed: ‘We Go On.’
    whole = ended and is_clause(narration, one.piece)
    if not is_title(one.text) or whole or has_verb(narration, one.piece):
        return False
    last = narration.bounds[one.piece][1]
    has_staff = one.text[-1] != "," and narration.low[last + 2 * (narration.low[last + 1] == "-")] in roles()
    return has_staff or not _is_spoken(one)


def _is_spoken(one: Candidate) -> bool:
    """Whether the words around a capitalised phrase show that somebody says it."""
    narration, find, first = one.narration, one.attribution.find, one.first
    if find is None:
        return False
    if one.attribution.way == "heading":
        return one.text.isupper() or not one.own_paragraph
    if one.text[-1] in "?!" or one.alone:
        return True
    if one.attribution.way == "trailing":
        return first == narration.paragraphs[one.paragraph][0] or narration.words[first - 1] in TERMINAL
    before = first - 1
    if narration.words[before] in (",", ":"):
        reach = _NEAR_CUE if narration.words[before] == "," else _FAR_CUE
        return any(saying(narration, place) for place in range(max(0, before - reach), before))
    if find.cue_last == first and verb_strength(narration, find.cue_first) == JUDGING:
        naming = narration.low[find.cue_first] in verb_forms("naming")  # he called it so; not: she loves “Boats of May”
        return naming and is_person(narration, find.speaker)
    if narration.low[find.cue_first] in listed("chants"):
        return True
    reach = _NEAR_CUE if saying(narration, find.cue_first) else _FAR_CUE
    return narration.tags[before] not in ("POS", "IN", "DT", "PRP$") and find.cue_last >= first - reach


@NO_QUOTE.rule("nobody's words")
def _is_nobodys(one: Candidate) -> bool:
    """The less sure the speaker is, the more the words must look like speech: a term seldom has five words."""
    narration, piece, find = one.narration, one.piece, one.attribution.find
    own = one.attribution.way in ("leading", "trailing", "tail", "heading")
    length = len(WORD.findall(one.text))
    least = _SHORT if find and _opens_as_said(one) else _LONG
    if one.beside or (find and find.strong and own) or (one.text[0].islower() and length >= least):
        return False
    sentence = is_sentence(narration, piece)
    if find:
        return not (sentence or one.alone) and not (is_clause(narration, piece) and length > 2 * _SHORT)
    return not sentence or (length <= _SHORT and not one.own_paragraph)


def _opens_as_said(one: Candidate) -> bool:
    """Whether a phrase in small letters opens with an article or a verb, no participle, and no noun follows it."""
    narration = one.narration
    opening, last = narration.token_at(one.place()[0]), narration.bounds[one.piece][1]
    return narration.written_tags[opening] in _SAID_FIRST and narration.tags[last] not in NOUNS and one.text.islower()
