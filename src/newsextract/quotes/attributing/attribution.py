"""Who said each piece: the words around it first, then the pieces and sentences before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsextract.quotes.attributing.cues import CUE, Find, Word, can_speak, is_person, saying
from newsextract.quotes.attributing.headlines import is_line, is_link, is_said_in_headline, is_undergone
from newsextract.quotes.attributing.leading import BEFORE, find_before, leading
from newsextract.quotes.attributing.subjects import SUBJECT, main_speaker
from newsextract.quotes.attributing.trailing import tail, trailing
from newsextract.quotes.narration.narration import DASHES, QUOTED, Narration
from newsextract.quotes.narration.speaker_phrases import Phrase, head_at, named, phrase_of
from newsextract.quotes.narration.wording import Quoted, is_clause
from newsextract.rules.judgement import Decision, Judgement, is_traced, note

_MOST_HEADING = 14  # tokens, marks counted
_MOST_TO_CUE = 6  # tokens from a quote to the cue after it
_MAIN_VERB = "the main verb above another"


class Attribution(NamedTuple):
    """A piece's find (or None), how it came by it, and the number of the statement it belongs to."""

    find: Find | None
    way: str  # "leading", "trailing", "tail", "carried", "follow-on", "heading" or "none"
    statement: int

    @property
    def speaker(self) -> Phrase | None:
        """Who spoke, if that is known."""
        return self.find.speaker if self.find else None


@dataclass(eq=False)
class Sought(Quoted):
    """A piece and what is known when its speaker is looked for."""

    earlier: Attribution | None  # that of the piece before, headings left out

    @cached_property
    def before(self) -> Find | None:
        """The find in the words before; not one of a thing where a cue later in the sentence tells who spoke, nor of
        whom a headline tells what is done to them.
        """
        find = leading(self.narration, self.piece)
        if find and is_undergone(self.narration, self.piece, find.cue_first):
            return None
        thing = find and find.speaker and not can_speak(self.narration, find.speaker)
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


def attribute(narration: Narration) -> list[Attribution]:
    """One Attribution per piece, in order."""
    done: list[Attribution] = []
    earlier: Attribution | None = None
    for piece in range(len(narration.pieces)):
        sought = Sought(narration, piece, earlier)
        find, way = SPEAKER.first(sought) or _NOBODY
        if find and is_traced():
            _explain(sought, find)
        find = find and find._replace(rule="")  # a quote that takes this speaker over is not found by it
        done.append(Attribution(find, way, _statement(sought, find, done[-1].statement if done else -1)))
        earlier = earlier if way == "heading" or is_link(narration, narration.lines[piece]) else done[-1]
    return _looked_ahead(narration, done)


def _explain(sought: Sought, find: Find) -> None:
    """Notes what in the words before the quote decided, the row that knows the cue, and the speakers whom rules further
    down the table would have named.
    """
    if find.rule:
        note(Decision("quotes", BEFORE.name, find.rule, *sought.place(), True))
    if find.speaker and find.speaker.by:
        note(Decision("quotes", SUBJECT.name, find.speaker.by, *sought.place(), True))
    if row := CUE.first(Word(sought.narration, find.cue_first)):
        note(Decision("quotes", "cue", row.name, *sought.place(), True))
    named = {find.speaker and find.speaker[:3]}
    for rule in SPEAKER.rules:
        other, _ = rule.decide(sought) or _NOBODY
        if other and other.speaker and other.speaker[:3] not in named:
            named.add(other.speaker[:3])
            words = " ".join(sought.narration.words[other.speaker.first : other.speaker.last])
            by = ": ".join(filter(None, (rule.name, other.rule)))
            note(Decision("quotes", "passed over", f"“{words}”, by {by}", *sought.place(), None))


def _heads(sought: Sought) -> Find | None:
    """A few words in marks between two paragraphs, which quote somebody of the article: nobody is named."""
    narration, (first, last) = sought.narration, sought.narration.bounds[sought.piece]
    between = 0 < sought.paragraph < len(narration.paragraphs) - 1
    if not between or (first, last) != narration.paragraphs[sought.paragraph] or last - first > _MOST_HEADING:
        return None
    return Find(None, first, first) if sought.text[-1].isalnum() or _is_marked_apart(sought) else None


def _heads_speaker(sought: Sought) -> Find | None:
    """Who stands behind the colon of a heading that begins with words in marks: ‘It is a mess’: Ann Reed."""
    narration, (first, last) = sought.narration, sought.narration.bounds[sought.piece]
    opens = first == narration.paragraphs[sought.paragraph][0] and not narration.is_ended(sought.paragraph)
    head = head_at(narration, last + 1) if opens and narration.words[last] == ":" else None
    speaker = None if head is None else phrase_of(narration, head, last + 1)
    return Find(speaker, first, first) if speaker and can_speak(narration, speaker) else None


def _is_marked_apart(sought: Sought) -> bool:
    """Whether a piece has single marks in an article whose other quotes have double ones."""
    single = sought.narration.in_single_marks
    return sought.piece in single and 2 * len(single) < len(sought.narration.pieces)


def _set_off(sought: Sought) -> Find | None:
    """Several said so, among them Ann Reed ("It is a disgrace") and Tom Lin."""
    narration, (first, last) = sought.narration, sought.narration.bounds[sought.piece]
    if (name := narration.name(first - 2)) is None:
        return None
    closed = (narration.words[first - 1], narration.words[last]) == ("(", ")")
    dashed = narration.words[first - 1] in DASHES and narration.words[last] in DASHES
    set_off = (closed or dashed) and is_clause(narration, sought.piece)
    return Find(named(name), first - 1, first - 1) if set_off else None


def _led_up_to(sought: Sought) -> Find | None:
    """He said: "...", unless a clearer cue follows the quote."""
    before = sought.before
    led = before and ((before.touching and not _is_clearer(sought, before)) or _is_inner(sought, before))
    return before if led else None


def _is_inner(sought: Sought, before: Find) -> bool:
    """Whether a person speaks by a source that is none: Ann Reed said it was "a mess," the paper reported."""
    if not is_person(sought.narration, before.speaker) or not saying(sought.narration, before.cue_first):
        return False
    return sought.after is not None and not is_person(sought.narration, sought.after.speaker)


def _is_clearer(sought: Sought, before: Find) -> bool:
    """Whether "said NAME" after the quote is surer than a verb further off or one of judging before it."""
    narration, judging, after = sought.narration, sought.text[-1] not in ",?!", sought.after
    if judging and narration.tags[before.cue_first] != "VB":  # Visitors could expect "a mess", she said
        return False
    if not after or not saying(narration, after.cue_first):
        return False
    near = after.cue_first - narration.bounds[sought.piece][1] <= _MOST_TO_CUE
    apart = sought.first - before.cue_last > 2 or narration.words[sought.first - 1] in DASHES
    return judging or (near and (apart or not saying(narration, before.cue_first)))


def _led(sought: Sought) -> Find | None:
    """Further off than one that leads up to it."""
    return sought.before if sought.before and saying(sought.narration, sought.before.cue_first) else None


def _said_before(sought: Sought) -> Find | None:
    if sought.paragraph in sought.narration.headlines:
        return None  # a headline is one sentence
    floor = sought.narration.floors[sought.paragraph]
    find = _from_sentence_before(sought.narration, sought.first, floor, past_marks=not sought.near)
    return find if find and (find.strong or not sought.near) else None


def _followed_on(sought: Sought) -> Find | None:
    """A paragraph that opens with a quote takes the speaker of the sentence before it, or of the last quote."""
    narration = sought.narration
    if (
        sought.paragraph == 0
        or sought.first != narration.floors[sought.paragraph]
        or is_line(narration, sought.paragraph - 1)
    ):
        return None
    floor, last = narration.paragraphs[sought.paragraph - 1]
    find = _from_sentence_before(narration, last, floor, sure=sought.earlier is not None)
    find = find or (sought.earlier and sought.earlier.find)
    return find and _by_main_clause(narration, find, last)


def _in_headline(sought: Sought) -> Find | None:
    """What a headline says of somebody in marks, not of the next noun: Schools ‘safe’ amid surge."""
    return Find(None, sought.first, sought.first) if is_said_in_headline(sought.narration, sought.piece) else None


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
    return find._replace(cue_first=main[0], cue_last=main[0] + 1, speaker=main[1], rule=_MAIN_VERB) if main else find


Spoken = tuple[Find | None, str]
"""A piece's find and the way to it, as in its Attribution."""

_NOBODY: Spoken = (None, "none")

SPEAKER: Judgement[Sought, Spoken] = Judgement("quotes", "speaker", Sought.place)


def _way(name: str, way: str, find: Callable[[Sought], Find | None]) -> None:
    """Puts a rule that finds a speaker this way at the end of the table."""
    SPEAKER.rule(name)(lambda sought: (found, way) if (found := find(sought)) else None)


_way("a heading in marks", "heading", _heads)
_way("a heading before its speaker", "heading", _heads_speaker)
_way("a name that the quote is set off from", "leading", _set_off)
_way("a cue that leads up to the quote", "leading", _led_up_to)
_way("a cue right after the quote", "trailing", lambda sought: sought.after)
_way("a verb of saying before the quote", "leading", _led)
_way("a cue later in the sentence", "tail", lambda sought: sought.later)
_way("other words before the quote", "leading", lambda sought: sought.before)  # as a verb of judging
_way("a cue in the sentence before", "carried", _said_before)
_way(
    "the quote before in the paragraph",
    "carried",
    lambda sought: sought.near and _by_main_clause(sought.narration, sought.near, sought.first),
)
_way("the paragraph before", "follow-on", _followed_on)
_way("a headline's words", "heading", _in_headline)
SPEAKER.rule("nobody")(lambda sought: _NOBODY)


def _statement(sought: Sought, find: Find | None, last: int) -> int:
    """The number of the statement before when both hang on one cue in one paragraph, else the one after ``last``."""
    earlier = sought.earlier
    if earlier is None:
        return last + 1
    shared = (find.cue_first if find else -1) == (earlier.find.cue_first if earlier.find else -2)
    here = sought.narration.lines[sought.piece - 1] == sought.paragraph
    return earlier.statement if shared and here else last + 1


def _looked_ahead(narration: Narration, done: Sequence[Attribution]) -> list[Attribution]:
    """A paragraph's first piece without a speaker takes that of the next one in the paragraph."""
    found: list[Attribution] = []
    for piece in range(len(done) - 1, -1, -1):
        here, after = done[piece], found[-1] if found else None
        led = after and after.way in ("trailing", "leading") and narration.lines[piece] == narration.lines[piece + 1]
        if after and led and here.find is None:
            here = here._replace(find=after.find, way="carried")
            place = narration.pieces[piece].start, narration.pieces[piece].end
            note(Decision("quotes", "speaker", "the quote after in the paragraph", *place, here.find))
        found.append(here)
    return found[::-1]
