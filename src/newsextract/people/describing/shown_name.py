"""The name by which a person is shown: the fullest form, in capitals only where a word always has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from newsextract import rules
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import fold

_NICKNAME = re.compile(r"""["“”‘(](?:[^"“”’)]+)["”’)]|(?<= )'[^']+'(?= )""")
_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"(Mc|Mac|[A-Z][a-z])([^\W\d_a-z]{2,})")  # "McDONALD", "DeSANTIS"
_VOWELS = frozenset("aeiouy")
_NUMERAL = frozenset("IVX")
_SHORT = 2  # letters of initials: "JD"


def fullest(forms: Mapping[str, int], also: Set[str]) -> str:
    """The fullest of a person's forms, given with their counts. It is none of ``also``, by which the person is known
    too, and has no nickname if a form without it exists.
    """

    def fullness(form: str) -> tuple[object, ...]:
        """Latin letters come first, then the number of whole words, of all words, not in capitals alone, and often."""
        parts = form.replace("-", " ").split()
        whole = sum(len(part.rstrip(".")) > 1 for part in parts)
        return form[:1] < "\u0370", whole, len(parts), not form.isupper(), forms[form]

    name = max([form for form in forms if form not in also and " " in form] or forms, key=fullness)
    plain = " ".join(_NICKNAME.sub(" ", name).split())
    return plain if plain in forms else name


def shown_name(name: str, forms: Iterable[str], lexicon: Lexicon) -> str:
    """The name, with each word in capitals written as in another form of the name, else with one capital."""
    words = name.split()
    loud = [_is_loud(word) for word in words]
    if not all(loud):
        # initials stay: "AWR"
        loud = [one and sum(map(str.isalpha, word)) > _SHORT + 1 for one, word in zip(loud, words, strict=True)]
    if not any(loud):
        return name
    written = {fold(word): word for form in forms for word in form.split() if not _is_loud(word)}
    shown = [
        written.get(fold(word)) or _cased(word, place, lexicon) if loud[place] else word
        for place, word in enumerate(words)
    ]
    if len(shown) > 1 and lexicon.is_east_asian(list(map(fold, shown))):  # "Kim Jong-un"
        shown[1:] = map(str.capitalize, shown[1:])
    return " ".join(shown)


def _is_loud(word: str) -> bool:
    return word.isupper() or _MIXED.fullmatch(word) is not None


def _cased(word: str, place: int, lexicon: Lexicon) -> str:
    """A word in capitals with one capital in each part: "O'Neill", "Jean-Luc"; "DE" inside a name becomes small."""
    if word in rules.word_set("people/famous"):
        return word  # "JFK"
    if mixed := _MIXED.fullmatch(word):
        return mixed[1] + mixed[2].capitalize()

    def cased(found: re.Match[str]) -> str:
        part, opens = found[0], place + found.start() == 0  # "VAN" of "VAN GOGH"
        folded, title = fold(part), part.capitalize()
        if folded in lexicon.particles and len(part) > 1:
            return title if opens else folded
        is_name = lexicon.is_surname(folded) or folded in lexicon.given_names or folded in lexicon.east_asian
        known = is_name or title in lexicon.short
        initials = (len(part) <= _SHORT or _VOWELS.isdisjoint(folded)) and not known
        if initials or (_NUMERAL.issuperset(part) and not opens):
            return part
        return f"Mc{part[2:].capitalize()}" if part.startswith("MC") and len(part) > _SHORT + 1 else title

    return _LETTERS.sub(cased, word)
