"""Which marked-off pieces are no quotes: scare quotes, nicknames, titles of works, slogans, and what is said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.analysis.word_classes import NOUNS
from newsextract.quotes.attributing.announcing import BEEN, announces, bears_name
from newsextract.quotes.attributing.attribution import Attribution
from newsextract.quotes.attributing.beside import is_labelled
from newsextract.quotes.attributing.cues import BEING, ONE, is_person, saying, verb_strength
from newsextract.quotes.attributing.headlines import is_headline
from newsextract.quotes.attributing.subjects import HAVE, RELATIVES
from newsextract.quotes.lexicon import JUDGING, listed, roles, with_plurals
from newsextract.quotes.narration.narration import TERMINAL, Narration
from newsextract.quotes.narration.wording import WORD, Quoted, has_verb, is_clause, is_sentence, is_title
from newsextract.rules.judgement import Judgement
from newsextract.rules.verb_forms import verb_forms

_MINE = frozenset(("i", "we", "my", "our", "me", "us"))
_SHORT = 3
_NEAR_CUE, _FAR_CUE = 3, 8  # tokens back to a verb of saying: before a comma, before a colon
_SAY = ("reading", "read", "reads", "saying", "said", "says", "bearing", "proclaiming", "declaring")
_SIGN_VERBS = frozenset((*_SAY, "labeled", "labelled", "marked", "stamped"))
_BY_AGENT = BEEN | {","}  # the plan, called “a slow old fraud” by Reed
_JOINTS = frozenset(("and", "or", ",", ", and", ", or"))
_BEFORE_WORK = frozenset(("IN", "POS", "PRP$", "DT"))
_MOST_TIMES = 3
_MOST_REPLY = 20  # characters that may be said twice
_MOST_HEADLINE_TOKENS = 30


@dataclass(eq=False)
class Candidate(Quoted):
    """A piece that may be no quote, with how it came by its speaker."""

    attribution: Attribution
    plain: str  # its words alone, lower case
    times: int  # that these words stand there in marks
    again: bool  # an earlier piece has them too
    below: bool  # it is in the headline, and its words in marks below
    joined: bool = False  # "and" joins it to a piece that is no quote
    beside: bool = False  # the piece before is a quote, in the same sentence

    @property
    def own_paragraph(self) -> bool:
        """Whether nothing else stands in its paragraph, between marks."""
        closed = not self.narration.pieces[self.piece].pairs[-1].runs_on
        return closed and self.narration.bounds[self.piece] == self.narration.paragraphs[self.paragraph]

    @property
    def whole(self) -> bool:
        """Whether it is a whole sentence behind a headline's colon: Reed: ‘We Go On.’"""
        ended = self.text[-1] in ".?!" and self.narration.words[self.first - 1] == ":"
        return ended and is_clause(self.narration, self.piece)

    @property
    def alone(self) -> bool:
        """Whether it is a whole sentence behind a quote: "There is none," he said. "Zero."; the full stop may stand
        outside the marks.
        """
        narration = self.narration
        if narration.sentence_start(self.first, narration.floors[self.paragraph]) != self.first:
            return False
        if self.attribution.way == "carried" and self.text[-1] in ".?!":
            return True
        end = narration.pieces[self.piece].pairs[-1].outer_end
        return narration.text.startswith(".", end) and is_clause(narration, self.piece)


def quotes_among(narration: Narration, attributions: Sequence[Attribution]) -> list[tuple[int, Attribution]]:
    """The pieces that are quotes, in order, each with its attribution."""
    plain = [" ".join(WORD.findall(spoken.lower())) for spoken in narration.spoken]
    end = narration.paragraphs[0][1] if len(narration.paragraphs) > 1 else 0
    heads = sum(start < end <= _MOST_HEADLINE_TOKENS for start, _ in narration.bounds)
    body, counts, seen = " | ".join(plain[heads:]), Counter(plain), set[str]()
    kept: list[tuple[int, Attribution]] = []
    for piece, (words, attribution) in enumerate(zip(plain, attributions, strict=True)):
        below = piece < heads and words in body
        after = bool(kept) and kept[-1][0] == piece - 1
        joined = piece > 0 and not after and _is_joined(narration, piece)
        beside = after and _is_in_one_sentence(narration, piece)
        one = Candidate(narration, piece, attribution, words, counts[words], words in seen, below, joined, beside)
        if not NO_QUOTE.first(one):
            kept.append((piece, attribution))
        seen.add(words)
    return kept


def _is_joined(narration: Narration, piece: int) -> bool:
    """Whether nothing but "and" or "or" stands between a piece and the one before."""
    return " ".join(narration.low[narration.bounds[piece - 1][1] : narration.bounds[piece][0]]) in _JOINTS


def _is_in_one_sentence(narration: Narration, piece: int) -> bool:
    """Whether no sentence ends between the start of the piece before and that of this one."""
    first, floor = narration.bounds[piece][0], narration.floors[narration.lines[piece]]
    return narration.sentence_start(first, floor) <= narration.bounds[piece - 1][0]


NO_QUOTE: Judgement[Candidate, bool] = Judgement("quotes", "no quote", Candidate.place)


@NO_QUOTE.rule("a headline's, said again below")
def _is_in_headline(one: Candidate) -> bool:
    return one.below and one.attribution.way not in ("trailing", "heading") and not one.whole


@NO_QUOTE.rule("a link's or caption's")
def _is_labelled(one: Candidate) -> bool:
    """ "READ MORE: ‘Nothing left’ after storm"."""
    return is_labelled(one.narration, one.paragraph)


@NO_QUOTE.rule("a term in marks throughout")
def _is_term(one: Candidate) -> bool:
    return one.times >= _MOST_TIMES and not is_clause(one.narration, one.piece)


@NO_QUOTE.rule("said before")
def _is_pulled(one: Candidate) -> bool:
    """A pull quote, which nobody says anew."""
    own = one.attribution.way not in ("follow-on", "carried", "none")
    return len(one.plain) > _MOST_REPLY and one.again and not own


@NO_QUOTE.rule("markup")
def _is_markup(one: Candidate) -> bool:
    start = one.narration.pieces[one.piece].pairs[0].outer_start
    return one.narration.text[max(0, start - 1) : start] == "="


@NO_QUOTE.rule("a stage direction")
def _is_direction(one: Candidate) -> bool:
    """ "(Applause.)" in a transcript."""
    return one.text[0] == "(" and one.text[-1] == ")"


@NO_QUOTE.rule("a name given before the marks")
def _is_named(one: Candidate) -> bool:
    """The film “...”, the so-called “...”; not what a verb judges: she called the show “worse than useless”."""
    narration, first = one.narration, one.first
    last = first - (narration.words[first - 1] in (",", ":"))
    if not announces(narration, last, one.attribution.speaker):
        return False
    if is_clause(narration, one.piece) and not is_title(one.text) and not bears_name(narration, last):
        return False
    judged = any(
        verb_strength(narration, place) == JUDGING and narration.tags[place] != "VBN"
        for place in range(max(0, first - 1 - _NEAR_CUE), first - 1)
    )
    agent = narration.low[first - 2] in _BY_AGENT and narration.low[narration.bounds[one.piece][1]] == "by"
    return not ((judged or agent) and one.text[0].islower())


@NO_QUOTE.rule("a name by which somebody is known")
def _is_known_by(one: Candidate) -> bool:
    """He is best known for his turn as the “gull man”."""
    narration, last = one.narration, one.first - 1
    last -= narration.low[last] in ("a", "an", "the")
    if narration.low[last] != "as":
        return False
    verbs = (place for place in range(last, max(0, last - _FAR_CUE), -1) if narration.tags[place].startswith("VB"))
    verb = next(verbs, last)
    return narration.low[verb] == "known" and narration.low[verb - 1] not in HAVE


@NO_QUOTE.rule("a name in brackets")
def _is_bracketed(one: Candidate) -> bool:
    """The Dover Port Holding (“DPH”)."""
    narration, last = one.narration, one.narration.bounds[one.piece][1]
    return narration.words[one.first - 1] == "(" and narration.words[last] == ")" and is_title(one.text)


@NO_QUOTE.rule("joined to what is no quote")
def _is_paired(one: Candidate) -> bool:
    """The so-called “smart” and “green” meters."""
    return one.joined


@NO_QUOTE.rule("words on a sign")
def _is_on_sign(one: Candidate) -> bool:
    """Banners reading “Water Now”, a shirt that said “Water Now”."""
    place = one.first - 1
    while one.narration.low[place] in (",", ":", "that", "which"):
        place -= 1
    speaker, low = one.attribution.speaker, one.narration.low
    bearer = [*low[max(0, place - 2) : max(0, place)], *(low[speaker.head : speaker.head + 1] if speaker else ())]
    return low[place] in _SIGN_VERBS and not with_plurals("signs").isdisjoint(bearer)


@NO_QUOTE.rule("a title performed")
def _is_performed(one: Candidate) -> bool:
    """They sang “Rain at Noon”."""
    if one.narration.low[one.first - 1] not in verb_forms("quotes/performing_verbs"):
        return False
    return one.text[0].isupper() and not (has_verb(one.narration, one.piece) and not is_title(one.text))


@NO_QUOTE.rule("a name given in a relative clause")
def _is_called(one: Candidate) -> bool:
    """The tree, which her students call “Grandmother”; a subject stands between: "who calls" has none."""
    low, last = one.narration.low, one.first - 2
    if low[last + 1] not in verb_forms("quotes/naming_verbs") or not is_title(one.text.removeprefix("the ")):
        return False
    relative = next((at for at in range(last, max(0, last - _FAR_CUE), -1) if low[at] in RELATIVES), last)
    return relative < last


@NO_QUOTE.rule("a title that nobody says")
def _is_title(one: Candidate) -> bool:
    """A capitalised phrase is a quote only as the object of a verb of calling or saying, or with an end of its own."""
    if not is_title(one.text) or one.whole:
        return False
    if has_verb(one.narration, one.piece):
        return _is_of_work(one)
    return _has_staff(one) or not _is_spoken(one)


def _is_of_work(one: Candidate) -> bool:
    """Whether a title with a verb in it stands for a work: a prize for “Who Killed Ann?”, her “Yes We Can” speech; not
    as what a crowd calls, nor in a headline, where all words may have capitals.
    """
    narration, find, before = one.narration, one.attribution.find, one.first - 1
    chant = find is not None and narration.low[find.cue_first] in listed("chants")
    behind = narration.tags[before] in _BEFORE_WORK and narration.low[before] not in ("as", "that")
    return behind and not chant and not is_headline(narration, one.paragraph)


def _has_staff(one: Candidate) -> bool:
    """Whether a role follows, as that of a programme's people: “Morning Call” co-host Ann Reed."""
    last, low = one.narration.bounds[one.piece][1], one.narration.low
    if one.text[-1] == ",":
        return False  # “No,” police officer Ann Reed said
    return (low[last + 2] if low[last + 1] == "-" else low[last]) in roles()


def _is_spoken(one: Candidate) -> bool:
    narration, find, first = one.narration, one.attribution.find, one.first
    if find is None:
        return False
    if one.attribution.way == "heading":
        return one.text.isupper() or not one.own_paragraph
    if one.text[-1] in "?!" or one.alone:
        return True
    if one.attribution.way == "trailing":
        opens = first == narration.paragraphs[one.paragraph][0]
        return opens or narration.words[first - 1] in TERMINAL
    before = first - 1
    if narration.words[before] in (",", ":"):
        reach = _NEAR_CUE if narration.words[before] == "," else _FAR_CUE
        return any(saying(narration, place) for place in range(max(0, before - reach), before))
    if one.attribution.way == "tail" and narration.tags[before] in NOUNS:
        return False  # the party “New Dover” won, a count said
    if find.cue_last == first and verb_strength(narration, find.cue_first) == JUDGING:
        return False  # she loves “Boats of May”
    if narration.low[find.cue_first] in listed("chants") and narration.tags[find.cue_first] in NOUNS:
        return True
    if narration.low[before] in ("a", "an") and narration.low[find.cue_first] in verb_forms("quotes/naming_verbs"):
        return True
    reach = _NEAR_CUE if saying(narration, find.cue_first) else _FAR_CUE
    return narration.tags[before] not in ("POS", "IN", "DT", "PRP$") and find.cue_last >= first - reach


@NO_QUOTE.rule("nobody's words")
def _is_nobodys(one: Candidate) -> bool:
    """The less is known of a speaker, the more the words must be worded as somebody's."""
    narration, piece, find = one.narration, one.piece, one.attribution.find
    own = one.attribution.way in ("leading", "trailing", "tail", "continued", "heading")
    if find and find.strong and own:
        return False
    if one.beside or (own and (_is_of_me(one) or _is_of_feeling(one))):
        return False
    sentence, length = is_sentence(narration, piece), len(WORD.findall(one.text))
    if find:
        return not (sentence or one.alone) and not (is_clause(narration, piece) and length > 2 * _SHORT)
    return not sentence or (length <= _SHORT and not one.own_paragraph)


def _is_of_feeling(one: Candidate) -> bool:
    """Whether a main clause says how somebody is: Ann Reed was “over the moon”; not that she was “the Boat Queen”."""
    narration, verb = one.narration, one.first - 1
    if narration.low[verb] not in BEING or narration.deps[verb] != "ROOT":
        return False
    named = not one.text[0].islower() or is_title(one.text.removeprefix("the "))
    return is_person(narration, one.attribution.speaker, ONE) and not named


def _is_of_me(one: Candidate) -> bool:
    """Whether somebody speaks of "I" or "we" in a clause."""
    low = {word.lower() for word in one.narration.written[slice(*one.narration.bounds[one.piece])]}
    return has_verb(one.narration, one.piece) and not _MINE.isdisjoint(low)
