"""Which marked-off pieces are quotes: scare quotes, nicknames, titles of works and slogans are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsextract import rules
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.context import TERMINAL, Context
from newsextract.quotes.cues import is_finite, verb_strength
from newsextract.quotes.verbs import JUDGING, SAYING

_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SPOKEN_TOKEN = re.compile(r"['’]?[^\W_]")
_INNER_END = re.compile(r"\w[.?!] \w")
_SUBJECT_TAGS = frozenset(("PRP", "NN", "NNS", "NNP", "NNPS", "DT", "EX", "WP", "WDT", "VBG"))
_LINK_TAGS = frozenset(("IN", "WDT", "WP", "WP$", "WRB"))
_MOST_TITLE_WORDS = 9
_SHORT = 3
_NEAR_CUE, _FAR_CUE = 3, 8  # tokens back to a verb of saying: before a comma, before a colon
_SIGN_VERBS = frozenset(("reading", "read", "reads", "saying", "said", "says", "bearing", "proclaiming", "declaring"))
_MOST_TIMES = 3
_MOST_HEADLINE = 6
_MOST_HEADLINE_TOKENS = 30


def is_clause(context: Context, piece: int) -> bool:
    """Whether the quote holds a clause or more: a finite verb with something before it, or a sentence of its
    own.
    """
    first, last = context.bounds[piece]
    body = [place for place in range(first, last) if _SPOKEN_TOKEN.match(context.words[place])]
    for earlier, place in pairwise(body):
        if is_finite(context, place) and context.tags[earlier] in _SUBJECT_TAGS | {"RB", "CC"}:
            return not _is_subordinate(context, body)
    return is_sentence(context, piece) or _is_imperative(context, body)


def _is_imperative(context: Context, body: Sequence[int]) -> bool:
    """Whether a verb with a capital opens the words: "Let me answer that later"."""
    return len(body) > _SHORT and context.tags[body[0]] == "VB" and context.words[body[0]].istitle()


def _is_subordinate(context: Context, body: Sequence[int]) -> bool:
    """Whether every finite verb of the words is in a clause below a phrase: "younger than I am"."""
    if not context.words[body[0]][:1].islower():
        return False
    below = sum(
        context.low[place] in _listed("subordinators") and context.tags[place] in _LINK_TAGS for place in body[1:]
    )
    return 0 < sum(is_finite(context, place) for place in body) <= below


def is_sentence(context: Context, piece: int) -> bool:
    """Whether the quote is written as a sentence: a capital first, an end mark or a comma last."""
    text = context.text[context.pieces[piece].start : context.pieces[piece].end]
    written = text[:1].isupper() and text[-1:] in ".?!,…—-"
    return written and (not is_title(text) or (text[-1] in ".?!" and _has_verb(context, piece)))


def is_title(text: str) -> bool:
    """Whether every word but the small ones has a capital, as in titles, names and slogans."""
    words = _WORD.findall(text)
    if not words or len(words) > _MOST_TITLE_WORDS or _INNER_END.search(text):
        return False
    small = _listed("small_words")
    weighty = [word for word in words if word.lower() not in small]
    return bool(weighty) and all(word[0].isupper() or word[0].isdigit() for word in weighty) and text[0].isupper()


def repeated(context: Context, attributions: Sequence[Attribution]) -> set[int]:
    """Pieces that only repeat another: a headline's, found again in the text; a pull quote in marks, found
    before; a phrase in marks all through the article, which is a term.
    """
    texts = [_plain(context.text[piece.start : piece.end]) for piece in context.pieces]
    headline_end = context.paragraphs[0][1] if len(context.paragraphs) > 1 else 0
    heads = [number for number, (first, _) in enumerate(context.bounds[:_MOST_HEADLINE]) if first < headline_end]
    if headline_end > _MOST_HEADLINE_TOKENS:
        heads = []
    body = " | ".join(texts[len(heads) :])
    found = {number for number in heads if texts[number] in body and attributions[number].way != "trailing"}
    counts = Counter(texts)
    found.update(n for n, text in enumerate(texts) if counts[text] >= _MOST_TIMES and not is_clause(context, n))
    seen: set[str] = set()
    for number, text in enumerate(texts):
        alone = attributions[number].way in ("follow-on", "carried", "none")
        if alone and text in seen and len(text) > 20:
            found.add(number)
        seen.add(text)
    return found


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def is_quote(context: Context, piece: int, attribution: Attribution) -> bool:
    """Whether the piece is somebody's words rather than a name, a title or a word held at arm's length."""
    first = context.bounds[piece][0]
    text = context.text[context.pieces[piece].start : context.pieces[piece].end]
    length = len(_WORD.findall(text))
    if _is_markup(context, piece) or (length <= _SHORT and _is_nickname(context, piece)):
        return False
    named = length <= _MOST_TITLE_WORDS and not is_clause(context, piece) and _is_named(context, first)
    if named and not (text[0].islower() and _is_judged(context, first)):
        return False
    if length <= _MOST_TITLE_WORDS and _is_on_sign(context, first):
        return False
    if _is_performed(context, first, text) or (length <= _SHORT and is_title(text) and _is_called(context, first)):
        return False
    if is_title(text) and not _has_verb(context, piece) and not _spoken_title(context, piece, attribution):
        return False
    return _is_attributed(context, piece, attribution, length)


def _has_verb(context: Context, piece: int) -> bool:
    first, last = context.bounds[piece]
    return any(is_finite(context, place) and context.tags[place] != "MD" for place in range(first, last))


def _is_attributed(context: Context, piece: int, attribution: Attribution, length: int) -> bool:
    find = attribution.find
    own = attribution.way in ("leading", "trailing", "tail", "continued")
    if find is not None and find.strong and own:
        return True
    if find is not None and own:
        return (length > _SHORT and is_clause(context, piece)) or is_sentence(context, piece)
    if find is not None:
        return is_sentence(context, piece) or (length > 2 * _SHORT and is_clause(context, piece))
    return length > _SHORT and is_sentence(context, piece) and is_clause(context, piece)


def _is_markup(context: Context, piece: int) -> bool:
    start = context.pieces[piece].pairs[0].outer_start
    return context.text[start - 1 : start] == "="


def _is_nickname(context: Context, piece: int) -> bool:
    """John “Jack” Smith."""
    first, last = context.bounds[piece]
    if not 0 < first <= last < len(context.words):
        return False
    sides = (context.tags[first - 1], context.tags[last])
    here = context.name(first - 1)
    return sides == ("NNP", "NNP") or (here is not None and here is context.name(last))


def _is_named(context: Context, first: int) -> bool:
    """Whether a naming word (the film, the so-called, known as) stands right before the opening mark."""
    last = first - 1 if first and context.words[first - 1] == "," else first
    words = context.low[max(0, last - 2) : last]
    if not words or context.quoted[last - 1] >= 0:
        return False
    named = _listed("naming_words")
    if words[-1] == "called" and words[0] == "," and context.name(last - 3) is not None:
        return False  # the minister, Ann Reed, called “...”
    if words[-1] == "called":
        return context.tags[last - 1] in ("VBN", "JJ") or context.tags[last - 2] in ("NN", "NNS")
    return words[-1] in named or " ".join(words) in named


def _is_judged(context: Context, first: int) -> bool:
    """Whether the naming word is what a verb judges: she called the show “worse than useless”."""
    return any(
        verb_strength(context, place) == JUDGING and context.tags[place] != "VBN"
        for place in range(max(0, first - 1 - _NEAR_CUE), first - 1)
    )


def _is_performed(context: Context, first: int, text: str) -> bool:
    """Whether a verb of performing stands right before words that look like a title: they sang “Rain at Noon”."""
    words = _WORD.findall(text)
    if not first or context.quoted[first - 1] >= 0 or not 0 < len(words) <= _MOST_TITLE_WORDS:
        return False
    titled = words[0][0].isupper() and words[-1][0].isupper() and text[-1] not in ".!?"
    return titled and context.low[first - 1] in _listed("performing_verbs")


def _is_on_sign(context: Context, first: int) -> bool:
    """Whether the words stand on a sign: banners reading “Water Now”, a shirt that said “Water Now”."""
    place = first - 1
    while place >= 0 and (context.words[place] in (",", ":") or context.low[place] in ("that", "which")):
        place -= 1
    if place < 1 or context.quoted[place] >= 0 or context.low[place] not in _SIGN_VERBS:
        return False
    before = context.low[max(0, place - 2) : place]
    return any(word in _listed("signs") for word in before)


def _is_called(context: Context, first: int) -> bool:
    """Whether a relative clause gives the name: the tree, which her students call “Grandmother”."""
    if first < _SHORT or context.low[first - 1] not in _listed("naming_verbs"):
        return False
    for place in range(first - 2, max(0, first - 2 - _FAR_CUE), -1):
        if context.words[place] in TERMINAL or context.words[place] == "," or context.quoted[place] >= 0:
            return False
        if context.low[place] in ("which", "whom", "that", "who") and context.tags[place] in _LINK_TAGS:
            return place < first - 2  # a subject stands between: "who calls" has none
    return False


def _spoken_title(context: Context, piece: int, attribution: Attribution) -> bool:
    """A capitalised phrase is a quote only as the object of a verb of calling or saying, or with an end of
    its own.
    """
    find = attribution.find
    first = context.bounds[piece][0]
    text = context.text[context.pieces[piece].start : context.pieces[piece].end]
    if find is None or not find.strong or attribution.way not in ("leading", "trailing"):
        return False
    if text[-1] in "?!" and context.tags[first - 1 : first] not in (["POS"], ["IN"], ["DT"]):
        return True
    if attribution.way == "trailing":
        return (
            first == 0
            or context.words[first - 1] in TERMINAL
            or context.starts[first] == context.starts[context.paragraphs[context.paragraph_of(first)][0]]
        )
    before = first - 1
    if context.words[before] in (",", ":"):
        reach = _NEAR_CUE if context.words[before] == "," else _FAR_CUE
        return any(verb_strength(context, place) == SAYING for place in range(max(0, before - reach), before))
    reach = _NEAR_CUE if verb_strength(context, find.cue_first) == SAYING else _FAR_CUE
    return context.tags[before] not in ("POS", "IN", "DT", "PRP$") and find.cue_last >= first - reach


@rules.cached
def _listed(name: str) -> frozenset[str]:
    """The entries of models/rules/quotes/NAME.txt."""
    return frozenset(rules.words(f"quotes/{name}"))
