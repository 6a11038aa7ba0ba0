"""Who said each piece: the words around it first, then the pieces and sentences before it.

SPEAKER lists the ways to a speaker, in order; it is the place to begin where a speaker is wrong, as ``newsextract
explain`` names the rule that decided. leading.py and trailing.py read the words before and after a quote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from operator import attrgetter
from typing import NamedTuple

from newsextract.analysis.word_classes import NOUNS
from newsextract.quotes.attributing.cues import CUE, Find, Word, can_speak, is_body, is_person, saying
from newsextract.quotes.attributing.leading import BEFORE, find_before, leading
from newsextract.quotes.attributing.likeliest import Candidate, Spoken, candidates, likeliest, weights
from newsextract.quotes.attributing.subjects import main_speaker
from newsextract.quotes.attributing.trailing import tail, trailing
from newsextract.quotes.narration import DASHES, QUOTED, Narration, Quoted, is_clause
from newsextract.quotes.speaker_phrases import Phrase, named, phrase_at
from newsextract.rules.judgement import Decision, Judgement, is_traced, note
from newsextract.rules.verb_forms import verb_forms

_MOST_HEADING = 14  # tokens, marks counted
_MOST_LINE = 14  # tokens of a link or caption, marks counted
_MOST_LABEL = 4  # tokens, the colon counted
_MOST_TO_CUE = 6  # tokens from a quote to the cue after it
_UNSURE = frozenset(("a known verb", "any verb of somebody's"))  # rules of BEFORE
_PARTICIPLES = frozenset(("VBD", "VBN"))
_AFTER_PARTICIPLE = frozenset(("IN", "TO"))


class Attribution(NamedTuple):
    """A piece's find (or None), how it came by it, and the number of the statement it belongs to."""

    find: Find | None
    way: str  # "leading", "trailing", "tail", "carried", "follow-on", "heading" or "none"
    statement: int
    rules: tuple[str, ...]  # the names of those that found it

    @property
    def speaker(self) -> Phrase | None:
        """Who spoke, if that is known."""
        return self.find.speaker if self.find else None


_NOBODY: Spoken = (None, "none")


@dataclass(eq=False)
class Unattributed(Quoted):
    """A piece whose speaker is not known yet, and what the words around it say."""

    earlier: Attribution | None  # that of the piece before, headings left out

    @cached_property
    def before(self) -> Find | None:
        """The find in the words before. None where its speaker is a thing and a cue later in the sentence says who
        spoke, or where a headline says what is done to somebody: Guild accused of ‘lies’, men told to ‘go’.
        """
        narration, find = self.narration, leading(self.narration, self.piece)
        tags = narration.tags[find.cue_first : find.cue_first + 2] if find else ["", ""]
        if self.paragraph in narration.headlines and tags[0] in _PARTICIPLES and tags[1] in _AFTER_PARTICIPLE:
            return None
        thing = find and find.speaker and not can_speak(narration, find.speaker)
        return None if thing and self.later else find

    @cached_property
    def after(self) -> Find | None:
        """The find in the words right after."""
        return trailing(self.narration, self.piece)

    @cached_property
    def later(self) -> Find | None:
        """The find later in the sentence."""
        return tail(self.narration, self.piece)

    @property
    def near(self) -> Find | None:
        """The find of the piece before, if that stands in this paragraph."""
        if self.earlier is None or self.narration.bounds[self.piece - 1][1] <= self.narration.floors[self.paragraph]:
            return None
        return self.earlier.find

    def earlier_of_next(self, own: Attribution) -> Attribution | None:
        """What ``earlier`` is of the next piece: this one's own, unless it is a heading or stands in a link."""
        return self.earlier if own.way == "heading" or is_link(self.narration, self.paragraph) else own


def attribute(narration: Narration) -> list[Attribution]:
    """One Attribution per piece, in order."""
    done: list[Attribution] = []
    earlier: Attribution | None = None
    for piece in range(len(narration.pieces)):
        quote = Unattributed(narration, piece, earlier)
        (find, way), found_by = _spoken(quote)
        statement = done[-1].statement + 1 if done else 0
        if earlier and narration.lines[piece - 1] == quote.paragraph:  # two of one cue in a paragraph are one
            shared = (find.cue_first if find else -1) == (earlier.find.cue_first if earlier.find else -2)
            statement = earlier.statement if shared else statement
        find = find and find._replace(rule="")  # a quote that takes this speaker over is not found by it
        done.append(Attribution(find, way, statement, found_by))
        earlier = quote.earlier_of_next(done[-1])
    for piece in range(len(done) - 2, -1, -1):  # a paragraph's first without a speaker takes that of the next
        after = done[piece + 1]
        led = after.way in ("trailing", "leading") and narration.lines[piece] == narration.lines[piece + 1]
        if led and done[piece].find is None:
            rule, own = "the quote after in the paragraph", narration.pieces[piece]
            done[piece] = done[piece]._replace(find=after.find, way="carried", rules=(rule,))
            note(Decision("quotes", "speaker", rule, own.start, own.end, done[piece].find))
    return done


def _spoken(quote: Unattributed) -> tuple[Spoken, tuple[str, ...]]:
    """Who spoke, the way to that, and the rules that found it: as the first of SPEAKER that applies says or, where that
    is one that often errs, the likeliest of all who may have spoken.
    """
    rule, spoken = SPEAKER.named(quote) or ("", _NOBODY)
    table, found_by = SPEAKER.name, rule
    if is_unsure(quote.narration, *spoken):
        able = candidates_of(quote, spoken)
        sums = [one.sum(weights()) for one in able]
        place = likeliest(sums)
        if place:
            spoken = able[place].spoken
            table = found_by = "likeliest speaker"
            rule = f"{sums[place] - sums[0]:.1f} log odds ahead of the rules' speaker ({rule})"
    if is_traced():
        note(Decision("quotes", table, rule, *quote.place(), spoken))
        if spoken[0]:
            _explain(quote, spoken[0])
    return spoken, tuple(filter(None, (found_by, spoken[0] and spoken[0].rule)))


def is_unsure(narration: Narration, find: Find | None, way: str) -> bool:
    """Whether a find is by a rule that often errs; not where somebody calls something so: the mayor called it "old"."""
    if find is None or way != "leading" or find.rule not in _UNSURE:
        return False
    return not find.touching or narration.low[find.cue_first] not in verb_forms("naming")


def candidates_of(quote: Unattributed, spoken: Spoken) -> list[Candidate]:
    """All who may have spoken, as in ``likeliest.candidates``."""
    others = ((rule.name, said) for rule in SPEAKER.rules if (said := rule.decide(quote)))
    return candidates(quote, spoken, others)


def _explain(quote: Unattributed, find: Find) -> None:
    """Notes the rules that decided below SPEAKER's: that of the words before the quote, those of the subject, the row
    that knows the cue; and the speakers whom rules further down the table would have named.
    """

    def say(table: str, rule: str, result: bool | None = True) -> None:
        note(Decision("quotes", table, rule, *quote.place(), result))

    if find.rule:
        say(BEFORE.name, find.rule)
    for table, decided in find.speaker.by if find.speaker else ():
        say(table, decided)
    if row := CUE.first(Word(quote.narration, find.cue_first)):
        say("cue", row.name)
    named = {find.speaker and find.speaker[:3]}
    for rule in SPEAKER.rules:
        other, _ = rule.decide(quote) or _NOBODY
        if other and other.speaker and other.speaker[:3] not in named:
            named.add(other.speaker[:3])
            words = " ".join(quote.narration.words[other.speaker.first : other.speaker.last])
            say("passed over", f"“{words}”, by {': '.join(filter(None, (rule.name, other.rule)))}", None)


SPEAKER: Judgement[Unattributed, Spoken] = Judgement("quotes", "speaker", Unattributed.place)

_Finder = Callable[[Unattributed], Find | None]


def _way(name: str, way: str) -> Callable[[_Finder], _Finder]:
    """A decorator that puts a rule that finds a speaker this way at the end of the table."""

    def add(find: _Finder) -> _Finder:
        SPEAKER.rule(name)(wraps(find)(lambda quote: (found, way) if (found := find(quote)) else None))
        return find

    return add


@_way("a heading in marks", "heading")
def _heads(quote: Unattributed) -> Find | None:
    """A few words in marks on a line between two paragraphs: a heading, which quotes somebody but does not say whom."""
    narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
    between = 0 < quote.paragraph < len(narration.paragraphs) - 1
    if not between or (first, last) != narration.paragraphs[quote.paragraph] or last - first > _MOST_HEADING:
        return None
    single = narration.in_single_marks
    apart = quote.piece in single and 2 * len(single) < len(narration.pieces)  # the others have double marks
    return Find(None, first, first) if quote.text[-1].isalnum() or apart else None


@_way("a heading before its speaker", "heading")
def _heads_speaker(quote: Unattributed) -> Find | None:
    """The speaker whom a heading names after the quote and a colon: ‘It is a mess’: Ann Reed."""
    narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
    opens = first == narration.paragraphs[quote.paragraph][0] and not narration.is_ended(quote.paragraph)
    speaker = phrase_at(narration, last + 1) if opens and narration.words[last] == ":" else None
    return Find(speaker, first, first) if speaker and can_speak(narration, speaker) else None


@_way("a name that the quote is set off from", "leading")
def _set_off(quote: Unattributed) -> Find | None:
    """Several said so, among them Ann Reed ("It is a disgrace") and Tom Lin."""
    narration, (first, last) = quote.narration, quote.narration.bounds[quote.piece]
    if (name := narration.name(first - 2)) is None:
        return None
    closed = (narration.words[first - 1], narration.words[last]) == ("(", ")")
    dashed = narration.words[first - 1] in DASHES and narration.words[last] in DASHES
    set_off = (closed or dashed) and is_clause(narration, quote.piece)
    return Find(named(name), first - 1, first - 1) if set_off else None


@_way("a cue that leads up to the quote", "leading")
def _led_up_to(quote: Unattributed) -> Find | None:
    """He said: "...", unless a clearer cue follows the quote. A person before the quote is preferred to a source after
    it that is no person: Ann Reed said it was "a mess," the paper reported.
    """
    narration, before, after = quote.narration, quote.before, quote.after
    if not before or (before.touching and not _is_clearer(quote, before)):
        return before
    inner = is_person(narration, before.speaker) and saying(narration, before.cue_first)
    return before if inner and after and not is_person(narration, after.speaker) else None


def _is_clearer(quote: Unattributed, before: Find) -> bool:
    """Whether "said NAME" after the quote is surer than a verb further off or one of judging before it."""
    narration, judging, after = quote.narration, quote.text[-1] not in ",?!", quote.after
    if judging and narration.tags[before.cue_first] != "VB":  # Visitors could expect "a mess", she said
        return False
    if not after or not saying(narration, after.cue_first):
        return False
    near = after.cue_first - narration.bounds[quote.piece][1] <= _MOST_TO_CUE
    apart = quote.first - before.cue_last > 2 or narration.words[quote.first - 1] in DASHES
    return judging or (near and (apart or not saying(narration, before.cue_first)))


_way("a cue right after the quote", "trailing")(attrgetter("after"))


@_way("a verb of saying before the quote", "leading")
def _led(quote: Unattributed) -> Find | None:
    """Further off than one that leads up to it."""
    return quote.before if quote.before and saying(quote.narration, quote.before.cue_first) else None


_way("a cue later in the sentence", "tail")(attrgetter("later"))
_way("other words before the quote", "leading")(attrgetter("before"))  # a verb of judging, for one


@_way("a cue in the sentence before", "carried")
def _said_before(quote: Unattributed) -> Find | None:
    if quote.paragraph in quote.narration.headlines:
        return None  # a headline is one sentence
    floor = quote.narration.floors[quote.paragraph]
    find = _from_sentence_before(quote.narration, quote.first, floor, past_marks=not quote.near)
    return find if find and (find.strong or not quote.near) else None


@_way("the quote before in the paragraph", "carried")
def _said_near(quote: Unattributed) -> Find | None:
    return quote.near and _by_main_clause(quote.narration, quote.near, quote.first)


@_way("the paragraph before", "follow-on")
def _followed_on(quote: Unattributed) -> Find | None:
    """A paragraph that opens with a quote takes the speaker of the sentence before it, or of the last quote; not after
    the text of a link or caption, a short line without an end mark.
    """
    narration, above = quote.narration, quote.paragraph - 1
    if above < 0 or quote.first != narration.floors[quote.paragraph] or is_link(narration, above):
        return None
    floor, last = narration.paragraphs[above]
    if last - floor <= _MOST_LINE and _is_unended(narration, above):
        return None
    find = _from_sentence_before(narration, last, floor, sure=quote.earlier is not None)
    find = find or (quote.earlier and quote.earlier.find)
    return find and _by_main_clause(narration, find, last)


@_way("a headline's words", "heading")
def _in_headline(quote: Unattributed) -> Find | None:
    """Words in marks in a headline that are somebody's: a clause, words before a colon, or a phrase with a small letter
    that does not describe the noun after it (Schools ‘safe’ amid surge).
    """
    narration, last = quote.narration, quote.narration.bounds[quote.piece][1]
    if narration.pieces[quote.piece].pairs[0].runs_on or quote.paragraph not in narration.headlines:
        return None
    phrase = quote.text[0].islower() and narration.written_tags[last] not in NOUNS
    said = phrase or narration.words[last] == ":" or is_clause(narration, quote.piece)
    return Find(None, quote.first, quote.first) if said else None


SPEAKER.rule("nobody")(lambda quote: _NOBODY)


def _from_sentence_before(
    narration: Narration, first: int, floor: int, sure: bool = False, past_marks: bool = False
) -> Find | None:
    """The cue of the narrative sentence that ends right before the piece; ``past_marks``: also if a piece is in it."""
    last = first
    while narration.ends_sentence(last):
        last -= 1
    start = narration.sentence_start(last, floor)
    if QUOTED in narration.words[start:last] and not past_marks:
        return None
    find = find_before(narration, start, last, sure)
    return find and _by_main_clause(narration, find, last)


def _by_main_clause(narration: Narration, find: Find, last: int) -> Find:
    """The find of the main verb of a sentence that ends before ``last``, where that of a clause below it was found:
    Reed left as voters jeered.
    """
    start = narration.sentence_start(find.cue_first, narration.floors[narration.paragraph_of(find.cue_first)])
    main = main_speaker(narration, find.cue_first, start, last)
    if main is None:
        return find
    return find._replace(cue_first=main[0], cue_last=main[0] + 1, speaker=main[1], rule="the main verb above another")


def is_link(narration: Narration, paragraph: int) -> bool:
    """Whether a line opens with a label that is no speaker: "READ MORE: Storm hits port"."""
    first, last = narration.paragraphs[paragraph]
    opening = narration.words[first : min(last - 1, first + _MOST_LABEL)]
    if ":" not in opening or not _is_unended(narration, paragraph):
        return False
    label = range(first, first + opening.index(":"))
    return not any(narration.name(at) or is_body(narration, at) or saying(narration, at) for at in label)


def _is_unended(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph has no end mark, and one before it has: it is no headline."""
    return narration.prose < paragraph and not narration.is_ended(paragraph)
