"""Which words before a mark announce a name, a title or a term: the film “...”, a plan called “...”."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import BEING, SOMEBODY, can_speak, is_body
from newsextract.quotes.attributing.subjects import HAVE, is_passive
from newsextract.quotes.lexicon import listed
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import Phrase

BEEN = BEING | {"been"}
_BEING_CALLED = BEEN | {"'s", "’s"}
_NAMED = frozenset(("called", "named", "titled", "entitled", "dubbed"))
_TITLED = frozenset(("titled", "entitled"))
_NOUNS = ("NN", "NNS")
_MOST_WHAT = 4  # tokens from "what" to "called"


def bears_name(narration: Narration, last: int) -> bool:
    """Whether a noun stands before the word that announces its name: "a group called"; "entitled" needs none."""
    if narration.low[last - 1] in _TITLED:
        return True
    return narration.low[last - 1] in _NAMED and narration.tags[last - 2] in _NOUNS


def announces(narration: Narration, last: int, speaker: Phrase | None) -> bool:
    """Whether the words before ``last`` announce a name, where ``speaker`` would be who says it."""
    before, word = narration.low[last - 2], narration.low[last - 1]
    if before in SOMEBODY:
        return False  # whom he dubbed “a slow old fraud”
    if word == "called":
        return _is_called(narration, last - 1, speaker)
    if before in HAVE or narration.tags[last - 2] in ("MD", "TO"):
        return False  # said to have hit “two old bridges”, would show “a will to listen”
    naming = listed("naming_words")
    return word in naming or f"{before} {word}" in naming


def _is_called(narration: Narration, verb: int, speaker: Phrase | None) -> bool:
    """Whether "called" gives a name: a plan called, the man everyone called; not in what the port called “a mess”."""
    if is_passive(narration, verb) or _is_set_off(narration, verb, speaker):
        return True
    return narration.tags[verb - 1] in (*_NOUNS, "RB") and not _is_what(narration, verb)


def _is_set_off(narration: Narration, verb: int, speaker: Phrase | None) -> bool:
    """Whether "called" behind a comma says more of a thing: a plan, called “Boats for All”, is."""
    if narration.words[verb - 1] != "," or narration.name(verb - 2):
        return False
    if narration.deps[verb] == "acl":
        noun = narration.heads[verb]
        return not is_body(narration, noun)
    return speaker is not None and not can_speak(narration, speaker)


def _is_what(narration: Narration, verb: int) -> bool:
    """Whether somebody calls a thing so: in what the port called “a slow old mess”; not in what is called so."""
    before = narration.low[max(0, verb - _MOST_WHAT) : verb]
    return "what" in before and _BEING_CALLED.isdisjoint(before)
